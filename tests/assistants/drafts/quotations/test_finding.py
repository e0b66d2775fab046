"""Finding quotations in a draft: every kind of marks, nesting, apostrophes, blocks, and text that is not quoted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.assistants.drafts.claims import Draft, Span
from flows.assistants.drafts.quotations.finding import find_quotations, split_parts
from flows.assistants.drafts.reading import read_text_draft
from tests.support import PIECES

CASES: tuple[tuple[str, list[str]], ...] = (
    ("他说：“甲乙丙丁。”随后离开。", ["甲乙丙丁。"]),
    ("“甲‘乙’丙”和“丁”", ["甲‘乙’丙", "丁"]),
    ("「甲『乙』丙」與『丁』", ["甲『乙』丙", "丁"]),
    ("“甲“乙”丙”", ["甲“乙”丙"]),
    ("他写道“甲乙丙“，丁", ["甲乙丙"]),
    ("“没有结尾的引文\n\n下一段“有结尾”。", ["有结尾"]),
    ('他说："甲乙丙丁。"又说："戊己"。', ["甲乙丙丁。", "戊己"]),
    (
        'The text says "China\'s firms don\'t wait" and "they can\'t".',
        ["China's firms don't wait", "they can't"],
    ),
    ("“One paragraph.\n\n“And the next.”", ["One paragraph.", "And the next."]),
    (
        "He called it ‘the last line that the province’s makers have to buy’ at last.",
        ["the last line that the province’s makers have to buy"],
    ),
    ("It's the firms' own choice, and the ministry's.", []),
    ("“wrapped at the end\nof a line”", ["wrapped at the end\nof a line"]),
    ("> A block of\n> two lines.\n\nText.", ["A block of\n> two lines."]),
    ("> “In marks.”\n>\n> — The Plan\n", ["In marks."]),
    ("> 整段引用。\n> ——《某规划》\n", ["整段引用。"]),
    ("> 整段引用。\n>\n> **来源**：《某规划》\n", ["整段引用。"]),
    ("> 整段引用。（摘自《某规划》第三条）\n", ["整段引用。"]),
    ("> A block (see the plan). (Kelp Law, Art. 3)\n", ["A block (see the plan)."]),
    ("> 按规定（国发〔2015〕28号）\n", ["按规定（国发〔2015〕28号）"]),
    (
        "The law says:\n\n    A block\n    of two lines.\n\n    -- The Law\n\nText.",
        ["A block\n    of two lines."],
    ),
    ("The law says:\n\n  - an item\n  - another\n\nText.", []),
    ("一、总则：\n\n    正文甲。\n\n    正文乙。\n\n    正文丙。", []),
    ("《关于“十四五”规划的意见》", []),
    ('a 15" screen and a 17" one', []),
)


@pytest.mark.parametrize(("text", "quoted"), CASES)
def test_what_is_quoted(text: str, quoted: list[str]) -> None:
    titles = [Span(1, len(text) - 1)] if text.startswith("《") else []
    found = find_quotations(read_text_draft(text), titles)
    assert [text[one.start : one.end] for one in found] == quoted


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("甲乙……丙丁", ["甲乙", "丙丁"]),
        ("甲乙…丙丁……", ["甲乙", "丙丁"]),
        ("one two [...] three four", ["one two ", " three four"]),
        ("one two ... three. . . . four", ["one two ", " three", " four"]),
        ("the [Communist] Party said [2017] no", ["the ", " Party said [2017] no"]),
        ("[T]he text", ["[T]he text"]),
        ("甲（略）乙", ["甲", "乙"]),
        ("3.5 and 4...", ["3.5 and 4"]),
    ],
)
def test_parts_between_ellipses(text: str, parts: list[str]) -> None:
    assert [text[start:end] for start, end in split_parts(text)] == parts


@given(st.lists(st.sampled_from((*PIECES, *"“”‘’「」『』\"'《》>\n。，……", "\n\n", " "))).map("".join))
def test_any_text_has_disjoint_spans_in_order(text: str) -> None:
    found = find_quotations(read_text_draft(text))
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


def test_quotations_in_a_block_are_part_of_it() -> None:
    draft = Draft("甲“乙丙”丁", (Span(0, 6),))
    assert [(one.start, one.end, one.is_block) for one in find_quotations(draft)] == [(0, 6, True)]
