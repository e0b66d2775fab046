"""Choose documents: as of a day, by their fields, by what has vanished, by collections and tags."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import read_states, state_names
from flows.errors import UsageError, unknown_value
from flows.records import DateRange
from flows.references.statuses import status_at
from flows.references.vanished import read_ways
from flows.search import Collection, read_date, read_values, show_known
from flows.search.kept import Chosen, check_list, choose_lists
from flows.store import Store, stored_names, stored_publishers
from flows.store.desk import documents_of_rows
from flows.store.documents import all_events, check_sources, document_editions
from flows.store.lake import Lake, LakeChoice
from flows.store.part import Hints, StoredVersion, StorePart, documents_of_provinces, stored_versions
from flows.store.sightings import vanished_documents
from flows.text import OtherNames, match_publishers
from flows.text.places import list_provinces, read_province

if TYPE_CHECKING:
    from flows.annotation.classifier import Taxonomy


@dataclass(frozen=True, slots=True)
class DocumentChoice:
    """A choice of documents; an empty one means all current documents.

    `as_of` is an ISO day. It chooses the version of each document valid then, if dated no later (undated:
    first read no later), with its status on that day. Values are words of either language. `vanished` are
    ways in which documents have vanished from their source (any, gone, or one of
    `flows.records.SOURCE_STATES`); of a text changed without notice, the former version is chosen.
    `collection` and `tag` are names; if these contain passages, only those are read. `province` has full
    names of provinces. `publisher` has names of issuing bodies, each for all of its names: what they issued
    alone or with others, or with a leading `=` only what they issued alone. `corpus` has ids, and `language`
    is that of the documents.
    """

    as_of: str = ""
    status: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()
    corpus: tuple[str, ...] = ()
    language: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, field.name) for field in fields(self))

    def words(self) -> tuple[str, ...]:
        """Return the command-line options that make this choice."""
        day = ("--as-of", self.as_of) if self.as_of else ()
        names = (
            *("corpus", "language", "status", "level", "kind", "publisher"),
            *("vanished", "province", "collection", "tag"),
        )
        given = ((f"--{name}", value) for name in names for value in getattr(self, name))
        return (*day, *(word for option in given for word in option))


def read_document_choice(
    as_of: str = "",
    *,
    status: Sequence[str] = (),
    level: Sequence[str] = (),
    kind: Sequence[str] = (),
    vanished: Sequence[str] = (),
    collection: Sequence[str] = (),
    tag: Sequence[str] = (),
    province: Sequence[str] = (),
    publisher: Sequence[str] = (),
    corpus: Sequence[str] = (),
    language: Sequence[str] = (),
) -> DocumentChoice:
    """Return a choice as typed; a year or month means its last day, and a province may have any of its names.

    Raises UsageError for an invalid date, and for an unknown status, kind, way of vanishing or province.
    """
    read_ways(vanished)
    check_state_words("status", status)
    check_state_words("kind", kind)
    date = read_date(as_of, "--as-of")
    day = last_day(date) if date else ""
    return DocumentChoice(
        day,
        tuple(status),
        tuple(level),
        tuple(kind),
        tuple(vanished),
        tuple(collection),
        tuple(tag),
        tuple(dict.fromkeys(map(_read_province, province))),
        tuple(publisher),
        tuple(corpus),
        tuple(read_values("language", language)),
    )


def check_state_words(name: str, values: Sequence[str], option: str = "") -> None:
    """Raise UsageError for a word that is not a status or kind; the error names the option ("": `name`)."""
    known = sorted(state_names()[name])
    for value, meant in ((value, read_states(name, [value])[0]) for value in values):
        if meant not in known:
            named = option or name
            raise unknown_value(named, value, known)


def _read_province(word: str) -> str:
    if name := read_province(word):
        return name
    known = [one.short for one in list_provinces()]
    raise unknown_value("province", word, known)


def open_part(
    store: Store,
    wanted: DocumentChoice,
    lexicon: Callable[[], Lexicon] | None = None,
    taxonomy: Callable[[], Taxonomy] | None = None,
) -> StorePart:
    """Return the part of a store that a choice selects; closing the part closes the store.

    `lexicon` and `taxonomy` load what collections that are queries need. Raises UsageError for a publisher or
    level that no document has, unless it is one of the known levels, and for an unknown collection or tag.
    """
    chosen, hints = _choose_versions(store, wanted)
    beside = _find_beside(store, wanted)
    if not (wanted.collection or wanted.tag):
        return StorePart(store, chosen, hints, wanted.as_of, wanted.words(), find_beside=beside)
    queries = [check_list(store, "collection", name) for name in wanted.collection]
    words = lexicon() if lexicon and any(queries) else Lexicon(())
    base = StorePart(store, chosen, hints, wanted.as_of) if wanted.as_of else store
    kept = choose_lists(Collection(base, words, taxonomy=taxonomy), wanted.collection, wanted.tag) or Chosen()
    owners = kept.owners(base)
    chosen = [(one, status) for one, status in chosen if one in owners]
    known = {one for one, _ in chosen}
    shown = None
    if kept.passages:
        of_rows = documents_of_rows(base, kept.rows(base))
        shown = [row for row, document_id in of_rows.items() if document_id in known]
    if base is not store:
        base.connection.close()
    return StorePart(store, chosen, None, wanted.as_of, wanted.words(), passages=shown, find_beside=beside)


def _find_beside(store: Store, wanted: DocumentChoice) -> Callable[[], Store] | None:
    """Return what opens the store with the translations of a part: the whole one, or that of the day."""
    day = DocumentChoice(wanted.as_of)
    if not day:
        return lambda: store
    return None if wanted == day else lambda: StorePart(store, *_choose_versions(store, day), day.as_of)


def _choose_versions(store: Store, wanted: DocumentChoice) -> tuple[list[tuple[str, str]], Hints]:
    """Return the versions valid on a day with the values of the chosen fields, as (id, status)."""
    check_sources(store, wanted.corpus, wanted.language)
    states = {name: tuple(read_states(name, getattr(wanted, name))) for name in ("status", "level", "kind")}
    versions = _standing(store, wanted.as_of) if wanted.as_of else _current(store)
    if wanted.vanished:
        versions = _vanished(store, wanted)
    publishers: list[str] = []
    if states["level"] or wanted.publisher:
        held = list(versions)
        _check_known("level", states["level"], {*state_names()["level"], *(one.level for one in held)} - {""})
        versions = iter(held)
        # What was published only after the day, or has not vanished, is not a mistake.
        known = {*stored_publishers(store), *(one.publisher for one in held)} - {""}
        publishers = _choose_known(wanted.publisher, known, stored_names(store))
    if wanted.province:
        inside = documents_of_provinces(store, wanted.province)
        versions = (one for one in versions if one.id in inside)
    exact = {
        **states,
        "publisher": tuple(publishers),
        "corpus": wanted.corpus,
        "language": wanted.language,
    }
    conditions = [(name, values) for name, values in exact.items() if values]
    chosen = [
        (one.id, one.status)
        for one in versions
        if all(getattr(one, name) in values for name, values in conditions)
    ]
    hinted = {
        "level": states["level"],
        "document_kind": states["kind"],
        "publisher": tuple(publishers),
        "corpus": wanted.corpus,
    }
    if not wanted.as_of:
        hinted["status"] = states["status"]
    dates = DateRange(None, wanted.as_of or None)
    hints = Hints(dates, {name: values for name, values in hinted.items() if values})
    return chosen, hints


def _choose_known(wanted: Sequence[str], known: set[str], other_names: OtherNames) -> list[str]:
    """Return the publishers that names mean. Raises UsageError for a name that means none."""
    found = match_publishers(known, wanted, other_names)
    for name in wanted:
        if not found[name]:
            _check_known("publisher", [name], known)
    return list(dict.fromkeys(one for some in found.values() for one in some))


def _check_known(name: str, values: Sequence[str], known: set[str]) -> None:
    for value in values:
        if value not in known:
            raise unknown_value(name, value, show_known(value, known))


def _choose_in_lake(wanted: DocumentChoice) -> LakeChoice:
    """Return a choice as applied to a lake.

    Raises UsageError for what a lake does not record, or is not chosen by: versions and statuses of a day,
    vanished documents, collections and tags, corpora and languages.
    """
    other = wanted.vanished or wanted.collection or wanted.tag or wanted.corpus or wanted.language
    if wanted.as_of or wanted.status or other:
        raise UsageError("references.no_choice_of_lake")
    level, kind = (tuple(read_states(name, getattr(wanted, name))) for name in ("level", "kind"))
    return LakeChoice(level, kind, wanted.publisher, wanted.province, wanted.words())


def open_lake(address: str, wanted: DocumentChoice | None = None) -> Lake:
    """Return a lake, or the part of it that a choice selects.

    Raises UsageError for fields that a lake does not record, and for a publisher or level that no document
    has.
    """
    if not wanted:
        return Lake(address)
    chosen = _choose_in_lake(wanted)
    lake = Lake(address, chosen)
    _check_known("level", chosen.level, {*state_names()["level"], *lake.held("level")})
    _choose_known(chosen.publisher, lake.held("publisher"), lake.names_of_bodies)
    return lake


def last_day(date: str) -> str:
    """Return the last day of an ISO year or month; a day is returned unchanged."""
    parts = [int(part) for part in date.split("-")]
    year, month = [*parts, 12][:2]
    day = parts[2] if len(parts) == 3 else calendar.monthrange(year, month)[1]
    return datetime.date(year, month, day).isoformat()


def read_as_of(typed: str) -> str:
    """Return the day that a reader typed for `--as-of`, of a year or month the last one; "" for "".

    Raises UsageError for an invalid date.
    """
    return last_day(read_date(typed, "--as-of") or "") if typed else ""


def _current(store: Store) -> Iterator[StoredVersion]:
    return (one for one in stored_versions(store) if one.is_current)


def _vanished(store: Store, wanted: DocumentChoice) -> Iterator[StoredVersion]:
    """Yield the versions that their source no longer has, as known on the day of a choice."""
    gone = set(vanished_documents(store, read_ways(wanted.vanished), wanted.as_of))
    return (one for one in stored_versions(store) if one.id in gone)


def _standing(store: Store, day: str) -> Iterator[StoredVersion]:
    """Yield the version of each document valid on a day, with its status then."""
    events = all_events(store)
    for _, versions in groupby(stored_versions(store), key=lambda one: (one.corpus, one.key)):
        if (one := standing_version(list(versions), day)) is not None:
            yield one._replace(status=status_at(one.kind, one.title, events.get(one.id, ()), day))


class Standing(NamedTuple):
    """The version of a document valid on a day, and when this store first read it (ISO, UTC).

    `is_known` is False if it was first read after that day: the source's text on that day is unknown.
    """

    document_id: str
    first_read: str
    is_known: bool


def document_on(store: Store, document_id: str, day: str) -> Standing:
    """Return the edition of a document, and its version, valid on an ISO day (of a year: its last).

    Raises UsageError for an invalid date, and if the document's earliest date is after that day.
    """
    typed, day = day, read_as_of(day)
    editions = document_editions(store, document_id)
    past = [edition for edition in editions if edition.date <= day]
    if past or not editions:
        versions = list(stored_versions(store, past[-1].id if past else document_id))
        if one := standing_version(versions, day):
            return Standing(one.id, one.seen, one.seen[:10] <= day)
        earliest = min(one.date or one.seen[:10] for one in versions)
    else:
        earliest = editions[0].date
    raise UsageError("references.not_yet", name=document_id, date=typed, earliest=earliest)


def standing_version(versions: Sequence[StoredVersion], day: str) -> StoredVersion | None:
    """Return the version of a document valid on a day; None if there was none yet.

    The first is valid from its date (undated: from when it was read). A later one is valid from its own date
    if that is later than the previous date, else from when it was read: the page was changed without notice.
    """
    standing: StoredVersion | None = None
    for since, one in _changes(versions):
        if since <= day:
            standing = one
    return standing


def _changes(versions: Iterable[StoredVersion]) -> Iterator[tuple[str, StoredVersion]]:
    """Yield the start of each version's validity, in the order in which they were read."""
    before = ""
    read: list[tuple[str, str, StoredVersion]] = []
    for place, one in enumerate(versions):
        is_dated = bool(one.date) and (place == 0 or one.date > before)
        read.append((one.seen, one.date if is_dated else one.seen[:10], one))
        before = max(before, one.date)
        if one.revived:
            read.append((one.revived, one.revived[:10], one))
    for _, since, one in sorted(read, key=itemgetter(0)):
        yield since, one
