"""What Chinese clauses state of an indicator, for which time, and whether as a goal."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, Years, find_targets
from flows.records import SURE_SCORE, Mention, Target


def read(text: str, year: int = 0) -> Target:
    """Return the last figure of a text."""
    return find_targets(text, "zh", (), Setting(year=year))[-1]


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("2024年，大豆供应增加了10%。", "大豆供应"),
        ("北部山区积雪甚至达到60厘米。", "北部山区积雪"),
        ("力争新增绿色贷款800亿元以上。", "新增绿色贷款"),
        ("今年新增地方专项债券2万亿元。", "新增地方专项债券"),
        ("2018年建成后年供水能力将达到3亿立方米。", "供水能力"),
        ("五年内增加的年产能力为28万吨。", "增加的年产能力"),
        ("粮食产量连续两年超过800亿斤。", "粮食产量"),
        ("一九五四年的茶叶产量，就全国来说，比一九五二年增长了5%。", "茶叶产量"),
        ("最终实现产品出口逆势增长50%。", "产品出口"),
        ("重点实验室面积须在1000平方米以上。", "重点实验室面积"),
        ("今年的集团购买力，要在1988年水平的基础上压缩20%。", "集团购买力"),
        ("截至9月末融资余额同比增长34%。", "融资余额"),
        ("山区3号晚上积雪达到60厘米。", "山区积雪"),
        ("快递业已建在建仓库面积占全国三成以上。", "快递业已建在建仓库面积占全国"),
        ("该国经济增长预期从早前的2.2%下调为1.4%。", "该国经济增长预期"),
        ("今年粮食产量的目标是继续保持在1500亿斤以上。", "粮食产量的目标"),
        ("该公司现有6万员工、产值近30亿元。", "产值"),
        ("手持订单增长了69%，而新接订单更是增长了115%。", "新接订单"),
        ("患者的氧饱和度迅速提升至100%。", "患者的氧饱和度"),
        ("2020年末，同年乡镇企业的产品成本降低了3%。", "乡镇企业的产品成本"),
        # The goal of what was measured before, and what a unit sum brings about.
        ("基础研究经费占比为6.9%，与规划提出的2025年达到8%仍有差距。", "基础研究经费占比"),
        ("国产化率为30%，距离2025年70%的目标还很远。", "国产化率"),
        ("财政资金每投入1元，带动社会资本4.5元。", "财政资金每投入1元带动社会资本"),
        ("企业每新增投资1亿元，奖励100万元。", "企业每新增投资1亿元奖励"),
        ("每亩补贴100元，农户收入为500元。", "农户收入"),
        # Words at the borders of an indicator that are not part of it.
        ("初级工程师的税前年薪为5万美元。", "初级工程师的税前年薪"),
        ("2023年度拟资助项目10项。", "拟资助项目"),
        ("原告主张赔偿款30万元。", "原告主张赔偿款"),
        ("仅今年7―9月就助力企业融资3亿元。", "助力企业融资"),
        ("1—11月固定资产投资增长5%。", "固定资产投资"),
        ("1至8月全国刑事案件下降30.5%。", "全国刑事案件"),
        ("发展中大国即占60%。", "发展中大国"),
        ("今后三年要实现脱贫3000多万人。", "三年要实现脱贫"),
        ("今后三年培训教师10万人。", "教师"),
        ("基础研究投入等于或高于1亿元。", "基础研究投入"),
        ("--公交系统里程达到100公里。", "公交系统里程"),
        ("形成10000吨/天的流水维护能力。", "流水维护能力"),
        ("内河货物周转量增长35%。", "内河货物周转量"),
        ("国家统计局数据显示，粮食产量增长5%。", "粮食产量"),
        ("农民人均纯收入按2010年不变价计算达到2300元。", "农民人均纯收入"),
        ("渔业研发费用不低于总销售额的3%。", "渔业研发费用占总销售额"),
        ("资助比例原则上不超过总投资的30%。", "资助比例"),
        ("渔民收入不低于全县平均水平的90%。", "渔民收入相当于全县平均水平"),
        ("青禾渔业拟以7亿元收购其49%股权。", "收购其股权"),
        ("中标金额：壹佰贰拾万元整（¥1,200,000.00）。", "中标金额"),
        ("一至三月渔港出口额增长5%。", "渔港出口额"),
        ("一至四季度渔港出口额增长5%。", "渔港出口额"),
        ("31家渔企上半年合计亏损2亿元。", "渔企合计亏损"),
        ("2021年12月发布的《渔业发展规划》要求渔业产值增速超过5%。", "渔业产值增速"),
        ("青禾渔业拟以不超过50亿元取得北辰渔业不低于51%的股权。", "北辰渔业"),
        ("国产网具占比由2020年的三成提高到2024年的七成左右。", "国产网具占比"),
        ("渔业资本金比例为30%，较2021年本中其他项目的20%提高10个百分点。", "渔业资本金比例"),
    ],
)
def test_indicator(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


def test_a_value_in_brackets_is_that_of_the_place_before_it() -> None:
    text = "我国制造业机器人密度达到每万人470台，居世界第三，仅次于韩国（1012台）和新加坡（770台）。"
    places = [(text.index(name), name) for name in ("韩国", "新加坡")]
    named = [Mention(start, start + len(name), name, "GPE") for start, name in places]
    found = find_targets(text, "zh", named)
    assert [(one.subject, one.indicator) for one in found[2:]] == [
        ("韩国", "制造业机器人密度"),
        ("新加坡", "制造业机器人密度"),
    ]


def test_a_value_in_brackets_of_another_firm_is_not_that_of_the_first() -> None:
    (_, other) = find_targets("青禾公司的利润率为11%，低于北辰公司（13%）。", "zh")
    assert "青禾" not in other.indicator


def test_a_division_or_a_time_alone_names_nothing() -> None:
    assert not find_targets("分季度看，一季度增长5.3%，二季度增长4.7%。", "zh")
    assert not find_targets("下半年只要增长5%左右即可完成任务。", "zh")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("完工后，灌溉率将由目前的32%提升到41%。", "target"),
        ("争取中央补助资金超900亿元。", "actual"),
        ("在复杂环境下，自主任务完成率提高30%以上。", "target"),
        ("和处理过的散煤相比，排放强度要高出10倍左右。", "actual"),
        ("展览总面积将增至33万平方米。", "target"),
        ("已有317个县实现目标，西部人口覆盖率由77%提高到96%。", "actual"),
        ("全省城镇化率提高到76.58%、居各省首位。", "actual"),
        ("小麦占夏粮产量的九成以上。", "actual"),
        ("将把进口关税从目前的25%上调至50%。", "target"),
        ("争取利润增长5%。", "target"),
        # 将, adverbs and a verb are of the future; 将 before a noun is 把.
        ("北京将供应1000公顷集体用地。", "target"),
        ("期间还将集中展出12个代表性项目。", "target"),
        ("该工程每年将惠及6万名儿童。", "target"),
        ("大会将于10月举行500项活动。", "target"),
        ("公司将服务范围扩大到126个县。", "actual"),
        ("该市将培训情况列入考核，共有企业120家。", "actual"),
        ("比赛将于10日举行。今天抵达125名队员。", "actual"),
        ("受需求不及预期影响，渔业产值为5.25万元。", "actual"),
        ("渔业研发费用不低于总销售额的3%。", "target"),
        ("《渔业发展规划》提出渔业产值增速超过5%。", "target"),
        # Limits that are kept; a target that is only part of a name.
        ("坚决守住18亿亩耕地红线。", "target"),
        ("目标价格试点地区大豆种植面积近4000万亩。", "actual"),
        ("每年选取30-50个统筹地区。", "target"),
        # What is to be brought from one level to another, and what somebody has brought there.
        ("将渔民养老金由每月100元提高到120元。", "target"),
        ("1.加快审批。逐步把渔港审批时间从20天压缩到5天。", "target"),
        ("样例市将渔港审批时间由20天压缩到5天。", "actual"),
        ("已将渔民养老金由每月100元提高到120元。", "actual"),
        ("从规划到完成户户满意，渔棚增产38%。", "actual"),
        ("已建、在建、拟建的渔业设施达到14个。", "actual"),
        ("渔场将再培育海带2.3万亩。", "target"),
        ("将今年渔业增长预测分别下调为2.8%和2.1%。", "target"),
        ("去年，将渔民养老金由每月100元提高到120元。", "actual"),
        # A distance is no goal.
        ("渔港岸线全长3公里，距离5公里。", "actual"),
        # What still is so, and what a plan says of what was measured before.
        ("日本仍供应该省所需网具的56%左右。", "actual"),
        ("该港仍需新增泊位6个左右。", "target"),
        ("渔业研发占比为6.9%，与规划提出的2025年达到8%仍有差距。", "target"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("但是1953年工业产值仍比1952年增加了33%。", "1953"),
        ("2023年粮食产量保持在1500亿斤以上，五年内加工能力要提高2亿斤以上。", ""),
        ("2016年签署协定，自那以后，双边贸易额增长了3倍。", ""),
        ("1953年，工业产值达到1949年的9倍。", "1953"),
        ("1956年产值达586亿元，钢产量前三年共增加150万吨。", ""),
        ("2018年前三年的钢产量增加了150万吨。", ""),
        ("2020年度，粮食产量增加了150万吨。", "2020"),
        ("按2010年不变价计算，脱贫标准为2300元。", ""),
        ("“十三五”末期，产业收入达到3万亿元。", "2020"),
        ("2023年3月，公司签署协议，拟以15亿元收购青禾渔业。", ""),
        ("2021年12月发布的《渔业发展规划》要求渔业产值增速超过5%。", ""),
        ("对2023年认定的渔企，给予一次性奖励50万元。", ""),
        # So many years after a year that is named.
        ("2013年外资品牌占装机量的83%，十年后这一比例降到49%。", "2023"),
        ("2021年国产网机占11%，两年后升至24%。", "2023"),
        ("2018年渔机自给率为15%，三年后的目标是30%。", "2021"),
        ("协议规定，三年后还款50%。", ""),
    ],
)
def test_date(text: str, deadline: str) -> None:
    assert find_targets(text, "zh")[-1].deadline == deadline


@pytest.mark.parametrize(
    "text",
    [
        "该部门没有提出国产芯片占比达到80%的目标。",
        "并未设定2030年达到70%的目标。",
        "会议否决了国产化率达到70%的目标。",
    ],
)
def test_a_goal_that_was_not_set_is_not_a_figure(text: str) -> None:
    assert not find_targets(text, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "培育年产值超100亿元的龙头企业。",
        "培育年产值超100亿元、技术领先的龙头企业。",
        "建设投资超过50亿元的项目。",
    ],
)
def test_a_property_of_things_is_not_a_figure(text: str) -> None:
    assert not find_targets(text, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "2014年，它距地球还有900万公里。",
        "2025年，到欧洲过夏天的游客增长了15%。",
        "2022年，推广面积覆盖了早稻面积70%以上。",
        "2017年，案件中涉及干部的占28%。",
        "2012年，比2007年制度建立之初增长了67%。",
        "2022年，新增贷款创新高，比去年同期多增2.85万亿元。",
        "2021年，列车运行最高时速为160公里。",
        "2024年，这里已累计调水超767亿立方米。",
        "2026年，拉动工业企业利润增长7.8个百分点。",
        "2016年，百强企业500强营收总额下降了0.07%。",
        "2025年，该舰排水量约5000吨。",
        "2012年，收割完成种植面积的八成以上。",
        "2021年，对全国经济增长的贡献率提高到50.5%。",
        "2019年，减税降费超过2万亿元，拉动全年GDP增长约0.8个百分点。",
        "企业年营业收入达到2000万元以上、每年保持增长的，给予房租补贴。",
        "2022年，贷款额不低于50万元(含50万元)，且不超过1000万元的流动资金贷款。",
        "2013年，前些年村里人均纯收入仅有1600元。",
        "今年3月，该行还下调美国经济增长预期至0.4%。",
        # The measure of some things, of a name given elsewhere, or of what was surpassed.
        "2015年，存栏100头以上海牛的养殖比重近50%。",
        "2015年，1亩海带的年产值超过1.5万元。",
        "2019年，用于这方面的渔业支出总额将达到664亿元。",
        "2020年，复工人数超出原计划渔业用工人数65%。",
        "2020年，像渔业产值达到5亿元。",
        "2020年，半数在孵渔业企业获得投资40亿元。",
        "2021年，海带种植面积保持稳定、产量达到13万吨。",
        "2023年，该书电子版降价到了18元。",
        "2023年，渔民过去5年对渔业投资超过80亿元。",
        "2023年，每万常住人口达到4名。",
        "1955年，全部建成后增加的捕捞能力将为19万吨。",
        "2000年，数量较大是指非法占用渔场5亩以上。",
        "2012年，渔业增速高出整个工业平均增速近三倍。",
        "2000年渔业收入达3亿元，平均每年增长16.5%。",
        "2023年，指出渔业投入每年递增18%。",
        "2025年，沿线城市（甲州、乙州等）渔业产值增长48%。",
        "2017年，销毁库存达到4万吨化学品。",
    ],
)
def test_phrases_that_name_no_indicator_are_not_sure(text: str) -> None:
    assert read(text).score < SURE_SCORE


@pytest.mark.parametrize(
    "text", ["到2027年，研发经费投入强度达到2.8%左右。", "2023年末，铁路里程增至5760公里，运输机场17个。"]
)
def test_plain_statements_are_sure(text: str) -> None:
    assert find_targets(text, "zh", setting=Setting(year=2024))[0].score >= SURE_SCORE


def test_what_is_due_is_not_sure_if_the_document_has_no_date() -> None:
    found = find_targets("到2009年底，经批准的研发中心465家，投资总额128亿美元。", "zh")
    assert all(figure.score < SURE_SCORE for figure in found)


def test_an_aside_about_the_calculation_is_not_an_indicator() -> None:
    found = find_targets("职工平均工资2150元，扣除生活费用上涨因素，实际增长9.7%。", "zh")
    assert [target.indicator for target in found] == ["职工平均工资"] * 2


def test_a_horizontal_bar_joins_a_range() -> None:
    found = read("确保下发文件减少30%―50%。")
    assert (found.value, found.value_to) == (30.0, 50.0)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("提升软件开发效率60%以上。", "+"),
        ("降低企业用能成本15%。", "-"),
        ("提高研发投入强度3%以上。", ">="),
        ("贷款余额预期增长均为12%左右。", "+"),
        ("产值增长达到50亿元。", "+"),
        ("比重提高到12%左右。", "~"),
        ("专利申请量占全省的比例由1993年的2%上升到2017年31%。", "="),
    ],
)
def test_a_rate_of_growth_is_a_change(text: str, comparator: str) -> None:
    assert read(text).comparator == comparator


def test_a_count_after_these_repeats_an_earlier_one() -> None:
    assert not find_targets("推动这4种类型协调发展。", "zh")


@pytest.mark.parametrize(
    ("text", "indicator", "baseline"),
    [
        (
            "今年中央财政用于教育的投入，将由去年的1076亿元增加到1562亿元。",
            "中央财政用于教育的投入",
            "去年的1076亿元",
        ),
        (
            "最低生活保障的覆盖人数，由年初的400多万人扩大到1120多万人。",
            "最低生活保障的覆盖人数",
            "年初的400多万人",
        ),
        ("造林补助标准，由每亩300元提高到400元。", "造林补助标准", "每亩300元"),
        ("城市公立医院改革试点城市，由100个扩大到200个。", "城市公立医院改革试点城市", "100个"),
    ],
)
def test_a_change_takes_the_subject_before_its_comma(text: str, indicator: str, baseline: str) -> None:
    found = read(text)
    assert (found.indicator, found.baseline) == (indicator, baseline)


@pytest.mark.parametrize(
    "text", ["新条令突出了礼仪的规范，从3种增加到17种。", "茶叶产业从少到多，从200亩扩大到600亩。"]
)
def test_an_action_is_not_the_indicator_of_a_change(text: str) -> None:
    assert not find_targets(text, "zh")


def test_half_a_year_takes_its_year() -> None:
    assert read("今年上半年，工业投资同比增长5%。", 2024).deadline == "2024"


@pytest.mark.parametrize(
    ("text", "indicator", "unit", "comparator"),
    [
        ("国际金价每盎司4500美元。", "国际金价", "USD/ounce", "="),
        ("光伏组件价格跌破每瓦0.7元。", "光伏组件价格", "CNY/watt", "<"),
        ("纽约原油期货价格一度突破每桶100美元。", "纽约原油期货价格", "USD/barrel", ">"),
        ("行李损坏的，每千克不超过20元人民币。", "行李损坏", "CNY/kg", "<="),
        ("最低生活保障标准提高到每人每月不低于900元。", "最低生活保障标准", "CNY/person/month", ">="),
        ("渔民医保补助标准增加到人均280元。", "渔民医保补助标准", "CNY/person", "="),
        ("居民医保补助标准达到每人每年670元。", "居民医保补助标准", "CNY/person/year", "="),
        ("实现单产每亩144.8公斤。", "单产", "kg/mu", "="),
        ("沙尘暴的风速达到每小时215公里。", "沙尘暴的风速", "km/hour", "="),
        ("给予每人300万元奖励。", "奖励", "CNY/person", "="),
        ("养老金最低标准由每人每月103元提高到123元。", "养老金最低标准", "CNY/person/month", "="),
        ("对种粮农户每亩补贴150元。", "种粮农户每亩补贴", "CNY/mu", "="),
        ("对符合条件的企业每家奖励50万元。", "符合条件的企业每家奖励", "CNY/enterprise", "="),
        ("医保补助标准由每人每年640元提高到670元。", "医保补助标准", "CNY/person/year", "="),
        ("汽、柴油价格每吨分别降低160元和155元。", "柴油价格", "CNY/t", "-"),
        ("年度补助额不能超过5000元。", "年度补助额", "CNY", "<="),
        ("纽约原油期货价格最高升至每桶111.24美元。", "纽约原油期货价格", "USD/barrel", "="),
        ("共计下达资金约208亿元。", "资金", "CNY", "~"),
        ("容量补偿标准为300元/千瓦·年。", "容量补偿标准", "CNY/kilowatt/year", "="),
        ("居民医保补助标准为80元/人/年。", "居民医保补助标准", "CNY/person/year", "="),
        ("漫游资费降为0.99元每分钟。", "漫游资费", "CNY/minute", "="),
        ("系统成本降至0.9元/Wh。", "系统成本", "CNY/watt-hour", "="),
        ("项目资助强度不超过80万元/项。", "项目资助强度", "CNY/项", "<="),
        ("细颗粒物浓度降至32微克/立方米。", "细颗粒物浓度", "ug/m3", "="),
        ("氨氮浓度为0.8毫克/升。", "氨氮浓度", "mg/L", "="),
        ("入库流量达41800立方米每秒。", "入库流量", "m3/second", "="),
        ("产值能耗降至0.06吨标准煤/万元。", "产值能耗", "tce/10,000 CNY", "="),
        ("电芯能量密度达到185Wh/kg。", "电芯能量密度", "Wh/kg", "="),
        ("乘用车平均燃料消耗量降至6.9升/百公里。", "乘用车平均燃料消耗量", "L/100 km", "="),
        ("展出图书8万部/集。", "展出图书", "部", "="),
        ("支付峰值为14.5万笔每秒。", "支付峰值", "笔/second", "="),
        ("工矿事故死亡率控制在0.6人/百亿元以内。", "工矿事故死亡率", "people/10 billion CNY", "<="),
        ("发明专利授权量12件/亿元。", "发明专利授权量", "patents/100 million CNY", "="),
    ],
)
def test_a_rate_before_a_figure_is_part_of_its_unit(
    text: str, indicator: str, unit: str, comparator: str
) -> None:
    found = read(text)
    assert (found.indicator, found.unit, found.comparator) == (indicator, unit, comparator)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [("铝含量等于或大于97%。", ">="), ("每亩产量达到或者超过1000斤。", ">="), ("铝含量小于或等于3%。", "<=")],
)
def test_bounds_of_two_words(text: str, comparator: str) -> None:
    assert read(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "indicator", "comparator"),
    [
        ("烘干线损耗率上限为4.2%。", "烘干线损耗率", "<="),
        ("首付款比例下限为25%。", "首付款比例", ">="),
        ("贷款额度上限不超过50万元。", "贷款额度上限", "<="),
        ("贷款额度的上限约为50万元。", "贷款额度的上限", "~"),
    ],
)
def test_a_limit_by_name_is_a_bound(text: str, indicator: str, comparator: str) -> None:
    found = read(text)
    assert (found.indicator, found.comparator) == (indicator, comparator)


@pytest.mark.parametrize(
    ("text", "indicator", "comparator"),
    [
        ("先后两次下调存款准备金率各0.5个百分点。", "存款准备金率", "-"),
        ("渔船保险补贴比例上调0.5个百分点。", "渔船保险补贴比例", "+"),
        ("渔船登记费调低至58元。", "渔船登记费", "="),
        ("与全国同步基本实现现代化、实现人均地区生产总值2万美元。", "人均地区生产总值", "="),
    ],
)
def test_a_change_may_open_the_name(text: str, indicator: str, comparator: str) -> None:
    found = read(text)
    assert (found.indicator, found.comparator) == (indicator, comparator)


def test_neighbouring_digits_are_a_range() -> None:
    found = read("把播种面积减少一、二千万亩。")
    assert (found.value, found.value_to, found.indicator) == (1e7, 2e7, "播种面积")


@pytest.mark.parametrize("text", ["探测器迈向4亿公里之外的火星。", "增速连续16个季度高于全国平均水平。"])
def test_distances_and_runs_of_quarters_state_nothing(text: str) -> None:
    assert find_targets(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全省营业收入超过10亿元的企业有35家。", "全省营业收入超过10亿元的企业"),
        ("新签合同额5000万美元以上的项目187个。", "新签合同额5000万美元以上的项目"),
        ("超100亿元的产业园区40个。", "超100亿元的产业园区"),
        ("完成投资2000万元以上的技改项目3000个。", "2000万元以上的技改项目"),
        ("超过90%的生活垃圾都实现了自我消化。", "生活垃圾"),
    ],
)
def test_what_is_counted_keeps_the_words_that_describe_it(text: str, indicator: str) -> None:
    assert [target.indicator for target in find_targets(text, "zh")] == [indicator]


@pytest.mark.parametrize(
    ("text", "indicators"),
    [
        # The thing described by a figure is itself counted.
        ("茶园产值超过3亿元的茶企有45家。", ["茶园产值超过3亿元的茶企"]),
        ("已开工建设的投资在三亿元以上的桥梁项目有八十三个。", ["开工建设的投资三亿元以上的桥梁项目"]),
        ("自给率低于20%的品种由57个减少到15个以内。", ["自给率低于20%的品种"] * 2),
        # The counted things differ from those described.
        ("茶园产值超300亿元的县建成70家茶厂。", ["茶园产值", "茶厂"]),
        ("各县50%以上的乡镇至少有1家托育机构。", ["各县", "托育机构"]),
    ],
)
def test_words_for_a_class_are_part_of_what_is_counted(text: str, indicators: list[str]) -> None:
    assert [one.indicator for one in find_targets(text, "zh")] == indicators


@pytest.mark.parametrize(
    "text",
    [
        "帮扶牧民家庭1500万人，惠及790万户。",
        "建成养老机构200家；惠及300家。",
        "培育2家骨干企业、20家左右在全省有影响力的农机企业。",
        "建成养老机构200个，45个县、市完成改造。",
        "培训保育员300人，40人次到省外交流。",
    ],
)
def test_a_count_of_something_else_does_not_continue_an_indicator(text: str) -> None:
    assert len(find_targets(text, "zh")) <= 1


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("全省为125万残疾人发放生活补贴。", "残疾人"),
        ("这是全州36万居民中选出的代表。", "居民"),
        ("让1200万农业转移人口和其他常住人口在城镇落户。", "农业转移人口和其他常住人口"),
        ("累计160万困难群众住进了公租房。", "困难群众"),
    ],
)
def test_people_counted_without_a_measure_word_end_at_their_noun(text: str, indicator: str) -> None:
    assert [one.indicator for one in find_targets(text, "zh")] == [indicator]


@pytest.mark.parametrize(
    "text", ["惠及1.3亿农民工的家庭。", "惠及1.3亿农民工家庭。", "改善了150万困难群众的住房。"]
)
def test_a_possession_of_people_is_not_a_count_of_them(text: str) -> None:
    assert not find_targets(text, "zh")


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("从老码头到新港区，从60多名社员发展到8100多万名社员。", "社员"),
        ("该院组建的攻关团队，仅5年就先后完成了30个重大攻关课题。", "重大攻关课题"),
        ("统筹安排进度，先后完成59条灌装生产线技术改造。", "灌装生产线技术改造"),
        ("就能够实现水稻产量15万吨。", "水稻产量"),
        ("新建省实验室、省工程中心各30家。", "省实验室、省工程中心"),
        ("全县30多个项目即将开工建设。", "项目"),
    ],
)
def test_words_at_the_borders_are_not_part_of_an_indicator(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


@pytest.mark.parametrize("text", ["年内项目即完成投资30亿元。", "对企业就先后发放贷款40亿元。"])
def test_an_adverb_inside_an_indicator_makes_it_unsure(text: str) -> None:
    assert read(text).score < SURE_SCORE


def test_now_begins_another_statement() -> None:
    """Neither the year nor the subject of the clause before carries over."""
    setting = Setting(year=2026, years=Years(year=2026, month=5))
    mentions = (Mention(0, 5, "样例委员会", "ORG"),)
    text = "样例委员会2019年将其列入清单，目前，该机型自产零部件占比已超过70%。"
    (figure,) = find_targets(text, "zh", mentions, setting)
    assert (figure.indicator, figure.deadline, figure.subject) == ("该机型自产零部件占比", "2026", "")


@pytest.mark.parametrize(
    "text", ["该公司产品从90纳米到7纳米均有。", "制程从90纳米到28纳米。", "奖励从5万元到20万元不等。"]
)
def test_a_range_of_sizes_is_not_a_change(text: str) -> None:
    assert find_targets(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("經濟部補助新臺幣50億元，另投入30億元培育人才。", ["TWD", "TWD"]),
        ("行政院核定預算800億元。", ["TWD"]),
        ("該廠投資新臺幣50億元，研發支出30億元。", ["TWD", "TWD"]),
        ("该厂投资新台币50亿元，另一家工厂年产值30亿元。", ["TWD", "CNY"]),
        ("台资企业投资新台币20亿元。全市财政收入达300亿元。", ["TWD", "CNY"]),
        ("西安工研院获得投资5亿元。", ["CNY"]),
        ("石竹科技年产值达8亿元。", ["CNY"]),
        ("司法行政院校投入3亿元。", ["CNY"]),
        ("国民政府行政院拨款200万元。", ["CNY"]),
        ("行政院擬投入300億元，陸企投資20億元。", ["CNY", "CNY"]),
        ("全年產值達2兆8,943億元。", ["TWD"]),
        ("该厂年产值30亿元，研发投入新台币50亿元。", ["CNY", "TWD"]),
        ("經濟部補助50億元，折合人民幣11億元。", ["CNY", "CNY"]),
        ("經濟發展投入50億元。", ["CNY"]),
    ],
)
def test_sums_of_taiwan(text: str, units: list[str]) -> None:
    assert [figure.unit for figure in find_targets(text, "zh")] == units


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("公司完成6.5亿元C轮融资。", "C轮融资"),
        ("样例公司以32.6%的份额居首。", "份额"),
        ("样本有1326家企业，其中412家曾获得政府基金投资。", "曾获得政府基金投资"),
        ("平均投入为420万元。", "投入"),
        ("准予许可2985件。", "准予许可"),
        ("平均办理时间34天。", "办理时间"),
        ("基金注册资本达3440亿元。", "基金注册资本"),
        ("合并营收为50亿元，年增33.9%。", "合并营收"),
        ("去年查处案件214起。", "查处案件"),
        ("团队平均年龄35岁。", "团队平均年龄"),
        ("实际平均用时29天。", "实际平均用时"),
        ("应收账款余额9.3亿元。", "应收账款余额"),
        ("前三大厂商合计份额为57%。", "前三大厂商合计份额"),
        ("研发团队规模扩充至1500人。", "研发团队规模"),
        ("公司获得2.8亿元B轮融资。", "B轮融资"),
        ("2024年国产品牌占比过半。", "国产品牌占比"),
        ("首期产能0.2GWh。", "首期产能"),
        ("对应收入30亿元。", "收入"),
        ("份额或许可达30%。", "份额或许"),
        ("税率从5%到15%不等。", "税率"),
        ("团队扩充到300人。", "团队"),
        ("审计抽查的18个县中，多数已整改。", "县"),
    ],
)
def test_names_of_reports_and_notices(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


def test_a_possible_rise_is_a_target() -> None:
    assert read("到2032年国内芯片自给率有望从2024年的34%升至82%。").kind == "target"


def test_a_present_state_does_not_take_an_earlier_year() -> None:
    assert read("2021年该基地停产整顿，如今，机器人作业率已达七成。").deadline == ""


def test_a_year_after_its_source_opens_a_passage() -> None:
    assert (
        read("据海关统计，2025年前7个月，全省进出口总值1.8万亿元。其中，出口1.1万亿元。").deadline == "2025"
    )


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("预计2032年可达680亿元；前三大厂商合计份额为57%。", "actual"),
        ("下半年计划再建农田320万亩。", "target"),
        ("机房利用率也就四成左右。", "actual"),
    ],
)
def test_kinds_in_notes_and_speech(text: str, kind: str) -> None:
    assert read(text).kind == kind


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("建设周期3年，总投资25亿元。", [("25亿元", "actual")]),
        ("建设工期24个月，总投资12亿元。", [("12亿元", "actual")]),
        ("培训时间20天，投资2亿元。", [("2亿元", "target")]),
        ("平均用时29天，投资3亿元。", [("29天", "actual"), ("3亿元", "target")]),
        ("年龄40岁以下的占25%。", [("25%", "actual")]),
    ],
)
def test_a_time_that_describes_a_project_is_not_a_figure(text: str, found: list[tuple[str, str]]) -> None:
    """Only a measured time is a figure, and no sum continues it."""
    assert [(figure.text, figure.kind) for figure in find_targets(text, "zh")] == found


@pytest.mark.parametrize(
    ("text", "subject", "year"),
    [
        ("样例集团2018年推出新系统，目前，联网设备超过8亿台。", "样例集团", "2026"),
        ("截至2022年底，目前全市共有企业400家。", "", "2022"),
    ],
)
def test_now_may_continue_the_clause_before(text: str, subject: str, year: str) -> None:
    setting = Setting(year=2026, years=Years(year=2026, month=5))
    mentions = (Mention(0, 4, "样例集团", "ORG"),) if subject else ()
    (figure,) = find_targets(text, "zh", mentions, setting)
    assert (figure.subject, figure.deadline[:4]) == (subject, year)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("加工精度由4微米到2微米。", ["2微米"]),
        ("从90纳米到28纳米再到14纳米，芯片制程不断进步。", []),
    ],
)
def test_a_change_of_precision_is_a_change(text: str, written: list[str]) -> None:
    assert [figure.text for figure in find_targets(text, "zh")] == written


@pytest.mark.parametrize(
    ("text", "indicator", "comparator"),
    [
        ("全球经济增长仍可能损失0.3个百分点。", "全球经济增长", "-"),
        ("出口增长放缓0.5个百分点。", "出口增长", "-"),
        ("出口增速回落0.5个百分点。", "出口增速", "-"),
        ("经济增长的损失达到1个百分点。", "经济增长", "-"),
        ("汽油价格每升分别降低0.1元和0.2元。", "汽油价格", "-"),
        ("战争造成经济损失50亿美元。", "战争造成经济损失", "="),
    ],
)
def test_a_slowdown_is_a_fall(text: str, indicator: str, comparator: str) -> None:
    figure = read(text)
    assert (figure.indicator, figure.comparator) == (indicator, comparator)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("与上年相比，样例市产量提高了3倍。", "样例市产量"),
        ("与2012年相比，产量提高了3倍。", "产量"),
        ("未来5年全省新增就业50万人。", "全省新增就业"),
        ("20世纪90年代该品牌市场占有率达37%。", "该品牌市场占有率"),
    ],
)
def test_words_for_a_time_are_not_part_of_an_indicator(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


def test_a_decade_is_a_period() -> None:
    figure = read("2022年12月，他在演讲中表示，上世纪90年代，该品牌市场占有率达37%。")
    assert (figure.period_start, figure.period_end, figure.deadline) == ("1990", "1999", "1999")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("议会3日通过一项议案，要求从2021年到2030年将轿车的二氧化碳排放减少40%。", "target"),
        ("以年产量达到50万吨为目标。", "target"),
        ("以万米深潜为目标，国家设立19个项目，总计投入经费近8亿元。", "actual"),
        ("公司为目标客户提供3000台设备。", "actual"),
        ("法令要求的20%已经达到。", "actual"),
        ("今后三年新建充电桩50万个。", "target"),
        ("过去三年新建充电桩50万个。", "actual"),
    ],
)
def test_a_bill_sets_targets_and_an_aim_elsewhere_does_not(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_breeding_sows_are_one_word() -> None:
    assert read("4月份，能繁母猪存栏量环比增长1.1%。").indicator == "能繁母猪存栏量"


@pytest.mark.parametrize(
    ("text", "comparator", "value", "baseline"),
    [
        ("全年工业总产值超额完成计划13%。", "+", 13, "计划"),
        ("钢产量比国家计划多8万吨。", "+", 80_000, "国家计划"),
        ("财政支出比预算减少约3亿元。", "-", 3e8, "预算"),
        ("财政收入超预算7亿元。", "+", 7e8, "预算"),
        ("钢产量完成年计划的104%，比计划超过4%。", "+", 4, "计划"),
    ],
)
def test_a_result_against_the_plan_is_a_difference(
    text: str, comparator: str, value: float, baseline: str
) -> None:
    found = read(text)
    assert (found.comparator, found.value, found.baseline, found.kind) == (
        comparator,
        value,
        baseline,
        "actual",
    )


@pytest.mark.parametrize(
    ("text", "indicator", "sign", "bound"),
    [
        ("支出不得超过预算30亿元。", "支出", "+", "<="),
        ("合同额不能超计划500万元。", "合同额", "+", "<="),
        ("工程投资允许超过计划5%。", "工程投资", "+", "<="),
        ("支出控制在不超过计划5%以内。", "支出", "+", "<="),
        ("不得超过预算10%。", "预算", "+", "<="),
        ("要超额完成年度计划5%以上。", "年度计划", "+", ">="),
        ("力争超额完成计划10%。", "计划", "+", ""),
    ],
)
def test_what_may_or_must_exceed_the_plan_is_a_target(
    text: str, indicator: str, sign: str, bound: str
) -> None:
    (found,) = find_targets(text, "zh")
    assert (found.indicator, found.comparator, found.bound, found.kind) == (indicator, sign, bound, "target")


@pytest.mark.parametrize(
    "text",
    [
        "投资总额超过原定计划420亿元的13%。",
        "工业总产值超额完成计划的113%。",
        "超计划生产的煤炭有80万吨。",
        "财政赤字比上年预算减少190亿元。",
        "支出没有超过预算10%。",
    ],
)
def test_a_plan_that_is_only_named_is_no_base(text: str) -> None:
    assert "计划" not in [found.baseline for found in find_targets(text, "zh")]
    assert "预算" not in [found.baseline for found in find_targets(text, "zh")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("力争全年工业总产值超额完成计划5%。", "target"),
        ("国家计划要求今年粮食产量增长3%。", "target"),
        ("党中央的计划要求的12个项目已建成。", "actual"),
        ("工业总产值一九八三年计划增长4%。", "target"),
        ("五年计划完成后，铁路通车里程为5万公里。", "actual"),
        ("技术服务收入占全部收入的比重要达到45%。", "target"),
        ("从去年8月1日起施工，厂房最大高度达到15米。", "actual"),
        ("去年以来，从去年的5米起，厂房高度达到15米。", "actual"),
        ("在各项指标中更为重要的产量达到45万吨。", "actual"),
        ("今年赤字率从去年的2.4%提高到2.6%，拟安排财政赤字1.5万亿元。", "target"),
        ("政府會撥款25億元。", "target"),
        ("特區政府會在1982-83年度撥款25億元。", "target"),
        ("政府會議室面積為250平方米。", "actual"),
        ("董事会拨款25亿元。", "actual"),
        ("同1978年比较，出口额增长一倍以上。", "actual"),
    ],
)
def test_kinds_of_plans(text: str, kind: str) -> None:
    assert read(text, 1983).kind == kind


@pytest.mark.parametrize(
    ("text", "indicator", "year", "baseline"),
    [
        ("1957年发电量同1952年比较，增长了两倍。", "发电量", "1957", ""),
        ("1983年出口额与1978年相比增长31%。", "出口额", "1983", "1978年"),
        ("到本世纪末，工业总产值翻两番。", "工业总产值", "2000", ""),
        ("今年中央财政赤字拟安排2500亿元。", "中央财政赤字", "1983", ""),
        ("继续推进封山育林，今年拟安排300万亩。", "封山育林", "1983", ""),
        ("提高标准；今年拟安排43亿元，用于补助困难家庭。", "拟安排", "1983", ""),
        ("与1982年的预算执行数相比，减少了2亿元。", "预算执行数", "", ""),
        ("财政收入为预算的98%，比预算少收2亿元。", "财政收入", "", "预算"),
        ("根据到本世纪末的目标和今后五年的可能，计划规定农民收入年均增长6%。", "农民收入年均增长", "", ""),
    ],
)
def test_years_of_old_reports(text: str, indicator: str, year: str, baseline: str) -> None:
    found = read(text, 1983)
    assert (found.indicator, found.deadline, found.baseline) == (indicator, year, baseline)


def test_the_end_of_the_century_does_not_carry_over() -> None:
    assert read("到本世纪末，工业总产值翻两番。钢产量要增长20%。", 1983).deadline == ""


def test_the_people_are_not_counted() -> None:
    for text in ("这是六亿人民的事情。", "我们有办法，更有13亿人民的勤劳。", "这片海是200万人民的家园。"):
        assert not find_targets(text, "zh")


def test_posts_that_begin_with_the_people_are_counted() -> None:
    found = [read(text) for text in ("全省有3万多人民调解员。", "全国200多万人民警察坚守岗位。")]
    assert [(item.value, item.unit, item.indicator) for item in found] == [
        (30_000, "people", "人民调解员"),
        (2_000_000, "people", "人民警察"),
    ]
    assert read("贷款额达到13亿人民币。").unit == "CNY"


def test_the_start_of_a_goal_is_actual() -> None:
    start, goal = find_targets(
        "争取贸易额从去年的240亿美元在未来10年增至600亿美元。", "zh", (), Setting(year=2014)
    )
    assert (start.kind, start.deadline, start.indicator) == ("actual", "2013", "贸易额")
    assert (goal.kind, goal.baseline) == ("target", "去年的240亿美元")


def test_cotton_yarn_is_counted_in_bales() -> None:
    assert [read(text).unit for text in ("生产棉纱500万件。", "受理案件500万件。")] == ["bales", "件"]


def test_who_holds_a_press_conference_does_not_own_its_figures() -> None:
    office = Mention(0, 4, "样例厅办", "ORG")
    (found,) = find_targets("样例厅办今天举行发布会，渔业增加值增长11.8%。", "zh", [office])
    assert not found.subject


def test_a_sum_of_every_year_is_a_figure() -> None:
    found = find_targets("样例市每年安排支出30亿元，其中转移支付达到20亿元。", "zh")
    assert [one.value for one in found] == [3e9, 2e9]


def test_a_result_that_is_far_from_its_goal_is_actual() -> None:
    found = find_targets("国产化率为30%，距离2025年70%的目标还很远。", "zh")
    assert [one.kind for one in found] == ["actual", "target"]
