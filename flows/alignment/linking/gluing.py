"""Glue sentence pairs into documents whose alignment is known, for training and measuring."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from flows.alignment.linking.links import Link
from flows.errors import UsageError

SentencePair = tuple[str, str]
Pairing = tuple[tuple[int, ...], tuple[int, ...]]  # units of both sides that are linked
_LENGTHS = (30, 60, 120, 300)
_DROPPED, _JOINED = 0.1, 0.1  # shares of the sentences of a side


@dataclass(frozen=True, slots=True)
class Glued:
    """A glued document: the units of both sides, and its links between them, in order."""

    zh: list[str]
    en: list[str]
    gold: list[Pairing]


class LinkScores(NamedTuple):
    """Precision, recall and F1 of links that are exactly right; units without counterpart don't count."""

    precision: float
    recall: float
    f1: float


def read_pairs(path: Path) -> dict[str, list[SentencePair]]:
    """Return the (zh, en) pairs of a TSV file with the columns zh and en, by its column `set`, in order.

    Raises UsageError if the columns are missing.
    """
    found: dict[str, list[SentencePair]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
        if not {"zh", "en"} <= set(rows.fieldnames or ()):
            raise UsageError("alignment.no_pairs", path=path)
        for row in rows:
            zh, en = row["zh"] or "", row["en"] or ""
            if zh.strip() and en.strip():
                found.setdefault(row.get("set") or "", []).append((zh, en))
    return found


def glue_sets(sets: Sequence[Sequence[SentencePair]], documents: int, seed: int) -> list[Glued]:
    """Return documents of 30 to 300 adjacent pairs, drawn from the sets; the same seed returns the same."""
    rng = random.Random(seed)
    glued = []
    for _ in range(documents):
        pairs = rng.choice(sets)
        length = min(rng.choice(_LENGTHS), len(pairs))
        start = rng.randrange(len(pairs) - length + 1)
        glued.append(glue(pairs[start : start + length], rng))
    return glued


def glue(pairs: Sequence[SentencePair], rng: random.Random) -> Glued:
    """Return one document made of the pairs, in order.

    On each side, a share of the sentences is left out (`_DROPPED`), and a share is joined with the next one
    into one unit (`_JOINED`).
    """
    zh, en = (_draw_units(len(pairs), rng) for _ in range(2))
    return Glued(
        ["".join(pairs[number][0] for number in unit) for unit in zh],
        [" ".join(pairs[number][1] for number in unit) for unit in en],
        _link_units(zh, en),
    )


def score_links(found: Iterable[Link], gold: Iterable[Pairing]) -> tuple[int, int, int]:
    """Return the numbers of correct links, of links found and of links that exist."""
    own = {(link.zh, link.en) for link in found if link.is_aligned}
    known = set(gold)
    return len(own & known), len(own), len(known)


def sum_scores(counts: Iterable[tuple[int, int, int]]) -> LinkScores:
    """Return the scores of several documents together; every link has the same weight."""
    right, found, known = (sum(column) for column in zip(*counts, strict=True))
    precision, recall = right / max(1, found), right / max(1, known)
    return LinkScores(precision, recall, 2 * precision * recall / max(1e-9, precision + recall))


def _draw_units(size: int, rng: random.Random) -> list[list[int]]:
    units: list[list[int]] = []
    for number in range(size):
        if rng.random() < _DROPPED:
            continue
        follows = units and units[-1][-1] == number - 1 and len(units[-1]) == 1
        if follows and rng.random() < _JOINED:
            units[-1].append(number)
        else:
            units.append([number])
    return units


def _link_units(zh: Sequence[Sequence[int]], en: Sequence[Sequence[int]]) -> list[Pairing]:
    """Return the groups of units that share sentences, directly or through each other."""
    zh_unit = {sentence: number for number, unit in enumerate(zh) for sentence in unit}
    en_unit = {sentence: number for number, unit in enumerate(en) for sentence in unit}
    links: list[tuple[set[int], set[int]]] = []
    for sentence in sorted(zh_unit.keys() & en_unit.keys()):
        own, other = zh_unit[sentence], en_unit[sentence]
        if links and (own in links[-1][0] or other in links[-1][1]):
            links[-1][0].add(own)
            links[-1][1].add(other)
        else:
            links.append(({own}, {other}))
    return [(tuple(sorted(own)), tuple(sorted(other))) for own, other in links]
