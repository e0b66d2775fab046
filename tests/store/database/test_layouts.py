"""Layouts: any text can be rebuilt from its passages, wherever these are stored."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from flows.store.database import Piece, lay_out, put_together

TEXTS = st.text(st.sampled_from('政策a \n\0\u3000𠮷"\\'), max_size=30)


def test_a_title_from_metadata_is_no_part_of_the_text() -> None:
    pieces = [Piece(0, 0, 2, "标题"), Piece(1, 0, 3, "第一段"), Piece(2, 4, 7, "第二段")]
    assert lay_out("第一段\n第二段\n", pieces) == ["", 1, "\n", 2, "\n"]


@given(TEXTS, st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.booleans()), max_size=6))
def test_a_text_is_put_together_again(text: str, places: list[tuple[int, int, bool]]) -> None:
    pieces = [
        Piece(position, start, end, text[start:end] if is_cut else "别的")
        for position, (start, end, is_cut) in enumerate(places)
    ]
    layout = json.loads(json.dumps(lay_out(text, pieces)))
    assert put_together(layout, {piece.position: piece.text for piece in pieces}) == text
