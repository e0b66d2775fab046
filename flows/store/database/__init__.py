"""The database of the store: its connection and migrations, its locks, and what its queries share."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.database.connection import Run, Store, now
    from flows.store.database.counters import change_number, next_change, store_identity
    from flows.store.database.locks import lock_corpus, lock_work
    from flows.store.database.opening import DatabaseFault, explain_fault, is_full
    from flows.store.database.queries import CURRENT, IS_UNCOUNTED, blocks, marks
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CURRENT",
    "IS_UNCOUNTED",
    "DatabaseFault",
    "Run",
    "Store",
    "blocks",
    "change_number",
    "explain_fault",
    "is_full",
    "lock_corpus",
    "lock_work",
    "marks",
    "next_change",
    "now",
    "store_identity",
]
