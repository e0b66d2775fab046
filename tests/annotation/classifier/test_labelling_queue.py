"""The labelling queue."""

from __future__ import annotations

import pytest

from flows.annotation.classifier.labelling_queue import choose_queue, period_of


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
