"""People whose names contain a hyphen; and posts that give a name its first character."""

from __future__ import annotations

import pytest

from flows.annotation.names.wholes import join_people
from flows.records import Mention
from tests.timing import assert_time_in_proportion


def person(text: str, name: str) -> Mention:
    start = text.index(name)
    return Mention(start, start + len(name), name, "PERSON", source="model", score=0.9)


@pytest.mark.parametrize(
    ("text", "found", "expected"),
    [
        ("古巴国家主席迪亚斯-卡内尔来访。", ["迪亚斯", "卡内尔"], ["迪亚斯-卡内尔"]),
        ("议长布朗-皮韦来访。", ["布朗"], ["布朗-皮韦"]),
        ("总统乌戈-拉斐尔-查韦斯来访。", ["乌戈", "查韦斯"], ["乌戈-拉斐尔-查韦斯"]),
        ("导演奥利弗-斯通日前来访。", ["奥利弗"], ["奥利弗-斯通"]),
        ("国王威廉-亚历山大来访。", ["亚历山大"], ["威廉-亚历山大"]),
        ("Kim Jong-un and Chan Mo-po met.", ["Kim Jong", "Chan Mo"], ["Kim Jong-un", "Chan Mo-po"]),
        ("美国财政部长姆努钦说。", ["长姆努钦"], ["姆努钦"]),
        ("长孙无忌在唐代。", ["长孙无忌"], ["长孙无忌"]),
        ("伊尔-18飞机坠毁。", ["伊尔"], ["伊尔"]),
        ("张三-李四组合。", ["张三"], ["张三"]),  # not characters used for foreign names
        ("阿根廷-巴西会晤前，马克龙-默茨通话。", ["马克龙", "默茨"], ["马克龙", "默茨"]),
        ("马克龙-默茨举行会谈。", ["马克龙"], ["马克龙"]),
        ("主席同迪亚斯-卡内尔会谈。", ["迪亚斯", "卡内尔"], ["迪亚斯-卡内尔"]),
        ("总统迪亚斯-卡内尔特来访。", ["迪亚斯", "卡内尔"], ["迪亚斯-卡内尔"]),
        ("同总理布朗-皮韦通电话。", ["布朗"], ["布朗-皮韦"]),
        ("科勒-伯顿法案通过。", ["科勒"], ["科勒-伯顿"]),
        ("The Donald Trump-era plan and Xi Jinping-led talks.", ["Donald Trump", "Xi Jinping"], None),
        ("习近平、普京会谈。", ["习近平", "普京"], None),
        # Halves of a compound
        ("A Mann-Kendall test of the Daling-Lijing line.", ["Mann", "Lijing"], []),
        ("The Trump-backed plan and cross-border talks.", ["Trump"], ["Trump"]),
    ],
)
def test_a_name_with_a_hyphen_is_one(text: str, found: list[str], expected: list[str] | None) -> None:
    joined = join_people(text, [person(text, name) for name in found])
    assert [one.text for one in joined] == (found if expected is None else expected)
    assert all(text[one.start : one.end] == one.text for one in joined)


def test_a_person_of_the_lexicon_is_no_part_of_another() -> None:
    text = "普京-拉夫罗夫合影。"
    found = [person(text, name) for name in ("普京", "拉夫罗夫")]
    assert [one.text for one in join_people(text, found, found[:1])] == ["普京", "拉夫罗夫"]


def test_long_chains_are_read_in_linear_time() -> None:
    def read(number: int) -> None:
        for name in ("迪亚斯", "Kim Jong"):
            text = f"{name}-" * number
            step = len(name) + 1
            found = [Mention(at, at + step - 1, name, "PERSON") for at in range(0, len(text), step)]
            join_people(text, found)

    assert_time_in_proportion(read, 20_000)


def test_a_body_with_the_second_part_keeps_its_name() -> None:
    text = "哈雷-戴维森摩托车公司宣布。"
    body = Mention(3, 11, text[3:11], "ORG", source="model", score=0.9)
    assert [one.text for one in join_people(text, [person(text, "哈雷"), body])] == ["哈雷", body.text]
