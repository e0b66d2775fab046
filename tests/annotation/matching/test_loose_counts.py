"""Plain counts by one automaton equal what each concept's own pattern finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.model import Concept, Lexicon, plain_forms
from flows.annotation.matching.loose_counts import PlainCounter
from flows.search import forms_pattern
from flows.text.folding import fold

AWKWARD = Lexicon(
    [
        Concept("mic", "PROGRAMME", "中国制造2025", "Made in China 2025", zh_abbreviations=("制造2025",)),
        Concept("china", "GPE", "中国", "China", zh_abbreviations=("国中",)),
        Concept("controllable", "TERM", "自主可控", "autonomous and controllable", en_abbreviations=("A&C",)),
        Concept("five", "PROGRAMME", "“一五”", "1st plan", zh_abbreviations=("一五一",)),
        Concept("network", "TECH", "5G网络", "5G", en_variants=("5G network",)),
        Concept("most", "ORG", "科技部", "", en_abbreviations=("MOST",)),
        Concept("fund", "ORG", "大基金", "", not_in=("重大基金",)),
    ]
)
PIECES = (
    "中国",
    "制造",
    "2025",
    "国中国中国",
    "A&C",
    "a & c",
    "A",
    "5G",
    "15g",
    "网络",
    "network",
    "networks",
    "most",
    "MOST",
    "“一五”",
    "一五一五一",
    "Made in China",
    "made—in-China",
    "重大基金",
    "大基金会",
    "自主 可控",
    "自主\n可控",
    "自主\n\n可控",
    "_",
    "カ",
    "é",
    " ",
    "  ",
    "\n",
    "\n\n",
    "-",
    "，",
    "的",
    "科技部部",
    "autonomous and",
    "controllable",
)


def counted_alone(lexicon: Lexicon, text: str) -> dict[str, int]:
    folded = fold(text).text
    counts = {
        name: len(forms_pattern(plain_forms(concept)).findall(folded))
        for name, concept in lexicon.concepts.items()
    }
    return {name: number for name, number in counts.items() if number}


@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_one_automaton_counts_what_each_pattern_finds(text: str) -> None:
    assert PlainCounter(AWKWARD).count(fold(text).text) == counted_alone(AWKWARD, text)


@given(st.data())
def test_random_lexicons(data: st.DataObject) -> None:
    """Forms that contain each other, overlap, or belong to two concepts."""
    form = (
        st.text(alphabet="中国ab5& -", min_size=1, max_size=5)
        .map(str.strip)
        .filter(lambda form: any(map(str.isalnum, form)))
    )
    forms = data.draw(st.lists(st.lists(form, min_size=1, max_size=3), min_size=1, max_size=4))
    lexicon = Lexicon(
        [
            Concept(f"c{number}", "TERM", own[0], "", zh_variants=tuple(own[1:]))
            for number, own in enumerate(forms)
        ]
    )
    text = data.draw(st.text(alphabet="中国ab5& -\n_", max_size=30))
    assert PlainCounter(lexicon).count(fold(text).text) == counted_alone(lexicon, text)


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("设立大基金。", {}),
        ("三个重大基金项目。", {"big-fund": 1}),  # not the fund, by a negative context
        ("努力提高质量。", {}),
    ],
)
def test_the_annotator_leaves_what_is_no_mention(
    annotator: Annotator, text: str, gaps: dict[str, int]
) -> None:
    (found,) = annotator.annotate([text])
    assert dict(found.loose) == gaps


def test_gaps_add_up_to_the_plain_counts(annotator: Annotator) -> None:
    texts = [
        "中国制造2025与中国 2025年。",
        "The MOST, most of China's chips; semiconductors",
        "最大基金、大基金二期、高质量发展",
        "",
    ]
    for text, found in zip(texts, annotator.annotate(texts), strict=True):
        plain = PlainCounter(annotator.tagger.lexicon).count(fold(text).text)
        strict = {
            (mention.start, mention.end, mention.type, mention.concept)
            for mention in found.mentions
            if mention.concept
        }
        names = [name for *_, name in strict]
        assert {
            name: names.count(name) + dict(found.loose).get(name, 0) for name in {*names, *dict(found.loose)}
        } == plain
