"""The health of the installation: versions, font, disk, clock, and whether sources answer."""

from __future__ import annotations

import platform
import shutil
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from flows import __version__
from flows.corpus import Manifest, load_manifests
from flows.corpus.fetching import Client, FetchError, start_addresses
from flows.errors import ZhengceError
from flows.references import note_old_statuses
from flows.store import Finding, Store, latest_start, read_corrections
from flows.store.corrected import MentionRow, list_fact_corrections

_LEAST_FREE = 1 << 30  # bytes: reading and indexing write beside the store
_AHEAD = timedelta(minutes=10)  # how far ahead of this clock a run of another machine may be
_NAMED = 5  # corrections named per missing item


def describe_installation(lexicon: str, models: str) -> Finding:
    """Return the versions behind every answer."""
    values: dict[str, object] = {
        "version": __version__,
        "python": platform.python_version(),
        "system": platform.system(),
        "lexicon": lexicon,
        "models": models,
    }
    return Finding("pipeline.doctor_versions", values, is_fault=False)


def check_machine(store: Path, font: Path) -> Iterator[Finding]:
    """Yield the state of the charts' font and of the store's disk."""
    if not font.is_file():
        yield Finding("pipeline.doctor_no_font", {"path": font})
    folder = next(one for one in store.absolute().parents if one.is_dir())
    free = shutil.disk_usage(folder).free
    needed = max(_LEAST_FREE, store.stat().st_size) if store.exists() else _LEAST_FREE
    values: dict[str, object] = {
        "free": f"{free / 1e9:,.1f}",
        "needed": f"{needed / 1e9:,.1f}",
        "folder": folder,
    }
    if free < needed:
        yield Finding("pipeline.doctor_disk_low", values)
    else:
        yield Finding("pipeline.doctor_disk", values, is_fault=False)


def check_clock(store: Store, now: datetime | None = None) -> Iterator[Finding]:
    """Yield a fault if this machine's clock is behind a run recorded in the store."""
    now = now or datetime.now(UTC)
    started = latest_start(store)
    if started and datetime.fromisoformat(started) > now + _AHEAD:
        yield Finding("pipeline.doctor_clock", {"now": f"{now:%Y-%m-%d %H:%M}", "last": started[:16]})


def check_days(store: Store, now: datetime | None = None) -> Iterator[Finding]:
    """Yield what is wrong with the clock, and whether the stored statuses are of an older day."""
    yield from check_clock(store, now)
    if old := note_old_statuses(store):
        yield Finding(old.code, dict(old.values), is_fault=False)


def check_corrections(
    store: Store, read_concepts: Callable[[], Container[str]], read_categories: Callable[[], Container[str]]
) -> Iterator[Finding]:
    """Yield each concept or category named in corrections that lexicon or taxonomy no longer have.

    These are read only if corrections name any.
    """
    yield from _check_mentions(store, read_concepts)
    given: dict[str, list[str]] = defaultdict(list)
    for answer in read_corrections(store):
        for label in (*answer.labels, *answer.instruments):
            given[label].append(answer.id)
    known = read_categories() if given else ()
    for label in sorted(label for label in given if label not in known):
        values: dict[str, object] = {
            "number": len(given[label]),
            "label": label,
            "ids": given[label][:_NAMED],
        }
        yield Finding("pipeline.correction_without_category", values, is_fault=False)


def _check_mentions(store: Store, read_concepts: Callable[[], Container[str]]) -> Iterator[Finding]:
    named: dict[str, list[str]] = defaultdict(list)
    for placed in reversed(list_fact_corrections(store)):
        becomes = placed.correction.becomes
        if isinstance(becomes, MentionRow) and becomes.concept:
            named[becomes.concept].append(f"m{placed.correction.id}")
    known = read_concepts() if named else ()
    for concept in sorted(concept for concept in named if concept not in known):
        ids = named[concept]
        values: dict[str, object] = {"number": len(ids), "concept": concept, "ids": ids[:_NAMED]}
        yield Finding("pipeline.correction_without_concept", values, is_fault=False)


def check_manifests(corpora: Path) -> Iterator[Finding]:
    """Yield a fault for each manifest that can't be read."""
    for name, error in load_manifests(corpora).broken.items():
        yield Finding("pipeline.doctor_manifest", {"corpus": name, "problem": error.as_value()})


def ask_sources(corpora: Path) -> Iterator[Finding]:
    """Ask the server of each source for its robots.txt, and yield whether it answers at all.

    Makes one request per source, with the manners and limits of fetching; any answer counts, even "not
    found".
    """
    for manifest in load_manifests(corpora).read.values():
        if manifest.fetch:
            yield from _ask(manifest)


def _ask(manifest: Manifest) -> Iterable[Finding]:
    assert manifest.fetch
    place = urlsplit(start_addresses(manifest.fetch)[0])
    values: dict[str, object] = {"corpus": manifest.id, "host": place.netloc}
    try:
        with Client(manifest.fetch.politeness) as client:
            client.get(f"{place.scheme}://{place.netloc}/robots.txt")
    except FetchError as error:
        if not error.status:
            return [Finding("pipeline.doctor_no_answer", {**values, "problem": str(error)})]
    except ZhengceError as error:
        return [Finding("pipeline.doctor_no_answer", {**values, "problem": str(error)})]
    return [Finding("pipeline.doctor_answers", values, is_fault=False)]
