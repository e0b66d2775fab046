"""English names of Chinese laws, and laws of other states with such a name."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references.english_laws import chinese_name, is_foreign


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
