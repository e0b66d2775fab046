"""What is stored, when it was last read, what failed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from cronsim import CronSim

from flows.corpus import Schedule, find_manifests, load_manifest
from flows.errors import ConfigurationError
from flows.store import (
    CorpusReading,
    Store,
    corpus_documents,
    corpus_readings,
    count_rows,
    fetch_overview,
    label_counts,
    read_rejections,
    recent_runs,
)


def collect_counts(store: Store) -> dict[str, Any]:
    """Return the numbers that only change with what is stored: of all, of each corpus, of each label."""
    documents = {corpus: asdict(found) for corpus, found in corpus_documents(store).items()}
    return {"stored": count_rows(store), "documents": documents, "labels": label_counts(store)}


def collect_status(
    store: Store,
    *,
    with_rejections: bool = False,
    corpora: Path | None = None,
    counts: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Return counts, corpora with their health, labels, the last runs, and (where asked for) every rejection.

    `corpora` is the folder of manifests, whose schedules say when a corpus is late; `counts` are those of collect_counts,
    where they are known already.
    """
    counts = counts or collect_counts(store)
    if not store.is_read_only:
        store.end_dead_runs()
    schedules = read_schedules(corpora) if corpora else {}
    found: dict[str, Any] = {
        "store": str(store.path),
        "stored": counts["stored"],
        "corpora": [
            {**row, **judge_health(row, schedules.get(row["corpus"]), datetime.now(UTC))}
            for row in _join_readings(counts["documents"], corpus_readings(store))
        ],
        "labels": counts["labels"],
        "runs": [asdict(run) for run in recent_runs(store)],
        "fetching": [asdict(corpus) for corpus in fetch_overview(store)],
    }
    if with_rejections:
        found["rejections"] = [asdict(rejection) for rejection in read_rejections(store)]
    return found


def _join_readings(
    documents: Mapping[str, Mapping[str, Any]], readings: Mapping[str, CorpusReading]
) -> Iterator[dict[str, Any]]:
    """Yield what is known of each corpus that was read, by its name."""
    none = {"documents": 0, "first": None, "last": None}
    for name in sorted(readings):
        yield {"corpus": name, **documents.get(name, none), **asdict(readings[name])}


def read_schedules(corpora: Path) -> dict[str, Schedule]:
    """Return the schedules by corpus; a manifest that can't be read has none here (`run` and `ingest` say what is wrong with it)."""
    found: dict[str, Schedule] = {}
    for name, path in find_manifests(corpora).items():
        try:
            manifest = load_manifest(path)
        except ConfigurationError:
            continue
        if manifest.schedule:
            found[name] = manifest.schedule
    return found


def find_missed(store: Store, schedules: Mapping[str, Schedule], moment: datetime) -> list[str]:
    """Return the corpora whose schedule has fired since they were last read well: what a downtime has cost. Those never read are none."""
    missed = []
    for corpus, row in sorted(corpus_readings(store).items()):
        schedule = schedules.get(corpus)
        if schedule and row.good:
            due = next(
                CronSim(
                    schedule.cron, datetime.fromisoformat(row.good).astimezone(ZoneInfo(schedule.timezone))
                )
            )
            if due < moment:
                missed.append(corpus)
    return missed


def judge_health(read: Mapping[str, Any], schedule: Schedule | None, moment: datetime) -> dict[str, str]:
    """Return `health` (ok, failing, late, or "" where nothing is known), `why`, and `next` (when the schedule fires next, UTC).

    A corpus is late when its schedule has fired twice since it was last read well: once may be under way.
    """
    health = {None: "", "done": "ok"}.get(read["outcome"], "failing")
    why = read["problem"] or ""
    if schedule is None:
        return {"health": health, "why": why, "next": ""}
    zone = ZoneInfo(schedule.timezone)
    following = next(CronSim(schedule.cron, moment.astimezone(zone))).astimezone(UTC)
    if health != "failing" and read["good"]:
        due = CronSim(schedule.cron, datetime.fromisoformat(read["good"]).astimezone(zone))
        next(due)
        if next(due) < moment:
            health, why = (
                "late",
                f"its schedule has fired more than once since {read['good'][:16].replace('T', ' ')}",
            )
    return {"health": health, "why": why, "next": following.isoformat(timespec="minutes")}
