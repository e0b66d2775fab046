"""Quotations within the limit, and their places."""

from __future__ import annotations

import pytest

from flows.assistants.mcp import limits
from flows.assistants.mcp.quoting import place_in_document, quote_around, quote_span


def test_a_short_passage_is_quoted_whole() -> None:
    assert quote_around("第一条 为了样例。").model_dump() == {
        "text": "第一条 为了样例。",
        "start": 0,
        "end": 9,
        "is_cut": False,
    }


@pytest.mark.parametrize("middle", [0, 1500, 2999])
def test_a_long_passage_is_quoted_in_part_and_says_so(middle: int) -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 3000)))
    quoted = quote_around(text, middle, middle + 1)
    assert quoted.is_cut
    assert quoted.text == text[quoted.start : quoted.end]
    assert quoted.start <= middle < quoted.end


def test_a_long_span_is_cut_and_says_so() -> None:
    text = "长" * (limits.QUOTED + 5)
    assert quote_span(text, 0, limits.QUOTED).is_cut is False
    quoted = quote_span(text, 2, len(text))
    assert (quoted.end, quoted.is_cut) == (2 + limits.QUOTED, True)


def test_a_title_is_not_in_the_text() -> None:
    assert place_in_document("title", 0, 4) == (None, None)
    assert place_in_document("article", 0, 4) == (0, 4)
