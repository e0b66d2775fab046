"""Repair nouns: pairs, ends of subjects, and plurals that own the noun after them."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import NOUNS
from flows.annotation.figures.units import load_units
from flows.annotation.parsing import Tree

_PLURAL_MARKS = ("'", "’")
_OPENING = frozenset(("‘", "“", '"', "``", "'"))
_ATTRIBUTES = ("JJ", "JJR", "JJS", "RB", "CD", "HYPH", "AFX", *NOUNS)
_PASTS_OR_PRESENT = ("VBD", "VBN", "VBZ", "VBP")
_RESEARCH = ["research", "and", "development"]

_SHORTEST_PLURAL = 5
_OWNED_TAGS = ("JJ", "VB", "VBP")
_PLURALS, _BASES_IN_S = ("s", "men"), ("ss", "us", "as")
_FRACTIONS = frozenset(("one", "half", "third", "thirds", "quarter", "quarters", "fifth", "tenth", "percent"))
_PARTICLES = frozenset(("in", "on", "up", "out", "off", "over", "down", "by", "through", "to"))


def join_research(tree: Tree) -> Tree:
    """Return the tree with "research and development" as one attribute of the noun after it."""
    for index in range(len(tree.words) - len(_RESEARCH)):
        noun = index + len(_RESEARCH)
        is_pair = [word.lower() for word in tree.words[index:noun]] == _RESEARCH
        if is_pair and tree.tags[noun] in NOUNS and tree.heads[noun] == index:
            return _make_head(tree, index, noun)
    return tree


def make_recipients(tree: Tree) -> Tree:
    """Return the tree with each plural after "to" as a noun: paid 4 billion yuan to fishermen.

    The parser reads words that it does not know as infinitives.
    """
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for place in range(2, len(tree.words)):
        word, to = tree.words[place], place - 1
        if tree.tags[place] in _OWNED_TAGS and tree.child(place, "nmod:poss") is not None:
            tags[place] = "NN"  # drivers' pay
        if _is_attribute(tree, place):
            item = place + 1
            heads[item], relations[item], heads[to], relations[to] = heads[place], "nmod", item, "case"
            heads[place], relations[place], tags[place] = item, "compound", "NN"
        is_read = tree.tags[place] == "VB" and tree.words[to] == "to" and tree.child(place, "obj") is None
        if is_read and word.endswith(_PLURALS) and not word.endswith(_BASES_IN_S):
            relations[place], tags[place], relations[to], heads[to] = "obl", "NNS", "case", place
            for child in tree.dependents[place]:
                if child > place and tree.relation(child) in ("obl", "punct"):
                    heads[child] = tree.heads[place]
    return tree if tags == tree.tags else replace(tree, heads=heads, relations=relations, tags=tags)


def _is_attribute(tree: Tree, place: int) -> bool:
    """Return whether a verb after a preposition is the attribute of the noun after it: on wafer research."""
    is_led_to = tree.tags[place] == "VB" and tree.tags[place - 1] == "IN" and tree.words[place - 1] != "to"
    return is_led_to and tree.child(place, "obj") == place + 1 and tree.tags[place + 1] in NOUNS


def end_subjects(tree: Tree) -> Tree:
    """Return the tree with the noun before a verb as the end of its subject: imports of machine tools rose.

    The parser reads it as an attribute of the verb, or as a second subject.
    """
    heads, relations = list(tree.heads), list(tree.relations)
    for noun, verb in enumerate(tree.heads):
        if tree.relations[noun] != "nsubj" or noun > verb:
            continue
        first = tree.child(verb, "nsubj")
        if first is None or first >= noun:
            continue
        lead = tree.below(noun)[0]
        if tree.words[lead] == "of" and lead == first + 1:  # China's share of separated rare earths fell
            heads[noun], relations[noun] = first, "nmod"
            heads[lead], relations[lead] = noun, "case"
    for noun in range(2, len(tree.words) - 1):
        verb = noun + 1
        is_read = tree.relations[noun] == "compound" and tree.heads[noun] == verb
        if not is_read or tree.tags[verb] != "VBD":
            continue
        subject, inner = tree.child(verb, "nsubj"), noun - 1
        if subject is None or subject >= inner or tree.heads[inner] != noun:
            continue
        heads[noun], relations[noun] = subject, "nmod"
        for child in tree.children(inner, "case"):
            heads[child] = noun
    return tree if heads == tree.heads else replace(tree, heads=heads, relations=relations)


def attach_attributes(tree: Tree) -> Tree:
    """Return the tree with a participle below the noun right before it, not below a fraction of that noun.

    One in ten of the boats inspected; half of the pipes sold to mills: the parser reads "the half sold".
    """
    heads = list(tree.heads)
    for place in range(2, len(tree.words)):
        above, noun = heads[place], place - 1
        is_attribute = tree.tags[place] in ("VBN", "VBG") and tree.relations[place] == "acl"
        is_of_part = tree.tags[above] == "CD" or tree.words[above] in _FRACTIONS
        if is_attribute and is_of_part and tree.tags[noun] in NOUNS and above in tree.above(noun):
            heads[place] = noun
    return tree if heads == tree.heads else replace(tree, heads=heads)


def attach_sums(tree: Tree) -> Tree:
    """Return the tree with a sum after "of" below the noun right before, not the one joined to that.

    3,400 workers and sales of 2 billion yuan: the parser reads workers of 2 billion yuan.
    """
    heads = list(tree.heads)
    for place, word in enumerate(tree.words):
        value, noun = heads[place], place - 1
        is_sum = word == "of" and tree.relations[value] == "nmod" and tree.child(value, "nummod") is not None
        if is_sum and noun > 0 and tree.relations[noun] == "conj" and heads[noun] == heads[value]:
            heads[value] = noun
    return tree if heads == tree.heads else replace(tree, heads=heads)


def make_plural_owners(tree: Tree) -> Tree:
    """Return the tree with each plural before an apostrophe as the owner of the noun after it.

    Foreign brands' share dropped: the parser reads "brands" as a verb, "'" as a quotation mark.
    """
    for mark in range(1, len(tree.words) - 1):
        owner = mark - 1
        is_owned = tree.words[mark] in _PLURAL_MARKS and tree.words[owner].endswith("s")
        is_joined = tree.ends[owner] == tree.starts[mark] and tree.starts[mark + 1] > tree.ends[mark]
        if not (is_owned and is_joined) or not _OPENING.isdisjoint(tree.words[:owner]):
            continue
        item = _last_noun(tree, mark + 1)
        is_read = tree.relations[owner] == "nmod:poss" and tree.tags[item] in NOUNS
        if item and not is_read:
            tree = _make_owner(tree, owner, item)
    return tree


def _make_head(tree: Tree, first: int, noun: int) -> Tree:
    """Return the tree with a noun in place of the word to which it was joined."""
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


def _last_noun(tree: Tree, first: int) -> int:
    """Return the last noun in the words from `first` on, before a verb or preposition, or 0."""
    last = 0
    for place in range(first, len(tree.words)):
        tag = tree.tags[place]
        if tag in NOUNS or (tag in ("VBG", "VB", "VBP") and place == first):
            last = place
        elif tag not in _ATTRIBUTES:
            break
    return last


def _make_owner(tree: Tree, owner: int, item: int) -> Tree:
    """Return the tree with the noun `item` in the place of its owner, as subject of the verb after it."""
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    top = owner
    if tree.is_below(owner, item):
        top = item
    verb = _verb_after(tree, top, item)
    head = item if verb is None else verb
    heads[head], relations[head] = tree.heads[top], tree.relations[top]
    if tree.is_root(top):
        heads[head] = head
    for child in (*tree.dependents[owner], *tree.dependents[item]):
        if child < owner and tree.tags[child] in _ATTRIBUTES:
            heads[child], relations[child] = owner, "amod"
        elif child < owner and tree.relation(child) == "det":
            heads[child] = owner
        elif child < owner or (child > head != child):
            heads[child] = head
        elif child != head:
            heads[child] = item
    if verb is not None:
        heads[item], relations[item], tags[verb] = verb, "nsubj", "VBD"
    heads[owner], relations[owner], heads[owner + 1], relations[owner + 1] = item, "nmod:poss", owner, "case"
    tags[owner], tags[owner + 1] = "NNS" if tree.words[owner].endswith("s") else "NNP", "POS"
    if tags[item] in ("VBG", "VB", "VBP"):
        tags[item] = "NN"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _verb_after(tree: Tree, top: int, item: int) -> int | None:
    """Return the verb after a noun that depends on `top` and has no subject of its own, or None."""
    for child in tree.dependents[top]:
        is_verb = child > item and tree.tags[child] in _PASTS_OR_PRESENT
        if is_verb and tree.child(child, "nsubj", "mark") is None:
            return child
    return None


def join_particles(tree: Tree) -> Tree:
    """Return the tree with each particle behind a hyphen as part of the noun after it: plug-in hybrids."""
    for hyphen in range(1, len(tree.words) - 2):
        word, particle, noun = hyphen - 1, hyphen + 1, hyphen + 2
        if (
            tree.words[hyphen] != "-"
            or tree.words[particle] not in _PARTICLES
            or tree.tags[noun] not in NOUNS
        ):
            continue
        is_one = tree.ends[word] == tree.starts[hyphen] and tree.ends[hyphen] == tree.starts[particle]
        top = tree.heads[particle] if tree.relation(particle) == "case" else noun
        if is_one and top >= noun and tree.heads[word] != top and tree.heads[top] <= word:
            tree = _make_particle(tree, word, top)
    return tree


def _make_particle(tree: Tree, word: int, noun: int) -> Tree:
    """Return the tree with a word, the hyphen and the particle behind it as attributes of a noun."""
    heads, relations = list(tree.heads), list(tree.relations)
    heads[noun], relations[noun] = tree.heads[word], tree.relations[word]
    if tree.is_root(word):
        heads[noun] = noun
    for child in tree.dependents[word]:
        heads[child] = noun
    heads[word], relations[word] = noun, "compound"
    heads[word + 1], relations[word + 1] = noun, "punct"
    heads[word + 2], relations[word + 2] = noun, "compound:prt"
    return replace(tree, heads=heads, relations=relations)


def count_plurals(tree: Tree) -> Tree:
    """Return the tree with a plural that was read as a verb as what is counted: 45,000 heat | pumps."""
    for noun in range(1, len(tree.words) - 1):
        verb, number = noun + 1, noun - 1
        is_counted = tree.tags[noun] == "NN" and tree.tags[number] == "CD" and tree.heads[number] == noun
        is_read = tree.tags[verb] == "VBZ" and len(tree.words[verb]) >= _SHORTEST_PLURAL
        is_clause = tree.child(verb, "nsubj", "nsubj:pass", "csubj") is not None
        if not (is_counted and is_read) or is_clause or tree.words[noun] in load_units().english:
            continue
        heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
        tags[verb] = "NNS"
        if tree.relation(noun) == "obj":
            for child in (*tree.dependents[noun], *tree.dependents[verb]):
                heads[child] = verb if child < noun else heads[noun]
            heads[verb], relations[verb] = heads[noun], relations[noun]
            heads[noun], relations[noun] = verb, "compound"
        elif (tree.relation(noun), tree.relation(verb)) != ("compound", "obj"):
            continue
        heads[number] = verb
        return replace(tree, heads=heads, relations=relations, tags=tags)
    return tree
