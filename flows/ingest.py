"""The flow `ingest`: read corpora into the store and compare new documents for near-duplicates."""

from __future__ import annotations

from dataclasses import asdict
from functools import partial
from typing import Annotated, Any

from prefect import flow, task
from prefect.runtime import flow_run
from pydantic import Field

from flows.errors import ConfigurationError, ZhengceError
from flows.pipeline import (
    IngestCounts,
    check_expectations,
    choose_manifests,
    ingest_manifest,
    open_executor,
    read_each,
    record_failure,
    report,
    unread_manifests,
    update_reprints,
)
from flows.settings import Settings, read_settings
from flows.store import Store
from flows.workspace import executor_of

# A run that starts while another is reading the same corpus waits for it.
WAIT_SECONDS = 3 * 3600.0
Corpora = Annotated[list[str] | None, Field(description="Ids of corpora; none: every corpus")]
StorePath = Annotated[
    str | None, Field(description="The store file; none: ZHENGCE_STORE or outputs/zhengce.sqlite")
]

Scheduler = Annotated[
    str | None,
    Field(description="A Dask cluster, tcp://HOST:PORT or local:4; none: ZHENGCE_SCHEDULER or the manifests"),
]
Exchange = Annotated[
    str | None,
    Field(
        description="The folder or s3:// address through which blocks reach workers; none: beside the store"
    ),
]


def _run_name() -> str:
    return f"ingest {', '.join(flow_run.parameters.get('corpora') or ['all corpora'])}"


@flow(name="ingest", flow_run_name=_run_name)
def ingest(
    corpora: Corpora = None,
    store: StorePath = None,
    scheduler: Scheduler = None,
    exchange: Exchange = None,
) -> dict[str, int]:
    """Read what is new in the corpora.

    Fails at the end if a corpus could not be read, or a manifest's expectations are not met.
    """
    settings = read_settings(store).on_cluster(scheduler, exchange)
    with Store(settings.store, report=report) as opened, opened.run("ingest") as run:
        counts = ingest_corpora(settings, run.id, corpora or [])
        compare_documents(settings)
        run.counts = {"documents": counts.documents, "rejected": counts.rejected}
        check_expectations(counts)
    return dict(run.counts)


def ingest_corpora(settings: Settings, run_id: str, names: list[str]) -> IngestCounts:
    """Read the named corpora, or all, in one task each; return the total counts (see `read_each`)."""
    chosen = [manifest.id for manifest in choose_manifests(settings.corpora_folder, names)]
    if not names:  # of all corpora, only those whose manifest can't be read fail
        chosen += unread_manifests(settings.corpora_folder)
    return read_each({corpus: partial(_read_counted, settings, run_id, corpus) for corpus in chosen})


def _read_counted(settings: Settings, run_id: str, corpus: str) -> IngestCounts:
    return IngestCounts(**read_corpus(settings, run_id, corpus))


def _is_temporary_failure(_task: Any, _run: Any, state: Any) -> bool:
    """Return whether to retry a task: for faults that may pass, not for wrong input or configuration."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, ZhengceError)


@task(
    task_run_name="read {corpus}", retries=2, retry_delay_seconds=2, retry_condition_fn=_is_temporary_failure
)
def read_corpus(settings: Settings, run_id: str, corpus: str) -> dict[str, Any]:
    """Read one corpus into the store; return its counts as plain values."""
    try:
        manifest = choose_manifests(settings.corpora_folder, [corpus])[0]
    except ConfigurationError as error:
        with Store(settings.store) as opened:
            record_failure(opened, run_id, corpus, error)
        raise
    choice = executor_of(settings, names=[corpus])
    with Store(settings.store) as opened, open_executor(choice, opened) as executor:
        return asdict(ingest_manifest(opened, run_id, manifest, wait=WAIT_SECONDS, executor=executor))


@task(task_run_name="compare documents")
def compare_documents(settings: Settings) -> tuple[int, int]:
    """Find near-duplicates among the current documents; return the numbers of clusters and documents."""
    with Store(settings.store) as opened:
        found = update_reprints(opened)
    return found.clusters, found.documents
