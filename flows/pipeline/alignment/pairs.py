"""Find pairs of documents with the same text in both languages, and store them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.alignment.pairing import KNOWN_WAYS, find_known_pairs, may_have_pairs, propose_pairs
from flows.annotation.lexicon import Lexicon
from flows.pipeline.progress import report
from flows.store import Store, change_number, lock_work
from flows.store.translations import PairFilter, are_pairs_fresh, count_pairs, save_pairs

_WAIT_SECONDS = 1_800.0


class PairCounts(NamedTuple):
    """The numbers of pairs by status, and of new pairs."""

    new: int
    used: int
    proposed: int
    confirmed: int
    dismissed: int


def store_known_pairs(store: Store, changed: Sequence[str] | None = None) -> int:
    """Store the pairs that are declared, numbered or known by their addresses; return how many are new.

    Does nothing if nothing stored has changed, or only documents that can't be in a pair. `changed` are the
    documents that may have changed since pairs were last found, None for all.
    """
    if are_pairs_fresh(store) or (changed is not None and not may_have_pairs(store, changed)):
        return 0
    with lock_work(store, "+pairs", "store.pairing", wait=_WAIT_SECONDS):
        change = change_number(store)
        return save_pairs(store, KNOWN_WAYS, find_known_pairs(store), change)


def propose_new_pairs(store: Store, lexicon: Lexicon) -> PairCounts:
    """Find all known pairs, and propose others by the contents of annotated documents."""
    store_known_pairs(store)
    with lock_work(store, "+pairs", "store.pairing", wait=_WAIT_SECONDS):

        def is_same_issuer(one: str, other: str) -> bool | None:
            here, there = lexicon.find(one), lexicon.find(other)
            return here.id == there.id if here and there else None

        def draw(done: int, total: int) -> None:
            report("compare documents", done, total)

        new = save_pairs(store, ["proposed"], propose_pairs(store, is_same_issuer, draw))
    return count_by_status(store, new)


def count_by_status(store: Store, new: int = 0) -> PairCounts:
    """Count the stored pairs by status."""
    return PairCounts(
        new,
        *(
            count_pairs(store, PairFilter(statuses=(status,)))
            for status in ("used", "proposed", "confirmed", "dismissed")
        ),
    )
