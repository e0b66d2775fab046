"""English thresholds of rules, and what rules oblige anybody to have or do."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, DOERS, LAWS, Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.annotation.figures.units import PERCENT
from flows.records import Target

_NO_VERB = (
    r"(?:(?!\b(?:is|are|was|were|has|have|had|will|said|says|rose|fell|must|shall|may|can|grew|make|makes)\b)"
    r"[^.;])"
)
# Whom a rule is about, by a number: companies with more than | 500 employees ... must.
_DESCRIBED = re.compile(
    r"(?:^|[^,] |\b(?:for|to|on|by|and|or) |, )(?<!^of )(?<!^of the )(?:the )?(?:[a-z]+(?:s|people|anyone"
    r"|anybody|children)"
    r"|(?:an?|any|each|every|no) (?:[a-z-]+ ){0,3}[a-z-]+)(?: (?:of|in|from|outside"
    r"|abroad)(?: [a-z]+){1,3}?)?"
    r" (?:with|having|employing|whose|(?:that|which|who) (?!(?:will|would|had|was|were|has"
    r"|have been)\b)[a-z]+"
    r"|involving|containing|processing|handling|holding|owning|emitting|carrying|exceeding|over|above|below"
    r"|under|of(?= (?:more|less|at|over|up|between|above|under)))"
    rf" {_NO_VERB}{{0,110}}$"
)
_WORTH = re.compile(
    r"\b(?:transfers|transactions|deals|acquisitions|investments|imports|shipments|loans|deposits|purchases"
    r"|contracts|orders|mergers|exports|payments|gifts|gains|incomes|volumes|quantities|consignments|parcels"
    r"|claims|holdings|stakes|cash|sums|amounts|sites|ponds|(?:transfer|export|sale|acquisition|processing"
    r"|provision|handling|construction|import|supply|storage) of [^.;\d]{3,60}?)"
    r" (?:of|involving|worth|valued at|exceeding|above|over|below|under|in excess of) "
    rf"{_NO_VERB}{{0,60}}$"
)
_BOUND_BY = re.compile(
    r"(?:(?!\b(?:but|although|while|whereas|said|says?|was|were|rose|fell|grew|gained|lost|had|sold)\b"
    r"|, and they)[^.;]){0,170}?"
    r"(?<!that )(?<!which )\b(?:will have to|must|shall|(?:is|are|will be) (?:required|obliged|obligated"
    r"|subject"
    r"|exempt|eligible|prohibited|barred|banned|entitled|exempted|covered)"
    r"|may (?:not|rely|apply|claim|use|opt|seek|receive)|(?:needs?|ha(?:s|ve)) to (?:be|notify|file|report"
    r"|register|publish|pay|obtain"
    r"|submit|disclose|apply|provide|appoint|hold|carry|meet|use|comply|keep|install|offer)|qualif(?:y|ies)"
    r"|requires?"
    r"|(?:will be|is|are|fall|falls) (?:in|within) (?:the )?scope|(?:will|can|may|shall) be (?:given"
    r"|granted|awarded"
    r"|paid|offered))\b"
)
# A plan's wishes for a place are no rule, nor is what somebody has to do to live: must sell ... to survive.
_TO_LIVE = re.compile(
    r"\bto (?:break even|survive|compete|stay|remain|turn a profit|make (?:money|a profit)|catch up|succeed"
    r"|meet (?:demand|rising|growing|its|their|the (?:target|goal))|keep (?:up|pace)|grow|win"
    r"|pay for itself)\b"
)
_STRICT = (
    r"(?:shall|(?:is|are|will be) (?:required|obliged|subject to|exempt|prohibited|barred|eligible)|may not"
    r"|must (?:be (?:notified|filed|reported|approved|reviewed|registered|assessed|disclosed|declared|paid"
    r"|recorded|submitted|cleared|licen[cs]ed|returned|reported|recalled|destroyed|published|carried out)"
    r"|(?:[a-z]+ )?(?:notify|file|pass|report|register|obtain|apply|submit|declare|disclose|undergo|appoint"
    r"|publish|pay|carry out|conduct|inform|make an? (?:offer|bid|filing|report))\b)"
    r"|(?:is|are) (?:due|payable|triggered|mandatory|required|forbidden|void)"
    r"|may be required|ha(?:s|ve) to (?:be )?(?:notif(?:y|ied)|file[d]?|report(?:ed)?|register(?:ed)?"
    r"|submit(?:ted)?|pay|bid))"
)
# A duty on a condition: must be notified where turnover is at least | 500 million.
_ON_CONDITION = re.compile(
    rf"\b{_STRICT}\b[^.;]{{0,140}}?\b(?:if|where|when|once|unless|whenever|provided(?: that)?|as soon as)"
    r" [^.;]{2,190}$"
)
_IF, _THEN = (
    re.compile(r"(?:^|[,:] )(?:if|where|when|once|unless|whenever) [^.;]{2,150}$"),
    re.compile(rf"[^.;]{{0,110}}?(?:, [^.;]{{0,90}}?| (?:they|it|he|the [a-z]+) )\b{_STRICT}\b"),
)
# What nobody may do: may not own more than | 50 percent, may not sell paint with more than | 2 percent.
_BAN = (
    rf"(?:{DOERS}|one|nobody|foreigners|banks|[a-z-]+s|\b(?:an?|the) (?:[a-z]+ ){{0,3}}?(?:holder|owner"
    rf"|person"
    r"|operator|driver|shareholder|company|firm|bank|investor|borrower|seller|buyer|trader|maker|employer"
    r"|fund|partner"
    r"|vessel|boat|vehicle|ship|applicant|insurer|lender|landlord|farmer|shop|[a-z]+(?:er"
    r"|or))) (?:(?:(?:who|that|with|from"
    r"|in|of) [^.,;\d]{{2,60}} )?)"
    r"(?:(?:may|must|shall) not|(?:may|shall|can) only|can(?:not|['’]t)(?= (?:own|hold|acquire|be sold))"
    r"|(?:is|are|were) (?:prohibited|banned|barred"
    r"|forbidden) from|(?:is|are|were) not (?:allowed|permitted) to)"
)
_FORBIDDEN = re.compile(
    rf"\b(?:{_BAN}|no [a-z -]{{3,40}} (?:may|shall|can)|it is (?:illegal|unlawful"
    rf"|forbidden) to) (?:[a-z]+ ){{0,2}}?"
    r"(?:own|hold|acquire|place|put|sell|employ|charge|emit|discharge|lend|use|contain|import|catch|land"
    r"|carry"
    r"|store|build|invest|borrow|work|possess|take|keep|issue|buy|market|supply|accept|sign|exceed|be sold"
    r"|owning|holding|acquiring|placing|selling|employing|charging|emitting|lending|using|importing|catching)"
    r"(?: [^.;\d]{2,90})? (?:more|less|fewer|higher|lower|greater|over|above|below|exceeding)(?: than)? $"
)
_BANNED_IF = re.compile(
    r"\b(?:prohibits?|bans?|forbids?|bars?|(?:is|are) (?:prohibited|banned|forbidden)|a ban on|outlaws?) "
    r"[^.;\d]{0,100}(?:containing|contains?|with|exceeding|above|over|more than|less than|below) "
    r"(?:[a-z]+ ){0,4}?$"
)
_AT_MOST = re.compile(
    r"\b(?:may|could|can|(?:is|are|was|were) (?:allowed|permitted) to) (?:jointly |only |together )?"
    r"(?:own|hold|acquire|take|buy|have|control|carry|keep|store|catch|land|employ)"
    r" (?:at most|no more than|not more than|a maximum of) $"
)
_MAY_HOLD = re.compile(r"\bmay (?:jointly |only |each )?(?:own|hold|invest|lend|acquire) up to $")
_MUST = (
    r"(?:must|shall|(?:is|are|will be|were|was) (?:legally )?(?:required|obliged"
    r"|obligated) (?:by [a-z ]{2,30} )?to"
    r"|(?:will )?ha(?:ve|s) to)"
)
_DUTIFUL = (
    r"(?:collect|recycle|recover|hold|maintain|retain|deposit|submit|report|contribute|pay|keep|provide"
    r"|source"
    r"|blend|reserve|set aside|surrender|have|use|buy|contain|carry|offer|list|file|label|stock|store|display"
    r"|employ|insure|install|supply|purchase|notify|meet)"
)
# Whoever is no government: the aims of governments are targets.
_PRIVATE = (
    r"(?:(?!(?:provinces|cities|countries|governments|regions|counties|states|ministries|departments"
    r"|authorities|districts|economies|leaders|officials|localities|areas|municipalities|nations|members"
    r"|towns|villages|parks|zones|us|this|its|always|sales|exports|imports)\b)[a-z-]{2,}s"
    r"|(?:each|any|every|no) [a-z]+)"
)
_OBLIGED = re.compile(
    rf"\b{_PRIVATE}\b[^.;]{{0,90}}?\b{_MUST} (?:also |always |each |at all times |together )?{_DUTIFUL}\b"
    r"(?:(?!\b(?:will|would|was|were|rose|fell|said|because|as)\b)[^.;]){0,130}$"
)
_HAD_TO = re.compile(
    rf"\b(?:had|has|have) to (?:reach|achieve|attain|make|own|be|{_DUTIFUL[3:]} [^.;]{{0,60}}$"
)
_LIMITED = re.compile(
    r"\b(?:(?:is|are|was|were)|(?:has|have|had) been) (?:limited|capped|restricted|confined) (?:to|at) $"
)
_UNDER_LAW = re.compile(
    rf"\b(?:under|by|according to|per) (?:the|its|a|this|that|these|those|new"
    rf"|current)? ?[^.,;]{{0,40}}?\b{LAWS}\b"
    r"|\bby law\b|\blegally\b"
)
# What an agreement or law requires: the facility requires us to maintain | 150 million.
_REQUIRES = re.compile(
    rf"\b{LAWS}\b[^.;]{{0,60}}? (?:requires?|required|obliges?|obliged|compels?|compelled|mandates?|mandated)"
    r" (?:that )?[^.;\d]{2,60}? (?:to )?(?:maintain|hold|keep|have|retain|source|collect|recycle|set aside"
    r"|carry|contain|use|buy|blend|be|provide|meet|limit|comply)\b[^.;]{0,130}$"
)
_BY_LAW = re.compile(
    r"\b(?:statutory|legal(?:ly)?|regulatory|mandatory|legally required|permitted|permissible|prescribed"
    r"|notification|filing|reporting"
    r"|registration|exemption|de minimis|size-of-transaction|licensing|screening|tax-free|duty-free)"
    r" (?:[a-z-]+ ){0,3}?(?:limit|ceiling|cap|threshold|minimum|maximum|floor|requirement|ratio|age|quota"
    r"|rate)s?"
    rf"(?: (?:for|on) [^,.;\d]{{3,40}})?(?: (?:of|is|are|at|stands at|set at|will be|was)"
    rf"| currently)+ (?:{BOUND} )*$"
)
_TRIGGER_BEHIND = re.compile(
    r" (?:threshold )?(?:at|above|beyond|below|from|over|under) which [^.;]{2,70}?\b(?:oblige|require|must"
    r"|trigger"
    r"|force|mandat|shall|appl(?:y|ies)|ha(?:s|ve) to|due\b|kicks? in)"
)


# What a rule applies to: the act applies to firms with more than | 1,000 employees.
_APPLIED_TO = re.compile(
    rf"(?:\b(?:will |would |shall |only |also |now )*appl(?:y|ies|ied) (?:only )?to"
    rf"|\b{LAWS}\b[^.;]{{0,60}}? (?:now |only"
    r" |also |will )*(?:covers?|exempts?|requires?|obliges?|prohibits?|bars?|bans?|targets?)"
    r"|\b(?:open to|(?:compulsory|mandatory|obligatory) (?:for|in))) (?:the |all |any |an? |only )?"
    r"(?:[a-z-]+ ){0,4}?[a-z]+ (?:with|employing|having|whose|involving|containing|exceeding|over|above"
    r"|below|under"
    r"|(?:that|which|who) (?!(?:will|would|had|was|were|has|have been)\b)[a-z]+|of)\b"
    rf" ?{_NO_VERB}{{0,110}}$"
)
# A limit by its noun: a 50% cap on foreign ownership, a 95 percent domestic content rule.
_LIMIT_BEHIND = re.compile(
    r"[- ](?:(?:cap|ceiling|limit|threshold|minimum|maximum|floor) (?:on|for) [a-z]"
    r"|(?:[a-z-]+ ){0,3}(?:content|ownership|capital|reserve|purity|blending|sourcing|equity|disclosure"
    r"|margin)"
    r" (?:rule|requirement|mandate|cap|limit|ceiling|threshold)\b)"
)
_MANDATORY = re.compile(
    r"\b(?:mandatory|binding|compulsory) (?:minimum|maximum|levels?|limits?|ceilings?|floors?|shares?"
    r"|quotas?)\b"
    r"(?!.*\b(?:will|rose|fell|was|were)\b)[^;.]{0,130}$"
)
# A part that a rule demands: at least | 50 percent of the value must be produced at home.
_PART_DEMANDED = re.compile(
    r" of (?:the |all |their |its |each |any )?[^.;]{3,80}? (?:must|shall|(?:is|are) required to|ha(?:s"
    r"|ve) to)"
    r" (?:be (?:produced|made|sourced|bought|held|owned|reserved|set aside|spent|sold|recycled|reinvested"
    r"|purchased|kept|deposited|manufactured|domestic|local|used|paid)|come from|go to)\b"
)
# Covenants: shall not permit the ratio to exceed | 60%.
_COVENANT = re.compile(
    r"\b(?:shall|will|may|must) not(?:, and [^.;]{5,80},)? permit [^;\d]{3,170} to (?:exceed|be (?:greater"
    r"|more|less"
    r"|lower|higher) than|fall below) $"
    r"|\b(?:shall|must) not (?:have|hold|maintain|incur) [^.;\d]{3,80} (?:of )?(?:less|more|greater) than $"
)


def is_described(target: Target, around: Around) -> bool:
    """Return whether a bound says whom a rule is about: firms with more than 500 employees must report."""
    if target.comparator not in BOUNDS and not around.is_between:
        return False
    if _APPLIED_TO.search(around.before):
        return True
    is_of_class = _DESCRIBED.search(around.before) or _WORTH.search(around.before)
    if not is_of_class or _TO_LIVE.search(around.behind):
        return False
    return bool(_BOUND_BY.match(around.behind))


def is_conditional(target: Target, around: Around) -> bool:
    """Return whether a bound is the condition of a duty: must be notified if turnover exceeds 5 million."""
    if target.comparator not in BOUNDS:
        return bool(_TRIGGER_BEHIND.match(around.behind))
    if _ON_CONDITION.search(around.before) or _TRIGGER_BEHIND.match(around.behind):
        return True
    return bool(_IF.search(around.before) and _THEN.match(around.behind))


def is_forbidden(target: Target, around: Around) -> bool:
    """Return whether a bound is what nobody may pass: may not own more than 50 percent, may hold at most."""
    if _LIMIT_BEHIND.match(around.behind) and target.comparator not in ("+", "-"):
        return not around.is_planned
    if target.comparator not in BOUNDS:
        return False
    if _LIMITED.search(around.before) or _PART_DEMANDED.match(around.behind):
        return not target.deadline and (
            _UNDER_LAW.search(around.sentence) is not None or "must" in around.behind
        )
    if target.unit == PERCENT and _MAY_HOLD.search(around.before):
        return True
    rules = (_FORBIDDEN, _BANNED_IF, _AT_MOST, _COVENANT)
    return any(rule.search(around.before) for rule in rules)


def is_obligation(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule obliges anybody to: must collect 63% of its glass by 2027."""
    if target.comparator in ("+", "-") or _TO_LIVE.search(around.sentence):
        return False
    if any(rule.search(around.before) for rule in (_BY_LAW, _REQUIRES, _MANDATORY)):
        return True
    if _HAD_TO.search(around.before):
        return _UNDER_LAW.search(around.sentence) is not None
    return target.kind == "target" and _OBLIGED.search(around.before) is not None
