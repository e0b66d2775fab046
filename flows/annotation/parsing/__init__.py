"""Parsing: parts of speech and dependencies of English sentences."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.parsing.grammar import Grammar
    from flows.annotation.parsing.model import Parser, load_parser, load_pipeline, save_parser
    from flows.annotation.parsing.training import (
        ParseSchedule,
        ParseScores,
        build_pipeline,
        format_scores,
        measure_parse,
        train_parse,
    )
    from flows.annotation.parsing.tree import Tree
    from flows.annotation.parsing.treebank import TreebankSentence, read_treebank, sentence_of
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Grammar",
    "ParseSchedule",
    "ParseScores",
    "Parser",
    "Tree",
    "TreebankSentence",
    "build_pipeline",
    "format_scores",
    "load_parser",
    "load_pipeline",
    "measure_parse",
    "read_treebank",
    "save_parser",
    "sentence_of",
    "train_parse",
]
