"""Editions that a draft names beside a title."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.references.editions import find_age, find_edition, turns_to_another
from tests.assistants.drafts.telling import Check


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the Kelp Law (2016), art. 9", ("2016", False)),
        ("the Kelp Law (2016 edition)", ("2016", True)),
        ("the Kelp Law (2016 version), Article 9", ("2016", True)),
        ("the Kelp Law (2016 Amendment)", ("2016", True)),
        ("the Kelp Law (amended 2016)", ("2016", True)),
        ("the Kelp Law (as revised in 2016)", ("2016", True)),
        ("the 2016 Kelp Law", ("2016", False)),
        ("the Kelp Law (2016–2020)", None),
        ("the Kelp Law (No. 2016)", None),
        ("the Kelp Law (20160)", None),
    ],
)
def test_the_year_behind_an_english_title(text: str, found: tuple[str, bool] | None) -> None:
    start = text.index("Kelp Law")
    assert find_edition(text, start, start + len("Kelp Law")) == found


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        ("，现在多了“", True),
        ("，新法删去了“", True),
        (". The law now requires “", True),
        (". The current law says “", True),
        ("的思路体现在“", False),
        ("现在已经失效，曾规定“", False),
        ("现行有效，其中规定“", False),
        (", now repealed, provided “", False),
    ],
)
def test_words_that_turn_from_the_edition_named_to_another(words: str, turns: bool) -> None:
    assert turns_to_another(words, 0, len(words)) == turns


@pytest.mark.parametrize(
    ("before", "age"),
    [
        ("旧法", "old"),
        ("原法", "old"),
        ("草原法", ""),
        ("新条例", "new"),
        ("关于科技创新的", ""),
        ("现行法", "new"),
    ],
)
def test_words_before_an_article_say_of_which_edition_it_is(before: str, age: str) -> None:
    text = f"{before}第三条"
    assert find_age(text, len(before), len(text)) == age


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("《样例省藻类养殖条例》自2021年4月1日起施行。", "exact"),
        ("《样例省藻类养殖条例》自2021年3月1日起施行。", "near"),
        ("《样例省藻类养殖条例》已于2021年4月正式施行。", "exact"),
        ("《样例省藻类养殖条例》已于2022年正式施行。", "near"),
        ("2021年5月1日起施行的《样例省藻类养殖条例》要求登记。", "near"),
        ("2021年4月1日起施行的《样例省藻类养殖条例》要求登记。", "exact"),
        ("《样例省藻类养殖条例》于2021年3月1日通过。该条例自2021年6月1日起施行。", "near"),
        ("Sample's 《样例省藻类养殖条例》 took effect on 1 April 2021.", "exact"),
        ("Sample's 《样例省藻类养殖条例》, in force since May 1, 2021, asks for a register.", "near"),
        ("Sample's 《样例省藻类养殖条例》 (2021) has been in effect since June 2021.", "near"),
        # of something else, or not said
        ("《样例省藻类养殖条例》修正案自2022年5月1日起施行。", "exact"),
        ("《样例省藻类养殖条例》实施细则自2022年5月1日起施行。", "exact"),
        ("《样例省藻类养殖条例》并未自2021年5月1日起施行。", "exact"),
        ("《样例省藻类养殖条例》规定，新建养殖场的登记制度自2022年1月1日起施行。", "exact"),
        ("Sample's 《样例省藻类养殖条例》 did not take effect on 1 May 2021.", "exact"),
        ("Rules under the 《样例省藻类养殖条例》, amended rules, took effect on 1 May 2022.", "exact"),
        # an edition whose day is not stored
        ("《样例省藻类养殖条例》自2016年5月1日起施行。", "exact"),
        ("《样例省藻类养殖条例》（2022年修正）自2022年5月1日起施行。", "exact"),
        ("《样例省海带养殖条例》自2011年1月1日起施行。", "exact"),
    ],
)
def test_another_day_of_entry_into_force_is_a_difference(check: Check, text: str, verdict: str) -> None:
    claim = next(one for one in check(text) if one.kind == "title")
    assert claim.verdict == verdict
    codes = [note.code for note in claim.finding.notes]
    assert ("other_day_in_force" in codes) == (verdict == "near")
