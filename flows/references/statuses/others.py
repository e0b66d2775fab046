"""Statuses by other documents: later editions, and citations that repeal or amend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from flows.corpus.metadata import days_apart
from flows.references.articles import split_articles
from flows.references.citations import cited_keys
from flows.references.statuses.authors import author_of
from flows.references.statuses.concerned import Known
from flows.references.statuses.decisions import find_events_by_citations, is_before
from flows.references.statuses.ruling import EDITED, RULES, lays_down_rules, search_status
from flows.store import Store
from flows.store.documents import (
    Edition,
    StatusEvent,
    StatusSource,
    are_events_of_others,
    have_other_editions,
    list_editions,
    names_of,
    read_rulings,
)
from flows.store.facts import deciding_citations
from flows.store.passages import running_passages
from flows.text import fold_unspaced

_DAYS_TO_PUBLISH = 7  # a decision and the law as amended by it may be dated up to this many days apart


class _Amendment(NamedTuple):
    """The id and ISO date of a decision that amends a law, and the day from which the amendment applies."""

    decision_id: str
    date: str
    since: str

    def makes(self, edition: Edition) -> bool:
        """Return whether an edition is the law as amended by this decision: both have nearly one date."""
        return days_apart(self.date, edition.date) <= _DAYS_TO_PUBLISH


def may_concern_others(store: Store, changed: Sequence[str]) -> bool:
    """Return whether a change of these documents may change what documents say of each other's status.

    It may if one of them already has or gives such a status, has another edition, repeals, amends or suspends
    something, or has a name that a stored document repeals, amends or suspends.
    """
    if are_events_of_others(store, changed) or have_other_editions(store, changed, EDITED):
        return True
    rulings, names = read_rulings(store, RULES, changed), set(names_of(store, changed))
    deciding = {one.id for one in rulings if lays_down_rules(one.kind, one.title)}
    return any(
        one.document_id in deciding or not names.isdisjoint(cited_keys(one))
        for one in deciding_citations(store)
    )


def find_events_of_others(store: Store, own: Iterable[StatusEvent]) -> Iterator[StatusEvent]:
    """Yield the statuses given by editions and citations; `own` is what documents say of themselves."""
    rulings = [one for one in read_rulings(store, RULES) if lays_down_rules(one.kind, one.title)]
    authors = {one.id: author_of(one) for one in rulings}
    drafts = {one.id for one in rulings if search_status("draft", one.title)}  # decide nothing yet
    editions = [one for one in list_editions(store, EDITED) if one.id in authors and one.id not in drafts]
    begins: dict[str, str] = {}
    ends: dict[str, str] = {}
    for event in own:
        if event.status == "in_force" and event.since:
            begins[event.document_id] = max(event.since, begins.get(event.document_id, ""))
        if event.status == "expired" and event.since:
            ends[event.document_id] = max(event.since, ends.get(event.document_id, ""))
    scopes = {identifier: author.scope() for identifier, author in authors.items()}
    deciders = authors.keys() - drafts
    deciding = [one for one in deciding_citations(store) if one.document_id in deciders and one.date]
    decided = list(find_events_by_citations(store, deciding, Known(authors, editions, begins, ends)))
    days = {one.document_id: one.date for one in deciding}
    amendments: dict[str, list[_Amendment]] = defaultdict(list)
    for event in decided:
        if event.status == "amended":
            made = _Amendment(event.other_id, days[event.other_id], event.since)
            amendments[event.document_id].append(made)
    yield from find_editions_replaced(editions, begins, scopes, amendments, partial(_are_copies, store))
    yield from decided


def find_editions_replaced(
    editions: Sequence[Edition],
    begins: Mapping[str, str],
    scopes: Mapping[str, str],
    amendments: Mapping[str, Sequence[_Amendment]],
    are_copies: Callable[[str, str], bool],
) -> Iterator[StatusEvent]:
    """Yield the amendment of each edition of a law or regulation from the day when the next one takes effect.

    If that day is in the decision that made the next edition, it is also the day when that is in force. If it
    is unknown, it is the date of the next edition, when that was adopted (source `edition_date`).
    `editions` are sorted by title and date; those of one date are copies. So are those of two corpora for
    which `are_copies` holds, given their ids. `begins` are the days when documents take effect, by id;
    `scopes` are the publishers of local ones, whose titles other places also use. A law as amended repeats
    the day of its first edition (自2008年8月1日起施行), so the day in the decision that amended it counts,
    too: `amendments` by the id of the edition before.
    """
    by_name: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.date and not search_status("no_edition", edition.name):
            by_name[edition.name, scopes.get(edition.id, "")].append(edition)

    def is_copy(edition: Edition, other: Edition) -> bool:
        return edition.corpus != other.corpus and are_copies(edition.id, other.id)

    for group in by_name.values():
        for edition in group:
            replacing = (other for other in group if _is_replaced(edition, other, begins))
            later = next((other for other in replacing if not is_copy(edition, other)), None)
            if later:
                decided = [one for one in amendments.get(edition.id, ()) if one.makes(later)]
                since = max(later.date, begins.get(later.id, ""), *(one.since for one in decided))
                is_known = bool(decided) or begins.get(later.id, "") >= later.date
                source: StatusSource = "edition" if is_known else "edition_date"
                yield StatusEvent(edition.id, since, "amended", source, later.id)
                for one in decided:
                    if one.since == since > later.date:
                        yield StatusEvent(later.id, since, "in_force", "amendment", one.decision_id)


def _is_replaced(edition: Edition, other: Edition, begins: Mapping[str, str]) -> bool:
    """Return whether another edition is later, and not a copy dated by another day.

    Copies are dated by the day of passing or of publication: both take effect on the same later day.
    """
    first, second = begins.get(edition.id), begins.get(other.id)
    if first and first == second and first >= other.date:
        return False
    return is_before(edition.date, other.date)


def _are_copies(store: Store, one: str, other: str) -> bool:
    """Return whether two documents, given by id, have the same articles, or without articles the same text.

    The last article is not compared: what a site puts below a text is stored with it.
    """
    return _compared_text(store, one) == _compared_text(store, other)


def _compared_text(store: Store, document_id: str) -> str:
    """Return the articles of a document without the last one, folded; its whole text if it has none."""
    passages = running_passages(store, document_id)
    articles = [one.text for one in split_articles(passages).values()][:-1]
    return fold_unspaced("".join(articles or [one.text for one in passages]))
