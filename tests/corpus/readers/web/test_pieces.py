"""Lines of a page with their elements."""

from __future__ import annotations

import lxml.html
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers.web.blocks import read_blocks
from flows.corpus.readers.web.pieces import list_pieces

TAGS = ["p", "div", "b", "li", "table", "tr", "td", "caption", "h2"]
MARKUP = [f"<{end}{tag}>" for tag in TAGS for end in ("", "/")]
MARKUP += ["<br>", "<a href=1.pdf>", "</a>", "甲", " 乙 ", "one\ntwo", "\u00a0"]


@given(st.lists(st.sampled_from(MARKUP), max_size=30))
def test_pieces_are_the_lines_of_the_page(parts: list[str]) -> None:
    tree = lxml.html.document_fromstring(f"<div>x{''.join(parts)}</div>")
    assert [piece.text for piece in list_pieces(tree)] == read_blocks(tree).split("\n")


def test_a_piece_knows_its_element_and_its_links() -> None:
    page = "<h2>甲</h2><ul><li>见<a href=/1>乙</a></li><li><a href='/a.PDF?x=1'>附件</a></li></ul>"
    pieces = list(list_pieces(lxml.html.document_fromstring(page)))
    assert [(piece.text, piece.element.tag, piece.linked, piece.has_file) for piece in pieces] == [
        ("甲", "h2", 0, False),
        ("见乙", "li", 1, False),
        ("附件", "li", 0, True),
    ]
    assert pieces[0].is_heading and not pieces[1].is_heading
