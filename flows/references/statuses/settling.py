"""Statuses: in force, amended, suspended, repealed, expired or draft, since when, and by what evidence.

Nothing here is legal advice: a status says what the stored documents say. A document of a kind that lays down
rules is presumed to be in force unless something stored says otherwise.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from flows.annotation.citations import normalise_title
from flows.corpus.metadata import derive_level
from flows.records import Reason
from flows.references.statuses.others import find_events_of_others, may_concern_others
from flows.references.statuses.own import find_own_events, read_metadata
from flows.references.statuses.ruling import (
    EDITED,
    RULES,
    is_of_first_edition,
    reasons_at,
    resumed_after,
    status_at,
)
from flows.store import Store
from flows.store.documents import (
    Clause,
    StatusEvent,
    all_events,
    are_states_of,
    described_documents,
    documents_with_events,
    level_version,
    own_events,
    read_document,
    read_events,
    read_rulings,
    read_state,
    replace_events_of_others,
    rewrite_metadata,
    settled_day,
    status_clauses,
    unsettled_documents,
    write_own_states,
    write_statuses,
)
from flows.text import this_day

VERSION = 12  # raised when the same documents get other states
_LEVELS = 4  # raised when the same names and records yield other levels


def settle_states(store: Store, today: date | None = None, *, changed: Sequence[str] | None = None) -> int:
    """Bring kinds, levels and statuses up to date with documents and citations; return how many changed.

    Documents must have been named (`name_documents`). Statuses are those of `today`, by default the current
    day. `changed` are the documents that may have changed since statuses were last settled, None for all.
    Only these are checked if no other document's status can depend on them.
    """
    day = (today or this_day()).isoformat()
    if _derive_levels(store) or not are_states_of(store, VERSION, day):
        changed = None
    for documents in unsettled_documents(store, VERSION, changed):
        clauses = _group(status_clauses(store, [one.id for one in documents]))
        events = [event for one in documents for event in find_own_events(one, clauses.get(one.id, []))]
        write_own_states(store, documents, events)
    if changed is None or may_concern_others(store, changed):
        changed = None
        replace_events_of_others(store, find_events_of_others(store, own_events(store)))
    events_of = all_events(store, changed)
    statuses = {}
    for one in read_rulings(store, RULES, changed):
        status = status_at(one.kind, one.title, events_of.get(one.id, ()), day)
        if status != one.status:
            statuses[one.id] = status
    write_statuses(store, statuses, day)
    return len(statuses)


def _derive_levels(store: Store) -> bool:
    """Derive again the levels of documents stored under other rules, if any (0.5 s for 80,000)."""
    if level_version(store) == _LEVELS:
        return False
    changed = {}
    for one in described_documents(store):
        known = read_metadata(one.metadata)
        if (derived := derive_level(known, one.publisher, one.title)) != known:
            changed[one.id] = json.dumps(derived, ensure_ascii=False)
    rewrite_metadata(store, changed, _LEVELS)
    return True


class StatedStatus(NamedTuple):
    """A document's kind, level and status, and the evidence for the status; none if it is presumed.

    Status and reasons are as of the day `as_of` (ISO). `again` is the day on which a suspended document holds
    again, "" if none is stated.
    """

    kind: str
    level: str
    status: str
    reasons: list[StatusEvent]
    as_of: str
    again: str


def read_status(store: Store, document_id: str, day: str = "") -> StatedStatus:
    """Return the status of a document on a day (ISO) with its reasons, by default the stored one.

    The stored status and its reasons are as of the day on which statuses were last settled.
    """
    state = read_state(store, document_id)
    events = read_events(store, document_id)
    document = read_document(store, document_id)
    if day:
        title = document.title if document else ""
        state = state._replace(status=status_at(state.kind, title, events, day))
    day = day or settled_day(store) or this_day().isoformat()
    corpus = document.corpus if document else ""
    reasons = _each_once(store, reasons_at(events, state.status, day), corpus)
    if document and state.kind in EDITED:
        date = document.written or document.published
        reasons = [reason for reason in reasons if not is_of_first_edition(reason, date)]
    return StatedStatus(*state, reasons, day, resumed_after(events, state.status, day))


def _each_once(store: Store, reasons: Sequence[StatusEvent], corpus: str) -> list[StatusEvent]:
    """Return reasons without those that say the same again: another passage, or a copy of the same document.

    Of copies, the one in `corpus` is returned, else the first.
    """
    if len(reasons) < 2:
        return list(reasons)
    others = {one.other_id: read_document(store, one.other_id) for one in reasons if one.other_id}
    kept: dict[tuple[str, ...], StatusEvent] = {}
    for one in reasons:
        other = others.get(one.other_id)
        name = normalise_title(other.title) if other else one.other_id
        key = (one.status, one.source, one.since, name)
        is_own = other is not None and other.corpus == corpus
        known = others.get(kept[key].other_id) if key in kept else None
        if key not in kept or (is_own and known and known.corpus != corpus):
            kept[key] = one
    return list(kept.values())


def note_old_statuses(store: Store, document_id: str = "", today: date | None = None) -> Reason | None:
    """Return a note if stored statuses are not those of `today`, by default the current day; else None.

    Stored statuses are as of the day on which they were last settled. Since then, a document may have come
    into force or expired (or not yet, after a clock that was ahead). `document_id` limits the check to one
    document.
    """
    settled, day = settled_day(store), (today or this_day()).isoformat()
    if not settled or settled == day or store.day:  # a part as of a day has that day's statuses
        return None
    found = [one for one in documents_with_events(store, *sorted((settled, day))) if document_id in ("", one)]
    changed = [one for one in found if read_status(store, one, day).status != read_state(store, one).status]
    if not changed:
        return None
    return Reason("references.old_statuses", {"day": settled, "number": len(changed)})


def _group(clauses: Iterable[Clause]) -> dict[str, list[Clause]]:
    grouped: dict[str, list[Clause]] = defaultdict(list)
    for clause in clauses:
        grouped[clause.document_id].append(clause)
    return grouped
