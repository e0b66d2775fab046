"""Lines of text: Chinese breaks between characters, other scripts between words, marks stay where they belong."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import break_places, in_one_line, wrap_cells


@pytest.mark.parametrize(
    ("line", "cells", "wrapped"),
    [
        ("one two three four", 9, ["one two", "three", "four"]),
        ("语料库（文件数）：样例 12", 10, ["语料库（文", "件数）：样", "例 12"]),
        ("见“某种方式”，如此", 8, ["见“某种", "方式”，", "如此"]),
        ("averyveryverylongword is", 6, ["averyveryverylongword", "is"]),
        ("is averyveryverylongword", 6, ["is", "averyveryverylongword"]),
        ("", 9, [""]),
        ("应当在前[-三-]{+四+}十日", 13, ["应当在前", "[-三-]{+四+}", "十日"]),
        ("样政办发〔2022〕16号", 14, ["样政办发", "〔2022〕16号"]),
    ],
)
def test_lines(line: str, cells: int, wrapped: list[str]) -> None:
    assert wrap_cells(line, cells) == wrapped


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("样例集\n成电路", "样例集成电路"),
        ("样例集 \r\n  成电路", "样例集成电路"),
        ("采用AI\n技术，\nand then", "采用AI技术，and then"),
        ("sample\nprojects  of\t2024\n", "sample projects of 2024"),
        ("said\n“samples”", "said “samples”"),
        ("样例 集", "样例 集"),
        (" \n ", ""),
    ],
)
def test_a_text_in_one_line(text: str, line: str) -> None:
    assert in_one_line(text) == line


@given(st.text("a中，\n\r \u3000\u2028", max_size=30))
def test_one_line_keeps_everything_but_white_space(text: str) -> None:
    line = in_one_line(text)
    assert "".join(line.split()) == "".join(text.split()) and len(line.splitlines()) <= 1
    assert in_one_line(line) == line


@given(st.text("ab语料库，。（）“” ", max_size=40), st.integers(6, 30))
def test_lines_begin_where_the_breaks_are(text: str, width: int) -> None:
    places = [0, *break_places(text, width), len(text)]
    assert places == sorted(places)
    assert wrap_cells(text, width) == [text[start:end].rstrip() for start, end in pairwise(places)]


@given(st.text("ab语料库，。（）“”〔〕[]{}+-", max_size=40), st.integers(6, 30))
def test_nothing_is_lost_and_no_line_begins_with_a_closing_mark(text: str, width: int) -> None:
    lines = wrap_cells(text, width)
    assert "".join(lines) == text
    assert all(line[:1] not in "，。）”" for line in lines[1:] if line)
