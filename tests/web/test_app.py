"""The pages and the JSON interface without a browser: answers, escaping, refusals, headers."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import asdict, replace
from html import escape, unescape
from pathlib import Path

import openpyxl
import pytest
from anyio.to_thread import current_default_thread_limiter
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.model import Lexicon
from flows.corpus.splitting import passages_of
from flows.errors import StoreError, UsageError
from flows.output.maps import nice_ticks
from flows.records import Document, Reason
from flows.settings import Settings, is_loopback
from flows.store.database import Store
from flows.store.documents import SourceFile, record_reading, write_batch
from flows.store.passages import StoredMention
from flows.web import limits
from flows.web.addresses import SearchAddress, quote_name, read_search
from flows.web.app import create_app
from flows.web.charts import ChartRequest, draw_charts
from flows.web.library import Library
from flows.web.marking import split_text
from flows.web.messages import choose_locale, load_messages
from flows.web.series import SeriesAddress, point_address, without_silence
from tests.builders import search
from tests.stores import copy_store
from tests.support import without_breaks

PAGES = (
    "/",
    "/search?q=稀土",
    "/concordance?q=稀土",
    "/trends?term=稀土,自主可控",
    "/trends?term=稀土&by=plan&group=language",
    "/trends?term=strategy:tech_leverage,entity:华为&by=congress&measure=document_share",
    "/trends",
    "/documents",
    "/documents?group=publisher&fold=1",
    "/batch",
    "/batch?list=稀土&by=publisher",
    "/batch?list=稀土&by=kind",
    "/trends?term=稀土&group=kind",
    "/concordance",
    "/concept/rare-earth",
    "/dossier?name=稀土",
    "/dossier",
    "/targets",
    "/directives",
    "/directives?q=稀土&grade=4-5&addressee=企业&from=2015",
    "/citations",
    "/citations?view=dangling",
    "/label",
    "/compare",
    "/compare?a=d027053a474d869b&b=37ea16e8ac0455aa&show=all",
    "/compare?a=2012..2015&b=2021..",
    "/correct/d61cbc622552013e-6",
    "/correct/d61cbc622552013e",
    "/corrections",
    "/status",
    "/help",
)


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_in_both_languages(client: TestClient, page: str, locale: str) -> None:
    found = client.get(page, params=None, headers={"accept-language": locale})
    assert found.status_code == 200
    assert f'lang="{"zh-CN" if locale == "zh" else "en"}"' in found.text
    assert found.headers["content-security-policy"].startswith("default-src 'none'")
    assert "style=" not in found.text  # the policy would drop it
    assert "http://" not in found.text.replace("http://testserver", "")


def test_the_language_is_kept(client: TestClient) -> None:
    fresh = TestClient(client.app)
    assert "检索" in fresh.get("/help?lang=zh").text
    assert "检索" in fresh.get("/help").text
    assert "Search" in fresh.get("/help?lang=en").text


def test_search_says_what_the_library_says(
    client: TestClient, web_settings: Settings, lexicon: Lexicon
) -> None:
    answer = client.get("/api/search", params={"q": "自主可控", "limit": 50}).json()
    with Store(web_settings.store) as store:
        found = search(store, lexicon, "自主可控", limit=50)
    assert answer["total"] == found.total == len(answer["hits"])
    assert answer["hits"] == json.loads(json.dumps([asdict(hit) for hit in found.hits]))
    page = client.get("/search", params={"q": "自主可控", "lang": "en"}).text
    assert f">{found.total} passages" in without_breaks(page)


def test_a_chinese_font_is_there_for_machines_without_one(client: TestClient) -> None:
    address = re.search(r'url\("(/font/[^"]+)"\)', client.get("/static/style.css").text)
    assert address
    assert client.get(address[1]).content[:4] == b"ttcf"
    assert "font-src 'self'" in client.get("/help").headers["content-security-policy"]


def test_pages_follow_on_each_other(client: TestClient) -> None:
    first, second = (
        client.get("/api/search", params={"q": "的", "limit": 20, "offset": offset}).json()
        for offset in (0, 20)
    )
    ids = [hit["passage_id"] for hit in first["hits"] + second["hits"]]
    assert len(ids) == len(set(ids)) == 40
    assert first["total"] == second["total"]
    assert 'start="21"' in client.get("/search", params={"q": "的", "page": 2}).text


def test_a_facet_narrows_to_its_number(client: TestClient) -> None:
    found = client.get("/api/search", params={"q": "技术"}).json()
    for name in ("strategy", "corpus", "language"):
        for value, number in found["facets"][name].items():
            assert client.get("/api/search", params={"q": "技术", name: value}).json()["total"] == number


@pytest.mark.parametrize("kind", ["search", "concordance"])
def test_downloads_hold_what_the_page_shows(client: TestClient, kind: str) -> None:
    answer = client.get(f"/download/{kind}.csv", params={"q": "稀土"})
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    total = client.get(f"/api/{kind}", params={"q": "稀土"}).json()["total"]
    assert len(rows) == total > 0
    lines = client.get(f"/download/{kind}.jsonl", params={"q": "稀土"}).text.splitlines()
    assert [json.loads(line)["passage_id"] for line in lines] == [row["passage_id"] for row in rows]
    sheet = openpyxl.load_workbook(
        io.BytesIO(client.get(f"/download/{kind}.xlsx", params={"q": "稀土"}).content)
    )["data"]
    assert sheet.max_row == total + 1


@pytest.mark.parametrize(
    "path",
    [
        "trends.csv?term=稀土",
        "targets.csv",
        "directives.csv?grade=5",
        "citations.csv",
        "collocates.csv?concept=rare-earth",
    ],
)
def test_other_downloads(client: TestClient, path: str) -> None:
    answer = client.get(f"/download/{path}")
    assert answer.status_code == 200
    assert len(answer.content.decode("utf-8-sig").splitlines()) > 1


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=(稀土",
        "/search?q=foo:bar",
        "/search?q=稀土&sort=x",
        "/search?q=稀土&page=0",
        "/search?q=稀土&page=99999",
        "/search?q=稀土&page=000000001" + "9" * 5000,
        "/search?q=稀土&from=20x",
        "/search?strategy=none",
        "/search?term=无此术语",
        "/trends?term=a&by=week",
        "/concordance?q=稀土&order=x",
        "/targets?kind=x",
        "/directives?grade=x",
        "/download/search.csv?q=“",
        "/search?q=" + "a" * 2500,
        "/document/d61cbc622552013e?first=x",
        "/document/d61cbc622552013e?first=-1",
        "/document/d61cbc622552013e?first=99999",
        "/document/adb4364885849f75?article=99",
        "/document/adb4364885849f75?article=x",
        "/document/28e3a7a7329d5a25?article=1",
        "/label?skip=x",
        "/concept/rare-earth?page=x",
        "/concept/rare-earth?page=2",
    ],
)
def test_what_can_not_be_answered_is_said(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 400
    assert 'role="alert"' in answer.text


def test_a_document_is_downloaded_with_its_annotations(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "稀土", "limit": 1}).json()["hits"][0]
    stored = client.get(f"/api/documents/{hit['document_id']}", params={"limit": 500}).json()
    lines = client.get("/download/document.jsonl", params={"id": hit["document_id"]}).text.splitlines()
    rows = [json.loads(line) for line in lines]
    assert [row["text"] for row in rows] == [passage["text"] for passage in stored["passages"]]
    assert sum(len(row["mentions"].split("|")) for row in rows if row["mentions"]) == sum(
        len(passage["mentions"]) for passage in stored["passages"]
    )
    assert client.get("/download/document.jsonl", params={"id": "none"}).status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        {"term": "稀土"},
        {"term": "技术"},
        {"term": "strategy:tech_leverage"},
        {"term": "entity:华为"},
        {"term": "query:稀土 NEAR/10 出口"},
        {"term": "稀土", "by": "plan"},
        {"term": "稀土", "by": "quarter"},
        {"term": "稀土", "by": "congress"},
        {"term": "出口管制", "group": "language"},
    ],
)
def test_a_point_leads_to_the_passages_that_it_counts(
    client: TestClient, web_library: Library, asked: dict[str, str]
) -> None:
    rows = list(
        csv.DictReader(
            io.StringIO(client.get("/download/trends.csv", params=asked).content.decode("utf-8-sig"))
        )
    )
    page = client.get("/trends", params=asked).text
    met = [
        row for row in rows if row["passages"] != "0"
    ]  # empty: a period without text, and so without passages
    for row in met[:3] + met[-3:]:
        address = point_address(
            web_library.lexicon,
            row,
            SeriesAddress((), asked.get("by", "year"), asked.get("group", "")),
        )
        assert escape(address) in page
        found = client.get(address.replace("/search?", "/api/search?")).json()
        assert found["total"] == int(row["passages"] or 0), row


def test_an_unknown_name_keeps_the_form(client: TestClient) -> None:
    answer = client.get("/dossier?name=无此名称&lang=en")
    assert answer.status_code == 404
    assert 'value="无此名称"' in answer.text and "Search for these words" in answer.text


@pytest.mark.parametrize(
    "path", ["/", "/search?q=稀土", "/api/search?q=稀土", "/static/style.css", "/nowhere"]
)
def test_head_is_answered_like_get_without_the_body(client: TestClient, path: str) -> None:
    head, get = client.head(path), client.get(path)
    assert (head.status_code, head.headers["content-length"]) == (
        get.status_code,
        get.headers["content-length"],
    )
    assert head.content == b""


def test_a_corpus_is_never_translated(web_settings: Settings, tmp_path: Path) -> None:
    """A corpus may be called like a concept's id: shanghai, china."""
    path = copy_store(web_settings.store, tmp_path)
    with Store(path) as store, store.run("ingest") as run:
        document = Document("shanghai", "k", "稀土出口。", title="稀土", published="2021-03-12")
        passages = list(passages_of(document))
        source = SourceFile("shanghai", "k", "0", "", 1)
        write_batch(store, run.id, source, [(document, passages)], [], complete=True)
    own = TestClient(create_app(web_settings.at_store(path)))
    page = own.get("/search?q=稀土&corpus=shanghai&lang=en").text
    assert "Corpus: shanghai" in page or "corpus: shanghai" in page
    assert "Shanghai" not in page
    assert "上海市" not in own.get("/search?q=稀土&lang=zh").text


def test_the_page_of_a_general_word_is_a_search(client: TestClient) -> None:
    """No text is tagged with it, so there is nothing else to show."""
    answer = client.get("/concept/talent", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"].partition("=")[0]) == (303, "/search?q")


def test_a_trend_begins_shortly_before_its_first_occurrence() -> None:
    rows: list[dict[str, str | float | None]] = [
        {"series": name, "period": str(year), "occurrences": int(name == "a" and year >= 1990)}
        for name in "ab"
        for year in range(1950, 1993)
    ]
    assert {row["period"] for row in without_silence(rows)} == {
        "1987",
        "1988",
        "1989",
        "1990",
        "1991",
        "1992",
    }
    assert len(without_silence(rows)) == 12
    silent = [row for row in rows if row["series"] == "b"]
    assert without_silence(silent) == silent


def test_the_interface_counts_other_facets_when_asked(client: TestClient) -> None:
    found = client.get(
        "/api/search", params={"q": "技术", "facet": ["term", "entity", "programme"], "limit": 1}
    ).json()
    for facet, name in (("term", "term"), ("entity", "entity"), ("programme", "term")):
        assert found["facets"][facet]
        for value, number in list(found["facets"][facet].items())[:5]:
            assert (
                client.get("/api/search", params={"q": "技术", name: value, "limit": 1}).json()["total"]
                == number
            ), value


def test_costly_questions_are_refused(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.limits.MAX_READ", 3)
    monkeypatch.setattr("flows.web.limits.MAX_COUNTED", 3)
    for path in (
        "/search?q=的 NEAR/3 技术",
        "/concordance?q=的",
        "/api/concordance?q=的",
        "/api/search?q=的 NEAR/3 技术",
        "/download/concordance.csv?q=的",
    ):
        answer = client.get(path)
        assert answer.status_code == 400
        assert "Add a rarer word or a filter" in answer.text
    assert client.get("/concordance?q=unforeseeable").status_code == 200


def test_what_takes_long_on_a_concepts_page_is_counted_on_demand(
    web_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = TestClient(create_app(web_settings))
    assert "<th>logDice" in (whole := own.get("/concept/rare-earth").text).replace(' class="n"', "")
    monkeypatch.setattr("flows.web.limits.AT_ONCE", 1)
    assert "logDice" not in (page := own.get("/concept/rare-earth").text)
    assert 'href="?collocates=1"' in page
    asked = own.get("/concept/rare-earth?collocates=1").text
    assert (
        asked.partition("logDice")[2].partition("</table>")[0]
        == whole.partition("logDice")[2].partition("</table>")[0]
        != ""
    )
    monkeypatch.setattr("flows.web.limits.MAX_READ", 1)
    page = own.get("/concept/rare-earth?collocates=1").text
    assert "logDice" not in page
    assert "the limit is 1" in page


def test_a_chinese_page_of_a_concept_has_chinese_words(client: TestClient) -> None:
    page = client.get("/concept/rare-earth?lang=zh").text
    assert "来源：通行用法" in page and "对数似然值" in page
    assert "log-likelihood" not in page and "common usage" not in page
    assert "common usage" in client.get("/concept/rare-earth?lang=en").text


def test_a_concept_met_too_often_says_so(web_settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.limits.MAX_COUNTED", 1)
    own = TestClient(create_app(web_settings))
    page = own.get("/concept/rare-earth?lang=zh")
    assert page.status_code == 200
    assert "网页上最多汇总 1 段" in page.text
    assert own.get("/dossier?name=稀土").status_code == 400


def test_lines_of_the_concordance_come_in_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.web.limits.LINES", 5)
    first, second = (
        client.get("/concordance", params={"q": "稀土", "order": "right", "page": page}).text
        for page in (1, 2)
    )
    assert "page=2&amp;order=right" in first
    assert first.count('class="key"') == second.count('class="key"') == 5
    assert first != second


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/document/0123456789abcdef",
        "/document/..%2f..",
        "/concept/none-such",
        "/passage/x-y",
        "/static/../app.py",
    ],
)
def test_what_is_not_there(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=False).status_code == 404


def test_a_passage_that_a_document_lacks_is_not_there(client: TestClient) -> None:
    hit = client.get("/api/search", params={"q": "稀土"}).json()["hits"][0]
    for passage, status in ((hit["passage_id"], 303), (f"{hit['document_id']}-99999", 404)):
        assert client.get(f"/passage/{passage}", follow_redirects=False).status_code == status


def test_hostile_text_stays_text(client: TestClient) -> None:
    found = client.get("/api/search", params={"corpus": "hostile"}).json()
    document = found["hits"][0]["document_id"]
    for path in (
        "/search?corpus=hostile",
        f"/document/{document}",
        "/concordance?q=自主可控",
        "/search?q=稀土",
        "/dossier?name=自主可控",
    ):
        page = client.get(path).text
        assert "<script>document" not in page
        assert "<img" not in page
        assert "<iframe" not in page
        assert "<b>x</b>" not in page
        assert 'href="javascript' not in page
    assert "{{ 7 * 7 }}" in client.get(f"/document/{document}").text


def test_the_store_is_not_written(client: TestClient, web_settings: Settings) -> None:
    with (
        pytest.raises(StoreError, match="can only be read here"),
        Store(web_settings.store, read_only=True) as store,
    ):
        store.connection.execute("DELETE FROM passage")
    assert client.post("/search").status_code == 405


def test_others_need_a_token(web_settings: Settings) -> None:
    with pytest.raises(UsageError, match="token"):
        create_app(web_settings, host="0.0.0.0")
    with pytest.raises(UsageError, match="token"):
        create_app(web_settings, host="example.org", token="short")
    token = "0123456789abcdef"
    guarded = TestClient(create_app(web_settings, host="0.0.0.0", token=token))
    assert guarded.get("/").status_code == guarded.get("/api/status").status_code == 401
    assert guarded.get("/static/style.css").status_code == 401
    assert guarded.get("/", headers={"authorization": f"Bearer {token}"}).status_code == 200
    assert guarded.get("/?token=wrong").status_code == 401
    answer = guarded.get(f"/search?q=a&token={token}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=a")
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert guarded.get("/").status_code == 200  # by the cookie


@pytest.mark.parametrize("token", ["令牌" * 8, 'a"b;c,d%41 e\\f=ghi'])
def test_a_token_may_have_any_letters(web_settings: Settings, token: str) -> None:
    """Headers hold Latin letters alone; the address that a token is moved from is one of this site."""
    guarded = TestClient(create_app(web_settings, host="0.0.0.0", token=token))
    answer = guarded.get("http://testserver//evil.example/", params={"token": token}, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/evil.example/")
    assert guarded.get("/help").status_code == 200  # by the cookie
    other = TestClient(guarded.app)
    assert other.get("/help").status_code == 401
    assert other.get("/help", headers={b"authorization": f"Bearer {token}".encode()}).status_code == 200


def test_a_foreign_host_name_is_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 421
    assert client.get("/", headers={"host": "localhost:8765"}).status_code == 200


@pytest.mark.parametrize(
    ("host", "local"),
    [
        ("127.0.0.1", True),
        ("localhost", True),
        ("::1", True),
        ("0.0.0.0", False),
        ("::", False),
        ("example.org", False),
    ],
)
def test_loopback(host: str, local: bool) -> None:
    assert is_loopback(host) is local


def test_messages_are_in_both_languages() -> None:
    for key, (english, chinese) in load_messages().items():
        assert english
        assert chinese
        assert english != chinese, key


@pytest.mark.parametrize(
    ("given", "locale"),
    [
        (("zh", "", ""), "zh"),
        (("", "zh", "en"), "zh"),
        (("", "", "fr, zh-CN;q=0.8"), "zh"),
        (("xx", "", ""), "en"),
    ],
)
def test_the_locale_is_chosen(given: tuple[str, str, str], locale: str) -> None:
    assert choose_locale(*given) == locale


MENTIONS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)), max_size=6)


@given(st.text(max_size=40), MENTIONS, MENTIONS)
def test_parts_are_the_text(
    text: str, mentions: list[tuple[int, int]], matches: list[tuple[int, int]]
) -> None:
    position, outer = 0, []
    for start, length in sorted(mentions):
        if start >= position and start + length <= len(text):
            outer.append(
                StoredMention(start, start + length, "", "TERM", "", None, "rule", 1.0, nested=False)
            )
            position = start + length
    spans = [(start, start + length) for start, length in matches if start + length <= len(text)]
    place = 0
    for part in split_text(text, outer, spans):
        assert text[place : place + len(part.text)] == part.text
        for index in range(place, place + len(part.text)):
            assert (part.mention is not None) == any(
                mention.start <= index < mention.end for mention in outer
            )
            assert part.is_match == any(left <= index < right for left, right in spans)
        place += len(part.text)
    assert place == len(text)


@given(st.floats(1e-6, 1e12))
def test_ticks_reach_the_highest(highest: float) -> None:
    ticks = nice_ticks(highest)
    assert ticks[0] == 0
    assert ticks[-1] >= highest * (1 - 1e-9)
    assert 2 <= len(ticks) <= 7


def test_an_unknown_period_breaks_the_line() -> None:
    rows = [
        {"series": "a", "period": str(year), "x": value}
        for year, value in ((2019, 1.0), (2020, 2.0), (2021, None), (2022, 3.0))
    ]
    (chart,) = draw_charts(rows, ChartRequest("x"))
    assert (len(chart.lines[0].points), len(chart.lines[0].paths)) == (3, 1)


def test_addresses_toggle_filters() -> None:
    asked = SearchAddress("稀土", {"strategy": ("a",)}, page=3)
    assert asked.address(strategy="b").count("strategy=") == 2
    assert "strategy" not in asked.address(strategy="a")
    assert "page" not in asked.address(strategy="b")
    assert asked.address(page=4).endswith("page=4")


@pytest.mark.parametrize(
    ("asked", "command"),
    [
        (
            SearchAddress("稀土 OR 镓", {"strategy": ("tech_leverage",)}),
            "zhengce watch add NAME '稀土 OR 镓' --strategy tech_leverage",
        ),
        (SearchAddress("a b", {}, first="2019"), "zhengce watch add NAME '(a b) date:2019..'"),
        (
            SearchAddress("", {"publisher": ("某 部; rm",)}),
            "zhengce watch add NAME '' --publisher '某 部; rm'",
        ),
        (
            SearchAddress("-稀土", {"publisher": ("-某部",)}),
            "zhengce watch add NAME '--publisher=-某部' -- '-稀土'",
        ),
    ],
)
def test_the_command_that_saves_a_search(asked: SearchAddress, command: str) -> None:
    assert asked.command() == command


class _Values(dict[str, str]):
    def getlist(self, name: str) -> list[str]:
        return [self[name]] if name in self else []


@given(
    st.dictionaries(
        st.sampled_from(["q", "from", "to", "strategy", "term", "expand"]),
        st.text(alphabet="ab稀 &=?#/", max_size=8),
    )
)
def test_an_address_reads_back(values: dict[str, str]) -> None:
    from urllib.parse import parse_qs, urlsplit

    asked = read_search(_Values(values))
    again = {name: found[0] for name, found in parse_qs(urlsplit(asked.address()).query).items()}
    assert read_search(_Values(again)).pairs() == asked.pairs()


def test_a_label_is_explained(client: TestClient) -> None:
    hit = client.get("/api/search", params={"strategy": "tech_leverage", "limit": 1}).json()["hits"][0]
    page = client.get(f"/explain/{hit['passage_id']}").text
    assert "speaks for it" in page
    assert 'class="w3' in page
    assert client.get("/explain/0123456789abcdef-0").status_code == 404


def test_a_readers_labels_are_kept(web_settings: Settings, tmp_path: Path) -> None:
    from flows.store import read_corrections

    copy = copy_store(web_settings.store, tmp_path)
    own = TestClient(create_app(web_settings.at_store(copy)))
    passage = own.get("/api/search", params={"q": "稀土", "limit": 1}).json()["hits"][0]["passage_id"]
    form = {
        "passage": passage,
        "label": ["tech_leverage", "export_control"],
        "reader": "Reader A",
        "note": "sure",
    }
    assert own.post("/label", data=form).status_code == 403  # no origin: not our page
    assert own.post("/label", data=form, headers={"origin": "http://evil.example"}).status_code == 403
    assert (
        own.post("/label", data={**form, "reader": " "}, headers={"origin": "http://testserver"}).status_code
        == 400
    )
    assert (
        own.post(
            "/label", data=form, headers={"origin": "http://testserver"}, follow_redirects=False
        ).status_code
        == 303
    )
    with Store(copy) as store:
        (kept,) = read_corrections(store)
    assert (kept.labels, kept.instruments, kept.reader, kept.note) == (
        ("tech_leverage",),
        ("export_control",),
        "Reader A",
        "sure",
    )
    assert passage not in own.get("/label").text


def test_status_shows_how_fresh_and_healthy_each_corpus_is(web_settings: Settings, tmp_path: Path) -> None:
    """What a run leaves that stored nothing new is there at once, in both languages, and nothing in it is markup."""
    path = copy_store(web_settings.store, tmp_path)
    (tmp_path / "corpora" / "sample").mkdir(parents=True)
    (tmp_path / "corpora" / "sample" / "source.yml").write_text(
        "location: .\nschedule: {cron: '0 6 * * *', timezone: Asia/Shanghai}\n", encoding="utf-8"
    )
    own = TestClient(create_app(replace(web_settings.at_store(path), corpora=tmp_path / "corpora")))
    assert "failing" not in own.get("/status?lang=en").text
    with Store(path) as store, store.run("ingest <b>hostile</b>") as run:
        record_reading(
            store,
            run.id,
            "hostile",
            [Reason("pipeline.broke_off", {"problem": "OSError: <script>document.title='owned'</script>"})],
            {},
            outcome="failed",
        )
        record_reading(
            store,
            run.id,
            "unknown",
            [Reason("pipeline.too_few_documents", {"corpus": "unknown", "documents": 0, "minimum": 9})],
            {},
            outcome="unmet",
        )
        record_reading(store, run.id, "sample", [], {}, outcome="done")
        store.connection.execute(
            "UPDATE corpus_read SET finished = '2026-01-02T03:04:05+00:00', good = '2026-01-02T03:04:05+00:00' WHERE corpus = 'sample'"
        )
    english, chinese = (own.get(f"/status?lang={locale}").text for locale in ("en", "zh"))
    for page, words in (
        (
            english,
            (
                "late",
                "its schedule has fired more than once",
                "failing",
                "last read (UTC)",
                "2026-01-02 03:04",
                "next run (UTC)",
                "at least 9 expected",
            ),
        ),
        (
            chinese,
            (
                "逾期",
                "已不止一次到时",
                "出错",
                "最近读取（UTC）",
                "2026-01-02 03:04",
                "下次运行（UTC）",
                "预期至少 9 份",
            ),
        ),
    ):
        assert all(word in page for word in words), [word for word in words if word not in page]
        assert (
            "&lt;script&gt;document.title" in page
            and "<script>document" not in page
            and "<b>hostile" not in page
        )
    rows = {row["corpus"]: row for row in own.get("/api/status").json()["corpora"]}
    assert {name: row["health"] for name, row in rows.items()} == {
        "hostile": "failing",
        "sample": "late",
        "unknown": "failing",
    }
    assert rows["unknown"]["documents"] == 0 and rows["sample"]["documents"] > 30


def test_few_requests_are_answered_at_the_same_time(client: TestClient) -> None:
    """Each thread has its own connection and index: 40 of them grew to 0.6 GB under 50 readers, 6 stay at 0.24."""
    assert client.portal is not None
    assert client.portal.call(lambda: current_default_thread_limiter().total_tokens) == limits.THREADS


@pytest.fixture(scope="module")
def without_manual(web_settings: Settings) -> Iterator[TestClient]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("flows.web.app.find_manual", lambda: None)
        application = create_app(web_settings)
    with TestClient(application) as opened:
        yield opened


@pytest.mark.parametrize(
    ("locale", "words"), [("en", "Run <code>make docs</code>"), ("zh", "手册页面尚未生成")]
)
@pytest.mark.parametrize("path", ["/manual", "/manual/", "/manual/search.html"])
def test_a_manual_that_is_not_made_says_how(
    without_manual: TestClient, path: str, locale: str, words: str
) -> None:
    answer = without_manual.get(f"{path}?lang={locale}")
    assert answer.status_code == 404 and words in answer.text


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("/trends?lang=en", "Trends · zhengce"),
        ("/trends?lang=zh", "趋势 · zhengce"),
        ("/trends?term=稀土&lang=en", "稀土 · Trends · zhengce"),
    ],
)
def test_pages_of_trends_have_a_title(client: TestClient, path: str, title: str) -> None:
    assert f"<title>{title}</title>" in client.get(path).text


@pytest.mark.parametrize(("locale", "words"), [("en", "not stated"), ("zh", "未注明")])
@pytest.mark.parametrize("group", ["publisher", "year"])
def test_documents_of_no_group_say_that_nothing_is_stated(
    client: TestClient, group: str, locale: str, words: str
) -> None:
    page = client.get(f"/documents?group={group}&lang={locale}").text
    assert (f"<span>{words}</span>" in page) == (group == "publisher")


@pytest.mark.parametrize("path", ["/keep/zzz", "/correct/not-an-id", "/add/job/x%20y"])
@pytest.mark.parametrize(("locale", "heading"), [("en", "There is no such page"), ("zh", "没有此页")])
def test_an_address_that_no_page_can_have_is_answered_by_a_page(
    client: TestClient, path: str, locale: str, heading: str
) -> None:
    answer = client.get(f"{path}?lang={locale}")
    assert (answer.status_code, heading in answer.text) == (404, True)
    assert answer.headers["content-type"].startswith("text/html")


def test_programs_are_told_which_parameter_is_wrong(client: TestClient) -> None:
    answer = client.get("/api/search?q=稀土&limit=many")
    assert (answer.status_code, answer.json()["detail"][0]["loc"]) == (422, ["query", "limit"])


@pytest.mark.parametrize(
    ("locale", "heading"), [("en", "This page can&#39;t be shown now"), ("zh", "暂时无法显示此页")]
)
def test_a_store_that_fails_is_no_fault_of_the_search(
    web_settings: Settings, monkeypatch: pytest.MonkeyPatch, locale: str, heading: str
) -> None:
    def fail(_: Library) -> None:
        raise StoreError("store.damaged", path="x", reason="y")

    with TestClient(create_app(web_settings)) as opened:
        for name in ("store", "collection"):
            monkeypatch.setattr(Library, name, property(fail))
        answer = opened.get(f"/search?q=稀土&lang={locale}")
    assert (answer.status_code, f"<h1>{heading}</h1>" in answer.text) == (503, True)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """The application of an editor over a store that is not there yet."""
    settings = Settings(store=tmp_path_factory.mktemp("empty") / "s.sqlite")
    with TestClient(create_app(settings, can_edit=True)) as opened:
        yield opened


@pytest.mark.parametrize(
    "path",
    [
        "/search?q=稀土",
        "/search/documents?q=稀土",
        "/concordance?q=稀土",
        "/documents",
        "/targets",
        "/events",
    ],
)
@pytest.mark.parametrize(("locale", "said"), [("en", "Nothing is stored yet."), ("zh", "尚无数据。")])
def test_an_empty_store_says_so_wherever_nothing_is_found(
    empty: TestClient, client: TestClient, path: str, locale: str, said: str
) -> None:
    page = empty.get(f"{path}{'&' if '?' in path else '?'}lang={locale}").text
    assert said in page
    assert 'href="/add"' in page[page.index(said) :]
    assert said not in client.get(f"/search?q=qqqq&lang={locale}").text


@pytest.mark.parametrize(
    "path",
    (
        "/",
        "/trends?term=稀土",
        "/batch?list=稀土",
        "/brief",
        "/search?q=稀土",
        "/help",
        "/corrections",
        "/status",
    ),
)
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_commands_stand_without_backticks(client: TestClient, path: str, locale: str) -> None:
    page = client.get(f"{path}{'&' if '?' in path else '?'}lang={locale}").text
    assert "`" not in page[page.index("<main") :]


@pytest.mark.parametrize("path", ["/search?q=稀土", "/dossier?name=稀土", "/brief", "/events", "/citations"])
def test_chinese_pages_have_chinese_punctuation(client: TestClient, path: str) -> None:
    """Outside the texts of documents: after a Chinese word or its number no comma, colon or stop of English."""
    page = client.get(f"{path}{'&' if '?' in path else '?'}lang=zh").text
    own = re.sub(r'<(blockquote|q|li class="hit").*?</\1|<p class="text.*?</p>', "", page, flags=re.DOTALL)
    said = re.sub(r"<[^>]*>", "", own[own.index("<h1") : own.index("<footer")])
    assert re.findall(r"(?:提及|段|份文件|件|日|\d (?:提及|贯彻落实|依据)|档案)[,.:;] ", said) == []


@pytest.mark.parametrize("path", ["/concept/14th-five-year-plan", "/concept/rare-earth", "/citations"])
def test_the_links_of_names_find_them(client: TestClient, path: str) -> None:
    links = re.findall(r'href="(/search\?q=[^"]+)"', client.get(path).text)
    assert links
    for link in links[:40]:
        answer = client.get(link.replace("&amp;", "&"))
        assert answer.status_code == 200, link


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("“十四五”规划", '"“十四五”规划"'),
        ("「十四五」", '"「十四五」"'),
        ('the "big fund"', '"the" "big fund"'),
        ("稀土", '"稀土"'),
    ],
)
def test_a_name_is_quoted_as_it_is(name: str, query: str) -> None:
    assert quote_name(name) == query


LISTS = (
    "/documents?",
    "/targets?",
    "/events?",
    "/directives?",
    "/citations?",
    "/citations?view=dangling",
    "/compare?a=d027053a474d869b&b=37ea16e8ac0455aa&show=all",
)
SEARCHES = ("/search?q=稀土", "/search/documents?q=稀土", "/concordance?q=稀土")


@pytest.mark.parametrize("path", [*LISTS, *SEARCHES])
def test_a_page_after_the_last_one_is_refused(client: TestClient, path: str) -> None:
    for page in ("450", "99999"):
        answer = client.get(f"{path}&page={page}&lang=en")
        assert answer.status_code == 400
        assert "the last page is" in answer.text or "must be a number from 1 to 500" in answer.text
    assert client.get(f"{path}&page=1").status_code == 200


@pytest.mark.parametrize("page", ["x", "", "0", "-1", "1.5", "２", "9" * 5000])
@pytest.mark.parametrize("path", [*LISTS, "/vanished?", "/corrections?", "/pairs?"])
def test_what_is_no_page_of_a_list_is_refused(client: TestClient, path: str, page: str) -> None:
    answer = client.get(f"{path}&page={page}&lang=en")
    assert answer.status_code == 400
    assert "a page is a number: 1, 2, 3 and so on." in answer.text
    assert "页码应为" in client.get(f"{path}&page={page}&lang=zh").text


@pytest.mark.parametrize("path", LISTS)
def test_a_number_however_large_is_a_page_that_a_list_does_not_have(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}&page=1000000000&lang=en")
    assert answer.status_code == 400
    assert "page=1000000000: the last page is " in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/citations?view=dangling",
        "/concept/稀土?",
        "/events?sort=earliest",
        "/search?q=%E7%A8%80%E5%9C%9F",
    ],
)
def test_a_list_has_a_way_back_from_a_page_that_it_lacks(client: TestClient, path: str) -> None:
    answer = client.get(f"{path}&page=99&lang=en")
    back = re.search(r'<a href="([^"]+)">← Back to the page', answer.text)
    assert back and unescape(back[1]) == f"{path}&lang=en".replace("?&", "?")
    assert client.get(unescape(back[1])).status_code == 200


def test_the_address_of_the_interface_leads_to_its_description(client: TestClient) -> None:
    answer = client.get("/api", follow_redirects=False)
    assert answer.status_code == 307
    assert 'id="api"' in client.get(answer.headers["location"]).text


@pytest.mark.parametrize("path", ["/trends", "/brief", "/changes", "/dossier", "/batch"])
def test_an_answer_without_pages_says_that_it_ignores_them(client: TestClient, path: str) -> None:
    assert "this page has no such parameters: page." in client.get(f"{path}?page=2&lang=en").text


@pytest.mark.parametrize("view", ["", "dangling"])
def test_citations_have_pages(client: TestClient, monkeypatch: pytest.MonkeyPatch, view: str) -> None:
    monkeypatch.setattr("flows.web.limits.LINES", 3)
    rows, address = [], f"/citations?lang=en{'&view=' * bool(view)}{view}"
    for page in (1, 2):
        shown = client.get(f"{address}&page={page}").text
        rows += re.findall(r'href="(/citations\?(?:document|cited)=[^"]+)"', shown)
    assert len(rows) == len(set(rows)) == 6
    following = re.search(r'rel="next" href="([^"]+)"', client.get(address).text)
    assert following and f"{'view=dangling&amp;' * bool(view)}page=2" in following[1]
