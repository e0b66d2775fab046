"""Two lexicons compared: which concepts differ, and which texts that can concern."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from flows.annotation.lexicon import Concept, Lexicon
from flows.annotation.matching.loose_counts import PlainCounter
from flows.annotation.matching.matcher import Matcher
from flows.text import fold

# What tagging and labels depend on; dates, sources and Wikidata numbers they do not.
_FIELDS = ("type", "broader", "strategy", "zh_surfaces", "en_surfaces", "en_abbreviations", "not_in")


def dump_concepts(lexicon: Lexicon) -> list[list[Any]]:
    """Return, in order, each concept's id and what tagging and labels depend on, for `load_concepts`."""
    return [
        [concept.id, *(getattr(concept, name) for name in _FIELDS)] for concept in lexicon.concepts.values()
    ]


def load_concepts(rows: Iterable[Sequence[Any]]) -> Lexicon:
    """Return a lexicon that tags as the dumped one does (its hash is another, since dates and sources are not in it)."""
    return Lexicon(_load_concept(*row) for row in rows)


def _load_concept(
    identifier: str,
    kind: str,
    broader: str,
    strategy: str,
    zh: Sequence[str],
    en: Sequence[str],
    *others: Sequence[str],
) -> Concept:
    (zh_label, *zh_variants), (en_label, *en_variants) = zh or [""], en or [""]
    abbreviations, not_in = others
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
    """Tells which texts have a surface of any of these concepts, whatever its `not_in` and word borders say."""

    def __init__(self, *groups: Iterable[Concept]) -> None:
        lexicons = [Lexicon(replace(concept, not_in=()) for concept in group) for group in groups]
        self._matchers = [Matcher(lexicon) for lexicon in lexicons]
        self._counters = [PlainCounter(lexicon) for lexicon in lexicons]

    def finds(self, text: str) -> bool:
        shadow = fold(text)
        return any(matcher.find(text, shadow) for matcher in self._matchers) or any(
            counter.count(shadow.text) for counter in self._counters
        )


def changed_concepts(old: Lexicon, new: Lexicon) -> list[str]:
    """Return the ids of concepts added, removed, or changed in what tagging and labels depend on."""

    def differs(identifier: str) -> bool:
        before, after = old.concepts.get(identifier), new.concepts.get(identifier)
        return (
            before is None
            or after is None
            or any(getattr(before, name) != getattr(after, name) for name in _FIELDS)
        )

    return [identifier for identifier in {**old.concepts, **new.concepts} if differs(identifier)]


def find_concerned(old: Lexicon, new: Lexicon) -> Callable[[str], bool]:
    """Return a test for texts that `new` may tag otherwise than `old`; all others it tags the same.

    A text is concerned where it has a surface, old or new, of a concept that changed or that now stands below others. That
    is enough: a concept's surfaces, negative contexts (each holds a surface) and nesting in itself act on its own hits only;
    hits of others become nested or outermost or vanish, and other tokens come about, only where one of its hits lies; what
    it stands below decides only about names in its own; a short surface in jieba's dictionary shifts word borders only in
    texts that have it. Two things are left: adding a word changes jieba's sum of all counts by a few in 10 million, which
    could turn the reading of a text whose two best readings are as near as that (none seen); and where two concepts share
    an inflected form the first one has it, so that all texts are concerned if the concepts that both lexicons have stand
    in another order.
    """
    kept = [
        [name for name in lexicon.concepts if name in old.concepts and name in new.concepts]
        for lexicon in (old, new)
    ]
    if kept[0] != kept[1]:
        return lambda text: True
    affected = {
        *changed_concepts(old, new),
        *(name for name in kept[0] if _above(old, name) != _above(new, name)),
    }
    groups = [
        [lexicon.concepts[name] for name in lexicon.concepts if name in affected] for lexicon in (old, new)
    ]
    return Finder(*groups).finds if affected else lambda text: False


def _above(lexicon: Lexicon, name: str) -> list[str]:
    """Return the ids of the concepts that `name` stands below, nearest first."""
    found: list[str] = []
    while name in lexicon.concepts and (name := lexicon.concepts[name].broader) and name not in found:
        found.append(name)
    return found


def describe_change(before: Concept | None, after: Concept | None) -> tuple[str, str]:
    """Return `added`, `removed`, `edited` or nothing, and what differs: +surface, -surface, +not_in:…, type: A → B."""
    details = []
    for name in _FIELDS:
        old, new = (getattr(concept, name) if concept else "" for concept in (before, after))
        if name in ("type", "broader", "strategy"):
            details += [f"{name}: {old or '–'} → {new or '–'}"] if before and after and old != new else []
            continue
        label = "not_in:" if name == "not_in" else ""
        details += [f"+{label}{text}" for text in new if text not in old] + [
            f"-{label}{text}" for text in old if text not in new
        ]
    return "added" if not before else "removed" if not after else "edited" if details else "", " ".join(
        details
    )
