"""Match changed records to the stored documents of their id by title, date and text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from flows.corpus.fetching import SAME_DOCUMENT, share_kept
from flows.statistics import shingle

_Mark = Literal["title", "date"]
_Runs = frozenset[int]
_ALIKE = 0.5  # of the runs of two texts, if nothing else shows that they are one record
_RUNS_KEPT = 128  # per text, those with the smallest hashes: a sample of longer texts
_SHARED_BY = 20  # texts; a run shared by more of them is a set phrase and finds no candidates


class Described(NamedTuple):
    """A record or a stored document with title and date; `text` reads its text."""

    title: str
    date: str
    text: Callable[[], str]


def match_changed(
    stored: Sequence[Described], changed: Sequence[Described], *, left: Collection[int]
) -> dict[int, int]:
    """Return the stored document of each changed record, by place; unmatched records are left out.

    `stored` are all documents of the id, `left` the places of those not yet matched. A title or date is a
    mark if it is not empty and only one document and one record have it. Two marks identify a record. With
    one, its text must keep as much as a changed page may; with none, half of both texts must be the same.
    """
    return _Matching(stored, changed, left).run()


class _Matching:
    """The records of one id; `found` has places of stored documents by those of changed records."""

    def __init__(
        self, stored: Sequence[Described], changed: Sequence[Described], left: Collection[int]
    ) -> None:
        self.stored, self.changed = stored, changed
        self.found: dict[int, int] = {}
        self.left = dict.fromkeys(left)

    def run(self) -> dict[int, int]:
        titles, dates = self._match_marks("title"), self._match_marks("date")
        for new, old in titles.items():
            if dates.get(new) == old:
                self._take(new, old)
        for new, old in [*titles.items(), *dates.items()]:
            if self._is_open(new, old) and self._keeps_text(new, old):
                self._take(new, old)
        if self.left and len(self.found) < len(self.changed):
            self._match_texts()
        return self.found

    def _match_marks(self, mark: _Mark) -> dict[int, int]:
        """Return the remaining documents by the only records that share a mark with them."""
        of_stored, of_changed = (
            Counter(getattr(one, mark) for one in side) for side in (self.stored, self.changed)
        )
        places = {getattr(self.stored[old], mark): old for old in self.left}
        values = {new: getattr(one, mark) for new, one in enumerate(self.changed)}
        return {
            new: places[value]
            for new, value in values.items()
            if value in places and value and of_stored[value] == of_changed[value] == 1
        }

    def _keeps_text(self, new: int, old: int) -> bool:
        return share_kept(self.stored[old].text(), self.changed[new].text()) >= SAME_DOCUMENT

    def _match_texts(self) -> None:
        """Match records and documents with similar texts, the most similar pair first."""
        stored = {old: _read_runs(self.stored[old]) for old in self.left}
        changed = {new: _read_runs(one) for new, one in enumerate(self.changed) if new not in self.found}
        pairs = {*_pair_by_runs(stored, changed), *self._pair_in_order(changed)}
        likeness = {(new, old): _compare(stored[old], changed[new]) for new, old in pairs}
        for new, old in sorted(likeness, key=lambda pair: (-likeness[pair], pair)):
            if likeness[new, old] >= _ALIKE and self._is_open(new, old):
                self._take(new, old)

    def _pair_in_order(self, changed: Iterable[int]) -> Iterator[tuple[int, int]]:
        """Yield records and documents with the same title and date, in the order of both."""
        documents: dict[tuple[str, str], list[int]] = defaultdict(list)
        records: dict[tuple[str, str], list[int]] = defaultdict(list)
        for old in self.left:
            documents[self.stored[old].title, self.stored[old].date].append(old)
        for new in changed:
            records[self.changed[new].title, self.changed[new].date].append(new)
        for name, places in records.items():
            yield from zip(places, documents.get(name, ()), strict=False)

    def _is_open(self, new: int, old: int) -> bool:
        return new not in self.found and old in self.left

    def _take(self, new: int, old: int) -> None:
        self.found[new] = old
        del self.left[old]


def _read_runs(one: Described) -> _Runs:
    text = one.text()
    return frozenset(shingle(text)[:_RUNS_KEPT].tolist()) or frozenset([hash(text)])


def _pair_by_runs(stored: dict[int, _Runs], changed: dict[int, _Runs]) -> Iterator[tuple[int, int]]:
    """Yield (changed, stored) for texts that have a run in common other than set phrases."""
    having: dict[int, list[int]] = defaultdict(list)
    for old, runs in stored.items():
        for run in runs:
            having[run].append(old)
    for new, runs in changed.items():
        shared = Counter(
            old for run in runs if len(having.get(run, ())) <= _SHARED_BY for old in having.get(run, ())
        )
        yield from ((new, old) for old, _ in shared.most_common(_SHARED_BY))


def _compare(one: _Runs, other: _Runs) -> float:
    """Return the share (0 to 1) of runs that both texts have; estimated from samples."""
    runs = one | other
    if len(one) == _RUNS_KEPT or len(other) == _RUNS_KEPT:
        runs = frozenset(sorted(runs)[:_RUNS_KEPT])
    common = len(runs & one & other)
    return 2 * common / (len(runs) + common)
