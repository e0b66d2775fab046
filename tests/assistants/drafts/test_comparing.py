"""Letters and words: the same writing, the same letters, and texts made of parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assistants.drafts.comparing import Source, find_pieces, find_same
from flows.assistants.drafts.letters import read_letters, read_words_of
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
