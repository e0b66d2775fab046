"""English duties, taxes and allowances that a rule fixes for everybody."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, EARLIER, TO, Around
from flows.annotation.figures.units import PERCENT
from flows.records import Target

_DUTY = (
    r"(?:(?:import|export|customs|anti-dumping|antidumping|countervailing|safeguard|stamp|excise|over-quota"
    r"|out-of-quota|in-quota|additional|retaliatory|ad valorem|specific) )*(?:tariffs?|dut(?:y|ies)"
    r"|surtax(?:es)?|surcharges?|lev(?:y|ies)|excise|tolls?|royalt(?:y|ies)|(?:sales|income|profits?"
    r"|value-added|withholding|carbon|corporate|windfall|turnover|property|payroll|corporation|land|fuel"
    r"|sugar|plastic|digital services|capital gains|export|import|wealth) tax(?:es)?|vat"
    r"|(?<!its )(?<!our )(?<!their )tax rate)"
)
# Measured values of duties: the average tariff, duties collected.
_MEASURED = re.compile(
    r"\b(?:average[sd]?|effective|weighted|mean|median|overall|burden|revenues?|receipts|collected|collects"
    r"|raised \$|yield(?:s|ed)?|account(?:s|ed|ing)? for|share of|proportion|takings|fell|rose|fallen|risen"
    r"|paid|estimated|equivalent to|amounted|generat(?:e|es|ed|ing)|evad(?:e|ed|ing)|refund(?:s|ed)?|cost"
    r"|worth|value of|exports|profits? (?:of|fell|rose))\b"
)
# A duty by its rate: a surtax of | 25 percent on imported steel.
_AT_RATE = re.compile(rf"\b{_DUTY} (?:(?:on|for) [a-z][^.,;\d]{{2,60}} )?of (?:{BOUND} )*$")
_IN_FORCE = re.compile(
    r"\b(?:pay|pays|face|faces|facing|subject to|attract|attracts|bear|bears|carry|carries|levy|levies|levied"
    r"|charge|charges|charged|impose|imposes|imposed|imposing|slapped|hit with|appl(?:y|ies|ied)|set|sets|put"
    r"|puts|introduced|blam(?:es?|ed|ing)|because of|due to|despite|under|already|current|existing|incur"
    r"|incurs|through|raised)\b"
)
_ON_GOODS = re.compile(
    r"(?:/[a-z]+)? (?:on|for) (?!(?:19|20)\d\d|average|[a-z]+day\b)[a-z]|[^.;]{0,40} appl(?:y|ies) to "
)
_DUTY_BEHIND = re.compile(rf"(?:[- ](?:[a-z-]+ ){{0,3}}?{_DUTY}) (?:on|for) (?!average)[a-z]")
_IMPOSED = re.compile(
    r"\b(?:appl(?:y|ies|ied)|impose[sd]?|lev(?:y|ies|ied)|charge[sd]?|faces?|pays?|attracts?|carr(?:y|ies)"
    r"|incurs?|sets?|slapped|assessed|bears?|subject to|put|puts|introduced) (?:an? |the )?(?:further "
    r"|additional |extra )?$"
)
_JUST_DUTY = re.compile(
    rf"[- ](?:[a-z-]+ ){{0,3}}?{_DUTY}\b(?! (?:cut|increase|hike|rise|reduction|revenue|refund))"
)
# A duty that a rule raised, cut or fixed: raised the duty on tinplate to | 1.5 cents.
_MOVED = re.compile(
    r"\b(?:rais(?:es|ed|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)|reduc(?:es|ed|ing)|increas(?:es|ed|ing)|sets?"
    r"|fix(?:es|ed|ing)|doubled|lift(?:s|ed|ing)|hiked?|halved|slashed|trimmed|kept)"
    rf" (?:the |its |their |all |most )?(?:[a-z-]+ ){{0,3}}?{_DUTY}(?: rates?)?(?: (?:on"
    rf"|for) [^.;\d]{{2,60}}?)? {TO} (?:{BOUND} )*$|\b{_DUTY}(?: rates?)?(?: (?:on"
    rf"|for) [^.;,\d]{{2,60}})? (?:(?:is|are|was|were) (?:now |since |then )?"
    r"|(?:has|have|had) been )(?:raised|cut|lowered|reduced|increased|set|fixed|doubled|kept|hiked|halved)"
    rf" {TO} (?:{BOUND} )*$"
)
_TAXED = re.compile(
    r"\b(?:is|are|remains?|remained|were|was|will be|shall be) (?:now |currently |also )?(?:subject to"
    r"|liable to|liable for|charged|assessed|dutiable at|taxed at)"
    rf" (?:an? |the |import |export )?(?:[a-z-]+ ){{0,3}}?(?:{_DUTY}(?: rate)? (?:of|at) "
    rf"|(?<=taxed at ))(?:{BOUND} )*$|\b{_DUTY}[^.;\d]{{0,40}} (?:is|are|was|were) (?:now )?(?:levied|charged"
    rf"|imposed|payable|assessed) at (?:a rate of |an? )?{EARLIER}$"
)
_PAID = re.compile(
    r"\b(?:attracts?|pays?|bears?|carr(?:y|ies)|incurs?|lev(?:y|ies)|charges?|imposes?)"
    rf" (?:an? |the )?(?:[a-z-]+ ){{0,3}}?{_DUTY} of (?:{BOUND} )*$"
)
_THEY_PAY = re.compile(
    r" (?:that )?(?:they|it|(?:the )?(?:[a-z]+ )?(?:importers|exporters|makers|carmakers|producers"
    r"|firms)) (?:already|currently|now) pays?\b"
)
# What a quota or licence allows: quota holders may ship | 320,000 tonnes.
_MAY_TRADE = re.compile(
    r"\b(?:may|can|(?:is|are) (?:allowed|permitted|entitled|licen[cs]ed) to) (?:each |only |annually "
    r"|together )?(?:ship|export|import|sell|bring in|catch|land|harvest|emit|discharge|extract|pump|produce)"
    rf" (?:{BOUND} )*(?:a (?:total|maximum) of )?$"
)
_ALLOWING = re.compile(
    r"\b(?:(?<!production )quotas?|duty[- ]free|licen[cs]e[sd]?|permits?|allowances?|preferential"
    r"|tariff-rate)\b"
)
_MAY_DEDUCT = re.compile(
    r"\b(?:may|can|(?:is|are) (?:allowed|permitted|entitled) to) (?:[a-z]+ )?"
    rf"(?:deduct|claim(?: back)?|write off|offset|withhold|recover) (?:an? [a-z ]{{2,30}} of )?(?:{BOUND} )*$"
)
# A duty that is in force, whatever is planned beside it: on top of its standard | 10% tariff for cars.
_EXISTING = re.compile(r"\b(?:standard|existing|current|general|statutory|normal|usual|prevailing) $")


def is_duty(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate of a duty or tax in force, or one that was fixed.

    >>> blaming a surtax of 25 percent on imported steel; the act raised the duty on tinplate to 1.5 cents
    """
    is_rate = target.unit == PERCENT or "/" in target.unit
    if not is_rate or target.comparator in ("+", "-"):
        return False
    if _EXISTING.search(around.before) and _JUST_DUTY.match(around.behind):
        return True
    if around.is_planned:
        return False
    if _MEASURED.search(around.before):
        return False
    if any(rule.search(around.before) for rule in (_MOVED, _TAXED, _PAID)):
        return True
    if _THEY_PAY.match(around.behind):
        return re.search(_DUTY, around.before) is not None
    is_named = _AT_RATE.search(around.before) and _ON_GOODS.match(around.behind)
    if _IMPOSED.search(around.before) and _JUST_DUTY.match(around.behind):
        return True
    is_named = is_named or _DUTY_BEHIND.match(around.behind)
    return bool(is_named and _IN_FORCE.search(around.before))


def is_allowance(target: Target, around: Around) -> bool:
    """Return whether a figure is what a quota or tax rule allows: may ship 320,000 tonnes duty-free."""
    if around.is_planned:
        return False
    if _MAY_DEDUCT.search(around.before):
        return target.unit == PERCENT or around.is_capped
    return bool(_MAY_TRADE.search(around.before) and _ALLOWING.search(around.sentence))
