"""Traps of firms, places and people: joint ventures, predecessors, namesakes, and short names inside other words."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # joint ventures, subsidiaries and predecessors are bodies of their own
    (
        "东风本田和东风悦达起亚复工。",
        {"东风本田": "dongfeng-honda", "东风悦达起亚": "yueda-kia"},
        "honda kia",
    ),
    ("对长安福特汽车有限公司处以罚款。", {"长安福特汽车": "changan-ford"}, "ford"),
    (
        "中国铝业公司和中国中化集团参会。",
        {"中国铝业公司": "chinalco", "中国中化集团": "sinochem-group"},
        "chalco sinochem",
    ),
    ("石化标准由中国石化出版社出版。", {}, "sinopec"),
    # a name that continues into other words
    (
        "第四波浪潮信息时代到来，中国联通世界，中国国新办发布消息。",
        {},
        "inspur-information china-unicom guoxin",
    ),
    ("中国有研究机构面向东南亚科技市场。", {"东南亚": "southeast-asia"}, "grinm nanya"),
    ("英雄安息，专题介绍兴隆街道，古柏林得到保护。", {}, "xiongan shaoxing berlin"),
    ("他获得州长提名，山东京博投产，便宜宾馆客满。", {"山东": "shandong"}, "texas tokyo yibin"),
    ("江苏、山东三省市降雨，西班牙加纳利岛起火。", {}, "three-northeastern-provinces ghana"),
    # another bearer of the name
    (
        "德国默克尔政府表态，美国硅谷银行关闭。",
        {"德国": "germany", "美国": "united-states"},
        "merck-kgaa silicon-valley",
    ),
    ("斯里兰卡统一国民党领袖和马云飞的后人到场。", {}, "kuomintang jack-ma"),
    ("欢迎文莱达鲁萨兰国苏丹哈桑纳尔和瑞士联邦主席施奈德－阿曼。", {}, "sudan oman"),
    ("依据海牙送达公约和维也纳外交关系公约办理。", {}, "the-hague vienna"),
    ("热带气旋袭击印度东部沿海，并影响美国东部沿海地区。", {}, "eastern-coastal"),
    (
        "东部沿海地区产业升级，雄安新区开工，东京举行会谈。",
        {"东部沿海地区": "eastern-coastal", "雄安新区": "xiongan", "东京": "tokyo"},
        "",
    ),
]

ENGLISH: list[Trap] = [
    ("The Anthropic Principle and anthropic emissions differ.", {}, "anthropic"),
    ("Reporter Wang Xian and Liu Mingyang praised Liu Zunyi.", {}, "xian mingyang zunyi"),
    ("Musicians such as Lao Lang sang.", {}, "laos"),
    ("Each blade has one Nvidia Tesla card, and Kuka Home sold couches.", {}, "tesla kuka"),
    ("Wuxi County and Yiwu County flooded, as did the Daqing River.", {}, "wuxi yiwu daqing"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_firm_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_firm_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_firm_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
