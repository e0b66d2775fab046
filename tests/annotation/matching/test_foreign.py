"""Organs of other states whose names the lexicon lists as those of China's organs."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator


def bodies(annotator: Annotator, text: str) -> list[tuple[str, str]]:
    """Return the bodies of a text that are not inside another mention, each with its concept."""
    mentions = annotator.tagger.tag(text).mentions
    return [(one.text, one.concept) for one in mentions if one.type == "ORG" and not one.nested]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("英国国家统计局公布数据。", [("英国国家统计局", "")]),
        ("空袭之后，叙外交部发表声明。", [("叙外交部", "")]),
        ("俄联邦国防部与乌国防部交换人员。", [("俄联邦国防部", ""), ("乌国防部", "")]),
        ("台湾教育部发布指引。", [("台湾教育部", "")]),
        ("乌克兰国家电网受损。", [("乌克兰国家电网", "")]),
        ("老挝党中央发来贺电。", [("老挝党中央", "")]),
        ("埃及国防部回应，越南工贸部也回应。", [("埃及国防部", ""), ("越南工贸部", "")]),
        ("俄罗斯外交部和国防部发表声明。", [("俄罗斯外交部", ""), ("国防部", "")]),
        ("缅甸外交部和国防部同中国签署备忘录。", [("缅甸外交部", ""), ("国防部", "")]),
        ("日本政府召开会议，日外交部称不知情。", [("日外交部", "")]),
        ("Spain's Ministry of Foreign Affairs replied.", [("Spain's Ministry of Foreign Affairs", "")]),
        ("The Greek Ministry of Foreign Affairs replied.", [("Greek Ministry of Foreign Affairs", "")]),
        ("The Ministry of Education of the US replied.", [("Ministry of Education of the US", "")]),
        ("The Federal Ministry of Finance paid.", [("Federal Ministry of Finance", "")]),
        (
            "The German Federal Ministry of Education and Research paid.",
            [("German Federal Ministry of Education and Research", "")],
        ),
        ("The Ministry of Education and Culture paid.", [("Ministry of Education and Culture", "")]),
        (
            "South Korea's Ministry of Defence and the Ministry of Education agreed.",
            [("Ministry of Education", "")],
        ),
    ],
)
def test_organs_of_other_states_have_no_concept(
    annotator: Annotator, text: str, expected: list[tuple[str, str]]
) -> None:
    assert bodies(annotator, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("老挝能源部与农业农村部座谈。", [("老挝能源部", ""), ("农业农村部", "mara")]),
        ("泰国商务部和商务部举行磋商。", [("泰国商务部", ""), ("商务部", "mofcom")]),
        ("法国外交部与财政部签署备忘录。", [("法国外交部", ""), ("财政部", "mof")]),
        ("中国外交部、财政部派员出席。", [("外交部", "mfa"), ("财政部", "mof")]),
        ("12日外交部回应日本。", [("外交部", "mfa")]),
        ("近日外交部回应日本。", [("外交部", "mfa")]),
        ("应邀访问新加坡的国务院副总理讲话。", [("国务院", "state-council")]),
        ("港澳地区和香港全国政协委员座谈。", [("全国政协", "cppcc-national-committee")]),
        ("参加全国政协会议的有古巴客人。", [("全国政协", "cppcc-national-committee")]),
        ("美国国防高级研究计划局资助项目。", [("美国国防高级研究计划局", "darpa")]),
        ("美国麻省理工学院发表论文。", [("麻省理工学院", "mit")]),
        ("香港证监会发布指引。", [("香港证监会", "hong-kong-sfc")]),
        ("以财政部为主，以色列配合。", [("财政部", "mof")]),
        (
            "The Ministry of Education and the Ministry of Finance paid.",
            [("Ministry of Education", "moe"), ("Ministry of Finance", "mof")],
        ),
        (
            "The Ministry of Culture and Tourism paid.",
            [("Ministry of Culture and Tourism", "ministry-of-culture-and-tourism")],
        ),
        ("The Ministry of Finance and energy firms paid.", [("Ministry of Finance", "mof")]),
        ("The Ministry of Finance and Energy Ministry officials met.", [("Ministry of Finance", "mof")]),
        ("China's Ministry of Commerce met guests from Japan.", [("Ministry of Commerce", "mofcom")]),
        (
            "Japan's Ministry of Economy, Trade and Industry.",
            [("Ministry of Economy, Trade and Industry", "meti")],
        ),
    ],
)
def test_organs_of_china_and_own_concepts_stay(
    annotator: Annotator, text: str, expected: list[tuple[str, str]]
) -> None:
    assert bodies(annotator, text) == expected


def test_the_place_lies_within_the_joined_name(annotator: Annotator) -> None:
    mentions = annotator.tagger.tag("伊拉克外交部发表声明。").mentions
    assert [(one.text, one.type, one.nested) for one in mentions] == [
        ("伊拉克外交部", "ORG", False),
        ("伊拉克", "GPE", True),
    ]
