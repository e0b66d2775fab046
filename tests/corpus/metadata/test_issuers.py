"""Issuers: joint ones, inner departments, orders, and records that name a different body than the text."""

from __future__ import annotations

import json

import pytest

from flows.corpus.metadata.issuers import (
    IssuerEvidence,
    find_body_in_title,
    find_letterhead,
    find_order,
    settle_issuer,
    settle_order,
    split_issuers,
)
from tests.support import read_one


@pytest.mark.parametrize(
    ("publisher", "names"),
    [
        ("示范部 样例局", ["示范部", "样例局"]),
        ("示范部、样例局", ["示范部", "样例局"]),
        ("示范市样例局,示范市财政局", ["示范市样例局", "示范市财政局"]),
        ("示范中央/样例院", ["示范中央", "样例院"]),
        ("示范部", ["示范部"]),
        ("Ministry of Samples, Office", ["Ministry of Samples, Office"]),
        ("", []),
    ],
)
def test_joint_issuers(publisher: str, names: list[str]) -> None:
    assert split_issuers(publisher) == names


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Notice of the State Council on Kelp Pilot Zones", "State Council"),
        (
            "Opinions of the Ministry of Science and Technology on Kelp",
            "Ministry of Science and Technology",
        ),
        (
            "Implementing Opinions of the General Office of the State Council Concerning Kelp",
            "General Office of the State Council",
        ),
        (
            "Notice of Shandong Provincial People's Government on Kelp",
            "Shandong Provincial People's Government",
        ),
        ("Interim Provisions of the Supreme People's Court on Kelp", "Supreme People's Court"),
        ("Opinions of Five Ministries Including the Ministry of Commerce on Kelp", ""),
        ("Decision of the Third Session of the National People's Congress on Kelp", ""),
        ("Regulations of Sample Province on Kelp Robots", ""),
        ("Law of the People's Republic of China on Kelp", ""),
        ("Notice of Public Meeting on Kelp", ""),
        ("Report of the Ministry of Commerce on Kelp", ""),
        ("Opinions of Experts on the Ministry of Commerce", ""),
        ("Measures for Kelp", ""),
        ("MOFCOM Announcement No.88 of 2025 Announcing the Decision on Kelp", "MOFCOM"),
        ("Announcement No. 8 of 2025 of the Ministry of Commerce on Kelp", "Ministry of Commerce"),
        ("WHY Announcement No. 8 of 2025 matters", ""),
    ],
)
def test_the_body_in_an_english_title(title: str, body: str) -> None:
    assert find_body_in_title(title) == body


@pytest.mark.parametrize(
    ("known", "table", "signature", "title", "flags", "settled"),
    [
        ("科技司", "科技司", "示范部办公厅", "", {}, ("示范部办公厅", "signature")),
        ("科技司", "科技司", "", "示范部科技司关于样例的通知", {}, ("示范部科技司", "title")),
        ("办公厅", "办公厅", "", "样例的通知", {}, ("办公厅", "")),
        (
            "示范部",
            "示范部",
            "示范部 样例局 中国示例院",
            "示范部等三部门关于样例的通知",
            {},
            ("示范部 样例局 中国示例院", "signature"),
        ),
        (
            "样例局",
            "",
            "示范部 样例局 中国示例院",
            "关于样例的通知",
            {"is_signed": True},
            ("示范部 样例局 中国示例院", "signature"),
        ),
        ("示范部", "示范部  样例局", "", "", {}, ("示范部 样例局", "table in the text")),
        ("示范报社", "", "示范部", "样例的通知", {"is_signed": True}, ("示范部", "signature")),
        ("示范报社", "", "示范部", "样例的通知", {}, ("示范报社", "")),
        ("示范网", "", "", "国家示范委等部门关于样例的通知", {"has_number": True}, ("国家示范委", "title")),
        ("示范部", "", "示范部办公厅", "", {"is_signed": True}, ("示范部", "")),
        ("Sample Ministry", "", "示范部", "", {"is_signed": True}, ("Sample Ministry", "")),
        ("", "", "示范会议在京举行", "示范会议举办", {}, ("", "")),
        ("", "", "示范部", "", {}, ("示范部", "signature")),
        ("", "", "", "示范省政府办公厅转发样例厅关于样例的通知", {}, ("示范省政府办公厅", "title")),
        ("", "", "", "示范省政府批转样例厅等部门关于样例的通知", {}, ("示范省政府", "title")),
        ("", "", "", "甲某签署命令公布《示范部关于样例的决定》", {}, ("", "")),
        ("", "", "", "示范省政府印发《关于样例的意见》的通知", {}, ("示范省政府", "title")),
        ("", "", "", "示范省政府印发贯彻国务院关于样例的决定分工方案的通知", {}, ("示范省政府", "title")),
        ("", "", "", "示范省政府废止《示范省政府关于样例的规定》的通知", {}, ("示范省政府", "title")),
        ("", "", "", "印发示范省发展改革委关于样例的方案的通知", {}, ("", "")),
        ("", "", "", "国务院对示范部关于样例的请示的批复", {}, ("国务院", "title")),
        ("", "", "", "对外示范部关于样例的批复", {}, ("对外示范部", "title")),
        ("", "", "", "示范省政府办公厅转发《样例厅、示例局关于样例的通知》", {}, ("", "")),
    ],
)
def test_issuer_is_settled(
    known: str, table: str, signature: str, title: str, flags: dict[str, bool], settled: tuple[str, str]
) -> None:
    assert settle_issuer(IssuerEvidence(known, table, signature, title, **flags)) == settled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "正文 【打印】 国家示范局 中国样例办公室 中华人民共和国示例部 令 第5号 《样例规定》已经审议通过",
            ("国家示范局 中国样例办公室 示例部", "国家示范局、中国样例办公室、示例部令第5号"),
        ),
        ("示范局令\n第十二号\n《样例规定》", ("示范局", "示范局令第十二号")),
        ("根据示范局的命令，第5号文件", ("", "")),
        ("", ("", "")),
    ],
)
def test_orders(text: str, found: tuple[str, str]) -> None:
    assert find_order(text) == found


def test_a_replaced_publisher_is_noted() -> None:
    document = read_one(
        '{"title": "关于样例的通知", "date": "2021-03-12", "department": "科技司", "source": '
        '"someone/corpus", '
        '"text": "各单位：\\n请落实。\\n示范部办公厅\\n2021年3月1日"}\n'.encode(),
        "a.jsonl",
    )
    assert (document.publisher, document.written, document.published) == (
        "示范部办公厅",
        "2021-03-01",
        "2021-03-12",
    )
    assert document.notes == ("publisher: 示范部办公厅 by the signature, where 科技司 was given",)
    assert document.metadata["source"] == "someone/corpus"


def test_a_signature_of_names_that_are_not_bodies_gives_no_issuer() -> None:
    text = "关于样例的事情\n内容若干。\n某某新闻社 本报记者们\n2021年3月1日"
    document = read_one(text.encode(), "a.txt")
    assert (document.publisher, document.written) == ("", "2021-03-01")


PROMULGATED = "《样例管理办法》已经审议通过，现予公布，自2021年5月1日起施行。"


@pytest.mark.parametrize(
    ("known", "number", "title", "text", "issuer"),
    [
        ("示范市人民政府办公厅", "示范市人民政府令第5号", "示范市样例管理办法", "", "示范市人民政府"),
        ("市政府办公厅", "示范市人民政府令第5号", "示范市样例管理办法", "", "示范市人民政府"),
        ("国务院办公厅", "国令第706号", "样例条例", "", "国务院"),
        ("示范省人民政府办公厅", "示府令第5号", "样例办法", "", "示范省人民政府"),
        ("示范市司法局", "", "样例办法", f"示范市人民政府令\n第5号\n{PROMULGATED}", "示范市人民政府"),
        ("", "", "样例办法", f"示范市市长令\n第5号\n{PROMULGATED}", "示范市人民政府"),
        ("市政府办公室", "", "样例办法", f"{PROMULGATED}\n市长　甲某某\n2021年3月1日", "市政府"),
        (
            "示范省人民政府办公厅",
            "",
            "样例办法",
            f"{PROMULGATED}\n省长 甲 某\n2021年3月1日",
            "示范省人民政府",
        ),
        # These belong to the office, or to another body.
        (
            "示范市人民政府办公厅",
            "示政办发〔2021〕5号",
            "关于样例的通知",
            "贯彻示范市人民政府令第5号。",
            "示范市人民政府办公厅",
        ),
        (
            "示范市人民政府办公厅",
            "",
            "示范市人民政府办公厅关于公布样例的通知",
            "示范市人民政府令\n第5号",
            "示范市人民政府办公厅",
        ),
        ("示范局", "示范局令第5号", "样例办法", f"示范局令\n第5号\n{PROMULGATED}\n局长 甲某", "示范局"),
        ("示范报", "", "市长的一天", "市长甲某\n说：", "示范报"),
        ("国务院", "国令第706号", "样例条例", "", "国务院"),
        ("", "", "", "", ""),
    ],
)
def test_an_order_is_the_governments(known: str, number: str, title: str, text: str, issuer: str) -> None:
    assert settle_order(known, number, title, text, is_official=False) == issuer


def test_an_order_in_a_file_is_the_governments() -> None:
    record = {
        "title": "示范市样例管理办法",
        "发布机构": "示范市人民政府办公厅",
        "text": f"示范市人民政府令\n第5号\n{PROMULGATED}",
    }
    document = read_one(json.dumps(record).encode(), "a.jsonl")
    assert (document.publisher, document.metadata["derived"]["origins"]["publisher"]) == (
        "示范市人民政府",
        "order",
    )
    assert document.notes == ("publisher: 示范市人民政府 by its order, where 示范市人民政府办公厅 was given",)


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        (["青禾半导体股份有限公司", "2024年年度报告摘要"], "青禾半导体股份有限公司"),
        (["样例市市场监督管理局", "行政处罚决定书"], "样例市市场监督管理局"),
        (["中共样例市委 样例市人民政府", "关于加快养殖海带的若干意见"], "中共样例市委 样例市人民政府"),
        (
            ["公司代码：600000　公司简称：青禾股份", "青禾半导体股份有限公司", "2024年年度报告摘要"],
            "青禾半导体股份有限公司",
        ),
        (
            ["Annual Report on Samples", "U.S.-Sample Review Commission", "November 14, 2023"],
            "U.S.-Sample Review Commission",
        ),
        (
            ["样例省2024年统计公报", "样例省统计局 国家统计局样例调查总队", "2025年3月17日"],
            "样例省统计局 国家统计局样例调查总队",
        ),
        (["专利统计简报", "样例知识产权局战略规划司", "2024年1月"], "样例知识产权局战略规划司"),
        (["预算报告", "——2025年1月15日在会上", "样例市财政局局长 甲某某"], "样例市财政局"),
        (["EUROPEAN COMMISSION", "Report on samples"], "European Commission"),
        (["DEPARTMENT OF SAMPLES", "Bureau of Samples", "Additions"], "Bureau of Samples"),
        (
            ["White Paper on Samples", "Ministry of Samples and Trade", "June 2024"],
            "Ministry of Samples and Trade",
        ),
        (["Statement of Jane Doe", "Before the Senate Committee on Samples", "June 11, 2024"], ""),
        (["样例市统计局 国家统计局样例调查队", "2025年4月2日"], "样例市统计局 国家统计局样例调查队"),
        (["Sample Securities | Equity Research", "14 November 2024", "Kelp"], "Sample Securities"),
        (["Notice of the Sample Office", "On pilot work"], ""),
        (["某市召开动员大会", "部署全年工作"], ""),
        (["国务院成立领导小组", "2024年1月5日，会议召开。"], ""),
    ],
)
def test_letterheads(lines: list[str], body: str) -> None:
    assert find_letterhead(lines)[0] == body
