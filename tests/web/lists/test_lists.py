"""Pages and interface of lists: stored documents and batches, in both languages."""

from __future__ import annotations

import csv
import html
import io
import re
from pathlib import Path
from urllib.parse import urlencode

import networkx
import pytest
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from flows.trends.batches import BATCH_DIVISIONS, BATCH_GROUPS
from flows.web.lists import BatchAddress, read_documents
from tests.support import without_breaks


def rows_of(client: TestClient, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_every_document_is_on_the_page_and_in_the_download(client: TestClient, locale: str) -> None:
    page = without_breaks(client.get(f"/documents?lang={locale}").text)
    ids = re.findall(r'<h3 aria-level="2"><a href="/document/([0-9a-f]+)"', page)
    assert len(ids) == len(set(ids)) == 33
    assert [row["id"] for row in rows_of(client, "/download/documents.csv")] == ids
    assert client.get("/api/documents", params={"limit": 1000}).json()["total"] == 33
    assert 'aria-current="page"' in page


def test_filters_groups_and_pages(client: TestClient) -> None:
    page = client.get("/documents?group=year&from=2021&to=2021").text
    assert re.findall(r"<h2>(\d+)</h2>", page) == ["2021"]
    found = client.get("/api/documents", params={"title": "样例", "language": "zh", "sort": "oldest"}).json()
    dates = [row["date"] for row in found["documents"]]
    assert dates == sorted(dates) and len(dates) == found["total"] > 5
    pages = [client.get("/api/documents", params={"limit": 10, "offset": n}).json() for n in (0, 10, 20, 30)]
    ids = [row["id"] for page in pages for row in page["documents"]]
    assert len(ids) == len(set(ids)) == 33


@pytest.mark.parametrize("grouping", ["year", "corpus", "publisher", "language"])
def test_a_group_leads_to_its_documents(client: TestClient, grouping: str) -> None:
    page = client.get(f"/documents?group={grouping}&lang=en").text
    aside = without_breaks(page[page.index("<aside>") :])
    bars = re.findall(r'<a href="([^"]+)">[^<]*</a><span>([\d,]+)</span>', aside)
    assert bars
    for address, number in bars[:3]:
        total = re.search(r'<p class="total">([\d,]+) ', client.get(html.unescape(address)).text)
        assert total and total[1] == number


def test_hostile_titles_are_text(client: TestClient) -> None:
    page = client.get("/documents?corpus=hostile").text
    assert "<script>alert" not in page and "<b>x</b>" not in page


@pytest.mark.parametrize("parameters", ["sort=up", "group=week", "corpus=nope", "from=soon", "language=fr"])
@pytest.mark.parametrize("locale", ["en", "zh"])
def test_wrong_filters_are_explained(client: TestClient, parameters: str, locale: str) -> None:
    answer = client.get(f"/documents?{parameters}&lang={locale}")
    assert answer.status_code == 400
    assert "--" not in re.findall(r'role="alert">(.*?)</', answer.text, re.DOTALL)[0]


def test_the_command_repeats_the_list() -> None:
    asked = read_documents(
        QueryParams("title=科技 规划&corpus=a&from=2020&fold=1&sort=title&group=year&page=2")
    )
    assert asked.command() == (
        "zhengce documents --title '科技 规划' --corpus a --from 2020 --sort title --fold --offset 200 --limit 200"
    )


@pytest.mark.parametrize("locale", ["en", "zh"])
@pytest.mark.parametrize("by", ["year", "corpus", "language"])
def test_each_cell_leads_to_as_many_passages(client: TestClient, by: str, locale: str) -> None:
    asked = {"list": '自主可控\n稀土\tRE\n"出口管制"\nstrategy:tech_leverage', "by": by, "lang": locale}
    page = client.get("/batch", params=asked | {"measure": "passages"}).text
    cells = re.findall(r'<td class="n h\d"><a href="(/search[^"]+)">([\d,]+)</a></td>', page)
    assert len(cells) > 3
    for address, number in cells[::3]:
        found = client.get(f"/api{html.unescape(address)}").json()
        assert f"{found['total']:,}" == number, address


@pytest.mark.parametrize("by", ["year", "plan", "quarter"])
def test_a_cell_of_a_period_that_a_date_cuts_leads_to_all_it_counts(client: TestClient, by: str) -> None:
    asked = {"list": "自主可控\n稀土", "by": by, "from": "2019-08-15", "to": "2025-11-12", "lang": "en"}
    page = client.get("/batch", params=asked | {"measure": "passages"}).text
    assert "periods count whole" in page
    cells = re.findall(r'<td class="n h\d"><a href="(/search[^"]+)">([\d,]+)\*?</a></td>', page)
    assert cells
    for address, number in cells:
        assert f"{client.get(f'/api{html.unescape(address)}').json()['total']:,}" == number, address


@pytest.mark.parametrize("path", ["/batch?list=force:5", "/trends?term=force:5"])
def test_grades_of_directives_have_no_search(client: TestClient, path: str) -> None:
    page = client.get(path, params={"lang": "en"}).text
    assert "/search?" not in page.partition("<main")[2].partition("</main>")[0]
    assert 'href=""' not in page


def test_a_bad_line_is_named_and_the_others_counted(client: TestClient) -> None:
    page = client.get("/batch", params={"list": "稀土\nnosuchword", "lang": "en"}).text
    assert "line 2: &#39;nosuchword&#39;: not in the lexicon" in page
    assert page.count('<th scope="row">') == 1
    answer = client.get("/api/batch", params={"q": ["term", "稀土", "nosuchword"], "wide": True}).json()
    assert [problem["line"] for problem in answer["problems"]] == [3]
    assert [row["query"] for row in answer["rows"]] == ["term", "稀土"]


@pytest.mark.parametrize("by", [*BATCH_DIVISIONS, *BATCH_GROUPS, "2015,2020"])
def test_the_interface_counts_by_what_the_command_line_does(client: TestClient, by: str) -> None:
    answer = client.get("/api/batch", params={"q": "稀土", "by": by, "wide": True})
    assert answer.status_code == 200 and answer.json()["columns"]
    assert client.get("/api/batch", params={"q": "稀土", "by": "week"}).status_code == 400


def test_downloads_are_those_of_the_page(client: TestClient) -> None:
    asked = "list=%E7%A8%80%E5%9C%9F%0A%E8%8A%AF%E7%89%87&by=corpus"
    wide = rows_of(client, f"/download/batch-table.csv?{asked}")
    tidy = rows_of(client, f"/download/batch.csv?{asked}")
    assert [row["series"] for row in wide] == ["稀土", "芯片"]
    for row in wide:
        expected = {one["group"]: one["occurrences"] for one in tidy if one["series"] == row["series"]}
        assert {name: row[name] for name in expected} == expected


def test_page_interface_and_download_count_the_chosen_documents(client: TestClient) -> None:
    chosen = {"kind": "plan", "as_of": "2025"}
    asked = {"list": "稀土", **chosen}
    expected = client.get("/api/trends", params={"term": "稀土", **chosen}).json()
    counts = {row["period"]: row["occurrences"] for row in expected}
    every = client.get("/api/trends", params={"term": "稀土"}).json()
    assert sum(row["occurrences"] or 0 for row in every) > sum(filter(None, counts.values())) > 0
    answer = client.get("/api/batch", params={"q": "稀土", **chosen}).json()
    (tidy,) = rows_of(client, f"/download/batch-table.csv?{urlencode(asked)}")
    assert {row["period"]: row["occurrences"] for row in answer["rows"]} == counts
    assert {period: tidy[period] for period in counts} == {
        period: "" if count is None else str(count) for period, count in counts.items()
    }
    page = client.get("/batch", params=asked).text
    assert "zhengce batch LIST.txt --kind plan --as-of 2025" in page


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_long_lists_and_bad_choices_are_refused(client: TestClient, locale: str) -> None:
    for asked in ({"list": "稀土\n" * 41}, {"list": "稀" * 3001}, {"list": "稀土", "by": "week"}):
        answer = client.get("/batch", params={**asked, "lang": locale})
        assert answer.status_code == 400, asked


def test_an_empty_list_shows_the_form(client: TestClient) -> None:
    page = client.get("/batch?list=%20").text
    assert "<textarea" in page and "<table" not in page
    assert (
        BatchAddress("稀土", "corpus", first="2019").command()
        == "zhengce batch LIST.txt --by corpus --from 2019"
    )


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_a_document_shows_what_it_cites_as_drawing_and_table(client: TestClient, locale: str) -> None:
    rows = client.get("/api/citations").json()["rows"]
    cited = html.escape(rows[0]["cited"])
    citing = without_breaks(client.get("/citations", params={"cited": rows[0]["cited"]}).text)
    document = re.findall(r'<td><a href="/document/([0-9a-f]+)"', citing)[0]
    page = without_breaks(client.get(f"/document/{document}?lang={locale}").text)
    section = page[page.index('class="around"') : page.index("</section>", page.index('class="around"'))]
    assert 'role="group"' in section and cited in section
    points = len(re.findall(r'<circle class="cite', section))
    assert points == len(re.findall(r"<tr><td", section)) > 0


def test_networks_are_answered_and_downloaded(client: TestClient, tmp_path: Path) -> None:
    found = client.get("/api/network", params={"kind": "mentions", "minimum": 2, "limit": 5}).json()
    assert len(found["edges"]) == 5 < found["edges_in_all"] and not found["directed"]
    assert [edge["weight"] for edge in found["edges"]] == sorted(
        (edge["weight"] for edge in found["edges"]), reverse=True
    )
    assert {edge[end] for edge in found["edges"] for end in ("source", "target")} == {
        node["id"] for node in found["nodes"]
    }
    page = client.get("/citations?lang=en").text
    addresses = re.findall(r'href="(/download/network/[^"]+)"', page)
    assert len(addresses) == 4
    for address in addresses:
        path = tmp_path / address.rsplit("/", 1)[1]
        path.write_bytes(client.get(address).content)
        read = networkx.read_gexf if path.suffix == ".gexf" else networkx.read_graphml
        assert read(path).number_of_edges() > 0
    assert client.get("/api/network?corpus=nope").status_code == 400
    assert client.get("/download/network/nope.gexf").status_code == 422


def test_a_network_that_takes_too_long_is_refused(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.web.limits.MAX_COUNTED", 10)
    answer = client.get("/api/network?kind=mentions")
    assert answer.status_code == 400 and "passages are in scope" in answer.json()["detail"]
    assert client.get("/api/network?kind=issuers").status_code == 200


@pytest.mark.parametrize("path", ["documents", "vanished", "events", "directives", "targets"])
def test_a_list_names_the_parameters_that_it_ignores(client: TestClient, path: str) -> None:
    page = client.get(
        f"/{path}", params={"nosuch": "in_force", "<b>": "x", "from": "2021", "lang": "en"}
    ).text
    assert "Ignored, because this page has no such parameters: nosuch, &lt;b&gt;." in page
    form = page[page.index('<form class="options"') :].split("</form>")[0]
    assert not any("nosuch" in link for link in re.findall(r'/download/[^"]+', page))
    fields = dict.fromkeys(re.findall(r'name="([a-z_]+)"', form), "")
    assert fields and "Ignored" not in client.get(f"/{path}", params={**fields, "lang": "en"}).text


@pytest.mark.parametrize(
    "path",
    [
        "batch?list=芯片",
        "parallel?q=芯片",
        "search/documents?q=芯片",
        "search?q=芯片",
        "concordance?q=芯片",
        "trends?term=芯片",
        "brief?from=2025",
        "changes?since=2025",
        "compare?a=2021&b=2024",
        "dossier?name=华为",
        "citations?view=dangling",
    ],
)
def test_a_page_names_the_parameters_that_it_ignores(client: TestClient, path: str) -> None:
    assert "Ignored" not in client.get(f"/{path}&lang=en").text
    assert "has no such parameters: nosuch." in client.get(f"/{path}&nosuch=1&lang=en").text


@pytest.mark.parametrize(
    "chosen",
    [
        {"kind": "notice"},
        {"status": "现行"},
        {"kind": "通知", "status": "in_force"},
        {"as_of": "2019"},
        {"as_of": "2021-06", "kind": "plan"},
    ],
)
def test_documents_are_listed_by_state(client: TestClient, chosen: dict[str, str]) -> None:
    everything = client.get("/api/documents").json()["total"]
    found = client.get("/api/documents", params=chosen).json()
    assert 0 < found["total"] < everything
    page = client.get("/documents", params={**chosen, "lang": "en"}).text
    assert f"{found['total']} document" in page
    assert all(
        f"--{name.replace('_', '-')} " in page for name in chosen
    )  # in the command that lists the same
    assert page.count('class="chip"') == len(chosen)
    assert client.get("/documents", params={"status": "nosuch"}).status_code == 400


def test_the_form_of_documents_keeps_what_has_no_field(client: TestClient) -> None:
    page = client.get("/documents?province=广东&vanished=any&as_of=2024&lang=en").text
    assert '<input type="hidden" name="province" value="广东">' in page
    assert '<input type="hidden" name="vanished" value="any">' in page
    assert 'name="as_of" value="2024"' in page
    assert page.count('class="chip"') == 3
