"""The words of an English sentence before and behind a figure."""

from __future__ import annotations

from typing import NamedTuple

from flows.annotation.figures.norms.english.frames import load_frames
from flows.annotation.figures.words_en import load_words
from flows.records import Target
from flows.text import lazy_pattern

_REACH, _REACH_BEHIND = 360, 240  # code points of a sentence before and behind a figure
# The sign comes first: what must stand before it is checked only there.
_SENTENCE_END = lazy_pattern(r"[.!?;\n](?:(?<=[;\n])|(?<![A-Z].)[\"”’)]*(?:\s+(?=[A-Z“\"(])|\s*$))")
_WORD = lazy_pattern("[a-z]+")
_POINT = lazy_pattern(r"(?<=\d)\.(?=\d)")  # a decimal point, which ends no sentence


class Around(NamedTuple):
    """The words of an English sentence before and behind a figure, in small letters."""

    before: str
    behind: str

    def fits(self, name: str) -> bool:
        """Return whether the sentence fits a frame of `words.toml`: limits.may_hold, may hold up to #."""
        return load_frames()[name].match(self.before, self.behind)

    @property
    def is_capped(self) -> bool:
        """Whether a limit stands before the figure: up to, at least, the maximum is."""
        return self.fits("sentences.capped")

    @property
    def is_between(self) -> bool:
        """Whether the figure is one of two ends: between 100,000 and one million."""
        return self.fits("sentences.between")

    @property
    def is_planned(self) -> bool:
        """Whether the words before the figure only weigh, plan or promise it."""
        return self.fits("sentences.planned")

    @property
    def is_dated(self) -> bool:
        """Whether the sentence names a year or a deadline."""
        return self.fits("sentences.dated")


def look_around(target: Target, text: str) -> Around | None:
    """Return the words around a figure, None if no rule can be among them."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1].lower()
    behind = _SENTENCE_END.split(text[target.end : target.end + _REACH_BEHIND])[0].lower()
    words = load_words().ruling
    if words.isdisjoint(_WORD.findall(before)) and words.isdisjoint(_WORD.findall(behind)):
        return None
    return around_of(before.lstrip(), behind)


def around_of(before: str, behind: str) -> Around:
    """Return the words before and behind a figure, their decimal points as another sign."""
    return Around(_POINT.sub("·", before), _POINT.sub("·", behind))
