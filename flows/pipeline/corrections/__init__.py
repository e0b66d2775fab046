"""Corrections by people in one place: make, list and undo them, and use them to teach the lexicon."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.pipeline.corrections.listing import (
        CORRECTION_COLUMNS,
        CORRECTION_KINDS,
        ListedCorrection,
        begin_text,
        describe_corrections,
        list_corrections,
        undo_correction,
    )
    from flows.pipeline.corrections.making import (
        FigureChange,
        MentionChange,
        correct_figure,
        correct_mention,
        find_passage,
    )
    from flows.pipeline.corrections.teaching import LexiconEdit, count_untaught, propose_edits, write_patch
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CORRECTION_COLUMNS",
    "CORRECTION_KINDS",
    "FigureChange",
    "LexiconEdit",
    "ListedCorrection",
    "MentionChange",
    "begin_text",
    "correct_figure",
    "correct_mention",
    "count_untaught",
    "describe_corrections",
    "find_passage",
    "list_corrections",
    "propose_edits",
    "undo_correction",
    "write_patch",
]
