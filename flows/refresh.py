"""The flow `refresh`: ingest, annotate, export. What `zhengce run` and every schedule run."""

from __future__ import annotations

from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from flows.alerts import run_watches, send_alerts
from flows.annotate import annotate_passages
from flows.annotation.classifier import load_taxonomy
from flows.annotation.lexicon import load_lexicon
from flows.errors import StoreError
from flows.export import write_exports
from flows.failure_notices import send_failure
from flows.ingest import Corpora, StorePath, check_expectations, compare_documents, ingest_corpora
from flows.pipeline import as_markdown, summarise
from flows.reports import write_latest_brief
from flows.settings import Settings, read_settings
from flows.store import Store
from flows.workspace import Workspace


def _run_name() -> str:
    return f"refresh {', '.join(flow_run.parameters.get('corpora') or ['all corpora'])}"


def tell_failure(flow: Any, flow_run: Any, state: Any) -> None:
    """Send one notice of a scheduled run that failed, after all its retries; a run from the command line tells its own user."""
    if flow_run.deployment_id is not None:
        send_failure(
            read_settings().notify_addresses,
            flow_run.parameters.get("corpora") or [],
            state.message or state.name or "",
            flow_run.name,
        )


@flow(name="refresh", flow_run_name=_run_name, on_failure=[tell_failure], on_crashed=[tell_failure])
def refresh(corpora: Corpora = None, store: StorePath = None) -> dict[str, Any]:
    """Ingest corpora, annotate what is new, write the exports; returns what the run did and what is stored then.

    Expectations are checked last: what could be read is stored and written before a run fails for them.
    """
    settings = read_settings(store)
    with Store(settings.store) as opened, opened.run(f"run {' '.join(corpora or [])}".strip()) as run:
        ingested = ingest_corpora(settings, run.id, corpora or [])
        compare_documents(settings)
        annotated = annotate_passages(settings, run.id)
        written = write_exports(settings)
        watched = run_saved_searches(settings)
        if ingested["documents"]:
            write_brief(settings)
        summary = summarise(opened, run.id)
        publish(as_markdown(ingested, annotated, written, summary))
        run.counts = {name: ingested[name] for name in ("documents", "passages", "rejected")} | {
            "annotated": annotated["passages"]
        }
        check_expectations(ingested)
    return {"ingested": ingested, "annotated": annotated, "written": written, "watched": watched, **summary}


@task(task_run_name="write brief")
def write_brief(settings: Settings) -> str:
    """Write the brief on the last 30 days of the store; returns its path, or nothing where no document is dated."""
    lexicon, taxonomy = (
        load_lexicon(settings.models_folder / "lexicon"),
        load_taxonomy(settings.models_folder / "taxonomy.toml"),
    )
    with Store(settings.store) as store:
        return str(
            write_latest_brief(store, lexicon, taxonomy, settings.outputs, models=settings.models_folder)
            or ""
        )


@task(task_run_name="run saved searches")
def run_saved_searches(settings: Settings) -> dict[str, int]:
    """Look for new passages of every saved search, write its feeds, send what is new; returns new hits by name."""
    addresses = settings.notify_addresses
    with Workspace(settings=settings, must_exist=False) as workspace:
        outcomes = run_watches(workspace.collection, settings.outputs / "watches", is_to_tell=bool(addresses))
        failed = send_alerts(workspace.collection, addresses)
    if failed:
        raise StoreError(
            f"ZHENGCE_NOTIFY, not delivered: {'; '.join(failed)}; the feeds are written, and the next run sends it again"
        )
    return {outcome.name: len(outcome.hits) for outcome in outcomes}


@task(task_run_name="publish summary")
def publish(text: str) -> None:
    """Publish the run's counts as an artifact of the flow run."""
    create_markdown_artifact(
        text, key="refresh-summary", description="What the run read, annotated and wrote"
    )
