"""The head of an English translation: a translator's note, then title, source and date of the text.

Centres that translate documents (CSET is one) print these as labelled blocks. A text that has lost its lines
has the same words on one line.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.issuers import are_english_bodies
from flows.text import HAN, lazy_pattern

_HEAD_CHARACTERS = 6_000  # translators' notes have several paragraphs
_OPENING = lazy_pattern(
    r"[\s#*]*(?:(?:unofficial|english|courtesy|informal) )?translation\b(?! (?:of|is|and|services?)\b)"
    r"|[\s#*]*the following (?:document|text) (?:is|was)\b",
    re.IGNORECASE,
)
_DATE = r"(?P<date>[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d{2}|\d{1,2} [A-Z][a-z]{2,8} (?:19|20)\d{2})"
_TITLE = lazy_pattern(
    rf"(?:^|(?<=[.:)”\"])\s|\n)\s*Title\s*:?\s+(?P<title>[“\"‘]?[A-Z0-9][^{HAN}]{{8,260}}?)\s+"
    rf"(?=[“\"《]?[{HAN}]|Original [Tt]itle\b|Authors?\b|Sources?\b)"
)
_AUTHOR = lazy_pattern(
    rf"\sAuthors?\s*:?\s+(?P<author>[A-Z][^(（{HAN}\n]{{3,120}}?)\s*(?=[（(\n{HAN}]|Sources?\b)"
)
_SOURCE = lazy_pattern(rf"(?:^|\s)Sources?\s*:?\s+(?P<source>[^\s].{{2,200}}?),?\s+{_DATE}", re.DOTALL)


class TranslationHead(NamedTuple):
    """The title in English, the ISO date of the source, and the author if that is a body; each may be ""."""

    title: str
    published: str
    publisher: str


def read_translation(text: str) -> TranslationHead:
    """Return the title, date and publisher in the head of a translation; blanks if a text opens otherwise."""
    head = text[:_HEAD_CHARACTERS]
    if not _OPENING.match(head):
        return TranslationHead("", "", "")
    named = _TITLE.search(head)
    title, begin = "", 0
    if named:
        title, begin = " ".join(named["title"].split()).strip('“”"‘’ '), named.end("title")
    dated = _SOURCE.search(head, begin)
    authors = (
        match["author"] for match in _AUTHOR.finditer(head, begin) if are_english_bodies(match["author"])
    )
    return TranslationHead(title, parse_date(dated["date"]) if dated else "", next(authors, ""))
