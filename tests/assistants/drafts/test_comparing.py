"""Letters and words: the same writing, the same letters, near matches, and texts made of parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assistants.drafts.comparing import Source, find_near, find_pieces, find_same
from flows.assistants.drafts.letters import read_letters, read_words_of, show_difference
from tests.support import PIECES

STORED = "到2025年，全省研发经费投入强度达到3.5%，其中企业投入占75%以上；“小巨人”企业2006—2020年增长5倍。"
SAME = (
    ("全省研发经费投入强度达到3.5%", True),
    ("全省研发经费投入强度达到3.5%。", True),
    ("到2025年，全省研发经费\n投入强度", True),
    ("全省研發經費投入強度達到３.５％", False),
    ("到 2025 年，全省", False),
    ("‘小巨人’企业", False),
    ("小巨人企业2006-2020年增长", False),
    ("全省研发经费投入强度达到35%", None),
    ("占5%以上", None),
    ("企业投入占75", None),
    ("2006 2020年", None),
    ("025年，全省", None),
    ("...", None),
)
ENGLISH = "It set self-reliance as the goal: corporate rates increase\nto 70 percent by 2025."


@pytest.mark.parametrize(("quoted", "is_exact"), SAME)
def test_the_same_letters(quoted: str, is_exact: bool | None) -> None:
    match = find_same(quoted, Source(STORED))
    assert (match and match.is_exact) == is_exact


@pytest.mark.parametrize(
    ("quoted", "is_exact"),
    [
        ("corporate rates increase to 70 percent", True),
        ("Corporate rates increase to 70 percent", False),
        ("self reliance as the goal", False),
        ("self-reliance, as the goal;", False),
        ("rate rates increase", None),
        ("rates increase to 7", None),
        ("orporate rates", None),
    ],
)
def test_the_same_letters_in_english(quoted: str, is_exact: bool | None) -> None:
    match = find_same(quoted, Source(ENGLISH))
    assert (match and match.is_exact) == is_exact


@given(st.lists(st.sampled_from(PIECES), min_size=1).map("".join), st.data())
def test_every_stretch_between_borders_is_found(text: str, data: st.DataObject) -> None:
    words = read_words_of(text)
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quoted = text[words[first].start : words[last].end]
    is_cut = text[words[last].end : words[last].end + 1] in ("%", "％", "‰", ".", "．")  # a number continues
    if is_cut or not read_letters(quoted).key or quoted[0] in "'’%％‰" or quoted[-1] in "'’":
        return
    match = find_same(quoted, Source(text))
    assert match is not None and read_letters(text[match.start : match.end]).key == read_letters(quoted).key


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


def test_parts_of_two_texts() -> None:
    one, other = (
        Source("鼓励企业设立研究部门，掌握核心工艺。"),
        Source("各地不得自行设置前置条件和附加费用。"),
    )
    quoted = "鼓励企业设立研究部门，各地不得自行设置前置条件。"
    pieces = find_pieces(read_words_of(quoted), [one, other])
    assert [(piece.source, [one, other][piece.source].text[piece.start : piece.end]) for piece in pieces] == [
        (0, "鼓励企业设立研究部门"),
        (1, "各地不得自行设置前置条件"),
    ]
    assert find_pieces(read_words_of("鼓励企业设立研究部门，然后大家一起去海边养海带"), [one, other]) == []
