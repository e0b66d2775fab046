"""A list of references in one style."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import get_args

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.output.bibliography.item import CslItem
from flows.output.bibliography.records import cite_bibtex, cite_ris
from flows.output.bibliography.text_styles import cite_apa, cite_chicago, cite_gbt7714
from flows.records import CitationStyle

STYLES: tuple[CitationStyle, ...] = get_args(CitationStyle)
# The names of styles.
TEXT_STYLES: Mapping[str, str] = {"gbt7714": "GB/T 7714", "chicago": "Chicago", "apa": "APA"}
RECORD_STYLES: Mapping[str, str] = {"bibtex": "BibTeX", "ris": "RIS", "csl-json": "CSL JSON"}
_TEXT: Mapping[str, Callable[[CslItem, Lexicon], str]] = {
    "gbt7714": cite_gbt7714,
    "chicago": cite_chicago,
    "apa": cite_apa,
}
_RECORDS: Mapping[str, Callable[[CslItem], str]] = {"bibtex": cite_bibtex, "ris": cite_ris}
_MEDIA = {
    "bibtex": "application/x-bibtex",
    "ris": "application/x-research-info-systems",
    "csl-json": "application/vnd.citationstyles.csl+json",
}
_ENDINGS = {"bibtex": ".bib", "ris": ".ris", "csl-json": ".csl.json"}


def cite_each(items: Sequence[CslItem], style: str, lexicon: Lexicon) -> list[str]:
    """Return each item formatted in a style. Raises UsageError for an unknown style."""
    if style in _TEXT:
        return [_TEXT[style](item, lexicon) for item in items]
    if style in _RECORDS:
        return [_RECORDS[style](item) for item in items]
    if style == "csl-json":
        return [json.dumps(item, ensure_ascii=False) for item in items]
    raise UsageError("output.unknown_style", style=style, known=STYLES)


def cite(items: Sequence[CslItem], style: str, lexicon: Lexicon) -> str:
    """Return a list of references as one text: a JSON array, or one entry below the other.

    Raises UsageError for an unknown style.
    """
    if style == "csl-json":
        return json.dumps(items, ensure_ascii=False, indent=2) + "\n"
    gap = "\n\n" if style in _RECORDS else "\n"
    return gap.join(cite_each(items, style, lexicon)) + "\n"


def media_type(style: str) -> str:
    """Return the media type of a list in a style, with its character set."""
    return f"{_MEDIA.get(style, 'text/plain')}; charset=utf-8"


def file_name(identifier: str, style: str) -> str:
    """Return an ASCII file name for a reference manager; "" for a text style."""
    ending = _ENDINGS.get(style, "").rpartition(".")[2]
    return f"zhengce-{identifier}.{ending}" if ending else ""


def ending_of(style: str) -> str:
    """Return the ending of a file with a list in a style."""
    return _ENDINGS.get(style, ".txt")
