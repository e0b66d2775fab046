"""How far readers agree: Cohen's kappa for two, Krippendorff's alpha for any number, label by label; pure functions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any


def cohen_kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Cohen (1960): agreement beyond chance of two readers' yes or no; None where chance alone would agree always.

    Raises ValueError where the two are of different length.
    """
    total = len(first)
    if not total:
        return None
    same = sum(one == other for one, other in zip(first, second, strict=True)) / total
    yes = sum(first) / total, sum(second) / total
    chance = yes[0] * yes[1] + (1 - yes[0]) * (1 - yes[1])
    return None if chance == 1 else (same - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[bool]]) -> float | None:
    """Krippendorff (2011), nominal: each unit holds the answers it got; units with one answer count for nothing. None
    where there is nothing to agree on, or all answers are the same."""
    together: Counter[tuple[bool, bool]] = Counter()
    for answers in units:
        if len(answers) > 1:
            for one, first in enumerate(answers):
                for other, second in enumerate(answers):
                    if one != other:
                        together[first, second] += 1 / (len(answers) - 1)  # type: ignore[assignment]
    totals = {
        value: sum(count for (first, _), count in together.items() if first == value)
        for value in (True, False)
    }
    total = sum(totals.values())
    expected = 2 * totals[True] * totals[False]
    if total < 2 or not expected:
        return None
    observed = together[True, False] + together[False, True]
    return 1 - (total - 1) * observed / expected


def agreement_of(
    answers: Mapping[str, Mapping[str, Iterable[str]]], labels: Sequence[str]
) -> list[dict[str, Any]]:
    """Return a row a label from answers by text and reader: texts read by two or more, how often the label was given, mean
    kappa over the pairs of readers with texts in common, and alpha."""
    shared = {
        text: {reader: set(said) for reader, said in given.items()}
        for text, given in answers.items()
        if len(given) > 1
    }
    readers = sorted({reader for given in shared.values() for reader in given})
    rows: list[dict[str, Any]] = []
    for label in labels:
        kappas = []
        for first, second in combinations(readers, 2):
            both = [
                (label in given[first], label in given[second])
                for given in shared.values()
                if first in given and second in given
            ]
            kappa = cohen_kappa([one for one, _ in both], [other for _, other in both])
            if kappa is not None:
                kappas.append(kappa)
        alpha = krippendorff_alpha([[label in said for said in given.values()] for given in shared.values()])
        given_times = sum(label in said for given in shared.values() for said in given.values())
        rows.append(
            {
                "label": label,
                "texts": len(shared),
                "given": given_times,
                "kappa": round(sum(kappas) / len(kappas), 3) if kappas else None,
                "alpha": round(alpha, 3) if alpha is not None else None,
            }
        )
    return rows
