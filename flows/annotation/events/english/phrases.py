"""Phrases after an English verb: the words of its object, the names in them, and the party after "by"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.events.english.lists import list_names_behind
from flows.annotation.events.english.subjects import ARTICLES
from flows.annotation.events.parties import STAFF, Party
from flows.annotation.events.roles import is_offering, may_act
from flows.annotation.events.rules import Rule, load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import make_entity_id
from flows.text import end_of, lazy_pattern, start_of

_SESSION = r"\bat\s(?:the|an?|its)\s(?:[\w-]+\s){0,4}?(?:sessions?|meetings?|sitting|plenum|congress)\sof\s"
_DONE_BY = r"(?<!followed )\bby\s"
_AGENT = {"passive": _DONE_BY, "undergone": rf"{_DONE_BY}|{_SESSION}", "received": rf"{_DONE_BY}|\bfrom\s"}
# A round and who led it: closed a Series C round of 300 million yuan, led by Haiwei Capital.
_LED_BY = lazy_pattern(
    r"[^,.;]{0,60}(?:round|financing|funding)\b[^,.;]{0,60},?\s(?:(?:co-|jointly\s)?led|headed)\sby\s"
)
# After these, "by" belongs to another verb: established in 2013, is managed by Haiwei.
_OTHER_VERB = lazy_pattern(r"\b(?:is|are|was|were|has|have|had|will|which|who)\s")
_LATE_BY = lazy_pattern(r"(?<=,)\sby\s")
_OF_BODY = lazy_pattern(r"[\s-](?:loans?|grants?|subsid|funds?|funding|money|support|aid|help|backing|owned)")
_BY_HERE = lazy_pattern(r"\bby\s")
_JOINT = frozenset(("opened", "merged", "founded", "invested"))
_WITH = lazy_pattern(r"\bwith\s")
_TO = lazy_pattern(r"\bto\s")
_OF = lazy_pattern(r"\bof\s")
PUNCTUATION = lazy_pattern(r",(?!\d{3})|[;:()\[\]—。，；]|(?<![A-Z]\.[A-Z])(?<!\bNo)\.(?=\s|$)|\s-\s")
# The same sum in another currency: 1.2 billion yuan ($188 million).
_SUM_IN_BRACKETS = lazy_pattern(
    r"\((?:about |around |some |nearly |over )?"
    r"(?:(?:[$€£¥]|us\$|hk\$|(?:rmb|usd|cny|eur) ?)[\d.,]+(?: ?(?:million|billion|trillion|m|bn))?"
    r"|[\d.,]+ (?:million|billion|trillion) (?:yuan|dollars|us dollars|euros))\)"
)
# The short form of a word inside a phrase: an electric vehicle (EV) battery plant.
_SHORT_FORM = lazy_pattern(
    r"\((?:[A-Z][A-Za-z&/-]{0,7}|recommended)\)"
    r"(?=\s(?!(?:and|or|but|of|has|have|had|is|are|was|were|will|said)\b)[a-z]+)"
)
_POSSESSIVE = lazy_pattern(r"[’']s\b")
_PLACE_BEHIND = lazy_pattern(r"\s(?:in|at)\s(?:the\s)?")
_OF_FIRMS = frozenset(("founded", "funded", "granted_access"))
_ZONE = lazy_pattern(r"\b(?:Zone|Area|District|Park)$")
# A document named only by its kind.
_BARE_KIND = lazy_pattern(r"(?:(?:the|its|their|an?|new)\s)?[a-z]+")
# After its name in quotation marks: its "Made in China 2025" plan.
_KIND_BEHIND = lazy_pattern(
    r"\s(?:[a-z-]+\s)?(?:plan|strategy|program(?:me)?|initiative|scheme|outline|white paper|blueprint|roadmap"
    r"|policy|guidelines?|notice|catalogue|list)\b"
)
# What such a document is about.
_ABOUT = lazy_pattern(r"\s(?:on|for|concerning|regarding)\s(?:the\s)?(?!\w+day\b)(?=[a-z])")
_SOCIETY = lazy_pattern(
    r"Foundation|Society|Organi[sz]ation|Federation|Government|Agency|\b[A-Z]{3,5}$"
    r"|regulators?$|authorit(?:y|ies)$|government$|parliament$|senate$|court$"
    r"|^(?:Vice )?(?:President|Premier|Minister|Chairman|Prime Minister|Governor|Mayor|King|Queen)\b"
)
# A second verb: opened a plant and hired 300 people. "New and Used Vehicles" and "waste and used batteries"
# have a noun after the participle. Some participles name people (the elderly and disabled in cities).
_NOUN_IN_ED = (
    r"(?:disabled|retired|unemployed|skilled|wounded|injured|displaced|aged|need|feed|seed|breed|speed)\b"
)
_AND_VERB = lazy_pattern(
    r"\sand (?:(?:then|has|had|began)\b"
    rf"|(?!{_NOUN_IN_ED})(?:[a-z]+ed|set|took|went|made|sold|won|built|paid|put)"
    r" (?:(?:the|an?|its|their|his|her|it|them|him|up|out|off|back|down|over|in|on|at|by|to|into|as"
    r"|for|from|with|some|about|more|another|two|three|four|five|all"
    r"|(?!family|supply|assembly|monopoly|early)[a-z]+ly)(?![\w-])|[A-Z\d$€£¥“\"])"
    r"|its (?:[a-z-]+ ){1,3}(?:was|were|is|are|has|had|rose|fell|[a-z]+ed)\b)"
)
# After a sum, the kind of money: 36 million yuan in municipal grants.
_IN_MONEY = lazy_pattern(
    r"in (?:(?!the\b|a\b|its\b)[a-z+-]+ ){0,3}(?:grants|subsidies|loans|aid|funding|financing|credits?"
    r"|support|equity|venture capital|tax (?:breaks|refunds|rebates))\b"
    r"|in (?:an?|its|the) (?:[\w-]+ ){0,3}(?:series [a-h]\b(?: round)?|round)(?: of (?:financing|funding))?"
)
_DIGIT = lazy_pattern(r"\d|\b[mb]illions\b")
# Opens what else was bought: 49 percent of Haiwei and 51 percent of Feinlager.
_AND_SHARE = lazy_pattern(r"\sand\s[\d.]+\s?(?:%|per\s?cent)")
# Between a verb and its object.
_AGO = lazy_pattern(r"(?:a few|several|two|three|some|\d+) (?:days|weeks|months|years) ago\s")
# Before a sum: prepositions that do not end the object.
_BOUND = lazy_pattern(
    r"(?:at (?:least|most)|up to|as (?:much|many) as|no (?:less|fewer|more) than)\s(?=[^,;.]{0,4}\d)"
)
_MARKS = lazy_pattern('["“”]')
_TO_CLOSING = 250  # code points from the start of an object to the mark that closes its quotation
_LAST_AND = lazy_pattern(r"\s(?:and|or)\s*$")
_LONGEST = 90  # code points of an object
TO_NAME = 45  # code points from a verb to the name that it is about
CONDITION = lazy_pattern(r"\b(?:if|unless|whether)\b")
# Words that may come between "by" and the agent's name: by China's Haiwei, by the German rival Nordlager.
_TO_AGENT = lazy_pattern(
    r"(?:(?!of\b|for\b|in\b|by\b|with\b|on\b|from\b|to\b|at\b|and\b|or\b|\w+ing\b|\d)[\w’'-]+\s){0,4}"
)
DETERMINER = lazy_pattern(r"\b(?:the|an?|its|their|his|her|this|another|\d{1,2}|two|three|four|five|six)\s")
QUOTED = lazy_pattern(r"\"[^\"]{3,110}\"|“[^“”]{3,110}”|[‘'](?!\s).{3,110}?[’'](?!\w)")


def is_hedged(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether words make what follows a plan, demand or denial; "May" in a date does not."""
    return any(
        not any(when.start <= match.start() < when.end for when in sentence.dates)
        for match in load_words("en").hedges.finditer(sentence.plain, first, last)
    )


def named_span(verb: Verb) -> tuple[int, int]:
    """Return the span of the object within a verb's match, or (0, 0)."""
    groups = verb.match.groupdict()
    return next((verb.match.span(name) for name in ("object", "object2") if groups.get(name)), (0, 0))


def object_span(sentence: Sentence, verb: Verb, behind: Sequence[Party], last: int) -> tuple[int, int]:
    """Return the span of the words after a verb, up to the next preposition, clause or punctuation mark."""
    if any(named_span(verb)):
        return named_span(verb)
    start = verb.end
    has_date = verb.end > verb.start and sentence.plain[verb.end - 1].isdigit()
    while start < last and (sentence.plain[start].isspace() or (has_date and sentence.plain[start] == ",")):
        start += 1
    start = end_of(_AGO.match(sentence.plain, start, last), start)
    opening = ARTICLES.match(sentence.text, start)
    if quoted := QUOTED.match(sentence.text, end_of(opening, start), last):
        kind = _KIND_BEHIND.match(sentence.plain, quoted.end(), last)
        return start, end_of(kind, quoted.end())
    bound_end = end_of(_BOUND.match(sentence.plain, start, last), start)
    end = close_quotation(sentence, start, phrase_end(sentence, bound_end, last))
    article = ARTICLES.match(sentence.text, start)
    name_start = end_of(article, start)
    for party in behind:
        if start <= party.start <= end and party.end > end and party.start - name_start < _LONGEST:
            end = party.end
    if "document_is_object" in verb.rule.traits and _BARE_KIND.fullmatch(sentence.plain, start, end):
        end = _subject_end(sentence, end, last)
    place = _PLACE_BEHIND.match(sentence.plain, end)
    if place and not verb.rule.object_is_party:
        end = next((party.end for party in behind if party.start == place.end() and party.kind == "GPE"), end)
    for mention in sentence.mentions:
        if mention.type == "DOC" and start <= mention.start <= name_start + 2 and mention.end <= last:
            end = max(end, mention.end)
    return start, end


def close_quotation(sentence: Sentence, start: int, end: int) -> int:
    """Return the end of a phrase, behind the mark that closes a quotation left open in it.

    >>> a "Notice| on Steel Works" to its holders -> a "Notice on Steel Works"
    """
    if len(_MARKS.findall(sentence.text, start, end)) % 2 == 0:
        return end
    closing = _MARKS.search(sentence.text, end, min(sentence.end, start + _TO_CLOSING))
    return end_of(closing, end)


def _subject_end(sentence: Sentence, end: int, last: int) -> int:
    """Return the end of the words that say what a document is about: the plan for carbon peaking."""
    about = _ABOUT.match(sentence.plain, end, last)
    if about is None or any(about.start() <= when.start <= about.end() for when in sentence.dates):
        return end
    found = phrase_end(sentence, about.end(), last)
    quotes = sum(sentence.plain.count(mark, about.end(), found) for mark in '"“”')
    return end if quotes % 2 else found


def phrase_end(sentence: Sentence, start: int, last: int) -> int:
    """Return the end of a noun phrase that begins at `start`."""
    end = min(last, start + _LONGEST)
    if end < last and sentence.plain[end - 1 : end + 1].isalnum():
        end = sentence.plain.rfind(" ", start, end)  # cut between words
    sign = PUNCTUATION.search(sentence.text, start, end)
    while sign and (bracket := _inner_bracket(sentence, sign.start())):
        sign = PUNCTUATION.search(sentence.text, bracket.end(), end)
    if sign:
        end = sign.start()
    article = ARTICLES.match(sentence.text, start)
    place = end_of(article, start)
    if stop := _find_stop(sentence, place, end):
        money = _IN_MONEY.match(sentence.plain, stop.start(), last)
        is_sum = money and _DIGIT.search(sentence.plain, start, stop.start())
        end = stop.start()
        if money and is_sum:
            end = money.end()
    if verb := _AND_VERB.search(sentence.text, place, sentence.end):
        end = min(end, max(place, verb.start()))
    end = start_of(_AND_SHARE.search(sentence.plain, place, end), end)
    if joint := _LAST_AND.search(sentence.plain, place, end):
        end = joint.start()
    for when in sentence.dates:
        if place < when.start < end <= when.end + 1:
            end = when.start
    end -= len(sentence.plain[start:end]) - len(sentence.plain[start:end].rstrip(" ,.-"))
    return max(start, end)


def _find_stop(sentence: Sentence, start: int, end: int) -> re.Match[str] | None:
    """Return the first word that ends a noun phrase; "at" before a number (at least 86 percent) does not."""
    stops = load_words("en").stops.finditer(sentence.plain, start, end)
    return next((stop for stop in stops if not _BOUND.match(sentence.plain, stop.start())), None)


def _inner_bracket(sentence: Sentence, place: int) -> re.Match[str] | None:
    """Return the brackets at a place that do not end a noun phrase: a sum, or the short form of a word.

    >>> an electric vehicle (EV) battery plant
    """
    if found := _SUM_IN_BRACKETS.match(sentence.plain, place):
        return found
    found = _SHORT_FORM.match(sentence.text, place)
    goes_on = found and not load_words("en").stops.match(sentence.plain, found.end() + 1)
    return found if goes_on else None


_BEFORE_OF = ("became", "passed", "fell", "came")  # verbs whose agent follows "of"


def find_counterpart(
    sentence: Sentence, verb: Verb, behind: Sequence[Party], start: int, last: int
) -> Party | None:
    """Return the party after "by", "from" or "with": a name, or a body such as "the city government"."""
    if verb.match.groupdict().get("giver"):
        return _giver_in(sentence, verb)
    pattern = _AGENT.get(verb.rule.frame)
    if not pattern and verb.rule.action not in _JOINT:
        return None
    marker = re.compile(pattern) if pattern else _WITH
    if verb.rule.frame == "undergone" and verb.match[0].endswith(("sold", "belonged")):
        marker = _TO
    elif verb.rule.frame == "undergone" and verb.match[0].startswith(_BEFORE_OF):
        marker = _OF
    other = _OTHER_VERB.search(sentence.plain, verb.end, last)
    if other and (late := _LATE_BY.search(sentence.plain, other.end(), last)):
        start = late.start()  # was acquired for 300 million, which was a record, by Haiwei
    elif other:
        last = other.start()
    if led := _LED_BY.match(sentence.plain, max(verb.end, start), sentence.end):
        further = [party for party in sentence.parties if party.start >= led.end()]
        return find_agent(sentence, _BY_HERE, led.end() - len("by "), sentence.end, further)
    return find_agent(sentence, marker, max(verb.end, start) - 1, last, behind)


def _giver_in(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the giver that is named within a verb's match: one of 42 firms that the ministry recognised."""
    first, last = verb.match.span("giver")
    names = (party for party in sentence.parties if first <= party.start and party.end == last)
    if party := next(names, None):
        return party
    body = load_words("en").bodies.fullmatch(sentence.plain, first, last)
    if body is None:
        return None
    article = ARTICLES.match(sentence.text, first)
    name = sentence.text[end_of(article, first) : last]
    return Party(last - len(name), last, name, make_entity_id("ORG", name), "ORG")


def find_agent(
    sentence: Sentence, marker: re.Pattern[str], start: int, last: int, behind: Sequence[Party]
) -> Party | None:
    """Return the party after a preposition: a name, or a body such as "the city government"."""
    for match in marker.finditer(sentence.plain, start, last):
        body = load_words("en").bodies.match(sentence.plain, match.end())
        if body and _OF_BODY.match(sentence.plain, body.end()):
            continue  # with a state loan
        party = party_at(sentence, match.end(), behind)
        if party and party.kind == "ORG" and (staff := STAFF.match(sentence.plain, party.end)):
            person = next((one for one in behind if one.start == staff.end() + 1), None)
            if person and person.kind == "PERSON":  # by former Siemens executive Li Wei
                return _join_names(sentence, person)
            continue
        if party and not (body and body.end() > party.end + 1):
            return _join_names(sentence, party)
        if body:
            name = re.sub(r"^the\s", "", sentence.text[match.end() : body.end()])
            return Party(body.end() - len(name), body.end(), name, make_entity_id("ORG", name), "ORG")
    return None


def _join_names(sentence: Sentence, first: Party) -> Party:
    """Return names that act together as one party, with the entity of the first: by A and B."""
    last = list_names_behind(sentence, first)[-1]
    return replace(first, end=last.end, text=tidy(sentence.text[first.start : last.end]))


def party_at(sentence: Sentence, place: int, parties: Sequence[Party]) -> Party | None:
    """Return the name that follows `place`, after an article or words that describe it."""
    near = (
        party
        for party in parties
        if place <= party.start < place + TO_NAME and not _POSSESSIVE.match(sentence.plain, party.end)
    )
    return next((party for party in near if _TO_AGENT.fullmatch(sentence.plain, place, party.start)), None)


def tidy(words: str) -> str:
    """Return words with single blanks."""
    return " ".join(words.split())


def is_authority(party: Party) -> bool:
    """Return whether a party may give prizes and licences: by its kind or its name, it is not a firm."""
    if party.kind != "ORG" and (party.is_listed or " " in party.text):
        return True
    return bool(load_words("en").organs.search(party.text.lower()) or _SOCIETY.search(party.text))


def acts(party: Party, rule: Rule) -> bool:
    """Return whether a party can be an actor: zones can be founded, and a guessed place may be a firm."""
    is_firm = party.kind == "GPE" and (not party.is_listed or bool(_ZONE.search(party.text)))
    return (is_firm and rule.action in _OF_FIRMS and not is_offering(party)) or may_act(party, rule)
