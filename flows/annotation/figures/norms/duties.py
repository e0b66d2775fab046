"""English duties, taxes, allowances and grants that a rule fixes for everybody."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, DOERS, EARLIER, Around
from flows.annotation.figures.units import PERCENT, load_units
from flows.records import Target

_DUTY = (
    r"(?:(?:import|export|customs|anti-dumping|antidumping|countervailing|safeguard|stamp|excise|over-quota"
    r"|out-of-quota|in-quota|additional|retaliatory|ad valorem|specific) )*"
    r"(?:tariffs?|dut(?:y|ies)|surtax(?:es)?|surcharges?|lev(?:y|ies)|excise|tolls?|royalt(?:y|ies)"
    r"|(?:sales|income|profits?|value-added|withholding|carbon|corporate|windfall|turnover|property|payroll"
    r"|corporation|land|fuel|sugar|plastic|digital services|capital gains|export|import|wealth) tax(?:es)?"
    r"|vat|(?<!its )(?<!our )(?<!their )tax rate)"
)
# Measured values of duties: the average tariff, duties collected.
_MEASURED = re.compile(
    r"\b(?:average[sd]?|effective|weighted|mean|median|overall|burden|revenues?|receipts|collected|collects"
    r"|raised \$|yield(?:s|ed)?|account(?:s|ed|ing)? for|share of|proportion|takings|fell|rose|fallen|risen"
    r"|paid|estimated|equivalent to|amounted|generat(?:e|es|ed|ing)|evad(?:e|ed|ing)|refund(?:s|ed)?|cost"
    r"|worth|value of|exports|profits? (?:of|fell|rose))\b"
)
_TO = r"(?:from|(?:from [^.;]{1,40}? )?(?:to|at))"
# A duty by its rate: a surtax of | 25 percent on imported steel.
_AT_RATE = re.compile(rf"\b{_DUTY} (?:(?:on|for) [a-z][^.,;\d]{{2,60}} )?of (?:{BOUND} )*$")
_IN_FORCE = re.compile(
    r"\b(?:pay|pays|face|faces|facing|subject to|attract|attracts|bear|bears|carry|carries|levy|levies"
    r"|levied|charge|charges|charged|impose|imposes|imposed|imposing|slapped|hit with|appl(?:y|ies|ied)"
    r"|set|sets|put|puts|introduced|blam(?:es?|ed|ing)|because of|due to|despite|under|already|current"
    r"|existing|incur|incurs|through|raised)\b"
)
_ON_GOODS = re.compile(
    r"(?:/[a-z]+)? (?:on|for) (?!(?:19|20)\d\d|average|[a-z]+day\b)[a-z]|[^.;]{0,40} appl(?:y|ies) to "
)
_DUTY_BEHIND = re.compile(rf"(?:[- ](?:[a-z-]+ ){{0,3}}?{_DUTY}) (?:on|for) (?!average)[a-z]")
_IMPOSED = re.compile(
    r"\b(?:appl(?:y|ies|ied)|impose[sd]?|lev(?:y|ies|ied)|charge[sd]?|faces?|pays?|attracts?|carr(?:y|ies)"
    r"|incurs?"
    r"|sets?|slapped|assessed|bears?|subject to|put|puts|introduced) (?:an? |the )?(?:further |additional "
    r"|extra )?$"
)
_JUST_DUTY = re.compile(
    rf"[- ](?:[a-z-]+ ){{0,3}}?{_DUTY}\b(?! (?:cut|increase|hike|rise|reduction|revenue|refund))"
)
# A duty that a rule raised, cut or fixed: raised the duty on tinplate to | 1.5 cents.
_MOVED = re.compile(
    r"\b(?:rais(?:es|ed|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)|reduc(?:es|ed|ing)|increas(?:es|ed|ing)|sets?"
    r"|fix(?:es|ed|ing)|doubled|lift(?:s|ed|ing)|hiked?|halved|slashed|trimmed|kept)"
    rf" (?:the |its |their |all |most )?(?:[a-z-]+ ){{0,3}}?{_DUTY}(?: rates?)?"
    rf"(?: (?:on|for) [^.;\d]{{2,60}}?)? {_TO} (?:{BOUND} )*$"
    rf"|\b{_DUTY}(?: rates?)?(?: (?:on|for) [^.;,\d]{{2,60}})? (?:(?:is|are|was|were) (?:now |since |then )?"
    r"|(?:has|have|had) been )(?:raised|cut|lowered|reduced|increased|set|fixed|doubled|kept|hiked|halved)"
    rf" {_TO} (?:{BOUND} )*$"
)
_TAXED = re.compile(
    r"\b(?:is|are|remains?|remained|were|was) (?:now |currently |also )?(?:subject to|liable to|liable for"
    r"|charged|assessed|dutiable at|taxed at)"
    rf" (?:an? |the |import |export )?(?:[a-z-]+ ){{0,3}}?(?:{_DUTY}(?: rate)? (?:of|at) "
    rf"|(?<=taxed at ))(?:{BOUND} )*$"
    rf"|\b{_DUTY}[^.;\d]{{0,40}} (?:is|are|was|were) (?:now )?(?:levied|charged|imposed|payable|assessed) at"
    rf" (?:a rate of |an? )?{EARLIER}$"
)
_PAID = re.compile(
    r"\b(?:attracts?|pays?|bears?|carr(?:y|ies)|incurs?|lev(?:y|ies)|charges?|imposes?)"
    rf" (?:an? |the )?(?:[a-z-]+ ){{0,3}}?{_DUTY} of (?:{BOUND} )*$"
)
_THEY_PAY = re.compile(
    r" (?:that )?(?:they|it|(?:the )?(?:[a-z]+ )?(?:importers|exporters|makers|carmakers|producers|firms))"
    r" (?:already|currently|now) pays?\b"
)
# What a quota or licence allows: quota holders may ship | 320,000 tonnes.
_MAY_TRADE = re.compile(
    r"\b(?:may|can|(?:is|are) (?:allowed|permitted|entitled|licen[cs]ed) to) (?:each |only |annually "
    r"|together )?"
    r"(?:ship|export|import|sell|bring in|catch|land|harvest|emit|discharge|extract|pump|produce)"
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
# What whoever meets the conditions is granted.
_GRANT = (
    r"(?:subsid(?:y|ies)|grants?|rewards?|rebates?|awards?|bonus(?:es)?|(?:financial |funding )?support"
    r"|(?:tax )?credits?|tax refunds?|allowances?|vouchers?|compensation|reimbursements?|assistance"
    r"|deductions?|aid|funding|interest relief|exemptions?)"
)
_GIVEN = re.compile(
    r"\b(?:(?:shall|may|can|is|are|will be)(?: also| each| then| only| be| jointly)*"
    r" (?:grant(?:ed)?|giv(?:e|en)|provided?|award(?:ed)?|receive|claim|apply for|eligible for|entitled to"
    r"|offer(?:ed)?|pay|paid|reimbursed?|refund(?:ed)?|subsidi[sz]ed?|reward(?:ed)?|compensated?|obtain"
    r"|qualify for|allocated)|qualif(?:y|ies) for)\b"
    rf"[^.;]{{0,140}}?(?:\b{_GRANT}(?: (?:worth|equal to|equivalent to|covering|at a rate|at))?"
    rf"|\b(?:reimbursed?|refund(?:ed)?|subsidi[sz]ed?|rewarded|compensated?)(?: (?:for|at"
    rf"|with))?)(?: {BOUND})* $"
)
_RECEIVED = re.compile(
    r"\b(?:shall|may|can|will be) (?:also |each )?(?:be (?:given|granted|awarded|paid)|given|granted"
    r"|awarded|paid"
    rf"|receive|claim|obtain|apply for|get)(?: {BOUND})* $"
)
_GRANT_BEHIND = re.compile(rf"[^,.;]{{0,60}}? (?:in|as an?|of|by way of) (?:[a-z-]+ ){{0,2}}{_GRANT}\b")
_AVAILABLE = re.compile(
    r"[^,.;]{0,40}? (?:shall|may|can|will) be (?:available|granted|given|awarded|paid|provided)"
    r" (?:for|to|per|when|if|where)\b"
)
_STANDARD = re.compile(
    r"\b(?:eligible|qualif(?:ied|ying)|certified|recogni[sz]ed|approved|newly|first-time|one-time|one-off)\b"
    r"|\b[a-z]+s (?:that|who|which) (?!(?:had|were|was|have|will)\b)"
)
_OF_COSTS = re.compile(
    r"(?:/[a-z]+)? of (?:the|its|their|total|eligible|actual|annual|qualifying|qualified|approved|fixed|new"
    r"|equipment|all|any|each)\b|(?:/[a-z]+)? (?:per|for each|for every|each)\b"
)
_BENEFICIARIES = re.compile(
    rf"\b{DOERS}\b|\b(?:applicants?|(?:eligible|qualif(?:ied|ying)) [a-z]+s|[a-z]{{3,}}(?:ers|ors|ants"
    rf"|ists)|[a-z]+ees|buyers|students|graduates|towns|those)\b"
)
_PROMISED = re.compile(
    r"\b(?:was|were|had|promised|pledged|agreed|announced|so far|already|last year|has|have (?:been"
    r"|received))\b"
)


def is_duty(target: Target, around: Around) -> bool:
    """Return whether a figure is the rate of a duty or tax in force, or one that was fixed.

    >>> blaming a surtax of 25 percent on imported steel; the act raised the duty on tinplate to 1.5 cents
    """
    is_rate = target.unit == PERCENT or "/" in target.unit
    if not is_rate or target.comparator in ("+", "-") or around.is_planned:
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


def is_grant(target: Target, around: Around) -> bool:
    """Return whether a figure is what anybody is granted who meets the conditions of a scheme.

    >>> For projects of this kind, the city shall grant a subsidy of up to 15 percent of the investment.
    """
    is_sum = target.unit == PERCENT or target.unit[:3] in load_units().currencies
    if not is_sum or around.is_planned or _PROMISED.search(around.before):
        return False
    is_given = _GIVEN.search(around.before) or _AVAILABLE.match(around.behind)
    is_given = is_given or (_RECEIVED.search(around.before) and _GRANT_BEHIND.match(around.behind))
    if not is_given:
        return False
    is_standard = (
        around.is_capped
        or _OF_COSTS.match(around.behind)
        or "shall" in around.before
        or _STANDARD.search(around.before)
    )
    return bool(is_standard and _BENEFICIARIES.search(around.sentence))
