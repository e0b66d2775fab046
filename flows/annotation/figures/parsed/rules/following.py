"""Rules for figures that go on with another figure: the next of a list, a part, or a value it came to.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    is_bare_owner,
    part_at_target,
    participle_of,
    subject_phrase,
    whole_phrase,
    with_predicate,
)
from flows.annotation.figures.parsed.rules.accounts import account_in_gap
from flows.annotation.figures.parsed.rules.owners import OWNED
from flows.annotation.figures.parsed.rules.sums import is_made_up
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, RANK, TIMES, load_units
from flows.annotation.figures.words_en import load_words

_PREPOSITIONS = frozenset(("in", "for", "at", "among", "on", "by"))
_PARTS = frozenset(("them", "these", "those", "it", "which", "whom"))
_FINITE = ("VB", "VBD", "VBP", "VBZ", "MD")
_LEAST_PART = 10
_LONGEST_WHOLE = 14  # words between two shares
_CONTRASTING = frozenset(("from", "by", "in", "for", "at", "on", "among", "through"))
_COUNTED = (["NN"], ["NNS"], ["JJ"], ["NNP"])
_ARTICLES = ("the", "its", "their", "all")
_LEADING = (["on"], ["for"], ["into"], ["to"])
_REST = (["the", "remaining"], ["the", "other"])
_JOINTS = ("and", ",", "but", "while", "whereas")
_IN_NAMES = ("NN", "JJ", "POS", "HYPH", "DT")
_VERBAL = ("VB", "MD", "TO")


def choose_parallel(node: Node) -> tuple[str, str] | None:
    """Continue the figure in the same list if each applies to a different part.

    Examples
    --------
    The rate came to 95 percent in cities and 85 percent in county towns. → (the one before)
    """
    tree, before = node.tree, node.before
    if before is None or node.is_count or node.figure.unit not in ("", PERCENT):
        return None
    if _are_compared(before, node):
        return "", ""
    is_count = not node.figure.unit and before.is_count and node.figure.value >= _LEAST_PART
    is_alike = is_count or bool(node.figure.unit and node.figure.unit == before.figure.unit)
    end = max(*before.own, before.head)
    between = tree.words[end + 1 : min(node.own)]
    behind = tree.words[max(node.own) + 1 : max(node.own) + 2]
    if not is_alike or not between or behind != between[:1] or between[0] not in _PREPOSITIONS:
        return None
    joints = [place for place, word in enumerate(between) if word in ("and", ",", "but")]
    is_joined = bool(joints) and len(between) - joints[-1] <= 3
    has_verb = any(tag.startswith(("VB", "MD")) for tag in tree.tags[end + 1 : min(node.own)])
    if not is_joined or has_verb or tree.words[node.verb()] in load_tree_words().holding:
        return None
    return "", ""


def choose_next_at(node: Node) -> tuple[str, str] | None:
    """Take the next name of a list in which each stands before "at" and its figure.

    Examples
    --------
    Budgets rose, with the navy at $778 million and the army at $252 million. → army
    """
    tree, before, place = node.tree, node.before, min(node.own) - 1
    if before is None or node.figure.unit != before.figure.unit or tree.words[place] != "at":
        return None
    if tree.words[min(before.own) - 1] != "at":
        return None
    start = place
    while start and _is_in_name(node, start - 1):
        start -= 1
    if start == place or tree.words[start - 1] not in _JOINTS or start - 1 > max(before.own) + 2:
        return None
    return node.text_of(range(start + (tree.tags[start] == "DT"), place)), ""


def choose_gapped_clause(node: Node) -> tuple[str, str] | None:
    """Take the noun before a figure whose verb is that of the clause before.

    Examples
    --------
    Rents rose 7 percent and house prices 11 percent. → house prices
    """
    tree, before = node.tree, node.before
    if before is None or node.is_count or before.is_count or node.figure.unit != before.figure.unit:
        return None
    first, end = min(node.own), max(node.own) + 1
    while first and tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    if tree.words[first - 2 : first] in _REST:
        first -= 2  # cheap land the remaining 47 percent
    if tree.words[first - 1] in ("by", "at", "for") and tree.words[first - 1] in before.cases:
        first -= 1  # imports fell by 3 percent and exports by 2 percent
    start = first
    while start and _is_in_name(node, start - 1):
        start -= 1
    is_joined = tree.words[start - 1] in _JOINTS and start > max(before.own) + 1
    is_named = first > 1 and (node.is_noun(first - 1) or tree.tags[first - 1] in ("POS", "JJ"))
    if not is_joined or start == first or not is_named:
        return None
    if any(tag.startswith(_VERBAL) for tag in tree.tags[max(before.own) + 1 : start]):
        return None
    if tree.tags[end : end + 1] and (tree.words[end] == "of" or tree.tags[end].startswith(_IN_NAMES)):
        return None
    words = load_tree_words()
    if not words.changing.isdisjoint(tree.words[start:first]):
        return None
    if tree.words[first - 1] in words.times | words.amounts | words.changes | words.pointers:
        return None
    while before.before is not None and choose_gapped_clause(before) is not None:
        before = before.before
    return _name_gapped(node, before, range(start, first))


def _is_in_name(node: Node, place: int) -> bool:
    """Return whether a word may be in the name of a gapped clause: manufacturing output."""
    tag, word = node.tree.tags[place], node.tree.words[place]
    is_nominal = tag.startswith(_IN_NAMES) or word in load_words().nouns_in_ing
    is_nominal = is_nominal or node.tree.words[place + 1 : place + 2] == ["-"]  # below-market loans
    return is_nominal and place not in node.blocked


def _name_gapped(node: Node, before: Node, own: range) -> tuple[str, str] | None:
    """Return what a figure in a clause without a verb measures, by the verb of the clause before."""
    if (accounted := account_in_gap(node)) is not None:
        return accounted
    words, place = load_tree_words(), before.verb()
    verb = node.tree.words[place]
    if node.tree.tags[own[-1]] == "POS":  # Hebei's GDP grew 4 percent, Shanxi's 5 percent
        subject = node.subject_of(place)
        is_measure = subject is not None and node.is_noun(subject) and subject not in node.blocked
        if subject is None or not is_measure or is_bare_owner(node, subject):
            return None
        whole = whole_phrase(before) if verb in words.accounting | words.holding else ""
        measure = f"share of {whole}" if whole else OWNED.sub("", node.phrase(subject))
        return measure, node.text_of(own[:-1])
    name = node.text_of(own[own[0] in node.blocked or node.tree.tags[own[0]] == "DT" :])
    whole = whole_phrase(before)
    if whole and node.figure.unit == PERCENT and verb in words.accounting | words.holding:
        return f"share of {whole}", name
    is_share = bool(whole) and node.figure.unit == PERCENT
    if is_share and node.tree.tags[place] in _FINITE and verb not in words.reaching | words.changing:
        owned, sign, target = part_at_target(whole)
        doing = participle_of(verb, node.tree.tags[place])
        return " ".join(filter(None, ("share of", owned, doing, sign, target))), name
    if is_made_up(before, place):
        return name, ""  # coal accounted for $14 million and oil for $5 million
    is_part = node.figure.unit == PERCENT and "which" in node.tree.words[: min(before.own)]
    if verb in words.accounting and ("for" in before.cases or is_part):
        return (name if node.figure.unit == PERCENT else f"{name} {verb}"), name
    if (complement := _complement(node)) and node.figure.unit in load_units().currencies:
        return f"{verb} {complement}", name
    if verb not in words.changing:
        return None
    return name, ""


def _complement(node: Node) -> str:
    """Return what a sum without a verb is for, right after it: 3 billion yuan | on batteries."""
    tree, first = node.tree, max(node.own) + 1
    last = first
    while last + 1 < len(tree.words) and tree.tags[last + 1].startswith(("NN", "JJ")):
        last += 1
        if last in node.blocked:
            return ""
    is_led_to = tree.words[first : first + 1] in _LEADING and last > first
    return node.text_of(range(first, last + 1)) if is_led_to and node.is_noun(last) else ""


def _are_compared(before: Node, node: Node) -> bool:
    """Return whether two figures compare one thing twice: 8 percent lower in 2012 but 45 percent higher."""
    tree, ends = node.tree, (max(before.own) + 1, max(node.own) + 1)
    is_compared = all(tree.tags[end : end + 1] in (["JJR"], ["RBR"]) for end in ends)
    between = tree.words[ends[0] : min(node.own)]
    is_compared = is_compared and not any(tree.tags[end + 1 : end + 2] in _COUNTED for end in ends)
    return is_compared and len(between) <= _LONGEST_WHOLE and between[-1:] in (["but"], ["and"])


def choose_contrasted(node: Node) -> tuple[str, str] | None:
    """Take the whole with the part of it by which two shares differ.

    Examples
    --------
    It has 10 percent of lithium from mining and 40 percent from refining. → share of lithium from refining
    """
    if node.figure.unit != PERCENT or node.is_count:
        return None
    tree, end = node.tree, max(node.own) + 1
    holder = node
    if contrast := _whole_between(node, node.before, end):
        whole, place = contrast
        holder = node.before or node
    elif tree.words[end : end + 1] == ["of"] and (place := _start_of_contrast(node)):
        whole = node.text_of(range(end + 1 + (tree.words[end + 1] in _ARTICLES), place))
    else:
        return None
    item = next((index for index in range(place + 1, len(tree.words)) if _ends_phrase(node, index)), 0)
    if not item:
        return None
    return f"share of {whole} {node.text_of(range(place, item + 1))}", subject_phrase(holder, holder.verb())


def _whole_between(node: Node, before: Node | None, end: int) -> tuple[str, int] | None:
    """Return the whole of the share before, and where this share's part begins, or None."""
    tree = node.tree
    if before is None or before.figure.unit != PERCENT or tree.words[end : end + 1] == ["of"]:
        return None
    start = max(before.own) + 1
    place = _start_of_contrast(before)
    if not place or start + 1 >= place or tree.words[place] != "".join(tree.words[end : end + 1]):
        return None
    return node.text_of(range(start + 1 + (tree.words[start + 1] in _ARTICLES), place)), end


def _start_of_contrast(node: Node) -> int:
    """Return where "from mining" begins in "10 percent of tin from mining and 40 percent from refining"."""
    tree, start = node.tree, max(node.own) + 1
    number = next((index for index in range(start, len(tree.words)) if index in node.blocked), 0)
    if tree.words[start : start + 1] != ["of"] or number - start > _LONGEST_WHOLE or number <= start:
        return 0
    end = number
    while end in node.blocked:
        end += 1
    preposition = "".join(tree.words[end : end + 1])
    between = tree.words[start:number]
    if preposition not in _CONTRASTING or preposition not in between or not {"and", "but"} & set(between):
        return 0
    if any(tag.startswith(("VBD", "VBZ", "VBP", "MD")) for tag in tree.tags[start:number]):
        return 0
    return start + len(between) - 1 - between[::-1].index(preposition)


def _ends_phrase(node: Node, index: int) -> bool:
    """Return whether a noun or gerund is the last word of its phrase."""
    tree = node.tree
    if index in node.blocked or not (node.is_noun(index) or tree.tags[index] == "VBG"):
        return False
    return index + 1 == len(tree.words) or not tree.tags[index + 1].startswith(("NN", "JJ", "VBG", "HYPH"))


def choose_part_of_them(node: Node) -> tuple[str, str] | None:
    """Continue the figure before if this one is a part of it.

    Examples
    --------
    The province has 40,000 charging points, 12,000 of them in its capital. → (the one before)
    We met 64 managers, 37 of whom had worked abroad. → managers had worked abroad
    """
    tree = node.tree
    place = max(node.own) + 1
    following = tree.words[place : place + 2]
    is_part = len(following) == 2 and following[0] == "of" and following[1] in _PARTS
    if not is_part or node.before is None or node.is_count or node.figure.unit in (PERCENT, RANK, TIMES):
        return None
    is_large = bool(node.figure.unit) or node.figure.value >= _LEAST_PART
    if not is_large or (node.figure.unit and node.figure.unit != node.before.figure.unit):
        return None
    is_told = tree.words[place + 2 : place + 3] in (["are"], ["were"])
    if node.relation == "nsubj" and node.before.is_count and (node.before.relation != "nsubj" or is_told):
        return with_predicate(node, node.before.head), ""
    return "", ""


def choose_gapped(node: Node) -> tuple[str, str] | None:
    """Take what the number before counts, for another such number at another date.

    Examples
    --------
    The province wants 20 pilot lines by 2025 and 50 by 2028. → pilot lines
    """
    tree, first, place = node.tree, min(node.own), max(node.own) + 1
    if node.before is None or node.figure.unit or node.is_count or node.figure.value < _LEAST_PART:
        return None
    is_joined = first > 2 and tree.words[first - 1] in ("and", ",") and first - 2 in node.blocked
    is_dated = tree.tags[place : place + 1] == ["IN"] and place + 1 in node.blocked
    if not (is_joined and is_dated) or first - 2 in node.before.own:
        return None
    return (node.phrase(node.before.head) if node.before.is_count else ""), ""


def choose_part_of_sum(node: Node) -> tuple[str, str] | None:
    """Take what was done with a part of the sum before.

    Examples
    --------
    Of the RMB 90 billion raised, about a quarter was spent on memory chips. → spent on memory chips
    """
    before = node.before
    is_subject = node.figure.unit == PERCENT and node.relation == "nsubj"
    if not is_subject or before is None or before.figure.unit not in load_units().currencies:
        return None
    if node.tree.words[:1] != ["of"] or node.part_of(node.head, "of") is not None:
        return None
    said = with_predicate(node, node.head).removeprefix(node.phrase(node.head)).strip()
    said = said.removeprefix("was ").removeprefix("were ")
    if not said:
        return None
    return said, ""


def _end_of_owner(node: Node, first: int) -> int:
    """Return the place after "the park's" beginning at `first`, 0 if no owner is there."""
    words = node.tree.words
    marks = (place for place in range(first, min(first + 5, len(words))) if words[place] in ("'s", "’s"))
    return next(marks, -1) + 1


def choose_some_of_many(node: Node) -> tuple[str, str] | None:
    """Take what a number is a part of, which is counted right after it.

    Examples
    --------
    By 2021 the ministry had completed 46 of the 60 tasks. → tasks completed
    """
    tree, place = node.tree, max(node.own) + 1
    if node.figure.unit or node.is_count or tree.words[place : place + 1] != ["of"]:
        return None
    number = place + 2
    if tree.words[place + 1 : number] not in (["the"], ["its"], ["their"]):
        number = place + 1  # 22 of 31 provinces
    if (owner := _end_of_owner(node, number)) and owner in node.blocked:
        number = owner  # 200 of the park's 1,400 tenants
    is_whole = number in node.blocked and tree.words[number][:1].isdigit()
    item = next((index for index in range(number, len(tree.words)) if index not in node.blocked), 0)
    while is_whole and tree.tags[item] in ("JJ", "NN", "HYPH", "NNP") and node.is_noun(tree.heads[item]):
        if tree.heads[item] <= item:
            break
        item = tree.heads[item]
    if not is_whole or not node.is_noun(item):
        return None
    if node.relation == "nsubj":
        return with_predicate(node, item), ""
    has_subject = node.relation != "nsubj" and "in" not in node.cases  # in 9 of 14 sectors, imports fell
    return node.phrase(item), subject_phrase(node, node.verb()) if has_subject else ""
