"""The months before and since a change: the counts in them, and which corpora can be compared.

A document dated by year alone belongs to a span of months that contains the whole year; its period is the
year (1989).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.errors import UsageError, local_message
from flows.records import DateAxis, Grouping
from flows.search import Collection
from flows.store import MONTH_OR_YEAR, Division, Scope, Store
from flows.store.series import ConceptCount, all_concept_counts, period_totals
from flows.trends.counting import check_corpora

# Analysts look for these first; people and places come and go with the news.
TYPES = ("TERM", "PROGRAMME", "TECH")
HISTORY_MONTHS = 36


@dataclass(frozen=True, slots=True)
class ChangeRequest:
    """A request for concepts that change from `since` to `to`, compared with `before` until `since`.

    Dates are months or years; None leaves the range open. `types` are the types of concepts considered,
    `minimum` the least number of occurrences. `hold` compares within the corpora that have text on both
    sides. With `allow_partial`, months count even if not all of their passages are annotated.
    """

    since: str
    to: str | None = None
    before: str | None = None
    axis: DateAxis = DateAxis.PUBLISHED
    corpora: tuple[str, ...] = ()
    types: tuple[str, ...] = TYPES
    limit: int | None = 50
    minimum: int = 5
    hold: bool = True
    allow_partial: bool = False

    def __post_init__(self) -> None:
        """Raise UsageError if the last month of either side is before its first."""
        since = _first_month(self.since)
        if _last_month(self.to) < since:
            raise UsageError("trends.ends_early", since=self.since, to=self.to)
        if self.before and _first_month(self.before) >= since:
            raise UsageError("trends.begins_late", since=self.since, before=self.before)


# Changes are computed from these counts of concepts, unless a request asks for other documents or another
# date.
MONTHS = Scope(Division(MONTH_OR_YEAR), grouping=Grouping.CORPUS)


class Sizes:
    """The tokens of each corpus and period, and the passages that wait for annotation.

    Without `hold` all text is one corpus. Periods with passages that wait are left out, unless the request
    allows them; `left_out` counts all of their passages. `documents_of_years` counts the documents dated by
    year alone, by corpus and year. Raises UsageError for an unknown corpus, or if nothing in scope is
    annotated.
    """

    def __init__(self, store: Store, request: ChangeRequest) -> None:
        corpora = check_corpora(store, request.corpora)
        grouping = Grouping.CORPUS if request.hold else None
        self.scope = Scope(Division(MONTH_OR_YEAR), request.axis, grouping, corpora)
        self.tokens: dict[str, dict[str, int]] = defaultdict(dict)
        self.documents_of_years: dict[str, dict[str, int]] = defaultdict(dict)
        self.passages = self.waiting = self.left_out = 0
        self.partial = set()
        for total in period_totals(store, self.scope):
            if is_year(total.period):
                self.documents_of_years[total.group][total.period] = total.documents
            self.passages += total.passages
            self.waiting += total.unannotated
            if total.unannotated and not request.allow_partial:
                self.partial.add((total.group, total.period))
                self.left_out += total.passages
            elif total.tokens:
                self.tokens[total.group][total.period] = total.tokens
        if self.passages and self.waiting >= self.passages:
            raise UsageError("trends.nothing_annotated", passages=self.passages)

    def corpora_with_text(self, first: str, last: str) -> set[str]:
        """Return the corpora that have text from month `first` to month `last`."""
        return {corpus for corpus in self.tokens if self.size(corpus, first, last)}

    def size(self, corpus: str, first: str, last: str) -> int:
        """Return the tokens of a corpus from month `first` to month `last`."""
        return sum_within(self.tokens[corpus], first, last)

    def cut_documents(self, sides: Sides) -> dict[str, int]:
        """Return, by corpus, the documents dated by a year of which only a part is on a side."""
        cut = Counter[str]()
        for corpus, years in self.documents_of_years.items():
            for year, number in years.items():
                first, last = f"{year}-01", f"{year}-12"
                spans = (sides.here, sides.there)
                is_whole = any(low <= first and last <= high for low, high in spans)
                if not is_whole and any(low <= last and first <= high for low, high in spans):
                    cut[corpus] += number
        return dict(sorted(cut.items()))


class Months(Sizes):
    """The occurrences of every concept by corpus and month, and its documents by month."""

    def __init__(
        self, store: Store, request: ChangeRequest, counts: Sequence[ConceptCount] | None = None
    ) -> None:
        super().__init__(store, request)
        self.counts: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        self.documents: dict[str, dict[str, dict[str, int]]] = defaultdict(lambda: defaultdict(dict))
        if counts is None or self.scope != MONTHS:
            counts = all_concept_counts(store, self.scope)
        for row in counts:
            if (row.group, row.period) not in self.partial:
                self.counts[row.concept][row.group][row.period] = row.occurrences
                self.documents[row.concept][row.group][row.period] = row.documents

    def sum(self, concept: str, corpus: str, first: str, last: str) -> int:
        """Return a concept's occurrences in a corpus from month `first` to month `last`."""
        counts = self.counts[concept].get(corpus, {})
        return sum_within(counts, first, last)

    def count(self, corpora: Sequence[str], span: tuple[str, str]) -> tuple[dict[str, int], int]:
        """Return the occurrences of every concept in these corpora and months, and their tokens."""
        counts = {
            concept: sum(self.sum(concept, corpus, *span) for corpus in corpora) for concept in self.counts
        }
        return counts, sum(self.size(corpus, *span) for corpus in corpora)

    def sum_documents(self, concept: str, corpora: Iterable[str], first: str, last: str) -> int:
        """Return the documents of these corpora with a concept from month `first` to month `last`."""
        counts = add_months(self.documents[concept].get(corpus, {}) for corpus in corpora)
        return sum_within(counts, first, last)

    def over(self, concept: str, corpora: Iterable[str]) -> dict[str, int]:
        """Return a concept's occurrences by period, in these corpora together."""
        return add_months(self.counts[concept].get(corpus, {}) for corpus in corpora)


def is_year(period: str) -> bool:
    """Return whether a period is a year: that of the documents dated by year alone."""
    return len(period) == len("2021")


def is_within(period: str, first: str, last: str) -> bool:
    """Return whether a month, or all of a year, lies from month `first` to month `last`."""
    if is_year(period):
        return first <= f"{period}-01" and f"{period}-12" <= last
    return first <= period <= last


def sum_within(counts: Mapping[str, int], first: str, last: str) -> int:
    """Return the sum of the periods from month `first` to month `last`."""
    return sum(number for period, number in counts.items() if is_within(period, first, last))


def add_months(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Return the sums by period."""
    whole: dict[str, int] = defaultdict(int)
    for part in parts:
        for month, number in part.items():
            whole[month] += number
    return dict(whole)


@dataclass(frozen=True, slots=True)
class Sides:
    """The months of both sides, and the corpora with text on both, on one only, or on neither."""

    here: tuple[str, str]
    there: tuple[str, str]
    both: list[str]
    only_here: list[str]
    only_there: list[str]


def split_months(sizes: Sizes, request: ChangeRequest, months_before: int | None = None) -> Sides:
    """Return the sides of a change; `months_before` limits the earlier one, which may then have no text.

    Raises UsageError if any other side has no text, or if no corpus has text on both.
    """
    since = _first_month(request.since)
    first = _first_month(request.before or "0000")
    if months_before:
        first = _months_until(_month_before(since), months_before)[0]
    here, there = (since, _last_month(request.to)), (first, _month_before(since))
    with_here, with_there = sizes.corpora_with_text(*here), sizes.corpora_with_text(*there)
    if not with_here:
        raise UsageError("trends.nothing_since", since=request.since)
    if not with_there and months_before is None:
        raise UsageError("trends.nothing_before", since=since)
    only_here, only_there = sorted(with_here - with_there), sorted(with_there - with_here)
    both = sorted(with_here & with_there)
    if with_there and not both:
        raise UsageError("trends.no_common_corpus", since=request.since, here=only_here, there=only_there)
    return Sides(here, there, both, only_here, only_there)


def describe_change(collection: Collection, request: ChangeRequest, *, is_silence: bool = False) -> list[str]:
    """Return the lines on what a change was compared in: corpora left out, and text without annotation.

    They are in the language of the terminal.

    Raises UsageError as `find_emerging` and `find_silent` (`is_silence`) do.
    """
    sizes = Sizes(collection.store, request)
    sides = split_months(sizes, request, HISTORY_MONTHS if is_silence else None)
    lines = _describe_waiting(sizes)
    if cut := sizes.cut_documents(sides):
        corpora = [f"{corpus} {number:,}" for corpus, number in cut.items()]
        lines.append(local_message("trends.without_month", corpora=corpora))
    if not sides.both:
        return [
            *lines,
            local_message("trends.nothing_before_in", since=sides.here[0], months=HISTORY_MONTHS),
        ]
    if left_out := _name_left_out(sides):
        lines.append(local_message("trends.compared_within", both=sides.both, left_out=left_out))
    return lines


def _describe_waiting(sizes: Sizes) -> list[str]:
    """Return the line on passages that wait for annotation, and on their months; nothing if none do."""
    if not sizes.waiting:
        return []
    values = {"unannotated": sizes.waiting, "passages": sizes.passages}
    if sizes.left_out:
        return [local_message("trends.months_wait", **values, left_out=sizes.left_out)]
    return [local_message("trends.passages_wait", **values)]


def _name_left_out(sides: Sides) -> str:
    """Return the corpora with text on one side only, in the language of the terminal; "" without any."""
    if sides.only_here and sides.only_there:
        return local_message("trends.only_one_side", since=sides.only_here, before=sides.only_there)
    if sides.only_here:
        return local_message("trends.only_since", corpora=sides.only_here)
    return local_message("trends.only_before", corpora=sides.only_there) if sides.only_there else ""


def expect_occurrences(months: Months, concept: str, sides: Sides) -> float:
    """Return the occurrences here predicted by a concept's rates there, corpus by corpus."""
    return sum(
        months.sum(concept, corpus, *sides.there)
        / months.size(corpus, *sides.there)
        * months.size(corpus, *sides.here)
        for corpus in sides.both
    )


def _first_month(day: str) -> str:
    return day[:7] if len(day) >= len("2021-03") else f"{day[:4]}-01"


def _last_month(day: str | None) -> str:
    if day is None:
        return "9999-12"
    return day[:7] if len(day) >= len("2021-03") else f"{day[:4]}-12"


def _month_before(month: str) -> str:
    year, number = int(month[:4]), int(month[5:7])
    return f"{year - 1:04}-12" if number == 1 else f"{year:04}-{number - 1:02}"


def _months_until(last: str, number: int) -> list[str]:
    """Return the last `number` months up to and including `last`, in order."""
    months = [last]
    while len(months) < number:
        months.append(_month_before(months[-1]))
    return months[::-1]
