"""Show an answer about series: print it, write it to a file, draw it, and explain its basis."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.cli.options import ChartOptions, TableOutput, choose_labels
from flows.cli.printing import (
    check_folder_of,
    check_out,
    note,
    note_if_none,
    print_path,
    say,
    working,
)
from flows.errors import UsageError, format_message, terminal_locale
from flows.output import print_csv, print_json, print_statistics, print_trends, translate_noun, translate_word
from flows.records import Grouping, Locale
from flows.search import Collection
from flows.trends import (
    STATISTICS,
    MarkedEvent,
    Row,
    SeriesAnswer,
    SeriesRequest,
    answer_series,
    describe_answer,
    describe_counting,
    holds_comma,
    name_in_notes,
    name_period,
    read_event,
)

_PLURALS = {
    "publisher": "publishers",
    "level": "levels",
    "kind": "kinds",
    "corpus": "corpora",
    "language": "languages",
}


@dataclass(frozen=True, slots=True)
class Chart:
    """The chart of an answer: its file (None: no chart), kind, events and the language of its words.

    `has_own_language` means that the language was requested, rather than taken from the terminal.
    """

    path: Path | None = None
    kind: str = "lines"
    has_known_events: bool = True
    own_events: tuple[MarkedEvent, ...] = ()
    typed_events: tuple[str, ...] = ()
    language: Locale = "en"
    has_own_language: bool = False

    def language_of_notes(self, *, is_kept: bool) -> Locale:
        """Return the language of printed notes: that of --labels if a file is written, else our own."""
        return self.language if is_kept and self.has_own_language else terminal_locale()

    def words(self) -> list[str]:
        """Return the command-line options that differ from the defaults."""
        words = []
        if self.kind != "lines":
            words += ["--chart", self.kind]
        for event in self.typed_events:
            words += ["--event", event]
        if self.language != "en":
            words += ["--labels", self.language]
        if not self.has_known_events:
            words.append("--no-events")
        return words


def read_chart(options: ChartOptions) -> Chart:
    """Return the requested chart. Raises UsageError for an event without a date.

    Options without effect are noted if no chart is drawn; a map is also a table.
    """
    typed = tuple(options.event or ())
    own = tuple(map(read_event, typed))
    if options.plot is None and (typed or options.chart not in ("lines", "map")):
        say("cli.no_plot", "dim", option="--event" if typed else f"--chart {options.chart}")
    language = choose_labels(options.labels, is_drawn=bool(options.plot))
    return Chart(options.plot, options.chart, options.events, own, typed, language, bool(options.labels))


def show_series(
    collection: Collection,
    request: SeriesRequest,
    chart: Chart,
    output: TableOutput,
    categories: Mapping[str, str] = {},
) -> int:
    """Answer a request and show it; return the exit code. `categories` are the Chinese names of strategies.

    Raises UsageError, before anything is counted, for a file with an ending that tables and charts do not
    have.
    """
    request.check()
    if chart.kind == "map" and request.grouping is not Grouping.PROVINCE:
        raise UsageError("output.map_needs_province")
    if chart.path:
        from flows.output import check_ending  # charts load altair

        check_ending(chart.path)
        check_folder_of(chart.path)
    check_out(output.out)
    is_kept = bool(chart.path or output.out)
    language = chart.language_of_notes(is_kept=is_kept)
    with working("counting"):
        answer = answer_series(collection, request, chart.language if is_kept else language)
        caption = answer.caption
        if is_kept and chart.language != language:
            caption = describe_answer(collection, answer, language)
    if request.statistics:
        rows, columns = [row._asdict() for row in answer.statistics], STATISTICS
    else:
        rows, columns = answer.table.rows(), answer.table.columns
    words = [*request.words(), *chart.words()]
    note_if_none(rows, "series")
    if output.out:
        _write(collection, answer, rows, columns, output.out, words)
    if chart.path:
        _draw(collection, answer, chart, words, categories)
    is_table = output.format == "table" and not output.out
    left_out = 0
    if is_table and chart.kind == "map":
        rows = _sum_provinces(answer)
    elif is_table and request.grouping and not request.statistics:
        rows, left_out = _leave_out_empty(rows)
    _print(answer, rows, columns, output, categories)
    has_blanks = is_table and not request.statistics and not all(row["total_documents"] for row in rows)
    if is_table:
        caption = name_in_notes(caption, _names_of_series(answer, categories, language))
    _print_notes(answer, caption, language, has_blanks=has_blanks, left_out=left_out)
    if chart.path:
        note(format_message("cli.chart", {"path": chart.path}, language))
    return 0


def _sum_provinces(answer: SeriesAnswer) -> list[Row]:
    """Return the numbers of a map, one row per province over all periods."""
    from flows.output.maps import sum_periods

    return sum_periods(answer.table, answer.chart_column).rows()


def _leave_out_empty(rows: Sequence[Row]) -> tuple[list[Row], int]:
    """Return the rows of series with an occurrence and the number of others; all rows if no series has one.

    Of a hundred publishers, only one may use a term.
    """
    found = {row["series"] for row in rows if row["occurrences"] or row["occurrences_loose"]}
    shown = [row for row in rows if row["series"] in found]
    return (shown, len({row["series"] for row in rows} - found)) if shown else (list(rows), 0)


def _write(
    collection: Collection,
    answer: SeriesAnswer,
    rows: Sequence[Row],
    columns: Sequence[str],
    out: Path,
    words: Sequence[str],
) -> None:
    from flows.reports import write_series  # most answers are neither written to a file nor drawn

    request = answer.table.request
    options = {
        "by": request.by,
        "date": request.axis.value,
        "group": request.grouping and request.grouping.value,
        "from": request.dates.first,
        "to": request.dates.last,
        "split": request.split or None,
        "corpus": list(request.corpora),
        "reprints": request.reprints.value,
        "terms": list(request.terms),
        "measure": request.column,
        "hold": request.hold and request.hold.value,
        "band": request.bands,
        **({"vanished_share": True} if request.vanished else {}),
        "counted": answer.caption,
    }
    write_series(
        collection,
        rows,
        columns,
        out,
        words=words,
        options=options,
        is_statistics=request.statistics,
    )


def _draw(
    collection: Collection,
    answer: SeriesAnswer,
    chart: Chart,
    words: Sequence[str],
    categories: Mapping[str, str],
) -> None:
    from flows.reports import Drawing, draw_provinces, draw_series  # charts load altair

    request, caption = answer.table.request, answer.caption
    if answer.chart_column != request.column:
        counted = describe_counting(collection, request, answer.chart_column, chart.language)
        caption = [*counted, *caption[len(counted) :]]
    assert chart.path is not None
    names = _names_of_series(answer, categories, chart.language)
    drawing = Drawing(
        measure=answer.chart_column,
        kind=chart.kind,
        by=request.by,
        caption=name_in_notes(caption, names),
        has_known_events=chart.has_known_events,
        own_events=chart.own_events,
        language=chart.language,
    )
    if chart.kind == "map":
        draw_provinces(collection, answer.table, chart.path, drawing, words=words)
        return
    frame = answer.table.frame()
    frame["series"] = frame["series"].replace(names)
    draw_series(collection, frame, chart.path, drawing, words=words)


def _print(
    answer: SeriesAnswer,
    rows: Sequence[Row],
    columns: Sequence[str],
    output: TableOutput,
    categories: Mapping[str, str],
) -> None:
    if output.out:
        print_path(output.out)
    elif output.format == "json":
        print_json(rows)
    elif output.format == "csv":
        print_csv(rows, columns)
    elif answer.table.request.statistics:
        print_statistics(answer.statistics)
    else:
        names = _names_of_series(answer, categories)
        shown = [{**row, "series": names.get(str(row["series"]), row["series"])} for row in rows]
        print_trends(shown, answer.chart_column)


def name_group(by: str, group: str, categories: Mapping[str, str] = {}, *, locale: str = "") -> str:
    """Return a group in a locale, by default the terminal's; names of bodies and corpora are unchanged."""
    if (locale or terminal_locale()) == "en":
        return group
    from flows.corpus.metadata import name_state  # a table of the readers, for groups alone

    if by in ("level", "kind"):
        return name_state(by, translate_word(group, locale="zh"), "zh")
    if by == "language" or group == "(none)":
        return translate_word(group, locale="zh")
    named = categories.get(group, translate_word(group, locale="zh"))
    return {"strategy": named}.get(by, name_period(group, "zh"))


def _names_of_series(answer: SeriesAnswer, categories: Mapping[str, str], locale: str = "") -> dict[str, str]:
    """Return the names of series of groups in a locale, by default the terminal's."""
    grouping = answer.table.request.grouping
    if grouping is None:
        return {}

    def name(group: str | None) -> str:
        return name_group(grouping, group or "(none)", categories, locale=locale)

    return {one.name: f"{one.spec.typed} · {name(one.group)}" for one in answer.table.series}


def _print_notes(
    answer: SeriesAnswer,
    caption: Sequence[str],
    language: Locale,
    *,
    has_blanks: bool,
    left_out: int,
) -> None:
    """Print the basis of the series, the mix behind changes, and cautions before quoting."""

    def say(code: str, style: str = "", /, **values: object) -> None:
        note(format_message(code, values, language), style)

    for line in caption:
        note(line, style="dim")
    if answer.table.unannotated and not answer.table.request.allow_partial:
        say("cli.allow_partial", "dim")
    if has_blanks:
        say("cli.blank_periods", "dim")
    if left_out:
        say("cli.empty_groups", "dim", number=left_out)
    for term in dict.fromkeys(one.spec.typed for one in answer.table.series if holds_comma(one.spec.typed)):
        say("cli.comma_in_query", "dim", term=term)
    for name, mix in answer.mix.items():
        share = ""
        if mix.change:
            share = format_message("cli.mix_share", {"share": mix.by_mix / mix.change}, language)
        groups = translate_noun(_PLURALS[answer.table.request.hold or ""], language)
        say(
            "cli.change_by_mix",
            name=name,
            change=mix.change,
            first=name_period(mix.first, language),
            last=name_period(mix.last, language),
            groups=groups,
            by_mix=mix.by_mix,
            share=share,
        )
    for doubt in answer.doubts:
        option = {"before": "--to", "after": "--from"}[doubt.side]
        say(
            f"cli.doubtful_{doubt.side}",
            number=doubt.occurrences,
            series=doubt.series,
            date=doubt.date,
            command=f"zhengce concordance {doubt.term} {option} {doubt.date[:4]}",
        )
