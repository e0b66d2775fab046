"""Figures that passages state: scored on labelled sentences, by properties, and timed on hostile text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.figures import Setting, find_targets, settle_kinds
from flows.annotation.names import Context
from flows.records import COMPARATORS, SURE_SCORE, Mention, Target
from tests.support import policy_texts
from tests.timing import assert_time_in_proportion

HERE = Path(__file__).parent
_HOSTILE = 16_000  # characters


def labelled(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines()]


def is_same(found: Target, expected: dict[str, Any]) -> bool:
    exact = ("start", "end", "value", "unit", "comparator", "deadline", "kind")
    return (
        all(getattr(found, name) == expected[name] for name in exact)
        and found.value_to == expected.get("value_to")
        and expected["indicator"].lower() in found.indicator.lower()
    )


def score(name: str, language: str) -> tuple[float, float]:
    """Return precision and recall of whole records over a file of labelled sentences."""
    counts: Counter[str] = Counter()
    for row in labelled(name):
        found = find_targets(row["text"], language)
        hits = sum(any(is_same(record, expected) for expected in row["targets"]) for record in found)
        counts += Counter(hits=hits, found=len(found), expected=len(row["targets"]))
    return counts["hits"] / counts["found"], counts["hits"] / counts["expected"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_sentences_are_many_and_labels_hold(language: str) -> None:
    rows = labelled(f"targets_{language}.jsonl")
    assert sum(bool(row["targets"]) for row in rows) >= 40
    assert sum(not row["targets"] for row in rows) >= 10
    later = [labelled(f"targets_{name}_{language}.jsonl") for name in ("more", "last")]
    assert min(map(len, later)) >= 20
    for row in [*rows, *later[0], *later[1]]:
        for target in row["targets"]:
            assert row["text"][target["start"] : target["end"]] == target["text"]
            assert target["comparator"] in COMPARATORS


@pytest.mark.parametrize("language", ["zh", "en"])
def test_precision_and_recall(language: str) -> None:
    precision, recall = score(f"targets_{language}.jsonl", language)
    assert precision >= 0.9
    assert recall >= 0.9


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["more", "last"])
def test_sentences_written_afterwards(name: str, language: str) -> None:
    precision, recall = score(f"targets_{name}_{language}.jsonl", language)
    assert precision >= 0.85
    assert recall >= 0.85


@pytest.mark.parametrize("language", ["zh", "en"])
def test_language_is_detected_if_it_is_not_given(language: str) -> None:
    for row in labelled(f"targets_{language}.jsonl"):
        assert find_targets(row["text"], "mixed") == find_targets(row["text"], language)


@pytest.mark.parametrize(
    ("text", "language", "field", "value"),
    [
        ("每百户拥有量由2020年的6件提高到9件。", "zh", "baseline", "2020年的6件"),
        ("单位产值能耗比2020年下降20%。", "zh", "baseline", "2020年"),
        ("企业研发投入较上年增长12%。", "zh", "baseline", "上年"),
        (
            "The rate will be raised from 45 percent in 2020 to 70 percent by 2025.",
            "en",
            "baseline",
            "45 percent in 2020",
        ),
        ("Emissions fell by 12 percent compared with 2015.", "en", "baseline", "compared with 2015"),
        ("China's R&D intensity reached 2.5 percent.", "en", "indicator", "China's R&D intensity"),
        ("到二〇三五年，自给率达到80%。", "zh", "deadline", "2035"),
        ("2026年3月31日前，完工率达到90%。", "zh", "deadline", "2026-03-31"),
        ("到“十五五”末，自给率达到80%。", "zh", "deadline", "2030"),
        (
            "Output will reach 80 percent by the end of the 14th Five-Year Plan period.",
            "en",
            "deadline",
            "2025",
        ),
        ("Output will reach 80 percent by 31 March 2026.", "en", "deadline", "2026-03-31"),
        ("電子元件自給率已提高到７０％。", "zh", "indicator", "電子元件自給率"),
    ],
)
def test_fields(text: str, language: str, field: str, value: str) -> None:
    found = find_targets(text, language)[-1]
    assert getattr(found, field) == value


def test_deadline_of_the_sentence_before_carries_over() -> None:
    found = find_targets("到2027年，主要目标是：自给率达到80%。关键设备国产化率达到60%以上。", "zh")
    assert [(target.deadline, target.kind) for target in found] == [("2027", "target")] * 2


def mention_of(text: str, name: str, kind: str) -> Mention:
    return Mention(text.index(name), text.index(name) + len(name), name, kind)


@pytest.mark.parametrize(
    ("text", "language", "names", "subject"),
    [
        (
            "工信部提出，示范区自给率要达到80%，央企另行安排。",
            "zh",
            {"工信部": "ORG", "示范区": "TERM", "央企": "ORG"},
            "工信部",
        ),
        ("到2027年，江苏规上企业关键设备自给率达到80%。", "zh", {"江苏": "GPE"}, "江苏"),
        ("力争新型储能装机达到800万千瓦。", "zh", {"新型储能": "TECH"}, "新型储能"),
        ("持续推进乡村振兴，现代农业产业园增至21个。", "zh", {"乡村振兴": "PROGRAMME"}, ""),
        ("中国俄罗斯旅游人数增长了46%。", "zh", {"中国": "GPE", "俄罗斯": "GPE"}, "中国"),
        ("四川宜宾今年的加工产值达到2亿元。", "zh", {"四川": "GPE", "宜宾": "GPE"}, "四川宜宾"),
        ("这几天，四川眉山团结村的产值达到2亿元。", "zh", {"四川": "GPE", "眉山": "GPE"}, "四川眉山团结村"),
        ("甲集团、乙集团等30家企业，净资产突破4000亿元。", "zh", {"甲集团": "ORG", "乙集团": "ORG"}, ""),
        ("其中，稀土行业标准15项、机械行业标准284项。", "zh", {"稀土": "TECH"}, "稀土"),
        ("国家统计局数据显示，甲市产值达到2亿元。", "zh", {"国家统计局": "ORG", "甲市": "GPE"}, "甲市"),
        ("国铁集团今天发布消息，货物发送量增长5%。", "zh", {"国铁集团": "ORG"}, ""),
        ("江苏提高装备水平；关键软件国产化率达到60%。", "zh", {"江苏": "GPE"}, ""),
        # Who publishes or reports, the first of two, and a place on the way.
        ("渔业中心下属的研究所日前发布的《海带报告》显示，产值下降5%。", "zh", {"渔业中心": "ORG"}, ""),
        ("甲协会今天（12月28日）公布，海带产值下降5%。", "zh", {"甲协会": "ORG"}, ""),
        ("甲协会委员张三认为，海带产量下降5%。", "zh", {"甲协会": "ORG"}, ""),
        ("甲省凤山古城、乙省瀑布等景点，游客数量增长5%。", "zh", {"甲省": "GPE", "乙省": "GPE"}, ""),
        ("甲日报记者看到，海带产值下降5%。", "zh", {"甲日报": "ORG"}, ""),
        ("甲协会及渔民代表前来推介，带货总额近3亿元。", "zh", {"甲协会": "ORG"}, ""),
        ("气球在甲州东北部上空移动时被军方跟踪，最高时速为120公里。", "zh", {"甲州": "GPE"}, ""),
        ("在甲州的海边，海带年产值达到2亿元。", "zh", {"甲州": "GPE"}, "甲州"),
        (
            "In Shandong, the self-sufficiency rate will reach 70 percent by 2027.",
            "en",
            {"Shandong": "GPE"},
            "Shandong",
        ),
        ("Coal use will peak, and energy intensity will be cut by 10 percent.", "en", {"Coal": "TECH"}, ""),
        (
            "We will curb dust storms around Beijing, and add 200,000 hectares of grassland.",
            "en",
            {"Beijing": "GPE"},
            "",
        ),
        (
            "We will protect wetlands in Hubei, Hunan, and add 200,000 hectares of forest.",
            "en",
            {"Hunan": "GPE"},
            "",
        ),
        ("We will raise nuclear power capacity to 110 GW.", "en", {"nuclear power": "TECH"}, "nuclear power"),
    ],
)
def test_subject_is_in_the_indicator_or_begins_the_clause(
    text: str, language: str, names: dict[str, str], subject: str
) -> None:
    mentions = [mention_of(text, name, kind) for name, kind in names.items()]
    assert find_targets(text, language, mentions)[0].subject == subject


@pytest.mark.parametrize(
    ("text", "language", "indicator", "comparator", "unit"),
    [
        ("安置房项目提前3个月实现100%交付。", "zh", "安置房项目", "=", "%"),
        ("提前两年建成5G基站3万个。", "zh", "5G基站", "=", "个"),
        ("建材行业标准15项。", "zh", "建材行业标准", "=", "items"),
        ("1.向种植户发放粮食直补20亿元以上；", "zh", "向种植户发放粮食直补", ">=", "CNY"),
        ("CPI微降0.1%。", "zh", "CPI", "-", "%"),
        ("累计使用外资增长71%。", "zh", "使用外资", "+", "%"),
        ("开发区和工业园区整合为123个。", "zh", "开发区和工业园区", "=", "个"),
        ("筹措17.5亿元实施水利惠民工程。", "zh", "实施水利惠民工程", "=", "CNY"),
        ("国际班列累计开行超1.4万列。", "zh", "国际班列累计开行", ">", "列"),
        ("地区生产总值跨越5000亿元大关。", "zh", "地区生产总值", "=", "CNY"),
        ("全员劳动生产率达到25万元/人。", "zh", "全员劳动生产率", "=", "CNY/person"),
        ("水稻单产达到540公斤/亩。", "zh", "水稻单产", "=", "kg/mu"),
        (
            "The incidence of the disease will be lowered to 58 cases per 100,000 people.",
            "en",
            "incidence of the disease",
            "=",
            "cases/100,000 people",
        ),
        ("Output will reach 300,000 yuan per employed person.", "en", "Output", "=", "CNY/person"),
        ("平板玻璃产能减少7600万重量箱。", "zh", "平板玻璃产能", "-", "重量箱"),
        ("80家示范工厂的生产效率平均提升。", "zh", "示范工厂的生产效率", "=", "家"),
        ("Grain yield will reach 6 tons per hectare.", "en", "Grain yield", "=", "t/ha"),
        ("到2025年，研发投入不低于2020年的1.5倍。", "zh", "研发投入", ">=", "times"),
        ("产值是2020年的2倍。", "zh", "产值", "x", "times"),
        ("产值是十年前的2倍。", "zh", "产值", "x", "times"),
        ("日均新设企业1.8万户。", "zh", "日均新设企业", "=", "enterprises"),
        ("R&D spending will be at least 1.5 times that of 2020.", "en", "R&D spending", ">=", "times"),
        ("申请人净资产不低于1亿元。", "zh", "申请人净资产", ">=", "CNY"),
        ("第二条 稀土产量控制在14万吨以内。", "zh", "稀土产量", "<=", "t"),
        ("样例区20个重点项目今天开工。", "zh", "重点项目", "=", "个"),
        ("审批时间缩短到10个小时。", "zh", "审批时间", "=", "hours"),
        ("新增5万套保障性住房供给。", "zh", "保障性住房供给", "=", "套"),
        ("建设12个具有吸引力的园区。", "zh", "具有吸引力的园区", "=", "个"),
        ("尚未制定规划的县占30%。", "zh", "尚未制定规划的县", "=", "%"),
        ("办理跨境人民币3万笔。", "zh", "办理跨境人民币", "=", "笔"),
        ("三、稀土产量控制在14万吨以内。", "zh", "稀土产量", "<=", "t"),
        ("二、三产业增加值占比达到60%。", "zh", "二、三产业增加值占比", "=", "%"),
        ("建议2026年全省经济增长预期目标为5%。", "zh", "全省经济增长预期目标", "=", "%"),
        (
            "The local share of chips fell far short of the 70% target.",
            "en",
            "local share of chips",
            "=",
            "%",
        ),
    ],
)
def test_what_is_measured_and_in_what(
    text: str, language: str, indicator: str, comparator: str, unit: str
) -> None:
    (found,) = find_targets(text, language)
    assert (found.indicator, found.comparator, found.unit) == (indicator, comparator, unit)


@pytest.mark.parametrize(
    ("text", "language", "kind"),
    [
        (
            "We will train more staff, and raise the number of registered nurses per 1,000 people to 3.8.",
            "en",
            "target",
        ),
        (
            "We will promote clusters, and raise the added value of new industries to more than 17% of GDP.",
            "en",
            "target",
        ),
        ("The added value of new industries rose to more than 17% of GDP.", "en", "actual"),
        ("能耗强度超额完成省级激励目标，万元产值用水量下降22%。", "zh", "actual"),
        ("过去一年，主要目标任务顺利完成。规上工业增加值增长9.4%，进出口总额增长17.3%。", "zh", "actual"),
        ("主要预期目标是：规上工业增加值增长6%左右。", "zh", "target"),
        ("今年，样例省将组织实施40项重大基础研究项目。", "zh", "target"),
        ("明年样例市将启动20个绿化试点，并将举办12场比赛。", "zh", "target"),
        ("会议将推进情况通报全省，各地建成56个示范点。", "zh", "actual"),
    ],
)
def test_kind(text: str, language: str, kind: str) -> None:
    assert {target.kind for target in find_targets(text, language)} == {kind}


def test_page_numbers_in_running_text_state_nothing() -> None:
    text = "We will support databases, programming 20 languages and compilers, and build 30 centers by 2027."
    place = text.index("20 ")
    read = Context(pages=((place, place + 2), (900, 903))).without_pages(text)
    assert len(read) == len(text)
    assert [text[target.start : target.end] for target in find_targets(read, "en")] == ["30"]


PIECES = st.sampled_from(
    [
        "到2025年",
        "“十四五”末",
        "达到",
        "提高到",
        "增长",
        "由",
        "比2020年",
        "分别",
        "研发强度",
        "企业",
        "3",
        "1.5万亿",
        "70%",
        "元",
        "家",
        "翻一番",
        "，",
        "。",
        "、",
        "—",
        "\u200b",
        " ",
        "\n",
        "７０％",
        "億",
        "𠮷",
        "by 2025",
        "will reach ",
        "from ",
        " to ",
        "the share ",
        "of ",
        "50 and 70 percent",
        "5–7 percent",
        "US$",
        "3 billion ",
        "doubled ",
        "respectively",
        ", ",
        ". ",
        "(",
        ")",
        "İ",
        "100 firms ",
    ]
)


@given(
    st.one_of(
        st.lists(st.one_of(PIECES, PIECES, st.text(max_size=3)), max_size=30).map("".join), policy_texts()
    ),
    st.sampled_from(["zh", "en", "mixed", "und"]),
)
def test_offsets_hold_on_any_text(text: str, language: str) -> None:
    found = find_targets(text, language)
    for target in found:
        assert text[target.start : target.end] == target.text != ""
        assert target.comparator in COMPARATORS
        assert target.kind in ("target", "actual")
        assert target.indicator
        assert target.value_to is None or target.value < target.value_to
    assert [target.start for target in found] == sorted({target.start for target in found})


@given(st.integers(1, 99), st.integers(2025, 2049))
def test_generated_target_is_read_back(percent: int, year: int) -> None:
    (chinese,) = find_targets(f"到{year}年，关键零部件国产化率达到{percent}%以上。", "zh")
    (english,) = find_targets(
        f"By {year}, the localization rate should reach at least {percent} percent.", "en"
    )
    for found in (chinese, english):
        assert (found.value, found.unit, found.comparator, found.deadline, found.kind) == (
            percent,
            "%",
            ">=",
            str(year),
            "target",
        )


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "万",
        "一",
        ",",
        "，",
        "1,",
        "1.",
        "10% ",
        "10%，",
        "到2025年",
        "by 2025 ",
        "a ",
        "由1%到",
        "5 and ",
        "100 as bs ",
        "-",
        "1-",
        "(",
        "达到",
        "from 1% ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(language: str, piece: str) -> None:
    assert_time_in_proportion(lambda length: find_targets(piece * (length // len(piece)), language), _HOSTILE)


def test_a_later_year_is_a_target() -> None:
    found = find_targets("2030年国产化率80%，2019年国产化率为35%。", "zh")
    settled = settle_kinds(found, "2021-03-01")
    assert [target.kind for target in settled if target.deadline == "2030"] == ["target"]
    assert [target.kind for target in settled if target.deadline == "2019"] == [
        target.kind for target in found if target.deadline == "2019"
    ]
    assert settle_kinds(found, "") == found


@pytest.mark.parametrize(
    ("text", "indicator", "value", "kind"),
    [
        ("这五年，高技术产业增加值占比达到18%。", "高技术产业增加值占比", 18.0, "actual"),
        ("过去十年，新建高速公路3000公里。", "高速公路", 3000.0, "actual"),
        ("“书香湖畔”惠及读者超40万人。", "书香湖畔惠及读者", 400000.0, "actual"),
        ("明年新增10项目标，培育企业50家。", "企业", 50.0, "target"),
    ],
)
def test_past_facts_and_quotation_marks(text: str, indicator: str, value: float, kind: str) -> None:
    found = [(target.indicator, target.value, target.kind) for target in find_targets(text, "zh")]
    assert (indicator, value, kind) in found


@pytest.mark.parametrize("text", ["推动“117项目”核心区建设。", "教育局等13个部门联合评选认定。"])
def test_a_name_with_a_number_states_nothing(text: str) -> None:
    assert find_targets(text, "zh") == ()


@pytest.mark.parametrize(
    ("text", "language", "indicator", "comparator", "kind"),
    [
        ("纺织业产值前三年共增加了15万元。", "zh", "纺织业产值", "+", "actual"),
        ("生产资料的生产增长46%。", "zh", "生产资料的生产", "+", "actual"),
        ("到1958年煤产量只有2亿吨左右。", "zh", "煤产量", "~", "actual"),
        ("粮食产量连年稳定在5000万吨以上。", "zh", "粮食产量", ">=", "target"),
        ("2016年内地赴港游客达到4270万人次。", "zh", "内地赴港游客", "=", "actual"),
        ("如今这里的森林覆盖率达到82%。", "zh", "这里的森林覆盖率", "=", "actual"),
        ("中央预算内投资拟增加到4576亿元。", "zh", "中央预算内投资", "=", "target"),
        ("The yard's orders saw an increase of 38 percent.", "en", "orders", "+", "actual"),
        ("Sales saw a decline of about 12 percent.", "en", "", "-", "actual"),
    ],
)
def test_durations_past_years_and_nouns_of_change(
    text: str, language: str, indicator: str, comparator: str, kind: str
) -> None:
    (found,) = find_targets(text, language, setting=Setting(year=2024))
    assert indicator in found.indicator
    assert (found.comparator, found.kind) == (comparator, kind)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("预计2026年市场规模将达到3000亿元。", "zh"),
        ("比钢还强15倍的丝已经投产。", "zh"),
        ("黄河流域力争达到40%。", "zh"),
        ("中华民族复兴进程已达5000年历史新高峰。", "zh"),
        ("Revenue is expected to reach $4 billion by 2028.", "en"),
        ("Carbon emissions will be reduced by 17 14 percent.", "en"),
    ],
)
def test_forecasts_and_fragments_are_not_sure(text: str, language: str) -> None:
    assert all(target.score < SURE_SCORE for target in find_targets(text, language))


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("能把500千克以上有效载荷投到300千米以上的火箭系统。", []),
        ("对单台价值50万元以上的设备登记入库。", []),
        ("到2031年，培育产值1亿元以上的企业20家。", [20]),
        ("经济总量超500亿元的县域增至12个。", [12]),
        ("到2031年，年产值达到100亿元的企业突破30家。", [30]),
        ("总投资超6亿元的灌区改造工程开工。", [6e8]),
        ("在总面积超6万亩的湖滨建成10个公园。", [60_000, 10]),
        ("2031年建成绿道100公里以上。", [100]),
        ("到2031年建成100公里以上的绿道。", [100]),
        ("到2031年，带动50亿元以上的投资。", [5e9]),
        ("到2031年，研发投入达到3%以上。", [3]),
    ],
)
def test_a_bound_that_names_a_class_of_things_is_not_a_figure(text: str, values: list[float]) -> None:
    assert [target.value for target in find_targets(text, "zh")] == values


SENTENCES = [
    ("增加值同比增长11.1%，比同期工业高4.7个百分点。", [("增加值", 11.1, ""), ("增加值", 4.7, "")]),
    ("中标金额：18,640.50万元", [("中标金额", 186_405_000, "")]),
    ("總投資：3亿元。", [("總投資", 300_000_000, "")]),
    ("民國112年產值達5兆元。", [("產值", 5e12, "2023")]),
    ("112年度產值達5兆元。", [("產值", 5e12, "2023")]),
    ("政府將於民國116年底前投入3,000億元。", [("投入", 3e11, "2027")]),
    ("全球市占率達6成。", [("市占率", 60, "")]),
    ("選派駐村第一書記8600余名。", [("書記", 8600, "")]),
    ("决算支出占预算数的98.41%。", [("支出占预算数", 98.41, "")]),
    ("非农收入占了4到5成。", []),
    ("本次会议有中央委员191人。", []),
    ("将设立规模不少于110亿元的政府产业基金。", [("规模", 11e9, "")]),
    ("培育年产值超100亿元的龙头企业。", []),
    (
        "2024年，全市预算收入完成486.2亿元，为预算的98.7%，下降1.9%。",
        [("预算收入", 48.62e9, "2024"), ("预算收入", 98.7, "2024"), ("预算收入", 1.9, "2024")],
    ),
    (
        "2024年研发经费支出1550亿元，与地区生产总值之比为2.58%。",
        [("研发经费支出", 1.55e11, "2024"), ("研发经费支出与地区生产总值之比", 2.58, "2024")],
    ),
    ("2024年生产总值为4033亿元，实质增长8.8%。", [("生产总值", 4.033e11, "2024"), ("生产总值", 8.8, "2024")]),
    ("团队2012年开始从事研究，已申请专利86件。", [("专利", 86, "")]),
    ("2023年，公司已申请专利86件。", [("专利", 86, "2023")]),
    ("学院成立于2021年4月22日，现有教师118人。", [("教师", 118, "")]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentences_of_many_genres(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = find_targets(text, "zh")
    assert [(target.value, target.deadline) for target in found] == [row[1:] for row in expected]
    for target, (indicator, *_) in zip(found, expected, strict=True):
        assert indicator in target.indicator
