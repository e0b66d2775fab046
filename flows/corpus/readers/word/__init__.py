"""Word files: their blocks in the order of a reader, and the numbers that Word sets before paragraphs."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.readers.word.reading import (
        UnreadableWordError,
        WordBlock,
        open_word,
        read_docx,
        word_paragraphs,
        word_runs,
        word_text,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "UnreadableWordError",
    "WordBlock",
    "open_word",
    "read_docx",
    "word_paragraphs",
    "word_runs",
    "word_text",
]
