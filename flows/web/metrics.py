"""Metrics for Prometheus at /metrics: what is stored, how old it is, and how fast requests were answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from time import perf_counter

from fastapi import APIRouter, Response
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4
from prometheus_client.registry import Collector
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.pipeline import collect_counts, collect_status
from flows.store import CorpusCounts, count_corpora, count_runs
from flows.web.library import Library

# Parts of the site by the beginning of the address; everything else is a page. Addresses themselves are not
# labels: there are as many as readers can think of.
_ROUTES = ("api", "download", "static", "manual", "metrics", "reconcile", "font")
_SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_COUNTED = {
    "documents": "Current documents",
    "passages": "Passages of current documents",
    "mentions": "Mentions in these passages, those inside others left out",
    "rejections": "Files and records that were not read",
}


class Metrics:
    """The metrics of one application."""

    def __init__(self, library: Library) -> None:
        self.registry = CollectorRegistry()
        self.registry.register(_StoreCollector(library))
        self._requests = Counter(
            "zhengce_requests",
            "Answered requests by part of the site and status",
            ("route", "status"),
            registry=self.registry,
        )
        self._seconds = Histogram(
            "zhengce_request_seconds",
            "Seconds until an answer was complete, by part of the site",
            ("route",),
            buckets=_SECONDS,
            registry=self.registry,
        )

    def count(self, path: str, status: int, seconds: float) -> None:
        """Count an answered request."""
        route = classify_route(path)
        self._requests.labels(route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def write(self) -> bytes:
        """Return all metrics in Prometheus' text format 0.0.4."""
        return generate_latest(self.registry)


class Measuring:
    """Counts requests and times their answers, including refused ones."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; an answer that never began counts as status 500."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 500
        begun = perf_counter()

        async def note(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, note)
        finally:
            self._metrics.count(scope["path"], status, perf_counter() - begun)


def build_metrics(metrics: Metrics) -> APIRouter:
    """Return the route /metrics."""
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics")
    def show() -> Response:
        return Response(metrics.write(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

    return router


def classify_route(path: str) -> str:
    """Return the part of the site that an address belongs to: api, download, page ..."""
    first = path.removeprefix("/").partition("/")[0]
    return first if first in _ROUTES else "page"


class _StoreCollector(Collector):
    """Reads the numbers of the store at each scrape; those that only runs change are kept in between."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def describe(self) -> list[GaugeMetricFamily]:
        """Return nothing, since registering must not open a store."""
        return []

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Yield the metrics of the store."""
        library = self._library
        yield from _describe_counts(library.keep("corpus counts", count_corpora))
        runs = GaugeMetricFamily(
            "zhengce_runs", "Runs by outcome, as the store records them", labels=["outcome"]
        )
        for outcome, number in {"failed": 0, **count_runs(library.store)}.items():
            runs.add_metric([outcome], number)
        yield runs
        yield from self._describe_readings()

    def _describe_readings(self) -> Iterator[GaugeMetricFamily]:
        library = self._library
        counts = library.keep("counts", collect_counts)
        corpora = library.settings.corpora_folder
        status = collect_status(library.store, corpora=corpora, counts=counts)
        moment = datetime.now(UTC)
        ages = {
            "last_reading": "Seconds since a corpus was last read, however that went",
            "good_reading": "Seconds since a corpus was last read without a failure",
        }
        for name, meaning in ages.items():
            family = GaugeMetricFamily(f"zhengce_{name}_age_seconds", meaning, labels=["corpus"])
            for corpus in status.corpora:
                read = corpus.checked if name == "last_reading" else corpus.good
                if read:
                    age = (moment - datetime.fromisoformat(read)).total_seconds()
                    family.add_metric([corpus.corpus], max(age, 0))  # it was read by a clock that was ahead
            yield family
        healthy = GaugeMetricFamily(
            "zhengce_corpus_healthy", "1 for a corpus that is neither failing nor late", labels=["corpus"]
        )
        for corpus in status.corpora:
            if corpus.health:  # blank: unknown
                healthy.add_metric([corpus.corpus], corpus.health == "ok")
        yield healthy
        sound = GaugeMetricFamily(
            "zhengce_clock_sound", "0 where this machine's clock lies before the last run of the store"
        )
        is_wrong = any(warning["code"] == "pipeline.doctor_clock" for warning in status.warnings)
        sound.add_metric([], not is_wrong)
        yield sound


def _describe_counts(corpora: dict[str, CorpusCounts]) -> Iterator[GaugeMetricFamily]:
    for name, meaning in _COUNTED.items():
        family = GaugeMetricFamily(f"zhengce_{name}", meaning, labels=["corpus"])
        for corpus, counts in corpora.items():
            family.add_metric([corpus], getattr(counts, name))
        yield family
