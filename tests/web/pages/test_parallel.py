"""The parallel concordance on the page and in the JSON interface: lines, renderings, filters, downloads."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from flows.cli.main import _run
from flows.settings import Settings
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.stores import copy_whole
from tests.web.paired import ATTACK


def lines_of(html: str) -> list[str]:
    return re.findall(r'<li class="row .*?</li>', html, re.DOTALL)


def test_lines_have_their_counterparts_with_the_rendering_marked(paired: TestClient) -> None:
    html = paired.get("/parallel?q=稀土&lang=en").text
    first, second = lines_of(html)
    assert re.findall(r"<mark>(.*?)</mark>", first) == ["稀土", "rare earths"]
    assert re.findall(r"<mark>(.*?)</mark>", second) == ["稀土"]
    assert "Exports of lanthanides need a licence." in second
    assert "sure 0.99" in first
    assert "likely 0.80" in second
    assert "1 occurrence is in a document" in html
    assert ATTACK not in html


def test_the_context_is_that_of_the_text(paired: TestClient) -> None:
    """No space that the text lacks, and … only where the passage goes on."""
    chinese = lines_of(paired.get("/parallel?q=稀土&lang=en").text)
    assert "保障<mark>稀土</mark>供应。</p>" in chinese[0]
    assert "<p><mark>稀土</mark>出口须经许可。</p>" in chinese[1]
    (english,) = lines_of(paired.get("/parallel", params={"q": "rare earths", "lang": "en"}).text)
    assert "supply of <mark>rare earths</mark>.</p>" in english
    (row,) = paired.get("/api/renderings", params={"q": "rare earths"}).json()["rows"]
    assert row["quote"].endswith("the supply of rare earths.")
    (row,) = paired.get("/api/renderings", params={"q": "稀土"}).json()["rows"]
    assert row["quote"].endswith("，保障稀土供应。")


def test_the_query_decides_the_language(paired: TestClient) -> None:
    (line,) = lines_of(paired.get("/parallel", params={"q": "rare earths", "lang": "en"}).text)
    assert re.findall(r"<mark>(.*?)</mark>", line) == ["rare earths", "稀土"]
    assert re.search(r'class="own" lang="en"', line)


def test_lines_are_kept_by_what_the_counterpart_has_or_lacks(paired: TestClient) -> None:
    def texts(**filters: str) -> list[str]:
        rows = paired.get("/api/parallel", params={"q": "稀土", **filters}).json()["rows"]
        return [row["counterpart"][:7] for row in rows]

    assert texts() == ["We will", "Exports"]
    assert texts(rendered_as="lanthanides") == ["Exports"]
    assert texts(rendered_as="lanthanides", not_rendered="true") == ["We will"]
    assert texts(not_rendered="true") == ["Exports"]
    assert texts(corpus="sample") == ["We will", "Exports"]
    assert texts(to="2020") == []
    page = paired.get("/parallel?q=稀土&rendered_as=lanthanides&lang=en").text
    assert len(lines_of(page)) == 1
    assert "<mark>lanthanides</mark>" in page
    assert len(lines_of(paired.get("/parallel?q=稀土&not_rendered=1&lang=en").text)) == 1


def test_renderings_are_counted_and_lead_to_their_lines(paired: TestClient) -> None:
    html = unescape(paired.get("/parallel?q=稀土&lang=en").text)
    assert "Sentences with it in aligned documents: 2." in html
    assert re.search(r'href="/parallel\?q=[^"]*rendered_as=rare\+earths"><b>rare earths</b>', html)
    answer = paired.get("/api/renderings?q=稀土").json()
    (row,) = answer["rows"]
    assert (row["rendering"], row["sentences"], row["documents"], row["is_known"]) == (
        "rare earths",
        1,
        1,
        True,
    )
    assert row["counterpart_places"][0]["start"] == 0
    assert (answer["sentences"], answer["untranslated"], answer["unexplained"]) == (2, 0, 1)
    assert answer["elsewhere"] == 1


def test_page_and_downloads_give_the_same_as_the_interface(paired: TestClient) -> None:
    lines = paired.get("/download/parallel.jsonl?q=稀土").text.splitlines()
    rows = paired.get("/api/parallel?q=稀土").json()["rows"]
    assert [json.loads(line)["counterpart"] for line in lines] == [row["counterpart"] for row in rows]
    assert paired.get("/download/renderings.csv?q=稀土").text.splitlines()[0].startswith("\ufeffrendering,")


def test_the_command_that_repeats_it_is_quoted(paired: TestClient) -> None:
    html = unescape(
        paired.get("/parallel", params={"q": "稀土 $(id)", "rendered_as": "a'b", "lang": "en"}).text
    )
    assert "zhengce parallel '稀土 $(id)' --rendered-as 'a'\"'\"'b'" in html
    assert "zhengce renderings '稀土 $(id)'" in html


def test_wrong_requests_are_explained_without_options(paired: TestClient) -> None:
    answer = paired.get("/parallel?q=qqqq&not_rendered=1&lang=en")
    assert answer.status_code == 400
    assert "not a concept of the lexicon" in answer.text
    assert "--" not in re.search(r'role="alert">(.*?)</', answer.text, re.DOTALL)[1]  # type: ignore[index]
    assert paired.get("/parallel?q=稀土&order=x").status_code == 400
    assert paired.get("/parallel?q=稀土&page=0").status_code == 400
    assert paired.get("/api/parallel?q=").status_code == 422
    assert paired.get("/parallel?q=qqqq").status_code == 200


def test_a_term_is_asked_for_without_words(paired: TestClient) -> None:
    (line,) = lines_of(paired.get("/parallel?term=rare-earth&lang=en").text)
    assert "<mark>rare earths</mark>" in line
    assert paired.get("/api/parallel?term=rare-earth").json()["total"] == 1
    assert paired.get("/api/renderings?corpus=sample").status_code == 422
    assert lines_of(paired.get("/parallel?corpus=sample").text) == []


def test_a_store_without_pairs_says_how_to_begin(client: TestClient) -> None:
    for path in ("/parallel", "/parallel?q=稀土", "/pairs"):
        html = client.get(f"{path}{'&' if '?' in path else '?'}lang=en").text
        assert "zhengce align run" in html, path
    assert "occurrences are in documents" in client.get("/parallel?q=稀土&lang=en").text
    assert "/parallel?q=" not in client.get("/concept/rare-earth").text
    assert "/parallel?q=" not in client.get("/search?q=稀土").text


def test_concepts_and_searches_lead_here(paired: TestClient) -> None:
    assert "/parallel?q=%E7%A8%80%E5%9C%9F" in paired.get("/concept/rare-earth").text
    assert "/parallel?q=%E7%A8%80%E5%9C%9F" in paired.get("/search?q=稀土").text


def test_hits_show_what_the_other_language_says(paired: TestClient) -> None:
    html = paired.get("/search", params={"q": "许可", "lang": "en"}).text
    found = re.search(r'<details class="more counterpart">.*?</details>', html, re.DOTALL)
    assert found
    assert "In English" in found[0]
    assert "Exports of lanthanides need a licence." in found[0]
    assert "declared" in found[0]
    chinese = paired.get("/search", params={"q": "supply", "lang": "zh"}).text
    assert "中文对应文字" in chinese
    assert ATTACK not in chinese


def test_renderings_follow_a_collection_that_changes(paired_settings: Settings, tmp_path: Path) -> None:
    settings = paired_settings.at_store(copy_whole(paired_settings.store, tmp_path / "own"))
    with Workspace(settings=settings) as workspace, TestClient(create_app(settings)) as client:
        first, second = workspace.parallel("稀土")["passage_id"]
        asked = {"q": "稀土 collection:own"}
        workspace.desk.add("own", [first])
        assert client.get("/api/renderings", params=asked).json()["sentences"] == 1
        workspace.desk.add("own", [second])
        assert client.get("/api/renderings", params=asked).json()["sentences"] == 2


def test_every_door_keeps_to_the_chosen_occurrences(
    paired_settings: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A collection of one Chinese passage has one line, with the translation that is not in it."""
    settings = paired_settings.at_store(copy_whole(paired_settings.store, tmp_path / "own"))
    with Workspace(settings=settings) as workspace, TestClient(create_app(settings)) as client:
        first, second = workspace.parallel("稀土")["passage_id"]
        workspace.desk.add("own", [first])
        workspace.desk.add("mark", [second], kind="tag")
        choices: Sequence[tuple[dict[str, Any], list[str]]] = (
            ({"collection": "own"}, [first]),
            ({"tag": "mark"}, [second]),
            ({"collection": "own", "tag": "mark"}, []),
            ({"collection": "own", "as_of": "2030"}, [first]),
            ({"as_of": "2021-03-15"}, []),
            ({"vanished": "any"}, []),
            ({"province": "广东"}, []),
        )
        for choice, kept in choices:
            lines = workspace.parallel("稀土", **choice)
            assert list(lines["passage_id"]) == kept
            assert all(lines["counterpart"])
            asked = {"q": "稀土", **choice}
            rows = client.get("/api/parallel", params=asked).json()["rows"]
            assert [row["passage_id"] for row in rows] == kept
            assert len(lines_of(client.get("/parallel", params=asked).text)) == len(kept)
            sent = client.get("/download/parallel.jsonl", params=asked).text.splitlines()
            assert [json.loads(line)["passage_id"] for line in sent] == kept
            options = [word for name, one in choice.items() for word in (f"--{name.replace('_', '-')}", one)]
            stored = ["--format", "json", "--store", str(settings.store)]
            assert _run(["parallel", "稀土", *options, *stored]) == 0
            assert [row["passage_id"] for row in json.loads(capsys.readouterr().out)] == kept
            frame, answer = (
                workspace.renderings("稀土", **choice),
                client.get("/api/renderings", params=asked),
            )
            assert frame.attrs["sentences"] == answer.json()["sentences"] == len(kept)
        html = unescape(
            client.get("/parallel", params={"q": "稀土", "as_of": "2030", "vanished": "any"}).text
        )
        assert "zhengce parallel '稀土' --vanished any --as-of 2030<" in html
