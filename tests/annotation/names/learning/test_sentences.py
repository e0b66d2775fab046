"""Sentences with names: IOB2 files, a teacher's spans, the lexicon's names, swapped names."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.matching.tagging import Tagger
from flows.annotation.names.learning.sentences import (
    UNCERTAIN,
    Sentence,
    annotate_by_lexicon,
    correct_by_lexicon,
    read_iob2,
    read_teacher,
    swap_names,
)
from flows.errors import UsageError


def test_iob2_gives_offsets_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(
        "# sent_id = 1\n# text = Ana Paz left Oslo.\n1\tAna\tB-PER\t-\t-\n"
        "2\tPaz\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n4\tOslo\tB-LOC\t-\t-\n"
        "5\t.\tO\t-\t-\n\n# text = 三亚海口\n1\t三亚\tB-LOC\n2\t海口\tB-LOC\n\n# text = 无\n1\t无\tB-OTH\n",
        encoding="utf-8",
    )
    first, second, third = read_iob2(path)
    assert (first.text, first.spans) == ("Ana Paz left Oslo.", ((0, 7, "PERSON"), (13, 17, "GPE")))
    assert second.spans == ((0, 2, "GPE"), (2, 4, "GPE"))
    assert third.spans == ()


@pytest.mark.parametrize("row", ["1 Ana B-PER", "1\tAna\tPER", "1\tEva\tB-PER"])
def test_wrong_iob2_names_the_line(tmp_path: Path, row: str) -> None:
    path = tmp_path / "x.iob2"
    path.write_text(f"# text = Ana left\n{row}\n\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"x\.iob2:\d"):
        read_iob2(path)


def test_teacher_gives_names_and_words(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text(
        '{"text": "李雷去海口", "spans": [[0, 2, "PER"], [2, 3, "v"], [3, 5, "LOC", 0.9]]}\n',
        encoding="utf-8",
    )
    assert list(read_teacher(path)) == [
        Sentence("李雷去海口", ((0, 2, "PERSON"), (3, 5, "GPE")), ((2, 3, "v"),))
    ]
    path.write_text('{"text": "李雷去海口"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"t\.jsonl:1"):
        list(read_teacher(path))


def test_lexicon_corrects_a_teacher(small_tagger: Tagger) -> None:
    text = "高等教育部的李雷"
    sentence = Sentence(text, ((2, 5, "ORG"), (6, 8, "PERSON")))
    assert correct_by_lexicon(sentence, small_tagger.tag(text)).spans == ((0, 5, "ORG"), (6, 8, "PERSON"))


def test_lexicon_teaches_what_it_knows(small_tagger: Tagger) -> None:
    chinese = annotate_by_lexicon(small_tagger.tag("教育部发布通知"))
    assert (chinese.spans, chinese.is_partial) == (((0, 3, "ORG"),), True)
    english = annotate_by_lexicon(small_tagger.tag("The Ministry of Education praised Harbin"), {"the"})
    assert english.spans == ((4, 25, "ORG"),)
    assert ((34, 40, UNCERTAIN) in english.words, (0, 3, UNCERTAIN) in english.words) == (True, False)


@given(st.integers(0, 1000))
def test_swapped_names_keep_their_offsets(seed: int) -> None:
    sentence = Sentence(
        "Ana Paz met OLGA in Oslo, near harbin.", ((0, 7, "PERSON"), (20, 24, "GPE"), (31, 37, "GPE"))
    )
    names = {"PERSON": ["Bo Li", "Cy Jones", "Max"], "GPE": ["Bergen", "Ulan Bator"]}
    swapped = swap_names(sentence, names, Random(seed), share=1)
    assert [kind for _, _, kind in swapped.spans] == ["PERSON", "GPE", "GPE"]
    surfaces = [swapped.text[start:end] for start, end, _ in swapped.spans]
    assert surfaces[0] in names["PERSON"]
    assert surfaces[1] in names["GPE"]
    assert surfaces[2] == "harbin"
