"""English norms: what a rule allows, demands and taxes, and what it applies to."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.shared import BOUNDS, REACH
from flows.records import Target

_LONG_REACH = 400  # ... of an English sentence
# English: items that account for 0.1% or more of the value; subsidiaries in which they hold 50% or more.
_OR_MORE = re.compile(r" (?:percent |per cent )?(?:or|and) (?:more|above|over|higher|greater|less|below)\b")
_MUST = re.compile(r"\b(?:shall|must|is required|are required|may not|prohibited|subject to)\b")
_HOLDING_IN = re.compile(r"\b(?:in which|whose) [^,;.]{2,40} (?:holds?|owns?|controls?) $")
_RELATIVE = re.compile(
    r"\b(?:that|which|who|whose|whom|where) (?![^,;.]*\b(?:will|would|had|was|were|has|have)\b)[^,;.]{2,60}$"
)
# What a rule allows at most: overhead may not exceed 15% of the award, grants are capped at 20 percent.
_ALLOWED = re.compile(
    r"\b(?:(?:may|shall|must|can) ?not "
    r"(?:exceed|be (?:more|higher|greater|larger) than|account for more than)"
    r"|(?<!target )(?<!targets )(?:is|are) (?:(?:typically|usually|generally|normally|currently|also) )?"
    r"(?:capped|limited) (?:at|to))(?: (?:about|around|the equivalent of|a maximum of|up to))? $"
)
# What is only foretold, or held down by something else than a rule.
_FORETOLD = re.compile(
    r"\b(?:growth|inflation|demand|output|sales|exports|imports|prices|profits?)(?: [a-z]+){0,3} may not "
)
_HELD_DOWN = re.compile(
    r"[^.;]{0,40}? by (?:an? |the )?(?:lack|weak|shortages?|scarcity|high|low|slow|falling|rising)\b"
)
# What anybody must have or pay, and the rates of taxes: banks must hold capital of | 8 percent, the standard
# rate is | 25%, dividends are subject to a tax of | 10%.
_DUTY = re.compile(
    r"(?:[a-z-]{3,}s|\b(?:each|every|any) [a-z -]{3,40})"
    r" (?:must|shall|(?:is|are) (?:required|obliged) to) (?:also |always |at all times )?"
    r"(?:hold|have|maintain|keep|pay|retain|contribute|deposit|submit|provide) [^.;]{0,80}$"
)
_TAXED = re.compile(
    r"\b(?:(?:standard|statutory|preferential|reduced|headline|general|flat|concessionary|zero)"
    r" (?:[a-z-]+ ){0,3}?rate|(?:income|profits?|corporate|withholding|value-added|sales) tax rate)"
    r"(?: on [a-z ]{3,40})? (?:is|are|of|stands at)(?: currently| generally)? $"
    r"|\b(?:is|are) subject to (?:an? |the )(?:[a-z-]+ ){0,3}?(?:tax|duty|levy|tariff|fee|surcharge)"
    r"(?: rate)? of $"
)
_LIMITS_SET = re.compile(
    r"\b(?:limits?|ceilings?|thresholds?|caps?)\b(?: (?:for|on|of) [a-z ,-]{3,60})? (?:is|are)"
    r"(?: currently| now)? (?:set |fixed )?(?:at )?$"
)
_DATED = re.compile(r"\b(?:19|20)\d\d\b|\bby (?:the end|[a-z]+ \d)|\bwithin\b")
# A rule that refers to the preceding year, whichever year that is.
_ANY_YEAR = re.compile(
    r"(?:^|[^a-z])(?:the|each|any) preceding (?:fiscal |financial |accounting |calendar )?year"
)


def is_allowed(target: Target, text: str) -> bool:
    """Return whether a figure is the most that an English rule allows, now and without a date."""
    before = text[max(0, target.start - REACH) : target.start].lower()
    if target.comparator not in ("<=", "<") or _FORETOLD.search(before):
        return False
    if _HELD_DOWN.match(text, target.end):
        return False
    return not target.deadline and _ALLOWED.search(before) is not None


def is_laid_down(target: Target, text: str) -> bool:
    """Return whether an English figure is a duty, the rate of a tax or a limit, without a date."""
    if target.comparator in ("+", "-"):
        return False
    low, behind = (
        text[max(0, target.start - _LONG_REACH) : target.start].lower(),
        text[target.end : target.end + REACH],
    )
    before = low.rpartition(". ")[2]
    if _DATED.search(before) or _DATED.search(behind.partition(". ")[0]):
        return False
    is_set = _TAXED.search(before) or _LIMITS_SET.search(before)
    return bool(is_set or (target.kind == "target" and _DUTY.search(before)))


def is_of_any_year(target: Target, text: str) -> bool:
    """Return whether a bound is for any preceding year: turnover exceeds 10 billion in the preceding year."""
    behind = text[target.end : target.end + REACH].lower()
    if target.comparator not in (">", ">="):
        return False
    return bool(_ANY_YEAR.search(behind.partition(". ")[0]))


def is_english_threshold(target: Target, text: str) -> bool:
    """Return whether an English bound says what a rule applies to: items that account for 0.1% or more."""
    if target.comparator not in BOUNDS or not _OR_MORE.match(text, target.end):
        return False
    before = text[max(0, target.start - _LONG_REACH) : target.start].rpartition(". ")[2]
    is_described = _RELATIVE.search(before) or _HOLDING_IN.search(before)
    sentence = before + text[target.end : target.end + _LONG_REACH].partition(". ")[0]
    return bool(is_described and _MUST.search(sentence))
