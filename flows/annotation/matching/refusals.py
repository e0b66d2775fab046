"""The lexicon's refusals: general words, and names in contexts where they mean something else."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon import Lexicon
from flows.annotation.matching.tagging import Tagged
from flows.records import Mention
from flows.text import fold_label

_GUESSED = ("model", "pattern")
_ALIKE = ("GPE", "ORG")  # the model may take one name for either


def drop_refused(mentions: Sequence[Mention], tagged: Tagged, lexicon: Lexicon) -> list[Mention]:
    """Return the mentions without those of models and patterns that the lexicon refuses.

    The lexicon knows some words as general (武器装备 is no technology, but 中央政府 is still a body), and
    some names by the contexts in which they mean something else (no 北京 in 北京时间). A name of another type
    may stay: 华盛顿 is also a person.
    """
    return [mention for mention in mentions if not _is_refused(mention, tagged, lexicon)]


def _is_refused(mention: Mention, tagged: Tagged, lexicon: Lexicon) -> bool:
    if mention.source not in _GUESSED or mention.concept:
        return False
    kind = tagged.refused.get((mention.start, mention.end))
    if kind and (kind == mention.type or (kind in _ALIKE and mention.type in _ALIKE)):
        return True
    return mention.type != "ORG" and fold_label(mention.text) in lexicon.words
