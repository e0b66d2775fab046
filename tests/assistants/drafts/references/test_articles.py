"""Articles named in a draft, and the laws that they are of."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.reading import read_draft
from tests.assistants.drafts.telling import Check, told


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Under article 1 of the Kelp Law, farms register.", [("article 1", "exact")]),
        ("Under arts. 1 and 2 of the Kelp Law, farms register.", [("arts. 1 and 2", "exact")]),
        ("See the Kelp Law, art. 9.", [("art. 9", "absent")]),
        ("See the *Kelp Law* (2006), art. 2.", [("art. 2", "exact")]),
        ("Under § 1 of the Kelp Law, farms register.", [("§ 1", "exact")]),
        ("See the Kelp Law § 9.", [("§ 9", "absent")]),
        ("See Kelp Law §§ 1 and 2.", [("§§ 1 and 2", "exact")]),
        ("See 《样例省灯塔条例》 §1(1)(ii).", [("§1(1)(ii)", "exact")]),
        ("The Kelp Law (art. 9) is new.", [("art. 9", "absent")]),
        # Articles named as sections.
        ("Section 2 of the Kelp Law says so.", [("Section 2", "exact")]),
        ("Under Sec. 9 of the Kelp Law and Secs. 1 and 2.", [("Sec. 9", "absent")]),
        ("See the Kelp Law (Sections 1, 2, and 9).", [("Sections 1, 2, and 9", "absent")]),
        ("See Art 2 of the Kelp Law.", [("Art 2", "exact")]),
        ("Articles 1, 2, and 9 of the Kelp Law", [("Articles 1, 2, and 9", "absent")]),
        ("Articles 1 through 9 of the Kelp Law", [("Articles 1 through 9", "absent")]),
        # Sections of plans, chapters and other laws, and articles of magazines.
        ("Section 2 of the Sample Cage Plan and Section 301 of the Trade Act of 1974", []),
        ("Chapter 2, Section 1 of the Kelp Law; Section 1 of Chapter 2 of the Kelp Law", []),
        ("The Kelp Law is new, as Section 3 of this paper says.", []),
        ("The Kelp Law follows a rule, 15 U.S.C. § 4651, of another country.", []),
        ("The Kelp Law was new. Our article 9 and Wang, art. 4, doubted it.", []),
        ("The Kelp Law is explained in article 9 of this series.", []),
    ],
)
def test_articles_in_small_letters_or_with_a_sign_have_their_law_beside_them(
    check: Check, text: str, named: list[tuple[str, str]]
) -> None:
    assert [one[:2] for one in told(check(text), "article")] == named


@pytest.mark.parametrize(
    ("text", "part", "verdict"),
    [
        (
            "《样例省灯塔条例》第一条规定了职责。同条第一款第（二）项另有规定。",
            "同条第一款第（二）项",
            "exact",
        ),
        (
            "《样例省灯塔条例》第一条规定了职责。同条第一款第（三）项另有规定。",
            "同条第一款第（三）项",
            "absent",
        ),
        ("《样例省灯塔条例》第一条规定了职责，该条第二款、第三款另有规定。", "该条第二款、第三款", "absent"),
    ],
)
def test_a_part_of_the_same_article(check: Check, text: str, part: str, verdict: str) -> None:
    assert [one[:2] for one in told(check(text), "article")] == [("第一条", "exact"), (part, verdict)]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        # 样例省渔网条例 has two articles in 2007 and three in 2022.
        ("2007年《样例省渔网条例》第三条规定了责任。", ["absent"]),
        ("2007年《样例省渔网条例》很短。新条例第三条规定了责任。", ["exact"]),
        ("2007年《样例省渔网条例》第二条改为第三条。", ["exact", "exact"]),
        ("2007年《样例省渔网条例》很短。\n\n罚则见第三条。", ["exact"]),
        ("2022年《样例省渔网条例》第三条规定了责任，旧条例第三条没有。", ["exact", "absent"]),
        ("2022年《样例省渔网条例》第三条规定了责任，即原第二条。", ["exact", "exact"]),
        ("2022年《样例省渔网条例》第三条，修订前的《样例省渔网条例》第三条。", ["exact", "absent"]),
        # 该 and 新 mean a law of that kind; then bare articles are of the same law.
        ("《潮法》施行后，制定了《样例省海洋经济发展规划》。新法第一条和该法第二条。", ["exact", "absent"]),
        ("《潮法》有《样例省潮法细则规定》配套。该法第一条规定了目的，第二条空缺。", ["exact", "absent"]),
        ("The Kelp Law has a plan, the Sample Cage Plan. Article 1 of the same law is short.", ["exact"]),
        ("See Article 1 of the Kelp Law and art. 9 of that law on farms.", ["exact", "absent"]),
        ("The Kelp Law was long.\n\n" + "Farms grew.\n\n" * 90 + "See Art. 2 of the Law.", ["exact"]),
        ("The Kelp Law was long.\n\n" + "Farms grew.\n\n" * 90 + "See (Article 9).", ["absent"]),
        # Of two laws far before, neither is meant.
        ("The Kelp Law and the Reef Law.\n\n" + "Farms grew.\n\n" * 90 + "See (Article 2).", ["unchecked"]),
        ("The Kelp Law is new. Article 9 of the Law of Samples is not.", ["unchecked"]),
        # Short names that the draft introduces behind a title.
        ("The Kelp Law (the “Weed Rules”) is old. Articles 1 and 9 of the Weed Rules.", ["absent"]),
        (
            'The Kelp Law (hereinafter the "Weed Rules of Old") is old. Article 1 of the Weed Rules of Old.',
            ["exact"],
        ),
        (
            "The Kelp Law (KL) and the Reef Law (RL). Article 3 of the RL, Article 3 of the KL.",
            ["exact", "absent"],
        ),
        ("The Reef Law (“Rules”) and the Kelp Law. Article 3 of the Rules.", ["exact"]),
        # No initials of the title, and a year.
        ("The Reef Law (NPC) and the Kelp Law (2006). Article 3 of the NPC.", ["unchecked"]),
    ],
)
def test_the_edition_or_kind_of_law_beside_an_article(check: Check, text: str, verdicts: list[str]) -> None:
    assert [one[1] for one in told(check(text), "article")] == verdicts


def test_no_part_without_an_article_before(check: Check) -> None:
    assert told(check("《样例省灯塔条例》有规定，同条第一款另有规定。该条线和该条款照旧。"), "article") == []


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("第一、二条", [("第一、二条", "exact")]),
        ("第一和九条", [("第一和九条", "absent")]),
        ("第1、2和9条", [("第1、2和9条", "absent")]),
        ("第一至二条", [("第一至二条", "exact")]),
        ("第一至九条", [("第一至九条", "absent")]),
        ("第一条至第九条", [("第一条", "exact"), ("第九条", "absent")]),
        ("第一条、九条", [("第一条、九条", "absent")]),
        ("第一条、二条之三", [("第一条、二条之三", "absent")]),
        ("第二条和三个部门", [("第二条", "exact")]),
    ],
)
def test_lists_and_ranges_of_articles(check: Check, text: str, named: list[tuple[str, str]]) -> None:
    claims = told(check(f"《样例省灯塔条例》{text}另有规定。"), "article")
    assert [one[:2] for one in claims] == named


def test_a_quotation_in_a_range_of_articles(check: Check) -> None:
    for articles, verdict in (("第二至四条", "exact"), ("第一至二条", "misattributed")):
        (quote,) = told(
            check(f"《样例省海带养殖条例》{articles}规定：“违反本条例的，处以五百元以下罚款。”"), "quote"
        )
        assert quote[1] == verdict


def test_a_section_of_a_law_that_has_sections_may_not_be_an_article(check: Check) -> None:
    text = "Section 2, Section 3 and Section 9 of the Reef Law say so. Article 2 of the Reef Law says so."
    claims = told(check(text), "article")
    assert claims[0] == ("Section 2", "unchecked", "", ["section_or_article"])
    # No chapter has more than two sections.
    assert [one[:2] for one in claims[1:]] == [
        ("Section 3", "exact"),
        ("Section 9", "absent"),
        ("Article 2", "exact"),
    ]


def test_a_law_without_marks_may_have_its_edition_before_the_article(check: Check) -> None:
    for edition, verdict in (("2022年", "exact"), ("2007年", "absent")):
        claims = told(check(f"依照样例省渔网条例（{edition}）第三条处理。"), "article")
        assert [one[:2] for one in claims] == [("第三条", verdict)]


WORDS = "违反本条例的，处以五百元以下罚款。"


@pytest.mark.parametrize(
    ("below", "verdict"),
    [
        ("> ——《样例省海带养殖条例》第三条", "exact"),
        ("> ——《样例省海带养殖条例》第二条", "misattributed"),
        ("> （《样例省海带养殖条例》第二条）", "misattributed"),
        (">\n> -- 《样例省海带养殖条例》第二条", "misattributed"),
    ],
)
def test_the_article_in_the_line_below_a_block(check: Check, below: str, verdict: str) -> None:
    (quote,) = told(check(f"> {WORDS}\n{below}\n"), "quote")
    assert quote[1] == verdict


def test_the_article_in_the_cell_beside_a_quotation(check: Check) -> None:
    rows = "".join(
        f"<tr><td>《样例省海带养殖条例》{article}</td><td>“{WORDS}”</td></tr>"
        for article in ("第三条", "第二条")
    )
    draft = read_draft(f"<table>{rows}</table>".encode(), "d.html")
    assert [one[1] for one in told(check(draft.text), "quote")] == ["exact", "misattributed"]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("《样例省浮标管理办法》第八条的罚款为“一万元以上五万元以下”。", "exact"),
        ("《样例省浮标条例》第二条要求“三日内”报告。", "exact"),
        ("《样例省浮标条例》（2015年）第二条要求在“五日内报告”，并不难。", "near"),
        ("《样例省灯塔条例》第二条要求“两日内报告”。", "unchecked"),  # that article has no number of days
        ("《样例省钟楼条例》第一条要求“每日敲钟两次”。", "near"),
        ("《样例省钟楼条例》第二条要求“两次”。", "unchecked"),
        ("Article 2 of the Kelp Law: “register once a year”.", "exact"),
        ("Article 2 of the Kelp Law: “register twice a year”.", "near"),
        ("Article 1 of the Kelp Law: “twice a year”.", "unchecked"),
    ],
)
def test_a_short_quotation_with_a_number_is_looked_up_in_the_article_named(
    check: Check, text: str, verdict: str
) -> None:
    (quote,) = told(check(text), "quote")
    assert quote[1] == verdict
