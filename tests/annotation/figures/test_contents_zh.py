"""Contents per unit and levels of noise in Chinese."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets


@pytest.mark.parametrize(
    ("text", "words", "unit", "value", "value_to"),
    [
        ("烟尘浓度限值为每立方米10毫克。", "每立方米10毫克", "mg/m3", 10, None),
        ("食盐中碘含量应为每公斤20至30毫克。", "每公斤20至30毫克", "mg/kg", 20, 30),
        ("出水总氮为每升12毫克。", "每升12毫克", "mg/L", 12, None),
        ("夜间噪声不得超过55分贝。", "55分贝", "decibels", 55, None),
    ],
)
def test_contents_per_unit_and_noise_are_read(
    text: str, words: str, unit: str, value: float, value_to: float | None
) -> None:
    (found,) = find_targets(text, "zh")
    assert (found.text, found.unit, found.value, found.value_to) == (words, unit, value, value_to)
