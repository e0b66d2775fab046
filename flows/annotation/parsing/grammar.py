"""Draw sentences with their trees from a grammar of patterns, to teach the parser what its treebank lacks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

from flows.annotation.parsing.treebank import TreebankSentence
from flows.text import lazy_pattern

_START, _ROOT = "SENTENCE", "root"
_FORMS = {"": (0, "VB"), "s": (1, "VBZ"), "past": (2, "VBD"), "part": (3, "VBN"), "ing": (4, "VBG")}
_ELEMENT = lazy_pattern(
    r"(?P<glued>~?)(?:\{(?P<slot>[^}]+)\}|(?P<word>.+?))(?:/(?P<tag>[A-Z$.,:]+))?"
    r"/(?P<relation>[a-z:]+)(?:<(?P<head>\d+))?(?P<maybe>\??)"
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


class _Element(NamedTuple):
    """One element of a pattern: a word with its tag or a slot, its relation, and the index of its head.

    The head is -1 for the head of the whole pattern. `is_glued` means without a space before it.
    """

    slot: str
    word: str
    tag: str
    relation: str
    head: int
    is_glued: bool
    is_optional: bool


@dataclass(slots=True)
class _Word:
    """A drawn word with its tag, and its relation to its head: "" and None for the root."""

    text: str
    tag: str
    is_glued: bool = False
    relation: str = ""
    head: _Word | None = field(default=None, repr=False)


class Grammar:
    """Patterns of sentences and the words that fill them; the same seed draws the same sentences.

    `models/parsing/grammar.toml` explains how patterns are written. Raises ValueError for a pattern that is
    not written so, or that names a list which does not exist.
    """

    def __init__(self, file: Path, seed: int) -> None:
        table = tomllib.loads(file.read_text(encoding="utf-8"))
        self._random = Random(seed)
        self._words = {name: words.split() for name, words in table["words"].items()}
        self._tags: Mapping[str, str] = table["tags"]
        self._verbs = {
            name: [line.split() for line in lines.strip().splitlines()]
            for name, lines in table["verbs"].items()
        }
        self._patterns = {
            name: [_read_pattern(pattern) for pattern in patterns]
            for name, patterns in table["patterns"].items()
        }
        for patterns in self._patterns.values():
            for element in (element for pattern in patterns for element in pattern):
                self._check(element)

    def _check(self, element: _Element) -> None:
        """Raise ValueError if nothing fills a slot, or if a word has no tag."""
        name, _, form = element.slot.partition(".")
        if not element.slot or name.startswith("#"):
            is_known = bool(element.tag)
        elif name in self._verbs:
            is_known = form in _FORMS
        else:
            is_known = name in self._patterns or (name in self._words and name in self._tags)
        if not is_known:
            raise ValueError(f"nothing fills this element of a pattern: {element.slot or element.word}")

    def draw(self, count: int) -> list[TreebankSentence]:
        """Return `count` sentences with their trees."""
        return [_finish(self._expand(_START)[1]) for _ in range(count)]

    def _expand(self, name: str) -> tuple[_Word, list[_Word]]:
        """Return the head and all words of one drawn pattern."""
        pattern = self._random.choice(self._patterns[name])
        heads: dict[int, _Word] = {}
        words: list[_Word] = []
        for place, element in enumerate(pattern):
            if element.is_optional and self._random.random() < 0.5:
                continue
            head, drawn = self._fill(element)
            drawn[0].is_glued |= element.is_glued
            heads[place] = head
            words += drawn
        for place, head in heads.items():
            if pattern[place].head >= 0:
                head.relation, head.head = pattern[place].relation, heads[pattern[place].head]
        top = next(place for place, element in enumerate(pattern) if element.head < 0)
        return heads[top], words

    def _fill(self, element: _Element) -> tuple[_Word, list[_Word]]:
        if element.slot.isupper():
            return self._expand(element.slot)
        word = self._draw_word(element)
        return word, [word]

    def _draw_word(self, element: _Element) -> _Word:
        if not element.slot:
            return _Word(element.word, element.tag)
        if element.slot.startswith("#"):
            return _Word(self._draw_number(element.slot[1:]), element.tag)
        name, _, form = element.slot.partition(".")
        if name in self._verbs:
            place, tag = _FORMS[form]
            return _Word(self._random.choice(self._verbs[name])[place], tag)
        return _Word(self._random.choice(self._words[name]), self._tags[name])

    def _draw_number(self, kind: str) -> str:
        random = self._random
        if kind == "year":
            return str(random.randint(2000, 2035))
        if kind == "percent":
            return f"{random.randint(1, 99)}" + random.choice(("", "", f".{random.randint(1, 9)}"))
        if kind == "letters":
            return "".join(random.choices(_LETTERS, k=random.randint(3, 5)))
        if kind == "name":
            return "".join(random.choices(self._words["syllable"], k=random.randint(2, 3))).capitalize()
        whole = random.randint(2, 950)
        return random.choice(
            (f"{whole}", f"{whole}.{random.randint(1, 9)}", f"{whole},{random.randint(100, 999)}")
        )


def _read_pattern(pattern: str) -> list[_Element]:
    elements = [_read_element(element) for element in pattern.split()]
    heads = [element.head for element in elements]
    if max(heads) >= len(heads) or any(head >= 0 and elements[head].is_optional for head in heads):
        raise ValueError(f"a head of this pattern is missing or optional: {pattern}")
    if any(_goes_round(heads, place) for place in range(len(heads))):
        raise ValueError(f"the heads of this pattern go round in a circle: {pattern}")
    return elements


def _goes_round(heads: Sequence[int], place: int) -> bool:
    """Return whether the heads above a place never end."""
    for _ in heads:
        if heads[place] < 0:
            return False
        place = heads[place]
    return True


def _read_element(element: str) -> _Element:
    match = _ELEMENT.fullmatch(element)
    if match is None or (match["relation"] == _ROOT) == bool(match["head"]):
        raise ValueError(f"no element of a pattern: {element}")
    head = int(match["head"]) - 1 if match["head"] else -1
    return _Element(
        match["slot"] or "",
        match["word"] or "",
        match["tag"] or "",
        match["relation"],
        head,
        bool(match["glued"]),
        bool(match["maybe"]),
    )


def _finish(words: list[_Word]) -> TreebankSentence:
    """Return drawn words as a sentence of a treebank, with a capital at its start."""
    places = {id(word): place for place, word in enumerate(words)}
    spaces = [not after.is_glued for after in words[1:]] + [False]
    texts = [word.text for word in words]
    texts[0] = texts[0][:1].upper() + texts[0][1:]
    heads = [places[id(word.head or word)] for word in words]
    return TreebankSentence(
        texts, spaces, [word.tag for word in words], heads, [word.relation or "ROOT" for word in words]
    )
