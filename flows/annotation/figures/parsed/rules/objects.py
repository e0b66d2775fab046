"""Rules for values to or by which somebody changes something.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import climb, subject_phrase, whole_phrase
from flows.annotation.figures.parsed.rules.nouns import INDEX_POINTS
from flows.annotation.figures.parsed.rules.subjects import POINTING
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT

# Verbs that move their object to a value: taking their share to 57 percent.
_MOVING = frozenset(
    (
        *("take", "takes", "took", "taken", "taking", "bring", "brings", "brought", "bringing"),
        *("push", "pushes", "pushed", "pushing", "drive", "drives", "drove", "driving"),
    )
)
_MOVED_TO = (("to",), ("below",), ("above",), ("under",), ("over",))
_ESTIMATING = frozenset(("put", "puts"))  # the report puts total aid at: the report does not give it
# Prepositions between an object and its level, and tags of the words between.
_OF_OBJECTS = frozenset(("for", "of", "in", "on", "between", "among"))
_IN_COMPLEMENT = ("IN", "DT", "NN", "JJ", "PRP$", "POS", "HYPH", "CC")
_LONGEST_COMPLEMENT = 8  # words
_POINTERS = ("it", "them")
_POINTING_WHOLES = ("all", "it", "them", "this", "that", "total", "the total")
_LEVELS = frozenset(("at", "to", "below", "above", "under", "over"))


def choose_changed_object(node: Node) -> tuple[str, str] | None:
    """Take the object of a verb of change.

    Examples
    --------
    Shenzhen aims to raise chip design revenue to RMB 260 billion. → chip design revenue
    The city wants to bring losses in its pipes below 8.5 percent. → losses in its pipes
    They plan to raise sales of e-bikes to 20 percent of all sales. → sales of e-bikes (share of sales)
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    if cases == ("with",):
        return None  # expanded its scheme with 100 million yuan
    is_moved = tree.words[governor] in _MOVING and cases[:1] in _MOVED_TO and bool(node.figure.unit)
    is_changed = is_moved or tree.words[governor] in words.changing
    if not is_changed or relation not in ("obl", "obj", "advmod", "nmod"):
        return None
    if tree.relation(governor) == "xcomp" and (wanted := node.relative_noun(governor)) is not None:
        is_seen = tree.words[tree.heads[governor]] in words.ensuring  # a ratio that analysts see rising
        return node.phrase(wanted), "" if is_seen else subject_phrase(node, governor)
    item = tree.child(governor, "obj")
    if item is not None and tree.words[item] in _POINTERS and {"to", "by", *_LEVELS} & set(cases):
        return tree.words[item], subject_phrase(node, governor)  # cut them by 40 percent
    if item is None and (spending := _gerund_after(node, governor)):
        return spending, subject_phrase(node, governor)
    if item is None or item == node.head or item in node.blocked or not node.is_noun(item):
        return None
    if tree.words[item] == INDEX_POINTS or (item > node.head and tree.words[item] in words.changes):
        return None  # surged to 35 percent, a significant increase; fell 6 points to 18 percent
    if tree.child(governor, "aux:pass") is not None:
        return None  # what will be raised is the subject
    later = _verb_read_as_noun(node, item)
    if later is not None:  # its phrase begins with the verb
        return node.phrase(later).partition(" ")[2], subject_phrase(node, governor)
    if is_moved and tree.tags[governor] == "VBG":
        return node.phrase(item), ""
    name = _object_up_to_level(node, item)
    is_part = cases == ("to",) and node.figure.unit == PERCENT and tree.words[item] not in words.shares
    if is_part and (whole := whole_phrase(node)) and whole not in _POINTING_WHOLES:
        name = f"{name} (share of {whole})"
    return name, subject_phrase(node, governor)


def _object_up_to_level(node: Node, item: int) -> str:
    """Return an object with what stands between it and its level: cut the wait | for a permit | to 12 days.

    The parser may hang that on the verb.
    """
    tree, words = node.tree, load_tree_words()
    own, end = node.words_of(item), min(node.own)
    places = range(own[-1] + 2, end)
    level = next((place for place in reversed(places) if tree.words[place] in ("to", "by", "from")), 0)
    between = range(own[-1] + 1, level)
    if not between or tree.words[between[0]] not in _OF_OBJECTS or len(between) > _LONGEST_COMPLEMENT:
        return node.phrase(item)
    is_plain = all(tree.tags[place].startswith(_IN_COMPLEMENT) for place in between)
    is_plain = is_plain and node.blocked.isdisjoint(between) and node.is_noun(between[-1])
    is_time = any(tree.words[place] in words.times | words.adverbial for place in between)
    is_name = tree.tags[between[-1]] in ("NNP", "NNPS")
    return node.phrase(item) if is_time or is_name or not is_plain else node.text_of(range(own[0], level))


def _gerund_after(node: Node, verb: int) -> str:
    """Return a noun in -ing that the parser read as a verb: lift spending on basic research to 8 percent."""
    tree, gerund = node.tree, node.tree.child(verb, "xcomp")
    if gerund != verb + 1 or tree.tags[gerund] != "VBG":
        return ""
    levels = (place for place in range(gerund, min(node.own)) if tree.words[place] in ("to", "by", "from"))
    end = max(levels, default=gerund)
    return node.text_of(range(gerund, end))


def _verb_read_as_noun(node: Node, item: int) -> int | None:
    """Return the object of a later verb of change that the parser read as an adjective, or None.

    Example: raise the share to 45 percent and cut energy use by 13 percent.
    """
    tree = node.tree
    for index in range(item + 1, min(node.own)):
        is_verb = tree.words[index] in load_tree_words().changing and tree.words[index - 1] == "and"
        if is_verb and tree.relation(index) == "amod" and node.is_noun(tree.heads[index]):
            return tree.heads[index]
    return None


def choose_fixed_object(node: Node) -> tuple[str, str] | None:
    """Take what somebody caps, sets or keeps at a value.

    Examples
    --------
    The draft would cap foreign ownership at 49 percent. → foreign ownership
    A study puts aid to farms at 2 percent of GDP. → aid to farms (share of GDP)
    """
    tree = node.tree
    verb = node.governor
    if tree.words[verb] not in load_tree_words().fixing or not _LEVELS.intersection(node.cases):
        return None
    whole = whole_phrase(node)
    is_estimate = tree.words[verb] in _ESTIMATING and node.figure.unit == PERCENT
    if node.is_count or (node.part_of(node.head, "of") is not None and not is_estimate):
        return None  # keeps ships at 12 ports
    item = tree.child(verb, "obj")
    if item is None or not verb < item < min(node.own) or item in node.blocked or not node.is_noun(item):
        return None
    if tree.words[item] in POINTING and tree.child(item, "nmod", "compound") is None:
        return ("", "") if node.before is not None else None
    if tree.words[verb] not in _ESTIMATING:
        return node.phrase(item), subject_phrase(node, verb)
    name = node.phrase(item)
    if whole:
        name = f"{name} (share of {whole})"
    return name, ""
