"""The parties that English pronouns and nouns refer to: it, he, the company, the bank."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from flows.annotation.events.parties.heading import from_heading
from flows.annotation.events.parties.party import Party
from flows.annotation.events.rules import load_words
from flows.annotation.names import is_common_word
from flows.text import lazy_pattern

# Verbs and prepositions that take "it" as their object.
_BEFORE_IT = lazy_pattern(
    r"\b(?:put|added|placed|gave|given|granted|lent|awarded|fin(?:ed|ing)|named|bought|acquired|included"
    r"|told|ordered|barred|banned|sold|of|by|with|to|on|against|in|into|for|from|over)\s$"
)
# Before "the company" as the object of a deal: took control of the company.
_BEFORE_DEALT = lazy_pattern(
    r"\b(?:acquired|bought|purchased|absorbed|took over|control of|(?:stake|shares?|holding|interest) in"
    r"|(?:percent|per cent|%|shares|majority|half|third|quarter) of|(?:invest\w*|yuan|dollars|euros) in"
    r"|(?:yuan|dollars|euros|money|capital|million|billion) in(?:to)?|merged with"
    r"|(?:acquisition|takeover|purchase) of|lent|granted|awarded|fined|sanctioned|blacklisted) $"
)
_SHARES = lazy_pattern(r" (?:shares|stock|equity|share capital|voting rights)\b")  # 15 percent of its shares
# The founder, an alumnus of Haiwei: the text is not about Haiwei.
# What an investor or authority does to "the company", which is therefore another firm.
_ACTS_ON_FIRM = lazy_pattern(
    r"\s(?:[^.;]|\.(?=\d)){0,40}?\b(?:invested|injected|put|took|bought|acquired|lent|granted|gave|awarded"
    r"|fined|added|placed|sanctioned|blacklisted|sued)\b(?:(?:[^.;]|\.(?=\d)){0,40}?\s(?:in|into|of|to))?"
    r"\s(?:it|the (?:company|firm|group|enterprise|start-?up|chipmaker|carmaker|maker))(?=[\s.,;])"
)
# Gives money to whom the sentence before is about: a state fund added RMB 320 million.
_ADDS_MONEY = lazy_pattern(
    r"\s(?:(?:also|then|later|\w+ly)\s)?(?:added|contributed|injected)\s"
    r"(?:(?:another|a further|an additional|about|some)\s)?"
    r"(?:(?:rmb|cny|us\$|\$|€)\s?[\d.,]+\s(?:m|b)illion|[\d.,]+\s(?:m|b)illion\s(?:yuan|rmb|dollars|euros))"
    r"(?!\s(?:to|of|from)\b)"
)
# Between an investor or owner and a firm: which of them "it" is, the text leaves open.
_INVESTED_IN = lazy_pattern(
    r"\s(?:\w+\s)?(?:invested|lent|granted|injected|owns?|owned|holds?|held)\b(?:[^.;]|\.(?=\d)){0,50}"
)
_PREDICATE = lazy_pattern(r"\b(?:is|are|was|were)\s$")  # its largest customer is Haiwei
_APPOSITION = lazy_pattern(r",\s(?:an?|the|formerly|once|previously|until)\s[^,.]{0,40}$")
_COMPETES = lazy_pattern(
    r"\b(?:compet\w+ (?:with|against)|rivals?|rivall?ing|unlike|behind)\s$"
)  # not the firm of the text
# Names that end with these are not bodies: it won the Labour Award, and it was listed.
_NO_BODY = lazy_pattern(
    r"\b(?:Awards?|Prizes?|Medals?|Acts?|Plans?|Lists?|Laws?|Agreements?|Summits?|Conferences?|Cup|Festivals?"
    r"|Exhibitions?|Expo|Days?|Measures|Regulations|Opinions|Series)$"
)
_JOINT = lazy_pattern(r",?\s(?:and\s)?(?:the\s)?")  # between the names of a list
# Listed on ChiNext; the company received: not the market.
_MARKET = lazy_pattern(r"\b(?:exchange|bourse|chinext|nasdaq|nyse|hkex|star market|(?:main|growth) board)\b")
# Several firms that act together are not "it": Haiwei and Feinlager co-led a round. It secured.
_SEVERAL = lazy_pattern(
    r"(?:,\s[^,.;]{2,30}){0,3},?\s(?:and|&)\s(?:[\w-]+\s){1,4}?(?:co-\w+|were|have|both|jointly|each)\b"
)
_AND_BEFORE = lazy_pattern(r"\w,?\s(?:and|&)\s(?:the\s)?$")
_TOGETHER = lazy_pattern(r"\s(?:co-\w+|were|have|both|jointly|each)\b")
_LEGAL_FORM = lazy_pattern(r"\b(?:Limited|Ltd\.?|Inc\.?|Corporation|Corp\.?|PLC|plc|Holdings)$")
_QUOTES = lazy_pattern('["“”]')
_YEARS_OLD = lazy_pattern(r"the \d")
# Founded in 2023 by a team from Haiwei, it makes: not Haiwei.
_PARTICIPLE_BEFORE = lazy_pattern(
    r"\W*(?:(?:first|originally|newly|jointly)\s)?(?:[a-z]+ed|built|set up|spun off|born)\s"
    r"(?:in|by|on|as|from|with|at)\b[^;.!?]{0,160},\s"
)
# Before the subject of a reported clause, to which "its" belongs: the regulator said that Haiwei had broken
# the law with its purchase of Feinlager.
_REPORTED = lazy_pattern(
    r"\b(?:said|says|ruled|found|alleged|stated|announced|concluded|determined|confirmed|noted|reported"
    r"|claimed)"
    r"\s(?:(?:on\s[a-z]+day|yesterday|today|(?:last|this)\s(?:week|month|year)|in\s[a-z]+(?:\s\d{4})?)"
    r"\s)?"
    r"(?:that\s)?(?:the\s)?$"
)
_PUNISHED = lazy_pattern(
    r"\b(?:fined|penali[sz]ed|punished|sued|reprimanded|investigated|charged|probed)\s(?:the\s)?$"
)
_FOR = lazy_pattern(r"\b(?:for|over)\s$")  # fined Haiwei for its purchase
_TO_REPORTED = 60  # code points before a name in which such a verb is looked for
_EARLIER = 24  # names before a pronoun for a body that it may refer to
_SENTENCE = 1200  # code points of a sentence at most
_BEFORE = 34  # code points before a name in which a preposition is looked for
# Founded by a former Siemens engineer: not by Siemens.
STAFF = lazy_pattern(
    r"\s(?:engineers?|executives?|employees?|managers?|scientists?|professors?|veterans?|researchers?"
    r"|graduates?|alumn[aiu]\w*|bankers?|officers?|designers?|salesm[ae]n|workers?)\b"
)
OWNER_BEFORE = lazy_pattern(r"\b[\w-]+[’']s?\s$")  # an owner before a name: by China's Haiwei
_POSSESSIVE_MARK = lazy_pattern(r"[’']")
_TITLED = lazy_pattern(r"\b(?:mr|ms|mrs|dr|sir|dame|lord)\.?\s$")  # Ms Lindqvist is no firm
_SEVERAL_WORDS = lazy_pattern(r"\s")  # a single word that a model took for a person may be a firm
# Nouns that refer only to bodies with these words in their names.
_NAMED_BY = {
    "bank": "bank",
    "university": "univ",
    "institute": "institute",
    "bourse": "exchange",
    "exchange": "exchange",
    "fund": "fund",
    "academy": "academy",
}


def find_english_antecedent(
    plain: str, found: re.Match[str], earlier: Sequence[Party], subject: str, *, is_open: bool = False
) -> Party | None:
    """Return which of the parties before it, ordered by start, an English pronoun refers to, or None.

    `is_open` is set if "the company" came before without a firm to refer to: then the text is about a firm
    that it does not name.

    In "The ministry put it on a list", "it" is not the ministry. A body that a sentence is about takes
    precedence over one named in passing (the product won over Feinlager; an alumnus of Feinlager).
    """
    pronoun, place = found[0], found.start()
    if pronoun in ("we", "our"):  # of a firm's own report
        return from_heading(subject) if _LEGAL_FORM.search(subject) and not _QUOTES.search(plain) else None
    word = pronoun.rpartition(" ")[2]
    if pronoun in ("he", "she") or _YEARS_OLD.match(pronoun):
        persons = [party for party in reversed(earlier) if party.kind == "PERSON"]
        return next((one for one in persons if not _is_governed(plain, one)), next(iter(persons), None))
    organs = load_words("en").organs
    bodies = [party for party in earlier[-_EARLIER:] if _is_topic(plain, party)]
    if pronoun == "it":
        bodies = [party for party in bodies if not _is_of_several(plain, party)]
    if pronoun in ("it", "its", "they"):
        begin = _sentence_start(plain, place)
        if _PARTICIPLE_BEFORE.fullmatch(plain, begin, place):
            bodies = [party for party in bodies if party.end <= begin]
        if pronoun == "its":
            bodies = _within_reported(plain, bodies, begin, place)
        is_dealt = pronoun == "its" and _SHARES.match(plain, found.end())
        if is_dealt and _BEFORE_DEALT.search(plain, max(0, place - _BEFORE), place):
            bodies = _without_actor(plain, bodies, place)
        if pronoun == "it" and _BEFORE_IT.search(plain, max(0, place - 12), place):
            bodies = _without_actor(plain, bodies, place)
            if near := [party for party in bodies if party.start >= begin]:
                return next((one for one in near if not _is_governed(plain, one)), near[-1])
    elif key := _NAMED_BY.get(word):
        bodies = [party for party in bodies if key in party.text.lower()]
    else:
        bodies = [party for party in bodies if not organs.search(party.text.lower())]
        bodies = [party for party in bodies if not _MARKET.search(party.text.lower())]
        if _BEFORE_DEALT.search(plain, max(0, place - _BEFORE), place):
            bodies = _without_actor(plain, bodies, place)
        if pronoun.count(" ") > 1:
            return _find_described(plain, bodies) or from_heading(subject)
    heading = from_heading(subject)
    return _choose_topic(plain, bodies, heading, is_open=is_open)


def names_firm(words: str) -> bool:
    """Return whether words are a noun for a firm (the company), not a pronoun, a person or other body."""
    return words.startswith(("the ", "this ")) and not (
        _YEARS_OLD.match(words) or words.rpartition(" ")[2] in _NAMED_BY
    )


def _is_of_several(plain: str, party: Party) -> bool:
    """Return whether a name is one of several that act together."""
    if _SEVERAL.match(plain, party.end):
        return True
    is_last = _AND_BEFORE.search(plain, max(0, party.start - _BEFORE), party.start)
    return is_last is not None and _TOGETHER.match(plain, party.end) is not None


def _find_described(plain: str, bodies: Sequence[Party]) -> Party | None:
    """Return the firm that a noun describes (the chip designer): the one named most often, or the first."""
    free = [party for party in bodies if not _is_governed(plain, party)]
    if not free and len({party.entity for party in bodies}) == 1:
        return bodies[-1]  # lifted its ban on Haiwei; the chip designer
    counts = Counter(party.entity for party in free)
    best = max(counts.values(), default=0)
    return next((party for party in free if counts[party.entity] == best), None)


def _is_topic(plain: str, party: Party) -> bool:
    """Return whether a pronoun may refer to a party; short unlisted names (PCs, R1) are mostly not bodies."""
    if _TITLED.search(plain, max(0, party.start - 6), party.start) or STAFF.match(plain, party.end):
        return False
    if party.kind != "ORG":
        return party.kind == "PERSON" and not party.is_listed and not _SEVERAL_WORDS.search(party.text)
    if not party.is_listed and (_NO_BODY.search(party.text) or is_common_word(party.text.lower())):
        return False
    return party.is_listed or party.is_resolved or len(party.text) > 3


def _without_actor(plain: str, bodies: Sequence[Party], place: int) -> list[Party]:
    """Return the bodies without the one that acts on "it": the last ungoverned one of its sentence."""
    start = _sentence_start(plain, place)
    inside = [party for party in bodies if party.start >= start]
    governed = _list_governed(plain, inside)
    actors = [party for number, party in enumerate(inside) if number not in governed]
    if not actors:
        return [one for one in bodies if one.end <= start]
    return [one for one in bodies if one.entity != actors[-1].entity]


def _list_governed(plain: str, inside: Sequence[Party]) -> set[int]:
    """Return the numbers of the names that a preposition governs, alone or in a list: from A, B and C."""
    governed: set[int] = set()
    for number, party in enumerate(inside):
        follows = number and _JOINT.fullmatch(plain, inside[number - 1].end, party.start)
        if _is_governed(plain, party) or (follows and number - 1 in governed):
            governed.add(number)
    return governed


def _within_reported(plain: str, bodies: Sequence[Party], begin: int, place: int) -> list[Party]:
    """Return the bodies from the subject of the last reported clause of a sentence on, else all of them.

    So does "its" belong to who is punished for something: fined Haiwei for its purchase. An owner is not
    such a subject: the ministry said Haiwei's parent had broken the law with its purchase.
    """
    is_blamed = _FOR.search(plain, max(begin, place - 6), place) is not None
    for number, party in reversed([*enumerate(bodies)]):
        if party.start < begin:
            break
        first = max(begin, party.start - _TO_REPORTED)
        is_owner = _POSSESSIVE_MARK.match(plain, party.end)
        is_punished = is_blamed and _PUNISHED.search(plain, first, party.start)
        if not is_owner and (is_punished or _REPORTED.search(plain, first, party.start)):
            return [*bodies[number:]]
    return [*bodies]


def _choose_topic(
    plain: str, bodies: Sequence[Party], heading: Party | None, *, is_open: bool
) -> Party | None:
    """Return the body that sentences are about: the first ungoverned one of the nearest sentence.

    A body of an earlier sentence takes precedence over one that only owns something (Haiwei's engineers),
    unless the owner occurs again.
    """
    if is_open:
        return heading
    owner: Party | None = None
    last = list(bodies)
    while last:
        start = _sentence_start(plain, last[-1].start)
        inside = [party for party in last if party.start >= start]
        governed = _list_governed(plain, inside)
        for number, party in enumerate(inside):
            if number in governed or _is_other_firm(plain, party):
                continue
            if _leaves_open(plain, party, inside[number + 1 :]):
                return heading
            if not _POSSESSIVE_MARK.match(plain, party.end):
                is_again = owner and sum(one.entity == owner.entity for one in bodies) > 1
                return owner if is_again else party
            owner = owner or party
        last = last[: -len(inside)]
    passing = (
        party
        for party in reversed(bodies)
        if not _APPOSITION.search(plain[max(0, party.start - 60) : party.start])
        and not _COMPETES.search(plain, max(0, party.start - _BEFORE), party.start)
    )
    return owner or heading or next(passing, None)


def _is_other_firm(plain: str, party: Party) -> bool:
    """Return whether a body acts on the firm that the text is about, or is only named as something of it."""
    if _PREDICATE.search(plain, max(0, party.start - 6), party.start):
        return True
    if _POSSESSIVE_MARK.match(plain, party.end):
        return False
    return bool(_ACTS_ON_FIRM.match(plain, party.end) or _ADDS_MONEY.match(plain, party.end))


def _leaves_open(plain: str, party: Party, behind: Sequence[Party]) -> bool:
    """Return whether a body invests in another that is named, so that "it" may be either of them."""
    if party.is_resolved or not behind:
        return False
    firm = behind[0]
    between = _INVESTED_IN.fullmatch(plain, party.end, firm.start)
    return between is not None and not firm.is_resolved and _is_governed(plain, firm)


def _sentence_start(plain: str, place: int) -> int:
    """Return the start of the sentence at `place`, at most `_SENTENCE` code points before it."""
    first = max(0, place - _SENTENCE)
    return max(first, *(plain.rfind(mark, first, place) + 1 for mark in (". ", "; ", "! ", "? ")))


def _is_governed(plain: str, party: Party) -> bool:
    """Return whether a preposition or a participle with "by" precedes an English name."""
    before = plain[max(0, party.start - _BEFORE) : party.start]
    return bool(load_words("en").prepositions.search(OWNER_BEFORE.sub("", before)))
