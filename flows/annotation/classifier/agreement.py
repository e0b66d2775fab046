"""Agreement of readers, label by label: Cohen's kappa for two, Krippendorff's alpha for any number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import TypedDict

_DIGITS = 3
Readings = Mapping[str, frozenset[str]]  # the labels that each reader gave to one text


class Agreement(TypedDict):
    """The agreement on one label: texts read by two or more, times it was given, mean kappa, and alpha."""

    label: str
    texts: int
    given: int
    kappa: float | None
    alpha: float | None


def cohen_kappa(first: Sequence[bool], second: Sequence[bool]) -> float | None:
    """Return the agreement beyond chance of two readers' yes or no (Cohen 1960).

    Returns None without answers, or if both readers always gave the same one: chance alone would agree.
    Raises ValueError if the two differ in length.
    """
    from sklearn.metrics import cohen_kappa_score  # takes a second to import

    if len(first) != len(second):
        raise ValueError(f"{len(first)} answers and {len(second)}")
    if len({*first, *second}) < 2:
        return None
    return float(cohen_kappa_score(first, second))


def krippendorff_alpha(units: Iterable[Sequence[bool]]) -> float | None:
    """Return Krippendorff's nominal alpha (2011); each unit is the answers that it received.

    Units with one answer do not count. Returns None if there is nothing to agree on or all answers are the
    same.
    """
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
) -> list[Agreement]:
    """Return the agreement on each label, from the answers by text and reader.

    Kappa is the mean over the pairs of readers with texts in common.
    """
    shared = [
        {reader: frozenset(said) for reader, said in given.items()}
        for given in answers.values()
        if len(given) > 1
    ]
    return [_measure(shared, label) for label in labels]


def _measure(shared: Sequence[Readings], label: str) -> Agreement:
    kappas = _pairwise_kappas(shared, label)
    alpha = krippendorff_alpha([[label in said for said in given.values()] for given in shared])
    return {
        "label": label,
        "texts": len(shared),
        "given": sum(label in said for given in shared for said in given.values()),
        "kappa": round(sum(kappas) / len(kappas), _DIGITS) if kappas else None,
        "alpha": None if alpha is None else round(alpha, _DIGITS),
    }


def _pairwise_kappas(shared: Sequence[Readings], label: str) -> list[float]:
    readers = sorted({reader for given in shared for reader in given})
    kappas = []
    for first, second in combinations(readers, 2):
        both = [given for given in shared if first in given and second in given]
        kappas.append(
            cohen_kappa([label in given[first] for given in both], [label in given[second] for given in both])
        )
    return [kappa for kappa in kappas if kappa is not None]
