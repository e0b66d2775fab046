"""Scale: make a store of N passages from an annotated one, and measure the times that readers wait.

    python -m tests.benchmarks.scale make SOURCE TARGET --passages 3000000
    python -m tests.benchmarks.scale measure TARGET

The copies have their own ids, keys and dates, pass as annotated by this version, and lack one in ten of their senses in a third of the passages.
The store does not treat them as near-duplicates: signatures are copied, clusters are not.
"""

from __future__ import annotations

import argparse
import datetime
import random
import resource
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from flows.annotation import load_annotator
from flows.pipeline import annotate_store, ingest_paths
from flows.records import digest
from flows.search import FACET_NAMES
from flows.store import Store, count_rows, recount_all, series
from flows.store.scope import Division, Scope
from flows.web.pages import FACETS
from tests.benchmarks.search import make_queries
from tests.benchmarks.texts import lexicon
from tests.builders import search
from tests.support import MODELS

_DAYS = 31  # each copy is dated this many days before the previous one
_SEED = 17
_COPIED = (
    "INSERT INTO document (id, corpus, key, content_hash, title, publisher, document_number, written, "
    "published, date, url, language, format, encoding, source_sha256, metadata, notes, layout, characters, "
    "first_seen, run_id, code_version) SELECT copied(id, :copy), corpus, key || '#' || :copy, "
    "copied(content_hash, :copy), title, publisher, document_number, earlier(written, :copy), "
    "earlier(published, :copy), earlier(date, :copy), url, language, format, encoding, source_sha256, "
    "metadata, notes, layout, characters, first_seen, run_id, code_version FROM source.document "
    "WHERE superseded_by IS NULL",
    "INSERT INTO document_content_id SELECT copied(document_id, :copy), copied(content_id, :copy) "
    "FROM source.document_content_id WHERE document_id IN (SELECT id FROM source.current)",
    "INSERT INTO document_signature SELECT copied(document_id, :copy), way, 1, signature "
    "FROM source.document_signature WHERE document_id IN (SELECT id FROM source.current)",
    'INSERT INTO passage (id, document_id, position, start, "end", kind, heading, language, text, changed) '
    'SELECT id + :offset, copied(document_id, :copy), position, start, "end", kind, heading, language, '
    "text, changed FROM source.passage WHERE document_id IN (SELECT id FROM source.current)",
    "INSERT INTO annotated_passage SELECT passage_id + :offset, token_count, character_count, version "
    "FROM source.annotated_passage WHERE passage_id + :offset IN (SELECT id FROM passage)",
    'INSERT INTO mention_place SELECT passage_id + :offset, start, "end", sense, score, nested '
    "FROM source.mention_place WHERE passage_id + :offset IN (SELECT id FROM passage) "
    "AND NOT ((sense + :copy) % 10 = 0 AND passage_id % 3 = 0)",
    "INSERT INTO label_score SELECT passage_id + :offset, label, probability, rank FROM source.label_score "
    "WHERE passage_id + :offset IN (SELECT id FROM passage)",
)
_SHARED = ("run", "sense", "label", "annotation_version", "lexicon")
_WORDS = ("经济", "芯片", "自主可控", "半导体", "人工智能", "新质生产力", "export control", "高质量发展")


def main() -> None:
    """Make a store, or measure one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=("make", "measure"))
    parser.add_argument("store", type=Path)
    parser.add_argument("target", type=Path, nargs="?")
    parser.add_argument("--passages", type=int, default=1_000_000)
    given = parser.parse_args()
    if given.action == "measure":
        measure(given.store)
    else:
        assert given.target, "make SOURCE TARGET"
        make(given.store, given.target, given.passages)


def make(source: Path, target: Path, passages: int) -> None:
    """Make a store with at least this many passages, with its index."""
    started = time.perf_counter()
    with Store(target) as store:
        connection = store.connection
        for pragma in (
            "foreign_keys = OFF",
            "synchronous = OFF",
            "cache_size = -500000",
            "journal_mode = OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")
        connection.create_function(
            "copied", 2, lambda name, copy: digest(name, str(copy)), deterministic=True
        )
        connection.create_function("earlier", 2, _earlier, deterministic=True)
        connection.execute("ATTACH ? AS source", (str(source),))
        connection.execute(
            "CREATE TEMP TABLE current AS SELECT id FROM source.document WHERE superseded_by IS NULL"
        )
        connection.execute("CREATE INDEX temp.current_id ON current (id)")
        for table in _SHARED:
            connection.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM source.{table}")
        connection.execute("DROP INDEX mention_place_sense")
        step = int(store.value("SELECT max(id) FROM source.passage"))
        copies = 0
        while store.value("SELECT count(*) FROM passage") < passages:
            with store.transaction():
                for statement in _COPIED:
                    connection.execute(
                        statement.replace("source.current", "temp.current"),
                        {"copy": copies, "offset": copies * step},
                    )
            copies += 1
            print(f"copy {copies}: {time.perf_counter() - started:.0f} s", flush=True)
        connection.execute("CREATE INDEX mention_place_sense ON mention_place (sense, passage_id)")
        connection.execute("UPDATE counter SET value = value + 1 WHERE name = 'change'")
        connection.execute("UPDATE passage SET changed = (SELECT value FROM counter WHERE name = 'change')")
        version = load_annotator(MODELS)
        connection.execute(
            "UPDATE annotation_version SET lexicon_hash = ?, model_version = ?",
            (version.version.key, version.model_version),
        )
        print(f"copied: {time.perf_counter() - started:.0f} s", flush=True)
        recount_all(store)
        print(f"counted: {time.perf_counter() - started:.0f} s", flush=True)
        connection.execute("PRAGMA journal_mode = WAL")
        with store.run("benchmark") as run:  # names, statuses and pairs of all documents, and the index
            annotate_store(store, run.id, version, MODELS)
        print(f"indexed: {time.perf_counter() - started:.0f} s", flush=True)


def _earlier(value: str, copy: int) -> str:
    """Return a whole date this many steps earlier; a month or a year is unchanged."""
    try:
        return (datetime.date.fromisoformat(value) - datetime.timedelta(days=_DAYS * copy)).isoformat()
    except ValueError:
        return value


def measure(path: Path) -> None:
    """Print times of single questions (wall clock, warm), and the size of the store and of this process."""
    words = lexicon()
    with Store(path, must_exist=True) as store:
        counts = count_rows(store)
        size = path.stat().st_size
        print(
            f"{counts['passages']:,} passages in {counts['documents']:,} documents, {size / counts['passages']:.0f} bytes each"
        )
        index = sum(file.stat().st_size for file in store.index_folder.iterdir())
        print(f"index: {index / counts['passages']:.0f} bytes per passage")
        queries = make_queries(store)
        random.Random(_SEED).shuffle(queries)
        kinds = {"first page": (), "with 6 facets": FACET_NAMES, "with the page's facets": FACETS}
        for name, facets in kinds.items():
            asked = [
                partial(search, store, words, query, filters, limit=20, facets=facets)
                for query, filters in queries
            ]
            _print_times(name, list(map(_time, asked)))
        month = Scope(Division("month"))
        concepts = [found.id for word in _WORDS if (found := words.find(word))]
        counted = [partial(series.mention_counts, store, "concept", [one], month) for one in concepts]
        _print_times("one concept by month", list(map(_time, counted)))
        _print_times("text by month", [_time(lambda: series.period_totals(store, month))])
        _print_times("all concepts by month", [_time(lambda: series.all_concept_counts(store, month))])
        _print_times("concept totals (keyness)", [_time(lambda: series.concept_totals(store))])
        _print_times("counts of status", [_time(lambda: count_rows(store))])
    print(f"memory of this process: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")
    _add_a_document(path)


def _add_a_document(path: Path) -> None:
    """Time ingesting, annotating and finding one more document; the models are already loaded."""
    annotator = load_annotator(MODELS)
    file = path.with_name("one_more.txt")
    file.write_text(
        f"关于石墨烯基站的通知\n\n各单位要加快{time.time_ns()}号方案，实现自主可控。", encoding="utf-8"
    )
    with Store(path) as store, store.run("benchmark") as run:
        started = time.perf_counter()
        ingest_paths(store, run.id, "one-more", [file])
        read = time.perf_counter()
        annotate_store(store, run.id, annotator, MODELS)
        annotated = time.perf_counter()
        found = search(store, annotator.tagger.lexicon, '"石墨烯基站"', limit=20)
        assert found.total
        done = time.perf_counter()
    print(
        f"one more document: read {read - started:.2f} s, annotated and indexed {annotated - read:.2f} s, found {done - annotated:.2f} s"
    )


def _time(ask: Callable[[], object]) -> float:
    started = time.perf_counter()
    ask()
    return 1000 * (time.perf_counter() - started)


def _print_times(name: str, times: list[float]) -> None:
    ordered = sorted(times)
    print(
        f"{name:26} {len(times):4} questions: median {statistics.median(ordered):8.1f} ms, "
        f"p95 {ordered[int(0.95 * (len(ordered) - 1))]:8.1f} ms, slowest {ordered[-1]:8.1f} ms",
        flush=True,
    )


if __name__ == "__main__":
    main()
