"""English thresholds of rules, and what rules oblige anybody to have or do."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, DOERS, LAWS, UNDER_LAW, Around
from flows.annotation.figures.norms.shared import BOUNDS
from flows.records import Target

_NO_VERB = (
    r"(?:(?!\b(?:is|are|was|were|has|have|had|will|said|says|rose|fell|must|shall|may|can|grew|make"
    r"|makes)\b)[^.;])"
)
# Whom a rule is about, by a number: companies with more than | 500 employees ... must.
_DESCRIBED = re.compile(
    r"(?:^|[^,] |\b(?:for|to|on|by|and|or) |, )(?<!^of )(?<!^of the )(?:the )?(?:[a-z]+(?:s|people|anyone"
    r"|anybody|children)|(?:an?|any|each|every|no) (?:[a-z-]+ ){0,3}[a-z-]+)(?: (?:of|in|from|outside"
    r"|abroad)(?: [a-z]+){1,3}?)? (?:with|having|employing|whose|(?:that|which|who) (?!(?:will|would|had|was"
    r"|were|has|have been)\b)[a-z]+|involving|containing|weighing|measuring|costing|worth|valued|processing"
    r"|handling|holding|owning|emitting|carrying|exceeding|over|above|below|under|of(?= (?:more|less|at|over"
    r"|up|between|above|under)))"
    rf" {_NO_VERB}{{0,110}}$"
)
_WORTH = re.compile(
    r"\b(?:transfers|transactions|deals|acquisitions|investments|imports|shipments|loans|deposits|purchases"
    r"|contracts|orders|mergers|exports|payments|gifts|gains|incomes|volumes|quantities|consignments|parcels"
    r"|claims|holdings|stakes|cash|sums|amounts|sites|ponds|aid|income|debt|waste|gold|turnover|emissions"
    r"|goods|packages|(?:transfer|export|sale|acquisition|processing|provision|handling|construction|import"
    r"|supply|storage)(?: of [^.;\d]{3,60}?)?) (?:of|involving|worth|valued at|exceeding|above|over|below"
    r"|under|in excess of) "
    rf"{_NO_VERB}{{0,60}}$"
)
_BOUND_BY = re.compile(
    r"(?:(?!\b(?:but|although|while|whereas|said|says?|was|were|rose|fell|grew|gained|lost|had|sold)\b"
    r"|, and they)[^.;]){0,170}?(?<!that )(?<!which )\b(?:will have to|must(?! (?:now )?(?:expect|find|look"
    r"|wait|cope|accept|live|think|choose|feed))|shall|(?:is|are|will be) (?:required|obliged|obligated"
    r"|subject|exempt|eligible|prohibited|barred|banned|entitled|exempted|covered)|may (?:not|rely|apply"
    r"|claim|use|opt|seek|receive)|(?:needs?|ha(?:s|ve)) to (?:be|notify|file|report|register|publish|pay"
    r"|obtain|submit|disclose|apply|provide|appoint|hold|carry|meet|use|comply|keep|install|offer)|qualif(?:y"
    r"|ies)|requires?|enters? (?:free|duty-free)|(?:is|are) (?:presumed|deemed)|(?:will be|is|are|fall"
    r"|falls) (?:in|within) (?:the )?scope|(?:will|can|may|shall) be (?:given|granted|awarded|paid"
    r"|offered))\b"
)
# A plan's wishes for a place are no rule, nor is what somebody has to do to live: must sell ... to survive.
_TO_LIVE = re.compile(
    r"\bto (?:break even|survive|compete|stay|remain|turn a profit|make (?:money|a profit)|catch up|succeed"
    r"|meet (?:demand|rising|growing|its|their|the (?:target|goal))|keep (?:up|pace)|grow|win"
    r"|pay for itself)\b"
)
_MORE = re.compile(r" (?:more|less|fewer)\b(?! than)")  # must pay 20 percent more for coffee
_STRICT = (
    r"(?:shall|(?:is|are|will be) (?:required|obliged|subject to|exempt|prohibited|barred|eligible)|may not"
    r"|must (?:be (?:notified|filed|reported|approved|reviewed|registered|assessed|disclosed|declared|paid"
    r"|recorded|submitted|cleared|licen[cs]ed|returned|reported|recalled|destroyed|published|carried out)"
    r"|(?:[a-z]+ )?(?:notify|file|pass|report|register|obtain|apply|submit|declare|disclose|undergo|appoint"
    r"|publish|pay|carry out|conduct|inform|make an? (?:offer|bid|filing|report))\b)|(?:is|are) (?:due"
    r"|payable|triggered|mandatory|required|forbidden|void)|may be required|ha(?:s"
    r"|ve) to (?:be )?(?:notif(?:y|ied)|file[d]?|report(?:ed)?|register(?:ed)?|submit(?:ted)?|pay|bid))"
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
_MUST = (
    r"(?:must|shall|(?:is|are|will be|were|was) (?:legally )?(?:required|obliged"
    r"|obligated) (?:by [a-z ]{2,30} )?to|(?:will )?ha(?:ve|s) to)"
)
_DUTIFUL = (
    r"(?:collect|recycle|recover|hold|maintain|retain|deposit|submit|report|contribute|pay|keep|source|blend"
    r"|reserve|set aside|surrender|have|use|buy|contain|carry|offer|list|file|label|stock|store|display"
    r"|insure|install|notify|meet|emit|discharge)"
)
# Whoever is no government: the aims of governments are targets.
_PRIVATE = (
    r"(?:(?!(?:provinces|cities|countries|governments|regions|counties|states|ministries|departments"
    r"|authorities|districts|economies|leaders|officials|localities|areas|municipalities|nations|members"
    r"|towns|villages|parks|zones|us|this|its|always|sales|exports|imports)\b)[a-z-]{2,}s|(?:each|any|every"
    r"|no) [a-z]+)"
)
_OBLIGED = re.compile(
    rf"\b{_PRIVATE}\b[^.;]{{0,90}}?\b{_MUST} (?:also |always |each |at all times |together )?{_DUTIFUL}\b"
    r"(?:(?!\b(?:will|would|was|were|rose|fell|said|because|as)\b)[^.;]){0,130}$"
)
_HAD_TO = re.compile(
    rf"\b(?:had|has|have) to (?:reach|achieve|attain|make|own|be|{_DUTIFUL[3:]} [^.;]{{0,60}}$"
)
# What a rule demands of a part, or of firms: requires | 65 percent of packaging to be recycled.
_REQUIRES_PART = re.compile(
    r"\b(?:requires?|required|mandates?|mandated) (?:that )?(?:at least |up to |about )?$"
)
_PART = re.compile(r" of [^.;]{3,70}? (?:to )?(?:be|come|go)\b")
_REQUIRES_OF = re.compile(
    r"\b(?:requires|required|obliges|obliged|compels|compelled) (?:all |most |new |listed |foreign |large )?"
    rf"{DOERS} to {_DUTIFUL}\b[^.;]{{0,100}}$"
)
# What whoever wants something must have: to qualify, a company must spend | 5 percent on research.
_TO_QUALIFY = re.compile(
    r"\bto (?:qualify|be (?:eligible|listed|certified|recogni[sz]ed)|apply|obtain|receive|enjoy|register"
    r"|list)\b[^.;]{0,70}, (?:an?|the|[a-z]+s) [^.;]{2,60}? ?(?:must|needs? to|ha(?:s|ve) to"
    r"|shall) [^.;]{0,60}$"
)
# What an agreement or law requires: the facility requires us to maintain | 150 million.
_REQUIRES = re.compile(
    rf"\b{LAWS}\b[^.;]{{0,60}}? (?:requires?|required|obliges?|obliged|compels?|compelled|mandates?|mandated)"
    r" (?:that [^.;]{2,110}$|(?:that )?[^.;\d]{2,60}? (?:to )?(?:maintain|hold|keep|have|retain|source"
    r"|collect|recycle|set aside|carry|contain|use|buy|blend|be|provide|meet|limit|comply)\b[^.;]{0,130}$)"
)
_BY_LAW = re.compile(
    r"\b(?:statutory|legal(?:ly)?|regulatory|mandatory|legally required|permitted|permissible|prescribed"
    r"|notification|filing|reporting|registration|exemption|de minimis|size-of-transaction|licensing"
    r"|screening|tax-free|duty-free) (?:[a-z-]+ ){0,3}?(?:limit|ceiling|cap|threshold|minimum|maximum|floor"
    r"|requirement|ratio|age|quota|rate)s?"
    rf"(?: (?:for|on) [^,.;\d]{{3,40}})?(?: (?:of|is|are|at|stands at|set at|will be|was)"
    rf"| currently)+ (?:{BOUND} )*$"
)
_TRIGGER_BEHIND = re.compile(
    r" (?:threshold )?(?:at|above|beyond|below|from|over|under) which [^.;]{2,70}?\b(?:oblige|require|must"
    r"|trigger|force|mandat|shall|appl(?:y|ies)|ha(?:s|ve) to|due\b|kicks? in)"
)


# What a rule applies to: the act applies to firms with more than | 1,000 employees.
_APPLIED_TO = re.compile(
    rf"(?:\b(?:will |would |shall |only |also |now )*appl(?:y|ies|ied) (?:only )?to"
    rf"|\b{LAWS}\b[^.;]{{0,60}}? (?:now |only"
    r" |also |will )*(?:covers?|exempts?|requires?|obliges?|prohibits?|bars?|bans?|targets?)|\b(?:open to"
    r"|(?:compulsory|mandatory|obligatory) (?:for|in))) (?:the |all |any |an? "
    r"|only )?(?:[a-z-]+ ){0,4}?[a-z]+ (?:with|employing|having|whose|involving|containing|exceeding|over"
    r"|above|below|under|(?:that|which|who) (?!(?:will|would|had|was|were|has|have been)\b)[a-z]+|of)\b"
    rf" ?{_NO_VERB}{{0,110}}$"
)
_MANDATORY = re.compile(
    r"\b(?:mandatory|binding|compulsory) (?:minimum|maximum|levels?|limits?|ceilings?|floors?|shares?"
    r"|quotas?)\b(?!.*\b(?:will|rose|fell|was|were)\b)[^;.]{0,130}$"
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


def is_obligation(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule obliges anybody to: must collect 63% of its glass by 2027."""
    if target.comparator in ("+", "-") or _MORE.match(around.behind) or _TO_LIVE.search(around.sentence):
        return False
    if any(rule.search(around.before) for rule in (_BY_LAW, _REQUIRES, _MANDATORY)):
        return True
    if not around.is_planned and _is_required(around):
        return True
    if _HAD_TO.search(around.before):
        return UNDER_LAW.search(around.sentence) is not None
    return target.kind == "target" and _OBLIGED.search(around.before) is not None


def _is_required(around: Around) -> bool:
    """Return whether somebody requires a value of firms or parts, or it is needed to qualify."""
    if _REQUIRES_OF.search(around.before) or _TO_QUALIFY.search(around.before):
        return True
    return bool(_REQUIRES_PART.search(around.before) and _PART.match(around.behind))
