"""The flow `ingest`: read corpora into the store."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from prefect import flow, task
from prefect.runtime import flow_run
from pydantic import Field

from flows.errors import ZhengceError
from flows.pipeline import IngestCounts, choose_manifests, find_reprints, ingest_manifest, report
from flows.settings import Settings, read_settings
from flows.store import Store

# A run that a schedule starts while the one before is still at work waits for it; runs missed in a downtime come one after another.
_WAIT_SECONDS = 3 * 3600.0
Corpora = Annotated[list[str] | None, Field(description="Ids of corpora; none: every one")]
StorePath = Annotated[
    str | None, Field(description="The store file; none: ZHENGCE_STORE or outputs/zhengce.sqlite")
]


def _run_name() -> str:
    return f"ingest {', '.join(flow_run.parameters.get('corpora') or ['all corpora'])}"


@flow(name="ingest", flow_run_name=_run_name)
def ingest(corpora: Corpora = None, store: StorePath = None) -> dict[str, Any]:
    """Read what is new in the corpora; fails where a manifest's expectations are not met."""
    settings = read_settings(store)
    with Store(settings.store) as opened, opened.run("ingest") as run:
        counts = ingest_corpora(settings, run.id, corpora or [])
        compare_documents(settings)
        run.counts = {"documents": counts["documents"], "rejected": counts["rejected"]}
        check_expectations(counts)
    return counts


def ingest_corpora(settings: Settings, run_id: str, names: list[str]) -> dict[str, Any]:
    """Read the named corpora, one task each; returns the counts of all."""
    counts = IngestCounts()
    for manifest in choose_manifests(settings.corpora_folder, names):
        counts.merge(IngestCounts(**read_corpus(settings, run_id, manifest.id)))
    return asdict(counts)


def _is_passing_fault(task: Any, task_run: Any, state: Any) -> bool:
    """Retry what may pass (a disk or network fault), not what is wrong with the input or the configuration."""
    error = state.result(raise_on_failure=False)
    return isinstance(error, OSError) and not isinstance(error, ZhengceError)


@task(task_run_name="read {corpus}", retries=2, retry_delay_seconds=2, retry_condition_fn=_is_passing_fault)
def read_corpus(settings: Settings, run_id: str, corpus: str) -> dict[str, Any]:
    """Read one corpus into the store; returns its counts."""
    manifest = choose_manifests(settings.corpora_folder, [corpus])[0]
    with Store(settings.store) as opened:
        counts = ingest_manifest(
            opened,
            run_id,
            manifest,
            lambda _, done, total: report(f"read {corpus}", done, total),
            wait=_WAIT_SECONDS,
        )
    return asdict(counts)


@task(task_run_name="compare documents")
def compare_documents(settings: Settings) -> dict[str, int]:
    """Find reprints and near-duplicates among the current documents; returns how many clusters there are, and documents in them."""
    with Store(settings.store) as opened:
        clusters, documents = find_reprints(
            opened, report=lambda _, done, total: report("compare", done, total)
        )
    return {"clusters": clusters, "documents": documents}


def check_expectations(counts: dict[str, Any]) -> None:
    """Raise for expectations that were not met, after everything is stored and written."""
    if counts["unmet"]:
        raise ZhengceError("expectations not met: " + "; ".join(counts["unmet"]))
