"""Complete the phrase of a clause with the subject or measure that the words before it name."""

from __future__ import annotations

import re
from bisect import bisect_left

from flows.annotation.figures.clauses.splitting import ADVERBS_BEFORE_CHANGE, REACH, blank_moments
from flows.annotation.figures.rejections_zh import Clause
from flows.annotation.figures.statements import Sentence
from flows.annotation.figures.units import PERCENT, RANK, load_units
from flows.annotation.figures.words import GAP
from flows.annotation.figures.words_zh import find_object, load_words, strip_head
from flows.text import lazy_pattern, start_of

# Brackets that only explain the name before them: 固定资产投资(不含农户)增长5%.
_EXPLAINED = lazy_pattern(r"(?<![,;。:、()])\([^()\d,;。:]{2,16}\)$")
# Who has the value in brackets: 超过德国(429台)和日本(419台).
_NAMED_IN_BRACKETS = lazy_pattern(
    "(?:超过|高于|低于|领先于?|落后于?|多于|少于|不及|\\)[和与及、])"
    "(?P<name>[^,;:。、()\\d和与及的]{2,10})\\($"
)
# Who says or foresees a value: no part of its name. 认为 arrives without 为, which stands before figures.
_SOURCE = lazy_pattern(
    "[^,;:。、的\\d]{2,18}(?:公司|机构|组织|协会|银行|院|所|部门?|委|局|中心|专家|机关|学会|基金)"
    "(?:则|也|还|普遍|曾)?(?:认为|认$|预测|预计|预估|估计|指出|表示|测算)(?=..|$)"
)
# The title of a report that runs into its first sentence: 样例省统计公报|渔业产值.
_TITLE = lazy_pattern(
    "^[^,;:。、\\d]{2,30}(?:统计|发展|工作|调查)(?:公报|报告)(?![制会数质发编])(?=[^,;:。]{2})"
)
_FORECASTER = lazy_pattern("[^,;:。、的\\d]{2,18}(?:机构|组织|协会|学会|联盟|智库|券商)")
_FORESEES = lazy_pattern("(?:则|也|还|曾)?(?:预测|预计|预估)")
# How long something took, after its name: 通关时间|36.7小时.
_DURATION_BEHIND = lazy_pattern(
    "(?<=[间长期时])(?:为|约|近)*\\d[\\d.]{0,6}(?:小时|分钟|天|个工作日|个月|秒)$"
)
_THE_REST = ("其他", "其余", "其它")
_LONGEST_SUBJECT, _LONGEST_LIST = 20, 28
# A clause that goes on about the subject before it: 超过去年全年总额.
_REACHES = lazy_pattern("(?:[已均也又还再]|首次)*(?:超过|超出|高于|低于|达到|突破|好于|快于|慢于)")
_AGAIN = lazy_pattern("拟?[先再又](?P<verb>发行|安排|下达|拨付|投放)?")
_GAIN = lazy_pattern("(?:户均|人均|年均|每户|每人)?(?:增收|节支)(?=[约近超达]?$)")
_SPENDING, _STATING = ("投入", "投资", "支出"), (["为"], ["达"], ["达到"], ["是"], ["共计"], ["合计"])
_FROM = ("从", "由", "自")
# The label of a line or clause before a colon: 中标金额：18,640.50万元.
_LABEL = lazy_pattern(
    "(?:^|[\n,;。、:])(?P<label>[\u4e00-\u9fff]{1,10}"
    "(?:金额|总额|投资|资金|规模|面积|产值|收入|价|费|款|额|总量))"
    r"(?:\([^()]{1,6}\))?:$"
)
_OF_BUDGET = lazy_pattern(r"(?:为|达到?|相当于)(?:年度?|全年|本年度?|年初|调整)?(?:预算数?|计划)的?$")
_BUDGET = lazy_pattern(r"(?:年度?|全年|本年度?)?(?:预算数?|计划|目标任务|任务)的?$")
# A clause that only states how something is calculated or seen.
_ASIDE_CLAUSE = lazy_pattern(
    "(?:扣除|剔除|[就对从按拿][^,]{1,14}(?:来说|来看|而言|来讲|计算|计)$|据[^,]{2,12}$|与此同时|同时"
    "|(?:同比|环比)?(?:基本|大体|大致)?持平$"
    "|[同与和跟][^,]{2,14}(?:相比较?|相较|比较|对比)$"
    "|[^,]{0,24}(?:数据|统计|报告|调查|测算|监测|公报|信息)(?:显示|表明)$)"
)
# A clause that names a group: 受访企业中,; what may come before a share of it.
_GROUP = lazy_pattern(
    "(?:^|[,;。:])(?:在|据)?(?:\\d+[余多]?[种家个项])?(?P<group>[^,;。:\\d]{2,20}?)[中里]"
    "(?:,|(?=(?:有|约|近|超过?)*(?:\\d[\\d.]*%|[一二三四五六七八九]成)))"
)
_BARE_SHARE = lazy_pattern("(?:其中|另|还|仅|约|近|有|则|超过?)*")
IN_GROUP = "中"
# A clause that only says which measure the next one is about: 从研发投入看, 在研发投入方面.
_IN_VIEW = lazy_pattern("(?:从|在|就)?(?P<measure>[^,:从在就]{2,16}?)(?:方面|来看|看|上|而言|来说)")
# A pointer to the figure before, not a name: 这一数字将增至200亿元.
_POINTER = lazy_pattern("[这该此上]述?一?[个项组]?(?:数据|数字|数值|比例|占比|比重|指标|金额|数额|规模)")
# Words that make a phrase an action: 突出了规范，从3种增加到17种.
_DEED = lazy_pattern("[了着把]|从|进行|实施|开展|工作$")
# What is done in the clause before, and then planned for a year: 继续实施退耕还林,今年拟安排500万亩.
_ASSIGNED = "拟安排"
_DONE = lazy_pattern(
    "(?:^|[,;。:])(?:继续|深入|大力|积极|稳步|全面|加快)*(?:实施|推进|开展|建设|加强)"
    "(?P<object>(?!的)[^,;。:、\\d]{2,16}),$"
)
# Whoever may be granted something, and what is granted: 单个企业每年不超过500万元.
_RECIPIENT = lazy_pattern("(?:原则上)?(?:对)?(?:单[个家户项]|每[个家户项])[^,;:。、的]{0,8}")
_GRANTED = lazy_pattern("奖励|奖补|补助|补贴|资助|贴息|配套|支持")
# Names that are whole without what is granted: 单个企业累计补贴金额, 单户贷款, 单个企业年营收.
_WHOLE_NAME = lazy_pattern(
    "(?:[额款金费值资入收润本息税价]|资产|投资|出资|采购|订单|合同|负债"
    "|奖励|奖补|补助|补贴|资助|贴息|配套|支持)$"
)
_GRANT_REACH = 60  # code points before a clause
# Names of a sum that need what is granted: 给予奖励,总额不超过500万元.
_BARE_SUM = lazy_pattern("(?:总金?额|金额|额度|最高额|比例)")
_SUMS_GRANTED = lazy_pattern("奖励|奖补|补助|补贴|资助|贴息")
_CHOOSING = (["支持"], ["遴选"], ["资助"], ["认定"], ["立项"], ["推出"])
# The base of a comparison, which names what is compared: 与2012年的预算执行数相比.
_COMPARED = lazy_pattern(
    "[同与和跟][^,;。]{2,10}年(?:同期)?的(?P<measure>[^,;。的]{2,8})(?:相比较?|相较|比较)$"
)
# By how much a subject exceeds another: 增长速度比原来预计的高一些.
_LED = lazy_pattern("比(?![重例率])[^,;。]{2,14}[高低快慢大小](?:一些|些|一点|得多)$")
# Names of one character: 锑374万美元.
_SUBSTANCES = frozenset("铜铁铝锌铅锡镍钴锂钨钼锑铋碲铟镓锗硒钛锆铌钽铼铍镁锰铬钒硅磷硫氟金银铂钯铀钢煤粮棉")
# A judgement of a subject, which is no part of its name: 绣花机|更低,仅为12%.
_JUDGED = lazy_pattern(
    "(?:(?<!最)(?<=..)(?:的?表现|情况)?(?:则|也|还|却|要)?(?:相对|明显|普遍)?"
    "(?:更|较|略|稍|偏|很)(?:高|低|大|小|多|少|快|慢|好|差|强|弱)(?:一些|些)?)$"
)
_BUILT = ("站", "桥", "井", "隧", "岗")
_TAKES_OBJECT = lazy_pattern("完成").match
# Among whom the figure before is ranked: ,在全球城市排名中|位居第一.
_IN_RANKING = lazy_pattern(
    "在[^,;。、]{2,12}(?:排名|排行榜?|榜单)[中上里]?(?:位居|位列|名列|稳居|排名?|居|列)?"
)
_RANKED = lazy_pattern(
    "(?:的?(?:稳|均|也|连续[^,]{1,6})?"
    "(?:排名?|(?<!吨)位居|位列|名列|稳居|跃居|(?:提|跃|攀|回|上)?升[至到]|居|列|位次).{0,8}"
    "|(?:保持|稳居)?(?:世界|全球|全国|国内|亚洲)|保持)$"
)


def _without_source(clause: Clause) -> str:
    """Take who foresees the value off the phrase: 样例协会预测2024年将回升至."""
    phrase = _TITLE.sub("", clause.phrase)
    if _FORECASTER.fullmatch(phrase) and _FORESEES.match(clause.left.partition(phrase)[2]):
        return ""
    source = _SOURCE.match(phrase)
    return phrase[source.end() :] if source else phrase


def _with_verb(clause: Clause) -> str:
    """Return the phrase, with its verb if it is of one character: 设|站."""
    if clause.phrase in _BUILT:
        return f"{''.join(clause.actions[-1:])}{clause.phrase}"
    return clause.phrase


def settle_rank(clause: Clause) -> None:
    """Remove the words of ranking from the phrase before a rank: 出口额居全国第二, 在全国排名中居第一."""
    if clause.figure.unit == RANK:
        clause.phrase = "" if _IN_RANKING.fullmatch(clause.left) else _RANKED.sub("", clause.phrase)


def complete_phrase(clause: Clause, sentence: Sentence, begin: int, *, is_first: bool) -> None:
    """Empty a phrase that names no indicator; put the subject of the clause before a mere measure.

    `is_first` is set if no figure precedes in the clause.
    """
    words = load_words()
    if clause.actions and clause.actions[-1] == "完成" and _BUDGET.match(clause.phrase):
        clause.phrase = ""  # 完成预算数的98%: measures the subject of the clause before
    if clause.figure.unit == PERCENT and (budget := _OF_BUDGET.search(clause.left)):
        clause.phrase = strip_head(clause.left[: budget.start()])[0]  # 财政收入为预算的98%
    if not clause.left.strip() and (label := _LABEL.search(sentence.text, sentence.start, begin)):
        clause.phrase = label["label"]
    clause.phrase = _with_verb(clause)
    is_named = clause.phrase not in (*words.shares, "先后", "实质", "名义")
    is_named = is_named and (len(clause.phrase) > 1 or clause.phrase in _SUBSTANCES)
    if not clause.actions:
        clause.phrase = _without_source(clause)
    clause.is_pointer = _POINTER.fullmatch(clause.phrase) is not None
    if not is_named or clause.is_pointer:
        clause.phrase = ""
    if not clause.phrase and (inside := _NAMED_IN_BRACKETS.search(sentence.text, sentence.start, begin)):
        is_alone = sentence.text.startswith(")", clause.figure.end) and not clause.left.strip()
        clause.phrase = inside["name"] if is_alone else ""
    is_open = is_first and not (clause.actions or clause.phrase) and clause.figure.unit != RANK
    is_named_behind = (clause.is_counted or clause.after.startswith("的")) and find_object(clause.after)
    opened = _start_of_brackets(sentence, begin) if is_open and not is_named_behind else 0
    if opened:
        clause.phrase = _subject_up_to(sentence, opened)
    has_object = clause.is_counted and any(map(_TAKES_OBJECT, clause.tail)) and find_object(clause.after)
    is_measure = clause.phrase in words.measures or not (clause.phrase or has_object)
    if named := _name_elsewhere(clause, sentence, begin, is_first=is_first):
        clause.phrase = named
    elif clause.effects and is_first and not clause.actions and is_measure:
        clause.phrase = _subject_before(sentence, begin) + clause.phrase or _gain_of(clause)
    elif not clause.phrase and _is_chosen_number(clause):
        clause.phrase = _object_before(sentence, begin)
    elif not clause.phrase and (gain := _gain_of(clause)):
        clause.phrase = gain
    elif _is_own_measure(clause):
        clause.phrase = clause.actions[-1]  # 平均投入为420万元
    elif not clause.phrase and _ASSIGNED in clause.tail and not clause.after.startswith("的"):
        clause.phrase = _object_before(sentence, begin) or _ASSIGNED
    elif clause.begun and not clause.phrase and not clause.actions:
        clause.phrase = _subject_of_change(clause, sentence, begin)


def _gain_of(clause: Clause) -> str:
    """Return what is gained or saved, if a verb says no more than that: 户均增收3000元, or ""."""
    if gain := _GAIN.search(clause.left):
        return gain[0]
    return ""


def _name_elsewhere(clause: Clause, sentence: Sentence, begin: int, *, is_first: bool) -> str:
    """Return the name of a figure that the clauses before set: its group, its measure or its grant, or "".

    >>> 拟连续几年发行渔业特别国债,今年先发行1万亿元 -> 渔业特别国债
    >>> 逐年增加渔业建设投资,今年拟先增加50亿元 -> 渔业建设投资
    """
    if group := _group_before(clause, sentence, begin):
        return f"{group}{IN_GROUP}"
    if again := _AGAIN.fullmatch(clause.phrase):
        low = max(sentence.start, begin - REACH)
        verb = again["verb"] or "".join(clause.tail[:1])
        done = re.findall(f"{verb}([^,;。、\\d]{{2,16}}),", sentence.text[low:begin])
        return "".join(done[-1:])
    viewed = clause.phrase and is_first and _name_in_view(clause, sentence, begin)
    return viewed or _name_of_cap(clause, sentence, begin)


def _group_before(clause: Clause, sentence: Sentence, begin: int) -> str:
    """Return the group of which a figure without a name is a share, or "".

    >>> 受访企业中，54%称业务困难，20%计划裁员 -> 受访企业
    """
    if clause.figure.unit != PERCENT or clause.after.startswith(("的", ",", "。", "、")):
        return ""
    if not _BARE_SHARE.fullmatch(clause.left):
        return ""
    groups = _GROUP.findall(sentence.text, sentence.start, begin)
    return groups[-1] if groups else ""


def _name_in_view(clause: Clause, sentence: Sentence, begin: int) -> str:
    """Return a phrase that only says whose value it is, with the measure that the clause before sets, or "".

    >>> 从研发投入看，青禾公司2023年为12亿元 -> 青禾公司|研发投入
    """
    is_value = "=" in clause.effects and not (clause.actions or clause.is_counted)
    if not is_value or load_words().measure_end.search(clause.phrase):
        return ""
    viewed = _measure_in_view(sentence, begin)
    return viewed and f"{clause.phrase}{GAP}{viewed}"


def _measure_in_view(sentence: Sentence, begin: int) -> str:
    """Return the measure that the clause before sets for the next one, or "": 从研发投入看,."""
    if begin - 2 < sentence.start or sentence.text[begin - 1] != ",":
        return ""
    start = max(sentence.border_before(bisect_left(sentence.borders, begin - 1)), begin - REACH)
    viewed = _IN_VIEW.fullmatch(sentence.text, start, begin - 1)
    return viewed["measure"] if viewed and load_words().measure_end.search(viewed["measure"]) else ""


def _name_of_cap(clause: Clause, sentence: Sentence, begin: int) -> str:
    """Return what is granted, or what each recipient is granted at most, "" if that is not clear.

    >>> 按合同额的20%给予补助，单个企业每年不超过500万元 -> 单个企业补助
    >>> 对认定的企业给予奖励，总额不超过500万元 -> 奖励总额
    """
    is_sum = clause.figure.unit in load_units().currencies
    low = max(sentence.start, begin - _GRANT_REACH)
    is_bare = (is_sum or clause.figure.unit == PERCENT) and _BARE_SUM.fullmatch(clause.phrase)
    if is_bare and (sums := _SUMS_GRANTED.findall(sentence.text, low, begin)):
        return f"{sums[-1]}{GAP}{clause.phrase}"
    if _WHOLE_NAME.search(clause.phrase):
        return ""
    if clause.is_given or not is_sum or "<=" not in clause.effects or not _RECIPIENT.fullmatch(clause.phrase):
        return ""
    granted = _GRANTED.findall(sentence.text, low, begin)
    return f"{clause.phrase}{GAP}{granted[-1]}" if granted else ""


def _object_before(sentence: Sentence, begin: int) -> str:
    """Return the object of the clause before, "" if it is long or has figures."""
    done = _DONE.search(sentence.text[max(sentence.start, begin - REACH) : begin])
    if done is None:
        return ""
    return done["object"]


def _is_chosen_number(clause: Clause) -> bool:
    """Return whether a count says how many are supported, without naming them: 每年支持不少于30项."""
    is_alone = not clause.after or clause.after[0] in ",;。"
    return clause.is_counted and is_alone and clause.actions[-1:] in _CHOOSING


def _is_own_measure(clause: Clause) -> bool:
    """Return whether an action without an object is itself the name of a sum: 投入为, 投资达."""
    if clause.phrase or not clause.actions or clause.figure.unit not in load_units().currencies:
        return False
    return clause.actions[-1] in _SPENDING and clause.tail[-1:] in _STATING


def _subject_of_change(clause: Clause, sentence: Sentence, begin: int) -> str:
    """Return what changes if the clause begins with 由 or 从: 覆盖人数，由400万人扩大到1120万人.

    It must name a measure or things that are counted; otherwise the result is "".
    """
    lead = sentence.text[begin : clause.begun].strip()
    if sentence.text.startswith(_FROM, sentence.border_before(bisect_left(sentence.borders, begin - 1))):
        return ""  # 从石库门到天安门
    if GAP in lead or ADVERBS_BEFORE_CHANGE.sub("", lead):
        return ""
    subject = _subject_before(sentence, begin)
    is_named = load_words().measure_end.search(subject) or (clause.is_counted and not _DEED.search(subject))
    if is_named:
        return subject
    return ""


def _start_of_brackets(sentence: Sentence, begin: int) -> int:
    """Return where brackets open that close right before `begin` and explain a name, otherwise 0."""
    explained = _EXPLAINED.search(sentence.text, max(sentence.start, begin - REACH), begin)
    return start_of(explained, 0)


def _subject_up_to(sentence: Sentence, opened: int) -> str:
    """Return the name before brackets, without figures: 固定资产投资(不含农户).

    >>> 其中民间投资(含港澳台)下降1.9% -> 民间投资
    """
    start = max(sentence.border_before(bisect_left(sentence.borders, opened)), opened - REACH)
    is_rest = sentence.text.startswith(_THE_REST, start)  # of what the clause before names
    if is_rest or any(start <= figure.start < opened for figure in sentence.figures):
        return ""
    return _read_subject(sentence, start, opened)


def _subject_before(sentence: Sentence, begin: int) -> str:
    """Return the subject of the clause before, if it has no figures: 算力规模位居第二，达到..."""
    if begin - 2 < sentence.start or sentence.text[begin - 1] != ",":
        return ""
    place = bisect_left(sentence.borders, begin - 1)
    start = max(sentence.border_before(place), begin - REACH)
    if any(start <= figure.start < begin for figure in sentence.figures):
        return ""
    if measure := _measure_in_view(sentence, begin):
        return measure
    if compared := _COMPARED.match(sentence.text, start, begin - 1):
        return compared["measure"]
    if _ASIDE_CLAUSE.match(sentence.text, start, begin - 1):
        return _subject_before(sentence, start)
    return _read_subject(sentence, start, begin - 1)


def _read_subject(sentence: Sentence, start: int, end: int) -> str:
    """Return the subject that the words of a clause begin with, "" if they are too many for one."""
    phrase = _LED.sub("", blank_moments(sentence, start, end))
    if _REACHES.match(phrase):
        return ""
    cut = load_words().predicate.search(phrase, 2)
    if cut:
        return strip_head(phrase[: cut.start()])[0]
    phrase = _JUDGED.sub("", _DURATION_BEHIND.sub("", phrase))
    is_list = "和" in phrase and bool(load_words().measure_end.search(phrase))
    if len(phrase) > (_LONGEST_LIST if is_list else _LONGEST_SUBJECT):
        return ""
    return strip_head(phrase)[0]
