"""The bilingual lexicon: concepts, their files, inflected forms and SKOS."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.lexicon.checking import Problem, check_concepts
    from flows.annotation.lexicon.compiled import load_compiled
    from flows.annotation.lexicon.files import (
        FILES,
        Merged,
        format_rows,
        keep_names,
        merge_concepts,
        placed,
        write_files,
    )
    from flows.annotation.lexicon.inflection import inflect
    from flows.annotation.lexicon.model import CONCEPT_TYPES, Concept, Lexicon, plain_forms
    from flows.annotation.lexicon.reading import load_lexicon, read_lexicon, read_rows
    from flows.annotation.lexicon.skos import format_of, read_skos, to_skos
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "CONCEPT_TYPES",
    "FILES",
    "Concept",
    "Lexicon",
    "Merged",
    "Problem",
    "check_concepts",
    "format_of",
    "format_rows",
    "inflect",
    "keep_names",
    "load_compiled",
    "load_lexicon",
    "merge_concepts",
    "placed",
    "plain_forms",
    "read_lexicon",
    "read_rows",
    "read_skos",
    "to_skos",
    "write_files",
]
