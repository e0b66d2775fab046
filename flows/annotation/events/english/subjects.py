"""Subjects of English verbs: the name before a verb, the one after an opening participle, or a body."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import zip_longest

from flows.annotation.events.english.lists import DESCRIBED, LISTED, WINDOW, is_bracketed, is_one_of
from flows.annotation.events.parties import OWNER_BEFORE, STAFF, Party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import make_entity_id
from flows.text import end_of, lazy_pattern

ARTICLES = lazy_pattern(r"\s*(?:the|a|an|its|his|her|their)\s", re.IGNORECASE)
_POSSESSIVE = lazy_pattern(r"[’'](?:s?\b|(?=\s))")
_OWNS = lazy_pattern(r"[’']s?\s(?:(?!and\b|or\b|of\b|in\b|by\b|to\b)[\w$€£.,-]+\s){0,5}")
_ITS = lazy_pattern(r"\s(?:(?!and\b|or\b|of\b|in\b|by\b|to\b)[\w$€£.,-]+\s){0,5}")
# The Suzhou company: the place is not the actor.
FIRM_BEHIND = lazy_pattern(
    r"\s(?:[\w-]+\s)?(?:compan(?:y|ies)|firms?|groups?|makers?|start-?ups?|suppliers?|producers?|plants?"
    r"|factor(?:y|ies)|entities|apps|banks|universities|individuals|officials|traders?|exporters?"
    r"|importers?|brokers?"
    r"|insurers?|refiners?|shippers?|lenders?|developers?|institutes?|organi[sz]ations?|nationals|citizens"
    r"|executives?|businesses|manufacturers?|miners?|units?|arms?|subsidiar(?:y|ies)|affiliates?|houses?)\b"
)
_KNOWN_AS = lazy_pattern(r",\s(?:known as|called|named|dubbed)\s(?:the\s)?$")  # the venture, known as Haiwei
_SAID = lazy_pattern(r",\s(?:said|says|ruled|announced)\s(?:the\s)?$")  # Haiwei, said the ministry, was fined
_BODY_OF = lazy_pattern(
    r"(?:government|authorities|city|province|municipality|state|county|branch)\sof\s(?:the\s)?$"
)
_REACH = 110  # code points from a subject to its verb
# Haiwei, an Ohio-based company created after the merger of two others, has raised
LONG_APPOSITION = lazy_pattern(
    r"(?:,|\s--?)\s(?:an?|one of|the|who|which|based|(?:vice |former |co-)?(?:president|chair\w*|chief|ceo"
    r"|founder|head|director|partner))\s[^.;:]{3,190}(?:,|\s--?)\s(?:(?:has|have|had|also|\w+ly)\s)*"
)
_TO_APPOSED = 140  # code points before a verb in which the apposition of its subject begins
_RELATIVE = lazy_pattern(
    r",\s(?:whose|which|who|(?:in|of|for|by|to|from|on|with|at) (?:which|whom|whose)|where)\b"
)
# Between a firm and a verb: he came from Haiwei, a software company that listed in 2014.
_APPOSED_FIRM = lazy_pattern(
    r",\s(?:an?|the)\s[^,.;:]{0,80}?\b(?:company|firm|group|maker|start-?up|provider|developer|producer"
    r"|manufacturer|supplier|bank|platform|unit|subsidiary)\s(?:based in \w+ )?that\s(?:(?:had|has|was|were"
    r"|later|also|been)\s)*$"
)
# Between a firm and a participle: Haiwei, the chip maker |founded in 2002 by Li Wei.
_APPOSED_NOUN = lazy_pattern(
    r",\s(?:an?|the)\s[^,.;:]{0,80}?\b(?:company|firm|group|maker|start-?up|champion|developer|producer"
    r"|manufacturer|supplier)\s$"
)
_SHARES_BEHIND = lazy_pattern(r"\s(?:[ah][ -])?(?:ordinary )?(?:shares|stock)\s")  # after "its"
_WHO = lazy_pattern(r",\s(who|which)\s(?:(?:had|has|was|were|been|later|then|also|itself|in turn|\w+ly)\s)*$")
# The second verb of such a clause: Haiwei, which makes bearings and raised.
_WHO_AND = lazy_pattern(r",\s(who|which)\s[a-z]+s\s[^,.;:]{2,80}\sand\s(?:(?:has|had|later|also|\w+ly)\s)*$")
_TO_WHO = 120  # code points from its pronoun to the second verb
_WHICH = lazy_pattern(r",?\s(?:which|that)\s(?:the\s)?")  # Haiwei, which he founded
_WHERE = lazy_pattern(r",?\s(?:where|in which|at which)\s")
_LATTER = lazy_pattern(r"\bthe (?:latter|former)\s(?:\w+\s){0,2}$")  # the maker, since the latter was founded
_IS = lazy_pattern(r"\s(?:was|were|is|are)\s(?:also\s)?")
_ONE_OF = lazy_pattern(r"one of\b|among\b")
_DESCRIBES = lazy_pattern(rf"{_ONE_OF.pattern}|an?\s")  # is a chip designer founded in 2011
_APPOSITION = lazy_pattern(r",\s(?:an?|the|one of)\s")
_CLAUSE_SIGN = lazy_pattern(r"[,;:()]")
_AND_THE, _DATED = lazy_pattern(r", and (?:the )?$"), lazy_pattern(r" in (?:\w+ )?\d{4},")
_PARTICIPLE = lazy_pattern(
    r"(?:founded|established|set up|incorporated|blacklisted|sanctioned|acquired|listed|added to|placed on)\b"
)
_OF_BEFORE = lazy_pattern(r"\bof\s(?:[\w-]+\s){0,2}$")
_NOT_BEFORE = lazy_pattern(r",\s(?:and\s|but\s)?not\s(?:only\s|just\s)?(?:the\s)?$")
_INSERTION = lazy_pattern(r"\s?[,(–—-]")
_JOINED = lazy_pattern(r"\s(?:and|but|then|which|who)\s|,\s|\sby\s$")
# The verb's own subject between a name and the verb: is in the region, where this centre was built;
# raised $188 million, Haiwei-backed fund invests.
_OWN_SUBJECT = lazy_pattern(
    r"(?:,|\b(?:and|but|while|because|since|why|where))\s"
    r"(?:(?:this|these|those)\s(?:[\w’'-]+\s){1,4}"
    r"|(?!(?:an?|the|one|which|who|that)\s)(?:[\w’'-]+\s){1,4}"
    r"(?:fund|firms?|compan(?:y|ies)|regulators?|shareholders|investors|banks?|officials|rivals?)\s)"
    r"(?:(?:has|have|had|also|already)\s)*$"
)
# The ministry (MIIT) said Tuesday that two firms had been named: the ministry had not.
_SAID_THAT = lazy_pattern(
    r"\b(?:said|says|announced|reported|stated|confirmed|disclosed|claimed|told \w+)\b[^,;]{0,24}?\sthat\s"
)
# Behind a name: the Haiwei car group.
_KIND_BEHIND = lazy_pattern(r"^\s(?:[a-z-]+\s)?(?:group|company|firm|corporation|team)\s")
# Behind a name: the State Council joint control and pricing mechanism is not the council.
_PART_BEHIND = lazy_pattern(
    r"\s(?:(?!(?:has|have|had|was|were|is|are|who|which|that|then|later|also|and|but)\b|\w+ed\b)"
    r"[a-z-]+\s){0,4}(?:and\s(?:[a-z-]+\s){1,3})?"
    r"(?:mechanism|headquarters|task force|working group|committee|panel|programme|program|conference|forum"
    r"|branch|cell|school|academy|library|museum),?\s(?:\w+ly\s)?$"
)
_SHARES_OF = lazy_pattern(r"\b(?:shares|stock) (?:of|in)\s(?:\w+[’']s\s)?$")
_NOTHING = lazy_pattern(r"(?!)")
# If one of these is listed or designated, its owner is the actor: Haiwei's shares, Haiwei's laboratory.
_OWNED = {
    "listed": lazy_pattern(r"[’']s?\s(?:[\w-]+\s){0,3}(?:shares|stock|receipts|units)\b"),
    "invested": lazy_pattern(r"[’']s?\s(?:first|second|third)\s(?:phase|fund)\b"),
    "designated": lazy_pattern(
        r"[’']s?\s(?:(?!and\b|or\b|of\b)[\w-]+\s){0,3}"
        r"(?:laborator(?:y|ies)|lab|plants?|factor(?:y|ies)|(?:technology|research|r&d) cent(?:er|re)s?)\b"
    ),
}
_CONJUNCTION = lazy_pattern(r"\b(?:after|before|since|until|as|like)\s(?:the\s)?$")
# "the Consulate in Chengdu was opened": the place belongs to the name before it.
_NAME_OF = lazy_pattern(r"\s(?:in|of|at|for)\s(?:the\s)?")
_OPENS = lazy_pattern(
    r"\W*(?:(?:having|since|after|upon|first|once|originally|newly|formally|officially|jointly)\s)*"
    r"(?:being\s|been\s)?"
)
_APPOSED = lazy_pattern(
    r"\s(?:the\s)?(?:(?:[\w-]+\s)?[\w-]+-based\s)?(?:(?:[a-z-]+\s){0,6}(?:firm|company|\w*maker|group"
    r"|start-?up|bank|fund|developer|supplier|manufacturer|producer)\s)?"
)
_OWNER = lazy_pattern(r"[’']s?\s(?:[a-z-]+\s){1,3}")  # Haiwei's rival Feinlager


def find_subject(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the nearest name or pronoun before the verb that no preposition governs.

    In "Leaderdrive, a maker from Suzhou, was named", Suzhou is not the subject. In "Huawei's chairman was
    named", Huawei is not. In "The Consulate in Chengdu opened", the place belongs to the name before it.
    """
    if of_relative := _find_relative(sentence, verb):
        return of_relative
    if _LATTER.search(sentence.plain, max(first, verb.start - WINDOW), verb.start):
        return None
    candidates = [
        party
        for party in sentence.parties
        if first <= party.start and party.end <= verb.start and not is_bracketed(sentence, party)
    ]
    place: Party | None = None
    for party in reversed(candidates):
        end = party.end
        if place and _NAME_OF.fullmatch(sentence.plain, party.end, place.start):
            end = place.end
        if party.kind == "GPE" and FIRM_BEHIND.match(sentence.plain, party.end):
            continue
        if sentence.plain.startswith("-", party.end) or _is_place_of(sentence, party, verb):
            continue  # a Suzhou-based maker
        if STAFF.match(sentence.plain, party.end):
            continue  # former Haiwei engineers
        if _names_no_actor(party, verb) or is_inserted(sentence, party, verb):
            continue
        if _POSSESSIVE.match(sentence.plain, party.end):
            owned = _OWNED.get(verb.rule.action, _NOTHING).match(sentence.plain, party.end)
            if owned is None or party.kind != "ORG":
                continue
            end = owned.end()
        if _is_governed(sentence, party, verb):
            place = replace(party, end=end)
        elif _is_in_reach(sentence, end, verb) and (
            "is_adjunct" in verb.rule.traits
            or _may_govern(sentence.plain[end : verb.start])
            or (_DESCRIBES.match(verb.match[0]) and _IS.fullmatch(sentence.plain, end, verb.start))
        ):
            return party
    return None


def _is_place_of(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a name is where the verb's subject did it: Suzhou, where the firm opened a plant."""
    where = _WHERE.match(sentence.plain, party.end)
    return where is not None and "," not in sentence.plain[where.end() : verb.start]


def _is_in_reach(sentence: Sentence, end: int, verb: Verb) -> bool:
    """Return whether a verb is near enough to a subject that ends at `end`: an apposition may be long."""
    if verb.start - end <= _REACH:
        return True
    return bool(LONG_APPOSITION.fullmatch(sentence.plain, end, verb.start))


def _find_relative(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name before "who" or "which": gave the helm to Chen Lei, who was appointed in 2010.

    An apposition counts as well: the case of Haiwei, one of 42 firms that were named. Elsewhere a name after
    a preposition is not a subject.
    """
    if _ONE_OF.match(verb.match[0]) and sentence.plain.startswith(", ", verb.start - 2):
        return next((one for one in sentence.parties if one.end == verb.start - 2), None)
    if firm := _find_apposed(sentence, verb) or _find_described(sentence, verb):
        return firm
    pronoun = _WHO.search(sentence.plain, max(sentence.start, verb.start - WINDOW), verb.start)
    pronoun = pronoun or _WHO_AND.search(
        sentence.plain, max(sentence.start, verb.start - _TO_WHO), verb.start
    )
    if pronoun is None:
        return None
    kinds = ("PERSON",) if pronoun[1] == "who" else ("ORG",)
    found = next((one for one in sentence.parties if one.end == pronoun.start()), None)
    if found is None or found.is_resolved or (found.kind not in kinds and found.is_listed):
        return None
    return None if _names_no_actor(found, verb) else found


def _find_apposed(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the firm that an apposition describes: from Haiwei, a software firm that listed in 2014."""
    first = max(sentence.start, verb.start - _TO_APPOSED)
    if " that " in sentence.plain[max(first, verb.start - WINDOW) : verb.start]:
        apposed = _APPOSED_FIRM.search(sentence.plain, first, verb.start)
    elif _PARTICIPLE.match(verb.match[0]):
        apposed = _APPOSED_NOUN.search(sentence.plain, first, verb.start)
    else:
        return None
    firms = (one for one in sentence.parties if apposed and one.end == apposed.start())
    firm = next(firms, None)
    return firm if firm and firm.kind == "ORG" and not _names_no_actor(firm, verb) else None


def _find_described(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the firm that a participle describes: worked for Haiwei, blacklisted by the US in 2019.

    After "of" it may describe another noun: the software unit of Haiwei, founded in 2018. "Opened" describes
    the last of two: the Lianhe market, opened in 2019, and the Haiwei exchange, opened in 2021, trade in tea.
    """
    firm = next((one for one in sentence.parties if one.end == verb.start - 2), None)
    if firm is None or not sentence.plain.startswith(", ", firm.end):
        return None
    is_second = _AND_THE.search(sentence.plain, max(sentence.start, firm.start - 10), firm.start)
    if not _PARTICIPLE.match(verb.match[0]) and not (is_second and _DATED.match(sentence.plain, verb.end)):
        return None
    if firm.kind != "ORG" or _names_no_actor(firm, verb):
        return None
    is_of = _OF_BEFORE.search(sentence.plain, max(sentence.start, firm.start - WINDOW), firm.start)
    if is_of:
        return None
    return firm


def is_inserted(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a name is not the subject, because it is negated or inside a relative clause.

    >>> the firm, whose rivals include Haiwei, was founded; Lanhai, not Haiwei, was fined
    """
    first = max(sentence.start, party.start - _REACH)
    if _NOT_BEFORE.search(sentence.plain, first, party.start):
        return True
    if _is_within_apposition(sentence, party, verb):
        return True
    relatives = list(_RELATIVE.finditer(sentence.plain, first, party.start))
    if not relatives:
        return False
    begin, end = relatives[-1].end(), sentence.plain.rfind(",", party.end, verb.start)
    if end < 0 or not load_words("en").between.fullmatch(sentence.plain, end + 1, verb.start):
        end = sentence.plain.find(",", begin, verb.start)
    return party.end <= end


def _is_within_apposition(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a name is only part of what is said of another.

    >>> Haiwei, a maker founded by Li Wei, was fined -> Li Wei was not
    """
    comma = sentence.plain.find(",", party.end, verb.start)
    if comma < 0 or not load_words("en").between.fullmatch(sentence.plain, comma + 1, verb.start):
        return False
    for head in sentence.parties:
        if head.end < party.start <= head.end + _TO_APPOSED and head.kind in ("ORG", "PERSON"):
            opening = _APPOSITION.match(sentence.plain, head.end)
            if opening and not _CLAUSE_SIGN.search(sentence.plain, opening.end(), party.start):
                return True
    return False


def _names_no_actor(party: Party, verb: Verb) -> bool:
    """Return whether a name can't be the subject: Chen Lan, who ran the Suzhou office, became minister."""
    if verb.rule.action != "appointed" or verb.rule.frame not in ("did", "passive"):
        return False
    return party.kind == "GPE" or (party.is_listed and party.kind == "ORG")


def _is_governed(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a preposition governs a name, or the one joined to it (from Suzhou and Wuxi)."""
    before = sentence.plain[max(sentence.start, party.start - WINDOW) : party.start]
    if verb.rule.action == "listed" and _SHARES_OF.search(before):
        return False
    gap = sentence.plain[party.end : verb.start]
    if _CONJUNCTION.search(before) and (
        load_words("en").between.fullmatch(gap) or LONG_APPOSITION.fullmatch(gap)
    ):
        return False  # after Haiwei opened a plant; after Haiwei, a chip maker, opened one
    if _KNOWN_AS.search(before) and sentence.plain.startswith(",", party.end):
        return False
    if _SAID.search(before) and sentence.plain.startswith(",", party.end):
        return True
    before = DESCRIBED.sub("", OWNER_BEFORE.sub("", before))
    if load_words("en").prepositions.search(before) and not _BODY_OF.search(before):
        return not is_one_of(sentence, party)
    return _continues_governed(sentence, party)


def _continues_governed(sentence: Sentence, party: Party) -> bool:
    """Return whether a name ends a list that a preposition governs: from A, B and C."""
    plain, parties = sentence.plain, sentence.parties
    index = next((number for number, one in enumerate(parties) if one.start == party.start), 0)
    after = next((one.start for one in parties if one.start > party.end), 0)
    goes_on = bool(LISTED.fullmatch(plain, party.end, after))
    joints: list[str] = []
    while index:
        other = parties[index - 1]
        joint = plain[other.end : parties[index].start]
        if not LISTED.fullmatch(joint):
            return False
        joints.append(joint)
        before = plain[max(sentence.start, other.start - WINDOW) : other.start]
        before = DESCRIBED.sub("", OWNER_BEFORE.sub("", before))
        if load_words("en").prepositions.search(before):
            if len(joints) == 1 and joints[0].startswith(", and "):
                return False  # invested in Haiwei, and Nordlager added 3 million yuan
            return (goes_on or "and" in joints[0]) and not is_one_of(sentence, other)
        index -= 1
    return False


def _may_govern(gap: str) -> bool:
    """Return whether a name can be the subject of a verb with these words in between.

    They may be an insertion, another verb of the same subject, or adverbs, but not a noun: "Lockheed Martin
    frigates were" is not about the firm.
    """
    if _OWN_SUBJECT.search(gap) or _SAID_THAT.search(gap) or _PART_BEHIND.fullmatch(gap):
        return False
    gap = _KIND_BEHIND.sub(" ", gap)
    return bool(_INSERTION.match(gap) or _JOINED.search(gap) or load_words("en").between.fullmatch(gap))


def find_body(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the unnamed body that does something (the central bank granted), or None."""
    for match in load_words("en").bodies.finditer(sentence.plain, first, verb.start):
        if load_words("en").between.fullmatch(sentence.plain, match.end(), verb.start):
            article = ARTICLES.match(match[0])
            start = match.start() + end_of(article, 0)
            name = sentence.text[start : match.end()]
            return Party(start, match.end(), name, make_entity_id("ORG", name), "ORG")
    return None


def opens_sentence(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a sentence begins with a participle: "Founded in 2003, ...", "After being added ..."."""
    return bool(_OPENS.fullmatch(sentence.plain, sentence.start, verb.start))


def find_subject_behind(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the subject after an opening participle: "Founded in 2003, Haiwei Bearings makes"."""
    if not opens_sentence(sentence, verb):
        return None
    for party, following in zip_longest(sentence.parties, sentence.parties[1:]):
        if sentence.plain.startswith("-", party.end):
            continue  # Shanghai-based Haiwei
        comma = sentence.plain.rfind(",", verb.end, max(verb.end, party.start))
        if comma < 0 and any(verb.end < when.end == party.start - 1 for when in sentence.dates):
            comma = party.start - 2  # since its founding in 2011 Haiwei has grown
        if comma < 0 or not _APPOSED.fullmatch(sentence.plain, comma + 1, party.start):
            continue
        if following and _OWNER.fullmatch(sentence.plain, party.end, following.start):
            return following
        if party.kind != "GPE" or not sentence.plain.startswith(",", party.end):
            return party
    return None


def find_owner(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the owner of a noun that states a deed: "Haiwei's 2016 takeover of"."""
    for party in sorted((*sentence.parties, *sentence.owners), key=_start, reverse=True):
        if first <= party.start and party.end <= verb.start:
            pattern = _ITS if party.is_owner else _OWNS
            if pattern.fullmatch(sentence.plain, party.end, verb.start):
                return party
            if party.kind != "GPE":  # its Hong Kong debut
                return None
    return None


def _start(party: Party) -> int:
    return party.start


def relative_object(sentence: Sentence, subject: Party) -> Party | None:
    """Return the name before "which" and a subject: Haiwei, which he founded."""
    for party in reversed(sentence.parties):
        if party.end <= subject.start and not (party.kind == "GPE" and party.is_listed):
            is_relative = _WHICH.fullmatch(sentence.plain, party.end, subject.start)
            return party if is_relative else None
    return None


def find_owner_of_shares(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the firm whose shares a verb is about: its shares were listed."""
    return next(
        (one for one in sentence.owners if _SHARES_BEHIND.fullmatch(sentence.plain, one.end, verb.start)),
        None,
    )
