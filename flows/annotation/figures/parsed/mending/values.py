"""Put sums and shares in separate clauses, under their own subjects."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import FINITE
from flows.annotation.parsing import Tree

_VERBS = (*FINITE, "VBN", "VBG")
_PREDICATES = (*_VERBS, "JJ", "JJR")  # emissions will be 30 percent lower
_OF_CLAUSES = ("nsubj", "cop", "cc", "punct", "mark", "advmod", "aux")
_CLAUSES = ("advcl", "ccomp", "acl", "ROOT")
_RELATIVE = ("WDT", "WP", "WP$")
_NOUNS = ("NN", "NNS", "NNP")
_VALUE_ADDED, _OF_VALUE = ["value", "added"], ("of", "in", "from")
_DETERMINERS = ("the", "its", "their", "a")
_PARTS = ("half", "quarter", "quarters", "third")
_SHARES = ("percent", "%", "per", "cent", "points")


def give_subjects(tree: Tree) -> Tree:
    """Return the tree with a separate clause around each sum that is the predicate of "was".

    Revenue reached 3 billion yuan, and profit was 410 million yuan: the parser joins both sums to "reached".
    Output was 5 tons and demand was 9 tons: it reads "5 tons and demand" as the subject of the second sum.
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


def separate_values(tree: Tree) -> Tree:
    """Return the tree with each value that is read as the subject of another one in a separate clause."""
    heads, relations = list(tree.heads), list(tree.relations)
    for value, above in enumerate(tree.heads):
        if tree.relation(value) != "nsubj" or above <= value or tree.words[value] != tree.words[above]:
            continue
        own = {tree.relation(child) for child in tree.dependents[value] if child < value}
        noun = _conjunct_of(tree, value)
        is_value = any(tree.tags[child] == "CD" for child in tree.dependents[value])
        if not (is_value and own >= {"nsubj", "cop"}) or noun is None or not value < noun < above:
            continue
        for child in tree.dependents[value]:
            if child > noun:
                heads[child] = noun
        heads[noun], relations[noun], relations[value] = above, "nsubj", "parataxis"
    return replace(tree, heads=heads, relations=relations)


def _conjunct_of(tree: Tree, value: int) -> int | None:
    """Return what was joined to a value or its whole: 55 percent of GDP and credit is 150 percent."""
    wholes = (child for child in tree.children(value, "nmod") if child > value)
    joined = (tree.child(word, "conj") for word in (value, *wholes))
    return next((noun for noun in joined if noun is not None), None)


def name_conjuncts(tree: Tree) -> Tree:
    """Return the tree with the noun before "was" as the subject of each value joined to another.

    Cement prices were 350 yuan a ton and steel prices were 3,700 yuan: the parser joins "prices" to "ton".
    """
    heads, relations = list(tree.heads), list(tree.relations)
    for value, before in enumerate(tree.heads):
        if tree.relations[value] != "conj":
            continue
        cop = tree.child(value, "cop")
        if cop is None or tree.child(value, "nsubj") is not None:
            continue
        noun = cop - 1
        is_read = tree.relation(noun) == "conj" and before <= tree.heads[noun] < noun
        if is_read and tree.tags[noun] in _NOUNS:
            heads[noun], relations[noun] = value, "nsubj"
    return tree if heads == tree.heads else replace(tree, heads=heads, relations=relations)


def join_value_added(tree: Tree) -> Tree:
    """Return the tree with "value added" as one noun: the parser reads "added" as the verb of its clause.

    The value added of core industries will account for 15 percent of it: "value" is the subject of account.
    """
    for value in range(len(tree.words) - 2):
        added = value + 1
        is_pair = tree.words[value : added + 1] == _VALUE_ADDED and tree.words[added + 1] in _OF_VALUE
        if is_pair and tree.heads[value] == added and tree.relation(value) == "nsubj":
            verb = _verb_beside(tree, added)
            tree = tree if verb is None else _make_value(tree, value, verb)
    return tree


def _verb_beside(tree: Tree, added: int) -> int | None:
    """Return the first finite verb behind "added" that governs it or depends on it, None without one."""
    verbs = (place for place in range(added + 1, len(tree.words)) if tree.tags[place] in _PREDICATES)
    beside = (verb for verb in verbs if added in (tree.heads[verb], verb) or tree.heads[added] == verb)
    return next((verb for verb in beside if tree.tags[verb] in FINITE), None)


def _make_value(tree: Tree, value: int, verb: int) -> Tree:
    """Return the tree with "value" as the subject of a verb, and "added" as its attribute."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    added = value + 1
    if tree.heads[added] != verb:
        heads[verb] = verb if tree.is_root(added) else tree.heads[added]
        relations[verb] = tree.relations[added]
    for child in tree.dependents[added]:
        if child == verb:
            continue
        is_own = added < child < verb and tree.relation(child) in ("obl", "nmod")
        heads[child] = value if is_own else verb
        if is_own:
            relations[child] = "nmod"
    heads[value], relations[value] = verb, "nsubj"
    heads[added], relations[added], tags[added] = value, "amod", "JJ"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def attach_multiples(tree: Tree) -> Tree:
    """Return the tree with "three times" below the level that it multiplies: three times the 2020 level.

    The parser reads the level as the subject of "times", or apart from it.
    """
    if "times" not in tree.words:
        return tree
    for times in range(1, len(tree.words) - 2):
        level = tree.heads[times + 1]
        is_multiple = tree.words[times] == "times" and tree.tags[times - 1] == "CD"
        is_led_to = tree.words[times + 1] in _DETERMINERS and level > times and tree.tags[level] in _NOUNS
        if not is_multiple or not is_led_to or tree.heads[times] == level:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        if tree.heads[level] == times:
            heads[level] = level if tree.is_root(times) else tree.heads[times]
            relations[level] = tree.relations[times]
        for child in tree.dependents[times]:
            if child > times and child != level:
                heads[child] = level
        heads[times], relations[times] = level, "nmod:unmarked"
        return replace(tree, heads=heads, relations=relations)
    return tree


def join_mixed(tree: Tree) -> Tree:
    """Return the tree with what a number of several words counts in its place.

    Two and a half million cars were sold; some 1,000 to 1,500 workers were laid off: the parser joins the
    noun to the first number.
    """
    for number in range(len(tree.words) - 3):
        if tree.tags[number] != "CD" or not _goes_on(tree, number):
            continue
        counted = tree.child(number, "conj", "nmod")
        if counted is None or counted < number + 3 or tree.tags[counted] not in _NOUNS:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[counted] = counted if tree.is_root(number) else tree.heads[number]
        relations[counted] = tree.relations[number]
        heads[number], relations[number] = counted, "nummod"
        for child in tree.children(counted, "case"):
            heads[child] = number
        return replace(tree, heads=heads, relations=relations)
    return tree


def _goes_on(tree: Tree, number: int) -> bool:
    """Return whether a number goes on behind "and" or "to": two and a half, 1,000 to 1,500."""
    behind = tree.words[number + 1 : number + 4]
    if behind[0] == "and":
        return behind[1] in ("a", "one", "three") and behind[2] in _PARTS
    is_subject = tree.relation(number) == "nsubj"
    return behind[0] == "to" and tree.tags[number + 2] == "CD" and is_subject and not tree.cases(number)


def join_values(tree: Tree) -> Tree:
    """Return the tree with a value after "and" joined to the one before: down 45 percent and 51 percent."""
    heads, relations = list(tree.heads), list(tree.relations)
    for value in range(2, len(tree.words)):
        if tree.relations[value] != "dep" or tree.words[value] not in _SHARES:
            continue
        joint = tree.child(value, "cc")
        if joint is None:
            continue
        earlier = [place for place in range(joint) if tree.words[place] == tree.words[value]]
        if earlier and tree.heads[earlier[-1]] == tree.heads[value]:
            heads[value], relations[value] = earlier[-1], "conj"
    return tree if heads == tree.heads else replace(tree, heads=heads, relations=relations)


def _has_subject(tree: Tree, number: int) -> bool:
    """Return whether "was" and its subject, a noun, depend on a word, outside a relative clause."""
    before = {tree.relation(child): child for child in tree.dependents[number] if child < number}
    if not before.keys() >= {"nsubj", "cop"}:
        return False
    subject = before["nsubj"]
    words = (subject, *tree.dependents[subject])
    return tree.tags[subject] != "DT" and not any(tree.tags[word] in _RELATIVE for word in words)
