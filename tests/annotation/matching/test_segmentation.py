"""Word cutting: the reference tokenizer, and spans kept whole without losing a character."""

from __future__ import annotations

import itertools
import subprocess
import sys

import jieba
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.matching.segmentation import cover, cut_chinese, force_spans
from flows.text import fold
from tests.jieba_cutter import JiebaCutter
from tests.support import PROJECT, policy_texts


def test_the_dictionary_is_read_without_the_code_of_jieba() -> None:
    code = (
        "import sys; from flows.annotation.matching import read_stock_words; "
        "print(read_stock_words()['自主'], 'jieba' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, encoding="utf-8")
    assert (done.stdout, done.stderr) == ("(2605, 'v') False\n", "")


def one_by_one(start: int, end: int) -> list[tuple[int, int]]:
    return [(at, at + 1) for at in range(start, end)]


@pytest.mark.parametrize(
    ("tokens", "forced", "result"),
    [
        ([(0, 2), (2, 4)], [], [(0, 2), (2, 4)]),
        ([(0, 2), (2, 4)], [(0, 4)], [(0, 4)]),
        ([(0, 2), (2, 4)], [(2, 4)], [(0, 2), (2, 4)]),
        ([(0, 4)], [(1, 3)], [(0, 1), (1, 3), (3, 4)]),
        ([(0, 3), (3, 6)], [(2, 4)], [(0, 1), (1, 2), (2, 4), (4, 5), (5, 6)]),
        ([(0, 6)], [(0, 2), (4, 6)], [(0, 2), (2, 3), (3, 4), (4, 6)]),
        ([(0, 6)], [(0, 2), (2, 4)], [(0, 2), (2, 4), (4, 5), (5, 6)]),
        ([(0, 2), (3, 5)], [(0, 5)], [(0, 5)]),
        ([], [(0, 2)], [(0, 2)]),
        ([(5, 6)], [(0, 2)], [(0, 2), (5, 6)]),
    ],
)
def test_force_spans(
    tokens: list[tuple[int, int]], forced: list[tuple[int, int]], result: list[tuple[int, int]]
) -> None:
    assert force_spans(tokens, forced, one_by_one) == result


def spans_from(cuts: list[int]) -> list[tuple[int, int]]:
    points = sorted(set(cuts))
    return list(itertools.pairwise(points))


@given(
    st.lists(st.integers(0, 40), max_size=20),
    st.lists(st.integers(0, 40), max_size=10),
    st.randoms(use_true_random=False),
)
def test_forced_spans_are_whole_and_nothing_is_lost(
    cuts: list[int], borders: list[int], random: object
) -> None:
    tokens = spans_from([0, 40, *cuts])
    forced = [span for span in spans_from(borders) if random.random() < 0.6]  # type: ignore[attr-defined]
    result = force_spans(tokens, forced, one_by_one)
    assert set(forced) <= set(result)
    assert [at for start, end in result for at in range(start, end)] == list(range(40))


@given(policy_texts())
def test_words_join_to_the_folded_text(cutter: JiebaCutter, text: str) -> None:
    shadow = fold(text)
    assert "".join(cutter.cut(shadow.text)) == shadow.text
    spans = cut_chinese(shadow, cutter)
    inside = {at for start, end in spans for at in range(start, end)}
    assert all(char.isspace() for at, char in enumerate(shadow.text) if at not in inside)


@given(policy_texts(), st.lists(st.integers(0, 60), max_size=10))
def test_cover_leaves_white_space_only(text: str, cuts: list[int]) -> None:
    spans = [span for span in spans_from(cuts) if span[1] <= len(text)][::2]
    covered = cover(text, spans)
    assert set(spans) <= set(covered)
    assert covered == sorted(covered)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(covered))
    inside = {at for start, end in covered for at in range(start, end)}
    assert all(char.isspace() for at, char in enumerate(text) if at not in inside)


def test_own_words_are_kept_whole_and_stock_words_too() -> None:
    own = JiebaCutter(["甲乙丙", "小巨人"])
    assert list(own.cut("支持小巨人研发甲乙丙")) == ["支持", "小巨人", "研发", "甲乙丙"]


def test_module_level_dictionary_stays_untouched() -> None:
    JiebaCutter(["魑魅词"]).load()
    assert "魑魅词" not in jieba.dt.FREQ
