"""Goals by name: a Chinese figure that a goal, plan or forecast has, whatever is said of the goal."""

from __future__ import annotations

from flows.annotation.figures.statements import Kind, Sentence
from flows.text import lazy_pattern

_REACH = 60  # code points before a figure
# Behind a figure, whose goal it is: 出货|12万台|的目标, 下降|13.5%|的五年目标.
_GOAL_BEHIND = lazy_pattern(
    "(?:及?以[上下内]|左右)?(?:的[^,;。、\\d的]{0,8}?|(?<![个项大类条种处枚架艘辆])(?=目标))(?:的)?"
    "(?:目标|任务|愿景|蓝图|指引|(?<![申])规划(?!的|面积)|设想|计划(?!的|总投资|完成)|承诺(?!函|书)|预期"
    "|预测|预估)"
    "(?![价客用市人群区责管考完得]|对象|企业|水平|任务?(?:已经?|基本|如期|提前|均|全面|全部)*(?:实现|完成"
    "|达成)"
    "|(?:已经?|基本|如期|提前|均|全面|全部)+(?:实现|完成|达成))(?P<share>[^,;。\\d]{0,2}的约?\\d)?"
)
# Behind a sum, what is planned with it, whoever has agreed to it: 每10股派|2.5元|的分红方案.
_PLANNED_BEHIND = lazy_pattern(
    "的[^,;。\\d]{0,6}(?:分红|分配|派息|回购|减持|增持|裁员|融资|扩产|收购)(?:方案|预案|计划)(?!已?实施|完成)"
)
# What says that the goal was met: its value was reached.
_MET = lazy_pattern(
    "(?:(?:完成|实现|达成|兑现|落实|通过)了?|达到了|(?:已经?|提前[^,;。]{0,6}|率先|均)达到)[^,;。]{0,24}$"
)
_NOT_YET = lazy_pattern(
    "(?:未|没有?|难以?|无法|不能|能否|将|要|有望|力争|争取|确保|预计|计划|努力|为|如期|距离?"
    "|离)[^,;。\\d]{0,6}$"
)
# A measure that is itself a goal or a forecast: 规划产能为 | 8万吨, 收入指引为 | 95亿元.
_NAMED = lazy_pattern(
    "(?:(?:规划|远期|拟建|拟定|预期|目标)(?:中?的)?(?:[一二三四]期)?(?:总|年|设计)?(?:产能|装机(?:容量"
    "|规模)?|产值|产量"
    "|总?投资|吞吐(?:能力|量)|销量|收入|营收|利润)"
    "|规划(?:中|建设)的[^,;。\\d]{2,10}"
    "|(?:收入|营收|利润|业绩|毛利率?|出货量?|资本开支|支出|产量|销量|销售额?|增长"
    "|交付量?)(?:的)?指引(?:区间|中值|范围)?"
    "|(?:收入|营收|盈利|利润|业绩|销量|产量|增速)(?:的)?预测|(?:资本开支|产能|产量|销量|招聘)规划|年度投资"
    "|(?:项目|工程|投资)概算(?:总?(?:投资|额))?|预算(?:总?额)?(?=定|设|编)|(?:计划|拟定?)(?:总)?(?:投资"
    "|引资)(?:总?额)?|(?:市场|替代|增量)空间"
    "|给出的(?:20\\d\\d年)?[^,;。\\d]{2,14}(?:区间|指引|预期)|(?:销量|产量|出货量?|增速|增长)(?:预期|预测)"
    "|(?:一致)?(?:预期|预测)(?:值|中值|均值))"
    "(?:也|则|已|分别|均)*(?:由[^,;。]{1,12})?(?:[上下][调修]|调[高低整升]|提[高升]|降低?|维持|[设锁拟]?定"
    "|[为是达约到至在]|不变|最高|超过?)*"
    "[^,;。\\d]{0,2}$"
)
# What something is compared with: 低于市场预期的 | 5%.
_EXPECTED = lazy_pattern("(?:预期|预测|预估)(?:值|中值|均值)?的(?:约|近)?$")
# What a project that has only begun is to cost: 总投资 | 56亿元的储能基地奠基.
_INVESTED = lazy_pattern("(?:总投资|投资总?额|投资)(?:额|规模)?(?:约|达|近|超过?|为|逾|高达)*$")
_BEGUN_BEHIND = lazy_pattern(
    "的(?:(?!开园|吸引|已|建成)[^,;。]){2,40}?(?:奠基|开工|动工|开建|破土|签约|落户)(?![^;。]{0,30}(?:投产"
    "|建成|竣工|投用|投运)了?[,;。])"
)
# What is so in a scenario only: 悲观情形下仅为 | 25%.
_SCENARIO = lazy_pattern("(?:中性|乐观|悲观|基准|保守|极端)(?:情景|情形|假设|条件)下[^,;。]*$")
# A later year, and what may be reached by then: 2030年国产份额可达 | 六成.
_MAY_REACH = lazy_pattern(
    "(?:20[2-9]\\d年|届时|\\d年[之以]?后)[^,;。\\d]{0,16}(?:可|或|料)(?:将|能|望)?(?:达到?|增至|突破|超过?"
    "|升至|降至)(?:约|近)?$"
)


# Behind a result that is measured against a goal: 有|13.3件|,超过规划确定的12件; 为|30%|,距离目标还很远.
_MEASURED_BEHIND = lazy_pattern(
    "(?:及?以[上下]|左右)?,已?(?:经)?(?:超过|高于|超出|好于|优于|快于|低于|落后于|接近|远超|略高于"
    "|远低于)[^,;。\\d]{0,12}"
    "(?:规划|目标|预期|计划|预算)(?!将)"
    "|(?:及?以[上下]|左右)?,(?:[但而仍尚还]|不过)*(?:[与离较]|距离?)[^,;。]{0,24}"
    "(?:规划|目标|预期|计划)[^,;。]{0,16}(?:差距|差|距离|远|缺口)"
)
# Parts and kinds, which are no goal: 由 | 18个模块组成, 大致有 | 3种情景.
_MADE_UP = lazy_pattern("(?<!将)由$"), lazy_pattern("[^,;。\\d]{0,12}(?:组成|构成)")
_OF_KINDS = lazy_pattern("(?:有|存在|分为|分成|包括|设有)$"), lazy_pattern("(?<=[种类])(?!以上)")
# Before a figure that is still to come, whatever it counts.
_FUTURE = lazy_pattern("将|预[计测]|有望|力争|料|到\\d{4}|计划|要")


# People who came to harm were counted, whatever bound they have: 造成至少 | 3人 | 死亡.
_HARMED = (
    lazy_pattern("(?:造成|导致|致使?|夺去|夺走)[^,;。\\d]{0,16}$"),
    lazy_pattern("(?:以上)?[^,;。\\d]{0,8}?(?:死亡|受伤|遇难|丧生|失踪|死伤|伤亡|身亡)"),
)
# A past time that a clause opens with, and what turns to another time or to a plan behind it.
_PAST = lazy_pattern(
    "(?:^|[,;。:(])[^,;。:\\d]{0,12}?(?:(?<![比较与同于和])(?:去年|前年|上个?月|昨[天日]"
    "|今年以来|迄今|截至?目前|(?:今年)?前三季度"
    "|今年(?:前\\d{1,2}个月|前[一二两三四五六七八九十]{1,3}个月|一季度|上半年)))(?!的?(?:基础"
    "|同期|水平|目标))"
)
_PAST_WORD = lazy_pattern("[去前]年|上个?月|昨[天日]|今年|迄今|目前|前三季")
_NOT_PAST = lazy_pattern(
    "将|预[计测期]|有望|力争|争取|确保|计划|规划|目标|[今明后]年|本年|下半年|全年|未来|今后|拟|要求|提出"
    "|不得|应当?|届时|达产|(?:建成|竣工|完工|投[产运用]|运营)后|全部建成"
    "|可(?:实现|新增|带动)|20\\d\\d年|[;。]"
    "|可望|可达|希望|打算|准备|安排|任务|不低于|不少于|不高于|不超过"
)


def kind_by_goal(sentence: Sentence, begin: int, index: int) -> Kind:
    """Return "target" if a figure is that of a goal or forecast by name, "actual" if it counts parts, or "".

    `begin` is the start of its clause. A goal that was met is left to the other words: its value was reached.

    >>> 董事会明确了全年出货12万台的目标; 自给率远低于70%的目标; 规划产能为8万吨; 2030年国产份额可达六成
    """
    figure = sentence.figures[index]
    before = sentence.text[max(begin, figure.start - _REACH) : figure.start]
    for ahead, behind in (_MADE_UP, _OF_KINDS):
        is_counted = ahead.search(before) and behind.match(sentence.text, figure.end)
        if is_counted and not _FUTURE.search(before):
            return "actual"
    if _MEASURED_BEHIND.match(sentence.text, figure.end) and not _FUTURE.search(before):
        return "actual"
    if (
        _NAMED.search(before)
        or _EXPECTED.search(before)
        or _MAY_REACH.search(before)
        or _SCENARIO.search(before)
    ):
        return "target"
    if _PLANNED_BEHIND.match(sentence.text, figure.end):
        return "target"
    if _INVESTED.search(before) and _BEGUN_BEHIND.match(sentence.text, figure.end):
        return "target"
    goal = _GOAL_BEHIND.match(sentence.text, figure.end)
    if goal is None:
        return _kind_of_past(sentence, index)
    if goal["share"]:
        return "target"  # 完成年初28亿元目标的88%
    met = _MET.search(before)
    if met is None or _NOT_YET.search(before[: met.start()]):
        return "target"
    return ""


def _kind_of_past(sentence: Sentence, index: int) -> Kind:
    """Return "actual" for victims that were counted, and for what a past time opens: 去年兑现资金2亿元."""
    figure = sentence.figures[index]
    before = sentence.text[max(sentence.start, figure.start - _REACH) : figure.start]
    behind = sentence.text[figure.end : min(sentence.end, figure.end + _REACH)]
    if _HARMED[0].search(before) and _HARMED[1].match(behind) and not _FUTURE.search(before):
        return "actual"
    if _PAST_WORD.search(before) is None:
        return ""
    times = [*_PAST.finditer(before)]
    if times and not _NOT_PAST.search(before, times[-1].end()) and not _FUTURE.match(behind):
        return "actual"
    return ""
