"""The blocks of a page in order, each with its element: where a line of the text comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import lxml.etree

from flows.corpus.readers.web.blocks import clean_lines, is_data, read_rows
from flows.corpus.readers.web.names import read_names
from flows.text import lazy_pattern

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FILE = lazy_pattern(r"\.(?:pdf|docx?|wps|xlsx?|et|pptx?|ofd|rtf|zip|rar|csv|txt)(?:[?#]|$)", re.IGNORECASE)


@dataclass(slots=True)
class Piece:
    """A line of a page: its text, the element that it is part of, and the characters that are in links.

    Links to files are not counted, since they name what is attached.
    """

    text: str
    element: Any
    linked: int = 0
    has_file: bool = False

    @property
    def is_heading(self) -> bool:
        """Whether the page marks the line as a heading."""
        return self.element.tag in _HEADINGS

    @property
    def is_link(self) -> bool:
        """Whether most of the line is a link to another page."""
        return 2 * self.linked > len(self.text)


def list_pieces(root: Any) -> Iterator[Piece]:
    """Yield the lines of `read_blocks` with their elements. Any depth of nesting is read, in linear time."""
    yield from _Walk(root).run()


class _Walk:
    """A walk through a page: the text since the last block ended, and the blocks that are open."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.text: list[str] = []
        self.linked = 0
        self.has_file = False
        self.open = [root]
        self.links: list[bool] = []  # per open link, whether it leads to a file

    def run(self) -> Iterator[Piece]:
        """Yield the pieces in the order of the page."""
        walk = lxml.etree.iterwalk(self.root, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                self.add(element.tail if event == "end" else "")
            elif event == "start":
                yield from self.start(element)
                if element.tag == "table" and is_data(element):
                    rows = clean_lines("\n".join(read_rows(element)))
                    yield from (Piece(row, element) for row in rows)
                    walk.skip_subtree()
                else:
                    self.add(element.text)
            else:
                yield from self.end(element)
        yield from self.flush()

    def start(self, element: Any) -> Iterator[Piece]:
        """Begin an element; a block or <br> ends the line before it."""
        if element.tag in read_names().blocks:
            yield from self.flush()
            self.open.append(element)
        elif element.tag == "br":
            yield from self.flush()
        elif element.tag == "a":
            self.links.append(bool(_FILE.search(element.get("href") or "")))

    def end(self, element: Any) -> Iterator[Piece]:
        """End an element; what follows it belongs to the block around it."""
        if element.tag in read_names().blocks:
            yield from self.flush()
            self.open.pop()
        elif element.tag == "a":
            self.links.pop()
        if element is not self.root:
            self.add(element.tail)

    def add(self, text: str | None) -> None:
        """Add text to the line."""
        if not text:
            return
        self.text.append(text)
        if self.links and text.strip():
            self.has_file |= self.links[-1]
            self.linked += 0 if self.links[-1] else len(text.strip())

    def flush(self) -> Iterator[Piece]:
        """Yield the line, if it has text, and begin another."""
        for line in clean_lines(" ".join("".join(self.text).splitlines())):
            yield Piece(line, self.open[-1], self.linked, self.has_file)
        self.text, self.linked, self.has_file = [], 0, False
