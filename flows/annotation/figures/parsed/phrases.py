"""Phrases that the rules take from a tree: a subject, an owner, a whole, a predicate."""

from __future__ import annotations

import re

from flows.annotation.figures.parsed.joined import counted_phrase, subject_with_conjunct
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, POINTS
from flows.annotation.parsing import Tree
from flows.text import lazy_pattern

_LONGEST_PREDICATE = 12  # words
_CLAUSE_SIGNS = (",", ";", ":", "(", "—", "-", "and", "while", "but", "that")
_LONGEST_LEAD = 12  # words before a phrase that may belong to it
_SUBORDINATORS = frozenset(
    (
        "until",
        "till",
        "when",
        "once",
        "before",
        "after",
        "as",
        "if",
        "unless",
        "since",
        "because",
        "although",
        "though",
        "whereas",
        "where",
        "whether",
        "thanks",
        "due",
        "owing",
        "according",
    )
)
_LOSING, _GIVING = frozenset(("lost", "loses", "shed", "sheds")), frozenset(("gave", "gives"))
_WHOLE_LOST = lazy_pattern(r" of (?!(?:its|their|his) value\b)")
_PREFIXED = lazy_pattern("(?P<prefix>re|over|under|out|fore|mis|with|up)(?P<verb>(?!lay).{2,})")
_LEADS = ("IN", "DT", "NN", "JJ")
_LISTED = ("NN", "NNS", "NNP", "NNPS", "JJ", "HYPH")
_NOMINAL = ("NN", "JJ", "IN", "DT", "POS", "HYPH", "PRP$", "VBG", "VBN")
_NAMING = ("NN", "JJ")
_ATTRIBUTES = ("VBN", "VBG", "JJ")
_SAYING = frozenset(
    ("said", "say", "says", "reported", "answered", "think", "thought", "believe", "believed")
)
_SAID = (["that"], ["they"], ["it"], ["their"], ["he"], ["she"], ["the"])
_ENDS = (",", ".", ";", "(", ":")
_VOWELS, _HISSING = ("a", "e", "i", "o", "u"), ("sses", "shes", "ches", "xes", "zzes")
_COMPLEMENTS = ("obj", "obl", "xcomp", "advcl", "advmod", "compound:prt", "iobj", "nmod")
_LONGEST_GERUND = 6  # words
_BEFORE_GERUNDS = ("about", "of", "from", "on")
_DECADES = ("end", "decade", "century", "time")
_YEAR = lazy_pattern(r"(?:19|20)\d{2}")
_TARGETS = ("back into", "into", "on")
RAISING = frozenset(("raise", "raises", "raised", "raising"))  # they raised 3 billion yuan


def name_twin(indicator: str, ahead: str) -> str:
    """Return the second of two names before a list if both end in one word: infant and maternal mortality.

    `ahead` are the words before the first figure: infant mortality and maternal mortality to below.
    """
    word = re.escape(indicator.lower().rpartition(" ")[2])
    twin = re.search(
        rf"\b{word} and (?:the )?((?:[a-z-]+ ){{1,3}}{word}) (?:to|by)(?: [a-z]+){{0,2}} $", ahead
    )
    return twin[1] if word and twin else ""


def whole_subject(node: Node, phrase: str) -> str:
    """Return a subject with the head that the parser cut off: "imports of" before tools.

    The words from the start of the clause to the phrase must be nouns, adjectives and prepositions.
    """
    tree = node.tree
    place = tree.text.find(phrase)
    if place <= 0 or not phrase:
        return phrase
    last = next((index for index, start in enumerate(tree.starts) if start >= place), 0)
    first = last
    while first and tree.words[first - 1] not in _CLAUSE_SIGNS:
        first -= 1
    lead = range(first, last)
    if not _SUBORDINATORS.isdisjoint(tree.words[first:last]):
        return phrase
    if (
        not 1 < len(lead) <= _LONGEST_LEAD
        or not tree.tags[last - 1].startswith(_LEADS)
        or tree.tags[first] == "IN"
    ):
        return phrase
    is_headed = tree.words[first + 1] in ("of", "from", "to")  # Imports may be read as a verb
    if not all(tree.tags[index].startswith(_NOMINAL) or (index == first and is_headed) for index in lead):
        return phrase
    if any(index in node.blocked for index in lead) or "IN" not in (tree.tags[index] for index in lead):
        return phrase
    start = first + (tree.tags[first] == "DT")
    return f"{node.text_of(range(start, last))} {phrase}"


def subject_name(node: Node, index: int | None) -> str:
    """Return the phrase of a subject, "" for a pronoun."""
    if index is None or index in node.own | node.blocked or not node.is_noun(index):
        return ""
    tree = node.tree
    is_verb = tree.words[index] in load_tree_words().intentions and tree.words[index + 1 : index + 2] == [
        "to"
    ]
    if is_verb:  # "The province plans to": read as a noun
        inside = tree.child(index, "compound", "nmod")
        return node.phrase(inside) if inside is not None else ""
    return node.phrase(index)


def has_own_subject(node: Node) -> bool:
    """Return whether a value has its own subject: costs were $2 million, and the fee was $1 million."""
    subject = node.tree.child(node.head, "nsubj")
    return subject is not None and subject not in node.blocked and node.is_noun(subject)


def nouns_before(node: Node, end: int) -> str:
    """Return the nouns and adjectives right before a word, "" where there are none or they are a figure's."""
    start = end
    while start and node.tree.tags[start - 1].startswith(_NAMING) and start - 1 not in node.blocked:
        start -= 1
    is_named = start < end and node.is_noun(end - 1)
    return node.text_of(range(start, end)) * is_named


def subject_phrase(node: Node, verb: int) -> str:
    """Return the phrase of the subject of a verb, "" if it has none or a pronoun."""
    return subject_name(node, node.subject_of(verb))


def is_bare_owner(node: Node, subject: int) -> bool:
    """Return whether a subject is an owner without a noun of its own: Japan's fell to 20 percent."""
    tags = node.tree.tags[subject + 1 : subject + 3]
    return tags[:1] == ["POS"] and not any(tag.startswith(("N", "J")) for tag in tags[1:])


def owner_phrase(node: Node, index: int) -> str:
    """Return the owner of a noun (Lenovo's), or else the subject of its clause."""
    tree = node.tree
    owner = tree.child(index, "nmod:poss")
    if owner is not None:
        return subject_name(node, owner)
    verb = node.verb()
    subject = node.subject_of(verb, by_agent=False)
    if subject is None or tree.is_below(index, subject):
        return ""
    return subject_name(node, subject)


def measured_phrase(node: Node, index: int) -> str:
    """Return the phrase of what is measured, "" for a mere pointer."""
    return subject_with_conjunct(node, index) if node.is_noun(index) else ""


def joined_phrase(node: Node, index: int) -> str:
    """Return a noun phrase with a second noun that "and" joins to it: research and development.

    What has a figure of its own is no second one: on roads and 2 billion on rails.
    """
    tree, own = node.tree, node.words_of(index)
    behind = own[-1] + 1
    second = next((child for child in tree.children(index, "conj") if child > behind), None)
    if tree.words[behind : behind + 1] != ["and"] or second is None or not node.is_noun(second):
        return node.text_of(own)
    others = node.words_of(second)
    is_next = others[0] - behind <= 2 and node.blocked.isdisjoint(range(behind, others[-1] + 2))
    return node.text_of(range(own[0], others[-1] + 1)) if is_next else node.text_of(own)


def whole_phrase(node: Node) -> str:
    """Return the whole of which a percentage is a part, or ""."""
    whole = node.part_of(node.head, "of")
    if whole is None:
        return ""
    tags = node.tree.tags
    last = whole
    final = len(tags) - 1
    while last < final and tags[whole] in _ATTRIBUTES and tags[last] in _ATTRIBUTES:
        if last + 1 in node.blocked:
            break
        last += 1  # half of its imported etching tools: the parser ends at imported
    if tags[last] not in ("NN", "NNS"):
        return node.phrase(whole)
    if last == whole and _opens_gerund(node, whole + 1):
        return f"{node.phrase(whole)} {node.tree.words[whole + 1]}"
    if last == whole and (listed := _end_of_list(node, whole)) > whole:
        return node.text_of(range(min(node.words_of(whole)), listed + 1))
    return node.phrase(whole) if last == whole else node.text_of(range(whole, last + 1))


def _end_of_list(node: Node, whole: int) -> int:
    """Return the last noun of a list that a whole opens, itself if it opens none.

    80 percent of the world's wafer, cell and module capacity.
    """
    tree, last, has_and = node.tree, whole, False
    for place in range(whole + 1, len(tree.words)):
        if place in node.blocked or tree.tags[place] not in (*_LISTED, ",", "CC"):
            break
        has_and |= tree.words[place] == "and"
        if node.is_noun(place) and whole in tree.above(place):
            last = place
    is_whole = last + 1 < len(tree.words) and tree.tags[last + 1] in (".", ",", "IN", ":", "-RRB-")
    return last if has_and and is_whole else whole


def _opens_gerund(node: Node, place: int) -> bool:
    """Return whether a gerund ends the phrase of the noun before it: 35 percent of nickel refining."""
    tree = node.tree
    if tree.tags[place : place + 1] != ["VBG"] or place in node.blocked:
        return False
    return tree.words[place + 1 : place + 2] in (
        [","],
        ["."],
        ["and"],
        [";"],
        ["in"],
        ["by"],
        ["worldwide"],
        [],
    )


def participle_of(word: str, tag: str) -> str:
    """Return the past participle of a verb's form: processes -> processed, supplies -> supplied.

    `tag` is the Penn treebank's.
    """
    known = load_tree_words().participles
    if tag == "VBG" and word.endswith("ing"):
        stem = word.removesuffix("ing")  # making -> make -> made, shipping -> shipped
        word = next((one for one in (stem, f"{stem}e", stem[:-1]) if one in known), f"{stem}ed")
        if word.endswith("yed") and word[-4] not in _VOWELS:
            word = stem
    if word in known:
        return known[word]
    prefixed = _PREFIXED.fullmatch(word)
    if prefixed and (prefixed["verb"] in known or prefixed["verb"] in known.values()):
        return f"{prefixed['prefix']}{participle_of(prefixed['verb'], tag)}"  # repay, undergo, outsold
    if tag == "VBZ":
        word = _base_of(word)
    is_past = word.endswith("ed") and not word.endswith("eed")  # need, exceed
    if word in known or is_past or word in known.values():
        return known.get(word, word)
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ied"
    return f"{word}{'d' if word.endswith('e') else 'ed'}"


def gerund_of(word: str) -> str:
    """Return the gerund of a verb: spend -> spending, raise -> raising, ship -> shipping."""
    participle = load_tree_words().participles.get(word, "")
    if participle == f"{word}{word[-1]}ed":
        return f"{word}{word[-1]}ing"
    return f"{word.removesuffix('e')}ing"


def _base_of(word: str) -> str:
    """Return a verb without the ending of the third person."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(_HISSING) else word.removesuffix("s")


def climb(node: Node) -> tuple[int, str, tuple[str, ...]]:
    """Return governor, relation and prepositions of a figure, past nouns of amount (a total of 5 million)."""
    tree, words = node.tree, load_tree_words()
    index, cases = node.head, node.cases
    for _ in range(3):
        above = tree.heads[index]
        # An example: in five years to 20 percent.
        is_time = tree.words[above] in words.times and "to" in tree.cases(index)
        is_amount = is_time or tree.words[above] in words.amounts
        if above == index or not is_amount or tree.relation(index) not in ("nmod", "appos", "nummod"):
            break
        index = above
        if not is_time:
            cases = tree.cases(index) or cases
    return tree.heads[index], tree.relation(index), cases or tree.cases(index)


def is_lost(node: Node) -> bool:
    """Return whether a share is a fall: the index shed 4 percent, but not: lost 4 percent of its buyers."""
    tree, verb = node.tree, node.governor
    is_object = node.relation in ("obj", "advmod", "obl") and not node.cases
    if not is_object or node.figure.unit not in (PERCENT, POINTS):
        return False
    is_given_up = tree.words[verb] in _GIVING and tree.words[verb + 1 : verb + 2] == ["up"]
    if not is_given_up and tree.words[verb] not in _LOSING:
        return False
    return _WHOLE_LOST.match(tree.text, tree.ends[max(node.own)]) is None


def end_of_saying(node: Node, verb: int) -> int:
    """Return the last word of what is said up to a comma: 37 percent said that they had lost orders.

    It is the word before `verb` where that says nothing.
    """
    tree = node.tree
    is_finite = tree.tags[verb] in ("VBD", "VBP", "VBZ") and tree.words[verb + 1 : verb + 2] in _SAID
    if tree.words[verb] not in _SAYING or not is_finite or tree.child(verb, "ccomp") is None:
        return verb - 1
    end = next(
        (place for place in range(verb, len(tree.words)) if tree.words[place] in _ENDS), len(tree.words)
    )
    return end - 1


def with_predicate(node: Node, subject: int) -> str:
    """Return the phrase of a subject with the short predicate after it, as written."""
    tree = node.tree
    verb = node.tree.heads[node.head]
    phrase = counted_phrase(node, subject)
    last = verb
    for child in tree.children(verb, *_COMPLEMENTS):
        below = tree.below(child)
        has_figure = any(word in node.blocked for word in below)
        below = _free_of_figures(node, below) if has_figure else below
        if not below or (tree.relation(child) == "advcl" and not _goes_on(tree, child, below)):
            continue
        is_year = any(_YEAR.fullmatch(tree.words[word]) for word in below)
        is_year |= tree.words[child] in _DECADES and tree.words[below[0]] == "by"  # by the end of the decade
        if below[0] <= last or below[0] > last + 2 or is_year:
            continue
        last = below[-1]
    if last == verb:
        last = max(verb, end_of_saying(node, verb))
    if tree.words[last + 1 : last + 2] == ["-"] and tree.tags[last + 2 : last + 3] not in ([], ["CC"]):
        last += 2  # are state-owned
    first = max(*node.own, node.head, node.words_of(subject)[-1]) + 1
    leads = (index for index in range(first, verb + 1) if tree.relation(index) in ("aux", "cop", "advmod"))
    start = next(leads, verb)
    words = list(range(start, last + 1))
    is_plain = 0 < len(words) <= _LONGEST_PREDICATE and verb > subject
    if not is_plain or any(word in node.blocked for word in words):
        return phrase
    said = node.text_of(words)
    return f"{phrase} {said}" if phrase else said


def _goes_on(tree: Tree, verb: int, words: list[int]) -> bool:
    """Return whether a clause belongs to the predicate: planned to cut wages, thought about leaving."""
    is_gerund = tree.words[words[0]] in _BEFORE_GERUNDS and tree.tags[verb] == "VBG"
    is_gerund = is_gerund and verb == words[0] + 1 and len(words) <= _LONGEST_GERUND
    return is_gerund or tree.words[words[0]] == "to"


def _free_of_figures(node: Node, words: list[int]) -> list[int]:
    """Return a phrase up to what is joined to it with a figure: by the state | and 9 percent; or nothing."""
    tree = node.tree
    end = next((at for at, word in enumerate(words) if word in node.blocked or tree.tags[word] == "CC"), 0)
    is_whole = end > 1 and tree.tags[words[end]] == "CC" and node.is_noun(words[end - 1])
    return words[:end] if is_whole else []


def part_at_target(whole: str) -> tuple[str, str, str]:
    """Return a whole without what its part went to, with that: its budget | on | schools; ("...", "", "")."""
    signs = [sign for sign in _TARGETS if f" {sign} " in whole]
    if not signs:
        return whole, "", ""
    owned, _, target = whole.partition(f" {signs[0]} ")
    return owned, signs[0], target


def plain_phrase(node: Node) -> str:
    """Return what a figure counts without what follows it: in a poll of 300 | bakers | held in May."""
    return node.text_of([word for word in node.words_of(node.head) if word <= node.head])
