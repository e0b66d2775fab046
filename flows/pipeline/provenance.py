"""Everything that is known of how a stored document came about, and how its versions differ."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import split_issuers
from flows.corpus.splitting import score_damage
from flows.errors import UsageError
from flows.store import (
    Store,
    cluster_of,
    count_passages,
    damaged_passages,
    document_editions,
    document_versions,
    find_ids,
    raw_path,
    read_document,
    read_repeals,
    read_run,
    read_source,
    read_text,
    read_visit,
)
from flows.text import fold

_FIELDS = ("title", "publisher", "document_number", "written", "published", "url", "language")
_AROUND = 18  # characters shown on either side of a change inside a paragraph


def resolve_id(store: Store, given: str) -> str:
    """Return the id of the document that an id, its beginning, a passage's id or an address names; the current version of an address.

    Raises UsageError where there is none, or several.
    """
    found = find_ids(store, given)
    if len(found) == 1:
        return found[0]
    if not found:
        raise UsageError(
            f"{given!r}: no such document; name its id (as search shows it), the beginning of it, or its address"
        )
    raise UsageError(f"{given!r}: {len(found)} documents begin so: {', '.join(found[:5])}")


def collect_provenance(store: Store, document_id: str, lexicon: Lexicon | None = None) -> dict[str, Any]:
    """Return a document's fields with where each came from, its bytes, address, reader, run, versions, reprints and repeals, its issuers
    as the lexicon knows them, and its damaged passages."""
    document = read_document(store, document_id)
    assert document
    metadata = document.metadata
    derived = metadata.get("derived", {})
    origins = derived.get("origins", {})
    fetched = metadata.get("fetched", {})
    raw = raw_path(store, document.source_sha256)
    source = read_source(store, document.corpus, document.key, document.source_sha256)
    visit = read_visit(store, document.corpus, document.key)
    return {
        "id": document.id,
        "corpus": document.corpus,
        "key": document.key,
        "fields": {
            name: {
                "value": getattr(document, name),
                "from": _origin(name, getattr(document, name), origins, metadata),
            }
            for name in _FIELDS
        },
        "described": {name: value for name, value in derived.items() if name != "origins"}
        | {name: metadata[name] for name in ("header", "meta") if name in metadata},
        "notes": document.notes,
        "issuers": [_link(name, lexicon) for name in split_issuers(document.publisher)],
        "damaged": [
            {"passage_id": row.passage_id, "share": round(score_damage(row.text), 4)}
            for row in damaged_passages(store, document_id)
        ],
        "raw": {"sha256": document.source_sha256, "file": str(raw), "kept": raw.is_file()},
        "fetched": fetched,
        "last_visit": {}
        if visit is None
        else {
            "checked": visit.checked,
            "status": visit.status,
            "outcome": visit.outcome,
            "reason": visit.reason,
        },
        "reader": {
            "format": document.format,
            "encoding": document.encoding,
            "known_by": metadata.get("encoding_known_by", ""),
            **(source._asdict() if source else {}),
        },
        "run": {
            **_describe_run(store, document.run_id),
            "code_version": document.code_version,
            "first_seen": document.first_seen,
        },
        "size": {"characters": document.characters, "passages": count_passages(store, document_id)},
        "versions": [
            {"id": row.id, "first_seen": row.first_seen, "is_current": row.superseded_by is None}
            for row in document_versions(store, document_id)
        ],
        "editions": [{"id": row.id, "date": row.date} for row in document_editions(store, document_id)],
        "reprints": [asdict(member) for member in cluster_of(store, document_id)],
        "repealed_by": [asdict(repeal) for repeal in read_repeals(store, document_id)],
    }


def _describe_run(store: Store, run_id: str) -> dict[str, Any]:
    run = read_run(store, run_id)
    if run is None:
        return {"id": run_id}
    return {name: value for name, value in asdict(run).items() if name != "code_version"}


def _link(name: str, lexicon: Lexicon | None) -> dict[str, str]:
    """Return an issuer with the concept that the lexicon has for a body of this name."""
    concept = lexicon.find(name) if lexicon else None
    is_body = concept is not None and concept.type == "ORG"
    return {
        "name": name,
        "concept": concept.id if concept and is_body else "",
        "en": concept.en if concept and is_body else "",
    }


def _origin(name: str, value: str, origins: dict[str, str], metadata: dict[str, Any]) -> str:
    if not value:
        return ""
    if name in origins:
        return origins[name]
    if name in metadata.get("from_text", []):
        return "text"
    if name == "url" and metadata.get("fetched"):
        return "where the address led"
    if name == "language":
        return "characters of the text"
    return "record" if "line" in metadata else "file or manifest"


def compare_versions(store: Store, document_id: str) -> Iterator[dict[str, Any]]:
    """Yield each version of a document after the first, with what changed against the one before: fields, and paragraphs.

    A change is {"kind": "removed" | "added" | "changed", "old": ..., "new": ..., "line": number of the paragraph}.
    """
    versions = document_versions(store, document_id)
    for before, after in itertools.pairwise(versions):
        old, new = read_document(store, before.id), read_document(store, after.id)
        assert old and new
        fields = {
            name: (getattr(old, name), getattr(new, name))
            for name in _FIELDS
            if getattr(old, name) != getattr(new, name)
        }
        changes = list(compare_texts(read_text(store, before.id), read_text(store, after.id)))
        yield {
            "from": before.id,
            "to": after.id,
            "first_seen": after.first_seen,
            "fields": fields,
            "changes": changes,
        }


def compare_editions(store: Store, document_id: str) -> Iterator[dict[str, Any]]:
    """Yield each edition of a law after the first (documents of one title and their own dates), with what changed, as for versions.

    Editions come from several sources: width of brackets and white space do not count.
    """
    for before, after in itertools.pairwise(document_editions(store, document_id)):
        found = compare_texts(read_text(store, before.id), read_text(store, after.id))
        changes = [change for change in found if _bare(change["old"]) != _bare(change["new"])]
        yield {
            "from": before.id,
            "to": after.id,
            "dates": (before.date, after.date),
            "fields": {},
            "changes": changes,
        }


def _bare(line: str) -> str:
    return "".join(fold(line).text.split())


def compare_texts(old: str, new: str) -> Iterator[dict[str, Any]]:
    """Yield what differs between two texts, paragraph by paragraph; white space at line ends and empty lines don't count."""
    before, after = ([line.strip() for line in text.splitlines() if line.strip()] for text in (old, new))
    for tag, i1, i2, j1, j2 in difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        paired = min(i2 - i1, j2 - j1)
        for number in range(paired):
            yield {
                "kind": "changed",
                "old": before[i1 + number],
                "new": after[j1 + number],
                "line": j1 + number + 1,
            }
        yield from (
            {"kind": "removed", "old": line, "new": "", "line": j1 + paired + 1}
            for line in before[i1 + paired : i2]
        )
        yield from (
            {"kind": "added", "old": "", "new": after[place], "line": place + 1}
            for place in range(j1 + paired, j2)
        )


def mark_changes(old: str, new: str) -> str:
    """Return a changed paragraph as one line: what went in [-…-], what came in {+…+}, unchanged stretches shortened to …"""
    parts = []
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            same = old[i1:i2]
            parts.append(same if len(same) <= 2 * _AROUND + 2 else f"{same[:_AROUND]}…{same[-_AROUND:]}")
        else:
            parts.append(
                (f"[-{old[i1:i2]}-]" if i2 > i1 else "") + (f"{{+{new[j1:j2]}+}}" if j2 > j1 else "")
            )
    return "".join(parts)
