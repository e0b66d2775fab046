"""Match the names in citations with stored documents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from flows.annotation import is_generic, official_key
from flows.references.citations.editions import edition_of, is_no_later, is_same_edition, may_be_edition
from flows.store.documents import NamedDocument
from flows.store.facts import StoredCitation
from flows.text import has_han, split_key

# From this many documents on, a name is a series (such as a yearly report), not the editions of one document.
SERIES = 5
# The report given each year, and the month in which the people's congress meets.
_REPORTS = ("政府工作报告", "Government Work Report", "Work of the Government")
WORK_REPORT, _SESSION = "work-report", "03"
# A number without its issuer, such as 〔2015〕28号, belongs to many documents.
_WITHOUT_ISSUER = "〔"
# Kinds of documents that may be named after another one: 示范部发布《样例办法》.
ABOUT_OTHERS = ("news", "commentary", "analysis")
_ENDING = "repealing"  # a document repeals only older ones


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
        found = self.find_all(citation)
        return found[-1] if found else None

    def find_all(self, citation: StoredCitation) -> list[NamedDocument]:
        """Return the stored documents that this citation may name by its date, the one it means last."""
        event = official_key(citation.text)
        if event.startswith(WORK_REPORT):
            return self._find_yearly(event, citation)
        names = _names_in(citation)
        found = (self._find_named(kind, name, citation) for kind, name in names if not is_generic(name))
        return next(filter(None, found), [])

    def _find_named(self, kind: str, name: str, citation: StoredCitation) -> list[NamedDocument]:
        """Return the documents of this name that a citation may mean by its date, earliest first."""
        named = self._others(kind, name, citation)
        earlier = [document for document in named if is_no_later(document.date, citation.date)]
        if citation.relation == _ENDING and kind != "number":
            return [document for document in earlier if not document.date or document.date != citation.date]
        if earlier:
            return earlier
        is_series = kind != "number" and len(named) >= SERIES
        return [] if is_series else named[:1]

    def _others(self, kind: str, name: str, citation: StoredCitation) -> list[NamedDocument]:
        """Return the documents of this name, except the citing one.

        News about one are returned only if there is no other.
        """
        named = self._by_name.get((kind, name), [])
        found = [
            document
            for document in named
            if document.document_id != citation.document_id and may_be_edition(document, citation)
        ]
        return [document for document in found if document.document_kind not in ABOUT_OTHERS] or found

    def _find_yearly(self, event: str, citation: StoredCitation) -> list[NamedDocument]:
        """Return the reports of the year that the citation names, else of the citing year and the one before.

        In a report on the work of a government, the name means that government's own report.
        """
        if any(word in citation.citing for word in _REPORTS):
            return []
        return [
            document
            for document in self._others("event", event, citation)
            if _is_yearly_of(document.date, citation.date, event)
        ]

    def has_number(self, citation: StoredCitation, document_id: str) -> bool:
        """Return whether a document has the full number in a citation, and its title, if it has one."""
        if not citation.number or is_bare(citation.number):
            return False
        has_title = not citation.title or self._has_name(document_id, "title", citation.title)
        return has_title and self._has_name(document_id, "number", citation.number)

    def _has_name(self, document_id: str, kind: str, name: str) -> bool:
        return any(one.document_id == document_id for one in self._by_name.get((kind, name), ()))

    def find_numbered(self, citation: StoredCitation) -> list[NamedDocument]:
        """Return the other documents with the full number in a citation: a text and its translation."""
        if not citation.number or is_bare(citation.number):
            return []
        named = self._by_name.get(("number", citation.number), ())
        return [one for one in named if one.document_id != citation.document_id]

    def is_own(self, citation: StoredCitation) -> bool:
        """Return whether the citation is a document's own name in its own text.

        Its number may lack the series there, or have it in pinyin: Yang Ke Fa [2023] No. 66.
        """
        if self._ends_own_number(citation):
            return True
        stated = edition_of(citation.text)
        names = [
            ("number", citation.number),
            ("title", citation.title),
            ("event", official_key(citation.text)),
        ]
        named = (one for kind, name in names if name for one in self._by_name.get((kind, name), ()))
        own = (one for one in named if one.document_id == citation.document_id)
        return any(is_same_edition(stated, edition_of(document.title)) for document in own)

    def _ends_own_number(self, citation: StoredCitation) -> bool:
        """Return whether a number without a Chinese series is the end of the citing document's own number."""
        parts = _number_in_year(citation.number)
        if parts is None or citation.title or has_han(parts[0]):
            return False
        return parts[1:] in self._numbers.get(citation.document_id, set())


def cited_keys(citation: StoredCitation) -> set[str]:
    """Return the names by which the cited document may be found."""
    given = (citation.number, official_key(citation.text), citation.concept, citation.title)
    return {name for name in given if name}


def _names_in(citation: StoredCitation) -> list[tuple[str, str]]:
    """Return the names in a citation by which its document may be stored, as (kind, name), the surest first.

    A number without its issuer is not one of them.
    """
    number = "" if is_bare(citation.number) else citation.number
    names = [
        ("number", number),
        ("event", official_key(citation.text)),
        ("concept", citation.concept),
        ("title", citation.title),
    ]
    return [(kind, name) for kind, name in names if name]


def _number_in_year(key: str) -> tuple[str, int, int] | None:
    """Return a number key split into series, year and number; None for other texts, and without a year."""
    parts = split_key(key)
    if parts is None or not parts[1]:
        return None
    return parts


def _is_yearly_of(date: str, citing: str, name: str) -> bool:
    """Return whether a yearly report of this date may be meant; the national one is given in March.

    A report without a year in its name is that of the citing year, or of the previous one: in 2024-02 it is
    that of 2023, from 2024-03 on that of 2024 or 2023, and for a citing year alone that of the year before.
    """
    month = date[5:7]
    if month and month < _SESSION:
        return False  # a province's report
    if name != WORK_REPORT:
        return True
    if not date or not citing:
        return False
    year = date[:4]
    is_given = f"{year}-{_SESSION}" <= citing[:7]
    return is_given and int(citing[:4]) - int(year) <= 1


def is_bare(number: str) -> bool:
    """Return whether a document number lacks its issuer."""
    return number.startswith(_WITHOUT_ISSUER)
