"""Matching the names in citations with stored documents, and with one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flows.annotation import official_key
from flows.store import NamedDocument, StoredCitation

# As many documents of one name are a series (a report of every year), not the editions of one document.
_SERIES = 5
# The report that is given each year, and the month of the session of the people's congress.
_REPORTS = ("政府工作报告", "Government Work Report", "Work of the Government")
_DRAFT = "草案"
_YEARLY, _SESSION = "work-report", "03"
# A number without its issuer, such as 〔2015〕28号, belongs to many documents.
_WITHOUT_ISSUER = "〔"


@cache
def generic_titles() -> frozenset[str]:
    """Return the titles that name no document by themselves: 《办法》, 《实施细则》."""
    lines = Path(__file__).with_name("generic_titles.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(title for line in lines if not line.startswith("#") for title in line.split())


def is_generic(title: str) -> bool:
    """Return whether a normalised title names no document by itself, nor does it as a draft."""
    return title.removesuffix(_DRAFT) in generic_titles()


def cited_keys(citation: StoredCitation) -> set[str]:
    """Return the names by which the document of a citation may be found."""
    given = (citation.number, official_key(citation.text), citation.concept, citation.title)
    return {name for name in given if name}


class Resolver:
    """Matches the names in a citation with stored documents: number first, then event, concept, title.

    The event is what a text is cited by in both languages: the 20th Congress, the 14th plan, the people's
    congress of a year.
    Several stored documents may bear a name: the editions of a law, a report of every year. The last one
    dated no later than the citing document is meant. Where all are later, it is the first of a few editions,
    and none of a yearly series. A document never cites itself.
    """

    def __init__(self, names: Iterable[NamedDocument]) -> None:
        self._by_name: dict[tuple[str, str], list[NamedDocument]] = defaultdict(list)
        for name in names:
            self._by_name[name.kind, name.name].append(name)

    def find(self, citation: StoredCitation) -> NamedDocument | None:
        """Return the stored document that this citation names, or None."""
        event = official_key(citation.text)
        if event.startswith(_YEARLY):
            return self._find_yearly(event, citation)
        for kind, name in (
            ("number", citation.number),
            ("event", event),
            ("concept", citation.concept),
            ("title", citation.title),
        ):
            if not name or is_generic(name) or (kind == "number" and is_bare(name)):
                continue
            found = self._others(kind, name, citation)
            earlier = [document for document in found if _is_no_later(document.date, citation.date)]
            if earlier:
                return earlier[-1]
            if found and (kind == "number" or len(found) < _SERIES):
                return found[0]
        return None

    def _others(self, kind: str, name: str, citation: StoredCitation) -> list[NamedDocument]:
        """Return the documents of this name other than the citing one."""
        named = self._by_name.get((kind, name), [])
        return [document for document in named if document.document_id != citation.document_id]

    def _find_yearly(self, event: str, citation: StoredCitation) -> NamedDocument | None:
        """Return the report of the year that the citation names, else of the citing year or the one before.

        What is called so in a report on the work of a government is that government's own.
        """
        if any(word in citation.citing for word in _REPORTS):
            return None
        found = [
            document
            for document in self._others("event", event, citation)
            if _is_yearly_of(document.date, citation.date, event)
        ]
        return found[-1] if found else None

    def is_own(self, citation: StoredCitation) -> bool:
        """Return whether the citation is a document's own name in its own text."""
        return any(
            document.document_id == citation.document_id
            for kind, name in (
                ("number", citation.number),
                ("title", citation.title),
                ("event", official_key(citation.text)),
            )
            if name
            for document in self._by_name.get((kind, name), [])
        )


class KeyFinder:
    """Finds one key for all names of a document that is not stored: event, concept, number or title."""

    def __init__(self, citations: Iterable[StoredCitation]) -> None:
        concepts: dict[str, Counter[str]] = defaultdict(Counter)
        numbers: dict[str, Counter[str]] = defaultdict(Counter)
        for citation in citations:
            for name in filter(None, (citation.title, citation.number)):
                if citation.concept:
                    concepts[name][citation.concept] += 1
            if citation.title and citation.number and not is_bare(citation.number):
                numbers[citation.title][citation.number] += 1
        self._concepts = {name: counts.most_common(1)[0][0] for name, counts in concepts.items()}
        # A title that occurs with several numbers (修改《X》的决定) does not name one of them.
        self._numbers = {title: next(iter(counts)) for title, counts in numbers.items() if len(counts) == 1}

    def find(self, citation: StoredCitation) -> str:
        """Return the key of the document that a citation names."""
        number = citation.number or self._numbers.get(citation.title, "")
        if (event := official_key(citation.text)) and event != _YEARLY:
            return event
        concept = citation.concept or self._concepts.get(citation.title, "") or self._concepts.get(number, "")
        return concept or number or citation.title


def _is_yearly_of(date: str, citing: str, name: str) -> bool:
    """Return whether a yearly report of this date may be meant; the national one is given in March.

    One without its year in its name is that of the citing year, or of the year before.
    """
    month = date[5:7]
    if month and month < _SESSION:
        return False  # a province's
    if name != _YEARLY:
        return True
    given = f"{date[:4]}-{_SESSION}"
    return bool(date and citing) and given <= f"{citing[:7]:-<7}" and int(citing[:4]) - int(date[:4]) <= 1


def is_bare(number: str) -> bool:
    """Return whether a document number lacks its issuer."""
    return number.startswith(_WITHOUT_ISSUER)


def _is_no_later(date: str, other: str) -> bool:
    """Return whether a document of this date may be cited by one of the other; an unknown date may be any."""
    return not date or not other or date <= other
