"""English limits: what nobody may pass, and what a rule, a covenant or a cap holds at a value."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, DOERS, LAWS, TO, UNDER_LAW, Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.units import PERCENT
from flows.records import Target

# What nobody may do: may not own more than | 50 percent, may not sell paint with more than | 2 percent.
_HOLDERS = (
    r"\b(?:an?|the) (?:[a-z]+ ){0,3}?(?:person|company|firm|bank|fund|vessel|boat|vehicle|ship|applicant"
    r"|landlord|shop|[a-z]+(?:er|or))"
)
_BAN = (
    rf"(?:{DOERS}|one|nobody|foreigners|banks|[a-z-]+s|{_HOLDERS})"
    r" (?:(?:who|that|with|from|in|of) [^.,;\d]{2,60} )?(?:(?:may|must|shall) not|(?:may|shall|can) only"
    r"|can(?:not|['’]t)(?= (?:own|hold|acquire|be sold))|(?:is|are|were) (?:prohibited|banned|barred"
    r"|forbidden) from|(?:is|are|were) not (?:allowed|permitted) to)"
)
_FORBIDDEN = re.compile(
    rf"\b(?:{_BAN}|no [a-z -]{{3,40}} (?:may|shall|can)|it is (?:illegal|unlawful"
    rf"|forbidden) to) (?:[a-z]+ ){{0,2}}?"
    r"(?:own|hold|acquire|place|put|sell|employ|charge|emit|discharge|lend|use|contain|import|catch|land"
    r"|carry|store|build|invest|borrow|work|possess|take|keep|issue|buy|market|supply|accept|sign|exceed"
    r"|be sold|owning|holding|acquiring|placing|selling|employing|charging|emitting|lending|using|importing"
    r"|catching)(?: [^.;\d]{2,90})? (?:more|less|fewer|higher|lower|greater|over|above|below"
    r"|exceeding)(?: than)? $"
)
_BANNED_IF = re.compile(
    r"\b(?:prohibits?|bans?|forbids?|bars?|(?:is|are) (?:prohibited|banned|forbidden)|a ban on"
    r"|outlaws?) [^.;\d]{0,100}(?:containing|contains?|with|exceeding|above|over|more than|less than"
    r"|below) (?:[a-z]+ ){0,4}?$"
)
_AT_MOST = re.compile(
    r"\b(?:may|could|can|(?:is|are|was|were) (?:allowed|permitted) to) (?:jointly |only |together )?(?:own"
    r"|hold|acquire|take|buy|have|control|carry|keep|store|catch|land|employ|withdraw|borrow|import|export"
    r"|ship|bring|spend|charge|issue) (?:at most|no more than|not more than|a maximum of) $"
)
_MAY_HOLD = re.compile(r"\bmay (?:jointly |only |each )?(?:own|hold|invest|lend|acquire) up to $")
_LIMITED = re.compile(
    r"\b(?:(?:is|are|was|were)|(?:has|have|had) been) (?:limited|capped|restricted|confined) (?:to|at) $"
)
# A limit by its noun: a 50% cap on foreign ownership, a 95 percent domestic content rule.
_LIMIT_BEHIND = re.compile(
    r"[- ](?:(?:cap|ceiling|limit|threshold|minimum|maximum|floor) (?:on|for) [a-z]"
    r"|(?:[a-z-]+ ){0,3}(?:content|ownership|capital|reserve|purity|blending|sourcing|equity|disclosure"
    r"|margin) (?:rule|requirement|mandate|cap|limit|ceiling|threshold)\b)"
)
# A part that a rule demands: at least | 50 percent of the value must be produced at home.
_PART_DEMANDED = re.compile(
    r" of (?:the |all |their |its |each |any )?[^.;]{3,80}? (?:must|shall|(?:is|are) required to|ha(?:s"
    r"|ve) to) (?:be (?:produced|made|sourced|bought|held|owned|reserved|set aside|spent|sold|recycled"
    r"|reinvested|purchased|kept|deposited|manufactured|domestic|local|used|paid)|come from|go to)\b"
)
# Covenants: shall not permit the ratio to exceed | 60%.
_COVENANT = re.compile(
    r"\b(?:shall|will|may|must) not(?:, and [^.;]{5,80},)? permit [^;\d]{3,170} to (?:exceed|be (?:greater"
    r"|more|less|lower|higher) than|fall below) $|\b(?:shall|must) not (?:have|hold|maintain"
    r"|incur) [^.;\d]{3,80} (?:of )?(?:less|more|greater) than $"
)


# What a rule limits or sets: the statute caps interest at | 24 percent.
_RULE_LIMITS = re.compile(
    rf"\b{LAWS}\b(?: [a-z]+){{0,4}} (?:limits?|caps?|restricts?|confines?|freezes?|limited|capped"
    rf"|restricted) [^.;\d]{{2,70}} (?:to|at) (?:{BOUND} )*$"
)
# What is always set by a rule: the minimum wage is | 15 dollars, the reserve requirement was cut to | 7.
_SET_BY_RULE = re.compile(
    r"(?<!average )\b(?:minimum wages?|(?:reserve|margin|capital|liquidity|down[- ]payment"
    r"|deposit) requirements?(?: ratios?)?|required reserve ratios?|speed limits?|(?:filing|registration"
    r"|application|licen[cs]e) fees?|(?:statutory|legal|official) retirement age)(?: (?:for|on"
    r"|in) [^.,;\d]{3,50})?(?: (?:(?:is|are|was|were|has been|have been) (?:now )?(?:raised|cut|lowered"
    r"|reduced|increased|set|fixed|kept)"
    rf" {TO}|(?:is|are|was|were|stands at|stood at|remains|of|at)(?: set at)?))(?: {BOUND})* $"
)
# What must be of a size: down payments must be at least | 40 percent.
_MUST_BE = re.compile(
    r"\b(?:down[- ]payments?|deposits?|shareholdings?|stakes?|ownership|registered capital|(?:local"
    r"|domestic) content|fees?|premiums?|margins?|concentrations?|purity|thickness|height|width|distance"
    r"|doses?|(?:loan-to-value|debt|capital|leverage|equity|liquidity|current|shareholding"
    r"|coverage) ratios?)\b[^.;\d]{0,70} (?:must|shall|had to|ha(?:s|ve) to) (?:not )?(?:be|make up"
    r"|account for|exceed|amount to|equal)"
    rf"(?: {BOUND})* $"
)


def is_held_by_rule(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule holds something at: the statute caps interest at 24 percent."""
    if target.comparator in ("+", "-") or around.is_planned:
        return False
    if target.kind == "target" and not _MUST_BE.search(around.before):
        return _RULE_LIMITS.search(around.before) is not None
    return any(rule.search(around.before) for rule in (_RULE_LIMITS, _SET_BY_RULE, _MUST_BE))


def is_forbidden(target: Target, around: Around) -> bool:
    """Return whether a bound is what nobody may pass: may not own more than 50 percent, may hold at most."""
    if _LIMIT_BEHIND.match(around.behind) and target.comparator not in ("+", "-"):
        return not around.is_planned
    if target.comparator not in BOUNDS:
        return False
    if _LIMITED.search(around.before) or _PART_DEMANDED.match(around.behind):
        return not target.deadline and (
            UNDER_LAW.search(around.sentence) is not None or "must" in around.behind
        )
    if target.unit == PERCENT and _MAY_HOLD.search(around.before):
        return True
    rules = (_FORBIDDEN, _BANNED_IF, _AT_MOST, _COVENANT)
    return any(rule.search(around.before) for rule in rules)
