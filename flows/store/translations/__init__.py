"""Documents of which one translates the other: the pairs, decisions about them, and their linked sentences."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.translations.clues import (
        AddressedDocument,
        ComparedDocument,
        ComparedPassage,
        NamedInBoth,
        PlacedConcept,
        addressed_documents,
        compared_documents,
        compared_passages,
        declared_translations,
        has_both_languages,
        numbers_in_common,
        placed_concepts,
    )
    from flows.store.translations.links import (
        Counterpart,
        LinkedSpan,
        PlacedSpan,
        SentencePair,
        counterparts,
        drop_alignments,
        read_alignment,
        save_alignment,
    )
    from flows.store.translations.pairs import (
        Clue,
        Decision,
        DocumentPair,
        FoundPair,
        KnownBy,
        OtherLanguage,
        PairFilter,
        are_pairs_fresh,
        count_pairs,
        decide_pair,
        drop_pairs_of,
        find_pair,
        forget_decisions,
        other_versions,
        read_pairs,
        rename_decisions,
        save_pairs,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "AddressedDocument",
    "Clue",
    "ComparedDocument",
    "ComparedPassage",
    "Counterpart",
    "Decision",
    "DocumentPair",
    "FoundPair",
    "KnownBy",
    "LinkedSpan",
    "NamedInBoth",
    "OtherLanguage",
    "PairFilter",
    "PlacedConcept",
    "PlacedSpan",
    "SentencePair",
    "addressed_documents",
    "are_pairs_fresh",
    "compared_documents",
    "compared_passages",
    "count_pairs",
    "counterparts",
    "decide_pair",
    "declared_translations",
    "drop_alignments",
    "drop_pairs_of",
    "find_pair",
    "forget_decisions",
    "has_both_languages",
    "numbers_in_common",
    "other_versions",
    "placed_concepts",
    "read_alignment",
    "read_pairs",
    "rename_decisions",
    "save_alignment",
    "save_pairs",
]
