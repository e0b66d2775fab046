"""Find the indicator that an English figure measures: named rules, tried in order.

First come the rejections: figures that state no indicator's value. Then the choices: the subject or object
before the figure, or what it counts. The first rule that applies decides; its docstring shows a sentence, and
the tests read it.
"""

from __future__ import annotations

from collections.abc import Callable

from flows.annotation.figures.rejections_en import REJECTIONS, Clause, find_object
from flows.annotation.figures.statements import ChosenIndicator
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

CHANGE_AFTER = lazy_pattern(
    r" (?:(?P<up>increase|rise|growth|jump|gain|expansion|improvement)"
    r"|(?P<down>reduction|decrease|drop|decline|cut|fall))(?: (?:in|of) |(?![a-z]))"
)
# What follows a figure but is not an indicator: a rate, the base of comparison, the dimension measured.
_RATES = ("day", "week", "month", "quarter", "year", "hour", "head")
# The same, unless a noun follows; and words that say where: 60 dollars a barrel, 60 dollars inland.
_ALONE = (
    *("kilo", "ton", "tonne", "litre", "liter", "barrel", "gallon", "bushel", "person", "household", "pupil"),
    *("elsewhere", "inland", "abroad", "overseas", "nationwide", "online", "worldwide", "locally"),
)
_NO_OBJECT = lazy_pattern(
    r" (?:per|more|higher|greater|larger|faster|longer|less|lower|fewer|smaller|slower|cheaper|abroad"
    r"|overseas|worldwide|globally|nationwide|annually|yearly|each|every) "
    r"| (?:long|wide|high|tall|deep|thick)(?=$|[,.;)]| (?:and|but|was|were|is|are|will) )"
)
_DIMENSIONS = frozenset(("long", "wide", "high", "tall", "deep", "thick"))
# A plural that "and" or "or" joins to what a number counts, at the end of the phrase.
_JOINED = lazy_pattern(
    r" (?:and|or) [a-z-]{3,}(?<![su])s"
    r"(?=$|[,.;:)]| (?:in|of|for|to|with|at|by|on|across|from|that|which|nationwide|each|every) )"
)
_PURPOSE = lazy_pattern(
    r" (?:\w+ ){0,4}?(?:in|for|on|to) (?:build |develop |support |improve )?"
    r"(?:scale |expand |fund |finance |launch |open |complete |upgrade |construct |buy )?(?:up )?"
)
_POINTED = (
    " put the figure",
    " put the share",
    " put the number",
    " put it",
    " put the total",
    " put the rate",
)
# Whoever expects something of the value before: analysts expect the figure to exceed 80 percent.
_EXPECTED = lazy_pattern(
    r" (?:expect|forecast|predict|project|estimate|want|see|believe)(?:s|ed)? (?:that )?(?:the|this|that) "
    r"(?P<pointer>figure|number|share|proportion|ratio|rate|total|percentage)$"
)
Choice = Callable[[Clause], str | None]


def choose_indicator(clause: Clause) -> ChosenIndicator:
    """Return the noun phrase measured, "" for the indicator before, with the rule that chose or rejected."""
    for rejects in REJECTIONS:
        if rejects(clause):
            return ChosenIndicator("", rejects.__name__, is_rejected=True)
    return next(
        ChosenIndicator(found, choose.__name__) for choose in CHOICES if (found := choose(clause)) is not None
    )


def choose_measured(clause: Clause) -> str | None:
    """Take the phrase before a count if it names a measure.

    Examples
    --------
    The newly launched line has a monthly capacity of 40,000 wafers. → line has a monthly capacity
    """
    is_quantity = clause.tail[-1:] == ["of"] and clause.last_noun in load_words().quantities
    if not clause.counted or not is_quantity:
        return None
    return clause.phrase


def choose_reached(clause: Clause) -> str | None:
    """Take the phrase before a count if it reached the count or was brought to it.

    Examples
    --------
    The fleet will grow to 300 ships. → fleet
    """
    words = load_words()
    if not clause.counted or not clause.phrase or clause.phrase in words.generic:
        return None
    moves = clause.verb in words.movers or words.transitive.get(clause.verb) in ("+", "-")
    is_reached = clause.has_statement or ("to" in clause.tail and moves)
    if not is_reached:
        return None
    return clause.phrase


def choose_counted(clause: Clause) -> str | None:
    """Take what the number counts.

    Examples
    --------
    Build 5 million affordable homes. → affordable homes
    Renovate 300 schools and clinics in the west. → schools and clinics
    """
    joined = _JOINED.match(clause.after, clause.after.find(clause.counted) + len(clause.counted))
    if clause.counted and joined:
        return clause.counted + joined[0]
    return clause.counted or None


def choose_subject_of_number(clause: Clause) -> str | None:
    """Take the phrase before a bare number.

    Examples
    --------
    By 2035, total R&D personnel should reach 10 million. → total r&d personnel
    """
    if clause.figure.unit:
        return None
    return clause.phrase


def choose_multiplied(clause: Clause) -> str | None:
    """Take what is multiplied: the object of the verb, or else its subject.

    Examples
    --------
    Beijing plans to double its robot output by 2027. → robot output
    """
    if not clause.figure.is_multiple:
        return None
    return find_object(clause.after) or clause.phrase


def choose_object_of_doing(clause: Clause) -> str | None:
    """Take the object if the phrase before the figure is an action.

    Examples
    --------
    We will complete the construction of 500 kilometers of railway. → railway
    """
    is_of_both = bool(clause.tail) and clause.tail[-1] == "of" and clause.after.startswith(" of ")
    if is_of_both and clause.last_noun in load_words().doings:
        return find_object(clause.after.removeprefix(" of")) or None
    return None


def choose_stated_phrase(clause: Clause) -> str | None:
    """Take the phrase that the figure is stated of.

    Examples
    --------
    Emissions per unit of GDP will be cut by 18 percent. → emissions per unit of gdp
    """
    is_pointed = not clause.is_first and clause.phrase.endswith(_POINTED)
    if expected := _EXPECTED.search(clause.phrase):
        return expected["pointer"]
    if clause.phrase and clause.is_stated and not is_pointed and clause.phrase not in load_words().generic:
        return clause.phrase
    return None


def choose_accompanying(clause: Clause) -> str | None:
    """Take the noun of a participle that states the figure, after a "with" that follows no noun.

    Examples
    --------
    We will improve services markedly with incomes rising by 6 percent. → incomes
    """
    before, _, beside = clause.phrase.rpartition(" with ")
    is_participle = any(word.endswith("ing") for word in clause.tail)
    return beside if before.endswith(("ly", "ed")) and is_participle else None


def go_on(clause: Clause) -> str | None:
    """Continue the indicator before: a verb without a subject, or the next dimension.

    Examples
    --------
    Output rose by 3 percent to reach 21 percent. → (the one before)
    The tunnel is 12 km long and 400 meters deep. → (the one before)
    """
    is_bare = not clause.phrase and not clause.verb and clause.has_statement
    is_pointed = clause.phrase.endswith(_POINTED)  # official data put the figure at
    if clause.is_first or not (is_bare or is_pointed or clause.phrase in _DIMENSIONS):
        return None
    return ""


def choose_whole(clause: Clause) -> str | None:
    """Take what the figure is a part of; a phrase before it takes precedence over land and water in bulk.

    Examples
    --------
    In 2021, 38 percent of new cars were electric. → new cars
    We will treat soil erosion on 270,000 square kilometers of land. → soil erosion
    """
    if not clause.after.startswith(" of "):
        return None
    item = find_object(clause.after.removeprefix(" of"))
    is_bulk = item.split(" ")[0] in load_words().bulk
    if clause.phrase and clause.verb and is_bulk:
        return clause.phrase
    return item or clause.phrase


def choose_changed(clause: Clause) -> str | None:
    """Take what changes, after a noun of change.

    Examples
    --------
    A 13.5 percent reduction in energy intensity is planned. → energy intensity
    """
    if match := CHANGE_AFTER.match(clause.after):
        return find_object(clause.after[match.end() - 1 :]) or clause.phrase
    return None


def choose_following(clause: Clause) -> str | None:
    """Take the noun phrase after the figure.

    Examples
    --------
    We will achieve a 95 percent enrollment rate. → enrollment rate
    """
    if not clause.lacks_phrase or _NO_OBJECT.match(clause.after):
        return None
    found = find_object(clause.after)
    if found in ("", "last", "this", "next", "but", "and", "or", "while", "yet"):
        return None  # 11 percent last year
    return None if found.split()[0] in _RATES or found in _ALONE else found  # 3,000 yuan a month


def choose_purpose(clause: Clause) -> str | None:
    """Take what a sum is for, if nothing precedes it.

    Examples
    --------
    The government has pledged 1.4 trillion yuan to build new infrastructure. → new infrastructure
    """
    if not clause.lacks_phrase or clause.phrase:
        return None
    has_words = bool(clause.rest) and clause.rest[0] not in load_words().inner
    match = _PURPOSE.match(clause.after)
    if not match or not (clause.verb or has_words):
        return None
    found = find_object(clause.after[match.end() - 1 :])
    return found if found[:1].isalpha() else None  # generated 30 TWh in 2024


def choose_phrase_or_subject(clause: Clause) -> str:
    """Take the phrase before the figure, or else the subject of its verb.

    Examples
    --------
    The share is expected to be between 60 and 70 percent. → share
    The bridge is 55 kilometers long. → bridge
    """
    return clause.phrase or clause.subject


CHOICES: tuple[Choice, ...] = (
    choose_measured,
    choose_reached,
    choose_counted,
    choose_subject_of_number,
    choose_multiplied,
    choose_object_of_doing,
    choose_accompanying,
    choose_stated_phrase,
    go_on,
    choose_whole,
    choose_changed,
    choose_following,
    choose_purpose,
    choose_phrase_or_subject,
)
