"""Events in running text: what is an event, what is not, and where its parts are."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.events import find_events
from flows.pipeline.analyze import read_passages
from flows.records import EVENT_ACTIONS, Event
from tests.timing import assert_time_in_proportion

CASE_STUDY = Path(__file__).with_name("case_study.md")
# The events of the case study, read by hand: date, action, object, counterpart, sum.
TOLD = [
    ("1998", "founded", "", "", None),
    ("2007", "funded", "a grant of 1.2 million yuan", "Wuxi city government", 1.2e6),
    ("2009-03", "funded", "a credit line of 80 million yuan", "China Development Bank", 8e7),
    ("2011", "opened", "a joint venture", "Nordlager", None),
    ("2015-06", "acquired", "Feinlager", "", 4.2e7),
    ("2016", "funded", "a project of the National Key R&D Program", "", None),
    ("2019", "designated", "a Little Giant", "Ministry of Industry and Information Technology", None),
    ("2021", "designated", "the sixth batch of Manufacturing Champions", "", None),
    ("2020-09", "listed", "the STAR Market", "", 1.06e9),
    ("2022-05", "opened", "a second plant in Nantong", "", None),
    ("2022-12", "sanctioned", "the Entity List", "US Department of Commerce", None),
]


def read(annotator: Annotator, text: str, language: str, date: str = "") -> tuple[Event, ...]:
    return find_events(text, language, annotator.annotate([text])[0].mentions, date)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh", "为落实2030年海带议程，农业农村部设立了海带研究院。"),
        ("en", "In line with the 2030 Kelp Agenda, China founded the Kelp Research Institute."),
    ],
)
def test_what_happened_has_no_date_after_the_document(annotator: Annotator, language: str, text: str) -> None:
    (event,) = read(annotator, text, language, "2023-03-23")
    assert (event.action, event.date) == ("founded", "")
    (event,) = read(annotator, text, language)
    assert event.date == "2030"  # nothing says when the text was written


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2025 Huawei will be listed on the Shanghai Stock Exchange."),
        ("en", "The plan expects SMIC to be named a Little Giant in 2025."),
        ("en", "Huawei was not listed on the Shanghai Stock Exchange in 2019."),
        ("en", "If Huawei had been added to the Entity List in 2015, much would be different."),
        ("en", "Huawei's chairman was named a Little Giant in 2019."),
        ("zh", "支持华为在科创板上市。"),
        ("zh", "华为拟于2025年在科创板上市。"),
        ("zh", "2019年，华为未被列入实体清单。"),
        ("zh", "鼓励绿的谐波入选专精特新小巨人企业。"),
        ("zh", "上市公司应当披露信息。"),
        ("zh", "优良天数达345天，陆续入选世界遗产名录。"),
        ("zh", "产品畅销，接连被评为国际名牌称号。"),
        ("zh", "建议成立第三方机构。"),
        ("zh", "双方愿加强人文交流，欢迎孔子学院在当地设立。"),
        ("zh", "1974年，两国建交。外方欢迎孔子学院在当地设立。"),
        ("zh", "习近平强调，2020年已经建立网上知识中心。"),
        ("zh", "今天，教育部发布《教师管理办法》废止决定。"),
        ("zh", "全会听取了王某受中央政治局委托作的报告，审议通过了《关于改革的决定》。"),
        ("zh", "今天，人社部启动生育险和医疗保险合并试点工作。"),
        ("zh", "2020年，只要确认真实性，华为就可获得银行贷款。"),
        ("zh", "2020年10月，华为与中芯国际将开启合作，设立新能源公司。"),
    ],
)
def test_plans_and_denials_are_not_events(annotator: Annotator, language: str, text: str) -> None:
    assert read(annotator, text, language) == ()


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("新华网首尔7月4日电 国家主席习近平4日在韩国国立首尔大学发表了题为《合作未来》的演讲。", "习近平"),
        ("习近平指出，中方已经建立知识中心，教育部发布了《职业教育条例》。", "教育部"),
        ("2010年，沃尔沃被中国青禾集团收购。", "中国青禾集团"),
        ("教育部响应国务院发布的文件，去年发布了《职业教育条例》。", "教育部"),
    ],
)
def test_the_actor_is_neither_a_place_nor_a_cited_author(annotator: Annotator, text: str, actor: str) -> None:
    assert [event.actor for event in read(annotator, text, "zh", "2024-07-04")] == [actor]


def test_a_case_study_without_a_date_has_its_events(annotator: Annotator) -> None:
    passages = list(read_passages(CASE_STUDY.read_bytes(), CASE_STUDY.name))
    texts = [passage.text for passage in passages]
    annotations = annotator.annotate(texts, [passage.context for passage in passages])
    events = [event for annotation in annotations for event in annotation.events]
    found = [(event.date, event.action, event.object, event.counterpart, event.value) for event in events]
    assert [told for told in TOLD if told not in found] == []
    assert {event.actor for event in events} <= {
        "Haiwei Bearings",
        "National Manufacturing Transformation Fund",
    }


def test_the_company_is_the_firm_named_before(annotator: Annotator) -> None:
    text = "Leaderdrive makes reducers. MIIT runs a programme. In 2019 the company was named a Little Giant."
    (event,) = read(annotator, text, "en")
    assert (event.actor, event.actor_entity, event.is_resolved) == ("Leaderdrive", "leaderdrive", True)
    assert "the company was named" in event.text


@pytest.mark.parametrize(
    ("language", "text", "document", "date", "source"),
    [
        ("zh", "今天，国务院印发《关于某事的意见》。", "2020-05-06", "2020-05-06", "document"),
        ("zh", "5月3日，国务院印发《关于某事的意见》。", "2020-05-06", "2020-05-03", "document"),
        ("zh", "去年，国务院印发《关于某事的意见》。", "2020-05-06", "2019", "document"),
        ("zh", "2015年5月，国务院印发《关于2020年某事的意见》。", "2020-05-06", "2015-05", "text"),
        ("zh", "国务院印发了《关于2020年某事的意见》。", "2020-05-06", "", ""),
        (
            "en",
            "In March the State Council issued the Opinions on Chips.",
            "2020-05-06",
            "2020-03",
            "document",
        ),
        ("zh", "16号，国务院印发《关于某事的意见》。", "2020-05-20", "2020-05-16", "document"),
        ("zh", "今年3月，国务院印发《关于某事的意见》。", "2020-05-20", "2020-03", "document"),
        ("zh", "国务院今天公布了2035年城市总体规划。", "2020-05-20", "2020-05-20", "document"),
        ("en", "On the 16th, the State Council issued opinions.", "2020-05-20", "2020-05-16", "document"),
        ("en", "The State Council issued opinions in March of 2019.", "2020-05-20", "2019-03", "text"),
        ("en", "In March 2019 the State Council issued the Opinions on Chips.", "", "2019-03", "text"),
        ("en", "From 2014 to 2018 the State Council issued three plans.", "", "2014", "text"),
        ("en", "The State Council issued opinions last November.", "2020-05-06", "2019-11", "document"),
        ("en", "The State Council issued opinions last November.", "2020", "", ""),  # of 2019 or of 2020
        ("en", "The State Council issued opinions in November.", "2020-05-06", "2019-11", "document"),
        (
            "en",
            "Sales rose in 2018. The State Council issued opinions in May of that year.",
            "",
            "2018-05",
            "text",
        ),
        (
            "zh",
            "1956年1月，为组织编制1956至1967年的科学规划，国务院印发《关于某事的意见》。",
            "",
            "1956-01",
            "text",
        ),
        ("zh", "1905年建院，在20世纪60年代国务院印发了《关于某事的意见》。", "", "", ""),
        ("zh", "31日，国务院印发《关于某事的意见》。", "2025-06-01", "2025-05-31", "document"),
        ("zh", "31日，国务院印发《关于某事的意见》。", "2025-05-02", "2025-04", "document"),  # a slip
        ("zh", "3日，国务院印发《关于某事的意见》。", "2025-06-01", "2025-06-03", "document"),
        ("zh", "2月29日，国务院印发《关于某事的意见》。", "2025-03-05", "2024-02-29", "document"),
        ("zh", "2023年2月30日，国务院印发《关于某事的意见》。", "2025-03-05", "2023-02", "text"),
        ("zh", "9月31日，国务院印发《关于某事的意见》。", "2025-10-05", "2025-09", "document"),
        ("en", "On the 30th, the State Council issued opinions.", "2025-06-02", "2025-05-30", "document"),
        ("en", "On 31 June 2024 the State Council issued opinions.", "2025-06-02", "2024-06", "text"),
    ],
)
def test_dates(annotator: Annotator, language: str, text: str, document: str, date: str, source: str) -> None:
    (event,) = read(annotator, text, language, document)
    assert (event.date, event.date_source) == (date, source)


@pytest.mark.parametrize(
    ("text", "read_object"),
    [
        ("2016年，京东方获取了100多亿元银行贷款。", "100多亿元银行贷款"),
        ("2015年，紫光集团收购了展讯通信后，研发加快。", "展讯通信"),
        ("2018年6月，财政部印发实施方案，推进基层治理。", "实施方案"),
        ("港珠澳大桥2009年开始动工建设，连接三地。", ""),
    ],
)
def test_chinese_objects_have_the_right_ends(annotator: Annotator, text: str, read_object: str) -> None:
    (event,) = read(annotator, text, "zh")
    assert event.object == read_object
    assert text[event.start : event.end] == event.text


def test_a_premier_signs_for_the_state_council(annotator: Annotator) -> None:
    (event,) = read(annotator, "国务院总理李强日前签署国务院令，公布《稀土管理条例》。", "zh", "2024-06-29")
    assert (event.actor, event.object, event.date) == ("国务院", "《稀土管理条例》", "2024-06-29")


def test_each_verb_has_its_own_date(annotator: Annotator) -> None:
    text = "Leaderdrive was founded in 2011, named a Little Giant in 2019 and, in 2020, was listed on the STAR Market."
    dates = {event.action: event.date for event in read(annotator, text, "en")}
    assert dates == {"founded": "2011", "designated": "2019", "listed": "2020"}


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            [
                "Huawei was added to the Entity List",
                "in 2019",
                "，",
                "。",
                " ",
                "\n",
                "华为",
                "被列入实体清单",
                "2019年5月",
                "the company",
                "It received a loan of 2 billion yuan from China Development Bank",
                "于科创板上市",
                "《",
                "》",
                "(",
                "．",
                "𠀀",
            ]
        ),
        max_size=14,
    ).map("".join),
    st.sampled_from(["zh", "en", "mixed", "und"]),
)
def test_every_event_is_a_span_of_the_text(annotator: Annotator, text: str, language: str) -> None:
    mentions = annotator.annotate([text])[0].mentions
    for event in find_events(text, language, mentions, "2020-01-01"):
        assert text[event.start : event.end] == event.text
        assert event.action in EVENT_ACTIONS
        assert event.actor
        assert 0 <= event.score <= 1
        assert event.object in " ".join(text.split()) or event.object in text


@pytest.mark.parametrize(
    ("piece", "times", "after"),
    [
        ("在", 60, "的"),
        ("已已经12月3日在建成完成", 16, "的"),
        ("一", 1100, ""),
        ("、甲", 500, ""),
        ("10个", 300, ""),
    ],
)
def test_words_before_a_verb_are_read_once(annotator: Annotator, piece: str, times: int, after: str) -> None:
    assert_time_in_proportion(
        lambda number: annotator.annotate([f"2019年5月，青禾超级工厂{piece * number}{after}超级工厂投产。"]),
        times,
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2025年，青云地铁15号线通车运营，全年交通、水利投资分别达到845亿元、486亿元。", None),
        ("2025年，青云大桥建成通车，总投资20亿元。", 2e9),
    ],
)
def test_a_sum_in_another_clause_is_not_the_cost_of_what_opened(
    annotator: Annotator, text: str, value: float | None
) -> None:
    assert [event.value for event in read(annotator, text, "zh")] == [value]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "In 2015 Haiwei Bearings acquired Feinlager Technologies for 300 million euros a year later.",
            [3e8],
        ),
        ("In 2018 Haiwei Bearings received 12 million yuan a year from the Suzhou city government.", [1.2e7]),
        ("In 2018 Haiwei Bearings listed on the STAR Market at 12 yuan a share.", [None]),
        ("In 2018 Haiwei Bearings listed on the STAR Market at 12 yuan apiece.", [None]),
        ("In 2020 Haiwei Bearings listed on the STAR Market and raised 3 billion yuan.", [3e9]),
        (
            "Haiwei Bearings raised 300 million yuan in a Series B round in 2018 and listed in Shanghai in 2020.",
            [3e8, None],
        ),
        (
            "Haiwei Bearings listed in Shanghai in 2020 and raised a further 300 million yuan in 2021.",
            [None, 3e8],
        ),
    ],
)
def test_sums_belong_to_the_event_that_brought_them(
    annotator: Annotator, text: str, values: list[float | None]
) -> None:
    assert [event.value for event in read(annotator, text, "en")] == values


@pytest.mark.parametrize(
    ("text", "date", "date_to"),
    [
        ("“十三五”期间，华为在上海成立研究院。", "2016", "2020"),
        ("20世纪90年代，华为在上海成立研究院。", "1990", "1999"),
        ("2016年至2020年，华为成立了5家研究院。", "2016", "2020"),
    ],
)
def test_a_period_has_two_ends(annotator: Annotator, text: str, date: str, date_to: str) -> None:
    (event,) = read(annotator, text, "zh")
    assert (event.date, event.date_to) == (date, date_to)


@pytest.mark.parametrize(
    ("when", "date", "date_to"),
    [
        ("in the third quarter of 2021", "2021-07", "2021-09"),
        ("in the first quarter of 2020", "2020-01", "2020-03"),
        ("in the last quarter of 2020", "2020-10", "2020-12"),
        ("in the first half of 2021", "2021-01", "2021-06"),
        ("in the second half of 2021", "2021-07", "2021-12"),
        ("in Q2 2021", "2021-04", "2021-06"),
        ("in the first nine months of 2021", "2021-01", "2021-09"),
        ("in the fourth quarter of last year", "2021-10", "2021-12"),
        ("in the third quarter of fiscal 2021", "2021", ""),
    ],
)
def test_a_part_of_an_english_year_has_its_months(
    annotator: Annotator, when: str, date: str, date_to: str
) -> None:
    text = f"Huawei acquired Haiwei Bearings {when}."
    (event,) = read(annotator, text, "en", "2022-05-06")
    assert (event.date, event.date_to) == (date, date_to)
    (event,) = read(annotator, f"The State Council issued the Opinions on Chips {when}.", "en", "2022-05-06")
    assert (event.date, event.date_to) == (date, date_to)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Huawei absorbed Haiwei Bearings (2019), Nanwan Optics (2020) and Lanhai Tools (2022).",
            [
                ("acquired", "Huawei", "Haiwei Bearings", "2019"),
                ("acquired", "Huawei", "Nanwan Optics", "2020"),
                ("acquired", "Huawei", "Lanhai Tools", "2022"),
            ],
        ),
        (
            "Haiwei Bearings, which Washington blacklisted in March 2023, makes drones.",
            [("sanctioned", "Haiwei Bearings", "", "2023-03")],
        ),
        (
            "Nanwan Optics makes lenses. In 2019 Huawei took control of the company.",
            [("acquired", "Huawei", "Nanwan Optics", "2019")],
        ),
        (
            "Nanwan Optics makes lenses. In 2019 Huawei purchased 15 percent of its shares.",
            [("invested", "Huawei", "its shares", "2019")],
        ),
        (
            "Haiwei Bearings was privatised in 1999, floated on ChiNext in 2020 and is quoted there.",
            [("listed", "Haiwei Bearings", "ChiNext", "2020")],
        ),
        (
            "Nanwan Optics, in which Huawei has held 26 percent since 2021, listed in Zurich in July 2022.",
            [("listed", "Nanwan Optics", "Zurich", "2022-07")],
        ),
        (
            "China's commerce ministry responded by adding two firms, Haiwei Bearings and Nanwan Optics, to its "
            "unreliable entity list in May 2023.",
            [
                ("sanctioned", "Haiwei Bearings", "its unreliable entity list", "2023-05"),
                ("sanctioned", "Nanwan Optics", "its unreliable entity list", "2023-05"),
            ],
        ),
        (
            "Veltrano, an operator in Ohio, agreed to acquire Grunwerk for $875m.",
            [("acquired", "Veltrano", "Grunwerk", "")],
        ),
        (
            "In 2021 Huawei got 4 million yuan in local subsidies.",
            [("funded", "Huawei", "4 million yuan in local subsidies", "2021")],
        ),
        (
            "Haiwei Bearings runs a plant in Suzhou, which opened in 2022.",
            [("opened", "Haiwei Bearings", "a plant", "2022")],
        ),
        (
            "The case of Haiwei Bearings, one of 42 firms that the ministry named Little Giants in 2021, is known.",
            [("designated", "Haiwei Bearings", "Little Giants", "2021")],
        ),
        (
            "Haiwei Bearings has raised 3 million yuan, while Nanwan Optics (NWO) has raised 4 million yuan in 2020.",
            [
                ("funded", "Haiwei Bearings", "3 million yuan", ""),
                ("funded", "Nanwan Optics", "4 million yuan", "2020"),
            ],
        ),
        (
            "Haiwei Bearings became known in 2017 when it acquired Nanwan Optics.",
            [("acquired", "Haiwei Bearings", "Nanwan Optics", "2017")],
        ),
        (
            "In 2010 Haiwei Bearings acquired Nanwan Optics, and later set up a factory in Wujiang.",
            [
                ("acquired", "Haiwei Bearings", "Nanwan Optics", "2010"),
                ("opened", "Haiwei Bearings", "a factory in Wujiang", ""),
            ],
        ),
        (
            "Liu Haiwen (1945-2017) was the engineer who founded Haiwei Bearings.",
            [("founded", "Liu Haiwen", "Haiwei Bearings", "")],
        ),
        (
            "Liu Haiwen, Chen Guang and Tom Abara were named chairman, finance chief and president respectively.",
            [
                ("appointed", "Liu Haiwen", "chairman", ""),
                ("appointed", "Chen Guang", "finance chief", ""),
                ("appointed", "Tom Abara", "president", ""),
            ],
        ),
        (
            "In 2021 Haiwei Bearings and Nanwan Optics were named a Little Giant and a Manufacturing Champion, "
            "respectively.",
            [
                ("designated", "Haiwei Bearings", "a Little Giant", "2021"),
                ("designated", "Nanwan Optics", "a Manufacturing Champion", "2021"),
            ],
        ),
        ("In 2021 Haiwei Bearings and Nanwan Optics were named three Little Giants respectively.", []),
        (
            "In 2023 Haiwei Bearings appointed Liu Haiwen as chairman and Chen Guang as president of its unit.",
            [
                ("appointed", "Liu Haiwen", "chairman", "2023"),
                ("appointed", "Chen Guang", "president of its unit", "2023"),
            ],
        ),
        ("Ms Lindqvist succeeds Robert Haas, who founded the company in 2008.", []),
        (
            "In 2023 the ministry fined a Dutch trading company, Haiwei Metals, 2.4 million yuan.",
            [("sanctioned", "Haiwei Metals", "2.4 million yuan", "2023")],
        ),
        (
            "In 2023 Huawei injected €30 million of fresh capital into Nanwan Optics.",
            [("invested", "Huawei", "Nanwan Optics", "2023")],
        ),
        (
            "The Treasury sanctioned two Hong Kong traders, Haiwei Tools and Nanwan Optics, in May 2023.",
            [("sanctioned", "Haiwei Tools", "", "2023-05"), ("sanctioned", "Nanwan Optics", "", "2023-05")],
        ),
        (
            "Haiwei Bearings spent 90 million yuan on a research centre that opened in Wuxi in May 2019.",
            [
                ("invested", "Haiwei Bearings", "a research centre", "2019-05"),
                ("opened", "Haiwei Bearings", "a research centre", "2019-05"),
            ],
        ),
        (
            "In 2020 Huawei agreed to inject 3 million yuan into Nanwan Optics.",
            [("invested", "Huawei", "Nanwan Optics", "2020")],
        ),
        (
            "Two suppliers, Haiwei Bearings and Nanwan Optics, were hit with duties by Brussels in May 2023.",
            [
                ("sanctioned", "Haiwei Bearings", "duties", "2023-05"),
                ("sanctioned", "Nanwan Optics", "duties", "2023-05"),
            ],
        ),
        (
            "Nordmetall appointed Lena Fischer head of its battery unit; she joined from a rival.",
            [("appointed", "Lena Fischer", "head of its battery unit", "")],
        ),
        (
            "In 2021 Nordmetall appointed Lena Fischer, a former deputy minister, to act as chairwoman.",
            [("appointed", "Lena Fischer", "chairwoman", "2021")],
        ),
        ("In 2021 Nordmetall appointed Lena Fischer, a former deputy minister.", []),
        ("Beijing granted approval for a rival to acquire Haiwei Bearings in 2019.", []),
        ("Haiwei Bearings is one of 42 firms that the ministry may have named Little Giants in 2021.", []),
        ("Brussels vetoed the merger of Haiwei Bearings and Nanwan Optics in 2019.", []),
        ("The takeover of Haiwei Bearings by Nanwan Optics was turned down by Ottawa in May 2018.", []),
        ("Haiwei Bearings agreed to acquire Nanwan Optics in 2018 but Berlin blocked the deal.", []),
        ("Haiwei Bearings agreed in 2018 to buy Nanwan Optics, a deal that Berlin vetoed a year later.", []),
        ("Haiwei Bearings was said to have taken a 30 percent stake in Nanwan Optics in 2018.", []),
    ],
)
def test_english_sentences_of_companies_and_deals(
    annotator: Annotator, text: str, told: list[tuple[str, str, str, str]]
) -> None:
    events = read(annotator, text, "en")
    assert [(one.action, one.actor, one.object, one.date) for one in events] == told


@pytest.mark.parametrize(
    "text",
    [
        "Haiwei Bearings was told by regulators to shelve its overseas listing in 2021.",
        "Regulators scrapped the Hong Kong listing of Haiwei Bearings in November 2020.",
        "Haiwei Bearings cancelled its Shanghai listing in 2021.",
        "Haiwei Bearings dropped its New York IPO in July 2021 after a call from regulators.",
        "Haiwei Bearings put its Hong Kong IPO on ice in March 2022.",
        "Beijing blocked Haiwei Bearings's New York listing in 2021.",
        "The regulator ordered Haiwei Bearings to pull its New York flotation in June 2021.",
        "Haiwei Bearings nearly acquired Nordlager Systems in 2016.",
        "2021年7月，青禾集团取消在科创板上市。",
        "2023年2月，议员敦促商务部将青禾集团列入实体清单。",
        "2019年5月，青禾集团被列入名单。",
    ],
)
def test_what_was_called_off_demanded_or_left_open_is_no_event(annotator: Annotator, text: str) -> None:
    assert not read(annotator, text, "en" if text.isascii() else "zh")


def test_an_engineer_of_a_firm_is_not_the_firm(annotator: Annotator) -> None:
    text = "Founded by a former Siemens engineer in 2009, Haiwei Bearings employs 2,400 people."
    (event,) = read(annotator, text, "en")
    assert (event.actor, event.counterpart, event.date) == ("Haiwei Bearings", "", "2009")


def test_an_apposition_without_and_is_not_a_list(annotator: Annotator) -> None:
    text = "With a 2 million yuan loan from China Development Bank, Haiwei Bearings built a plant in 2015."
    event = read(annotator, text, "en")[0]
    assert (event.action, event.counterpart) == ("funded", "China Development Bank")


def test_a_birth_date_dates_nothing_else(annotator: Annotator) -> None:
    text = (
        "Born in 1974, with a degree in law, Huawei's Robert Lu was appointed the Minister of the Interior."
    )
    assert {event.date for event in read(annotator, text, "en")} <= {""}
    text = text.replace(".", " in February 2020.")
    assert {event.date for event in read(annotator, text, "en")} == {"2020-02"}


def test_an_english_object_is_cut_between_words(annotator: Annotator) -> None:
    text = (
        "The State Council issued an emergency directive demanding an urgent inspection of the roughly 2,000 "
        "Galaxy and older Comet airliners registered in the country."
    )
    (event,) = read(annotator, text, "en")
    assert f"{event.object} " in text


def test_a_price_per_share_is_not_the_sum_of_an_offering(annotator: Annotator) -> None:
    text = "2020年8月，青禾光电以每股12元的发行价登陆创业板，募资6.4亿元。"
    (event,) = find_events(text, "zh", annotator.annotate([text])[0].mentions)
    assert (event.value, event.unit) == (640_000_000, "CNY")


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On 5 March 2024 the ministry added Haiwei Tools and Feinlager Optics to the Entity List."),
        ("zh", "2024年3月5日，商务部将波音公司、雷神公司列入不可靠实体清单。"),
    ],
)
def test_the_parties_of_a_list_have_spans_of_their_own(
    annotator: Annotator, language: str, text: str
) -> None:
    found = read(annotator, text, language)
    assert len({(event.start, event.end, event.rule) for event in found}) == len(found) == 2
    assert all(event.actor in event.text and event.object in event.text for event in found)


@pytest.mark.parametrize(
    ("text", "read_object"),
    [
        (
            "On 14 March 2022 the Ministry of Commerce issued a notice asking exporters to register.",
            "a notice",
        ),
        ("In 2016 Haiwei Bearings built a factory aimed at the German market.", "a factory"),
        (
            "In 2020 the Ministry of Commerce released regulations Sept. 30 to carry out an order.",
            "regulations",
        ),
        (
            "In 2017 Haiwei Motors acquired 49.9 per cent of carmaker Nordlager and 51 per cent of Feinlager.",
            "carmaker Nordlager",
        ),
        (
            "In January 2025 the US added Haiwei Bearings to expand its list of firms tied to the military.",
            "its list of firms tied to the military",
        ),
        (
            "On 3 December 2020 the Department of Defense designated four more companies as owned by the Chinese "
            "military, including Haiwei Bearings.",
            "owned by the Chinese military",
        ),
    ],
)
def test_an_english_object_has_the_right_ends(annotator: Annotator, text: str, read_object: str) -> None:
    (event,) = read(annotator, text, "en")
    assert event.object == read_object


def test_a_fund_has_no_sum_of_another_clause(annotator: Annotator) -> None:
    text = (
        "2012年，青禾高新区成立了“青云风险补偿基金”，支持销售收入5000万元以下、融资需求在500万元以下的企业。"
    )
    (event,) = read(annotator, text, "zh")
    assert (event.actor, event.value) == ("青云风险补偿基金", None)


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "《青云办法》已经2025年2月27日公安部部务会议审议通过，并经民政部、文化和旅游部同意，现予公布。",
            "2025-05-23",
        ),
        (
            "国家互联网信息办公室令 第18号 《青云办法》已经2024年9月20日国家互联网信息办公室2024年第15次室务会会议审议通过，现予公布。",
            "2025-05-23",
        ),
    ],
)
def test_a_ministry_issues_rules_on_the_day_of_its_order(annotator: Annotator, text: str, date: str) -> None:
    found = find_events(text, "zh", annotator.annotate([text])[0].mentions, "2025-05-23")
    assert [event.date for event in found if event.action == "issued"] == [date]
