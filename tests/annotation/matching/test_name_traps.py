"""Traps of names: short names inside other words, and names inside longer names of other bodies and places."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    ("各地继续加强生态修复，增强生物安全意识。", {}, "johnson-and-johnson"),
    (
        "强生公司和美国强生都没有回应。",
        {"强生公司": "johnson-and-johnson", "美国强生": "johnson-and-johnson"},
        "",
    ),
    ("彭清华主持了下午的会议。", {}, "tsinghua"),
    ("他毕业于清华，后来和清华的同学一起创业。", {"清华": "tsinghua"}, ""),
    ("青民盟和基民盟各有盟友，缅甸民盟没有。", {}, "china-democratic-league"),
    ("民盟、民进和九三学社提交了提案。", {"民盟": "china-democratic-league"}, ""),
    ("昆士兰州发了洪水。", {}, "lanzhou"),
    ("中华台北队领先，中央广播电视总台北美总站播出了比赛。", {}, "taipei"),
    ("突尼斯总统埃塞卜西到访。", {}, "ethiopia"),
    ("去年全国开行了一万列班列。", {}, "china-development-bank"),
    ("鄂尔多斯盆地发现了新气田。", {}, "ordos"),
    ("多米尼克·布朗辞职了。", {}, "dominica"),
    ("他先后到过巴拿马城、科威特城和危地马拉城。", {}, "panama kuwait guatemala"),
    ("夸下海口容易，兑现很难。", {}, "haikou"),
    ("两校与桂林电子科技大学、日本东北大学合作。", {}, "uestc northeastern-university-china"),
    ("该实验室已获CNAS认可。", {}, "cnas"),
    ("我国中东部地区降温，中东欧国家也下了雪。", {}, "middle-east"),
    (
        "中东局势缓和，红海航线恢复，中亚班列增开。",
        {"中东": "middle-east", "红海": "red-sea", "中亚": "central-asia"},
        "",
    ),
    ("游客在红海滩合影，其中亚洲游客最多。", {}, "red-sea central-asia"),
    (
        "原国家行政学院并入了中央党校。",
        {"国家行政学院": "national-academy-of-governance", "中央党校": "central-party-school"},
        "",
    ),
    (
        "中共中央党校（国家行政学院）开学了。",
        {"中共中央党校（国家行政学院）": "central-party-school"},
        "national-academy-of-governance",
    ),
    ("智慧与科技同行，慧与科技发布了服务器。", {"慧与科技": "hewlett-packard-enterprise"}, "hewlett-packard"),
    ("韩国三星集团的会长来访。", {"韩国三星集团": "samsung-group"}, "samsung"),
    ("海信日立的空调和日立造船的货轮都已交付。", {}, "hitachi"),
]

ENGLISH: list[Trap] = [
    ("Wuhan University of Technology and City University of Hong Kong signed.", {}, "wuhan-university hku"),
    (
        "Wuhan University and the University of Hong Kong signed.",
        {"Wuhan University": "wuhan-university", "University of Hong Kong": "hku"},
        "",
    ),
    ("South China Agricultural University grows rice.", {}, "china-agricultural-university"),
    ("Postal Savings Bank of China lent more, and the central bank of China cut rates.", {}, "bank-of-china"),
    ("A team at Oak Ridge National Laboratory left.", {}, "national-laboratory"),
    ("How will semiconductor makers respond?", {}, "will-semiconductor"),
    ("Analog devices and harmonic drive systems are imported.", {}, "analog-devices harmonic-drive-systems"),
    (
        "Planners envision energy storage beside each renewable energy China builds.",
        {},
        "envision energy-china",
    ),
    ("Space pioneers shaped space exploration technologies.", {}, "space-pioneer spacex"),
    ("The general dynamics of Western digital platforms changed.", {}, "general-dynamics western-digital"),
    ("Operators of the Texan state grid asked for help.", {}, "state-grid"),
    ("Provinces built industrial technology research institutes.", {}, "itri"),
    ("Electronic data exchange between hospitals is slow.", {}, "data-exchange"),
    ("The substance has a CAS number, and the code an MIT License.", {}, "chinese-academy-of-sciences mit"),
    ("Deng Xiaoping Theory is taught.", {}, "deng-xiaoping"),
    ("The Qinghai-Tibet Plateau is high.", {}, "qinghai tibet"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_name_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_name_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_name_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
