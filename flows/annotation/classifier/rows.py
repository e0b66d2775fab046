"""Passages as training sees them: their features and labels, alone and joined with others."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.annotation.classifier.examples import Example
from flows.annotation.classifier.features import SENTENCE, extract_features, split_sentences
from flows.annotation.matching import Tagger

SEED = 20240715
# A label with fewer extracts is not taught by them: they would only teach that real passages lack it. Its
# quality on extracts is not reported.
LEAST_POSITIVES = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One passage as training sees it.

    `group` is the group that folds keep together. `unsure` labels count neither way, `untaught` ones only in
    calibration. `extracted` marks a passage whose text is not available.
    """

    features: tuple[str, ...]
    labels: frozenset[str]
    group: str
    language: str
    genre: str = ""
    unsure: frozenset[str] = frozenset()
    untaught: frozenset[str] = frozenset()
    extracted: bool = False


def make_rows(examples: Sequence[Example], tagger: Tagger, *, mask: bool = True) -> list[Row]:
    """Tag the passages and extract their features; `mask` as in `extract_features`."""
    return [_make_row(example.text, example.labels, example, tagger, mask) for example in examples]


def make_evidence(examples: Sequence[Example], tagger: Tagger, *, mask: bool = True) -> list[Row]:
    """Return the sentences that carry labels as separate passages, each once."""
    found: dict[str, Row] = {}
    for example in examples:
        for start, end, labels in example.evidence:
            text = example.text[start:end]
            if text not in found:
                found[text] = _make_row(text, labels, example, tagger, mask)
    return list(found.values())


def _make_row(text: str, labels: frozenset[str], example: Example, tagger: Tagger, mask: bool) -> Row:
    """Return the row of a text that is the passage of `example` or part of it."""
    features = extract_features(tagger.tag(text), tagger.lexicon, mask=mask)
    unsure = example.ignored - labels
    return Row(tuple(features), labels, example.group, example.language, example.genre, unsure)


def join_with_other(rows: Sequence[Row], seed: int) -> list[Row]:
    """Return each passage joined, in random order, with one to three unlabelled passages in its language.

    A real passage makes its point in one clause of many. Neighbours come from `rows` alone, so folds stay
    apart.
    """
    rng = random.Random(seed)
    plain: dict[str, list[Row]] = {}
    for row in rows:
        if not row.labels:
            plain.setdefault(row.language, []).append(row)
    joined: list[Row] = []
    for row in rows:
        if neighbours := plain.get(row.language):
            count = min(rng.choice((1, 1, 2, 3)), len(neighbours))
            others = rng.sample(neighbours, count)
            parts = [row.features, *(_first_sentences(other, rng.randint(1, 3)) for other in others)]
            rng.shuffle(parts)
            features = tuple(name for part in parts for name in (*part, SENTENCE))
            sure = row.labels - row.unsure
            unsure = row.unsure.union(*(other.unsure for other in others)) - sure
            untaught = row.untaught.union(*(other.untaught for other in others)) - sure
            joined.append(replace(row, features=features, unsure=unsure, untaught=untaught))
    return joined


def _first_sentences(row: Row, count: int) -> tuple[str, ...]:
    return tuple(name for part in split_sentences(row.features)[:count] for name in (*part, SENTENCE))


def training_rows(rows: Sequence[Row], evidence: Sequence[Row]) -> list[Row]:
    """Return the rows (extracts twice), the same joined with others, and the evidence of their groups.

    Extracts are of real passages, the kind that the classifier is used on. With an earlier set of extracts,
    twice was slightly better on other real passages than once or three times.
    """
    groups = {row.group for row in rows}
    seen = [*rows, *(row for row in rows if row.extracted)]
    return [*seen, *join_with_other(seen, SEED), *(row for row in evidence if row.group in groups)]


def known_features(rows: Iterable[Row]) -> set[str]:
    """Return the names of all features of the rows."""
    return {name for row in rows for name in row.features}
