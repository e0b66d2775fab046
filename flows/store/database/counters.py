"""The counters of the store: its identity, and the number of its last change."""

from __future__ import annotations

from flows.store.database.connection import Store


def store_identity(store: Store) -> str:
    """Return the number that a store gets at its creation; copies share it."""
    return str(store.value("SELECT value FROM counter WHERE name = 'identity'"))


def change_number(store: Store) -> int:
    """Return the number of the last change; while it stays the same, so do all answers."""
    return int(store.value("SELECT value FROM counter WHERE name = 'change'"))


def text_number(store: Store) -> int:
    """Return the number of changes other than corrections of annotations.

    While it stays the same, so do documents, passages and citations. Only mentions, figures and labels of
    passages changed since can differ.
    """
    corrected = store.value("SELECT value FROM counter WHERE name = 'corrected'") or 0
    return change_number(store) - int(corrected)


def next_change(store: Store, *, is_correction: bool = False) -> int:
    """Count a change, inside the transaction that makes it, and return its number.

    A correction changes only mentions, figures or labels of passages.
    """
    store.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
    if is_correction:
        store.connection.execute(
            "INSERT INTO counter VALUES ('corrected', 1) ON CONFLICT (name) DO UPDATE SET value = value + 1"
        )
    return change_number(store)
