"""Rules for figures that stand beside what they measure.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import owner_phrase
from flows.annotation.figures.parsed.rules.sums import choose_worth
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT, RANK, TIMES
from flows.text import lazy_pattern

_FINITE = ("VB", "VBD", "VBP", "VBZ", "MD")
_PARTICIPLES = ("VBN", "VBD")
_IN_PHRASES = ("NN", "JJ", "DT")
_WITHIN = frozenset(("of", "per", "in"))
_MAKING = frozenset(
    ("make", "makes", "made", "account", "accounts", "accounted", "represent", "represents", "represented")
)
_YARDSTICKS = frozenset(
    (
        "average",
        "minimum",
        "maximum",
        "limit",
        "threshold",
        "norm",
        "standard",
        "ceiling",
        "floor",
        "median",
        "mean",
    )
)
_COMPARING = frozenset(("above", "below", "over", "under", "than", "beyond"))
# A change that points to what the sentence before measures: this represents a | 37% increase.
_POINTING = lazy_pattern(
    r"(?:^\W*|[.;] )(?:this|that|it) (?:also |now |still )?"
    r"(?:represents|represented|marks|marked|is|was|means|meant|equals|equalled|translates (?:in)?to"
    r"|amounts to|amounted to)"
    r"(?: (?:a|an|the|about|around|nearly|roughly|almost|over|more|than|some|rise|increase|growth|jump|gain"
    r"|surge|drop|fall|decline|decrease|reduction|of|[a-z]+ly|sharp|steep|huge|modest|slight|substantial"
    r"|significant|remarkable|dramatic|staggering|year-on-year|annual|record))* $"
)
# ... and the next such change: a 37% increase from 2023 and a substantial | 72% rise.
_CHANGE = r"(?:increase|rise|growth|jump|gain|surge|drop|fall|decline|decrease|reduction|leap|improvement)"
_NEXT_CHANGE = lazy_pattern(
    rf" (?:[a-z-]+ )?{_CHANGE} (?:from|on|over|compared with|compared to) (?:[a-z0-9]+ ){{1,4}}?"
    r"(?:and|but) an? (?:[a-z]+ ){0,2}$"
)
_CHANGE_BEHIND = lazy_pattern(rf" (?:[a-z-]+ ){{0,2}}?{_CHANGE}s?(?![a-z]| (?:in|of)\b)")
_OF_CHANGE = lazy_pattern(rf"{_CHANGE} of (?:[a-z]+ ){{0,2}}$")
_LONGEST_LABEL = 18  # words
_LONGEST_CONVERSION = 8  # words in brackets: (about $23 billion)
_LONGEST_LEAD = 6  # words between a comma and a figure: worth a little more than


def choose_apposed(node: Node) -> tuple[str, str] | None:
    """Take the subject before a value between commas.

    Examples
    --------
    The share of local suppliers, 12 percent in 2010, stood at 40 percent in 2020. → share of local suppliers
    """
    tree = node.tree
    if node.is_count or node.figure.unit in ("", RANK, TIMES):
        return None
    if choose_worth(node) is not None:
        return None
    comma = _comma_before(node)
    behind = _word_after(node)
    if comma < 1 or comma - 1 in node.blocked or tree.words[behind : behind + 1] != [","]:
        return None
    if not any(tag.startswith(("VB", "MD")) for tag in tree.tags[behind + 1 : behind + 2]):
        return None
    top = comma - 1
    while tree.heads[top] < comma and tree.heads[top] != top and node.is_noun(tree.heads[top]):
        top = tree.heads[top]
    if not node.is_noun(top) or any(tag in _FINITE for tag in tree.tags[top:comma]):
        return None
    return node.phrase(top), owner_phrase(node, top)


def choose_yardstick(node: Node) -> tuple[str, str] | None:
    """Take the average or limit that something is above or below.

    Examples
    --------
    The plant recovers 95 percent of it, above the national minimum of 90 percent. → national minimum
    """
    tree, first = node.tree, min(node.own)
    while first and tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    place = first - 1
    if node.is_count or place < 2 or tree.words[place] != "of" or tree.words[place - 1] not in _YARDSTICKS:
        return None
    start = place - 1
    while (
        start
        and tree.tags[start - 1].startswith(("NN", "JJ", "HYPH", "POS"))
        and start - 1 not in node.blocked
    ):
        start -= 1
    is_compared = tree.tags[start - 1] == "DT" and tree.words[start - 2] in _COMPARING
    return (node.text_of(range(start, place)), "") if is_compared else None


def choose_amounting(node: Node) -> tuple[str, str] | None:
    """Take the whole list before "amount to", which the parser may read as its last noun.

    Examples
    --------
    Subsidies, tax benefits and land amount to 4 percent of output. → Subsidies, tax benefits and land
    """
    tree, place = node.tree, min(node.own)
    while place and tree.words[place - 1] in load_tree_words().leads - {"to"}:
        place -= 1
    verb = place - 2
    if (
        node.before is not None
        or verb < 3
        or tree.words[verb : verb + 2] not in (["amount", "to"], ["amounted", "to"])
    ):
        return None
    is_list = {",", "and"} <= {*tree.words[:verb]} and tree.tags[verb - 1].startswith("NN")
    is_plain = not any(tag in _FINITE for tag in tree.tags[:verb]) and node.blocked.isdisjoint(range(verb))
    return (node.text_of(range(int(tree.tags[0] == "DT"), verb)), "") if is_list and is_plain else None


def choose_part_of_which(node: Node) -> tuple[str, str] | None:
    """Take the part that makes up a share, after "of which".

    Examples
    --------
    Support came to 4 percent of output, of which tax benefits make up 1.5 percent. → tax benefits
    """
    tree, before = node.tree, node.before
    if before is None or node.is_count or node.figure.unit not in (PERCENT, "", before.figure.unit):
        return None
    start = max(before.own) + 1
    which = next((place for place in range(start, min(node.own)) if tree.words[place] == "which"), 0)
    verb = next((place for place in range(which, min(node.own)) if tree.words[place] in _MAKING), 0)
    if not which or tree.words[which - 1] != "of" or verb < which + 2:
        return None
    is_plain = all(tag.startswith(_IN_PHRASES) or tag == "VBN" for tag in tree.tags[which + 1 : verb])
    return (node.text_of(range(which + 1 + (tree.tags[which + 1] == "DT"), verb)), "") if is_plain else None


def choose_between_participles(node: Node) -> tuple[str, str] | None:
    """Take the nouns between "and" and the participle of the figure, after another participle.

    The parser reads such nouns as part of the first participle.

    Examples
    --------
    We saw smog eliminated and emissions per head reduced by 17 percent. → emissions per head
    """
    tree, verb = node.tree, node.governor
    if tree.tags[verb] not in _PARTICIPLES or tree.words[verb + 1 : verb + 2] != ["by"] or verb > node.head:
        return None
    first = verb
    while first and (tree.tags[first - 1].startswith(_IN_PHRASES) or tree.words[first - 1] in _WITHIN):
        first -= 1
    before = first - 2
    if before > 2 and tree.tags[before].startswith("NN") and tree.tags[before - 1] == "IN":
        before -= 2  # achieved on schedule and
    if before < 1 or tree.words[first - 1] != "and" or tree.tags[before] not in _PARTICIPLES:
        return None
    words = range(first + (tree.tags[first] == "DT"), verb)
    return (node.text_of(words), "") if any(node.is_noun(word) for word in words) else None


def _comma_before(node: Node) -> int:
    """Return the place of the comma before a figure and its bounds, or -1."""
    tree, leads = node.tree, load_tree_words().leads
    index = min(node.own) - 1
    last = index - _LONGEST_LEAD
    while index > last and index >= 0 and tree.words[index] in leads:
        index -= 1
    return {True: index, False: -1}[index >= 0 and tree.words[index] == ","]


def _word_after(node: Node) -> int:
    """Return the place of the first word after a figure, its conversion in brackets and its date."""
    tree = node.tree
    index = max(node.own) + 1
    if tree.words[index : index + 1] == ["("] and ")" in tree.words[index : index + _LONGEST_CONVERSION]:
        index = tree.words.index(")", index) + 1
    while index < len(tree.words):
        is_dated = index + 1 < len(tree.words) and index + 1 in node.blocked and tree.tags[index] == "IN"
        if index not in node.blocked and not is_dated:
            break
        index += 1
    return index


def choose_before_colon(node: Node) -> tuple[str, str] | None:
    """Take the object of the sentence if its value is after a colon at the end.

    Examples
    --------
    In 2022 the province added more wind capacity than any other: 11 gigawatts. → wind capacity
    """
    tree = node.tree
    index = min(node.own) - 1
    while index > 0 and tree.words[index] in load_tree_words().leads:
        index -= 1
    rest = tree.words[max(node.own) + 1 :]
    if node.is_count or index < 2 or tree.words[index] != ":" or any(map(str.isalnum, "".join(rest))):
        return None
    verb = next((place for place in range(index) if tree.tags[place] in ("VBD", "VBZ", "VBP")), None)
    if verb is None:
        return None
    item = tree.child(verb, "obj")
    if item is None or item >= index or not node.is_noun(item) or item in node.blocked:
        return None
    phrase = node.phrase(item)
    return phrase.removeprefix("more ").removeprefix("less "), owner_phrase(node, item)


def choose_labelled(node: Node) -> tuple[str, str] | None:
    """Take the whole label before a colon, for the values after it.

    Examples
    --------
    Share of local chips made in the province: 15 percent in 2016. → Share of local chips made in the province
    """
    tree, first = node.tree, min(node.own)
    colon = next((index for index in range(1, first) if tree.words[index] == ":"), 0)
    if node.is_count or not node.figure.unit or not colon or colon > _LONGEST_LABEL:
        return None
    is_clause = any(tag in _FINITE[1:] for tag in tree.tags[:first])
    if is_clause or not node.blocked.isdisjoint(range(colon)) or not node.is_noun(0):
        return None
    before = node.before
    if before is not None and min(before.own) > colon:
        return ("", "") if before.figure.unit == node.figure.unit else None
    leads = load_tree_words().leads
    return (node.text_of(range(colon)), "") if set(tree.words[colon + 1 : first]) <= leads else None


def choose_pointed(node: Node) -> tuple[str, str] | None:
    """Take a pronoun, or the figure before, for what changed by a share.

    Examples
    --------
    Exports reached 5 million tons in 2023. This represents a 37% increase from 2022. → Exports
    """
    if node.figure.unit != PERCENT:
        return None
    text = node.tree.text.lower()
    before, end = text[: node.tree.starts[min(node.own)]], node.tree.ends[max(node.own)]
    if not (_CHANGE_BEHIND.match(text, end) or _OF_CHANGE.search(before)):
        return None
    if _POINTING.search(before):
        return "it", ""
    if node.before is None or not _NEXT_CHANGE.fullmatch(before, node.tree.ends[max(node.before.own)]):
        return None
    return ("it", "") if _POINTING.search(text[: node.tree.starts[min(node.before.own)]]) else ("", "")
