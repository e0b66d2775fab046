"""Options for what is printed, written and drawn."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.cli.options.values import LanguageName
from flows.errors import terminal_locale
from flows.records import CitationStyle

TableFormat = Literal["table", "json", "csv"]
OutFile = Annotated[
    Path | None,
    Parameter(
        name="--out",
        help="Write all rows to this file instead; its ending is .csv, .xlsx, .jsonl or .parquet.",
    ),
]
OutFolder = Annotated[
    Path | None,
    Parameter(name="--out", help="The folder to write to. Default: outputs/, or ZHENGCE_OUTPUTS."),
]
Quiet = Annotated[
    bool,
    Parameter(name="--quiet", negative="", show_default=False, help="No progress on standard error."),
]
Format = Annotated[
    TableFormat, Parameter(name="--format", help="A table for people, or JSON or CSV for programs.")
]
TextOrJson = Annotated[
    Literal["text", "json"], Parameter(name="--format", help="Text for people, or JSON for programs.")
]
TableOrJson = Annotated[
    Literal["table", "json"], Parameter(name="--format", help="A table for people, or JSON for programs.")
]
CiteOption = Annotated[
    CitationStyle | None,
    Parameter(name="--cite", help="Also give a reference to each, in this style (see `zhengce cite`)."),
]
_PAGE = 50  # facts in a table


def choose_labels(labels: LanguageName | None, *, is_drawn: bool) -> LanguageName:
    """Return the language of words in a picture or page: as requested, else the terminal's.

    Tables and their descriptions are data, in English unless requested otherwise.
    """
    if labels or not is_drawn:
        return labels or "en"
    return terminal_locale()


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChartOptions:
    """Whether and how a series is drawn."""

    plot: Annotated[
        Path | None,
        Parameter(help="Also draw a chart into this file; its ending is .svg, .png or .html."),
    ] = None
    chart: Annotated[
        Literal["lines", "multiples", "heat", "slope", "map"],
        Parameter(help="The kind of chart; a map of provinces goes with --group province."),
    ] = "lines"
    events: Annotated[
        bool, Parameter(help="Mark congresses, plans and export controls in a chart of lines.")
    ] = True
    event: Annotated[
        list[str] | None,
        Parameter(negative="", help="Mark a date of your own, such as 2018-04=ZTE. Repeatable."),
    ] = None
    labels: Annotated[
        LanguageName | None,
        Parameter(help="Language of a chart's caption and axes. Default: en; zh with ZHENGCE_LANG=zh."),
    ] = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class TableOutput:
    """The destination of rows: standard output in a format, or into a file."""

    format: Format = "table"
    out: OutFile = None

    @property
    def is_for_people(self) -> bool:
        """Whether the rows are a table for people, on standard output."""
        return self.format == "table" and not self.out

    def limit_facts(self, limit: int | None) -> int | None:
        """Return how many facts to list, None for all: one page in a table, else all unless limited."""
        return _PAGE if limit is None and self.is_for_people else limit
