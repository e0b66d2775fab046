"""Figures of a draft near a named indicator or document, looked up among the stored figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.assistants.drafts.candidates import Candidates, Place
from flows.assistants.drafts.claims import Claim, DraftRequest, Finding, Note, Verdict
from flows.assistants.drafts.figures.foreign import ForeignFigures, as_counted
from flows.assistants.drafts.figures.matching import (
    has_other_bound,
    has_same_head,
    has_same_name,
    is_opposite,
    is_other_part,
    is_same_indicator,
    is_same_time,
    is_same_value,
    is_specific,
    part_of_year,
    side_of,
    similarity_of,
    words_of,
)
from flows.assistants.drafts.figures.reading import DraftFigure, read_figures
from flows.assistants.drafts.letters import read_letters
from flows.assistants.drafts.quotations import find_sentence_near
from flows.assistants.drafts.references import Reference
from flows.records import Target
from flows.references import show_written
from flows.store.facts import FigureValue, figure_values
from flows.text import Cover, lazy_pattern, split_sentences

# Least shares of common words: for the same value in a named document and elsewhere, for another value in a
# named document and elsewhere.
_SAME, _SAME_ELSEWHERE, _OTHER, _OTHER_ELSEWHERE = 0.5, 0.7, 0.65, 0.85
_IN_SENTENCE = 0.7  # least share of an indicator's words in a sentence with the value
_IN_CONTEXT = 0.5  # least share of the words that a draft's indicator adds to be in the stored sentence
_MOST_READ = 8  # rows of which the sentences are read
_SURE = 0.8  # least confidence of a figure if no document is named near it
_RESPECTIVELY = lazy_pattern("分别|respectively")  # then a value may be far from its indicator
_BOUNDS = {"~": "≈", ">=": "≥", ">": ">", "<=": "≤", "<": "<"}


def find_figures(
    candidates: Candidates,
    request: DraftRequest,
    taken: Cover,
    references: Sequence[Reference],
) -> list[Claim]:
    """Return the figures of a draft outside the text that other claims cover, with the stored evidence."""
    text = request.draft.text
    figures = [
        figure for figure in read_figures(request, references) if not taken.overlaps(figure.start, figure.end)
    ]
    units = {one.unit for figure in figures for one in (figure.target, as_counted(figure.target))}
    rows = figure_values(
        candidates.store,
        units,
        {figure.target.value for figure in figures},
        {figure.target.indicator for figure in figures},
        _years_of(figures),
        {document for figure in figures for document in (*figure.documents, *figure.before)},
    )
    foreign = ForeignFigures(candidates, text)
    claims = []
    for figure in figures:
        finding = _check(figure, rows, candidates)
        finding = _check_foreign(figure, finding, rows, foreign, candidates)
        if finding:
            claims.append(Claim("figure", text[figure.start : figure.end], figure.start, figure.end, finding))
    return claims


def _years_of(figures: Iterable[DraftFigure]) -> set[str]:
    """Return the years of figures without a document named, and those in which they are reported."""
    years = {int(one.target.deadline[:4]) for one in figures if one.target.deadline and not one.documents}
    return {str(year + later) for year in years for later in (0, 1)}


def _check(figure: DraftFigure, rows: Sequence[FigureValue], candidates: Candidates) -> Finding | None:
    """Return the stored evidence for a figure; None if it names neither document nor indicator."""
    own = [row for row in rows if row.document_id in figure.documents]
    same = [row for row in rows if is_same_value(figure.target, row)]
    if figure.documents:
        return _check_named(figure, own, same, candidates)
    before = [row for row in rows if row.document_id in figure.before]
    if finding := _check_before(figure, before, candidates):
        return finding
    if not is_specific(figure.target.indicator):
        return None
    if figure.target.score < _SURE:
        return _check_unsure(figure, rows, candidates)
    return _check_elsewhere(figure, rows, same, candidates)


def _check_unsure(figure: DraftFigure, rows: Iterable[FigureValue], candidates: Candidates) -> Finding | None:
    """Return the evidence of the very same name and year for a figure that may be misread, or None."""
    target = figure.target
    named = [
        row
        for row in rows
        if target.deadline and row.deadline and is_same_time(target, row) and has_same_name(target, row)
    ]
    if not named:
        return None
    same = [row for row in named if is_same_value(target, row)]
    return _check_elsewhere(figure, named, same, candidates)


def _check_foreign(
    figure: DraftFigure,
    finding: Finding | None,
    rows: Sequence[FigureValue],
    foreign: ForeignFigures,
    candidates: Candidates,
) -> Finding | None:
    """Return the evidence in the other language for a figure without any in its own, else its finding.

    If a document is named, only that one counts. GDP may be the same word in both languages.
    """
    target, documents = figure.target, figure.documents
    is_found = finding is not None and finding.verdict == "exact"
    is_foreign = bool(documents) and foreign.is_foreign(figure.start, documents)
    if (is_found and not is_foreign) or (target.score < _SURE and not documents):
        return finding
    own = [row for row in rows if not documents or row.document_id in documents]
    if found := foreign.find_same(target, figure.end, own, is_named=bool(documents)):
        note = Note("figure_in_translation", {"indicator": found.indicator, "value": _show_value(found)})
        return _with_note(_as_finding(found, figure, candidates, "translated"), note)
    if not (finding and is_foreign) or is_found:
        return finding
    if found := foreign.find_other(target, figure.end, own):
        return _near_finding(found, figure, candidates)
    held = Note("held_in_other_language", {"title": foreign.title_of(documents)})
    same = [row for row in rows if is_same_value(target, row) and is_same_time(target, row)]
    if found := _best(target, same, _OTHER_ELSEWHERE):
        return _with_note(_as_finding(found, figure, candidates, "exact"), held)
    return Finding("absent", notes=(held,))


def _check_elsewhere(
    figure: DraftFigure, rows: Sequence[FigureValue], same: Sequence[FigureValue], candidates: Candidates
) -> Finding | None:
    """Return the evidence for a figure beside which no document is named.

    A number without any time is compared only with figures of exactly the same name; one of a month or of
    this year with none, as the year is unknown.
    """
    target = figure.target
    timed = [row for row in same if is_same_time(target, row)]
    if found := _best_elsewhere(target, timed, _SAME_ELSEWHERE, candidates):
        return _as_finding(found, figure, candidates, "exact")
    if any(_is_missing(one) for one in figure.named):
        return _absent(figure)  # another number in another document says nothing of it
    others = [row for row in rows if row.unit == target.unit]
    if not target.deadline:
        named = [row for row in others if not figure.is_timed and has_same_name(target, row)]
        found = _best_elsewhere(target, named, _OTHER_ELSEWHERE, candidates)
        return found and _near_finding(found, figure, candidates)
    # A goal is not the result of a quarter, even by the same number.
    other_parts = [row for row in same if is_other_part(target, row) and row.kind == target.kind]
    if found := _best_elsewhere(target, other_parts, _SAME_ELSEWHERE, candidates):
        return _near_finding(found, figure, candidates)
    timed = [row for row in others if is_same_time(target, row) and (row.deadline or row.date)]
    if found := _best_elsewhere(target, timed, _OTHER_ELSEWHERE, candidates):
        return _near_finding(found, figure, candidates)
    return _absent_for(target, others, candidates)


def _check_before(figure: DraftFigure, own: Sequence[FigureValue], candidates: Candidates) -> Finding | None:
    """Return the evidence in the document named in a sentence before; None if it has no such indicator."""
    target = figure.target
    same = [row for row in own if is_same_value(target, row)]
    if found := _best(target, [row for row in same if is_same_time(target, row)], _SAME_ELSEWHERE):
        return _as_finding(found, figure, candidates, "exact")
    turned = [row for row in own if is_opposite(target, row) or has_other_bound(target, row)]
    if found := _best(target, turned, _SAME_ELSEWHERE):
        return _near_finding(found, figure, candidates)
    place = _find_in_text(target, figure.before, candidates) if is_specific(target.indicator) else None
    if place and all(row.passage != place.rowid for row in turned):
        return _as_passage(place)
    named = [row for row in own if row.unit == target.unit and has_same_name(target, row)]
    timed = [row for row in named if is_same_time(target, row)]
    if same or not (found := _best(target, timed, _OTHER_ELSEWHERE)):
        return None
    return _near_finding(found, figure, candidates)


def _absent_for(target: Target, others: Sequence[FigureValue], candidates: Candidates) -> Finding:
    """Return that no stored figure is like this one, or none of its year."""
    if _best_elsewhere(target, others, _OTHER_ELSEWHERE, candidates):
        return Finding("absent", notes=(Note("no_figure_of_year", {"year": target.deadline[:4]}),))
    return Finding("absent", notes=(Note("no_such_figure", {}),))


def _check_named(
    figure: DraftFigure, own: Sequence[FigureValue], same: Sequence[FigureValue], candidates: Candidates
) -> Finding:
    target = figure.target
    here = [row for row in same if row in own]
    timed = [row for row in here if not row.deadline or is_same_time(target, row)]
    if found := _best(target, timed, _SAME):
        return _as_finding(found, figure, candidates, "exact")
    if found := next((row for row in timed if has_same_head(target, row)), None):
        return _as_finding(found, figure, candidates, "exact")
    if found := _best(target, here, _SAME):
        if figure.is_named_year:
            return _check_result(figure, found, own, candidates)
        return _near_finding(found, figure, candidates)
    turned = [row for row in own if is_opposite(target, row) or has_other_bound(target, row)]
    if found := _best(target, turned, _SAME):
        return _near_finding(found, figure, candidates)
    if place := _find_in_text(target, figure.documents, candidates):
        if here := [row for row in turned if row.passage == place.rowid]:
            return _near_finding(here[0], figure, candidates)
        return _as_passage(place)
    other_values = [row for row in own if row.unit == target.unit and not is_same_value(target, row)]
    timed = [row for row in other_values if is_same_time(target, row)]
    if found := _best(target, timed, _OTHER) or _best(target, other_values, _OTHER_ELSEWHERE):
        return _near_finding(found, figure, candidates)
    headed = [row for row in timed if has_same_head(target, row)]
    if len({row.value for row in headed}) == 1:  # of several, the draft may mean another one
        return _near_finding(headed[0], figure, candidates)
    if found := _best(target, same, _OTHER_ELSEWHERE):
        note = Note("other_document", {"name": figure.named[0].key})
        return _with_note(_as_finding(found, figure, candidates, "misattributed"), note)
    return _absent(figure)


def _check_result(
    figure: DraftFigure, result: FigureValue, own: Sequence[FigureValue], candidates: Candidates
) -> Finding:
    """Return the evidence for a figure that a report has, but as the result of an earlier year than its own.

    The report's figure of the same indicator for its own year takes precedence if the draft says that it is a
    goal, or if only the bound differs: growth of over 5% is not the goal of about 5%, whatever growth was in
    the year before.
    """
    target = figure.target
    is_as_written = side_of(target) == side_of(result)
    instead = [
        row
        for row in own
        if row.unit == target.unit
        and row.deadline
        and is_same_time(target, row)
        and is_same_indicator(target, row)
        and (figure.is_goal or (has_other_bound(target, row) and not is_as_written))
    ]
    if found := _best(target, instead, _SAME):
        return _near_finding(found, figure, candidates)
    return _as_finding(result, figure, candidates, "exact")


def _as_passage(place: Place) -> Finding:
    return Finding("exact", place.passage_id, place.document_id, place.title, place.date, place.source.text)


def _find_in_text(target: Target, documents: Iterable[str], candidates: Candidates) -> Place | None:
    """Return the passage of a named document with the value as written, in a sentence about the indicator."""
    key = read_letters(target.text).key
    wanted = words_of(target.indicator)
    for document in sorted(documents)[:6]:
        for passage in candidates.whole(document).passages:
            at_semicolons = _RESPECTIVELY.search(passage.text) is None
            for start, end in split_sentences(passage.text, at_semicolons=at_semicolons):
                letters = read_letters(passage.text[start:end])
                is_here = key in letters.key and letters.find(key)
                if is_here and len(wanted & words_of(letters.text)) >= _IN_SENTENCE * len(wanted):
                    return candidates.read([passage.rowid])[0]
    return None


def _absent(figure: DraftFigure) -> Finding:
    unknown = [one.key for one in figure.named if _is_missing(one)]
    if unknown:
        return Finding("absent", notes=(Note("named_not_held", {"name": unknown[0]}),))
    return Finding("absent", notes=(Note("no_such_figure", {}),))


def _is_missing(named: Reference) -> bool:
    return not named.documents and not named.alike


def _best(target: Target, rows: Iterable[FigureValue], least: float) -> FigureValue | None:
    """Return the row whose indicator is most similar to the target's, for the same time if possible.

    If there are several, one that states the time is returned, else one with the same indicator rather than
    one that is part of its name, else the one with the nearest value: 26 percent is a slip for 25.8, not for
    25.
    """
    return next(iter(_rank(target, rows, least)), None)


def _rank(target: Target, rows: Iterable[FigureValue], least: float) -> list[FigureValue]:
    """Return the rows that may be of the same indicator, the best first."""
    wanted = words_of(target.indicator)
    scored = [
        (
            is_same_time(target, row),
            similarity_of(wanted, row),
            bool(row.deadline),
            is_same_indicator(target, row),
            -abs(row.value - target.value),
            row,
        )
        for row in rows
    ]
    fitting = [one for one in scored if one[1] >= least]
    return [one[-1] for one in sorted(fitting, key=lambda one: one[:-1], reverse=True)]


def _best_elsewhere(
    target: Target, rows: Iterable[FigureValue], least: float, candidates: Candidates
) -> FigureValue | None:
    """Return the best row whose sentence or title also has what the draft's indicator adds to its name.

    The export value of chips is not the export value that a sentence gives of rare earths.
    """
    likely = _rank(target, rows, least)[:_MOST_READ]
    return next((row for row in likely if _is_about(target, row, candidates)), None)


def _is_about(target: Target, row: FigureValue, candidates: Candidates) -> bool:
    more = words_of(target.indicator) - words_of(row.indicator) - words_of(row.subject)
    if not more:
        return True
    place = candidates.read([row.passage])[0]
    first, last = find_sentence_near(place.source.text, row.start, row.end)
    around = words_of(place.source.text[first:last]) | words_of(place.title)
    return len(more & around) >= _IN_CONTEXT * len(more)


def _as_finding(row: FigureValue, figure: DraftFigure, candidates: Candidates, verdict: Verdict) -> Finding:
    place = candidates.read([row.passage])[0]
    start, end = find_sentence_near(place.source.text, row.start, row.end)
    words = place.source.text[start:end]
    notes = tuple(_note_time(row, figure))
    return Finding(verdict, place.passage_id, place.document_id, place.title, place.date, words, notes=notes)


def _with_note(finding: Finding, note: Note) -> Finding:
    return replace(finding, notes=(note, *finding.notes))


def _note_time(row: FigureValue, figure: DraftFigure) -> Iterator[Note]:
    """Yield a note if the draft states a time for a figure and none is known of the stored one."""
    is_timed = figure.is_timed or (figure.target.deadline and not figure.is_named_year)
    if row.deadline or not is_timed:
        return
    if row.date:
        yield Note("time_unknown_dated", {"date": row.date})
    else:
        yield Note("time_unknown", {})


def _near_finding(row: FigureValue, figure: DraftFigure, candidates: Candidates) -> Finding:
    found = _as_finding(row, figure, candidates, "near")
    return replace(found, notes=(Note("other_value", {"value": _show_value(row)}), *found.notes))


def _show_value(row: FigureValue) -> str:
    """Return a stored figure with its bound and time: ≥ 70% (2027)."""
    value = show_written(row._replace(bound=""))
    if row.bound:
        value = f"{_BOUNDS[row.bound]} {value}"
    when = "–".join(filter(None, part_of_year(row.period_start, row.period_end))) or row.deadline
    if when:
        return f"{value} ({when})"
    return value
