"""The flow `export`: write the tables and the chart."""

from __future__ import annotations

from prefect import flow, task

from flows.ingest import StorePath
from flows.pipeline import export_store
from flows.settings import Settings, read_settings
from flows.workspace import Workspace


@flow(name="export", flow_run_name="export tables and chart")
def export(store: StorePath = None) -> list[str]:
    """Write every table as CSV, and a chart of the trends; return their paths."""
    return write_exports(read_settings(store))


@task(task_run_name="write exports")
def write_exports(settings: Settings) -> list[str]:
    """Write every export into the outputs folder; return the paths."""
    with Workspace(settings=settings) as workspace:
        return [str(path) for path in export_store(workspace.collection, settings.outputs)]
