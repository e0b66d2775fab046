"""Elements of one character: 镓 is found as a word and in compounds of the lexicon, but not in names.

All run with the shipped lexicon and the real segmenter.
"""

from __future__ import annotations

import pytest

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.matcher import Matcher
from flows.annotation.matching.tagging import Tagger

ELEMENTS = {
    "锂": "lithium",
    "铍": "beryllium",
    "氦": "helium",
    "镁": "magnesium",
    "钪": "scandium",
    "钛": "titanium",
    "钒": "vanadium",
    "锰": "manganese",
    "钴": "cobalt",
    "镍": "nickel",
    "镓": "gallium",
    "锗": "germanium",
    "铷": "rubidium",
    "锶": "strontium",
    "钇": "yttrium",
    "锆": "zirconium",
    "铌": "niobium",
    "钼": "molybdenum",
    "钌": "ruthenium",
    "铑": "rhodium",
    "钯": "palladium",
    "铟": "indium",
    "锑": "antimony",
    "碲": "tellurium",
    "铯": "cesium",
    "镧": "lanthanum",
    "铈": "cerium",
    "镨": "praseodymium",
    "钕": "neodymium",
    "钐": "samarium",
    "铕": "europium",
    "钆": "gadolinium",
    "铽": "terbium",
    "镝": "dysprosium",
    "钬": "holmium",
    "铒": "erbium",
    "铥": "thulium",
    "镱": "ytterbium",
    "镥": "lutetium",
    "铪": "hafnium",
    "钽": "tantalum",
    "钨": "tungsten",
    "铼": "rhenium",
    "铱": "iridium",
    "铂": "platinum",
    "铋": "bismuth",
    "钍": "thorium",
    "铀": "uranium",
}

# (text, concepts found, those of nested mentions marked with +, concepts that must not be found)
CONTEXTS = [
    ("对镓实施出口管制。", "gallium", ""),
    ("对镓、锗相关物项实施出口管制。", "+gallium +germanium", ""),
    ("依托稀土、镓、锑、锗等战略性资源。", "rare-earth gallium antimony germanium", ""),
    ("研究氮化镓、砷化镓器件。", "gallium-nitride +gallium gallium-arsenide", ""),
    ("锂电池出口增长。", "lithium-battery +lithium", ""),
    ("锂離子電池出口增長。", "lithium-battery +lithium", ""),
    ("碳酸锂价格回落。", "lithium-carbonate +lithium", ""),
    ("亿纬锂能投资建厂。", "eve-energy", "lithium"),
    ("伊朗暂停铀浓缩活动。", "uranium-enrichment +uranium", ""),
    ("运走全部浓缩铀。", "enriched-uranium +uranium", ""),
    ("钛合金和钛白粉的产量。", "titanium-alloy +titanium titanium-dioxide", ""),
    ("钙钛矿太阳能电池。", "perovskite-solar-cell", "titanium"),
    ("钛媒体报道了会议。", "", "titanium"),
    ("镁光在西安设厂。", "micron", "magnesium"),
    ("站在镁光灯下。", "", "magnesium micron"),
    ("镁信健康完成融资。", "", "magnesium"),
    ("打造锂、镍、钴全产业链。", "lithium nickel cobalt", ""),
    ("富钴结壳的勘探。", "cobalt", ""),
    ("画布上的钴蓝。", "", "cobalt"),
    ("用金属锂作负极。", "lithium", ""),
    ("大户张文镝用无人机施肥。", "", "dysprosium"),
    ("历经锋镝余生。", "", "dysprosium"),
    ("新型钨基合金。", "tungsten", ""),
    ("发射“锆石”导弹。", "", "zirconium"),
    ("铱星公司的卫星。", "", "iridium"),
    ("南非一处铂矿停产。", "platinum", ""),
    ("入住铂尔曼酒店。", "", "platinum"),
    ("高锰酸钾溶液。", "", "manganese"),
    ("镓价上涨，对锂和氦的需求增长。", "gallium lithium helium", ""),
    ("钒钛磁铁矿的利用。", "vanadium-titanium +vanadium", ""),
]


@pytest.mark.parametrize(("character", "identifier"), ELEMENTS.items())
def test_an_element_is_found_by_its_character(tagger: Tagger, character: str, identifier: str) -> None:
    concept = tagger.lexicon.find(character)
    assert concept is not None
    assert concept == tagger.lexicon.find(identifier)
    mentions = tagger.tag(f"我国储量丰富的是{character}、煤炭。").mentions
    assert (character, identifier) in [(mention.text, mention.concept) for mention in mentions]


@pytest.mark.parametrize(("text", "expected", "absent"), CONTEXTS)
def test_an_element_in_context(tagger: Tagger, text: str, expected: str, absent: str) -> None:
    mentions = [mention for mention in tagger.tag(text).mentions if mention.concept]
    found = {"+" * mention.nested + mention.concept for mention in mentions}
    assert set(expected.split()) <= found
    assert found.isdisjoint(absent.split())
    assert found.isdisjoint({f"+{identifier}" for identifier in absent.split()})


def test_an_element_counts_inside_a_compound_as_rare_earths_do(tagger: Tagger) -> None:
    for text, element in (("稀土永磁", "rare-earth"), ("锂电池", "lithium"), ("氮化镓", "gallium")):
        mentions = tagger.tag(f"{text}产量增长。").mentions
        assert [mention.nested for mention in mentions if mention.concept == element] == [True], text


@pytest.mark.parametrize(
    ("kind", "borders", "found"),
    [
        ("TECH", [0, 2, 5], {"lithium-battery", "lithium"}),
        ("ORG", [0, 2, 5], {"lithium-battery"}),
        ("TECH", [0, 2, 3, 5], {"lithium-battery", "lithium"}),
        ("TECH", [0, 1, 5], set()),
    ],
)
def test_a_single_character_needs_a_word_or_a_compound(
    kind: str, borders: list[int], found: set[str]
) -> None:
    lexicon = Lexicon([Concept("lithium-battery", kind, "锂电池", ""), Concept("lithium", "TECH", "锂", "")])
    matcher = Matcher(lexicon)
    hits = matcher.settle(matcher.find("储能锂电池"), borders)
    assert {hit.concept for hit in hits} == found


def test_a_negative_context_does_not_free_a_single_character() -> None:
    matcher = Matcher(Lexicon([Concept("titanium", "TECH", "钛", "", not_in=("钛媒体",))]))
    assert matcher.settle(matcher.find("丘钛科技"), [0, 2, 4]) == []
    assert matcher.settle(matcher.find("钛媒体"), [0, 1, 3]) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "对{}实施出口管制。",
        "将{}列入清单。",
        "含{}废料。",
        "禁止向美国出口{}。",
        "{}的出口。",
        "中国的{}产量。",
        "{}等关键矿产。",
        "以{}为主。",
        "{}价上涨。",
        "从{}中提取。",
        "由{}组成。",
        "{}及其化合物。",
    ],
)
def test_a_short_word_beside_an_element_does_not_hide_it(tagger: Tagger, sentence: str) -> None:
    """jieba joins 对镓, 含锂 and 锂价 into one word, as it joins a surname and a given name."""
    lost = [
        character
        for character, identifier in ELEMENTS.items()
        if identifier not in {mention.concept for mention in tagger.tag(sentence.format(character)).mentions}
    ]
    assert lost == []
