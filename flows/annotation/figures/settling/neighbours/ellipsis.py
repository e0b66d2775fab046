"""English figures whose measure or object leaves out words of the figure before."""

from __future__ import annotations

from collections.abc import Mapping

from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

_BOUND = r"(?: (?:about|around|over|under|more than|less than|at least|nearly|almost|up to|just|only)){0,2} "
# Another thing with the same measure: the rate of chips .., and that of software from | 10 percent.
_THAT_OF = lazy_pattern(
    rf"(?:,| and|, and|,? while|,? but) (?:that|those) of (?P<thing>[a-z][^,;\d]{{2,50}}?)"
    rf" (?:from|to|by|at){_BOUND}"
)
# Another object of the same verb: raise the rate of tools to 90 percent and the rate of nets to | 75.
_OBJECT = lazy_pattern(
    rf"(?:,| and|, and) (?:the |its |their )?(?P<name>[a-z][^,;\d]{{3,60}}?) (?P<to>to|by|at){_BOUND}"
)
# Who else has a share, without a verb: mills took 71 percent of orders in 2024; yards, | 17 percent.
_SHARE_OF = lazy_pattern(r" \(share of [^()]+\)$")
_GAPPED = lazy_pattern(
    r" of [a-z ]{3,40}(?:(?:in|by) [12]\d{3})?(?:;|, and|, while)"
    rf" (?P<name>[a-z][a-z' -]{{2,40}}?),{_BOUND}"
)
# A value of another thing, after the same preposition: 10 percent on cars and 5 percent | on chips.
_JOINED = lazy_pattern(rf"(?:,| and|, and|, but){_BOUND}$")
_PARALLEL = lazy_pattern(
    r" (?P<case>from|on|for|to|in) (?P<thing>(?:the )?[a-z][a-z' -]{1,40}?)"
    r"(?=[.,;:]|$| and | but | in [12]\d{3})"
)
_REACHED = lazy_pattern(rf" (?P<to>to|by|at){_BOUND}$")
_REACH = 30  # code points before a figure
_OBJECT_RULES = ("choose_changed_object", "choose_fixed_object")


def name_ellipsis(sentence: Sentence, index: int, readings: Mapping[int, Reading], before: str) -> str:
    """Return the name of a figure after "that of" or before which only a verb is left out, otherwise "".

    `before` is the name of the figure before.
    """
    if index - 1 not in readings:
        return ""
    first = index - 1 if readings[index - 1].is_baseline and index - 2 in readings else index
    figures, other = sentence.figures, readings[first - 1]
    between = sentence.text[figures[first - 1].end : figures[first].start]
    measure, of, _ = before.partition(" of ")
    if (share := _SHARE_OF.search(before)) and (gapped := _GAPPED.fullmatch(between)):
        return f"{gapped['name']}{GAP}{share[0]}"
    if of and (that := _THAT_OF.fullmatch(between)):
        return f"{measure} of{GAP} {that['thing']}"
    if parallel := _name_parallel(sentence, first, between, before):
        return parallel
    named = _OBJECT.fullmatch(between)
    reading = readings[index]
    is_same = first == index and reading.indicator in ("", other.indicator)
    if named is None or not is_same or other.rule not in _OBJECT_RULES or other.comparator in "+-":
        return ""
    low = max(sentence.start, figures[index - 1].start - _REACH)
    reached = _REACHED.search(sentence.text, low, figures[index - 1].start)
    is_alike = reached is not None and reached["to"] == named["to"]
    return named["name"] if is_alike and not _has_verb(named["name"]) else ""


def _name_parallel(sentence: Sentence, index: int, between: str, before: str) -> str:
    """Return the name before with the thing that follows this figure after the same preposition, or "".

    >>> 10 percent of nickel from mining and 40 percent from smelting -> share of nickel from smelting
    """
    figure = sentence.figures[index]
    if sentence.figures[index - 1].unit != figure.unit or not _JOINED.search(between):
        return ""
    match = _PARALLEL.match(sentence.text, max(figure.end, figure.noun_end), sentence.end)
    case = f" {match['case']} " if match else ""
    if match is None or case not in before or before.count(case) != 1:
        return ""
    return f"{before.partition(case)[0]}{GAP}{case}{match['thing']}"


def _has_verb(name: str) -> bool:
    """Return whether a name contains a verb: and lift output."""
    words, vocabulary = {*name.split()}, load_words()
    verbs = (vocabulary.finite, vocabulary.past, vocabulary.modals)
    return any(not words.isdisjoint(some) for some in verbs) or name.split(" ", 1)[0] in vocabulary.transitive
