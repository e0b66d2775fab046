"""Traps of sense: policy terms as ordinary phrases, as parts of other words, and as names of other things."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # words split in other places
    ("建立在新能源安全可靠替代的基础上。", {}, "energy-security"),
    ("保障能源安全可靠供应。", {"能源安全": "energy-security"}, ""),
    ("把先进技术引进来。", {}, "advanced-technology-import"),
    ("学习国内循环经济和国外循环经济的经验。", {}, "domestic-great-circulation international-circulation"),
    (
        "打通国内循环和国际循环。",
        {"国内循环": "domestic-great-circulation", "国际循环": "international-circulation"},
        "",
    ),
    ("取得商用密码进出口许可。", {}, "export-licence"),
    ("取得两用物项出口许可。", {"出口许可": "export-licence"}, ""),
    ("研发智能船载系统和智能船用设备。", {}, "smart-ship"),
    ("推广地热储能。", {}, "thermal-energy-storage"),
    ("放宽高技术出口管制。", {}, "technology-export-control"),
    # other senses
    ("搭上合作共赢的“高速列车”。", {}, "high-speed-train"),
    ("引进已在境外上市药品。", {}, "overseas-listing"),
    ("企业赴境外上市。", {"赴境外上市": "overseas-listing"}, ""),
    ("索尼爱立信公司推出手机。", {}, "ericsson"),
    ("破解四大赤字，弥合热量赤字。", {}, "deficit"),
    ("新增赤字用于基建。", {"赤字": "deficit"}, ""),
    ("必须与原单位脱钩。", {}, "decoupling"),
    ("抢占网络新闻舆论的制高点，收复了多个制高点。", {}, "commanding-heights"),
    ("材料应当归入侦查内卷。", {}, "involution"),
    ("破除内卷，规范竞争。", {"内卷": "involution"}, ""),
    ("海南坚持制度集成创新。", {}, "integrated-innovation"),
    ("为萨方推介本国产品。", {}, "domestic-product-procurement-standard"),
    ("很难找到替代进口源。", {}, "import-substitution"),
    # wider than the concept
    ("建设亚洲互联互通融资平台。", {}, "local-government-financing-vehicle"),
    (
        "清理融资平台公司和地方融资平台。",
        {
            "融资平台公司": "local-government-financing-vehicle",
            "地方融资平台": "local-government-financing-vehicle",
        },
        "",
    ),
    ("外资持股比例达到百分之五。", {}, "foreign-equity-cap"),
    ("取消外资持股比例限制。", {"外资持股比例限制": "foreign-equity-cap"}, ""),
    ("佛山综合保税区日前正式封关运作。", {}, "island-wide-customs-closure"),
    # abbreviations of other things
    ("电影IP拉动旅游，文创IP走红，法院专网IP资源紧张。", {}, "intellectual-property"),
    ("三艘FDI护卫舰交付。", {}, "foreign-direct-investment"),
]

ENGLISH: list[Trap] = [
    ("Skipping lunch might narrow your deficit, a calorie deficit.", {}, "deficit"),
    ("The deficit is set at four percent of GDP.", {"deficit": "deficit"}, ""),
    ("Upload it by FTP.", {}, "free-trade-port"),
    ("The state holds the commanding heights of the economy.", {}, "commanding-heights"),
    ("Republicans were blocking legislation.", {}, "blocking-rules-term"),
    ("The sale of honours was a scandal.", {}, "honor-divestiture"),
    ("Huawei completed the sale of Honor.", {"sale of Honor": "honor-divestiture"}, ""),
    ("East-West cooperation ended with the Cold War.", {}, "east-west-collaboration"),
    ("Speed up weapons and equipment upgrades.", {}, "equipment-renewal"),
    ("It is an important data analysis tool.", {}, "important-data"),
    ("Universal security, common prosperity, openness and inclusiveness.", {}, "common-prosperity"),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_sense_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_sense_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_sense_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
