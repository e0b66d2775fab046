"""Publishers of documents: those that a name refers to, and the groups that they count in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from flows.store.database import Store
from flows.text import OtherNames, fold_body, issuing_bodies, match_publishers

_PUBLISHERS = "SELECT DISTINCT publisher FROM document WHERE superseded_by IS NULL"
_NUMBERS = "SELECT publisher, count(*) FROM document WHERE superseded_by IS NULL GROUP BY 1"
_LEXICONS = "SELECT concepts FROM lexicon ORDER BY hash"
_KEPT_NUMBERS = "SELECT publisher, sum(documents) FROM slice WHERE documents GROUP BY 1"


def stored_publishers(store: Store) -> list[str]:
    """Return the publishers of current documents, in a part those of the whole store and of its versions."""
    own = "SELECT publisher FROM document WHERE superseded_by IS NULL"
    return store.column(f"SELECT publisher FROM {store.all_documents} UNION {own}")


def choose_publishers(store: Store, wanted: Sequence[str]) -> list[str]:
    """Return the publishers of current documents that names refer to; other names are returned unchanged.

    A part of a store knows the publishers of the whole store and of its own versions.

    A name also refers to joint publishers that include it, and to the same body by its other names (MIIT,
    工信部); see `match_publishers`.
    """
    found = match_publishers(stored_publishers(store), wanted, stored_names(store))
    return list(dict.fromkeys(one for name in wanted for one in found[name] or [name]))


def find_publishers(store: Store, part: str) -> list[str]:
    """Return the publishers of current documents whose name contains `part`, and those that it refers to."""
    known = store.column(_PUBLISHERS)
    meant = match_publishers(known, [part], stored_names(store))[part]
    return sorted({*meant, *(name for name in known if part in name)})


def publisher_groups(store: Store) -> Mapping[str, str]:
    """Return the group of each publisher of current documents: the same bodies under any of their names.

    A group has the name that most of its documents carry (of several, the shortest): 工业和信息化部 for MIIT
    and 工信部. Joint publishers are groups of their own.
    """
    if store.is_snapshot and store.publisher_groups:
        return store.publisher_groups
    counted = _KEPT_NUMBERS if store.keeps_counts else _NUMBERS
    numbers = tuple((name or "", number) for name, number in store.rows(counted))
    return _group(numbers, tuple(store.column(_LEXICONS)))


@lru_cache(maxsize=4)
def _group(numbers: Sequence[tuple[str, int]], lexicons: Sequence[str]) -> Mapping[str, str]:
    """Return the group of each publisher by the numbers of documents: 5,000 names take 0.3 s."""
    documents = dict(numbers)
    other_names = names_of_bodies(lexicons)
    groups: dict[tuple[str, ...], list[str]] = {}
    for name in documents:
        groups.setdefault(issuing_bodies(name, other_names), []).append(name)
    chosen = {
        bodies: min(names, key=lambda name: (-documents[name], len(name), name))
        for bodies, names in groups.items()
    }
    return {name: chosen[bodies] for bodies, names in groups.items() for name in names}


def stored_names(store: Store) -> OtherNames:
    """Return a function that gives the other names of a body by the lexicons of the stored annotations.

    Before a store is annotated, no name has another.
    """
    return names_of_bodies(store.column(_LEXICONS))


def names_of_bodies(lexicons: Sequence[str]) -> OtherNames:
    """Return a function that gives the other names of a body by lexicons as the store keeps them (JSON)."""

    @cache
    def names() -> list[Mapping[str, tuple[str, ...]]]:
        return [_read_names(held) for held in lexicons]

    def find(name: str) -> tuple[str, ...]:
        folded = fold_body(name)
        return tuple(dict.fromkeys(one for known in names() for one in known.get(folded, ())))

    return find


@lru_cache(maxsize=4)
def _read_names(concepts: str) -> Mapping[str, tuple[str, ...]]:
    """Return the forms of the bodies of a stored lexicon by each folded form."""
    names: dict[str, tuple[str, ...]] = {}
    for _, kind, *more in json.loads(concepts):
        if kind == "ORG":
            own = tuple(form for some in more[2:5] for form in some)
            for form in own:
                folded = fold_body(form)
                names[folded] = (*names.get(folded, ()), *own)
    return names
