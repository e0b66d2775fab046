"""The steps of the main job after ingesting: annotate, export, run saved searches, write the brief.

Each step is a separate function, so that a scheduler can run, retry and time it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.alerts import run_watches, send_alerts
from flows.annotation import load_lazily
from flows.annotation.classifier import load_taxonomy
from flows.annotation.names import NameSetting
from flows.errors import StoreError
from flows.pipeline.annotate import AnnotateCounts, annotate_store
from flows.pipeline.executors import ExecutorChoice, open_executor
from flows.pipeline.ingest import corpora_by_names, unread_manifests
from flows.pipeline.progress import report
from flows.reports import KINDS, BriefSource, export_chart, export_kinds, write_latest_brief
from flows.search import Collection
from flows.store import Store


@dataclass(frozen=True, slots=True)
class Folders:
    """The folders of manifests, of lexicon and models, and of outputs."""

    corpora: Path
    models: Path
    outputs: Path


def annotate_corpora(
    store: Store,
    run_id: str,
    folders: Folders,
    *,
    everything: bool = False,
    choice: ExecutorChoice | None = None,
    names: NameSetting = "full",
) -> AnnotateCounts:
    """Annotate what lacks current annotations, with the newest models; see `annotate_store`.

    `names` applies to corpora whose manifest makes no choice. A corpus whose manifest can't be read keeps its
    annotations, since its choice is unknown.
    """
    with open_executor(choice or ExecutorChoice(), store) as executor:
        return annotate_store(
            store,
            run_id,
            load_lazily(folders.models, store.path.with_suffix(".lexicon"), names),
            folders.models,
            everything=everything,
            executor=executor,
            exceptions=corpora_by_names(folders.corpora),
            resting=tuple(unread_manifests(folders.corpora)),
        )


def export_store(collection: Collection, outputs: Path) -> list[Path]:
    """Write every table and the chart of trends into a folder; return the paths."""
    written: list[Path] = []
    steps = len(KINDS) + 1
    for number, kind in enumerate(KINDS):
        report("export", number, steps)
        written += export_kinds(collection, [kind], outputs)
    report("export", len(KINDS), steps)
    if chart := export_chart(collection, outputs / "trends.svg"):
        written.append(chart)
    report("export", steps, steps)
    return written


def run_saved_searches(
    collection: Collection, folders: Folders, addresses: Sequence[str] = (), locale: str = "en"
) -> dict[str, int]:
    """Find new passages for every saved search, write its feeds, send alerts; return new hits by name.

    Feeds and alerts are in the language of `locale`, en or zh. Raises StoreError, after all searches were
    run, for undelivered alerts, which the next run sends again, and for searches that are no longer valid.
    """
    outcomes = run_watches(collection, folders.outputs / "watches", has_alerts=bool(addresses), locale=locale)
    if failed := send_alerts(collection, addresses, locale):
        raise StoreError("pipeline.alerts_failed", problems=[reason.as_value() for reason in failed])
    if problems := [outcome.as_failure() for outcome in outcomes if outcome.problem]:
        raise StoreError("pipeline.searches_failed", problems=problems)
    return {outcome.name: len(outcome.hits) for outcome in outcomes}


def write_brief(collection: Collection, folders: Folders) -> Path | None:
    """Write the brief on the last 30 days of the store.

    Return its path, or None if no document has a date.
    """
    taxonomy = load_taxonomy(folders.models / "taxonomy.toml")
    return write_latest_brief(BriefSource(collection, taxonomy, folders.models), folders.outputs)
