"""Mentions in which a pattern or rule joined two Chinese names and the word between them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.annotation.events.rules import load_words
from flows.annotation.names import make_entity_id
from flows.records import Mention
from flows.text import lazy_pattern

_BODY_END = "[部局委厅办会协联院署]"
_TOGETHER = lazy_pattern(
    f"(.{{2,}}?{_BODY_END})(?:(?:会同|联合)(?!国|会)|曾?(?:责令|勒令|吊销|约谈|处罚))(.{{2,}}(?:{_BODY_END}"
    f"|公司|集团))"
)
# Two names, the first of which is also named alone: 青禾公司联合北江大学.
_ALLIED = lazy_pattern("(?<=..)(?:联合|携手|会同)(?!国|会)")
_ALLIES = lazy_pattern("(.{2,}?)(?:联合|携手|会同)(?!国|会)(.{2,})")
_RECEIVES = lazy_pattern("(?<=..)(?:获得|收到|拿到|争取到)")


def drop_joined(mentions: Sequence[Mention]) -> list[Mention]:
    """Return mentions without those in which a pattern joined two names and a verb; their parts are kept.

    >>> 苏州市工信局向川泽科技 -> 苏州市工信局
    """
    apart = list(_split_together(mentions))
    joined = [mention for mention in apart if mention.source == "pattern" and _is_joined(mention)]
    if not joined:
        return apart
    spans = [(mention.start, mention.end) for mention in joined]
    kept = [mention for mention in apart if mention not in joined]
    return [
        replace(mention, nested=False) if mention.nested and _is_outermost(mention, kept, spans) else mention
        for mention in kept
    ]


def _is_joined(mention: Mention) -> bool:
    """Return whether a name contains a verb: 青禾公司获得市科技局专项资金."""
    if mention.type == "PROGRAMME":
        return _RECEIVES.search(mention.text) is not None
    return mention.type == "ORG" and load_words("zh").joints.search(mention.text) is not None


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


def _split_together(mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield mentions, each that holds two bodies acting together split into them.

    >>> 市科协会同市教育局 -> 市科协, 市教育局
    """
    named = {(mention.start, mention.end): mention for mention in mentions if mention.type == "ORG"}
    freed: set[tuple[int, int]] = set()
    for mention in mentions:
        if (mention.start, mention.end) in freed:
            continue
        both = _TOGETHER.fullmatch(mention.text) if mention.type == "ORG" else None
        if both is None and mention.type == "ORG" and (joint := _ALLIED.search(mention.text)):
            is_named = (mention.start, mention.start + joint.start()) in named
            both = _ALLIES.fullmatch(mention.text) if is_named else None
        if both is None or mention.source == "lexicon":
            yield mention
            continue
        for first, last in (both.span(1), both.span(2)):
            name = mention.text[first:last]
            place = mention.start + first
            if own := named.get((place, place + len(name))):
                freed.add((own.start, own.end))
                yield replace(own, nested=False)
                continue
            entity = make_entity_id("ORG", name)
            yield replace(mention, start=place, end=place + len(name), text=name, concept="", entity=entity)
