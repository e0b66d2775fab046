"""Traps of organs, universities, plans and programmes: longer names, other parties, sectors, army and place."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    (
        "美国能源部拨款，中情局和联邦调查局参与。",
        {"美国能源部": "us-department-of-energy", "中情局": "cia", "联邦调查局": "fbi"},
        "",
    ),
    ("美国能源部门增产。", {}, "us-department-of-energy"),
    (
        "世卫组织肯定进展，欧盟理事会表决。",
        {"世卫组织": "world-health-organization", "欧盟理事会": "council-of-the-eu"},
        "",
    ),
    ("中财办负责人答问。", {"中财办": "central-financial-economic-office"}, ""),
    ("电子科大的团队获奖。", {"电子科大": "uestc"}, ""),
    ("杭州电子科大的团队获奖。", {}, "uestc"),
    # short names inside places, persons and other words
    ("舰队横渡北大西洋，旅客去北大湖滑雪，守好祖国的北大门。", {}, "peking-university"),
    ("以北大、清华为代表的高校扩大招生。", {"北大": "peking-university", "清华": "tsinghua"}, ""),
    ("列车穿过清华园隧道，技术员石清华检查设备。", {}, "tsinghua"),
    ("游客聚集在纽约时报广场跨年。", {}, "new-york-times"),
    ("纳斯达克指数收高。", {}, "nasdaq"),
    ("打造工业互联网+安全生产平台。", {"工业互联网": "industrial-internet"}, "internet-plus"),
    ("美国贸易代表办公室公布清单。", {"美国贸易代表办公室": "ustr"}, "us-trade-representative"),
    # organs of other states and parties
    ("国民党中央宣传部发表声明。", {}, "cpc-central-committee central-propaganda-department"),
    ("白宫、国务院和五角大楼均未回应，白宫和财政部随后表态。", {}, "state-council mof"),
    ("联邦调查局和司法部介入，州司法部另案调查。", {}, "moj"),
    ("司法部印发公证规则。", {"司法部": "moj"}, ""),
    ("议会任命他为国防部代部长。", {}, "ministry-of-national-defense"),
    ("欧盟网络安全法案生效，众议院审议反垄断法案。", {}, "cybersecurity-law anti-monopoly-law"),
    ("我国新办企业增多，国新办介绍数据。", {"国新办": "state-council-information-office"}, "state-council"),
    # bodies and documents of a place, plans of a sector and of the army
    ("市政府国有资产监督管理委员会任命董事。", {}, "sasac"),
    ("制定我省基础研究十年行动方案。", {}, "basic-research-ten-year-plan"),
    ("部门印发《能源发展“十二五”规划》，研究军队建设“十四五”规划。", {}, "fyp-12th 14th-five-year-plan"),
    ("国家发布“十四五”规划。", {"“十四五”规划": "14th-five-year-plan"}, ""),
    # words with another sense
    ("选手在世界杯赛中获得单项冠军，也是本赛季第二个单项冠军。", {}, "manufacturing-champion"),
    ("招聘会属于乡村振兴万人计划。", {"乡村振兴": "rural-revitalization"}, "ten-thousand-talents"),
    ("经信委、卫健委与机关工委、国资委共建平台。", {}, "nhc sasac"),
]

ENGLISH: list[Trap] = [
    (
        "The Department of Energy funds Tsinghua graduates, the Treasury Department does not.",
        {
            "Department of Energy": "us-department-of-energy",
            "Tsinghua": "tsinghua",
            "Treasury Department": "us-treasury",
        },
        "",
    ),
    (
        "Tsinghua Tongfang and the Hong Kong Department of Justice replied to those who asked.",
        {},
        "tsinghua world-health-organization",
    ),
    ("The stake of Shanghai SASAC grew.", {}, "sasac"),
    ("Patents follow the Cooperative Patent Classification (CPC).", {}, "cpc"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_organ_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_organ_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_organ_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
