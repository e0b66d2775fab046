"""The date of an event, chosen among the dates of its sentence."""

from __future__ import annotations

from datetime import date, timedelta

from flows.annotation.events.dates import When
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern, within

# After a date that does not date the event: 编制1956至1967年的规划, 发布,自3月1日起施行.
_NOT_WHEN = lazy_pattern("的|起?(?:正式)?(?:实施|施行|生效)")
# Before such a date: export controls that took effect on 1 December 2023, a plan that runs until 2025.
_NOT_WHEN_BEFORE = lazy_pattern(
    r"\b(?:(?:took|takes?|taking|entered|enters?|came|comes?|coming|into|in)\s(?:effect|force)"
    r"|effective|expir\w+|valid|due|runs?|lasts?)"
    r"(?:\s(?:on|in|from|as of|since|until|till|through|by))?\s(?:the\s)?$"
    r"|(?<!\bnot\s)(?<!n['’]t\s)\b(?:until|till|through)\s(?:the\s)?$"
)
_FOR = lazy_pattern(r"\bfor (?:the (?:\w+ )?year |fiscal )?$")
_OF_ITS = lazy_pattern(r"\b(?:(?:of|in|from|to|on) )(?:the |its |their |his |her |total |global |annual )*$")
_YEARLY = lazy_pattern(
    r"\s(?:\w+\s)?(?:turnover|sales|revenues?|profits?|earnings|income|budget|output|exports)\b"
)
_TO_FOR = 24  # code points before a year in which it is looked for
# After the date of something that another clause names: 20日举行的选举,...
_OF_SOMETHING = lazy_pattern(
    "[^,。;的]{0,4}?(?:举行|召开|举办|发生|发布|公布|印发|通过|签署|颁布|出台|达成|闭幕|作出|宣布|结束)"
    "的[^,。;]*(?<![上中时间]),"
)
_OPENING = 12  # code points in which a sentence's opening date begins
_BEFORE_DATE = 34  # code points before a date in which these words are looked for
# Before a date of birth.
_BORN = lazy_pattern(r"\b[Bb]orn (?:in |on )?$")
_ERA = lazy_pattern(r"世纪|年代|\b\d{2}(?:\d{2})?s\b|\bcentury\b")
# A time counted from a date: that date belongs to another event, not to this one.
_LATER = lazy_pattern(
    r"\b(?:years?|months?|weeks?|days?) (?:later|afterwards|earlier|before)\b"
    r"|\b(?:later|subsequently|afterwards|eventually) $"
    r"|(?:[\d一二两三四五六七八九十数几多半][年天周月]|个[多半]?月|星期)"
    r"(?:之后|以后|后(?![期来续])|之前|以前)"
)
# Between a date in a relative clause and the name that the clause describes.
_RELATIVE = lazy_pattern(r"(?!召开|举[行办]|\)?出版)[^,。;:的上中时下在于]{1,14}的[^,。;:的上中时下]{0,16}")
# Names that include a year.
# After the words that say when a government passed a document: it is issued now, on the document's day. A
# legislature issues a law on the day on which it passes it.
_PROMULGATED = lazy_pattern(
    "[,、](?:[^,。;]{2,16}批准,|(?:并|已)?经[^,。;]{2,160}(?:同意|批准),)?"
    "现(?:予以?|将|以[^,。;]{2,16}令)?(?:公布|发布|印发)"
)
# Reasons and the decision of a document, up to whom it concerns.
_DECISION = lazy_pattern(r"\s*(?:根据|依据|依照|按照|为)[^。;]*,[^,。;]{0,40}?决定[将把]")
_LEGISLATURE = lazy_pattern("人大|人民代表大会|国会|议会")
# 自1999年以来, 近年来: what follows happened over years, so no date of an earlier sentence dates it.
_OVER_YEARS = lazy_pattern(r"以来[,、]|近年来|[一二三四五六七八九十两几多\d]年[多间]?来")
# 自2010年成立以来,获得三轮融资: the rounds are of later years.
_SINCE_FOUNDED = lazy_pattern("(?:[成设创]立|创办|创建|组建|上市|开业|建校)以来[,、]")
# 1925年入党,曾先后担任甲、乙: posts of later years.
_OVER_A_LIFE = lazy_pattern(",[^,。;]{0,4}(?:曾|历任|先后)")
_DAY = 10  # characters of an ISO date with a day
_LONGEST_WAIT = timedelta(days=120)  # from passing a document to issuing it
_LONGEST_OF_OFFICE = timedelta(days=400)  # the same of a ministry's or an office's own rules
_OF_OFFICE = lazy_pattern("[部委局署办室厅行]务会|局长办公会|主任办公会")
_DATED_NAME = lazy_pattern("年?(?:北京|巴黎|东京)?(?:[冬夏]季?奥|冬?残奥|奥运|世博|亚运|世界杯)")
# Between a verb and a date: the first to win control since China said that it would ease its rules in 2017.
_SINCE_THEN = lazy_pattern(r"\bsince\s[a-z][^,.;]{2,60}\s(?:said|was|were|had|has|began|[a-z]+ed)\s")
# Between a date and a verb, or before a date: the date belongs to something else.
_CLAUSE_BEHIND = lazy_pattern(r"\b(?:after|before|once|when|because)\s")
_AND_BEHIND = lazy_pattern(r"(?:,?\sand|,)\s(?:\w+ly\s)?")
_SAID_THEN = lazy_pattern(
    r"\b(?:said|says|announced|reported|admitted|confirmed|disclosed|revealed)(?:\s(?:in|on))?\s?$"
)
# Between a verb and a date: a fine, which equals 4 percent of its sales in 2019.
_OF_RELATIVE = lazy_pattern(r"\b(?:which|that)\s(?:equals?|is|are|had|has|have|[a-z]+ed)\s[^.;]*$")
# Between a deal and a date: the merger, announced in 2016 and completed in 2017.
_CLOSED = lazy_pattern(
    r"(?:,\s(?:which\s(?:was|were)\s)?|\s(?:was|were)\s(?:\w+ly\s)?|\d\sand\s)"
    r"(?:(?P<done>completed|finali[sz]ed|closed|concluded)|signed|announced)\s(?:(?:in|on)\s)?$"
)
# Between a verb and the date of what is planned.
_PLANNED = lazy_pattern(
    r"\b(?:and|which|who|that|but)\s(?:will|would|is to|are to|(?:is |are )?(?:expects?|expected|plans?|due"
    r"|set)\sto)\s[^;.]*$"
)
# Between a verb and a date: the largest listing since 2021.
_LARGEST_SINCE = lazy_pattern(
    r"\b(?:largest|biggest|highest|lowest|first|most|best|fastest|smallest|steepest)\b[^;]*\bsince"
    r"\s(?:\w+\s)?(?:19|20)\d\d$"
)
_SINCE, _PERFECT = lazy_pattern(r"\bsince\s"), lazy_pattern(r"\b(?:has|have)\s")
_TO_SINCE, _TO_HAVE = 6, 12  # code points before a date and a verb
_OWNED_BEFORE = lazy_pattern(r"(?:\b(?:its|their|his|her)|[’']s?)\s$")
_DEAL_BEHIND = lazy_pattern(
    r"\s(?:[\w-]+\s){0,2}?(?:purchase|acquisition|takeover|listing|ipo|investment|merger|sale|deal|founding"
    r"|flotation|buyout|bid|fine|ban|decision|ruling)\b"
)
# A word for a date that opens a clause of the sentence.
_RELATIVE_DAY = lazy_pattern(
    r"(?<=[,，。；;])(?:去年|上年|上月|上个月|昨天|昨日|前不久|不久前)(?![^,，。;；]{0,8}的)"
)
# Opens a clause that the date before it dates: in 2017, when it bought Feinlager.
_WHEN = lazy_pattern(r",?\s?when\s")


def choose_date(sentence: Sentence, verb: Verb, roles: Roles) -> tuple[When | None, bool]:
    """Return the date of a verb, and whether it was carried over from outside the verb's clause.

    The nearest date in the verb's own stretch is used. A date in another verb's stretch does not count, but
    one that opens the sentence holds for all its verbs, unless the stretch names a decade or century. A
    date that is part of the object (印发2021年行业标准制修订计划) does not count either: the date carried
    from the line or headline then applies, or the period of a review.
    """
    if any(roles.own_dates):
        return next(iter(within(sentence.dates, *roles.own_dates)), None), False
    if stated := _day_of_promulgation(sentence, verb) or _day_of_decision(sentence, verb):
        return stated, False
    if verb.rule.object_is_party and (bracketed := _date_after_object(sentence, roles)):
        return bracketed, False
    first, last = sentence.stretch(verb.start)
    if _has_unknown_date(sentence, verb):
        return None, False
    if own := _own_dates(sentence, verb, roles):
        return min(own, key=lambda when: _distance(when, verb)), False
    if sentence.language == "en" and (
        other := _date_before_when(sentence, first) or _date_of_closing(sentence, verb)
    ):
        return other, False
    if "is_adjunct" in verb.rule.traits and len(sentence.dates) == 1:
        return sentence.dates[0], False
    if _ERA.search(sentence.plain, first, last) or _LATER.search(sentence.plain, first, verb.start):
        return None, False
    if opening := _opening_date(sentence, verb, roles.actor):
        if verb.rule.action == "appointed" and _OVER_A_LIFE.search(sentence.plain, opening.end, verb.start):
            return None, False
        is_later = _LATER.search(sentence.plain, opening.end, verb.start)
        is_later = is_later or _SINCE_FOUNDED.search(sentence.plain, opening.end, verb.start)
        return (None, False) if is_later else (opening, True)
    if any(not _is_in_object(sentence, when, roles) for when in sentence.dates):
        return None, False
    if sentence.carried and not _is_over_years(sentence, verb):
        return sentence.carried, True
    if sentence.review and sentence.review.first:
        return sentence.review, True
    return None, False


def _has_unknown_date(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a clause is dated by a word whose day is not known: 去年底被列入清单."""
    first = max((when.end for when in sentence.dates if when.end <= verb.start), default=sentence.start)
    return bool(_RELATIVE_DAY.search(sentence.plain, first, verb.start))


def _is_over_years(sentence: Sentence, verb: Verb) -> bool:
    """Return whether a verb's event happened over other years than those of an earlier sentence.

    五年来 after “十三五”时期 are the years of that period.
    """
    over = _OVER_YEARS.search(sentence.plain, sentence.start, verb.start)
    if over is None or sentence.carried is None:
        return False
    is_period = bool(sentence.carried.last) and sentence.carried.last != sentence.carried.first
    return not (is_period and over[0] == "五年来")


def _day_of_promulgation(sentence: Sentence, verb: Verb) -> When | None:
    """Return the document's day for what a government passed and now issues: 已经常务会议通过,现予公布."""
    if len(sentence.date) != _DAY or not _PROMULGATED.match(sentence.plain, verb.end):
        return None
    if _LEGISLATURE.search(sentence.plain, sentence.start, verb.end):
        return None
    day = date.fromisoformat(sentence.date)
    passed = [when.first for when in sentence.dates if when.start < verb.end and len(when.first) == _DAY]
    is_of_office = _OF_OFFICE.search(sentence.plain, sentence.start, verb.end)
    longest = _LONGEST_OF_OFFICE if is_of_office else _LONGEST_WAIT
    if any(not date.fromisoformat(one) <= day <= date.fromisoformat(one) + longest for one in passed):
        return None  # a later document quotes it
    return When(0, 0, sentence.date, source="document")


def _day_of_decision(sentence: Sentence, verb: Verb) -> When | None:
    """Return the document's day for what the document itself decides: 根据有关规定,决定将甲公司列入."""
    if len(sentence.date) != _DAY or verb.rule.action != "sanctioned" or sentence.dates:
        return None
    if not _DECISION.match(sentence.plain, sentence.start, verb.start):
        return None
    return When(0, 0, sentence.date, source="document")


def _own_dates(sentence: Sentence, verb: Verb, roles: Roles) -> list[When]:
    """Return the dates in a verb's stretch that may date its event."""
    first, last = sentence.stretch(verb.start)
    own = [when for when in sentence.dates if first <= when.start and when.end <= last]
    own = [when for when in own if not _ERA.search(sentence.plain, when.end, verb.start)]
    if roles.others:  # bought Feinlager (2019) and Nordlager: 2019 is that of Feinlager alone
        own = [when for when in own if not _is_in_brackets(sentence, when)]
    own = [when for when in own if verb.start < when.start < verb.end or not _is_birth(sentence, when)]
    own = [when for when in own if not _is_of_something(sentence, when, verb)]
    if verb.rule.action == "issued":  # the Plan for Civil Courts (2015-2020): its own years
        own = [when for when in own if not when.last.isdigit()]
    if sentence.language == "en":
        if verb.rule.action != "appointed":
            own = [when for when in own if not _dates_validity(sentence, when)]
        own = [
            when for when in own if not _is_of_plan(sentence, when, verb) and not _is_scope(sentence, when)
        ]
        own = [when for when in own if not _is_of_comparison(sentence, when, verb)]
        own = [when for when in own if not _is_of_other_deal(sentence, when, verb)]
        own = [when for when in own if not _begins_total(sentence, when, verb)]
        own = _without_other_clauses(sentence, own, verb)
        own = [when for when in own if not _is_span_in_brackets(sentence, when)]
        return [when for when in own if not _SINCE_THEN.search(sentence.plain, verb.end, when.start)]
    own = [  # dates come before the verb: 将2025年增长预期 dates nothing
        when
        for when in own
        if when.start <= verb.last_date_place() or sentence.plain.startswith("(", when.start - 1)
        if verb.start < when.start < verb.end or not _NOT_WHEN.match(sentence.plain, when.end)
        if not _is_of_actor(sentence, when, roles.actor, verb)
    ]
    own = _without_names(sentence, own)
    if verb.rule.frame == "happened" and any(when.end <= roles.actor.start for when in sentence.dates):
        own = [when for when in own if not _is_in_object(sentence, when, roles)]  # 今天, 某区2022年项目开工
    return own


def _opening_date(sentence: Sentence, verb: Verb, actor: Party) -> When | None:
    """Return the date that opens a sentence before a verb, which holds for all its verbs."""
    opening = [when for when in sentence.dates if sentence.start <= when.start < sentence.start + _OPENING]
    when = next((when for when in opening if not _is_birth(sentence, when)), None)
    if when is not None and _is_of_something(sentence, when, verb):
        return None
    if when is not None and _begins_total(sentence, when, verb):
        return None
    if when is None or when.end > verb.start or _is_of_actor(sentence, when, actor, verb):
        return None
    return when


def _is_span_in_brackets(sentence: Sentence, when: When) -> bool:
    """Return whether two years in brackets are those of a life or a plan: Liu Haiwen (1945-2017) founded."""
    return bool(when.last) and _is_in_brackets(sentence, when)


def _is_in_brackets(sentence: Sentence, when: When) -> bool:
    return sentence.plain[when.start - 1 : when.start] + sentence.plain[when.end : when.end + 1] == "()"


def _date_before_when(sentence: Sentence, first: int) -> When | None:
    """Return the date directly before "when": it became known in 2017, when it bought Feinlager."""
    if not _WHEN.match(sentence.plain, first):
        return None
    return next((when for when in sentence.dates if first - 1 <= when.end <= first), None)


def _date_of_closing(sentence: Sentence, verb: Verb) -> When | None:
    """Return the date on which a deal named by a noun was done: the merger of A and B, completed in 2015."""
    if verb.rule.frame not in ("noun", "owned"):
        return None
    other: When | None = None
    for when in sentence.dates:
        closed = _CLOSED.search(sentence.plain, verb.end, when.start) if verb.end < when.start else None
        if closed and closed["done"]:
            return when
        other = other or (when if closed else None)
    return other


def _date_after_object(sentence: Sentence, roles: Roles) -> When | None:
    """Return the date in brackets after an object: absorbed Feinlager (2019) and Nordlager (2020)."""
    place = roles.object_end
    if not place or not sentence.plain.startswith(" (", place):
        return None
    return next((when for when in sentence.dates if when.start <= place + 2 < when.end), None)


def _is_of_something(sentence: Sentence, when: When, verb: Verb) -> bool:
    """Return whether a date is that of what an earlier clause names: 20日举行的选举无效,某人当天签署."""
    return when.end < verb.start and bool(_OF_SOMETHING.match(sentence.plain, when.end, verb.start))


def _is_birth(sentence: Sentence, when: When) -> bool:
    return bool(_BORN.search(sentence.plain, max(0, when.start - 12), when.start))


def _dates_validity(sentence: Sentence, when: When) -> bool:
    """Return whether an English date is the start or end of something's validity."""
    before = max(sentence.start, when.start - _BEFORE_DATE)
    return bool(_NOT_WHEN_BEFORE.search(sentence.plain, before, when.start))


def _is_scope(sentence: Sentence, when: When) -> bool:
    """Return whether a year is what something is about: turnover for 2020, its 2020 turnover."""
    before = sentence.plain[max(sentence.start, when.start - _TO_FOR) : when.start]
    is_for = sentence.plain.startswith("for ", when.start) or bool(_FOR.search(before))
    is_base = _OF_ITS.search(before) and _YEARLY.match(sentence.plain, when.end)
    return when.first.isdigit() and (is_for or is_base is not None)


def _is_of_plan(sentence: Sentence, when: When, verb: Verb) -> bool:
    """Return whether a date is that of a later plan: has secured approval and will close in May."""
    return bool(_PLANNED.search(sentence.plain, verb.end, max(verb.end, when.start)))


def _is_of_comparison(sentence: Sentence, when: When, verb: Verb) -> bool:
    """Return whether a date only says since when something is the largest: the largest listing since 2021."""
    return _LARGEST_SINCE.search(sentence.plain, verb.start, max(verb.start, when.end)) is not None


def _begins_total(sentence: Sentence, when: When, verb: Verb) -> bool:
    """Return whether sums add up since a date, which is that of none of them: since 2014 it has raised."""
    if sentence.language != "en" or verb.rule.action != "funded":
        return False
    is_since = _SINCE.search(sentence.plain, max(sentence.start, when.start - _TO_SINCE), when.end)
    return bool(
        is_since and _PERFECT.search(sentence.plain, max(sentence.start, verb.start - _TO_HAVE), verb.end)
    )


def _is_of_other_deal(sentence: Sentence, when: When, verb: Verb) -> bool:
    """Return whether a date belongs to a deal that somebody owns: fined Haiwei over its 2018 purchase."""
    if when.start < verb.end:
        return False
    before = max(sentence.start, when.start - _TO_FOR)
    owned = _OWNED_BEFORE.search(sentence.plain, before, when.start)
    return owned is not None and _DEAL_BEHIND.match(sentence.plain, when.end) is not None


def _is_in_object(sentence: Sentence, when: When, roles: Roles) -> bool:
    """Return whether a date is part of a Chinese object. In English objects, dates mostly date the event."""
    if sentence.language != "zh":
        return False
    return roles.object_start <= when.start and when.end <= roles.object_end


def _is_of_actor(sentence: Sentence, when: When, actor: Party, verb: Verb) -> bool:
    """Return whether a date belongs to a clause that describes the actor: 今年3月逝世的某球星获得一等奖."""
    if not when.end <= actor.start < verb.start:
        return False
    return bool(_RELATIVE.fullmatch(sentence.plain, when.end, actor.start))


def _without_other_clauses(sentence: Sentence, dates: list[When], verb: Verb) -> list[When]:
    """Return English dates without those of other clauses, if a date follows the verb.

    >>> it appealed in 2021 after it was fined in 2020; it said in 2021 that it opened a plant in 2019
    >>> it filed in 2022 and began trading on the STAR Market in 2023
    """
    if not any(verb.end <= when.start for when in dates):
        return dates
    if any(when.end <= verb.start for when in dates):
        # imposed a fine, which equals 4 percent of its sales in 2019
        dates = [
            when
            for when in dates
            if not _OF_RELATIVE.search(sentence.plain, verb.end, max(verb.end, when.start))
        ]
    return [
        when
        for when in dates
        if verb.end <= when.start
        or not (
            _CLAUSE_BEHIND.search(sentence.plain, when.end, verb.start)
            or _AND_BEHIND.fullmatch(sentence.plain, when.end, verb.start)
            or _SAID_THEN.search(sentence.plain, max(sentence.start, when.start - _BEFORE_DATE), when.start)
        )
    ]


def _without_names(sentence: Sentence, dates: list[When]) -> list[When]:
    """Return dates without years that are part of a name (2022年冬奥会), if another date is known."""
    others = [when for when in dates if not _DATED_NAME.match(sentence.plain, when.end)]
    if others or any(when.start > dates[-1].end for when in sentence.dates if dates):
        return others
    return dates


def _distance(when: When, verb: Verb) -> int:
    return verb.start - when.end if when.end <= verb.start else when.start - verb.end
