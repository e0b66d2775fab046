"""Words and patterns by which Chinese clauses state figures: `words_zh.toml`, prepared for the readers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flows.annotation.figures.speech_zh import start_of_predicate
from flows.annotation.figures.words import join_alternatives, join_markers, read_table, split_words
from flows.text import HAN, HAN_DIGITS, compile_alternatives, lazy_pattern

BORDERS = lazy_pattern(r"[,;:。!?\n()《》【】]")
# The number of an article or paragraph: 第二条, 三、.
_HAN_NUMERALS = "".join(HAN_DIGITS)
_PARTED = ("应收入",)  # 对应收入 ends in 收入
# 可 after 或许 is not part of 许可, nor 有 after the name of a country of 国有.
# The end of a name, not an adverb: 不超过总计划的50%.
_PLANS = ("总计划", "招生计划")
_NO_ENDINGS = ("或许可", "也许可", "全国有", "我国有", "中国有", "美国有", "各国有", "该国有", "两国有")
# Words that join a name to the words before it; 和美 and 和谐 begin names.
_JOINING = lazy_pattern("^(?:[、的]|与(?!会)|及(?![格时])|和(?![美谐田]))+")
_NO_PHRASE_END = lazy_pattern("(?:[的在将由从、和]|以?(?<![惠普涉波危])及|(?<!参)与)+$")
_SPAN_HEAD = lazy_pattern(r"(?:今后|未来|接下来)的?[\d一二两三四五六七八九十]{1,3}年[内间里]?")
# Sources of a figure: 研究机构预测.
_REPORTED_HEAD = lazy_pattern(
    "[^,;。、的\\d]{0,8}?(?:机构|协会|分析师|专家|智库|券商|业内人士)(?:普遍)?"
    "(?:预测|预计|预?估[计算]?|测算|认为|指出|表示|称)"
)
# When an indicator was published: 今天发布的制造业采购经理指数.
_PUBLISHED_HEAD = lazy_pattern(
    "[^,;。、的\\d]{0,10}?(?:今天|今日|昨天|昨日|近日|日前|最新|刚刚)(?:正式)?(?:发布|公布|披露|出炉)的(?=..)"
)
# To whom something goes is part of its name: 对东盟出口, 对欧盟投资.
_TOWARDS = lazy_pattern(
    "对[^,;:。、的\\d]{2,8}?(?:进?出口|进口|贸易|直接投资|投资|依存度|依赖度)"
    "(?![^,;:。、\\d]{0,4}(?:给予|进行|实施))"
)
_ORDINAL_HEAD = lazy_pattern(
    rf"第[{_HAN_NUMERALS}十百千\d]{{1,6}}条(?:之[{_HAN_NUMERALS}])?"
    r"|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十百千万亿])"
)
# One of several that have something, which is named after it: 像|甲村水费; not 像这样的村.
_EXAMPLE_HEAD = lazy_pattern("像(?![素章差])(?!.*(?:[这那]样|一样|似的))(?=..)")
# Who sets a goal: 中国将|GDP增长目标定为5%.
_GOAL_SETTER = lazy_pattern(rf"[{HAN}]{{2,10}}?[将把](?=[^,;。]{{2,16}}(?:目标|指标))")
# What somebody found, and how long a time is looked at: 调研发现|该企业用电成本, 四年中|渔业职工.
_FOUND_HEAD = lazy_pattern("(?:[^,;。:、的\\d]{0,6}(?:发现|了解到|获悉)(?=[该其这]))")
_YEARS_HEAD = lazy_pattern(
    "[前近]?[二两三四五六七八九十][二三四五六七八九]?年[中内里]"
    "(?=[^国等央心小医药西东南文期华]|国家(?!庭))|尽管|虽然"
)
_OTHER_HEADS = (
    _ORDINAL_HEAD,
    _REPORTED_HEAD,
    _PUBLISHED_HEAD,
    _EXAMPLE_HEAD,
    _GOAL_SETTER,
    _FOUND_HEAD,
    _YEARS_HEAD,
)
_DONE_BY = lazy_pattern("过[^,]{1,12}的")  # 申请过专利的企业: they are not its object
_LONGEST_TAIL = 10  # words
# Adverbs and prepositions at the end of a phrase that are no part of a name.
ADVERBS_BEHIND = lazy_pattern(
    "(?:[就都也仅还却则又拟即各虽]|虽然|先后|(?<=.)(?<![自业早])已"
    "|(?<=.)(?<![所存现实内])在|(?:拟|减|均|统一)?按|一般|连续|连年|首次|依然|仍然|仍"
    '|(?<=价)统一|(?<=[额价款数量])给予|(?<=..)(?<![史”"年月])同期|(?<=目标)(?:设定|设置|确定|定)'
    "|(?<=..)普遍|的?(?<![目提之以此])前|(?<=[\u4e00-\u9fff]{2})(?<![近过这第上个])[三四五]年)+$"
)
_LARGE_ONES = "规模以上"
# Its digits are those of words: 国家级5G工厂, 3D打印企业, 4A级景区, 世界500强企业.
_OBJECT = lazy_pattern(
    r"的?((?:[^,;:。!?\n()《》【】、…\d]|\d[gda](?![a-z\d])|(?<=世界|全球|中国)\d{2,3}强){2,40})"
)
# Divisions with a name of one character: 24个|省、自治区、直辖市, 111个|县(市、区).
_DIVISION = lazy_pattern("的?(?P<name>省(?=、(?:自治区|直辖市|[市区]))|[省市区县](?=\\((?:自治)?[市区县州]))")
# What belongs to no name at its end; 与 of 参与 ends a verb, and 和 of 之和 a noun.
_NO_END = lazy_pattern(
    "(?:(?<=..)(?:当中|之中|[中里]),?(?:共|已|就|约)*有|[的及“]|(?<![之总])和|(?<!参)与)+$"
)
# Wholes that are counted, before what they have.
_WHOLES = lazy_pattern("(?P<name>(?:[^的,]{1,6})?(?:行业|领域|省份|城市|国家和地区|部门|乡镇|街道))的(?=..)")
_CLAUSE_ENDS, _LONGEST_PREDICATE = (",", ";", "。", "!", "?", "\n", ""), 6


@dataclass(frozen=True, slots=True)
class ChineseWords:
    """The words of `words_zh.toml`; each field is explained there.

    `tails` maps every word that may stand between an indicator and its figure to its effect: + and - a
    change, = a level, a bound such as >=, or "" for none. `tail_sizes`, `head_sizes` and `action_sizes` are
    the lengths that occur, the longest first. `reaching` are the words after which a duration is a value
    reached.
    """

    markers: re.Pattern[str]
    tails: Mapping[str, str]
    tail_sizes: tuple[int, ...]
    bounds: Mapping[str, str]
    change_nouns: Mapping[str, str]
    reaching: frozenset[str]
    target_changes: tuple[str, ...]
    weak_verbs: frozenset[str]
    actions: tuple[str, ...]
    action_set: frozenset[str]
    action_sizes: tuple[int, ...]
    kept_actions: frozenset[str]
    naming_actions: frozenset[str]
    named: frozenset[str]
    heads: frozenset[str]
    head_sizes: tuple[int, ...]
    protected: tuple[str, ...]
    beginnings: frozenset[str]
    endings: frozenset[str]
    enumerating: tuple[str, ...]
    measures: frozenset[str]
    measure_end: re.Pattern[str]
    wholes: frozenset[str]
    shares: frozenset[str]
    sizes: frozenset[str]
    after_times: tuple[str, ...]
    excluded_clause: re.Pattern[str]
    excluded_object: re.Pattern[str]
    attributes: re.Pattern[str]
    object_end: re.Pattern[str]
    object_tail: re.Pattern[str]
    object_predicate: re.Pattern[str]
    predicate: re.Pattern[str]
    aside: re.Pattern[str]


@cache
def load_words() -> ChineseWords:
    """Read `words_zh.toml`, once."""
    table = read_table("words_zh.toml")
    words = {name: split_words(value) for name, value in table.items() if isinstance(value, str)}
    sets = {name: frozenset(value) for name, value in words.items()}
    signs = {sign: split_words(value) for sign, value in table["bounds"].items()}
    reached = {f"{verb}{to}" for verb in (*words["rises"], *words["falls"]) for to in ("到", "至", "为")}
    tails = (
        dict.fromkeys(words["fillers"], "")
        | dict.fromkeys(words["rises"], "+")
        | dict.fromkeys(words["falls"], "-")
        | dict.fromkeys(words["levels"], "=")
        | dict.fromkeys((*reached, *(f"{verb}人均" for verb in ("达到", *reached))), "=")
        | dict.fromkeys((f"{verb}\0" for verb in ("到", *reached)), "=")
        | _by_word(signs)
    )
    starts = join_alternatives(words["excluded_object_starts"])
    behind = join_alternatives(f"(?<={noun})" for noun in words["object_heads"])
    return ChineseWords(
        markers=compile_alternatives(
            join_markers(table["markers"], "actual", "target", "local", "weak", "hint")
        ),
        tails=tails,
        tail_sizes=_sizes(tails),
        # 占 is kept with the indicator; a single character may begin a longer word
        bounds={word: sign for word, sign in _by_word(signs).items() if len(word) > 1 and "占" not in word},
        change_nouns=table["change_nouns"],
        reaching=frozenset(("达到", "达", "为", *reached)),
        target_changes=words["target_changes"],
        weak_verbs=sets["weak_verbs"],
        actions=words["actions"],
        action_set=sets["actions"],
        action_sizes=_sizes(words["actions"]),
        kept_actions=sets["kept_actions"],
        naming_actions=sets["naming_actions"],
        named=sets["named"],
        heads=sets["heads"],
        head_sizes=_sizes(words["heads"]),
        protected=words["protected"],
        beginnings=sets["beginnings"],
        endings=sets["endings"],
        enumerating=words["enumerating"],
        measures=sets["measures"],
        measure_end=re.compile(f"(?:{join_alternatives(words['measure_ends'])})[)”]?$"),
        wholes=sets["wholes"],
        shares=sets["shares"],
        sizes=sets["sizes"],
        after_times=words["after_times"],
        excluded_clause=re.compile(join_alternatives(table["excluded_clauses"])),
        excluded_object=re.compile(f"(?:{join_alternatives(table['excluded_objects'])})$|^(?:{starts})"),
        attributes=_compile_attributes(table["attribute_starts"], words["attribute_ends"]),
        object_end=re.compile(join_alternatives(table["object_ends"])),
        object_tail=re.compile(f"(?<=.)(?:{join_alternatives(table['object_tails'])})$"),
        object_predicate=re.compile(
            f"^(?:{join_alternatives(words['object_adverbs'])})"
            f"|(?:{behind})(?:{join_alternatives(table['object_predicates'])})"
        ),
        predicate=re.compile(join_alternatives(table["predicates"])),
        aside=re.compile(join_alternatives(table["asides"])),
    )


def strip_tail(left: str) -> tuple[list[str], list[str], str]:
    """Return the verbs, bounds and adverbs at the end of `left`, last first, their effects, and the rest."""
    words = load_words()
    tail: list[str] = []
    while left and len(tail) < _LONGEST_TAIL:
        for size in words.tail_sizes:
            word = left[-size:]
            is_word_end = size == 1 and left[-2:] in words.endings and not left.endswith(_NO_ENDINGS)
            is_word_end = is_word_end or (word == "计划" and left.endswith(_PLANS))
            is_slowed = word == "增长" and any(words.tails[after] == "-" for after in tail)
            if len(word) == size and word in words.tails and not is_word_end and not is_slowed:
                tail.append(word)
                left = left[:-size]
                break
        else:
            break
    return tail, [effect for word in tail if (effect := words.tails[word])], left


def strip_head(phrase: str) -> tuple[str, list[str]]:
    """Return a phrase without the adverbs and actions at its beginning, and the actions in order."""
    words = load_words()
    actions: list[str] = []
    if match := next(filter(None, (head.match(phrase) for head in _OTHER_HEADS)), None):
        phrase = phrase[match.end() :]
    whole, span = phrase, _SPAN_HEAD.match(phrase)
    if span:
        phrase = phrase[span.end() :]
    while phrase and not (phrase.startswith(words.protected) or _TOWARDS.match(phrase)):
        if size := _leading_size(phrase, words.head_sizes, words.heads):
            phrase = phrase[size:]
            continue
        size = _leading_size(phrase, words.action_sizes, words.action_set, is_action=True)
        if not size:
            break
        actions.append(phrase[:size])
        phrase = phrase[size:]
    if span and not phrase and actions:
        return whole.removeprefix("今后").removeprefix("未来"), []  # 今后三年投资: only an action
    return _NO_PHRASE_END.sub("", _JOINING.sub("", phrase.lstrip(".．)）:：-"))), actions


def _leading_size(
    phrase: str, sizes: tuple[int, ...], known: frozenset[str], *, is_action: bool = False
) -> int:
    """Return the length of the longest known word at the start of `phrase`, or 0."""
    for size in sizes:
        word = phrase[:size]
        if len(word) < size or word not in known or _begins_word(phrase, size):
            continue
        if is_action and (phrase.startswith("的", size) or _DONE_BY.match(phrase, size)):
            return 0  # 增加的产能
        if not (is_action and _names_something(phrase, word)):
            return size
    return 0


def _begins_word(phrase: str, size: int) -> bool:
    """Return whether the first character belongs to a longer word: 应急 is not 应, and 能耗 is not 能."""
    is_parted = phrase.startswith(_PARTED)
    return size == 1 and not is_parted and phrase[:2] in load_words().beginnings


def _names_something(phrase: str, word: str) -> bool:
    """Return whether an action is part of the name of what is measured: 投资规模, 研发投入, 开工率."""
    words = load_words()
    if phrase.startswith("率", len(word)):
        return True  # 开工率, 完成率
    rest = phrase[len(word) :]
    if rest.endswith("率") and rest.removesuffix("率") in words.action_set:
        return word in words.naming_actions  # 投资完成率
    is_named = phrase[len(word) : len(word) + 2] in words.named
    return is_named and word in words.naming_actions and not phrase.startswith("标准化", len(word))


def find_object(after: str) -> str:
    """Return the noun phrase that `after` begins with, or ""."""
    if attributes := load_words().attributes.match(after):
        last = attributes["last"]
        return find_object(last[_start_of_noun(last) :] + after[attributes.end() :])
    if division := _DIVISION.match(after):
        return division["name"]
    match = _OBJECT.match(after)
    if not match:
        return ""
    item = match[1]
    if whole := _WHOLES.match(item):
        return whole["name"]  # 17个|行业的标准
    if item.startswith(_LARGE_ONES):
        return _LARGE_ONES + find_object(item.removeprefix(_LARGE_ONES))
    words = load_words()
    end = words.object_end.search(item)
    if end:
        item = item[: end.start()]
    predicate = words.object_predicate.search(item)
    if predicate and (end or not _ends_clause(item[predicate.start() :], after[match.end() :])):
        item = item[: predicate.start()]
    item = item[: start_of_predicate(item)]
    return _NO_END.sub("", _JOINING.sub("", words.object_tail.sub("", item)))


def _start_of_noun(words: str) -> int:
    """Return where the noun after the last of several attributes begins, 0 if it is not preceded by 的."""
    return words.find("的") + 1


def _ends_clause(predicate: str, behind: str) -> bool:
    """Return whether a short predicate ends its clause, so that its noun is what is counted: 房屋全部倒塌."""
    return len(predicate) <= _LONGEST_PREDICATE and behind[:1] in _CLAUSE_ENDS


def _compile_attributes(starts: Iterable[str], ends: Iterable[str]) -> re.Pattern[str]:
    """Return the pattern of a list of attributes before what is counted; `last` follows the last 、."""
    sign = r"[^,;:。!?\n()《》【】、\d]"
    first = f"(?:(?:{join_alternatives(starts)}){sign}{{0,12}}|{sign}{{1,12}}(?:{join_alternatives(ends)}))"
    return re.compile(f"的?{first}(?:、{sign}{{1,12}}){{0,4}}、(?P<last>{sign}{{3,40}})")


def _by_word(signs: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    return {word: sign for sign, words in signs.items() for word in words}


def _sizes(words: Iterable[str]) -> tuple[int, ...]:
    return tuple(sorted({len(word) for word in words}, reverse=True))
