"""The counters of the store: its identity, and the number of the last change."""

from __future__ import annotations

from flows.store.database.connection import Store


def store_identity(store: Store) -> str:
    """Return the number that a store gets when it is created; copies share it."""
    return str(store.value("SELECT value FROM counter WHERE name = 'identity'"))


def change_number(store: Store) -> int:
    """Return the number of the last change; as long as it stays the same, so do all answers."""
    return int(store.value("SELECT value FROM counter WHERE name = 'change'"))


def next_change(store: Store) -> int:
    """Count a change, inside the transaction that makes it, and return its number."""
    store.connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
    return change_number(store)
