"""The signs of English figures: at least 50 percent is a bound, by at least 5 percent a change with one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.annotation.figures.indicator_rules_en import CHANGE_AFTER
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.rejections_en import Clause
from flows.annotation.figures.signs.bounds import Sign, choose_bound
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.units import PERCENT, POINTS, TIMES
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

_NOUNS = frozenset(("contract",))  # a contract of 4 billion yuan is no fall
_INDEX_POINTS = "points"  # margins fell 6.8 points
_NEGATIONS, _NEAR = frozenset(("not", "never", "cannot")), 10  # words before a figure
_NEGATED = {">": "<=", ">=": "<", "<": ">=", "<=": ">"}
# Nobody passes a bound: may not own more than, no vessel may carry more than, none of them employs more than.
_NOT_PASSED = lazy_pattern(
    r"(?:\b(?:(?:may|must|shall|can|could) ?not|can[’']t)"
    r"|(?:^|[.,;:] )(?:no(?! (?:longer|doubt|wonder|matter)\b)|none of|neither|nobody|no one)"
    r"(?: [a-z-]+){0,3}? (?:may|must|shall|can|could|employs?|owns?|holds?|carr(?:y|ies)|has|have))"
    r" (?:(?!(?:[a-z]+ing|of|for|in|to|on|the|despite|whether|apply|affect|stop|prevent|that|who|which"
    r"|because|if|when|while|unless|until|only|and|but|as|so|just|there|with|whose|include|mean|know|say"
    r"|think)\b)[a-z-]+ ){0,5}?"
    r"(?:more|less|fewer|greater|higher|lower|in excess)"
    r" (?:than|of) $"
)
_NEGATION_REACH = 110  # code points before a figure
_LEVELS = ("<", ">")
_PASSED = frozenset(("below", "above", "under", "beyond"))
_COMPARED = lazy_pattern(
    r" (?:(?P<up>more|higher|greater|larger|above|faster|longer)"
    r"|(?P<down>less|lower|fewer|below|smaller|cheaper|slower))"
    r"(?: [a-z]+| (?:19|20)\d\d){0,3}? than(?![a-z])"
)
# 2 points above the average, 11 percent lower in May, 9 percent up on 2011.
_BESIDE = lazy_pattern(
    r" (?:(?P<up>higher|more|above|larger|up(?= on ))|(?P<down>lower|less|below|smaller|fewer|down(?= on )))"
    r"(?:(?<=(?:above|below)) (?:the|its|their|that|those|last|(?:19|20)\d\d)"
    r"|(?<!above)(?<!below)(?=[.,;]|$| (?:in|on|by|at|over|during|this|last)))(?![a-z])"
)
_SUFFIX = lazy_pattern(
    r" (?:(?P<least>or more|or higher|or above|or over|and above|and over|or greater|or better)"
    r"|(?P<most>or less|or lower|or below|or fewer|or under)|(?P<about>or so))(?![a-z])"
)
# The gap is 1.5 percentage points, exports contributed 0.6 percentage points.
_BEING = (["is"], ["are"], ["was"], ["were"], ["contributed"], ["contributes"])
_AIM_AFTER = lazy_pattern(r" (?:target|goal|objective)(?:s)?(?![a-z])")
_SUFFIX_SIGNS = {"least": ">=", "most": "<=", "about": "~"}
# A bound written as a sign: <1%, ≥ $5 billion.
_WRITTEN = lazy_pattern(r"(?P<sign>(?<![a-z\"'/])[<>]=?|[≤≦⩽≥≧⩾≈]|(?<![\d%~])~) ?$")
_WRITTEN_SIGNS = {**dict.fromkeys("≤≦⩽", "<="), **dict.fromkeys("≥≧⩾", ">="), **dict.fromkeys("~≈", "~")}
# A sign before a value, and what makes such a value a change.
_BELOW_ZERO = lazy_pattern(r"(?<![\d%])[ (]-$")
_OF_CHANGE = lazy_pattern(
    r"(?<![a-z])(?:grew|rose|fell|changed?|growth|grow|year-on-year|increased?|decreased?)(?![a-z])"
)
# Nouns of change, with the sign of their amount.
_CHANGE_NOUNS = {
    **dict.fromkeys(("increase", "rise", "growth", "gain", "jump", "surge", "expansion", "hike"), "+"),
    **dict.fromkeys(("decrease", "drop", "fall", "decline", "reduction", "cut", "contraction"), "-"),
}
_NOUN_EFFECTS = {"up": "+", "down": "-"}


def choose_sign(clause: Clause, sentence: Sentence, index: int) -> Sign:
    """Return the comparator and bound of figure `index` of a sentence; `clause` is the figure's."""
    suffix = _find_suffix(sentence, index)
    written = _find_written(sentence, clause.figure)
    comparator = _choose_comparator(clause, suffix)
    if written and comparator == "=":
        comparator = written
    elif comparator in _NEGATED and _is_not_passed(sentence, clause.figure):
        comparator = _NEGATED[comparator]
    behind = _SUFFIX_SIGNS[suffix.lastgroup] if suffix and suffix.lastgroup else ""
    bound = choose_bound(comparator, [behind, written, *clause.effects])
    if not _NEGATIONS.isdisjoint(clause.left[-_NEAR:]):
        bound = _NEGATED.get(bound, bound)  # shall not rise by more than 3 percent
    return Sign(comparator, bound)


def _is_not_passed(sentence: Sentence, figure: Figure) -> bool:
    """Return whether nobody passes the bound before a figure: may not own more than 49 percent."""
    begin = max(sentence.start, figure.start - _NEGATION_REACH)
    return _NOT_PASSED.search(sentence.text, begin, figure.start) is not None


def _find_written(sentence: Sentence, figure: Figure) -> str:
    """Return the bound that a sign before a figure gives, or "": a share of <1%."""
    written = _WRITTEN.search(sentence.text, max(sentence.start, figure.start - 3), figure.start)
    return _WRITTEN_SIGNS.get(written["sign"], written["sign"]) if written else ""


def is_below_zero(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a minus sign stands before a figure."""
    return bool(_BELOW_ZERO.search(sentence.text, max(sentence.start, figure.start - 3), figure.start))


def is_change_below_zero(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a value below zero is a fall: grew 5 percent, 3 percent and -2 percent."""
    return figure.unit == PERCENT and bool(_OF_CHANGE.search(sentence.text, sentence.start, figure.start))


def _find_suffix(sentence: Sentence, index: int) -> re.Match[str] | None:
    """Return the bound after a figure or the noun that it counts: or more, or so."""
    figure, high = sentence.figures[index], sentence.next_start(index)
    places = (figure.end, figure.noun_end or figure.end)
    found = (_SUFFIX.match(sentence.text, place, min(high, place + 20)) for place in places)
    return next((match for match in found if match), None)


def _choose_comparator(clause: Clause, suffix: re.Match[str] | None) -> str:
    """Return the comparator of a figure, one of COMPARATORS."""
    figure = clause.figure
    if figure.is_multiple:
        return "x"
    if (not figure.noun_end or figure.unit == _INDEX_POINTS) and (change := _find_change(clause)):
        return change
    if figure.value_to is not None:
        return "range"
    if suffix and suffix.lastgroup:
        return _SUFFIX_SIGNS[suffix.lastgroup]
    if _AIM_AFTER.match(clause.after):  # far below the 70 % target: the target is 70 %
        return "="
    for effect in clause.effects:
        if effect and effect not in ("=", "+", "-", "from"):
            return effect
        if effect in ("+", "-"):
            break  # Grade III or above will rise to 85 percent
    return "x" if figure.unit == TIMES else "="


def _find_change(clause: Clause) -> str:
    """Return + or - if the figure is an amount of change, "" if it is a level."""
    vocabulary = load_words()
    effects = [effect for effect in clause.effects if effect]
    is_amount = "by" in clause.tail
    if is_amount is False and clause.effects and clause.effects[0] in _LEVELS and clause.tail[0] in _PASSED:
        return ""  # fell below 3 percent
    changes = (
        effect
        for word, effect in zip(clause.tail, clause.effects, strict=True)
        if effect in ("+", "-") and (is_amount or word not in vocabulary.causes)
        if word not in _NOUNS or clause.tail[0] != "of"
    )
    change = next(changes, "")
    if "=" in effects and (not change or effects.index("=") < effects.index(change)):
        change = ""
    verb_effect = vocabulary.transitive.get(clause.verb, "")
    if not change and is_amount and verb_effect in ("+", "-"):
        change = verb_effect
    compared = _COMPARED.match(clause.after)
    is_multiple = clause.figure.unit == TIMES and compared is not None and compared.lastgroup == "up"
    if not change and compared and not is_multiple:  # ten times larger than the last: that many times it
        change = _NOUN_EFFECTS[compared.lastgroup or ""]
    beside = _BESIDE.match(clause.after)
    if not change and beside and clause.figure.unit in (PERCENT, POINTS):
        change = _NOUN_EFFECTS[beside.lastgroup or ""]
    change = change or _change_before(clause.left)
    noun = CHANGE_AFTER.match(clause.after)
    if not change and noun:
        change = _NOUN_EFFECTS[noun.lastgroup or ""]
    if not change and clause.figure.unit == POINTS and clause.tail[:1] not in _BEING:
        change = "+"
    return change


def _change_before(left: Sequence[str]) -> str:
    """Return + or - after a noun of change: an increase of (about) 41 percent."""
    place = next(
        (place for place in range(len(left) - 1, max(0, len(left) - 4), -1) if left[place] == "of"), 0
    )
    return _CHANGE_NOUNS.get(left[place - 1], "") if place else ""
