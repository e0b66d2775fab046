"""Readers: from the bytes of a file to documents or rejections, one module per family of formats."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.readers.dispatch import (
        FileDraft,
        MemberDraft,
        find_format,
        has_reader,
        read_drafts,
        read_file,
    )
    from flows.corpus.readers.ocr import is_scan_reader_available
    from flows.corpus.readers.records import RecordPlace, find_record, propose_fields
    from flows.corpus.readers.shared import Draft, Options, Place, RecordDraft, Source
    from flows.corpus.readers.web import open_page, read_shown_update
    from flows.corpus.readers.word import (
        UnreadableWordError,
        WordBlock,
        open_word,
        word_paragraphs,
        word_runs,
        word_text,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Draft",
    "FileDraft",
    "MemberDraft",
    "Options",
    "Place",
    "RecordDraft",
    "RecordPlace",
    "Source",
    "UnreadableWordError",
    "WordBlock",
    "find_format",
    "find_record",
    "has_reader",
    "is_scan_reader_available",
    "open_page",
    "open_word",
    "propose_fields",
    "read_drafts",
    "read_file",
    "read_shown_update",
    "word_paragraphs",
    "word_runs",
    "word_text",
]
