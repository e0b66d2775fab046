"""Traps of terms: terms cut out of other words, general phrases, and terms of policy used of other things."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # a term that continues into another word, or begins in one
    ("增强公司的战略竞争力和国际科技竞争力。", {}, "strategic-competition tech-competition"),
    ("大国战略竞争加剧。", {"战略竞争": "strategic-competition"}, ""),
    (
        "院士、知名科技企业家参加了汽车高科技研发公司的开业。",
        {},
        "tech-enterprise technology-research-development",
    ),
    (
        "航天工程进入全新发展阶段，同最新发展理念相契合。",
        {},
        "new-development-stage new-development-philosophy",
    ),
    ("奋力开创新发展阶段统战工作新局面。", {"新发展阶段": "new-development-stage"}, ""),
    ("拍卖人应当按照约定向委托人交付价款。", {}, "targeted-commissioning"),
    ("课题采取定向委托的方式。", {"定向委托": "targeted-commissioning"}, ""),
    ("法律是治国之重器，专题片《大国重器》开播。", {}, "pillars-of-a-great-power"),
    ("航空发动机是国之重器。", {"国之重器": "pillars-of-a-great-power"}, ""),
    ("演习中试射了导弹，妇女精神离不开源远流长的文化。", {}, "pilot-scale-testing open-source"),
    ("委员朱国标作了宣讲，队伍投入科技战“疫”。", {}, "national-standard tech-war"),
    # a general phrase, or the same words of another thing
    (
        "把主题教育成果转化为干事创业的动力，把调研成果转化为举措。",
        {},
        "scitech-achievement-commercialization",
    ),
    ("把科技成果转化为生产力。", {"科技成果转化": "scitech-achievement-commercialization"}, ""),
    ("提升非化石能源安全可靠替代能力。", {}, "secure-and-reliable"),
    ("为两国关系发展注入新动能。", {}, "new-growth-drivers"),
    ("培育壮大新动能。", {"新动能": "new-growth-drivers"}, ""),
    ("全球最大自贸区生效，中智自贸区升级。", {}, "pilot-free-trade-zone"),
    ("哈马斯同意和解政府接管加沙。", {}, "state-takeover"),
    ("电影节设立创投单元，社区开展公益创投。", {}, "venture-capital"),
    ("公司拥有海外权益装机五百万千瓦，加强生物资源安全监管。", {}, "overseas-interests resource-security"),
    (
        "修订导弹及相关物项和技术出口管制清单。",
        {"出口管制": "export-control"},
        "technology-export-control",
    ),
]

ENGLISH: list[Trap] = [
    ("Fast shipping, but the shipping fee was high.", {}, "shipping"),
    ("Shanghai is a center of finance, shipping and trade.", {"shipping": "shipping"}, ""),
    (
        "We will build a free trade zone network and the Asia-Pacific Free Trade Zone.",
        {},
        "pilot-free-trade-zone",
    ),
    (
        "Tesla opened a plant in the Shanghai free trade zone.",
        {"free trade zone": "pilot-free-trade-zone"},
        "",
    ),
    ("We will provide well-targeted assistance to the poor.", {}, "targeted-assistance"),
    ("Pilot demonstration zones for sustainable agriculture opened.", {}, "pioneering-demonstration-zone"),
    ("CMI, the international arm of China Mobile, owns cables.", {}, "military-civil-fusion"),
    ("Partners announced high-quality infrastructure.", {}, "quality-infrastructure"),
    ("Xi Jinping Thought on Strengthening the Military is studied.", {}, "xi-jinping-thought"),
    (
        "The technology manager explained the top-down design, and the process yields steam.",
        {},
        "tech-broker yield-rate",
    ),
    ("The valve bears a maximum pressure of ten bar.", {}, "maximum-pressure"),
    ("The U.S. returned to maximum pressure.", {"maximum pressure": "maximum-pressure"}, ""),
    ("Travel restrictions of October 2022 were lifted.", {}, "us-chip-restrictions-october-2022"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_term_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_term_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_term_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
