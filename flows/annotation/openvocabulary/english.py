"""Names and terms of English texts that no list holds: by capitals and by their last noun."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from flows.annotation.matching import Tagged
from flows.annotation.openvocabulary.borders import Odds, find_start, odds_of
from flows.annotation.openvocabulary.heads import Head, read_heads, technical_words
from flows.records import Mention

_CAPITAL = re.compile(r"[A-Z][\w&.’'-]*$")
_INNER = frozenset(["of", "for", "and", "the", "on", "in", "to", "&", "-"])
_JOINING = frozenset(["of", "for", "on"])
_MOST_WORDS, _MOST_MODIFIERS = 9, 6
_HYPHEN = Odds(0.3, -9.0)  # high-end: no term begins with a hyphen
_KNOWN_PART = Odds(2.0, 2.0)
_WORD = re.compile(r"[A-Za-z][A-Za-z-]+$")


@cache
def _read_names() -> tuple[dict[str, str], frozenset[str]]:
    """Return the type by last word of a name in capitals, and the words that begin none."""
    text = Path(__file__).with_name("heads.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)["names"]
    no_first = frozenset(table.pop("no_first").split())
    return {word: kind for kind, row in table.items() for word in row["heads"].split()}, no_first


def find_english(tagged: Tagged, known: Sequence[Mention]) -> list[Mention]:
    """Return names and terms by pattern, some of them across each other; `known` mentions are parts."""
    words = [tagged.text[start:end] for start, end in tagged.tokens]
    return [*_by_capitals(tagged, words), *_by_head(tagged, words, known)]


def _by_capitals(tagged: Tagged, words: Sequence[str]) -> Iterator[Mention]:
    """Yield names in capitals that end in a noun of the table, or have it before "of" and "for".

    >>> the National Center for Nanoscience and the Thousand Talents Program
    """
    heads, _ = _read_names()
    for index, word in enumerate(words):
        kind = heads.get(word)
        if kind is None:
            continue
        first = _first_capital(words, index)
        last = index
        if index + 2 < len(words) and words[index + 1] in _JOINING and _starts_name(words, index + 2):
            last = _last_capital(words, index + 2)
        # "Commission" alone is no name; a heading in capitals is no name either.
        if last == index and index - first < 1:
            continue
        start, end = tagged.tokens[first][0], tagged.tokens[last][1]
        surface = tagged.text[start:end]
        if last - first + 1 > _MOST_WORDS or "\n" in surface or _is_heading(words, first, last):
            continue
        yield Mention(start, end, surface, kind, source="pattern", score=0.85)


def _starts_name(words: Sequence[str], index: int) -> bool:
    if words[index] == "the":
        return index + 1 < len(words) and bool(_CAPITAL.match(words[index + 1]))
    return bool(_CAPITAL.match(words[index]))


def _first_capital(words: Sequence[str], index: int) -> int:
    """Return the first word in capitals of the row that ends at `index`, over "of", "for" and "and"."""
    first = index
    place = index - 1
    while place >= 0 and index - place < _MOST_WORDS:
        word = words[place]
        if _CAPITAL.match(word) and word.lower() not in _read_names()[1]:
            first = place
        elif word not in ("of", "for", "and", "&", "-") or not place or not _CAPITAL.match(words[place - 1]):
            break
        place -= 1
    return first


def _last_capital(words: Sequence[str], index: int) -> int:
    """Return the last word of a name that goes on behind "of" at `index`."""
    last = index - 2
    for place in range(index, min(len(words), index + _MOST_WORDS)):
        if _CAPITAL.match(words[place]):
            last = place
        elif words[place] not in ("of", "and", "the", "&", "-"):
            break
    return last


def _is_heading(words: Sequence[str], first: int, last: int) -> bool:
    """Return whether the words around are in capitals, too: then capitals tell nothing."""
    around = [*words[max(0, first - 3) : first], *words[last + 1 : last + 4]]
    letters = [word for word in around if word[:1].isalpha() and word not in _INNER]
    capitals = sum(word[0].isupper() for word in letters)
    return len(letters) >= 3 and capitals * 3 >= len(letters) * 2


def _by_head(tagged: Tagged, words: Sequence[str], known: Sequence[Mention]) -> Iterator[Mention]:
    """Yield terms in small letters: modifiers that are nouns or adjectives, and a noun of the table."""
    heads = read_heads("en")
    parts = {position for mention in known for position in range(mention.start, mention.end)}
    whole = {(mention.start, mention.end) for mention in known}
    for index, word in enumerate(words):
        head = heads.get(word)
        if head is None or tagged.tokens[index] in whole or _goes_on(words, index):
            continue
        odds: list[Odds] = []
        for place in range(index - 1, max(-1, index - 1 - _MOST_MODIFIERS), -1):
            if words[place] == "-":
                odds.insert(0, _HYPHEN)
                continue
            if not _WORD.match(words[place]) or words[place][:1].isupper():
                break
            is_part = tagged.tokens[place][0] in parts
            odds.insert(0, _KNOWN_PART if is_part else odds_of(words[place], "en"))
        chosen, score = find_start(odds)
        first = index - len(odds) + chosen
        while first and first < index and words[first - 1] == "-" and _WORD.match(words[first - 2]):
            first -= 2  # the start of a compound belongs to it: large-scale
        if first < index and _is_term(head, words[first:index], word):
            start, end = tagged.tokens[first][0], tagged.tokens[index][1]
            yield Mention(
                start,
                end,
                tagged.text[start:end],
                _type_of(head, word),
                source="pattern",
                score=round(min(0.9, 0.6 + score / 20), 2),
            )


def _type_of(head: Head, last: str) -> str:
    """Return the type of a lower-case term; several projects are a kind of thing, and no programme's name."""
    return "TERM" if head.type == "PROGRAMME" and last.endswith("s") else head.type


def _goes_on(words: Sequence[str], index: int) -> bool:
    """Return whether the next word is a noun that the head only describes: "technology transfer"."""
    if index + 1 == len(words) or not _WORD.match(words[index + 1]):
        return False
    return odds_of(words[index + 1], "en").inside > 1.2


def _is_term(head: Head, modifiers: Sequence[str], last: str) -> bool:
    modifiers = [word for word in modifiers if word != "-"]
    named = [word for word in modifiers if word not in head.general]
    if not named or len(" ".join([*modifiers, last])) < head.least:
        return False
    if head.type == "TECH":
        return any(word in technical_words("en") for word in named)
    if head.type == "PROGRAMME":
        return len(modifiers) >= 2
    return len(modifiers) + 1 >= head.tokens
