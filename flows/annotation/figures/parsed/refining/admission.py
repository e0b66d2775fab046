"""Decide which English figures the tree may read at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

# Reasons of the word-based rules for rejecting a figure that hold whatever the tree shows.
FINAL = frozenset(("follows_a_noun", "precedes_a_verb", "is_within_a_sentence"))
# A plan's demand, and the word-based rules that read such figures as well as the tree does.
_DEMAND = lazy_pattern(r"[^a-z]*(?:[a-z]+ ){0,6}?we (?:will|should|must|shall) ")
_PLAIN = frozenset(
    (
        "choose_counted",
        "choose_reached",
        "choose_stated_phrase",
        "choose_changed",
        "choose_object_of_doing",
        "choose_multiplied",
    )
)
_NEAR = 110  # code points before a number without a unit
LEAST_PART = 10  # of the 62 projects, 17
_NUMBERED = lazy_pattern(r"(?<![a-z])(?:number of [^,;.]{3,80}|population|headcount|workforce) [a-z ]{2,24}$")
_RATE = lazy_pattern(r" per \d")
# Signs between the members of a list.
_BULLETS = lazy_pattern("[;§•]")
# A numbered label before a sentence: "2. Batteries:".
_LABEL = lazy_pattern(r"\W{0,4}(?:\d{1,2}|[a-z])[.)] [^:.;\d]{0,90}[a-z)]: ")


def segments(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield the members of a list with semicolons or bullets, or the whole sentence if it has none."""
    position = sentence.start
    if label := _LABEL.match(sentence.text, position, sentence.end):
        yield position, label.end()
        position = label.end()
    for match in _BULLETS.finditer(sentence.text, position, sentence.end):
        yield position, match.end()
        position = match.end()
    if position < sentence.end:
        yield position, sentence.end


def is_plain_demand(text: str, readings: Collection[Reading]) -> bool:
    """Return whether all figures of a part of a sentence are plainly worded demands."""
    if not _DEMAND.match(text) and text.split(" ", 1)[0] not in load_words().transitive:
        return False
    return all(
        reading.rule in (_PLAIN if not reading.is_rejected else FINAL)
        and (reading.kind or reading.default) != "actual"
        for reading in readings
        if not reading.is_baseline
    )


def may_be_stated(text: str, pairs: Collection[tuple[Figure, Reading]]) -> bool:
    """Return whether a figure in a part of a sentence is stated, or may be according to its tree."""
    has_count = any(figure.noun_end and not reading.is_rejected for figure, reading in pairs)
    for figure, reading in pairs:
        if not reading.is_rejected or figure.is_scaled or (figure.unit and reading.rule not in FINAL):
            return True
        if reading.rule == "follows_a_noun" and figure.noun_end and figure.value >= LEAST_PART:
            return True  # operates 12 plants: the word may be a verb
        is_number = not figure.unit and figure.value >= LEAST_PART
        is_numbered = is_number and _NUMBERED.search(text, max(0, figure.start - _NEAR), figure.start)
        if is_numbered or _RATE.match(text, figure.end):
            return True
        if has_count and not figure.unit and figure.value >= LEAST_PART:
            return True
    return False
