"""English nouns that tell a deed: a firm's takeover of another, its listing, the fine imposed on it."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.events.clauses import Sentence, Verb
from flows.annotation.events.english.phrases import CONDITION, is_hedged, party_at, tidy
from flows.annotation.events.english.subjects import find_owner
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles, may_act


def read_noun(sentence: Sentence, verb: Verb, behind: Sequence[Party]) -> Roles | None:
    """Read a noun that tells a deed, which needs a date: "Haiwei's takeover of Feinlager in 2016".

    Who did it owns the noun, or follows "by" behind the object.
    """
    if not sentence.dates or is_hedged(sentence, sentence.start, sentence.end):
        return None
    if CONDITION.search(sentence.plain, sentence.start, verb.start):
        return None
    actor = find_owner(sentence, verb, sentence.start)
    if not verb.rule.object_is_party:
        if actor is None or not may_act(actor, verb.rule.action, verb.rule.name):
            return None
        return Roles(actor, subject=actor)
    bought = party_at(sentence, verb.end + 1, behind)
    if bought is None or (bought.kind == "GPE" and bought.is_listed):
        return None
    if actor is None and sentence.plain.startswith(" by ", bought.end):
        actor = party_at(sentence, bought.end + 4, behind)
    if actor is None or actor.entity == bought.entity or not may_act(actor, verb.rule.action, verb.rule.name):
        return None
    start = verb.end + 1
    return Roles(
        actor, tidy(sentence.text[start : bought.end]), start, bought.end, bought.entity, None, actor
    )
