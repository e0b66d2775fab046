"""Language detection."""

from __future__ import annotations

import pytest

from flows.text.language import detect_language, detect_main_language


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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("研发工作有序推进。\nhttps://www.example.org/zh/2024/05/notice.html", "zh"),
        ("联系：someone.here@mail.example.org，www.example.org/a-page/of-the/office", "zh"),
        (r"误差为 $\frac{alpha}{beta} \le gamma_{max}$，\(delta \to zero\)，由此可得。", "zh"),
        (r"可得 \begin{align} \alpha &= \beta \\ \gamma &= \delta \end{align} 的结果。", "zh"),
        ("补助 $5 thousand dollars and more, or even $10 thousand", "en"),
        ("落实任务 to carry out the tasks", "mixed"),
        ("https://www.example.org/zh/notice.html", "en"),
        ("", "und"),
    ],
)
def test_addresses_and_formulas_are_in_no_language(text: str, language: str) -> None:
    assert detect_main_language(text) == language
