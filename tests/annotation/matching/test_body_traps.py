"""Traps of bodies, documents and events: the same body elsewhere, and abbreviations of other things."""

from __future__ import annotations

import pytest

from flows.annotation.matching.tagging import Tagger
from tests.annotation.matching.test_traps import Trap, check

CHINESE: list[Trap] = [
    # the same body of another country, party or province
    ("法英两国国防部没有回应，以国防部称拦截了导弹。", {}, "ministry-of-national-defense"),
    ("国防部新闻发言人今天回答提问。", {"国防部": "ministry-of-national-defense"}, ""),
    ("陪同来访的有总统夫人、外交部部长、财政部部长等。", {}, "mfa"),
    ("外交部部长杨洁篪举行记者会。", {"外交部": "mfa"}, ""),
    ("肯尼亚召开了国家安全委员会紧急会议。", {}, "central-national-security-commission"),
    (
        "三中全会决定设立国家安全委员会。",
        {"国家安全委员会": "central-national-security-commission"},
        "",
    ),
    ("越共中央政治局委员、中央书记处书记来访。", {}, "central-secretariat"),
    ("人民行动党中央外事委员会主席来访。", {}, "central-foreign-affairs-commission"),
    ("请通信管理局和厅（局）、网信办、发改委、环保局配合。", {}, "cac ndrc"),
    ("黑龙江省委深改组出台文件，某市原卫计委主任受审。", {}, "central-deepening-reform-leading-group nhfpc"),
    ("广东两会和江西两会先后开幕。", {}, "two-sessions"),
    ("今年两会期间，代表委员建言献策。", {"两会": "two-sessions"}, ""),
    ("共青团十八届一中全会选出新一届领导机构。", {}, "first-plenum-18th"),
    ("澳门立法会修订《维护国家安全法》。", {}, "national-security-law"),
    # short forms inside other words and names
    ("汤森路透发布榜单，日经亚洲奖揭晓。", {}, "reuters nikkei-asia"),
    ("此举加速了美国太空军事化。", {}, "us-space-force"),
    ("发布电子信息工程科技发展十四大趋势。", {}, "cpc-14th-congress"),
    ("智能制造工程技术人员成为新职业。", {}, "intelligent-manufacturing-project"),
    ("党建在网格中办，师范院校归高等教育部分管理。", {}, "general-office-of-the-cpc-central-committee"),
    ("汉诺威工博会开幕。", {}, "industry-fair-shanghai"),
    # abbreviations shared with other things
    ("推广计算机辅助工程（CAE）、SPC和ADB检测。", {}, "cae supreme-peoples-court adb"),
    ("玩家可以雇佣 NPC 来清洁房屋。", {}, "npc"),
    ("古巴共产党人出任高等教育部部长。", {}, "higher-education-ministry moe"),
    ("国防科学委员会（NDRC）由布什主持。", {}, "ndrc"),
]

ENGLISH: list[Trap] = [
    (
        "The province signed 211 projects, then 111 projects and 156 projects.",
        {},
        "project-211 project-111 project-156",
    ),
    (
        "It joined the 211 Project and the 111 Project.",
        {"211 Project": "project-211", "111 Project": "project-111"},
        "",
    ),
    ("The insect has five eyes, and chip 4 of the panel failed.", {}, "five-eyes chip-4"),
    (
        "A climbing program led to a cultural revolution in the office.",
        {},
        "climbing-program cultural-revolution",
    ),
    (
        "The laws of the NPC took effect after the Cultural Revolution.",
        {"NPC": "npc", "Cultural Revolution": "cultural-revolution"},
        "",
    ),
    (
        "Relevant state departments and provincial commerce departments shall act.",
        {},
        "us-department-of-state us-department-of-commerce",
    ),
    ("Local food and drug administrations shall inspect.", {}, "fda-us"),
    ("The State Department replied.", {"State Department": "us-department-of-state"}, ""),
    ("AI plus robotics, and internet plus television.", {}, "ai-plus internet-plus"),
    ("India's 12th Five-Year Plan ended.", {}, "fyp-12th"),
    (
        "A group of seven met a group of 20 in a white house.",
        {},
        "group-of-seven group-of-twenty us-white-house",
    ),
    (
        "The Group of Seven wrote to the White House in hard financial times.",
        {"Group of Seven": "group-of-seven", "White House": "us-white-house"},
        "financial-times",
    ),
    ("The ruling Politburo of East Germany resigned.", {}, "politburo"),
    ("Thomson Reuters and the MIT Press sell databases.", {}, "reuters mit"),
    ("The merchant sells Xinhua black tea.", {}, "xinhua-news-agency"),
    (
        "It was named at the National Conference on Science and Technology Innovation.",
        {"National Conference on Science and Technology Innovation": "national-sti-conference-2016"},
        "",
    ),
]


@pytest.mark.parametrize("trap", CHINESE, ids=lambda trap: trap[0])
def test_chinese_body_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


@pytest.mark.parametrize("trap", ENGLISH, ids=lambda trap: trap[0])
def test_english_body_trap(tagger: Tagger, trap: Trap) -> None:
    check(tagger, trap)


def test_body_traps_name_concepts_of_the_lexicon(tagger: Tagger) -> None:
    named = {name for _, found, absent in (*CHINESE, *ENGLISH) for name in (*found.values(), *absent.split())}
    assert named - set(tagger.lexicon.concepts) == set()
