"""The flow `refresh`: ingest, annotate, export. `zhengce run` and every schedule start it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import asdict
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.runtime import deployment, flow_run
from prefect.states import Completed

from flows.annotate import annotate_passages, folders_of
from flows.corpus import load_manifests
from flows.errors import StoreError, local_message
from flows.export import write_exports
from flows.failure_notices import print_failure, send_failure
from flows.ingest import (
    WAIT_SECONDS,
    Corpora,
    Exchange,
    Scheduler,
    StorePath,
    compare_documents,
    ingest_corpora,
)
from flows.output import messages
from flows.pipeline import (
    as_markdown,
    check_expectations,
    record_failure,
    report,
    run_saved_searches,
    summarise,
    write_brief,
)
from flows.settings import Settings, read_locale, read_settings
from flows.store import Store, lock_run
from flows.store.documents import unread_corpora
from flows.workspace import Workspace


def _run_name() -> str:
    return f"refresh {', '.join(flow_run.parameters.get('corpora') or ['all corpora'])}"


def report_failure(flow: Any, flow_run: Any, state: Any) -> None:  # noqa: ARG001 - Prefect names it
    """Print one line and send one notice for a deployed run that failed after all its retries.

    The command line informs its own user.
    """
    if flow_run.deployment_id is None:
        return
    corpora = flow_run.parameters.get("corpora") or []
    reason = _error_of(state) or state.message or state.name or ""
    print_failure(corpora, reason)
    send_failure(read_settings().notify_addresses, corpora, reason, flow_run.name)


def _error_of(state: Any) -> Exception | None:
    """Return the exception of a state, if this process has one."""
    data = getattr(state, "data", None)
    error = getattr(data, "result", data)
    return error if isinstance(error, Exception) else None


@flow(name="refresh", flow_run_name=_run_name, on_failure=[report_failure], on_crashed=[report_failure])
def refresh(
    corpora: Corpora = None,
    store: StorePath = None,
    scheduler: Scheduler = None,
    exchange: Exchange = None,
) -> Any:
    """Ingest corpora, annotate what is new, write the exports.

    Returns what the run did and what is now stored. While another run of its corpus is working, a scheduled
    run does nothing and ends in the state `Skipped`; any other run waits.

    Expectations are checked last: what could be read is stored and written before a run fails because of
    them.
    """
    settings = read_settings(store).on_cluster(scheduler, exchange)
    names = [name for name in load_manifests(settings.corpora_folder).names if not corpora or name in corpora]
    with Store(settings.store, report=report) as opened, ExitStack() as held:
        try:
            held.enter_context(lock_run(opened, names))
        except StoreError as error:
            if error.code != "store.corpus_running":
                raise
            if _may_be_skipped(corpora):
                return Completed(name="Skipped", message=str(error))
            messages.print(local_message("flows.waiting", **error.values), markup=False)
            held.enter_context(lock_run(opened, names, wait=WAIT_SECONDS))
        return _refresh(settings, opened, corpora or [])


def _may_be_skipped(corpora: Corpora) -> bool:
    """Return whether a run is scheduled: it then does nothing while another run of its corpus is working.

    An operating system lock decides that. Prefect's limit for a deployment would lose its only slot if a
    process is killed between Pending and Running (as in opsmill/infrahub#9856, with Prefect 3.7.5).
    """
    return bool(corpora) and deployment.id is not None


def _refresh(settings: Settings, opened: Store, corpora: list[str]) -> dict[str, Any]:
    """Do the work of `refresh`, recorded as a run."""
    with opened.run(f"run {' '.join(corpora)}".strip()) as run, _recording_failures(opened, run.id, corpora):
        ingested = ingest_corpora(settings, run.id, corpora)
        compare_documents(settings)
        annotated = annotate_passages(settings, run.id, corpora)
        aligned = align_documents(settings)
        written = write_exports(settings)
        watched = search_again(settings)
        if ingested.documents:
            written += filter(None, [write_last_brief(settings)])
        summary = summarise(opened, run.id)
        publish(as_markdown(ingested, annotated, written, summary))
        run.counts = {
            "documents": ingested.documents,
            "passages": ingested.passages,
            "rejected": ingested.rejected,
            "annotated": annotated.passages,
            "aligned": aligned["pairs"],
        }
        check_expectations(ingested)
    return {
        "ingested": asdict(ingested),
        "annotated": asdict(annotated),
        "aligned": aligned,
        "written": written,
        "watched": watched,
        "summary": summary,
    }


@contextmanager
def _recording_failures(store: Store, run_id: str, corpora: list[str]) -> Iterator[None]:
    """Record a failure for each corpus that the run did not get to read, as with a wrong manifest."""
    try:
        yield
    except Exception as error:
        for corpus in unread_corpora(store, run_id, corpora):
            record_failure(store, run_id, corpus, error)
        raise


@task(task_run_name="align documents")
def align_documents(settings: Settings) -> dict[str, int]:
    """Align the paired documents that are not aligned yet; return the counts."""
    with Workspace(settings=settings) as workspace:
        return asdict(workspace.align())


@task(task_run_name="write brief")
def write_last_brief(settings: Settings) -> str:
    """Write the brief on the last 30 days of the store.

    Returns its path, or "" if no document has a date.
    """
    with Workspace(settings=settings) as workspace:
        return str(write_brief(workspace.collection, folders_of(settings)) or "")


@task(task_run_name="run saved searches")
def search_again(settings: Settings) -> dict[str, int]:
    """Find new passages for every saved search, write its feeds, send what is new.

    Returns new hits by name.
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
