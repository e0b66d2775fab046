"""The flow `annotate`: tag and classify what lacks current annotations."""

from __future__ import annotations

from dataclasses import asdict

from prefect import flow, task

from flows.ingest import Exchange, Scheduler, StorePath
from flows.pipeline import Folders, annotate_corpora
from flows.progress_artifacts import show_progress
from flows.settings import Settings, read_settings
from flows.store import Store
from flows.workspace import executor_of


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
    with Store(settings.store, must_exist=True) as opened, opened.run("annotate") as run:
        run.counts = annotate_passages(settings, run.id, [], everything)
    return dict(run.counts)


@task(task_run_name="annotate passages")
def annotate_passages(
    settings: Settings, run_id: str, corpora: list[str], everything: bool = False
) -> dict[str, int]:
    """Annotate in worker processes or on a cluster, and bring the index up to date; return the counts.

    Where the settings name no cluster, the manifests of `corpora` may; none: all manifests.
    """
    choice = executor_of(settings, names=corpora)
    with Store(settings.store) as opened, show_progress("annotate"):
        counts = annotate_corpora(opened, run_id, folders_of(settings), everything=everything, choice=choice)
    return asdict(counts)


def folders_of(settings: Settings) -> Folders:
    """Return the folders that the steps of the pipeline work in."""
    return Folders(settings.corpora_folder, settings.models_folder, settings.outputs)
