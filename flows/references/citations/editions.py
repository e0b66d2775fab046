"""Editions of documents: the year that a title names, and which edition a citation may mean."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.store.documents import NamedDocument
from flows.store.facts import StoredCitation
from flows.text import has_han, lazy_pattern

# The year of an edition in a title: （2015年版）, (2021版), （2019年本）, (2018 Edition). A law as amended
# （2018年修正） is still that law.
_EDITION = lazy_pattern(
    r"[(（]\s?((?:19|20)\d{2})\s?(?:年\s?)?(?:修[订正])?[版本]\s?[)）]"
    r"|\(((?:19|20)\d{2}) (?:edition|version)\)",
    re.IGNORECASE,
)
_OF_ITS_OWN = ("issuing", "amending")
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


def is_same_edition(stated: str, own: str) -> bool:
    """Return whether two years of editions ("" for none) may be those of one document."""
    return not stated or not own or stated == own


def may_be_edition(document: NamedDocument, citation: StoredCitation) -> bool:
    """Return whether a stored document may be the edition that a citation names, or means by its date.

    An edition may be published in the year before or after the one in its name.
    """
    stated, own = edition_of(citation.text), edition_of(document.title)
    if stated and own:
        return stated == own
    if stated:
        return not document.date or abs(int(document.date[:4]) - int(stated)) <= 1
    return not own or is_no_later(document.date, citation.date)


def is_no_later(date: str, other: str) -> bool:
    """Return whether a document of one date may be cited by one of the other; an unknown date may be any."""
    return not date or not other or date <= other
