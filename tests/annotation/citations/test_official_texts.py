"""Texts cited by their occasion: one key for all their names, in both languages."""

from __future__ import annotations

import pytest

from flows.annotation.citations.finding import find_citations
from flows.annotation.citations.official_texts import find_plan_number, official_key, title_key
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("党的二十大报告", "congress-report:20"),
        ("十九大报告", "congress-report:19"),
        ("中国共产党第十八次全国代表大会上的报告", "congress-report:18"),
        ("the report to the 20th National Congress of the CPC", "congress-report:20"),
        ("20th Congress report", "congress-report:20"),
        ("20th Party Congress report", "congress-report:20"),
        ("report to the Nineteenth National Congress", "congress-report:19"),
        ("政府工作报告", "work-report"),
        ("2023年《政府工作报告》", "work-report:2023"),
        ("2023 Government Work Report", "work-report:2023"),
        ("“十四五”规划", "plan:14"),
        ("十四五规划纲要", "plan:14"),
        ("国民经济和社会发展第十四个五年规划和2035年远景目标纲要", "plan:14"),
        ("14th Five-Year Plan", "plan:14"),
        ("Fourteenth Five-Year Plan", "plan:14"),
        ("14th FYP", "plan:14"),
        ("China's 14th Five-Year Plan", "plan:14"),
        ("国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "plan:14"),
        ("14th Five-Year Plan (2021–2025) and Vision 2035", "plan:14"),
        ("“十四五”规划建议", "plan-proposal:14"),
        (
            "Proposals of the CPC Central Committee for Formulating the 14th Five-Year Plan",
            "plan-proposal:14",
        ),
        ("“十四五”样例产业发展规划", ""),
        ("14th Five-Year Plan for Sample Industries", ""),
        ("样例市“十四五”规划", ""),
        ("样例市政府工作报告", ""),
    ],
)
def test_key_of_a_name(name: str, key: str) -> None:
    assert official_key(name) == key


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("样例旗帜 样例奋斗 (二十大)", "congress-report:20"),
        ("在中国共产党第十一次全国代表大会上的政治报告", "congress-report:11"),
        ("张某某在中国共产党第三次全国代表大会上的报告", "congress-report:3"),
        ("1989政府工作报告_张某", "work-report:1989"),
        ("2023年中华人民共和国国务院政府工作报告", "work-report:2023"),
        ("1964年中华人民共和国国务院政府工作报告（摘要）", "work-report:1964"),
        ("Outline of the 15th Five-Year Plan (2026-2030)", "plan:15"),
        (
            "Outline of the 15th Five-Year Plan (2026-2030) for National Economic and Social Development of the "
            "People’s Republic of China",
            "plan:15",
        ),
        (
            "Outline of the People's Republic of China 14th Five-Year Plan for National Economic and Social "
            "Development and Long-Range Objectives for 2035",
            "plan:14",
        ),
        ('Notice on Issuing the "14th Five-Year Plan" Sample Manufacturing Development Plan', ""),
        ("关于《中共中央关于制定国民经济和社会发展第十三个五年规划的建议》的说明", ""),
        ("2026年样例市政府工作报告", ""),
    ],
)
def test_key_of_a_stored_document(title: str, key: str) -> None:
    assert title_key(title) == key


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("党的二十大报告提出，落实“十四五”规划。", ["党的二十大报告", "“十四五”规划"]),
        ("根据2023年《政府工作报告》部署。", ["2023年《政府工作报告》"]),
        ("The report to the 20th National Congress set the goal.", ["report to the 20th National Congress"]),
        # The years of a plan are not a document.
        ("“十四五”规划期间，样例产业增长。", []),
        ("Growth slowed during the 14th Five-Year Plan period.", []),
        ("解读省政府工作报告", ["省政府工作报告"]),
        # A province or city without its name; no verb before it is part of one.
        ("该格局被写入省“十三五”规划。", ["省“十三五”规划"]),
        ("落实全市“十四五”规划。", ["全市“十四五”规划"]),
        ("我们编制了本省“十五五”规划。", ["本省“十五五”规划"]),
        ("嘉定区“十四五”规划提出目标。", ["嘉定区“十四五”规划"]),
        ("青云省政府工作报告", ["青云省政府工作报告"]),
    ],
)
def test_names_are_cited_as_written(text: str, expected: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "本作品来自样例文件。根据《样例审判参考》指导案例，属于公有领域。",
        "根据《中华人民共和国样例法》第五条，不适用于该法，在中国大陆属于公有领域。",
        "《样例审判参考》2011年第1集，总第78集。",
        "《样例日报》发表评论员文章。",
        "请收看《样例面对面》。",
        "今天的《样例山河》带您走进山区。",
        "推出系列报道《样例征程》，聚焦代表。",
        "《样例之声》栏目今晚播出。",
    ],
)
def test_licences_and_media_are_no_documents(text: str) -> None:
    assert find_citations(text) == ()


def test_a_document_stays_one_beside_words_of_the_media() -> None:
    found = find_citations("《样例日报》刊发《样例规划》，推出《样例办法》，各国遵守《样例条约》。")
    assert [made.text for made in found] == ["样例规划", "样例办法", "样例条约"]


def test_the_plan_of_a_place_or_field_is_another_text() -> None:
    found = find_citations("编制样例开发“十三五”规划，落实样例市“十三五”规划和“十三五”规划。")
    assert [official_key(made.text) for made in found] == ["", "", "plan:13"]


@pytest.mark.parametrize(
    ("text", "named", "key"),
    [
        ("The 14th Five-Year Plan calls for steel.", "14th Five-Year Plan", "plan:14"),
        ("Under the 14th FYP, steel grew.", "14th FYP", "plan:14"),
        (
            "The 14th Five-Year Plan for National Economic and Social Development says that steel will grow.",
            "14th Five-Year Plan for National Economic and Social Development",
            "plan:14",
        ),
        ("the 14th Five-Year Plan of Sample Province", "14th Five-Year Plan of Sample Province", ""),
        ("See the 14th Five-Year Plan for Sample Mines.", "14th Five-Year Plan for Sample Mines", ""),
        ("Sample City’s 14th Five-Year Plan", "Sample City’s 14th Five-Year Plan", ""),
        ("the Zhejiang 14th Five-Year Plan", "Zhejiang 14th Five-Year Plan", ""),
        ("the 14th FYP Smart Sample Plan", "14th FYP Smart Sample Plan", ""),
        ("落实浙江“十四五”规划。", "浙江“十四五”规划", ""),
        ("Shenzhen City 14th Five-Year Plan", "Shenzhen City 14th Five-Year Plan", ""),
        ("Zhejiang’s 14th Five-Year Plan", "Zhejiang’s 14th Five-Year Plan", ""),
        ("the 14th Five-Year Plan of Zhejiang Province", "14th Five-Year Plan of Zhejiang Province", ""),
        ("the 14th Five-Year Plan for Chinese Medicine", "14th Five-Year Plan for Chinese Medicine", ""),
        ("the 14th Five-Year Plan of State Sample Works", "14th Five-Year Plan of State Sample Works", ""),
        ("the 14th Five-Year Plan on Marine Samples", "14th Five-Year Plan on Marine Samples", ""),
        # A date, person, government or state body does not make it another text.
        ("China released its 14th Five-Year Plan on March 13, 2021.", "14th Five-Year Plan", "plan:14"),
        ("China released its 14th Five-Year Plan on Mar. 13.", "14th Five-Year Plan", "plan:14"),
        ("It adopted the 14th Five-Year Plan on Thursday.", "14th Five-Year Plan", "plan:14"),
        ("the 14th Five-Year Plan of the State Council", "14th Five-Year Plan", "plan:14"),
        ("the 14th Five-Year Plan of the National People’s Congress", "14th Five-Year Plan", "plan:14"),
        ("the 14th Five-Year Plan of the NPC", "14th Five-Year Plan", "plan:14"),
        ("the 14th Five-Year Plan for Chinese development", "14th Five-Year Plan", "plan:14"),
        ("Beijing’s 14th Five-Year Plan", "14th Five-Year Plan", "plan:14"),
        ("Xi Jinping’s 14th Five-Year Plan", "14th Five-Year Plan", "plan:14"),
        ("Premier Li’s 14th Five-Year Plan", "14th Five-Year Plan", "plan:14"),
        ("Today’s 14th Five-Year Plan", "14th Five-Year Plan", "plan:14"),
        ("Last Year’s 14th Five-Year Plan", "14th Five-Year Plan", "plan:14"),
        ("the 14th five-year program", "14th five-year program", "plan:14"),
        ("the 14th Five-Year Programme", "14th Five-Year Programme", "plan:14"),
    ],
)
def test_the_national_plan_is_told_from_others_that_bear_its_number(text: str, named: str, key: str) -> None:
    found = find_citations(text)
    assert [(made.text, official_key(made.text)) for made in found] == [(named, key)]


@pytest.mark.parametrize(
    "title",
    [
        "14FYP Sample Plan",
        "The 14th FYP Sample Plan",
        "14th five-year program",
        "Fourteenth Five-Year Plan for Samples",
        "Fourteenth Five-Year Sample Development Plan",
        "Sample Plan for the Fourteenth Five-Year Period",
    ],
)
def test_the_number_of_a_plan_in_a_title(title: str) -> None:
    assert find_plan_number(title) == 14


@pytest.mark.parametrize(
    "title", ["Fourteenth Sample Plan", "The Fourteenth Five-Year Review of the Sample Plan"]
)
def test_titles_that_number_no_plan(title: str) -> None:
    assert find_plan_number(title) == 0


def test_names_without_end_are_read_in_linear_time() -> None:
    assert_time_in_proportion(lambda number: find_citations("Fourteenth Five-Year Plan " * number), 4000)
