"""Pages of facts: who cites a document, and figures as people write them."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import escape, unescape

import pytest
from starlette.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.cli.main import _run
from flows.corpus.splitting.passages import passages_of
from flows.pipeline.annotate import annotate_store
from flows.records import Document
from flows.settings import Settings
from flows.store.database import Store
from flows.store.documents import SourceFile, write_batch
from flows.web.app import create_app
from flows.workspace import Workspace
from tests.support import MODELS, without_breaks, without_languages


def test_number_of_citing_documents_leads_to_the_passages(client: TestClient) -> None:
    page = without_breaks(client.get("/citations?lang=en").text)
    addresses = re.findall(r'href="(/citations\?(?:document|cited)=[^"]+)">(\d+)</a>', page)
    assert addresses
    for address, number in addresses[:5]:
        citing = without_breaks(client.get(address.replace("&amp;", "&")).text)
        documents = set(re.findall(r'<td><a href="/document/([0-9a-f]+)"', citing))
        assert len(documents) == int(number), address
        passage = re.search(r'href="(/passage/[^"]+)"', citing)
        assert passage and client.get(passage[1]).status_code == 200


@pytest.mark.parametrize("path", ["directives", "events", "targets"])
def test_words_that_are_searched_as_typed_are_named(client: TestClient, path: str) -> None:
    assert (
        "province: not in the lexicon, searched as typed." in client.get(f"/{path}?q=province&lang=en").text
    )
    assert "in the lexicon" not in client.get(f"/{path}?q=芯片&lang=en").text


@pytest.mark.parametrize(("locale", "said"), [("en", "no stored document"), ("zh", "库中没有文件")])
def test_an_unknown_document_is_not_one_that_nothing_cites(
    client: TestClient, locale: str, said: str
) -> None:
    answer = client.get(f"/citations?document=nosuch&lang={locale}")
    assert answer.status_code == 400
    assert said in answer.text and 'value="nosuch"' in answer.text


def test_a_title_leads_to_the_citations_of_its_document(client: TestClient) -> None:
    listed = client.get("/api/documents").json()["documents"]
    titles = Counter(one["title"] for one in listed)
    one = next(one for one in listed if titles[one["title"]] == 1)
    for name in (one["title"], f"《{one['title']}》"):
        answer = client.get("/citations", params={"document": name, "lang": "en"}, follow_redirects=False)
        assert answer.status_code == 303
        assert answer.headers["location"] == f"/citations?document={one['id']}&lang=en"


def test_citations_of_a_name_that_is_not_stored_are_found_without_marks(client: TestClient) -> None:
    rows = client.get("/api/citations?dangling=true").json()["rows"]
    row = next(row for row in rows if not row["number"])
    page = client.get("/citations", params={"document": f"《{row['cited'].strip('《》')}》", "lang": "en"})
    assert page.status_code == 200 and page.text.count('<td class="day">') == row["citations"]


def test_a_document_that_nothing_cites_is_named(client: TestClient) -> None:
    cited = client.get("/api/citations").json()["rows"]
    listed = client.get("/api/documents").json()["documents"]
    alone = next(one for one in listed if one["id"] not in {row["document_id"] for row in cited})
    page = client.get(f"/citations?document={alone['id']}&lang=en").text
    assert escape(alone["title"]) in without_languages(page)
    assert "(no title)" not in page


def test_figures_are_written_for_people_in_the_language_of_the_page(client: TestClient) -> None:
    pages = {locale: client.get(f"/targets?lang={locale}").text for locale in ("en", "zh")}
    assert re.search(r"\d (?:trillion|billion|million) CNY<", pages["en"])
    assert re.search(r"\d[万亿]+元<", pages["zh"])
    assert "e+" not in "".join(re.findall(r'<td class="n">[^<]*<', pages["en"] + pages["zh"]))


@pytest.mark.parametrize(("locale", "choice"), [("en", "sure only"), ("zh", "仅可靠")])
def test_sure_figures_are_a_choice_that_the_downloads_and_the_command_keep(
    client: TestClient, locale: str, choice: str
) -> None:
    shown = {
        sure: without_breaks(client.get(f"/targets?kind=target&lang={locale}{sure}").text)
        for sure in ("", "&sure=1")
    }
    assert choice in shown[""]
    assert "<code>zhengce targets --kind target --sure</code>" in shown["&sure=1"]
    addresses = {
        sure: re.search(r'href="(/download/targets.jsonl[^"]*)"', page) for sure, page in shown.items()
    }
    numbers = {}
    for sure, page in shown.items():
        address = addresses[sure]
        total = re.search(r'<p class="soft">([\d,]+) ', page)
        assert address and total
        rows = [json.loads(line) for line in client.get(address[1].replace("&amp;", "&")).text.splitlines()]
        assert len(rows) == int(total[1].replace(",", ""))
        assert all(row["kind"] == "target" for row in rows)
        assert not sure or min(row["score"] for row in rows) >= 0.95
        numbers[sure] = len(rows)
    assert 0 < numbers["&sure=1"] < numbers[""]


@pytest.fixture(scope="module")
def twice(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[TestClient]:
    """The page of a store in which two documents state the same target, and a third a later one."""
    path = tmp_path_factory.mktemp("twice") / "store.sqlite"
    with Store(path) as store, store.run("test") as run:
        for key, (date, text) in STATED.items():
            document = Document("plans", key, text, title=f"文件{key}", published=date)
            source = SourceFile("plans", key, "0" * 64, "r", len(text))
            write_batch(store, run.id, source, [(document, list(passages_of(document)))], [], complete=True)
        annotate_store(store, run.id, annotator, MODELS)
    with TestClient(create_app(Settings(store=path, models=MODELS))) as opened:
        yield opened


STATED = {
    "甲": ("2021-03-01", "到2025年，关键零部件国产化率达到70%以上。"),
    "乙": ("2022-06-01", "会议指出，到2025年，关键零部件国产化率达到70%以上。"),
    "丙": ("2019-01-01", "到2035年，关键零部件国产化率达到90%以上。"),
}


@pytest.mark.parametrize(
    ("locale", "said"),
    [
        (
            "en",
            ["2 figures (3 with repetitions). The latest deadline or year is first", ">all 2 passages</a>"],
        ),
        ("zh", ["2 条数据（含重复共 3 条）。按期限或年份由晚到早排列", ">全部 2 段</a>"]),
    ],
)
def test_targets_begin_with_the_latest_and_lead_to_equal_ones(
    twice: TestClient, locale: str, said: list[str]
) -> None:
    page = twice.get(f"/targets?lang={locale}").text
    assert all(one in page for one in said)
    assert re.findall(r">(文件.)</span>", page) == ["文件丙", "文件乙"]
    same = re.search(r'href="(/targets\?same=[^"]+)"', page)
    assert same
    equal = twice.get(f"{same[1]}&lang={locale}").text
    assert re.findall(r">(文件.)</span>", equal) == ["文件乙", "文件甲"]
    assert re.findall(r">(文件.)</span>", twice.get("/targets?sort=earliest").text) == ["文件乙", "文件丙"]


def test_targets_honour_the_query_on_page_download_and_interface(client: TestClient) -> None:
    every = client.get("/api/targets").json()["total"]
    found = client.get("/api/targets", params={"q": "研发"}).json()
    assert 0 < found["total"] < every
    assert {row["language"] for row in found["rows"]} == {"zh", "en"}
    page = without_breaks(client.get("/targets", params={"q": "研发", "lang": "en"}).text)
    assert f'<p class="soft">{found["total"]:,} ' in page
    assert "<code>zhengce targets --query 研发</code>" in page or "--query &#39;研发&#39;" in page
    download = re.search(r'href="(/download/targets.jsonl[^"]*)"', page)
    assert download
    assert len(client.get(download[1].replace("&amp;", "&")).text.splitlines()) == found["total"]
    assert client.get("/targets", params={"q": "(研发"}).status_code == 400
    assert client.get("/targets", params={"sort": "newest"}).status_code == 400


@pytest.mark.parametrize("kind", ["targets", "events", "directives"])
def test_facts_of_one_corpus_are_a_choice_that_command_and_downloads_keep(
    client: TestClient, kind: str
) -> None:
    order = "" if kind == "targets" else " --sort latest"
    page = client.get(f"/{kind}?corpus=sample&lang=en").text
    assert '<option value="sample" selected>sample</option>' in page
    assert f"<code>zhengce {kind} --corpus sample{order}</code>" in page
    assert f'href="/download/{kind}.csv?corpus=sample' in page
    assert client.get(f"/{kind}?corpus=nosuch").status_code == 400
    assert f"<code>zhengce {kind}{order}</code>" in client.get(f"/{kind}?corpus=&lang=en").text


def test_every_door_keeps_to_the_citations_of_chosen_documents(
    web_settings: Settings, client: TestClient, capsys: pytest.CaptureFixture[str]
) -> None:
    """Plans cite the same documents on the page, in its file, in the interface, in Python and in a terminal."""
    with Workspace(settings=web_settings) as workspace:
        every, some = workspace.citations(), workspace.citations(kind="plan", corpus="sample")
        network = workspace.network(document_kind="plan", corpus="sample")
    assert 0 < len(some) < len(every)
    asked = {"kind": "plan", "corpus": "sample"}
    answer = client.get("/api/citations", params=asked).json()
    assert [row["cited"] for row in answer["rows"]] == list(some["cited"])
    assert [row["citations"] for row in answer["rows"]] == list(some["citations"])
    sent = client.get("/download/citations.jsonl", params=asked).text.splitlines()
    assert [json.loads(line)["cited"] for line in sent] == list(some["cited"])
    page = client.get("/citations", params={**asked, "lang": "en"}).text
    assert page.count('data-label="cited by"') == len(some)
    assert "what they cite may be outside the choice" in page
    options = ["--kind", "plan", "--corpus", "sample", "--format", "json", "--store", str(web_settings.store)]
    assert _run(["citations", *options]) == 0
    assert [row["cited"] for row in json.loads(capsys.readouterr().out)] == list(some["cited"])
    of_network = {"document_kind": "plan", "corpus": "sample"}
    edges = client.get("/api/network", params=of_network).json()["edges"]
    assert {(edge["source"], edge["target"]) for edge in edges} == set(network.edges)
    (file,) = set(re.findall(r'href="(/download/network/citations.graphml[^"]*)"', page))
    assert client.get(unescape(file)).text.count("<edge ") == len(edges)
    citing = re.search(r'href="(/citations\?(?:document|cited)=[^"]+)">', page)
    assert citing and "kind=plan" in citing[1]
    assert client.get(unescape(citing[1])).status_code == 200
