"""Match changed records to the stored documents of their id by title, date and text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from flows.corpus.fetching import SAME_DOCUMENT, share_kept

_MOST_COMPARED = 400  # pairs of texts of one id; an id that more records share is none


class Described(NamedTuple):
    """A record or a stored document by its title and date; `text` reads its text."""

    title: str
    date: str
    text: Callable[[], str]


def match_changed(stored: Sequence[Described], changed: Sequence[Described]) -> dict[int, int]:
    """Return which stored document each changed record is, by their places; without those that are none.

    A record is an earlier one if it has two of its three marks: title, date, and so much of its text as a
    changed page may keep. An empty date is a mark where both have none. The likest two are matched first.
    """
    found = dict(_match_names(stored, changed))
    left_stored = [place for place in range(len(stored)) if place not in found.values()]
    left_changed = [place for place in range(len(changed)) if place not in found]
    if len(left_stored) * len(left_changed) > _MOST_COMPARED:
        return found
    likeness = {
        (new, old): _compare(stored[old], changed[new]) for new in left_changed for old in left_stored
    }
    taken: set[int] = set()
    for new, old in sorted(likeness, key=lambda pair: (*likeness[pair], -pair[0], -pair[1]), reverse=True):
        if likeness[new, old][0] >= 2 and new not in found and old not in taken:
            found[new] = old
            taken.add(old)
    return found


def _match_names(stored: Sequence[Described], changed: Sequence[Described]) -> Iterator[tuple[int, int]]:
    """Yield (changed, stored) of those whose title and date only they have."""
    names = [Counter((one.title, one.date) for one in side) for side in (stored, changed)]
    places = {(one.title, one.date): place for place, one in enumerate(stored)}
    for place, one in enumerate(changed):
        name = (one.title, one.date)
        if one.title and all(side[name] == 1 for side in names):
            yield place, places[name]


def _compare(stored: Described, changed: Described) -> tuple[int, float]:
    """Return how many marks two have in common, and the share of the text that is kept."""
    share = share_kept(stored.text(), changed.text())
    marks = (share >= SAME_DOCUMENT, stored.title == changed.title, stored.date == changed.date)
    return sum(marks), share
