"""A reference of a draft to a stored document: a number, a title or an article of a law."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from flows.references import ArticleNumber
from flows.text import lazy_pattern

# What may come between a title and its number.
_BESIDE = lazy_pattern(
    r"(?:(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?|文件|文|号|印发的?|发布的?|公布的?|以下简称[^）)]{1,20}"
    r"|(?:was|were) (?:issued|published|promulgated|released) on"
    r"|issued as|document|as|number|no\.|\d{1,2} [A-Z][a-z]+ \d{4}|[A-Z][a-z]+ \d{1,2}, \d{4}"
    r"|[\s《》〈〉“”’\"'*_（）()\[\]【】,，、;；:：|])*"
)
# Kinds of documents in English titles.
TITLE_KINDS = (
    "Opinions|Measures|Regulations?|Provisions|Notice|Circular|Guidelines?|Decision|Outline|Plan|Strategy"
    "|Catalogue|Rules|Law|Programme|Program|Announcement|Constitution"
)
# Before the source of a quotation, after its words: 来源：《甲》; 摘自《甲》; Source: the Kelp Law.
SOURCE_LABEL = (
    r"(?:(?:资料|文字|引文)?(?:来源|出处|Sources?|From)[*_]{0,2}\s?[:：]"
    r"|(?:以上|上文|全文|转)?(?:摘|引|录|选)自|(?:quoted|excerpted|taken|adapted) from\b)"
)
_CLOSES_LINE = lazy_pattern(r"[ 　]*[）)\]】][^\S\n]*\n")


class ArticlePart(NamedTuple):
    """A paragraph (款) of an article, 0 for none, and an item (项) of it, 0 for the whole paragraph."""

    paragraph: int
    item: int = 0


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in code points of the draft.

    `key` is a number's key or the title as written. `documents` have this name; if there are none,
    `alike` are those with a similar title. `others` have this name too, but are another edition than the
    one named, or are on another meeting of the same kind. `is_claim` is False for a name that only says
    whose words are quoted, and `is_short_name` True for one that the draft introduces. `articles` are the
    numbers in an article reference, `law` the reference to its law, and `parts` its parts of the article;
    if it `is_apart`, the law is named in another sentence. `stated_date` is an ISO date that the draft
    states next to the title, `edition` the same if it is that of an edition, `stated_issuer` the issuer
    stated there.
    """

    kind: Literal["number", "title", "article", "meeting"]
    start: int
    end: int
    key: str = ""
    documents: tuple[str, ...] = ()
    alike: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    is_claim: bool = True
    is_short_name: bool = False
    stated_date: str = ""
    edition: str = ""
    stated_issuer: str = ""
    articles: tuple[ArticleNumber, ...] = ()
    law: Reference | None = None
    parts: tuple[ArticlePart, ...] = ()
    is_apart: bool = False

    @property
    def is_section(self) -> bool:
        """Whether an article is named as a section: Section 12, Sec. 12."""
        return self.kind == "article" and self.key[:3].lower() == "sec"

    @property
    def is_number_alone(self) -> bool:
        """Whether the parts of an English article are only numbers in brackets, such as Article 3(2)."""
        return self.key.isascii() and "para" not in self.key.lower()


def are_beside(text: str, one: Reference, other: Reference) -> bool:
    """Return whether a title and a number (in either order) are next to each other.

    A number in brackets at the end of a line belongs to the words before it, not to a title on the next line.
    """
    first, second = sorted((one, other), key=lambda reference: reference.start)
    gap = text[first.end : second.start]
    if first.kind == "number" and _CLOSES_LINE.match(gap):
        return False
    return len(gap) <= 60 and _BESIDE.fullmatch(gap) is not None


class NamedPart(NamedTuple):
    """A stored title in a text, in code points."""

    start: int
    end: int


class SimilarTitle(NamedTuple):
    """A stored title slightly different from the one searched for, normalised, with its documents."""

    name: str
    documents: list[str]
