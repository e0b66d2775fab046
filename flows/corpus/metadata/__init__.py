"""Metadata: dates, issuers, numbers and kinds of documents."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.corpus.metadata.completion import complete_from_text
    from flows.corpus.metadata.dates import (
        REPUBLIC_DAY,
        find_date_in_address,
        find_date_in_name,
        find_period_in_name,
        parse_date,
    )
    from flows.corpus.metadata.description import (
        NOTE_FILE_MADE,
        add_notes,
        days_apart,
        describe,
        drop_notes,
        find_disagreements,
        show_notes,
        unread_dates,
    )
    from flows.corpus.metadata.fields import (
        Metadata,
        Record,
        as_list,
        field_names,
        has_date_field,
        is_empty,
        is_header_label,
        meaning_of,
        name_field,
        normalise_name,
        read_fields,
        read_header_pairs,
    )
    from flows.corpus.metadata.guesses import guess_meaning, take_guesses
    from flows.corpus.metadata.head_lines import (
        find_dated_line,
        find_shown_title,
        read_head_lines,
        unmark_head_lines,
        unmark_strong,
    )
    from flows.corpus.metadata.histories import Step, issuer_of, last_amended, read_history
    from flows.corpus.metadata.issuers import are_bodies, find_body_in_title, split_issuers
    from flows.corpus.metadata.kinds import issued_kind, kind_of, kind_rules, read_issuing
    from flows.corpus.metadata.states import derive_level, name_state, read_states, settle_level, state_names
    from flows.corpus.metadata.text_headers import find_text_header
    from flows.corpus.metadata.titles import (
        PAGE_TOOLS,
        find_named_title,
        find_title,
        first_sentence,
        first_words,
        strip_note_marks,
        tidy_file_title,
    )
    from flows.corpus.metadata.translations import read_translation
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "NOTE_FILE_MADE",
    "PAGE_TOOLS",
    "REPUBLIC_DAY",
    "Metadata",
    "Record",
    "Step",
    "add_notes",
    "are_bodies",
    "as_list",
    "complete_from_text",
    "days_apart",
    "derive_level",
    "describe",
    "drop_notes",
    "field_names",
    "find_body_in_title",
    "find_date_in_address",
    "find_date_in_name",
    "find_dated_line",
    "find_disagreements",
    "find_named_title",
    "find_period_in_name",
    "find_shown_title",
    "find_text_header",
    "find_title",
    "first_sentence",
    "first_words",
    "guess_meaning",
    "has_date_field",
    "is_empty",
    "is_header_label",
    "issued_kind",
    "issuer_of",
    "kind_of",
    "kind_rules",
    "last_amended",
    "meaning_of",
    "name_field",
    "name_state",
    "normalise_name",
    "parse_date",
    "read_fields",
    "read_head_lines",
    "read_header_pairs",
    "read_history",
    "read_issuing",
    "read_states",
    "read_translation",
    "settle_level",
    "show_notes",
    "split_issuers",
    "state_names",
    "strip_note_marks",
    "take_guesses",
    "tidy_file_title",
    "unmark_head_lines",
    "unmark_strong",
    "unread_dates",
]
