"""The command `compare`: two documents, periods or queries side by side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_10, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import StandingOptions, StoreOption
from flows.cli.printing import (
    Listing,
    check_folder_of,
    check_limit,
    check_out,
    describe_source,
    note,
    print_line,
    print_message,
    print_path,
    say,
    show_chance,
    show_table,
    working,
    write_file,
)
from flows.errors import local_message, terminal_locale

if TYPE_CHECKING:
    from flows.reports.comparisons import ComparedTerm, Comparison, ParagraphPair
    from flows.store.facts import ChosenFigure

_TERMS = {
    "zh": "term",
    "en": " ",
    "a": "A",
    "b": "B",
    "documents_a": "documents A",
    "documents_b": "documents B",
    "log_ratio": "Log Ratio",
    "interval": "95%",
    "q": "q",
}
_FIGURES = {"indicator": "indicator", "unit": "unit", "a": "A", "what_a": " ", "b": "B", "what_b": " "}
_SIZES = {"what": " ", "a": "A", "b": "B"}
_CUT = 240  # cells of a paragraph that only one side has
_AROUND = 24  # ... of the text around a change


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class CompareOutput:
    """The destination and form of a comparison."""

    format: Annotated[
        Literal["table", "json", "csv", "html"],
        Parameter(name="--format", help="Text for people, JSON or CSV for programs, or a page."),
    ] = "table"
    out: Annotated[
        Path | None,
        Parameter(
            name="--out",
            help="Write it to this file: a page (.html), or all rows (.csv, .xlsx, .jsonl, .parquet).",
        ),
    ] = None

    @property
    def is_for_people(self) -> bool:
        """Whether the output is text or a page, not rows for programs."""
        if self.out:
            return self.out.suffix == ".html"
        return self.format in ("table", "html")

    def check(self) -> None:
        """Raise UsageError for an unwritable file."""
        if self.out and self.out.suffix == ".html":
            check_folder_of(self.out)
        else:
            check_out(self.out)


def compare(
    a: str,
    b: str,
    *,
    unit: Annotated[Literal["paragraph", "sentence"] | None, Parameter(show_default=False)] = None,
    limit: int = PAGE_OF_10,
    minimum: Annotated[int | None, Parameter(show_default=False)] = None,
    documents: StandingOptions = StandingOptions(),
    output: CompareOutput = CompareOutput(),
    store: StoreOption = None,
) -> int:
    """Compare two documents, periods or queries: size, terms both ways, paragraphs and figures side by side.

    A and B are each a document (its id, the beginning of it, its title, number or address, or a law's name in
    either language), a period (2016..2020, 2021.., ..2015, 2023-07), or else a query as in `zhengce search`
    (publisher:上海, 芯片 补贴). Where a word could be either, write document:, period: or query: before it.
    Paragraphs are matched for two documents in one language, in any order; `zhengce align` compares a text
    with its translation.

    Parameters
    ----------
    a
        The one side.
    b
        The other side.
    unit
        Match paragraphs or sentences. Default: paragraphs; sentences where a text came without paragraphs.
    limit
        Terms of each direction, and rows of each other section, in the table. CSV, JSON and files have all,
        unless it is typed: then that many terms.
    minimum
        Least occurrences of a term on both sides together. Default: 2 for two documents, else 5.
    """
    from flows.reports.comparisons import CompareRequest

    check_limit(limit)
    output.check()
    request = CompareRequest(a, b, limit_rows(limit, output), minimum, unit)
    with open_workspace(store, documents=documents.documents()) as workspace:
        with working("comparing"):
            found = workspace.comparison(request)
        is_dated = any(one.side.dates for one in (found.a, found.b))
        source = describe_source(workspace, "published" if is_dated else None)
    _write(found, output, limit)
    for typed, side, other in ((a, found.a, found.b), (b, found.b, found.a)):
        if side.kind == "query" and other.kind == "document" and not typed.strip().startswith("query:"):
            say("cli.words_compared", name=side.typed)
    note(source, style="dim")
    return 0


def _write(found: Comparison, output: CompareOutput, limit: int) -> None:
    from flows.output import print_csv, print_json
    from flows.reports.comparisons import (
        COMPARISON_COLUMNS,
        comparison_answer,
        comparison_page,
        comparison_rows,
        name_units,
    )

    is_page = output.out and output.out.suffix == ".html"
    if output.out and is_page:
        output.out.write_text(comparison_page(found), encoding="utf-8", newline="\n")
        print_path(output.out)
    elif output.out:
        rows = comparison_rows(found)
        if output.out.suffix.lower() == ".xlsx":
            rows = name_units(rows, terminal_locale())
        write_file([row._asdict() for row in rows], COMPARISON_COLUMNS, output.out)
    elif output.format == "json":
        print_json(comparison_answer(found))
    elif output.format == "csv":
        print_csv([row._asdict() for row in comparison_rows(found)], COMPARISON_COLUMNS)
    elif output.format == "html":
        print(comparison_page(found))  # noqa: T201
    else:
        _show(found, limit)


def _show(found: Comparison, limit: int) -> None:
    from flows.output import no_title, translate_heading

    for letter, side in (("A", found.a), ("B", found.b)):
        code = "cli.side" if side.word == side.title else "cli.side_as_typed"
        if side.kind == "query":
            code = "cli.side_of_query"
        values = {"title": side.title or no_title(), "typed": side.word}
        print_message(code, "bold", letter=letter, **values)
    sizes = (found.size_a._asdict(), found.size_b._asdict())
    names = ("documents", "passages", "tokens", "characters", "first", "last", "undated", "waiting")
    rows = [
        {
            "what": translate_heading(name),
            "a": _show_size(sizes[0][name]),
            "b": _show_size(sizes[1][name]),
        }
        for name in names
    ]
    show_table([row for row in rows if row["a"] or row["b"]], Listing("", list(_SIZES), _SIZES, ("a", "b")))
    if found.common:
        say("cli.on_both_sides", number=found.common)
    for name, terms, total in (("A", found.more_a, found.terms_a), ("B", found.more_b, found.terms_b)):
        _show_terms(name, terms, total, with_documents=not found.are_documents)
    _show_paragraphs(found, limit)
    _show_figures(found, limit)


def _show_size(value: object) -> str:
    """Return a size of a side as shown; a count of 0 is blank."""
    if not isinstance(value, int):
        return str(value)
    return f"{value:,}" if value else ""


def _show_terms(name: str, terms: Sequence[ComparedTerm] | None, total: int, *, with_documents: bool) -> None:
    if terms is None:
        say("cli.terms_not_compared")
        return
    from flows.trends import SIGNIFICANT

    print_line()
    code = "cli.terms_more_often"
    if len(terms) < total:
        code = "cli.terms_more_often_cut"
    elif not terms:
        code = "cli.no_terms_more_often"
    print_message(code, "bold", side=name, number=total, shown=len(terms))
    rows = [
        {
            **term._asdict(),
            "a": f"{term.a:,}{'*' * term.low_base}",
            "q": f"{show_chance(term.q)}{'?' if term.q >= SIGNIFICANT else ''}",
            "interval": local_message("cli.interval", low=term.log_ratio_low, high=term.log_ratio_high),
        }
        for term in terms
    ]
    right = ("a", "b", "documents_a", "documents_b", "log_ratio", "interval", "q")
    if rows:
        spare = ("documents_a", "documents_b", "interval")
        names = {key: name for key, name in _TERMS.items() if with_documents or "documents" not in key}
        show_table(rows, Listing("terms", list(names), names, right, spare))
    if any(term.low_base for term in terms):
        say("cli.low_base" if with_documents else "cli.low_base_of_terms", "dim")
    if any(term.q >= SIGNIFICANT for term in terms):
        say("cli.may_be_chance", "dim")


def _show_paragraphs(found: Comparison, limit: int) -> None:
    match = found.paragraphs
    print_line()
    if match is None:
        if found.without_paragraphs == "two_languages":
            say("cli.two_languages")
        return
    print_message(f"cli.{match.unit}s", "bold", moved=match.moved, **match.counts)
    for change in ("reworded", "only_a", "only_b"):
        pairs = [pair for pair in match.pairs if pair.change == change]
        for pair in pairs[:limit]:
            _print_pair(pair)
        if len(pairs) > limit:
            say(f"cli.more_{change}", "dim", number=len(pairs) - limit)


def _print_pair(pair: ParagraphPair) -> None:
    from rich.text import Text

    from flows.output import clean, cut, print_hanging

    unit = pair.a or pair.b
    assert unit
    lead, text = "-" if pair.a else "+", cut(unit.text, _CUT)
    if pair.change == "reworded":
        lead, text = "~", "".join(_mark(pair))
    print_hanging(Text(clean(text)), lead=f"  {lead} ")


def _mark(pair: ParagraphPair) -> Iterator[str]:
    """Yield a reworded text in parts: removed [-so-], added {+so+}, long common stretches shortened."""
    for word in pair.words:
        if word.change == "removed":
            yield f"[-{word.text}-]"
        elif word.change == "added":
            yield f"{{+{word.text}+}}"
        elif len(word.text) > 2 * _AROUND + 2:
            yield f"{word.text[:_AROUND]}…{word.text[-_AROUND:]}"
        else:
            yield word.text


def _show_figures(found: Comparison, limit: int) -> None:
    from flows.references import show_unit, show_written

    locale = terminal_locale()
    figures = found.figures
    print_line()
    sizes = {"number": len(figures.pairs), "a": figures.only_a, "b": figures.only_b}
    print_message("cli.figures_compared", "bold", **sizes)
    rows = [
        {
            "indicator": pair.indicator,
            "unit": show_unit(pair.unit, locale),
            "a": show_written(pair.a, locale),
            "what_a": _describe_figure(pair.a),
            "b": show_written(pair.b, locale),
            "what_b": _describe_figure(pair.b),
        }
        for pair in figures.pairs[:limit]
    ]
    if rows:
        show_table(rows, Listing("figures", list(_FIGURES), _FIGURES, ("a", "b"), ("unit",)))
    if rows and not found.are_documents:
        say("cli.newest_figure", "dim")
    if len(figures.pairs) > limit:
        say("cli.more_figures", "dim", number=len(figures.pairs) - limit)
    if found.figures_left_out:
        say("cli.figures_left_out", "dim")


def _describe_figure(figure: ChosenFigure) -> str:
    """Return the kind of a figure with its year: target 2025."""
    from flows.output import translate_word

    return f"{translate_word(figure.kind)} {figure.deadline or ''}".strip()
