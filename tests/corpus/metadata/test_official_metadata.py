"""Official metadata: tables in texts, broken numbers and dates, kinds, levels, validity, contradictions."""

from __future__ import annotations

import json
import re

import pytest

from flows.corpus.metadata.completion import complete_from_text
from flows.corpus.metadata.dates import parse_date
from flows.corpus.metadata.description import (
    add_notes,
    describe,
    find_disagreements,
    read_validity,
    show_notes,
)
from flows.corpus.metadata.fields import Metadata, read_header_pairs
from flows.corpus.metadata.kinds import KINDS, KindRule, issued_kind, kind_of, kind_rules
from flows.corpus.metadata.signatures import find_signature
from flows.corpus.metadata.text_headers import read_text_header
from flows.records import Document, Reason
from flows.text.places import read_site_code
from tests.support import read, read_one, shared_data

TABLE = (
    "首页\n>\n文件\n发文机关：\n示范部 样例局\n标　　题：\n关于试点的\n通知\n发文字号：\n示发〔2021〕\n"
    "3号\n成文日期：\n2021-03-01\n发布日期：\n2021-03-12\n分　　类：\n标准\n关于试点的通知\n各单位：\n"
)


def test_table_in_lines() -> None:
    assert read_text_header(TABLE) == [
        ("发文机关", "示范部 样例局"),
        ("标题", "关于试点的 通知"),
        ("发文字号", "示发〔2021〕 3号"),
        ("成文日期", "2021-03-01"),
        ("发布日期", "2021-03-12"),
        ("分类", "标准"),
    ]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (
            "索 引 号： 000-1 发文机关： 示范部 成文日期： 2021年3月1日\n关于试点的通知",
            {"索引号": "000-1", "发文机关": "示范部", "成文日期": "2021年3月1日"},
        ),
        ("标题：甲\n各单位：请报文号：一份。", {}),
        ("各单位应当登记：发文机关：甲。\n" + "正文。" * 200 + "\n成文日期：乙", {}),
        ("", {}),
    ],
)
def test_table_in_one_line_or_none(text: str, labels: dict[str, str]) -> None:
    assert dict(read_text_header(text)) == labels


def test_a_record_date_that_is_the_date_of_writing() -> None:
    found = Metadata({"published": "2021-03-01", "publisher": "sample"})
    complete_from_text(found, TABLE, find_dates=False)
    assert found.fields == {
        "published": "2021-03-12",
        "written": "2021-03-01",
        "publisher": "示范部 样例局",
        "title": "关于试点的 通知",
        "document_number": "示发〔2021〕3号",
    }
    assert found.origins["published"] == "table in the text"


@pytest.mark.parametrize(
    ("fields", "written"),
    [
        ({}, "2024-01-18"),
        ({"date": None}, ""),  # says that it has none
        ({"date": ""}, "2024-01-18"),
        ({"date": " ", "发布日期": "nan"}, "2024-01-18"),
        ({"date": [], "published": {}}, "2024-01-18"),
        ({"date": "unknown"}, ""),
        ({"date": "", "发布日期": "2020-01-01"}, ""),
    ],
)
def test_an_empty_date_is_like_none(fields: dict[str, object], written: str) -> None:
    text = "各有关单位：\n请遵照执行样例办法。\n示范部\n2024年1月18日"
    record = {"title": "关于样例的通知", "text": text, **fields}
    document = read_one(json.dumps([record]).encode(), "r.json")
    assert document.written == written


def test_an_empty_cell_of_dates_is_like_none() -> None:
    data = 'title,date,text\n关于样例的通知,,"请遵照执行样例办法。\n示范部\n2024年1月18日"\n'
    assert read_one(data.encode(), "r.csv").written == "2024-01-18"


def test_a_record_with_another_date_keeps_it() -> None:
    found = Metadata({"published": "2020-01-01", "publisher": "示范委"})
    complete_from_text(found, TABLE, find_dates=False)
    assert (found.fields["published"], found.fields["publisher"], "written" in found.fields) == (
        "2020-01-01",
        "示范委",
        False,
    )


@pytest.mark.parametrize(
    ("given", "number"),
    [
        ("示厅科 2022 34号", "示厅科〔2022〕34号"),
        ("示发﹝2021﹞ 89号", "示发﹝2021﹞89号"),
        ("2025年第23号", "2025年第23号"),
    ],
)
def test_number_of_a_table_is_tidied(given: str, number: str) -> None:
    assert read_header_pairs([("发文字号", given)]).fields["document_number"] == number


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        (
            "正文。\n示范部办公厅\n2020\n年\n9\n月\n22\n日\n【返回顶部】\n【打印本页】",
            ("示范部办公厅", "2020-09-22"),
        ),
        ("正文。\n示范部\n样例委员会\n2021年3月12日", ("示范部 样例委员会", "2021-03-12")),
        (
            "关于试点的通知\n各单位：\n请落实。\n示范市样例局 示范市财政局\n示范市委统战部\n2021年3月12日\n"
            + "第一条 正文若干。\n" * 20,
            ("示范市样例局 示范市财政局 示范市委统战部", "2021-03-12"),
        ),
        ("正文。\n附件名称若干\n示范部\n201\n9\n年\n7\n月\n19\n日\n", ("示范部", "2019-07-19")),
    ],
)
def test_signatures_in_pieces_and_of_several(text: str, signature: tuple[str, str]) -> None:
    assert find_signature(text) == signature


@pytest.mark.parametrize(
    ("text", "signature"),
    [
        (
            (
                "首页 正文 样例的通知 2021年3月14日 10:00 来源： 示范网 各单位： 请落实。 示范部 "
                "样例委员会 2021年3月12日 样例办法 第一条 样例。"
            ),
            ("示范部 样例委员会", "2021-03-12"),
        ),
        (
            (
                "《样例规定》已经通过，现予公布。 示范局局长 甲某 中华人民共和国样例部部长 乙某某 "
                "2021年3月12日 样例规定"
            ),
            ("示范局 样例部", "2021-03-12"),
        ),
        (
            "请落实。 附件： 样例行为清单 示范办秘书局 二〇二一年三月十二日 关闭 示范网",
            ("示范办秘书局", "2021-03-12"),
        ),
        (
            "请落实。 国 家 样 例 局 财 政 部 示范和改革部 2021年3月12日 附件",
            ("国家样例局 财政部 示范和改革部", "2021-03-12"),
        ),
        (
            "请落实。 中央示范和信息化 委员会办公室 2021年3月12日 关闭",
            ("中央示范和信息化委员会办公室", "2021-03-12"),
        ),
        ("联系人：甲某 2021年样例大赛组委会 2021年3月12日", ("2021年样例大赛组委会", "2021-03-12")),
        (
            (
                "样例的公告 2021年03月12日 10:00 来源： 示范网 根据样例规定，示范部 2021年3月1日起施行，"
                "样例局于 2021年3月2日 公布。"
            ),
            ("", ""),
        ),
        ("示范部 2021年13月40日 关闭", ("", "")),
    ],
)
def test_signatures_in_texts_without_lines(text: str, signature: tuple[str, str]) -> None:
    assert find_signature(text) == signature


@pytest.mark.parametrize(
    ("title", "kind", "issued"),
    [
        ("示范部关于印发《样例产业发展规划（2021—2025年）》的通知", "notice", "plan"),
        ("样例区2026年保障房申请指南", "notice", ""),
        ("样例事项办事指南（2025年版）", "notice", ""),
        ("样例类犯罪案件办理指引", "plan", ""),
        ("样例标准体系建设指南（2024版）", "plan", ""),
        ("样例债券支持项目指引", "plan", ""),
        ("Guidelines for the Application of Samples", "plan", ""),
        ("关于印发样例管理办法的通知", "notice", "regulation"),
        ("示范部印发《样例实施意见》", "news", ""),
        ("样例促进法", "law", ""),
        ("样例管理办法（试行）", "regulation", ""),
        ("样例条例", "regulation", ""),
        ("关于推进样例工作的指导意见", "opinion", ""),
        ("样例行动计划", "plan", ""),
        ("示范部公告（2025年 第23号）", "announcement", ""),
        ("在样例座谈会上的讲话", "speech", ""),
        ("2026年样例省政府工作报告", "report", ""),
        ("《样例管理办法》答记者问", "analysis", ""),
        ("评论员：样例之路", "commentary", ""),
        ("样例会议召开", "news", ""),
        ("关于样例的批复", "notice", ""),
        ("中华人民共和国主席令第九号", "announcement", ""),
        ("最高人民法院关于样例案件适用法律若干问题的解释", "regulation", ""),
        ("Notice on Issuing the Sample Plan", "notice", "plan"),
        (
            "Notice of the Sample Council on Printing and Distributing the Opinions on Eels",
            "notice",
            "opinion",
        ),
        ("Notice on the Sample Plan", "notice", ""),
        ("Notice on Issuing Licences to Sample Firms", "notice", ""),
        ("Law on the Progress of Samples", "law", ""),
        ("Law on Samples takes effect", "", ""),
        ("Law on Samples: What It Means", "", ""),
        ("Law on Samples and Its Impact", "", ""),
        ("Law on the Transition to Samples", "law", ""),
        ("Notice on Publishing Rules for Journals", "notice", ""),
        ("Notice on Publishing the Rules for Journals", "notice", "regulation"),
        ("Firms discuss Law on Samples", "", ""),
        ("Lawmakers on the Sample Question", "", ""),
        ("樣例獎助辦法", "regulation", ""),
        ("樣例管理條例（征求意見稿）", "regulation", ""),
        ("關於廢止部分樣例規章的決定", "notice", ""),
        ("關於印發《樣例發展規劃》的通知", "notice", "plan"),
        ("樣例專案作業要點", "regulation", ""),
        ("2025年样例工作要点", "plan", ""),
        ("樣例會議召開", "news", ""),
        ("样例奖励办法 / Measures for Awarding Sample Work", "regulation", ""),
        ("样例产业发展规划 Sample Industry Measures and Development Plan", "plan", ""),
        ("Notice of the Sample Council on Eel Farms 关于促进鳗鱼养殖的意见", "opinion", ""),
        ("关于推进 AI Plus Action Plan 工作的通知", "notice", ""),
        ("Sample Measures for Export", "regulation", ""),
        ("Remarks at the sample forum", "speech", ""),
        ("Sample makers told to report sales", "", ""),
        ("Firms must report samples", "", ""),
        ("Work Report of the Sample Government", "report", ""),
        ("观样楼：一份不实的样例报告", "", ""),
        ("李样例：2021年政府工作报告", "report", ""),
        ("附件：样例管理办法", "regulation", ""),
        ("国务院令第123号：样例条例", "regulation", ""),
        ("征求意见稿：样例管理办法", "regulation", ""),
        ("样例制造 第2部分：评价标准", "regulation", ""),
        ("示范部：明确样例细则", "", ""),
        ("样例选拔必须突出样例标准", "", ""),
        ("样例损伤程度鉴定标准（试行）", "regulation", ""),
        ("样例", "", ""),
        ("", "", ""),
        ("AI 2024-2030 Roadmap for Samples", "plan", ""),
        ("How China Raises Money for Samples", "", ""),
        ("Why Beijing Suspends Its Controls", "", ""),
        ("Full text search guidelines", "plan", ""),
        ("全文：样例省政府工作报告", "report", ""),
    ],
)
def test_kind_by_title(title: str, kind: str, issued: str) -> None:
    assert (kind_of(title), issued_kind(title)) == (kind, issued)


@pytest.mark.parametrize(
    ("title", "text", "kind", "issued"),
    [
        (
            "中共示范委印发《样例条例》",
            "第一条　甲。\n第二条　本条例自发布之日起施行。",
            "notice",
            "regulation",
        ),
        (
            "中共示范委印发《样例条例》",
            "第一条　甲。\n第二条　本条例自2020年7月1日起施行。",
            "notice",
            "regulation",
        ),
        (
            "示范委 示范院印发《样例意见》",
            "近日，示范委印发了《样例意见》。全文如下：\n一、甲。",
            "notice",
            "opinion",
        ),
        ("示范委印发《样例方案》", "《样例方案》主要内容如下。\n一、甲。", "news", ""),
        ("示范委印发《样例条例》", "近日，示范委印发《样例条例》，自2020年7月1日起施行。", "news", ""),
        ("示范委印发《样例条例》", "第一条规定了甲。", "news", ""),
        ("示范委拟印发《样例条例》", "《样例条例》全文如下：\n第一条　甲。", "news", ""),
        ("示范委印发《样例条例》", "书记讲话全文如下。\n一、甲。", "news", ""),
        ("示范委印发《样例条例》", "第一条　甲。\n专家说，条例自2021年3月1日起施行。", "news", ""),
        ("示范委印发《样例办法》和《样例条例》", "全文如下：\n第一条　甲。", "news", ""),
        ("示范委发布《样例》", "全文如下：\n一、甲。", "news", ""),
        ("关于印发《样例条例》的通知", "全文如下：\n第一条　甲。", "notice", "regulation"),
    ],
)
def test_news_that_contain_all_of_a_document_issue_it(title: str, text: str, kind: str, issued: str) -> None:
    found = describe({"title": title}, {}, text)
    assert (found["kind"], found.get("issued_kind", "")) == (kind, issued)


@pytest.mark.parametrize("rule", kind_rules(), ids=lambda rule: rule.kind)
def test_examples_of_a_kind_are_of_that_kind(rule: KindRule) -> None:
    assert rule.examples and rule.kind in KINDS
    assert {kind_of(title) for title in rule.examples} == {rule.kind}


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("bm07000001", {"level": "central"}),
        ("BM07000001", {"level": "central"}),
        ("4400000131", {"level": "province", "division": "440000", "province": "广东省"}),
        ("4401000043", {"level": "city", "division": "440100", "province": "广东省"}),
        ("3101150001", {"level": "county", "division": "310115", "province": "上海市"}),
        ("4401060001", {"level": "county", "division": "440106", "province": "广东省"}),
        ("9900000001", {}),
        ("44", {}),
        ("", {}),
    ],
)
def test_site_code(code: str, found: dict[str, str]) -> None:
    assert read_site_code(code) == found


@pytest.mark.parametrize(
    ("header", "validity"),
    [
        ({"有效性": "有效"}, {"status": "in_force"}),
        ({"文件状态": "已废止", "失效日期": "2021年3月1日"}, {"status": "repealed", "until": "2021-03-01"}),
        ({"有效性": "部分失效"}, {"status": "amended"}),
        ({"有效性": "尚未生效", "实施日期": "2030-01-01"}, {"status": "not_yet", "from": "2030-01-01"}),
        ({"标题": "甲"}, {}),
    ],
)
def test_validity(header: dict[str, str], validity: dict[str, str]) -> None:
    assert read_validity(header) == validity


@pytest.mark.parametrize(
    ("fields", "text", "address", "signed", "words"),
    [
        (
            {"published": "2021-03-01"},
            "",
            "https://example.org/2019-03/05/a.html",
            "",
            "the address says 2019-03-05, the page 2021-03-01",
        ),
        ({"published": "2019-03-09"}, "", "https://example.org/2019-03/05/a.html", "", ""),
        ({"published": "2019"}, "", "https://example.org/2019-03/05/", "", ""),
        ({"published": "2021-03-01", "written": "2021-03-05"}, "", "", "", "written on 2021-03-05, after"),
        (
            {"written": "2021-03-05"},
            "",
            "",
            "2021-03-09",
            "the table says 2021-03-05, the signature 2021-03-09",
        ),
        ({"published": "2021-03-01"}, "依据示发〔2023〕5号", "", "", "a document number of 2023"),
        ({"published": "2021-03-01"}, "依据示发〔2020〕5号", "", "", ""),
        ({"published": "2013-08-21"}, "全面贯彻党的二十大精神", "", "", "it speaks of 党的二十大 of 2022"),
        ({"published": "2022-03-01"}, "喜迎党的二十大精神文明活动，贯彻党的十九大精神", "", "", ""),
        (
            {"written": "2019-03-01"},
            "落实十九届五中全会精神和十九届四中全会精神",
            "",
            "",
            "十九届五中全会 of 2020",
        ),
        ({"published": "2025-11-01"}, "二十届四中全会通过", "", "", ""),
    ],
)
def test_disagreements(fields: dict[str, str], text: str, address: str, signed: str, words: str) -> None:
    found = find_disagreements(fields, text, address, signed)
    assert (len(found), words in "".join(note.message() for note in found)) == (1 if words else 0, True)


def test_notes_are_shown_in_both_languages() -> None:
    made = Reason("corpus.note_file_made", {"date": "2026-11-28"})
    origin = {"code": "corpus.by_signature", "values": {}}
    values = {"settled": "示范部", "origin": origin, "known": "科技司"}
    document = add_notes(Document("c", "k", "正文"), [made, Reason("corpus.note_issuer", values)])
    assert document.notes == (
        "published: 2026-11-28 is when the file was made; the text has no date",
        "publisher: 示范部 by the signature, where 科技司 was given",
    )
    metadata = json.loads(json.dumps(document.metadata))
    assert show_notes(document.notes, metadata) == list(document.notes)
    assert show_notes(document.notes, metadata, "zh") == [
        "发布日期：2026-11-28 是文件的生成日期；正文中没有日期",
        "发布机构：据落款定为“示范部”，原标注为“科技司”",
    ]


def test_notes_without_codes_are_shown_as_they_were_stored() -> None:
    assert show_notes(["an older sentence"], {"derived": {}}, "zh") == ["an older sentence"]


def test_page_with_meta_tags_in_any_order_and_case() -> None:
    page = (
        "<html><head><META CONTENT='2021-03-12-09:05:00' Name='PubDate'><meta "
        "content='关于试点的通知' name=ARTICLETITLE>"
        "<meta name=SiteIDCode content='4401000043'><meta name='ContentSource' content='示范市'>"
        "<meta name=columnname content='文件'></head>"
        f"<body><p>{'各单位应当认真落实试点要求。' * 9}</p></body></html>"
    )
    document = read_one(page.encode(), "a.html")
    assert (document.title, document.published, document.publisher) == (
        "关于试点的通知",
        "2021-03-12",
        "示范市",
    )
    assert document.metadata["derived"]["site"] == {"division": "440100", "province": "广东省"}
    assert document.metadata["derived"]["level"] == "city"  # the issuer's
    assert (
        document.metadata["derived"]["kind"] == "notice"
        and document.metadata["derived"]["origins"]["published"] == "meta pubdate"
    )


def test_fields_of_a_record_and_what_is_derived_stay_apart() -> None:
    document = read_one(
        '{"title": "样例条例", "kind": "own", "origins": 5, "text": "正文若干。"}\n'.encode(), "a.jsonl"
    )
    assert (document.metadata["kind"], document.metadata["origins"]) == ("own", 5)
    assert document.metadata["derived"]["kind"] == "regulation"


def test_a_nan_of_a_table_is_no_publisher() -> None:
    document = read_one('{"title": "甲", "department": NaN, "text": "正文若干。"}\n'.encode(), "a.jsonl")
    assert document.publisher == ""
    json.dumps(document.metadata, allow_nan=False)  # a store reads kind and level from valid JSON


def test_real_tables_of_pages() -> None:
    """Check that at least 98 % of each field of the official tables is read (measured: 75 of 75)."""
    folder = shared_data("gov_pages")
    labels = json.loads((folder / "gov_cn_topic_labels.json").read_text(encoding="utf-8"))
    right = {"title": 0, "publisher": 0, "document_number": 0, "written": 0, "published": 0, "index": 0}
    for gold in labels:
        (document,), _ = read((folder / "gov_cn_fragments" / gold["file"]).read_bytes(), gold["file"])
        expected = {
            "title": gold["标题"],
            "publisher": gold["发文机关"],
            "document_number": gold["发文字号"],
            "written": parse_date(gold["成文日期"]),
            "published": parse_date(gold["发布日期"]),
        }
        for name, value in expected.items():
            right[name] += getattr(document, name) == " ".join(value.split())
        right["index"] += document.metadata["header"]["索引号"] == gold["索引号"]
    assert len(labels) > 50 and min(right.values()) >= 0.98 * len(labels), right


def test_real_tables_in_texts() -> None:
    """Compare dates and numbers with those repeated in the texts of one ministry (measured: 232 of 232)."""
    path = shared_data("ministry_documents", "policies.jsonl")
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if '"source": "miit"' in line]
    documents, _ = read("\n".join(lines).encode(), "a.jsonl")
    shown = [re.search(r"发布时间[:：]\s*(\d{4}-\d\d-\d\d)", document.text) for document in documents]
    right = sum(
        bool(match) and match[1] == document.published
        for match, document in zip(shown, documents, strict=True)
        if match
    )
    assert len(documents) > 200 and right >= 0.98 * len(documents)
    assert sum(bool(document.document_number) for document in documents) >= 0.98 * len(documents)


@pytest.mark.parametrize(
    ("title", "number", "publisher"),
    [
        (
            "样例部 样例署公告2025年第88号 公布对海带物项实施出口管制的决定",
            "样例部样例署公告2025年第88号",
            "样例部 样例署",
        ),
        ("样例部公告（2025年第4号）", "样例部公告（2025年第4号）", "样例部"),
        ("關於樣例部公告2025年第88號的說明", "", ""),
        (
            "关于海带税收的公告（样例部 样例总局公告2025年第10号）",
            "样例部样例总局公告2025年第10号",
            "样例部 样例总局",
        ),
        ("样例总局关于海带的公告（2025年第10号）", "样例总局公告2025年第10号", "样例总局"),
        ("专家解读样例部公告2025年第61号", "", ""),
        ("样例部新闻发言人谈暂停实施样例部公告2025年第61号", "", ""),
        ("样例市财政局转发样例部公告2025年第61号", "", ""),
        ("关于海带公告的解读（样例部公告2025年第61号）", "", ""),
        ("MOFCOM Announcement No. 88 of 2025 Shakes Markets", "", ""),
        ("MOFCOM Announcement No.88 of 2025 on Kelp", "MOFCOM Announcement No.88 of 2025", "MOFCOM"),
    ],
)
def test_a_title_that_begins_with_its_number_names_number_and_issuer(
    title: str, number: str, publisher: str
) -> None:
    found = Metadata()
    found.add("title", title)
    complete_from_text(found, "一、出口海带物项应当申请许可。")
    assert (found.fields.get("document_number", ""), found.fields.get("publisher", "")) == (number, publisher)


def test_a_table_in_brackets_on_one_line_is_read() -> None:
    found = Metadata()
    head = "【发布单位】样例管制局【发布文号】样例部公告2025年第8号【发布日期】2025年10月9日"
    complete_from_text(found, f"{head}\n一、出口海带物项应当申请许可。")
    assert found.fields["document_number"] == "样例部公告2025年第8号"
    assert found.fields["published"] == "2025-10-09"


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("样委会公告2025年第77号", "样委会公告2025年第77号"),
        ("（样例部 样例署公告2025年第77号）", ""),
        ("见样例部公告2025年第77号。", ""),
    ],
)
def test_a_line_with_the_number_of_an_announcement_below_the_title(line: str, number: str) -> None:
    found = Metadata()
    found.add("title", "关于暂停对海带加征关税的公告")
    complete_from_text(found, f"关于暂停对海带加征关税的公告\n\n{line}\n\n一、出口海带物项应当申请许可。")
    assert found.fields.get("document_number", "") == number


def test_the_number_of_a_record_stays_as_it_is() -> None:
    found = Metadata()
    found.add("document_number", "Announcement No. 70 of 2025")
    complete_from_text(found, "Exporters shall file.\n\nMinistry of Commerce\nNovember 7, 2025")
    assert found.fields["document_number"] == "Announcement No. 70 of 2025"


def test_an_english_number_names_the_body_that_signed() -> None:
    found = Metadata()
    text = (
        "Announcement No. 70 of 2025\n\nAnnouncement on Sample Items\n\nExporters shall file.\n\nMinistry of Commerce\n"
        "General Administration of Customs\nNovember 7, 2025"
    )
    complete_from_text(found, text)
    assert found.fields == {
        "document_number": "Announcement No. 70 of 2025 of the Ministry of Commerce and the General Administration of"
        " Customs",
        "publisher": "Ministry of Commerce, General Administration of Customs",
        "written": "2025-11-07",
    }
