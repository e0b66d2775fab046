"""Progress on Prefect's page: an artifact of the running task that follows a stage of the work."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.pipeline import reporting_also_to

# A short stage gets no artifact: each change of one takes some ten milliseconds and a row of the database.
_EVERY_SECONDS = 10


@contextmanager
def show_progress(stage: str) -> Iterator[None]:
    """Show how far a stage is, for as long as the block runs."""
    shown = _Shown(stage)
    with reporting_also_to(shown.report):
        yield
    shown.finish()


class _Shown:
    """An artifact of one stage, made when the stage takes long."""

    def __init__(self, stage: str) -> None:
        self._stage = stage
        self._changed = time.monotonic()
        self._artifact: UUID | None = None

    def report(self, stage: str, done: int, total: int) -> None:
        """Note that `done` of `total` steps of a stage are finished."""
        if stage != self._stage or not total or time.monotonic() - self._changed < _EVERY_SECONDS:
            return
        self._show(100 * done / total, f"{stage}: {done:,} of {total:,}")

    def finish(self) -> None:
        """Note that the stage is finished."""
        if self._artifact:
            self._show(100.0, f"{self._stage}: finished")

    def _show(self, percent: float, text: str) -> None:
        if self._artifact:
            update_progress_artifact(self._artifact, percent, text)
        else:
            made = create_progress_artifact(percent, key=f"{self._stage}-progress", description=text)
            assert isinstance(made, UUID)
            self._artifact = made
        self._changed = time.monotonic()
