"""Corrections where they are seen: from this site's own forms, with a reason, undone from the list."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.store import Scope, Store
from flows.store.passages import find_passages
from flows.store.series import label_counts_by_period
from flows.web.app import create_app
from tests.stores import copy_store
from tests.support import without_breaks, without_languages

ORIGIN = {"origin": "http://testserver"}
PASSAGE = "d61cbc622552013e-0"  # Licences as leverage: the rare earth year


@pytest.fixture
def own_settings(web_settings: Settings, tmp_path: Path) -> Settings:
    copy = copy_store(web_settings.store, tmp_path)
    return web_settings.at_store(copy)


@pytest.fixture
def own(own_settings: Settings) -> Iterator[TestClient]:
    with TestClient(create_app(own_settings)) as opened:
        yield opened


def send(own: TestClient, address: str, **form: str) -> str:
    """Send a form as the page does; return the address that the answer leads to."""
    answer = own.post(address, data=form, headers=ORIGIN, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def refuse(own: TestClient, address: str, status: int, form: dict[str, str]) -> str:
    """Send a form that is refused; return the page that says why."""
    answer = own.post(address, data=form, headers=ORIGIN, follow_redirects=False)
    assert answer.status_code == status, answer.text
    return answer.text


def test_what_must_be_filled_in_is_marked(client: TestClient) -> None:
    page = client.get(f"/correct/{PASSAGE}?lang=zh").text
    assert "* 为必填项。" in page
    assert page.count('class="must"') >= page.count(" required maxlength") >= 3


@pytest.mark.parametrize("place", ["../x", "javascript:1", "zz", "1//2"])
def test_a_place_of_an_address_is_an_id(client: TestClient, place: str) -> None:
    page = client.get("/corrections", params={"undone": "甲", "at": place, "lang": "en"}).text
    assert "Back to the text" not in page


def tags(settings: Settings, passage: str = PASSAGE) -> list[tuple[str, str]]:
    with Store(settings.store) as store:
        return [(one.text, one.type) for one in find_passages(store, [passage])[passage].mentions]


def first_tag(own: TestClient, passage: str = PASSAGE) -> str:
    page = without_breaks(own.get(f"/correct/{passage}").text)
    found = re.search(r'name="mention" value="([^"]+)"', page)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["Correct this passage", "nothing to tag", "Definitions", "Which tag is wrong"]),
        ("zh", ["更正本段", "不应标注", "分类定义", "哪个标注有误"]),
    ],
)
def test_the_form_in_both_languages(client: TestClient, locale: str, words: list[str]) -> None:
    page = client.get(f"/correct/{PASSAGE}?lang={locale}").text
    assert [word for word in words if word not in page] == []
    labels = page[page.index('<form class="teach"') :]
    assert "checked" not in page.removesuffix(labels)  # a tag is chosen by the reader


def test_a_wrong_tag_is_dismissed_listed_and_undone(own: TestClient, own_settings: Settings) -> None:
    before, tag = tags(own_settings), first_tag(own)
    text = tag.split(":", 3)[3]
    assert send(own, f"/correct/{PASSAGE}", what="mention", mention=tag, reason="a <b>word</b>").endswith(
        "saved=1"
    )
    assert text not in [surface for surface, _ in tags(own_settings)]
    page = own.get("/corrections?lang=en").text
    assert "1 correction" in page
    assert "a &lt;b&gt;word" in page
    (row,) = own.get("/api/corrections?kind=mention").json()["corrections"]
    assert (row["text"], row["becomes"], row["passage_id"]) == (text, "", PASSAGE)
    (line,) = csv.DictReader(io.StringIO(own.get("/download/corrections.csv").text.lstrip("\ufeff")))
    assert line["id"] == row["id"]
    led = send(own, "/corrections", undo=row["id"], back=PASSAGE)
    assert led.startswith(f"/correct/{PASSAGE}?undone=")
    page = own.get(f"{led}&lang=en").text
    assert "Undone:" in page and f'href="/passage/{PASSAGE}"' in page and "corrected_here" not in page
    assert tags(own_settings) == before
    assert "Nothing has been corrected" in own.get("/corrections?lang=en").text


def test_a_tag_is_retyped_and_a_missing_one_added(own: TestClient, own_settings: Settings) -> None:
    tag = first_tag(own)
    send(own, f"/correct/{PASSAGE}", what="mention", mention=tag, type="EVENT", reason="x")
    send(own, f"/correct/{PASSAGE}", what="mention", text="leverage", type="TERM", reason="y")
    assert {(tag.split(":", 3)[3], "EVENT"), ("leverage", "TERM")} <= set(tags(own_settings))


def test_a_figure_is_corrected(own: TestClient, own_settings: Settings) -> None:
    with Store(own_settings.store) as store:
        row = store.rows(
            "SELECT p.document_id || '-' || p.position AS name, t.start, t.surface FROM target t "
            "JOIN passage p ON p.id = t.passage_id WHERE t.kind = 'target' LIMIT 1"
        )[0]
    figure = f"{row['start']}:{row['surface']}"
    assert f'value="{figure}"' in own.get(f"/correct/{row['name']}").text
    send(
        own,
        f"/correct/{row['name']}",
        what="figure",
        figure=figure,
        kind="actual",
        value="1,234.5",
        reason="x",
    )
    with Store(own_settings.store) as store:
        found = [
            one
            for one in find_passages(store, [row["name"]])[row["name"]].targets
            if one.start == row["start"]
        ]
    assert [(one.kind, one.value, one.rule) for one in found] == [("actual", 1234.5, "corrected")]
    form = {"what": "figure", "figure": figure, "value": "many", "reason": "x"}
    page = refuse(own, f"/correct/{row['name']}", 400, form)
    assert "is not a number" in page


def test_data_of_a_document(own: TestClient) -> None:
    document = PASSAGE.partition("-")[0]
    form = {"title": "另一标题", "date": "2025-11", "publisher": "Sample Institute for Technology Policy"}
    send(own, f"/correct/{document}", what="document", reason="封面", **form)
    page = own.get(f"/document/{document}").text
    assert "<h1>另一标题</h1>" in without_languages(page)
    assert "Licences as leverage: the rare earth year" in own.get(f"/correct/{document}").text  # as read
    kinds = [row["kind"] for row in own.get("/api/corrections").json()["corrections"]]
    assert sorted(kinds) == ["date", "title"]
    assert {row["date"] for row in own.get("/api/corrections").json()["corrections"]} == {"2025-11"}


def test_the_undoing_of_a_value_where_there_was_none_is_confirmed(own: TestClient) -> None:
    listed = own.get("/api/documents?limit=200").json()["documents"]
    document = next(one["id"] for one in listed if not one["publisher"])
    given = {"title": "题目", "date": "2025", "publisher": "样例省科技厅"}
    send(own, f"/correct/{document}", what="document", reason="封面", **given)
    rows = own.get("/api/corrections").json()["corrections"]
    undo = next(row["id"] for row in rows if row["kind"] == "publisher")
    led = send(own, "/corrections", undo=undo, back="1")
    assert "样例省科技厅" in own.get(f"{led}&lang=en").text.partition("<b>Undone:</b>")[2].partition("<a")[0]


def label_of(own: TestClient, passage: str = PASSAGE) -> set[str]:
    """Return the labels that the form of a passage has ticked."""
    page = without_breaks(own.get(f"/correct/{passage}").text)
    return set(re.findall(r'name="label" value="([^"]+)" checked', page))


def find_labelled(own: TestClient, label: str) -> tuple[set[str], int, int]:
    """Return the passages with a label that a search finds, their number as a facet, and in exports."""
    found = own.get("/api/search", params={"q": f"strategy:{label}", "limit": 200}).json()
    facets = found["facets"]["strategy"]
    rows = csv.DictReader(
        io.StringIO(own.get("/download/search.csv", params={"q": f"strategy:{label}"}).text)
    )
    names = list(rows)
    return {hit["passage_id"] for hit in found["hits"]}, facets[label], len(names)


def trend_of(settings: Settings, label: str) -> float:
    with Store(settings.store) as store:
        return sum(row.passages for row in label_counts_by_period(store, label, Scope()))


def test_a_corrected_label_is_what_everybody_sees_until_it_is_undone(
    own: TestClient, own_settings: Settings
) -> None:
    trend = trend_of(own_settings, "tech_leverage")
    before, ticked = find_labelled(own, "tech_leverage"), label_of(own)
    assert PASSAGE in before[0]
    form = {"passage": PASSAGE, "back": PASSAGE, "label": "indigenous_champions", "reader": "A", "note": "错"}
    send(own, "/label", **form)
    after = find_labelled(own, "tech_leverage")
    assert after == (before[0] - {PASSAGE}, before[1] - 1, before[2] - 1)
    assert PASSAGE in find_labelled(own, "indigenous_champions")[0]
    assert trend_of(own_settings, "tech_leverage") == trend - 1
    assert label_of(own) == {"indigenous_champions"}
    explained = own.get(f"/explain/{PASSAGE}?lang=en").text
    assert "A person has given this passage these labels" in explained
    for locale, words in (("en", "labelled by hand"), ("zh", "人工分类")):
        assert words in own.get(f"/document/{PASSAGE.partition('-')[0]}", params={"lang": locale}).text
        assert (
            words
            in own.get("/search", params={"q": "Licences strategy:indigenous_champions", "lang": locale}).text
        )
    (listed,) = own.get("/api/corrections").json()["corrections"]
    assert set(listed["was"].split()) == ticked and listed["becomes"] == "indigenous_champions"
    led = send(own, "/corrections", undo=listed["id"])
    assert led.startswith("/corrections?undone=") and f"at={PASSAGE}" in led
    assert f'href="/passage/{PASSAGE}"' in own.get(led).text
    assert find_labelled(own, "tech_leverage") == before and label_of(own) == ticked
    assert trend_of(own_settings, "tech_leverage") == trend
    assert "labelled by hand" not in own.get(f"/document/{PASSAGE.partition('-')[0]}?lang=en").text
    assert "A person has given" not in own.get(f"/explain/{PASSAGE}?lang=en").text


def test_a_label_goes_to_the_classifier(own: TestClient) -> None:
    form = {"passage": PASSAGE, "back": PASSAGE, "label": "tech_leverage", "reader": "A", "note": "限制出口"}
    assert send(own, "/label", **form) == f"/correct/{PASSAGE}?saved=1"
    assert send(own, "/label", **{**form, "back": "//elsewhere.example", "reader": "B"}) == "/label"
    assert own.get("/api/corrections").json()["corrections"][0]["reason"] == "限制出口"


@pytest.mark.parametrize(
    ("form", "status", "message"),
    [
        ({"what": "mention", "mention": "0:ORG::x"}, 400, "needs a reason"),
        ({"what": "mention", "mention": "0:ORG::zzz", "reason": "x"}, 400, "is not in passage"),
        ({"what": "mention", "mention": "x:ORG::Licences", "reason": "x"}, 404, ""),
        ({"what": "mention", "text": "leverage", "reason": "x"}, 400, "nothing is tagged"),
        ({"what": "mention", "text": "leverage", "concept": "qqqq", "reason": "x"}, 400, "no such concept"),
        ({"what": "nothing", "reason": "x"}, 400, "what"),
    ],
)
def test_what_is_no_correction_is_refused(
    client: TestClient, form: dict[str, str], status: int, message: str
) -> None:
    before = client.get("/api/corrections").json()
    assert message in refuse(client, f"/correct/{PASSAGE}?lang=en", status, form)
    assert client.get("/api/corrections").json() == before


@pytest.mark.parametrize("address", [f"/correct/{PASSAGE}", "/corrections"])
@pytest.mark.parametrize("origin", ["", "null", "http://elsewhere.example"])
def test_forms_of_other_sites_are_refused(client: TestClient, address: str, origin: str) -> None:
    form = {"what": "mention", "mention": first_tag(client), "reason": "x", "undo": "m1"}
    before = client.get("/api/corrections").json()
    assert client.post(address, data=form, headers={"origin": origin}).status_code == 403
    assert client.get("/api/corrections").json() == before


def test_a_store_that_can_only_be_read_shows_no_forms(
    own: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    send(own, f"/correct/{PASSAGE}", what="mention", mention=first_tag(own), reason="x")
    monkeypatch.setattr(
        "flows.web.library.Library.store", property(lambda self: FrozenStore(self.settings.store))
    )
    for address in (f"/correct/{PASSAGE}", f"/correct/{PASSAGE[:-2]}", "/corrections"):
        assert 'method="post"' not in own.get(address).text


class FrozenStore(Store):
    """A store that says that it can only be read."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, read_only=True)
        self.is_frozen = True


def test_pages_lead_to_the_forms(client: TestClient) -> None:
    document = PASSAGE.partition("-")[0]
    page = client.get(f"/document/{document}").text
    assert f'href="/correct/{PASSAGE}"' in page
    assert f'href="/correct/{document}"' in page
    assert '"/correct/' in client.get("/search?q=leverage").text
    assert client.get("/correct/ffffffffffffffff").status_code == 404
    assert client.get("/correct/not-an-id").status_code == 404


def test_the_queue_does_not_give_the_model_s_answer_away(client: TestClient) -> None:
    page = without_breaks(client.get("/label?lang=en").text)
    form = page[page.index('<form class="teach') : page.index("<details", page.index("</dl></details>"))]
    assert "checked" not in form
    assert "Definitions" in form
    assert "Show what the classifier chose" not in form
