"""Restrictions that say which ones are meant, right behind a whole or what is counted, by tags alone.

The parser often hangs such words elsewhere: 87 percent of the claims | filed by veterans |.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.extents import LONGEST_NAME, RELATIVES
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import plain_phrase, whole_phrase
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading
from flows.annotation.figures.words import GAP
from flows.text import lazy_pattern

_OF_WHOLES = frozenset(("choose_holding", "choose_part", "choose_account"))
_OF_COUNTS = frozenset(("choose_counted",))
_OBJECTS = ("obj", "obl", "nmod")
_ENDS = (",", ".", ":", "-RRB-")
_JOINTS = frozenset(("and", "but", "while", "or", "so", "as", "because", "than"))
_COMPARING = frozenset(("fewer", "more", "less", "than", "at", "least", "most"))
_PRONOUNS = frozenset(("it", "they", "he", "she", "we"))
_WHOSE = frozenset(("whose",))
_OPENING = RELATIVES | _WHOSE | _PRONOUNS
_FURTHEST = 14  # words
_PASTS = ("VBN", "VBD")
_FINITE = ("VBD", "VBN", "VBP", "VBZ")
_OPEN_ENDS = ("IN", "TO", "DT", "MD", "PRP$", "CC", "RB")
_LONGEST = 9  # words
_SURVEYS = {
    **dict.fromkeys(("survey", "surveys"), "surveyed"),
    **dict.fromkeys(("poll", "polls"), "polled"),
    "sample": "sampled",
}
# Words for people of whom an age may say which ones are meant, and the age.
_PEOPLE = frozenset(
    (
        *("people", "adults", "children", "women", "men", "workers", "girls", "boys", "residents"),
        *(
            "employees",
            "voters",
            "patients",
            "drivers",
            "farmers",
            "youths",
            "mothers",
            "persons",
            "citizens",
        ),
    )
)
_AGE = lazy_pattern(
    r" (?:who are |who were )?(?:under|over|above|below|aged|older than|younger than|between)"
    r" (?:the age of |under |over )?\d{1,2}"
    r"(?:(?: to | and |-)\d{1,2}| (?:and|or) (?:over|older|above|under|younger))?"
    r"(?=[ ,;:)]|\.(?!\d)|$)(?! (?:percent|per cent|million|years? ago|meters|metres|cm|kilo))"
)
_WANTING = frozenset(
    (
        *("want", "wants", "wanted", "require", "requires", "required", "expect", "expects", "expected"),
        *("need", "needs", "needed", "intend", "intends", "intended"),
    )
)
# What is wanted of the part of a whole: (housing) built near stations to be affordable.
_WANTED = lazy_pattern(r"(?: [a-z-]+){0,6}? to (?:be |have |come )?[a-z-]+(?: [a-z-]+){0,4}(?=[,.;]|$)")


def restrict(node: Node, read: Reading) -> str:
    """Return the name of a figure with what says which ones are meant."""
    if surveyed := _surveyed(node):
        return f"{plain_phrase(node)}{surveyed}"
    name = _with_restriction(node, read)
    if name != read.indicator:
        return name
    return name + (_age_of(node, name) or _state_wanted(node, name))


def _with_restriction(node: Node, read: Reading) -> str:
    """Return a name with the participle or relative clause behind its whole, or behind what is counted."""
    name = read.indicator
    if read.rule not in _OF_WHOLES | _OF_COUNTS or not _may_be_restricted(node):
        return name
    if read.rule in _OF_WHOLES and node.relation in _OBJECTS:
        things = whole_phrase(node)
    elif read.rule in _OF_COUNTS and node.relation in _OBJECTS and node.is_noun(node.head):
        things = node.phrase(node.head)
    else:
        return name
    tree = node.tree
    start = tree.text.find(things, tree.ends[max(node.own)]) if things and things in name else -1
    if start < 0 or len(name.partition(things)[2].split()) > 1:
        return name  # what it was spent on is told already
    said = _restriction_at(node, tree.word_at(start + len(things) - 1) + 1)
    full = name.replace(things, f"{things}{GAP} {said}", 1)
    return full if said and said not in name and len(full) <= LONGEST_NAME else name


def _may_be_restricted(node: Node) -> bool:
    """Return whether a participle or relative pronoun stands near behind a figure."""
    tree, start = node.tree, max(node.own) + 1
    end = start + _FURTHEST
    tags = tree.tags[start:end]
    has_word = not _OPENING.isdisjoint(tree.words[start:end])
    return has_word or "VBN" in tags or "VBD" in tags


def _restriction_at(node: Node, place: int) -> str:
    """Return the words from a participle or relative clause at a place up to its end, "" without one."""
    tree = node.tree
    following = tree.tags[place : place + 2]
    if len(following) < 2 or place in node.blocked or _opens_clause(node):
        return ""
    is_participle = following[0] in _PASTS and following[1] in ("IN", "TO")
    is_relative = tree.words[place] in RELATIVES | _WHOSE
    is_reduced = tree.words[place] in _PRONOUNS and following[1] in _FINITE and node.relation == "obj"
    if not (is_participle or is_relative or is_reduced):
        return ""
    end = place + 1
    while end < len(tree.words) and end not in node.blocked and tree.tags[end] not in _ENDS:
        if tree.words[end] in _JOINTS:
            break
        end += 1
    is_joined = tree.words[end : end + 1] and tree.words[end] in _JOINTS
    has_verb = any(tag.startswith("VB") for tag in tree.tags[place:end])
    is_whole = 1 < end - place <= _LONGEST and not tree.tags[end - 1].startswith(_OPEN_ENDS)
    if not is_whole or not has_verb or (is_joined and not is_participle):
        return ""
    return node.text_of(range(place, end))


def _opens_clause(node: Node) -> bool:
    """Return whether a figure may be the subject of the verb behind it: and 3 percent of policies led to."""
    tree, first = node.tree, min(node.own)
    while first and (tree.words[first - 1] in load_tree_words().leads or tree.words[first - 1] in _COMPARING):
        first -= 1
    has_verb = any(tag.startswith(("VB", "MD")) for tag in tree.tags[:first])
    is_of_count = node.is_count and tree.words[first - 1 : first] in (["of"], ["the"])
    return not (has_verb or is_of_count) or tree.words[first - 1] in (",", "and", "that", "while", "but", ";")


def _surveyed(node: Node) -> str:
    """Return what was done with those counted in a survey: in a poll of 1,200 nurses | polled |, or ""."""
    word = _SURVEYS.get(node.tree.words[node.governor])
    is_counted = node.is_count and "of" in node.cases and node.governor < min(node.own)
    return f"{GAP} {word}" if word and is_counted else ""


def _age_of(node: Node, name: str) -> str:
    """Return the age of the people at the end of a name, right behind it: jobs for people | under 25."""
    text = node.tree.text
    if name.lower().rpartition(" ")[2] not in _PEOPLE:
        return ""
    found = _AGE.match(text, text.find(name) + len(name)) if name in text else None
    return f"{GAP}{found[0]}" if found else ""


def _state_wanted(node: Node, name: str) -> str:
    """Return what the part of a whole is to be: wants 30 percent of new homes | to be affordable |, or ""."""
    tree = node.tree
    is_wanted = tree.words[node.governor] in _WANTING and node.relation == "obj"
    whole = name.removeprefix("share of ")
    place = tree.text.find(whole, tree.ends[max(node.own)])
    if not is_wanted or whole == name or place < 0:
        return ""
    found = _WANTED.match(tree.text, place + len(whole))
    is_plain = found is not None and node.blocked.isdisjoint(tree.words_in(found.start(), found.end()))
    return f"{GAP}{found[0]}" if found is not None and is_plain else ""
