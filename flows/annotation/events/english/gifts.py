"""English verbs whose subject gives or sells something to the name after them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.events.english.awards import find_awards
from flows.annotation.events.english.lists import list_names_behind, list_states
from flows.annotation.events.english.offices import pair_offices
from flows.annotation.events.english.phrases import (
    DETERMINER,
    TO_NAME,
    acts,
    find_agent,
    is_authority,
    is_hedged,
    named_span,
    party_at,
    phrase_end,
    tidy,
)
from flows.annotation.events.english.subjects import ARTICLES, FIRM_BEHIND, relative_object
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import DEALT_OUT, Roles, has_object
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import end_of, lazy_pattern

# A part of a firm that is sold: its memory business.
_PART = lazy_pattern(
    r"(?:its|the|an?)\s(?:(?!of\b|in\b|to\b|for\b)[\w%.-]+\s){0,5}"
    r"(?:business|unit|division|stake|arm|plant|assets|operations|subsidiary)(?=\s)"
)
_BEFORE_OBJECT = lazy_pattern(
    r"and\s(?:(?:\d+|several|many|two|three|four|five)\s)?other\s(?:[\w-]+\s){1,3}?(?:on|in|to|into|as)\s"
    r"|and\s(?:the\s)?(?!\d)|and\s\d+\sother\s[\w-]+\s(?:on|in|to|into|as)\s|[’']s?\s|down\s"
    r"|to\s(?:be|become)\s|(?:as|with|on|to|in|into|from)\s|for\s(?:its|the)\s"
)
_TO_RECEIVER = lazy_pattern(r"\s?(?:to\s)?(?:(?!of\b|for\b|in\b|by\b|with\b|on\b|from\b)[\w’'-]+\s){0,5}")
# "added 36 firms, including Haiwei, to": those named are some of them.
_SOME_OF_THEM = lazy_pattern(
    r"\s(?:[\w-]+\s){0,6}?(?:firms|companies|entities|groups|banks|universities|\w*makers|institutions"
    r"|bodies|organi[sz]ations|suppliers|producers|developers|traders|exporters|importers|refiners|shippers"
    r"|brokers|brokerages|insurers|start-ups|startups|houses|(?:sub)?contractors|manufacturers|operators"
    r"|enterprises|businesses|laboratories|labs|agencies|carriers|airlines|miners|foundries|shipyards|vendors"
    r"|designers|distributors|providers|institutes|units|subsidiaries|affiliates|players|giants|more|others"
    r"|two|three|four|five|six|seven|eight)"
    r"(?:\s[^.;:]{0,70}?)?(?:,|:|\s[—–-])?"
    r"\s(?:(?:including|such as|among them|among others|notably|namely)\s)?(?:the\s)?"
    r"(?:(?:[\w-]+\s){0,5}(?:maker|giant|leader|firm|company|group|start-?up|supplier|developer|producer)\s)?"
)
# The kind of the receiver, before its name: fined a trading company, Haiwei.
_KIND_AHEAD = lazy_pattern(
    r"\s(?:an?|the|its|[\w-]+[’']s)\s(?:(?!of\b|for\b|and\b|to\b)[\w-]+\s){0,5}?(?:company|firm|\w*maker"
    r"|group|trader"
    r"|producer|supplier|start-?up|developer|bank|giant|manufacturer|operator|exporter|importer"
    r"|platform),\s(?:the\s)?"
)
_AFTER_KIND = lazy_pattern(r",|\s(?:[$€£\d]|(?:rmb|us|hk|a|an|the|about|some|for|over|to|on|in)\b)")
_NAMED_AMONG = lazy_pattern(
    r"(?:,|:|[—–-]|\b(?:including|such as|among them|notably|namely|companies|firms))\s(?:the\s)?"
    r"(?:(?:[\w-]+\s){0,5}(?:maker|giant|leader|firm|company|group|start-?up|supplier|developer"
    r"|producer)\s)?$"
)
# Words that describe the receiver, or negate the object: declared Huawei no threat.
_NO_OBJECT = lazy_pattern(r"\s*(?:no|neither|was|were|is|are|had|has|did|does|would|will|could)\b")
_ON_LIST = lazy_pattern(
    r"\b(?:to|on|in)\s(?:(?:expand|extend|update|enlarge)\s)?(?=(?:the|its|an?|their)\s)"
    r"|\b(?:companies|firms|entities|groups|organi[sz]ations|institutions)\sas\s"
)
_OWNS = lazy_pattern(r"[’']s?\s")
# Added Haiwei, a maker of bearings, to the list.
_SAID_OF_IT = lazy_pattern(
    r",\s(?:an?|the|its|one of|formerly|then)\s[^;]{2,120}?,(?=\s(?:to|on|in|into|as)\s)"
    r"|\s?-\s?(?:an?|the|its)\s[^;-]{2,90}-\s?(?=(?:to|on|in|into|as)\s)"
)
_SAID_OF_PERSON = lazy_pattern(
    r",\s(?:an?|the|its|one of|formerly|previously|who|(?:vice |deputy )?(?:chief|president|chair\w*|head"
    r"|director))\s[^,;]{2,120}(?:,\s(?:to (?:act|serve) (?=as\s)|(?=to\s(?:be|become|head|lead)\s))?|$)"
)
_PARTNER_OF = lazy_pattern(
    r"[’']s?\s(?:[\w-]+\s){0,2}(?:suppliers?|rivals?|customers?|clients?|partners?|competitors?|distributors?"
    r"|founders?|chairm[ae]n|executives?)\b"
)
# Revoked the export licence of |Haiwei.
_LICENCE_OF = lazy_pattern(
    r"\s(?:(?:the|an?|all)\s)?(?:[\w-]+\s){0,2}(?:licen[cs]es?|permits?|authori[sz]ations?)\sof\s(?:the\s)?"
)
_OF_LIST = lazy_pattern(
    r"[’']s?\s(?:\([^()]{1,12}\)\s)?(?:[\w-]+\s){0,3}(?:black)?lists?\b"
    r"|\s(?:(?!(?:to|on|in|its|the|an?)\b)[\w-]+\s){0,2}(?:black)?lists?\b"
)
# Between a verb and the last places of a list: banned 27 firms based in China, |Japan.
_LISTED_PLACES = lazy_pattern(r"\b(?:in|from|of|across)\s[^.;:]{2,80}(?:,|\sand)\s(?:and\s)?(?:the\s)?$")
# Opens the clause of the money: a facility with a bank, pursuant to which a loan was granted to Haiwei.
_CLAUSE_OPENS = lazy_pattern(
    r"(?:,\s(?!(?:\d|worth|or|and)\b)|\b)(?:under|pursuant to|by|from) (?:which|this|that)\s"
)
# Money that opens a clause: subsidies worth 3 million yuan were paid to Haiwei.
_MONEY = lazy_pattern(r"(?:.{0,24},\s)?((?:\w+\s)?(?:subsidies|grants|loans|funds)\b)")
# Between a place and a firm: German insurer Haiwei.
_DESCRIBED = lazy_pattern(
    r"\s(?:(?!of\b|to\b|for\b|in\b|and\b|the\b|an?\b|its\b|from\b|at\b|by\b)[a-z-]+\s){1,3}"
)
_PEOPLE = lazy_pattern(r"[A-Z][a-z]+(?:an|ese|ish)")  # German, taken for a body
_TO_BODY = lazy_pattern(r"\bto\s")
_TO = lazy_pattern(r"\bto\s(?:the\s)?(?:[\w-]+\s){0,2}$")
# Firms linked to the military: the military gets nothing.
_RELATED = lazy_pattern(
    r"\b(?:linked|tied|connected|related|close|belonging|owned|loyal|contrary|similar|according|due|subject"
    r"|exports?|sales?)"
    r"\sto\s"
    r"(?:the\s)?(?:[\w-]+\s){0,2}$"
    r"|\bto\s(?:acquire|buy|purchase|sell|build|operate|open|merge|invest|supply|help|support|use|join|form"
    r"|enter)\s(?:[\w-]+\s){0,2}$"
)
# Approved a loan of 30 million yuan for Haiwei.
_MONEY_FOR = lazy_pattern(
    r"^[^,.;]{0,40}\b(?:loans?|credit|grants?|subsid(?:y|ies)|funding|financing|aid|support)\b"
    r"[^,;]{0,40}\sfor\s(?:the\s)?$"
)
# Added eleven firms to its Entity List for sales to Haiwei: Haiwei was not added.
_LIST_BEFORE = lazy_pattern(r"\blists?\b")
# Emergency Fund to Support Disaster Relief: in a headline a purpose, not a receiver.
_PURPOSE = lazy_pattern(
    r"(?:Support|Help|Boost|Build|Develop|Promote|Fund|Finance|Aid|Improve|Expand|Accelerate|Strengthen|Fight"
    r"|Tackle|Protect|Ensure|Spur|Encourage|Ease|Create)\s"
)
# After the name of who reports it: sanctions on ten firms, the ministry said.
_SAID_BEHIND = lazy_pattern(
    r"(?:[’']s?\s[^,.;]{2,50})?(?:\s\([^()]{1,12}\))?\s(?:said|says|announced|reported|stated)\b"
)
# Before a participle: two firms were also |sanctioned for helping Haiwei.
_PASSIVE_BEFORE = lazy_pattern(r"\b(?:was|were|been|being|is|are)\s(?:also|both|all|then|later|[a-z]+ly)\s$")
_BANK = lazy_pattern(r"\b[Bb]ank\b")  # it lends, whoever is named first
_WITH_BEFORE = lazy_pattern(r"\bwith\s(?:the\s)?$")


def read_gift(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Read a verb whose subject is the giver: the first name after it is the actor, the rest the object."""
    if _PASSIVE_BEFORE.search(sentence.plain, sentence.start, verb.start):
        return None
    receiver = _choose_receiver(sentence, verb, subject, behind)
    if receiver is None or receiver.entity == subject.entity or not _may_give(verb, subject):
        return None
    if not acts(receiver, verb.rule) or _is_organ_meant(receiver, verb):
        return None
    if verb.rule.subject and not verb.rule.subject.search(subject.text.lower()):
        return None
    if "bank_gives" in verb.rule.traits and _BANK.search(receiver.text):
        subject, receiver = receiver, subject
    further = _find_further(sentence, verb, receiver)
    by, giver, allies = _find_givers(sentence, subject)
    if verb.rule.object is None:
        start, end = named_span(verb)
        text = tidy(sentence.text[start:end])
        return Roles(receiver, text, start, end, "", giver, by, further, allies=allies)
    found = verb.rule.object.search(sentence.plain, _end_of_apposition(sentence, verb, receiver), last)
    if found is None or _NO_OBJECT.match(sentence.plain, [receiver, *further][-1].end, found.end()):
        return None
    start = verb.end
    if verb.end <= receiver.start and receiver.end <= found.start():
        start = max([receiver, *further][-1].end, _end_of_apposition(sentence, verb, receiver))
        start = end_of(_SAID_OF_IT.match(sentence.plain, start, found.start()), start)
    if "actor_is_last" in verb.rule.traits:
        start = found.start()
    elif verb.rule.action == "sanctioned":
        start = _list_start(sentence, start, found.start())
    start += len(sentence.plain[start:last]) - len(sentence.plain[start:last].lstrip(" ,"))
    if lead := _BEFORE_OBJECT.match(sentence.plain[start:last]):
        start += lead.end()
    end = max(found.end(), phrase_end(sentence, start, last))
    is_owner = "actor_is_last" in verb.rule.traits and _OWNS.match(sentence.plain, receiver.end)
    if receiver.start > start and not is_owner:  # gave a loan to X; but barred from buying X's products
        end = min(end, receiver.start)
        end = start + len(
            re.sub(r"\s(?:to|for|with|of|from|by)(?:\sthe)?\s*$", "", sentence.plain[start:end]).rstrip()
        )
    is_bare = ARTICLES.fullmatch(f"{sentence.text[start:end]} ")  # approved the laboratory
    if is_bare or sentence.text[start:end] == receiver.text:  # the merger of A and B
        start = end = 0
    awards = find_awards(sentence, verb, start, end, last)
    text = tidy(sentence.text[start:end])
    roles = Roles(receiver, text, start, end, "", giver, by, further, awards=awards, allies=allies)
    return pair_offices(sentence, verb, roles, behind, last)


def _find_givers(sentence: Sentence, subject: Party) -> tuple[Party | None, Party | None, tuple[Party, ...]]:
    """Return the subject, unless it is empty, the first giver, and further states that gave the same."""
    if not subject.text:
        return None, None, ()
    return subject, *list_states(sentence, subject)


def _end_of_apposition(sentence: Sentence, verb: Verb, receiver: Party) -> int:
    """Return the place from which an object is looked for: behind what is said of a person appointed.

    >>> appointed Li Wei, a former minister, |as chairman
    """
    if verb.rule.action != "appointed" or receiver.start < verb.end:
        return verb.end
    said = _SAID_OF_PERSON.match(sentence.plain, receiver.end)
    return end_of(said, verb.end)


def _find_further(sentence: Sentence, verb: Verb, receiver: Party) -> tuple[Party, ...]:
    """Return the other receivers of a list, each with an event of its own."""
    if verb.rule.action == "appointed" and receiver.kind == "PERSON":
        return tuple(one for one in list_names_behind(sentence, receiver)[1:] if one.kind == "PERSON")
    if verb.rule.action in DEALT_OUT and (receiver.kind == "ORG" or "people_act" in verb.rule.traits):
        return tuple(list_names_behind(sentence, receiver)[1:])
    return ()


def _list_start(sentence: Sentence, start: int, place: int) -> int:
    """Return the start of a list's name, after what was added: Haiwei and two firms to its blacklist."""
    leads = _ON_LIST.finditer(sentence.plain, start, place)
    return max((lead.end() for lead in leads), default=start)


def _choose_receiver(sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party]) -> Party | None:
    """Return the name to which something was given: after the verb, or before a relative clause about it."""
    if "actor_is_last" in verb.rule.traits:  # told operators to stop buying from Micron
        firms = [party for party in behind if party.kind == "ORG" or not party.is_listed] or list(behind)
        return firms[-1] if firms else None
    if subject.text and (relative := relative_object(sentence, subject)):
        return relative  # Haiwei, which Washington blacklisted
    receivers = (party for party in behind if _is_receiver(sentence, verb, party))
    receiver = next((party for party in receivers if not _is_place_of(sentence, party, behind)), None)
    if receiver is None or receiver.is_listed:
        return receiver
    # gave approval to Haiwei-17, its vaccine
    return next((one for one in sentence.owners if one.start == receiver.end + 2), receiver)


def _is_organ_meant(receiver: Party, verb: Verb) -> bool:
    """Return whether "it" would be a sanctioned authority; more likely, the text means another body."""
    if verb.rule.action != "sanctioned" or not receiver.is_resolved:
        return False
    return bool(load_words("en").organs.search(receiver.text.lower()))


def _may_give(verb: Verb, subject: Party) -> bool:
    """Return whether the subject can give what the rule is about; firms do not give prizes."""
    return "body_gives" not in verb.rule.traits or not subject.text or is_authority(subject)


def _is_receiver(sentence: Sentence, verb: Verb, party: Party) -> bool:
    """Return whether a name is the receiver: directly after the verb, or after "to"."""
    is_place = party.kind == "GPE" and party.is_listed
    if is_place and (FIRM_BEHIND.match(sentence.plain, party.end) or _OWNS.match(sentence.plain, party.end)):
        return False  # added seven US companies to its list, gave China's top prize to
    if _SAID_BEHIND.match(sentence.plain, party.end):
        return False
    if _PURPOSE.match(party.text) and sentence.plain.endswith("to ", verb.end, party.start):
        return False
    is_sanction = verb.rule.action == "sanctioned"
    if is_sanction and _OF_LIST.match(sentence.plain, party.end):
        return False  # added eight firms to the department's list
    if verb.rule.action in ("sanctioned", "funded") and _PARTNER_OF.match(sentence.plain, party.end):
        return False  # added Haiwei's supplier to its list, lent Haiwei's customers money
    gap = sentence.plain[verb.end : party.start]
    if is_sanction and _LICENCE_OF.fullmatch(gap):
        return True
    if is_place and _LISTED_PLACES.search(gap):
        return False
    if verb.rule.action in ("sanctioned", "funded") and _KIND_AHEAD.fullmatch(gap):
        return _AFTER_KIND.match(sentence.plain, party.end) is not None
    if "actor_follows_with" in verb.rule.traits:
        return bool(_WITH_BEFORE.search(gap))
    if _NAMED_AMONG.search(gap) and _SOME_OF_THEM.fullmatch(gap):
        return True
    if verb.rule.action == "funded" and _MONEY_FOR.search(gap):
        return True
    if _TO.search(gap) and not _RELATED.search(gap) and not (is_sanction and _is_listed_at(verb, gap)):
        return len(gap) < 2 * TO_NAME
    return len(gap) < TO_NAME and bool(_TO_RECEIVER.fullmatch(gap))


def _is_listed_at(verb: Verb, gap: str) -> bool:
    """Return whether a list is named before a place after a verb: who was added to it was named before."""
    return named_span(verb)[1] > 0 or bool(_LIST_BEFORE.search(gap))


def _is_place_of(sentence: Sentence, place: Party, behind: Sequence[Party]) -> bool:
    """Return whether a place only qualifies the next name: lent Hefei's Haiwei, gave US maker Haiwei."""
    if place.kind != "GPE" and not _PEOPLE.fullmatch(place.text):
        return False
    firm = next((party for party in behind if place.end < party.start), None)
    if firm and firm.kind == "ORG" and _DESCRIBED.fullmatch(sentence.plain, place.end, firm.start):
        return True
    if place.kind != "GPE" or not sentence.plain.startswith(("'s ", "’s "), place.end):
        return False
    return any(party.start == place.end + 3 for party in behind)


def read_sale(sentence: Sentence, verb: Verb, seller: Party, behind: Sequence[Party]) -> Roles | None:
    """Read "A sold B to C": C is the actor, B the object."""
    start = verb.end + 1
    sold = party_at(sentence, start, behind)
    if part := _PART.match(sentence.plain, start):
        sold = Party(start, part.end(), "", "", "")
    if sold is None or (sold.kind == "GPE" and sold.is_listed):
        return None
    buyer = next((party for party in behind if _TO.search(sentence.plain[sold.end : party.start])), None)
    if buyer is None:  # to the Serbian state
        buyer = find_agent(sentence, _TO_BODY, sold.end, sentence.end, ())
    if buyer is None or buyer.start > sold.end + TO_NAME or not acts(buyer, verb.rule):
        return None
    return Roles(buyer, tidy(sentence.text[start : sold.end]), start, sold.end, sold.entity, seller, seller)


def read_receipt(sentence: Sentence, verb: Verb, behind: Sequence[Party], first: int) -> Roles | None:
    """Read money that went to somebody: "A grant of 2 million yuan went to Haiwei"."""
    receiver = party_at(sentence, verb.end + 1, behind)
    if receiver is None or not acts(receiver, verb.rule):
        return None
    borders = [sign.end() for sign in _CLAUSE_OPENS.finditer(sentence.plain, first, verb.start)]
    first = max([first, *borders])
    articles = list(DETERMINER.finditer(sentence.plain, first, verb.start))
    opening = _MONEY.match(sentence.plain, first, verb.start)
    if not (articles or opening) or is_hedged(sentence, first, verb.start):
        return None
    start, end = opening.start(1) if opening else articles[0].start(), verb.start
    end -= len(sentence.plain[start:end]) - len(sentence.plain[start:end].rstrip())
    if not has_object(verb.rule, sentence.plain[start:end]):
        return None
    return Roles(receiver, tidy(sentence.text[start:end]), start, end)
