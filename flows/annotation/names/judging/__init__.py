"""Judging whether a model's find is a name: by its form, ordinary words, and its neighbours."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.names.judging.common_words import is_abstract_noun, is_common_word, read_han_words
    from flows.annotation.names.judging.forms import (
        is_cut,
        is_damaged,
        is_heading,
        looks_like_name,
        settle_kind,
    )
    from flows.annotation.names.judging.neighbours import FoundNames
    from flows.annotation.names.judging.tables import is_surname, load_tables
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "FoundNames",
    "is_abstract_noun",
    "is_common_word",
    "is_cut",
    "is_damaged",
    "is_heading",
    "is_surname",
    "load_tables",
    "looks_like_name",
    "read_han_words",
    "settle_kind",
]
