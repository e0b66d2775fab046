"""Lines put back into an extracted text."""

from __future__ import annotations

import lxml.html
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web.missing import add_missing_lines

LINES = (
    "甲",
    "乙乙",
    "丙丙丙",
    "Notes",
    "1.",
    "各市要在年底前完成样例设备的登记，并将登记结果报送省样例委员会备案，同时抄送有关部门。",
)
TAGS = ("p", "h2", "aside", "li", "div class=share", "button")


@given(
    st.lists(st.tuples(st.sampled_from(TAGS), st.sampled_from(LINES)), max_size=12),
    st.lists(st.sampled_from(LINES), max_size=8),
)
def test_the_lines_of_a_text_stay_in_order(shown: list[tuple[str, str]], lines: list[str]) -> None:
    page = "".join(f"<{tag}>{line}</{tag.split()[0]}>" for tag, line in shown)
    body = lxml.html.document_fromstring(f"<div><h1>题</h1>{page}</div>")
    rest = iter(add_missing_lines(body, "\n".join(lines)).split("\n"))
    assert all(line in rest for line in lines)


@pytest.mark.parametrize(
    ("page", "text", "whole"),
    [
        # two blocks that the extractor wrote as one line
        (
            "<p>aa</p><p>bb</p><b>cc</b> dd<h2>ee</h2><p>ff</p><p>gg</p>",
            "aa bb\ncc dd\nff\ngg",
            "aa bb\ncc dd\nee\nff\ngg",
        ),
        # a heading of lines that are left out is left out, too
        (
            "<p>aa</p><p>bb</p><h2>hh</h2><p><a href=/>link</a></p><h2>ee</h2><p>ff</p>",
            "aa\nbb\nff",
            "aa\nbb\nee\nff",
        ),
        # list items, and a line that occurs twice on the page
        (
            "<p>aa</p><p>note</p><p>bb</p><ul><li>cc</li></ul><p>note</p><p>dd</p>",
            "aa\nnote\nbb\ndd",
            "aa\nnote\nbb\n- cc\ndd",
        ),
        # nothing is known about a page of which fewer than three lines are found
        ("<p>aa</p><h2>hh</h2><p>bb</p>", "aa\nbb", "aa\nbb"),
        ("<p>aa</p>", "", ""),
    ],
)
def test_missing_lines(page: str, text: str, whole: str) -> None:
    body = lxml.html.document_fromstring(f"<div>{page}</div>").find("body")
    assert add_missing_lines(body, text) == whole
