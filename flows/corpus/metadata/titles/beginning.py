"""The first words of a text whose first line is prose, or too long for a title."""

from __future__ import annotations

import re

from flows.corpus.metadata.titles.shapes import MAX_TITLE, is_title
from flows.text import lazy_pattern, sentence_ends

_MAX_ENGLISH_TITLE = 400
_FIRST_WORDS = 100  # characters
_SHORTEST = _FIRST_WORDS // 3
_SHORTEST_CLAUSE = 8
# Years of a plan, and how its name may continue: "for … of the People's Republic of China".
_BRACKETED_YEARS = lazy_pattern(
    r"[（(](?:19|20)\d{2}\s*[-–—－]\s*(?:19|20)\d{2}年?[)）]"
    r"(?: (?:for|of|on) [^.;:()]{0,120}?\bPeople['’]s Republic of China\b)?"
)
_STOP = lazy_pattern(r"(?:。|(?<!\.[A-Z])\.)(?=[”」』’\"']?$)")
_WORDS_END = lazy_pattern(r"[，。；：,;:](?=\D)|\.(?=\s)")
# The title of an English document too long for other titles: all words but small ones have capitals.
_LONG_ENGLISH = lazy_pattern(
    r"(?:The )?(?:[A-Z][\w-]* ){0,3}(?:Notice|Announcement|Opinions?|Measures|Circular|Decision|Provisions"
    r"|Rules|Regulations|Interpretations?|Reply|Plan|Outline|Guidelines?)"
    r"(?: (?:[A-Z0-9(“\"'‘][^\s.;:!?]*|No\.|U\.S\.|of|and|the|on|for|in|to|by|with|a|from|or|as|at|under))+"
)


def first_words(text: str) -> str:
    """Return the first words of a text whose first line is too long for a title, or "".

    They are the whole line if that is the long title of an English document (Announcement No. 8 of … on …).
    Else they end after a span of years in brackets (and the name of the country that may follow), or before
    another document with such years (根据《…（2023—2025年）》). Otherwise they end at a comma, the last
    that leaves enough of them, or else between two words.
    """
    line = _first_line(text)
    if len(line) <= MAX_TITLE:
        return ""
    if len(line) <= _MAX_ENGLISH_TITLE and _LONG_ENGLISH.fullmatch(line):
        return line
    years = _BRACKETED_YEARS.search(line, 0, 3 * MAX_TITLE)
    if years and years.start() < MAX_TITLE:
        cited = _find_open_title(line, years.start())
        if cited is None:
            return line[: years.end()]
        if cited > _SHORTEST_CLAUSE:
            return _cut(line[:cited], _SHORTEST_CLAUSE)
    return _cut(line[:_FIRST_WORDS], _SHORTEST) or _cut(line[:_FIRST_WORDS], _SHORTEST_CLAUSE)


def first_sentence(text: str) -> str:
    """Return the first sentence of a text whose first line is short prose, without its stop, or "".

    A line that may be a title gives none; one that ends in a comma, colon or semicolon tells too little.
    """
    line = _first_line(text)
    ends = sentence_ends(line, at_semicolons=False)
    if not ends or is_title(line) or len(line) > MAX_TITLE or not _STOP.search(line):
        return ""
    return _STOP.sub("", line[: ends[0]].rstrip())


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0].strip("# *\r")


def _find_open_title(line: str, end: int) -> int | None:
    """Return where the title in brackets that is still open at `end` begins; None if there is none."""
    opened, closed = line.rfind("《", 0, end), line.rfind("》", 0, end)
    return opened if opened > closed else None


def _cut(words: str, shortest: int) -> str:
    """Return words up to the last comma after at least `shortest` characters, else up to the last space."""
    ends = list(_WORDS_END.finditer(words, shortest)) or list(re.finditer(r"\s", words))
    return words[: ends[-1].start()] if ends else ""
