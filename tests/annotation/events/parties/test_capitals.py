"""English names found by their capitals."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.events.parties import find_parties
from flows.annotation.events.parties.capitals import is_chinese_person, split_title, without_date


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Haiwei Steel and Nanwan Steel were there.", ["Haiwei Steel", "Nanwan Steel"]),
        ("He met SenseTime and Yitu.", ["SenseTime", "Yitu"]),
        ("He asked the Bureau of Industry and Security.", ["Bureau of Industry and Security"]),
        ("Trading at the Beijing Stock Exchange on Monday was slow.", ["Beijing Stock Exchange"]),
        ("Haiwei Tools (Suzhou) Co., Ltd. was there.", ["Haiwei Tools (Suzhou) Co., Ltd."]),
        ("The Suzhou-based maker knew Professor Liu Haiwen.", ["Suzhou", "Liu Haiwen"]),
    ],
)
def test_capitalised_names_have_the_right_ends(annotator: Annotator, text: str, names: list[str]) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert [party.text for party in find_parties(text, "en", mentions)] == names


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Liu Haiwen", True),
        ("Xu Ming", True),
        ("Ouyang Ziyuan", True),
        ("Kevin Nolan", False),
        ("Wei", False),
    ],
)
def test_a_chinese_person_has_a_surname_in_pinyin(name: str, expected: bool) -> None:
    assert is_chinese_person(name) is expected


def test_posts_and_days_are_not_part_of_a_name() -> None:
    assert split_title("Professor Liu Haiwen") == (len("Professor "), True)
    assert split_title("President Xi Jinping") == (0, True)
    assert without_date("Beijing Stock Exchange on Monday") == "Beijing Stock Exchange"
