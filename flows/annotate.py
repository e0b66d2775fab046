"""The flow `annotate`: tag and classify passages without current annotations."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_progress_artifact, update_progress_artifact

from flows.ingest import Exchange, Scheduler, StorePath
from flows.pipeline import AnnotateCounts, Folders, annotate_corpora, report, reporting_also_to
from flows.settings import Settings, read_settings
from flows.store import Store
from flows.workspace import executor_of

# A short stage gets no artifact: each update takes some ten milliseconds and a row of the database.
_EVERY_SECONDS = 10


@flow(name="annotate", flow_run_name="annotate passages")
def annotate(
    store: StorePath = None,
    everything: bool = False,
    scheduler: Scheduler = None,
    exchange: Exchange = None,
) -> dict[str, int]:
    """Annotate passages that are new or were annotated by another lexicon or model.

    `everything` annotates all.
    """
    settings = read_settings(store).on_cluster(scheduler, exchange)
    with Store(settings.store, must_exist=True, report=report) as opened, opened.run("annotate") as run:
        run.counts = annotate_passages(settings, run.id, [], everything).numbers()
    return dict(run.counts)


@task(task_run_name="annotate passages")
def annotate_passages(
    settings: Settings, run_id: str, corpora: list[str], everything: bool = False
) -> AnnotateCounts:
    """Annotate in worker processes or on a cluster, and bring the index up to date; return the counts.

    If the settings name no cluster, the manifests of `corpora` may (none means all manifests).
    """
    choice = executor_of(settings, names=corpora)
    with Store(settings.store) as opened, show_progress("annotate"):
        return annotate_corpora(opened, run_id, folders_of(settings), everything=everything, choice=choice)


def folders_of(settings: Settings) -> Folders:
    """Return the folders used by the steps of the pipeline."""
    return Folders(settings.corpora_folder, settings.models_folder, settings.outputs)


@contextmanager
def show_progress(stage: str) -> Iterator[None]:
    """Show the progress of a stage while the block runs."""
    shown = _Shown(stage)
    with reporting_also_to(shown.report):
        yield
    shown.finish()


class _Shown:
    """An artifact of one stage, created if the stage takes long."""

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
