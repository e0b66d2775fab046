"""Train what aligning needs: the translation table of a dictionary, and the weights of links."""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from flows.alignment.linking.candidates import Candidates, Weights
from flows.alignment.linking.engine import align_units, link_sentences, nest, read_vectors
from flows.alignment.linking.gluing import Glued, LinkScores, Pairing, score_links, sum_scores
from flows.alignment.linking.resources import AlignmentResources
from flows.alignment.linking.translations import (
    Entry,
    TranslationTable,
    build_table,
    find_stems,
    read_function_words,
)
from flows.alignment.linking.vectors import Floats
from flows.records import ReportMessage
from flows.text import HAN, fold_label, lazy_pattern

# Prices of a unit without counterpart, in log-odds, for the first and second pass. Of 1 to 4 each, these are
# in the middle of a flat optimum.
_FIRST_SKIP, _SECOND_SKIP = 2.0, 3.0
_NEAR = 5  # cells to either side of the true path that are used as examples
_LONGEST_WORD = 6
_ENTRY = lazy_pattern(r"\S+ (\S+) \[[^\]]*\] /(.+)/")
_HAN_WORD = lazy_pattern(f"[{HAN}]+")
_ASIDE = lazy_pattern(rf"\([^)]*\)|\[[^\]]*\]|[{HAN}|]+")
_NO_SENSE = lazy_pattern(r"variant of|see also|^see |^surname |^CL:|abbr\. for|^old name|\(Tw\)")


def read_dictionary(path: Path) -> Iterator[Entry]:
    """Yield each word of a dictionary in CEDICT's format with the stems of each of its senses."""
    open_file = gzip.open if path.suffix == ".gz" else open
    with open_file(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            match = _ENTRY.match(line)
            word = fold_label(match[1]) if match else ""
            if not match or not _HAN_WORD.fullmatch(word) or len(word) > _LONGEST_WORD:
                continue
            for sense in match[2].split("/"):
                if not _NO_SENSE.search(sense):
                    yield word, find_stems(_ASIDE.sub(" ", sense))


def train_table(dictionary: Path) -> TranslationTable:
    """Return the translation table of a dictionary in CEDICT's format."""
    return build_table(read_dictionary(dictionary), read_function_words())


def train_weights(
    documents: Sequence[Glued], bare: AlignmentResources, report: ReportMessage
) -> dict[str, Weights]:
    """Return the weights of both passes, also with sentence vectors if `bare` has an encoder.

    `documents` are glued; `bare` has no weights yet.
    """
    weights: dict[str, Weights] = {}
    for suffix, encoder in (("", None), ("_meaning", bare.encoder)):
        if suffix and encoder is None:
            continue
        stage = replace(bare, encoder=encoder)
        vectors = [read_vectors(document.zh, document.en, stage) for document in documents]
        report(f"{len(documents)} documents read{suffix and ' with their meaning'}")
        gold_links = [document.gold for document in documents]
        weights[f"plain{suffix}"] = _fit([Candidates(own.units) for own in vectors], gold_links, _FIRST_SKIP)
        stage = replace(stage, weights=weights)
        nested = [Candidates(own.units, nest(own, link_sentences(own, stage))) for own in vectors]
        weights[f"nested{suffix}"] = _fit(nested, gold_links, _SECOND_SKIP)
    return weights


def measure_links(documents: Sequence[Glued], stage: AlignmentResources) -> LinkScores:
    """Return the scores of links in glued documents; only exact links are right."""
    found = (align_units(document.zh, document.en, stage) for document in documents)
    return sum_scores(score_links(links, own.gold) for links, own in zip(found, documents, strict=True))


def _fit(candidates: Sequence[Candidates], gold_links: Sequence[Sequence[Pairing]], skip: float) -> Weights:
    from sklearn.linear_model import LogisticRegression  # slow to import

    examples = [
        part for own, gold in zip(candidates, gold_links, strict=True) for part in _examples(own, gold)
    ]
    features = np.concatenate([part for part, _ in examples])
    labels = np.concatenate([part for _, part in examples])
    model = LogisticRegression(C=10, max_iter=2000).fit(features, labels)
    return Weights(
        candidates[0].features, model.coef_[0].astype(np.float32), float(model.intercept_[0]), skip
    )


def _examples(candidates: Candidates, gold: Sequence[Pairing]) -> Iterator[tuple[Floats, Floats]]:
    """Yield the candidates near the true path with their labels: rows of features, and 0 or 1."""
    rows, columns = len(candidates.pair.zh), len(candidates.pair.en)
    starts = ([zh[0] for zh, _ in gold] or [0], [en[0] for _, en in gold] or [0])
    first_en = np.interp(np.arange(rows), *starts)
    right = {(zh[0], en[0], len(zh), len(en)) for zh, en in gold}
    for size in candidates.sizes() if gold else ():
        for row in range(rows - size[0] + 1):
            centre = int(first_en[row])
            near = range(max(0, centre - _NEAR), min(columns - size[1] + 1, centre + _NEAR + 1))
            if near:
                found = candidates.compare(size, range(row, row + 1), near)[0]
                yield found, np.array([(row, column, *size) in right for column in near], np.float32)
