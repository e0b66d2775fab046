"""Rules for shares: a percentage of a whole, and who has it.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import (
    climb,
    is_lost,
    owner_phrase,
    part_at_target,
    participle_of,
    plain_phrase,
    subject_phrase,
    whole_phrase,
    with_predicate,
)
from flows.annotation.figures.parsed.rules.shares import (
    are_surveyed,
    purpose_behind,
    whole_of_those,
)
from flows.annotation.figures.parsed.rules.sums import complement_of_deed
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, TIMES, load_units

_PASSING = frozenset(("pass", "passed", "passes", "cross", "crossed", "crosses", "broke", "breached"))
_SUPPLYING = ("meet", "meets", "met", "cover", "covers", "covered", "satisfy", "satisfies", "satisfied")
_SPENDING = frozenset(("spend", "spends", "spent", "spending", "use", "used", "devote", "devotes", "devoted"))
_BACKING = frozenset(("guarantee", "guarantees", "guaranteed"))
_FURTHER = ("further", "another", "additional")
_ARTICLES = ("a", "an", "the", "its", "their", "this", "that", "of", "no")
_POINTERS = ("that", "this", "it", "which", "whom", "them", "these", "those")
_HELPING = frozenset(("had", "has", "have", "been", "was", "were", "is", "are", "be"))
_BEFORE_AIM = ("NN", "JJ", "VBG", "VBN", "HYPH")


def choose_part_subject(node: Node) -> tuple[str, str] | None:
    """Take the whole and what is stated of its part, if the part is the subject.

    Examples
    --------
    About 60 percent of the rare earths are mined in China. → rare earths are mined in China
    A survey of 312 firms found that 44 percent had lost orders. → firms had lost orders
    One in six teachers had left the profession. → teachers had left the profession
    """
    is_scaled = node.figure.is_scaled and not node.figure.unit  # 55 million of the poor
    if not (is_scaled or node.figure.unit == PERCENT) or node.relation != "nsubj" or node.is_count:
        return None
    whole = node.part_of(node.head, "of")
    if whole is None:
        whole = _noun_of_one_in_many(node)
    if whole is None:
        return _part_of_counted(node)
    said = with_predicate(node, whole)
    pointer, _, rest = said.partition(" ")
    if rest and pointer.lower() in _POINTERS:  # 6,240 employees, 58 percent of whom work in engineering
        counted = node.phrase(node.before.head) if node.before and node.before.is_count else ""
        return f"{counted} {rest}".strip(), ""
    return said, ""


def _noun_of_one_in_many(node: Node) -> int | None:
    """Return the noun right behind a part in words: one in six | teachers; None without one."""
    tree, last = node.tree, max(node.own)
    noun = tree.heads[last]
    is_many = "in" in tree.words[min(node.own) : last] and tree.relation(last) == "nummod"
    return noun if is_many and noun > last and node.is_noun(noun) and noun not in node.blocked else None


def _part_of_counted(node: Node) -> tuple[str, str] | None:
    """Return what is stated of a share of the things that the figure before counts.

    Of 412 bakers 38 percent had raised prices, and a further 21 percent were considering it.
    """
    tree, words, before = node.tree, load_tree_words(), node.before
    verb, mark = node.governor, min(node.own) - 1
    if tree.words[mark] in _FURTHER and before is not None and before.figure.unit == PERCENT:
        return _part_of_counted_of(node, before.before)
    item = tree.child(verb, "obj")
    is_measuring = tree.words[verb] in words.changing | words.reaching | words.accounting
    is_measuring &= item is None or item in node.blocked
    if before is None or not before.is_count or is_measuring or not tree.tags[verb].startswith("VB"):
        return None
    if node.figure.unit == PERCENT and are_surveyed(before, mark):
        said = with_predicate(node, node.head).removeprefix(node.phrase(node.head)).strip()
        return f"{plain_phrase(before)} {said}", ""
    if node.figure.unit != PERCENT or tree.words[mark] != "that":
        return None
    return with_predicate(node, before.head), ""


def _part_of_counted_of(node: Node, counted: Node | None) -> tuple[str, str] | None:
    """Take what is stated of a further part of what was counted.

    The city has 40 ferries, 60 percent of them new, and another 20 percent run on batteries. → ferries run on
    batteries
    """
    if counted is None or not counted.is_count or not node.tree.tags[node.governor].startswith("VB"):
        return None
    return with_predicate(node, counted.head), ""


def choose_part_after_of_which(node: Node) -> tuple[str, str] | None:
    """Take what is stated of a part of what was counted before.

    Examples
    --------
    The fund has 344 billion yuan, of which 138 billion yuan came from banks. → (the one before)
    The city raised 20 billion yuan, of which 12 billion yuan was spent on chips. → spent on chips
    """
    tree = node.tree
    first = min(node.own)
    is_sum = node.figure.unit in load_units().currencies and node.before is not None
    while is_sum and first > 2 and tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    if is_sum and tree.words[max(0, first - 2) : first] == ["of", "which"]:
        return _done_with(node), ""
    if node.figure.unit != PERCENT or node.relation != "nsubj":
        return None
    verb = node.governor
    if node.before and node.before.is_count and "which" in tree.words[max(0, first - 4) : first]:
        return with_predicate(node, node.before.head), ""
    relative = next(
        (child for child in tree.children(verb, "nmod", "obl") if tree.words[child] == "which"), None
    )
    relative = relative if relative is not None else node.part_of(node.head, "of")
    if tree.relations[verb].startswith("acl") and node.is_noun(tree.heads[verb]):
        whole = node.phrase(tree.heads[verb])
    elif relative is None and tree.relation(verb) == "conj":
        earlier = tree.child(tree.heads[verb], "nsubj")
        part = earlier is not None and node.part_of(earlier, "of")
        whole = node.phrase(part) if part else ""
    else:
        return None
    said = with_predicate(node, node.head)
    said = said.removeprefix(node.phrase(node.head)).strip()
    if whole:
        return (f"{whole} {said}".strip(), "")
    return None


def _done_with(node: Node) -> str:
    """Return what was done with a sum if it is the subject of a passive verb: spent on chips; or else ""."""
    tree, verb = node.tree, node.governor
    if node.relation != "nsubj" or tree.tags[verb] != "VBN" or tree.child(verb, "aux:pass") is None:
        return ""
    said = with_predicate(node, node.head).removeprefix(node.phrase(node.head))
    return " ".join(word for word in said.split() if word not in _HELPING)


def choose_held_by(node: Node) -> tuple[str, str] | None:
    """Take who holds the part, after "by".

    Examples
    --------
    The venture is owned 51 percent by the province and 49 percent by the carmaker. → owned by carmaker
    """
    tree, place = node.tree, max(node.own) + 1
    if node.figure.unit != PERCENT or tree.words[place : place + 1] != ["by"]:
        return None
    verbs = [index for index in range(min(node.own)) if tree.words[index] in ("owned", "held", "controlled")]
    holder, before = tree.heads[place], node.before
    goes_on = before is not None and tree.words[max(before.own) + 1] == "by"
    if (
        not verbs
        or not (goes_on or verbs[-1] in tree.above(node.head))
        or holder < place
        or not node.is_noun(holder)
        or holder in node.blocked
    ):
        return None
    subject = tree.child(verbs[0], "nsubj:pass", "nsubj")
    owned = node.phrase(subject) if subject is not None and node.is_noun(subject) else ""
    return f"{tree.words[verbs[0]]} by {node.phrase(holder)}", owned


def choose_holding(node: Node) -> tuple[str, str] | None:
    """Take the whole of which somebody has a share.

    Examples
    --------
    The state owned 51 percent of the shipbuilder. → share of shipbuilder
    The city spent 12 percent of its budget on schools. → share of budget spent on schools
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, _ = climb(node)
    if node.figure.unit != PERCENT or relation != "obj" or not tree.tags[governor].startswith("VB"):
        return None
    if is_lost(node):
        return None
    whole = whole_phrase(node)
    is_backed = tree.words[governor] in _BACKING
    if (
        tree.words[governor] in words.reaching | words.changing | words.ensuring | words.urging
        and not is_backed
    ):
        return None
    subject = subject_phrase(node, governor)
    if not whole and node.before is not None and _repeats_verb(node.before, governor):
        whole = whole_phrase(node.before)  # funds hold 12 percent of bonds, and banks hold 61 percent
    if not whole:
        is_held = tree.words[governor] in words.holding and subject
        if is_held:
            return (tree.words[governor], subject)
        return None
    if whole.partition(" ")[0].lower() in _POINTERS and node.before is not None and node.before.is_count:
        return f"share of {node.phrase(node.before.head)}", subject
    if tree.words[governor] in words.holding:
        return f"share of {whole}", subject
    if tree.words[governor] in _SUPPLYING:
        return _share_named(node, governor, whole)
    doing = participle_of(tree.words[governor], tree.tags[governor])
    whole, sign, target = part_at_target(whole)
    said = complement_of_deed(node, governor, doing) or doing
    if said == doing and (spent_on := _spent_on(node, whole)):
        said = f"{doing} {spent_on}"
    if target:
        said = f"{doing} {sign} {target}"
    if said.startswith(f"{doing} at ") and not said.endswith(" home"):
        said = doing  # 60 percent of the principal at an annual rate of 2 percent
    return f"share of {whole} {said}", subject


def _spent_on(node: Node, whole: str) -> str:
    """Return what a part goes to, right behind its whole: spent 30 percent of income | on rent |, or ""."""
    tree = node.tree
    if tree.words[node.governor] not in _SPENDING:
        return ""
    start = tree.text.find(whole, tree.ends[max(node.own)])
    place = tree.word_at(start + len(whole) - 1) + 1 if start >= 0 else 0
    if not place or tree.words[place : place + 1] not in (["on"], ["to"], ["into"]):
        return ""
    end = node.run_of(place + 1, ("NN", "JJ")).stop
    return node.text_of(range(place, end)) if end > place + 1 and node.is_noun(end - 1) else ""


def _share_named(node: Node, verb: int, whole: str) -> tuple[str, str]:
    """Return a share with the common noun that has it: output meets 3 percent of demand."""
    subject = node.subject_of(verb)
    if subject is None or not node.is_noun(subject) or subject in node.blocked:
        return f"share of {whole}", ""
    name = subject_phrase(node, verb)
    if node.tree.tags[subject] in ("NNP", "NNPS"):
        return f"share of {whole}", name
    return f"{node.phrase(subject)} (share of {whole})", name


def _repeats_verb(before: Node, verb: int) -> bool:
    """Return whether a verb repeats that of the figure before, in another clause."""
    other = before.verb()
    return other != verb and before.tree.words[other] == before.tree.words[verb]


def choose_share_noun(node: Node) -> tuple[str, str] | None:
    """Take the noun after a figure that measures it: a stake, a rate, an increase.

    Examples
    --------
    The fund holds a 17.5 percent stake in the foundry. → stake in the foundry
    The local share reached 17 percent, far below the 70% target. → local share
    """
    tree, words = node.tree, load_tree_words()
    above = node.governor
    is_in_front = (
        node.relation in ("compound", "nummod", "amod", "nmod", "dep", "advmod") and above > node.head
    )
    above = _last_of_compound(node, above)
    is_free = node.is_noun(above) and above not in node.blocked and tree.words[above] not in words.times
    if node.is_count or not is_in_front or not is_free:
        return None
    if tree.words[above] in words.marks and tree.words[tree.heads[above]] in _PASSING:
        passed = subject_phrase(node, tree.heads[above])  # passed the 1 trillion yuan mark
        return (passed, "") if passed else None
    between = range(max(node.own) + 1, above)
    if "against" in tree.words[between.start : above]:
        return None  # made 72 tons, against a demand of 185
    if "to" in tree.words[between.start : above] and not node.blocked.isdisjoint(between):
        return None  # jumped 64 percent to 8 million units
    if tree.words[max(node.own) + 1 : above][:1] == ["and"] and max(node.own) + 2 not in node.blocked:
        return None  # wants revenue to grow 15 percent and capital spending to fall
    if tree.words[above] in load_units().english:
        return None  # 100 trillion yuan Renminbi
    if tree.words[above] in words.aims and set(tree.children(above, "compound", "amod")) <= {*node.own}:
        return _phrase_of_aim(node, above), ""
    if tree.words[above] in words.changes:
        part = node.part_of(above, "in", "of")
        if part is not None and tree.words[part] in words.adverbial:
            part = None  # an 82 percent increase in comparison to 2022
        if part is not None and tree.words[part] in words.times:  # a 13 percent drop in the first half
            return subject_phrase(node, node.verb()), ""
        if part is None and node.before is not None and tree.child(above, "compound", "amod") is None:
            return "", ""  # sales of 3 billion, a 14 percent increase
        if part is not None:
            return (node.phrase(part), "")
        return None
    if node.figure.unit == TIMES and tree.words[above] in words.bases and not _counts_things(node, above):
        before = "" if node.before is not None else subject_phrase(node, node.verb())
        return before, ""  # 3 billion, 3.5 times the 2019 figure; sales are double the total of 2016
    return node.phrase(above), owner_phrase(node, above)


def _last_of_compound(node: Node, noun: int) -> int:
    """Return the noun that the next one completes: the preference of "a 20 percent price preference"."""
    tree, words = node.tree, load_tree_words()
    above = tree.heads[noun]
    is_next = tree.relation(noun) == "compound" and above == noun + 1 and above not in node.blocked
    if not is_next or not node.is_noun(above) or tree.words[above] in words.changes | words.aims:
        return noun
    return above


def _counts_things(node: Node, base: int) -> bool:
    """Return whether a number or total is of things, not of a time: 3 times the number of hospitals."""
    part = node.part_of(base, "of")
    if part is None:
        return False
    word = node.tree.words[part]
    return word not in load_tree_words().times and not word.isdigit()


def _phrase_of_aim(node: Node, aim: int) -> str:
    """Return what a target is for: its own phrase, or else the subject of the clause."""
    part = node.part_of(aim, "for", "of")
    word = "" if part is None else node.tree.words[part]
    if part is None or word in load_tree_words().times or word.isdigit():
        return subject_phrase(node, node.verb())
    return node.phrase(part)


def choose_aimed(node: Node) -> tuple[str, str] | None:
    """Take what a target is for if both follow the figure.

    Examples
    --------
    The ministry set a 40 percent domestic content target. → domestic content target
    """
    tree, words = node.tree, load_tree_words()
    first, last = min(node.own), max(node.own)
    if node.is_count or first < 1 or tree.words[first - 1] not in _ARTICLES:
        return None
    places = range(last + 1, len(tree.words))
    end = next((place for place in places if not tree.tags[place].startswith(_BEFORE_AIM)), len(tree.words))
    end = next((place for place in range(last + 1, end) if tree.words[place] in words.aims), 0)
    if end < last + 2:
        return None
    name = node.text_of(range(last + 1, end + 1)).lstrip("- ")
    return name, subject_phrase(node, node.verb())


def choose_compared(node: Node) -> tuple[str, str] | None:
    """Take what is more or less by a percentage.

    Examples
    --------
    The chips consume 30 percent less power than the old ones. → power
    """
    tree = node.tree
    above = node.governor
    if node.figure.unit not in (PERCENT, TIMES) or tree.tags[above] not in ("JJR", "RBR"):
        return None
    noun = tree.heads[above]
    if above < node.head or not node.is_noun(noun) or noun in node.blocked or tree.relation(above) == "nsubj":
        return None
    phrase = node.phrase(noun).partition(" than ")[0]
    return phrase.removeprefix(f"{tree.words[above]} "), ""


def choose_part(node: Node) -> tuple[str, str] | None:
    """Take the whole of which a percentage is a part.

    Examples
    --------
    Tianqi paid a high price for nearly a quarter of SQM. → share of SQM
    """
    tree = node.tree
    first = min(node.own)
    is_accounted = any(word.startswith("account") for word in tree.words[max(0, first - 5) : first])
    if node.figure.unit != PERCENT or is_accounted:
        return None
    for child in tree.children(node.head, "nmod", "obl"):
        if "of" in tree.cases(child) and tree.words[child] in (
            "it",
            "them",
            "these",
            "those",
            "which",
            "whom",
        ):
            if node.before and node.before.is_count:
                return (f"{node.phrase(node.before.head)} {purpose_behind(node, child)}".strip(), "")
            return ("", "")
    whole = whole_of_those(node) or whole_phrase(node)
    if not whole:
        return None
    return f"share of {whole}", "" if node.relation == "nsubj" else subject_phrase(node, node.verb())
