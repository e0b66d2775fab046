"""Mentions in which a pattern joined two Chinese names and the verb between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.rules import load_words
from flows.records import Mention


def drop_joined(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions without those in which a pattern joined two names and a verb; their parts are kept.

    >>> 苏州市工信局向川泽科技 -> 苏州市工信局
    """
    joined = [
        mention
        for mention in mentions
        if mention.type == "ORG"
        and mention.source == "pattern"
        and load_words("zh").joints.search(mention.text)
    ]
    if not joined:
        return list(mentions)
    spans = [(mention.start, mention.end) for mention in joined]
    kept = [mention for mention in mentions if mention not in joined]
    return [
        replace(mention, nested=False) if mention.nested and _is_outermost(mention, kept, spans) else mention
        for mention in kept
    ]


def _is_outermost(mention: Mention, others: Sequence[Mention], spans: Sequence[tuple[int, int]]) -> bool:
    """Return whether a mention is inside one of `spans` and inside no longer mention."""
    if not any(start <= mention.start and mention.end <= end for start, end in spans):
        return False
    return not any(
        other is not mention
        and other.start <= mention.start
        and mention.end <= other.end
        and other.end - other.start > mention.end - mention.start
        for other in others
    )
