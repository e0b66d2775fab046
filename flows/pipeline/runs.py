"""The main job in its parts: which corpora, how many were read, what stands in the store afterwards."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from flows.corpus import Manifest, find_manifests, load_manifest
from flows.errors import UsageError
from flows.store import Store, count_clusters, count_rows, documents_of_run, read_rejections

_LISTED = 100
_PLACES = 5


def choose_manifests(corpora: Path, names: list[str]) -> list[Manifest]:
    """Load the manifests named, or all; every one is checked before any is used.

    Raises UsageError for an unknown name or an empty folder, ConfigurationError for a bad manifest.
    """
    found = find_manifests(corpora)
    if not found:
        raise UsageError(f"{corpora}: no corpora there; each is a folder with a source.yml")
    if unknown := [name for name in names if name not in found]:
        raise UsageError(f"{unknown[0]!r}: no such corpus; known are {', '.join(found)}")
    return [load_manifest(found[name]) for name in (names or found)]


def without_entities(corpora: Path) -> tuple[str, ...]:
    """Return the corpora whose manifest switches the entity model off."""
    return tuple(name for name, path in find_manifests(corpora).items() if not load_manifest(path).entities)


def summarise(store: Store, run_id: str) -> dict[str, Any]:
    """Return what is stored, the reasons for this run's rejections with their number, most frequent first, `places`: the first places
    of each, and `changes`: the first documents that the run stored, each new or a new version."""
    clusters, alike = count_clusters(store)
    reasons: dict[str, int] = {}
    places: dict[str, list[str]] = {}
    for entry in read_rejections(store, run_id=run_id):
        reason = (
            "a duplicate of a stored document" if entry.reason.startswith("a duplicate of ") else entry.reason
        )
        reasons[reason] = reasons.get(reason, 0) + 1
        if len(seen := places.setdefault(reason, [])) < _PLACES:
            seen.append(entry.place)
    return {
        "stored": {**count_rows(store), "clusters": clusters, "alike": alike},
        "reasons": dict(sorted(reasons.items(), key=lambda pair: -pair[1])),
        "places": places,
        "changes": [asdict(document) for document in documents_of_run(store, run_id, limit=_LISTED)],
    }
