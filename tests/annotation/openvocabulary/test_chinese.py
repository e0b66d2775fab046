"""Chinese names and terms by their form."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given

from flows.annotation import Annotator
from flows.annotation.openvocabulary import find_by_pattern
from tests.annotation.openvocabulary.mentions import found
from tests.support import policy_texts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本市实施青松人才引育工程。", ("PROGRAMME", "青松人才引育工程")),
        ("设立滨河产业转型升级基金，支持企业。", ("PROGRAMME", "滨河产业转型升级基金")),
        ("江苏省竹藤产业投资基金成立。", ("ORG", "江苏省竹藤产业投资基金")),
        ("宁波竹藤催化全国重点实验室揭牌。", ("ORG", "宁波竹藤催化全国重点实验室")),
        ("启动“算力竹林”计划。", ("PROGRAMME", "算力竹林")),
        ("云河省举办世界竹藤产业峰会。", ("EVENT", "世界竹藤产业峰会")),
        ("今天，中国—东盟竹藤产业联盟成立。", ("ORG", "中国—东盟竹藤产业联盟")),
        ("研制磁浮轴承控制器和样机。", ("TECH", "磁浮轴承控制器")),
        ("健全农村产权流转交易机制。", ("TERM", "农村产权流转交易机制")),
        ("深化人才与产业“五链”融合。", ("TERM", "五链")),
        ("启动“青松学者”计划。", ("PROGRAMME", "青松学者")),
        ("实施竹制品提质行动。", ("PROGRAMME", "竹制品提质行动")),
        ("深入推进竹农增收行动。", ("PROGRAMME", "竹农增收行动")),
        ("完善竹材循环利用体系。", ("TERM", "竹材循环利用体系")),
    ],
)
def test_name_ends_in_typical_noun(annotator: Annotator, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(annotator, text)


def test_a_role_in_court_is_no_part_of_a_body(annotator: Annotator) -> None:
    mentions = annotator.annotate(["上诉人深圳市海芯微电子总公司不服判决。"])[0].mentions
    assert [one.text for one in mentions if one.type == "ORG"] == ["深圳市海芯微电子总公司"]


@pytest.mark.parametrize(
    "text",
    [
        "宁波市竹藤行业协会倡议保护竹林。",
        "他们采取行动，制定工作计划。",
        "这项工程是系统工程。",
        "各级各类企业和公司都要参加会议。",
        "按时提交申报材料。",
        "政府系统的干部要转变作风。",
        "他说“我不知道”。",
        "（视频编辑：张三）",
        "谋划一批河道保护修复工程。",
        "兴办国际空运、对外承包工程和劳务合作事业。",
        "支持产业创新产品市场化应用推广。",
        "大桥是全线的控制性工程。",
        "欢迎习近平主席提出的系列全球倡议。",
        "获某某学院管理工程博士学位。",
        "在中科院计算技术所工作。",
        "深中通道关键控制性工程合龙。",
        "",
    ],
)
def test_general_words_make_no_name(annotator: Annotator, text: str) -> None:
    assert found(annotator, text) == []


def test_unknown_member_of_a_row_has_the_type_of_its_neighbours(annotator: Annotator) -> None:
    text = "支持量子计算、脑机接口、竹节手、区块链等发展。"
    assert ("TECH", "竹节手") in found(annotator, text)


def test_a_general_word_in_a_row_has_no_type(annotator: Annotator) -> None:
    text = "支持量子计算、脑机接口、系统集成商、区块链等发展。"
    assert "系统集成商" not in [name for _, name in found(annotator, text)]


@given(policy_texts())
def test_known_mentions_stay(annotator: Annotator, text: str) -> None:
    """Patterns neither remove nor add a concept; only `nested` may change."""
    tagged = annotator.tagger.tag(text)
    patterns = find_by_pattern(tagged, tagged.mentions)
    assert all(mention.source == "pattern" and not mention.concept for mention in patterns)
    assert all(text[mention.start : mention.end] == mention.text for mention in patterns)
    made = annotator.annotate([text])[0].mentions
    concepts = Counter((m.start, m.end, m.concept) for m in made if m.concept)
    assert concepts >= Counter((m.start, m.end, m.concept) for m in tagged.mentions if m.concept)
