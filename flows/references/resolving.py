"""Match the names in citations with stored documents, and with each other."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import lru_cache

from flows.annotation import is_generic, official_key
from flows.store.documents import NamedDocument
from flows.store.facts import StoredCitation
from flows.text import has_han, split_key

# From this many documents on, a name is a series (such as a yearly report), not the editions of one document.
_SERIES = 5
# The report given each year, and the month in which the people's congress meets.
_REPORTS = ("政府工作报告", "Government Work Report", "Work of the Government")
_YEARLY, _SESSION = "work-report", "03"
# A number without its issuer, such as 〔2015〕28号, belongs to many documents.
_WITHOUT_ISSUER = "〔"
# The year of an edition in a title: （2015年版）, (2021版), （2019年本）, (2018 Edition). A law as amended
# （2018年修正） is still that law.
_EDITION = re.compile(
    r"[(（]\s?((?:19|20)\d{2})\s?(?:年\s?)?(?:修[订正])?[版本]\s?[)）]"
    r"|\(((?:19|20)\d{2}) (?:edition|version)\)",
    re.IGNORECASE,
)
# Kinds of documents that may be named after another one: 示范部发布《样例办法》.
_ABOUT_OTHERS = ("news", "commentary", "analysis")
_OF_ITS_OWN = ("issuing", "amending")
_ENDING = "repealing"  # a document repeals only older ones
_CACHED = 65_536  # titles cached with their editions


@lru_cache(_CACHED)
def edition_of(title: str) -> str:
    """Return the year of the edition that a title names, or ""."""
    match = _EDITION.search(title)
    return (match[1] or match[2]) if match else ""


def names_itself(citation: StoredCitation, edition: str) -> bool:
    """Return whether a document in another language than its title names its own edition.

    The Guidelines (2015 Edition) with a Chinese text name themselves 《指南（2015年版）》. Without the year,
    the editions that they issue or amend are their own. `edition` is the one that the citation states or
    means.
    """
    is_foreign = has_han(citation.citing) != has_han(citation.text)
    if not edition or not is_foreign or edition_of(citation.citing) != edition:
        return False
    return bool(edition_of(citation.text)) or citation.relation in _OF_ITS_OWN


def cited_keys(citation: StoredCitation) -> set[str]:
    """Return the names by which the cited document may be found."""
    given = (citation.number, official_key(citation.text), citation.concept, citation.title)
    return {name for name in given if name}


class Resolver:
    """Matches names in citations with stored documents: number first, then event, concept, title.

    An event identifies a text in both languages: the 20th Congress, the 14th plan, the people's congress of a
    year. Several stored documents may share a name: the editions of a law, or a yearly report. The last one
    dated no later than the citing document is meant. If all are later, it is the first of a few editions, and
    none of a yearly series. What a document repeals is older than itself. A document never cites itself. If
    a title names its edition, a citation of another edition does not match it, nor does an edition dated
    later than the citing document.
    """

    def __init__(self, names: Iterable[NamedDocument]) -> None:
        self._by_name: dict[tuple[str, str], list[NamedDocument]] = defaultdict(list)
        self._numbers: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for name in names:
            self._by_name[name.kind, name.name].append(name)
            if name.kind == "number" and (parts := _number_in_year(name.name)):
                self._numbers[name.document_id].add(parts[1:])

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
            if citation.relation == _ENDING and kind != "number":
                found = earlier = [one for one in earlier if not one.date or one.date != citation.date]
            if earlier:
                return earlier[-1]
            if found and (kind == "number" or len(found) < _SERIES):
                return found[0]
        return None

    def _others(self, kind: str, name: str, citation: StoredCitation) -> list[NamedDocument]:
        """Return the documents of this name, except the citing one.

        News about one are returned only if there is no other.
        """
        named = self._by_name.get((kind, name), [])
        found = [
            document
            for document in named
            if document.document_id != citation.document_id and _may_be_edition(document, citation)
        ]
        return [document for document in found if document.document_kind not in _ABOUT_OTHERS] or found

    def _find_yearly(self, event: str, citation: StoredCitation) -> NamedDocument | None:
        """Return the report of the year that the citation names, else of the citing year or the previous one.

        In a report on the work of a government, the name means that government's own report.
        """
        if any(word in citation.citing for word in _REPORTS):
            return None
        found = [
            document
            for document in self._others("event", event, citation)
            if _is_yearly_of(document.date, citation.date, event)
        ]
        return found[-1] if found else None

    def has_number(self, citation: StoredCitation, document_id: str) -> bool:
        """Return whether a document has the full number in a citation, and its title, if it has one."""
        if not citation.number or is_bare(citation.number):
            return False
        given = [("number", citation.number)]
        if citation.title:
            given.append(("title", citation.title))
        named = ({one.document_id for one in self._by_name.get(name, ())} for name in given)
        return all(document_id in found for found in named)

    def find_numbered(self, citation: StoredCitation) -> list[NamedDocument]:
        """Return the other documents with the full number in a citation: a text and its translation."""
        if not citation.number or is_bare(citation.number):
            return []
        named = self._by_name.get(("number", citation.number), ())
        return [one for one in named if one.document_id != citation.document_id]

    def _ends_own_number(self, citation: StoredCitation) -> bool:
        """Return whether a number without a Chinese series is the end of the citing document's own number."""
        parts = _number_in_year(citation.number)
        if parts is None or citation.title or has_han(parts[0]):
            return False
        return parts[1:] in self._numbers.get(citation.document_id, set())

    def is_own(self, citation: StoredCitation) -> bool:
        """Return whether the citation is a document's own name in its own text.

        Its number may lack the series there, or have it in pinyin: Yang Ke Fa [2023] No. 66.
        """
        if self._ends_own_number(citation):
            return True
        return any(
            document.document_id == citation.document_id
            for kind, name in (
                ("number", citation.number),
                ("title", citation.title),
                ("event", official_key(citation.text)),
            )
            if name
            for document in self._by_name.get((kind, name), [])
            if edition_of(citation.text) in ("", edition_of(document.title)) or not edition_of(document.title)
        )


def _number_in_year(key: str) -> tuple[str, int, int] | None:
    """Return a number key split into series, year and number; None for other texts, and without a year."""
    parts = split_key(key)
    if parts is None or not parts[1]:
        return None
    return parts


def _may_be_edition(document: NamedDocument, citation: StoredCitation) -> bool:
    """Return whether a stored document may be the edition that a citation names, or means by its date.

    An edition may be published in the year before or after the one in its name.
    """
    stated, own = edition_of(citation.text), edition_of(document.title)
    if stated and own:
        return stated == own
    if stated:
        return not document.date or abs(int(document.date[:4]) - int(stated)) <= 1
    return not own or _is_no_later(document.date, citation.date)


class KeyFinder:
    """Finds a single key for all names of a document that is not stored: event, concept, number or title.

    The editions of a title are separate documents. A citation without an edition means the last one cited
    anywhere that is no later than the citing document.
    """

    def __init__(self, citations: Iterable[StoredCitation]) -> None:
        concepts: dict[str, Counter[str]] = defaultdict(Counter)
        numbers: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        editions: dict[str, set[str]] = defaultdict(set)
        for citation in citations:
            edition = edition_of(citation.text)
            for name in filter(None, (citation.title, citation.number)):
                if citation.concept:
                    concepts[name][citation.concept] += 1
            if citation.title and citation.number and not is_bare(citation.number):
                numbers[citation.title, edition][citation.number] += 1
            if citation.title and edition:
                editions[citation.title].add(edition)
        self._concepts = {name: counts.most_common(1)[0][0] for name, counts in concepts.items()}
        # A title that occurs with several numbers (修改《X》的决定) does not identify any of them.
        self._numbers = {name: next(iter(counts)) for name, counts in numbers.items() if len(counts) == 1}
        self._editions = {title: sorted(years) for title, years in editions.items()}

    def find(self, citation: StoredCitation) -> str:
        """Return the key of the document that a citation names."""
        edition = self.edition(citation)
        number = citation.number or self._numbers.get((citation.title, edition), "")
        if (event := official_key(citation.text)) and event != _YEARLY:
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


def _is_yearly_of(date: str, citing: str, name: str) -> bool:
    """Return whether a yearly report of this date may be meant; the national one is given in March.

    A report without a year in its name is that of the citing year, or of the previous one.
    """
    month = date[5:7]
    if month and month < _SESSION:
        return False  # a province's report
    if name != _YEARLY:
        return True
    given = f"{date[:4]}-{_SESSION}"
    return bool(date and citing) and given <= f"{citing[:7]:-<7}" and int(citing[:4]) - int(date[:4]) <= 1


def is_bare(number: str) -> bool:
    """Return whether a document number lacks its issuer."""
    return number.startswith(_WITHOUT_ISSUER)


def _is_no_later(date: str, other: str) -> bool:
    """Return whether a document of one date may be cited by one of the other; an unknown date may be any."""
    return not date or not other or date <= other
