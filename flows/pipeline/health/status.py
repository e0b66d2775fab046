"""Status: what is stored, how fresh and healthy each corpus is, and what failed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from cronsim import CronSim

from flows.corpus import Manifests, Schedule, load_manifests
from flows.errors import ConfigurationError, describe_error
from flows.pipeline.health.checkup import check_days
from flows.records import Reason
from flows.store import (
    FetchOverview,
    Finding,
    RunRecord,
    Store,
    count_rows,
    fetch_overview,
    is_run,
    is_served,
    recent_runs,
)
from flows.store.documents import (
    CorpusDocuments,
    CorpusReading,
    StoredRejection,
    corpus_documents,
    corpus_readings,
    read_rejections,
)
from flows.store.facts import label_counts
from flows.store.sightings import VanishedCount, VanishedDocument, count_vanished, list_vanished
from flows.text import show_minute

# Rows of the store as returned, and as shown in the JSON of `zhengce status`.
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class StoredCounts:
    """The numbers that change only with the content of the store: in all, by corpus, by label."""

    stored: dict[str, int]
    documents: dict[str, CorpusDocuments]
    labels: dict[str, int]


@dataclass(frozen=True, slots=True)
class CorpusStatus:
    """The state of a corpus. Times are ISO in UTC, and None or "" if unknown.

    `first` and `last` are dates of documents, `stored` is when something new last arrived, `checked` when it
    was last read, `good` when that last succeeded. `health` is ok, failing, late or "" (unknown); `next` is
    when its schedule fires next. `why` is the English text of `reasons`, each of which has a code and its
    values.
    """

    corpus: str
    documents: int
    first: str | None
    last: str | None
    stored: str | None
    rejections: int
    checked: str | None
    outcome: str | None
    problem: str | None
    good: str | None
    health: str
    why: str
    next: str
    reasons: list[dict[str, object]]


@dataclass(frozen=True, slots=True)
class StoreStatus:
    """The state of a store. `rejections` and `gone` are None unless they were requested.

    `vanished` counts the documents gone from their source or changed there without notice, by corpus and way;
    `gone` lists them.

    `warnings` are the findings of `zhengce doctor` about the clock, and about statuses of an older day, each
    a code with its values and the English text.

    `similar` has the number of passages with a vector, that of newer ones without, and the version of the
    encoder; None if no vectors were built. `served` tells whether a `zhengce serve` is running, without which
    no schedule fires.
    """

    store: str
    stored: dict[str, int]
    corpora: list[CorpusStatus]
    labels: dict[str, int]
    runs: list[RunRecord]
    fetching: list[FetchOverview]
    similar: dict[str, object] | None = None
    served: bool = False
    rejections: list[StoredRejection] | None = None
    vanished: Sequence[VanishedCount] = ()
    gone: list[VanishedDocument] | None = None
    warnings: Sequence[dict[str, object]] = ()

    def as_dict(self) -> Row:
        """Return the status as JSON values."""
        found = asdict(self)
        del found["rejections"], found["gone"]
        found["vanished"] = [count._asdict() for count in self.vanished]
        if self.gone is not None:
            found["gone"] = [one._asdict() for one in self.gone]
        if self.rejections is not None:
            found["rejections"] = [rejection._asdict() for rejection in self.rejections]
        return found


class Health(NamedTuple):
    """The health of a corpus (ok, failing, late, "" if unknown), the causes, and the next scheduled run."""

    health: str
    reasons: Sequence[Reason]
    next: str


def collect_counts(store: Store) -> StoredCounts:
    """Return the numbers that change only with the content of the store."""
    return StoredCounts(count_rows(store), corpus_documents(store), label_counts(store))


def collect_status(
    store: Store,
    *,
    with_rejections: bool = False,
    with_vanished: bool = False,
    corpora: Path | None = None,
    counts: StoredCounts | None = None,
) -> StoreStatus:
    """Return counts, corpora with health, labels and last runs; on request, rejections and what is gone.

    `corpora` is the folder of manifests, whose schedules tell when a corpus is late; a corpus whose manifest
    can't be read is failing. `counts` saves counting if already known.
    """
    counts = counts or collect_counts(store)
    if not store.is_read_only:
        store.end_dead_runs()
    moment = datetime.now(UTC)
    vectors = _find_vectors(store)
    return StoreStatus(
        store=str(store.path),
        stored=counts.stored,
        corpora=_describe_corpora(store, counts.documents, corpora, moment),
        labels=counts.labels,
        runs=recent_runs(store),
        fetching=fetch_overview(store),
        similar=vectors,
        served=is_served(store.path),
        rejections=read_rejections(store) if with_rejections else None,
        vanished=count_vanished(store),
        gone=list_vanished(store).documents if with_vanished else None,
        warnings=[_as_warning(finding) for finding in check_days(store, moment)],
    )


def _as_warning(finding: Finding) -> dict[str, object]:
    reason = Reason(finding.code, finding.values)
    return {**reason.as_value(), "message": reason.message()}


def _find_vectors(store: Store) -> dict[str, object] | None:
    """Return how far the vectors of similar passages are; None, without loading numpy, if none were built."""
    if not store.path.with_suffix(".vectors").is_dir():
        return None
    from flows.search.similarity import PassageVectors

    state = PassageVectors(store).state()
    return state._asdict() if state else None


def _describe_corpora(
    store: Store, documents: Mapping[str, CorpusDocuments], folder: Path | None, moment: datetime
) -> list[CorpusStatus]:
    """Describe the corpora that were read, that have a schedule, or whose manifest is wrong."""
    manifests = load_manifests(folder) if folder else Manifests({}, {})
    schedules = {name: one.schedule for name, one in manifests.read.items() if one.schedule}
    waiting = [*schedules, *manifests.broken]
    readings = {name: CorpusReading(name, "", 0, None, None, None, None) for name in waiting}
    readings |= corpus_readings(store)
    described = []
    for name, reading in sorted(readings.items()):
        health = judge_health(
            reading,
            schedules.get(name),
            moment,
            is_running=is_run(store, name),
            fault=manifests.broken.get(name),
        )
        described.append(_describe_corpus(documents.get(name), reading, health))
    return described


def _describe_corpus(
    documents: CorpusDocuments | None, reading: CorpusReading, judged: Health
) -> CorpusStatus:
    known = documents or CorpusDocuments(reading.corpus, 0, None, None)
    health, reasons, following = judged
    return CorpusStatus(
        corpus=reading.corpus,
        documents=known.documents,
        first=known.first,
        last=known.last,
        stored=reading.stored,
        rejections=reading.rejections,
        checked=reading.checked,
        outcome=reading.outcome,
        problem=_join(reading.reasons),
        good=reading.good,
        health=health,
        why=_join(reasons),
        next=following,
        reasons=[reason.as_value() for reason in reasons],
    )


def _join(reasons: Iterable[Reason]) -> str:
    return "; ".join(reason.message() for reason in reasons)


def find_missed(store: Store, schedules: Mapping[str, Schedule], moment: datetime) -> list[str]:
    """Return the corpora whose schedule has fired since they were last read, as during downtime.

    Corpora never read successfully are left out, as are those whose last reading failed: their schedule was
    served.
    """
    missed = []
    for corpus, row in sorted(corpus_readings(store).items()):
        schedule = schedules.get(corpus)
        if schedule and row.good and next(_firings(schedule, max(row.good, row.checked or ""))) < moment:
            missed.append(corpus)
    return missed


def _firings(schedule: Schedule, since: str) -> CronSim:
    """Return the times at which a schedule fires after an ISO time."""
    zone = ZoneInfo(schedule.timezone)
    return CronSim(schedule.cron, datetime.fromisoformat(since).astimezone(zone))


def judge_health(
    reading: CorpusReading,
    schedule: Schedule | None,
    moment: datetime,
    *,
    is_running: bool = False,
    fault: ConfigurationError | None = None,
) -> Health:
    """Return the health of a corpus.

    If it is failing, the last reason tells when it was last read successfully. It is late if its schedule has
    fired twice since then, as one run may be in progress, but never while a run is (`is_running`). A corpus
    whose manifest can't be read (`fault`) is failing, whatever its last reading.
    """
    health = {None: "", "done": "ok"}.get(reading.outcome, "failing")
    reasons: Sequence[Reason] = reading.reasons
    if fault:
        health = "failing"
        reasons = [Reason("pipeline.manifest_not_read", {"problem": describe_error(fault)})]
    if health == "failing":
        good = {"since": show_minute(reading.good)} if reading.good else {}
        reasons = [*reasons, Reason("pipeline.good_last" if good else "pipeline.never_good", good)]
    if schedule is None:
        return Health(health, reasons, "")
    following = next(_firings(schedule, moment.isoformat())).astimezone(UTC)
    if health != "failing" and reading.good and not is_running:
        due = _firings(schedule, reading.good)
        next(due)
        if next(due) < moment:
            since = show_minute(reading.good)
            health, reasons = "late", [Reason("pipeline.late", {"since": since})]
    return Health(health, reasons, following.isoformat(timespec="minutes"))
