"""Commands that measure words over time and compare them: trends, shares, drift, collocates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from cyclopts import Parameter

from flows.cli.limiting import PAGE_OF_30, limit_rows
from flows.cli.opening import open_workspace
from flows.cli.options import (
    WHOLE,
    AsTyped,
    ChartOptions,
    ChoiceOptions,
    FilterOptions,
    LakeOption,
    LanguageName,
    Limit,
    MeasureName,
    OptionalText,
    ReprintsName,
    SeriesOptions,
    StoreOption,
    Switch,
    TableOutput,
    VanishedShare,
    type_options,
)
from flows.cli.printing import (
    Listing,
    category_names,
    check_limit,
    check_out,
    describe_source,
    note,
    note_if_cut,
    note_words,
    say,
    show_rows,
)
from flows.errors import local_message, terminal_locale
from flows.records import GroupChoice, HoldChoice

if TYPE_CHECKING:
    from flows.search import Collection, CollocateRequest
    from flows.trends import SeriesRequest

_SHARES = Listing(
    "shares",
    ("label", "period", "passages", "marked", "share", "corrected", "low", "high"),
    {name: name for name in ("label", "period", "passages", "marked", "share", "corrected", "low", "high")},
    right=("passages", "marked", "share", "corrected", "low", "high"),
    spare=("passages",),
    dictionary="shares",
)
_COLLOCATES = {
    "collocate": "word",
    "near": "near",
    "passages": "in all",
    "log_likelihood": "log-likelihood",
    "log_dice": "logDice",
    "left": "left",
    "right": "right",
}
_NEW_COLLOCATES = {
    "collocate": "word",
    "here": "since",
    "there": "before",
    "log_ratio": "Log Ratio",
    "g2": "G2",
    "q": "q",
    "first": "first",
    "passage_id": "passage",
}
_RENDERINGS = {
    "rendering": "rendering",
    "period": "period",
    "occurrences": "occurrences",
    "of": "of",
    "share": "share",
    "is_leading": "leads",
}


def trends(
    *terms: str,
    all_: Annotated[bool, Parameter(name="--all", negative="", show_default=False)] = False,
    series: SeriesOptions = SeriesOptions(),
    group: GroupChoice | None = None,
    split: Switch = False,
    reprints: ReprintsName = "raw",
    hold: HoldChoice | None = None,
    measure: MeasureName = None,
    stats: Switch = False,
    band: Switch = False,
    vanished_share: VanishedShare = False,
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    chart: ChartOptions = ChartOptions(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
    lake: LakeOption = None,
) -> int:
    """Count terms over time, in both languages, zeros included.

    Parameters
    ----------
    terms
        Lexicon terms in any form (自主可控, "indigenous innovation"), strategy:ID, instrument:ID,
        entity:NAME, "query:A NEAR/5 B" (counted in passages), or any other words; commas separate. A term in
        double quotes counts exactly as typed: '"出口管制"'.
    all_
        Count every lexicon term found in the corpus.
    group
        One series per publisher, province, level of government, kind of document (law, plan, notice ...),
        corpus, language or strategy.
    split
        One series per rendering of a term.
    hold
        Add the rate with the mix of publishers (levels, kinds, corpora, languages) held fixed, and the mix's
        part of each change.
    stats
        Statistics, not periods: first, peak and last use, trend test, bursts, dispersion, change point.
    band
        Add 95 % bounds of the rate, by resampling documents.
    """
    from flows.cli.series import read_chart, show_series
    from flows.records import Grouping, Reprints

    request = replace(
        series.request(*terms, group=group, every_term=all_, split=split, as_typed=as_typed),
        reprints=Reprints(reprints),
        hold=Grouping(hold) if hold else None,
        measure=measure,
        statistics=stats,
        bands=band,
        vanished=vanished_share,
    )
    with open_workspace(store, lake=lake, documents=documents.documents()) as workspace:
        names = category_names(workspace, "zh") if group == "strategy" else {}
        code = show_series(workspace.collection, request, read_chart(chart), output, names)
        words = [*series.words(), *_type_own(request), *documents.words()]
        workspace.remember("trends", ", ".join(terms), words)  # a mistake has raised an error before
    return code


def _type_own(request: SeriesRequest) -> list[str]:
    """Return the options of `trends` alone as typed, for the search history."""
    return type_options(
        all=request.every_term,
        group=request.grouping,
        split=request.split,
        reprints=request.reprints if request.reprints != "raw" else None,
        hold=request.hold,
        measure=request.measure,
        stats=request.statistics,
        band=request.bands,
        vanished_share=request.vanished,
        as_typed=request.as_typed,
    )


def shares(
    *labels: str,
    series: SeriesOptions = SeriesOptions(),
    output: TableOutput = TableOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """Show each strategy's share of passages over time, as marked and corrected for errors.

    Parameters
    ----------
    labels
        Strategies or instruments, by id or name. Default: every strategy.
    """
    from flows.trends import answer_shares, name_period, newest_learned

    check_out(output.out)
    with open_workspace(store, documents=documents.documents()) as workspace:
        wanted = workspace.taxonomy.choose(labels)
        learned = newest_learned(workspace.settings.models_folder)
        answer = answer_shares(workspace.collection, wanted, learned, series.request(), terminal_locale())
        source = describe_source(workspace, series.date, series.corpus)
        categories = category_names(workspace)
    for line in answer.notes:
        note(line, style="dim")
    percent = ("share", "corrected", "low", "high")
    shown = []
    for row in (row._asdict() for row in answer.rows):
        row["label"] = categories.get(row["label"], row["label"])
        row["period"] = name_period(row["period"], terminal_locale())
        shares = {name: row[name] for name in percent if row[name] is not None}
        if "share" in shares:  # rounded once: 1 of 308 is 0.32%, and 0.00325 would be 0.33%
            shares["share"] = row["marked"] / row["passages"]
        shown.append(row | {name: f"{value:.2%}" for name, value in shares.items()})
    return show_rows(answer.rows, _SHARES, output, shown=shown, source=source)


def drift(
    term: str,
    *,
    language: LanguageName = "en",
    aligned: Switch = False,
    series: SeriesOptions = SeriesOptions(),
    output: TableOutput = TableOutput(),
    documents: ChoiceOptions = ChoiceOptions(),
    store: StoreOption = None,
) -> int:
    """Show which name of a lexicon term is used when: each rendering's share, by period.

    Parameters
    ----------
    term
        A lexicon term in any form.
    language
        The language of the renderings.
    aligned
        Count sentences of the other language by what their aligned translation says, in documents that are
        aligned; renderings missing from the lexicon count too.
    """
    from flows.alignment import aligned_shares
    from flows.trends import (
        DRIFT_COLUMNS,
        describe_text,
        leading_renderings,
        name_period,
        rendering_shares,
    )

    check_out(output.out)
    with open_workspace(store, documents=documents.documents()) as workspace:
        shares = aligned_shares if aligned else rendering_shares
        rows = shares(workspace.collection, term, series.request(), language=language)
        text_notes = describe_text(workspace.collection, series.request(), terminal_locale())
        source = describe_source(workspace, series.date, series.corpus)
    shown = [
        {
            **row._asdict(),
            "period": name_period(row.period, terminal_locale()),
            "share": f"{row.share:.0%} [{row.low:.0%}, {row.high:.0%}]",
            "is_leading": "•" if row.is_leading else "",
        }
        for row in rows
        if row.occurrences
    ]
    for line in text_notes:
        note(line, style="dim")
    right = ("occurrences", "of", "share")
    listing = Listing("renderings", DRIFT_COLUMNS, _RENDERINGS, right, dictionary="drift")
    code = show_rows(rows, listing, output, shown=shown, source=source)
    if output.format == "table":
        for lead in leading_renderings(rows):
            span = {end: name_period(getattr(lead, end), terminal_locale()) for end in ("first", "last")}
            code_of_line = "cli.leading_once" if lead.first == lead.last else "cli.leading"
            say(code_of_line, "dim", rendering=lead.rendering, number=lead.occurrences, **span)
    return code


def collocates(
    *query: str,
    chosen: FilterOptions = FilterOptions(),
    new_since: OptionalText = "",
    window: Annotated[int, WHOLE] = 5,
    limit: Limit = PAGE_OF_30,
    sort: Literal["log_likelihood", "log_dice", "near"] = "log_likelihood",
    as_typed: AsTyped = False,
    output: TableOutput = TableOutput(),
    store: StoreOption = None,
) -> int:
    """Show the words near a term more often than expected by chance.

    Parameters
    ----------
    query
        Words, phrases and operators, as for `zhengce search`.
    new_since
        A date, month or year: only words that are near it in more of its passages since then than before.
    window
        At most this many words away.
    sort
        By association (log_likelihood, log_dice) or by number of passages (near).
    """
    from flows.search import CollocateRequest, explain_words

    check_out(output.out)
    check_limit(limit)
    words, limit = " ".join(query), limit_rows(limit, output)
    request = CollocateRequest(
        words, chosen.filters(), window=window, limit=limit + 1, sort=sort, expand=not as_typed
    )
    with open_workspace(store, documents=chosen.documents()) as workspace:
        found, listing, explanation = _find_near(workspace.collection, request, new_since)
        plain = explain_words(workspace.collection, words, expand=request.expand)
        axis = "published" if request.filters.dates or new_since else None
        source = describe_source(workspace, axis, chosen.corpus, request.filters.dates)
    rows = found[:limit]
    note_words(plain, rows)
    code = show_rows(rows, listing, output, source=source)
    note_if_cut(found, limit, listing.what)
    if output.format == "table" and rows:
        note(explanation)
    return code


def _find_near(
    collection: Collection, request: CollocateRequest, new_since: str
) -> tuple[Sequence[NamedTuple], Listing, str]:
    """Return collocates, or the new ones since a date, with their listing and the meaning of `near`."""
    from flows.annotation.matching import RustCutter
    from flows.search import COLLOCATE_COLUMNS, NEW_COLUMNS, find_collocates, find_new_collocates

    cut, window = RustCutter().cut, request.window
    if not new_since:
        right = tuple(_COLLOCATES)[1:]
        listing = Listing("collocates", COLLOCATE_COLUMNS, _COLLOCATES, right, dictionary="collocates")
        explanation = local_message("cli.near", window=window)
        return find_collocates(collection, request, cut), listing, explanation
    new = find_new_collocates(collection, request, cut, new_since)
    right = ("here", "there", "log_ratio", "g2", "q")
    spare = ("g2", "first")
    listing = Listing("collocates", NEW_COLUMNS, _NEW_COLLOCATES, right, spare, dictionary="new collocates")
    if not new:
        return new, listing, local_message("cli.near_alone", window=window)
    matches = {"here": new[0].matches_here, "there": new[0].matches_there}
    return new, listing, local_message("cli.near_new", window=window, since=new_since, **matches)
