"""Members whose documents are read again, annotated again, renamed, or removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.corpus.splitting import passages_of
from flows.records import Document
from flows.store import Store
from flows.store.desk import (
    KeptItem,
    PlacedItem,
    add_items,
    change_note,
    create_collection,
    desk_number,
    drop_list,
    find_source,
    list_collections,
    list_items,
    list_tags,
    move_item,
    place_items,
    remove_items,
    tags_of,
)
from flows.store.documents import SourceFile, find_one, remove_documents, rename_corpus, write_batch

FIRST = "一、坚持自主可控，推进技术攻关。\n\n二、支持芯片研发，加强出口管制。\n\n三、本通知自印发之日起施行。"


def store_text(store: Store, text: str, *, title: str = "样例通知", corpus: str = "c", key: str = "k") -> str:
    """Store a version of a document; return its id."""
    document = Document(corpus, key, text, title=title, published="2021-03-12", language="zh")
    with store.run("test") as run:
        source = SourceFile(corpus, key, str(hash((text, title))), "", 1)
        write_batch(store, run.id, source, [(document, passages_of(document))], [], complete=True)
    return document.id


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with one document; a collection contains the whole and its third passage."""
    opened = Store(tmp_path / "s.sqlite")
    document_id = store_text(opened, FIRST)
    create_collection(opened, "所选", "")
    keep(opened, document_id, None)
    keep(opened, document_id, 2)
    return opened


def keep(store: Store, document_id: str, position: int | None, kind: str = "collection") -> None:
    item = find_source(store, document_id, position)
    assert item
    add_items(store, kind, "所选", [item])  # type: ignore[arg-type]


def placed(store: Store) -> list[PlacedItem]:
    return place_items(store, list_items(store, "collection", "所选"))


@pytest.mark.parametrize(
    ("text", "states", "there"),
    [
        (FIRST, ["same", "same"], "二、支持芯片研发，加强出口管制。"),
        ("一、略。\n\n" + FIRST, ["changed", "moved"], "二、支持芯片研发，加强出口管制。"),
        (FIRST.replace("加强", "强化"), ["changed", "changed"], "二、支持芯片研发，强化出口管制。"),
        (
            FIRST.replace("\n\n三、", "三、"),
            ["changed", "changed"],
            "二、支持芯片研发，加强出口管制。三、本通知自印发之日起施行。",
        ),
        ("本文件已删除。", ["changed", "gone"], ""),
    ],
    ids=["read again", "inserted before", "reworded", "joined", "removed"],
)
def test_a_new_version(store: Store, text: str, states: list[str], there: str) -> None:
    new = store_text(store, text)
    found = placed(store)
    assert [one.state for one in found] == states
    assert found[1].text == there
    assert found[0].document_id == new
    assert (found[1].public_id.rpartition("-")[0] or new) == new
    assert found[1].item.text == "二、支持芯片研发，加强出口管制。"  # as it was when added


def test_of_equal_passages_the_nearest_is_meant(tmp_path: Path) -> None:
    with Store(tmp_path / "s.sqlite") as store:
        line = "各单位要认真落实。"
        document_id = store_text(store, f"{line}\n\n加强管理。\n\n{line}")
        create_collection(store, "所选", "")
        keep(store, document_id, 3)
        assert [one.position for one in placed(store)] == [3]
        store_text(store, f"{line}\n\n加强管理工作。\n\n{line}")
        assert [(one.position, one.state) for one in placed(store)] == [(3, "moved")]


def test_another_name_of_the_corpus_changes_nothing(store: Store) -> None:
    rename_corpus(store, "c", "new")
    assert [one.state for one in placed(store)] == ["same", "same"]


def test_members_are_found_by_title_and_text_under_other_keys(store: Store, tmp_path: Path) -> None:
    """A colleague's store has the same document from a different file."""
    items = list_items(store, "collection", "所选")
    with Store(tmp_path / "other.sqlite") as other:
        theirs = store_text(other, FIRST, corpus="theirs", key="另一个文件")
        assert [(one.state, one.document_id) for one in place_items(other, items)] == [("same", theirs)] * 2


def test_nothing_of_a_forgotten_document_stays_in_a_collection(store: Store) -> None:
    document_id = find_one(store, "k") or ""
    change_note(store, list_items(store, "collection", "所选")[1].id, "我的备注")
    remove_documents(store, [document_id])
    found = placed(store)
    assert [(one.state, one.item.title, one.item.text) for one in found] == [("gone", "", "")] * 2
    assert found[1].item.note == "我的备注"
    store_text(store, FIRST, key="k2")  # read from a different file
    assert [(one.state, one.text[:2]) for one in placed(store)] == [("same", ""), ("same", "二、")]


def test_order_notes_and_counts(store: Store) -> None:
    items = list_items(store, "collection", "所选")
    before = desk_number(store)
    move_item(store, items, items[1].id, 1)
    change_note(store, items[1].id, "先读")
    shown = [(one.position, one.note) for one in list_items(store, "collection", "所选")]
    assert shown == [(2, "先读"), (-1, "")]
    assert desk_number(store) == before + 2
    keep(store, find_one(store, "k") or "", 2)  # again
    assert [one.members for one in list_collections(store)] == [2]
    remove_items(store, [items[0].id])
    assert [one.members for one in list_collections(store)] == [1]
    assert drop_list(store, "collection", "所选") == 1
    assert list_collections(store) == []


def test_tags_count_documents_and_passages(store: Store) -> None:
    document_id = find_one(store, "k") or ""
    keep(store, document_id, 1, "tag")
    keep(store, document_id, None, "tag")
    assert [tuple(one) for one in list_tags(store)] == [("所选", 1, 1)]
    kept = [(one.list, one.position) for one in tags_of(store, document_id)]
    assert kept == [("collection", -1), ("collection", 2), ("tag", -1), ("tag", 1)]


def test_an_item_that_is_no_source(store: Store) -> None:
    assert find_source(store, "none") is None
    assert find_source(store, find_one(store, "k") or "", 99) is None
    assert isinstance(find_source(store, find_one(store, "k") or "", 0), KeptItem)
