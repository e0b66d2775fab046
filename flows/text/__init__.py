"""Text: scripts, languages, folding, sentences, spans, numerals, document numbers, titles, escaping."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.text.breaks import has_wide, soft_breaks
    from flows.text.document_numbers import (
        TELLS_OF_ANOTHER,
        find_numbers,
        find_own_number,
        parse_number,
        parse_numbers,
        split_key,
    )
    from flows.text.escaping import escape_markdown, is_safe_name, link_markdown, replace_controls
    from flows.text.folding import (
        Shadow,
        as_written,
        drop_invisible,
        fold,
        fold_label,
        fold_unspaced,
        folding_list,
        folding_table,
        list_translations,
        plain_title,
        simplify,
        unfolded,
    )
    from flows.text.language import detect_language, detect_main_language, weigh_words
    from flows.text.marked import Part, split_marked
    from flows.text.moments import (
        MONTH_NAMES,
        is_recent,
        last_known_day,
        month_number,
        show_minute,
        this_day,
    )
    from flows.text.numerals import HAN_DIGITS, HAN_SCALES, ends_ordinal, parse_decimal, parse_numeral
    from flows.text.patterns import (
        PatternIndex,
        compile_alternatives,
        end_of,
        lazy_pattern,
        read_patterns,
        start_of,
    )
    from flows.text.publishers import (
        ALONE,
        BETWEEN_PUBLISHERS,
        OtherNames,
        fold_body,
        issuing_bodies,
        match_publishers,
        names_alone,
    )
    from flows.text.scripts import HAN, count_han, has_han, is_han, replace_print_forms
    from flows.text.sentences import find_sentence, join_sentences, sentence_ends, split_sentences, trim_span
    from flows.text.spans import Cover, Sweep, within
    from flows.text.titles import (
        TitleWords,
        has_phrase,
        has_title_words,
        read_title,
        split_edition,
        title_characters,
        title_in_chinese,
        title_years,
    )
    from flows.text.wrapping import break_places, in_one_line, wrap_cells
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "ALONE",
    "BETWEEN_PUBLISHERS",
    "HAN",
    "HAN_DIGITS",
    "HAN_SCALES",
    "MONTH_NAMES",
    "TELLS_OF_ANOTHER",
    "Cover",
    "OtherNames",
    "Part",
    "PatternIndex",
    "Shadow",
    "Sweep",
    "TitleWords",
    "as_written",
    "break_places",
    "compile_alternatives",
    "count_han",
    "detect_language",
    "detect_main_language",
    "drop_invisible",
    "end_of",
    "ends_ordinal",
    "escape_markdown",
    "find_numbers",
    "find_own_number",
    "find_sentence",
    "fold",
    "fold_body",
    "fold_label",
    "fold_unspaced",
    "folding_list",
    "folding_table",
    "has_han",
    "has_phrase",
    "has_title_words",
    "has_wide",
    "in_one_line",
    "is_han",
    "is_recent",
    "is_safe_name",
    "issuing_bodies",
    "join_sentences",
    "last_known_day",
    "lazy_pattern",
    "link_markdown",
    "list_translations",
    "match_publishers",
    "month_number",
    "names_alone",
    "parse_decimal",
    "parse_number",
    "parse_numbers",
    "parse_numeral",
    "plain_title",
    "read_patterns",
    "read_title",
    "replace_controls",
    "replace_print_forms",
    "sentence_ends",
    "show_minute",
    "simplify",
    "soft_breaks",
    "split_edition",
    "split_key",
    "split_marked",
    "split_sentences",
    "start_of",
    "this_day",
    "title_characters",
    "title_in_chinese",
    "title_years",
    "trim_span",
    "unfolded",
    "weigh_words",
    "within",
    "wrap_cells",
]
