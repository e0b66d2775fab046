"""Alignment of units: every unit is covered once, in order, and the links are correct."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.alignment.linking import AlignmentResources, Link, align_units
from tests.alignment.linking.conftest import ENTRIES

ZH = [f"关于{word}的规定有{number}条。" for number, (word, _) in enumerate(ENTRIES, start=11)]
EN = [f"There are {number} rules about {sense}." for number, (_, sense) in enumerate(ENTRIES, start=11)]


def _sides(links: list[Link]) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(link.zh, link.en) for link in links]


def test_equal_texts_are_linked_one_to_one(resources: AlignmentResources) -> None:
    assert _sides(align_units(ZH, EN, resources)) == [((n,), (n,)) for n in range(len(ZH))]


def test_a_sentence_that_only_one_side_has_is_not_linked(resources: AlignmentResources) -> None:
    links = align_units(ZH[:4], [*EN[:1], *EN[2:4]], resources)
    assert _sides(links) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((3,), (2,))]
    assert links[1].score == 0 and links[1].parts is None


def test_two_sentences_in_one_unit_are_linked_with_both(resources: AlignmentResources) -> None:
    links = align_units([ZH[0], ZH[1] + ZH[2], ZH[3]], EN[:4], resources)
    assert _sides(links) == [((0,), (0,)), ((1,), (1, 2)), ((2,), (3,))]


def test_blank_units_are_counted_and_never_linked(resources: AlignmentResources) -> None:
    links = align_units([ZH[0], "", ZH[1]], [EN[0], EN[1], "  "], resources)
    assert _sides(links) == [((0,), (0,)), ((1,), ()), ((2,), (1,)), ((), (2,))]


def test_a_blank_unit_between_two_that_are_joined_follows_their_link(resources: AlignmentResources) -> None:
    links = align_units([ZH[0], ZH[1], "", ZH[2]], [EN[0], f"{EN[1]} {EN[2]}"], resources)
    assert _sides(links) == [((0,), (0,)), ((1, 3), (1,)), ((2,), ())]


@pytest.mark.parametrize(
    ("zh", "en", "expected"),
    [
        ([], [], []),
        (["创新。"], [], [((0,), ())]),
        ([], ["Innovation."], [((), (0,))]),
        (["", " "], ["\n"], [((0,), ()), ((1,), ()), ((), (0,))]),
    ],
)
def test_empty_sides_have_units_without_counterpart(
    resources: AlignmentResources, zh: list[str], en: list[str], expected: object
) -> None:
    assert _sides(align_units(zh, en, resources)) == expected


def test_a_long_text_is_followed_through_a_gap(resources: AlignmentResources) -> None:
    zh = [f"{text}{number}" for number in range(70) for text in ZH]
    en = [f"{text} {number}" for number in range(70) for text in EN]
    links = align_units(zh, [*en[:300], *en[345:]], resources)
    found = {(link.zh, link.en) for link in links}
    wanted = [((n,), (n if n < 300 else n - 45,)) for n in range(700) if not 300 <= n < 345]
    assert sum(pair in found for pair in wanted) >= 0.97 * len(wanted)


def test_a_text_beside_one_of_twice_its_length_takes_no_room_for_all_cells(
    resources: AlignmentResources,
) -> None:
    zh = [f"{text}{number}" for number in range(40) for text in ZH]
    en = [f"{text} {number}" for number in range(40) for text in EN]
    extra = [f"Nothing of the kind {number}." for number in range(600)]
    links = align_units(zh, [*en[:200], *extra, *en[200:]], resources)
    found = {(link.zh, link.en) for link in links}
    wanted = [((n,), (n if n < 200 else n + 600,)) for n in range(400)]
    assert sum(pair in found for pair in wanted) >= 0.95 * len(wanted)


_PARTS = st.sampled_from(["创新", "企业。", "出口管制", "12", "。", "A", " ", "\n", "𠮷", "\u200b"])
_EN_PARTS = st.sampled_from(["innovation", "Chip. ", "export control", "12", ". ", " ", "\n", "é"])


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_PARTS, max_size=4).map("".join), max_size=12),
    st.lists(st.lists(_EN_PARTS, max_size=4).map("".join), max_size=12),
)
def test_links_cover_every_unit_once_and_in_order(
    resources: AlignmentResources, zh: list[str], en: list[str]
) -> None:
    links = align_units(zh, en, resources)
    for side in ([link.zh for link in links if link.zh], [link.en for link in links if link.en]):
        assert side == sorted(side)
    assert sorted(number for link in links for number in link.zh) == list(range(len(zh)))
    assert sorted(number for link in links for number in link.en) == list(range(len(en)))
    assert all(0 <= link.score <= 1 for link in links)
    assert all(len(link.zh) <= 3 and len(link.en) <= 3 for link in links)
