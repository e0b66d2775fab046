"""How sure a reading is, by its rule and by what is unusual about it; and whether a date goes on to it."""

from __future__ import annotations

import re
from functools import cache

from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.words import read_table

# A sentence that goes on with what the one before was about.
_GOES_ON = re.compile(
    r"\W*(?:§|it|its|this|these|they|their|the (?:plan|strategy|programme?|document|goal|targets?|city"
    r"|province|company|firm|country|sector)|also|another|in addition|moreover|by then|meanwhile|we|the share|both)(?![a-z])"
)
_LOWEST = 0.3


@cache
def _load_scores() -> dict[str, float]:
    table: dict[str, float] = read_table("settling/scores.toml")["rules"]
    return table


@cache
def _load_doubts() -> dict[str, float]:
    table: dict[str, float] = read_table("settling/scores.toml")["doubts"]
    return table


def is_carried(sentence: Sentence) -> bool:
    """Return whether an English sentence seems to be about what the one before was about."""
    return bool(_GOES_ON.match(sentence.text, sentence.start))


def choose_score(rule: str, doubts: list[str]) -> float:
    """Return the share of figures that were right where such figures were checked, lowered by each doubt."""
    score = _load_scores().get(rule, _load_scores()["other"])
    for doubt in doubts:
        score -= _load_doubts()[doubt]
    return round(max(_LOWEST, score), 2)
