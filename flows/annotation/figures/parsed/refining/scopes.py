"""The restriction of an English value by the words behind it: in Anhui, at state firms, among graduates."""

from __future__ import annotations

from collections.abc import Collection

from flows.annotation.figures.moments import MONTH
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Reading
from flows.annotation.figures.units import RANK
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

LONGEST_RESTRICTION = 9  # words
_LONGEST_SCOPE = 6  # words
_EACH = ("each", "every", "all")
_MONTH = lazy_pattern(MONTH)
# Rules whose indicator is the subject of the clause.
_OF_SUBJECT = frozenset(("choose_changed_subject", "choose_predicate"))
_SCOPES = frozenset(("at", "in", "among", "across", "within", "for"))
_DIRECTIONS = frozenset(("from", "to", "for"))
_LONGEST_FRONT = 9  # words of a phrase at the start
_PLACES = (["from", "abroad"], ["from", "overseas"], ["from", "elsewhere"], ["at", "home"])
_VIEWS = frozenset(("terms", "prices", "numbers", "dollars"))  # in real terms, at current prices
_MANY, _NAMES = ("NNS", "NNPS"), ("NNP", "NNPS")


def restriction_behind(node: Node) -> tuple[str, str]:
    """Return the preposition right after a value and the phrase that it opens, ("", "") without one.

    Moments, other figures and what is longer than a few words restrict nothing.
    """
    if node.is_count:
        return ("", "")
    return _restriction_at(node, max(node.own) + 1)


def _restriction_at(node: Node, place: int) -> tuple[str, str]:
    """Return the preposition at a place and the phrase that it opens, ("", "") without one."""
    tree = node.tree
    if tree.tags[place : place + 1] not in (["IN"], ["TO"]) or tree.words[place] == "of":
        return "", ""
    noun = tree.heads[place]
    is_opened = tree.relation(place) == "case" and noun > place and node.is_noun(noun)
    is_time = tree.words[noun] in load_tree_words().times or _MONTH.fullmatch(tree.words[noun])
    if not is_opened or noun in node.blocked or is_time:
        return "", ""
    words = node.words_of(noun)
    is_short = len(words) <= LONGEST_RESTRICTION and node.blocked.isdisjoint(range(place, words[-1] + 1))
    between = range(place + 1, words[0])
    is_close = all(tree.tags[word] in ("DT", "PRP$", "PDT") for word in between)
    if not is_short or not is_close:
        return "", ""
    each = next((f"{tree.words[word]} " for word in between if tree.words[word] in _EACH), "")
    return tree.words[place], f"{tree.words[place]} {each}{node.text_of(words)}"


def scope_of_value(node: Node, read: Reading) -> str:
    """Return where or among whom a subject has a value, or "": sales grew 12 percent | in Anhui |.

    A date may stand between. What tells the cause or manner is left out: in response to, on demand.
    """
    if read.rule not in _OF_SUBJECT or node.figure.unit == RANK:
        return ""
    tree, place = node.tree, max(node.own) + 1
    place += tree.tags[place : place + 1] == ["JJR"]  # 30 percent higher in the south
    behind = place + 1
    while behind in node.blocked:
        behind += 1
    if behind > place + 1 and tree.tags[place : place + 1] == ["IN"]:
        place = behind  # in 2023 in Anhui
    if node.is_count:
        return ""
    return _scope_at(node, place, read.indicator, _SCOPES)


def fronted_scope(node: Node, read: Reading) -> str:
    """Return among whom, or where, a subject has a value, at the start: among widows, the rate is 4 percent.

    A second clause of the sentence need not share it.
    """
    if read.rule not in _OF_SUBJECT | {"choose_pronoun"} or node.figure.unit == RANK or node.is_count:
        return ""
    tree = node.tree
    if tree.words[0] != "among":
        return ""
    comma = next((place for place in range(1, min(node.own)) if tree.words[place] == ","), 0)
    if not 0 < comma <= _LONGEST_FRONT or ";" in tree.words[: min(node.own)]:
        return ""
    if not any(node.is_noun(place) for place in range(1, comma)):
        return ""
    is_next = tree.words[comma + 1 : comma + 2] not in (["and"], ["who"], ["which"], ["but"])
    between = tree.words[comma + 1 : min(node.own)]
    is_alone = not {",", "while", "but", "whereas"} & {*between} and "," not in between
    return node.text_of(range(comma)).replace("Among", "among", 1) if is_next and is_alone else ""


def scope_of_things(node: Node, things: int, name: str) -> str:
    """Return from or to whom, or where, something was done with things: boats sold | to Norway |, or ""."""
    place = node.words_of(things)[-1] + 1
    if node.tree.words[place : place + 2] in _PLACES and place + 1 not in node.blocked:
        return node.text_of(range(place, place + 2))
    return _scope_at(node, node.words_of(things)[-1] + 1, name, _SCOPES | _DIRECTIONS)


def _scope_at(node: Node, place: int, name: str, prepositions: Collection[str]) -> str:
    """Return a phrase at a place that restricts a name, "" for none and for what is a measure."""
    tree = node.tree
    preposition, scope = _restriction_at(node, place)
    if preposition not in prepositions:
        return ""
    noun, words = tree.heads[place], load_words()
    is_named = tree.tags[noun] in (*_MANY, *_NAMES) or tree.words[noun] in load_tree_words().scopes
    is_measure = tree.words[noun] in words.measure_nouns | words.generic | _VIEWS
    is_told = tree.words[noun] in name.lower().split()
    behind = node.words_of(noun)[-1] + 1
    is_whole = len(scope.split()) <= _LONGEST_SCOPE and tree.words[behind : behind + 1] != ["of"]
    is_restricted = "".join(tree.tags[behind : behind + 1]) in ("VBN", "WDT", "WP", "VBG")
    is_whole = is_whole and not (preposition == "for" and is_restricted)
    if is_named and is_whole and not is_measure and not is_told:
        return scope
    return ""
