"""Near texts: the part of a stored text that differs least from a quotation."""

from __future__ import annotations

import pytest

from flows.assistants.drafts.comparing import Source
from flows.assistants.drafts.letters import read_words_of, show_difference
from flows.assistants.drafts.near import find_near
from tests.assistants.drafts.test_comparing import ENGLISH, STORED


def test_a_near_text_has_a_span_and_a_share() -> None:
    near = find_near(read_words_of("研发经费投入强度达到4.5%"), Source("全省研发经费投入强度达到3.5%"))
    assert near is not None
    assert (near.start, near.end) == (2, 16)
    assert near.share == pytest.approx(11 / 12)


@pytest.mark.parametrize(("quoted", "stored"), [("", "海带"), ("海带", ""), ("灯塔", "海带")])
def test_without_common_words_nothing_is_near(quoted: str, stored: str) -> None:
    assert find_near(read_words_of(quoted), Source(stored)) is None


@pytest.mark.parametrize(
    ("quoted", "difference"),
    [
        (
            "全省研发经费投入强度达到4.5%，其中企业投入",
            "全省研发经费投入强度达到[-3.5-]{+4.5+}%，其中企业投入",
        ),
        (
            "全省研发经费投入力度达到3.5%，其中企业投入",
            "全省研发经费投入[-强-]{+力+}度达到3.5%，其中企业投入",
        ),
        ("全省研发投入强度达到3.5%，其中企业投入", "全省研发[-经费-]投入强度达到3.5%，其中企业投入"),
    ],
)
def test_a_near_text_with_its_difference(quoted: str, difference: str) -> None:
    near = find_near(read_words_of(quoted), Source(STORED))
    assert near is not None
    assert show_difference(STORED[near.start : near.end], quoted) == difference


@pytest.mark.parametrize(
    ("quoted", "difference"),
    [
        (
            "corporate rates increase to 70 percent by 2027",
            "corporate rates increase\nto 70 percent by [-2025-]{+2027+}",
        ),
        ("set self-reliance as the aim", "set self-reliance as the [-goal-]{+aim+}"),
        ("increase to 70 percent by 2025 at once", "increase\nto 70 percent by 2025{+at once+}"),
    ],
)
def test_a_word_at_the_end_is_another_word(quoted: str, difference: str) -> None:
    near = find_near(read_words_of(quoted), Source(ENGLISH))
    assert near is not None
    assert show_difference(ENGLISH[near.start : near.end], quoted) == difference


@pytest.mark.parametrize(
    ("stored", "quoted", "difference"),
    [
        (
            "渔船主应当从每年的净收入中提取不低于百分之五十的比例。其余部分自行安排。",
            "渔船主应当从每年的净收入中提取不低于半数的比例",
            "渔船主应当从每年的净收入中提取不低于[-百分之五十-]{+半数+}的比例",
        ),
        (
            "关系渔港安全、渔民生计、重要航道、重大公共设施等的灯塔属于重点灯塔，实行更加严格的管理制度。",
            "关系渔港安全等的灯塔属于重点灯塔，实行更加严格的管理制度",
            "关系渔港安全、[-渔民生计、重要航道、重大公共设施-]等的灯塔属于重点灯塔，实行更加严格的管理制度",
        ),
        (
            "渔港企业应当建立灯具准备金制度，依法缴纳费用。",
            "渔港企业应当建立灯具准备金办法",
            "渔港企业应当建立灯具准备金[-制度-]{+办法+}",
        ),
        # both ends, though the last words also occur earlier
        (
            "渔船主应当在每个自然年度结束之前的三十天之内提取不低于净收入一半的资金用于补充维修灯塔和港口以及"
            "其他与航行安全有关设施的资金。",
            "渔船主应当每年提取不低于净收入一半的资金用于补充维修灯塔等的资金",
            "渔船主应当[-在-]每[-个自然-]年[-度结束之前的三十天之内-]提取不低于净收入一半的资金用于补充维修"
            "灯塔[-和港口以及其他与航行安全有关设施-]{+等+}的资金",
        ),
        # not beyond the sentence
        (
            "渔船应当每年在渔港登记一次。渔网应当检查，并公布结果。",
            "渔船应当每年在渔港登记一次，并公布结果",
            "渔船应当每年在渔港登记一次{+并公布结果+}",
        ),
    ],
)
def test_a_difference_reaches_the_ends_of_the_quotation(stored: str, quoted: str, difference: str) -> None:
    near = find_near(read_words_of(quoted), Source(stored), least=0.6)
    assert near is not None
    assert show_difference(stored[near.start : near.end], quoted) == difference


def test_a_near_english_text() -> None:
    quoted = "corporate rates will increase to 80 percent by 2025"
    near = find_near(read_words_of(quoted), Source(ENGLISH))
    assert near is not None
    assert show_difference(ENGLISH[near.start : near.end], quoted) == (
        "corporate rates {+will +}increase\nto [-70-]{+80+} percent by 2025"
    )


@pytest.mark.parametrize(
    "invented",
    ["新建的天文科普馆应当预留不少于两成的观测时段", "全省海带养殖企业强度不足，到年底增加七成以上"],
)
def test_an_invented_text_is_not_near(invented: str) -> None:
    assert find_near(read_words_of(invented), Source(STORED)) is None
