"""Words for ways of vanishing in both languages."""

from __future__ import annotations

import pytest

from flows.errors import UsageError
from flows.records import GONE, SOURCE_STATES, VANISHED
from flows.references import name_way, name_ways, read_document_choice, read_vanished
from flows.references.vanished import read_ways


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["any"], VANISHED),
        (["gone"], GONE),
        (["404"], ("not_found",)),
        (["清空", "emptied"], ("emptied",)),
        (["changed without notice"], ("edited",)),
        (["not found", "delisted"], ("not_found", "delisted")),
        ([], ()),
    ],
)
def test_words_of_ways(typed: list[str], expected: tuple[str, ...]) -> None:
    assert read_ways(typed) == expected


@pytest.mark.parametrize(
    ("ways", "english", "chinese"),
    [
        (VANISHED, ["any"], ["任意"]),
        (tuple(reversed(VANISHED)), ["any"], ["任意"]),
        (GONE, ["gone"], ["消失"]),
        (
            ("not_found", "edited"),
            ["not found (404)", "changed without notice"],
            ["页面不存在（404）", "内容已改动（未注明）"],
        ),
        ((), [], []),
    ],
)
def test_ways_are_named_in_words(ways: tuple[str, ...], english: list[str], chinese: list[str]) -> None:
    assert (name_ways(ways, "en"), name_ways(ways, "zh")) == (english, chinese)


def test_a_word_that_means_nothing_is_refused() -> None:
    for read in (read_ways, read_vanished, lambda how: read_document_choice(vanished=how)):
        with pytest.raises(UsageError, match="'stolen': no such value"):
            read(["stolen"])
    with pytest.raises(UsageError):
        read_vanished(first="yesterday")


def test_without_words_everything_that_vanished_is_meant() -> None:
    assert read_vanished().how == VANISHED


def test_every_way_has_a_name_in_both_languages() -> None:
    names = {locale: [name_way(one, locale) for one in SOURCE_STATES] for locale in ("en", "zh")}
    assert all(len(set(some)) == len(SOURCE_STATES) for some in names.values())
    assert all(name.isascii() for name in names["en"]) and not any(name.isascii() for name in names["zh"])
    assert name_way("removed", "en", 451) == "removed (451)"
