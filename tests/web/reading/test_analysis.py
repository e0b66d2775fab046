"""The page and JSON interface that annotate a text: facts in both languages, nothing taken for markup or stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from flows.annotation.annotator import Annotator
from flows.pipeline import analyze_passages, read_passages
from flows.settings import Settings
from flows.web.app import create_app
from tests.support import MODELS

TEXT = "根据《样例省灯塔条例》，各市人民政府应当加快建设园区。2023年，中芯国际获得补贴10亿元，产能增长12%。"
ORIGIN = {"origin": "http://localhost"}


@pytest.fixture(scope="module")
def client(sample_store: Path) -> Iterator[TestClient]:
    app = create_app(Settings(store=sample_store, models=MODELS))
    with TestClient(app, base_url="http://localhost", headers=ORIGIN) as opened:
        yield opened


@pytest.mark.parametrize(
    ("locale", "shown"),
    [
        (
            "en",
            [
                "Annotate a text",
                "funded: ",
                "+12%",
                "4 requires",
                "according to",
                "<th>indicator</th>",
            ],
        ),
        ("zh", ["分析文本", "获得资金：补贴10亿元", "+12%", "4 要求", "依据", "<th>指标</th>"]),
    ],
)
def test_the_page_shows_mentions_and_facts(client: TestClient, locale: str, shown: list[str]) -> None:
    assert shown[0] in client.get("/analyze", params={"lang": locale}).text
    page = client.post("/analyze", params={"lang": locale}, data={"text": TEXT}).text
    assert [words for words in shown if words not in page] == []
    assert 'class="m ORG"' in page and TEXT in page


def test_a_hostile_text_is_escaped_and_a_long_one_refused_with_what_was_typed(client: TestClient) -> None:
    page = client.post("/analyze", data={"text": "<script>alert('自主可控')</script>"}).text
    assert "<script>alert" not in page and "&lt;script&gt;alert" in page
    refused = client.post("/analyze", params={"lang": "en"}, data={"text": "x" * 4_001})
    assert refused.status_code == 400 and "4,000" in refused.text and "x" * 4_001 in refused.text
    assert "<section" not in client.post("/analyze", data={"text": " "}).text


def test_the_interface_answers_as_the_command(client: TestClient, annotator: Annotator) -> None:
    answer = client.post("/api/analyze", json={"text": TEXT})
    assert answer.json() == list(analyze_passages(annotator, read_passages(TEXT.encode(), "text")))
    assert client.post("/api/analyze", json={"text": ""}).json() == []
    assert client.post("/api/analyze", json={"text": TEXT, "names": "all"}).status_code == 422
    assert client.post("/api/analyze", json={"text": "x" * 4_001}).status_code == 422
