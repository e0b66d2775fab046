"""Suspensions of documents by others, and when the documents hold again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from flows.annotation.citations import concerns_part
from flows.references.citations import Resolver
from flows.references.statuses.concerned import Known, find_concerned
from flows.references.statuses.ruling import search_status
from flows.references.statuses.terms import read_resumption, read_term
from flows.store.documents import StatusEvent
from flows.store.facts import StoredCitation
from flows.text import fold, lazy_pattern

_SENTENCE_END = lazy_pattern(r"[。；\n]")


class Suspension(NamedTuple):
    """A suspension by another document: its first day, and the first day after it, "" if it is open (ISO)."""

    since: str
    until: str
    by: StoredCitation


def find_suspensions(
    citations: Sequence[StoredCitation],
    resolver: Resolver,
    known: Known,
    texts: Mapping[str, str],
) -> Iterator[tuple[str, Suspension]]:
    """Yield the ids of the documents that each citation suspends or resumes, with when.

    The first day is in the passage (自2025年11月10日起), else it is that on which the citing document takes
    effect. The last day (至2026年11月10日) or the length (一年) may be there, too. A document holds as before
    if only some of its articles are suspended, or only for some places or firms. `texts` are those of the
    citing passages by id.
    """
    for citation in _without_titles(citations, texts):
        text = texts.get(citation.passage_id, "")
        before = _SENTENCE_END.split(text[: citation.start])[-1]
        after = _SENTENCE_END.split(text[citation.end :])[0]
        if search_status("not_extended", before) or _is_partial(before, after):
            continue
        copies = find_concerned(citation, resolver, known)
        if not copies:
            continue
        begun = known.begins.get(citation.document_id) or citation.date
        if citation.relation == "resuming":
            found = Suspension(read_resumption(before, after, begun) or begun, "", citation)
        else:
            term = read_term(before, after, begun)
            found = Suspension(term.since or begun, term.until, citation)
        is_numbered = resolver.has_number(citation, copies[0].document_id)
        concerned = {one.document_id: one for one in (*copies, *resolver.find_numbered(citation))}
        for identifier, document in concerned.items():
            is_decided = known.may_end(citation, identifier, is_numbered=is_numbered)
            if is_decided and document.date <= citation.date:
                yield identifier, found


def _without_titles(
    citations: Sequence[StoredCitation], texts: Mapping[str, str]
) -> Iterator[StoredCitation]:
    """Yield the citations without those in a document's title, if its text decides something, too."""
    titles = {one.passage_id for one in citations if texts.get(one.passage_id, "").strip() == one.citing}
    decided = {one.document_id for one in citations if one.passage_id not in titles}
    yield from (one for one in citations if one.passage_id not in titles or one.document_id not in decided)


def list_suspended(found: Iterable[tuple[str, Suspension]]) -> Iterator[StatusEvent]:
    """Yield when documents are suspended and when they hold again; `found` is in the order of the decisions.

    A later decision replaces the end of an earlier one: a suspension that is extended, or resumed early.
    """
    by_document: dict[str, list[Suspension]] = defaultdict(list)
    for document, one in found:
        terms = by_document[document]
        for place, earlier in enumerate(terms):
            if one.since <= (earlier.until or "9999"):
                terms[place] = earlier._replace(until="")
        terms.append(one)
    for document, terms in by_document.items():
        for term in terms:
            by = (term.by.document_id, term.by.passage_id)
            if term.by.relation == "resuming":
                yield StatusEvent(document, term.since, "in_force", "resumption", *by)
                continue
            yield StatusEvent(document, term.since, "suspended", "citation", *by)
            if term.until:
                yield StatusEvent(document, term.until, "in_force", "resumption", *by)


def _is_partial(before: str, after: str) -> bool:
    """Return whether only a part of a document is concerned, or it is only for some places or firms.

    Citations are not suspensions then, but those of an older version may still be.
    """
    return concerns_part(fold(before).text, fold(after).text)
