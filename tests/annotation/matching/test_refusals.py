"""Words and names that the lexicon refuses stay refused, whatever models and patterns find."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.lexicon.model import Concept, Lexicon
from flows.annotation.matching import Tagger, drop_refused
from flows.records import Mention

LEXICON = Lexicon(
    [
        Concept("capital", "GPE", "云河", "Yunhe", not_in=("云河时间", "Yunhe Consensus")),
        Concept("arms", "WORD", "武器装备", "weaponry"),
    ]
)


def kept(text: str, surface: str, kind: str, source: str = "model") -> bool:
    start = text.index(surface)
    mention = Mention(start, start + len(surface), surface, kind, source=source)
    return drop_refused([mention], Tagger(LEXICON).tag(text), LEXICON) == [mention]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "source", "expected"),
    [
        ("云河时间今天上午", "云河", "GPE", "model", False),
        ("云河时间今天上午", "云河", "ORG", "model", False),
        ("云河时间今天上午", "云河", "PERSON", "model", True),
        ("会议在云河举行", "云河", "GPE", "model", True),
        ("云河时间今天上午", "云河时间", "ORG", "model", True),
        ("the Yunhe Consensus", "Yunhe", "GPE", "model", False),
        ("发展武器装备", "武器装备", "TECH", "pattern", False),
        ("发展武器装备", "武器装备", "TECH", "rule", True),
        ("发展竹制武器装备", "竹制武器装备", "TECH", "pattern", True),
        ("new weaponry", "weaponry", "TECH", "pattern", False),
        ("多家中国大陆科技公司被约谈", "中国大陆科技公司", "ORG", "model", False),
        ("約談美國半導體公司", "美國半導體公司", "ORG", "pattern", False),
        ("官员批评中国互联网公司", "官员批评中国互联网公司", "ORG", "pattern", False),
        ("他在美国航空公司工作", "美国航空公司", "ORG", "model", True),
        ("他在云河科技公司工作", "云河科技公司", "ORG", "model", True),
    ],
)
def test_refused(text: str, surface: str, kind: str, source: str, expected: bool) -> None:
    assert kept(text, surface, kind, source) is expected


def test_what_means_something_else_is_in_the_tagged_text() -> None:
    assert Tagger(LEXICON).tag("云河时间，在云河").refused == {(0, 2): "GPE"}


@pytest.mark.parametrize("text", ["北京时间今天上午，会议开始。", "发展武器装备，推进农业农村现代化。"])
def test_annotation_leaves_them_out(annotator: Annotator, text: str) -> None:
    assert annotator.annotate([text])[0].mentions == ()


def test_set_terms_are_terms(annotator: Annotator) -> None:
    mentions = annotator.annotate(["坚持一国两制，做好“三农”服务。"])[0].mentions
    assert [(one.type, one.text, one.concept) for one in mentions] == [
        ("TERM", "一国两制", "one-country-two-systems"),
        ("TERM", "三农", "three-rural"),
    ]
