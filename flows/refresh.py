"""The flow `refresh`: ingest, annotate, export. It is what `zhengce run` and every schedule start."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run

from flows.annotate import annotate_passages, folders_of
from flows.export import write_exports
from flows.failure_notices import send_failure
from flows.ingest import Corpora, Exchange, Scheduler, StorePath, compare_documents, ingest_corpora
from flows.pipeline import (
    AnnotateCounts,
    as_markdown,
    check_expectations,
    report,
    run_saved_searches,
    summarise,
    write_brief,
)
from flows.settings import Settings, read_locale, read_settings
from flows.store import Store
from flows.workspace import Workspace


def _run_name() -> str:
    return f"refresh {', '.join(flow_run.parameters.get('corpora') or ['all corpora'])}"


def report_failure(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - Prefect names it
    """Send one notice of a deployed run that failed after all its retries.

    The command line tells its own user.
    """
    if flow_run.deployment_id is not None:
        send_failure(
            read_settings().notify_addresses,
            flow_run.parameters.get("corpora") or [],
            state.message or state.name or "",
            flow_run.name,
        )


@flow(name="refresh", flow_run_name=_run_name, on_failure=[report_failure], on_crashed=[report_failure])
def refresh(
    corpora: Corpora = None,
    store: StorePath = None,
    scheduler: Scheduler = None,
    exchange: Exchange = None,
) -> dict[str, Any]:
    """Ingest corpora, annotate what is new, write the exports.

    Return what the run did and what is stored now.

    Expectations are checked last: what could be read is stored and written before a run fails for them.
    """
    settings = read_settings(store).on_cluster(scheduler, exchange)
    with (
        Store(settings.store, report=report) as opened,
        opened.run(f"run {' '.join(corpora or [])}".strip()) as run,
    ):
        ingested = ingest_corpora(settings, run.id, corpora or [])
        compare_documents(settings)
        annotated = annotate_passages(settings, run.id, corpora or [])
        aligned = align_documents(settings)
        written = write_exports(settings)
        watched = search_again(settings)
        if ingested.documents:
            written += filter(None, [write_last_brief(settings)])
        summary = summarise(opened, run.id)
        publish(as_markdown(ingested, AnnotateCounts(**annotated), written, summary))
        run.counts = {
            "documents": ingested.documents,
            "passages": ingested.passages,
            "rejected": ingested.rejected,
            "annotated": annotated["passages"],
            "aligned": aligned["pairs"],
        }
        check_expectations(ingested)
    return {
        "ingested": asdict(ingested),
        "annotated": annotated,
        "aligned": aligned,
        "written": written,
        "watched": watched,
        "summary": summary,
    }


@task(task_run_name="align documents")
def align_documents(settings: Settings) -> dict[str, int]:
    """Align the paired documents that are not aligned yet; return the counts."""
    with Workspace(settings=settings) as workspace:
        return asdict(workspace.align())


@task(task_run_name="write brief")
def write_last_brief(settings: Settings) -> str:
    """Write the brief on the last 30 days of the store.

    Return its path, or nothing where no document has a date.
    """
    with Workspace(settings=settings) as workspace:
        return str(write_brief(workspace.collection, folders_of(settings)) or "")


@task(task_run_name="run saved searches")
def search_again(settings: Settings) -> dict[str, int]:
    """Find new passages for every saved search, write its feeds, send what is new.

    Return new hits by name.
    """
    with Workspace(settings=settings) as workspace:
        collection, addresses = workspace.collection, settings.notify_addresses
        return run_saved_searches(collection, folders_of(settings), addresses, read_locale())


@task(task_run_name="publish summary")
def publish(text: str) -> None:
    """Publish the run's counts as an artifact of the flow run."""
    create_markdown_artifact(
        text, key="refresh-summary", description="What the run read, annotated and wrote"
    )
