"""OCR of scanned pages, with the extra `ocr`: PDFium draws the pages, and PP-OCR reads them on the CPU."""

from __future__ import annotations

import importlib.util
import logging
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

_NEEDED = ("rapidocr", "onnxruntime", "pypdfium2")
# Characters of 10 points are 21 pixels high at 150 dpi; 200 dpi give the same text in twice the time.
_DOTS_PER_INCH = 150
MAX_SCANNED_PAGES = 300  # a page takes about 3.5 seconds of CPU time
_SAME_LINE = 0.5  # the share of the lower box's height by which two boxes of one line overlap

logger = logging.getLogger(__name__)


class Box(NamedTuple):
    """A stretch of text on a page: its edges in pixels, the text, and a score from 0 to 1."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    score: float = 1.0


@cache
def is_scan_reader_available() -> bool:
    """Return whether everything that OCR needs is installed, without loading it."""
    return all(importlib.util.find_spec(name) is not None for name in _NEEDED)


def read_pages(data: bytes) -> list[list[Box]]:
    """Return the boxes of each page of a PDF.

    Raises the libraries' own errors if pages can't be drawn.
    """
    import numpy as np  # these three come with an extra
    import pypdfium2

    recognise = _load()
    pages = []
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            picture = page.render(scale=_DOTS_PER_INCH / 72).to_pil().convert("RGB")
            pages.append(_boxes_of(recognise(np.asarray(picture))))
    return pages


@cache
def _load() -> Callable[[Any], Any]:
    from rapidocr import RapidOCR  # comes with an extra; its weights are in the package

    recogniser: Callable[[Any], Any] = RapidOCR(params={"Global.log_level": "error"})
    return recogniser


def _boxes_of(found: Any) -> list[Box]:
    if found.boxes is None:
        return []
    return [
        Box(
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
            text,
            float(score),
        )
        for corners, text, score in zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
    ]


def join_boxes(boxes: Iterable[Box]) -> str:
    """Return the text of a page line by line, from the top. Adjacent boxes are joined by a space."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: (box.top, box.left)):
        if lines and _is_beside(lines[-1][0], box):
            lines[-1].append(box)
        else:
            lines.append([box])
    return "\n".join(" ".join(box.text for box in sorted(line, key=lambda box: box.left)) for line in lines)


def _is_beside(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared >= _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def mean_score(pages: Sequence[Sequence[Box]]) -> float:
    """Return the mean score of a reading, weighted by characters; 0 if nothing was read."""
    weights = [(len(box.text), box.score) for page in pages for box in page]
    return sum(length * score for length, score in weights) / max(sum(length for length, _ in weights), 1)
