"""Lists of names in English: A, B and C, before or after a verb."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.events.parties import Party
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence
from flows.text import lazy_pattern

WINDOW = 34  # code points before a name in which a preposition may be
_AND_NEXT = lazy_pattern(r",?\sand\s")
# "six departments including MIIT issued": the names are some of those who act.
_SOME_OF = lazy_pattern(
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
LISTED = lazy_pattern(
    rf"(?:\s\([^()]{{1,24}}\))?(?:\sof\s[a-z]+)?\s?(?:,\s(?:and\s)?|\sand\s|\s&\s)"
    rf"(?:the\s)?(?:(?:its\s|their\s)?{_KIND})?"
)
# After a member of a list that is described: Haiwei, a maker of bearings, and Nordlager.
_APPOSED_MEMBER = lazy_pattern(r",\s(?:an?|the|its)\s[^,.;:()]{3,70},\sand\s(?:the\s)?")
# After a name: a verb that it governs, and so opens a clause.
_ACTS = lazy_pattern(
    r"\s(?:(?:also|then|later)\s)?(?:has|had|was|were|will|took|put|bought|gave|lent|won|sold|held|paid|went"
    r"|became|began|made|(?!based|located|headquartered|listed|owned|controlled|called|named|backed)[a-z]+ed)"
    r"\s(?!by\b)"
)
DESCRIBED = lazy_pattern(rf"(?:^|(?<=\s)){_KIND}$")


def list_names(sentence: Sentence, last: Party) -> list[Party]:
    """Return the names of the list that ends with `last`, in order (A, B and C); only `last` if governed."""
    found = [last]
    for party in reversed(sentence.parties):
        if party.end > found[0].start or is_bracketed(sentence, party):
            continue
        if not _may_join(party, last) or not LISTED.fullmatch(sentence.plain, party.end, found[0].start):
            break
        found.insert(0, party)
    before = sentence.plain[max(sentence.start, found[0].start - WINDOW) : found[0].start]
    if load_words("en").prepositions.search(before) and not is_one_of(sentence, found[0]):
        return [last]
    return found


def list_states(sentence: Sentence, last: Party) -> tuple[Party, tuple[Party, ...]]:
    """Return the first state of the list that ends with `last`, and the others (the US, Japan and Canada)."""
    if last.kind != "GPE" or last.is_resolved:
        return last, ()
    states = list_names(sentence, last)
    return states[0], tuple(states[1:])


def list_names_behind(sentence: Sentence, first: Party) -> list[Party]:
    """Return the names of the list that begins with `first`, in order."""
    found = [first]
    for party in sentence.parties:
        if party.start < found[-1].end or is_bracketed(sentence, party):
            continue
        if party.kind == "GPE" and sentence.plain[found[-1].end : party.start] == " of ":
            continue  # bought Feinlager of Germany and Nordlager of Norway
        if not _may_join(party, first) or not (
            LISTED.fullmatch(sentence.plain, found[-1].end, party.start)
            or _APPOSED_MEMBER.fullmatch(sentence.plain, found[-1].end, party.start)
        ):
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


def is_one_of(sentence: Sentence, party: Party) -> bool:
    """Return whether a name is one of those who act: six departments including MIIT."""
    before = sentence.plain[max(sentence.start, party.start - _TO_LISTED) : party.start]
    return bool(_SOME_OF.search(before))


def is_bracketed(sentence: Sentence, party: Party) -> bool:
    """Return whether a name is in brackets: Haiwei (backed by Lanhai)."""
    opened = sentence.plain.rfind("(", sentence.start, party.start)
    return opened >= 0 and ")" not in sentence.plain[opened : party.start]
