"""Traps of firms, places and people: joint ventures, predecessors, namesakes, and short names inside other words."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # joint ventures, subsidiaries and predecessors are bodies of their own
    # short names of firms, which are parts of ordinary words
    ("诺基亚、高通、英特尔都交专利费。", {"高通": "qualcomm"}, ""),
    ("关税推高通胀，各口岸提高通关效率，首颗高通量卫星升空，嫌犯被列入最高通缉名单。", {}, "qualcomm"),
    ("法院认定三星侵权。", {"三星": "samsung"}, ""),
    ("一箭三星发射成功，三星堆遗址有新发现，这家三星级酒店歇业。", {}, "samsung"),
    ("受制裁的有华为、中兴等企业。", {"中兴": "zte"}, ""),
    ("在传统产业中兴起一拨创业热，集中建设中兴镇。", {}, "zte"),
    (
        "一汽、上汽、广汽和北汽都造电动车。",
        {"一汽": "faw", "上汽": "saic-motor", "广汽": "gac-group", "北汽": "baic"},
        "",
    ),
    ("世界第一汽车大国推广汽车下乡，东北汽车市场加上汽车零部件回暖。", {}, "faw"),
    ("北汽入股戴姆勒，丰田召回汽车。", {"北汽": "baic", "丰田": "toyota"}, ""),
    ("丰田章男家住丰田市。", {}, "toyota"),
    ("空客在天津总装。", {"空客": "airbus"}, ""),
    ("南航空客运量回升。", {}, "airbus"),
    ("华为旗下的海思设计芯片。", {"海思": "hisilicon"}, ""),
    ("上海思想界展开讨论，乐山海思念故人。", {}, "hisilicon"),
    ("寒武纪推出新的芯片。", {"寒武纪": "cambricon"}, ""),
    ("寒武纪生命大爆发留下化石，前寒武纪地层出露。", {}, "cambricon"),
    ("联影和迈瑞的设备进入医院。", {"联影": "united-imaging", "迈瑞": "mindray"}, ""),
    ("关联影响难以估计，互联影视平台关停。", {}, "united-imaging"),
    ("企业依图将发布芯片。", {"依图": "yitu"}, ""),
    ("收购展讯以后，新松公司造机器人。", {"展讯": "unisoc", "新松": "siasun"}, ""),
    ("新松恨不高千尺，开展讯问，王新松到场。", {}, "siasun"),
    (
        "谷歌、脸书和亚马逊都被罚款，京东、快手和滴滴没有。",
        {
            "谷歌": "google",
            "脸书": "meta-company",
            "亚马逊": "amazon-company",
            "京东": "jd-com",
            "快手": "kuaishou",
            "滴滴": "didi",
        },
        "",
    ),
    ("亚马逊雨林的雨点点滴滴，快手快脚的人走过北京东城。", {}, "amazon-company didi kuaishou jd-com"),
    (
        "格力和海信造空调，五矿和宝武炼钢。",
        {"格力": "gree", "海信": "hisense", "五矿": "minmetals", "宝武": "baowu"},
        "",
    ),
    ("人格力量来自上海信息中心，五矿化工产品和法宝武器入库。", {}, "gree hisense minmetals baowu"),
    ("训练使用昇腾。", {"昇腾": "huawei-ascend"}, ""),
    ("要用友好的办法。", {}, "yonyou"),
    ("博通、英伟达股价走低。", {"博通": "broadcom"}, ""),
    ("该局通过官方微博通报情况。", {}, "broadcom"),
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
    (
        "Baowu, Ansteel and HBIS make steel; Hua Hong and Sanan make chips, Ganfeng and Tianqi mine lithium.",
        {
            "Baowu": "baowu",
            "Ansteel": "ansteel",
            "HBIS": "hbis",
            "Hua Hong": "hua-hong",
            "Sanan": "sanan",
            "Ganfeng": "ganfeng",
            "Tianqi": "tianqi-lithium",
        },
        "",
    ),
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
