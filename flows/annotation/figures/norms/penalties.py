"""Penalties: what breaking a rule costs, and what was imposed."""

from __future__ import annotations

import re

from flows.annotation.figures.norms.sentences import BOUND, EARLIER, Around, around_of

_REACH = 240  # code points of a sentence before and behind a sum
_NOUN = r"(?:fines?|penalt(?:y|ies)|(?<!in )damages|surcharges?|sanctions(?= of))"
_STATED = (
    r"(?: (?:for|on|against|to) [^,.;\d]{3,80}?)?(?: (?:of|is|are|was|were|at|be|reached|reach(?:es|ing)?"
    r"|rang(?:e|es|ing)|amount(?:s|ed|ing)? to|total(?:s|led|ling|ed|ing)?|worth|equal to|equivalent to"
    r"|starts?|limited to|capped at|set at|(?:may|can|could|shall|must|would)(?: not)? (?:be|exceed|reach"
    r"|total|range|amount to)))*"
)
# A sum that is a penalty by the words before it: a fine of up to | 20,000, fined the dairy | 3 million.
_NAMED = re.compile(
    rf"\b(?:{_NOUN}{_STATED}|punishable (?:by|with)|fined(?: (?!for )[^.;,\d]{{2,60}}?)?(?: a"
    rf" total)?){EARLIER}(?: ?{BOUND})*(?: an? (?:[a-z]+ )?)? ?$"
)
# ... or behind it: 64 million in penalties, a 3 million euro fine.
_NAMED_BEHIND = re.compile(
    r"(?:[- ](?:yuan|euros?|dollars?|pounds?|yen|won|kronor|francs|rupees))?"
    rf"(?: (?:in|of) (?:[a-z]+ ){{0,2}}{_NOUN}|[- ](?:[a-z-]+ ){{0,2}}(?:fine|penalty))\b(?! (?:reduction"
    rf"|waiver))"
)
_NOT_PAST = r"(?:(?!\b(?:was|were|paid|has|had|fined)\b)[^.;])"
_MODAL = r"(?:may|can|could|shall|must|will|would)"
# Verbs by which a rule threatens with a penalty.
_THREATENED = re.compile(
    rf"(?:\b(?:{_MODAL} (?:also |then |each |now |be )*(?:[a-z]+ly )?(?:face|attract|carry|incur|impose[d]?"
    r"|lev(?:y|ied)|result in|lead to|ordered to pay|punished|sentenced|issued?|trigger|draw|risk|bring"
    r"|award(?:ed)?|subject to|liable|apply|applied)|faces?|facing|risks?|attracts?|carr(?:y|ies)|incurs?"
    r"|subject(?:s|ed)? to|liable (?:on [a-z ]{3,30} )?(?:to|for)|(?:allow|empower|authori[sz]e|permit"
    r"|enable)s? [^.;\d]{3,60} to (?:impose|levy|issue)|provides? for|introduces?|sets? out|prescribes?"
    r"|stipulates?|imposes?|(?:shall|must|ha(?:s|ve) to) pay)\b"
    rf" {_NOT_PAST}{{0,70}}?\b{_NOUN}|punishable (?:by|with)|{_MODAL} (?:also "
    rf"|each )?be (?:[^.;]{{0,50}} (?:and|or) )?fined|\b(?:is|are) (?:then |each )?fined|\b(?:maximum|minimum"
    rf"|statutory) (?:[a-z]+ ){{0,2}}{_NOUN}|{_NOUN} (?:for [^.;\d]{{3,60}} )?(?:(?:may|can|shall|must"
    rf"|could)(?: not)? (?:be|reach|exceed|total|range"
    r"|amount)|ranges? from|starts? at|(?:is|are) (?:up to|capped|limited)))"
    rf"{_NOT_PAST}*$"
)
# What one firm may have to pay in its own case.
_OWED = re.compile(r"\b(?:must|ha(?:s|ve) to) pay\b[^.;]*$")
_IMPOSABLE = re.compile(
    r"[^.;]{0,70}?\b(?:may|can|could|shall|must|will) (?:also )?be (?:[a-z]+ly )?(?:imposed|levied|charged"
    r"|issued|applied|assessed|payable)"
)
_APPLYING = re.compile(r"[^.;,]{0,20} (?:applies|apply) (?:to|if|for|where|when)\b")
# Whoever breaks a rule, in general.
_ANYBODY = re.compile(
    r"\b(?:any|anyone|anybody|whoever|every|each|those|fail(?:ure|ing|s)?|breach(?:es)?|infringements?"
    r"|violat(?:ions?|ors|ing|e|es)|offend(?:er|ers)|offen[cs]es?|non-?compliance|late|repeat|breaks?)\b|(?:^"
    r"|[,:] )(?:the )?(?:an? (?:[a-z-]+ ){0,2}[a-z-]+|(?:[a-z-]+ ){0,2}[a-z-]+s|people"
    r"|legal persons) (?:(?:that|who|which|found|with|failing|convicted|caught|without|in breach|may|can"
    r"|shall|face|risk)\b)"
)
_EACH = re.compile(
    r"[^,.;]{0,40}? (?:per|for each|for every) (?:[a-z]+ )?(?:violation|offen[cs]e|breach|day|case|item|head"
    r"|week|month|hour|worker|vehicle|tonne|kilogram|fish|unit|infringement|incident|person|animal)"
    r"|[^.;]{0,120}, whichever"
)
_IMPOSED = re.compile(
    r"(?<!be )(?<!being )(?<!not )\b(?:fined|imposed|levied|paid|handed (?:down|out)|slapped|issued|collected"
    r"|received|incurred|agreed to pay|(?:will|must)(?: now| also)? pay|required to pay|(?:ordered|told"
    r"|made) (?:[^.;\d]{3,60} )?to pay|hit with|totall?ed|amounted to|upheld|led to|resulted in|drew"
    r"|recovered|was|were|been|reached|gave|given|got)\b"
)
_IMPOSED_BEHIND = re.compile(
    r"[^.;]{0,60}? (?:(?:was|were|has been|have been) (?:[a-z]+ly )?(?:imposed|levied|paid|issued|handed"
    r"|collected|upheld|slapped))\b|[^.;]{0,40} (?:imposed|levied|issued|handed) (?:on|by|in|to|down"
    r"|against)\b"
)
_UNREAL = re.compile(r"\b(?:if|whether|not (?:been )?(?:fined|imposed)|without|avoid(?:s|ed|ing)?|escaped)\b")


def is_penalty(text: str, start: int, first: int, last: int, end: int) -> bool:
    """Return whether `text[first:last]` is the amount of a fine that a rule sets or somebody imposed.

    The sentence is `text[start:end]`, in small letters.
    """
    around = around_of(text[max(start, first - _REACH) : first], text[last : min(end, last + _REACH)])
    is_named = _NAMED.search(around.before) or _NAMED_BEHIND.match(around.behind)
    return bool(is_named) and (is_threatened(around) or _is_imposed(around))


def is_threatened(around: Around) -> bool:
    """Return whether a figure is what breaking a rule costs anybody: face a fine of up to 20,000."""
    if not (_NAMED.search(around.before) or _NAMED_BEHIND.match(around.behind)):
        return False
    if _APPLYING.match(around.behind):
        return True
    is_possible = _THREATENED.search(around.before) or _IMPOSABLE.match(around.behind)
    if not is_possible:
        return False
    is_limit = around.is_capped and not _OWED.search(around.before)
    is_general = is_limit or _ANYBODY.search(around.before) or _EACH.match(around.behind)
    return bool(is_general)


def _is_imposed(around: Around) -> bool:
    """Return whether a penalty was imposed or paid: regulators fined the firm 3 million."""
    if _UNREAL.search(around.before):
        return False
    return bool(_IMPOSED.search(around.before) or _IMPOSED_BEHIND.match(around.behind))
