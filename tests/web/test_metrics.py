"""Metrics for Prometheus: read by its own parser, with the numbers of the store and of the requests just made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from flows.settings import Settings
from flows.store.database import Store
from flows.store.documents import record_reading
from flows.web.app import create_app
from flows.web.metrics import classify_route
from tests.support import PROJECT

Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def read_metrics(client: TestClient) -> Samples:
    answer = client.get("/metrics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def value(samples: Samples, name: str, **labels: str) -> float:
    return samples.get((name, tuple(sorted(labels.items()))), 0.0)


@pytest.fixture
def fresh(web_settings: Settings) -> Iterator[TestClient]:
    """A page that has answered nothing yet."""
    with TestClient(create_app(web_settings)) as opened:
        yield opened


def test_counts_are_those_of_the_store(fresh: TestClient, web_settings: Settings) -> None:
    samples = read_metrics(fresh)
    with Store(web_settings.store, read_only=True) as store:
        for corpus in ("sample", "hostile"):
            current = "p.document_id IN (SELECT id FROM document WHERE superseded_by IS NULL AND corpus = ?)"
            counted = {
                "documents": "SELECT count(*) FROM document WHERE superseded_by IS NULL AND corpus = ?",
                "passages": f"SELECT count(*) FROM passage p WHERE {current}",
                "mentions": f"SELECT count(*) FROM mention m JOIN passage p ON p.id = m.passage_id WHERE m.nested = 0 AND {current}",
                "rejections": "SELECT count(*) FROM rejection WHERE corpus = ?",
            }
            for name, query in counted.items():
                assert value(samples, f"zhengce_{name}", corpus=corpus) == store.value(query, (corpus,)), name
        for outcome in ("done", "failed"):
            query = "SELECT count(*) FROM run WHERE outcome = ?"
            assert samples[("zhengce_runs", (("outcome", outcome),))] == store.value(query, (outcome,))


def test_counts_are_given_after_a_page_that_lists_the_corpora(fresh: TestClient) -> None:
    assert fresh.get("/documents").status_code == 200
    assert value(read_metrics(fresh), "zhengce_documents", corpus="sample") > 0


def test_the_manual_shows_the_counts_of_the_sample(fresh: TestClient) -> None:
    samples = read_metrics(fresh)
    manual = (PROJECT / "docs" / "monitoring.md").read_text(encoding="utf-8")
    for name in ("zhengce_documents", "zhengce_passages", "zhengce_mentions", "zhengce_rejections"):
        assert f'{name}{{corpus="sample"}} {value(samples, name, corpus="sample")}\n' in manual


def test_ages_grow(fresh: TestClient) -> None:
    names = ("zhengce_last_reading_age_seconds", "zhengce_good_reading_age_seconds")
    first, second = read_metrics(fresh), read_metrics(fresh)
    for name in names:
        assert 0 <= value(first, name, corpus="sample") < value(second, name, corpus="sample") < 3600


def test_requests_are_counted_by_part_and_status(fresh: TestClient) -> None:
    for address in (
        "/help",
        "/nowhere",
        "/concept/rare-earth?x=1",
        "/api/search?q=稀土",
        "/api/search?limit=0",
    ):
        fresh.get(address)
    fresh.get("/help", headers={"host": "evil.test"})  # refused before any page
    samples = read_metrics(fresh)
    counts = {
        (route, status): value(samples, "zhengce_requests_total", route=route, status=status)
        for route, status in (
            ("page", "200"),
            ("page", "404"),
            ("page", "421"),
            ("api", "200"),
            ("api", "422"),
        )
    }
    assert counts == {
        ("page", "200"): 2,
        ("page", "404"): 1,
        ("page", "421"): 1,
        ("api", "200"): 1,
        ("api", "422"): 1,
    }
    assert value(samples, "zhengce_request_seconds_count", route="page") == 4
    buckets = [
        number
        for (name, labels), number in samples.items()
        if name == "zhengce_request_seconds_bucket" and ("route", "page") in labels
    ]
    assert buckets == sorted(buckets) and buckets[-1] == 4
    assert value(read_metrics(fresh), "zhengce_requests_total", route="metrics", status="200") == 1


@pytest.mark.parametrize(
    ("path", "route"),
    [
        ("/", "page"),
        ("/search", "page"),
        ("/api/search", "api"),
        ("/api", "api"),
        ("/apiary", "page"),
        ("/static/style.css", "static"),
        ("/reconcile/preview", "reconcile"),
        ("//metrics", "page"),
        ("/../etc/passwd", "page"),
    ],
)
def test_labels_are_few(path: str, route: str) -> None:
    assert classify_route(path) == route


def test_others_need_the_token(web_settings: Settings) -> None:
    app = create_app(web_settings, host="0.0.0.0", token="0123456789abcdef")
    with TestClient(app) as opened:
        assert opened.get("/metrics").status_code == 401
        answer = opened.get("/metrics", headers={"Authorization": "Bearer 0123456789abcdef"})
        assert 'zhengce_requests_total{route="metrics",status="401"} 1.0' in answer.text


def test_ages_are_not_negative_where_a_clock_was_ahead(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        with store.run("test") as run:
            record_reading(store, run.id, "mine", [], {}, outcome="done")
        store.connection.execute("UPDATE corpus_read SET good = '2999-01-01T00:00:00+00:00'")
        store.connection.execute("UPDATE run SET started = '2999-01-01T00:00:00+00:00'")
    with TestClient(create_app(Settings(store=tmp_path / "s.sqlite", corpora=tmp_path))) as client:
        samples = read_metrics(client)
    assert samples[("zhengce_good_reading_age_seconds", (("corpus", "mine"),))] == 0
    assert samples[("zhengce_clock_sound", ())] == 0
