"""Agreement between readers: worked examples from the literature, and invariances."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.classifier.agreement import agreement_of, cohen_kappa, krippendorff_alpha


@pytest.mark.parametrize(
    ("both", "first", "second", "neither", "expected"),
    [
        (20, 5, 10, 15, 0.4),
        (45, 15, 25, 15, 0.1304),
        (25, 35, 5, 35, 0.2593),
        (10, 0, 0, 10, 1.0),
        (0, 10, 10, 0, -1.0),
    ],
)
def test_kappa(both: int, first: int, second: int, neither: int, expected: float) -> None:
    one = [True] * (both + first) + [False] * (second + neither)
    other = [True] * both + [False] * first + [True] * second + [False] * neither
    assert cohen_kappa(one, other) == pytest.approx(expected, abs=1e-3)


def test_kappa_where_it_says_nothing() -> None:
    assert cohen_kappa([], []) is None
    assert cohen_kappa([False, False], [False, False]) is None
    with pytest.raises(ValueError, match=r"2 answers and 1"):
        cohen_kappa([True, False], [True])


def test_alpha_of_krippendorffs_binary_example() -> None:
    """Krippendorff (2011), section A: two observers, ten units, alpha .095."""
    first = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    second = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert krippendorff_alpha(list(zip(map(bool, first), map(bool, second), strict=True))) == pytest.approx(
        0.095, abs=1e-3
    )


@given(st.lists(st.lists(st.booleans(), max_size=4), max_size=12))
def test_alpha_bounds_and_single_answers(units: list[list[bool]]) -> None:
    alpha = krippendorff_alpha(units)
    assert alpha is None or -1 <= alpha <= 1
    assert krippendorff_alpha([*units, [True]]) == alpha


def test_rows_by_label() -> None:
    answers = {f"t{n}": {"ann": ["a"] if n < 5 else [], "bo": ["a"] if n < 4 else []} for n in range(10)}
    answers["alone"] = {"ann": ["a"]}
    first, second = agreement_of(answers, ["a", "b"])
    assert (first["texts"], first["given"], first["kappa"]) == (10, 9, 0.8)
    assert (second["given"], second["kappa"], second["alpha"]) == (0, None, None)
