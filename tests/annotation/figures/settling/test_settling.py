"""Fields that a figure takes from its surroundings: lists dealt out, periods, due years, and scores."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, section_year
from flows.records import SURE_SCORE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年，华为、中兴、小米研发投入分别为1615亿元、216亿元和160亿元。",
            [
                ("华为", "华为研发投入", 1615e8),
                ("中兴", "中兴研发投入", 216e8),
                ("小米", "小米研发投入", 160e8),
            ],
        ),
        ("全年出口和进口分别增长5%和3%。", [("", "出口", 5.0), ("", "进口", 3.0)]),
        (
            "国产光刻胶、电子特气、靶材的自给率分别达到20%、35%、60%。",
            [
                ("国产光刻胶", "国产光刻胶自给率", 20.0),
                ("电子特气", "电子特气自给率", 35.0),
                ("靶材", "靶材自给率", 60.0),
            ],
        ),
    ],
)
def test_lists_are_dealt_out(text: str, expected: list[tuple[str, str, float]]) -> None:
    assert [(item.subject, item.indicator, item.value) for item in find_targets(text, "zh")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021年至2023年，研发费用分别为1.2亿元、1.3亿元和1.5亿元，占营业收入的比例分别为5.1%、5.3%和5.6%。",
            [
                *((year, "研发费用", "CNY") for year in ("2021", "2022", "2023")),
                *((year, "研发费用占营业收入的比例", "%") for year in ("2021", "2022", "2023")),
            ],
        ),
        (
            "2021年、2022年和2023年专利授权量分别为1,204件、1,377件和1,515件。",
            [(year, "专利授权量", "patents") for year in ("2021", "2022", "2023")],
        ),
        (
            "From 2021 to 2023, research spending was 21, 23 and 25 billion yuan, respectively.",
            [(year, "research spending", "CNY") for year in ("2021", "2022", "2023")],
        ),
        (
            "预计2024-2026年归母净利润为3.2、4.5、6.1亿元，同比增长20%/41%/36%。",
            [
                *((year, "归母净利润", "CNY") for year in ("2024", "2025", "2026")),
                *((year, "归母净利润", "%") for year in ("2024", "2025", "2026")),
            ],
        ),
        (
            "我们预计公司2023/2024/2025年营收为12.1/15.3/19.8亿元。",
            [(year, "公司营收", "CNY") for year in ("2023", "2024", "2025")],
        ),
        (
            "“十三五”期间，2016、2017、2018年研发投入强度为2.1%、2.2%、2.3%。",
            [(year, "研发投入强度", "%") for year in ("2016", "2017", "2018")],
        ),
        # other years, and not as many as figures
        (
            "2024年、2025年实现零事故，“十四五”时期事故起数和死亡人数分别下降67.5%和58.5%。",
            [("2025", "事故起数", "%"), ("2025", "死亡人数", "%")],
        ),
        ("2021年至2024年，出口和进口分别增长5%和3%。", [("2024", "出口", "%"), ("2024", "进口", "%")]),
    ],
)
def test_each_figure_of_a_list_has_its_year(text: str, expected: list[tuple[str, str, str]]) -> None:
    language = "en" if text.isascii() else "zh"
    found = find_targets(text, language)
    assert [(item.deadline, item.indicator, item.unit) for item in found] == expected


@pytest.mark.parametrize(
    ("text", "language", "period", "deadline"),
    [
        ("2019—2022年，基金累计投入超过2000亿元。", "zh", ("2019", "2022"), "2022"),
        ("“十三五”期间，研发经费年均增长11%。", "zh", ("2016", "2020"), "2020"),
        ("2014年以来，国家大基金已带动社会资本3000亿元。", "zh", ("2014", ""), ""),
        ("Between 2019 and 2022, exports rose by 8 percent.", "en", ("2019", "2022"), "2022"),
        ("Since 2014, investment has reached $150 billion.", "en", ("2014", ""), ""),
        ("In 2022, exports rose by 8 percent.", "en", ("", ""), "2022"),
        ("事故起数较“十三五”时期下降67.5%。", "zh", ("", ""), ""),
        (
            "Exports in the first three quarters of 2024 rose by 8 percent.",
            "en",
            ("2024-01", "2024-09"),
            "2024",
        ),
        ("2024年一至三月出口增长8%。", "zh", ("2024-01", "2024-03"), "2024"),
    ],
)
def test_both_ends_of_a_period(text: str, language: str, period: tuple[str, str], deadline: str) -> None:
    (found,) = find_targets(text, language)
    assert (found.period_start, found.period_end) == period
    assert found.deadline == deadline


def test_year_of_the_document_dates_this_year_and_last_year() -> None:
    setting = Setting(year=2023)
    found = find_targets("去年出口增长5%。今年进口增长3%。", "zh", setting=setting)
    assert [item.deadline for item in found] == ["2022", "2023"]


@pytest.mark.parametrize(
    ("heading", "date", "year"),
    [
        ("政府工作报告 / 三、2026年重点工作", "2026-02-01", "2026"),
        ("一、2025年工作回顾", "2026-02-01", "2025"),
        ("今年主要任务", "2024-03-05", "2024"),
        ("“十五五”时期主要目标任务", "2026-02-01", ""),
        ("附录2025年名单", "2026-02-01", ""),
    ],
)
def test_year_of_a_heading(heading: str, date: str, year: str) -> None:
    assert section_year(heading, date) == year


def test_year_of_a_task_section_is_the_deadline() -> None:
    setting = Setting(section="target", due="2026")
    (found,) = find_targets("地区生产总值增长5%左右。", "zh", setting=setting)
    assert (found.kind, found.deadline) == ("target", "2026")


def test_every_figure_names_its_rule_and_score() -> None:
    sure = find_targets("到2027年，自给率达到80%。", "zh")
    assert [item.rule for item in sure] == ["choose_phrase"]
    assert all(item.score >= SURE_SCORE for item in sure)
    unsure = find_targets("A third of them, for example, would sell.", "en")
    assert all(item.score < SURE_SCORE for item in unsure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "一二三产增加值分别增长3.5%左右、6%左右、5%以上。",
            [("一产增加值", "+", "~"), ("二产增加值", "+", "~"), ("三产增加值", "+", ">=")],
        ),
        (
            "第一、二、三产业增加值分别增长4%、5%、6%。",
            [("第一产业增加值", "+", ""), ("第二产业增加值", "+", ""), ("第三产业增加值", "+", "")],
        ),
        (
            "甲市、乙市的产值分别增长5%以上、6%。",
            [("甲市产值", "+", ">="), ("乙市产值", "+", "")],
        ),
        (
            "粮食、棉花产量分别增长约5%和6%。",
            [("粮食产量", "+", "~"), ("棉花产量", "+", "~")],
        ),
        (
            "城镇和农村居民收入分别增长5%和6%以上。",
            [("城镇居民收入", "+", ""), ("农村居民收入", "+", ">=")],
        ),
        (
            "城镇、农村常住居民人均可支配收入分别增长4.5%、5.5%左右。",
            [("城镇常住居民人均可支配收入", "+", ""), ("农村常住居民人均可支配收入", "+", "~")],
        ),
        (
            "城镇居民、农村居民人均可支配收入分别增长4%、5%。",
            [("城镇居民人均可支配收入", "+", ""), ("农村居民人均可支配收入", "+", "")],
        ),
        (
            "城镇居民人均可支配收入和农村居民人均纯收入分别增长9.7%和8.9%。",
            [("城镇居民人均可支配收入", "+", ""), ("农村居民人均纯收入", "+", "")],
        ),
        (
            "一般公共预算收入、税收收入年均分别增长4.5%、3%。",
            [("一般公共预算收入年均增长", "+", ""), ("税收收入年均增长", "+", "")],
        ),
        (
            "全国餐饮收入、限额以上餐饮收入增速分别上升26.7个、26.8个百分点。",
            [("全国餐饮收入增速", "+", ""), ("限额以上餐饮收入增速", "+", "")],
        ),
        (
            "森林覆盖率、空气优良率分别超过40%和85%。",
            [("森林覆盖率", ">", ""), ("空气优良率", ">", "")],
        ),
        (
            "森林覆盖率、空气优良率分别达到40%以上、85%。",
            [("森林覆盖率", ">=", ""), ("空气优良率", "=", "")],
        ),
    ],
)
def test_members_of_a_list_share_a_change_and_keep_their_bounds(
    text: str, expected: list[tuple[str, str, str]]
) -> None:
    found = find_targets(text, "zh")
    assert [(one.indicator, one.comparator, one.bound) for one in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2021-2023年，甲县、乙县、丙县新增就业分别达到3万人、4万人和5万人。",
            [("甲县新增就业", "2023"), ("乙县新增就业", "2023"), ("丙县新增就业", "2023")],
        ),
        (
            "2021—2022年，公司研发投入分别为3.1亿元和4.2亿元。",
            [("公司研发投入", "2021"), ("公司研发投入", "2022")],
        ),
        (
            "2023年营业收入和净利润分别为100亿元和10亿元，占全省的比例分别为10%和5%。",
            [
                ("营业收入", "2023"),
                ("净利润", "2023"),
                ("占全省的比例", "2023"),
                ("占全省的比例", "2023"),
            ],
        ),
    ],
)
def test_years_of_a_span_are_dealt_out_only_if_no_names_are(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(item.indicator, item.deadline) for item in find_targets(text, "zh")] == expected


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("We aim to reach 500,000 homes, which is double the current number, by 2030.", ["2030", "2030"]),
        ("It will invest 2.4 billion yuan in a plant, which is to make 40,000 tonnes by 2026.", ["", "2026"]),
        ("Spending on 2022 projects totalled 30 billion yuan.", ["2022"]),
        ("Exports grew 8 percent on 2022.", [""]),
        ("Exports reached 23 trillion yuan in 2023, up 8 percent on 2022 levels.", ["2023", "2023"]),
    ],
)
def test_years_after_a_figure(text: str, years: list[str]) -> None:
    assert [item.deadline for item in find_targets(text, "en")] == years


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("民国时期，该校建校113年，学生数达到3.2万人。", ""),
        ("該站運作112年，累計服務旅客達500萬人次。民國113年公布。", ""),
        ("使用年限110年，投資總額達到20億元。民國113年公布。", ""),
        ("中華民國政府113年營收為500億元。", "2024"),
        ("民國114年公布。113年營收為500億元。", "2024"),
    ],
)
def test_spans_of_time_are_not_years_of_taiwan(text: str, year: str) -> None:
    assert [item.deadline for item in find_targets(text, "zh")] == [year]


@pytest.mark.parametrize(
    ("text", "owners"),
    [
        (
            "河湾科技、远帆电子、青川光学市占率分别为31%、17%、4%。",
            ["河湾科技市占率", "远帆电子市占率", "青川光学市占率"],
        ),
        ("河湾科技、远帆电子净利润分别增长20%、下降15%。", ["河湾科技净利润", "远帆电子净利润"]),
        ("河湾科技、远帆公司去年收入分别增长20%、下降15%。", ["河湾科技收入", "远帆公司收入"]),
        ("甲县、乙县和丙县产量分别增长5%、下降3%和增长2%。", ["甲县产量", "乙县产量", "丙县产量"]),
        (
            "全年开采、冶炼分离总量控制指标分别为35000吨、27000吨。",
            ["开采总量控制指标", "冶炼分离总量控制指标"],
        ),
        ("产量分别增长20%、下降15%。", ["产量", "产量"]),
    ],
)
def test_members_of_a_list_have_their_own_figures(text: str, owners: list[str]) -> None:
    assert [item.indicator for item in find_targets(text, "zh")] == owners


def test_changes_of_a_list_keep_their_signs_and_years() -> None:
    found = find_targets("2022年、2023年出口分别增长20%、下降15%。", "zh")
    assert [(item.comparator, item.deadline) for item in found] == [("+", "2022"), ("-", "2023")]


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("出口和进口增速分别回落0.3个和0.4个百分点。", ["-", "-"]),
        ("出口、进口占比分别提高0.3和0.4个百分点。", ["+", "+"]),
        ("出口、进口占比分别下降0.3个百分点和提高0.4个百分点。", ["-", "+"]),
        ("Exports and imports fell by 0.3 and 0.4 percentage points respectively.", ["-", "-"]),
    ],
)
def test_points_of_a_list_have_one_sign(text: str, signs: list[str]) -> None:
    language = "en" if text.isascii() else "zh"
    assert [item.comparator for item in find_targets(text, language)] == signs
