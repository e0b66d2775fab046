"""English nouns that state a deed: a firm's takeover of another, its listing, the fine imposed on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.english.documents import find_document
from flows.annotation.events.english.lists import list_names_behind
from flows.annotation.events.english.phrases import (
    CONDITION,
    acts,
    find_agent,
    is_authority,
    is_hedged,
    object_span,
    party_at,
    phrase_end,
    tidy,
)
from flows.annotation.events.english.subjects import FIRM_BEHIND, find_owner
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import DEALT_OUT, Roles, has_object
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import end_of, lazy_pattern

_ARTICLE = lazy_pattern(r"\b(?:the|an?|its|their|his|her)\s")
_CLAUSE = lazy_pattern(r"\b(?:to|of|that|which|for)\s")
_NEXT_WORD = 8  # code points: a fine on Haiwei would hurt it
# After "after", only "its" shows whose deed it was: after the purchase of Feinlager, its clients left.
_OPENING_NOUN = lazy_pattern(
    r"\s?(?:(?:with|through|by)\s(?:the|its|an?)"
    r"|(?:after|following|since|upon|before|despite)\sits)\s(?:[\w-]+\s){0,3}"
)
# The acquisition of Feinlager in 2017 gave | Haiwei a foothold: Haiwei bought it.
_OPENING_DEAL = lazy_pattern(r"\W*(?:the|its)\s(?:\d{4}\s)?(?:[a-z-]+\s){0,2}")
_GAVE = lazy_pattern(
    r"(?:\s(?:in|on|last|for)\s[^.;]{2,40}?)?\s(?:made|gave|brought|turned|helped|allowed|enabled|propelled"
    r"|catapulted|handed|earned|provided|left)\s(?:the\s)?"
)
# The acquisition of Feinlager, a maker of tools, by | Haiwei; it needs no date.
_BY_AFTER = lazy_pattern(r"(?:,\s(?:an?|the)\s[^.;:()]{3,80},)?\sby\s(?:the\s)?")
_BY_BUYER = lazy_pattern(r"\s[^.;:()]{3,140}?\sby\s(?!the\send\b|\d)")
_OPEN_DEAL = lazy_pattern(
    r"\b(?:fear\w*|review\w*|scrutin\w+|pending|await\w*|attempt\w*|bid|oppos\w+|threat\w*|hostile"
    r"|allow\w*|approv\w+|clear\w*|conditional\w*|investigat\w+|probe\w*|prevent\w*"
    r"|if|whether|before|until|rumou?r\w*)\b"
)
_OPENING_ITS = lazy_pattern(r"\W*(?:ever\s)?(?:since|after|following|with|upon|before|until)\s")
_OTHER_SUBJECT = lazy_pattern(r"[^,]{0,40},\s(?:the|this|these|an?)\s")
_THE = lazy_pattern(r"(?:the\s)?")
_BY = lazy_pattern(r"\bby\s")
_OWNS = lazy_pattern(r"[’']s?\s")
_ABOUT = lazy_pattern(r"\s(?:on|for|concerning|of)\s[^,;]{2,60}(?=,)")
_PASSIVE = lazy_pattern(r"\s(?:by|to)$")
_ANNOUNCED = lazy_pattern(r"\bannounced\s(?:the|its)\s$")
_FIRST_WORD = lazy_pattern(r"\w+")
# Bodies that buy no firms: "its purchase" is that of somebody else in their statement.
_NO_BUYER = lazy_pattern(
    r"\b(?:ministry|commission|administration|governments?|department|bureau|courts?|tribunal|congress"
    r"|parliament|senate|authority|customs|samr|mofcom|ndrc|csrc|miit)\b"
)
_TO_ARTICLE = 70  # code points from an article to its noun


def read_noun(sentence: Sentence, verb: Verb, behind: Sequence[Party]) -> Roles | None:
    """Read a noun that states a deed: "Haiwei's takeover of Feinlager in 2016". Most need a date.

    The actor owns the noun, or follows "by" after the object.
    """
    if not (sentence.dates or "needs_no_date" in verb.rule.traits or _is_whole_deal(sentence, verb)):
        return None
    if is_hedged(sentence, sentence.start, _end_of_hedges(sentence, verb)):
        return None
    if CONDITION.search(sentence.plain, sentence.start, verb.start):
        return None
    actor = _settle_owner(sentence, verb, find_owner(sentence, verb, sentence.start))
    if verb.rule.action == "issued":
        return _read_issue(sentence, verb, behind, actor)
    if not verb.rule.object_is_party:
        return _read_own(sentence, verb, behind, actor)
    bought = party_at(sentence, verb.end + 1, behind)
    if _PASSIVE.search(verb.match[0]):  # Feinlager's takeover by Haiwei
        actor, bought = bought, actor
        return _as_bought(sentence, verb, actor, bought) if actor and bought else None
    if bought is None or (bought.kind == "GPE" and bought.is_listed):
        return None
    if actor is None and (by := _BY_AFTER.match(sentence.plain, bought.end)):
        actor = party_at(sentence, by.end(), behind)
    if actor is None and _OPENING_NOUN.fullmatch(sentence.plain, sentence.start, verb.start):
        actor = _subject_after(sentence, bought.end)
    if actor is None and _OPENING_DEAL.fullmatch(sentence.plain, sentence.start, verb.start):
        actor = _served_by(sentence, bought)
    return _as_bought(sentence, verb, actor, bought) if actor else None


def _is_whole_deal(sentence: Sentence, verb: Verb) -> bool:
    """Return whether an undated deal names its buyer: the acquisition of Feinlager by Haiwei."""
    if not verb.rule.object_is_party or not _BY_BUYER.match(sentence.plain, verb.end, sentence.end):
        return False
    return not _OPEN_DEAL.search(sentence.plain, sentence.start, sentence.end)


def _served_by(sentence: Sentence, bought: Party) -> Party | None:
    """Return who gained by a purchase: the acquisition of Feinlager in 2017 gave Haiwei a foothold."""
    near = (party for party in sentence.parties if party.start > bought.end and party.kind == "ORG")
    first = next(near, None)
    return first if first and _GAVE.fullmatch(sentence.plain, bought.end, first.start) else None


def _settle_owner(sentence: Sentence, verb: Verb, owner: Party | None) -> Party | None:
    """Return the owner of a noun; an opening "its" refers to the subject after it.

    >>> Since its inception in 2018, Haiwei has grown; since its inception in 2018, the programme has grown
    """
    if owner is None or not owner.is_owner:
        return owner
    if not _OPENING_ITS.fullmatch(sentence.plain, sentence.start, owner.start):
        return owner
    subject = _subject_after(sentence, verb.end)
    is_other = subject is None and _OTHER_SUBJECT.match(sentence.plain, verb.end, sentence.end)
    return None if is_other else (subject or owner)


def _end_of_hedges(sentence: Sentence, verb: Verb) -> int:
    """Return the end of the words that may make a noun a plan: its date, else the end of the sentence.

    "The takeover of Feinlager in 2016 showed what the firm could do" is not a plan.
    """
    if verb.rule.action == "issued":  # the release of the plan
        return verb.start
    behind = (when.end for when in sentence.dates if when.start >= verb.end)
    return next(behind, sentence.end)


def _read_own(sentence: Sentence, verb: Verb, behind: Sequence[Party], actor: Party | None) -> Roles | None:
    """Read a noun without an object: Haiwei's listing in 2016; with its listing in 2016, Haiwei raised."""
    if actor is None and _OPENING_NOUN.fullmatch(sentence.plain, sentence.start, verb.start):
        actor = _subject_after(sentence, verb.end)
    if actor is None or not acts(actor, verb.rule):
        return None
    giver = find_agent(sentence, _BY, verb.end, sentence.end, behind)
    if giver and "body_gives" in verb.rule.traits and not is_authority(giver):
        return None
    return Roles(actor, counterpart=giver, subject=actor)


def _read_issue(sentence: Sentence, verb: Verb, behind: Sequence[Party], actor: Party | None) -> Roles | None:
    """Read the release of a document, by its owner or by the party after "by"."""
    if verb.rule.subject:
        return _read_own_document(sentence, verb)
    start, end = object_span(sentence, verb, behind, sentence.end)
    issuer = actor or find_agent(sentence, _BY, end, sentence.end, behind)
    if issuer is None or not acts(issuer, verb.rule) or not has_object(verb.rule, sentence.plain[start:end]):
        return None
    return Roles(issuer, tidy(sentence.text[start:end]), start, end, "", None, issuer)


def _read_own_document(sentence: Sentence, verb: Verb) -> Roles | None:
    """Read a document that its issuer owns, before the verb: the ministry's guidelines, issued in 2022."""
    document = find_document(sentence, verb, sentence.start)
    if document is None:
        return None
    for party in sentence.parties:
        owns = _OWNS.match(sentence.plain, party.end)
        if party.end <= document.end and owns and document.start <= owns.end() < document.end:
            start, end = owns.end(), document.end
            if about := _ABOUT.match(sentence.plain, end, verb.start):
                end = about.end()
            text = tidy(sentence.text[start:end])
            return Roles(party, text, start, end, "", None, party) if acts(party, verb.rule) else None
    return None


def _as_bought(sentence: Sentence, verb: Verb, actor: Party, bought: Party) -> Roles | None:
    """Return the roles of a purchase; None if a place was bought, or a firm would buy itself.

    A ministry or regulator that a pronoun refers to is not the buyer either.
    """
    if bought.kind == "GPE" and bought.is_listed:
        return None
    if actor.is_resolved and _NO_BUYER.search(actor.text.lower()):
        return None
    if actor.entity == bought.entity or not acts(actor, verb.rule):
        return None
    start = min(verb.end + 1, bought.start)
    return Roles(
        actor, tidy(sentence.text[start : bought.end]), start, bought.end, bought.entity, None, actor
    )


def _subject_after(sentence: Sentence, place: int) -> Party | None:
    """Return the subject after an opening phrase: with the purchase of Feinlager in 2013, Haiwei entered."""
    comma = sentence.plain.find(", ", place, place + _TO_ARTICLE)
    near = (party for party in sentence.parties if comma >= 0 and party.start >= comma + 2)
    first = next(near, None)
    return first if first and _THE.fullmatch(sentence.plain, comma + 2, first.start) else None


def read_patient(
    sentence: Sentence, verb: Verb, behind: Sequence[Party], first: int, last: int
) -> Roles | None:
    """Read a noun with the actor after it: the penalty imposed on Haiwei, the union of Haiwei and Feinlager.

    The object is the noun with its sum, or the words after the name that match the rule's object.
    """
    rule = verb.rule
    if is_hedged(sentence, first, verb.start) or CONDITION.search(sentence.plain, first, verb.start):
        return None
    actor = party_at(sentence, verb.end + 1, behind)
    if actor is None or not acts(actor, rule) or _is_only_where(sentence, actor):
        return None
    if rule.action != "sanctioned" and not (sentence.dates or _is_announced(sentence, verb)):
        return None
    if rule.subject and not rule.subject.search(actor.text.lower()):
        return None
    names = list_names_behind(sentence, actor)
    if is_hedged(sentence, names[-1].end, names[-1].end + _NEXT_WORD):
        return None
    further: tuple[Party, ...] = ()
    if rule.action == "merged":
        if len(names) < 2:
            return None
        text = tidy(sentence.text[actor.start : names[-1].end])
        actor = replace(actor, end=names[-1].end, text=text)
    elif rule.action in DEALT_OUT:
        further = tuple(names[1:])
    start = end = 0
    if rule.object:
        found = rule.object.search(sentence.plain, actor.end, last)
        if found is None:
            return None
        start, end = found.start(), max(found.end(), phrase_end(sentence, found.start(), last))
    elif rule.action in ("sanctioned", "granted_access", "funded"):
        start, end = _noun_phrase(sentence, verb, first)
    giver = find_agent(sentence, _BY, actor.end, last, behind)
    return Roles(actor, tidy(sentence.text[start:end]), start, end, "", giver, None, further)


def _is_only_where(sentence: Sentence, party: Party) -> bool:
    """Return whether a place only says where others are from: sanctions on Hong Kong officials."""
    return party.kind == "GPE" and FIRM_BEHIND.match(sentence.plain, party.end) is not None


def _is_announced(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a body announces an appointment: Haiwei has announced the appointment of Li Wei as."""
    return verb.rule.action == "appointed" and bool(
        _ANNOUNCED.search(sentence.plain, sentence.start, verb.start)
    )


def _noun_phrase(sentence: Sentence, verb: Verb, first: int) -> tuple[int, int]:
    """Return the span of a noun with the words before it: the 18.2 billion yuan penalty."""
    noun = _FIRST_WORD.match(sentence.plain, verb.start)
    end = end_of(noun, verb.start)
    articles = list(_ARTICLE.finditer(sentence.plain, max(first, verb.start - _TO_ARTICLE), verb.start))
    start = articles[-1].start() if articles else verb.start
    if _CLAUSE.search(sentence.plain, start, verb.start):
        start = verb.start
    return start, end
