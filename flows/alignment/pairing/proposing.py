"""Proposing pairs by content: blocking by rare keys that both have, then a score of everything they share.

Documents are not all compared with each other. A key in at most 100 documents of each language leads from
each of them to each of the other language's: at most 10,000 steps per key, however many documents there are.
Of the documents found this way, the 10 with the largest weight of rare keys in common are compared in full.
"""

from __future__ import annotations

import math
import tomllib
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from flows.alignment.pairing.contents import KINDS, Content, Vocabulary, count_documents, read_contents
from flows.records import ReportCount
from flows.store import Store
from flows.store.translations import Clue, FoundPair, PairFilter, compared_documents, read_pairs

_RARE = 100  # documents per language
_CANDIDATES = 10
_LEAST_SHARED = 4  # keys from which their order is meaningful
# Evidence against a pair: values that only one in twenty true pairs of that size falls below.
_LEAST_SHARED_OF_SURE = 5
_MANY_NUMBERS, _LEAST_NUMBERS = 6, 0.5  # different numbers on either side; their share
_MANY_SHARED, _LEAST_SHARE, _LEAST_ORDER = 15, 0.6, 0.6
_EXAMPLES = 4
_LENGTH_RATIO = 3.3  # English characters per Chinese one
_LENGTH_DEVIATION = 0.35  # of its natural logarithm
_WAITING = 12  # months after which a translation is late

_NUMBERS = KINDS.index("numbers")

Array = NDArray[np.float64]
SameIssuer = Callable[[str, str], bool | None]


@dataclass(frozen=True, slots=True)
class Weights:
    """The weights of the features, fitted on texts whose pairs are known, and two limits of the score.

    From `used` on, a pair is used without confirmation; from `shown` on, it is proposed.
    """

    constant: float
    features: dict[str, float]
    used: float
    shown: float


@cache
def read_weights() -> Weights:
    """Return the weights of the score."""
    table = tomllib.loads(Path(__file__).with_name("weights.toml").read_text(encoding="utf-8"))
    return Weights(table["constant"], table["features"], table["used"], table["shown"])


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents with their features; `base` ranks the candidates of a document.

    `shared` are the keys in common, `numbers` counts the different numbers of the side that has fewer.
    """

    zh: Content
    en: Content
    base: float
    features: dict[str, float]
    shared: NDArray[np.int32]
    numbers: int


class _Comparer:
    """Compares contents by their shared keys, each weighted by its rarity in both languages."""

    def __init__(
        self, zh: Sequence[Content], en: Sequence[Content], vocabulary: Vocabulary, same_issuer: SameIssuer
    ) -> None:
        size = len(vocabulary.names)
        self.in_zh, self.in_en = count_documents(zh, size), count_documents(en, size)
        total = len(zh) + len(en)
        self.weights: Array = np.log((total + 2) / (self.in_zh + self.in_en + 1))
        self.kinds = np.array([KINDS.index(kind) for kind, _ in vocabulary.names], dtype=np.int8)
        # English texts capitalise many words that no Chinese text writes in Latin letters.
        self.counted_en = (self.kinds != KINDS.index("names")) | (self.in_zh > 0)
        self.same_issuer = same_issuer

    def is_rare(self) -> NDArray[np.bool_]:
        """Return, by key, whether it is used to lead from document to document."""
        rare: NDArray[np.bool_] = (
            (self.in_zh > 0)
            & (self.in_en > 0)
            & (self.in_zh <= _RARE)
            & (self.in_en <= _RARE)
            & (self.kinds != KINDS.index("sections"))
        )
        return rare

    def compare(self, zh: Content, en: Content) -> Comparison:
        """Return the comparison of two documents."""
        shared, here, there = np.intersect1d(zh.keys, en.keys, assume_unique=True, return_indices=True)
        common = np.minimum(zh.counts[here], en.counts[there]) ** 0.5 * self.weights[shared]
        shares = {}
        whole_common = whole_zh = whole_en = 0.0
        for number, kind in enumerate(KINDS):
            part = float(common[self.kinds[shared] == number].sum())
            of_zh = self._weigh(zh, number, None)
            of_en = self._weigh(en, number, self.counted_en)
            shares[kind] = part / math.sqrt(of_zh * of_en) if of_zh and of_en else 0.0
            if kind != "sections":
                whole_common, whole_zh, whole_en = whole_common + part, whole_zh + of_zh, whole_en + of_en
        base = whole_common / math.sqrt(whole_zh * whole_en) if whole_common else 0.0
        features = {
            "share": base,
            "numbers": shares["numbers"],
            "dates": shares["dates"],
            "names": shares["names"],
            "concepts": shares["concepts"],
            "sections": shares["sections"],
            "mass": math.log1p(whole_common),
            "order": self._compare_order(zh.places[here], en.places[there], self.weights[shared]),
            "length": -min(abs(math.log(en.length / zh.length / _LENGTH_RATIO)) / _LENGTH_DEVIATION, 4.0),
            "period": compare_dates(zh.document.date, en.document.date),
            "issuer": self._compare_issuers(zh.document.publisher, en.document.publisher),
        }
        numbers = min(int((self.kinds[side.keys] == _NUMBERS).sum()) for side in (zh, en))
        return Comparison(zh, en, base, features, shared.astype(np.int32), numbers)

    def _weigh(self, content: Content, kind: int, counted: NDArray[np.bool_] | None) -> float:
        chosen = self.kinds[content.keys] == kind
        if counted is not None:
            chosen &= counted[content.keys]
        return float((content.counts[chosen] ** 0.5 * self.weights[content.keys[chosen]]).sum())

    @staticmethod
    def _compare_order(zh: NDArray[np.float32], en: NDArray[np.float32], weights: Array) -> float:
        """Return how well the shared keys keep their order: 1 for the same positions, about 0 if random."""
        if len(zh) < _LEAST_SHARED or not weights.sum():
            return 0.0
        return 1.0 - 3.0 * float(np.average(np.abs(zh - en), weights=weights))

    def _compare_issuers(self, zh: str, en: str) -> float:
        """Return 1 for the same issuer, -1 for another, 0 if one is unknown."""
        is_same = self.same_issuer(zh, en) if zh and en else None
        if is_same is None:
            return 0.0
        return 1.0 if is_same else -1.0


def compare_dates(zh: str, en: str) -> float:
    """Return 1 up to a month apart, 0 up to a year or if unknown, else -1; for bare years, 0.5 or -0.5."""
    if len(zh) < 4 or len(en) < 4:
        return 0.0
    if len(zh) < 7 or len(en) < 7:
        return 0.5 if zh[:4] == en[:4] else -0.5
    months = abs((int(en[:4]) - int(zh[:4])) * 12 + int(en[5:7]) - int(zh[5:7]))
    if months <= 1:
        return 1.0
    return 0.0 if months <= _WAITING else -1.0


def propose_pairs(store: Store, same_issuer: SameIssuer, report: ReportCount) -> list[FoundPair]:
    """Return the pairs proposed by the contents of documents, the surest first.

    Each document is in at most one pair: with its best candidate, if it is that candidate's best too.
    Documents in a pair that is known otherwise or confirmed are left out, and so are dismissed pairs.
    """
    vocabulary = Vocabulary()
    zh, en = (
        list(read_contents(store, compared_documents(store, language), language, vocabulary))
        for language in ("zh", "en")
    )
    if not zh or not en:
        return []
    dismissed = {
        (pair.zh_document_id, pair.en_document_id)
        for pair in read_pairs(store, PairFilter(statuses=("dismissed",)))
    }
    comparisons = [
        one
        for one in compare_candidates(zh, en, vocabulary, same_issuer, report)
        if (one.zh.document.id, one.en.document.id) not in dismissed
    ]
    found = []
    for comparison, score in score_best(comparisons):
        weights = read_weights()
        pair = FoundPair(
            comparison.zh.document.id,
            comparison.en.document.id,
            "proposed",
            "used" if is_sure(comparison, score) else "proposed",
            score,
            tuple(_list_clues(comparison, vocabulary)),
        )
        if score >= weights.shown:
            found.append(pair)
    return sorted(found, key=lambda pair: (-pair.score, pair.id))


def is_sure(comparison: Comparison, score: float) -> bool:
    """Return whether a pair is used without confirmation: its score is high, and nothing speaks against it.

    Reports of two years by one body share issuer, names, terms and their order, but not their figures and
    dates. The reports to the congress of 2021 and 2022 have 27 % of the weight of their numbers in common;
    nine in ten translations with as many numbers have more than 70 %.
    """
    return score >= read_weights().used and not any(rules_out(comparison) for rules_out in _AGAINST)


def has_few_keys(comparison: Comparison) -> bool:
    """Detect two short notes that name Shanxi and nothing else."""
    return len(comparison.shared) < _LEAST_SHARED_OF_SURE


def has_other_numbers(comparison: Comparison) -> bool:
    """Detect the reports of two years: growth of 8.1% in one, of 2.3% in the other."""
    return comparison.numbers >= _MANY_NUMBERS and comparison.features["numbers"] < _LEAST_NUMBERS


def has_other_contents(comparison: Comparison) -> bool:
    """Detect an outline and the recommendations for it, among others: the same terms in another order."""
    if len(comparison.shared) < _MANY_SHARED:
        return False
    return comparison.features["share"] < _LEAST_SHARE or comparison.features["order"] < _LEAST_ORDER


def has_other_date(comparison: Comparison) -> bool:
    """Detect a report of 2021 and one of 2023."""
    return comparison.features["period"] < 0


_AGAINST = (has_few_keys, has_other_numbers, has_other_contents, has_other_date)


def compare_candidates(
    zh: Sequence[Content],
    en: Sequence[Content],
    vocabulary: Vocabulary,
    same_issuer: SameIssuer,
    report: ReportCount,
) -> list[Comparison]:
    """Return the comparisons of each document with those that share the most rare keys with it."""
    comparer = _Comparer(zh, en, vocabulary, same_issuer)
    candidates = _find_candidates(zh, en, comparer)
    found = []
    for number, (one, other) in enumerate(candidates):
        if not number % 1000:
            report(number, len(candidates))
        found.append(comparer.compare(zh[one], en[other]))
    return found


def _find_candidates(
    zh: Sequence[Content], en: Sequence[Content], comparer: _Comparer
) -> list[tuple[int, int]]:
    """Return the (Chinese, English) pairs worth comparing: the best ten of each document."""
    rare = comparer.is_rare()
    by_key: dict[int, list[int]] = defaultdict(list)
    for number, content in enumerate(zh):
        for key in content.keys[rare[content.keys]]:
            by_key[int(key)].append(number)
    best: dict[int, list[tuple[float, int]]] = defaultdict(list)
    chosen: set[tuple[int, int]] = set()
    for number, content in enumerate(en):
        sums: dict[int, float] = defaultdict(float)
        for key in content.keys[rare[content.keys]]:
            weight = float(comparer.weights[key])
            for other in by_key[int(key)]:
                sums[other] += weight
        ranked = sorted(((weight, other) for other, weight in sums.items()), reverse=True)
        chosen.update((other, number) for _, other in ranked[:_CANDIDATES])
        for weight, other in ranked[: 5 * _CANDIDATES]:
            best[other].append((weight, number))
    for other, ranked in best.items():
        chosen.update((other, number) for _, number in sorted(ranked, reverse=True)[:_CANDIDATES])
    return sorted(chosen)


def score_best(comparisons: Sequence[Comparison]) -> list[tuple[Comparison, float]]:
    """Return the comparisons that are the best for both documents, with their scores from 0 to 1."""
    of_zh: dict[str, list[Comparison]] = defaultdict(list)
    of_en: dict[str, list[Comparison]] = defaultdict(list)
    for one in comparisons:
        of_zh[one.zh.document.id].append(one)
        of_en[one.en.document.id].append(one)
    found = []
    for rivals in of_zh.values():
        best = max(rivals, key=_rank)
        if best is max(of_en[best.en.document.id], key=_rank) and best.base:
            margin = min(_lead(best, rivals), _lead(best, of_en[best.en.document.id]))
            found.append((best, score_features(best.features | {"margin": margin})))
    return found


def _rank(one: Comparison) -> tuple[float, str, str]:
    return one.base + 0.2 * one.features["order"], one.zh.document.id, one.en.document.id


def _lead(best: Comparison, rivals: Sequence[Comparison]) -> float:
    """Return the lead of the best over the next that is not a copy of it: 0 for none, 1 for a full lead."""
    others = [rival for rival in rivals if not _is_copy(rival.zh, best.zh) or not _is_copy(rival.en, best.en)]
    second = max((_rank(rival)[0] for rival in others), default=0.0)
    return max(0.0, min(1.0, 1.0 - max(second, 0.0) / max(_rank(best)[0], 1e-9)))


def _is_copy(one: Content, other: Content) -> bool:
    cluster = one.document.cluster
    return one.document.id == other.document.id or bool(cluster and cluster == other.document.cluster)


def score_features(features: dict[str, float]) -> float:
    """Return the score of a pair, from 0 to 1."""
    weights = read_weights()
    total = weights.constant + sum(weights.features[name] * value for name, value in features.items())
    return 1.0 / (1.0 + math.exp(-max(-40.0, min(40.0, total))))


def _list_clues(comparison: Comparison, vocabulary: Vocabulary) -> list[Clue]:
    """Return the evidence for a pair, with the longest keys as examples."""
    clues = []
    names = [vocabulary.names[int(key)] for key in comparison.shared]
    for kind in KINDS:
        found = [name.removeprefix("=") for other, name in names if other == kind]
        if found:
            clues.append(
                Clue(kind, len(found), tuple(sorted(found, key=lambda name: (-len(name), name))[:_EXAMPLES]))
            )
    for kind in ("order", "length", "period", "issuer"):
        value = comparison.features[kind]
        if value:
            clues.append(Clue(kind, round(100 * value)))
    return clues
