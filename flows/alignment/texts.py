"""Align two texts as given: their lines, sentences or passages."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from flows.alignment.linking import AlignmentResources, Link, align_units
from flows.errors import UsageError
from flows.text import detect_language, split_sentences


class Unit(StrEnum):
    """The units that are linked: lines of a file, or sentences or passages of its text."""

    LINE = "line"
    SENTENCE = "sentence"
    PASSAGE = "passage"


def cut_units(passages: Sequence[str], unit: Unit) -> list[str]:
    """Return the sentences of passages, in order, or the passages themselves."""
    if unit is not Unit.SENTENCE:
        return list(passages)
    return [text[start:end] for text in passages for start, end in split_sentences(text, at_semicolons=False)]


def cut_lines(text: str) -> list[str]:
    """Return the lines of a file's text: they end at LF or CRLF, and the last may lack it."""
    lines = [line.removesuffix("\r") for line in text.split("\n")]
    return lines[:-1] if lines[-1] == "" else lines


def align_texts(zh: Sequence[str], en: Sequence[str], resources: AlignmentResources) -> list[Link]:
    """Return the links between units of a Chinese and of an English text, as `align_units` does.

    Raises UsageError if the languages are swapped.
    """
    found = tuple(detect_language("\n".join(side)[:20_000]) for side in (zh, en))
    if found == ("en", "zh"):
        raise UsageError("alignment.exchanged")
    return align_units(zh, en, resources)
