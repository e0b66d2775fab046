"""The tables of docs/accuracy.md, written from the recorded figures."""

from __future__ import annotations

from pathlib import Path

from tests.accuracy.record import FIGURES, SECTIONS, read_dates, read_figures
from tests.accuracy.table import format_recorded
from tests.support import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"


def fill_page(text: str, figures: Path = FIGURES) -> str:
    """Return the page with its tables as recorded: each follows a comment with the name of its section."""
    for section in SECTIONS:
        before, mark, rest = text.partition(f"<!-- {section} -->\n```text\n")
        if mark:
            table = "\n".join(_table_of(section, figures))
            text = f"{before}{mark}{table}\n```{rest.partition('```')[2]}"
    return text


def _table_of(section: str, figures: Path) -> list[str]:
    rows = read_figures(figures, section).values()
    lines = format_recorded(rows, with_margin=section != "agreement")
    return [f"recorded {read_dates(figures).get(section, 'never')}", "", *lines]


def write_page(page: Path = PAGE) -> None:
    """Write the tables of the page again."""
    page.write_text(fill_page(page.read_text(encoding="utf-8")), encoding="utf-8")
