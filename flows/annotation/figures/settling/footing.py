"""Score a reading by its rule and its doubts; tell whether the context before applies to a figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from flows.annotation.figures.norms.chinese import rules_class
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.settling.partial import is_of_some, points_elsewhere
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.units import PERCENT, PERMILLE, POINTS, TIMES, load_units
from flows.annotation.figures.words import GAP, read_table
from flows.annotation.figures.words_en import load_words as load_english
from flows.annotation.figures.words_zh import find_object, load_words
from flows.records import Target
from flows.text import lazy_pattern

# A sentence that continues the subject of the one before.
_CONTINUES = lazy_pattern(
    r"\W*(?:§|it|its|this|these|they|their|the (?:plan|strategy|programme?|document|goal|targets?|city"
    r"|province|company|firm|country|sector)|also|another|in addition|moreover|by (?:then|that time)"
    r"|meanwhile|we|the share|both)(?![a-z])"
)
_LOWEST = 0.3
# Sizes and times, which outside reports are mostly those of some thing.
_SIZES = lazy_pattern(
    "(?:长度|宽度|高度|深度|厚度|体积|直径|半径|跨度|距离|间距|速度|温度|分辨率|精度|重量|时间|时长|时速"
    "|(?<!播种)(?<!种植)(?<!耕地)(?<!灌溉)(?<!造林)"
    "(?<!绿地)(?<!绿化)(?<!销售)(?<!施工)(?<!竣工)(?<!治理)面积)$"
)
# The end of the main word of an English noun phrase.
_BEHIND_MAIN_WORD = lazy_pattern(
    r" (?:of|in|for|on|per|among|amongst|to|from|with|by|between|as|at|across|within|through|against|over"
    r"|under|and|held|paid|spent|made|received|caused)(?= )|[,(]"
)
# Words that show that an English phrase is part of a sentence.
_SENTENCE = lazy_pattern(
    r"^[a-z]+ed (?:the|its|their|an?) |"
    r"(?<![a-z])(?:(?:has|have|had) [a-z]+ed to"
    r"|that|which|who|shows?|said|says|ought|according|is|are|was|were|be|been|being|if|when"
    r"|while|(?:receives?|sets?|has|have|had|gets?|makes?|takes?) (?:an?|the|its)|it|they|we|you|i|this|these"
    r"|those|them"
    r"|expects?|forecasts|plans to|posts|sees|higher(?! education)|lowers?|improves?|raises?|boosts?"
    r"|reduces?|cuts|leads?|leading|missed|outpaced|exceeded|falls? back"
    r"|here|there|about|around|including|compared|more|less|than)(?![a-z-])"
)
_LONGEST_ENGLISH, _LONGEST_CHINESE, _LONGEST_SHARE = 70, 14, 24
_YEARLY = lazy_pattern("(?:平均每年|每年平均|年平均)[^,;。\\d]{0,6}$")
_YEARLY_CHANGE = lazy_pattern("年均(?:增长|下降|提高|增加|减少)$")
_LEAST_PLAIN = 4  # characters of an indicator right before its figure
# Between a level and its change: 营业收入17.1万亿元，同比增长28.2%.
_CHANGE_OF_LEVEL = lazy_pattern(
    "[,、](?:[比较]?[去上]年(?:同期|同月|末|底)?|[比较]上[年月](?:同期|末|底)?|同比|环比|名义"
    "|实际|年均|平均每年)*"
    "(?:增长|下降|上升|提高|增加|减少|回落|上涨|下跌)了?(?:约|近|超过?|逾)?"
)
# Between an indicator and its figure.
_VERB_BETWEEN = lazy_pattern(
    "(?:已|将|累计|分别|共|总?计|要|可|均|就)*"
    "(?:达到?|突破|超过?|为|增至|增加到|提高到|提升至?到?"
    "|稳定在|保持在|控制在|降至|降到|实现|接近?|近|约|逾)?"
    "(?:了|约|近|超过?)?"
)
_SHORTEST = 3
_INCHES = lazy_pattern(r"\d+(?=英?寸|吋)")  # 12英寸晶圆
_GARBLED = lazy_pattern(
    r"[\d\[\]{}|#*]{2,}|--|- |[“\"《]$|^[”》]|\n|§| (?:does|do|ensure|is|are|has|have)$"
    r"|^(?:units|items|kinds|people|sets|times|each)$"
    r"|^(?:proportion|rate|share|coverage|number|value|volume|level|[a-z]{1,2} .*)$"
    r"|^(?!spend|train|hous|lend|min|manufactur)[a-z]+ing (?:for|to|in) "
    r"|^(?:see|down|up|to|that|it) "
    r"|^(?:the )?(?:proportion|rate|share|figure|number|ratio) in [A-Z][a-z]+$|^(?:minimum|maximum) limit$"
    r"|^(?:[Gg]rade|[Cc]lass|[Ll]evel|[Cc]ategory|[Tt]ype) [ivxIVX\d]+$"
    r"|^share of (?!.* (?:from|by) [a-z]+ing$).* [a-z]+ing$"
    r"|^(?:annual |average )?(?:increase|rise|growth|decrease|drop|decline|reduction|average|total)$"
)
# Forecasts are nobody's target.
_FORECAST = lazy_pattern(
    "如果|假如|假设|预计|有望|可望|预测|的预期|expected|forecast|projected|estimated|predict"
    r"| would | could | might |(?<![^a-z]in)(?<!^in)(?<! of)(?<! by)(?<!ince)(?<!from)(?<!ntil)(?<!last)"
    r"(?<!late)(?<!arly)(?<!this) may (?!not |\d|[a-z ]{0,24}(?:up to|at most|at least|no more|no less) )"
    "|(?:^| )if "
)
_TAKES = lazy_pattern("占(?:了|到|约|近|超|超过)?$")
# Names of the group measured, without the measure.
_NO_MEASURE = lazy_pattern(
    "(?:行业|产业|地区|[省市县区]|企业|部门|农牧民|居民|群众|机械|机床|汽车|钢|煤|油|粮食|棉花|糖|布|纱"
    "|产品|商品|流域)$|^.{0,6}中所占|(?:residents|people|institutions|facilities|areas)$"
)
# Words that no name of an indicator contains: the phrase is part of a clause.
_CLAUSE = lazy_pattern(
    "(?:内|时|中|方面|里|的?速度|之一)$|^否|^根据|大体|提取|^占|它的|一定|必须|守住"
    "|比(?![重例率值较])|团结|了|把|将|使|让|被|请|有着|组成|开展|推动|实施|加强|予以|为|与会|一次|以及"
    "|^就|^涉及|^高质量|卖出$|安排$|(?<!年度)完成$|投产$|开工$|受益$|参加$|获得$|^的?(?:基础|情况|效果)$"
    "|^(?:[这前头今后]*[一二三四五六七八九十两]{1,2}年)"
    "|^[数多近]年|^创|新高|之[初前后]|以来|期间|时期$|时速|排水量|航速|航程|载重|全长"
    "|^[它其号些或且]"
    "|(?<=.)[就即](?:先后|完成|达到|实现)"
    "|还|[上下]调|[降涨提]价$|^合计|高出|^指(?![数标导令挥])|^(?:全部|全面)?(?:建成|投产|达产)后"
    "|^(?:指出|表示|认为|显示|预计)|按比例|^.{0,6}(?:过去|今后|未来)[\\d几数一二三四五六七八九十]+年"
    "|^(?:跨越|穿越|穿过|横跨|贯穿|连接)"
    "|^(?:平均)?每[^的,]{0,4}(?:人口?|居民|户|家|亩|企业)$"
    "|^数(?![字据码控学值量智])|保持(?:总体|基本)?[稳平][定稳]"
    "|^像(?![素章差])|^国家的|^省份|^来自|目前|如今|现在|晚上|距|们|的$|^这一|^一直|^实行|仍然|超过|状态$"
    "|^.{1,6}[强高多大快低少]$|[拿赚花]$|^届|确保|力争|^原定"
)


@cache
def _load_scores() -> dict[str, float]:
    table: dict[str, float] = read_table("settling/scores.toml")["rules"]
    return table


@cache
def _load_doubts() -> dict[str, float]:
    table: dict[str, float] = read_table("settling/scores.toml")["doubts"]
    return table


# Marks a bound as the condition of a grant or duty: 200万元以上...的, 给予补贴.
_CONDITION = lazy_pattern(
    r"(?:以上|以下|以内)?(?:[、,(][^。;]{0,24})?的"
    r"(?:[,:]?(?:给予|予以|可|按|应当|每|最高|一次性|奖励|补助)|流动|企业|单位)"
    r"|以上、[^。;,]{2,12};"
)
# Marks a bound as the class of the noun after it: 50万元以上的设备, 500千克以上有效载荷.
_CLASS = lazy_pattern(
    "(?:及以上|或以上|以上|以下)(?:的(?=[\u4e00-\u9fff])"
    "(?!资金|投资|投入|目标|水平|速度|规模|比例|占比|增长|产值|收入|产能|任务|时间"
    "|缺口|份额|增速|利润|优惠|补贴|补助|奖励|贷款|成本|存量|总量)"
    "|(?:企业|单位|机构|集团|设备|系统|载荷|车辆|船舶|火箭|导弹|机组|项目))"
)
# Verbs before a length, area or amount that is itself achieved: 建成100公里以上的绿道.
_MADE = lazy_pattern(
    "(?:建成|新建|新增|修建|改造|建设|铺设|完成|达到?|实现|超过|增加|减少|形成|恢复|治理)了?约?$"
)
# Words before a phrase that show that it is a place, a base or the object of a share, not what is measured.
_CUT = lazy_pattern(
    r"(?:[到从向与比给被按在对像\d]|超[出过]|高出|[高低多少]于|[^一二三四五六七八九十\d]\)|(?<!目)前"
    r"|覆盖了?|涉及|贡献了?|满足了?|相当于|[拉带]动(?:全年|全[国省市部])?)$"
)
# Words right after a figure other than bounds and changes: they may be what is measured.
_FOLLOWED = lazy_pattern(
    "(?:多|余)?(?:左右|上下|及以上|以上|以下|以内|之内)?"
    "(?!以|左右|多|余|的|[上之及][下上内]|目标|大关|和|与|及|并|比|且|或|至|到"
    "|还|也|增|下降|提高)[\u4e00-\u9fff]"
)
_BOUND_BEHIND = lazy_pattern("^(?:左右|上下|及以上|以上|以下|以内)")
# Describes the noun that a figure counts: 10家左右在全国有影响力的企业.
_OWN_BEHIND = lazy_pattern(
    "(?:左右|以上)?在[^,;。、]{2,24}的[一-鿿]{2}|[县村镇乡市区省国州](?![\u4e00-\u9fff])"
)
_OWN_REACH = 40
# A footnote number left in the text: among 7 the population, by 17 14 percent.
_STRAY = lazy_pattern(r"(?<![\d.,%$/-])\b\d{1,3} (?:the|a|an|and|of|in|\d[\d.,]*)(?= |$)")
_STRAY_REACH = 60


def is_carried(sentence: Sentence) -> bool:
    """Return whether an English sentence seems to continue the subject of the one before."""
    return bool(_CONTINUES.match(sentence.text, sentence.start))


def find_doubts(
    sentence: Sentence, figure: Figure, reading: Reading, indicator: str, *, is_english: bool, is_known: bool
) -> list[str]:
    """Return what makes a reading less sure than its rule: names of `doubts` in `scores.toml`.

    `is_known` is set if the clause or a heading shows the kind.
    """
    longest = _LONGEST_ENGLISH if is_english else _LONGEST_CHINESE
    if "占" in indicator:
        longest = _LONGEST_SHARE
    is_plain = not is_english and is_known and _is_plain(sentence, figure, reading, indicator)
    is_change = not is_english and not reading.indicator and _follows_level(sentence, figure)
    units = load_units()
    is_measure = reading.unit in (PERCENT, POINTS, PERMILLE) or reading.unit in units.currencies
    return [
        name
        for name, is_so in (
            ("illustration", reading.is_illustration),
            ("bare", not reading.unit),
            ("shared", reading.is_shared),
            ("plain count", is_plain and figure.unit in units.counting),
            ("count", not is_plain and (bool(figure.noun_end) or figure.unit in units.counting)),
            ("worded", figure.is_worded),
            ("plain", is_plain and not reading.is_stated),
            ("unstated", not is_plain and not reading.is_stated and not reading.is_by_tree),
            ("carried", not reading.indicator and not is_change),
            ("resolved", reading.is_resolved),
            ("long", len(indicator) > longest),
            ("short", len(indicator) < _SHORTEST),
            ("garbled", bool(_GARBLED.search(_INCHES.sub("", indicator)))),
            ("clause", not is_english and bool(_CLAUSE.search(indicator))),
            ("physical", not is_measure and not figure.noun_end and figure.unit not in units.counting),
            ("untold", not is_known and (is_english or reading.default == "target")),
            ("supposed", not is_known and not is_english and reading.default != "target"),
            (
                "forecast",
                bool(_FORECAST.search(sentence.text, max(sentence.start, figure.start - 60), figure.start)),
            ),
            ("unnamed", reading.unit in (PERCENT, TIMES) and bool(_NO_MEASURE.search(indicator))),
            ("whole unnamed", not is_english and _is_share_of_nothing(sentence, figure, indicator)),
            (
                "whole",
                not is_english
                and (
                    sentence.text.startswith(("的", "历史", "以上的", "以下的", "左右的"), figure.end)
                    or sentence.text.startswith("的", figure.start - 1)
                ),
            ),
            ("stray", is_english and _has_stray(sentence, figure)),
            ("followed", not is_english and bool(_FOLLOWED.match(sentence.text, figure.end))),
            ("condition", not is_english and bool(_CONDITION.match(sentence.text, figure.end))),
            ("cut", not is_english and _is_cut(sentence, figure, indicator)),
            ("unmeasured", not is_english and not _is_measured(reading, indicator)),
            ("no measure", is_english and not names_measure(indicator)),
            ("sentence", is_english and bool(_SENTENCE.search(indicator.lower()))),
            ("joined", not is_english and indicator.replace(GAP, "") not in sentence.text),
            ("cap", reading.comparator in ("<", "<=") and not is_english),
        )
        if is_so
    ] + ([] if is_english else _doubts_of_name(sentence, figure, indicator, is_known=is_known))


def _doubts_of_name(sentence: Sentence, figure: Figure, indicator: str, *, is_known: bool) -> list[str]:
    """Return what makes a Chinese reading less sure: its name is of a size, or of what is named elsewhere."""
    return [
        name
        for name, is_so in (
            ("yearly", _is_yearly(sentence, figure)),
            ("pointing", points_elsewhere(indicator)),
            ("size", not is_known and bool(_SIZES.search(indicator))),
        )
        if is_so
    ]


def _is_yearly(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a change is that of a year on average, and of no year: 2020年达9亿元,平均每年增长8%."""
    return _YEARLY.search(sentence.text, max(sentence.start, figure.start - 12), figure.start) is not None


def _is_share_of_nothing(sentence: Sentence, figure: Figure, indicator: str) -> bool:
    """Return whether a Chinese figure is a share of a whole named elsewhere: 设计占17%, 封测占10%."""
    before = sentence.text[max(sentence.start, figure.start - 4) : figure.start]
    is_share = figure.unit == PERCENT and bool(_TAKES.search(before))
    return is_share and "占" not in indicator.removesuffix("占") and "中" not in indicator[1:]


def _is_measured(reading: Reading, indicator: str) -> bool:
    """Return whether a Chinese indicator ends in the name of a measure, or its figure counts things."""
    if reading.unit in load_units().counting:
        return True
    return bool(load_words().measure_end.search(_YEARLY_CHANGE.sub("", indicator.lower())))


def _is_plain(sentence: Sentence, figure: Figure, reading: Reading, indicator: str) -> bool:
    """Return whether a Chinese indicator stands right before its figure: 粮食产量1.39万亿斤, 新建学校86所.

    It must name a measure or what is counted, and be the whole phrase of its clause.
    """
    if not reading.indicator or len(indicator) < _LEAST_PLAIN:
        return False
    place = sentence.text.rfind(reading.indicator, sentence.start, figure.start)
    if place < 0 or not _VERB_BETWEEN.fullmatch(sentence.text, place + len(reading.indicator), figure.start):
        return False
    return reading.rule == "choose_phrase" and _is_measured(reading, indicator)


def _follows_level(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a Chinese figure is the change of the one right before it."""
    before = [other.end for other in sentence.figures if other.start < figure.start]
    return bool(before and _CHANGE_OF_LEVEL.fullmatch(sentence.text, before[-1], figure.start))


def names_measure(indicator: str) -> bool:
    """Return whether the main word of an English indicator is the name of a measure."""
    if "(share of" in indicator:
        return True
    words = _BEHIND_MAIN_WORD.split(indicator.lower(), maxsplit=1)[0].split()
    return bool(words) and words[-1].strip("'\"”,") in load_english().measure_nouns


def _is_cut(sentence: Sentence, figure: Figure, indicator: str) -> bool:
    """Return whether a Chinese indicator follows a preposition or a verb of shares."""
    place = sentence.text.rfind(indicator, sentence.start, figure.start)
    if place <= sentence.start:
        return False
    is_led = _CUT.search(sentence.text, max(sentence.start, place - 4), place) is not None
    return is_led or is_of_some(sentence, place)


def may_go_on(sentence: Sentence, reading: Reading, before: int | None, index: int) -> bool:
    """Return whether a Chinese figure has an indicator, or may take that of figure `before`.

    A count may not if it is in another unit, has its own noun, or follows a semicolon.
    """
    figure = sentence.figures[index]
    if before is not None and not reading.indicator and figure.unit in load_units().currencies:
        return sentence.figures[before].unit not in load_units().times  # 平均用时29天，投资3亿元
    if reading.indicator or before is None or figure.unit not in (*load_units().counting, "person-times"):
        return True
    previous = sentence.figures[before]
    if previous.unit in load_units().counting and previous.unit != figure.unit:
        return False
    is_far = ";" in sentence.text[previous.end : figure.start]
    after = sentence.text[figure.end : min(sentence.end, figure.end + _OWN_REACH)]
    is_own = bool(_OWN_BEHIND.match(after) or find_object(_BOUND_BEHIND.sub("", after)))
    return not is_far and not is_own


def is_class(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a Chinese bound only shows which things are meant, and is not an amount."""
    units = load_units()
    if not _CLASS.match(sentence.text, figure.end):
        return False
    if rules_class(sentence.text, figure.start, figure.end):
        return False  # 年营收达到2000万元以上的企业方可申报
    if figure.unit in units.currencies:
        return True
    is_number = figure.unit in units.counting or figure.unit in (PERCENT, POINTS, PERMILLE, TIMES)
    return not is_number and not _MADE.search(sentence.text, sentence.start, figure.start)


def choose_score(rule: str, doubts: list[str]) -> float:
    """Return the share of checked figures of a rule that were right, lowered by each doubt."""
    score = _load_scores().get(rule, _load_scores()["other"])
    for doubt in doubts:
        score -= _load_doubts()[doubt]
    return round(max(_LOWEST, score), 2)


def lower_undated(target: Target) -> Target:
    """Return a figure with a lower score if it has no date although its passage names a year."""
    if target.deadline or target.period_start:
        return target
    return lower(target, ["undated"])


def lower(target: Target, doubts: Sequence[str]) -> Target:
    """Return a figure with a score that is lower by each of the doubts, names in `scores.toml`."""
    return replace(target, score=lower_score(target.score, doubts))


def lower_score(score: float, doubts: Sequence[str]) -> float:
    """Return a score lowered by each of the doubts, names in `scores.toml`."""
    if not doubts:
        return score
    return round(max(_LOWEST, score - sum(_load_doubts()[doubt] for doubt in doubts)), 2)


def _has_stray(sentence: Sentence, figure: Figure) -> bool:
    """Return whether a number without a noun occurs shortly before an English figure."""
    first = max(sentence.start, figure.start - _STRAY_REACH)
    stray = _STRAY.search(sentence.text, first, figure.end)
    return stray is not None and stray.start() < figure.start
