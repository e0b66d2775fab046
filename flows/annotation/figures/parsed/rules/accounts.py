"""Rules for shares that something accounts for.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import climb, whole_phrase
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT

_JOINING = frozenset((",", "and", "while", "but"))
_TAKING = ("tak", "took")


def choose_account(node: Node) -> tuple[str, str] | None:
    """Take what accounts for a share, with the whole.

    Examples
    --------
    Strategic industries account for 15 percent of GDP. → Strategic industries (share of GDP)
    China accounts for 60 percent of global output. → share of global output
    China accounted for 60 percent of sales, Japan for 20 percent and Korea for 9. → share of sales
    """
    tree, words = node.tree, load_tree_words()
    governor, relation, cases = climb(node)
    is_moved = cases == ("to",) and tree.words[governor].startswith(_TAKING)
    if node.figure.unit != PERCENT or is_moved:
        return None  # taking their share to 57 percent
    if tree.words[governor] not in words.accounting:
        return _account_elsewhere(node)
    if (gapped := account_in_gap(node)) is not None:
        return gapped
    whole = whole_phrase(node) or _whole_of_same_verb(node, governor)
    if tree.words[governor].startswith("account") and tree.tags[governor].startswith("N"):
        return _account_taken_for_noun(node, governor, whole)
    if relation not in ("obj", "obl", "nsubj", "xcomp"):
        return None
    subject = node.subject_of(governor)
    if whole and (made := _counted_object(node, governor)):
        return f"{made} (share of {whole})", made
    if subject is None or subject in node.blocked or not node.is_noun(subject):
        return (f"share of {whole}", "") if whole else None  # 2 billion yuan that forms 6 percent of it
    name = node.phrase(subject)
    if not whole:
        return name, ""
    if tree.tags[subject] in ("NNP", "NNPS"):
        return f"share of {whole}", name
    return f"{name} (share of {whole})", name


def _whole_of_same_verb(node: Node, verb: int) -> str:
    """Return the whole that the same verb before had: coal makes up 12 percent of it, and gas makes up 44."""
    before = node.before
    if before is None or before.figure.unit != PERCENT or node.cases not in ((), before.cases):
        return ""
    other = climb(before)[0]
    is_same = other != verb and node.tree.words[other][:3] == node.tree.words[verb][:3]
    return whole_phrase(before) if is_same else ""


def _counted_object(node: Node, participle: int) -> str:
    """Return what was counted before if it accounts for a share: built 1.4 million boats, accounting for."""
    tree, before = node.tree, node.before
    while before is not None and not before.is_count and before.before is not None:
        before = before.before
    if before is None or not before.is_count or before.relation != "obj":
        return ""
    above = tree.heads[participle]
    if tree.words[above] in load_tree_words().changes:
        above = tree.heads[above]  # built 1.4 million boats, an increase of 4 percent, accounting for
    is_participle = tree.tags[participle] == "VBG" and above in (before.head, *tree.above(before.head))
    return node.phrase(before.head) if is_participle else ""


def account_in_gap(node: Node) -> tuple[str, str] | None:
    """Return what a share without a verb of its own is of, and whose it is: , Hungary | for 22 percent."""
    tree, end, before = node.tree, min(node.own), node.before
    if before is None or before.figure.unit != PERCENT or tree.words[end - 1] != "for":
        return None
    end -= 1
    start = end
    while start > max(before.own) and node.is_noun(start - 1) and start - 1 not in node.blocked:
        start -= 1
    is_joined = tree.words[start - 1] in _JOINING and start > max(before.own) + 1
    if start == end or not is_joined:
        return None
    while before.before is not None and climb(before)[0] == climb(before.before)[0]:
        before = before.before
    whole = whole_phrase(before)
    if not whole:
        return None
    return f"share of {whole}", node.text_of(range(start, end))


def choose_account_after(node: Node) -> tuple[str, str] | None:
    """Take the whole of which the second of two has a share, and its name before "for".

    Examples
    --------
    Towns accounted for 44 percent and small villages for 18 percent of sales. → share of sales
    """
    tree, before, end = node.tree, node.before, min(node.own) - 1
    whole = whole_phrase(node)
    if before is None or before.figure.unit != PERCENT or not whole or tree.words[end] != "for":
        return None
    start = end
    while start > max(before.own) + 1 and tree.tags[start - 1].startswith(("NN", "JJ")):
        start -= 1
    is_accounted = before.cases == ("for",) and tree.words[before.verb()] in load_tree_words().accounting
    if start == end or not is_accounted or tree.words[start - 1] not in _JOINING:
        return None
    return f"share of {whole}", node.text_of(range(start, end))


def _account_elsewhere(node: Node) -> tuple[str, str] | None:
    """Return the whole if the parser hung a share on another verb: items that account for 0.1% of it."""
    tree, first = node.tree, min(node.own)
    if tree.words[first - 3 : first] not in (["that", "account", "for"], ["which", "account", "for"]):
        return None
    whole = whole_phrase(node)
    return (f"share of {whole}", "") if whole else None


def _account_taken_for_noun(node: Node, governor: int, whole: str) -> tuple[str, str] | None:
    """Return what accounts for a share if the verb was tagged as a noun."""
    top = governor
    while node.tree.relation(top) == "nmod" and node.is_noun(node.tree.heads[top]):
        top = node.tree.heads[top]
    if whole and node.tree.relations[governor].startswith("acl"):
        return f"share of {whole}", ""  # a city which accounts for half of its profits
    phrase = node.phrase(top)
    name = phrase.rpartition(" account")[0]
    if not name:
        return None
    if whole and node.tree.tags[governor - 1] in ("NNP", "NNPS"):
        return f"share of {whole}", name
    if whole:
        return (f"{name} (share of {whole})", name)
    return (name, "")
