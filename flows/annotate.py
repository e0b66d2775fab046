"""The flow `annotate`: tag and classify what lacks current annotations."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from prefect import flow, task

from flows.annotation import load_annotator
from flows.ingest import StorePath
from flows.pipeline import annotate_store, report, without_entities
from flows.settings import Settings, read_settings
from flows.store import Store


@flow(name="annotate", flow_run_name="annotate passages")
def annotate(store: StorePath = None, everything: bool = False) -> dict[str, Any]:
    """Annotate passages that are new or were annotated by another lexicon or model; `everything` does all anew."""
    settings = read_settings(store)
    with Store(settings.store, must_exist=True) as opened, opened.run("annotate") as run:
        run.counts = annotate_passages(settings, run.id, everything)
    return run.counts


@task(task_run_name="annotate passages")
def annotate_passages(settings: Settings, run_id: str, everything: bool = False) -> dict[str, Any]:
    """Annotate in worker processes, bring the index up to date; returns the counts."""
    annotator = load_annotator(settings.models_folder)
    with Store(settings.store) as opened:
        counts = annotate_store(
            opened,
            run_id,
            annotator,
            settings.models_folder,
            everything=everything,
            workers=settings.workers,
            report=report,
            without_entities=without_entities(settings.corpora_folder),
        )
    return asdict(counts)
