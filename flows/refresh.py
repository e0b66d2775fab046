"""The flow `refresh`: ingest, annotate, export. What `zhengce run` and every schedule run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.runtime import flow_run
from pydantic import Field

from flows.annotate import annotate_passages
from flows.export import write_exports
from flows.ingest import check_expectations, ingest_corpora
from flows.operations.refresh import summarise
from flows.operations.reports import as_markdown
from flows.settings import Settings
from flows.store.database import Store


def _run_name() -> str:
    corpora = flow_run.parameters.get("corpora") or ["all corpora"]
    return f"refresh {', '.join(corpora)}"


@flow(name="refresh", flow_run_name=_run_name, log_prints=False)
def refresh(
    corpora: Annotated[list[str] | None, Field(description="Ids of corpora; none: every one")] = None,
    store: Annotated[str | None, Field(description="The store file; none: ZHENGCE_STORE or outputs/zhengce.sqlite")] = None,
) -> dict[str, Any]:
    """Ingest corpora, annotate what is new, write the exports; returns what the run did and what is stored."""
    settings = Settings().at_store(store)
    with Store(settings.store) as opened:
        run_id = opened.begin_run(f"run {' '.join(corpora or [])}".strip())
    try:
        ingested = ingest_corpora(settings, run_id, corpora or [])
        annotated = annotate_passages(settings, run_id)
        written = write_exports(settings)
        publish(settings, run_id, ingested, annotated, written)
        check_expectations(ingested)
    except BaseException:
        _finish(settings, run_id, "failed", {})
        raise
    counts = {**ingested, **{f"annotated_{name}": value for name, value in annotated.items()}}
    summary = _finish(settings, run_id, "done with rejections" if ingested["rejected"] else "done", counts)
    return {"run": run_id, "ingested": ingested, "annotated": annotated, "written": written, **summary}


@task(task_run_name="publish summary")
def publish(settings: Settings, run_id: str, ingested: dict[str, Any], annotated: dict[str, Any], written: list[str]) -> None:
    """Publish the run's counts as an artifact of the flow run."""
    with Store(settings.store) as opened:
        text = as_markdown(ingested, annotated, written, summarise(opened, run_id))
    create_markdown_artifact(text, key="refresh-summary", description="What the run read, annotated and wrote")


def _finish(settings: Settings, run_id: str, outcome: str, counts: dict[str, Any]) -> dict[str, Any]:
    with Store(settings.store) as opened:
        kept = {name: value for name, value in counts.items() if isinstance(value, int) and value}
        opened.finish_run(run_id, outcome, kept)
        return summarise(opened, run_id)


def names_of(paths: list[str]) -> list[str]:
    return [Path(path).name for path in paths]
