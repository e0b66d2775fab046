"""The matching rules, each with text that it accepts and text that it rejects, on a small lexicon."""

from __future__ import annotations

from itertools import accumulate, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching.matcher import Matcher
from flows.annotation.matching.tagging import Tagger
from tests.support import policy_texts


def found(tagger: Tagger, text: str) -> list[tuple[str, str]]:
    """Return (surface, concept) of the lexicon's mentions, by start."""
    return [
        (mention.text, mention.concept)
        for mention in tagger.tag(text).mentions
        if mention.source == "lexicon"
    ]


@pytest.mark.parametrize(
    ("text", "surface", "concept"),
    [
        ("健全新型举国体制。", "新型举国体制", "whole-of-nation"),
        ("健全新型舉國體制。", "新型舉國體制", "whole-of-nation"),
        ("健全新型 举国体制。", "新型 举国体制", "whole-of-nation"),
        ("健全新型举\n国体制。", "新型举\n国体制", "whole-of-nation"),
        ("健全新\u200b型举国体制。", "新\u200b型举国体制", "whole-of-nation"),
        ("落实中国制造２０２５部署", "中国制造２０２５", "mic"),
        ("落实中国制造 2025 部署", "中国制造 2025", "mic"),
        ("a new type of whole-of-nation system", "new type of whole-of-nation system", "whole-of-nation"),
        ("a new type of whole of nation system", "new type of whole of nation system", "whole-of-nation"),
        ("A New Type of Whole‑of‑Nation Approach", "New Type of Whole‑of‑Nation Approach", "whole-of-nation"),
        ("NEW TYPE OF WHOLE-OF-NATION SYSTEMS", "NEW TYPE OF WHOLE-OF-NATION SYSTEMS", "whole-of-nation"),
        ("a new type of\nwhole-of-nation system", "new type of\nwhole-of-nation system", "whole-of-nation"),
        ("two Little Giants here", "Little Giants", "little-giant"),
        ("one little-giant here", "little-giant", "little-giant"),
        ("the labor modernization program", "labor modernization program", "programme"),
        ("the labour modernisation programmes", "labour modernisation programmes", "programme"),
        ("new data centers", "data centers", "programme"),
        ("发展人工智能", "人工智能", "ai"),
        ("ｃｒｉｔｉｃａｌ information infrastructure", "ｃｒｉｔｉｃａｌ information infrastructure", "cii"),
    ],
)
def test_rule_1_surfaces_match_folded(small_tagger: Tagger, text: str, surface: str, concept: str) -> None:
    assert (surface, concept) in found(small_tagger, text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MOST issued a notice", [("MOST", "most")]),
        ("the MOST’s notice", [("MOST", "most")]),
        ("most firms agree", []),
        ("Most firms agree", []),
        ("the moSt of it", []),
        ("由MOST印发", [("MOST", "most")]),
        ("ALMOST all", []),
        ("MOSTLY", []),
        ("A&C technology", [("A&C", "controllable")]),
        ("a&c technology", []),
        ("“A&C”要求", [("A&C", "controllable")]),
        ("NBA&CBA", []),
        ("AI chips", [("AI", "ai")]),
        ("推进AI应用", [("AI", "ai")]),
        ("MAIN CHAIN", []),
        ("AI4Science", []),
        ("SME and SMEs", [("SME", "smes"), ("SMEs", "smes")]),
        ("SMES", []),
        ("smes", []),
        ("CII operators", [("CII", "cii")]),
        ("ASCII text", []),
        ("XXCII", []),
        ("the high quality of it", [("high quality", "quality")]),
        ("the high qualitynesses", []),
        ("megalittle giant", []),
    ],
)
def test_rule_2_latin_surfaces_have_borders_and_abbreviations_their_capitals(
    small_tagger: Tagger, text: str, expected: list[tuple[str, str]]
) -> None:
    assert found(small_tagger, text) == expected


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("国家大基金二期", 1),
        ("获得重大基金项目资助", 0),
        ("獲得重大基金項目資助", 0),
        ("获得重 大基金项目资助", 0),
        ("大基金会成立", 0),
        ("重大基金项目与大基金不同", 1),
        ("大基金投向重大基金项目", 1),
        ("大基金", 1),
    ],
)
def test_rule_3_negative_contexts(small_tagger: Tagger, text: str, count: int) -> None:
    assert [concept for _, concept in found(small_tagger, text)].count("big-fund") == count


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("完全自主可控性评估", "自主可控"),
        ("不自主可控者", "自主可控"),
        ("全面自主可控化", "自主可控"),
        ("各中小企业主", "中小企业"),
        ("大大基金融资", "大基金"),  # short, but with negative contexts: rule 3 decides
    ],
)
def test_rule_4_long_surfaces_need_no_border(small_tagger: Tagger, text: str, surface: str) -> None:
    assert surface in [word for word, _ in found(small_tagger, text)]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("建设高质量队伍", 1),
        ("努力提高质量", 0),
        ("努力提高质量和高质量供给", 1),
        ("不断提高质量水平", 0),
        ("推动高质量供给", 1),
    ],
)
def test_rule_5_short_surfaces_need_word_borders(small_tagger: Tagger, text: str, count: int) -> None:
    assert [concept for _, concept in found(small_tagger, text)].count("quality") == count


@pytest.mark.parametrize(
    ("borders", "kept"),
    [
        ({2, 5}, True),
        ({2, 4, 6}, False),
        ({0, 5}, True),
        ({1, 5}, False),
        ({2, 7}, True),
        ({2, 6}, False),
        ({2}, False),
        (set(), False),
    ],
)
def test_rule_5_asks_both_borders(borders: set[int], kept: bool) -> None:
    matcher = Matcher(Lexicon([Concept("quality", "TERM", "高质量", "")]))
    hits = matcher.find("建设高质量队伍")
    assert [hit.needs_border for hit in hits] == [True]
    assert bool(matcher.settle(hits, sorted(borders))) is kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动高质量发展", [("高质量发展", "quality-development", False), ("高质量", "quality", True)]),
        ("原高等教育部", [("高等教育部", "higher-moe", False)]),
        (
            "关键信息基础设施保护条例",
            [("关键信息基础设施保护条例", "cii-protection", False), ("关键信息基础设施", "cii", True)],
        ),
        ("专精特新小巨人", [("专精特新小巨人", "little-giant", False)]),
        (
            "high-quality development",
            [("high-quality development", "quality-development", False), ("high-quality", "quality", True)],
        ),
        ("小巨人、小巨人", [("小巨人", "little-giant", False), ("小巨人", "little-giant", False)]),
    ],
)
def test_rule_7_leftmost_longest_is_outermost(
    small_tagger: Tagger, text: str, expected: list[tuple[str, str, bool]]
) -> None:
    mentions = [mention for mention in small_tagger.tag(text).mentions if mention.source == "lexicon"]
    assert [
        (mention.text, mention.concept, mention.nested)
        for mention in mentions
        if mention.concept in {row[1] for row in expected}
    ] == expected


def test_rule_7_of_crossing_hits_the_left_one_is_outermost() -> None:
    matcher = Matcher(
        Lexicon([Concept("left", "TERM", "甲乙丙丁", ""), Concept("right", "TERM", "丙丁戊己庚", "")])
    )
    assert [(hit.concept, hit.start, hit.end) for hit in matcher.find("甲乙丙丁戊己庚")] == [
        ("left", 0, 4),
        ("right", 2, 7),
    ]


def test_own_shorter_surface_is_one_occurrence() -> None:
    matcher = Matcher(
        Lexicon([Concept("one", "TERM", "产业技术体系", "", zh_variants=("产业技术", "技术体系"))])
    )
    assert [(hit.start, hit.end) for hit in matcher.settle(matcher.find("产业技术体系，产业技术"))] == [
        (0, 6),
        (7, 11),
    ]


class FixedCutter:
    """Cuts at given lengths: the borders of a case, independent of the installed dictionary."""

    def __init__(self, *lengths: int) -> None:
        self.lengths = lengths

    def cut(self, text: str) -> list[str]:
        ends = list(accumulate(self.lengths, initial=0))
        return [text[start:end] for start, end in pairwise([*ends, len(text)])]

    def load(self) -> None:
        """There is nothing to load."""


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [((2, 3, 1), [("示范板", "market")]), ((2, 2, 2), [("示范", "market")]), ((3, 1, 2), [])],
)
def test_longer_surface_without_borders_leaves_the_shorter(
    lengths: tuple[int, ...], expected: list[tuple[str, str]]
) -> None:
    """Rule 5 rejects 示范板 in 示范|板块; 示范, of the same concept, has its borders there."""
    tagger = Tagger(
        Lexicon([Concept("market", "TERM", "示范板", "", zh_variants=("示范",))]), FixedCutter(*lengths)
    )
    assert found(tagger, "发展示范板块") == expected


def test_empty_lexicon_finds_nothing() -> None:
    assert Matcher(Lexicon([])).find("自主可控 A&C") == []


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u200b", "。", "\0"])
def test_texts_of_nothing(small_tagger: Tagger, text: str) -> None:
    assert small_tagger.tag(text).mentions == ()


@given(policy_texts())
def test_hits_are_where_they_say(small_tagger: Tagger, text: str) -> None:
    for hit in small_tagger.matcher.find(text):
        assert 0 <= hit.start < hit.end <= len(text)
        assert not text[hit.start].isspace() and not text[hit.end - 1].isspace()
        assert small_tagger.lexicon.find(text[hit.start : hit.end]) is not None


SURFACES = st.sampled_from(
    [
        "新型举国体制",
        "自主可控",
        "关键信息基础设施",
        "中小企业",
        "高质量发展",
        "人工智能",
        "国家集成电路产业投资基金",
    ]
)


@given(
    st.lists(
        st.tuples(
            SURFACES, st.sampled_from(["。", "，推动", "的", "和", "体系建设", "\n", "（", "与各类", ""])
        ),
        min_size=1,
        max_size=8,
    )
)
def test_every_long_surface_is_found_whatever_surrounds_it(
    small_tagger: Tagger, parts: list[tuple[str, str]]
) -> None:
    text = "".join(surface + between for surface, between in parts)
    position, expected = 0, []
    for surface, between in parts:
        expected.append((position, position + len(surface)))
        position += len(surface) + len(between)
    tagged = small_tagger.tag(text)
    mentions = {(mention.start, mention.end) for mention in tagged.mentions if mention.source == "lexicon"}
    assert set(expected) <= mentions
    assert set(expected) <= set(tagged.tokens)
