"""Repeals, amendments, extensions and suspensions in citations of stored documents."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.references.citations import Resolver, cited_keys
from flows.references.statuses.authors import Author
from flows.references.statuses.own import find_date, find_new_end
from flows.references.statuses.ruling import search_status
from flows.references.statuses.suspensions import find_suspensions, list_suspended
from flows.store import Store
from flows.store.documents import Edition, NamedDocument, Status, StatusEvent, document_names, read_texts
from flows.store.facts import StoredCitation
from flows.store.passages import fetch_texts, passage_rowids
from flows.text import fold_unspaced

_DECISIVE: dict[str, Status] = {"repealing": "repealed", "amending": "amended"}
_SUSPENDING = ("suspending", "resuming")
_NO_YEAR = "0000"
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Known:
    """The stored documents that decide, and those that are decided upon.

    `begins` and `ends` are the days when documents take effect and end by their own texts; `editions` are
    sorted by corpus, title and date.
    """

    authors: Mapping[str, Author]
    editions: Sequence[Edition]
    begins: Mapping[str, str]
    ends: Mapping[str, str]


def find_events_by_citations(
    store: Store, deciding: Sequence[StoredCitation], known: Known
) -> Iterator[StatusEvent]:
    """Yield what citations decide (repeal, amend, extend, suspend), by authors who may decide it."""
    if not deciding:
        return
    names = document_names(store, sorted({name for one in deciding for name in cited_keys(one)}))
    resolver = Resolver(names)
    rows = passage_rowids(store, list(dict.fromkeys(one.passage_id for one in deciding)))
    read = dict(fetch_texts(store, list(rows.values())))
    texts = {passage: read[row] for passage, row in rows.items()}
    extending = [one for one in deciding if _is_extension(one, texts.get(one.passage_id, ""))]
    suspending = [one for one in deciding if one.relation in _SUSPENDING]
    others = set(deciding).difference(extending, suspending)
    latest = _last_years(store, names)
    yield from find_decisions([one for one in deciding if one in others], resolver, known, texts, latest)
    yield from find_extensions(extending, resolver, known, texts)
    yield from list_suspended(
        (document, one)
        for document, one, is_numbered in find_suspensions(suspending, resolver, known.begins, texts)
        if _may_end(known, one.by, document, is_numbered=is_numbered)
    )


def _last_years(store: Store, names: Iterable[NamedDocument]) -> dict[str, str]:
    """Return the last year that each undated document names anywhere, by id; _NO_YEAR if it names none."""
    undated = {one.document_id: one for one in names if not one.date}
    found = {}
    for document in read_texts(store, sorted(undated)):
        own = undated[document.id]
        years = _YEAR.findall(f"{own.title} {own.document_number} {document.text}")
        found[document.id] = max(years, default=_NO_YEAR)
    return found


def is_before(date: str, other: str) -> bool:
    """Return whether a date is certainly before another; either may be a year or month."""
    length = min(len(date), len(other))
    return date[:length] < other[:length]


def find_decisions(
    citations: Iterable[StoredCitation],
    resolver: Resolver,
    known: Known,
    texts: Mapping[str, str],
    latest: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield the repeals and amendments in citations of stored documents dated before the citing one.

    A repeal applies to every earlier edition, from when the citing document takes effect (else its date), or
    from a later day that the passage states (自…起废止). `texts` are those of the citing passages by id. A
    later edition repeats what the first one repealed then. A citation with only the year
    (《甲办法》（2010年发布）) means no edition of a later year if one of that year is stored; one with day or
    number means the law first published then, as amended since. An undated document is repealed if there is
    no dated one, and the last year in it (`latest` by id) is before the repeal.
    """
    names = {edition.id: (edition.corpus, edition.name) for edition in known.editions}
    by_name: dict[tuple[str, str], list[Edition]] = defaultdict(list)
    for edition in known.editions:
        by_name[edition.corpus, edition.name].append(edition)
    begins = known.begins
    for citation in citations:
        since = begins.get(citation.document_id) or citation.date
        status = _DECISIVE[citation.relation]
        if status == "amended":
            since = max(since, citation.date)
        limit = min(since, citation.date)
        until = limit if status == "repealed" else _day_before(limit)
        cited = resolver.find(citation._replace(date=until))
        if cited is None or not is_before(cited.date or latest[cited.document_id], limit):
            continue
        if status == "amended" and not (cited.date and _amends(citation, cited.name)):
            continue
        if status == "repealed":
            since = max(since, _day_stated(citation, texts.get(citation.passage_id, "")))
        concerned = [cited.document_id]
        if status == "repealed" and cited.date and cited.document_id in names:
            group = by_name[names[cited.document_id]]
            last = _year_meant(citation, group)
            concerned = [
                edition.id
                for edition in group
                if edition.date and is_before(edition.date, limit) and edition.date[:4] <= last
            ]
        if status == "repealed":
            numbered = [one for one in resolver.find_numbered(citation) if is_before(one.date, limit)]
            concerned = list(dict.fromkeys((*concerned, *(one.document_id for one in numbered))))
        is_numbered = resolver.has_number(citation, cited.document_id)
        for document in concerned:
            is_open = document != citation.document_id and since > begins.get(document, "")
            if is_open and _may_end(known, citation, document, is_numbered=is_numbered):
                yield StatusEvent(
                    document, since, status, "citation", citation.document_id, citation.passage_id
                )


def find_extensions(
    citations: Iterable[StoredCitation],
    resolver: Resolver,
    known: Known,
    texts: Mapping[str, str],
) -> Iterator[StatusEvent]:
    """Yield when documents were extended by others, and when they end by the last of these (有效期延长至…).

    `texts` are those of the citing passages by id.
    """
    ends: dict[str, StatusEvent] = {}
    for citation in citations:
        text = texts.get(citation.passage_id, "")
        if search_status("not_extended", text[: citation.start]):
            continue
        cited = resolver.find(citation._replace(date=_day_before(citation.date)))
        if cited is None or not is_before(cited.date, citation.date):
            continue
        is_numbered = resolver.has_number(citation, cited.document_id)
        if not _may_end(known, citation, cited.document_id, is_numbered=is_numbered):
            continue
        last = ends.get(cited.document_id)
        end = find_new_end(
            text[citation.end :], last.since if last else known.ends.get(cited.document_id, "")
        )
        if not end:
            continue
        by = (citation.document_id, citation.passage_id)
        yield StatusEvent(cited.document_id, citation.date, "in_force", "citation", *by)
        ends[cited.document_id] = StatusEvent(cited.document_id, end, "expired", "citation", *by)
    yield from ends.values()


def _may_end(known: Known, citation: StoredCitation, document: str, *, is_numbered: bool) -> bool:
    """Return whether the author of a citing document may decide upon another one."""
    author = known.authors.get(document)
    return author is not None and known.authors[citation.document_id].may_end(author, is_numbered=is_numbered)


def _day_stated(citation: StoredCitation, text: str) -> str:
    """Return the day from which a text repeals what it cites, or "" if it states none."""
    after = find_date("repealed_from", text[citation.end :])
    return after or find_date("repealing_from", text[: citation.start])


def _is_extension(citation: StoredCitation, text: str) -> bool:
    """Return whether a text says of what it cites that it is valid for longer, or should or should not be."""
    if citation.relation != "amending":
        return False
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
