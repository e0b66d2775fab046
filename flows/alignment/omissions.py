"""Report omissions of a translation: sentences without counterpart, and concepts that it does not name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from flows.alignment.linking import Concepts
from flows.annotation.lexicon import Lexicon
from flows.store import Store
from flows.store.translations import (
    DocumentPair,
    LinkedConcept,
    LinkedSpan,
    SentencePair,
    Side,
    pair_concepts,
    passages_to_align,
    read_alignment,
)
from flows.text import fold, join_sentences


class LoneText(NamedTuple):
    """Text that only one side has, or next to `opposite` text that it could not be aligned with."""

    side: Side
    text: str
    places: list[LinkedSpan]
    opposite: str


class UnnamedConcept(NamedTuple):
    """A concept that the sentence `text` names on one side, but its counterpart by no known name.

    The counterpart may still express it, in words that the lexicon lacks.
    """

    side: Side
    concept: str
    label: str
    text: str
    counterpart: str
    places: list[LinkedSpan]
    counterpart_places: list[LinkedSpan]


@dataclass(frozen=True, slots=True)
class Omissions:
    """The report of a pair: `lone` texts in their order, and `unnamed` concepts."""

    pair: DocumentPair
    lone: list[LoneText]
    unnamed: list[UnnamedConcept]


class OmissionRow(NamedTuple):
    """An omission for tables: `kind` is "only here", "not aligned" or "other name".

    `places` are `passage:start-end`, joined by "; ".
    """

    kind: str
    side: Side
    label: str
    text: str
    counterpart: str
    concept: str
    places: str


def omission_rows(found: Omissions) -> Iterator[OmissionRow]:
    """Yield the report of a pair as rows, lone texts first."""
    for lone in found.lone:
        kind = "not aligned" if lone.opposite else "only here"
        yield OmissionRow(kind, lone.side, "", lone.text, lone.opposite, "", _show(lone.places))
    for own in found.unnamed:
        yield OmissionRow(
            "other name", own.side, own.label, own.text, own.counterpart, own.concept, _show(own.places)
        )


def _show(places: Iterable[LinkedSpan]) -> str:
    return "; ".join(place.place for place in places)


def find_omissions(store: Store, lexicon: Lexicon, concepts: Concepts, pair: DocumentPair) -> Omissions:
    """Return what only one side of an aligned pair has.

    A concept counts if one side mentions it and the other lacks all its names: `concepts` finds the concepts
    that a folded text names in any way.
    """
    documents = (pair.zh_document_id, pair.en_document_id)
    texts = {passage.id: passage.text for name in documents for passage in passages_to_align(store, name)}
    links = read_alignment(store, pair.id)
    lone = [found for link in links if not link.is_aligned for found in _lone(link, texts)]
    mentioned: dict[int, list[LinkedConcept]] = defaultdict(list)
    for mention in pair_concepts(store, pair.id):
        mentioned[mention.position].append(mention)
    unnamed = [
        found
        for position, link in enumerate(links)
        if link.is_aligned and link.zh and link.en
        for found in _unnamed(link, mentioned[position], texts, lexicon, concepts)
    ]
    return Omissions(pair, lone, unnamed)


def _lone(link: SentencePair, texts: Mapping[str, str]) -> Iterator[LoneText]:
    zh, en = _join(link.zh, texts, "zh"), _join(link.en, texts, "en")
    if link.zh:
        yield LoneText("zh", zh, list(link.zh), en)
    if link.en:
        yield LoneText("en", en, list(link.en), zh)


def _unnamed(
    link: SentencePair,
    mentioned: Iterable[LinkedConcept],
    texts: Mapping[str, str],
    lexicon: Lexicon,
    concepts: Concepts,
) -> Iterator[UnnamedConcept]:
    zh, en = _join(link.zh, texts, "zh"), _join(link.en, texts, "en")
    named = {"zh": set(concepts(fold(zh).text)), "en": set(concepts(fold(en).text))}
    for mention in mentioned:
        is_zh = mention.language == "zh"
        if mention.concept not in lexicon.concepts or mention.concept in named["en" if is_zh else "zh"]:
            continue
        label = lexicon.concepts[mention.concept].label(mention.language)
        own, other = (zh, en) if is_zh else (en, zh)
        places = (list(link.zh), list(link.en)) if is_zh else (list(link.en), list(link.zh))
        yield UnnamedConcept(mention.language, mention.concept, label, own, other, *places)


def _join(spans: Iterable[LinkedSpan], texts: Mapping[str, str], language: Side) -> str:
    return join_sentences((texts[span.passage_id][span.start : span.end] for span in spans), language)
