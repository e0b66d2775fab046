"""Subjects of English verbs: the name before a verb, the one after an opening participle, or a body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from flows.annotation.events.parties import OWNER_BEFORE, Party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import make_entity_id
from flows.text import end_of

ARTICLES = re.compile(r"\s*(?:the|a|an|its|his|her|their)\s", re.IGNORECASE)
_POSSESSIVE = re.compile(r"[’'](?:s?\b|(?=\s))")
_OWNS = re.compile(r"[’']s?\s(?:(?!and\b|or\b|of\b|in\b|by\b|to\b)[\w$€£.,-]+\s){0,5}")
_ITS = re.compile(r"\s(?:(?!and\b|or\b|of\b|in\b|by\b|to\b)[\w$€£.,-]+\s){0,5}")
# The Suzhou company: the place is not the actor.
FIRM_BEHIND = re.compile(
    r"\s(?:[\w-]+\s)?(?:compan(?:y|ies)|firms?|groups?|makers?|start-?ups?|suppliers?|producers?|plants?"
    r"|factor(?:y|ies)|entities|apps|banks|universities|individuals|officials|traders?|exporters?"
    r"|importers?|brokers?"
    r"|insurers?|refiners?|shippers?|lenders?|developers?|institutes?|organi[sz]ations?|nationals|citizens"
    r"|executives?|businesses|manufacturers?|miners?)\b"
)
_KNOWN_AS = re.compile(r",\s(?:known as|called|named|dubbed)\s(?:the\s)?$")  # the venture, known as Haiwei
_SAID = re.compile(r",\s(?:said|says|ruled|announced)\s(?:the\s)?$")  # Haiwei, said the ministry, was fined
_BODY_OF = re.compile(
    r"(?:government|authorities|city|province|municipality|state|county|branch)\sof\s(?:the\s)?$"
)
_REACH = 110  # code points from a subject to its verb
# Haiwei, an Ohio-based company created after the merger of two others, has raised
_LONG_APPOSITION = re.compile(
    r",\s(?:an?|one of|the|who|which)\s[^.;:]{3,190},\s(?:(?:has|have|had|also|\w+ly)\s)*"
)
_TO_APPOSED = 140  # code points before a verb in which the apposition of its subject begins
_WINDOW = 34  # code points before a name in which a preposition may be
_RELATIVE = re.compile(
    r",\s(?:whose|which|who|(?:in|of|for|by|to|from|on|with|at) (?:which|whom|whose)|where)\b"
)
# Between a firm and a verb: he came from Haiwei, a software company that listed in 2014.
_APPOSED_FIRM = re.compile(
    r",\s(?:an?|the)\s[^,.;:]{0,80}?\b(?:company|firm|group|maker|start-?up|provider|developer|producer"
    r"|manufacturer|supplier|bank|platform|unit|subsidiary)\s(?:based in \w+ )?that\s(?:(?:had|has|was|were"
    r"|later|also|been)\s)*$"
)
_WHO = re.compile(r",\s(who|which)\s(?:(?:had|has|was|were|been|later|then|also|itself|in turn|\w+ly)\s)*$")
_WHICH = re.compile(r",?\s(?:which|that)\s(?:the\s)?")  # Haiwei, which he founded
_WHERE = re.compile(r",?\s(?:where|in which|at which)\s")
_LATTER = re.compile(r"\bthe (?:latter|former)\s(?:\w+\s){0,2}$")  # the maker, since the latter was founded
_IS = re.compile(r"\s(?:was|were|is|are)\s(?:also\s)?")
_ONE_OF = re.compile(r"one of\b|among\b")
_NOT_BEFORE = re.compile(r",\s(?:and\s|but\s)?not\s(?:only\s|just\s)?(?:the\s)?$")
_INSERTION = re.compile(r"\s?[,(–—-]")
_JOINED = re.compile(r"\s(?:and|but|then|which|who)\s|,\s")
# The verb's own subject between a name and the verb: is in the region, where this centre was built;
# raised $188 million, Haiwei-backed fund invests.
_OWN_SUBJECT = re.compile(
    r"(?:,|\b(?:and|but|while|because|since|why|where))\s"
    r"(?:(?:this|these|those)\s(?:[\w’'-]+\s){1,4}"
    r"|(?!(?:an?|the|one|which|who|that)\s)(?:[\w’'-]+\s){1,4}"
    r"(?:fund|firms?|compan(?:y|ies)|regulators?|shareholders|investors|banks?|officials|rivals?)\s)"
    r"(?:(?:has|have|had|also|already)\s)*$"
)
# Behind a name: the Haiwei car group.
_KIND_BEHIND = re.compile(r"^\s(?:[a-z-]+\s)?(?:group|company|firm|corporation|team)\s")
_SHARES_OF = re.compile(r"\b(?:shares|stock) (?:of|in)\s$")
_NOTHING = re.compile(r"(?!)")
# If one of these is listed or designated, its owner is the actor: Haiwei's shares, Haiwei's laboratory.
_OWNED = {
    "listed": re.compile(r"[’']s?\s(?:[\w-]+\s){0,3}(?:shares|stock|receipts|units)\b"),
    "designated": re.compile(
        r"[’']s?\s(?:(?!and\b|or\b|of\b)[\w-]+\s){0,3}"
        r"(?:laborator(?:y|ies)|lab|plants?|factor(?:y|ies)|(?:technology|research|r&d) cent(?:er|re)s?)\b"
    ),
}
_CONJUNCTION = re.compile(r"\b(?:after|before|since|until|as|like)\s(?:the\s)?$")
_AND_NEXT = re.compile(r",?\sand\s")
_AND_BEFORE = re.compile(r"\band\s(?:the\s)?$")
# "the Consulate in Chengdu was opened": the place belongs to the name before it.
_NAME_OF = re.compile(r"\s(?:in|of|at|for)\s(?:the\s)?")
# "six departments including MIIT issued": the names are some of those who act.
_SOME_OF = re.compile(
    r"\b(?:departments|ministries|agencies|bodies|regulators|authorities|consortium|alliance|group|team"
    r"|investors|firms|companies|enterprises|entities|institutions|organi[sz]ations|banks|universities"
    r"|vehicles|funds|shareholders|backers|makers),?"
    r"\s(?:including|led by|headed by)\s(?:the\s)?$"
)
_TO_LISTED = 60  # code points before a name in which its group is looked for
# A description before a name: its Chinese peer Haiwei, the German carmaker Nordlager.
_KIND = (
    r"(?:(?!(?:the|an?|its|their|and|in|on|of|by|to|with|from|for)\b|\d)[\w-]+\s){0,2}"
    r"(?:peer|rival|parent|partner|(?:car|chip|auto|drug)?maker|firm|company|group|giant|start-?up|supplier"
    r"|conglomerate|subsidiary|unit|expert|scientist|physicist|chemist|engineer|academician)\s"
)
_LISTED = re.compile(
    rf"(?:\s\([^()]{{1,24}}\))?(?:\sof\s[a-z]+)?\s?(?:,\s(?:and\s)?|\sand\s|\s&\s)"
    rf"(?:the\s)?(?:(?:its\s|their\s)?{_KIND})?"
)
# After a name: a verb that it governs, and so opens a clause.
_ACTS = re.compile(
    r"\s(?:(?:also|then|later)\s)?(?:has|had|was|were|will|took|put|bought|gave|lent|won|sold|held|paid|went"
    r"|became|began|made|(?!based|located|headquartered|listed|owned|controlled|called|named|backed)[a-z]+ed)"
    r"\s(?!by\b)"
)
_DESCRIBED = re.compile(rf"(?:^|(?<=\s)){_KIND}$")
_OPENS = re.compile(
    r"\W*(?:(?:having|since|after|upon|first|once|originally|newly|formally|officially|jointly)\s)*"
    r"(?:being\s|been\s)?"
)
_APPOSED = re.compile(
    r"\s(?:the\s)?(?:[\w-]+-based\s)?(?:(?:firm|company|maker|group|chipmaker|start-?up|bank|fund"
    r"|[a-z-]+ (?:firm|maker))\s)?"
)
_OWNER = re.compile(r"[’']s?\s(?:[a-z-]+\s){1,3}")  # Haiwei's rival Feinlager


def find_subject(sentence: Sentence, verb: Verb, first: int) -> Party | None:
    """Return the nearest name or pronoun before the verb that no preposition governs.

    In "Leaderdrive, a maker from Suzhou, was named", Suzhou is not the subject. In "Huawei's chairman was
    named", Huawei is not. In "The Consulate in Chengdu opened", the place belongs to the name before it.
    """
    if of_relative := _find_relative(sentence, verb):
        return of_relative
    if _LATTER.search(sentence.plain, max(first, verb.start - _WINDOW), verb.start):
        return None
    candidates = [
        party
        for party in sentence.parties
        if first <= party.start and party.end <= verb.start and not _is_bracketed(sentence, party)
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
        if _names_no_actor(party, verb) or _is_inserted(sentence, party, verb):
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
            or (_ONE_OF.match(verb.match[0]) and _IS.fullmatch(sentence.plain, end, verb.start))
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
    return bool(_LONG_APPOSITION.fullmatch(sentence.plain, end, verb.start))


def _find_relative(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the name before "who" or "which": gave the helm to Chen Lei, who was appointed in 2010.

    An apposition counts as well: the case of Haiwei, one of 42 firms that were named. Elsewhere a name after
    a preposition is not a subject.
    """
    if _ONE_OF.match(verb.match[0]) and sentence.plain.startswith(", ", verb.start - 2):
        return next((one for one in sentence.parties if one.end == verb.start - 2), None)
    if firm := _find_apposed(sentence, verb):
        return firm
    pronoun = _WHO.search(sentence.plain, max(sentence.start, verb.start - _WINDOW), verb.start)
    if pronoun is None:
        return None
    kinds = ("PERSON",) if pronoun[1] == "who" else ("ORG",)
    found = next((one for one in sentence.parties if one.end == pronoun.start()), None)
    if found is None or found.is_resolved or (found.kind not in kinds and found.is_listed):
        return None
    return None if _names_no_actor(found, verb) else found


def _find_apposed(sentence: Sentence, verb: Verb) -> Party | None:
    """Return the firm that an apposition describes: from Haiwei, a software firm that listed in 2014."""
    if " that " not in sentence.plain[max(sentence.start, verb.start - _WINDOW) : verb.start]:
        return None
    first = max(sentence.start, verb.start - _TO_APPOSED)
    apposed = _APPOSED_FIRM.search(sentence.plain, first, verb.start)
    firms = (one for one in sentence.parties if apposed and one.end == apposed.start())
    firm = next(firms, None)
    return firm if firm and firm.kind == "ORG" and not _names_no_actor(firm, verb) else None


def _is_inserted(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a name is not the subject, because it is negated or inside a relative clause.

    >>> the firm, whose rivals include Haiwei, was founded; Lanhai, not Haiwei, was fined
    """
    first = max(sentence.start, party.start - _REACH)
    if _NOT_BEFORE.search(sentence.plain, first, party.start):
        return True
    relatives = list(_RELATIVE.finditer(sentence.plain, first, party.start))
    if not relatives:
        return False
    begin, end = relatives[-1].end(), sentence.plain.rfind(",", party.end, verb.start)
    if end < 0 or not load_words("en").between.fullmatch(sentence.plain, end + 1, verb.start):
        end = sentence.plain.find(",", begin, verb.start)
    return party.end <= end


def _names_no_actor(party: Party, verb: Verb) -> bool:
    """Return whether a name can't be the subject: Chen Lan, who ran the Suzhou office, became minister."""
    if verb.rule.action != "appointed" or verb.rule.frame not in ("did", "passive"):
        return False
    return party.kind == "GPE" or (party.is_listed and party.kind == "ORG")


def _is_governed(sentence: Sentence, party: Party, verb: Verb) -> bool:
    """Return whether a preposition governs a name, or the one joined to it (from Suzhou and Wuxi)."""
    before = sentence.plain[max(sentence.start, party.start - _WINDOW) : party.start]
    if verb.rule.action == "listed" and _SHARES_OF.search(before):
        return False
    gap = sentence.plain[party.end : verb.start]
    if _CONJUNCTION.search(before) and load_words("en").between.fullmatch(gap):
        return False  # after Haiwei opened a plant
    if _KNOWN_AS.search(before) and sentence.plain.startswith(",", party.end):
        return False
    if _SAID.search(before) and sentence.plain.startswith(",", party.end):
        return True
    before = _DESCRIBED.sub("", OWNER_BEFORE.sub("", before))
    if load_words("en").prepositions.search(before) and not _BODY_OF.search(before):
        return not _is_one_of(sentence, party)
    return _continues_governed(sentence, party)


def _continues_governed(sentence: Sentence, party: Party) -> bool:
    """Return whether a name ends a list that a preposition governs: from A, B and C."""
    plain, parties = sentence.plain, sentence.parties
    index = next((number for number, one in enumerate(parties) if one.start == party.start), 0)
    after = next((one.start for one in parties if one.start > party.end), 0)
    goes_on = bool(_LISTED.fullmatch(plain, party.end, after))
    joints: list[str] = []
    while index:
        other = parties[index - 1]
        joint = plain[other.end : parties[index].start]
        if not _LISTED.fullmatch(joint):
            return False
        joints.append(joint)
        before = plain[max(sentence.start, other.start - _WINDOW) : other.start]
        before = _DESCRIBED.sub("", OWNER_BEFORE.sub("", before))
        if load_words("en").prepositions.search(before):
            if len(joints) == 1 and joints[0].startswith(", and "):
                return False  # invested in Haiwei, and Nordlager added 3 million yuan
            return (goes_on or "and" in joints[0]) and not _is_one_of(sentence, other)
        index -= 1
    return False


def _is_one_of(sentence: Sentence, party: Party) -> bool:
    """Return whether a name is one of those who act: six departments including MIIT."""
    before = sentence.plain[max(sentence.start, party.start - _TO_LISTED) : party.start]
    return bool(_SOME_OF.search(before))


def _is_bracketed(sentence: Sentence, party: Party) -> bool:
    opened = sentence.plain.rfind("(", sentence.start, party.start)
    return opened >= 0 and ")" not in sentence.plain[opened : party.start]


def _may_govern(gap: str) -> bool:
    """Return whether a name can be the subject of a verb with these words in between.

    They may be an insertion, another verb of the same subject, or adverbs, but not a noun: "Lockheed Martin
    frigates were" is not about the firm.
    """
    if _OWN_SUBJECT.search(gap):
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


def list_names(sentence: Sentence, last: Party) -> list[Party]:
    """Return the names of the list that ends with `last`, in order (A, B and C); only `last` if governed."""
    found = [last]
    for party in reversed(sentence.parties):
        if party.end > found[0].start or _is_bracketed(sentence, party):
            continue
        if not _may_join(party, last) or not _LISTED.fullmatch(sentence.plain, party.end, found[0].start):
            break
        found.insert(0, party)
    before = sentence.plain[max(sentence.start, found[0].start - _WINDOW) : found[0].start]
    if load_words("en").prepositions.search(before) and not _is_one_of(sentence, found[0]):
        return [last]
    return found


def list_names_behind(sentence: Sentence, first: Party) -> list[Party]:
    """Return the names of the list that begins with `first`, in order."""
    found = [first]
    for party in sentence.parties:
        if party.start < found[-1].end or _is_bracketed(sentence, party):
            continue
        if party.kind == "GPE" and sentence.plain[found[-1].end : party.start] == " of ":
            continue  # bought Feinlager of Germany and Nordlager of Norway
        if not _may_join(party, first) or not _LISTED.fullmatch(sentence.plain, found[-1].end, party.start):
            break
        if sentence.plain.startswith(", and ", found[-1].end) and _ACTS.match(sentence.plain, party.end):
            break  # invested in Haiwei, and Nordlager added 3 million yuan
        found.append(party)
    if not _ends_with_and(sentence, found):
        return found[:1]
    return found


def _ends_with_and(sentence: Sentence, names: Sequence[Party]) -> bool:
    """Return whether names are a list: "and" joins the last one, or what follows it."""
    if len(names) < 2 or _AND_NEXT.match(sentence.plain, names[-1].end):
        return True
    joint = sentence.plain[names[-2].end : names[-1].start]
    return " and " in joint or "&" in joint


def _may_join(party: Party, other: Party) -> bool:
    """Return whether two names may be members of one list: of one kind, or of a kind that is guessed."""
    return party.kind == other.kind or not (party.is_listed and other.is_listed)
