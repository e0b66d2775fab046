"""Days on which a draft says that a law took effect."""

from __future__ import annotations

import pytest

from flows.assistants.drafts import claim_rows
from flows.assistants.drafts.in_force import find_stated_start
from tests.assistants.drafts.telling import Check, told

ALGAE = "《样例省藻类养殖条例》"


@pytest.mark.parametrize(
    ("text", "is_other"),
    [
        (f"{ALGAE}自2021年4月1日起施行。", False),
        (f"{ALGAE}于2021年4月起正式施行。", False),
        (f"{ALGAE}自2021年5月1日起施行。", True),
        (
            f"{ALGAE}（样例省人大常委会公告第3号）2021年3月1日由样例省人大常委会通过，自2022年4月1日起施行。",
            True,
        ),
        (f"{ALGAE}由样例省人大常委会于2021年3月1日通过，同年4月1日起施行。", False),
        (f"{ALGAE}由样例省人大常委会于2021年3月1日通过，同年6月1日起施行。", True),
        (f"{ALGAE}于2021年3月1日公布，次年4月1日起实施。", True),
        (f"{ALGAE}（2021年6月1日施行）要求登记。", True),
        (f"{ALGAE}（2021年4月1日起施行）要求登记。", False),
        (f"2021年6月1日起施行的{ALGAE}要求登记。", True),
        # Nothing is stated of the law itself.
        (f"{ALGAE}原定自2021年6月1日起施行。", False),
        (f"{ALGAE}并非自2021年6月1日起施行。", False),
        (f"{ALGAE}的实施细则自2021年6月1日起施行。", False),
        (f"{ALGAE}第一条自2021年6月1日起施行。", False),
        (f"{ALGAE}公布后，收费办法自2021年6月1日起施行。", False),
        (f"{ALGAE}自2021年6月1日起施行前，登记不收费。", False),
        # The day of one edition is unknown.
        ("《样例省海带养殖条例》自2019年6月1日起施行。", False),
        ("《样例省海带养殖条例》（2020年）自2019年6月1日起施行。", True),
        ("The Measures for Lamps at Sea took effect on 1 July 2019.", False),
        ("The Measures for Lamps at Sea, in force since July 2019, are short.", False),
        ("The Measures for Lamps at Sea (effective July 1, 2019) are short.", False),
        ("The Measures for Lamps at Sea took effect on 1 August 2019.", True),
        ("The Measures for Lamps at Sea (effective July 10, 2019) are short.", True),
        ("The Measures for Lamps at Sea, which entered into force on July 1, 2020, are short.", True),
        ("The Measures for Lamps at Sea, issued by the bureau on 2 June 2019, took effect in 2020.", True),
        ("“Measures for Lamps at Sea” has been in force since 1 June 2019.", True),
        ("The Measures for Lamps at Sea did not take effect on 1 August 2019.", False),
        ("The Measures for Lamps at Sea were to take effect on 1 August 2019.", False),
        ("After the Measures for Lamps at Sea, new fees took effect on 1 August 2019.", False),
        ("Article 1 of the Measures for Lamps at Sea and its annex took effect on 1 August 2019.", False),
    ],
)
def test_another_day_than_the_stored_one_is_noted(check: Check, text: str, is_other: bool) -> None:
    (found,) = told(check(text), "title")
    assert (found[1] == "near", "other_day_in_force" in found[3]) == (is_other, is_other)
    assert "other_date" not in found[3]


def test_both_days_are_shown(check: Check) -> None:
    claims = check(f"{ALGAE}自2021年5月1日起施行。")
    assert claim_rows(claims, "zh")[0].note == "据库中文本，自2021-04-01起施行，与所述2021-05-01不同"
    assert claim_rows(claims)[0].note == "in force from 2021-04-01 by the stored text, not from 2021-05-01"


def test_a_long_line_of_digits_is_read_fast() -> None:
    for words in ("2021年", "于2021年3月1日", "(1 July 2019) ", "经样例", "9"):
        text = "X" + words * 20_000
        assert find_stated_start(text, 0, 1) == ""
