"""Admit English figures that may state something: neither numbering (Article 17) nor a mere duration."""

from __future__ import annotations

from flows.annotation.figures.moments import MONTH
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.units import PERCENT, POINTS, RANK, TIMES, has_unknown_rate, load_units
from flows.annotation.figures.words_en import load_words
from flows.text import lazy_pattern

_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_LAST_DAY = 31
_DEGREES = "degrees"
_OF_THE = lazy_pattern(
    r"^\W*(?:out of|of|among) (?:the )?$|(?:[.§;]|\bthat) of the $"
    r"|(?:percent|per cent|%|half|thirds?|quarters?|fifths?|tenths?|most|many|some|\d) of (?:the|its|their) $"
)
# Sizes that name a technology: a 14-nm line, 300 mm wafers.
_SIZES = frozenset(("nm", "um", "mm"))
# Nouns that a number in digits may count at the start of a sentence; before others it is a page number.
_OPENERS = frozenset(
    ("companies", "countries", "enterprises", "firms", "people", "provinces", "universities")
)
_LEAST_OPENER = 20
_LENGTHS = frozenset(("km", "m", "nmi", "miles"))
_NAMES_PROCESS = lazy_pattern(
    r"-| (?:and \d+ ?nm )?(?:[a-z-]+ ){0,2}?(?:process|node|chip|wafer|line|technolog|product|manufactur|fab"
    r"|finfet|logic|nand|dram|(?:and|or) (?:below|above|finer)|or smaller|generation|design|semiconductor)"
)
# What is made at or below the size of a process, before that size.
_AT_NODE = lazy_pattern(
    r"(?:capacity|chips?|nodes?|process(?:es)?|technolog(?:y|ies)|semiconductors?|wafers?|production|output"
    r"|share|yields?)"
    r" (?:at|below|above|under|beyond|of|on) $"
)
# Verbs of what happens so often.
_OFTEN = lazy_pattern(
    r"\b(?:used|invoked|cited|mentioned|named|quoted|repeated|met|visited|voted|appear(?:s|ed)?"
    r"|occur(?:s|red)?|(?:comes?|came|crops?) up)(?: (?:some|about|only|just|at least|more than))? $"
)
_EXCHANGE = lazy_pattern(
    r" (?:per|to the|against the|to one) (?:u\.?s\.? )?(?:dollar|euro|pound|yen)(?![a-z])"
)
_FORMULA = (" ≈", "≈", " =")
_QUOTED = lazy_pattern(r"“[^”]{0,40}$")
# Reduced by 17 14 percent: one of the two is a page number, and nothing shows which.
_PAGE_BEFORE = lazy_pattern(r" (?:by|to|of|at|about|over|from|approximately) \d{1,3}(?:\.\d+)? $")
# A day of a month without a year, or the last of several: May 26 through June 5, Oct. 26 to 30.
_OF_MONTH = lazy_pattern(
    rf"(?<![a-z]){MONTH}\.? (?:\d{{1,2}}(?:st|nd|rd|th)? ?(?:-|–|to|and|through|until) ?)?$"
)
_NO_COUNT = lazy_pattern(r"(?:[\d]-|[“\"\[#])$")
_CAN_MULTIPLY = lazy_pattern(
    r"(?:^|[,;:.] |(?<![a-z])(?:to|will|would|and|should|must|than|can|could|nearly|almost) )$"
)
_MULTIPLIED = lazy_pattern(r" (?:the|its|their|our|by|in|that|from|over|per|within)(?![a-z])|[,.;]|$")
_TIME_BEFORE = lazy_pattern(
    r"(?:(?<!up )to|reach|reached|reaches|exceed|exceeds|exceeded|surpass|expectancy of|at)"
    r" (?:about |around |over |more than )?$"
)
# The distance to another place, which measures nothing of it.
_AWAY = lazy_pattern(
    r" (?:away|apart|off the coast|above (?:the|sea)"
    r"|(?:north|south)?(?:north|south|east|west)(?:ern)? of)(?![a-z])"
)
_AGE = lazy_pattern(
    r"(?:age|lifespan|lifetime|service life|tenure|payback period"
    r"|(?:lead|waiting|processing|approval|delivery|handling|response|travel|turnaround|average) time)s?"
    r"(?: of [a-z -]{2,40})?"
    r" (?:of|is|was|are|were|averages|averaged)(?: about| around| only| just)? $"
)
_ADDRESS = (".com", ".cn", ".net", ".org", "@")
_PROVERB = lazy_pattern(" (?:flowers? (?:to )?(?:bloom|blossom)|schools? of thought (?:to )?contend)")
# Two taxes, universities of two kinds, two aims: double taxation, double first-class, double reduction.
_TWOFOLD = (" taxation", " first-class", " reduction policy", " carbon goal", " carbon target")
_LONGER = (" faster", " slower", " longer", " shorter", " earlier", " later", " ahead", " behind")


def is_figure(text: str, figure: Figure) -> bool:
    """Return whether a figure may state something: neither numbering (Article 17) nor a mere duration."""
    units = load_units()
    if figure.unit == RANK:
        return True
    before = text[max(0, figure.start - 24) : figure.start]
    is_named = text.startswith((*_FORMULA, *_ADDRESS), figure.end) or _PROVERB.match(text, figure.end)
    if is_named or before.endswith(" per "):
        return False  # per 10,000 yuan of GDP, let a hundred flowers bloom
    if not figure.unit and _EXCHANGE.match(text, figure.end):
        return False  # 7.3 to the dollar
    if figure.unit == TIMES and _OFTEN.search(before):
        return False  # come up 17 times in the list
    if figure.is_multiple:
        return figure.is_worded or _multiplies(text, figure, before)
    if not figure.noun_end and has_unknown_rate(text, figure.unit, figure.end):
        return False  # EUR 30/MMBtu
    if figure.unit in _LENGTHS and _AWAY.match(text, figure.end):
        return False
    if figure.unit in _SIZES and _NAMES_PROCESS.match(text, figure.end):
        return False
    if figure.unit in _SIZES and _AT_NODE.search(before):
        return False  # capacity below 10 nm
    if (figure.noun_end or not figure.unit) and _is_numbering(text, figure, before):
        return False
    if _PAGE_BEFORE.search(before) and not figure.is_scaled:
        return False
    is_measured = figure.is_scaled or figure.unit in (PERCENT, POINTS) or figure.unit in units.currencies
    is_part = _OF_THE.search(before)  # Of the 114 firms surveyed
    if not is_measured and not is_part and load_words().numbered.search(before):
        return False
    if figure.unit != _DEGREES and figure.unit not in units.times:
        return True
    if text.startswith(_LONGER, figure.end):
        return False  # 30 minutes faster
    return bool(_TIME_BEFORE.search(before) or _AGE.search(text, max(0, figure.start - 70), figure.start))


def _multiplies(text: str, figure: Figure, before: str) -> bool:
    """Return whether "double" and "triple" are verbs; other forms always are."""
    if text[figure.start : figure.end] not in ("double", "triple"):
        return True
    if text.startswith(_TWOFOLD, figure.end):
        return False
    return bool(_CAN_MULTIPLY.search(before) or _MULTIPLIED.match(text, figure.end))


def _is_numbering(text: str, figure: Figure, before: str) -> bool:
    """Return whether a number without a unit is a page number, a year, or part of a name or code."""
    surface = text[figure.start : figure.end]
    is_first = not before.strip() or before.rstrip()[-1] in ".!?§"
    counted = text[figure.end : figure.noun_end].split()
    is_plain = bool(counted) and counted[-1] in _OPENERS and figure.value >= _LEAST_OPENER
    if figure.value <= _LAST_DAY and not figure.noun_end and _OF_MONTH.search(before):
        return True  # from Oct. 26 to 30
    if is_first and figure.value < 1000 and not (figure.is_scaled or figure.is_worded or is_plain):
        return True  # sentences begin with a number in words, pages with one in digits
    if _FIRST_YEAR <= figure.value <= _LAST_YEAR and "," not in surface and not figure.is_scaled:
        return True
    if surface[0] == "0" and "." not in surface:
        return True
    return bool(_NO_COUNT.search(before) or _QUOTED.search(text, max(0, figure.start - 42), figure.start))
