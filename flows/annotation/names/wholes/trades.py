"""English firms by the trade at the end of their names: Sample Photonics, Sample Motors."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from flows.annotation.matching import Tagged
from flows.annotation.names.judging import is_abstract_noun, is_common_word, load_tables
from flows.annotation.names.wholes.bodies import read_words
from flows.records import Mention
from flows.text import lazy_pattern

_PART = r"[A-Z][A-Za-z0-9]*[a-z][A-Za-z0-9]*"
_LEAST_LETTERS = 4
_INSIDE = ("TECH", "TERM", "GPE")  # what a firm's name may contain
_OPENING = lazy_pattern(r"(?:\A|[.!?:;“\"\n])\s*$")  # start of a sentence: its first word may be any word
_REACH = 3
_NO_PLACE_BEHIND = lazy_pattern(r"[-/]|(?:['’]s)? [A-Z]| \(?[A-Z]|['’](?!s)")
# Institute for Sample Optics, Other Sample Optics
_CAPITAL_BEFORE = lazy_pattern(r"(?:[A-Z][\w.&’'/-]*(?: (?:of|for|on|on the|of the))?|[&/’'-]) ?$")


@cache
def _firm() -> re.Pattern[str]:
    trades = "|".join(read_words()["trades"]["ends"].split())
    return re.compile(rf"(?<![\w.&’'/-])((?:{_PART} ){{1,3}})(?:{trades})(?![\w&])")


@cache
def _trade_words() -> frozenset[str]:
    return frozenset(read_words()["trades"]["ends"].split())


def find_trades(tagged: Tagged) -> Iterator[Mention]:
    """Yield the firms of an English text whose names end in a trade, and their later short names.

    A name needs a word that is neither ordinary nor part of a place. The short name is the first word alone.

    >>> Sampleon Photonics was listed. Sampleon denied it. -> ORG Sampleon Photonics, ORG Sampleon
    >>> Advanced Robotics, Hefei Optics -> nothing
    """
    if tagged.language != "en":
        return
    firms = list(_find_firms(tagged))
    yield from firms
    for name in dict.fromkeys(firm.text.split(" ")[0] for firm in firms):
        if _is_coined(name) and not _is_known(tagged, name):
            yield from _find_short(tagged.text, name, firms)


def _find_firms(tagged: Tagged) -> Iterator[Mention]:
    text = tagged.text
    for match in _firm().finditer(text):
        start, end = match.span()
        words = match[1].split()
        opens = bool(_OPENING.search(text, max(0, start - _REACH), start))
        while words and (_leads(words[0]) or (opens and is_common_word(words[0].lower()))):
            start += len(words.pop(0)) + 1
        if not words or _NO_PLACE_BEHIND.match(text, end) or _CAPITAL_BEFORE.search(text, 0, match.start()):
            continue
        inside = [one for one in tagged.mentions if one.start < end and start < one.end]
        if any(one.type not in _INSIDE or one.start < start or one.end > end for one in inside):
            continue
        taken = {place for one in inside for place in range(one.start, one.end)}
        places = (found.start() + start for found in re.finditer(r"\S+", text[start:end]))
        free = [word for word, place in zip(words, places, strict=False) if place not in taken]
        if any(_is_coined(word) for word in free):
            yield Mention(start, end, text[start:end], "ORG", source="rule")


def _leads(word: str) -> bool:
    """Return whether a word leads to a name but is not part of it."""
    return word in _first_words() or word in load_tables().adjectives


@cache
def _first_words() -> frozenset[str]:
    return frozenset(read_words()["firms"]["english"].split())


def _is_coined(word: str) -> bool:
    """Return whether a word is not an ordinary one."""
    folded = word.lower()
    if len(word) < _LEAST_LETTERS or word in _trade_words() or word in load_tables().adjectives:
        return False
    return not any(is_common_word(form) for form in (folded, folded.removesuffix("s"))) and not (
        is_abstract_noun(folded)
    )


def _is_known(tagged: Tagged, name: str) -> bool:
    return any(one.text == name or one.text.startswith(f"{name} ") for one in tagged.mentions)


def _find_short(text: str, name: str, firms: list[Mention]) -> Iterator[Mention]:
    for match in re.finditer(rf"(?<![\w&’'/-]){name}(?![\w&/-]| [A-Z])", text):
        if match.start() > firms[0].start and not any(one.start <= match.start() < one.end for one in firms):
            yield Mention(*match.span(), name, "ORG", source="rule")
