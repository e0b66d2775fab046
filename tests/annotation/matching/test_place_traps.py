"""Traps of places: parts of other countries, waters and streets, treaties, metaphors, and names cut from other words."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # regions of another country, not those of China
    (
        "乌克兰当局在东部地区停火，日本关东及东北地区降温；我国支持东部地区率先发展。",
        {"东部地区": "eastern-china"},
        "northeast-china",
    ),
    # waters, streets, shelves and cities that carry the name of a place
    (
        "游船驶过苏州河，游客逛南京路步行街，车队经杭州湾大桥返回苏州。",
        {"苏州": "suzhou"},
        "nanjing hangzhou",
    ),
    ("菲律宾军队收复马拉维市，马拉维战胜了旱灾，专机飞抵努尔苏丹。", {"马拉维": "malawi"}, "sudan"),
    ("电缆铺在中国大陆架上，不列颠-哥伦比亚省和巴拉圭河沿岸遭灾。", {}, "mainland-china colombia paraguay"),
    # treaties and frameworks named after a place
    (
        "加入海牙协定和视听表演北京条约，修订保护工业产权巴黎公约，落实昆明—蒙特利尔全球生物多样性框架。",
        {},
        "the-hague beijing paris kunming",
    ),
    # languages, ships and a spirit
    (
        "海军潍坊舰驶离潍坊，葡萄牙语国家和西班牙语媒体弘扬上海精神，图书有越南文、老挝文版。",
        {"潍坊": "weifang"},
        "portugal spain shanghai vietnam laos",
    ),
    # a metaphor
    ("三亚建设南繁硅谷，工程师从硅谷回国。", {"硅谷": "silicon-valley"}, ""),
    # names cut from other words
    (
        "各校延长春节假期，辽宁夏季多雨，天然气经浙苏联络线外送。",
        {"辽宁": "liaoning"},
        "changchun ningxia soviet-union",
    ),
    (
        "湘江西站、凉山西昌市、赤水河北岸、天目湖南坡和滨海南区客流增长。",
        {},
        "jiangxi shanxi hebei hunan hainan",
    ),
    ("哈立德国王国际机场和贝尔格莱德国家剧院关闭，加拿大连日降雪。", {"加拿大": "canada"}, "germany dalian"),
    # names cut from names of persons
    (
        "老挝国家主席朱马里致辞，院士郑南宁授课，主持人阿曼普尔提问，会见参议院比亚迪拉议长。",
        {"老挝": "laos"},
        "mali nanning oman byd",
    ),
    (
        "选手朱大庆夺冠，穆长春谈数字货币，参议长托波兰斯基来访，客机降落埃塞伊萨机场，埃及伊蚊传播黄热病。",
        {},
        "daqing changchun poland ethiopia egypt",
    ),
    # events: an accession to an agreement, a rank, a manner, and a party of another country
    (
        "我国加快加入世贸组织《政府采购协定》，全球第十七大经济体不靠“大跃进”式的投入。",
        {},
        "wto-accessions china-wto-accession cpc-17th-congress great-leap-forward",
    ),
    ("日本民进党干事长辞职。", {"日本": "japan"}, "democratic-progressive-party"),
    # firms: a process, a joint venture, a group and its subsidiary
    ("改良西门子法生产多晶硅，江淮大众汽车公司投产。", {}, "siemens volkswagen"),
    ("上海华虹集团增资上海华虹宏力。", {"上海华虹": "hua-hong-group", "上海华虹宏力": "hua-hong"}, ""),
]

ENGLISH: list[Trap] = [
    (
        "Ammonia from the Haber-Bosch process, alumina from the Bayer process, silicon from the Siemens process.",
        {},
        "bosch bayer siemens",
    ),
    ("They refused to arm China, and the engine has 200 bhp.", {"China": "china"}, "arm-china bhp"),
    ("Reliance on Taiwan semiconductor manufacturing grew.", {"Taiwan": "taiwan"}, "tsmc"),
    ("The plant cost US $3 billion; they are optimistic about US firms.", {"US": "united-states"}, ""),
    ("The Kosovo Liberation Army (KLA) disbanded, as KLA sold tools.", {"KLA": "kla"}, ""),
    ("After the Berlin Wall fell, China's Silicon Valley grew.", {"China": "china"}, "berlin silicon-valley"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_place_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_place_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_place_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
