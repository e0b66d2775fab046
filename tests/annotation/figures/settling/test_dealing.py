"""Lists with 分别: whose each figure is, and that a list which cannot be dealt out is not sure."""

from __future__ import annotations

import pytest

from flows.annotation.figures import find_targets
from flows.records import SURE_SCORE

DEALT = [
    # The measure of all stands at the end of the last member.
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
    # 与 and 及 may stand inside a member.
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
        ["工业技改投资增速", "制造业技改投资增速"],
    ),
    ("实际使用内外资分别增长10%、6.4%。", ["实际使用内资", "实际使用外资"]),
    # Members with a measure of their own share nothing.
    ("全域旅游人数、旅游综合收入分别增长9.2%、10.2%。", ["全域旅游人数", "旅游综合收入"]),
    ("关键工序数控化率、设计工具普及率分别达到69.3%和85.8%。", ["关键工序数控化率", "设计工具普及率"]),
    ("省级公用经费和一般性支出分别压减11%、19%。", ["省级公用经费", "一般性支出"]),
    ("概念验证中心、中试基地分别达到69家、107家，1324人晋升职称。", ["概念验证中心", "中试基地"]),
    # One word for two members, and members of one character.
    ("城乡低保平均标准分别提高26.7%、27%。", ["城镇低保平均标准", "农村低保平均标准"]),
    ("存贷款余额分别达38.7万亿元、29.9万亿元。", ["存款余额", "贷款余额"]),
    ("新能源汽车产销分别完成136.6万辆和136.7万辆。", ["新能源汽车产量", "新能源汽车销量"]),
    ("肉、奶产量分别稳定在310万吨和750万吨左右。", ["肉产量", "奶产量"]),
    ("汽、柴油价格每吨分别降低160元和155元。", ["汽油价格", "柴油价格"]),
    # 分别 before what is measured.
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
    ("汽车产销分别完成285万辆和285.8万辆，同比分别增长6.6%和9.5%。", ["汽车产量", "汽车销量"] * 2),
]


@pytest.mark.parametrize(("text", "indicators"), DEALT)
def test_each_figure_has_its_member(text: str, indicators: list[str]) -> None:
    assert [one.indicator for one in find_targets(text, "zh")][: len(indicators)] == indicators


@pytest.mark.parametrize(("text", "indicators"), BEFORE)
def test_a_list_that_opens_its_clause_is_of_the_figures_before_it(text: str, indicators: list[str]) -> None:
    assert [one.indicator for one in find_targets(text, "zh")] == indicators


@pytest.mark.parametrize(
    "text",
    [
        "全国和自由贸易试验区负面清单条数分别压减51%、72%。",
        "党组织覆盖率分别达到83.51%、84.83%。",
        "进口、出口整体通关时间分别为36.68小时、1.83小时。",
    ],
)
def test_a_list_that_cannot_be_dealt_out_is_not_sure(text: str) -> None:
    found = find_targets(text, "zh")
    assert len({one.indicator for one in found}) == 1
    assert all(one.score < SURE_SCORE for one in found)


def test_a_subject_of_residents_is_whole() -> None:
    found = find_targets("城镇居民人均可支配收入和农村居民人均纯收入，分别增长9.7%和8.9%。", "zh")
    assert [one.indicator for one in found] == ["城镇居民人均可支配收入", "农村居民人均纯收入"]
