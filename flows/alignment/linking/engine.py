"""Align a text and its translation: find the units of each that say the same.

There are two passes over the same cells. The first links sentences. The second links the units (lines,
passages), using the sentence links inside them, which show where one unit contains two of the other side. If
the units are sentences, the first pass shows the second how each candidate agrees with its neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import sparse

from flows.alignment.linking.band import find_band
from flows.alignment.linking.candidates import Candidates, Nested, score_band
from flows.alignment.linking.links import Link
from flows.alignment.linking.path import find_path
from flows.alignment.linking.resources import AlignmentResources
from flows.alignment.linking.vectors import Floats, PairVectors, read_units, sum_meaning
from flows.text import split_sentences

_LEAST_SCORE = 0.1  # of a link; below this, its units have no counterpart


@dataclass(frozen=True, slots=True)
class _Sentences:
    """The sentences of all units, in order, and the number of each sentence's unit."""

    texts: list[str]
    owners: list[int]


@dataclass(frozen=True, slots=True)
class Vectors:
    """The vectors of a pair's sentences and of its units, with the unit of each sentence by language."""

    sentences: PairVectors
    units: PairVectors
    zh_owners: list[int]
    en_owners: list[int]


def align_units(zh: Sequence[str], en: Sequence[str], resources: AlignmentResources) -> list[Link]:
    """Return the links between the units of a Chinese text and of its English translation.

    Links are in order and cover every unit once. A link with an empty side is a unit without counterpart.
    Blank units are never linked. The translation is assumed to be in the order of the text.
    """
    kept = [[number for number, text in enumerate(side) if text.strip()] for side in (zh, en)]
    texts = [[side[number] for number in numbers] for side, numbers in zip((zh, en), kept, strict=True)]
    links = _align(texts[0], texts[1], resources) if all(texts) else []
    if not links:
        return [
            *(Link((number,), ()) for number in range(len(zh))),
            *(Link((), (n,)) for n in range(len(en))),
        ]
    named = [
        replace(link, zh=tuple(kept[0][n] for n in link.zh), en=tuple(kept[1][n] for n in link.en))
        for link in links
    ]
    return _with_blanks(named, len(zh), len(en))


def link_sentences(vectors: Vectors, resources: AlignmentResources) -> list[Link]:
    """Return the links of the first pass: those between the sentences of the units."""
    weights = resources.weights[_name("plain", vectors.sentences)]
    band = find_band(vectors.sentences)
    return find_path(score_band(Candidates(vectors.sentences), band, weights), band, weights.skip)


def read_vectors(zh: Sequence[str], en: Sequence[str], resources: AlignmentResources) -> Vectors:
    """Return the vectors of the sentences and units of both sides; no unit may be blank."""
    zh_inner, en_inner = _split(zh), _split(en)
    meaning = whole = None
    if resources.encoder:
        meaning = (resources.encoder.encode(zh_inner.texts), resources.encoder.encode(en_inner.texts))
        whole = (
            sum_meaning(meaning[0], zh_inner.owners, len(zh)),
            sum_meaning(meaning[1], en_inner.owners, len(en)),
        )
    table, concepts = resources.table, resources.concepts
    sentences = read_units(zh_inner.texts, en_inner.texts, table, concepts, meaning)
    units = sentences
    if len(zh_inner.texts) > len(zh) or len(en_inner.texts) > len(en):
        units = read_units(zh, en, table, concepts, whole)
    return Vectors(sentences, units, zh_inner.owners, en_inner.owners)


def nest(vectors: Vectors, links: Sequence[Link]) -> Nested:
    """Return the ties between the units by the links of their sentences."""
    zh_lengths, en_lengths = vectors.sentences.zh.lengths, vectors.sentences.en.lengths
    rows: list[int] = []
    columns: list[int] = []
    shares: list[tuple[float, float]] = []
    for link in links:
        zh_total, en_total = sum(zh_lengths[n] for n in link.zh), sum(en_lengths[n] for n in link.en)
        for zh in link.zh:
            for en in link.en:
                own = zh_lengths[zh] * en_lengths[en]
                rows.append(vectors.zh_owners[zh])
                columns.append(vectors.en_owners[en])
                shares.append((own / en_total, own / zh_total))
    shape = (len(vectors.units.zh), len(vectors.units.en))
    place = (np.array(rows, np.int64), np.array(columns, np.int64))
    both = np.array(shares, np.float32).reshape(-1, 2)
    return Nested(
        sparse.csr_matrix((both[:, 0], place), shape),
        sparse.csr_matrix((both[:, 1], place), shape),
        _sum_by(vectors.zh_owners, zh_lengths, shape[0]),
        _sum_by(vectors.en_owners, en_lengths, shape[1]),
    )


def link_units(vectors: Vectors, resources: AlignmentResources, first: Sequence[Link]) -> list[Link]:
    """Return the links of the second pass, between the units, given those of the first; with their parts."""
    candidates = Candidates(vectors.units, nest(vectors, first))
    weights = resources.weights[_name("nested", vectors.units)]
    band = find_band(vectors.units)
    links = find_path(score_band(candidates, band, weights), band, weights.skip)
    return [whole for link in links for whole in _judge(link, candidates)]


def _align(zh: Sequence[str], en: Sequence[str], resources: AlignmentResources) -> list[Link]:
    vectors = read_vectors(zh, en, resources)
    return link_units(vectors, resources, link_sentences(vectors, resources))


def _judge(link: Link, candidates: Candidates) -> list[Link]:
    """Return a link with its parts, or its units one by one if its score is too low."""
    if not link.is_aligned:
        return [link]
    if link.score < _LEAST_SCORE:
        return [*(Link((number,), ()) for number in link.zh), *(Link((), (n,)) for n in link.en)]
    return [replace(link, parts=candidates.parts(link))]


def _name(kind: str, pair: PairVectors) -> str:
    return kind if pair.zh.meaning is None else f"{kind}_meaning"


def _split(units: Sequence[str]) -> _Sentences:
    texts, owners = [], []
    for number, text in enumerate(units):
        for start, end in split_sentences(text, at_semicolons=False):
            texts.append(text[start:end])
            owners.append(number)
    return _Sentences(texts, owners)


def _sum_by(owners: Sequence[int], values: Floats, size: int) -> Floats:
    return np.bincount(np.array(owners, np.int64), weights=values, minlength=size).astype(np.float32)


def _with_blanks(links: Sequence[Link], zh_units: int, en_units: int) -> list[Link]:
    """Return the links with each unlinked unit added before the next link of its side.

    A blank unit between two units of one link follows that link.
    """
    blank_zh = sorted(set(range(zh_units)).difference(*(link.zh for link in links)))
    blank_en = sorted(set(range(en_units)).difference(*(link.en for link in links)))
    result: list[Link] = []
    for link in links:
        while blank_zh and link.zh and blank_zh[0] < link.zh[0]:
            result.append(Link((blank_zh.pop(0),), ()))
        while blank_en and link.en and blank_en[0] < link.en[0]:
            result.append(Link((), (blank_en.pop(0),)))
        result.append(link)
    return [*result, *(Link((number,), ()) for number in blank_zh), *(Link((), (n,)) for n in blank_en)]
