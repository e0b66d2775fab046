"""Language detection."""

from __future__ import annotations

import pytest

from flows.text.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("各单位要认真落实。", "zh"),
        ("Each unit shall report.", "en"),
        ("各有关单位要认真研究并健全新型举国体制（whole-of-nation system）的制度安排", "zh"),
        ("健全新型举国体制（whole-of-nation system）", "mixed"),
        ("A股市场运行平稳", "zh"),
        ("The rule on A&C (自主可控) covers the whole of the industry and every supplier in it", "en"),
        ("自主可控 autonomous and controllable", "mixed"),
        ("新型舉國體制", "zh"),
        ("2021-03-12", "und"),
        ("", "und"),
        ("。，——", "und"),
        ("A", "und"),
        ("한국어 문장", "und"),
    ],
)
def test_language(text: str, language: str) -> None:
    assert detect_language(text) == language
