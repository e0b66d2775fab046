"""Open vocabulary: programmes, bodies, technologies and terms missing from the lexicon, found by pattern."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.openvocabulary.finding import add_patterns, find_by_pattern
    from flows.annotation.openvocabulary.heads import read_heads
else:
    __getattr__ = open_front(__name__)

__all__ = ["add_patterns", "find_by_pattern", "read_heads"]
