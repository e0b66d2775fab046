"""Names of series: terms as typed, with the concept in the language of the page; categories and groups in it."""

from __future__ import annotations

import pytest
from fastapi.testclient import TestClient

from flows.annotation.lexicon.model import Lexicon
from flows.records import Locale
from flows.trends import name_in_notes
from flows.web.charts import SeriesNames, name_rows


def names_of(lexicon: Lexicon, locale: Locale, group: str = "") -> SeriesNames:
    return SeriesNames(lexicon, lambda identifier: f"<{identifier}>", locale, group)


@pytest.mark.parametrize(
    ("locale", "group", "name", "shown"),
    [
        ("en", "", "稀土", "稀土 (rare earth)"),
        ("zh", "", "稀土", "稀土"),
        ("zh", "", "rare earth", "rare earth（稀土）"),
        ("en", "", "rare earth", "rare earth"),
        ("en", "", "rare-earth", "rare earth"),
        ("zh", "", "rare-earth", "稀土"),
        ("en", "", "不在词库中的词", "不在词库中的词"),
        ("en", "", "query:稀土 AND 镓", "query:稀土 AND 镓"),
        ("en", "", "strategy:tech_leverage", "<tech_leverage>"),
        ("zh", "", "entity:Huawei", "Huawei"),
        ("zh", "publisher", "稀土 · (none)", "稀土 · 未注明"),
        ("en", "publisher", "稀土 · 示范部", "稀土 (rare earth) · 示范部"),
        ("en", "language", "稀土 · zh", "稀土 (rare earth) · <zh>"),
        ("zh", "strategy", "稀土 · other", "稀土 · 其他"),
        ("en", "kind", "稀土 · law", "稀土 (rare earth) · <kind:law>"),
        ("zh", "level", "稀土 · central", "稀土 · <level:central>"),
        ("en", "province", "稀土 · 广东省", "稀土 (rare earth) · <province:广东省>"),
    ],
)
def test_names(lexicon: Lexicon, locale: Locale, group: str, name: str, shown: str) -> None:
    assert names_of(lexicon, locale, group).of([name]) == {name: shown}


def test_series_that_would_be_called_the_same_keep_their_names(lexicon: Lexicon) -> None:
    names = names_of(lexicon, "en").of(["rare-earth", "rare earth", "镓"])
    assert (names["rare-earth"], names["rare earth"]) == ("rare-earth", "rare earth")


def test_rows_keep_what_was_counted() -> None:
    assert name_rows([{"series": "a", "x": 1}], {"a": "b"}) == [{"series": "b", "x": 1, "asked": "a"}]


def test_notes_name_the_series_whose_periods_they_list() -> None:
    lines = ["low: 稀土 · (none) 2017, 稀土 2018", "稀土矿 is another word"]
    names = {"稀土": "rare earth", "稀土 · (none)": "rare earth · –", "镓": "镓"}
    assert name_in_notes(lines, names) == ["low: rare earth · – 2017, rare earth 2018", lines[1]]


@pytest.mark.parametrize(
    ("locale", "there", "not_there"),
    [("en", ["not stated", "稀土 (rare earth) · "], ["未注明"]), ("zh", ["未注明", "稀土 · "], ["(none)"])],
)
def test_the_page_names_series_in_its_language(
    client: TestClient, locale: str, there: list[str], not_there: list[str]
) -> None:
    page = client.get("/trends", params={"term": "稀土, 镓", "group": "publisher", "lang": locale}).text
    assert [text for text in there if text not in page] == []
    assert [text for text in not_there if text in page] == []


def test_points_still_lead_to_what_was_counted(client: TestClient) -> None:
    page = client.get("/trends", params={"term": "稀土", "lang": "en"}).text
    assert "/search?term=rare-earth" in page
    assert client.get("/download/trends.svg", params={"term": "稀土", "lang": "en"}).status_code == 200
