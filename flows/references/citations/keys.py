"""Match the names in citations with each other, for documents that are not stored."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from flows.annotation import official_key
from flows.references.citations.editions import edition_of
from flows.references.citations.resolving import WORK_REPORT, is_bare
from flows.store.facts import StoredCitation


class KeyFinder:
    """Finds a single key for all names of a document that is not stored: event, concept, number or title.

    The editions of a title are separate documents. A citation without an edition means the last one cited
    anywhere that is no later than the citing document.
    """

    def __init__(self, citations: Sequence[StoredCitation]) -> None:
        self._concepts = _concepts_by_name(citations)
        self._numbers = _numbers_by_title(citations)
        self._editions = _editions_by_title(citations)

    def find(self, citation: StoredCitation) -> str:
        """Return the key of the document that a citation names."""
        edition = self.edition(citation)
        number = citation.number or self._numbers.get((citation.title, edition), "")
        if (event := official_key(citation.text)) and event != WORK_REPORT:
            return event
        concept = citation.concept or self._concepts.get(citation.title, "") or self._concepts.get(number, "")
        if number and not concept:
            return number
        return " ".join(filter(None, (concept or citation.title, edition)))

    def edition(self, citation: StoredCitation) -> str:
        """Return the year of the edition that a citation names or means, or ""."""
        known = self._editions.get(citation.title, [])
        past = (year for year in reversed(known) if year <= citation.date[:4])
        return edition_of(citation.text) or next(past, "")


def _concepts_by_name(citations: Iterable[StoredCitation]) -> dict[str, str]:
    """Return the most frequent concept of each title and number."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for citation in citations:
        for name in filter(None, (citation.title, citation.number)):
            if citation.concept:
                counted[name][citation.concept] += 1
    return {name: counts.most_common(1)[0][0] for name, counts in counted.items()}


def _numbers_by_title(citations: Iterable[StoredCitation]) -> dict[tuple[str, str], str]:
    """Return the number of each (title, edition) that occurs with only one.

    A title that occurs with several (修改《X》的决定) does not identify any of them.
    """
    known: dict[tuple[str, str], set[str]] = defaultdict(set)
    for citation in citations:
        if citation.title and citation.number and not is_bare(citation.number):
            known[citation.title, edition_of(citation.text)].add(citation.number)
    return {name: next(iter(numbers)) for name, numbers in known.items() if len(numbers) == 1}


def _editions_by_title(citations: Iterable[StoredCitation]) -> dict[str, list[str]]:
    """Return the years of the editions with which each title occurs, in order."""
    known: dict[str, set[str]] = defaultdict(set)
    for citation in citations:
        edition = edition_of(citation.text)
        if citation.title and edition:
            known[citation.title].add(edition)
    return {title: sorted(years) for title, years in known.items()}
