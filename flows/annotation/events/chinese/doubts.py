"""Signs that a Chinese clause is about something done (a date, 已), and doubts: plans, actors cut short."""

from __future__ import annotations

from datetime import date, timedelta

from flows.annotation.events.chinese.topics import clause_start
from flows.annotation.events.dates import When
from flows.annotation.events.parties import Party
from flows.annotation.events.roles import Roles
from flows.annotation.events.rules import load_words
from flows.annotation.events.sentences import Sentence, Verb
from flows.text import lazy_pattern, within

# Words that say when, even if the document has no date to complete them: 19日, 去年12月.
_TELLS_WHEN = lazy_pattern(
    r"[去今]年(?!以来|要|将|计划)|上个?[月周]|[前当]天|(?<![\d年])(?:1[0-2]|[1-9])月(?!份?[以底])"
    r"|(?<![\d月])(?:[12]\d|3[01]|[1-9])[日号](?![程常均本报线楼机])|周[一二三四五六日](?!报|刊|边)"
)
# Words that make the rest of a sentence a plan. A name may begin like one (未来科学城).
_AHEAD = lazy_pattern(
    r"届时|今年[^,。;]{0,2}(?:年底|年末|年内|下半年)|未来(?=[,\d一二两三四五六七八九十几]"
    r"|的?[^,。;]{0,3}[年月期天])|今后|规划期|规划建设期|力争"
    r"|(?<![一-鿿])(?:主要|总体|工作|重点|发展)?(?:目标|任务)[:是]|自[^,。;]{2,16}起(?=[,。;\s]|[^,。;]{2})"
)
_BY_YEAR = lazy_pattern(r"(?<![达得收看受想])到(?P<year>20\d\d)年(?!(?:1[0-2]|[1-9])月)")
_GAMES = lazy_pattern(
    "(?:北京|巴黎|东京)?(?:[冬夏]季?奥|冬?残奥|奥运|世博|亚运|世界杯)"
)  # 2022年|北京冬奥会场馆
_RULES = lazy_pattern(r"第[一二三四五六七八九十百零\d]+条[\s一-龥]|\([一二三四五六七八九十]+\)")
_ARTICLE = lazy_pattern(r"第[一二三四五六七八九十百零\d]+条\s")
# A condition, or those to whom a rule applies: 获批示范区的, 给予奖励; 入选名单的项目, 给予奖励.
_CONDITION = lazy_pattern(
    "的$|的(?:项目|企业|单位|机构|团队|产品|园区|平台|基地|个人|人员|企业家|人才|作品|主体|社会组织)$"
)
_COUNTS = lazy_pattern("数量|数位居|数居|总数|保持(?:全国|全省)")
_DEALT = lazy_pattern("分别|分$")
_LISTED = lazy_pattern(r"\s?(?:[、和与及]|以及)")  # after a name: others share its verb
_SEVERAL = lazy_pattern("[、和与及]")
# May directly precede the name of an actor: punctuation, dates, and words that open a clause.
_FREE_BEFORE = lazy_pattern(
    r"(?:[让使\s、,;:。!?()“”《》•·\d年月日底初末和与及的省市县区州盟乡镇村]"
    r"|以及|近日|日前|今天|昨天|今年|去年|目前|其中|此外|同时|随后|此次|此后|近年来|当天|同年"
    r"|我省|我市|我区|全省|全市|中国|祝贺|使得|推荐|所属|所辖|下辖|来自"
    r"|(?:工业|制造|能源)基地|省会|古城|名城|重镇)$"
)
_DAY = 10  # characters of an ISO date with a day
_NEARLY_A_YEAR = timedelta(days=270)
_SHORT_NAME = 3  # code points of a place without its kind


def has_happened(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a date, a word or the headings above show that a stretch is about something done."""
    if sentence.carried or sentence.review:
        return True
    if any(first <= when.start < last or when.start < sentence.start + 4 for when in sentence.dates):
        return True
    return bool(load_words("zh").happened.search(sentence.plain, first, last)) or tells_when(
        sentence, first, last
    )


def tells_when(sentence: Sentence, first: int, last: int) -> bool:
    """Return whether a stretch has a day or month whose year is unknown, as the document has no date."""
    return not sentence.date and _TELLS_WHEN.search(sentence.plain, first, last) is not None


def is_foretold(sentence: Sentence, verb: Verb) -> bool:
    """Return whether words or dates before a verb, even before a semicolon, put it in the future."""
    plain = sentence.plain
    first = sentence.start - plain.startswith(";", max(sentence.start - 1, 0))
    first = max(plain.rfind("。", 0, first), plain.rfind(";", 0, first), _line_start(sentence)) + 1
    if _AHEAD.search(plain, first, verb.start):
        return True
    year = sentence.date[:4]
    if any(not year or match["year"] >= year for match in _BY_YEAR.finditer(plain, first, verb.start)):
        return True
    if any(_comes_soon(sentence, when) for when in sentence.dates if when.start < verb.start):
        return True
    return any(
        sentence.date and when.first > sentence.date[: len(when.first)] and when.source == "text"
        for when in sentence.dates
        if when.start < verb.start
        and "年" in plain[when.start : when.end]  # not “十四五”时期
        and not _GAMES.match(plain, when.end)
    )


def _comes_soon(sentence: Sentence, when: When) -> bool:
    """Return whether a day without a year follows the document's: 12月6日开通, in a document of 3 December.

    Counted back to the last such day, it would be nearly a year ago.
    """
    if when.source != "document" or len(when.first) != _DAY or len(sentence.date) != _DAY:
        return False
    if "年" in sentence.plain[when.start : when.end]:
        return False
    return date.fromisoformat(sentence.date) - date.fromisoformat(when.first) > _NEARLY_A_YEAR


def _line_start(sentence: Sentence) -> int:
    """Return the place of the line break before a sentence, or -1."""
    return max(sentence.text.rfind("\n", 0, sentence.start), sentence.text.rfind("\r", 0, sentence.start))


def is_in_rules(sentence: Sentence) -> bool:
    """Return whether a sentence without a date is an article or a numbered case of a rule."""
    return not sentence.dates and _RULES.match(sentence.plain, _indent(sentence)) is not None


def is_article(sentence: Sentence) -> bool:
    """Return whether a sentence without a date is an article of a law, which tells of nothing that happened.

    >>> 第九条 本办法施行前财政部发布的规定,与本办法不一致的,以本办法为准。
    """
    return not sentence.dates and _ARTICLE.match(sentence.plain, _indent(sentence)) is not None


def _indent(sentence: Sentence) -> int:
    """Return where the words of a sentence begin."""
    place = sentence.start
    while place < sentence.end and sentence.plain[place].isspace():
        place += 1
    return place


def is_doubtful(sentence: Sentence, verb: Verb, roles: Roles) -> bool:
    """Return whether an event is in doubt: its object is a condition or count, or its actor is cut short."""
    if roles.object_end and (
        _CONDITION.search(roles.object)
        or sentence.plain.startswith("的,", roles.object_end)
        or _COUNTS.search(roles.object)
    ):
        return True
    if verb.rule.frame != "passive" or not roles.actor.end or roles.actor.end > verb.start:
        return False
    return not _is_whole(sentence, roles.actor, verb)


def is_dealt_out(sentence: Sentence, verb: Verb, roles: Roles) -> bool:
    """Return whether several names got several things, one each, as in 甲、乙分别入选A、B."""
    if roles.awards:  # each with its own date, and perhaps its own winner
        return bool(roles.further) or _LISTED.match(sentence.plain, roles.actor.end, verb.start) is not None
    is_dealt = _DEALT.search(sentence.plain, clause_start(sentence, verb.start), verb.start)
    if is_dealt is None:
        return False
    dates = within(sentence.dates, sentence.start, verb.start)
    return bool(roles.further and len(dates) > 1) or _SEVERAL.search(roles.object) is not None


def _is_whole(sentence: Sentence, actor: Party, verb: Verb) -> bool:
    """Return whether an actor opens its noun phrase.

    旅居云南入选: 云南 is only part of the noun phrase.
    """
    if sentence.plain.startswith("-", actor.start - 1):
        return False  # 甲—乙入选
    first = clause_start(sentence, actor.start)
    is_open = actor.start == first or _FREE_BEFORE.search(sentence.plain, first, actor.start)
    if actor.kind == "GPE" and (len(actor.text) <= _SHORT_NAME or not actor.is_listed):
        is_near = len(actor.text) > _SHORT_NAME and actor.end > clause_start(sentence, verb.start)
        return bool(is_open) or is_near or _follows_name(sentence, actor)
    return bool(is_open) or actor.end > clause_start(sentence, verb.start)


def _follows_name(sentence: Sentence, actor: Party) -> bool:
    """Return whether a name or an adverb directly precedes an actor (江苏苏州)."""
    return any(party.end == actor.start for party in sentence.parties) or bool(
        load_words("zh").happened.search(sentence.plain, actor.start - 2, actor.start)
    )
