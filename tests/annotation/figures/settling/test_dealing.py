"""Lists with 分别: the member that each figure measures, and lists that are too unclear to deal out."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets
from flows.records import SURE_SCORE

DEALT = [
    ("青禾、北辰分别亏损3亿元、2亿元。", ["青禾亏损", "北辰亏损"]),
    (
        "消费支出、净出口对经济增长的贡献率分别为55%和2%。",
        ["消费支出对经济增长的贡献率", "净出口对经济增长的贡献率"],
    ),
    # Countries and provinces before a share.
    (
        "中国、美国、印度煤炭产量占全球的50%、8%和10%。",
        ["中国煤炭产量占全球", "美国煤炭产量占全球", "印度煤炭产量占全球"],
    ),
    # The shared measure is at the end of the last member.
    ("油菜种植、收获机械化率分别达到50%和65%。", ["油菜种植机械化率", "收获机械化率"]),
    ("美丽河湖、美丽海湾建成率分别达到30%、50%。", ["美丽河湖建成率", "美丽海湾建成率"]),
    ("食品、药品抽检合格率分别超98.5%和99%。", ["食品抽检合格率", "药品抽检合格率"]),
    ("生猪、家禽年出栏量分别增长5%、6%。", ["生猪年出栏量", "家禽年出栏量"]),
    (
        "高技术制造业、装备制造业采购经理指数分别为53.9%、51.6%。",
        ["高技术制造业采购经理指数", "装备制造业采购经理指数"],
    ),
    ("二氧化硫、氮氧化物排放量分别削减1.2%、5.6%。", ["二氧化硫排放量", "氮氧化物排放量"]),
    ("面包机、榨汁机等小家电品类出口分别增长34.7%和12.1%。", ["面包机出口", "榨汁机出口"]),
    ("城市公园、“口袋公园”保有量分别达到1436个、883个。", ["城市公园保有量", "“口袋公园”保有量"]),
    ("进口、出口通关时间分别压减67%和92%。", ["进口通关时间", "出口通关时间"]),
    ("化学需氧量、二氧化硫排放量分别下降3.5%、2.9%。", ["化学需氧量排放量", "二氧化硫排放量"]),
    # Countries share all that follows the last one.
    (
        "中国、美国、印度煤炭产量占世界总产量的比重分别为40%、18%和6%。",
        [f"{name}煤炭产量占世界总产量的比重" for name in ("中国", "美国", "印度")],
    ),
    # 与 and 及 may be inside a member.
    (
        "专业技术服务业、信息服务业、研发与设计服务业投资分别增长29.5%、20.9%和15.8%。",
        ["专业技术服务业投资", "信息服务业投资", "研发与设计服务业投资"],
    ),
    (
        "一产、二产和居民生活用电量同比分别增长11.0%、1.4%和15.8%。",
        ["一产用电量", "二产用电量", "居民生活用电量"],
    ),
    ("鲜菜、水产品和蛋价格分别下降13.4%、4.5%和6.7%。", ["鲜菜价格", "水产品价格", "蛋价格"]),
    ("公路、水路、民航货运量分别增长10.5%，9.3%和4.8%。", ["公路货运量", "水路货运量", "民航货运量"]),
    (
        "工业技改投资、制造业技改投资增速分别高于全国12.7个、12个百分点。",
        ["工业技改投资增速高于全国", "制造业技改投资增速高于全国"],
    ),
    ("实际使用内外资分别增长10%、6.4%。", ["实际使用内资", "实际使用外资"]),
    # What each member has or does, with the same object.
    ("广东、江苏分别拥有“小巨人”企业867家和709家。", ["广东拥有“小巨人”企业", "江苏拥有“小巨人”企业"]),
    ("中方和外方分别持股51%和49%。", ["中方持股", "外方持股"]),
    ("青禾、北辰两家公司分别裁员300人和200人。", ["青禾裁员", "北辰裁员"]),
    ("某产业基金和样州产投分别出资3亿元和2亿元。", ["某产业基金出资", "样州产投出资"]),
    # As many figures as names need no 分别.
    ("渔船产量、渔具产量增长9.4倍、7.6倍。", ["渔船产量", "渔具产量"]),
    ("水产品产量、渔业产值年均增长4.5%和6.2%。", ["水产品产量年均增长", "渔业产值年均增长"]),
    ("渔船、渔具产量下降3%、增长5%。", ["渔船产量", "渔具产量"]),
    (
        "渔业增加值、渔港投资、水产品零售总额增长7.1%、6.5%和5.2%。",
        ["渔业增加值", "渔港投资", "水产品零售总额"],
    ),
    ("渔业企业、渔业合作社达到120家、300家。", ["渔业企业", "渔业合作社"]),
    # Members with their own measures share nothing.
    ("全域旅游人数、旅游综合收入分别增长9.2%、10.2%。", ["全域旅游人数", "旅游综合收入"]),
    ("关键工序数控化率、设计工具普及率分别达到69.3%和85.8%。", ["关键工序数控化率", "设计工具普及率"]),
    ("省级公用经费和一般性支出分别压减11%、19%。", ["省级公用经费", "一般性支出"]),
    ("概念验证中心、中试基地分别达到69家、107家，1324人晋升职称。", ["概念验证中心", "中试基地"]),
    (
        "新兴产业增加值、高技术产业增加值占规上工业比重分别达到24%、14.1%。",
        ["新兴产业增加值占规上工业比重", "高技术产业增加值占规上工业比重"],
    ),
    (
        "文化产业、旅游产业增加值占地区生产总值比重分别超过2%、5%。",
        ["文化产业增加值占地区生产总值比重", "旅游产业增加值占地区生产总值比重"],
    ),
    (
        "因灾死亡人数、直接经济损失占国内生产总值比重分别下降37.6%、38.9%。",
        ["因灾死亡人数", "直接经济损失占国内生产总值比重"],
    ),
    # What only looks like a measure shares the measure after it.
    (
        "小微商户缴纳工伤保险费和失业保险费的户数分别增长2.6%和1.9%。",
        ["小微商户缴纳工伤保险费户数", "失业保险费户数"],
    ),
    (
        "孤儿生活补贴和高龄老人护理补贴平均标准分别提高21.9%和12.5%。",
        ["孤儿生活补贴平均标准", "高龄老人护理补贴平均标准"],
    ),
    (
        "电商业务收入和业务量占全省的比重分别提高2.4个和3.5个百分点。",
        ["电商业务收入占全省的比重", "业务量占全省的比重"],
    ),
    # The last member's name is about as long as the others, and the shared measure is whole.
    ("煤炭、钢材价格指数分别上涨6.5%和2.8%。", ["煤炭价格指数", "钢材价格指数"]),
    ("全省风电、光伏发电量分别增长1.1%和2%。", ["全省风电发电量", "光伏发电量"]),
    (
        "航空运输业、快递服务业业务总量指数分别上升4.7和3.7个百分点。",
        ["航空运输业业务总量指数", "快递服务业业务总量指数"],
    ),
    ("3年期和7年期以上存款利率分别为3.15%和3.65%。", ["3年期存款利率", "7年期以上存款利率"]),
    ("北京线下和线上消费支付金额分别达到32亿元和19亿元。", ["北京线下消费支付金额", "线上消费支付金额"]),
    ("省内游客、入境过夜游客分别增长12%、25%以上。", ["省内游客", "入境过夜游客"]),
    (
        "幼儿毛入园率、小学巩固率、高中阶段和高等教育毛入学率分别达到91.5%、98.1%、98.2%、61.3%。",
        ["幼儿毛入园率", "小学巩固率", "高中阶段毛入学率", "高等教育毛入学率"],
    ),
    ("接待宾客、旅游总花费分别增长12.7%和8.5%。", ["接待宾客", "旅游总花费"]),
    ("农户收入和消费支出分别增长5%和6%。", ["农户收入", "消费支出"]),
    (
        "江西、湖南规模以上工业企业开工率分别达到91%、92%。",
        ["江西规模以上工业企业开工率", "湖南规模以上工业企业开工率"],
    ),
    ("规上制造业、工业新兴产业增加值分别增长7%、6%。", ["规上制造业增加值", "工业新兴产业增加值"]),
    ("省外访客、入境过夜访客人次分别增长8.5%、9.9%。", ["省外访客人次", "入境过夜访客人次"]),
    (
        "居民大病保险和基本公共卫生服务经费人均财政补助标准分别再增加20元和6元。",
        ["居民大病保险人均财政补助标准", "基本公共卫生服务经费人均财政补助标准"],
    ),
    (
        "居民基础养老金、城市低保、农村低保标准分别提高34%、20%、29%。",
        ["居民基础养老金标准", "城市低保标准", "农村低保标准"],
    ),
    # One word for two members, and members of one character.
    ("城乡低保平均标准分别提高26.7%、27%。", ["城镇低保平均标准", "农村低保平均标准"]),
    ("存贷款余额分别达38.7万亿元、29.9万亿元。", ["存款余额", "贷款余额"]),
    ("新能源汽车产销分别完成136.6万辆和136.7万辆。", ["新能源汽车产量", "新能源汽车销量"]),
    ("肉、奶产量分别稳定在310万吨和750万吨左右。", ["肉产量", "奶产量"]),
    ("汽、柴油价格每吨分别降低160元和155元。", ["汽油价格", "柴油价格"]),
    # 分别 before the measure.
    ("对东盟、欧盟分别进出口2.37万亿元、2.2万亿元。", ["东盟进出口", "欧盟进出口"]),
    ("法官、检察官分别占总数的33%和52%。", ["法官占总数", "检察官占总数"]),
    ("石油、天然气储量分别占全球的30%和20%。", ["石油储量占全球", "天然气储量占全球"]),
    ("商服、住宅地价的增速分别为3.34%和2.26%。", ["商服地价增速", "住宅地价增速"]),
]
BEFORE = [
    (
        "接待游客3.23亿人次、游客花费3700亿元，分别增长8%、8.4%。",
        ["接待游客", "游客花费", "接待游客", "游客花费"],
    ),
    (
        "城镇居民人均可支配收入9422元，农村居民人均纯收入2936元，扣除价格因素，分别实际增长7.7%和6.8%。",
        ["城镇居民人均可支配收入", "农村居民人均纯收入"] * 2,
    ),
    (
        "2020年，研发强度达到1.3%，国产化率达到50%；到2025年，上述两项指标分别达到1.8%和80%。",
        ["研发强度", "国产化率"] * 2,
    ),
    ("汽车产销分别完成285万辆和285.8万辆，同比分别增长6.6%和9.5%。", ["汽车产量", "汽车销量"] * 2),
]


@pytest.mark.parametrize(("text", "indicators"), DEALT)
def test_each_figure_has_its_member(text: str, indicators: list[str]) -> None:
    assert [one.indicator for one in find_targets(text, "zh")][: len(indicators)] == indicators


@pytest.mark.parametrize(("text", "indicators"), BEFORE)
def test_a_list_that_opens_its_clause_belongs_to_the_figures_before_it(
    text: str, indicators: list[str]
) -> None:
    assert [one.indicator for one in find_targets(text, "zh")] == indicators


@pytest.mark.parametrize(
    "text",
    [
        "全国和自由贸易试验区负面清单条数分别压减51%、72%。",
        "党组织覆盖率分别达到83.51%、84.83%。",
        "进口、出口整体通关时间分别为36.68小时、1.83小时。",
        "成都、重庆地铁线网单日最高客运量分别达409万、305万人次。",
        "人参、灵芝全产业链产值分别达到230亿元、20亿元。",
        "平板电脑、智能音箱限上零售额分别增长8.7%、31.5%。",
        "挪威、法国等发达经济体对华投资分别增长9.7%和2.5%。",
        "省级引导基金、新增用能支持民间建设项目比重分别为89.3%、83.8%。",
        # Moments, not two members of one word.
        "全省外贸进出口一季度、二季度分别达到1.76万亿元和1.34万亿元。",
        "上半年和下半年，本市进出口分别增长5%和6%。",
    ],
)
def test_a_list_that_cannot_be_dealt_out_is_not_sure(text: str) -> None:
    found = find_targets(text, "zh")
    assert len({one.indicator for one in found}) == 1
    assert all(one.score < SURE_SCORE for one in found)


def test_each_figure_keeps_its_object_if_the_words_before_it_are_not_a_list() -> None:
    found = find_targets("对进口瓷器和铜制品分别征收15%和20%的关税。", "zh")
    assert found[-1].indicator == "关税"


@pytest.mark.parametrize(
    "text",
    ["国家级和省级企业分别给予100万元和50万元奖励。", "第一季度和第二季度分别认定企业30家和40家。"],
)
def test_what_is_done_to_members_is_not_what_they_do(text: str) -> None:
    assert not {"国家级", "省级企业", "第一季度", "第二季度"} & {
        one.subject for one in find_targets(text, "zh")
    }


def test_members_with_the_same_object_have_the_same_unit() -> None:
    found = find_targets("浙江和江苏分别新增专精特新企业3200家、2800家。", "zh")
    assert [(one.subject, one.unit) for one in found] == [("浙江", "enterprises"), ("江苏", "enterprises")]


def test_starting_values_of_a_change_are_not_members() -> None:
    text = "城乡居民人均消费支出从2019年的4650元和1693元分别提高到5879元和2318元。"
    found = find_targets(text, "zh")
    assert [one.indicator for one in found[-2:]] == ["城镇居民人均消费支出", "农村居民人均消费支出"]


@pytest.mark.parametrize(("text", "indicators"), DEALT)
def test_a_member_that_may_leave_words_out_is_not_sure(text: str, indicators: list[str]) -> None:
    found = find_targets(text, "zh")[: len(indicators)]
    assert all(one.indicator in text or one.score < SURE_SCORE for one in found)


def test_a_subject_of_residents_is_whole() -> None:
    found = find_targets("城镇居民人均可支配收入和农村居民人均纯收入，分别增长9.7%和8.9%。", "zh")
    assert [one.indicator for one in found] == ["城镇居民人均可支配收入", "农村居民人均纯收入"]


def test_a_name_of_more_things_than_figures_is_not_dealt_out() -> None:
    found = find_targets("渔船、渔具、水产品出口额增长5%、6%。", "zh")
    assert {target.indicator for target in found} == {"渔船、渔具、水产品出口额"}


def test_places_that_have_what_is_counted_are_not_counted_themselves() -> None:
    found = find_targets("甲县、乙县新增渔港12座和15座。", "zh")
    assert {target.indicator for target in found} == {"甲县、乙县新增渔港"}


def test_multiples_of_a_list_are_changes_like_the_first() -> None:
    found = find_targets("渔船产量、渔具产量分别增长9.4倍、7.6倍。", "zh")
    assert [target.comparator for target in found] == ["+", "+"]
