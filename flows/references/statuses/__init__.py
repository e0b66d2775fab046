"""Statuses of documents: the evidence for them, their value on a day, and settling them for a store."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.references.statuses.own import find_own_events
    from flows.references.statuses.ruling import RULES, lays_down_rules, reasons_at, status_at
    from flows.references.statuses.settling import (
        StatedStatus,
        note_old_statuses,
        read_status,
        settle_states,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "RULES",
    "StatedStatus",
    "find_own_events",
    "lays_down_rules",
    "note_old_statuses",
    "read_status",
    "reasons_at",
    "settle_states",
    "status_at",
]
