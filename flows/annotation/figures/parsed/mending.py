"""Repair the trees of sentences whose verb the parser took for a noun."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.parsing import Tree

_FINITE = ("VBD", "VBZ", "VBP", "VB", "MD")
_VERBS = (*_FINITE, "VBN", "VBG")
_PREDICATES = (*_VERBS, "JJ", "JJR")  # emissions will be 30 percent lower
_NOUNS = ("NN", "NNS", "NNP", "NNPS")
_NUMBERS = ("CD", "$")
_BEHIND_VERBS = (*_NOUNS, "JJ", "DT", "IN")
_LONGEST_SUBJECT = 12  # words
_OWNING = ("'", "'s", "’", "’s")
_RESEARCH = ["research", "and", "development"]
_PASTS = ("rose", "fell", "grew", "sank", "shrank")
_BEHIND_PASTS = (*_NUMBERS, "IN", "RB", "TO")
_OF_CLAUSES = ("nsubj", "cop", "cc", "punct", "mark", "advmod", "aux")
_CLAUSES = ("advcl", "ccomp", "acl", "ROOT")
_RELATIVE = ("WDT", "WP", "WP$")
_DIRECTIONS = ("up", "down")
_SHARES = ("percent", "%", "per", "cent", "points")
_LEAST = 6  # words of a sentence


def mend(tree: Tree) -> Tree:
    """Return the tree with its misread verb repaired, or unchanged.

    Examples
    --------
    The law caps foreign ownership at 49 percent. → caps is a verb, the law its subject
    Harbor Optics, a maker of sensors, controlled 27 percent of it. → controlled is a verb
    Chinese imports of manufacturing equipment rose from 24 billion to 37 billion. → rose is a verb
    State banks' lending to firms grew 32 percent. → lending is the subject of grew
    Its research and development expenses were 381 million. → expenses is the subject of were
    Revenue reached 3 billion yuan, and profit was 410 million yuan. → profit is the subject of the second sum
    Employment in mining fell 2 percent. → mining is a noun
    The program lifted enrollment to 92 percent. → lifted is a verb, enrollment its object
    Credit to households is 54 percent and credit to firms is 160 percent. → credit to firms is 160 percent
    Sales fell in May, and prices were down 0.4 percent. → prices is the subject of 0.4 percent
    """
    tree = _join_research(_give_subjects(_part_values(_put_under_values(_make_nouns(tree)))))
    tree = _make_past(tree)
    root = next((index for index in range(len(tree.words)) if tree.is_root(index)), None)
    if root is None or len(tree.words) < _LEAST or tree.words[-1] != ".":
        return tree
    if verb := _verb_over_gerund(tree, root):
        return _make_subject(tree, root, verb)
    if tree.tags[root] not in _NOUNS or any(tag in _FINITE for tag in _main_tags(tree)):
        return tree
    if verb := _attribute_before(tree, root):
        return _make_object(tree, root, verb)
    if verb := _participle_behind(tree, root) or _past_behind(tree, root):
        return _make_root(tree, root, verb)
    return _make_verb(tree, root) if _is_verb_in_s(tree, root) else tree


def _give_subjects(tree: Tree) -> Tree:
    """Return the tree with a clause of its own around each sum that has the subject of was.

    Revenue reached 3 billion yuan, and profit was 410 million yuan: the parser joins both sums to "reached".
    Output was 5 tons and demand was 9 tons: it takes "5 tons and demand" for the subject of the second sum.
    """
    heads, relations = list(tree.heads), list(tree.relations)
    for number, tag in enumerate(tree.tags):
        is_sum = tag == "CD" or any(tree.tags[child] == "CD" for child in tree.dependents[number])
        if not is_sum or not _has_subject(tree, number):
            continue
        sum_of = number
        if relations[number] in ("nummod", "compound") and heads[number] > number:
            sum_of = heads[number]
            for child in tree.dependents[number]:
                if child < number and tree.relation(child) in _OF_CLAUSES:
                    heads[child] = sum_of
        relation = relations[sum_of]
        if relation == "nsubj" and heads[sum_of] > number:
            for child in tree.children(sum_of, "conj"):
                heads[child], relations[child] = heads[sum_of], "nsubj"
        if relation in ("nsubj", "obl") and heads[sum_of] > number:
            relations[sum_of] = "parataxis"
        elif heads[sum_of] < number and relation not in _CLAUSES:
            verb = next((word for word in tree.above(sum_of) if tree.tags[word] in _PREDICATES), None)
            relations[sum_of] = "advcl"
            if verb is not None:
                heads[sum_of], relations[sum_of] = verb, "parataxis"
    return replace(tree, heads=heads, relations=relations)


def _make_nouns(tree: Tree) -> Tree:
    """Return the tree with each gerund that is alone between "in" or "of" and a finite verb as a noun.

    Two nouns that are both read as the subject of one verb are one: consumer lending.
    """
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for place in range(len(tree.words) - 1):
        is_pair = relations[place] == relations[place + 1] == "nsubj" and heads[place] == heads[place + 1]
        if is_pair and tags[place] in _NOUNS and tags[place + 1] in _NOUNS:
            heads[place], relations[place] = place + 1, "compound"  # consumer lending
    for place in range(2, len(tree.words) - 1):
        is_alone = tree.tags[place] == "VBG" and tree.dependents[place] == [place - 1]
        is_attribute = tree.relation(place) == "acl" and tree.heads[place] == place - 2
        is_led_to = tree.words[place - 1] in ("in", "of") and tree.tags[place + 1] in _FINITE
        if is_alone and is_attribute and is_led_to:
            relations[place], relations[place - 1], tags[place] = "nmod", "case", "NN"
    if (heads, relations) == (tree.heads, tree.relations):
        return tree
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _part_values(tree: Tree) -> Tree:
    """Return the tree with each value that is read as the subject of another one in a clause of its own."""
    heads, relations = list(tree.heads), list(tree.relations)
    for value, above in enumerate(tree.heads):
        if tree.relation(value) != "nsubj" or above <= value or tree.words[value] != tree.words[above]:
            continue
        own = {tree.relation(child) for child in tree.dependents[value] if child < value}
        noun = tree.child(value, "conj")
        is_value = any(tree.tags[child] == "CD" for child in tree.dependents[value])
        if not (is_value and own >= {"nsubj", "cop"}) or noun is None or not value < noun < above:
            continue
        for child in tree.dependents[value]:
            if child > noun:
                heads[child] = noun
        heads[noun], relations[noun], relations[value] = above, "nsubj", "parataxis"
    return replace(tree, heads=heads, relations=relations)


def _make_past(tree: Tree) -> Tree:
    """Return the tree with each "rose" before a number as a verb, whatever the tagger took it for."""
    if "rose" not in tree.words:
        return tree
    tags = list(tree.tags)
    for place, word in enumerate(tree.words[:-2]):
        following = tree.tags[place + 1 + (tree.words[place + 1] in ("to", "by"))]
        if word == "rose" and tags[place] in _NOUNS and following in _NUMBERS:
            tags[place] = "VBD"
    return replace(tree, tags=tags)


def _attribute_before(tree: Tree, root: int) -> int:
    """Return the place of a verb of change read as an attribute: the program lifted income to 9 percent."""
    verb = root - 1
    if verb < 2 or tree.relations[verb] != "amod" or tree.tags[verb] != "VBN" or tree.words[0] != "the":
        return 0
    is_changed = tree.words[verb] in load_tree_words().changing
    if tree.words[root + 1 : root + 2] not in (["to"], ["by"]):
        return 0
    is_led_to = tree.tags[verb - 1] in _NOUNS and tree.heads[verb - 1] == root
    if is_changed and is_led_to and tree.tags[root + 2] in _NUMBERS:
        return verb
    return 0


def _make_object(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a verb as its root, the noun before it as subject, the old root as object."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for child in tree.dependents[root]:
        if child > root:
            heads[child] = verb
            relations[child] = {"nmod": "obl"}.get(relations[child], relations[child])
        elif child < verb - 1:
            heads[child] = verb - 1
    tags[verb], heads[verb], relations[verb] = "VBD", verb, "ROOT"
    heads[root], relations[root] = verb, "obj"
    heads[verb - 1], relations[verb - 1] = verb, "nsubj"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _has_subject(tree: Tree, number: int) -> bool:
    """Return whether "was" and its subject, a noun, depend on a word; not those of a relative clause."""
    before = {tree.relation(child): child for child in tree.dependents[number] if child < number}
    if not before.keys() >= {"nsubj", "cop"}:
        return False
    subject = before["nsubj"]
    words = (subject, *tree.dependents[subject])
    return tree.tags[subject] != "DT" and not any(tree.tags[word] in _RELATIVE for word in words)


def _put_under_values(tree: Tree) -> Tree:
    """Return the tree with "prices were down" as a part of the share behind it."""
    if "up" not in tree.words and "down" not in tree.words:
        return tree
    heads, relations = list(tree.heads), list(tree.relations)
    for place, word in enumerate(tree.words[:-2]):
        if word not in _DIRECTIONS or tree.tags[place + 1] != "CD":
            continue
        value = tree.heads[place + 1]
        own = {tree.relation(child): child for child in tree.dependents[place] if child < place}
        if value <= place or not own.keys() >= {"nsubj", "cop"} or tree.words[value] not in _SHARES:
            continue
        if tree.heads[place] not in (place, value):
            heads[value], relations[value] = tree.heads[place], tree.relations[place]
        for child in tree.dependents[place]:
            if child < place:
                heads[child] = value
        heads[place], relations[place] = value, "advmod"
    return replace(tree, heads=heads, relations=relations)


def _join_research(tree: Tree) -> Tree:
    """Return the tree with "research and development" as one attribute of the noun behind it."""
    for index in range(len(tree.words) - len(_RESEARCH)):
        noun = index + len(_RESEARCH)
        is_pair = [word.lower() for word in tree.words[index:noun]] == _RESEARCH
        if is_pair and tree.tags[noun] in _NOUNS and tree.heads[noun] == index:
            return _make_head(tree, index, noun)
    return tree


def _make_head(tree: Tree, first: int, noun: int) -> Tree:
    """Return the tree with a noun in place of the word that it was joined to."""
    heads, relations = list(tree.heads), list(tree.relations)
    heads[noun] = heads[first]
    if tree.is_root(first):
        heads[noun] = noun
    relations[noun] = relations[first]
    for child in tree.dependents[first]:
        if not first < child <= noun:
            heads[child] = noun
    heads[first], relations[first] = noun, "compound"
    heads[first + 1], heads[first + 2], relations[first + 2] = first + 2, first, "conj"
    return replace(tree, heads=heads, relations=relations)


def _main_tags(tree: Tree) -> Iterable[str]:
    """Yield the tags of the words that are in no clause of their own: a plan to lift spending has no verb."""
    return (
        tag
        for index, tag in enumerate(tree.tags)
        if tag != "VB" and tree.relation(index) not in ("acl", "advcl", "ccomp")
    )


def _verb_over_gerund(tree: Tree, root: int) -> int:
    """Return the finite verb of which a gerund behind an owner is the subject, 0 for none."""
    if tree.tags[root] != "VBG" or not root or tree.words[root - 1] not in _OWNING:
        return 0
    verbs = (child for child in tree.dependents[root] if child > root and tree.tags[child] in _FINITE[:3])
    return next(verbs, 0)


def _participle_behind(tree: Tree, root: int) -> int:
    """Return the place of a participle between the comma of an aside and a number, 0 for none."""
    for index in range(root + 3, len(tree.words) - 1):
        is_attribute = tree.relations[index] == "amod" and tree.tags[index] == "VBN"
        if is_attribute and tree.words[index - 1] == "," and tree.tags[index + 1] in _NUMBERS:
            return index
    return 0


def _past_behind(tree: Tree, root: int) -> int:
    """Return the place of a past form read as a noun or participle behind its subject, 0 for none."""
    for index in range(root + 1, len(tree.words) - 2):
        is_past = tree.relation(index) == "acl" and root in tree.above(index)
        if is_past and tree.words[index] in _PASTS and tree.tags[index + 1] in _BEHIND_PASTS:
            return index
    return 0


def _is_verb_in_s(tree: Tree, root: int) -> bool:
    """Return whether a root read as a plural is a verb: a word of the lists, behind its subject."""
    if not 0 < root <= _LONGEST_SUBJECT or tree.tags[root] != "NNS" or tree.words[root - 1] in ("of", "in"):
        return False
    is_led_to = tree.relations[root - 1] == "compound" and tree.heads[root - 1] == root
    if tree.words[root + 1] == "of":
        return False  # the ministry's production limits of 30 million tons
    return is_led_to and tree.words[root] in _verbs() and tree.tags[root + 1] in _BEHIND_VERBS


@cache
def _verbs() -> frozenset[str]:
    words = load_tree_words()
    return words.fixing | words.holding | words.changing | words.intentions | words.urging | words.raising


def _make_verb(tree: Tree, root: int) -> Tree:
    """Return the tree with its root, read as a plural, as a verb with subject and objects."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    tags[root], relations[root - 1] = "VBZ", "nsubj"
    for child in tree.dependents[root]:
        if child < root - 1:
            heads[child] = root - 1
        elif child > root and tree.relation(child) == "nmod":
            relations[child] = "obl" if tree.cases(child) else "obj"
        elif child > root and tree.relation(child) == "acl":
            relations[child] = "advcl"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _make_root(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a participle as its root, between the old root and the number behind it."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    item, is_attribute = heads[verb], relations[verb] == "amod"
    for child in tree.dependents[root]:
        if child > verb:
            heads[child] = verb
    tags[verb], heads[verb], relations[verb] = "VBD", verb, "ROOT"
    heads[root], relations[root] = verb, "nsubj"
    if is_attribute:
        heads[item], relations[item] = verb, "obj"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _make_subject(tree: Tree, root: int, verb: int) -> Tree:
    """Return the tree with a verb as its root, and a gerund and its owner as the verb's subject."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for child in tree.dependents[root]:
        if child > verb:
            heads[child] = verb
        elif tree.relation(child) == "nsubj":
            relations[child] = "nmod:poss"
        elif tree.relation(child) == "obl":
            relations[child] = "nmod"
    heads[verb], relations[verb] = verb, "ROOT"
    heads[root], relations[root], tags[root] = verb, "nsubj", "NN"
    return replace(tree, heads=heads, relations=relations, tags=tags)
