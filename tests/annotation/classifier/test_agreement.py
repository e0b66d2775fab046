"""Agreement of readers: worked examples of the literature, and what may not matter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.classifier.agreement import agreement_of, cohen_kappa, krippendorff_alpha
from flows.annotation.classifier.labelling_queue import choose_queue, period_of


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
    with pytest.raises(ValueError, match="1 answers|2 answers"):
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


# The queue
# ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "period"),
    [("2020-05-01", "2016-2020"), ("2021", "2021-2025"), ("2016", "2016-2020"), ("", ""), ("later", "")],
)
def test_period(date: str, period: str) -> None:
    assert period_of(date) == period


def candidate(text: str, probability: float, date: str = "2020") -> dict[str, object]:
    return {"text": text, "date": date, "language": "zh", "probabilities": {"a": probability, "b": 0.01}}


def test_queue_is_uncertain_diverse_and_of_every_period() -> None:
    candidates = [
        candidate("第一段文字谈攻关", 0.5),
        candidate("第一段文字谈攻关。", 0.51),
        candidate("另外一段讲开放", 0.9),
        candidate("旧文件里的合资企业", 0.7, "1994"),
    ]
    chosen = choose_queue(candidates, 3)
    assert [item["text"] for item in chosen] == ["旧文件里的合资企业", "第一段文字谈攻关", "另外一段讲开放"]
    assert chosen[1]["uncertainty"] == 1.0
    assert chosen[1]["doubted"] == "a"
    assert choose_queue(candidates, 0) == []
    assert choose_queue([{**candidates[0], "probabilities": {}}], 5) == []
