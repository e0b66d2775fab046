"""Statuses by other documents: later editions, and citations that repeal or amend."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from flows.corpus.metadata import days_apart
from flows.references.resolving import Resolver, cited_keys
from flows.references.statuses.own import find_new_end
from flows.references.statuses.ruling import EDITED, RULES, lays_down_rules, search_status
from flows.store import Store
from flows.store.documents import (
    Edition,
    Ruling,
    Status,
    StatusEvent,
    are_events_of_others,
    document_names,
    have_other_editions,
    list_editions,
    names_of,
    read_rulings,
)
from flows.store.facts import StoredCitation, deciding_citations
from flows.store.passages import fetch_texts, passage_rowids
from flows.text import fold_unspaced
from flows.text.places import level_of_issuer

_DAYS_TO_PUBLISH = 7  # a decision and the law as amended by it may be dated so many days apart
_DECISIVE: dict[str, Status] = {"repealing": "repealed", "amending": "amended"}


class _Author(NamedTuple):
    """The author of a document: its publisher and level of government, "" if unknown."""

    publisher: str
    level: str
    is_named: bool  # the title names the place, so no other place has a document with this title

    def scope(self) -> str:
        """Return the publisher of a local document whose title other places may also use, else ""."""
        return "" if self.is_named or self.level == "central" else self.publisher

    def may_end(self, other: _Author) -> bool:
        """Return whether this author may repeal or amend the other's documents."""
        if other.level == "central":
            return self.level in ("", "central")
        return other.scope() in ("", self.publisher)


class _Amendment(NamedTuple):
    """The ISO date of a decision that amends a law, and the day from which the amendment applies."""

    date: str
    since: str

    def makes(self, edition: Edition) -> bool:
        """Return whether an edition is the law as amended by this decision: both have nearly one date."""
        return days_apart(self.date, edition.date) <= _DAYS_TO_PUBLISH


def _author_of(ruling: Ruling) -> _Author:
    place = level_of_issuer(ruling.title)
    level = level_of_issuer(ruling.publisher) or place
    return _Author(ruling.publisher, level, place in ("province", "city", "county"))


def concern_others(store: Store, changed: Sequence[str]) -> bool:
    """Return whether a change of these documents may change what documents say of each other's status.

    It may if one of them already has or gives such a status, has another edition, repeals or amends
    something, or has a name that a stored document repeals or amends.
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
    authors = {one.id: _author_of(one) for one in rulings}
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
    decided = list(_decisions_of_others(store, deciding, authors, editions, begins, ends))
    days = {one.document_id: one.date for one in deciding}
    amendments: dict[str, list[_Amendment]] = defaultdict(list)
    for event in decided:
        if event.status == "amended":
            amendments[event.document_id].append(_Amendment(days[event.other_id], event.since))
    yield from find_editions_replaced(editions, begins, scopes, amendments)
    yield from decided


def _decisions_of_others(
    store: Store,
    deciding: Sequence[StoredCitation],
    authors: Mapping[str, _Author],
    editions: Sequence[Edition],
    begins: Mapping[str, str],
    ends: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield the repeals, amendments and extensions in citations by authors who may decide them."""
    if not deciding:
        return
    names = sorted({name for one in deciding for name in cited_keys(one)})
    resolver = Resolver(document_names(store, names))
    changes = [one for one in deciding if one.relation == "amending"]
    rows = passage_rowids(store, [one.passage_id for one in changes])
    read = dict(fetch_texts(store, list(rows.values())))
    texts = {passage: read[row] for passage, row in rows.items()}
    extending = [one for one in changes if _is_extension(one, texts.get(one.passage_id, ""))]
    others = set(deciding).difference(extending)
    decisions = find_decisions([one for one in deciding if one in others], resolver, editions, begins)
    for event in chain(decisions, find_extensions(extending, resolver, texts, ends)):
        known = authors.get(event.document_id)
        if known and authors[event.other_id].may_end(known):
            yield event


def find_editions_replaced(
    editions: Sequence[Edition],
    begins: Mapping[str, str],
    scopes: Mapping[str, str],
    amendments: Mapping[str, Sequence[_Amendment]],
) -> Iterator[StatusEvent]:
    """Yield the amendment of each edition of a law or regulation from the day when the next one takes effect.

    `editions` are sorted by corpus, title and date; those of one date are copies. `begins` are the days when
    documents take effect, by id; `scopes` are the publishers of local ones, whose titles other places also
    use. A law as amended repeats the day of its first edition (自2008年8月1日起施行), so the day in the
    decision that amended it counts, too: `amendments` by the id of the edition before.
    """
    by_name: dict[tuple[str, str, str], list[Edition]] = defaultdict(list)
    for edition in editions:
        if edition.date and not search_status("no_edition", edition.name):
            by_name[edition.corpus, edition.name, scopes.get(edition.id, "")].append(edition)
    for group in by_name.values():
        for edition in group:
            later = next((other for other in group if _is_replaced(edition, other, begins)), None)
            if later:
                decided = (one for one in amendments.get(edition.id, ()) if one.makes(later))
                since = max(later.date, begins.get(later.id, ""), *(one.since for one in decided))
                yield StatusEvent(edition.id, since, "amended", "edition", later.id)


def _is_replaced(edition: Edition, other: Edition, begins: Mapping[str, str]) -> bool:
    """Return whether another edition is later, and not a copy dated by another day.

    Copies are dated by the day of passing or of publication: both take effect on the same later day.
    """
    first, second = begins.get(edition.id), begins.get(other.id)
    if first and first == second and first >= other.date:
        return False
    return _is_before(edition.date, other.date)


def _is_before(date: str, other: str) -> bool:
    """Return whether a date is certainly before another; either may be a year or month."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def find_decisions(
    citations: Iterable[StoredCitation],
    resolver: Resolver,
    editions: Sequence[Edition],
    begins: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield the repeals and amendments in citations of stored documents dated before the citing one.

    A repeal applies to every earlier edition, from when the citing document takes effect (`begins` by id,
    else its date). A later edition repeats what the first one repealed then. A citation with only the year
    (《甲办法》（2010年发布）) means no edition of a later year if one of that year is stored; one with day or
    number means the law first published then, as amended since.
    """
    names = {edition.id: (edition.corpus, edition.name) for edition in editions}
    by_name: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in editions:
        by_name[edition.corpus, edition.name].append(edition)
    for citation in citations:
        since = begins.get(citation.document_id) or citation.date
        status = _DECISIVE[citation.relation]
        if status == "amended":
            since = max(since, citation.date)
        limit = min(since, citation.date)
        cited = resolver.find(citation._replace(date=_day_before(limit)))
        if cited is None or not cited.date or not _is_before(cited.date, limit):
            continue
        if status == "amended" and not _amends(citation, cited.name):
            continue
        concerned = [cited.document_id]
        if status == "repealed" and cited.document_id in names:
            group = by_name[names[cited.document_id]]
            last = _year_meant(citation, group)
            concerned = [
                edition.id
                for edition in group
                if edition.date and _is_before(edition.date, limit) and edition.date[:4] <= last
            ]
        for document in concerned:
            if document != citation.document_id and since > begins.get(document, ""):
                yield StatusEvent(
                    document, since, status, "citation", citation.document_id, citation.passage_id
                )


def find_extensions(
    citations: Iterable[StoredCitation],
    resolver: Resolver,
    texts: Mapping[str, str],
    own_ends: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield when documents were extended by others, and when they end by the last of these (有效期延长至…).

    `texts` are those of the citing passages by id, `own_ends` the days when documents end by their own texts.
    """
    ends: dict[str, StatusEvent] = {}
    end_days = dict(own_ends)
    for citation in citations:
        text = texts.get(citation.passage_id, "")
        if search_status("not_extended", text[: citation.start]):
            continue
        cited = resolver.find(citation._replace(date=_day_before(citation.date)))
        if cited is None or not _is_before(cited.date, citation.date):
            continue
        known = ends.get(cited.document_id)
        end = find_new_end(
            text[citation.end :], known.since if known else own_ends.get(cited.document_id, "")
        )
        if not end:
            continue
        by = (citation.document_id, citation.passage_id)
        yield StatusEvent(cited.document_id, citation.date, "in_force", "citation", *by)
        ends[cited.document_id] = StatusEvent(cited.document_id, end, "expired", "citation", *by)
        end_days[cited.document_id] = end
    yield from ends.values()


def _is_extension(citation: StoredCitation, text: str) -> bool:
    """Return whether a text says of what it cites that it is valid for longer, or should or should not be."""
    after = text[citation.end :]
    return any(search_status(name, after) is not None for name in ("extended", "lengthened"))


def _year_meant(citation: StoredCitation, editions: Sequence[Edition]) -> str:
    """Return the last year of the editions that a citation means: its year if it has only that, else 9999."""
    given = citation.stated_date
    is_stored = any(edition.date[:4] == given for edition in editions)
    return given if len(given) == 4 and is_stored else "9999"


def _amends(citation: StoredCitation, cited: str) -> bool:
    """Return whether a decision amends what it cites: its title says so, of this document or of several."""
    title = citation.citing
    if not search_status("amending", title):
        return False
    return cited in fold_unspaced(title) or search_status("amending_several", title) is not None


def _day_before(day: str) -> str:
    """Return the day before an ISO date; a month or year is returned unchanged."""
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except ValueError:
        return day
