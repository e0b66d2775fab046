"""Titles: those that texts show, and those made of first words and file names."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.metadata.titles.beginning import first_sentence, first_words
    from flows.corpus.metadata.titles.english_heads import OfficialHead, read_official_head
    from flows.corpus.metadata.titles.heads import PAGE_TOOLS
    from flows.corpus.metadata.titles.shapes import strip_note_marks, tidy_file_title
    from flows.corpus.metadata.titles.shown import find_named_title, find_title
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "PAGE_TOOLS",
    "OfficialHead",
    "find_named_title",
    "find_title",
    "first_sentence",
    "first_words",
    "read_official_head",
    "strip_note_marks",
    "tidy_file_title",
]
