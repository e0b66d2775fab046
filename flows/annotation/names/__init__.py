"""Names: persons, bodies and places that the lexicon does not list."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.names.decoding import ENTITY_LABELS
    from flows.annotation.names.features import WordTables
    from flows.annotation.names.gazetteer import add_listed
    from flows.annotation.names.introductions import Introduction, find_introductions
    from flows.annotation.names.judging import is_common_word
    from flows.annotation.names.learning import (
        Ground,
        Schedule,
        Scores,
        Sentence,
        add_words,
        annotate_by_lexicon,
        correct_by_lexicon,
        measure_model,
        measure_reliability,
        read_iob2,
        read_teacher,
        save_pipeline,
        swap_names,
        train_names,
        wrap_pipeline,
    )
    from flows.annotation.names.legal_forms import link_firms
    from flows.annotation.names.linking import (
        Alias,
        Context,
        find_aliases,
        guess_type,
        link_mention,
        make_aliases,
        make_entity_id,
        resolve_introductions,
        spell_out,
    )
    from flows.annotation.names.merging import merge_entities
    from flows.annotation.names.model import EntityModel, NameSetting, load_entities, read_entities_version
    from flows.annotation.names.surnames import find_bare_names, find_party, find_surnames
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "ENTITY_LABELS",
    "Alias",
    "Context",
    "EntityModel",
    "Ground",
    "Introduction",
    "NameSetting",
    "Schedule",
    "Scores",
    "Sentence",
    "WordTables",
    "add_listed",
    "add_words",
    "annotate_by_lexicon",
    "correct_by_lexicon",
    "find_aliases",
    "find_bare_names",
    "find_introductions",
    "find_party",
    "find_surnames",
    "guess_type",
    "is_common_word",
    "link_firms",
    "link_mention",
    "load_entities",
    "make_aliases",
    "make_entity_id",
    "measure_model",
    "measure_reliability",
    "merge_entities",
    "read_entities_version",
    "read_iob2",
    "read_teacher",
    "resolve_introductions",
    "save_pipeline",
    "spell_out",
    "swap_names",
    "train_names",
    "wrap_pipeline",
]
