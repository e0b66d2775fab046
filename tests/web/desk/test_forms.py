"""Forms lose nothing without a word: unknown, repeated and too long fields are refused, in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.settings import Settings
from flows.web.app import create_app
from tests.stores import copy_store
from tests.support import without_languages

ORIGIN = {"origin": "http://testserver"}
DOCUMENT = "d61cbc622552013e"  # Licences as leverage: the rare earth year
PASSAGE = f"{DOCUMENT}-0"
LABEL = {"passage": PASSAGE, "label": "tech_leverage", "reader": "A"}
# Address, form, and what the refusal says in English and in Chinese.
REFUSED: list[tuple[str, dict[str, str | list[str]], str, str]] = [
    (
        "/label",
        {**LABEL, "label": "tech_leverag"},
        "label 'tech_leverag': no such value",
        "label“tech_leverag”：没有这个值",
    ),
    (
        "/label",
        {**LABEL, "label": ["tech_leverage", "科技"]},
        "label '科技': no such value",
        "label“科技”：没有这个值",
    ),
    (
        "/label",
        {**LABEL, "labels": "tech_leverage"},
        "Did you mean label?",
        "没有参数 labels，是否指 label？",
    ),
    (
        "/label",
        {**LABEL, "reader": "甲" * 81},
        "reader: 81 characters; at most 80",
        "reader：共 81 个字符，最多 80 个",
    ),
    ("/label", {**LABEL, "note": "n" * 501}, "note: 501 characters", "note：共 501 个字符"),
    ("/label", {**LABEL, "reader": ["A", "B"]}, "reader is given 2 times", "reader 出现了 2 次"),
    ("/keep/" + PASSAGE, {"tag": ["甲", "乙"]}, "tag is given 2 times", "tag 出现了 2 次"),
    ("/keep/" + PASSAGE, {"tag": "甲", "notes": "乙"}, "Did you mean note?", "是否指 note？"),
    (
        "/correct/" + DOCUMENT,
        {"what": "document", "title": "甲", "reason": "r" * 1001},
        "reason: 1,001",
        "1,001 个字符",
    ),
    ("/correct/" + DOCUMENT, {"what": "documents", "reason": "r"}, "figure, document", "figure、document"),
    ("/collections", {"name": "甲", "titel": "乙"}, "Did you mean title?", "是否指 title？"),
    (
        "/searches",
        {"do": "forgot", "name": "a", "search": "q=稀土"},
        "do 'forgot': no such value",
        "do“forgot”：没有这个值",
    ),
    ("/searches", {"do": "run", "name": "稀土"}, "no saved search of that name", "没有这个已存检索"),
    (
        "/searches",
        {"do": "forget", "name": "稀土", "sure": "1"},
        "no saved search of that name",
        "没有这个已存检索",
    ),
    (
        "/searches",
        {"name": "a", "search": "q=稀土&strategie=x"},
        "Did you mean strategy?",
        "是否指 strategy？",
    ),
    ("/searches", {"name": "a", "search": "q=稀土&as_of=2021"}, "as_of=2021", "as_of=2021"),
    (
        "/searches",
        {"name": "a", "search": "q=稀土&expand=0"},
        "expand=0 cannot be saved",
        "expand=0 不能随检索保存",
    ),
    ("/history", {"do": "keep"}, "do: no such parameter", "没有参数 do"),
]


@pytest.fixture(scope="module")
def own(web_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    copy = copy_store(web_settings.store, tmp_path_factory.mktemp("forms"))
    with TestClient(create_app(web_settings.at_store(copy)), headers=ORIGIN) as opened:
        yield opened


@pytest.mark.parametrize(("address", "form", "english", "chinese"), REFUSED)
def test_a_form_loses_nothing_without_a_word(
    own: TestClient, address: str, form: dict[str, str | list[str]], english: str, chinese: str
) -> None:
    for locale, said in (("en", english), ("zh", chinese)):
        answer = own.post(address, params={"lang": locale}, data=form, follow_redirects=False)
        assert answer.status_code == 400
        assert said in unescape(without_languages(answer.text))
    assert own.get("/api/corrections").json()["total"] == 0
    assert own.get("/api/collections").json() == own.get("/api/tags").json() == []


def test_two_chosen_collections_both_keep(web_settings: Settings, tmp_path: Path) -> None:
    copy = copy_store(web_settings.store, tmp_path)
    own = TestClient(create_app(web_settings.at_store(copy)), headers=ORIGIN)
    own.post(f"/keep/{PASSAGE}", data={"collection": "甲", "note": "第一"})
    own.post(
        f"/keep/{DOCUMENT}", data={"collection": "甲", "new_collection": "乙", "tag": "丙", "note": "第二"}
    )
    found = {one["name"]: one["members"] for one in own.get("/api/collections").json()}
    assert found == {"甲": 2, "乙": 1}
    assert [one["note"] for one in own.get("/api/collections/乙").json()["members"]] == ["第二"]


@pytest.mark.parametrize(
    "address",
    [
        "/label",
        f"/keep/{PASSAGE}",
        f"/correct/{PASSAGE}",
        f"/correct/{DOCUMENT}",
        "/collections",
        "/searches",
    ],
)
def test_every_field_of_a_page_is_one_that_its_form_may_send(own: TestClient, address: str) -> None:
    """What a page's own forms hold is never refused as unknown."""
    page = own.get(address).text
    forms = re.findall(r'<form\b[^>]*action="([^"]*)" method="post">(.*?)</form>', page, re.DOTALL)
    assert forms or address == "/searches"
    for target, content in forms:
        names = dict.fromkeys(re.findall(r'\bname="([^"]+)"', content), "甲")
        assert "no such parameter" not in own.post(target, params={"lang": "en"}, data=names).text
