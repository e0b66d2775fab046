"""Rules for ratios and multiples of a base: what is three times the price, or at least 2.0 to 1.0.

Each docstring shows sentences, and the tests read them.
"""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.units import TIMES, TO_ONE

# Words between what is measured and its multiple, and those of them that state it.
_STATING = frozenset(
    (
        *("be", "been", "is", "are", "was", "were", "equal", "equals", "equalled", "exceed", "exceeds"),
        *("exceeded", "reach", "reaches", "reached", "total", "totals", "stand", "stands", "stood", "remain"),
        *("remains", "remained", "hit", "cost", "costs", "averaged", "averages"),
    )
)
_BEING = frozenset(("be", "been", "is", "are", "was", "were"))
_VALUED = frozenset(
    ("put", "valued", "estimated", "stand", "stands", "stood", "remains", "remained", "reckoned")
)
_FORMS = ("double", "triple", "quadruple")
_BETWEEN = _STATING | frozenset(
    (
        *("not", "no", "more", "than", "less", "fewer", "at", "least", "most", "up", "to", "about", "almost"),
        *("nearly", "only", "over", "some", "around", "roughly", "may", "must", "shall", "can", "could"),
        *("would", "should", "will", "have", "has", "had", "now", "still", "already", "currently", "just"),
    )
)
_BASES = (["what"], ["its"], ["their"], ["that"], ["those"])
_NO_BASE = ("as", "in", "since", "between", "by", "from", "over", "on", "during", "this", "last", "and", "or")
_BASE_TAGS = ("DT", "PRP$", "NN", "JJ", "VBN", "CD", "WP", "FW")


def choose_multiple_of_base(node: Node) -> tuple[str, str] | None:
    """Take the subject of a multiple of something else, not that other thing.

    Examples
    --------
    The lending of a branch may not exceed twice its capital. → lending of a branch
    Debt is 3.5 times earnings. → Debt
    The wage is more than double the average. → wage
    """
    tree, first, base = node.tree, min(node.own), max(node.own) + 1
    if node.figure.unit != TIMES or node.before is not None:
        return None
    is_form = tree.words[max(node.own)] in _FORMS
    if node.figure.is_multiple and not is_form:
        return None
    if base >= len(tree.words) or not tree.tags[base].startswith(_BASE_TAGS) or tree.words[base] in _NO_BASE:
        return None
    end = _start_of_statement(node, first)
    stating = _BEING if is_form else _STATING
    is_stated = any(word in stating for word in tree.words[end:first])
    if not end or not is_stated or not node.is_noun(end - 1):
        return None
    top = end - 1
    for above in tree.above(end - 1):
        if above < end and node.is_noun(above):
            top = above
    start = min((*node.words_of(top), end - 1))
    words = range(start, end)
    if not node.blocked.isdisjoint(words) or "," in tree.words[start:end]:
        return None
    return node.text_of(words), ""


def choose_multiple_beside(node: Node) -> tuple[str, str] | None:
    """Continue the figure that a multiple of something else tells in other words, after a comma.

    Examples
    --------
    The market was worth 3 billion yuan in 2020, twice its present size. → (the one before)
    Investors put $37 billion into fabs, five times what their rivals raised. → (the one before)
    """
    tree, before, first = node.tree, node.before, min(node.own)
    if node.figure.unit != TIMES or before is None or before.figure.unit == TIMES:
        return None
    while first and tree.words[first - 1] in _BETWEEN:
        first -= 1
    behind = max(before.own) + 1
    is_beside = behind < first and tree.words[first - 1] == ","
    if not is_beside or tree.words[max(node.own) + 1 : max(node.own) + 2] not in _BASES:
        return None
    between = range(behind, first)
    is_clause = any(tree.tags[place] in ("VBD", "VBZ", "VBP", "MD") for place in between)
    return None if is_clause else ("", "")


def _start_of_statement(node: Node, end: int) -> int:
    """Return where what states a multiple begins: debt | is put at about | 3 times earnings."""
    words = node.tree.words
    while end and (words[end - 1] in _BETWEEN or (words[end - 1] in _VALUED and words[end] == "at")):
        end -= 1
    return end


def choose_ratio(node: Node) -> tuple[str, str] | None:
    """Take the whole name of a ratio, whatever its last noun is.

    Examples
    --------
    The firm shall keep a ratio of assets to debt of at least 2.0 to 1.0. → ratio of assets to debt
    """
    tree, end = node.tree, min(node.own)
    ratio = next((place for place in reversed(range(end)) if tree.words[place] in ("ratio", "ratios")), None)
    if node.figure.unit != TO_ONE or ratio is None:
        return None
    while end > ratio + 1 and (tree.words[end - 1] in _BETWEEN or tree.words[end - 1] in ("of", "a", "the")):
        end -= 1
    start = min((*node.words_of(ratio), ratio))
    words = range(start, end)
    is_plain = not any(tree.tags[place].startswith(("VB", "MD", ",")) for place in words)
    if is_plain and node.blocked.isdisjoint(words):
        return (node.text_of(words), "")
    return None
