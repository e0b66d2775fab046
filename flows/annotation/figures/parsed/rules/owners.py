"""Rules for the next in a list of owners, holders or people asked.

Each docstring shows a sentence, and the tests read it.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.phrases import nouns_before
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.units import PERCENT
from flows.text import lazy_pattern

_FINITE = ("VB", "VBD", "VBP", "VBZ", "MD")
OWNED = lazy_pattern(r"^.{2,40}?['’]s? (?=\S)")  # Japan's, before its measure
_POSSESSIVE = ("'s", "’s", "'", "’")
# Verbs and prepositions before a value of somebody else.
_COMPARING = frozenset(
    (
        *(
            "exceed",
            "exceeds",
            "exceeded",
            "trail",
            "trails",
            "trailed",
            "top",
            "tops",
            "topped",
            "beat",
            "beats",
        ),
        *("surpass", "surpasses", "surpassed", "match", "matches", "matched", "above", "below", "than"),
        *("surpassing", "exceeding", "topping", "beating", "trailing", "overtaking", "overtook", "overtakes"),
        *("versus", "vs", "against"),
    )
)
_BEHIND_STAKES = ("NN", "JJ", "IN")  # Italy's 4 percent stake, 4 percent of orders
_PAST = ("fell", "rose", "grew", "shrank", "sank", "went")  # often tagged as participles
_BESIDE_VERBS = ("VB", "MD", "RB", "IN", "TO", "JJR", "RP")  # between an owner and its value
_PREDICATES = ("VBD", "VBZ", "VBP", "MD", "VBG")
_SIGNS = ("'s", "’s")
_OF_BOUNDS = frozenset(("more", "than", "at", "least", "fewer", "less", "over", "under", "most", "up", "to"))
_BEFORE_FOLLOWERS = (["followed", "by"], ["ahead", "of"])
_ENDS = (",", ".", ":", "-RRB-")
_LONGEST_SAYING = 12  # words
_SAYING = frozenset(
    (
        "say",
        "said",
        "believe",
        "believed",
        "think",
        "thought",
        "cite",
        "cited",
        "blame",
        "blamed",
        "report",
        "reported",
    )
)
_WISHING = frozenset(
    ("expect", "expected", "plan", "planned", "intend", "intended", "hope", "hoped", "want", "wanted")
)


def choose_saying(node: Node) -> tuple[str, str] | None:
    """Take what a share of those asked say or expect; the subject is who was asked, if counted before.

    Examples
    --------
    A survey found that 58 percent expect cuts and 71 percent say debt is too high. → say debt is too high
    """
    tree, place = node.tree, max(node.own) + 1
    word = "".join(tree.words[place : place + 1])
    is_said = word in _SAYING and tree.tags[place].startswith("VB")
    is_wished = word in _WISHING and tree.words[place + 1 : place + 2] == ["to"]
    if node.figure.unit != PERCENT or not (is_said or is_wished):
        return None
    end = place + 1
    while end < min(len(tree.words), place + _LONGEST_SAYING) and tree.tags[end] not in _ENDS:
        if end in node.blocked or tree.tags[end] == "CC":
            break
        end += 1
    if end == place + 1:
        return None
    asked = node.before  # of 300 | firms |, 58 percent expect
    is_whole = asked is not None and asked.is_count and tree.words[min(asked.own) - 1] in ("of", "the")
    return node.text_of(range(place, end)), node.text_of([asked.head]) if asked and is_whole else ""


def choose_owned_value(node: Node) -> tuple[str, str] | None:
    """Take the owner of a value with which the subject's is compared.

    Examples
    --------
    Sample City's debt ratio now exceeds the country's 40 percent. → debt ratio
    """
    tree, first = node.tree, min(node.own)
    sign = first - 1
    if node.is_count or sign < 2 or tree.words[sign] not in _POSSESSIVE:
        return None
    start = sign
    while (
        start
        and tree.tags[start - 1].startswith(("NN", "JJ", "POS", "HYPH"))
        and start - 1 not in node.blocked
    ):
        start -= 1
        if tree.words[start] in _COMPARING:
            start += 1
            break
    verb = start - 1 - (tree.tags[start - 1] == "DT")
    subject = node.subject_of(verb) if verb >= 0 else None
    if subject is None and node.relation == "parataxis":  # is 14 percent, more than Chile's 9 percent
        subject = tree.child(node.governor, "nsubj")
    if verb < 1 or tree.words[verb] not in _COMPARING or start == sign:
        return None
    measure = ""
    if subject is not None and subject < verb and node.is_noun(subject) and subject not in node.blocked:
        measure = OWNED.sub("", node.phrase(subject))
    return measure, node.text_of(range(start, sign))


def choose_next_owner(node: Node) -> tuple[str, str] | None:
    """Take the owner of the same measure, at the start of a new clause.

    Examples
    --------
    Japan's share of exports fell to 20 percent; Germany's to 5 percent. → Germany's share of exports
    """
    tree, first = node.tree, min(node.own)
    while first and tree.words[first - 1] in load_tree_words().leads:
        first -= 1
    place = first - (tree.words[first - 1] in ("by", "at")) - 1
    if node.before is not None or place < 1 or tree.words[place] not in ("'s", "’s"):
        return None
    start = int(tree.words[0] in ("and", "while", "but"))
    is_name = all(tree.tags[index].startswith(("NNP", "DT")) for index in range(start, place))
    return (node.text_of(range(start, place + 1)), "") if is_name and start < place else None


def choose_next_holder(node: Node) -> tuple[str, str] | None:
    """Continue the share before for the next in a list of holders.

    Examples
    --------
    A ministry leads with a 17 percent stake, followed by a bank with 10 percent. → (the one before)
    """
    before = node.before
    if before is None or node.is_count or not node.figure.unit or node.figure.unit != before.figure.unit:
        return None
    if {"followed", "behind", "ahead"}.isdisjoint(node.tree.words):
        return None
    holder = _follower(node)
    return None if holder is None else ("", node.text_of(holder))


def _follower(node: Node) -> range | None:
    """Return the words naming who follows with a value, empty if they come after it; None if nobody does."""
    tree, before = node.tree, node.before
    if before is None:
        return None
    first, end = max(*before.own, before.head) + 1, min(node.own)
    while end > first and tree.words[end - 1] in load_tree_words().leads:
        end -= 1
    starts = [place + 2 for place in range(first, end) if tree.words[place : place + 2] in _BEFORE_FOLLOWERS]
    starts += [place + 1 for place in range(first, end) if tree.words[place] == "behind"]
    if not starts and (tree.words[first] not in ("and", ",") or _follower(before) is None):
        return None
    start = starts[-1] if starts else first + 1
    if tree.words[start] == "and":
        start += 1
    if start == end and starts:
        return range(start, start)
    if tree.words[end - 1] not in ("with", "at") or any(tag in _FINITE for tag in tree.tags[start:end]):
        return None
    return range(start + (tree.tags[start] == "DT"), end - 1)


def choose_possessive(node: Node) -> tuple[str, str] | None:
    """Take an owner without a noun of its own, for which the indicator before continues.

    Examples
    --------
    Its share rose to 17 percent, while Meridian's fell to 21 percent. → Meridian's share
    """
    tree, first = node.tree, min(node.own)
    if node.before is None or node.is_count:
        return None
    low = max(node.before.own) + 1
    signs = [place for place in range(low, first) if tree.words[place] in _SIGNS]
    if not signs:
        return None
    sign = signs[-1]
    if sign + 1 == first:
        return _next_possessive(node, sign)
    verbs = tree.tags[sign + 1 : first]
    is_past = verbs[0] in _PREDICATES or tree.words[sign + 1] in _PAST
    is_finite = is_past and all(tag.startswith(_BESIDE_VERBS) for tag in verbs)
    owner = nouns_before(node, sign)
    return (
        (f"{owner}{tree.text[tree.starts[sign] : tree.ends[sign]]}", owner) if is_finite and owner else None
    )


def _next_possessive(node: Node, sign: int) -> tuple[str, str] | None:
    """Return the owner of the next value of a list: Japan's taking 12 percent and | Italy's | 4 percent."""
    tree, before, behind = node.tree, node.before, max(node.own) + 1
    owner = nouns_before(node, sign)
    start = sign - len(owner.split())
    is_next = before is not None and start - 2 == max(before.own) and tree.words[start - 1] in ("and", ",")
    is_alone = not tree.tags[behind : behind + 1] or not tree.tags[behind].startswith(_BEHIND_STAKES)
    if before is None or not is_next or not is_alone or choose_possessive(before) is None:
        return None
    return f"{owner}{tree.text[tree.starts[sign] : tree.ends[sign]]}", owner


def holder_before(node: Node) -> str:
    """Return the things right before "with more than": applies to | firms | with more than 20 jets; or ""."""
    tree, place = node.tree, min(node.own) - 1
    while place > 0 and tree.words[place] in _OF_BOUNDS:
        place -= 1
    is_bound = place < min(node.own) - 1 and tree.words[place] == "with"
    if not is_bound or tree.tags[place - 1] != "NNS" or place - 1 in node.blocked:
        return ""
    return node.phrase(place - 1).partition(" with ")[0]
