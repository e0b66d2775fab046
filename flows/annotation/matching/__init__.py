"""Matching: lexicon terms and rules in a text, the tokens between them, and checks of the lexicon."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.matching.comparison import (
        Finder,
        changed_concepts,
        describe_change,
        dump_concepts,
        find_concerned,
        load_concepts,
    )
    from flows.annotation.matching.lexicon_checks import (
        LEVELS,
        Finding,
        Passage,
        check_references,
        compare_with_texts,
        find_broken_words,
        find_hidden_surfaces,
        report_gaps,
        report_never_met,
    )
    from flows.annotation.matching.loose_counts import PlainCounter, counter_of
    from flows.annotation.matching.refusals import drop_refused
    from flows.annotation.matching.segmentation import RustCutter, read_stock_dictionary, read_stock_words
    from flows.annotation.matching.tagging import Tagged, Tagger, mark_nested
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "LEVELS",
    "Finder",
    "Finding",
    "Passage",
    "PlainCounter",
    "RustCutter",
    "Tagged",
    "Tagger",
    "changed_concepts",
    "check_references",
    "compare_with_texts",
    "counter_of",
    "describe_change",
    "drop_refused",
    "dump_concepts",
    "find_broken_words",
    "find_concerned",
    "find_hidden_surfaces",
    "load_concepts",
    "mark_nested",
    "read_stock_dictionary",
    "read_stock_words",
    "report_gaps",
    "report_never_met",
]
