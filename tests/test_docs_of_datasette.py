"""The metadata for Datasette: each query runs on the sample's store, and counts equal the program's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from flows.annotation.lexicon.model import Lexicon
from flows.search.collection import Collection
from flows.store.database import Store
from flows.trends import SeriesRequest, count_series
from tests.support import PROJECT

METADATA = yaml.safe_load((PROJECT / "docs" / "datasette" / "metadata.yml").read_text(encoding="utf-8"))
TABLES, QUERIES = (METADATA["databases"]["zhengce"][part] for part in ("tables", "queries"))
CONCEPT = "autonomous-and-controllable"
VALUES = {"word": "自主", "concept": CONCEPT, "text": "自主可控", "indicator": "研发", "action": "sanctioned"}


@pytest.fixture(scope="module")
def opened(sample_store: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{sample_store}?mode=ro", uri=True)
    connection.row_factory = sqlite3.Row
    yield connection
    connection.close()


def ask(opened: sqlite3.Connection, name: str) -> list[dict[str, Any]]:
    query = QUERIES[name]
    chosen = {parameter: VALUES[parameter] for parameter in query.get("params", [])}
    return [dict(row) for row in opened.execute(query["sql"], chosen)]


@pytest.mark.parametrize("name", QUERIES)
def test_query_runs(opened: sqlite3.Connection, name: str) -> None:
    """Every query has rows in the sample, except rejections, of which it has none."""
    rows = ask(opened, name)
    assert rows or name == "rejections_by_reason"
    assert QUERIES[name]["title"] and len(rows) <= 1000


def test_tables_are_those_of_a_store(opened: sqlite3.Connection) -> None:
    known = {
        row["name"]
        for row in opened.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")
    }
    assert known - set(TABLES) == set(TABLES) - known == set()
    assert all(table.get("hidden") or table["description"] for table in TABLES.values())


def test_a_concept_by_year_is_as_in_trends(
    opened: sqlite3.Connection, sample: Store, lexicon: Lexicon
) -> None:
    table = count_series(Collection(sample, lexicon), SeriesRequest((CONCEPT,)))
    counted = {
        row["period"]: (row["occurrences"], row["documents"], row["total_tokens"])
        for row in table.rows()
        if row["total_documents"]
    }
    rows = {
        row["year"]: (row["occurrences"], row["documents"], row["total_tokens"])
        for row in ask(opened, "concept_by_year")
    }
    assert {year: rows[year] for year in counted} == counted
    assert sum(occurrences for occurrences, _, _ in rows.values()) > 5


def test_passages_of_a_concept_mention_it(opened: sqlite3.Connection, sample: Store) -> None:
    found = {row["passage_id"] for row in ask(opened, "passages_of_a_concept")}
    rows = sample.rows(
        "SELECT DISTINCT p.document_id || '-' || p.position AS name FROM mention m JOIN passage p ON p.id = m.passage_id "
        "WHERE m.concept = ?",
        (CONCEPT,),
    )
    assert found == {row["name"] for row in rows}
    assert {row["text"] for row in ask(opened, "passages_with_text")} <= {
        row["text"] for row in sample.rows("SELECT text FROM passage WHERE text LIKE '%自主可控%'")
    }


def test_the_page_shows_counts_of_the_query(opened: sqlite3.Connection) -> None:
    page = (PROJECT / "docs" / "datasette.md").read_text(encoding="utf-8")
    for row in ask(opened, "concept_by_year")[-3:]:
        assert f"| {' | '.join(map(str, row.values()))} |" in page


def test_an_unknown_concept_has_no_rows_instead_of_zeros(opened: sqlite3.Connection) -> None:
    assert opened.execute(QUERIES["concept_by_year"]["sql"], {"concept": "no-such-concept"}).fetchall() == []


def test_earlier_versions_count_nowhere(opened: sqlite3.Connection) -> None:
    """A store whose documents are all superseded has nothing to show except its figures on reading."""
    copy = sqlite3.connect(":memory:")
    copy.row_factory = sqlite3.Row
    opened.backup(copy)
    copy.execute("UPDATE document SET superseded_by = id")
    counted = {"concept_by_year", "strategies_by_year"}  # from counts that are updated as documents change
    shown = {name: len(ask(copy, name)) for name in QUERIES if name not in {*counted, "last_readings"}}
    copy.close()
    assert {name: rows for name, rows in shown.items() if rows} == {}
