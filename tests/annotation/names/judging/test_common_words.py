"""Chinese words that jieba's dictionary flags as names but are not: the list, and its effect."""

from __future__ import annotations

import gzip
import re
from collections import defaultdict
from pathlib import Path

import pytest

import flows.annotation.names.judging.common_words
from flows.annotation.annotator import Annotator
from flows.annotation.names.features import name_words
from tests.support import shared_data

LIST = Path(flows.annotation.names.judging.common_words.__file__).with_name("common_zh.txt")
HEADER = """\
# Chinese words of two to four characters that jieba's dictionary flags as names and that are ordinary words. The
# facts are those of CC-CEDICT: which words it reads in small letters only, with glosses that hold no capital ([words]),
# which in small letters and in capitals, as names, too ([also names]), and which of these have a verb's gloss
# ([verbs]). tests/annotation/names/judging/test_common_words.py makes the list.
"""
_ENTRY = re.compile(r"\S+ (\S+) \[([^\]]*)\] /(.*)/")
_REMARK = re.compile(r"CL:[^/]*|\([^)]*\)|[\u4e00-\u9fff|]+\[[^\]]*\]|\bI\b")
_CAPITAL = re.compile(r"\b[A-Z]")


def make_list(dictionary: Path) -> str:
    """Return the text of the list, from a dictionary in CEDICT's format."""
    small: dict[str, list[str]] = defaultdict(list)
    names: set[str] = set()
    with gzip.open(dictionary, "rt", encoding="utf-8") as lines:
        for word, reading, glosses in _ENTRY.findall(lines.read()):
            if not 2 <= len(word) <= 4 or word not in name_words():
                continue
            if any(syllable[0].isupper() for syllable in reading.split()):
                names.add(word)
            else:
                small[word] += glosses.split("/")
    bare = {word: [_REMARK.sub("", gloss) for gloss in glosses] for word, glosses in small.items()}
    sections = {
        "words": [word for word in bare if word not in names and not _CAPITAL.search(" ".join(bare[word]))],
        "also names": [word for word in bare if word in names],
        "verbs": [
            word for word in bare if word in names and any(one.startswith("to ") for one in bare[word])
        ],
    }
    parts = (f"[{name}]\n{wrap(sorted(words))}" for name, words in sections.items())
    return HEADER + "".join(parts)


def wrap(words: list[str]) -> str:
    """Return words in lines of at most 54 characters."""
    lines = [""]
    for word in words:
        if len(lines[-1]) + len(word) > 53:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return "".join(f"{line}\n" for line in lines)


def test_the_list_is_made_from_the_dictionary() -> None:
    assert LIST.read_text(encoding="utf-8") == make_list(shared_data("lexicons", "cedict_ts.u8.gz"))


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("扎实开展自治、法治、德治相结合的试点。", "德治"),
        ("老人还张罗着给他介绍对象。", "张罗"),
        ("林火没有得到控制，消防人员远离林火区域。", "林火"),
        ("灯光、遮阳等设备由学生研发。", "遮阳"),
        ("努力打造面向西南开放的桥头堡。", "桥头堡"),
        ("加快培育盐湖产业集群。", "盐湖"),
        ("打造“滨江党建”品牌。", "滨江"),
        ("推进老城区改造。", "老城区"),
        ("加强政策沟通、设施联通、贸易畅通。", "联通"),
        ("打造联通欧亚的通道。", "联通"),
        ("德治在基层发挥作用。", "德治"),
        ("有人胡说参加过会议。", "胡说"),
        ("这是胜利的曙光，今年更加明亮。", "曙光"),
        ("民族和睦、宗教和顺的局面更加巩固。", "和顺"),
    ],
)
def test_an_ordinary_word_is_no_name(annotator: Annotator, text: str, word: str) -> None:
    assert word not in [one.text for one in annotator.annotate([text])[0].mentions]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("汪洋指出，编制和实施规划十分重要。", "汪洋"),
        ("汪洋在河北调研时强调，要抓好扶贫。", "汪洋"),
        ("汪洋参加了小组讨论。", "汪洋"),
        ("汪洋充分肯定当地的做法。", "汪洋"),
        ("汪洋先后到三个村看望农民。", "汪洋"),
        ("汪洋最后说，任务还很重。", "汪洋"),
        ("汪洋代表党中央致以问候。", "汪洋"),
        ("英国哲学家培根这样认为。", "培根"),
        ("全国政协主席汪洋到会。会后，汪洋同大家合影。", "汪洋"),
        ("联通今年投资30亿元建设网络。", "联通"),
        ("中兴今年研发投入90亿元。", "中兴"),
        ("恒力与中兴签署协议。", "中兴"),
        ("恒力与中兴签署协议。", "恒力"),
        ("光华今年研发投入6亿元。", "光华"),
        ("刘诗雯和丁宁组成的女团夺冠。", "丁宁"),
        ("雪龙号起航，奔赴南极。", "南极"),
        ("柳州、来宾等重点地市债务下降。", "来宾"),
        ("联通公司发布年报。", "联通公司"),
        ("洛阳市老城区发布通告。", "老城区"),
        ("山西运城盐湖区发布通告。", "盐湖区"),
    ],
)
def test_a_name_that_is_also_a_word_stays(annotator: Annotator, text: str, word: str) -> None:
    assert word in [one.text for one in annotator.annotate([text])[0].mentions]


@pytest.mark.parametrize(
    ("text", "is_firm"),
    [
        ("刚刚挂牌1500箱苹果，短短几分钟就拍卖了出去。", False),
        ("当地种植苹果3万亩，果农增收。", False),
        ("农民种植小米和高粱。", False),
        ("苹果发布新款手机，股价上涨。", True),
        ("苹果产业链企业向越南转移。", True),
        ("华为、小米、OPPO等企业加大研发投入。", True),
    ],
)
def test_a_crop_is_no_firm_where_farming_is_spoken_of(annotator: Annotator, text: str, is_firm: bool) -> None:
    (annotation,) = annotator.annotate([text])
    found = [mention.text for mention in annotation.mentions if mention.type == "ORG"]
    assert bool({"苹果", "小米"} & set(found)) is is_firm
