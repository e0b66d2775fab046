"""Text in parts: where mentions and matches stand, so that a template can mark them and escape everything."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.store import StoredMention


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of text: the outermost mention it lies in (or None), and whether it is part of a match."""

    text: str
    mention: StoredMention | None
    is_match: bool


def split_text(
    text: str, mentions: Sequence[StoredMention], matches: Sequence[Sequence[int]] = ()
) -> Iterator[Part]:
    """Yield the parts of `text`, in order and without gaps; offsets are code points.

    Nested mentions are left out.
    """
    outer = [mention for mention in mentions if not mention.nested]
    borders = {0, len(text)}
    borders.update(place for mention in outer for place in (mention.start, mention.end))
    borders.update(place for span in matches for place in span)
    ordered = sorted(place for place in borders if 0 <= place <= len(text))
    owners = {mention.start: mention for mention in outer}
    owner: StoredMention | None = None
    for start, end in itertools.pairwise(ordered):
        if owner is not None and start >= owner.end:
            owner = None
        owner = owners.get(start, owner)
        yield Part(text[start:end], owner, any(left <= start and end <= right for left, right in matches))
