"""The internal form of all references: an item of CSL JSON (Citation Style Language, schema 1.0.2).

Field names are those of the schema. Data without a CSL field (the title in the other language, English names
of issuers, the place of a passage) are in `custom`, which the schema reserves for this.
"""

from __future__ import annotations

from typing import TypedDict

from flows.text import count_han


class CslName(TypedDict):
    """A name that is not split into given and family name: that of a body."""

    literal: str


# {"date-parts": [[2015, 5, 8]]}; unknown month and day are left out.
CslDate = TypedDict("CslDate", {"date-parts": list[list[int]]})

CslCustom = TypedDict(
    "CslCustom",
    {
        "kind": str,  # one of flows.corpus.metadata.KINDS, or ""
        "title-zh": str,
        "title-en": str,
        "issuers-en": list[str],  # one per author, "" for a body without a known English name
        "document": str,
        "content": str,  # the id of title and text, the same in every store
        "record": str,
        "sha256": str,
        "passage": str,
        "paragraph": int,  # number of the passage in the text, from 1; absent for the title
        "start": int,  # of the passage, in code points of the document's text
        "end": int,
        "article": str,  # 第十二条, as written; else ""
    },
    total=False,
)

CslItem = TypedDict(
    "CslItem",
    {
        "id": str,
        "type": str,
        "title": str,
        "author": list[CslName],
        "authority": str,
        "container-title": str,
        "number": str,
        "issued": CslDate,
        "accessed": CslDate,
        "URL": str,
        "language": str,
        "note": str,
        "custom": CslCustom,
    },
    total=False,
)


def read_date(value: str) -> CslDate:
    """Return an ISO date, month or year as a date of CSL."""
    return {"date-parts": [[int(part) for part in value[:10].split("-")]]}


def show_date(date: CslDate) -> str:
    """Return a date of CSL as an ISO date, month or year."""
    year, *rest = date["date-parts"][0]
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def is_chinese(title: str) -> bool:
    """Return whether a title is Chinese; an English one may quote a Chinese term."""
    return count_han(title) * 2 > sum(character.isascii() and character.isalpha() for character in title)


def day_of(item: CslItem) -> str:
    """Return when an item was issued, as an ISO date, month or year; "" if unknown."""
    if "issued" not in item:
        return ""
    return show_date(item["issued"])


def other_title(item: CslItem) -> str:
    """Return the title in the other language, "" if unknown."""
    custom = item["custom"]
    if is_chinese(item["title"]):
        return custom["title-en"]
    return custom["title-zh"]


def names_of(item: CslItem) -> list[str]:
    """Return the issuers of an item, in order; empty if unknown."""
    return [name["literal"] for name in item.get("author", [])]
