"""Verbs and nouns of events that did not happen: denied, only imagined, or stopped."""

from __future__ import annotations

from flows.annotation.events.parties import is_title_case
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern

# Had Haiwei bought Feinlager, it would have failed.
_IMAGINED = lazy_pattern(r"\W{0,3}(?:had|were|should)\s[^.;]{4,160},[^.;]{0,80}\s(?:would|could|might)\b")
_FALSELY = r"(?:wrongly|falsely|mistakenly|incorrectly|erroneously)\s(?:reported|claimed|said|stated|wrote)"
_FALSE_BEFORE = lazy_pattern(rf"\b{_FALSELY}\b[^.;]*$")
_FALSE_BEHIND = lazy_pattern(rf"[,\"”]\s(?:[\w’'-]+\s){{1,5}}{_FALSELY}\W*$")
_REPORT = r"(?:reports?|claims?|rumou?rs?|allegations?|suggestions?|accusations?)"
# The regulators deny they fined Haiwei; the ministry rejects claims that it fined Haiwei.
_DENYING = lazy_pattern(
    r"\bden(?:y|ies|ied|ying)\b(?:\s[^,.;]{1,40})?\s(?:that|it|they|he|she)\s[^,.;]{0,80}$"
    rf"|\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)"
    rf"|refut(?:es?|ed|ing))\s(?:\w+\s)?{_REPORT}\s(?:that|it|they)\s[^,.;]{{0,80}}$"
)
# In headlines (courts rule on past events): Court Rules US Wrongly Added Haiwei; No Evidence US Added Haiwei.
_DENIED_IN_HEADLINE = lazy_pattern(
    r"\b(?:den(?:y|ies|ied|ying|ials?)|never|not(?! only)|(?:wrong|false|mistaken|erroneous|unlawful|illegal"
    rf"|improper|unfair)ly|reject(?:s|ed)?|dismiss(?:es|ed)?|disput(?:es|ed)|refut(?:es|ed)|{_REPORT}"
    r"|no (?:evidence|proof|sign)|(?:courts?|judges?|panel|tribunal)\s(?:(?:rules?|finds?)\b|ruled|found)"
    r")\b[^,;]*$"
)
_TO_DENIAL = 140  # code points from a verb to the words that deny it
_NEITHER = lazy_pattern(r"\bneither\s[^,.;]{2,60}\snor\s[^,.;]{2,60}$")
# A deal that failed: agreed to buy Feinlager, but the deal fell through.
_FELL_THROUGH = lazy_pattern(
    r"\b(?:but|though|although)\s(?:the|this|that)\s(?:[\w-]+\s)?"
    r"(?:deal|transaction|acquisition|takeover|purchase|merger|sale|agreement|offer|investment)\s"
    r"(?:[\w-]+\s)?(?:fell through|collapsed"
    r"|was (?:later )?(?:blocked|abandoned|called off|cancell?ed|rejected|vetoed|scrapped|terminated))\b"
)
_STOPPED = (
    r"(?:block(?:ed|s|ing)|veto(?:ed|es|ing)?|oppos(?:e[sd]?|ing)|halt(?:ed|s|ing)|disallowed|prohibited"
    r"|forbade|forbidden|turn(?:ed|s) down|reject(?:ed|s|ing)|quashed|thwarted|scuppered|torpedoed"
    r"|struck down|called off|fell (?:through|foul|apart)"
    r"|collapsed|abandoned|scrapped|shelved|lapsed|unravelled|terminated"
    r"|did not (?:go|proceed|close|happen|materiali[sz]e)|never (?:went|closed|happened|materiali[sz]ed))\b"
)
# Brussels vetoed the merger of A and B; the takeover of B was turned down; A was told to shelve its listing.
_STOPPED_DEAL = lazy_pattern(
    rf"\b(?:{_STOPPED}|(?:cancell?(?:ed|ing)?|scrap(?:ping)?|shelv(?:e|ing)|call off|on (?:ice|hold)"
    r"|(?:dropp|ditch|abort|postpon|delay)(?:ed|ing)|(?:drop|ditch|pull(?:ed|ing)?) (?:its|their|the))\b)"
)
# A deal agreed on: agreed to buy Feinlager in 2018, but Berlin vetoed it; a deal that Berlin vetoed.
_BUT = r"(?:,|\b(?:but|though|although|until|before))\s"
_THEN_STOPPED = lazy_pattern(rf"{_BUT}[^,.;]{{2,60}}\b{_STOPPED}(?!\s(?:another|an?)\s(?!year|month|week))")
_AROUND_DEAL = 90  # code points around the noun of a deal in which such words are looked for
_DEALS = frozenset(("acquired", "merged", "invested", "listed"))


def is_undone(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a sentence says that a verb's event failed, is only imagined, or is false."""
    plain, start, end = sentence.plain, sentence.start, sentence.end
    before, behind = max(start, verb.start - _TO_DENIAL), min(end, verb.end + _TO_DENIAL)
    if _IMAGINED.match(plain, start, end) or _FALSE_BEHIND.search(
        plain, max(verb.end, end - _TO_DENIAL), end
    ):
        return True
    if _FALSE_BEFORE.search(plain, before, verb.start) or _NEITHER.search(plain, before, verb.start):
        return True
    if _DENYING.search(plain, before, verb.start) or _is_denied_in_headline(sentence, verb):
        return True
    return verb.rule.action in _DEALS and _is_stopped(sentence, verb, behind)


def _is_denied_in_headline(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a headline denies what its verb states: Ministry Says It Never Added Haiwei to List."""
    denial = _DENIED_IN_HEADLINE.search(sentence.plain, sentence.start, verb.start)
    return denial is not None and is_title_case(sentence.text)


def _is_stopped(sentence: Sentence, verb: Verb, behind: int) -> bool:
    """Return whether a deal came to nothing: a government blocked it, or it fell through."""
    if verb.rule.frame in ("noun", "owned"):
        first = max(sentence.start, verb.start - _AROUND_DEAL)
        last = min(sentence.end, verb.end + _AROUND_DEAL)
        return bool(_STOPPED_DEAL.search(sentence.plain, first, last))
    pattern = _THEN_STOPPED if verb.match[0].startswith("agree") else _FELL_THROUGH
    return bool(pattern.search(sentence.plain, verb.end, behind))
