"""Queries as trees, and what is refused in them."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import QueryError
from flows.search.grammar import And, Field, Near, Node, Not, Or, Phrase, Prefix, Words, parse

TREES: tuple[tuple[str, Node], ...] = (
    ("a b", Words(("a", "b"), 1)),
    ("a AND b OR c", Or((Words(("a", "b"), 1), Words(("c",), 12)))),
    ("a OR b c", Or((Words(("a",), 1), Words(("b", "c"), 6)))),
    ("a (b OR c)", And((Words(("a",), 1), Or((Words(("b",), 4), Words(("c",), 9)))))),
    ("a NOT b", And((Words(("a",), 1), Not(Words(("b",), 7))))),
    ("a -b", And((Words(("a",), 1), Not(Words(("b",), 4))))),
    ("a NOT NOT b", Words(("a", "b"), 1)),
    ("semi*", Prefix("semi", 1)),
    ("芯片 NEAR/5 补贴", Near(Words(("芯片",), 1), Words(("补贴",), 11), 5, 4)),
    ("a NEAR b", Near(Words(("a",), 1), Words(("b",), 8), 10, 3)),
    ("「出口管制」", Phrase("出口管制", 1)),
    ("title:规划", Field("title", "规划", 1)),
    ("publisher：“国务院 办公厅”", Field("publisher", "国务院 办公厅", 1)),
    ("date:2019..2021", Field("date", "2019..2021", 1)),
    ("(docnum:国发(2015)28号)", Field("docnum", "国发(2015)28号", 2)),
    ("GDP能耗", Words(("GDP能耗",), 1)),
    ("-1 ORDER", Words(("-1", "ORDER"), 1)),
    ("ORDER -1", And((Words(("ORDER",), 1), Not(Words(("1",), 8))))),
    ("创新 -5G", And((Words(("创新",), 1), Not(Words(("5G",), 5))))),
    ("https://example.org/x", Words(("https://example.org/x",), 1)),
)


@pytest.mark.parametrize(("query", "tree"), TREES)
def test_trees(query: str, tree: Node) -> None:
    assert parse(query) == tree


NAMES = {"“一五”", "“走出去”战略", "三年方案（2021—2023年）", "C（甲）"}


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("“走出去”战略 date:2015", And((Words(("“走出去”战略",), 1), Field("date", "2015", 9)))),
        (
            "(三年方案（2021—2023年） OR 稀土)",
            Or((Words(("三年方案（2021—2023年）",), 2), Words(("稀土",), 22))),
        ),
        ("稀土 -“走出去”战略", And((Words(("稀土",), 1), Not(Words(("“走出去”战略",), 5))))),
        ("“走出去” 战略", And((Phrase("走出去", 1), Words(("战略",), 7)))),
        ('"“走出去”战略"', Phrase("“走出去”战略", 1)),
        ("“一五” 稀土", And((Phrase("一五", 1), Words(("稀土",), 6)))),
        ("(“一五” OR 稀土)", Or((Phrase("一五", 2), Words(("稀土",), 10)))),
        ("甲C（甲）", Words(("甲C", "甲"), 1)),
        ("(C（甲）)", Words(("C（甲）",), 2)),
    ],
)
def test_a_known_name_may_have_brackets_and_quotes_inside(query: str, tree: Node) -> None:
    assert parse(query, NAMES.__contains__) == tree


@pytest.mark.parametrize("dash", ["-", "－", "–", "—", "−", "‐", "‑"])
def test_a_dash_at_the_beginning_of_a_word_excludes_it(dash: str) -> None:
    """Word processors turn hyphens into dashes."""
    wanted = Words(("出口",), 1)
    assert parse(f"出口 {dash}稀土") == And((wanted, Not(Words(("稀土",), 5))))
    assert parse(f"出口，{dash}“稀土”") == And((wanted, Not(Phrase("稀土", 5))))
    assert parse(f"出口 {dash}(a b)") == And((wanted, Not(Words(("a", "b"), 6))))
    assert parse(f"出口 {dash}date:2020") == And((wanted, Not(Field("date", "2020", 5))))
    assert parse(f"(出口 {dash}2020)") == And((Words(("出口",), 2), Not(Words(("2020",), 6))))


@pytest.mark.parametrize("dash", ["–", "—", "−", "‐", "‑"])
def test_other_dashes_are_part_of_a_word(dash: str) -> None:
    for word in (f"2020{dash}2025", f"{dash}5%", f"science{dash}driven", f"a{dash}", f"{dash}{dash}谈科技"):
        assert parse(f"{word}") == Words((word,), 1)
    assert parse(f"a {dash} b") == Words(("a", dash, "b"), 1)
    assert parse(f"“a”{dash}b") == And((Phrase("a", 1), Words((f"{dash}b",), 4)))


@pytest.mark.parametrize(
    ("query", "as_ascii"),
    [
        ("a ＯＲ b", "a OR b"),
        ("a ＡＮＤ “b”", "a AND “b”"),
        ("a ＮＯＴ b", "a NOT b"),
        ("a ＮＥＡＲ／10 b", "a NEAR/10 b"),
        ("ｄａｔｅ:2023..2024 a", "date:2023..2024 a"),
        ("ｔｉｔｌｅ：“a b”", "title：“a b”"),
        ("ｌｉｋｅ:12", "like:12"),
    ],
)
def test_operators_and_fields_have_letters_of_any_width(query: str, as_ascii: str) -> None:
    assert parse(query) == parse(as_ascii)


def test_other_letters_stay_as_they_are_typed() -> None:
    assert parse("ｗｔｏ Ｏｒ ａｂｃ：ｄ") == Words(("ｗｔｏ", "Ｏｒ", "ａｂｃ：ｄ"), 1)


@pytest.mark.parametrize("excluded", ["-‘rare earth’", "–‘rare earth’", "NOT ‘rare earth’", "-'rare earth'"])
def test_single_quotes_hold_together_what_is_excluded(excluded: str) -> None:
    tree = parse(f"a {excluded} China’s")
    assert isinstance(tree, And)
    _, quoted, rest = tree.parts
    assert isinstance(quoted, Not) and isinstance(quoted.part, Phrase) and quoted.part.text == "rare earth"
    assert isinstance(rest, Words) and rest.words == ("China’s",)


def test_other_single_quotes_are_marks() -> None:
    assert parse("‘rare earth’") == Words(("‘rare", "earth’"), 1)
    assert parse("a -'tis b") == And((Words(("a",), 1), Not(Words(("'tis",), 4)), Words(("b",), 9)))


@pytest.mark.parametrize(
    "query",
    ["(" * 950 + "a" + ")" * 950, "（" * 950 + "稀土" + "）" * 950, "a" + ")" * 1990, "(a" * 900, "“”" * 990],
)
def test_brackets_cost_few_questions_for_names(query: str) -> None:
    """Each question reads the rest of the query: with a quadratic number of them, brackets took minutes."""
    asked: list[str] = []

    def is_name(text: str) -> bool:
        asked.append(text)
        return False

    with suppress(QueryError):
        parse(query, is_name)
    assert len(asked) <= 3 * len(query)


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("", "empty"),
        ("   ", "empty"),
        ("(a", "column 3: the query ends where a closing parenthesis"),
        ("a)", "column 2: found"),
        ("a OR", "column 5: the query ends where a word"),
        ("AND a", "column 1: found 'AND'"),
        ("稀土 “许可", "column 4: the quotation mark “ is not closed; expected ”"),
        ("foo:bar", "column 1: no field 'foo'; known fields are title"),
        ("NOT a", "besides what it excludes"),
        ("a OR NOT b", "besides what it excludes"),
        ("date:", "column 6: expected a value after date:"),
        ("a NEAR/3 title:x", "column 3: NEAR goes between"),
        ("(" * 60 + "a" + ")" * 60, "Parentheses are nested more than 50 deep"),
        ("a" * 3000, "at most 2,000"),
    ],
)
def test_what_is_wrong_is_said_with_its_column(query: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        parse(query)
    assert message in str(caught.value)


@given(st.text(alphabet='ab稀土 ()（）"“”-*:：ANDORNOTEARtitledate/5', max_size=40))
def test_any_query_is_read_or_refused(query: str) -> None:
    try:
        parse(query)
    except QueryError as error:
        assert str(error)
