"""The languages of the parts of an HTML page (WCAG 2.2, 3.1.2): each is read with its own voice and font.

A page holds titles, names and quotes in both languages. Where a template knows the language of a text, it
sets `lang` itself; all other text is marked here by its script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple

from flows.text import HAN, count_han, has_han

_TAG_AND_TEXT = re.compile(r"""<(/?)([a-zA-Z][\w-]*)((?:[^<>"']++|"[^"]*+"|'[^']*+')*+)>([^<]*)""")
_LANG = re.compile(r"""\slang=["']([^"']*)["']""")
# Elements without an end tag (HTML, 13.1.2), and those whose text is in no language or is the reader's own.
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_UNREAD = frozenset({"code", "kbd", "samp", "script", "style", "textarea"})
_TEXT_ONLY = frozenset({"title", "option"})
_OF_DRAWINGS = frozenset({"text", "tspan"})

_SIZE = 65_536  # characters of a stream that are marked together
_WIDE = "\u3000-\u303f\uff01-\uff60"  # punctuation and forms as wide as a Han character
_LETTER, _LETTERS = re.compile("[A-Za-z]"), re.compile("[A-Za-z]{2}")
_WORD = re.compile(r"[(\[“‘\"']*[A-Za-z]+(?:[-’'][A-Za-z]+)*[)\]”’\"'.,;:!?]*")
_WORDS_OF_A_NAME, _WORDS_OF_A_SENTENCE = 2, 3
_HAN_RUN = re.compile(f"[{HAN}{_WIDE}](?:[{HAN}{_WIDE}\\d “”‘’·—…%-]*[{HAN}{_WIDE}])?")
# Three words or more; an apostrophe is escaped on a page.
_LATIN_RUN = re.compile(r"(?<![\w&#/.@])[A-Za-z]{2,}(?:(?:[ ,;:-]+|&#39;|[’'])[A-Za-z]+(?![\w/@])){2,}")
_EDGES = " \t\r\n·|,:–—"  # no semicolon, in which an escaped character ends


class _Element(NamedTuple):
    """An element that is open: its name and the language of its text, "" where none is marked."""

    name: str
    language: str


def mark_languages(page: str) -> str:
    """Return an HTML page whose text has the `lang` of its own language throughout."""
    return "".join(stream_languages([page]))


def stream_languages(chunks: Iterable[str]) -> Iterator[str]:
    """Yield the parts of an HTML page that comes in chunks, as `mark_languages` returns a whole one."""
    marker, waiting = _Marker(), ""
    for chunk in chunks:
        waiting = "".join((waiting, chunk))  # a chunk of Jinja escapes what is added to it
        if len(waiting) < _SIZE:
            continue
        # A text ends at the tag behind it, whose first two characters say whether it is an end tag.
        cut = waiting.rfind("<", 0, -1)
        if cut > 0:
            yield marker.mark(waiting[:cut], waiting[cut : cut + 2])
            waiting = waiting[cut:]
    yield marker.mark(waiting)


class _Marker:
    """Marks the parts of a page, in order; remembers which elements are open."""

    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._html = self._next = ""

    def mark(self, html: str, following: str = "") -> str:
        """Return a part of a page with its languages marked; `following` is what comes next."""
        self._html, self._next = html, following
        return _TAG_AND_TEXT.sub(self._mark_one, html)

    def _mark_one(self, match: re.Match[str]) -> str:
        """Return a tag and the text behind it, with the language of the text."""
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
        if begins and language and not _LANG.search(attributes) and self._is_all(match.end()):
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

    def _is_all(self, end: int) -> bool:
        """Return whether the text that ends at `end` is the whole of its element."""
        following = self._html[end : end + 2] or self._next
        return following == "</"


def _can_differ(text: str, around: str) -> bool:
    """Return whether a text has a character of another language than that around it; most texts have none."""
    if around == "zh-CN":
        return _LETTERS.search(text) is not None
    return around != "" and has_han(text)


def language_of(text: str, around: str, *, can_part: bool = True) -> str:
    """Return the language of a text where it is another one than that around it, "" where it is not.

    A text in both languages is in that around it, unless all but a few words are Han, or most of it is and
    its parts can't be marked.
    """
    plain = unescape(text)
    han = count_han(plain)
    if around == "zh-CN":
        return "en" if not han and _count_words(plain) >= _WORDS_OF_A_NAME else ""
    if han <= len(_LETTER.findall(plain)):
        return ""
    return "zh-CN" if not can_part or _count_words(plain) < _WORDS_OF_A_SENTENCE else ""


def _count_words(text: str) -> int:
    """Return the number of words in Latin letters; identifiers, addresses and numbers are none."""
    return sum(1 for word in text.split() if _WORD.fullmatch(word))


def _wrap(text: str, parent: _Element, language: str) -> str:
    """Return a text in an element of its language, or with its parts in another language in such elements.

    The element is `bdi`, which no rule of a style sheet for `span` concerns.
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
