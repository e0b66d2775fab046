"""Writes: repeats change nothing, duplicates are reported, new content replaces old, a batch is complete or absent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.corpus.splitting.passages import passages_of
from flows.records import Annotation, Document, Mention, Rejection, digest
from flows.store import Scope, all_mentions, count_rows, hash_bytes, keep_raw
from flows.store.database import Store
from flows.store.documents import (
    BatchCounts,
    SourceFile,
    corpus_documents,
    is_complete,
    read_rejections,
    read_text,
    write_batch,
)
from flows.store.facts import count_pending, pending_passages, write_annotations
from flows.store.series.mentions import mention_counts

SOURCE = SourceFile("sample", "a.jsonl", "f" * 64, "options", 100)
KINDS = {"whole_of_nation": "strategy", "tech_leverage": "strategy", "rd_support": "instrument"}


def document(key: str = "a", text: str = "第一段要落实。\n第二段要检查。", **fields: Any) -> Document:
    return Document("sample", key, text, **{"title": "通知", "published": "2021-03-12", **fields})


def write(
    store: Store,
    *documents: Document,
    source: SourceFile = SOURCE,
    rejected: tuple[Rejection, ...] = (),
    complete: bool = True,
) -> BatchCounts:
    run_id = store.begin_run("test")
    return write_batch(
        store, run_id, source, [(one, passages_of(one)) for one in documents], rejected, complete=complete
    )


def snapshot(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return everything that is stored, except the bookkeeping of runs and source files."""
    tables = ("document", "passage", "annotation", "mention", "category", "rejection", "counter")
    return {
        table: [tuple(row) for row in store.rows(f"SELECT * FROM {table} ORDER BY 1, 2, 3")]
        if table != "counter"
        else [tuple(row) for row in store.rows("SELECT * FROM counter ORDER BY name")]
        for table in tables
    }


def annotate(store: Store, found: dict[int, Annotation], lexicon: str = "lex", model: str = "mod") -> None:
    write_annotations(
        store,
        store.begin_run("test"),
        list(found.items()),
        annotation_key=lexicon,
        model_version=model,
        kinds=KINDS,
    )


def passage_ids(store: Store) -> list[int]:
    return [row["id"] for row in store.rows("SELECT id FROM passage ORDER BY id")]


def current_texts(store: Store) -> list[tuple[str, str]]:
    rows = store.rows("SELECT key, id FROM document WHERE superseded_by IS NULL ORDER BY key")
    return [(row["key"], read_text(store, row["id"])) for row in rows]


def test_document_comes_back_as_it_went_in(store: Store) -> None:
    one = document(
        text="第一段\u3000要落实。\r\n\n 第二段𠮷😀检查。",
        document_number="某发〔2021〕3号",
        url="https://example.org/1",
        language="zh",
    )
    one = replace(one, metadata={"x": [1, "二"]}, notes=("a note",))
    counts = write(store, one)
    assert counts == BatchCounts(documents=1, passages=3)
    row = store.rows("SELECT * FROM document")[0]
    assert (row["id"], row["content_hash"], read_text(store, row["id"]), row["date"]) == (
        one.id,
        one.content_hash,
        one.text,
        "2021-03-12",
    )
    assert (row["metadata"], row["notes"]) == ('{"x": [1, "二"]}', '["a note"]')
    for row in store.rows("SELECT * FROM passage WHERE kind != 'title'"):
        assert one.text[row["start"] : row["end"]] == row["text"]


def test_the_same_again_writes_nothing(store: Store) -> None:
    batch = (document("a"), document("b", "另一份文件的正文。"))
    problem = Rejection("sample", "a.jsonl:3", "read", "corpus.not_json", {"problem": "x"})
    write(store, *batch, rejected=(problem,))
    before = snapshot(store)
    assert write(store, *batch, rejected=(problem,)) == BatchCounts()
    assert snapshot(store) == before


def test_duplicate_becomes_a_rejection(store: Store) -> None:
    counts = write(store, document("a"), document("b"))
    assert counts == BatchCounts(documents=1, passages=3, rejected=1, duplicates=1)
    found = read_rejections(store)
    assert [(row.place, row.stage, row.reason) for row in found] == [
        ("b", "store", "a duplicate of a (通知)")
    ]


def test_duplicate_found_again_is_one_rejection(store: Store) -> None:
    write(store, document("a"), document("b"))
    counts = write(store, document("a"), document("b"))
    assert (counts.documents, counts.rejected) == (0, 0)
    assert len(read_rejections(store)) == 1


@pytest.mark.parametrize(
    "other",
    [{"title": "另一份通知"}, {"published": "2021-03-13"}, {"written": "2021-03-01"}, {"text": "别的正文。"}],
)
def test_another_title_date_or_text_is_no_duplicate(store: Store, other: dict[str, str]) -> None:
    assert write(store, document("a"), document("b", **other)).documents == 2


def test_other_corpus_is_no_duplicate(store: Store) -> None:
    assert write(store, document("a"), replace(document("a"), corpus="other")).documents == 2


def test_new_content_under_a_key_supersedes(store: Store) -> None:
    old, new = document("a"), document("a", "修订后的正文。")
    write(store, old, document("b", "不变的正文。"))
    counts = write(store, new)
    assert (counts.documents, counts.superseded, counts.rejected) == (1, 1, 0)
    rows = {row["id"]: row["superseded_by"] for row in store.rows("SELECT id, superseded_by FROM document")}
    assert rows[old.id] == new.id and rows[new.id] is None and len(rows) == 3
    assert count_rows(store)["documents"] == 2
    texts = {
        row["text"]
        for row in store.rows(
            "SELECT p.text FROM passage p JOIN document d ON d.id = p.document_id WHERE d.superseded_by IS NULL"
        )
    }
    assert "修订后的正文。" in texts and "第一段要落实。" not in texts


def test_content_that_comes_back_is_current_again(store: Store) -> None:
    old, new = document("a"), document("a", "修订后的正文。")
    write(store, old)
    write(store, new)
    write(store, old)
    assert current_texts(store) == [("a", old.text)]


def test_content_that_only_an_old_version_had_is_no_duplicate(store: Store) -> None:
    old = document("a")
    write(store, old)
    write(store, document("a", "修订后的正文。"))
    write(store, replace(old, key="b"))
    assert current_texts(store) == [("a", "修订后的正文。"), ("b", old.text)]


def test_superseded_passages_count_as_changed(store: Store) -> None:
    write(store, document("a"))
    before = store.value("SELECT value FROM counter WHERE name = 'change'")
    write(store, document("a", "修订后的正文。"))
    changed = store.rows("SELECT text FROM passage WHERE changed > ? ORDER BY id", (before,))
    assert [row["text"] for row in changed] == [
        "通知",
        "第一段要落实。",
        "第二段要检查。",
        "通知",
        "修订后的正文。",
    ]


def test_failing_batch_leaves_nothing(store: Store) -> None:
    good, bad = document("a"), document("b", "另一份文件的正文。")
    run_id = store.begin_run("test")
    before = snapshot(store)
    twice = passages_of(bad)[:1] * 2  # the same position twice violates the schema
    with pytest.raises(Exception, match="UNIQUE"):
        write_batch(store, run_id, SOURCE, [(good, passages_of(good)), (bad, twice)], [], complete=True)
    assert snapshot(store) == before
    assert not is_complete(store, SOURCE)


def test_file_is_complete_only_after_its_last_batch(store: Store) -> None:
    assert not is_complete(store, SOURCE)
    write(store, document("a"), complete=False)
    assert not is_complete(store, SOURCE)
    write(store, complete=True)
    assert is_complete(store, SOURCE)
    write(store, complete=False)  # read again from the start, and killed
    assert is_complete(store, SOURCE)


@pytest.mark.parametrize(
    "other", [{"sha256": "0" * 64}, {"reading": "other options"}, {"key": "b"}, {"corpus": "other"}]
)
def test_other_bytes_or_options_are_another_file(store: Store, other: dict[str, str]) -> None:
    write(store)
    assert not is_complete(store, replace(SOURCE, **other))  # type: ignore[arg-type]


def found_in(text: str, *mentions: Mention, **more: object) -> Annotation:
    return Annotation("zh", tuple((char, at, at + 1) for at, char in enumerate(text)), mentions, **more)  # type: ignore[arg-type]


def test_annotations_replace_each_other(store: Store) -> None:
    write(store, document("a", "要自主可控。"))
    target = passage_ids(store)[-1]
    first = found_in(
        "要自主可控。",
        Mention(1, 5, "自主可控", "TERM", "controllable"),
        strategies={"whole_of_nation": 0.9, "tech_leverage": 0.004},
        labels=("whole_of_nation",),
        instrument_probabilities={"rd_support": 0.5},
        instruments=(),
    )
    annotate(store, {target: first})
    assert [
        (row["label"], row["kind"], row["probability"], row["rank"])
        for row in store.rows("SELECT * FROM category ORDER BY label")
    ] == [("rd_support", "instrument", 0.5, None), ("whole_of_nation", "strategy", 0.9, 0)]
    row = store.rows("SELECT * FROM annotation")[0]
    assert (row["token_count"], row["character_count"], row["lexicon_hash"], row["model_version"]) == (
        6,
        6,
        "lex",
        "mod",
    )
    annotate(store, {target: found_in("要自主可控。")}, lexicon="lex2")
    assert (store.rows("SELECT * FROM mention"), store.rows("SELECT * FROM category")) == ([], [])
    assert [row["lexicon_hash"] for row in store.rows("SELECT * FROM annotation")] == ["lex2"]


@pytest.mark.parametrize(
    ("lexicon", "model", "pending"), [("lex", "mod", 1), ("lex2", "mod", 3), ("lex", "mod2", 3)]
)
def test_pending_is_what_these_versions_have_not_seen(
    store: Store, lexicon: str, model: str, pending: int
) -> None:
    write(store, document("a"))
    ids = passage_ids(store)
    annotate(store, {one: found_in("字") for one in ids[:2]})
    assert count_pending(store, lexicon, model) == pending
    batches = list(pending_passages(store, lexicon, model, everything=False, size=2))
    assert [len(batch_ids) for batch_ids, _ in batches] == [2] * (pending // 2) + [1] * (pending % 2)
    assert count_pending(store, lexicon, model, everything=True) == 3


def test_superseded_passages_are_not_pending(store: Store) -> None:
    write(store, document("a"))
    write(store, document("a", "修订后的正文。"))
    texts = [
        text for _, batch in pending_passages(store, "l", "m", everything=True, size=10) for text in batch
    ]
    assert texts == ["通知", "修订后的正文。"]


def test_nested_mentions_count_in_their_own_series_but_not_in_totals(store: Store) -> None:
    write(store, document("a", "原高等教育部和教育部。"))
    target = passage_ids(store)[-1]
    annotate(
        store,
        {
            target: found_in(
                "原高等教育部和教育部。",
                Mention(1, 6, "高等教育部", "ORG", "higher"),
                Mention(3, 6, "教育部", "ORG", "moe", nested=True),
                Mention(7, 10, "教育部", "ORG", "moe"),
            )
        },
    )
    assert count_rows(store)["mentions"] == 2
    assert [row.occurrences for row in mention_counts(store, "concept", ["moe"], Scope())] == [2]
    assert [row.nested for row in all_mentions(store)] == [0, 1, 0]


def test_mentions_come_out_where_they_are(store: Store) -> None:
    text = "𠮷😀要自主 可控。"
    write(store, document("a", text))
    annotate(
        store,
        {
            passage_ids(store)[-1]: found_in(
                text, Mention(3, 8, text[3:8], "TERM", "controllable", "lexicon", 1.0)
            )
        },
    )
    row = next(iter(all_mentions(store)))
    assert (row.text, text[row.start : row.end]) == ("自主 可控", "自主 可控")


def test_overview_is_of_current_documents(store: Store) -> None:
    write(store, document("a", published="2019-01-01"))
    write(store, document("a", "修订后的正文。", published="2020-01-01"))
    (row,) = corpus_documents(store).values()
    assert (row.documents, row.first, row.last) == (1, "2020-01-01", "2020-01-01")


def test_raw_bytes_are_kept_once(store: Store) -> None:
    data = "原始字节".encode()
    first = keep_raw(store, data, hash_bytes(data))
    moment = first.stat().st_mtime_ns
    assert keep_raw(store, data, hash_bytes(data)) == first
    assert (first.read_bytes(), first.stat().st_mtime_ns) == (data, moment)
    first.write_bytes(data[:3])  # damaged: rewritten
    assert keep_raw(store, data, hash_bytes(data)).read_bytes() == data
    assert [path.name for path in store.raw_folder.rglob("*") if path.is_file()] == [hash_bytes(data)]


@given(st.lists(st.text(max_size=6), max_size=4), st.lists(st.text(max_size=6), max_size=4))
def test_digests_differ_wherever_the_parts_do(left: list[str], right: list[str]) -> None:
    assert (digest(*left) == digest(*right)) == (left == right)


TEXTS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from(["甲的正文。", "乙的正文。", "丙的正文。"])),
    min_size=1,
    max_size=8,
)


@settings(max_examples=40)
@given(TEXTS)
def test_any_history_ends_with_what_was_written_last(
    tmp_path_factory: pytest.TempPathFactory, history: list[tuple[str, str]]
) -> None:
    path: Path = tmp_path_factory.mktemp("history") / "store.sqlite"
    with Store(path) as store:
        for key, text in history:
            write(store, document(key, text))
            current = current_texts(store)
            assert text in [content for _, content in current]
            assert (
                len(current) == len({name for name, _ in current}) == len({content for _, content in current})
            )
        stored = {read_text(store, name) for name in store.column("SELECT id FROM document")}
        assert stored == {text for _, text in history}
