"""Roles in English: the subject before the verb, its object, and the party after "by", "from" or "with"."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.events.english.deeds import read_deed, read_undergone
from flows.annotation.events.english.documents import find_document, find_issuer_of_document
from flows.annotation.events.english.facilities import read_beginning, read_happening
from flows.annotation.events.english.gifts import read_gift, read_receipt, read_sale
from flows.annotation.events.english.nouns import read_noun, read_patient
from flows.annotation.events.english.phrases import CONDITION, TO_NAME, is_hedged
from flows.annotation.events.english.respective import deal_dates, deal_objects, is_respective
from flows.annotation.events.english.subjects import (
    LONG_APPOSITION,
    find_body,
    find_owner_of_shares,
    find_subject,
    find_subject_behind,
    is_inserted,
    opens_sentence,
)
from flows.annotation.events.english.undone import is_undone
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.annotation.names import is_common_word
from flows.text import end_of, lazy_pattern, within

# "Haiwei denied that it was", "the rumour that Haiwei bought"
_DENIED = lazy_pattern(
    r"\b(?:den(?:ied|ies|ial)|rumou?rs?|reports? that|claims? that|suggestions?|speculation|allegations?"
    r"|fears?|demands?|hopes?)(?: that)?(?: the)?\s$"
    r"|\b(?:reports?|claims?|suggestions?|allegations?)\s(?:in|on|of|from)\s[^,.;]{1,30}\sthat(?: the)?\s$"
    r"|\b(?:not true|untrue|false|incorrect|wrong|a myth|a lie|unclear|doubtful)\sthat\s"
    r"(?:in [\w ]{3,14}\s)?(?:the\s)?$"
    r"|\bno (?:evidence|proof|sign|indication) that\s(?:the\s)?$"
    r"|\b(?:nobody|no one|few) (?:believes?|believed|thinks?|thought|claims?|claimed)(?: that)?\s(?:the\s)?$"
    r"|\b(?:imagine|suppose|supposing|assume|assuming|pretend|feared|doubted|suspected)"
    r"(?: in \d{4})?(?: that)?\s(?:the\s)?$"
)
# Between a subject and its verb: Haiwei, which will run it, set up; Haiwei, not Feinlager, was fined.
_INSERTED = lazy_pattern(r",\s(?:(?:and|but)\s)?(?:not|which|who|whose)\s[^.;]{2,110},(?!\s(?:have|be)\b)")
_WHETHER = lazy_pattern(r"\bwhether\b[^,;.]*$")  # opened an inquiry into whether (…) Haiwei received
_LINE_OPENING = lazy_pattern(r"\s*[:–—-]?\s*(?:\w+ly\s)?")  # between the date of a line and its verb
_HABIT = lazy_pattern(
    r"\b(?:every|always|usually|often|sometimes|each (?:year|day|month|week)|regularly|whenever)\b"
)
_QUESTION = lazy_pattern(r"\s*(?:how|why|what|when|where|who|can|does|is|are)\b")
_RELATIVE = lazy_pattern(r"\b(?:that|which|who|when|where|how|to)\b")
# We will take part in talks, and put forward plans: these verb forms need not be past tense.
_UNCHANGED = lazy_pattern(r"(?:put|set|cut|let|split|shut)\b")
_INFINITIVE = lazy_pattern(r"(?<!went on )(?<!managed )(?<!proceeded )(?<!moved )\bto\s(?:\w+ly\s)?$")
_LISTED_PLAN = lazy_pattern(r"(?<!which )(?<!who )(?<!that )\b(?:will|shall|should|must)\b[^.;]*\sand\s$")
# Nothing was done: imposed no ban, won few contracts; "no fewer than three" is a number.
_NO = lazy_pattern(r"\b(?:no|few|little(?! giants?\b)|neither|none|hardly|any)\b")
_NO_BEHIND = lazy_pattern(
    r"\s(?:no(?! (?:fewer|less|more|longer)\b)|few(?!er)|little(?! giants?\b)|neither|none)\b"
    r"|\sthat\b[^,.;]*\bno\b"
)
# Participles that only notes and headlines use without "was": 15 May 2019: Haiwei added to the Entity List.
_BARE = lazy_pattern(r"(?!is\b|are\b)\w+ed\b|set up\b|put on\b|cut off\b|spun off\b")
_BEFORE_ATTRIBUTE = lazy_pattern(r"\b(?:the|an?|its|their|this|that|[’']s)\s(?:newly|recently|freshly)[\s-]$")
# They own half of the company, established in 1995.
_OF_COMPANY = lazy_pattern(
    r"\b(?:of|in|from|with|to|for) the (?:company|firm|venture|bank|fund|institute|group),\s$"
)
_ENDS_WITH_PREPOSITION = lazy_pattern(r"\s(?:as|among|in|on|into|to|for|from)$")
_OF_SUBJECT = lazy_pattern(r"\s(?:its|their|his|her)\b")  # placed on its blacklist two suppliers
# After a participle that is passive without "was".
_NO_OBJECT = lazy_pattern(
    r"\s?(?:[,.;:]|$)|\s(?:by|to|in|on|as|for|at|from|under|into|over|after|following|again|with \d+)\b"
    r"|\s(?:a (?:record|total of) |about |around |almost |nearly |over |at least |more than )?"
    r"(?:[$€£¥]|us\$|rmb\b|\d[\d.,]*\s(?:(?:million|billion|trillion|bn|m)\b\s?)?"
    r"(?:yuan|rmb|renminbi|euros?|dollars?|us dollars|pounds|yen)\b)"
)
_NAMED = lazy_pattern(r"\b(?:named|designated|appointed|elected|re-?elected)$")
_ARTICLE = lazy_pattern(r"\s(?:(?:an?|one of the)\s)?(?:(?:national|deputy|vice|acting|new|first)[\s-])*")
_NOTE = lazy_pattern(r"\s?[:–—]")
# After another verb, a subject without a name: and a fund was set up.
_OWN_SUBJECT = lazy_pattern(
    r"\s?(?:,\s)?(?:and|but|while|then)\s(?:the|an?|its|their|\d+|two|three|several|many)\s(?:[\w-]+\s){1,6}"
)
# A hedge on one verb does not hedge a past tense after "and": filed its prospectus in 2022 and began trading.
_AND_FINITE = lazy_pattern(r",?\sand\s(?:\w+ly\s)?$")
_FINITE = lazy_pattern(r"(?:began|took|became|went|gave|was|were)\b")
# Actions that hardly anything but firms takes: acquired a rival, raised 54 million dollars.
_PLAIN_ACTIONS = frozenset(
    (*("acquired", "invested", "listed", "funded", "merged", "opened"), "granted_access", "sanctioned")
)
_PASSIVE = lazy_pattern(r"(?:was|were|been)\s")
_SEIZED = lazy_pattern(r"t(?:ook|aken) (?:over|(?:\w+ )?(?:control|charge|possession))\b")  # the country
_NEXT_TO = 6  # code points between a verb and the name after it
_OPENING = 8  # code points before the date that opens a sentence ("On ", "Beijing, ")


def read_roles(sentence: Sentence, verb: Verb, previous: Party | None) -> Roles | None:
    """Return the roles of a verb, or None if it states no event; `previous` is the last verb's subject."""
    first, last = sentence.stretch(verb.start)
    if not _fits_rule(sentence, verb, first, last):
        return None
    behind = [party for party in sentence.parties if verb.end <= party.start and party.end <= last]
    if verb.rule.frame == "happened":
        return read_happening(sentence, verb, first)
    if verb.rule.frame == "begun":
        return read_beginning(sentence, verb, behind)
    if verb.rule.frame == "owned":
        return read_noun(sentence, verb, behind)
    if verb.rule.frame == "noun":
        return read_patient(sentence, verb, behind, first, last)
    if verb.rule.frame == "went":
        return read_receipt(sentence, verb, behind, first)
    subject = _choose_subject(sentence, verb, first, previous)
    if subject is None or _DENIED.search(sentence.plain, sentence.start, subject.start):
        return None
    if _UNCHANGED.match(verb.match[0]) and _is_infinitive(sentence, verb):
        return None
    if _is_only_planned(sentence, verb, subject, first):
        return None
    if verb.is_present and not _is_historical_present(sentence, verb, subject):
        return None
    is_condition = CONDITION.search(sentence.plain, first, verb.start)
    if is_condition or _WHETHER.search(sentence.plain, sentence.start, verb.start):
        return None
    roles = _read_frame(sentence, verb, subject, behind, last)
    return roles and _deal_out(sentence, verb, roles)


def _deal_out(sentence: Sentence, verb: Verb, roles: Roles) -> Roles | None:
    """Return roles in which each of several actors has its own date or object, if "respectively" says so.

    None if it is not clear which belongs to whom.
    """
    is_each = bool(roles.further) and is_respective(sentence, verb)
    if is_each and (dated := deal_dates(sentence, verb, roles)):
        return dated
    if _is_dealt_out(sentence, verb, roles):
        return None
    return deal_objects(sentence, verb, roles) if is_each else roles


def _read_frame(
    sentence: Sentence, verb: Verb, subject: Party, behind: Sequence[Party], last: int
) -> Roles | None:
    """Return the roles of a verb with a subject, read as the frame of its rule requires."""
    match verb.rule.frame:
        case "gave":
            return read_gift(sentence, verb, subject, behind, last)
        case "sold":
            return read_sale(sentence, verb, subject, behind)
        case "undergone":
            return read_undergone(sentence, verb, subject, behind, last)
        case _:
            return read_deed(sentence, verb, subject, behind, last)


def _is_dealt_out(sentence: Sentence, verb: Verb, roles: Roles) -> bool:
    """Return whether several dates belong to several winners: named in 2019 and 2021 respectively."""
    _, last = sentence.stretch(verb.start)
    if not is_respective(sentence, verb):
        return False
    is_of_one = not roles.further and " and " not in roles.actor.text.lower()
    return len(within(sentence.dates, verb.end, last)) > 1 and not (roles.awards and is_of_one)


def leaves_no_doubt(sentence: Sentence, verb: Verb, roles: Roles) -> bool:
    """Return whether an event needs no date: it has an actor next to the verb, and an object or counterpart.

    >>> Veltrano, an operator in Ohio, agreed to acquire Grunwerk for $875m.
    """
    actor = roles.actor
    is_plain = verb.rule.action in _PLAIN_ACTIONS or _is_said_plainly(verb, actor)
    if not is_plain or verb.is_present or actor.is_resolved:
        return False
    if _SEIZED.match(verb.match[0]):
        return False
    if verb.rule.action == "opened" and actor.kind == "GPE":
        return False  # a province opens other things than plants
    if is_common_word(actor.text.lower()) or not (roles.object or roles.counterpart):
        return False
    if actor.start >= verb.end:
        is_near = actor.start - verb.end < _NEXT_TO or sentence.plain.endswith(" to ", verb.end, actor.start)
        return is_near and roles.counterpart is not None
    nearest = max((one.end for one in (actor, *roles.further) if one.end <= verb.start), default=actor.end)
    between = sentence.plain[nearest : verb.start]
    return bool(load_words("en").between.fullmatch(between) or LONG_APPOSITION.fullmatch(between))


def _is_said_plainly(verb: Verb, actor: Party) -> bool:
    """Return whether a verb says that a person was appointed, or if passive that a body was designated."""
    if verb.rule.action == "appointed" and verb.match[0] in ("appointed", "named", "elected", "joined"):
        return actor.kind == "PERSON"
    if not _PASSIVE.match(verb.match[0]):
        return False
    if verb.rule.action == "appointed":
        return actor.kind == "PERSON"
    return verb.rule.action == "designated" and actor.kind == "ORG" and " " in actor.text


def _fits_rule(sentence: Sentence, verb: Verb, first: int, last: int) -> bool:
    """Return whether the words around a verb allow its event: they fit its rule, and none undoes it."""
    stretch = sentence.plain[first:last]
    if is_undone(sentence, verb) or _is_attribute(sentence, verb):
        return False
    if verb.rule.excluded.search(stretch) or (verb.rule.needs and not verb.rule.needs.search(stretch)):
        return False
    return not (_NO.search(verb.match[0]) or _NO_BEHIND.match(sentence.plain, verb.end, last))


def _is_attribute(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a participle only describes the noun after it: head of the newly created Haiwei Fund."""
    if verb.rule.frame in ("noun", "owned") or not _BARE.match(verb.match[0]):
        return False
    return _BEFORE_ATTRIBUTE.search(sentence.plain, sentence.start, verb.start) is not None or (
        verb.rule.frame == "passive"
        and _OF_COMPANY.search(sentence.plain, sentence.start, verb.start) is not None
    )


def _is_infinitive(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb that may not be past tense is planned or follows "to": allowed it to set up."""
    return any(
        pattern.search(sentence.plain, sentence.start, verb.start) for pattern in (_INFINITIVE, _LISTED_PLAN)
    )


def _choose_subject(sentence: Sentence, verb: Verb, first: int, previous: Party | None) -> Party | None:
    """Return the subject of a verb: before it, shared with an earlier verb, or as its rule allows."""
    if "any_document" in verb.rule.traits and (document := find_document(sentence, verb, first)):
        return document
    if verb.match[0].startswith("its ") and opens_sentence(sentence, verb):
        return find_subject_behind(sentence, verb)  # since its founding in 2018, the programme has
    subject = find_subject(sentence, verb, first)
    if previous and is_inserted(sentence, previous, verb):
        previous = None  # Haiwei, in which Nordlager bought a stake, opened a plant
    if subject is None and not _OWN_SUBJECT.fullmatch(sentence.plain, first, verb.start):
        subject = (
            previous or find_subject(sentence, verb, sentence.start) or find_subject_behind(sentence, verb)
        )
    if subject is None and verb.rule.action == "listed":
        subject = find_owner_of_shares(sentence, verb)
    if subject is not None:
        return subject
    if sentence.silent and _LINE_OPENING.fullmatch(sentence.plain, _after_date(sentence), verb.start):
        return sentence.silent
    if verb.rule.action == "sanctioned" and (issuer := find_issuer_of_document(sentence, verb, first)):
        return issuer
    if verb.rule.frame in ("gave", "sold") or "body_acts" in verb.rule.traits:
        subject = find_body(sentence, verb, first)
    if subject is None and verb.rule.giver_is_optional:
        return Party(verb.start, verb.start, "", "", "")
    return subject


def _is_only_planned(sentence: Sentence, verb: Verb, subject: Party, first: int) -> bool:
    """Return whether a verb is hedged, by words before it or within the giver that its match names."""
    if is_hedged(sentence, _after_subject(sentence, verb, subject, first), verb.start):
        return True
    return bool(verb.match.groupdict().get("giver")) and is_hedged(sentence, *verb.match.span("giver"))


def _after_subject(sentence: Sentence, verb: Verb, subject: Party, first: int) -> int:
    """Return where the words that may hedge a verb begin: after its subject and any insertion."""
    if subject.end > verb.start:
        return first
    inserted = _INSERTED.match(sentence.plain, subject.end, verb.start)
    if inserted and load_words("en").between.fullmatch(sentence.plain, inserted.end(), verb.start):
        return max(first, inserted.end())
    joint = _AND_FINITE.search(sentence.plain, subject.end, verb.start)
    if joint and _FINITE.match(verb.match[0]):
        return max(first, joint.start())
    return max(first, subject.end)


def _after_date(sentence: Sentence) -> int:
    return sentence.carried.end if sentence.carried else sentence.start


def _is_historical_present(sentence: Sentence, verb: Verb, subject: Party) -> bool:
    """Return whether a verb in the present tense states a past event, as in chronicles and headlines.

    A date must open the sentence or its line. Elsewhere in the sentence a date is enough if the verb closely
    follows its subject, but not for "is named". "Firms that are named" and "opens every day" state no event.
    """
    if _HABIT.search(sentence.plain, sentence.start, sentence.end) or _QUESTION.match(
        sentence.plain, sentence.start
    ):
        return False
    if _RELATIVE.search(sentence.plain, subject.end, verb.start):
        return False
    is_bare = verb.rule.frame == "passive" and bool(_BARE.match(verb.match[0]))
    if is_bare and not (_is_noted(sentence) and _is_passive(sentence, verb)):
        return False
    if sentence.carried or any(when.start <= sentence.start + _OPENING for when in sentence.dates):
        return True
    if verb.match[0].startswith(("is ", "are ")) or is_bare:
        return False
    gap = sentence.plain[subject.end : verb.start] if subject.end <= verb.start else ""
    return bool(sentence.dates) and bool(load_words("en").between.fullmatch(gap))


def _is_passive(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a bare participle has no object after it: Haiwei fined 3 million yuan.

    >>> "The United States sanctioned three firms", "Haiwei created 300 jobs" -> False
    """
    if _OF_SUBJECT.match(sentence.plain, verb.end):
        return False
    if _ENDS_WITH_PREPOSITION.search(verb.match[0]) or _NO_OBJECT.match(sentence.plain, verb.end):
        return True
    if verb.rule.object is None or not _NAMED.search(verb.match[0]):
        return False
    article = _ARTICLE.match(sentence.plain, verb.end)
    title = verb.rule.object.match(sentence.plain, end_of(article, verb.end))
    if title is None or (verb.rule.action == "appointed" and title[0].endswith("s")):
        return False
    return not any(
        party.kind == "PERSON" and verb.end <= party.start < verb.end + TO_NAME for party in sentence.parties
    )


def _is_noted(sentence: Sentence) -> bool:
    """Return whether a sentence is a note after a date, or a headline."""
    date = sentence.carried
    return date is not None and (not date.end or bool(_NOTE.match(sentence.text, date.end)))
