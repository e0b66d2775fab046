"""Antecedents of English pronouns: the subject of the clause or sentence before.

Lanhe Motors sold its plant. It employs 3,400 people: Lanhe Motors does. Where the object of the clause before
could be meant as well, only a proper name is taken for its subject.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.parsing import Tree

# The tags of what a pronoun may mean.
_SINGULAR, _PLURAL = ("NN", "NNP"), ("NNS", "NNPS")
_PRONOUNS = {"it": _SINGULAR, "its": _SINGULAR, "they": _PLURAL, "them": _PLURAL, "their": _PLURAL}
_POSSESSIVES = ("its", "their")
_NAMES = ("NNP", "NNPS")
# Verbs of which "it" is no thing: it takes three years to, it costs two million to.
_IMPERSONAL = frozenset(("take", "takes", "took", "taken", "cost", "costs", "remains", "seems", "appears"))
# How a clause depends on the one whose subject its pronoun may mean.
_CLAUSES = ("conj", "parataxis", "ccomp", "advcl", "acl")


def find_pronoun(node: Node, name: str) -> int | None:
    """Return the pronoun that has or does what a figure measures, None for none.

    `name` is the indicator: in "Its revenue fell 3 percent" the pronoun must be that of the revenue.
    """
    tree, verb = node.tree, node.verb()
    subject = node.subject_of(verb, by_agent=False)
    if subject is None or not subject < min(node.own) or _is_beside(node, verb):
        return None
    if tree.words[subject] not in _PRONOUNS:
        owner = tree.child(subject, "nmod")
        is_own = owner is not None and tree.words[owner] in _POSSESSIVES and node.phrase(subject) == name
        if is_own and tree.relation(subject) == "nsubj":
            return owner
        return None
    if "by" in node.cases and tree.child(verb, "nsubj:pass") == subject:
        return None  # it was reviewed by 300 people
    if _is_impersonal(tree, verb, subject):
        return None
    return subject


def opens_sentence(tree: Tree, place: int) -> bool:
    """Return whether a pronoun opens the sentence, but for a lead: In 2019, they; analysts expect them."""
    if is_expected(tree, place):
        return not any(tag.startswith(("MD", "PRP", "W")) for tag in tree.tags[:place])
    return not any(tag.startswith(("VB", "MD", "PRP", "W")) for tag in tree.tags[:place]) and (
        place == 0 or tree.tags[0] in ("IN", "RB", "CC", "NNP") or tree.words[place - 1] == ","
    )


def is_expected(tree: Tree, place: int) -> bool:
    """Return whether a pronoun is the subject of what is expected: analysts expect | them | to fall."""
    verb = tree.heads[place]
    is_infinitive = tree.tags[verb] == "VB" and tree.child(verb, "mark") == place + 1
    return is_infinitive and tree.words[place + 1] == "to" and tree.is_root(tree.heads[verb])


def find_owner_within(node: Node, place: int) -> str:
    """Return whom a pronoun means by the clause on which its own depends, "" where that is open.

    The bank says it lent 4 billion yuan; although it has few staff, the bank grew; the bank's branches moved
    after it lost 12 towns.
    """
    tree = node.tree
    if is_expected(tree, place):
        return ""
    verb = tree.heads[tree.heads[place]] if tree.words[place] in _POSSESSIVES else tree.heads[place]
    for _ in tree.words:
        relation, above = tree.relation(verb), tree.heads[verb]
        if relation not in _CLAUSES:
            return ""
        if relation == "acl" and not tree.tags[above].startswith("VB"):
            above = tree.heads[above]  # to Yunnan, where they use
        subject = tree.child(above, "nsubj")
        if subject is not None:
            return _choose_subject(node, tree, subject, place, is_reported=relation == "ccomp")
        verb = above
    return ""


def find_owner_before(tree: Tree, node: Node, pronoun: str) -> str:
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
        if _PRONOUNS[word] == wanted:
            return word
        return ""
    is_open = tag not in _NAMES and any(tree.tags[one] in wanted for one in tree.children(root, "obj"))
    if tag not in wanted or is_open or _has_other_subject(tree, subject, wanted):
        return ""
    return _phrase(node, tree, subject)


def is_pronoun(word: str) -> bool:
    """Return whether a subject is one of the pronouns that are resolved."""
    return word in _PRONOUNS


def _choose_subject(node: Node, tree: Tree, subject: int, place: int, *, is_reported: bool) -> str:
    """Return the subject of a clause, or who has it, if the pronoun of another clause may mean it."""
    wanted, verb = _PRONOUNS[tree.words[place]], tree.heads[subject]
    is_ahead = subject < place
    things = [
        one for one in tree.children(verb, "obj") if is_ahead and not is_reported and one not in node.blocked
    ]
    owner = tree.child(subject, "nmod:poss")
    for one in (subject, owner):
        if one is None or tree.tags[one] not in wanted or one == tree.heads[place]:
            continue
        is_open = tree.tags[one] not in _NAMES and any(tree.tags[thing] in wanted for thing in things)
        if is_open or _is_joint(tree, one):
            return ""
        return _phrase(node, tree, one)
    return ""


def _is_beside(node: Node, verb: int) -> bool:
    """Return whether a figure only accompanies what a verb says: it sells pumps, with a margin of 30."""
    above = (node.head, *node.tree.above(node.head))
    path = above[: above.index(verb)] if verb in above else above
    return any("with" in node.tree.cases(one) for one in path)


def _is_impersonal(tree: Tree, verb: int, subject: int) -> bool:
    """Return whether "it" is no thing: it takes a year to build one, it is necessary to."""
    predicates = {tree.heads[subject], verb, *tree.above(verb)}
    return any(
        (tree.words[one] in _IMPERSONAL or tree.tags[one] == "JJ")
        and tree.child(one, "xcomp", "ccomp", "csubj", "advcl") is not None
        for one in predicates
    )


def _is_joint(tree: Tree, subject: int) -> bool:
    return tree.child(subject, "conj") is not None


def _phrase(node: Node, tree: Tree, subject: int) -> str:
    """Return the noun phrase of a subject without its numbers, "" for none and for several joined ones."""
    numbers = frozenset(index for index, one in enumerate(tree.tags) if one == "CD")
    around = replace(node, tree=tree, head=subject, own=numbers, blocked=numbers, before=None)
    if not around.is_noun(subject) or _is_joint(tree, subject):
        return ""
    name = tree.child(subject, "appos", "flat")
    if name == subject + 1 and tree.tags[name] in _NAMES:
        return around.phrase(name)  # the carmaker Minghu
    return around.phrase(subject)


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
