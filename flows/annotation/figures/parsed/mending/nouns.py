"""Repair nouns: gerunds, pairs, and plurals that own the noun after them."""

from __future__ import annotations

from dataclasses import replace

from flows.annotation.figures.parsed.mending.tags import FINITE, NOUNS
from flows.annotation.parsing import Tree

_PLURAL_MARKS = ("'", "’")
_OWNED = ("'s", "’s")
_NUMBERS = ("CD", "$")
_PRONOUNS = ("PRP", "WP", "DT", "EX")
_MAIN = ("nsubj", "ROOT", "aux", "ccomp", "csubj")
_OPENING = frozenset(("‘", "“", '"', "``", "'"))
_ATTRIBUTES = ("JJ", "JJR", "JJS", "RB", "CD", "HYPH", "AFX", *NOUNS)
_PASTS_OR_PRESENT = ("VBD", "VBN", "VBZ", "VBP")
_TELLING = ("tell", "tells", "told")
_RESEARCH = ["research", "and", "development"]

_ADDING = frozenset(("add", "added", "adding", "adds", "appended", "moved", "returned"))
_LISTS = frozenset(("list", "lists", "blacklist", "register", "registry", "catalogue", "catalog", "roster"))
_OWNED_TAGS = ("JJ", "VB", "VBP")
_PLURALS, _BASES_IN_S = ("s", "men"), ("ss", "us", "as")
_PARTICLES = frozenset(("in", "on", "up", "out", "off", "over", "down", "by", "through", "to"))


def make_nouns(tree: Tree) -> Tree:
    """Return the tree with each gerund that is alone between "in" or "of" and a finite verb as a noun.

    Two nouns that are both read as the subject of one verb are joined: consumer lending.
    """
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    for place in range(len(tree.words) - 1):
        is_pair = relations[place] == relations[place + 1] == "nsubj" and heads[place] == heads[place + 1]
        if is_pair and tags[place] in NOUNS and tags[place + 1] in NOUNS:
            heads[place], relations[place] = place + 1, "compound"  # consumer lending
            if tree.words[place - 1] in _TELLING and place:
                heads[place], relations[place] = place - 1, "iobj"  # told reporters exports rose
    _join_objects(tree, heads, relations, tags)
    for place in range(2, len(tree.words) - 1):
        is_alone = tree.tags[place] == "VBG" and tree.dependents[place] == [place - 1]
        is_attribute = tree.relation(place) == "acl" and tree.heads[place] == place - 2
        is_led_to = tree.words[place - 1] in ("in", "of") and tree.tags[place + 1] in FINITE
        if is_alone and is_attribute and is_led_to:
            relations[place], relations[place - 1], tags[place] = "nmod", "case", "NN"
    if (heads, relations) == (tree.heads, tree.relations):
        return tree
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _join_objects(tree: Tree, heads: list[int], relations: list[str], tags: list[str]) -> None:
    """Make one object of a noun and a noun or gerund, with the value at the verb: raise R&D spending."""
    for place in range(1, len(tree.words) - 1):
        verb, before = heads[place], place - 1
        is_object = relations[place] == "obj" and tags[place] in ("VBG", *NOUNS) and tags[before] in NOUNS
        is_second = heads[before] == verb < before and relations[before] == "obj"
        is_gerund = heads[before] == place and relations[before] == "compound" and tags[place] == "VBG"
        if not is_object or not (is_second or is_gerund):
            continue
        heads[before], relations[before], tags[place] = place, "compound", "NN"
        for value in tree.dependents[place]:
            if value > place and relations[value] == "obl":
                heads[value] = verb


def join_targets(tree: Tree) -> Tree:
    """Return the tree with an object and the noun right after it as one noun.

    They cut the price target to 17 yuan: the parser reads "target" as what the price is made.
    """
    for place in range(1, len(tree.words) - 1):
        noun, verb = place - 1, tree.heads[place]
        is_read = tree.relation(place) == "xcomp" and tree.tags[place] == "NN" and tree.tags[noun] == "NN"
        if not is_read or tree.relation(noun) != "obj" or tree.heads[noun] != verb:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[noun], relations[noun], relations[place] = place, "compound", "obj"
        for child in tree.dependents[noun]:
            heads[child] = place
        return replace(tree, heads=heads, relations=relations)
    return tree


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


def make_owners(tree: Tree) -> Tree:
    """Return the tree with each name before "'s" as the owner of the noun after it.

    The parser reads abbreviations that it does not know as verbs or subjects: YMTC's share reached 8 percent,
    BYD's overseas sales rose, ZTE's spending grew.
    """
    for mark in range(1, len(tree.words) - 1):
        owner = mark - 1
        if tree.words[mark] not in _OWNED or tree.ends[owner] != tree.starts[mark]:
            continue
        item = _last_noun(tree, mark + 1)
        if tree.tags[mark + 1] in _NUMBERS:
            continue  # South Korea's 28 percent
        if tree.tags[mark] == "POS" or _has_own_verb(tree, owner, item):
            tree = _own_next(tree, owner, item)
        elif _owns_gerund(tree, owner):
            tree = _own_gerund(tree, owner)
    return tree


def _own_next(tree: Tree, owner: int, item: int) -> Tree:
    """Return the tree with `owner`, whatever its tag, as the owner of the noun `item`."""
    if tree.tags[owner] in _PRONOUNS or not item:
        return tree
    if not _ends_owner(tree, owner):
        return _make_owner(tree, owner, item)
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    heads[owner + 1], relations[owner + 1] = owner, "case"
    if tags[owner] not in NOUNS:
        tags[owner] = "NNP"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def _ends_owner(tree: Tree, place: int) -> bool:
    """Return whether a word was read as an owner, or as the end of its name: the University of Hefei's."""
    is_inside = tree.tags[place] in NOUNS and tree.relation(place) not in _MAIN
    return is_inside or any(tree.relations[above] == "nmod:poss" for above in (place, *tree.above(place)))


def _has_own_verb(tree: Tree, owner: int, item: int) -> bool:
    """Return whether a noun after "is" has a verb of its own, so that "is" marks an owner: its sales rose."""
    is_name = tree.relation(owner) == "nsubj" and tree.tags[owner] not in _PRONOUNS
    return is_name and bool(item) and tree.tags[item + 1 : item + 2] == ["VBD"]


def _owns_gerund(tree: Tree, owner: int) -> bool:
    """Return whether "is" and a gerund below a verb are an owner and its noun: Huawei's spending grew."""
    gerund = owner + 2
    is_gerund = tree.tags[gerund] in ("VBG", "NN") and tree.relation(gerund) == "nsubj"
    return is_gerund and tree.heads[owner] == gerund and tree.relation(owner) == "nsubj"


def _own_gerund(tree: Tree, owner: int) -> Tree:
    heads, relations, tags = list(tree.heads), list(tree.relations), list(tree.tags)
    relations[owner], tags[owner + 1], tags[owner + 2] = "nmod:poss", "POS", "NN"
    heads[owner + 1], relations[owner + 1] = owner, "case"
    return replace(tree, heads=heads, relations=relations, tags=tags)


def join_owners(tree: Tree) -> Tree:
    """Return the tree with the whole name of an owner before the noun that it owns.

    The Department of Commerce's bureau added 140 firms: the parser reads "bureau" as another word for
    "department", and Commerce as its owner.
    """
    for item, top in enumerate(tree.heads):
        owner = tree.child(item, "nmod:poss")
        is_chain = tree.relation(item) == "appos" and owner is not None and top < owner < item
        if owner is None or not is_chain or "of" not in tree.words[top + 1 : owner]:
            continue
        heads, relations = list(tree.heads), list(tree.relations)
        heads[item], relations[item] = tree.heads[top], tree.relations[top]
        if tree.is_root(top):
            heads[item] = item
        for child in tree.dependents[top]:
            if child > item:
                heads[child] = item
        heads[top], relations[top] = item, "nmod:poss"
        heads[owner], relations[owner] = top, "nmod"
        return replace(tree, heads=heads, relations=relations)
    return tree


def detach_lists_added_to(tree: Tree) -> Tree:
    """Return the tree with the list to which things are added under the verb: added 140 firms to its list."""
    heads, relations = list(tree.heads), list(tree.relations)
    for place, word in enumerate(tree.words):
        thing = tree.heads[place]
        is_list = word in _LISTS and tree.relation(place) == "nmod" and "to" in tree.cases(place)
        verb = tree.heads[thing]
        if (
            is_list
            and tree.words[verb] in _ADDING
            and tree.relation(thing) in ("obj", "nsubj")
            and thing > verb
        ):
            heads[place], relations[place] = verb, "obl"
    return tree if heads == tree.heads else replace(tree, heads=heads, relations=relations)


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
