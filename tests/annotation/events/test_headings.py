"""Events of passages whose firm, or whose issuing body, only the title names."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names import Alias, Context

REPORT = "云澜半导体股份有限公司2024年年度报告"
NOTICE = "商务部公告2025年第70号 公布将极光系统公司等7家美国实体列入出口管制管控名单"
CASE = "Company case: Velmora Semiconductor"


def _read(annotator: Annotator, text: str, title: str, date: str = "") -> list[tuple[str, ...]]:
    found = annotator.annotate([text], [Context(headings=(title,), date=date)])[0].events
    return [(one.action, one.actor, one.object, one.counterpart, one.date) for one in found]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # The investor and the firm that was bought are not 公司.
        (
            "2020年12月，江海产业基金有限公司以5亿元认购公司新增注册资本。2022年8月，江海市国有资本运营有限公司"
            "向公司增资3.2亿元。2023年3月，公司在科创板上市。",
            [
                ("invested", "江海产业基金有限公司", "云澜半导体股份有限公司", "", "2020-12"),
                ("invested", "江海市国有资本运营有限公司", "云澜半导体股份有限公司", "", "2022-08"),
                ("listed", "云澜半导体股份有限公司", "科创板", "", "2023-03"),
            ],
        ),
        (
            "2024年4月，公司以2亿元收购德国Nordwerk GmbH 100%股权。2024年12月2日，公司被美国商务部列入实体清单。",
            [
                ("acquired", "云澜半导体股份有限公司", "德国Nordwerk GmbH 100%股权", "", "2024-04"),
                ("sanctioned", "云澜半导体股份有限公司", "实体清单", "美国商务部", "2024-12-02"),
            ],
        ),
        (
            "2025年3月，公司与星川科技股份有限公司签署合作协议，并在江海市开工建设8英寸碳化硅产线。",
            [("opened", "云澜半导体股份有限公司", "8英寸碳化硅产线", "", "2025-03")],
        ),
        # A subsidiary that the passage is about.
        (
            "星川科技有限公司成立于2012年5月。2021年，公司入选专精特新“小巨人”企业。",
            [
                ("founded", "星川科技有限公司", "", "", "2012-05"),
                ("designated", "星川科技有限公司", "专精特新“小巨人”企业", "", "2021"),
            ],
        ),
    ],
)
def test_a_bare_noun_is_the_firm_that_the_text_is_about(
    annotator: Annotator, text: str, told: list[tuple[str, ...]]
) -> None:
    assert _read(annotator, text, REPORT) == told


def test_the_short_name_of_the_firm_in_the_title_is_that_firm(annotator: Annotator) -> None:
    title = "公司发展历程——北斗精微股份有限公司"
    lines = ["2000年9月：北斗精微在北京注册成立", "2007年8月13日：深圳证券交易所中小板上市"]
    assert [_read(annotator, line, title) for line in lines] == [
        [("founded", "北斗精微", "", "", "2000-09")],
        [("listed", "北斗精微股份有限公司", "深圳证券交易所中小板", "", "2007-08-13")],
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "In June 2015, we completed our Series A financing of RMB80 million led by Sequoia China.",
            [("funded", "Velmora Storage Limited", "2015-06")],
        ),
        (
            "In September 2017, our Suzhou production base commenced operation.",
            [("opened", "Velmora Storage Limited", "2017-09")],
        ),
        ('"In June 2015, we completed our Series A financing of RMB80 million," said a rival.', []),
    ],
)
def test_we_is_the_firm_that_reports_on_itself(
    annotator: Annotator, text: str, told: list[tuple[str, ...]]
) -> None:
    title = "Velmora Storage Limited: History"
    assert [(one[0], one[1], one[4]) for one in _read(annotator, text, title)] == told
    assert _read(annotator, text, "A study of China's battery makers") == []


@pytest.mark.parametrize(
    "mentioned",
    [
        "近年来，比亚迪等企业加快自研。",
        "比亚迪的订单占销售额的三成。",
        "周岚曾在比亚迪工作十年。",
        "产品用于比亚迪汽车。",
        "据比亚迪介绍，订单增长三成。",
        "成为比亚迪供应商后，订单增长三成。",
        "2019年，比亚迪、中芯国际先后下了订单。",
        "周岚说，比亚迪给了第一张订单。",
        "比亚迪是其最大客户。",
    ],
)
def test_a_bare_noun_is_no_firm_mentioned_in_passing(annotator: Annotator, mentioned: str) -> None:
    text = f"{mentioned}2020年，公司入选专精特新“小巨人”企业。"
    assert _read(annotator, text, "一家小厂的逆袭") == []
    about = "2019年，比亚迪加快自研。2020年，公司入选专精特新“小巨人”企业。"
    assert [one[1] for one in _read(annotator, about, "一家小厂的逆袭")] == ["比亚迪"]


def test_a_title_tells_of_a_firm_that_no_list_has(annotator: Annotator) -> None:
    text = "2018年5月，公司二期厂房竣工投产。2022年，公司与中国银行签订2亿元贷款合同。"
    told = [
        ("opened", "云渡智能", "二期厂房", "", "2018-05"),
        ("funded", "云渡智能", "2亿元贷款合同", "中国银行", "2022"),
    ]
    assert _read(annotator, text, "云渡智能发展历程") == told
    assert _read(annotator, text, "新能源汽车产业发展史") == []


def test_a_title_names_a_firm_by_the_short_form_of_its_text(annotator: Annotator) -> None:
    alias = Alias("云渡智能", "ORG", "", "org:北江云渡智能装备股份有限公司")
    context = Context(aliases=(alias,), headings=("云渡智能的二十年",))
    (event,) = annotator.annotate(["2018年5月，公司二期厂房竣工投产。"], [context])[0].events
    assert (event.actor, event.actor_entity) == ("云渡智能", "org:北江云渡智能装备股份有限公司")


def test_a_listing_has_the_proceeds_of_the_sentence_before(annotator: Annotator) -> None:
    text = (
        "公司首次公开发行人民币普通股3,000万股，发行价格为20.50元/股，募集资金总额61,500.00万元。"
        "公司股票于2023年7月18日在上海证券交易所科创板上市。"
    )
    listing = annotator.annotate([text], [Context(headings=(REPORT,))])[0].events[0]
    assert (listing.actor, listing.object, listing.value) == (
        "云澜半导体股份有限公司",
        "上海证券交易所科创板",
        615_000_000,
    )


def test_a_notice_blacklists_each_firm_that_it_names(annotator: Annotator) -> None:
    text = (
        "根据《中华人民共和国出口管制法》等法律法规有关规定，为维护国家安全和利益，决定将极光系统公司（Aurora Systems, "
        "Inc.）、青石动力公司（Bluestone Dynamics LLC）等7家美国实体列入出口管制管控名单，并采取以下措施："
    )
    told = ("出口管制管控名单", "商务部", "2025-03-04")
    assert _read(annotator, text, NOTICE, "2025-03-04") == [
        ("sanctioned", "极光系统公司", *told),
        ("sanctioned", "青石动力公司", *told),
    ]
    assert _read(annotator, NOTICE, NOTICE, "2025-03-04") == [("sanctioned", "极光系统公司", *told)]


def test_it_is_the_firm_of_the_heading_and_not_its_investor(annotator: Annotator) -> None:
    text = (
        "In December 2020, Harbor Capital invested RMB 500 million in the company; Lakeside State Capital added RMB "
        "320 million in August 2022. China Development Bank granted it a loan of RMB 1.2 billion in 2021."
    )
    assert _read(annotator, text, CASE) == [
        ("invested", "Harbor Capital", "Velmora Semiconductor", "", "2020-12"),
        ("invested", "Lakeside State Capital", "", "", "2022-08"),
        ("funded", "Velmora Semiconductor", "a loan of RMB 1.2 billion", "China Development Bank", "2021"),
    ]
