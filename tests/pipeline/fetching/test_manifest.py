"""Fetching from our own server, which imitates a ministry's site with every fault."""

from __future__ import annotations

import itertools
import signal
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from flows.corpus.manifest import Manifest, load_manifest
from flows.pipeline.ingest import ingest_manifest
from flows.pipeline.reading import IngestCounts
from flows.store import read_visits
from flows.store.database import Store
from flows.store.documents import document_versions, read_rejections, read_text
from tests.corpus.fetching.ministry import (
    ASKED_AGAIN,
    DUPLICATE,
    FAILING,
    PER_LAYOUT,
    SLOW,
    Site,
    date_of,
    serve_ministry,
    text_of,
    title_of,
)
from tests.pipeline.test_ingest import start

_FAST = {
    "timeout": 60,  # only the slow answers are late, however busy the machine
    "maximum_seconds": 60,
    "maximum_bytes": 1_000_000,
    "backoff": 0.02,
    "delay": 0.002,
    "maximum_wait": 2,
}


@pytest.fixture
def site() -> Iterator[Site]:
    with serve_ministry() as served:
        yield served


def declare(site: Site, folder: Path, kind: str, **more: object) -> Manifest:
    """Write and load a manifest of one of the site's lists. `politeness` in `more` extends the fast settings."""
    politeness = {**_FAST, "allow_private": [f"127.0.0.1:{site.port}"], **more.pop("politeness", {})}  # type: ignore[dict-item]
    kinds: dict[str, dict[str, object]] = {
        "one": {
            "kind": "list",
            "pages": [f"{site.address}/one/list_0.html"],
            "item": "li.item",
            "title": "a::attr(title)",
            "date": "span.date",
            "next_page": "a.next",
            "expect": {"minimum_items": 50, "filled": ["title"]},
        },
        "two": {
            "kind": "list",
            "pages": [f"{site.address}/two/index.html"],
            "item": "tr.row",
            "date": "td.d",
            "page_address": f"{site.address}/two/index_{{page}}.html",
        },
        "three": {
            "kind": "json",
            "address": f"{site.address}/three/search",
            "parameters": {"t": "zhengce"},
            "items": "searchVO.catMap.gongwen.listVO",
            "fields": {
                "title": "title",
                "url": "url",
                "pubtimeStr": "published",
                "pcode": "document_number",
                "puborg": "publisher",
            },
            "paging": {"parameter": "p"},
        },
        "laws": {
            "kind": "json",
            "method": "POST",
            "body": "json",
            "address": f"{site.address}/three/list",
            "parameters": {"codes": [1, 2]},
            "items": "rows",
            "fields": {"title": "title", "gbrq": "published"},
            "link": f"{site.address}/three/download?bbbs={{bbbs}}",
            "answer_path": "data.url",
            "paging": {"parameter": "pageNum"},
        },
        "feed": {"kind": "feed", "feeds": [f"{site.address}/feed.xml"]},
        "sitemap": {"kind": "sitemap", "sitemaps": [f"{site.address}/sitemap.xml"]},
        "slow": {
            "kind": "addresses",
            "addresses": [f"{site.address}/slow/b_{number}.html" for number in SLOW],
        },
        "addresses": {
            "kind": "addresses",
            "addresses": [f"{site.address}/three/d_250", f"{site.address}/three/d_251#top"],
        },
    }
    path = folder / "corpora" / kind / "source.yml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        yaml.safe_dump({"fetch": {**kinds[kind], "politeness": politeness, **more}}), encoding="utf-8"
    )
    return load_manifest(path)


def run(store: Store, manifest: Manifest) -> IngestCounts:
    with store.run("test") as opened:
        return ingest_manifest(store, opened.id, manifest)


def stored_numbers(store: Store, corpus: str) -> list[int]:
    rows = store.rows("SELECT key FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,))
    return sorted(int(row["key"].rsplit("_", 1)[-1].removesuffix(".html")) for row in rows)


def content(store: Store) -> list[tuple[object, ...]]:
    query = (
        "SELECT corpus, key, title, published, written, publisher, document_number, superseded_by IS NULL, "
        "id FROM document ORDER BY corpus, key, id"
    )
    return [(*row, read_text(store, row["id"])) for row in store.rows(query)]


def test_a_whole_site_with_every_fault_is_read_once(site: Site, tmp_path: Path) -> None:
    """Check three runs: all documents, conditional requests that store nothing, and a change as a version."""
    manifests = [declare(site, tmp_path, kind) for kind in ("one", "two", "three")]
    with Store(tmp_path / "s.sqlite") as store:
        first = {manifest.id: run(store, manifest) for manifest in manifests}
        assert stored_numbers(store, "one") == [
            n for n in range(PER_LAYOUT) if n not in FAILING and n != DUPLICATE
        ]
        assert stored_numbers(store, "two") == list(range(PER_LAYOUT, 2 * PER_LAYOUT))
        assert stored_numbers(store, "three") == list(range(2 * PER_LAYOUT, 3 * PER_LAYOUT))
        assert first["one"].rejected == len(FAILING) + 1 and not any(
            counts.unmet for counts in first.values()
        )
        check_reasons({entry.place.rsplit("/", 1)[-1]: entry.reason for entry in read_rejections(store)})
        assert not [path for path in site.paths() if path == "/secret" or path.startswith("/private/")]
        check_fields(site, store)
        check_manners(site)

        before, site.log[:] = content(store), []
        second = [run(store, manifest) for manifest in manifests]
        assert [(counts.documents, counts.superseded, counts.rejected) for counts in second] == [
            (0, 0, 0)
        ] * 3
        assert sum(counts.not_modified for counts in second) == 3 * PER_LAYOUT - len(FAILING)
        assert content(store) == before
        again = (
            "/robots.txt",
            "/two/index_5.html",
            *(f"_{number}.html" for number in ASKED_AGAIN),
        )  # after the last one
        assert [
            request for request in site.log if not request.is_conditional and not request.path.endswith(again)
        ] == []

        site.revisions[150] = 1
        third = run(store, manifests[1])
        assert (third.documents, third.superseded, third.not_modified) == (1, 1, PER_LAYOUT - 1)
        newest = store.value("SELECT id FROM document WHERE key LIKE '%t_150.html' AND superseded_by IS NULL")
        assert len(document_versions(store, newest)) == 2
        assert "第2稿" in read_text(store, newest)


def check_reasons(reasons: dict[str, str]) -> None:
    expected = {
        7: "answered 503 (3 attempts)",
        9: "redirected in a circle",
        10: "not a public address",
        11: "not a public address",
        12: "robots.txt",
        13: "verification page",
        14: "soft 404",
        15: "answered 404",
        16: "login page",
        17: "empty shell",
        18: "unpacks to more than",
        19: "no http(s) address",
        25: "more than the 1,000,000 bytes",
        26: "robots.txt",
        27: "redirected more than",
        DUPLICATE: "a duplicate of",
    }
    assert set(reasons) == {f"b_{number}.html" for number in expected}
    assert {
        number: reasons[f"b_{number}.html"]
        for number, words in expected.items()
        if words not in reasons[f"b_{number}.html"]
    } == {}


def check_fields(site: Site, store: Store) -> None:
    rows = {
        int(row["key"].rsplit("_", 1)[-1].removesuffix(".html")): row
        for row in store.rows("SELECT * FROM document")
    }
    for number in (0, 20, 21, 22, 99, 100, 199, 200, 299):
        row = rows[number]
        assert (row["title"], row["date"]) == (title_of(number), date_of(number))
        text = read_text(store, row["id"])
        assert all(line in text for line in text_of(site, number))
        assert row["url"].startswith(site.address) and "打印" not in text
    assert (rows[20]["url"], rows[20]["key"]) == (
        f"{site.address}/one/new_20.html",
        f"{site.address}/one/b_20.html",
    )
    assert (rows[150]["document_number"], rows[150]["publisher"]) == (
        f"示发〔{date_of(150)[:4]}〕150号",
        "示范部办公厅",
    )
    assert rows[250]["document_number"] == f"示函〔{date_of(250)[:4]}〕250号"  # only from the list


def check_manners(site: Site) -> None:
    asked = Counter(request.path for request in site.log)
    assert all(request.agent.startswith("zhengce/") for request in site.log)
    assert site.log[0].path == "/robots.txt" and asked["/robots.txt"] == 3  # once per run
    busy = [request.moment for request in site.log if request.path.endswith("/b_3.html")]
    assert len(busy) == 2 and busy[1] - busy[0] >= 1  # Retry-After: 1
    assert {asked[f"/one/b_{number}.html"] for number in (4, 7)} == {3}
    assert max(asked.values()) == 3


def test_a_slow_answer_is_abandoned(site: Site, tmp_path: Path) -> None:
    """Check slow headers and bodies, whose parts arrive in time but not the whole, in two runs."""
    manifest = declare(site, tmp_path, "slow", politeness={"timeout": 0.3, "maximum_seconds": 0.3})
    with Store(tmp_path / "s.sqlite") as store:
        for rejected in (len(SLOW), 0):
            site.log.clear()
            counts = run(store, manifest)
            asked = Counter(path for path in site.paths() if path != "/robots.txt")
            assert (counts.documents, counts.rejected, list(asked.values())) == (0, rejected, [3] * len(SLOW))
        assert {entry.reason for entry in read_rejections(store)} == {
            "no complete answer within 0.3 seconds (3 attempts)"
        }


def test_requests_are_spaced(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        counts = run(store, declare(site, tmp_path, "feed", politeness={"delay": 0.1}))
    moments = [request.moment for request in site.log]
    assert counts.documents == 10
    assert all(later - earlier >= 0.095 for earlier, later in itertools.pairwise(moments))


def test_feed_sitemap_and_addresses(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        for kind, numbers in (
            ("feed", range(200, 210)),
            ("sitemap", range(210, 220)),
            ("addresses", range(250, 252)),
        ):
            run(store, declare(site, tmp_path, kind))
            assert stored_numbers(store, kind) == list(numbers)
        notes = store.value("SELECT notes FROM document WHERE corpus = 'feed' LIMIT 1")
        assert "the list says" in notes  # the feed's dates differ from the pages'


def test_documents_behind_a_second_answer(site: Site, tmp_path: Path) -> None:
    """Check a POST list whose items lead to an answer with the address of the document, signed each time."""
    with Store(tmp_path / "s.sqlite") as store:
        manifest = declare(site, tmp_path, "laws")
        assert run(store, manifest).documents == 5
        again = run(store, manifest)
        assert (again.documents, again.unchanged, again.unmet) == (0, 5, [])
        keys = {row["key"] for row in store.rows("SELECT key FROM document")}
        assert keys == {f"{site.address}/three/download?bbbs=x%2F{number}" for number in range(290, 295)}


def test_a_changed_layout_fails_and_stores_nothing(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        run(store, declare(site, tmp_path, "three", include="d_2[0-4]"))
        run(
            store,
            manifest := declare(
                site, tmp_path, "one", include="b_[3-5]", maximum_pages=3, expect={"minimum_items": 5}
            ),
        )
        before = content(store)
        site.renamed_classes = True
        counts = run(store, manifest)
        assert (
            counts.files == 0
            and "nothing on the page matches the item selector" in counts.unmet[0].message()
            and "0 items" in counts.unmet[1].message()
        )
        site.renamed_classes, site.without_dates = False, True
        counts = run(store, manifest)
        assert counts.files == 0 and messages(counts) == [
            "one: the lists' layout has changed: published was filled in 100%, now in 0%"
        ]
        site.without_dates, site.without_bodies = False, True
        counts = run(store, declare(site, tmp_path, "three"))
        assert (
            "three: the pages' layout has changed: page.text was filled in 100%, now in 0%"
            in messages(counts)
            and counts.files < 20
        )
        assert content(store) == before


def messages(counts: IngestCounts) -> list[str]:
    return [reason.message() for reason in counts.unmet]


def test_a_server_that_asks_for_a_long_wait_is_left_alone(site: Site, tmp_path: Path) -> None:
    site.retry_after, site.busy_until_asked = "3600", 99
    with Store(tmp_path / "s.sqlite") as store:
        run(
            store,
            declare(
                site, tmp_path, "one", include="b_[0-9].html", maximum_pages=1, expect={"minimum_items": 5}
            ),
        )
        assert stored_numbers(store, "one") == [0, 1, 2]
        assert site.paths().count("/one/b_3.html") == 1 and "/one/b_4.html" not in site.paths()
        visits = read_visits(store, "one")
        assert "asks to wait 3,600 seconds" in visits[f"{site.address}/one/b_3.html"].reason


def test_private_addresses_need_permission(site: Site, tmp_path: Path) -> None:
    """Check that an unreachable list is reported as such, not as a changed layout."""
    expected = {"minimum_items": 10, "filled": ["title"]}
    with Store(tmp_path / "s.sqlite") as store:
        counts = run(
            store, declare(site, tmp_path, "feed", politeness={"allow_private": []}, expect=expected)
        )
    assert site.log == [] and "not a public address" in counts.unmet[0].message()
    assert not any("layout" in message for message in messages(counts))


def test_known_documents_can_be_left_for_some_days(site: Site, tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        manifest = declare(site, tmp_path, "feed", politeness={"recheck_days": 2})
        run(store, manifest)
        site.log.clear()
        counts = run(store, manifest)
        assert (counts.not_asked, counts.unchanged) == (10, 0)
        assert site.paths() == ["/robots.txt", "/feed.xml"]
        # A clock was ahead.
        store.connection.execute("UPDATE fetch SET checked = '2999-01-01T00:00:00+00:00'")
        counts = run(store, manifest)
    assert (counts.not_asked, counts.not_modified) == (0, 10)


def test_a_killed_run_is_resumed(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill a run twice: the result equals an undisturbed run, and stored documents are not fetched again."""
    manifest = declare(site, tmp_path, "two", include="t_1[0-4]", politeness={"delay": 0.02})
    with Store(tmp_path / "calm.sqlite") as store:
        run(store, manifest)
        calm = content(store)
    site.log.clear()
    monkeypatch.setenv("ZHENGCE_CORPORA", str(tmp_path / "corpora"))
    words = ("ingest", "two", "--quiet", "--store", str(tmp_path / "killed.sqlite"))
    for documents in (10, 30):
        process = start(words)
        deadline = time.monotonic() + 20
        while (
            len({path for path in site.paths() if "/t_" in path}) < documents and time.monotonic() < deadline
        ):
            time.sleep(0.01)
        process.kill()
        process.join()
        assert process.exitcode == -signal.SIGKILL
    last = start(words)
    last.join()
    assert last.exitcode == 0
    with Store(tmp_path / "killed.sqlite") as store:
        assert content(store) == calm
    in_full = Counter(request.path for request in site.log if "/t_" in request.path and request.status == 200)
    assert sum(in_full.values()) <= 50 + 2
