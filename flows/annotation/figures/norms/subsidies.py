"""English grants to whoever meets the conditions of a scheme."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, DOERS, TO, Around
from flows.annotation.figures.units import PERCENT, load_units
from flows.records import Target

# What whoever meets the conditions is granted.
_GRANT = (
    r"(?:subsid(?:y|ies)|grants?|rewards?|rebates?|awards?|bonus(?:es)?|(?:financial |funding )?support"
    r"|(?:tax )?credits?|tax refunds?|allowances?|vouchers?|compensation|reimbursements?|assistance"
    r"|deductions?|aid|funding|interest relief|exemptions?)"
)
_GIVEN = re.compile(
    r"\b(?:(?:shall|may|can|is|are|will be)(?: also| each| then| only| be| jointly)* (?:grant(?:ed)?|giv(?:e"
    r"|en)|provided?|award(?:ed)?|receive|claim|apply for|eligible for|entitled to|offer(?:ed)?|pay|paid"
    r"|reimbursed?|refund(?:ed)?|subsidi[sz]ed?|reward(?:ed)?|compensated?|obtain|qualify for|allocated)"
    r"|qualif(?:y|ies) for)\b"
    rf"[^.;]{{0,140}}?(?:\b{_GRANT}(?: (?:worth|equal to|equivalent to|covering|at a rate|at))?"
    rf"|\b(?:reimbursed?|refund(?:ed)?|subsidi[sz]ed?|rewarded|compensated?)(?: (?:for|at"
    rf"|with))?)(?: {BOUND})* $"
)
_RECEIVED = re.compile(
    r"\b(?:shall|may|can|will be) (?:also |each )?(?:be (?:given|granted|awarded|paid)|given|granted|awarded"
    r"|paid"
    rf"|receive|claim|obtain|apply for|get)(?: {BOUND})* $"
)
_GRANT_BEHIND = re.compile(rf"[^,.;]{{0,60}}? (?:in|as an?|of|by way of) (?:[a-z-]+ ){{0,2}}{_GRANT}\b")
_AVAILABLE = re.compile(
    r"[^,.;]{0,40}? (?:shall|may|can|will) be (?:available|granted|given|awarded|paid|provided) (?:for|to|per"
    r"|when|if|where)\b"
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
    rf"\b{DOERS}\b|\b(?:applicants?|(?:eligible|qualif(?:ied|ying)) [a-z]+s|[a-z]{{3,}}(?:ers|ors|ants|ists)"
    rf"|[a-z]+ees|buyers|students|graduates|towns|those)\b"
)
_PROMISED = re.compile(
    r"\b(?:was|were|had|promised|pledged|agreed|announced|so far|already|last year|has|have (?:been"
    r"|received))\b"
)


# What the state always pays: receive a subsidy of | 10,000 yuan per car, an extra deduction of | 75 percent.
_REGULAR = re.compile(
    rf"\b(?:receives?|gets?|enjoys?|earns?) (?:an? )?(?:[a-z-]+ )?{_GRANT} of (?:{BOUND} )*$"
)
_PER = re.compile(r"(?:/[a-z]+)? (?:per|for each|for every)\b")
_DEDUCTED = re.compile(rf"\b(?:extra|additional|super|weighted) deductions? (?:of|at) (?:{BOUND} )*$")
_REFUNDED = re.compile(r"\b(?:is|are) (?:refunded|reimbursed|compensated) (?:for |at )?(?:up to )?$")
_ELIGIBLE_FOR = re.compile(r"\b(?:eligible|qualif(?:y|ies)) for (?:the |an? )?(?:full )?(?:up to )?$")
_GRANT_OF = re.compile(rf"[- ](?:[a-z]+ ){{0,3}}?{_GRANT}\b")
# A grant that was set at a new sum per unit: the subsidy was cut to | 12,600 yuan per car.
_GRANT_SET = re.compile(
    rf"\b{_GRANT}(?: (?:for|on) [^.;,\d]{{2,50}})? (?:is|are|was|were|has been|have been) (?:then "
    rf"|now )?(?:raised|cut|lowered|reduced|increased|set|fixed)(?: by [^.;]{{1,30}}?)? {TO} (?:{BOUND} )*$"
)


def is_fixed_grant(target: Target, around: Around) -> bool:
    """Return whether a figure is a grant per unit, or one that the law names: the $7,500 credit."""
    if target.comparator in ("+", "-") or around.is_planned:
        return False
    if _DEDUCTED.search(around.before):
        return True
    if _ELIGIBLE_FOR.search(around.before) and _GRANT_OF.match(around.behind):
        return True
    is_per_unit = _PER.match(around.behind) or "/" in target.unit
    if is_per_unit and (_REGULAR.search(around.before) or _GRANT_SET.search(around.before)):
        return True
    return bool(_REFUNDED.search(around.before) and _OF_COSTS.match(around.behind))


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
