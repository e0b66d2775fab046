"""Search: 200 mixed queries on a store, p50 and p95 of the first page with facets.

Compared with SQLite FTS5 and plain LIKE.
"""

from __future__ import annotations

import os
import random
import re
import sqlite3
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.lexicon.reading import load_lexicon
from flows.search import FACET_NAMES, Filters
from flows.store.database import CURRENT, IS_UNCOUNTED, Store
from flows.text import HAN, fold
from flows.web.pages import FACETS
from tests.builders import read_filters, search
from tests.support import MODELS

_SEED, _QUERIES, _COMPARED = 20260101, 200, 40


def main() -> None:
    """Measure on the store named by ZHENGCE_BENCH_STORE (made from any texts by `zhengce ingest` and `annotate`)."""
    path = os.environ.get("ZHENGCE_BENCH_STORE")
    if not path:
        print("name a store in ZHENGCE_BENCH_STORE; skipped")
        return
    lexicon = load_lexicon(MODELS / "lexicon")
    with Store(Path(path), must_exist=True) as store:
        passages = store.value("SELECT count(*) FROM passage")
        queries = make_queries(store)
        search(store, lexicon, "经济", limit=20)
        for name, facets in (("6 facets", FACET_NAMES), ("9 facets, as on the page", FACETS)):
            walls, busy = [], []
            for query, filters in queries:
                start, worked = time.perf_counter(), time.process_time()
                search(store, lexicon, query, filters, limit=20, facets=facets)
                walls.append(time.perf_counter() - start)
                busy.append(time.process_time() - worked)
            print(
                f"{passages:,} passages, {len(queries)} queries, {name}: {_say(walls)}; CPU time {_say(busy)}"
            )
        compare(
            store,
            lexicon,
            [
                query.strip('"')
                for query, filters in queries
                if not filters and re.fullmatch(f'"?[{HAN}]+"?', query)
            ][:_COMPARED],
        )


def _say(times: list[float]) -> str:
    ordered = [1000 * value for value in sorted(times)]
    return f"p50 {ordered[len(ordered) // 2]:.1f} ms, p95 {ordered[int(len(ordered) * 0.95)]:.1f} ms, slowest {ordered[-1]:.1f} ms"


def make_queries(store: Store) -> list[tuple[str, Filters]]:
    """Return a mixed set, the same on every run: rare and common strings, phrases, terms, boolean, near, filtered by date and strategy."""
    chooser = random.Random(_SEED)
    last = store.value("SELECT max(id) FROM passage")
    pieces: list[str] = []
    while len(pieces) < 2 * _QUERIES:
        row = store.rows("SELECT text FROM passage WHERE id = ?", (chooser.randint(1, last),))
        runs = re.findall(f"[{HAN}]{{2,}}", fold(row[0]["text"]).text) if row else []
        if runs:
            run = chooser.choice(runs)
            start, length = chooser.randrange(len(run)), chooser.choice((1, 2, 2, 3, 4, 6))
            pieces.append(run[start : start + length] or run[:2])
    common = [
        "经济",
        "发展",
        "中国",
        "技术",
        "创新",
        "习近平",
        "改革",
        "自主可控",
        "新质生产力",
        "高质量发展",
        "export control",
        "人工智能",
    ]
    date = read_filters(first="2019", last="2021-06")
    strategy = read_filters(strategy=("whole_of_nation",))
    queries: list[tuple[str, Filters]] = []
    for number in range(_QUERIES):
        one, other, usual = pieces[2 * number], pieces[2 * number + 1], common[number % len(common)]
        queries.append(
            [
                (f'"{one}"', read_filters()),
                (usual, read_filters()),
                (f"{one} {other}", read_filters()),
                (f'"{one}" OR "{other}"', read_filters()),
                (f"{usual} NOT {one}", read_filters()),
                (usual, date),
                (f'"{one}"', strategy),
                (f"{usual} {one}", date),
                (usual, strategy),
                (f"title:{usual}", read_filters()),
            ][number % 10]
        )
    return queries


def compare(store: Store, lexicon: Lexicon, queries: Sequence[str]) -> None:
    """Time the same plain Chinese strings here, by FTS5 (trigram and unicode61) and by LIKE, the first 20 of each, and count what
    each finds of the passages that are searched (page furniture is not)."""
    side = sqlite3.connect(":memory:")
    side.execute("CREATE VIRTUAL TABLE trigram USING fts5(body, tokenize='trigram')")
    side.execute("CREATE VIRTUAL TABLE words USING fts5(body, tokenize='unicode61')")
    side.execute("CREATE TABLE plain (id INTEGER PRIMARY KEY, body TEXT)")
    for row in store.connection.execute(f"SELECT p.id, p.text FROM {CURRENT} WHERE NOT {IS_UNCOUNTED}"):
        values = (row["id"], fold(row["text"]).text)
        for table in ("trigram", "words"):
            side.execute(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", values)
        side.execute("INSERT INTO plain VALUES (?, ?)", values)
    ways: dict[str, Callable[[str], int]] = {
        "zhengce": lambda query: (
            search(store, lexicon, f'"{query}"', limit=20, expand=False, facets=()).total
        ),
        "FTS5 trigram": lambda query: _ask(
            side, "SELECT rowid FROM trigram WHERE trigram MATCH ? ORDER BY rank", f'"{query}"'
        ),
        "FTS5 unicode61": lambda query: _ask(
            side, "SELECT rowid FROM words WHERE words MATCH ? ORDER BY rank", f'"{query}"'
        ),
        "LIKE": lambda query: _ask(side, "SELECT id FROM plain WHERE body LIKE ?", f"%{query}%"),
    }
    truth = {query: ways["LIKE"](query) for query in queries}
    for name, ask in ways.items():
        start = time.perf_counter()
        found = {query: ask(query) for query in queries}
        elapsed = (time.perf_counter() - start) / len(queries) * 1000
        right = sum(found[query] == truth[query] for query in queries)
        print(
            f"  {name:15} {elapsed:8.1f} ms a query, {right} of {len(queries)} with every passage that has the string"
        )
    sys.stdout.flush()


def _ask(side: sqlite3.Connection, query: str, value: str) -> int:
    return len(side.execute(query, (value,)).fetchall())


if __name__ == "__main__":
    main()
