"""Figures of a draft near a named indicator or document, looked up among the stored figures.

Indicators are compared by their words, since drafts name them differently: by the share of the shorter name's
words (Chinese: pairs of characters) that the longer one has.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.annotation.figures import Setting, find_targets
from flows.assistants.drafts.candidates import Candidates, Place
from flows.assistants.drafts.claims import Claim, DraftRequest, Finding, Note, Span
from flows.assistants.drafts.letters import read_letters
from flows.assistants.drafts.quotations import Quotation, find_sentence_near, named_beside, points_back
from flows.assistants.drafts.references import Reference, find_report_year
from flows.assistants.drafts.reporting_words import is_set, strip_speaker
from flows.records import Target
from flows.references import show_written
from flows.store.facts import FigureValue, figure_values
from flows.text import HAN, detect_language, split_sentences

_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")
# Least shares of common words: for the same value in a named document and elsewhere, for another value in a
# named document and elsewhere.
_SAME, _SAME_ELSEWHERE, _OTHER, _OTHER_ELSEWHERE = 0.5, 0.7, 0.65, 0.85
_OF_LONGER = 0.4  # least share of the longer name's words that both have
_OF_LONGER_FOR_GOALS = 0.6  # the same for a report's goal in place of an earlier result
_IN_SENTENCE = 0.7  # least share of an indicator's words in a sentence with the value
_IN_CONTEXT = 0.5  # least share of the words that a draft's indicator adds to be in the stored sentence
_MOST_READ = 8  # rows of which the sentences are read
_SURE = 0.8  # least confidence of a figure if no document is named near it
_RESPECTIVELY = re.compile("分别|respectively")  # then a value may be far from its indicator
_HAN_RUN = re.compile(f"[{HAN}]+")
_LATIN = re.compile(r"[a-z]{3,}")
_RISES_AND_FALLS = frozenset("+-")
_BOUNDS = {"~": "≈", ">=": "≥", ">": ">", "<=": "≤", "<": "<"}
_LEVELS = frozenset(("=", ">", ">=", "<", "<=", "~", "range"))
# An indicator that is itself a change: 新增就业, job growth; but not 工业增加值.
_CHANGE = re.compile(
    r"增(?!加值)|[减升降]|\b(?:increas\w+|decreas\w+|growth|rises?|rising|falls?|fell|reduc\w+|cuts?|new"
    r"|additions?|additional)\b",
    re.IGNORECASE,
)
# Words common to many indicators.
_SMALL = frozenset(("the", "and", "for", "its", "with", "from", "into", "that", "this", "per", "percent"))
_MEASURES = frozenset(("share", "rate", "number", "total", "level", "average", "value", "amount"))
_HAN_MEASURES = re.compile("比重|比例|占比|数量|总量|总额|规模|总数|达到")
_FIRST_MONTHS = 3  # of a year, in which no result of the whole of it is reported
_SHORT = 4  # characters of a name of which nothing may be missing
_LEAST_PAIRS, _LEAST_WORDS = 3, 2  # of an indicator searched for without a document
# Before the last month of a period: 截至2024年9月.
_UNTIL = re.compile(
    r"截[至止]|[至到](?=\d{4}年)|月[末底]|(?<![a-z])(?:by|until|through|end of|as of)(?![a-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Figure:
    """A figure of the draft, in code points of the draft, with the documents named near it.

    `is_named_year` means that its time is only the year in the name of a report, `is_goal` that the report is
    said to set it.
    """

    target: Target
    start: int
    end: int
    named: tuple[Reference, ...]
    is_named_year: bool = False
    is_goal: bool = False

    @property
    def documents(self) -> set[str]:
        return {document for one in self.named for document in one.documents or one.alike}


def find_figures(
    candidates: Candidates,
    request: DraftRequest,
    taken: Sequence[Span],
    references: Sequence[Reference],
) -> list[Claim]:
    """Return the figures of a draft outside the spans of other claims, with the stored evidence."""
    text = request.draft.text
    figures = [
        figure
        for figure in _read_figures(text, references)
        if not any(figure.start < span.end and span.start < figure.end for span in taken)
    ]
    rows = figure_values(
        candidates.store,
        {figure.target.unit for figure in figures},
        {figure.target.value for figure in figures},
        {figure.target.indicator for figure in figures},
        _years_of(figures),
        {document for figure in figures for document in figure.documents},
    )
    return [
        Claim("figure", text[figure.start : figure.end], figure.start, figure.end, finding)
        for figure in figures
        if (finding := _check(figure, rows, candidates))
    ]


def _years_of(figures: Iterable[_Figure]) -> set[str]:
    """Return the years of figures without a document named, and those in which they are reported."""
    years = {int(one.target.deadline[:4]) for one in figures if one.target.deadline and not one.documents}
    return {str(year + later) for year in years for later in (0, 1)}


def _read_figures(text: str, references: Sequence[Reference]) -> Iterator[_Figure]:
    position = 0
    dated = [find_report_year(text, one.start, one.end) for one in references if one.kind == "title"]
    years = [span for _, span in filter(None, dated)]
    for paragraph in _PARAGRAPH.finditer(text):
        found = _find_targets(paragraph[0])
        timed = _find_timed(paragraph[0], paragraph.start(), years)
        for target in sorted(found, key=lambda one: one.start):
            start, end = paragraph.start() + target.start, paragraph.start() + target.end
            if start < position or not target.indicator:
                continue
            position = end
            first, _ = find_sentence_near(text, start, end)
            named = tuple(named_beside(text, Quotation(start, end), (), references))
            is_here = any(first <= one.start for one in named)
            if not is_here and not points_back(text[first:start]):
                named = ()
            speakers = [text[one.start : one.end] for one in named if first <= one.start and one.end <= start]
            made = replace(target, indicator=strip_speaker(target.indicator, speakers))
            if len(made.deadline) == len("2024-09") and not _UNTIL.search(text, first, start):
                made = replace(made, period_start=made.deadline)
            is_named_year = bool(target.deadline) and timed.get((target.start, target.end)) == ""
            yield _Figure(made, start, end, named, is_named_year, is_set(text[first:start]))


def _find_targets(text: str) -> Sequence[Target]:
    return find_targets(text, detect_language(text), (), Setting())


def _find_timed(paragraph: str, start: int, years: Iterable[Span]) -> dict[tuple[int, int], str]:
    """Return the deadlines of the figures of a paragraph, by span, as if reports were named without a year.

    Returns {} if no report is named with one.
    """
    masked = list(paragraph)
    for span in years:
        first, last = max(0, span.start - start), min(len(masked), span.end - start)
        if first < last:
            masked[first:last] = " " * (last - first)
    if masked == list(paragraph):
        return {}
    return {(one.start, one.end): one.deadline for one in _find_targets("".join(masked))}


def _check(figure: _Figure, rows: Sequence[FigureValue], candidates: Candidates) -> Finding | None:
    """Return the stored evidence for a figure; None if it names neither document nor indicator."""
    own = [row for row in rows if row.document_id in figure.documents]
    same = [row for row in rows if _is_same_value(figure.target, row)]
    if figure.documents:
        return _check_named(figure, own, same, candidates)
    if figure.target.score < _SURE or not _is_specific(figure.target.indicator):
        return None
    return _check_elsewhere(figure.target, rows, same, candidates)


def _check_elsewhere(
    target: Target, rows: Sequence[FigureValue], same: Sequence[FigureValue], candidates: Candidates
) -> Finding | None:
    """Return the evidence for a figure beside which no document is named.

    A number without a year is compared only with figures of exactly the same name.
    """
    timed = [row for row in same if _is_same_time(target, row)]
    if found := _best_elsewhere(target, timed, _SAME_ELSEWHERE, candidates):
        return _as_finding(found, candidates, "exact")
    others = [row for row in rows if row.unit == target.unit]
    if not target.deadline:
        named = [row for row in others if _has_same_name(target, row)]
        found = _best_elsewhere(target, named, _OTHER_ELSEWHERE, candidates)
        return found and _near_finding(found, candidates)
    other_parts = [row for row in same if _is_other_part(target, row)]
    if found := _best_elsewhere(target, other_parts, _SAME_ELSEWHERE, candidates):
        return _near_finding(found, candidates)
    timed = [row for row in others if _is_same_time(target, row)]
    if found := _best_elsewhere(target, timed, _OTHER_ELSEWHERE, candidates):
        return _near_finding(found, candidates)
    return _absent_for(target, others, candidates)


def _absent_for(target: Target, others: Sequence[FigureValue], candidates: Candidates) -> Finding:
    """Return that no stored figure is like this one, or none of its year."""
    if _best_elsewhere(target, others, _OTHER_ELSEWHERE, candidates):
        return Finding("absent", notes=(Note("no_figure_of_year", {"year": target.deadline[:4]}),))
    return Finding("absent", notes=(Note("no_such_figure", {}),))


def _check_named(
    figure: _Figure, own: Sequence[FigureValue], same: Sequence[FigureValue], candidates: Candidates
) -> Finding:
    target = figure.target
    here = [row for row in same if row in own]
    timed = [row for row in here if not row.deadline or _is_same_time(target, row)]
    if found := _best(target, timed, _SAME):
        return _as_finding(found, candidates, "exact")
    if found := _best(target, here, _SAME):
        if figure.is_named_year:
            return _check_result(figure, found, own, candidates)
        return _near_finding(found, candidates)
    turned = [row for row in own if _is_opposite(target, row) or _has_other_bound(target, row)]
    if found := _best(target, turned, _SAME):
        return _near_finding(found, candidates)
    if place := _find_in_text(figure, candidates):
        if here := [row for row in turned if row.passage == place.rowid]:
            return _near_finding(here[0], candidates)
        return Finding(
            "exact", place.passage_id, place.document_id, place.title, place.date, place.source.text
        )
    other_values = [row for row in own if row.unit == target.unit and not _is_same_value(target, row)]
    timed = [row for row in other_values if _is_same_time(target, row)]
    if found := _best(target, timed, _OTHER) or _best(target, other_values, _OTHER_ELSEWHERE):
        return _near_finding(found, candidates)
    if found := _best(target, same, _OTHER_ELSEWHERE):
        note = Note("other_document", {"name": figure.named[0].key})
        return replace(_as_finding(found, candidates, "misattributed"), notes=(note,))
    return _absent(figure)


def _check_result(
    figure: _Figure, result: FigureValue, own: Sequence[FigureValue], candidates: Candidates
) -> Finding:
    """Return the evidence for a figure that a report has, but as the result of an earlier year than its own.

    The report's figure of the same indicator for its own year takes precedence if the draft says that it is a
    goal, or if only the bound differs: growth of over 5% is not the goal of about 5%, whatever growth was in
    the year before.
    """
    target = figure.target
    is_as_written = _side_of(target) == _side_of(result)
    instead = [
        row
        for row in own
        if row.unit == target.unit
        and row.deadline
        and _is_same_time(target, row)
        and _is_same_indicator(target, row)
        and (figure.is_goal or (_has_other_bound(target, row) and not is_as_written))
    ]
    if found := _best(target, instead, _SAME):
        return _near_finding(found, candidates)
    return _as_finding(result, candidates, "exact")


def _is_same_indicator(target: Target, row: FigureValue) -> bool:
    """Return whether two indicators share most words of the longer: not 国内生产总值 and its 能耗."""
    wanted, own = _words(target.indicator), _words(row.indicator)
    return len(wanted & own) >= _OF_LONGER_FOR_GOALS * max(len(wanted), len(own))


def _find_in_text(figure: _Figure, candidates: Candidates) -> Place | None:
    """Return the passage of a named document with the value as written, in a sentence about the indicator."""
    key = read_letters(figure.target.text).key
    wanted = _words(figure.target.indicator)
    for document in sorted(figure.documents)[:6]:
        for passage in candidates.whole(document).passages:
            at_semicolons = _RESPECTIVELY.search(passage.text) is None
            for start, end in split_sentences(passage.text, at_semicolons=at_semicolons):
                letters = read_letters(passage.text[start:end])
                is_here = key in letters.key and letters.find(key)
                if is_here and len(wanted & _words(letters.text)) >= _IN_SENTENCE * len(wanted):
                    return candidates.read([passage.rowid])[0]
    return None


def _absent(figure: _Figure) -> Finding:
    unknown = [one.key for one in figure.named if not one.documents and not one.alike]
    if unknown:
        return Finding("absent", notes=(Note("named_not_held", {"name": unknown[0]}),))
    return Finding("absent", notes=(Note("no_such_figure", {}),))


def _best(target: Target, rows: Iterable[FigureValue], least: float) -> FigureValue | None:
    """Return the row whose indicator is most similar to the target's, for the same time if possible.

    If there are several, the one with the nearest value is returned: 26 percent is a slip for 25.8, not for
    25.
    """
    return next(iter(_rank(target, rows, least)), None)


def _rank(target: Target, rows: Iterable[FigureValue], least: float) -> list[FigureValue]:
    """Return the rows that may be of the same indicator, the best first."""
    wanted = _words(target.indicator)
    scored = [
        (_is_same_time(target, row), _similarity(wanted, row), -abs(row.value - target.value), row)
        for row in rows
    ]
    fitting = [one for one in scored if one[1] >= least]
    return [one[3] for one in sorted(fitting, key=lambda one: one[:3], reverse=True)]


def _best_elsewhere(
    target: Target, rows: Iterable[FigureValue], least: float, candidates: Candidates
) -> FigureValue | None:
    """Return the best row whose sentence or title also has what the draft's indicator adds to its name.

    The export value of chips is not the export value that a sentence gives of rare earths.
    """
    likely = _rank(target, rows, least)[:_MOST_READ]
    return next((row for row in likely if _is_about(target, row, candidates)), None)


def _is_about(target: Target, row: FigureValue, candidates: Candidates) -> bool:
    more = _words(target.indicator) - _words(row.indicator) - _words(row.subject)
    if not more:
        return True
    place = candidates.read([row.passage])[0]
    first, last = find_sentence_near(place.source.text, row.start, row.end)
    around = _words(place.source.text[first:last]) | _words(place.title)
    return len(more & around) >= _IN_CONTEXT * len(more)


def _has_same_name(target: Target, row: FigureValue) -> bool:
    """Return whether a row's indicator, with or without its subject, has the words of the draft's.

    One pair of characters more is that of the border between subject and indicator.
    """
    wanted, own = _words(target.indicator), _words(row.indicator)
    return own <= wanted and len(wanted - own - _words(row.subject)) <= 1


def _similarity(wanted: frozenset[str], row: FigureValue) -> float:
    """Return the share of the shorter indicator's words that both names have.

    It is 0 if the longer name says much more: 国内生产总值 is not 单位国内生产总值能耗降幅.
    """
    own = _words(row.indicator)
    shorter, longer = sorted((len(wanted), len(own)))
    if 2 * len(wanted & own) < len(own):
        return 0.0  # only the subjects are alike
    common = len(wanted & (own | _words(row.subject)))
    return common / shorter if shorter and common >= _OF_LONGER * longer else 0.0


@lru_cache(100_000)
def _words(name: str) -> frozenset[str]:
    """Return the words of a name; of Chinese, its pairs of characters."""
    lower = name.lower()
    runs = _HAN_RUN.findall(_HAN_MEASURES.sub(" ", name) if len(name) > _SHORT else name)
    pairs = {run[i : i + 2] for run in runs for i in range(max(1, len(run) - 1))}
    words = {word for word in _LATIN.findall(lower) if word not in _SMALL}
    return frozenset(pairs | {word.removesuffix("s") for word in words - _MEASURES or words})


def _is_specific(indicator: str) -> bool:
    is_han = _HAN_RUN.search(indicator)
    return len(_words(indicator)) >= (_LEAST_PAIRS if is_han else _LEAST_WORDS)


def _is_same_value(target: Target, row: FigureValue) -> bool:
    is_same = _has_same_number(target, row) and not _has_other_bound(target, row)
    return is_same and not _is_opposite(target, row)


def _has_other_bound(target: Target, row: FigureValue) -> bool:
    """Return whether the draft makes the same number another kind of bound: at most 70% for at least 70%.

    A bound or an approximation that the draft leaves out is no other one, nor is one that it adds to a level
    (超过126万亿元 for 126万亿元), except a limit: the level is not said to be one.
    """
    if not _has_same_number(target, row):
        return False
    own, stored = _side_of(target), _side_of(row)
    return own not in ("", stored) and (stored != "" or own == "<")


def _side_of(figure: Target | FigureValue) -> str:
    """Return the side of a figure's bound: < for at most and less than, > for at least and over, ~ or ""."""
    sign = figure.comparator if figure.comparator in _LEVELS else figure.bound
    return sign[:1] if sign in ("<", "<=", ">", ">=", "~") else ""


def _is_opposite(target: Target, row: FigureValue) -> bool:
    """Return whether one is a rise and the other a fall, or a level, by the same number.

    Percentages are often both: growth of 5% is a level of growth, and 5% more.
    """
    if not _has_same_number(target, row):
        return False
    signs = {target.comparator, row.comparator}
    if signs == {"+", "-"} or row.unit == "%":
        return signs == {"+", "-"}
    is_named = _CHANGE.search(f"{target.indicator} {row.indicator}") is not None
    return len(signs & _RISES_AND_FALLS) == 1 and bool(signs & _LEVELS) and not is_named


def _has_same_number(target: Target, row: FigureValue) -> bool:
    return row.unit == target.unit and row.value == target.value and row.value_to == target.value_to


def _is_same_time(target: Target, row: FigureValue) -> bool:
    """Return whether a stored figure may be of the time that the draft names.

    Without a year, it must fit the date of its document: a result is of that year, unless that has just
    begun, or of the one before; a goal is due later.
    """
    if not target.deadline:
        return True
    if not row.deadline:
        return _may_be_of(int(target.deadline[:4]), row)
    return target.deadline[:4] == row.deadline[:4] and not _is_other_part(target, row)


def _may_be_of(year: int, row: FigureValue) -> bool:
    """Return whether a stored figure without a year may be of a year, by the date of its document."""
    written, month = int(row.date[:4] or 0), int(row.date[5:7] or 12)
    if not written:
        return True
    if row.kind == "target":
        return written <= year
    return year == written - 1 or (year == written and month > _FIRST_MONTHS)


def _is_other_part(target: Target, row: FigureValue) -> bool:
    """Return whether two figures are of one year, but not of the same part of it, such as its first half.

    Up to September means the first nine months, in September does not.
    """
    if not target.deadline or target.deadline[:4] != row.deadline[:4]:
        return False
    own, stored = (_part_of_year(one.period_start, one.period_end) for one in (target, row))
    until = own if target.period_start else (f"{row.deadline[:4]}-01", target.deadline[:7])
    return stored not in (own, until)


def _part_of_year(first: str, last: str) -> tuple[str, str]:
    """Return the first and last month of a part of a year, ("", "") for another period."""
    is_part = len(first) == len(last) == len("2024-01") and first[:4] == last[:4]
    return (first, last) if is_part else ("", "")


def _as_finding(row: FigureValue, candidates: Candidates, verdict: str) -> Finding:
    place = candidates.read([row.passage])[0]
    start, end = find_sentence_near(place.source.text, row.start, row.end)
    words = place.source.text[start:end]
    if verdict == "exact":
        return Finding("exact", place.passage_id, place.document_id, place.title, place.date, words)
    return Finding("misattributed", place.passage_id, place.document_id, place.title, place.date, words)


def _near_finding(row: FigureValue, candidates: Candidates) -> Finding:
    value = show_written(row._replace(bound=""))
    if row.bound:
        value = f"{_BOUNDS[row.bound]} {value}"
    when = "–".join(filter(None, _part_of_year(row.period_start, row.period_end))) or row.deadline
    shown = f"{value} ({when})" if when else value
    found = _as_finding(row, candidates, "exact")
    return replace(found, verdict="near", notes=(Note("other_value", {"value": shown}),))
