"""Deal the subjects of a list to its values: BYD and CATL spent 1 and 2 billion, respectively."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.figures.parsed.joined import subject_with_conjunct
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT
from flows.annotation.figures.words_en import load_words
from flows.records import CHANGES
from flows.text import lazy_pattern

# The first member of a list with the words that all share: trade with | the EU, Japan and Korea.
_SHARED_HEAD = lazy_pattern(r"(?P<head>.* (?:of|with|to|from|in|for|by|at) )(?:the )?(?P<own>\S.*)")
_PREPOSITION = lazy_pattern(r" (?:with|to|from|in|for|by|at) ")
_ARTICLE = lazy_pattern(r"^(?:the|an?) ", re.IGNORECASE)
# A phrase before the subject: In 2023, steel and cement output rose.
_LEAD = lazy_pattern(
    r"^(?:in|at|by|during|over|from|among|for|on|of|as|after|since|while|meanwhile|however)\b", re.I
)
_JOINT = lazy_pattern(r"^(?:(?:and|with|while|but) )+")
_VERBAL = ("VB", "MD", "RB", "IN", "TO", "RP", "JJR")  # tags between a subject and its value
_LONGEST_NAME = 6  # words
# Between two values of a list, and between the last one of a list and the changes that belong to them.
_BETWEEN = lazy_pattern(r"(?:, and | and |, )(?:by |of )?")
_CHANGES_BEHIND = lazy_pattern(
    r"(?:,? respectively)?, (?:or )?(?:up|down|(?:an? )?(?:increases?|rises?|gains?|growth|declines?|drops?)"
    r"(?: of)?|(?:rising|growing|increasing|falling|dropping|declining)(?: by)?) "
)


def deal(nodes: list[Node], readings: list[Reading]) -> bool:
    """Give each figure of a list with "respectively" its own name, and return whether they have names."""
    first = nodes[0]
    if names := deal_by_words(_words_before(first), len(nodes)):
        for name, reading in zip(names, readings, strict=True):
            reading.indicator, reading.subject = name, ""
            reading.is_by_tree, reading.rule = True, "deal"
        return True
    subject = first.subject_of(first.verb(), by_agent=False)  # "by 78 percent" is no agent
    if subject is None or subject in first.blocked:
        return False
    counted = {first.head, first.governor}  # X and Y, with 8 and 7 plants: plants may be read as one of them
    members = [subject, *(one for one in first.tree.children(subject, "conj") if one not in counted)]
    if len(members) != len(nodes):
        return False
    names = [first.phrase(member) for member in members]
    joined = subject_with_conjunct(first, subject)
    indicators = [reading.indicator for reading in readings if reading.is_by_tree and reading.indicator]
    wholes = [node.part_of(node.head, "of") for node in nodes if node.figure.unit == PERCENT]
    shared = next((name for name in reversed(indicators) if name not in (*names, joined)), "")
    for node, whole in zip(nodes, wholes, strict=False):
        if whole is not None and node.is_noun(whole):
            shared = f"share of {node.phrase(whole)}"
    if not shared or " " not in shared:
        shared = _complement(nodes[-1]) or shared
    for name, reading in zip(names, readings, strict=True):
        reading.indicator = shared or name
        reading.subject = name if shared else ""
        reading.is_by_tree, reading.rule = True, "deal"
    return True


def deal_by_words(subject: str, count: int) -> list[str]:
    """Return the names of the members of a list that share words, [] if it shares none for certain.

    >>> Trade with the EU, Japan and Korea -> Trade with the EU, Trade with Japan, Trade with Korea
    >>> Steel and cement output -> Steel output, cement output
    """
    *leads, last = re.sub(",? and (?!.* and )", ", ", subject).rsplit(", ", count)[-count - 1 :]
    members = [*leads, last]
    members = [_JOINT.sub("", one) for one in members]
    if len(members) > count:
        if not _LEAD.match(members[0]):
            return []
        del members[0]
    if count == 1 or len(members) != count or not all(members) or any(" and " in one for one in members):
        return []
    return _share_head(members) or _share_measure(members) or _share_complement(members)


def _share_head(members: Sequence[str]) -> list[str]:
    """Return members that share the words up to the first one's own name: trade with."""
    opening = _SHARED_HEAD.fullmatch(members[0])
    others = [_ARTICLE.sub("", one) for one in members[1:]]
    if opening is None or any(map(_PREPOSITION.search, others)):
        return []
    owns = [opening["own"], *others]
    are_alike = len({one[:1].isupper() for one in owns}) == 1
    if (
        not are_alike
        or any(map(_names_measure, owns))
        or any(len(one.split()) > _LONGEST_NAME for one in owns)
    ):
        return []
    head = _ARTICLE.sub("", opening["head"])
    return [f"{head}{one}" for one in owns]


def _share_measure(members: Sequence[str]) -> list[str]:
    """Return members that share the measure at the end of the last one: steel and cement output."""
    *earlier, last = (_ARTICLE.sub("", one) for one in members)
    words = last.split()
    if len(words) == 1 or not _names_measure(last) or any(" of " in f" {one} " for one in (*earlier, last)):
        return []
    if any(map(_names_measure, earlier)) or any(len(one.split()) >= len(words) for one in earlier):
        return []
    measure = " ".join(words[len(earlier[-1].split()) :])
    return [f"{one} {measure}" for one in earlier] + [last]


def _share_complement(members: Sequence[str]) -> list[str]:
    """Return measures that share what they are of, after the last one: exports and imports of services."""
    *earlier, last = (_ARTICLE.sub("", one) for one in members)
    first, sign, rest = last.partition(" of ")
    are_plain = all(" " not in one and _names_measure(one) for one in (*earlier, first) if one)
    return [*(f"{one}{sign}{rest}" for one in earlier), last] if sign and are_plain else []


def _names_measure(name: str) -> bool:
    return name.lower().split()[-1] in load_words().measure_nouns


def _words_before(node: Node) -> str:
    """Return the words before the verb of a value, back to the border of its clause."""
    tree, end = node.tree, min(node.own)
    while end and (tree.tags[end - 1].startswith(_VERBAL) or tree.words[end - 1] in ("about", "around")):
        end -= 1
    start = end
    while start and start - 1 not in node.blocked and tree.words[start - 1] not in (";", ":", "that"):
        start -= 1
    return node.text_of(range(start, end))


def deal_changes(sentence: Sentence, kept: dict[int, Reading], run: Sequence[int]) -> None:
    """Give as many changes right after a list that was dealt out the names of its members.

    >>> stood at 4 and 3 trillion yuan, respectively, up 0.9 percent and 4.2 percent
    """
    figures = sentence.figures
    behind = range(run[-1] + 1, run[-1] + 1 + len(run))
    if any(index not in kept for index in behind) or kept[run[0]].comparator in CHANGES:
        return
    first, last = behind[0], behind[-1]
    is_led_to = _CHANGES_BEHIND.fullmatch(sentence.text, figures[run[-1]].end, figures[first].start)
    is_list = all(
        _BETWEEN.fullmatch(sentence.text, figures[index].end, figures[index + 1].start)
        for index in range(first, last)
    )
    if not is_led_to or not is_list or kept[first].comparator not in CHANGES:
        return
    for index, source in zip(behind, run, strict=True):
        reading, owner = kept[index], kept[source]
        reading.indicator, reading.subject = owner.indicator, owner.subject
        reading.comparator, reading.kind = kept[first].comparator, owner.kind
        reading.default, reading.is_by_tree, reading.rule = owner.default, True, "deal"


def _complement(node: Node) -> str:
    """Return the verb and complement of the last in a list of sums: spent on research."""
    tree, verb = node.tree, node.verb()
    for child in (*tree.children(node.head, "nmod", "obl"), *tree.children(verb, "obl")):
        cases = tree.cases(child)
        is_behind = child > node.head and child not in node.blocked
        if is_behind and cases and cases[0] not in ("of", "by") and node.is_noun(child):
            return f"{tree.words[verb]} {cases[0]} {node.phrase(child)}"
    return ""
