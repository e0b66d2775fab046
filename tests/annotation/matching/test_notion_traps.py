"""Traps of notions of policy: words cut at the wrong place, ordinary phrases, and notions of other things."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # words cut at the wrong place
    ("各国把技术引进来源地分散开来。", {"技术引进": "technology-import"}, "bringing-in"),
    ("坚持引进来和走出去并重。", {"引进来和走出去": "bringing-in-and-going-out"}, ""),
    ("当地没有为政府部门留下车位。", {}, "capable-government"),
    ("建设有为政府。", {"有为政府": "capable-government"}, ""),
    ("乳品产业链长、环节多。", {"产业链": "industrial-chain"}, "chain-chief"),
    ("畅通国内国际双循环经济体系。", {"国内国际双循环": "dual-circulation"}, "circular-economy"),
    ("发展循环经济。", {"循环经济": "circular-economy"}, ""),
    ("防范数字经济安全风险。", {"数字经济": "digital-economy"}, "economic-security"),
    ("部队派出集团军工兵团修桥。", {}, "military-industry"),
    ("军工企业转产民品。", {"军工企业": "military-industry"}, ""),
    ("讲好中国标识的故事。", {"中国": "china"}, "national-standard"),
    (
        "公布建设中国—东盟国家技术转移中心的计划。",
        {"技术转移": "technology-transfer"},
        "national-technology-transfer-center",
    ),
    ("形成多点支撑的创新发展格局。", {}, "new-development-pattern"),
    ("加快构建新发展格局。", {"新发展格局": "new-development-pattern"}, ""),
    ("男子被警方依法行政拘留。", {}, "rule-of-law-government"),
    ("各部门依法行政。", {"依法行政": "rule-of-law-government"}, ""),
    ("用高新技术改造传统农业。", {"高新技术": "high-technology"}, "technological-transformation"),
    ("支持企业技术改造。", {"技术改造": "technological-transformation"}, ""),
    ("农民向非农产业转移就业。", {}, "industrial-transfer"),
    ("引导产业转移到中西部。", {"产业转移": "industrial-transfer"}, ""),
    ("该行违反制裁规定。", {}, "foreign-sanctions-countering"),
    ("俄方实施反制裁措施。", {"反制裁措施": "countermeasure"}, ""),
    ("记者从中国石化获悉，产量增长。", {"中国石化": "sinopec"}, "petrochemical-industry"),
    ("两家黄金股大涨。", {}, "special-management-share"),
    ("国家持有金股。", {"金股": "special-management-share"}, ""),
    ("发展受制于人才不足。", {}, "controlled-by-others"),
    ("核心技术受制于人。", {"受制于人": "controlled-by-others"}, ""),
    ("进口先进技术设备。", {"进口先进技术设备": "advanced-equipment-import"}, "advanced-technology-import"),
    ("进口先进技术。", {"进口先进技术": "advanced-technology-import"}, "advanced-equipment-import"),
    # notions of other things
    ("该书由化学工业出版社出版。", {}, "chemical-industry"),
    ("化学工业是基础产业。", {"化学工业": "chemical-industry"}, ""),
    ("儿童食物消化吸收能力差。", {}, "digestion-and-absorption"),
    ("抓好引进技术的消化吸收。", {"消化吸收": "digestion-and-absorption"}, ""),
    ("展厅提升后恢复对外开放。", {}, "opening-up"),
    ("坚持对外开放。", {"对外开放": "opening-up"}, ""),
    ("须有母婴保健技术许可。", {}, "technology-licensing"),
    ("签订技术许可合同。", {"技术许可": "technology-licensing"}, ""),
    ("党建孵化器培育了一批书记。", {}, "incubator"),
    ("孵化器毕业企业上市。", {"孵化器": "incubator"}, ""),
    ("低保待遇与户口登记脱钩。", {}, "decoupling"),
    ("美国推动对华脱钩。", {"脱钩": "decoupling"}, ""),
]

ENGLISH: list[Trap] = [
    # ordinary phrases
    ("The two new policies were adopted by the town.", {}, "two-new-policies"),
    ("The two major projects were finished.", {}, "two-major"),
    ("Two safeguards protect the data.", {}, "two-upholds"),
    ("The visa is sold as the Trump Card.", {}, "trump-card"),
    ("Rare earths are a trump card.", {"trump card": "trump-card"}, ""),
    ("It published an unverified list of names.", {}, "unverified-list"),
    ("The firm was put on the Unverified List.", {"Unverified List": "unverified-list"}, ""),
    ("According to public data, sales rose.", {}, "public-data"),
    ("Shanghai opened its public data to firms.", {"public data": "public-data"}, ""),
    ("The store is a local champion.", {}, "national-champion"),
    # the same words of other things
    ("He paid for rapid shipping.", {}, "shipping"),
    ("The governor spoke in the state capital.", {}, "state-owned-capital"),
    (
        "State capital should be concentrated in key industries.",
        {"State capital": "state-owned-capital"},
        "",
    ),
    ("Kuwait adopted Vision 2035.", {"Kuwait": "kuwait"}, "long-range-objectives-2035"),
    ("Ships pass the Malacca chokepoint.", {}, "bottleneck-technology"),
    ("Rare earths are a chokepoint.", {"chokepoint": "bottleneck-technology"}, ""),
    ("Elephants roam the Mara National Reserve.", {}, "national-reserve"),
    ("Grain was released from the national reserve.", {"national reserve": "national-reserve"}, ""),
    ("The refugees and returnees were fed.", {}, "returnee"),
    ("Returnees founded the startup.", {"Returnees": "returnee"}, ""),
    # abbreviations with other readings
    (
        "ODI published a report; GERD was filled; a POE film; an SEI layer.",
        {},
        "outbound-direct-investment whole-society-rd-spending private-enterprise strategic-emerging-industry",
    ),
    ("The UK IPO replied.", {}, "initial-public-offering"),
    ("The firm planned an IPO.", {"IPO": "initial-public-offering"}, ""),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_notion_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_notion_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_notion_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
