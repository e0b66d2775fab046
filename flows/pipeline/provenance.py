"""Provenance: how a stored document came about, and how its versions differ."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import split_issuers
from flows.corpus.splitting import score_damage
from flows.errors import UsageError
from flows.pipeline.text_changes import TextChange, compare_texts
from flows.references import (
    NamedEdition,
    choose_edition,
    find_by_any_name,
    note_old_statuses,
    read_status,
)
from flows.store import Store, raw_path, read_run, read_visit
from flows.store.documents import (
    Amendment,
    StoredDocument,
    cluster_of,
    describe_ids,
    document_editions,
    document_versions,
    read_amendments,
    read_document,
    read_repeals,
    read_source,
    read_text,
    titled_documents,
)
from flows.store.passages import count_passages, damaged_passages
from flows.store.sightings import Sighting, read_sightings
from flows.text import fold_unspaced

_FIELDS = ("title", "publisher", "document_number", "written", "published", "url", "language")
_SHOWN_IDS = 5
_APART = ("origins", "notes", "broken_lines")  # derived values shown elsewhere, or meant for programs

# A JSON value in the output of `zhengce show`.
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class VersionChange:
    """The changes from one version of a document, or edition of a law, to the next.

    `fields` are (old, new) by name. Versions have `first_seen`, editions have the `dates` of both.
    """

    old_id: str
    new_id: str
    changes: Sequence[TextChange]
    fields: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    first_seen: str = ""
    dates: tuple[str, str] | None = None

    def as_dict(self) -> Record:
        """Return the change as JSON values."""
        when: Record = {"first_seen": self.first_seen} if self.dates is None else {"dates": self.dates}
        return {
            "from": self.old_id,
            "to": self.new_id,
            **when,
            "fields": dict(self.fields),
            "changes": [change._asdict() for change in self.changes],
        }


def resolve_id(store: Store, name: str, lexicon: Lexicon | None = None, day: str = "") -> str:
    """Return the id of a document named by its id or the beginning of it, a passage's id, title or address.

    An address means its current version. With a lexicon, a number and the other names of a law count, too
    (see `find_by_any_name`). Of several documents of a title, an ISO `day` means the last one dated by then.
    Raises UsageError for no such document, and for several.
    """
    found = find_by_any_name(store, name, lexicon)
    if not found:
        raise UsageError("pipeline.no_such_document", name=name)
    if day and len(found) > 1:
        found = _last_dated(store, found, day) or found
    if len(found) > 1:
        shown = describe_ids(store, found[:_SHOWN_IDS])
        raise UsageError("pipeline.ambiguous_document", name=name, number=len(found), ids=shown)
    return found[0]


def resolve_edition(store: Store, name: str, lexicon: Lexicon, day: str = "") -> NamedEdition:
    """Return the document that a name means as in `resolve_id`; of the editions of one title, the newest.

    With an ISO `day`, it is the last one dated by then. Raises UsageError for no document and for several
    that are no editions of one.
    """
    found = find_by_any_name(store, name, lexicon)
    past = (_last_dated(store, found, day) if day and len(found) > 1 else []) or found
    if len(past) > 1 and (chosen := choose_edition(store, past)):
        return chosen
    return NamedEdition(resolve_id(store, name, lexicon, day), [])


def _last_dated(store: Store, ids: Sequence[str], day: str) -> list[str]:
    """Return the documents with the latest date of those dated by an ISO day."""
    dates = {one.id: one.date for one in titled_documents(store, ids).values() if one.date}
    last = max((date for date in dates.values() if date <= day), default="")
    return [one for one in ids if last and dates.get(one) == last]


def collect_provenance(
    store: Store, document_id: str, lexicon: Lexicon | None = None, *, day: str = ""
) -> Record:
    """Return what is known about a document.

    These are its fields with the origin of each, its bytes, address, reader, run, versions, reprints and
    repeals, its issuers with their concepts in the lexicon, and its damaged passages. The status is that of
    an ISO `day`, by default the stored one.
    """
    document = read_document(store, document_id)
    assert document
    metadata = document.metadata
    amendments = read_amendments(store, document.corpus, document.key)
    derived = metadata.get("derived", {})
    source = read_source(store, document.corpus, document.key, document.source_sha256)
    raw = raw_path(store, document.source_sha256)
    return {
        "id": document.id,
        "content_id": document.content_id,
        "corpus": document.corpus,
        "key": document.key,
        "fields": {name: _describe_field(name, document) for name in _FIELDS}
        | {one.field: _describe_correction(one) for one in amendments},
        "described": {name: value for name, value in derived.items() if name not in _APART}
        | {name: metadata[name] for name in ("header", "meta") if name in metadata},
        "notes": document.notes,
        "coded_notes": derived.get("notes", []),
        "issuers": [_link(name, lexicon) for name in split_issuers(document.publisher)],
        "damaged": [
            {"passage_id": row.passage_id, "share": round(score_damage(row.text), 4)}
            for row in damaged_passages(store, document_id)
        ],
        "raw": {"sha256": document.source_sha256, "file": str(raw), "kept": raw.is_file()},
        "fetched": metadata.get("fetched", {}),
        "last_visit": _describe_visit(store, document),
        "sightings": [_describe_sighting(one) for one in read_sightings(store, document_id)],
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
        "state": _describe_state(store, document_id, day),
        "repealed_by": [asdict(repeal) for repeal in read_repeals(store, document_id)],
    }


def _describe_state(store: Store, document_id: str, day: str) -> Record:
    found = read_status(store, document_id, day)
    reasons = [
        {name: value for name, value in event._asdict().items() if value and name != "document_id"}
        for event in found.reasons
    ]
    old = None if day else note_old_statuses(store, document_id)
    return {**found._asdict(), "reasons": reasons, "notes": [old.as_value()] if old else []}


def _describe_run(store: Store, run_id: str) -> Record:
    run = read_run(store, run_id)
    if run is None:
        return {"id": run_id}
    return {name: value for name, value in asdict(run).items() if name != "code_version"}


def _describe_visit(store: Store, document: StoredDocument) -> dict[str, object]:
    visit = read_visit(store, document.corpus, document.key)
    if visit is None:
        return {}
    return {
        "checked": visit.checked,
        "status": visit.status,
        "outcome": visit.outcome,
        "reason": visit.reason,
    }


def _describe_sighting(one: Sighting) -> dict[str, object]:
    names = ("document_id", "state", "since", "last", "times", "before", "status", "final", "kept", "note")
    return {name: getattr(one, name) for name in names}


def _link(name: str, lexicon: Lexicon | None) -> dict[str, str]:
    """Return an issuer with the lexicon's concept for a body of this name."""
    concept = lexicon.find(name) if lexicon else None
    if concept is None or concept.type != "ORG":
        return {"name": name, "concept": "", "en": ""}
    return {"name": name, "concept": concept.id, "en": concept.en}


def _describe_field(name: str, document: StoredDocument) -> dict[str, str]:
    value: str = getattr(document, name)
    return {"value": value, "from": value and _origin(name, document.metadata)}


def _describe_correction(made: Amendment) -> dict[str, str]:
    return {
        "value": made.value,
        "from": f"corrected {made.made[:10]} (as read: {made.original or 'nothing'})",
    }


def _origin(name: str, metadata: Mapping[str, Any]) -> str:
    origins: Mapping[str, str] = metadata.get("derived", {}).get("origins", {})
    if name in origins:
        return origins[name]
    if name in metadata.get("from_text", []):
        return "text"
    if name == "url" and metadata.get("fetched"):
        return "where the address led"
    if name == "language":
        return "characters of the text"
    return "record" if "line" in metadata else "file or manifest"


def compare_versions(store: Store, document_id: str) -> Iterator[VersionChange]:
    """Yield each version of a document after the first, with its changes from the previous one."""
    for before, after in itertools.pairwise(document_versions(store, document_id)):
        old, new = read_document(store, before.id), read_document(store, after.id)
        assert old and new
        values = {name: (getattr(old, name), getattr(new, name)) for name in _FIELDS}
        fields = {name: (one, other) for name, (one, other) in values.items() if one != other}
        changes = list(compare_texts(read_text(store, before.id), read_text(store, after.id)))
        yield VersionChange(before.id, after.id, changes, fields, first_seen=after.first_seen)


def compare_editions(store: Store, document_id: str) -> Iterator[VersionChange]:
    """Yield each edition of a law after the first, with its changes; editions are documents with one title.

    Editions come from several sources, so differences in the width of brackets and in white space are
    ignored.
    """
    for before, after in itertools.pairwise(document_editions(store, document_id)):
        found = compare_texts(read_text(store, before.id), read_text(store, after.id))
        changes = [
            change
            for change in found
            if change.kind == "moved" or fold_unspaced(change.old) != fold_unspaced(change.new)
        ]
        yield VersionChange(before.id, after.id, changes, dates=(before.date, after.date))
