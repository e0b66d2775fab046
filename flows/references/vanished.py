"""Vanished documents: chosen by words of either language, and as table rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.corpus.metadata import name_state, read_states, state_names
from flows.errors import format_message, unknown_value
from flows.records import GONE, SOURCE_STATES, VANISHED, SourceState
from flows.search import read_range
from flows.store.sightings import VanishedDocument, VanishedFilter

VANISHED_COLUMNS = [name for name in VanishedDocument._fields if name != "sighting"]
_SEVERAL: dict[str, tuple[SourceState, ...]] = {"any": VANISHED, "gone": GONE}


def read_vanished(
    how: Sequence[str] = (), *, corpora: Iterable[str] = (), first: str = "", last: str = ""
) -> VanishedFilter:
    """Return a filter as typed; without `how`, for documents that are gone or were changed without notice.

    Words may be in either language, or any (the default) or gone; dates are those of the documents. Raises
    UsageError for an unknown way or an invalid date.
    """
    ways = read_ways(how or ("any",), "how")
    return VanishedFilter(ways, tuple(dict.fromkeys(corpora)), read_range(first, last))


def read_ways(how: Sequence[str], name: str = "vanished") -> tuple[SourceState, ...]:
    """Return the ways of vanishing that words mean.

    Raises UsageError for an unknown word, with the `name` of the option.
    """
    ways: list[SourceState] = []
    for word in how:
        state = read_states("vanished", [word])[0]
        if several := _SEVERAL.get(word.lower()):
            ways += several
        elif state in state_names()["vanished"]:
            ways += [one for one in SOURCE_STATES if one == state]
        else:
            raise unknown_value(name, word, [*_SEVERAL, *SOURCE_STATES])
    return tuple(dict.fromkeys(ways))


def name_ways(ways: Sequence[str], locale: str) -> list[str]:
    """Return the names of several ways in a locale, with one word for all of them or all that are gone."""
    for code, several in (("references.any_way", VANISHED), ("references.all_gone", GONE)):
        if set(ways) == set(several):
            return [format_message(code, {}, locale)]
    return [name_way(way, locale) for way in ways]


def name_way(how: str, locale: str, status: int = 0) -> str:
    """Return the name of a way in a locale; an unusual status is shown instead."""
    name = name_state("vanished", how, locale)
    return name.replace("410", str(status)) if status and how == "removed" else name
