"""Callables that long work tells how far it is."""

from __future__ import annotations

from collections.abc import Callable

# A line of text: "1,204 labelled passages".
ReportMessage = Callable[[str], None]
# Steps done, of a total; a total of 0 means unknown.
ReportCount = Callable[[int, int], None]
# The same, per stage: ("index", 300, 1204).
ReportStage = Callable[[str, int, int], None]


def report_nothing(*_: object) -> None:
    """Ignore a report, of any of these types."""
