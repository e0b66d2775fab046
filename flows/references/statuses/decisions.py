"""Repeals, amendments, extensions and suspensions in citations of stored documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from flows.references.citations import Resolver, cited_keys
from flows.references.statuses.concerned import Known, find_concerned
from flows.references.statuses.own import find_date, find_new_end
from flows.references.statuses.ruling import search_status
from flows.references.statuses.suspensions import find_suspensions, list_suspended
from flows.store import Store
from flows.store.documents import Edition, NamedDocument, Status, StatusEvent, document_names, read_texts
from flows.store.facts import StoredCitation
from flows.store.passages import fetch_texts, passage_rowids
from flows.text import fold_unspaced, lazy_pattern

_DECISIVE: dict[str, Status] = {"repealing": "repealed", "amending": "amended"}
_SUSPENDING = ("suspending", "resuming")
_NO_YEAR = "0000"
_YEAR = lazy_pattern(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


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
    yield from list_suspended(find_suspensions(suspending, resolver, known, texts))


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

    A repeal applies to every copy and earlier edition in any corpus, from when the citing document takes
    effect (else its date), or from a later day that the passage states (自…起废止). `texts` are those of the
    citing passages by id. A later edition repeats what the first one repealed then. A citation with only the
    year (《甲办法》（2010年发布）) means no edition of a later year if one of that year is stored; one with
    day or number means the law first published then, as amended since. An undated document is repealed if
    there is no dated one, and the last year in it (`latest` by id) is before the repeal.
    """
    by_name: dict[str, list[Edition]] = defaultdict(list)
    for edition in known.editions:
        by_name[edition.name].append(edition)
    names = {edition.id: edition.name for edition in known.editions}
    begins = known.begins
    for citation in citations:
        since = begins.get(citation.document_id) or citation.date
        status = _DECISIVE[citation.relation]
        if status == "amended":
            since = max(since, citation.date)
        limit = min(since, citation.date)
        until = limit if status == "repealed" else _day_before(limit)
        copies = find_concerned(citation._replace(date=until), resolver, known)
        if not copies or not is_before(copies[0].date or latest[copies[0].document_id], limit):
            continue
        cited = copies[0]
        if status == "amended" and not (cited.date and _amends(citation, cited.name)):
            continue
        concerned = [one.document_id for one in copies]
        if status == "repealed":
            since = max(since, _day_stated(citation, texts.get(citation.passage_id, "")))
            if cited.date and cited.document_id in names:
                concerned = [one for one in concerned if one not in names]
                concerned += _earlier(by_name[names[cited.document_id]], citation, limit)
            numbered = resolver.find_numbered(citation)
            concerned += [one.document_id for one in numbered if is_before(one.date, limit)]
        is_numbered = resolver.has_number(citation, cited.document_id)
        for document in dict.fromkeys(concerned):
            is_open = document != citation.document_id and since > begins.get(document, "")
            if is_open and known.may_end(citation, document, is_numbered=is_numbered):
                yield StatusEvent(
                    document, since, status, "citation", citation.document_id, citation.passage_id
                )


def _earlier(editions: Sequence[Edition], citation: StoredCitation, limit: str) -> list[str]:
    """Return the ids of the editions dated before a day and no later than the year that a citation means."""
    last = _year_meant(citation, editions)
    return [
        edition.id
        for edition in editions
        if edition.date and is_before(edition.date, limit) and edition.date[:4] <= last
    ]


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
        by = (citation.document_id, citation.passage_id)
        for cited in find_concerned(citation._replace(date=_day_before(citation.date)), resolver, known):
            if not is_before(cited.date, citation.date):
                continue
            last = ends.get(cited.document_id)
            known_end = last.since if last else known.ends.get(cited.document_id, "")
            end = find_new_end(text[citation.end :], known_end)
            if not end:
                continue
            yield StatusEvent(cited.document_id, citation.date, "in_force", "citation", *by)
            ends[cited.document_id] = StatusEvent(cited.document_id, end, "expired", "citation", *by)
    yield from ends.values()


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
