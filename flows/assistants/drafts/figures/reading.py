"""Read the figures of a draft, with the documents named near them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from flows.annotation.figures import Setting, find_targets
from flows.assistants.drafts.claims import DraftRequest, Span
from flows.assistants.drafts.figures.reporting_words import hide_reporting, is_set, strip_speaker
from flows.assistants.drafts.quotations import (
    Quotation,
    find_sentence_near,
    find_spoken_of,
    named_beside,
    points_back,
)
from flows.assistants.drafts.references import Reference, find_report_year
from flows.records import Target
from flows.text import MONTH_NAMES, detect_language, lazy_pattern, within

# A time without a year: 1—7月, 三季度, 今年, in March, last year.
_MONTHS = "|".join(map(str.title, MONTH_NAMES))
_OTHER_TIME = lazy_pattern(
    r"\d\s?月|季度|半年|[今去本上前当同]年|今天|昨天|本月|上月"
    rf"|\b(?-i:{_MONTHS})\b"
    r"|(?<![a-z])(?:quarter|half[- ]year|(?:this|last|next) (?:year|month))",
    re.IGNORECASE,
)
# Before the last month of a period: 截至2024年9月.
_UNTIL = lazy_pattern(
    r"截[至止]|[至到](?=\d{4}年)|月[末底]|(?<![a-z])(?:by|until|through|end of|as of)(?![a-z])",
    re.IGNORECASE,
)


# How long a text is, not what it says: the law has 55 articles.
_OF_TEXT = lazy_pattern(
    r"[\d,]+ ?(?:articles|chapters|sections|paragraphs|pages|words)|[\d,]+ ?[条章节款页](?![一-鿿])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure of the draft, in code points of the draft, with the documents named near it.

    `is_named_year` means that its time is only the year in the name of a report, `is_goal` that the report is
    said to set it. Without a year, `is_timed` means that its paragraph has another time, such as a month.
    `before` are the ids of the documents named last in its paragraph, in a sentence before, if its own names
    none.
    """

    target: Target
    start: int
    end: int
    named: tuple[Reference, ...]
    is_named_year: bool = False
    is_goal: bool = False
    is_timed: bool = False
    before: frozenset[str] = frozenset()

    @property
    def documents(self) -> set[str]:
        """The ids of the documents named near it."""
        return {document for one in self.named for document in one.documents or one.alike}


def read_figures(request: DraftRequest, references: Sequence[Reference]) -> Iterator[DraftFigure]:
    """Yield the figures of a draft that state an indicator's value, by start and disjoint."""
    draft, setting = request.draft, Setting(parser=request.parser)
    text, position = draft.text, 0
    dated = [find_report_year(text, one.start, one.end) for one in references if one.kind == "title"]
    years = [span for _, span in filter(None, dated)]
    for first_of_all, last_of_all in draft.paragraphs():
        paragraph = text[first_of_all:last_of_all]
        found = _find_targets(paragraph, setting)
        timed = _find_timed(paragraph, first_of_all, years, setting)
        for target in sorted(found, key=lambda one: one.start):
            start, end = first_of_all + target.start, first_of_all + target.end
            if start < position or not target.indicator or _OF_TEXT.match(text, start):
                continue
            position = end
            first, _ = find_sentence_near(text, start, end)
            named = tuple(named_beside(draft, Quotation(start, end), (), references))
            is_here = any(first <= one.start for one in named)
            is_spoken_of = find_spoken_of(text, first, start, references) is not None
            if not (is_here or is_spoken_of or points_back(text[first:start])):
                named = ()
            speakers = [text[one.start : one.end] for one in named if first <= one.start and one.end <= start]
            made = replace(target, indicator=strip_speaker(target.indicator, speakers))
            if any(made.subject in speaker for speaker in speakers):
                made = replace(made, subject="")
            if len(made.deadline) == len("2024-09") and not _UNTIL.search(text, first, start):
                made = replace(made, period_start=made.deadline)
            is_named_year = bool(target.deadline) and timed.get((target.start, target.end)) == ""
            is_timed = _OTHER_TIME.search(paragraph) is not None
            before = frozenset[str]() if named else _named_last(text, references, first_of_all, first)
            if is_named_year and before:  # the year of the report's name, in another sentence
                made, is_named_year = replace(made, deadline=""), False
            is_goal = is_set(text[first:start])
            yield DraftFigure(made, start, end, named, is_named_year, is_goal, is_timed, before)


def _named_last(text: str, references: Sequence[Reference], first: int, last: int) -> frozenset[str]:
    """Return the ids of the documents of the last reference between two places of a draft.

    If there is none, they are those of the document that the words between them speak of by its kind.
    """
    own = within(references, first, last)
    meant = own[-1] if own else find_spoken_of(text, first, last, references)
    return frozenset(meant.documents or meant.alike) if meant else frozenset()


def _find_targets(text: str, setting: Setting) -> Sequence[Target]:
    return find_targets(hide_reporting(text), detect_language(text), (), setting)


def _find_timed(
    paragraph: str, start: int, years: Iterable[Span], setting: Setting
) -> dict[tuple[int, int], str]:
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
    return {(one.start, one.end): one.deadline for one in _find_targets("".join(masked), setting)}
