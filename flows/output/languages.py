"""The languages of parts of an HTML page (WCAG 2.2, 3.1.2), each read with its own voice and font.

A page contains titles, names and quotes in both languages. If a template knows the language of a text, it
sets `lang` itself; all other text is marked here by its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from flows.text import HAN, count_han, has_han, lazy_pattern

_TAG_AND_TEXT = lazy_pattern(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>([^<]*)""")
_LANG = lazy_pattern(r"""\slang=["']([^"']*)["']""")
# Elements without an end tag (HTML, 13.1.2), and those whose text has no language or the reader's own.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNREAD = frozenset({"code", "kbd", "samp", "script", "style", "textarea"})
_TEXT_ONLY = frozenset({"title", "option"})
_OF_DRAWINGS = frozenset({"text", "tspan"})

_SIZE = 65_536  # characters of a stream marked at a time
_WIDE = "\u3000-\u303f\uff01-\uff60"  # punctuation and forms as wide as a Han character
_LETTER, _LETTERS = lazy_pattern("[A-Za-z]"), lazy_pattern("[A-Za-z]{2}")
_WORD = lazy_pattern(r"[(\[“‘\"']*[A-Za-z]+(?:[-’'][A-Za-z]+)*[)\]”’\"'.,;:!?]*")
_WORDS_OF_A_NAME, _WORDS_OF_A_SENTENCE = 2, 3
_HAN_RUN = lazy_pattern(f"[{HAN}{_WIDE}](?:[{HAN}{_WIDE}\\d \n“”‘’·—…%-]*[{HAN}{_WIDE}])?")
# Three or more words; apostrophes are escaped on a page.
_LATIN_RUN = lazy_pattern(r"(?<![\w&#/.@])[A-Za-z]{2,}(?:(?:[ \n,;:-]+|&#39;|[’'])[A-Za-z]+(?![\w/@])){2,}")
_EDGES = " \t\r\n·|,:–—"  # no semicolon, which ends an escaped character


class _Element(NamedTuple):
    """An open element: its name and the language of its text, "" if none is marked."""

    name: str
    language: str


def mark_languages(page: str) -> str:
    """Return an HTML page with `lang` set for all text in another language."""
    return "".join(stream_languages([page]))


def stream_languages(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the parts of a chunked HTML page, as `mark_languages` returns a whole one."""
    marker, waiting = _Marker(), ""
    for chunk in chunks:
        waiting = "".join((waiting, chunk))  # Jinja's chunks would escape text added to them
        if len(waiting) < _SIZE:
            continue
        # A text ends at the next tag, whose first two characters show whether it is an end tag.
        cut = waiting.rfind("<", 0, -1)
        if cut > 0:
            yield marker.mark(waiting[:cut], waiting[cut : cut + 2])
            waiting = waiting[cut:]
    yield marker.mark(waiting)


class _Marker:
    """Marks the parts of a page in order, and remembers which elements are open."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._html = self._next = ""

    def mark(self, html: str, following: str = "") -> str:
        """Return a part of a page with its languages marked; `following` is the start of the next part."""
        self._html, self._next = html, following
        return _TAG_AND_TEXT.sub(self._mark_one, html)

    def _mark_one(self, match: re.Match[str]) -> str:
        """Return a tag and the text after it, with the language of the text."""
        end, name, attributes, text = match.groups()
        begins = not end and name not in _VOID and not attributes.endswith("/")
        if begins:
            self._begin(name, attributes)
        elif end:
            self._end(name)
        if not text or not self._open or not _can_differ(text, self._open[-1].language):
            return match[0]
        parent = self._open[-1]
        can_part = parent.name not in _TEXT_ONLY
        language = language_of(text, parent.language, can_part=can_part)
        tag = match[0][: len(match[0]) - len(text)]
        if begins and language and not _LANG.search(attributes) and self._is_whole_text(match.end()):
            return f'{tag[:-1]} lang="{language}">{text}'
        return tag + _wrap(text, parent, language) if can_part else match[0]

    def _begin(self, name: str, attributes: str) -> None:
        language = self._open[-1].language if self._open else ""
        if "lang=" in attributes and (found := _LANG.search(attributes)):
            language = "zh-CN" if found[1].startswith("zh") else found[1]
        self._open.append(_Element(name, "" if name in _UNREAD else language))

    def _end(self, name: str) -> None:
        for place in reversed(range(len(self._open))):
            if self._open[place].name == name:
                del self._open[place:]
                return

    def _is_whole_text(self, end: int) -> bool:
        """Return whether the text that ends at `end` is the whole text of its element."""
        following = self._html[end : end + 2] or self._next
        return following == "</"


def _can_differ(text: str, around: str) -> bool:
    """Return whether a text has a character of another language than its surroundings; most have none."""
    if around == "zh-CN":
        return _LETTERS.search(text) is not None
    return around != "" and has_han(text)


def language_of(text: str, around: str, *, can_part: bool = True) -> str:
    """Return the language of a text if it differs from that of its surroundings, else "".

    A text in both languages has the language of its surroundings. The exception is a mostly Chinese text in
    English surroundings, if it has only a few English words or its parts can't be marked.
    """
    plain = unescape(text)
    han = count_han(plain)
    if around == "zh-CN":
        return "en" if not han and _count_words(plain) >= _WORDS_OF_A_NAME else ""
    if han <= len(_LETTER.findall(plain)):
        return ""
    return "zh-CN" if not can_part or _count_words(plain) < _WORDS_OF_A_SENTENCE else ""


def _count_words(text: str) -> int:
    """Return the number of words in Latin letters, without identifiers, addresses and numbers."""
    return sum(1 for word in text.split() if _WORD.fullmatch(word))


def _wrap(text: str, parent: _Element, language: str) -> str:
    """Return a text in an element of its language, or with its parts in another language in such elements.

    The element is `bdi` (in drawings `tspan`), which style rules for `span` do not affect.
    """
    element = "tspan" if parent.name in _OF_DRAWINGS else "bdi"
    if language:
        inner = text.strip(_EDGES)
        return text.replace(inner, f'<{element} lang="{language}">{inner}</{element}>', 1)
    if parent.language == "zh-CN":
        return _LATIN_RUN.sub(lambda run: f'<{element} lang="en">{run[0]}</{element}>', text)
    return _HAN_RUN.sub(
        lambda run: f'<{element} lang="zh-CN">{run[0]}</{element}>' if count_han(run[0]) else run[0], text
    )
