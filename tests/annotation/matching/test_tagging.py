"""Tokens and mentions are at their stated places in any text, and terms of the real lexicon stay whole."""

from __future__ import annotations

import pytest
from hypothesis import given

from flows.annotation.matching.tagging import Tagged, Tagger
from flows.records import MENTION_TYPES
from tests.support import policy_texts


def check(tagged: Tagged, text: str) -> None:
    """Check the guarantees of every tagging."""
    assert tagged.text == text
    position = 0
    for start, end in tagged.tokens:
        assert position <= start < end <= len(text)
        assert text[position:start].strip() == "", f"{text[position:start]!r} is in no token"
        assert text[start:end].strip() != ""
        position = end
    assert text[position:].strip() == "", f"{text[position:]!r} is in no token"
    keys = [(mention.start, -mention.end) for mention in tagged.mentions]
    assert keys == sorted(keys)
    outer_end = 0
    for mention in tagged.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.type in MENTION_TYPES
        assert mention.source in ("lexicon", "rule", "model")
        assert mention.nested == (mention.start < outer_end)
        if not mention.nested:
            outer_end = mention.end
    spans = [(mention.start, mention.end, mention.type, mention.concept) for mention in tagged.mentions]
    assert len(spans) == len(set(spans))


@given(policy_texts())
def test_offsets_with_the_small_lexicon(small_tagger: Tagger, text: str) -> None:
    check(small_tagger.tag(text), text)


@given(policy_texts(40))
def test_offsets_with_the_real_lexicon(tagger: Tagger, text: str) -> None:
    check(tagger.tag(text), text)


@given(policy_texts(10))
def test_tagging_is_pure(tagger: Tagger, text: str) -> None:
    assert tagger.tag(text) == tagger.tag(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("", []),
        (" \n\u3000", []),
        ("健全新型举国体制。", ["健全", "新型举国体制", "。"]),
        ("健全新型 举国体制。", ["健全", "新型 举国体制", "。"]),
        ("推进 AI 应用", ["推进", "AI", "应用"]),
        ("The A&C rule, in full.", ["The", "A&C", "rule", ",", "in", "full", "."]),
        ("China's firms", ["China", "'s", "firms"]),
        ("自主可控（AI）", ["自主可控", "（", "AI", "）"]),
    ],
)
def test_tokens(small_tagger: Tagger, text: str, tokens: list[str]) -> None:
    assert [text[start:end] for start, end in small_tagger.tag(text).tokens] == tokens


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("该项目获得重大基金项目资助。", "big-fund"),
        ("本市获批重大基金项目三项。", "big-fund"),
        ("完善市内循环公交线路。", "domestic-great-circulation"),
        ("会员卡在有效期内循环使用。", "domestic-great-circulation"),
        ("加强矮小巨人症患儿的诊疗。", "little-giant"),
        ("提升通信创新能力。", "it-application-innovation"),
        ("开展诚信创建活动。", "it-application-innovation"),
        ("同印度尼西亚签署合作文件。", "india"),
        ("扎实提高质量效益。", "high-quality-development"),
        ("It covers most of the firms.", "most"),
        ("Most firms took part in it.", "most"),
    ],
)
def test_trap(tagger: Tagger, text: str, concept: str) -> None:
    assert concept in tagger.lexicon.concepts
    assert concept not in [mention.concept for mention in tagger.tag(text).mentions]


@pytest.mark.parametrize(
    ("text", "surface", "concept"),
    [
        ("大基金二期投资芯片。", "大基金二期", "big-fund-ii"),
        ("大基金投资芯片制造。", "大基金", "big-fund"),
        ("加快畅通内循环。", "内循环", "domestic-great-circulation"),
        ("培育一批小巨人。", "小巨人", "little-giant"),
        ("壮大信创产业。", "信创产业", "it-application-innovation"),
        ("同印度开展对话。", "印度", "india"),
        ("同印度尼西亚开展对话。", "印度尼西亚", None),
        ("原高等教育部印发。", "高等教育部", "higher-education-ministry"),
        ("推动高质量发展。", "高质量发展", "high-quality-development"),
        ("打造4个国家先进制造业集群。", "国家先进制造业集群", "advanced-manufacturing-cluster"),
        ("It has 45 state key laboratories.", "state key laboratories", "state-key-laboratory"),
        ("MOST issued the plan.", "MOST", "most"),
        ("Technology must be A&C by then.", "A&C", "autonomous-and-controllable"),
        ("提出 A&C 要求。", "A&C", "autonomous-and-controllable"),
    ],
)
def test_outermost_mention(tagger: Tagger, text: str, surface: str, concept: str | None) -> None:
    outer = {mention.text: mention.concept for mention in tagger.tag(text).mentions if not mention.nested}
    assert surface in outer
    assert concept is None or outer[surface] == concept


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("2023人形机器人大会开幕。", [("DATE", "2023")]),
        ("Made in China 2025 projects were funded.", [("DATE", "2025")]),
        ("COVID 19 cases rose.", []),
        ("It runs 8 computing hubs and 45 state key laboratories.", []),
        ("建设8个国家算力枢纽。", [("QUANTITY", "8个")]),
    ],
)
def test_values_and_terms_do_not_cross(tagger: Tagger, text: str, values: list[tuple[str, str]]) -> None:
    mentions = tagger.tag(text).mentions
    assert [(one.type, one.text) for one in mentions if one.type in ("DATE", "QUANTITY")] == values


TERMS = {
    "新型举国体制": (
        "new-whole-of-nation-system",
        [
            "要健全新型举国体制，集中力量办大事。",
            "新型举国体制的优势正在显现。",
            "会议指出，新型举国体制不是简单的行政命令。",
            "发挥我国社会主义制度下新型举国体制优势。",
            "以新型举国体制推动基础研究取得突破",
            "探索“新型举国体制”的实现路径。",
            "依托新型举国体制组织联合攻关",
            "构建新型举国体制需要政府和市场协同。",
            "完善（新型举国体制）的相关制度安排",
            "本报告讨论新型举国体制与企业的关系。",
        ],
    ),
    "自主可控": (
        "autonomous-and-controllable",
        [
            "实现关键技术自主可控。",
            "自主可控是安全的前提。",
            "打造自主可控、安全可靠的生产体系。",
            "推动操作系统自主可控发展",
            "芯片要自主可控，不能受制于人。",
            "提升自主可控水平。",
            "坚持“自主可控”的方针",
            "核心部件尚未自主可控。",
            "能源装备基本实现了自主可控。",
            "走自主可控之路。",
        ],
    ),
    "关键信息基础设施": (
        "critical-information-infrastructure",
        [
            "强化关键信息基础设施防护。",
            "关键信息基础设施是网络安全的重中之重。",
            "采购产品用于关键信息基础设施的，应当申报审查。",
            "开展关键信息基础设施检查",
            "运营关键信息基础设施的单位负主体责任。",
            "电信、能源等行业的关键信息基础设施",
            "完善关键信息基础设施目录。",
            "识别并认定关键信息基础设施。",
            "对（关键信息基础设施）实行重点保护",
            "关键信息基础设施遭到破坏会危害公共利益。",
        ],
    ),
    "小巨人": (
        "little-giant",
        [
            "新增一批小巨人。",
            "小巨人数量位居全国前列。",
            "支持小巨人参与标准制定。",
            "让更多的小巨人脱颖而出",
            "培育“小巨人”和独角兽",
            "本地小巨人研发投入增长较快。",
            "成长为小巨人，离不开长期投入。",
            "对小巨人给予奖励。",
            "三年内培育小巨人一百家。",
            "小巨人、瞪羚企业同步发展。",
        ],
    ),
    "制造业单项冠军": (
        "manufacturing-champion",
        [
            "争创制造业单项冠军。",
            "制造业单项冠军数量持续增长。",
            "培育国家级的制造业单项冠军",
            "对新认定的制造业单项冠军给予奖励。",
            "支持骨干厂商成为制造业单项冠军",
            "“制造业单项冠军”名单已经公布。",
            "全市拥有制造业单项冠军二十家。",
            "遴选制造业单项冠军，实行动态管理。",
            "围绕制造业单项冠军组织供需对接",
            "制造业单项冠军和配套厂商协同发展。",
        ],
    ),
}
SENTENCES = [
    (term, concept, sentence) for term, (concept, sentences) in TERMS.items() for sentence in sentences
]


@pytest.mark.parametrize(("term", "concept", "sentence"), SENTENCES)
def test_term_is_one_token_and_a_mention(tagger: Tagger, term: str, concept: str, sentence: str) -> None:
    tagged = tagger.tag(sentence)
    assert term in [sentence[start:end] for start, end in tagged.tokens]
    assert (term, concept) in [(mention.text, mention.concept) for mention in tagged.mentions]


@pytest.mark.parametrize(
    ("sentence", "concept"),
    [
        ("加强关键信息基础设施安全保护。", "critical-information-infrastructure"),
        ("关键信息基础设施运营者应当报告。", "critical-information-infrastructure"),
        ("培育专精特新小巨人企业。", "little-giant"),
        ("新增“小巨人”企业十家。", "little-giant"),
        ("认定重点“小巨人”企业。", "little-giant"),
        ("奖励制造业单项冠军企业。", "manufacturing-champion"),
        ("健全关键核心技术攻关新型举国体制。", "new-whole-of-nation-system"),
        ("增强产业链供应链自主可控能力。", "autonomous-and-controllable"),
    ],
)
def test_term_in_a_longer_name_is_still_a_mention(tagger: Tagger, sentence: str, concept: str) -> None:
    tagged = tagger.tag(sentence)
    assert concept in [mention.concept for mention in tagged.mentions]
    outer = [
        (mention.start, mention.end) for mention in tagged.mentions if not mention.nested and mention.concept
    ]
    assert outer and set(outer) <= set(tagged.tokens)


@pytest.mark.parametrize(
    ("surface", "concept", "sentence"),
    [
        ("新型舉國體制", "new-whole-of-nation-system", "大陸提出健全新型舉國體制的主張。"),
        ("自主可控", "autonomous-and-controllable", "強調產品須自主可控。"),
        ("關鍵信息基礎設施", "critical-information-infrastructure", "保護關鍵信息基礎設施的規定"),
        ("小巨人", "little-giant", "扶植小巨人的措施"),
        ("製造業單項冠軍", "manufacturing-champion", "評選製造業單項冠軍的辦法"),
        ("新型举国体制", "new-whole-of-nation-system", "完善新 型 举 国 体 制。"),
        ("关键信息基础设施", "critical-information-infrastructure", "保护关键信息\n基础设施。"),
    ],
)
def test_other_scripts_and_layouts(tagger: Tagger, surface: str, concept: str, sentence: str) -> None:
    tagged = tagger.tag(sentence)
    found = {
        "".join(mention.text.split()): mention for mention in tagged.mentions if mention.concept == concept
    }
    assert surface in found
    assert (found[surface].start, found[surface].end) in tagged.tokens


@pytest.mark.parametrize(
    ("text", "surface", "concept"),
    [
        (
            "a new type of whole-of-nation approach to research",
            "new type of whole-of-nation approach",
            "new-whole-of-nation-system",
        ),
        (
            "the new type of whole-of-nation system works",
            "new type of whole-of-nation system",
            "new-whole-of-nation-system",
        ),
        (
            "The New-Type Whole-of-Nation System",
            "New-Type Whole-of-Nation System",
            "new-whole-of-nation-system",
        ),
        (
            "technology that is autonomous and controllable",
            "autonomous and controllable",
            "autonomous-and-controllable",
        ),
        ("Autonomous and Controllable chips", "Autonomous and Controllable", "autonomous-and-controllable"),
        (
            "operators of Critical Information Infrastructure",
            "Critical Information Infrastructure",
            "critical-information-infrastructure",
        ),
        (
            "critical information infrastructures abroad",
            "critical information infrastructures",
            "critical-information-infrastructure",
        ),
        ("procurement for CII", "CII", "critical-information-infrastructure"),
        ("support for Little Giants", "Little Giants", "little-giant"),
        ("a certified Little Giant", "Little Giant", "little-giant"),
        ("new Manufacturing Champions", "Manufacturing Champions", "manufacturing-champion"),
        ("one manufacturing champion", "manufacturing champion", "manufacturing-champion"),
        ("培育Little Giants", "Little Giants", "little-giant"),
    ],
)
def test_english_rendering_has_the_same_concept(
    tagger: Tagger, text: str, surface: str, concept: str
) -> None:
    assert (surface, concept) in [
        (mention.text, mention.concept) for mention in tagger.tag(text).mentions if not mention.nested
    ]


@pytest.mark.parametrize(
    ("text", "mention"),
    [
        ("加快实施“走出去”战略部署。", "“走出去”战略"),
        ("鼓励企业“走出去”。", "走出去"),
        ("实行“揭榜挂帅”，完善评价。", "揭榜挂帅"),
        ("共建“一带一路”国家。", "一带一路"),
        ("破解“卡脖子”难题。", "“卡脖子”难题"),
        ("学习习近平总书记重要讲话。", "习近平"),
        ("着力发展新质生产力。", "新质生产力"),
    ],
)
def test_quotation_marks_around_a_name_are_no_part_of_it(tagger: Tagger, text: str, mention: str) -> None:
    assert mention in [found.text for found in tagger.tag(text).mentions if not found.nested]


def test_a_term_is_found_across_a_broken_hyphen(tagger: Tagger) -> None:
    text = "During the 15th Five- Year Plan period, high- quality development goes on."
    found = [one for one in tagger.tag(text).mentions if not one.nested]
    assert [(one.text, one.concept) for one in found] == [
        ("15th Five- Year Plan period", "15th-fyp-period"),
        ("high- quality development", "high-quality-development"),
    ]
    assert all(text[one.start : one.end] == one.text for one in found)
