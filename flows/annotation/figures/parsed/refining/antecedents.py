"""Whom a pronoun at the start of an English sentence means: the subject of the sentence before.

Lanhe Motors sold its plant. It employs 3,400 people: Lanhe Motors does. Where the object of the sentence
before could be meant as well, only a proper name is taken for its subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.parsing import Tree

# The tags of what a pronoun may mean.
_SINGULAR, _PLURAL = ("NN", "NNP"), ("NNS", "NNPS")
_PRONOUNS = {"it": _SINGULAR, "its": _SINGULAR, "they": _PLURAL, "their": _PLURAL}
_POSSESSIVES = ("its", "their")
_NAMES = ("NNP", "NNPS")
# Verbs of which "it" is no thing: it takes three years to, it costs two million to.
_IMPERSONAL = frozenset(("take", "takes", "took", "taken", "cost", "costs", "remains", "seems", "appears"))


def find_pronoun(node: Node, name: str) -> str:
    """Return the pronoun at the start of the sentence that has or does what a figure measures, "" for none.

    `name` is the indicator: in "Its revenue fell 3 percent" the pronoun must be that of the revenue.
    """
    tree = node.tree
    place = next((index for index in range(min(node.own)) if tree.words[index] in _PRONOUNS), None)
    if place is None or not _opens(tree, place):
        return ""
    word, verb = tree.words[place], node.verb()
    if word in _POSSESSIVES:
        item = tree.heads[place]
        is_subject = tree.relation(item) == "nsubj" and node.subject_of(verb) == item
        return word if is_subject and node.phrase(item) == name else ""
    subject = node.subject_of(verb, by_agent=False)
    if "by" in node.cases and tree.child(verb, "nsubj:pass") == place:
        return ""  # it was reviewed by 300 people
    governors = {verb, *tree.above(verb)}
    is_impersonal = any(
        tree.words[one] in _IMPERSONAL and tree.child(one, "xcomp", "ccomp", "csubj") for one in governors
    )
    return word if subject == place and not is_impersonal else ""


def is_pronoun(word: str) -> bool:
    """Return whether a subject is one of the pronouns that are resolved."""
    return word in _PRONOUNS


def find_owner(tree: Tree, node: Node, pronoun: str) -> str:
    """Return the subject of a sentence that a pronoun in the next one may mean, "" where it is open.

    It may be a pronoun of the same number, which means what the sentence before has.
    """
    wanted = _PRONOUNS[pronoun]
    root = next((index for index in range(len(tree.words)) if tree.is_root(index)), None)
    if root is None:
        return ""
    subject = tree.child(root, "nsubj")
    if subject is None and tree.child(root, "acl") is not None:
        subject = root  # the founders met: read as a participle
    if subject is None:
        return ""
    word, tag = tree.words[subject], tree.tags[subject]
    if word in _PRONOUNS:
        return word if _PRONOUNS[word] == wanted else ""
    is_open = any(tree.tags[index] in wanted for index in tree.children(root, "obj"))
    is_open = (is_open and tag not in _NAMES) or _has_other_subject(tree, subject, wanted)
    if tag not in wanted or is_open or tree.child(subject, "conj") is not None:
        return ""
    numbers = frozenset(index for index, one in enumerate(tree.tags) if one == "CD")
    around = replace(node, tree=tree, head=subject, own=numbers, blocked=numbers, before=None)
    return around.phrase(subject) if around.is_noun(subject) else ""


def _has_other_subject(tree: Tree, subject: int, tags: Sequence[str]) -> bool:
    """Return whether another noun with such tags does something in a sentence, behind its subject.

    What the subject itself has is no other: China leads, yet its grip is weak.
    """
    return any(
        tree.relation(index) == "nsubj"
        and tree.tags[index] in tags
        and not any(tree.words[child] in _POSSESSIVES for child in tree.children(index, "nmod"))
        for index in range(subject + 1, len(tree.words))
    )


def _opens(tree: Tree, place: int) -> bool:
    """Return whether a word opens the sentence, but for a phrase such as "In 2019,"."""
    return not any(tag.startswith(("VB", "MD", "PRP", "W")) for tag in tree.tags[:place]) and (
        place == 0 or tree.tags[0] in ("IN", "RB", "CC", "NNP") or tree.words[place - 1] == ","
    )
