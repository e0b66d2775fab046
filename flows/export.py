"""The flow `export`: write the tables and the chart."""

from __future__ import annotations

from prefect import flow, task

from flows.annotation.lexicon import load_lexicon
from flows.ingest import StorePath
from flows.pipeline import report
from flows.reports import KINDS, export_chart, export_kinds
from flows.settings import Settings
from flows.store import Store


@flow(name="export", flow_run_name="export tables and chart")
def export(store: StorePath = None) -> list[str]:
    """Write passages, mentions, documents and trends as CSV, and a chart of the trends; returns their paths."""
    return write_exports(Settings().at_store(store))


@task(task_run_name="write exports")
def write_exports(settings: Settings) -> list[str]:
    """Write every export into the outputs folder; returns the paths."""
    lexicon = load_lexicon(settings.models_folder / "lexicon")
    written = []
    with Store(settings.store, must_exist=True) as opened:
        for number, kind in enumerate(KINDS):
            report("export", number, len(KINDS) + 1)
            written += export_kinds(opened, lexicon, [kind], settings.outputs)
        report("export", len(KINDS), len(KINDS) + 1)
        if chart := export_chart(opened, lexicon, settings.outputs / "trends.svg"):
            written.append(chart)
    report("export", len(KINDS) + 1, len(KINDS) + 1)
    return [str(path) for path in written]
