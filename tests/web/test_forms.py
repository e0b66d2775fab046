"""Forms of pages send again everything that their page's address had, and change only what people change."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.settings import Settings
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.stores import copy_whole

Pairs = list[tuple[str, str]]

DOCUMENTS = {
    "status": ("in_force", "expired"),
    "level": ("central", "province"),
    "kind": ("plan", "notice", "regulation"),
    "vanished": ("any", "edited"),
    "province": ("广东省", "上海市"),
    "collection": ("one", "two"),
    "tag": ("seen", "again"),
    "publisher": ("样例省人民政府", "样例日报", "样例省工业和信息化厅"),
}
SOURCES = {"corpus": ("sample", "hostile"), "language": ("zh", "en")}
# The parameters that may be repeated, with some of their values, by page.
SEVERAL: Mapping[str, Mapping[str, Sequence[str]]] = {
    "/search": {**DOCUMENTS, **SOURCES, "strategy": ("whole_of_nation", "tech_leverage")},
    "/concordance": {**DOCUMENTS, **SOURCES, "instrument": ("export_control", "rd_support")},
    "/parallel": {**DOCUMENTS, **SOURCES},
    "/trends": {**DOCUMENTS, "corpus": SOURCES["corpus"]},
    "/batch": {**DOCUMENTS, "corpus": SOURCES["corpus"]},
    "/documents": {**DOCUMENTS, **SOURCES},
    "/vanished": {"how": ("any", "gone", "edited", "delisted"), "corpus": SOURCES["corpus"]},
    "/citations": {**DOCUMENTS, "corpus": SOURCES["corpus"]},
    "/brief": {**DOCUMENTS, **SOURCES},
    "/dossier": {**DOCUMENTS, "corpus": SOURCES["corpus"]},
    "/corrections": {"kind": ("mention", "figure")},
    "/events": {**DOCUMENTS, "corpus": SOURCES["corpus"], "action": ("listed", "sanctioned")},
    "/directives": {**DOCUMENTS, **SOURCES, "grade": ("5", "3-4", "1")},
    "/targets": {
        **{("document_kind" if name == "kind" else name): values for name, values in DOCUMENTS.items()},
        **SOURCES,
        "kind": ("target", "norm"),
        "entity": ("华为", "中芯国际"),
    },
}
SINGLE: Mapping[str, Mapping[str, str]] = {
    "/search": {"q": "芯片", "from": "2019", "to": "2025", "sort": "recent", "expand": "0"},
    "/concordance": {"q": "芯片", "from": "2019", "to": "2025", "order": "left", "expand": "0"},
    "/parallel": {"q": "芯片", "from": "2019", "rendered_as": "chip", "order": "right", "expand": "0"},
    "/trends": {
        "term": "芯片",
        "by": "quarter",
        "group": "kind",
        "reprints": "first",
        "scale": "log",
        "band": "1",
    },
    "/batch": {"list": "芯片", "by": "kind", "measure": "passages", "from": "2019"},
    "/documents": {"title": "样例", "from": "2012", "sort": "title", "group": "year", "fold": "1"},
    "/vanished": {"from": "2019", "to": "2025"},
    "/citations": {"view": "dangling"},
    "/dossier": {"as_of": "2030"},
    "/events": {"q": "企业", "name": "华为", "from": "2019", "sort": "earliest"},
    "/directives": {"q": "芯片", "addressee": "企业", "to": "2025", "sort": "earliest"},
    "/targets": {"q": "研发", "indicator": "研发经费", "from": "2025", "sure": "1", "sort": "earliest"},
}


@dataclass
class Form:
    """A form: its action, and what a browser sends if nobody changes it."""

    action: str
    sent: Pairs = field(default_factory=list)


class Forms(HTMLParser):
    """The forms of a page that are sent by GET."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._form: Form | None = None
        self._name, self._options, self._chosen, self._is_multiple = "", list[str](), list[str](), False
        self._text: list[str] | None = None
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form" and values.get("method") == "get":
            self._form = Form(values["action"])
            self.found.append(self._form)
        elif self._form is None:
            return
        elif tag == "input" and values.get("name"):
            self._form.sent.append((values["name"], values.get("value", "")))
        elif tag == "select":
            self._name, self._options, self._chosen = values["name"], [], []
            self._is_multiple = "multiple" in values
        elif tag == "option" and "selected" in values:
            self._chosen.append(values["value"])
        elif tag == "option":
            self._options.append(values["value"])
        elif tag == "textarea":
            self._name, self._text = values["name"], []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select" and self._form:
            first = self._options[:1] * (not self._is_multiple)
            chosen = self._chosen if self._is_multiple else self._chosen[-1:]  # as browsers do
            self._form.sent += [(self._name, one) for one in chosen or first]
        elif tag == "textarea" and self._form and self._text is not None:
            self._form.sent.append((self._name, "".join(self._text).strip()))
            self._text = None


@pytest.fixture(scope="module")
def chosen(web_settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application on a store with two collections and two tags."""
    own = web_settings.at_store(copy_whole(web_settings.store, tmp_path_factory.mktemp("forms") / "own"))
    with Workspace(settings=own) as workspace:
        ids = list(workspace.documents()["id"])
        for place, (name, kind) in enumerate((("one", 0), ("two", 0), ("seen", 1), ("again", 1))):
            workspace.desk.add(name, ids[place::3], kind=("collection", "tag")[kind])
    with TestClient(create_app(own), base_url="http://localhost") as opened:
        yield opened


@given(data=st.data())
@settings(max_examples=60)
def test_a_form_sends_again_what_its_address_had(chosen: TestClient, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(sorted(SEVERAL)))
    pairs = [
        (name, value)
        for name in data.draw(st.lists(st.sampled_from(sorted(SEVERAL[path])), unique=True, max_size=4))
        for value in data.draw(st.lists(st.sampled_from(SEVERAL[path][name]), unique=True, min_size=1))
    ]
    if path in SINGLE:
        pairs += data.draw(st.lists(st.sampled_from(sorted(SINGLE[path].items())), unique=True))
    check_form(chosen, path, pairs)


@pytest.mark.parametrize("pairs", [[("expand", "0")], [("sort", "recent"), ("expand", "0")]])
def test_the_start_page_keeps_how_to_search(chosen: TestClient, pairs: Pairs) -> None:
    for path in ("/search", "/concordance", "/parallel"):
        check_form(chosen, path, [pair for pair in pairs if path == "/search" or pair[0] == "expand"])
    page = chosen.get(f"/search?{urlencode(pairs)}&lang=en")
    (form,) = (one for one in Forms(page.text).found if one.action == "/search")
    assert [pair for pair in form.sent if pair[0] != "q"] == pairs
    assert "lang=zh" in page.text and "expand=0" in page.text  # the other language keeps it, too


@pytest.mark.parametrize("path", sorted(SEVERAL))
def test_a_form_keeps_all_values_of_each_parameter(chosen: TestClient, path: str) -> None:
    for name, values in SEVERAL[path].items():
        check_form(chosen, path, [(name, value) for value in values])


def test_the_form_of_pairs_keeps_all_values(paired: TestClient) -> None:
    check_form(paired, "/pairs", [("status", "used"), ("status", "proposed")])
    check_form(paired, "/pairs", [("known_by", "declared"), ("known_by", "number"), ("status", "used")])


def check_form(client: TestClient, path: str, pairs: Pairs) -> None:
    """Check that the forms of a page send all pairs of its address, and no others but defaults."""
    answer = client.get(f"{path}?{urlencode(pairs)}")
    assert answer.status_code == 200, answer.text
    found = Forms(answer.text).found
    forms = [one for one in found if one.action == path and (path != "/search" or len(one.sent) > 1)]
    assert forms or not pairs
    names = {name for name, _ in pairs}
    for form in forms:
        assert sorted(pair for pair in form.sent if pair[0] in names) == sorted(pairs)
        again = client.get(f"{path}?{urlencode([pair for pair in form.sent if pair[1]])}")
        assert again.status_code == 200, again.text


@pytest.mark.parametrize(
    ("path", "typed", "sent"),
    [
        ("/directives", [("grade", "要求"), ("language", "中文")], [("grade", "4"), ("language", "zh")]),
        ("/documents", [("language", "Chinese"), ("kind", "规划")], [("language", "zh"), ("kind", "plan")]),
        ("/targets", [("language", "und")], [("language", "und")]),
        ("/vanished", [("how", "清空")], [("how", "emptied")]),
    ],
)
def test_words_of_both_languages_are_kept(chosen: TestClient, path: str, typed: Pairs, sent: Pairs) -> None:
    answer = chosen.get(f"{path}?{urlencode(typed)}")
    (form,) = (one for one in Forms(answer.text).found if one.action == path)
    assert {*sent} <= {*form.sent}


@pytest.mark.parametrize("path", sorted(SEVERAL))
def test_each_of_several_values_can_be_taken_out(chosen: TestClient, path: str) -> None:
    as_of = [[("as_of", "2030")]] if "status" in SEVERAL[path] else []
    for pairs in (*([(name, one) for one in values] for name, values in SEVERAL[path].items()), *as_of):
        check_chips(chosen, path, pairs)


def test_each_of_several_values_of_pairs_can_be_taken_out(paired: TestClient) -> None:
    check_chips(paired, "/pairs", [("status", "used"), ("status", "proposed")])
    check_chips(paired, "/pairs", [("known_by", "declared"), ("known_by", "number")])


def test_documents_that_cite_can_be_chosen_otherwise_without_a_form(chosen: TestClient) -> None:
    check_chips(chosen, "/citations", [("corpus", "sample")], (("cited", "宪法"),))


def check_chips(client: TestClient, path: str, pairs: Pairs, beside: Sequence[tuple[str, str]] = ()) -> None:
    """Check that a page has, for each pair of its address, a chip that leads to the address without it."""
    html = client.get(f"{path}?{urlencode([*beside, *pairs])}").text
    chips = re.findall(r'<a\s+class="chip"\s+href="([^"]+)"', html)
    left = [sorted(parse_qsl(urlsplit(unescape(address)).query)) for address in chips]
    for pair in pairs:
        assert sorted([*beside, *(one for one in pairs if one != pair)]) in left, pair


def test_what_a_field_does_not_show_can_be_taken_out(chosen: TestClient) -> None:
    html = chosen.get("/events?corpus=sample&corpus=hostile&kind=plan&page=1&lang=en").text
    assert 'href="/events?corpus=hostile&amp;kind=plan"' in html
    assert 'href="/events?corpus=sample&amp;kind=plan"' in html
    assert 'href="/events?corpus=sample&amp;corpus=hostile"' in html
    figures = chosen.get("/targets?document_kind=plan&kind=norm&lang=en").text
    assert 'href="/targets?kind=norm"' in figures
