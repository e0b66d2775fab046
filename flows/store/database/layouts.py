r"""The layout of a document's text: its passages, and the text between them.

The text of a document is stored once, in its passages. A layout is a list that alternates between text
outside of passages and the position of a passage: ["", 0, "\n\n", 1, "\n"]. It is stored as JSON.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

Layout = list[str | int]


class Piece(NamedTuple):
    """A passage of a document; `start` and `end` are in code points of the document's text."""

    position: int
    start: int
    end: int
    text: str


def lay_out(text: str, pieces: Iterable[Piece]) -> Layout:
    """Return the layout of a text. Pieces that the text does not have at their place are left out.

    Titles from metadata are such pieces.
    """
    layout: Layout = []
    done = 0
    for piece in sorted(pieces, key=lambda piece: (piece.start, piece.position)):
        if piece.start < done or piece.end <= piece.start or text[piece.start : piece.end] != piece.text:
            continue
        layout += [text[done : piece.start], piece.position]
        done = piece.end
    return [*layout, text[done:]]


def put_together(layout: Layout, texts: Mapping[int, str]) -> str:
    """Return the text of a layout; `texts` are the passages' texts by position.

    Raises KeyError if a passage is missing.
    """
    return "".join(part if isinstance(part, str) else texts[part] for part in layout)
