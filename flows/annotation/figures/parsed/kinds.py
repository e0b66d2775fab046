"""Tell a target from an actual value by the verbs above a figure."""

from __future__ import annotations

from typing import NamedTuple

from flows.annotation.figures.parsed.intentions import (
    commits_sum,
    counts_intending,
    describes_doer,
    has_passed_plan,
    is_compared_with_aim,
    is_done_before,
    is_done_by_counted,
    is_intended,
    is_reported,
    is_so_far,
    is_wanted,
    names_only,
    tells_with,
)
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Kind
from flows.annotation.figures.units import PERCENT, load_units
from flows.annotation.parsing import Tree
from flows.text import lazy_pattern

_FINITE = ("VBD", "VBZ", "VBP")
_BEFORE_NOUNS = ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH")
_ARTICLES = ("a", "an", "the")
_COMPARING = ("above", "below", "over", "under", "short", "higher", "lower", "more", "less", "beyond")
_FIXED = ("set", "fixed", "capped", "pegged", "frozen")  # a target held or valued at a sum is not a goal
_DATED, _YEAR = 7, lazy_pattern(r"(?:19|20)\d\d")  # words after a fund in which its founding is dated
# A relative clause about the future, right before a verb: which will cost 4 billion yuan, | employs.
_FUTURE_ASIDE = lazy_pattern(
    r", (?:which|who|whose|where) (?:[^,;]|,(?=\d))*"
    r"\b(?:will|would|should|aims?|plans?|intends?|(?:is|are) to)\b(?:[^,;]|,(?=\d))*, (?:[a-z]+ )?$"
)
# What was reached, against a plan of | 25,000.
_PLANNED = lazy_pattern(
    r"\bagainst (?:a|an|its|the) (?:[a-z]+ )?(?:plan|budget) of (?:about |around )?$"
    r"|\b(?:is|are|remains?) committed to [a-z]+ing [^.;,]{0,80}$"
)
_NOTING = frozenset(("noted", "notes", "observed", "complained", "found", "finds", "pointed"))
# Before the value of now, in an aside.
_CURRENT = lazy_pattern(
    r"(?:,|\() ?(?:now|currently|today|at present)(?: (?:at|about|around|only|just|nearly|over|under))? $"
)
_EFFECTS = frozenset(("effect", "result", "consequence", "impact", "outcome", "upshot", "alternative", "way"))
_GOALS = ("target", "goal", "targets", "goals")
# After the value of a goal that was reached, which is no goal any more.
_ACHIEVED = lazy_pattern(
    r"[^,;.]{0,120}? (?:has|have|had|was|were) (?:been )?(?:[a-z]+ly )?"
    r"(?:achieved|met|reached|fulfilled|attained|reali[sz]ed|accomplished)(?![a-z]| by (?:19|20)\d\d)"
)
_REACHED = frozenset(
    ("achieved", "met", "reached", "fulfilled", "attained", "realized", "realised", "accomplished")
)
_HAVE, _ALREADY = frozenset(("has", "have", "had")), frozenset(("already", "largely", "successfully"))
# Verbs of missing a goal, by themselves or after "failed to" and "not".
_MISSING, _MEETING = (
    ("miss", "missed", "misses", "missing"),
    ("meet", "met", "reach", "reached", "achieve", "hit"),
)
_FAILING = frozenset(("failed", "fails", "fail", "failing", "unable", "not", "never"))
# What a plan does to the values that it lays down: provides for output of, sets output at.
_PLANS = ("plan", "budget")
_LAYING_DOWN = frozenset(("sets", "set", "fixes", "stipulates", "stipulated", "prescribes", "prescribed"))
_PROVIDING = ("provides", "provided")
# Participles before an infinitive: designed to make 4,000 cars, told to cut it by 5 percent.
_COMMISSIONED = frozenset(("designed", "built", "told", "ordered", "instructed", "directed", "scheduled"))
_GUIDED = frozenset(("guided",))
_PLANNED_ADJECTIVES = frozenset(("planned", "proposed", "budgeted"))
_TO_INFINITIVE = 3  # words from "meant" to its infinitive: meant only to
_MOST_VERBS = 6  # verbs above a figure that are checked


class KindFound(NamedTuple):
    """The kind of a figure ("" if the tree does not show it), and whether it is certain.

    `is_illustration` marks a figure of an example, which is not a target.
    """

    kind: Kind
    is_certain: bool
    is_illustration: bool = False


def kind_by_tree(node: Node) -> KindFound:
    """Return the kind shown by the verbs above a figure, the nearest first."""
    tree, words = node.tree, load_tree_words()
    if _is_illustration(node):
        return KindFound("actual", is_certain=True, is_illustration=True)
    if any(is_one(node) for is_one in (is_so_far, _is_current, _is_noted, describes_doer, is_done_before)):
        return KindFound("actual", is_certain=True)
    if _PLANNED.search(node.tree.text[: node.tree.starts[min(node.own)]].lower()):
        return KindFound("target", is_certain=True)
    if _describes_existing(node) or _is_compared_with_plan(node) or counts_intending(node):
        return KindFound("actual", is_certain=True)
    if is_intended(node):
        return KindFound("target", is_certain=True)
    passed = 0
    below = node.head
    for index in (node.head, *tree.above(node.head)):
        word = tree.words[index]
        if word in words.plans and tree.relation(below) == "acl" and _is_purpose(node, below):
            return KindFound("target", is_certain=True)  # a plan to create 1,000 jobs
        below = index
        if is_compared_with_aim(tree, index):
            break  # inflation was below the goal of 3 percent
        if word in words.aims and index != node.head and not tree.tags[index].startswith("VB"):
            is_reached = _is_achieved(node) or _is_reached(tree, index)
            return KindFound("actual" if is_reached else "target", is_certain=True)
        is_verb = tree.tags[index].startswith(("VB", "MD"))
        if not is_verb and tree.child(index, "nsubj", "cop", "aux") is None:
            continue
        passed += 1
        if passed > _MOST_VERBS:
            break
        if is_reported(tree, index) or is_done_by_counted(node, index) or tells_with(tree, index):
            return KindFound("actual", is_certain=True)
        found = None if is_wanted(tree, index) else _read_verb(node, index)
        if found is not None:
            return found
    return KindFound("", is_certain=False)


def _is_achieved(node: Node) -> bool:
    """Return whether a goal was reached: the goal of creating 1,000 jobs has been achieved."""
    return _ACHIEVED.match(node.tree.text[node.tree.ends[max(node.own)] :].lower()) is not None


def _is_reached(tree: Tree, goal: int) -> bool:
    """Return whether somebody reached a goal: the firm has met its goal of creating 1,000 jobs."""
    verb = tree.heads[goal]
    if tree.relation(goal) != "obj" or tree.words[verb] not in _REACHED:
        return False
    helpers = {tree.words[child] for child in tree.children(verb, "aux", "advmod")}
    return tree.tags[verb] == "VBD" or bool(helpers & _HAVE and not helpers - _HAVE - _ALREADY)


def _is_current(node: Node) -> bool:
    """Return whether a value between commas is that of now: the credit, now 10 percent, should rise."""
    return _CURRENT.search(node.tree.text[: node.tree.starts[min(node.own)]].lower()) is not None


def _is_noted(node: Node) -> bool:
    """Return whether somebody noted what is so: some noted that such firms receive 60 percent of it."""
    tree, verb = node.tree, node.verb()
    is_present = tree.tags[verb] in ("VBP", "VBZ") and tree.child(verb, "aux") is None
    return is_present and tree.relation(verb) == "ccomp" and tree.words[tree.heads[verb]] in _NOTING


def _describes_existing(node: Node) -> bool:
    """Return whether a sum is the size of something that exists, whatever the sentence's verb is.

    The third phase, a RMB 344 billion fund, will back toolmakers. A fund of RMB 344 billion, set up in 2024,
    aims at toolmakers.
    """
    tree, words = node.tree, load_tree_words()
    if node.figure.unit not in load_units().currencies:
        return False
    first, last = min(node.own), max(node.own)
    noun = last + 1
    while noun < len(tree.words) and tree.tags[noun] in _BEFORE_NOUNS and noun not in node.blocked:
        noun += 1
    is_attribute = noun > last + 1 and node.is_noun(noun - 1)
    phrase = tree.words[first - 1 : noun]
    if words.aims.intersection(phrase) or words.intentions.intersection(phrase):
        return False
    if _is_to_come(node, node.head, is_active=True):
        return False  # wants a RMB 344 billion fund set up by 2027
    following = tree.words[noun : noun + 2]
    is_parted = following[:1] == [","]
    participle = following[is_parted : is_parted + 1]
    if participle and participle[0] in words.founded and tree.tags[noun + is_parted].startswith("VB"):
        behind = tree.words[noun : noun + _DATED]
        return any(map(_YEAR.fullmatch, behind)) and "by" not in behind
    if any(tag.startswith(("VB", "MD")) for tag in tree.tags[:first]):
        return False  # Parliament voted on Meridian, a 95 billion euro programme
    if words.intentions.intersection(tree.words[:first]):
        return False  # China plans: read as a noun
    is_apposed = first > 2 and tree.words[first - 2] == "," and tree.words[first - 1] in _ARTICLES
    return is_apposed and is_attribute and node.is_noun(first - 3) and first - 3 not in node.blocked


def _is_compared_with_plan(node: Node) -> bool:
    """Return whether a figure is the gap to a plan: 2 percent above the plan, exceeded it by 2 percent."""
    tree, words = node.tree, load_tree_words()
    if has_passed_plan(node):
        return not _is_to_come(node, node.head)
    place = max(node.own) + 1
    if tree.words[place : place + 1] == ["points"]:
        place += 1
    following = tree.words[place : place + 5]
    if _is_to_come(node, node.head):
        return False  # emissions must be 40 percent lower than the goal
    return following[:1] != [] and following[0] in _COMPARING and not words.plan_nouns.isdisjoint(following)


def _is_to_come(node: Node, index: int, *, is_active: bool = False) -> bool:
    """Return whether a verb above a word is about an intention or the future.

    With `is_active`, verbs whose subject contains the word are skipped: the fund will back toolmakers.
    """
    tree, words = node.tree, load_tree_words()
    below = index
    for verb in (index, *tree.above(index)):
        relation = tree.relations[below]
        below = verb
        if verb != index and is_active and relation == "nsubj":
            continue
        helpers = {tree.words[child] for child in tree.children(verb, "aux", "cop", "mark")}
        is_meant = tree.words[verb] in words.intentions and tree.tags[verb].startswith("VB")
        if is_meant or not (words.future | words.possible | {"to"}).isdisjoint(helpers):
            return True
    return False


def _is_purpose(node: Node, index: int) -> bool:
    tree = node.tree
    return "to" in (tree.words[child] for child in tree.children(index, "mark"))


def _is_illustration(node: Node) -> bool:
    tree = node.tree
    first = tree.starts[min(node.own)]
    before = tree.text[:first].lower()
    return any(mark in before for mark in load_tree_words().illustrations)


def _read_verb(node: Node, index: int) -> KindFound | None:
    """Return the kind shown by one verb, None if the verb above it decides."""
    tree, words = node.tree, load_tree_words()
    helpers = [tree.words[child] for child in tree.children(index, "aux", "cop")]
    tags = [tree.tags[child] for child in tree.children(index, "aux", "cop")]
    word, tag = tree.words[index], tree.tags[index]
    is_intention = word in words.intentions and tag.startswith("VB")
    is_intention = is_intention and not (names_only(tree, index) or commits_sum(node, index))
    if word == "meant" and "to" not in tree.words[index + 1 : index + _TO_INFINITIVE]:
        return _read_result(node, index)
    if is_intention and node.figure.unit == PERCENT and _intends(node, index):
        return KindFound("actual", is_certain=True)  # 38 percent planned to cut investment
    if is_intention and index != node.head and not _is_object(node, index):
        is_foreseen = word in ("expected", "forecast", "projected", "expects")
        return KindFound("target", is_certain=not is_foreseen or (helpers in (["is"], ["are"])))
    is_arranged = _is_arranged(node, index) or (index != node.head and _is_commissioned(node, index))
    if _sets_goal(node, index) or _lays_down(node, index) or is_arranged:
        return KindFound("target", is_certain=True)
    subject = tree.child(index, "nsubj:pass", "nsubj")
    is_fixed = word in _FIXED and tree.child(index, "aux:pass") is not None
    if is_fixed and subject is not None and tree.words[subject] in words.aims:
        return KindFound("target", is_certain=True)  # targets were set at 270,000 tons
    if subject is not None and _is_planned(node, index, subject):
        return KindFound("target", is_certain=True)
    if words.future & set(helpers):
        is_reported = tree.relation(index) == "ccomp" and tree.words[tree.heads[index]] in words.reporting
        is_reported = is_reported and "have" not in (*helpers, word)  # would have fallen
        return KindFound("target", is_certain=is_reported or "would" not in helpers)
    if words.possible & set(helpers):
        return KindFound("actual", is_certain=False)
    marks = [tree.words[child] for child in tree.children(index, "mark")]
    if "to" in marks or (tag == "VBG" and tree.relation(index) in ("advcl", "acl", "ccomp", "nmod", "obl")):
        return None
    if "be" in helpers and tag == "VBN":
        return None  # required that a third be replaced
    is_order = tag in ("VB", "VBP") and tree.is_root(index) and index <= 1
    if is_order and _is_name(node, index):
        return KindFound("actual", is_certain=True)  # ASML shipped 60 machines: a name read as a verb
    if is_order and tree.child(index, "nsubj") is None and not helpers:
        return KindFound("target", is_certain=True)  # Raise the share to 20 percent
    if any(item in ("VBD", "VBZ", "VBP") for item in tags) or tag in _FINITE:
        is_past = any(tag_ == "VBD" for tag_ in (*tags, tag)) or "have" in helpers or "has" in helpers
        return KindFound("actual", is_certain=is_past or _states_now(node, index))
    is_bare = tag in ("VBN", "VB") and not helpers and tree.is_root(index)
    if is_bare and (tag == "VBN" or tree.child(index, "nsubj") is not None):
        return KindFound("actual", is_certain=False)  # twenty of them spend: read as an infinitive
    return None


def _is_commissioned(node: Node, index: int) -> bool:
    """Return whether a thing was made, or somebody told, to do it: a plant designed to make 4,000 cars.

    >>> The utility has been told to cut leakage to 15 percent; the margin is guided to 48 percent.
    """
    tree = node.tree
    if tree.tags[index] != "VBN" or tree.words[index + 1 : index + 2] != ["to"]:
        return False
    word, following = tree.words[index], tree.tags[index + 2 : index + 3]
    if word in _GUIDED:
        return following == ["CD"]
    return word in _COMMISSIONED and following == ["VB"]


def _is_planned(node: Node, index: int, subject: int) -> bool:
    """Return whether the subject of a figure's verb is a goal, or planned by its adjective.

    >>> the goal for 2025 was 20 percent; the total planned investment is $3 billion
    """
    tree = node.tree
    if index == node.head and tree.words[subject] in _GOALS:
        return True
    return any(tree.words[child] in _PLANNED_ADJECTIVES for child in tree.children(subject, "amod"))


def _is_arranged(node: Node, index: int) -> bool:
    """Return whether a verb says what is to happen: a line which is to reach 360,000 wafers by 2027.

    What an effect or a task is to do is no arrangement.
    """
    tree = node.tree
    if index < 2 or tree.words[index - 1] != "to" or tree.words[index - 2] not in ("is", "are"):
        return False
    subject = node.subject_of(index, by_agent=False)
    named = "" if subject is None else tree.words[subject]
    return index - 2 > 0 and named not in _EFFECTS and tree.words[index - 3] not in _EFFECTS


def _states_now(node: Node, index: int) -> bool:
    """Return whether a verb in the present states the figure, and only another one is about the future.

    The market is worth 4 billion and will reach 10. The plant, which will cost 4 billion, employs 3,000.
    """
    if node.verb() != index:
        return False
    tree, last = node.tree, max(node.own)
    later = (child for child in tree.children(index, "conj") if child > last)
    is_first = any(tree.tags[child].startswith(("VB", "MD")) for child in later)
    return is_first or _FUTURE_ASIDE.search(tree.text, 0, tree.starts[index]) is not None


def _lays_down(node: Node, index: int) -> bool:
    """Return whether a verb says that a plan lays values down: provides for, sets, but not set up."""
    subject = node.tree.child(index, "nsubj")
    is_passive = node.tree.child(index, "aux:pass") is not None
    if subject is None or is_passive or node.tree.words[subject] not in _PLANS:
        return False
    verb, *following = node.tree.words[index : index + 2]
    if verb in _PROVIDING:
        return following == ["for"]
    return verb in _LAYING_DOWN and following not in (["up"], ["aside"])


def _is_name(node: Node, index: int) -> bool:
    """Return whether a word read as an order is a name in capitals before a past form."""
    tree = node.tree
    written = tree.text[tree.starts[index] : tree.ends[index]]
    is_name = written.isupper() and len(written) > 1 and index + 1 < len(tree.tags)
    return is_name and tree.tags[index + 1] in ("VBD", "VBN")


def _sets_goal(node: Node, index: int) -> bool:
    """Return whether the object of a verb is a goal that a figure below the verb is the value of.

    Set targets for suppliers to occupy; missed its target of cutting costs by 3 percent.
    """
    tree = node.tree
    item = tree.child(index, "obj")
    if item is None or tree.words[item] not in load_tree_words().aims:
        return False
    return index != node.governor or (item < node.head and _is_missed(node, index))


def _is_missed(node: Node, index: int) -> bool:
    """Return whether a verb says that its object, a goal, was missed: missed, failed to meet."""
    tree = node.tree
    if tree.words[index] in _MISSING:
        return True
    around = {tree.words[tree.heads[index]], *(tree.words[child] for child in tree.dependents[index])}
    return tree.words[index] in _MEETING and not _FAILING.isdisjoint(around)


def _read_result(node: Node, index: int) -> KindFound | None:
    """Return the kind of what something meant: reform meant 5 million workers lost jobs.

    None without a subject: 17 of them meant for other countries.
    """
    if node.tree.tags[index] == "VBD" and node.tree.child(index, "nsubj") is not None:
        return KindFound("actual", is_certain=True)
    return None


def _intends(node: Node, index: int) -> bool:
    """Return whether a figure counts those who intend something: it is the active subject of the verb."""
    tree = node.tree
    is_subject = tree.relations[node.head] == "nsubj" and node.governor == index
    return (
        is_subject and tree.tags[index] in (*_FINITE, "VBN") and tree.child(index, "aux", "aux:pass") is None
    )


def _is_object(node: Node, index: int) -> bool:
    """Return whether the figure itself is what is planned: projected sales of 5 million."""
    return node.tree.relation(index) == "amod"
