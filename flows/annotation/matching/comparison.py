"""Comparison of two lexicons: which concepts differ, and which texts the difference can affect."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any
from weakref import WeakKeyDictionary

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.matching.loose_counts import PlainCounter
from flows.annotation.matching.matcher import Matcher
from flows.text import fold

# The fields that tagging and labels depend on; dates, sources and Wikidata numbers do not matter.
_SCALARS = ("type", "broader", "strategy")
_LISTS = ("zh_surfaces", "en_surfaces", "en_abbreviations", "not_in")
_FIELDS = (*_SCALARS, *_LISTS)


_dumped: WeakKeyDictionary[Lexicon, str] = WeakKeyDictionary()


def dump_concepts(lexicon: Lexicon) -> str:
    """Return each concept's id and the fields that tagging and labels depend on, as JSON.

    Each lexicon in use is dumped once: that takes as long as annotating ten passages.
    """
    if lexicon not in _dumped:
        rows = [[one.id, *(getattr(one, name) for name in _FIELDS)] for one in lexicon.concepts.values()]
        _dumped[lexicon] = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return _dumped[lexicon]


def load_concepts(rows: Iterable[Sequence[Any]]) -> Lexicon:
    """Return a lexicon that tags like the dumped one; its hash differs, since the dump leaves out dates.

    `rows` are those of the JSON that `dump_concepts` returns.
    """
    return Lexicon(_load_concept(*row) for row in rows)


def _load_concept(
    identifier: str, kind: str, broader: str, strategy: str, *surfaces: Sequence[str]
) -> Concept:
    zh, en, abbreviations, not_in = surfaces
    (zh_label, *zh_variants), (en_label, *en_variants) = zh or [""], en or [""]
    return Concept(
        identifier,
        kind,
        zh_label,
        en_label,
        zh_variants=tuple(zh_variants),
        en_variants=tuple(en_variants),
        en_abbreviations=tuple(abbreviations),
        not_in=tuple(not_in),
        broader=broader,
        strategy=strategy,
    )


class Finder:
    """A test for texts with a surface of any of these concepts, regardless of `not_in` and word borders."""

    def __init__(self, *groups: Iterable[Concept]) -> None:
        lexicons = [Lexicon(replace(concept, not_in=()) for concept in group) for group in groups]
        self._matchers = [Matcher(lexicon) for lexicon in lexicons]
        self._counters = [PlainCounter(lexicon) for lexicon in lexicons]

    def finds(self, text: str) -> bool:
        """Return whether `text` contains a surface of any concept."""
        shadow = fold(text, mends=True)
        if any(matcher.find(text, shadow) for matcher in self._matchers):
            return True
        return any(counter.count(shadow.text) for counter in self._counters)


def changed_concepts(old: Lexicon, new: Lexicon) -> list[str]:
    """Return the ids of concepts added, removed, or changed in what tagging and labels depend on."""

    def differs(identifier: str) -> bool:
        before, after = old.concepts.get(identifier), new.concepts.get(identifier)
        if before is None or after is None:
            return True
        return any(getattr(before, name) != getattr(after, name) for name in _FIELDS)

    return [identifier for identifier in {**old.concepts, **new.concepts} if differs(identifier)]


def find_concerned(old: Lexicon, new: Lexicon) -> Callable[[str], bool]:
    """Return a test for texts that `new` may tag differently from `old`; it tags all others the same.

    A text is affected if it contains a surface, old or new, of a concept that changed or whose broader
    concepts changed. That is enough. A concept's surfaces, its negative contexts (each contains a surface)
    and nesting within itself affect only its own hits. Hits of other concepts become nested or outermost, or
    vanish, and tokens change, only at one of its hits. Its broader concepts decide only about names inside
    its own. A short surface in jieba's dictionary shifts word borders only in texts that contain it.

    Two cases remain. Adding a word changes jieba's sum of all counts by a few in 10 million, which could
    change how a text with two nearly equal readings is cut (never observed). And if two concepts share an
    inflected form, the first one has it. So all texts are affected if the concepts common to both lexicons
    are in a different order.
    """
    kept = [
        [name for name in lexicon.concepts if name in old.concepts and name in new.concepts]
        for lexicon in (old, new)
    ]
    if kept[0] != kept[1]:
        return _always
    moved = (name for name in kept[0] if _above(old, name) != _above(new, name))
    affected = {*changed_concepts(old, new), *moved}
    if not affected:
        return _match_nothing
    groups = [
        [lexicon.concepts[name] for name in lexicon.concepts if name in affected] for lexicon in (old, new)
    ]
    return Finder(*groups).finds


def _always(_text: str) -> bool:
    return True


def _match_nothing(_text: str) -> bool:
    return False


def _above(lexicon: Lexicon, name: str) -> list[str]:
    """Return the ids of the concepts above `name`, the nearest first."""
    found: list[str] = []
    while name in lexicon.concepts and (name := lexicon.concepts[name].broader) and name not in found:
        found.append(name)
    return found


def describe_change(before: Concept | None, after: Concept | None) -> tuple[str, str]:
    """Return the kind of a change (`added`, `removed`, `edited` or "") and its details.

    Details look like +surface, -surface, +not_in:context, type: A → B.
    """
    details = " ".join(_describe_fields(before, after))
    if not before:
        return "added", details
    if not after:
        return "removed", details
    return ("edited" if details else ""), details


def _describe_fields(before: Concept | None, after: Concept | None) -> Iterable[str]:
    if before and after:
        for name in _SCALARS:
            old, new = getattr(before, name), getattr(after, name)
            if old != new:
                yield f"{name}: {old or '–'} → {new or '–'}"
    for name in _LISTS:
        olds, news = getattr(before, name, ()), getattr(after, name, ())
        label = {"not_in": "not_in:"}.get(name, "")
        yield from (f"+{label}{text}" for text in news if text not in olds)
        yield from (f"-{label}{text}" for text in olds if text not in news)
