"""English names of Chinese laws, and laws of other states with such a name."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references.english_laws import (
    Implementing,
    chinese_name,
    find_implemented,
    is_foreign,
)


@pytest.mark.parametrize(
    ("title", "chinese"),
    [
        ("Budget Law", "预算法"),
        ("Law on Work Safety", "安全生产法"),
        ("Law of the People’s Republic of China on Administrative Penalties", "行政处罚法"),
        ("Administrative Penalties Law", "行政处罚法"),
        ("Counter-Terrorism Law of the PRC", "反恐怖主义法"),
        ("PRC Labor Contract Law", "劳动合同法"),
        ("Law on the Protection of Women's Rights", ""),
        ("Law on the People's Bank of China", "中国人民银行法"),
        ("Regulations on Nuclear Export Control", "核出口管制条例"),
        ("Kelp Law", ""),
        ("Law", ""),
        ("", ""),
    ],
)
def test_an_english_name_means_a_chinese_law(title: str, chinese: str) -> None:
    assert chinese_name(title) == chinese


@pytest.mark.parametrize(
    ("owner", "foreign"),
    [("German", True), ("Japan’s", True), ("China’s", False), ("PRC", False), ("New", False), ("U.S.", True)],
)
def test_a_word_before_a_law_may_make_it_that_of_another_state(owner: str, foreign: bool) -> None:
    assert is_foreign(owner) == foreign


_REGULATIONS, _RULES = ("实施条例", "实施细则"), ("实施细则",)


@pytest.mark.parametrize(
    ("title", "law", "endings"),
    [
        ("Regulations for the Implementation of the Kelp Law", "Kelp Law", _REGULATIONS),
        ("Regulations on Implementing the Kelp Law", "Kelp Law", _REGULATIONS),
        ("Implementing Regulations of the Kelp Law of the PRC", "Kelp Law of the PRC", _REGULATIONS),
        ("Kelp Law Implementing Regulations", "Kelp Law", _REGULATIONS),
        ("Detailed Rules for the Implementation of the Kelp Law", "Kelp Law", _RULES),
        ("Implementing Measures for the Kelp Law", "Kelp Law", ("实施办法",)),
        ("Implementation Plan for the Kelp Law", "", ()),
        ("Regulations for the Use of the Kelp Law", "", ()),
    ],
)
def test_regulations_may_implement_a_law(title: str, law: str, endings: tuple[str, ...]) -> None:
    assert find_implemented(title) == (Implementing(law, endings) if law else None)
