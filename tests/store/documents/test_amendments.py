"""Corrected titles, dates and publishers survive every new reading."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline import collect_provenance, correct_document, ingest_paths
from flows.store import check_store
from flows.store.database import Store
from flows.store.documents import amend_document, read_document, remove_documents
from tests import builders
from tests.support import undo_migrations

TEXT = "样例省科技厅关于支持自主可控的通知\n\n各市：\n现将有关事项通知如下。支持自主可控产品首购首用。\n"


def ingest(store: Store, path: Path) -> str:
    """Read the file, as if its reading options had changed; return the id of its current document."""
    store.connection.execute("UPDATE source SET complete = 0")
    with store.run("test") as run:
        ingest_paths(store, run.id, "mine", [path])
    return str(store.value("SELECT id FROM document WHERE superseded_by IS NULL"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "001_notice.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_correction_is_kept_over_new_readings_and_versions(
    tmp_path: Path, path: Path, small_lexicon: Lexicon
) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        first = ingest(store, path)
        read = read_document(store, first)
        assert read
        values = {"title": "支持首购首用的通知", "published": "2021-03", "publisher": "样例省科技厅"}
        correct_document(store, first, values, small_lexicon)
        assert ingest(store, path) == first
        corrected = read_document(store, first)
        assert corrected
        assert [corrected.title, corrected.published, corrected.date, corrected.publisher] == [
            "支持首购首用的通知",
            "2021-03",
            "2021-03",
            "样例省科技厅",
        ]
        path.write_text(TEXT + "本通知自印发之日起施行。\n", encoding="utf-8")
        second = ingest(store, path)
        newer = read_document(store, second)
        assert newer
        assert second != first
        assert (newer.title, newer.date) == ("支持首购首用的通知", "2021-03")
        with pytest.raises(UsageError, match=f"correct {second} instead"):
            correct_document(store, first, {"title": "x"}, small_lexicon)
        path.write_text(TEXT, encoding="utf-8")
        assert ingest(store, path) == first
        correct_document(store, first, dict.fromkeys(values, ""), small_lexicon)
        restored = read_document(store, first)
        assert restored
        assert (restored.title, restored.published, restored.publisher) == (
            read.title,
            read.published,
            read.publisher,
        )
        assert list(check_store(store)) == []


def test_a_document_that_has_been_removed_is_named(
    tmp_path: Path, path: Path, small_lexicon: Lexicon
) -> None:
    """Another process may remove it after it was found and before it is written."""
    with Store(tmp_path / "s.sqlite") as store:
        document = ingest(store, path)
        remove_documents(store, [document])
        for amending in (
            lambda: amend_document(store, document, {"title": "新标题"}),
            lambda: correct_document(store, document, {"title": "新标题"}, small_lexicon),
        ):
            with pytest.raises(UsageError, match=f"document {document} has been removed meanwhile"):
                amending()
        assert store.value("SELECT count(*) FROM document_correction") == 0


def test_search_counts_and_provenance_follow(tmp_path: Path, path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        document = ingest(store, path)
        values = {"title": "首购首用", "published": "2021-03-12", "publisher": "省科技厅"}
        correct_document(store, document, values, small_lexicon)
        found = builders.search(store, small_lexicon, "title:首购首用 date:2021")
        assert found.total > 0
        assert found.facets["publisher"] == {"省科技厅": found.total}
        fields = collect_provenance(store, document)["fields"]
        assert fields["title"]["value"] == "首购首用"
        assert fields["title"]["from"].endswith("(as read: 样例省科技厅关于支持自主可控的通知)")


def test_a_title_that_is_not_in_the_text_is_corrected_as_a_passage(
    tmp_path: Path, small_lexicon: Lexicon
) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"id": "1", "title": "错误的标题", "text": "支持自主可控产品。"}\n', encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        document = ingest(store, path)
        correct_document(store, document, {"title": "新型举国体制"}, small_lexicon)
        assert builders.search(store, small_lexicon, "错误的标题").total == 0
        assert builders.search(store, small_lexicon, "新型举国体制").total == 1
        path.write_text(
            '{"id": "1", "title": "错误的标题", "text": "支持自主可控产品和服务。"}\n', encoding="utf-8"
        )
        ingest(store, path)
        assert builders.search(store, small_lexicon, "错误的标题").total == 0
        assert builders.search(store, small_lexicon, "新型举国体制").total == 1


def test_what_a_title_told_goes_with_it(tmp_path: Path, small_lexicon: Lexicon) -> None:
    path = tmp_path / "records.jsonl"
    path.write_text('{"id": "1", "title": "样例公司成立", "text": "支持自主可控产品。"}\n', encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        document = ingest(store, path)
        columns = len(store.rows("SELECT name FROM pragma_table_info('event')"))
        passage = store.value("SELECT id FROM passage WHERE kind = 'title'")
        event = (passage, 0, 6, "样例公司成立", *[""] * (columns - 4))
        store.connection.execute(f"INSERT INTO event VALUES ({', '.join('?' * columns)})", event)
        correct_document(store, document, {"title": "新型举国体制"}, small_lexicon)
        assert store.value("SELECT count(*) FROM event") == 0


def test_a_store_of_version_0_2_is_migrated(tmp_path: Path, path: Path, small_lexicon: Lexicon) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        document = ingest(store, path)
        undo_migrations(store, 12)
    with Store(tmp_path / "s.sqlite") as store:
        correct_document(store, document, {"title": "首购首用"}, small_lexicon)
        corrected = read_document(store, document)
        assert corrected
        assert corrected.title == "首购首用"
