"""The label page saves from its own form, and its links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from markupsafe import escape

from flows.settings import Settings
from flows.store import Store, read_corrections
from flows.web.app import create_app
from flows.web.pages.teaching import weigh_text
from tests.stores import copy_store

PASSAGE = "d61cbc622552013e-0"  # Licences as leverage: the rare earth year


def test_every_link_of_the_label_page_is_there(client: TestClient) -> None:
    page = client.get("/label").text
    links = re.findall(r'href="(/(?:passage|explain)/[^"]+)"', page)
    assert len(links) == 2
    assert [client.get(link).status_code for link in links] == [200, 200]


def test_the_form_saves_what_its_page_shows(web_settings: Settings, tmp_path: Path) -> None:
    """The passage that the form names is found, and the next visit shows another one."""
    copy = copy_store(web_settings.store, tmp_path)
    own = TestClient(create_app(web_settings.at_store(copy)))
    before = re.search(r'name="passage" value="([^"]+)"', own.get("/label").text)
    assert before
    form = {"passage": before[1], "label": "tech_leverage", "reader": "A"}
    answer = own.post("/label", data=form, headers={"origin": "http://testserver"}, follow_redirects=False)
    assert answer.status_code == 303
    after = re.search(r'name="passage" value="([^"]+)"', own.get("/label").text)
    assert after
    assert after[1] != before[1]


@pytest.mark.parametrize("reader", ["甲", "李😀", "a\r\nSet-Cookie: x=1", 'a"b;c,d=e', "50%25", "甲" * 80])
def test_a_reader_of_any_name_is_remembered(web_settings: Settings, tmp_path: Path, reader: str) -> None:
    """The answer is stored once, and the next form has the name in it; a header holds Latin letters alone."""
    copy = copy_store(web_settings.store, tmp_path)
    own = TestClient(create_app(web_settings.at_store(copy)), headers={"origin": "http://testserver"})
    form = {"passage": PASSAGE, "label": "tech_leverage", "reader": reader}
    answer = own.post("/label", data=form, follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["set-cookie"].isascii()
    assert list(own.cookies) == ["reader"]
    written = " ".join(reader.split())
    for page in ("/label", f"/correct/{PASSAGE}"):
        assert f'name="reader" value="{escape(written)}"' in own.get(page).text
    with Store(copy) as store:
        assert [one.reader for one in read_corrections(store)] == [written]


def test_a_form_may_name_the_page_it_comes_from(client: TestClient) -> None:
    """With no-referrer, browsers send a form with `Origin: null`, which no answer could be accepted from."""
    assert client.get("/label").headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    ("text", "reasons", "parts"),
    [
        ("abcd", [], [("abcd", 0)]),
        ("abcd", [(1.0, [(0, 2)])], [("ab", 3), ("cd", 0)]),
        ("abcd", [(0.3, [(0, 4)]), (-0.9, [(1, 2)])], [("a", 1), ("b", -3), ("cd", 1)]),
    ],
)
def test_text_is_shaded_by_its_strongest_reason(
    text: str, reasons: list[tuple[float, list[tuple[int, int]]]], parts: list[tuple[str, int]]
) -> None:
    weighed = [{"weight": weight, "spans": spans} for weight, spans in reasons]
    assert weigh_text(text, {"for": weighed, "against": []}) == parts
