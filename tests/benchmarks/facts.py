"""Facts read from passages, on the shared development sets: mentions, strategies, instruments.

The sets are `mentions_dev.jsonl` and `strategies_dev.jsonl`; nothing is trained on them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flows.annotation import Annotator, load_annotator
from flows.records import Mention
from tests.benchmarks.texts import SHARED
from tests.support import MODELS

_SETS = SHARED.parent / "eval"
_STRATEGIES = ("whole_of_nation", "indigenous_champions", "foreign_technology", "tech_leverage")
_LEAST = 10  # positives needed for a label's F1 to be in a mean
Span = tuple[int, int, str]


def main() -> None:
    """Print precision, recall and F1 per type of mention and per label; `-v` lists missing and wrong ones."""
    if not _SETS.is_dir():
        print("shared evaluation sets not there")
        return
    annotator = load_annotator(MODELS)
    verbose = "-v" in sys.argv
    measure_mentions(annotator, verbose=verbose)
    measure_labels(annotator)


def measure_mentions(annotator: Annotator, *, verbose: bool = False) -> None:
    """Score outer mentions by overlap with the same type; optional spans are not counted."""
    found, right, due, met = Counter[str](), Counter[str](), Counter[str](), Counter[str]()
    for row in _read("mentions_dev.jsonl"):
        ours = [
            _span(mention) for mention in annotator.annotate([row["text"]])[0].mentions if not mention.nested
        ]
        needed = [_gold(mention) for mention in row["mentions"] if not mention["optional"]]
        allowed = [_gold(mention) for mention in row["mentions"] if mention["optional"]]
        for span in ours:
            if _overlaps(span, needed):
                right[span[2]] += 1
            elif any(span[0] < end and start < span[1] for start, end, _ in allowed):
                continue
            elif verbose:
                print(f"  wrong  {span[2]:10s} {row['text'][span[0] : span[1]]}")
            found[span[2]] += 1
        for span in needed:
            due[span[2]] += 1
            met[span[2]] += _overlaps(span, ours)
            if verbose and not _overlaps(span, ours):
                print(f"  missed {span[2]:10s} {row['text'][span[0] : span[1]]}")
    for kind in (*sorted(due), "all"):
        kinds = list(due | found) if kind == "all" else [kind]
        totals = [sum(counter[name] for name in kinds) for counter in (right, found, met, due)]
        precision, recall = _ratio(*totals[:2]), _ratio(*totals[2:])
        print(
            f"mentions {kind:10s} P {precision:.3f} R {recall:.3f} F1 {_f1(precision, recall):.3f} ({totals[3]})"
        )


def measure_labels(annotator: Annotator) -> None:
    """Score labels; those that are disputed or in `alt` are not counted."""
    rows = list(_read("strategies_dev.jsonl"))
    annotations = annotator.annotate([row["text"] for row in rows])
    for language in ("zh", "en", "all"):
        chosen = [
            (row, made)
            for row, made in zip(rows, annotations, strict=True)
            if language in (row["language"], "all")
        ]
        pairs = [(row["labels"], {*row["disputed"], *row["alt"]}, made.labels) for row, made in chosen]
        _print_labels(f"strategies {language}", pairs, _STRATEGIES)
    pairs = [
        (row["instruments"], set(row["instruments_disputed"]), made.instruments)
        for row, made in zip(rows, annotations, strict=True)
    ]
    positives = Counter(label for labels, *_ in pairs for label in labels)
    _print_labels(
        "instruments", pairs, [label for label, count in positives.most_common() if count >= _LEAST]
    )


def _print_labels(
    title: str, rows: Sequence[tuple[Sequence[str], set[str], Sequence[str]]], labels: Iterable[str]
) -> None:
    scores = []
    for label in labels:
        right = sum(label in gold and label in made for gold, _, made in rows)
        wrong = sum(label in made and label not in gold and label not in alt for gold, alt, made in rows)
        missed = sum(label in gold and label not in made for gold, _, made in rows)
        precision, recall = _ratio(right, right + wrong), _ratio(right, right + missed)
        scores.append(_f1(precision, recall))
        print(f"{title} {label:32s} P {precision:.3f} R {recall:.3f} F1 {scores[-1]:.3f} ({right + missed})")
    print(f"{title} macro-F1 {sum(scores) / len(scores):.3f}")


def _read(name: str) -> Iterable[dict[str, Any]]:
    for line in (_SETS / name).read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _span(mention: Mention) -> Span:
    return mention.start, mention.end, mention.type


def _gold(mention: Mapping[str, Any]) -> Span:
    return mention["start"], mention["end"], mention["type"]


def _overlaps(span: Span, others: Iterable[Span]) -> bool:
    return any(span[2] == kind and span[0] < end and start < span[1] for start, end, kind in others)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


if __name__ == "__main__":
    main()
