"""Progress: a callable set by the command line, silent under schedules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flows.records import ReportStage

_reporter: ContextVar[ReportStage | None] = ContextVar("reporter", default=None)


def report(stage: str, done: int, total: int) -> None:
    """Report that `done` of `total` steps of a stage are finished; a total of 0 means unknown."""
    if reporter := _reporter.get():
        reporter(stage, done, total)


@contextmanager
def reporting_also_to(reporter: ReportStage) -> Iterator[None]:
    """Also send all reports of this block to `reporter`."""
    first = _reporter.get()

    def report_twice(stage: str, done: int, total: int) -> None:
        if first:
            first(stage, done, total)
        reporter(stage, done, total)

    with reporting_to(report_twice):
        yield


@contextmanager
def reporting_to(reporter: ReportStage) -> Iterator[None]:
    """Send all reports of this block to `reporter(stage, done, total)`."""
    token = _reporter.set(reporter)
    try:
        yield
    finally:
        _reporter.reset(token)
