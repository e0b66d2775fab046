"""Figures of Chinese news, company notices and communiqués: one sentence per past fault."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets
from flows.records import Mention, Target


def read(text: str) -> Target:
    """Return the last figure of a text."""
    return find_targets(text, "zh")[-1]


@pytest.mark.parametrize(
    ("text", "indicator", "comparator"),
    [
        ("上半年储能电池出货量激增45%。", "储能电池出货量", "+"),
        ("上半年储能电池出货量飙升45%。", "储能电池出货量", "+"),
        ("钢材出口量锐减12%。", "钢材出口量", "-"),
        ("钢材出口量骤降12%。", "钢材出口量", "-"),
        ("钢材出口量暴跌12%。", "钢材出口量", "-"),
        ("平台成交额按年大升6%。", "平台成交额", "+"),
        ("平台成交额按年急挫6%。", "平台成交额", "-"),
        ("订单量激增到3万台。", "订单量", "="),
        ("平台毛利率按季跌1.7%。", "平台毛利率", "-"),
        ("平台毛利率按季就下跌2.1个百分点。", "平台毛利率", "-"),
        ("地方债券最大跌幅达3%。", "地方债券最大跌幅", "="),
    ],
)
def test_a_sudden_change_is_one(text: str, indicator: str, comparator: str) -> None:
    figure = read(text)
    assert (figure.indicator, figure.comparator) == (indicator, comparator)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        # Who sets a goal is no part of its name.
        ("2025年，中国将GDP增长目标定为5%左右。", "GDP增长目标"),
        ("中国把2025年经济增长预期目标设定为5%左右。", "经济增长预期目标"),
        # A name that begins like a word of comparison.
        ("比亚迪海外销量近4.2万辆。", "比亚迪海外销量"),
        ("比特币市值近1.2万亿元。", "比特币市值"),
        # A price or rate that has fallen to a value.
        ("贷款年利率低至2.5%。", "贷款年利率"),
        # Another way of calculating the same value.
        ("工业收入为85亿元,同口径比较增长9.3%。", "工业收入"),
        ("5月软件出口额总计12亿元,当月同比增长8%。", "软件出口额"),
        ("工业企业利润总额增长7.1%,增速比1-6月份放缓0.3个百分点。", "工业企业利润总额"),
        # A threshold that was passed, before the value, and the verb by which a place reached one.
        ("渔业零售总额突破千亿元大关，达到1012亿元。", "渔业零售总额"),
        ("渔民人数历史性跨过百万人关口，增至102万人。", "渔民人数"),
        ("渔业产值突破千亿元大关的县，达到12个。", "渔业产值突破千亿元大关的县"),
        ("全市完成渔业总产值1012亿元。", "全市渔业总产值"),
        ("样海市全年实现渔业收入312亿元。", "样海市渔业收入"),
        ("渔业企业实现利润45亿元。", "渔业企业实现利润"),
        ("全市完成的渔业投资45亿元。", "全市完成的渔业投资"),
        ("全市项目完成率95%。", "全市项目完成率"),
        ("全市实现脱贫1.2万人。", "全市实现脱贫"),
        # The budget or its execution that a change is compared with.
        ("渔业预算收入216亿元，与2022年执行数相比增长6.4%。", "渔业预算收入"),
        ("渔业收入99亿元，比2022年执行数增长4.9%。", "渔业收入"),
        ("与上年执行数相比，渔业收入增长7.8%。", "渔业收入"),
        # When an indicator was published, and a standard per head.
        ("今天发布的渔业采购经理指数为51%。", "渔业采购经理指数"),
        ("渔民补助标准提高到人均1200元。", "渔民补助标准"),
        ("发布的渔业指数为51%。", "发布的渔业指数"),
        # An average annual change is no change of the last year.
        ("软件收入从2万亿元增长至9.5万亿元，年均增长16.1%。", "软件收入年均增长"),
        ("软件收入从2万亿元增长至9.5万亿元，年均增速达16.1%。", "软件收入年均增速"),
        # The nouns behind the shares of a list are each share's own.
        ("网络覆盖95%的乡镇和60%以上的农村社区。", "农村社区"),
        ("民营经济贡献了50%以上的税收和80%以上的城镇劳动就业。", "民营经济贡献城镇劳动就业"),
        ("消费对增长的贡献率为60%，投资40%的贡献。", "贡献"),
        # The adoption of a plan, or the beginning of a year, is no part of what is measured.
        ("根据规划，到2027年产值达到200亿元。", "产值"),
        ("进入2025年，产能达到400万吨。", "产能"),
        # Money spent by nobody named.
        ("力争到2027年完成投资200亿元。", "投资"),
        ("厂房已经封顶，融资3亿元。", "融资"),
        # The words of the text, even if a date stands between them.
        ("河湾科技2024年GDP贡献达到5亿元。", "河湾科技GDP贡献"),
        ("該公司2024年營業收入達到5億元。", "該公司營業收入"),
        # A level does not continue an average change, and 新增 is part of what is invested.
        ("产值年均增长10%，达到500亿元。", "产值"),
        ("新增投资10亿元。", "新增投资"),
        # 起 may begin a word.
        ("2021年起征点提高到5000元。", "起征点"),
        ("2020年起家的企业达到30家。", "起家的企业"),
        # A size is part of the name of what has it.
        ("该厂12英寸晶圆月产能达到10万片。", "该厂12英寸晶圆月产能"),
        # 对 begins names.
        ("2017年对华出口增长60%。", "对华出口"),
        # Who forecasts is no part of what is measured.
        ("研究机构预测2030年市场规模可望达到1000亿元。", "市场规模"),
        # The same sum in another currency.
        ("该项目总投资100亿元（折合人民币约13.7亿元）。", "该项目总投资"),
        # A pointer to the figure before.
        ("市场规模达139亿元,这一数字将增至200亿元。", "市场规模"),
        ("国产化率为30%,这一比例提高到35%。", "国产化率"),
        # A clause that ends in its predicate is not part of the measure after it.
        ("首只母基金应运而生,规模达60亿元。", "首只母基金规模"),
        # Words for the period or for approximation.
        ("晶圆售价本期为6482元。", "晶圆售价"),
        ("公司毛利率约在10%至12%之间。", "公司毛利率"),
        ("同期实现归母净利润1.9亿元。", "归母净利润"),
        # Money raised, holdings that make a rule apply, what each recipient is granted, what is chosen.
        ("公司发行股票，募集资金总额12亿元。", "募集资金总额"),
        ("公司自有资金总额12亿元。", "公司自有资金总额"),
        ("清单适用于企业持股超过50%的子公司。", "持股"),
        ("渔业集团持股比例超过50%。", "渔业集团持股比例"),
        ("按合同额的20%给予补助，单个渔企每年不超过80万元。", "单个渔企补助"),
        ("给予补助，单个渔企累计补助金额不超过80万元。", "单个渔企累计补助金额"),
        ("对新建渔港给予贴息，单户贷款不超过300万元。", "单户贷款"),
        ("给予奖励，单个渔企年营收不超过2000万元。", "单个渔企年营收"),
        ("每个渔港投资不超过80万元。", "每个渔港投资"),
        ("实施海带良种攻关项目，每年支持不少于30项。", "海带良种攻关项目"),
        ("实施海带良种攻关，每年支持渔企30家。", "支持渔企"),
        # Registered capital amounts to a sum.
        ("公司日前成立,注册资本计9.5亿元。", "注册资本"),
        ("公司日前成立,注册资本高达9.5亿元。", "注册资本"),
        # The whole of the year before names nothing, nor does an order of magnitude.
        ("海带产量已比去年全年增长4.3%。", "海带产量"),
        ("海带出口额相比2019年全年高出5%。", "海带出口额"),
        ("2013年渔船产量仅1.8万艘，2018年达百万量级，2022年超500万艘。", "渔船产量"),
        # A level continues the level of its unit, not a rate between them.
        ("2024年渔业产值突破18亿元，国产化率提升至23%，预计2030年将突破35亿元。", "渔业产值"),
        ("2024年渔船国产化率提升至23%，预计2025年将突破30%。", "渔船国产化率"),
        # A firm reached a measure.
        ("样例渔业公司实现营业收入356.3亿元。", "样例渔业公司营业收入"),
        ("渔业集团全年共实现净利润3亿元。", "渔业集团净利润"),
        ("渔业企业实现利润同比增长8%。", "渔业企业实现利润"),
    ],
)
def test_indicator(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


def test_a_sentence_of_many_numbers_is_no_table() -> None:
    text = "5月，稀土出口5864.6吨，环比增长22.6%；1—5月累计出口24827吨，同比增长2.3%。"
    assert [item.value for item in find_targets(text, "zh")] == [5864.6, 22.6, 24827, 2.3]
    assert len(find_targets("2020年产量5万艘，2022年突破10万艘，2024年超200万艘。", "zh")) == 3
    assert not find_targets("<tr><td>渔业</td><td>57.9%</td></tr>", "zh")
    assert not find_targets("产量 3120 2875 12.4 同比增长 9.1 4410 3987 10.6 2.2 815", "zh")


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2022年出口增长5%。同日，协议总金额达到30亿元。", ""),
        ("2022年出口增长5%。当天，协议总金额达到30亿元。", ""),
        ("2022年3月5日，公司成立。同日，协议总金额达到30亿元。", "2022"),
        ("2022年出口增长5%。协议总金额达到30亿元。", "2022"),
    ],
)
def test_the_same_day_is_not_that_of_a_statistic(text: str, year: str) -> None:
    assert read(text).deadline == year


def test_a_fall_that_widens_is_no_rise() -> None:
    figure = read("水产品产量下降15%,降幅较前三季度扩大4.5个百分点。")
    assert (figure.indicator, figure.comparator) == ("水产品产量降幅", "+")
    assert read("水产品产量下降15%,降幅收窄2.5个百分点。").comparator == "-"
    figure = read("水产品加工率下降15%,平均降幅0.6个百分点。")
    assert figure.comparator == "-"


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("进口稀土平均价格为85.3元/千克。", "CNY/kg"),
        ("黄金均价为600元/克。", "CNY/gram"),
        ("光伏组件均价为0.7元/瓦。", "CNY/watt"),
        ("原油均价为70美元/桶。", "USD/barrel"),
        ("每股收益为0.45元/股。", "CNY/share"),
    ],
)
def test_a_rate_behind_a_slash_is_part_of_the_unit(text: str, unit: str) -> None:
    assert read(text).unit == unit


def test_a_loss_is_no_profit() -> None:
    assert not find_targets("公司去年净利润为-2.6亿元。", "zh")


def test_a_share_of_what_stands_elsewhere_is_not_sure() -> None:
    assert read("2013年,甲国产量占世界的4.2%、乙国产量占2.3%。").score < 0.9


@pytest.mark.parametrize(
    "text",
    [
        "对国家级、省级机构分别给予最高300万元、50万元的奖励。",
        "对国家级、省级机构分别给予300万元和50万元奖励。",
    ],
)
def test_a_list_of_grants_is_of_what_is_granted(text: str) -> None:
    first = find_targets(text, "zh")[0]
    assert (first.indicator, first.value) == ("奖励", 3_000_000)


def test_a_whole_year_needs_no_measure_word() -> None:
    found = find_targets("2021全年，样例公司营收21.4亿元，同比增加8.2%。", "zh")
    assert [one.deadline for one in found] == ["2021", "2021"]


@pytest.mark.parametrize(
    "text",
    ["该公司2024财年净利润为3.2亿元。", "2024上半年净利润为3.2亿元。", "2024第三季度净利润为3.2亿元。"],
)
def test_a_year_before_a_part_of_it_needs_no_measure_word(text: str) -> None:
    assert read(text).deadline == "2024"


def test_a_spread_over_a_rate_is_no_figure() -> None:
    assert not find_targets("普惠贷款利率低至LPR-20%。", "zh")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("样例集团将以7亿美元入股青禾汽车。", "target"),
        ("样例集团已以7亿美元入股青禾汽车。", "actual"),
        ("项目达产后年产值可达30亿元。", "target"),
        ("据测算,二期投产后每年可创税2亿元。", "target"),
        ("项目投产后产值已达30亿元。", "actual"),
        ("项目于2021年投产,投产后产值达到30亿元。", "actual"),
        ("零部件进口额由2002年的34亿美元猛增到2004年的113亿美元。", "actual"),
        ("公司收入从2020年的10亿元增至2024年的91亿元。", "actual"),
        ("到2024年5月27日收盘,公司市值134亿元。", "actual"),
        ("磁铁要从国外买。4月以后,氧化镝每公斤涨到850美元。", "actual"),
        ("要化解的债务约1376亿元。", "actual"),
        ("我国70%的芯片要靠进口。", "actual"),
        ("研发投入强度力争由2020年的2%增至2025年的3%。", "target"),
    ],
)
def test_kind(text: str, kind: str) -> None:
    assert read(text).kind == kind


def test_a_substance_of_one_character_names_a_figure() -> None:
    found = find_targets("锗占进口额的19.1%；锑374万美元，占7.7%。发电增长15%，煤增长17%。", "zh")
    assert [one.indicator for one in found[-4:]] == ["锑", "锑占进口额", "发电", "煤"]


def test_a_share_lends_its_sign_to_no_large_number() -> None:
    found = find_targets("用户规模已近3亿，90%是成年人。", "zh")
    assert found[0].unit != "%"


def test_round_numbers_without_a_digit_are_exact() -> None:
    found = find_targets("形成百项标志性产品，培育千家绿色工厂，建成上百个园区。", "zh")
    assert [(one.value, one.comparator, one.text) for one in found] == [
        (100, "=", "百项"),
        (1000, "=", "千家"),
        (100, ">", "上百个"),
    ]


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("公司24年营收12亿元，25年营收15亿元。", ["2024", "2025"]),
        ("截至24年底，产能达到30万吨。", ["2024"]),
        ("“十四五”期间及2030年产值分别为3、5亿元。", ["2025", "2030"]),
        ("2022-2024年毛利率/净利率/费用率分别为30%/20%/10%。", ["2024", "2024", "2024"]),
        ("2021—2023年、2024年和2025年产量分别为3亿吨、4亿吨和5亿吨。", ["2023", "2024", "2025"]),
        # Spans of time.
        ("该公司20年全年无休，客户满意度达98%。", [""]),
        ("公司25年国内深耕，客户数量达300家。", [""]),
        ("加入世贸组织至今，25年我国出口增长15倍。", [""]),
        ("贷款期限最长可至30年全年利率为3%。", [""]),
        ("回收期为10-15年全年收益率为8%。", [""]),
        ("设备使用寿命由10年提高到25年国内领先水平，成本下降30%。", ["", "", ""]),
    ],
)
def test_two_digits_are_a_year_only_where_one_is_due(text: str, years: list[str]) -> None:
    assert [figure.deadline for figure in find_targets(text, "zh")] == years


@pytest.mark.parametrize(
    "text",
    [
        "减少投资3亿元。",
        "打造百家讲坛品牌。",
        "2024年营收3.2/4.5/6亿元，同比增长10%/20%/30%。",
        "每股派息0.3/0.5元。",
        "净利润同比+10%/+20%/-5%。",
    ],
)
def test_no_figure_is_read(text: str) -> None:
    assert not find_targets(text, "zh")


def test_figures_joined_by_slashes_have_the_listed_years() -> None:
    found = find_targets("预计公司24-26年净利润3.2/4.5/6.1亿元。", "zh")
    assert [figure.deadline for figure in found] == ["2024", "2025", "2026"]


@pytest.mark.parametrize(
    ("text", "indicator", "comparator", "kind"),
    [
        # What was not reached, or should not be, is neither a result nor a goal.
        ("去年我市没有完成单位产值能耗下降3%的目标。", "单位产值能耗", "-", "target"),
        ("去年我市没有完成单位产值能耗下降3%的目标，实际下降1.8%。", "单位产值能耗", "-", "actual"),
        ("全年没有完成任务的企业达到30家。", "没有完成任务的企业", "=", "actual"),
        ("2023年营收未达到30亿元。", "营收", "<", "actual"),
        # Highest and lowest in a name.
        ("最高人民法院收案21081件。", "最高人民法院收案", "=", "actual"),
        ("最低工资标准达到2000元。", "最低工资标准", "=", "actual"),
        ("最高奖励50万元。", "奖励", "<=", "target"),
        # A lead over something else is named, a distance from an earlier time is a change.
        ("固定资产投资增长4%、高于全国7.8个百分点。", "固定资产投资高于全国", "+", "actual"),
        ("地区生产总值增长4.7%，低于全省0.3个百分点。", "地区生产总值低于全省", "-", "actual"),
        ("零售额增长5.8%，增速高于城镇0.3个百分点。", "零售额增速高于城镇", "+", "actual"),
        ("合格率为98%，比同行高1个百分点。", "合格率比同行高", "+", "actual"),
        ("合格率为98%，比上年高1个百分点。", "合格率", "+", "actual"),
        ("合格率为98%，高于2015年3个百分点。", "合格率", "+", "actual"),
        ("合格率为98%，比上年提高0.2个百分点。", "合格率", "+", "actual"),
        ("港口吞吐量同比增长高于15%。", "港口吞吐量", "+", "actual"),
        ("研发强度为3%，高于2020年全国平均水平1个百分点。", "研发强度高于2020年全国平均水平", "+", "actual"),
        ("财政收入增长5%，一产产值增幅高于全国2个百分点。", "一产产值增幅高于全国", "+", "actual"),
        ("财政收入增长5%，持续高于全国2个百分点。", "财政收入高于全国", "+", "actual"),
        ("财政收入增长5%，居民收入明显快于经济增速2个百分点。", "居民收入快于经济增速", "+", "actual"),
        ("财政收入增长5%，投资、消费增速分别快于全省3个、2个百分点。", "消费增速快于全省", "+", "actual"),
        (
            "网上零售额增长5%，比餐饮收入增速高出了2个百分点。",
            "网上零售额比餐饮收入增速高出了",
            "+",
            "actual",
        ),
        ("网上零售额增长5%，高出近2个百分点。", "网上零售额", "+", "actual"),
        ("赤字率按2.8%安排，比去年预算高0.2个百分点。", "赤字率", "+", "actual"),
        ("去年我市没有完成年初确定的单位能耗降低4%左右、用水量减少2%的目标。", "用水量", "-", "target"),
        # From a fall to a rise.
        ("居民消费价格指数同比由上月下降转为上涨0.7%，环比上涨1.0%。", "居民消费价格指数", "+", "actual"),
        ("贷款占比由3%转为5%。", "贷款占比", "=", "actual"),
        # The change behind a sum is that of the sum, not of the number before.
        ("稀土出口55431吨，金额4.89亿美元，同比下降36%。", "稀土出口金额", "-", "actual"),
        ("进口5492亿个，增长14.6%；金额3856亿美元，增长10.4%。", "进口金额", "+", "actual"),
        ("新增贷款3万户，金额200亿元，占全国的8%。", "新增贷款占全国", "=", "actual"),
        # A total after what was added to it.
        ("新增专精特新企业37家，累计达到412家。", "累计专精特新企业", "=", "actual"),
        ("软件企业37家，累计达到412家。", "软件企业", "=", "actual"),
        ("新增专利12件、商标8件，累计分别达到90件、60件。", "累计商标", "=", "actual"),
        ("新增城镇就业3万人，累计发放补贴3亿元。", "新增城镇就业", "=", "target"),
        # Steps of a sum, models and the age that a change began with are no names.
        ("地区生产总值跨越3个千亿元台阶，达到1.5万亿元。", "地区生产总值", "=", "actual"),
        ("人均预期寿命从2020年的82.4岁提升至83.9岁。", "人均预期寿命", "=", "actual"),
        ("人工智能服务在国家网信办完成备案302款。", "人工智能服务完成备案", "=", "actual"),
        ("本计划产值到2027年达到5000亿元。", "产值", "=", "target"),
        ("明年产值可望回升至5万亿元。", "产值", "=", "target"),
    ],
)
def test_what_a_figure_is_of(text: str, indicator: str, comparator: str, kind: str) -> None:
    figure = read(text)
    assert (figure.indicator, figure.comparator, figure.kind) == (indicator, comparator, kind)


@pytest.mark.parametrize(
    "text",
    [
        "不应当把钢铁产能扩大到2000万吨。",
        "团队开展了KD-50个人计算机研究，如图6所示。",
        "规模跨越3个千亿元台阶。",
        "禁止向上述14家渔企出口海带。",
    ],
)
def test_what_is_no_figure(text: str) -> None:
    assert find_targets(text, "zh") == ()


@pytest.mark.parametrize("text", ["全国唯一一家渔业银行提早准备。", "这是省内唯一一项渔业一等奖。"])
def test_the_only_one_is_not_eleven(text: str) -> None:
    assert not find_targets(text, "zh")


@pytest.mark.parametrize(
    "text",
    [
        "渔业新增就业6000人，完成全年目标任务的112%。",
        "上半年渔业出口增长8%，超预期。",
        "央行上调利率目标区间0.5个百分点到4.5%。",
    ],
)
def test_what_was_done_of_a_goal_is_actual(text: str) -> None:
    assert {figure.kind for figure in find_targets(text, "zh")} == {"actual"}


@pytest.mark.parametrize(
    ("text", "kind", "deadline"),
    [
        # What is so now, after a goal in the sentence before.
        ("到2027年，海带苗自给率有望提升至25%。但也要看到，优质苗种对外依存度仍在80%以上。", "actual", ""),
        ("到2027年，海带苗自给率提升至25%。但优质苗种进口占比依然超过80%。", "actual", ""),
        ("到2027年，海带苗自给率提升至25%。但苗种认证周期长达18至24个月。", "actual", ""),
        ("到2027年，海带苗自给率提升至25%。从事育苗的企业尚不足30家。", "actual", ""),
        # What will still be so, and the next goal.
        ("到2027年，海带苗自给率提升至25%。优质苗种对外依存度仍将在80%以上。", "target", "2027"),
        ("到2027年，海带苗自给率提升至25%。优质苗种对外依存度控制在60%以下。", "target", "2027"),
        ("到2027年，海带苗自给率提升至25%。同时要看好渔港，新建泊位300个。", "target", "2027"),
    ],
)
def test_what_still_is_so_is_no_goal(text: str, kind: str, deadline: str) -> None:
    figure = read(text)
    assert (figure.kind, figure.deadline) == (kind, deadline)


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        # The measure that the first of several figures names.
        ("其中海带苗自给率仅约5%，紫菜苗不足1%，而裙带菜苗已超过25%。", "裙带菜苗自给率"),
        ("其中海带苗自给率仅约5%，紫菜苗不足1%。", "紫菜苗自给率"),
        ("样例国渔船市占率达到60%，北岸国超过20%。", "北岸国渔船市占率"),
        # Not where a figure has its own measure, or is a share or change.
        ("海带苗自给率仅约5%，紫菜苗产量占比不足1%。", "紫菜苗产量占比"),
        ("海带苗自给率约5%，紫菜苗进口增长20%。", "紫菜苗进口"),
        ("海带苗自给率约5%，养殖户占60%。", "养殖户"),
        ("海带覆盖率达12%，海藻综合盖度达47%。", "海藻综合盖度"),
        ("各国主要港口德国通胀率为8%，法国为6%。", "法国"),
        ("近海海带覆盖率超40%，分布有全国约42%的海洋保护区。", "分布有全国"),
        # What a sum was paid for, named behind it.
        ("样芯渔业公司以69亿美元完成对迈水公司的收购。", "收购迈水公司"),
        ("样芯渔业公司以69亿美元对迈水公司的并购已经完成。", "并购迈水公司"),
        ("样芯渔业以3.8亿元收购样都苗种60%股权。", "收购样都苗种股权"),
        ("样芯渔业以3.8亿元收购样都苗种。", "收购样都苗种"),
        # An adjective of measure before 达 is no part of the name.
        ("苗种认证周期长达18至24个月。", "苗种认证周期"),
        ("渔港大桥全长达55公里。", "渔港大桥全长"),
        ("渔船平均航行时长达到5小时。", "渔船平均航行时长"),
        # The predicate behind what is counted.
        ("对王某等10名渔业企业高管不予签发签证。", "渔业企业高管"),
        ("35种渔具禁止入境。", "渔具"),
        ("保护区内设有12个禁止捕捞区。", "禁止捕捞区"),
        # A rate behind its figure, as the object of a verb.
        ("在规定期限内，保留10%的对样例国加征关税税率。", "对样例国加征关税税率"),
        ("继续保留30%的渔业股份。", "渔业股份"),
    ],
)
def test_a_name_is_whole_and_ends_where_it_ends(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


@pytest.mark.parametrize("today", ["2025-03-05", ""])
@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("2022年，渔港毛利率为18%，上年同期为19.3%。", "2021"),
        ("2022年，渔港毛利率为18%，高于上年同期的16.3%。", "2021"),
        ("2022年，渔港毛利率为18%，去年同期为19.3%。", "2021"),
        ("2022年3月，渔港毛利率为18%，上年同期为19.3%。", "2021-03"),
        # Without a value of the year before, it only dates something else.
        ("比亚迪2023年营收12亿元。", "2023"),
        ("比利时2023年营收12亿元。", "2023"),
    ],
)
def test_the_year_before_counts_from_the_year_stated(text: str, today: str, deadline: str) -> None:
    setting = Setting(year=int(today[:4])) if today else Setting()
    assert find_targets(text, "zh", (), setting)[-1].deadline == deadline


def test_the_same_period_of_a_part_of_a_year_has_no_year() -> None:
    assert read("2022年一季度，渔港毛利率为18%，上年同期为19.3%。").deadline == ""


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("2023年渔业用电量9亿千瓦时，人均650千瓦时。", "渔业用电量人均"),
        ("研发投入方面，样海公司2023年达12亿元。", "样海公司研发投入"),
        ("从进口依存度看，渔网为71.2%，渔船则超过40%。", "渔船进口依存度"),
        ("在30多种渔具中，32%仍为空白，52%依赖进口。", "渔具依赖进口"),
        ("全国有32%的渔民依赖进口。", "渔民依赖进口"),
    ],
)
def test_what_is_measured_is_named_elsewhere(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


@pytest.mark.parametrize(
    "text",
    [
        "样海公司拟以400亿美元收购青禾公司的交易因监管阻力于2022年2月宣告终止。",
        "渔民说，自给率或许只有两成。",
        "渔网自给率可能不足20%。",
    ],
)
def test_what_fell_through_or_is_only_thought_possible_is_no_figure(text: str) -> None:
    assert find_targets(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("样海公司以37亿欧元收购青禾公司，整合并未失败。", 3.7e9),
        ("预计2030年渔业规模可能达到1万亿元。", 1e12),
    ],
)
def test_a_deal_that_did_not_fail_and_a_forecast_are_figures(text: str, value: float) -> None:
    assert read(text).value == value


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("2023年渔业研发人员占比55%，约11.4万人。", "渔业研发人员"),
        ("在手订单金额为42.5亿元。", "在手订单金额"),
        ("渔业营收环比持平，录得12.6亿元。", "渔业营收"),
        ("渔船出口占比一度逼近五成。", "渔船出口占比"),
    ],
)
def test_words_that_cut_a_name_or_lead_to_a_level(text: str, indicator: str) -> None:
    assert read(text).indicator == indicator


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("德国化工企业青禾公司2024年销售额653亿欧元。", "青禾公司"),
        ("总部位于深圳的青禾公司2023年营收6023亿元。", "青禾公司"),
        ("日本东岳电子公司对华销售占比为47.4%。", "日本东岳电子公司"),
        ("日本东岳学会的论文显示，死亡人数约67万人。", "日本"),
    ],
)
def test_the_firm_is_the_subject_not_its_place(text: str, subject: str) -> None:
    names = {
        "德国": "GPE",
        "深圳": "GPE",
        "日本": "GPE",
        "青禾公司": "ORG",
        "东岳电子公司": "ORG",
        "东岳学会": "ORG",
    }
    found = sorted((text.find(name), name, kind) for name, kind in names.items() if name in text)
    mentions = [Mention(start, start + len(name), name, kind) for start, name, kind in found]
    assert find_targets(text, "zh", mentions)[-1].subject == subject


def test_each_holder_has_its_own_share() -> None:
    text = "其中财政部持股17.44%，青禾金融持股10.47%，两者合计持股27.91%。"
    bodies = [Mention(2, 5, "财政部", "ORG", "mof")]
    found = find_targets(text, "zh", bodies)
    assert [one.subject for one in found[:2]] == ["财政部", "青禾金融"]
    assert found[2].subject != "青禾金融"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The next member of a kind takes the measure of the first.
        (
            "第一产业增加值3380亿元，增长3.4%；第二产业21056亿元，增长6.6%。",
            [("第一产业增加值", ""), ("第一产业增加值", ""), ("第二产业增加值", ""), ("第二产业增加值", "")],
        ),
        ("城镇居民收入57310元，农村居民27145元。", [("城镇居民收入", ""), ("农村居民收入", "")]),
        ("江苏省海带出口额14亿元，四川省19亿元。", [("江苏省海带出口额", ""), ("四川省海带出口额", "")]),
        ("渔业企业230家，规上渔业企业50家。", [("渔业企业", ""), ("规上渔业企业", "")]),
        # The former and the latter, and years counted from one before.
        (
            "日本产量为5万吨，美国产量为8万吨，前者下降3%，后者增长5%。",
            [("日本产量", ""), ("美国产量", ""), ("日本产量", ""), ("美国产量", "")],
        ),
        (
            "1990年，日本渔业产量占全球的49%；三十年后，萎缩到9%。",
            [("日本渔业产量占全球", "1990"), ("日本渔业产量占全球", "2020")],
        ),
        # Who expects a value names nothing, nor does a latest period.
        ("管理层预计渔业收入增长2%。", [("渔业收入", "")]),
        ("海带销售费用率已连续下降，最近一期为5.7%。", [("海带销售费用率", "")]),
        # Shares, doublings, tenths.
        ("样例公司已质押6200万股。", [("样例公司已质押", "")]),
        ("海带出口额同比翻倍。", [("海带出口额", "")]),
        ("渔港利用率在六成五附近徘徊。", [("渔港利用率", "")]),
        ("台厂今年底月产能约3.5万片。", [("台厂月产能", "")]),
    ],
)
def test_names_and_years_of_analysis(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(item.indicator, item.deadline) for item in find_targets(text, "zh")]
    assert found == expected


def test_a_stream_of_something_is_not_counted() -> None:
    assert not find_targets("一股热潮席卷渔港，每10股派发3元。", "zh")[1:]


@pytest.mark.parametrize(
    ("text", "indicator", "comparator"),
    [
        ("协议金额合计1052亿元，比上年同期多38.7%。", "协议金额", "+"),
        ("海带收入合计1.59万亿元，按年少2.6%。", "海带收入", "-"),
        ("总资产8960亿元，较年初多出13.91%。", "总资产", "+"),
        ("折旧费用估计比去年多约19%。", "折旧费用", "+"),
        ("渔船速度快了30%。", "渔船速度", "+"),
        ("加工周期短了约20.7%。", "加工周期", "-"),
        ("渔业收入比2020年多出80%以上。", "渔业收入", "+"),
        ("海带价格3月跌穿10000元/吨。", "海带价格", "<"),
        ("2000年渔业营收越过50亿美元。", "渔业营收", ">"),
        ("各年海带份额依次是50.0%、51.9%、47.2%。", "各年海带份额", "="),
        ("头两个月海带收入508亿元。", "海带收入", "="),
    ],
)
def test_more_and_less_are_changes(text: str, indicator: str, comparator: str) -> None:
    found = read(text)
    assert (found.kind, found.indicator, found.comparator) == ("actual", indicator, comparator)


def test_what_may_be_is_a_forecast() -> None:
    found = find_targets("海带占比或超60%，渗透率或为28%，覆盖率料达39%。", "zh")
    assert [(item.kind, item.indicator) for item in found] == [
        ("target", "海带占比"),
        ("target", "渗透率"),
        ("target", "覆盖率"),
    ]


def test_names_of_products_are_not_counted_in_a_table() -> None:
    text = "3月末4G基站582万个,占62.3%;5G基站81.9万个,当季新建4.8万个。"
    assert [item.value for item in find_targets(text, "zh")] == [5_820_000, 62.3, 819_000, 48_000]


@pytest.mark.parametrize(
    ("text", "indicator", "kind"),
    [
        # What is still to come, and when it was told.
        ("全国还将关停小水泥窑200座，并控制新建窑炉。", "全国关停小水泥窑", "target"),
        ("全省还将淘汰落后产能300万吨。", "全省淘汰落后产能", "target"),
        ("市财政今天紧急下拨救灾资金18.8亿元，支持各县抢险。", "市财政下拨救灾资金", "actual"),
        ("截至今天上午参观人数已经突破30万人次。", "截至今天上午参观人数", "actual"),
        # A record is no name of what changed.
        ("渔业产值达300亿元，规模创近年新高，增长9%。", "渔业产值", "actual"),
        ("渔业产值达300亿元，创历史新高，占农业产值的比重升至21%。", "渔业产值占农业产值的比重", "actual"),
        # The end of a phrase that belongs to no name.
        ("其中暑期档以超53亿元的成绩，创下八年来新高。", "暑期档", "actual"),
        ("在南港，340多项县级审批权限中，250项全部下放新区。", "县级审批权限", "actual"),
        ("去年农户利用率为80%，农村商业银行为62%。", "农村商业银行利用率", "actual"),
        ("全市厂房利用率为80%，企业税负为12%。", "企业税负", "actual"),
        # What is done to a part of a whole.
        ("公园保护了70%以上的野生雪豹。", "公园保护的野生雪豹", "actual"),
        ("村里流转了九成的耕地。", "村里流转的耕地", "actual"),
        ("外资持有约35%的股份。", "外资持有的股份", "actual"),
        ("该县为全省提供了70%以上的蔬菜。", "蔬菜", "actual"),
        # What was planned once, dearer than, and what somebody said before.
        ("这艘船原定驶往乙岛，船上共有459人。", "船上", "actual"),
        ("这里的羊肉比城里要便宜一成多。", "这里的羊肉比城里要便宜", "actual"),
        ("“不仅要把细节做实，也要做成有用的工作”。各支部结合职责，划分出65个责任区。", "责任区", "actual"),
    ],
)
def test_names_and_kinds_in_news(text: str, indicator: str, kind: str) -> None:
    figure = read(text)
    assert (figure.indicator, figure.kind) == (indicator, kind)


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2019年，这个2004年负债60万元的村子集体收入超过300万元。", "2019"),
        ("2021年，这家2008年亏损2亿元的厂子收入9亿元，职工人均年收入8万元。", "2021"),
        ("2019年，该村2004年建成的水库蓄水300万立方米。", "2019"),
        # not: a clause of its own
        ("2019年产值为3亿元，该村2004年产值为1亿元。", "2004"),
    ],
)
def test_a_year_within_an_attribute_dates_nothing_after_it(text: str, year: str) -> None:
    assert read(text).deadline == year
