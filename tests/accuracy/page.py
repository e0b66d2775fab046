"""The tables of docs/accuracy.md and of the READMEs, written from the recorded figures."""

from __future__ import annotations

import re
from pathlib import Path

from tests.accuracy.record import FIGURES, SECTIONS, Name, Recorded, read_dates, read_figures
from tests.accuracy.table import format_recorded
from tests.accuracy.texts import LANGUAGES
from tests.support import PROJECT

PAGE = PROJECT / "docs" / "accuracy.md"
READMES = (PROJECT / "README.md", PROJECT / "README.zh.md")
# The rows of the READMEs' tables: what stands before and behind the semicolon.
ROWS = (
    (("mentions: names", "figure"), ("mentions: values", "figure")),
    (("figures", "figure"), ("figures: all fields", "figure")),
    (("events", "precision"), ("events", "recall")),
    (("citations", "figure"), ("citations: relation", "figure")),
    (("strategies", "figure"), ("instruments", "figure")),
)
ROW = re.compile(r"^(?P<what>\|[^|\n]+)\| [\d.]+; [\d.]+ \| [\d.]+; [\d.]+ \|$", re.MULTILINE)


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


def fill_readme(text: str, figures: Path = FIGURES) -> str:
    """Return a README with the figures of its table as recorded."""
    recorded = read_figures(figures)
    cells = iter(
        [
            "; ".join(_shown(recorded[Name(kind, language)], column) for kind, column in row)
            for language in LANGUAGES
        ]
        for row in ROWS
    )
    return ROW.sub(
        lambda found: "| ".join([found["what"], *(f"{cell} " for cell in next(cells))]) + "|", text
    )


def _shown(row: Recorded, column: str) -> str:
    return f"{getattr(row, column):.2f}".removeprefix("0")


def write_page(page: Path = PAGE) -> None:
    """Write the tables of the page and of the READMEs again."""
    page.write_text(fill_page(page.read_text(encoding="utf-8")), encoding="utf-8")
    for readme in READMES:
        readme.write_text(fill_readme(readme.read_text(encoding="utf-8")), encoding="utf-8")
