"""Pages of facts: who cites a document, and figures as people write them."""

from __future__ import annotations

import json
import re

import pytest
from starlette.testclient import TestClient


def test_number_of_citing_documents_leads_to_the_passages(client: TestClient) -> None:
    page = client.get("/citations?lang=en").text
    addresses = re.findall(r'href="(/citations\?(?:document|cited)=[^"]+)">(\d+)</a>', page)
    assert addresses
    for address, number in addresses[:5]:
        citing = client.get(address.replace("&amp;", "&")).text
        documents = set(re.findall(r'<td><a href="/document/([0-9a-f]+)"', citing))
        assert len(documents) == int(number), address
        passage = re.search(r'href="(/passage/[^"]+)"', citing)
        assert passage and client.get(passage[1]).status_code == 200


@pytest.mark.parametrize("locale", ["en", "zh"])
def test_document_without_citations_says_so(client: TestClient, locale: str) -> None:
    answer = client.get(f"/citations?document=nosuch&lang={locale}")
    assert answer.status_code == 200
    assert '<p class="none">' in answer.text


def test_figures_are_written_for_people_in_the_language_of_the_page(client: TestClient) -> None:
    pages = {locale: client.get(f"/targets?lang={locale}").text for locale in ("en", "zh")}
    assert re.search(r"\d (?:trillion|billion|million) CNY<", pages["en"])
    assert re.search(r"\d[万亿]+元<", pages["zh"])
    assert "e+" not in "".join(re.findall(r'<td class="n">[^<]*<', pages["en"] + pages["zh"]))


@pytest.mark.parametrize(("locale", "choice"), [("en", "sure only"), ("zh", "仅可靠")])
def test_sure_figures_are_a_choice_that_the_downloads_and_the_command_keep(
    client: TestClient, locale: str, choice: str
) -> None:
    shown = {sure: client.get(f"/targets?kind=target&lang={locale}{sure}").text for sure in ("", "&sure=1")}
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
