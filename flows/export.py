"""The flow `export`: write the tables and the chart."""

from __future__ import annotations

from prefect import flow, task

from flows.ingest import StorePath
from flows.pipeline import report
from flows.reports import KINDS, export_chart, export_kinds
from flows.settings import Settings, read_settings
from flows.workspace import Workspace


@flow(name="export", flow_run_name="export tables and chart")
def export(store: StorePath = None) -> list[str]:
    """Write passages, mentions, documents and trends as CSV, and a chart of the trends; returns their paths."""
    return write_exports(read_settings(store))


@task(task_run_name="write exports")
def write_exports(settings: Settings) -> list[str]:
    """Write every export into the outputs folder; returns the paths."""
    written = []
    with Workspace(settings=settings) as workspace:
        for number, kind in enumerate(KINDS):
            report("export", number, len(KINDS) + 1)
            written += export_kinds(workspace.collection, [kind], settings.outputs)
        report("export", len(KINDS), len(KINDS) + 1)
        if chart := export_chart(workspace.collection, settings.outputs / "trends.svg"):
            written.append(chart)
    report("export", len(KINDS) + 1, len(KINDS) + 1)
    return [str(path) for path in written]
