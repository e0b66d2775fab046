"""A form that cannot be answered comes back with what was typed, beside the message."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from flows.web.refusals.filling import fill_form
from tests.support import without_breaks


class Fields(HTMLParser):
    """The values that the forms of a page would send, by name."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action, self.is_own, self.select, self.area = action, False, "", ""
        self.values: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "form":
            self.is_own = given["action"] == self.action and given.get("class") != "find"
        if not self.is_own:
            return
        if tag == "input" and (given.get("type") != "checkbox" or "checked" in given):
            self.values.setdefault(name, []).append(value)
        if tag == "select":
            self.select = name
        if tag == "option" and "selected" in given:
            self.values.setdefault(self.select, []).append(value)
        self.area = name if tag == "textarea" else ""

    def handle_endtag(self, tag: str) -> None:
        self.is_own = self.is_own and tag != "form"
        self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.values.setdefault(self.area, []).append(data)


REFUSED = [
    ("/trends", {"term": "query:(芯片, 稀土", "by": "month", "from": "2019", "hold": "corpus"}),
    ("/trends", {"term": "芯片", "group": "corpus", "hold": "corpus"}),
    ("/trends", {"term": ", ".join(map(str, range(20)))}),
    ("/batch", {"list": "芯片\n稀土 <&>", "from": "soon", "by": "quarter"}),
    ("/search", {"q": "芯片", "from": "soon", "to": "2021", "corpus": "sample"}),
    ("/search", {"q": "(芯片", "from": "2020"}),
    ("/concordance", {"q": "(芯片", "order": "left"}),
    ("/parallel", {"q": "(芯片", "rendered_as": "chip"}),
    ("/targets", {"q": "(芯片", "kind": "target", "from": "2025", "sure": "1"}),
    ("/targets", {"from": "soon"}),
    ("/directives", {"q": "(芯片", "grade": "5", "addressee": "企业"}),
    ("/events", {"name": "SMIC", "from": "soon", "action": "listed"}),
    ("/events", {"corpus": "sample", "kind": "规划", "level": "nowhere<i>"}),
    (
        "/targets",
        {"document_kind": "plan", "collection": "no-such-list", "as_of": "2019", "corpus": "sample"},
    ),
    ("/documents", {"from": "soon", "sort": "title"}),
    ("/vanished", {"from": "soon"}),
    ("/changes", {"since": "soon"}),
    ("/brief", {"from": "soon"}),
    ("/compare", {"a": "2016..2020", "b": "nothing<i>"}),
]


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize(("path", "typed"), REFUSED)
def test_a_refused_form_has_what_was_typed(
    client: TestClient, path: str, typed: dict[str, str], locale: str
) -> None:
    answer = client.get(path, params={**typed, "lang": locale})
    assert answer.status_code == 400
    assert re.search(r'<p class="error" role="alert">\S', answer.text)
    fields = Fields(path)
    fields.feed(answer.text)
    given = {name: "".join(fields.values.get(name, [])) for name in typed}
    assert given == typed
    assert "<i>" not in answer.text


def test_a_refused_form_has_every_value_of_a_field(client: TestClient) -> None:
    typed = {"publisher": ["样例日报", "nobody"], "kind": ["plan", "notice"], "grade": ["4", "5"]}
    fields = Fields("/directives")
    fields.feed(client.get("/directives", params={**typed, "lang": "en"}).text)
    assert {name: fields.values[name] for name in typed} == typed


@pytest.mark.parametrize("path", ["/events", "/directives"])
def test_a_refused_form_keeps_the_default_order_of_its_page(client: TestClient, path: str) -> None:
    fields = Fields(path)
    fields.feed(client.get(path, params={"from": "soon", "lang": "en"}).text)
    assert fields.values["sort"] == ["latest"]


def test_a_refused_form_with_further_values_is_closed(client: TestClient) -> None:
    answer = client.get("/events", params={"from": "soon", "colour": "red", "lang": "en"})
    assert answer.status_code == 400
    assert '<input name="colour" value="red"' in without_breaks(answer.text)
    assert "&lt;/form&gt;" not in answer.text
    assert answer.text.count("<form") == answer.text.count("</form>")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("/search?q=(", "Something in this search needs fixing"),
        ("/download/events.csv?action=danced", "Something in this request needs fixing"),
    ],
)
def test_only_a_search_is_called_a_search(client: TestClient, path: str, heading: str) -> None:
    answer = client.get(path, headers={"accept-language": "en"})
    assert answer.status_code == 400
    assert f"<h1>{heading}</h1>" in answer.text
    assert f"<title>{heading} · zhengce</title>" in answer.text


def test_two_queries_are_two_series(client: TestClient) -> None:
    answer = client.get("/trends", params={"term": "query:芯片, query:稀土", "lang": "en"})
    assert answer.status_code == 200
    field = re.search(r'<input name="term" value="([^"]*)"', without_breaks(answer.text))
    assert field and unescape(field[1]) == "query:芯片, query:稀土"


PAGE = (
    '<h1>T &amp; U</h1><form class="find" action="/x"><input name="q"></form>'
    '<form action="/x" method="get"><input name="a" value="old"><select name="b"><option value="">–</option>'
    '<option value="1" selected>one &amp; only</option><option value="2">two</option></select>'
    '<textarea name="c">old</textarea><input type="checkbox" name="d" value="1"><details><summary>m</summary>'
    "</details><button>Go</button></form>"
)


def test_fields_are_filled_and_escaped() -> None:
    found = fill_form(
        PAGE, "/x", [("a", '"><i>'), ("b", "2"), ("c", "</textarea><i>"), ("d", "1"), ("e", "x")]
    )
    assert found and found.heading == "<h1>T &amp; U</h1>" and found.others == [("e", "x")]
    assert found.form == (
        '<form action="/x" method="get"><input name="a" value="&#34;&gt;&lt;i&gt;"><select name="b">'
        '<option value="">–</option><option value="1">one &amp; only</option>'
        '<option value="2" selected>two</option></select>'
        '<textarea name="c">&lt;/textarea&gt;&lt;i&gt;</textarea>'
        '<input type="checkbox" name="d" value="1" checked><details open><summary>m</summary></details>'
        "<button>Go</button></form>"
    )


def test_a_page_without_the_form_has_none() -> None:
    assert fill_form(PAGE, "/y", []) is None


HIDDEN = (
    '<form action="/x" method="post"><input type="hidden" name="what" value="one"><input name="a"></form>'
    '<form action="/x" method="post"><input type="hidden" name="what" value="two"><input name="a"></form>'
)


@pytest.mark.parametrize("what", ["one", "two"])
def test_hidden_fields_tell_which_form_was_sent(what: str) -> None:
    found = fill_form(HIDDEN, "/x", [("what", what), ("a", "typed")])
    assert found and f'value="{what}"' in found.form and 'value="typed"' in found.form


def test_what_no_form_has_sent_fills_none() -> None:
    assert fill_form(HIDDEN, "/x", [("what", "three")]) is None


def test_an_address_is_not_shown_in_a_form_that_deletes() -> None:
    deletes = '<form action="/x" method="post"><button>Delete</button></form>'
    assert fill_form(deletes, "/x", [("page", "9")], "GET") is None
    found = fill_form(deletes + PAGE, "/x", [("page", "9")], "GET")
    assert found and "Delete" not in found.form and found.others == [("page", "9")]


ORIGIN = {"origin": "http://testserver"}


def test_a_refused_collection_is_shown_again(client: TestClient) -> None:
    typed = {"name": "not/a name", "title": "标题 <&>", "query": "(芯片", "note": "keep this"}
    answer = client.post("/collections?lang=en", data=typed, headers=ORIGIN)
    assert answer.status_code == 400
    fields = Fields("/collections")
    fields.feed(answer.text)
    for name, value in typed.items():
        assert "".join(fields.values.get(name, [value])) == value
    assert "".join(fields.values["name"]) == typed["name"]


def test_a_refused_draft_is_shown_again(client: TestClient) -> None:
    draft = "国务院指出要“自主可控” <&>"
    files = {"as_of": (None, "soon"), "text": (None, draft)}
    answer = client.post("/verify?lang=en", files=files, headers=ORIGIN)
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    fields = Fields("/verify")
    fields.feed(answer.text)
    assert "".join(fields.values["text"]) == draft
    assert fields.values["as_of"] == ["soon"]
