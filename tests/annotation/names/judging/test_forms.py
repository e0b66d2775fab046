"""The form of names."""

from __future__ import annotations

import pytest

from flows.annotation.names.judging.forms import is_cut, is_damaged, is_heading, looks_like_name, settle_kind


@pytest.mark.parametrize(
    ("surface", "kind", "expected"),
    [
        ("李雷", "PERSON", True),
        ("比尔·盖茨", "PERSON", True),
        ("李雷2", "PERSON", False),
        ("雷", "PERSON", False),
        ("美", "GPE", True),
        ("部", "ORG", False),
        ("自治区", "GPE", False),
        ("直辖市教育局", "ORG", False),
        ("中日韩", "GPE", False),
        ("中央政治局常委", "ORG", False),
        ("大都市", "GPE", False),
        ("巴方", "PERSON", False),
        ("竹编热", "PERSON", False),
        ("东方", "GPE", True),
        ("中哈", "ORG", False),
        ("巴中", "GPE", False),
        ("高速公路", "GPE", False),
        ("海外侨胞", "GPE", False),
        ("，武汉", "GPE", False),
        ("武汉\n大学", "ORG", False),
        ("Acme Inc.", "ORG", True),
        ("SA202205002", "ORG", False),
        ("C919", "ORG", True),
        ("Thereforebeforethepoliciesformulating", "GPE", False),
        ("X", "ORG", False),
        ("Q.", "PERSON", False),
        ("Madam", "ORG", False),
        ("committee", "ORG", False),
        ("September", "GPE", False),
        ("June", "PERSON", False),
        ("S&T", "ORG", False),
        ("Zürich", "GPE", True),
        ("“Oslo", "GPE", False),
        ("Chinese", "GPE", False),
        ("Chinese Academy", "ORG", True),
        ("Sample Tourism Belt", "ORG", False),
        ("Sample Stocks Report", "ORG", False),
        ("Sample Institute of Belts and Roads", "ORG", True),
        ("Belt", "ORG", True),
        ("九市", "GPE", False),
        ("本市", "GPE", False),
    ],
)
def test_form_of_names(surface: str, kind: str, expected: bool) -> None:
    assert looks_like_name(surface, kind) is expected


@pytest.mark.parametrize(
    ("surface", "guessed", "expected"),
    [
        ("Sampleland Senate", "GPE", "ORG"),
        ("Sample Asia Center", "GPE", "ORG"),
        ("Sample North Station", "GPE", "GPE"),
        ("Senate", "GPE", "GPE"),
        ("Mary Force", "PERSON", "PERSON"),
        ("哈马斯", "GPE", "ORG"),
        ("Twitter", "PERSON", "ORG"),
        ("Sample Film Festival", "ORG", "EVENT"),
        ("Sample Peace Accords", "ORG", "DOC"),
        ("Two Gorges", "ORG", "GPE"),
        ("Sample Institute of Law", "ORG", "ORG"),
        ("Festival", "ORG", "ORG"),
        ("Sample Mountains", "PERSON", "GPE"),
        ("Sample Experimental Zone", "ORG", "GPE"),
        ("Sample National Park", "ORG", "GPE"),
        ("Sample Zone Authority", "ORG", "ORG"),
        ("Mary Festival", "PERSON", "PERSON"),
    ],
)
def test_a_place_that_ends_in_a_kind_of_body_is_one(surface: str, guessed: str, expected: str) -> None:
    assert settle_kind(surface, guessed) == expected


@pytest.mark.parametrize("surface", ["Beijing will", "Beijing Will", "Sample City has"])
def test_bodies_and_places_end_in_no_auxiliary_verb(surface: str) -> None:
    assert not looks_like_name(surface, "ORG")
    assert not looks_like_name(surface, "GPE")
    assert looks_like_name("George Will", "PERSON")


@pytest.mark.parametrize("surface", ["新时代", "南南合作", "谷雨", "中等学校"])
def test_times_and_ideas_are_no_names(surface: str) -> None:
    assert not looks_like_name(surface, "ORG")


@pytest.mark.parametrize("surface", ["Stronger Activities", "Stronger Sampleton Activities"])
def test_ordinary_words_are_a_heading_also_in_the_plural(surface: str) -> None:
    assert is_heading(surface) is ("Sampleton" not in surface)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("the Sample-|Otherland Kelp Hall|", "ORG", True),
        ("the |Sample Kelp|-Otherland Hall", "ORG", True),
        ("the |Kelpcorp|-backed hall", "ORG", False),
        ("the |Kendrick|-Mann test", "PERSON", False),
        ("between |Sampletown|-Othertown", "GPE", False),
        ("the Sample Arts and |Crafts Museum|", "ORG", True),
        ("the Sample Army and |National Guard|", "ORG", False),
        ("a Sample Sports |Pilot School|", "ORG", True),
        ("its “Kelp + Net” |Innovation Center|", "ORG", True),
        ("In 2029 the |Innovation Center|", "ORG", False),
        ("Under |National Bank| rules", "ORG", False),
        ("02 |Conventional-Speed Kelp Road|", "ORG", True),
        ("Section 3 Tax and |Kelp Fees|", "ORG", True),
        ("Section 3 Reform of the |Sample Kelp Bank|", "ORG", False),
        ("in 2029 the |Sample Kelp Team|", "ORG", False),
    ],
)
def test_a_part_of_a_name_or_heading_is_no_name(text: str, kind: str, expected: bool) -> None:
    before, surface, behind = text.split("|")
    start = len(before)
    assert is_cut(before + surface + behind, start, start + len(surface), kind) is expected


def test_two_names_are_joined_by_and_after_a_known_one() -> None:
    text = "the Samplecorp and Crafts Museum"
    assert is_cut(text, 19, len(text), "ORG")
    assert not is_cut(text, 19, len(text), "ORG", {14})


def test_words_run_together_twice_make_a_text_damaged() -> None:
    word = "thewordsofthistextareruntogether"
    assert not is_damaged(f"Only {word} is.")
    assert is_damaged(f"Here {word} and {word} are.")
