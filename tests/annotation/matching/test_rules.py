"""Expressions with a fixed form: dates, sums, percentages, quantities, titles and document numbers."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given

from flows.annotation.matching.rules import find_by_rule
from flows.text.folding import fold
from tests.support import policy_texts
from tests.timing import assert_time_in_proportion


def found(text: str) -> list[tuple[str, str]]:
    return [
        (hit.type, text[hit.start : hit.end])
        for hit in sorted(find_by_rule(text, fold(text)), key=lambda hit: (hit.start, -hit.end))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("按照《关于试点的意见》执行", [("DOC", "关于试点的意见")]),
        ("《\n样例建议\n》和《 样例纲要（草案） 》", [("DOC", "样例建议"), ("DOC", "样例纲要（草案）")]),
        ("《关于落实〈办法〉的通知》", [("DOC", "关于落实〈办法〉的通知")]),
        ("（某办发〔2021〕3号）", [("DOC", "某办发〔2021〕3号")]),
        ("某办发[2021]第3号文", [("DOC", "某办发[2021]第3号")]),
        ("增长12.5%以上", [("PERCENT", "12.5%")]),
        ("提高0.3个百分点", [("PERCENT", "0.3个百分点")]),
        ("达到百分之三十", [("PERCENT", "百分之三十")]),
        ("占１２％", [("PERCENT", "１２％")]),
        ("grew by 12.5 percent", [("PERCENT", "12.5 percent")]),
        ("up 3 percentage points", [("PERCENT", "3 percentage points")]),
        ("投入3.5亿元", [("MONEY", "3.5亿元")]),
        ("投入1,200万美元", [("MONEY", "1,200万美元")]),
        ("安排三百万元", [("MONEY", "三百万元")]),
        ("產值1.2兆元", [("MONEY", "1.2兆元")]),
        ("裝機50兆瓦", [("QUANTITY", "50兆瓦")]),
        ("募集新台币50亿元", [("MONEY", "新台币50亿元")]),
        ("募集美元3亿", [("MONEY", "美元3亿")]),
        ("开立数字人民币1.5亿个钱包", [("QUANTITY", "1.5亿个")]),
        ("人民币升值，美元2024年走弱", [("DATE", "2024年")]),
        ("RMB 3.5 billion", [("MONEY", "RMB 3.5 billion")]),
        ("$20 million", [("MONEY", "$20 million")]),
        ("300 million yuan", [("MONEY", "300 million yuan")]),
        ("于2021年3月12日印发", [("DATE", "2021年3月12日")]),
        ("到2025年", [("DATE", "2025年")]),
        ("2021—2025年", [("DATE", "2021—2025年")]),
        ("二〇二一年三月", [("DATE", "二〇二一年三月")]),
        ("“十四五”时期", [("DATE", "“十四五”时期")]),
        ("“十五”期间", [("DATE", "“十五”期间")]),
        ("编制“十五五”方案", [("DATE", "十五五")]),
        ("十四五末", [("DATE", "十四五末")]),
        (
            "（责任单位：市科委、市工业和信息化局、市委组织部）",
            [("ORG", "市科委"), ("ORG", "市工业和信息化局"), ("ORG", "市委组织部")],
        ),
        ("由省发展改革委会同财政厅办理", [("ORG", "省发展改革委")]),
        ("山东省科学技术厅印发通知", [("ORG", "山东省科学技术厅")]),
        ("区卫生健康委员会负责", [("ORG", "区卫生健康委员会")]),
        ("市市场监管局、市民营经济局", [("ORG", "市市场监管局"), ("ORG", "市民营经济局")]),
        ("on March 12, 2021", [("DATE", "March 12, 2021")]),
        ("12 March 2021", [("DATE", "12 March 2021")]),
        ("by 2025 at the latest", [("DATE", "2025")]),
        ("3月12日", [("DATE", "3月12日")]),
        ("建设50个基地", [("QUANTITY", "50个")]),
        ("流程如图1所示", []),
        ("共有1所学校", [("QUANTITY", "1所")]),
        ("1.2多种类型并举", []),
        ("培育1万家", [("QUANTITY", "1万家")]),
        ("a 7 nm process", [("QUANTITY", "7 nm")]),
        ("3,000 enterprises", [("QUANTITY", "3,000 enterprises")]),
        ("worth $1.5tn", [("MONEY", "$1.5tn")]),
        ("nearly RMB 1 trn", [("MONEY", "RMB 1 trn")]),
        ("a $400k grant", [("MONEY", "$400k")]),
        ("NT$300 billion", [("MONEY", "NT$300 billion")]),
        ("A$2 billion", [("MONEY", "A$2 billion")]),
        ("QX$2 billion", []),
        ("$4-5 billion", [("MONEY", "$4-5 billion")]),
        ("1.4 trillion won", [("MONEY", "1.4 trillion won")]),
        ("the team won 3 of 5", []),
        ("七成以上", [("PERCENT", "七成")]),
        ("十七成员", []),
        ("签署于2023-9-4", [("DATE", "2023-9-4")]),
        ("2023/09/04 10:30", [("DATE", "2023/09/04")]),
        ("2023.9.4发布", [("DATE", "2023.9.4")]),
        ("2023 9 4", [("DATE", "2023")]),
        ("version 2023.9.4", []),
        ("2023-13-40", [("DATE", "2023")]),
        ("编号：ABC-2024-0388", []),
        ("in 2023-24 and 2021/22", [("DATE", "2023-24"), ("DATE", "2021/22")]),
        ("2024/2025", [("DATE", "2024"), ("DATE", "2025")]),
        ("the plan (2021–25) and the one of 2016–2020", [("DATE", "2021–25"), ("DATE", "2016–2020")]),
        ("the 13th plan (2016-2020)", [("DATE", "2016-2020")]),
        ("in 2006-07 and 2006–10, but 2006-10", [("DATE", "2006-07"), ("DATE", "2006–10"), ("DATE", "2006")]),
        ("On March 15 it met; on 3 Sept. it closed", [("DATE", "March 15"), ("DATE", "3 Sept")]),
        ("it may 15 times, and May 15 firms", [("QUANTITY", "15 firms")]),
        ("March 15 percent, March 20,000", [("PERCENT", "15 percent")]),
        ("雇用2000名工程师，约2000件", [("QUANTITY", "2000名"), ("QUANTITY", "2000件")]),
        ("2000多所高校，2000多家", [("QUANTITY", "2000多所"), ("QUANTITY", "2000多家")]),
        ("新增2015家", [("QUANTITY", "2015家")]),
        ("2024家电展，2025家居展，2023位列", [("DATE", "2024"), ("DATE", "2025"), ("DATE", "2023")]),
        ("it hired 2000 people in 2020", [("QUANTITY", "2000 people"), ("DATE", "2020")]),
        ("In 2020 companies paid", [("DATE", "2020")]),
        (
            "31 provinces and 400 young researchers",
            [("QUANTITY", "31 provinces"), ("QUANTITY", "400 young researchers")],
        ),
        ("COVID-19 cases, Phase 2 trial sites, 28 Hainan firms", []),
        ("30 of the cities, 5 years of projects", []),
        ("China's 2017 regulations, the firms’ 2018 cases", [("DATE", "2017"), ("DATE", "2018")]),
        ("their 2015 projects", [("DATE", "2015")]),
        ("Horizon 2020 projects and the NDRC 2021 documents", [("DATE", "2020"), ("DATE", "2021")]),
        ("Nearly 2000 firms", [("QUANTITY", "2000 firms")]),
        ("In 2019 Yuanfan paid 2019 yuan", [("DATE", "2019"), ("MONEY", "2019 yuan")]),
        ("a total of 2020 companies", [("QUANTITY", "2020 companies")]),
        ("It bought 300 Boeing 737 aircraft and the Fortune 500 companies", []),
        ("ISO 9001 standards, a Category 3 product, Version 2.0 models", []),
        ("in Hong Kong 300 firms", [("QUANTITY", "300 firms")]),
        ("Shanghai has 300 firms, Suzhou 200 firms", [("QUANTITY", "300 firms"), ("QUANTITY", "200 firms")]),
        ("China Adds 28 Companies", [("QUANTITY", "28 Companies")]),
        ("at 10:30 trains, 24/7 teams, 17+1 countries, 1.2.3 models", []),
        ("12 000 employees, 1 200 firms", []),
        ("1 000家企业", []),
        ("By March 15 companies must apply", [("DATE", "March 15")]),
        ("the October 7 regulations, 7 October measures", [("DATE", "October 7"), ("DATE", "7 October")]),
        ("2023名单、2022套餐", [("DATE", "2023"), ("DATE", "2022")]),
        ("2022座谈会、2021人物、2020款车", [("DATE", "2022"), ("DATE", "2021"), ("DATE", "2020")]),
        ("2020台风、2021人居、2022次贷", [("DATE", "2020"), ("DATE", "2021"), ("DATE", "2022")]),
        ("2020家国有企业", [("QUANTITY", "2020家")]),
        ("2030万家、2035亿立方米", [("QUANTITY", "2030万家"), ("QUANTITY", "2035亿立方米")]),
        ("投入2030万，2000多万，2035亿；2025万物互联大会", [("DATE", "2025")]),
        ("3个国家级新区", [("QUANTITY", "3个")]),
        (
            "2021年初步核算、2022年底线、2023年底数据",
            [("DATE", f"202{end}") for end in ("1年", "2年", "3年底")],
        ),
        ("4th September 2023", [("DATE", "4th September 2023")]),
        ("Q3 2024, H1 2025 and FY2023", [("DATE", "Q3 2024"), ("DATE", "H1 2025"), ("DATE", "FY2023")]),
        ("the fourth quarter of 2023", [("DATE", "fourth quarter of 2023")]),
        ("2024年前三季度", [("DATE", "2024年前三季度")]),
        ("截至2024年第三季度末", [("DATE", "2024年第三季度末")]),
        ("2024年1—6月", [("DATE", "2024年1—6月")]),
        ("2024年6月底", [("DATE", "2024年6月底")]),
        ("2024年6月初步", [("DATE", "2024年6月")]),
        ("上世纪90年代", [("DATE", "上世纪90年代")]),
        ("到本世纪中叶", [("DATE", "本世纪中叶")]),
        ("鲲鹏920处理器", []),
        ("设立20处站点", [("QUANTITY", "20处")]),
        ("500所以上，3人均获救", [("QUANTITY", "500所"), ("QUANTITY", "3人")]),
        ("24家长三角企业、300种植物", [("QUANTITY", "24家"), ("QUANTITY", "300种")]),
        ("12次年度会议、56位列席", [("QUANTITY", "12次"), ("QUANTITY", "56位")]),
        ("20种子、3人才", []),
        ("50家庭农场", [("QUANTITY", "50家")]),
        ("2023-24% of it", [("DATE", "2023"), ("PERCENT", "24%")]),
        ("in 2019–120 million people", [("DATE", "2019"), ("QUANTITY", "120 million people")]),
        ("FY2023-24", [("DATE", "FY2023-24")]),
        ("2023-10-01T10:30", [("DATE", "2023-10-01")]),
        ("OpenVINO 2023.3.1与版本2023.3.1", []),
        ("2023年6月初赛", [("DATE", "2023年6月")]),
        ("统一成多种格式", []),
        ("$4\n5 billion", [("MONEY", "$4")]),
        ("20 EB-5 visas", []),
        ("3 million pounds of pork", []),
        ("2 million won over", []),
        ("4 billion won in all", [("MONEY", "4 billion won")]),
        ("13亿多人民", [("QUANTITY", "13亿多人")]),
        ("4.2万家庭、8部门", [("QUANTITY", "4.2万家庭"), ("QUANTITY", "8部门")]),
        ("5家具有实力的企业、每140位居民", [("QUANTITY", "5家"), ("QUANTITY", "140位")]),
        ("发行8,022.99万股", [("QUANTITY", "8,022.99万股")]),
        ("28nm工艺、装机50GW", [("QUANTITY", "28nm"), ("QUANTITY", "50GW")]),
        ("5G和4K", []),
        ("180个日历日", [("QUANTITY", "180个日历日")]),
        ("下调50个基点", [("QUANTITY", "50个基点")]),
        ("公告（2023年第1号）", [("DOC", "公告（2023年第1号）")]),
    ],
)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "第3项",
        "第1至8项",
        "第（二）至（五）项",
        "第2－4名",
        "第4-6项",
        "第12条",
        "第12—15条",
        "一、总体要求",
        "A100 chips",
        "《》",
        "the May plan",
        "room 2021b",
        "version 1.2.3",
        "中国制造2025a",
    ],
)
def test_not_found(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "第十五条",
        "十五天内",
        "城市布局",
        "省委常委出席",
        "市场监管总局",
        "服务全市大局",
        "省局部地区",
        "区域格局、",
        "社区委托机构办理",
        "市委托",
    ],
)
def test_no_period_and_no_organ(text: str) -> None:
    assert found(text) == []


@given(policy_texts())
def test_spans_lie_in_the_text_and_do_not_cross(text: str) -> None:
    hits = list(find_by_rule(text, fold(text)))
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    plain = sorted((hit.start, hit.end) for hit in hits if hit.type != "DOC")
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(plain))


@pytest.mark.parametrize("piece", ["1", "一", "1,"])
def test_a_long_row_of_digits_is_read_once(piece: str) -> None:
    def read(length: int) -> None:
        text = piece * (length // len(piece))
        assert not [hit for hit in find_by_rule(text, fold(text)) if hit.type == "MONEY"]

    assert_time_in_proportion(read, 20_000)


def test_many_sums_cost_no_more_than_their_number() -> None:
    """Each sum used to be compared with all before it: half a minute for 20,000."""

    def read(number: int) -> None:
        sums = "人民币1元，" * number
        assert len(list(find_by_rule(sums, fold(sums)))) == number

    assert_time_in_proportion(read, 10_000)
