"""Wrapped texts are annotated with each sentence in one line; the spans are those of the text itself."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from flows.annotation.names import Context
from flows.records import Annotation, Citation, Directive, Event, Mention, Target
from flows.text import count_han, has_wide, lazy_pattern, soft_breaks

_BLANK = lazy_pattern(r"\s*")
_Spanned = TypeVar("_Spanned", Mention, Citation, Target, Event)


@dataclass(frozen=True, slots=True)
class Joined:
    """A text with its sentences in one line each; its character i is `original[places[i]]`.

    Without places, the two are the same.
    """

    original: str
    text: str
    places: Sequence[int]

    def context(self, context: Context) -> Context:
        """Return the context of the text with places in the joined text."""
        if not self.places:
            return context
        return replace(
            context,
            pages=tuple((self._inner(start), self._inner(end)) for start, end in context.pages),
            repealed=tuple(
                item._replace(start=self._inner(item.start), end=self._inner(item.end))
                for item in context.repealed
            ),
        )

    def restore(self, made: Annotation) -> Annotation:
        """Return an annotation of the joined text as one of the original."""
        if not self.places:
            return made
        spans = (self.span(start, end) for _, start, end in made.tokens)
        return replace(
            made,
            tokens=tuple((self.original[start:end], start, end) for start, end in spans),
            mentions=tuple(map(self._moved, made.mentions)),
            citations=tuple(map(self._moved, made.citations)),
            targets=tuple(map(self._moved, made.targets)),
            events=tuple(map(self._moved, made.events)),
            directives=tuple(map(self._moved_directive, made.directives)),
        )

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original from which [start, end) of the joined text comes, or (0, 0)."""
        if start >= end:
            return 0, 0
        return self.places[start], self.places[end - 1] + 1

    def _moved(self, found: _Spanned) -> _Spanned:
        start, end = self.span(found.start, found.end)
        return replace(found, start=start, end=end, text=self.original[start:end])

    def _moved_directive(self, found: Directive) -> Directive:
        start, end = self.span(found.start, found.end)
        first, last = self.span(found.addressee_start, found.addressee_end)
        asked, whole = self.span(found.object_start, found.object_end)
        return replace(
            found,
            start=start,
            end=end,
            text=self.original[start:end],
            addressee_start=first,
            addressee_end=last,
            addressee=self.original[first:last],
            object_start=asked,
            object_end=whole,
            object=self.original[asked:whole],
        )

    def _inner(self, place: int) -> int:
        return bisect_left(self.places, place)


def join_text(text: str) -> Joined:
    """Return a text with each wrapped sentence in one line.

    In Chinese, a break is left out with the blanks around it, unless it is between Latin words; others become
    one space.
    """
    breaks = soft_breaks(text)
    if not breaks:
        return Joined(text, text, ())
    parts: list[str] = []
    places = array("l")
    for start, end, joint in _cut(text, breaks):
        parts.append(text[start:end])
        places.extend(range(start, end))
        if joint:
            parts.append(joint)
            places.append(end)
    return Joined(text, "".join(parts), places)


def _cut(text: str, breaks: Sequence[int]) -> Iterator[tuple[int, int, str]]:
    """Yield the lines of a text as spans, each with what joins it to the next."""
    start = 0
    for place in breaks:
        end = start + len(text[start:place].rstrip())
        following = _BLANK.match(text, place)
        assert following
        yield start, end, _joint(text, start, end, following.end())
        start = following.end()
    yield start, len(text), ""


def _joint(text: str, start: int, end: int, following: int) -> str:
    """Return what separates the line [start, end) from the next one, which begins at `following`."""
    before, after = text[end - 1], text[following]
    if has_wide(before + after):
        return ""
    is_between_words = before.isalnum() and after.isalnum() and not (before.isdecimal() and after.isdecimal())
    is_chinese = count_han(text, start, end) * 2 > end - start
    return " " if is_between_words or not is_chinese else ""
