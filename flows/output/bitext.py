"""Aligned texts as JSON Lines, as a table, and as TMX for translation tools."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from flows import __version__
from flows.alignment.pairing import ExportedLink
from flows.text import lazy_pattern

BITEXT_COLUMNS = ("zh", "en", "score", "zh_text", "en_text")
_BREAK = lazy_pattern(r"[\t\r\n\v\f\u2028\u2029]+")
# Characters that XML 1.0 does not allow, even escaped.
_NO_XML = lazy_pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Bitext(NamedTuple):
    """Linked text of both languages; one is empty if only the other side has it.

    `zh` and `en` identify its units: numbers from 0, or places in passages. `properties` are passed to
    translation tools besides the score.
    """

    zh: tuple[int | str, ...]
    en: tuple[int | str, ...]
    zh_text: str
    en_text: str
    score: float
    properties: Mapping[str, str] = {}


def pair_bitexts(links: Iterable[ExportedLink]) -> Iterator[Bitext]:
    """Yield the valid links of stored pairs, with their pair and how it is known."""
    for link in links:
        if link.alignment == "linked":
            yield Bitext(
                tuple(span.place for span in link.zh),
                tuple(span.place for span in link.en),
                link.zh_text,
                link.en_text,
                link.score or 0.0,
                {
                    "pair": link.pair.id,
                    "known-by": link.pair.known_by,
                    "status": link.pair.status,
                    "zh": "|".join(span.place for span in link.zh),
                    "en": "|".join(span.place for span in link.en),
                },
            )


def bitext_rows(links: Iterable[Bitext]) -> Iterator[dict[str, object]]:
    """Yield one row per link for JSON: lists of units, both texts, the score to four digits."""
    for link in links:
        yield {
            "zh": list(link.zh),
            "en": list(link.en),
            "zh_text": link.zh_text,
            "en_text": link.en_text,
            "score": round(link.score, 4),
        }


def bitext_lines(links: Iterable[Bitext]) -> Iterator[str]:
    """Return the lines of a TSV table with a header; line breaks and tabs in texts become spaces."""
    rows = (
        {
            "zh": " ".join(map(str, link.zh)),
            "en": " ".join(map(str, link.en)),
            "score": f"{link.score:.4f}",
            "zh_text": link.zh_text,
            "en_text": link.en_text,
        }
        for link in links
    )
    return tab_lines(rows, BITEXT_COLUMNS)


def tab_lines(rows: Iterable[Mapping[str, object]], columns: Sequence[str]) -> Iterator[str]:
    """Yield the lines of a TSV table with a header; line breaks and tabs in texts become spaces."""
    yield "\t".join(columns)
    for row in rows:
        values = ("" if row[name] is None else str(row[name]) for name in columns)
        yield "\t".join(_BREAK.sub(" ", value) for value in values)


def tmx_lines(links: Iterable[Bitext]) -> Iterator[str]:
    """Yield the lines of a TMX 1.4b document: one translation unit per link with both sides.

    Follows the LISA OSCAR specification of TMX 1.4b (2005), level 1.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<tmx version="1.4">'
    yield (
        f'<header creationtool="zhengce" creationtoolversion={quoteattr(__version__)} segtype="sentence" '
        'o-tmf="zhengce" adminlang="en" srclang="zh-CN" datatype="plaintext"/>'
    )
    yield "<body>"
    for link in links:
        if link.zh and link.en:
            more = "".join(_property(kind, value) for kind, value in link.properties.items())
            yield "<tu>" + _property("score", f"{link.score:.4f}") + more
            yield _variant("zh-CN", link.zh_text)
            yield _variant("en", link.en_text)
            yield "</tu>"
    yield "</body>"
    yield "</tmx>"


def _property(kind: str, value: str) -> str:
    return f"<prop type={quoteattr(f'x-zhengce-{kind}')}>{_clean(value)}</prop>"


def _variant(language: str, text: str) -> str:
    return f'<tuv xml:lang="{language}"><seg>{_clean(text)}</seg></tuv>'


def _clean(text: str) -> str:
    return escape(_NO_XML.sub("\ufffd", text))
