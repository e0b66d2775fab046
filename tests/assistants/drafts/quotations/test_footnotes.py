"""Numbered notes behind quotations name their sources."""

from __future__ import annotations

import pytest

from tests.assistants.drafts.telling import Check, told

WORDS = "坚持陆海统筹，建设海洋强省"
LAW, PLAN = "《样例省海带养殖条例》，2020年。", "《样例省海洋经济发展规划》，2015年。"


@pytest.mark.parametrize(
    ("behind", "notes", "verdict"),
    [
        ("[1]", f"[1] {PLAN}", "exact"),
        ("[1]", f"[1] {LAW}", "misattributed"),
        ("①", f"① {LAW}", "misattributed"),
        ("[^2]", f"[^1]: {PLAN}\n[^2]: {LAW}", "misattributed"),
        ("¹²", f"¹ {PLAN}\n¹² {LAW}", "misattributed"),
        ("。[2]", f"[1] {LAW}\n[2] 同上，第5页。", "misattributed"),
        ("[3]", f"[1] {LAW}\n[2] 同上。\n[3] Ibid.", "misattributed"),
        # Numbers begin again: the next note of that number counts.
        ("[1]", f"[1] {PLAN}\n\n又一章。\n\n[1] {LAW}", "exact"),
        ("[2]", f"[1] {LAW}\n[2] 上引{PLAN}", "exact"),
        ("[3]", f"[1] {LAW}\n[2] 作者访谈。\n[3] 同上注1，第5页。", "misattributed"),
        # A short line is not continued in the next one.
        ("[1]", f"[1] 李某文，2020年。\n下文讨论{LAW}", "exact"),
        # No note, or no title in it.
        ("[4]", f"[1] {LAW}", "exact"),
        ("[1]", "[1] 作者访谈记录。", "exact"),
    ],
)
def test_a_note_names_the_source_of_the_words_before_its_number(
    check: Check, behind: str, notes: str, verdict: str
) -> None:
    text = f"有一种提法是“{WORDS}”{behind}，流传很广。\n\n{notes}"
    assert [one[1] for one in told(check(text), "quote")] == [verdict]


def test_the_sentence_takes_precedence_over_the_note(check: Check) -> None:
    text = f"《样例省海洋经济发展规划》提出“{WORDS}”[1]。\n\n[1] 转引自{LAW}"
    assert [one[1] for one in told(check(text), "quote")] == ["exact"]


def test_a_note_before_the_quotation_is_not_its_note(check: Check) -> None:
    text = f"[1] {LAW}\n\n后文有“{WORDS}”[1]，出处不明。"
    assert [one[1] for one in told(check(text), "quote")] == ["exact"]
