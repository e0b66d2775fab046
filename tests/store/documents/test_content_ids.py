"""A document is identified by its title and text, wherever its file is."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline import correct_document, ingest_paths, resolve_id
from flows.store.database import Store
from flows.store.documents import (
    StoredCopy,
    find_ids,
    find_one,
    find_repeated,
    list_copies,
    read_document,
    remove_documents,
)
from tests.support import undo_migrations

TEXT = "样例省科技厅关于支持自主可控的通知\n\n各市：\n支持自主可控产品首购首用。\n"
CONTENT = "b8a01bf60483096a"


def read_into(path: Path, corpus: str, name: str, text: str = TEXT) -> str:
    """Read a file with this name into the store at `path`; return the id of its document."""
    file = path.parent / corpus / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    with Store(path) as store:
        with store.run("test") as run:
            ingest_paths(store, run.id, corpus, [file])
        return str(
            store.value("SELECT id FROM document WHERE corpus = ? AND superseded_by IS NULL", (corpus,))
        )


def test_colleagues_exchange_an_address(tmp_path: Path) -> None:
    one, other = tmp_path / "one" / "s.sqlite", tmp_path / "other" / "s.sqlite"
    mine, theirs = (
        read_into(one, "mine", "001_notice.txt"),
        read_into(other, "theirs", "2021/notice (copy).txt"),
    )
    assert mine != theirs
    with Store(one) as my_store, Store(other) as their_store:
        document = read_document(my_store, mine)
        assert document
        address = document.content_id
        for name in (address, address[:6], f"{address}-1"):
            assert resolve_id(my_store, name) == find_one(my_store, name) == mine
            assert resolve_id(their_store, name) == find_one(their_store, name) == theirs
        assert resolve_id(my_store, mine) == resolve_id(my_store, f"{mine}-1") == mine


def test_the_same_text_in_two_corpora_is_named_by_the_first(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    ids = sorted([read_into(path, "a", "x.txt"), read_into(path, "b", "y.txt")])
    with Store(path) as store:
        assert sorted(find_ids(store, CONTENT)) == ids
        assert find_one(store, f"{CONTENT}-1") in ids
        with pytest.raises(UsageError, match=ids[0]):
            resolve_id(store, CONTENT)


def test_a_key_that_copies_share_names_one_of_them(tmp_path: Path) -> None:
    path, key = tmp_path / "s.sqlite", str(tmp_path / "x.txt")
    first, second = read_into(path, "a", key), read_into(path, "b", key)
    with Store(path) as store:
        assert find_one(store, key) in (first, second)  # stored within one second, perhaps
        assert {document_id: list_copies(store, [document_id]) for document_id in (first, second)} == {
            first: {first: [StoredCopy(second, "b")]},
            second: {second: [StoredCopy(first, "a")]},
        }
    read_into(path, "b", key, TEXT + "本通知自印发之日起施行。\n")
    with Store(path) as store:
        assert find_one(store, key) is None
        assert list_copies(store, [first, second]) == {second: [StoredCopy(first, "a")]}


def test_an_address_leads_to_the_version_that_says_this(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    first = read_into(path, "a", "x.txt")
    second = read_into(path, "a", "x.txt", TEXT + "本通知自印发之日起施行。\n")
    with Store(path) as store:
        newer = read_document(store, second)
        assert newer
        assert [find_one(store, CONTENT), find_one(store, newer.content_id)] == [first, second]


def test_a_store_of_version_0_2_gets_content_ids_as_read(tmp_path: Path, small_lexicon: Lexicon) -> None:
    path = tmp_path / "s.sqlite"
    document = read_into(path, "a", "x.txt")
    with Store(path) as store:
        correct_document(store, document, {"title": "首购首用"}, small_lexicon)
        undo_migrations(store, 13)
    with Store(path) as store:
        assert store.rows("SELECT * FROM document_content_id")[0][:] == (document, CONTENT)
    with sqlite3.connect(path) as plain:  # other programs need none of our functions
        assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_what_is_removed_has_no_content_id(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    document = read_into(path, "a", "x.txt")
    with Store(path) as store:
        remove_documents(store, [document])
        assert store.value("SELECT count(*) FROM document_content_id") == 0
        assert find_one(store, CONTENT) is None


def test_the_earliest_document_of_a_text_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "s.sqlite"
    ids = [read_into(path, corpus, "notice.txt") for corpus in ("a", "b", "c")]
    other = read_into(path, "d", "other.txt", "样例省科技厅关于别的事项的通知\n\n各市：\n另行通知。\n")
    with Store(path) as store:
        for dates, kept in (
            (("2021-03-02", "2021-01-31", "2021-02-01"), 1),
            (("", "2022", "2021-12"), 2),
            (("2021", "2021-05-06", ""), 1),
        ):
            repeated = find_repeated(store, {**dict(zip(ids, dates, strict=True)), other: "2020"})
            assert repeated == {*ids} - {ids[kept]}
        assert find_repeated(store, {ids[2]: "", other: "2020"}) == set()
