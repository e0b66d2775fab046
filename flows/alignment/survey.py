"""Survey the renderings of every concept in aligned sentences, against the names in the lexicon."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from flows.alignment.mining import Background, Mined, find_candidates, mine_renderings
from flows.annotation.lexicon import Concept, Lexicon
from flows.search import concept_part, find_matches
from flows.store import Store
from flows.store.translations import LinkedText, Side, count_links, linked_concepts, linked_sentences
from flows.text import fold_label, has_han

_SURVEYED = 100_000  # links; if there are more, every second, third ... is read
_MINED = 400  # sentences of a concept without a known name that are mined, spread over all of them
_CONTEXT = 200  # characters of an example


@dataclass(frozen=True, slots=True)
class ConceptRenderings:
    """Renderings in one language of a concept that the other language names in `sentences` aligned sentences.

    `used` counts the names of the lexicon by folded surface; `mined` has other renderings, each with its
    number of sentences and one example in both languages.
    """

    concept: Concept
    language: str
    sentences: int
    used: Mapping[str, int]
    mined: list[tuple[str, int, tuple[str, str]]]


@dataclass(slots=True)
class _Seen:
    sentences: int = 0
    used: Counter[str] = field(default_factory=Counter)
    pending: list[LinkedText] = field(default_factory=list)


def survey_renderings(store: Store, lexicon: Lexicon, language: Side) -> Iterator[ConceptRenderings]:
    """Yield the renderings in `language` (zh, en) of every concept that the other language mentions."""
    mentioned: dict[int, list[str]] = defaultdict(list)
    step = max(1, -(-count_links(store) // _SURVEYED))
    for mention in linked_concepts(store, step):
        if mention.language != language and mention.concept in lexicon.concepts:
            mentioned[mention.link].append(mention.concept)
    seen: dict[str, _Seen] = defaultdict(_Seen)
    for link in linked_sentences(store, step):
        for name in mentioned.get(link.link, ()):
            _note(seen[name], lexicon.concepts[name], link, _target(link, language))
    background = Background(store, language)
    drawn = {name: own.pending[:: max(1, -(-len(own.pending) // _MINED))] for name, own in seen.items()}
    texts = {name: [_target(link, language) for link in links] for name, links in drawn.items()}
    shares = {name: len(drawn[name]) / max(1, len(own.pending)) for name, own in seen.items()}
    sizes = {name: max(1, round(own.sentences * shares[name])) for name, own in seen.items()}
    mined = mine_renderings(texts, sizes, background)
    for name, own in sorted(seen.items()):
        found = [
            (row.name, _count(row, own.pending, language), _example(drawn[name][row.texts[0]]))
            for row in mined[name]
            if fold_label(row.name) not in own.used
        ]
        yield ConceptRenderings(lexicon.concepts[name], language, own.sentences, own.used, found)


def _note(seen: _Seen, concept: Concept, link: LinkedText, target: str) -> None:
    seen.sentences += 1
    part = concept_part(concept.zh or concept.en, concept, expand=True)
    surfaces = {fold_label(target[start:end]) for start, end in find_matches(target, [part])}
    seen.used.update(surfaces)
    if not surfaces:
        seen.pending.append(link)


def _count(mined: Mined, links: Sequence[LinkedText], language: Side) -> int:
    """Return the number of all links without a known name that have a rendering."""
    return sum(mined.key in find_candidates(_target(link, language), language) for link in links)


def _target(link: LinkedText, language: Side) -> str:
    return link.en if language == "en" else link.zh


def _example(link: LinkedText) -> tuple[str, str]:
    return link.zh[:_CONTEXT], link.en[:_CONTEXT]


def names_in(concept: Concept, language: str) -> list[str]:
    """Return the names of a concept in a language, zh or en."""
    return [surface for surface in concept.surfaces if has_han(surface) is (language == "zh")]
