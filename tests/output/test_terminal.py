"""Tables on a terminal: columns give way by rank, and ids stay whole."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from flows.errors import choose_terminal_locale
from flows.output import terminal
from flows.pipeline import AnnotateCounts, IngestCounts

ROWS = [
    {"series": "strategy:tech_leverage", "period": "2024", "number": "1,059.32", "more": "2.18"},
    {"series": "entity:示范省商务主管部门", "period": "2025", "number": "4,817.62", "more": "14.87"},
]
NAMES = {"series": "series", "period": "period", "number": "per million tokens", "more": "per 10,000"}


def test_every_count_of_a_run_has_a_chinese_name() -> None:
    names = {*IngestCounts().numbers(), *AnnotateCounts(faults={"a-1": "x"}).numbers()}
    assert {name for name in names if terminal.translate_word(name, locale="zh") == name} == set()


def print_at(width: int, rows: list[dict[str, str]], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    said = io.StringIO()
    monkeypatch.setattr(
        terminal, "results", Console(file=said, width=width, force_terminal=True, color_system=None)
    )
    monkeypatch.setattr(terminal, "messages", Console(file=said, width=width, color_system=None))
    terminal.print_table(rows, NAMES, right=("period", "number", "more"), spare=("more",))
    return said.getvalue().splitlines()


def test_a_stage_that_another_follows_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(
        terminal, "messages", Console(file=said, width=90, force_terminal=True, color_system=None)
    )
    with terminal.progress_bar() as report:
        report("compare", 0, 32)
        report("annotate", 1, 9)
    last = said.getvalue().split("compare")[-1]
    assert "32/32" in last and "1/9" in last


@pytest.mark.parametrize("width", [36, 40, 50, 60, 80])
def test_ids_are_never_broken(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = print_at(width, ROWS, monkeypatch)
    assert any(line.startswith("strategy:tech_leverage") for line in lines)
    assert any("2024" in line for line in lines)


def test_a_column_that_can_be_spared_goes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "per 10,000" in print_at(80, ROWS, monkeypatch)[0]
    lines = print_at(54, ROWS, monkeypatch)
    assert "per 10,000" not in lines[0] and "per million tokens" in lines[0]
    assert "not shown: per 10,000" in " ".join(lines)
    assert "--format csv" in " ".join(lines)


def test_an_item_longer_than_a_line_keeps_its_indent(monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(terminal, "results", Console(file=said, width=40, color_system=None))
    items = [
        "Council 12",
        "Ministry of Fisheries, Ministry of Rivers and Lakes, Ministry of Ports 9",
        "Bureau 3",
    ]
    terminal.print_items("  publisher: ", items)
    lines = said.getvalue().splitlines()
    assert lines[0] == "  publisher: Council 12,"
    assert all(line.startswith("    ") and len(line) <= 40 for line in lines[1:])
    assert " ".join(line.strip() for line in lines[1:]) == ", ".join(items[1:])


@pytest.mark.parametrize("width", [30, 41, 52])
def test_no_line_of_a_text_begins_with_a_closing_mark(width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    said = io.StringIO()
    monkeypatch.setattr(terminal, "results", Console(file=said, width=width, color_system=None))
    text = "规划指出，到二〇三五年，核心技术自主可控；产业链、供应链稳定，“卡脖子”问题解决。" * 3
    terminal.print_hanging(Text(text))
    lines = [line.strip() for line in said.getvalue().splitlines()]
    assert "".join(lines) == text and all(line[0] not in "，。；、”" for line in lines)


def test_words_and_long_addresses_are_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    address = "https://example.org/" + "/".join(["policies"] * 9)
    rows = [
        {"series": f"Measures on {word} data export", "period": "2024", "number": "1", "more": "1"}
        for word in ("a", "the")
    ]
    lines = print_at(48, [*rows, {**rows[0], "series": address}], monkeypatch)
    assert all(len(line) <= 48 for line in lines)


@pytest.fixture
def chinese(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """Output on a terminal of 30 cells, in Chinese."""
    said = io.StringIO()
    monkeypatch.setattr(
        terminal, "results", Console(file=said, width=30, force_terminal=True, color_system=None)
    )
    choose_terminal_locale("zh")
    yield said
    choose_terminal_locale("en")


@pytest.mark.usefixtures("chinese")
def test_the_date_of_a_cited_document_is_not_called_that_of_its_storing() -> None:
    assert terminal.translate_heading("stored, of") == "库中文件日期"


def test_no_line_of_a_passage_begins_with_a_comma(chinese: io.StringIO) -> None:
    terminal.print_hanging(terminal.highlight("第二条 向境外提供个人信息库，应当申报", [(4, 7)]), "1. ")
    lines = chinese.getvalue().splitlines()
    assert lines == ["1. 第二条 向境外提供个人信息", "   库，应当申报"]


def test_a_passage_loses_nothing_at_its_lines(chinese: io.StringIO) -> None:
    text = "甲、乙、丙\n（丁）averyveryveryveryveryveryverylongword，戊。"
    terminal.print_hanging(Text(text), "   ")
    lines = chinese.getvalue().splitlines()
    assert "".join(line.strip() for line in lines) == text.replace("\n", "")
    assert all(cell_len(line) <= 30 for line in lines)


def test_further_lines_of_a_message_keep_its_indent(chinese: io.StringIO) -> None:
    assert terminal.lay_out("  峰值之后下降，突增：无；离散度不明\n下一步", terminal.results) == (
        "  峰值之后下降，突增：无；离散\n  度不明\n下一步"
    )


@pytest.mark.parametrize("text", ["比例1:100:200", "query:date:2019", "[bold]a[/bold] :smile:"])
def test_what_users_type_is_printed_as_it_is(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rich would turn :100: and :date: into emoji, and text in brackets into styles."""
    for console in (terminal.messages, terminal.results):
        said = io.StringIO()
        monkeypatch.setattr(console, "_file", said)
        terminal.print_local(console, "output.not_shown", hidden=[text], format="csv")
        assert text in said.getvalue()


def test_a_stage_is_drawn_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = io.StringIO()
    monkeypatch.setattr(
        terminal, "messages", Console(file=drawn, force_terminal=True, width=100, color_system=None)
    )
    with terminal.progress_bar() as report:
        report("reading a:100:b [x]", 1, 2)
    assert "reading a:100:b [x]" in drawn.getvalue()


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("推进样例集\n成电路发展。", "推进样例集成电路发展。"),
        ("推进AI\nchips in samples", "推进AI chips in samples"),
        ("第二条 包括：\n（一）样例；\n（二）示例。\n由部门认定。", None),
        ("样例中心\n1. 示例", None),
        ("| 甲 | 乙 |\n| 丙 | 丁 |", None),
        ("", None),
    ],
)
def test_lines_that_the_source_broke_are_joined(text: str, joined: str | None) -> None:
    styled = Text(text)
    styled.stylize("bold", 3, 6)
    found = terminal.join_broken_lines(styled)
    assert found.plain == (text if joined is None else joined)
    assert "".join(found.plain.split()) == "".join(text.split())
