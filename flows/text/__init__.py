"""Text: folding, languages, scripts and document numbers, one of each."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.text.document_numbers import find_numbers, parse_number, parse_numbers, split_key
    from flows.text.escaping import escape_markdown
    from flows.text.folding import HAN, Shadow, fold, fold_label, folding_table
    from flows.text.language import detect_language
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "HAN",
    "Shadow",
    "detect_language",
    "escape_markdown",
    "find_numbers",
    "fold",
    "fold_label",
    "folding_table",
    "parse_number",
    "parse_numbers",
    "split_key",
]
