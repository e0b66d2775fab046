"""Removing documents and corpora, and renaming: afterwards the store is as if they had never existed."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline import (
    annotate_store,
    change_corpus_name,
    ingest_paths,
    plan_corpus_removal,
    plan_document_removal,
    remove_planned,
    update_reprints,
)
from flows.store import (
    Correction,
    add_watch,
    check_store,
    count_corpora,
    list_watches,
    record_hits,
    write_corrections,
)
from flows.store.database import Store
from flows.store.documents import corpus_ids, list_clusters, read_rejections, remove_documents
from tests import builders
from tests.support import MODELS, undo_migrations

REPRINT = (
    "国务院办公厅近日印发通知，要求健全新型举国体制，推动集成电路产业自主可控，到2025年研发投入占比达到3%。"
    "各地要统筹发展和安全，加强关键信息基础设施保护；支持龙头企业牵头组建创新联合体，开展联合攻关。"
    "鼓励金融机构依法合规加大信贷支持，引导社会资本参与；完善人才评价办法，保障科研人员待遇。"
    "海关、商务等部门应当简化手续、压缩时限，稳妥处理贸易摩擦，维护产业链供应链稳定畅通。"
) + "".join(f"{chr(0x4E00 + 37 * number)}{chr(0x5000 + 91 * number)}，" for number in range(150))
OTHER = "工业和信息化部发布《关于促进集成电路产业发展的意见》，支持中小企业攻关。"
# Tables without row ids of passages, ids of runs, or times.
DERIVED = {
    "document": "SELECT id, corpus, title, date, publisher, superseded_by FROM document",
    "passage": "SELECT document_id, position, text, kind FROM passage",
    "mention": "SELECT p.document_id, p.position, m.start, m.concept, m.surface FROM mention m "
    "JOIN passage p ON p.id = m.passage_id",
    "sense": "SELECT surface, type, concept, entity, source FROM sense",
    "citation": "SELECT p.document_id, c.surface FROM citation c JOIN passage p ON p.id = c.passage_id",
    "document_cluster": "SELECT document_id, cluster, similarity FROM document_cluster",
    "document_name": "SELECT document_id, kind, name FROM document_name",
    "document_total": "SELECT id, tokens, passages, corpus, published FROM document_total",
    "introduction": "SELECT document_id, long, short FROM introduction",
    "source": "SELECT corpus, key, sha256, complete FROM source",
    "rejection": "SELECT corpus, place, code FROM rejection",
    "corpus_read": "SELECT corpus, outcome FROM corpus_read",
    "correction": "SELECT text, labels, reader FROM correction",
    "watch_hit": "SELECT name, p.document_id FROM watch_hit JOIN passage p ON p.id = passage_id",
}


def fill(store: Store, folder: Path, corpora: tuple[str, ...], annotator: Annotator) -> None:
    """Read small corpora whose documents are near-duplicates of each other, annotate and compare them."""
    with store.run("test") as run:
        for corpus in corpora:
            ingest_paths(store, run.id, corpus, [folder / corpus])
        annotate_store(store, run.id, annotator, MODELS)
        update_reprints(store)


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    for corpus, texts in {
        "first": [f"2020-01-02 {REPRINT}", OTHER * 5],
        "second": [
            f"2021-03-04 {REPRINT}。转载。",
            "根据《关于促进集成电路产业发展的意见》，现通知如下。" * 4,
        ],
        "third": [f"2022-05-06 {REPRINT}（完）", "低空经济" * 30],
    }.items():
        (folder / corpus).mkdir(parents=True)
        for number, text in enumerate(texts):
            (folder / corpus / f"{number}.txt").write_text(f"{corpus}{number}\n\n{text}", encoding="utf-8")
        (folder / corpus / "bad.xyz").write_bytes(b"?")
    return folder


def content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: sorted((tuple(row) for row in store.rows(query)), key=repr) for name, query in DERIVED.items()
    }


def test_a_store_after_removal_answers_like_one_that_never_had_the_corpus(
    tmp_path: Path, texts: Path, annotator: Annotator
) -> None:
    lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "never.sqlite") as never, Store(tmp_path / "removed.sqlite") as removed:
        fill(never, texts, ("second", "third"), annotator)
        fill(removed, texts, ("second", "first", "third"), annotator)
        assert content(removed) != content(never)
        assert "first" in {member.corpus for member in list_clusters(removed)[0]}
        plan = plan_corpus_removal(removed, "first")
        assert (plan.loss.documents, plan.loss.labels, plan.loss.cited_by) == (2, 0, 0)
        assert plan.loss.mentions == count_corpora(removed)["first"].mentions
        remove_planned(removed, plan, lexicon)
        assert content(removed) == content(never)
        for query in ("集成电路", "自主可控", "低空经济", "first0"):
            ours, theirs = (builders.search(store, lexicon, query) for store in (removed, never))
            assert (ours.total, ours.facets) == (theirs.total, theirs.facets)
            assert [hit.passage_id for hit in ours.hits] == [hit.passage_id for hit in theirs.hits]
        counted = [builders.count_frame(store, lexicon, ["集成电路"]) for store in (removed, never)]
        assert counted[0].equals(counted[1])
        assert list(check_store(removed)) == []
        # Reading it again restores the very same documents.
        fill(removed, texts, ("first",), annotator)
        assert len(corpus_ids(removed, "first")) == 2
        assert list(check_store(removed)) == []


def test_the_bytes_of_a_removed_corpus_go_and_shared_ones_stay(
    tmp_path: Path, texts: Path, annotator: Annotator
) -> None:
    (texts / "third" / "same.txt").write_bytes((texts / "first" / "0.txt").read_bytes())
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first", "third"), annotator)
        before = {path.name for path in store.raw_folder.glob("*/*")}
        remove_planned(store, plan_corpus_removal(store, "first"), annotator.tagger.lexicon)
        after = {path.name for path in store.raw_folder.glob("*/*")}
        assert before > after == set(store.column("SELECT sha256 FROM source WHERE sha256 != ''"))


def test_a_forgotten_document_stays_away_with_its_labels_and_hits(
    tmp_path: Path, texts: Path, annotator: Annotator
) -> None:
    lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first", "third"), annotator)
        add_watch(store, "chips", "集成电路", {}, from_now=False)
        newest = store.value("SELECT max(id) FROM passage")
        found = builders.search(store, lexicon, "低空经济").hits[0]
        row_id, text = store.rows("SELECT id, text FROM passage WHERE document_id = ?", (found.document_id,))[
            -1
        ]
        record_hits(store, "chips", [row_id], newest)
        write_corrections(store, [Correction(text, ("x",), (), "me", "m", passage_id=row_id)])
        plan = plan_document_removal(store, found.document_id)
        assert (plan.loss.documents, plan.loss.labels) == (1, 1)
        remove_planned(store, plan, lexicon)
        assert builders.search(store, lexicon, "低空经济").total == 0
        assert store.value("SELECT count(*) FROM correction") == 0
        assert list_watches(store)[0].seen == store.value("SELECT max(id) FROM passage") < newest
        fill(store, texts, ("first", "third"), annotator)
        assert builders.search(store, lexicon, "低空经济").total == 0
        # A new passage may get the row id of a removed one: it is found, and is new to saved searches.
        (texts / "third" / "new.txt").write_text("低空经济与量子", encoding="utf-8")
        fill(store, texts, ("third",), annotator)
        assert builders.search(store, lexicon, "低空经济").total == 1
        assert store.value("SELECT max(id) FROM passage") > list_watches(store)[0].seen
        assert list(check_store(store)) == []


def test_who_cites_it_is_counted(tmp_path: Path, texts: Path, annotator: Annotator) -> None:
    (texts / "first" / "cited.txt").write_text(
        "关于促进集成电路产业发展的意见\n\n一、总体要求。坚持创新驱动发展，加快产业升级。", encoding="utf-8"
    )
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first", "second"), annotator)
        loss = plan_corpus_removal(store, "first").loss
        assert loss.cited_by == 1


def test_a_label_moves_to_the_same_text_elsewhere(tmp_path: Path, texts: Path, annotator: Annotator) -> None:
    same = "两处完全相同的一段话，讲的是关键核心技术攻关。"
    for corpus in ("first", "second"):
        (texts / corpus / "same.txt").write_text(f"{corpus}\n\n{same}", encoding="utf-8")
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first", "second"), annotator)
        rows = store.rows(
            "SELECT p.id, d.corpus FROM passage p JOIN document d ON d.id = p.document_id WHERE p.text = ?",
            (same,),
        )
        places = {row["corpus"]: row["id"] for row in rows}
        write_corrections(store, [Correction(same, ("x",), (), "me", "m", passage_id=places["first"])])
        remove_planned(store, plan_corpus_removal(store, "first"), annotator.tagger.lexicon)
        assert store.column("SELECT passage_id FROM correction") == [places["second"]]


def test_a_renamed_corpus_keeps_its_ids_and_is_known_when_read_again(
    tmp_path: Path, texts: Path, annotator: Annotator
) -> None:
    lexicon: Lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first", "second"), annotator)
        add_watch(store, "chips", "集成电路", {"corpus": ["first"]}, from_now=False)
        ids = corpus_ids(store, "first")
        with pytest.raises(UsageError, match="'second': a corpus of that name is stored already"):
            change_corpus_name(store, "first", "second", lexicon)
        change_corpus_name(store, "first", "renamed", lexicon)
        assert corpus_ids(store, "renamed") == ids
        assert builders.search(store, lexicon, "集成电路").facets["corpus"].keys() == {"renamed", "second"}
        assert list_watches(store)[0].filters == {"corpus": ["renamed"]}
        with store.run("test") as run:
            counts = ingest_paths(store, run.id, "renamed", [texts / "first"])
            assert (counts.documents, counts.unchanged) == (0, 3)
            store.connection.execute("UPDATE source SET complete = 0")
            counts = ingest_paths(store, run.id, "renamed", [texts / "first"])
            assert (counts.documents, counts.rejected) == (0, 0)
            # A corpus read under the old name is another corpus.
            assert ingest_paths(store, run.id, "first", [texts / "first"]).documents == 2
        assert corpus_ids(store, "renamed") == ids
        assert next(check_store(store)).code == "store.doctor_index_behind"


def test_a_corpus_takes_the_name_of_one_whose_documents_are_all_removed(
    tmp_path: Path, texts: Path, annotator: Annotator
) -> None:
    lexicon: Lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "s.sqlite") as store:
        fill(store, texts, ("first",), annotator)
        change_corpus_name(store, "first", "renamed", lexicon)
        with store.run("test") as run:
            ingest_paths(store, run.id, "first", [texts / "first"])
        remove_documents(store, corpus_ids(store, "renamed"))
        ids = corpus_ids(store, "first")
        change_corpus_name(store, "first", "renamed", lexicon)
        assert corpus_ids(store, "renamed") == ids


COPY = "稀土出口须经许可，样例部负责解释。" * 3


def ingest(store: Store, folder: Path) -> tuple[int, int]:
    """Read a folder; return the number of new documents and rejections."""
    with store.run("test") as run:
        counts = ingest_paths(store, run.id, "made", [folder])
    return counts.documents, counts.rejected


def records(*texts: str) -> str:
    return "".join(f'{{"id": "{number}", "text": "{text}"}}\n' for number, text in enumerate(texts))


def places(store: Store, code: str) -> list[str]:
    return sorted(row.place.rpartition("/")[2] for row in read_rejections(store) if row.code == code)


def forget(store: Store, name: str, lexicon: Lexicon) -> None:
    (found,) = store.column(
        "SELECT id FROM document WHERE substr(key, -length(?1)) = ?1 AND superseded_by IS NULL", (name,)
    )
    remove_planned(store, plan_document_removal(store, found), lexicon)


@pytest.mark.parametrize(
    ("files", "forgotten", "freed", "back"),
    [
        # copies in separate files: the first is restored, the second is a duplicate of it
        ({"a.txt": COPY, "b.txt": COPY, "c.txt": COPY}, ["a.txt"], ["b.txt", "c.txt"], ["b.txt"]),
        # a copy among records: records removed from its file stay away
        (
            {"a.txt": COPY, "b.jsonl": records("其他事项一。", "其他事项二。", COPY)},
            ["b.jsonl#0", "a.txt"],
            ["b.jsonl#2"],
            ["b.jsonl#1", "b.jsonl#2"],
        ),
        # a copy in the file of the original
        (
            {"b.jsonl": records(COPY, COPY, "其他事项。")},
            ["b.jsonl#0"],
            ["b.jsonl#1"],
            ["b.jsonl#1", "b.jsonl#2"],
        ),
        ({"a.txt": COPY, "b.txt": "其他事项。"}, ["a.txt"], [], ["b.txt"]),
    ],
)
def test_duplicates_of_what_is_forgotten_are_read_again(
    store: Store,
    tmp_path: Path,
    annotator: Annotator,
    files: dict[str, str],
    forgotten: list[str],
    freed: list[str],
    back: list[str],
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    ingest(store, folder)
    for name in forgotten:
        forget(store, name, annotator.tagger.lexicon)
    assert places(store, "corpus.duplicate_gone") == freed
    assert places(store, "corpus.duplicate") == []
    ingest(store, folder)
    assert sorted(key.rpartition("/")[2] for key in store.column("SELECT key FROM document")) == back
    assert places(store, "corpus.duplicate_gone") == []
    assert places(store, "corpus.duplicate") == [name for name in freed if name not in back]
    assert ingest(store, folder) == (0, 0)
    assert [finding for finding in check_store(store) if finding.is_fault] == []


def test_what_is_forgotten_comes_back_only_with_another_text(
    store: Store, tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "a.txt").write_text("一份会被移除的文件。", encoding="utf-8")
    (folder / "b.jsonl").write_text(records("其他事项一。", "其他事项二。"), encoding="utf-8")

    def stored() -> list[str]:
        return sorted(key.rpartition("/")[2] for key in store.column("SELECT key FROM document"))

    assert ingest(store, folder) == (3, 0)
    for name in ("a.txt", "b.jsonl#0"):
        forget(store, name, annotator.tagger.lexicon)
    # A new version of the program reads all files again, some of them differently.
    monkeypatch.setattr("flows.pipeline.reading.READING_VERSION", "another")
    assert ingest(store, folder) == (0, 0)
    # Its file has changed, but not the record.
    (folder / "b.jsonl").write_text(records("其他事项一。", "其他事项二。", "其他事项三。"), encoding="utf-8")
    assert ingest(store, folder) == (1, 0)
    assert stored() == ["b.jsonl#1", "b.jsonl#2"]
    # Another text is another document; the old one may return after it.
    (folder / "a.txt").write_text("换成了另一份文件。", encoding="utf-8")
    assert ingest(store, folder) == (1, 0)
    (folder / "a.txt").write_text("一份会被移除的文件。", encoding="utf-8")
    assert ingest(store, folder) == (1, 0)
    assert store.value("SELECT count(*) FROM document WHERE superseded_by IS NULL") == 3
    assert [finding for finding in check_store(store) if finding.is_fault] == []


def test_what_an_earlier_version_has_forgotten_stays_away(
    tmp_path: Path, annotator: Annotator, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It only recorded that a file was read to the end, of which nothing is stored or rejected."""
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"{name}：一份会被移除的文件。", encoding="utf-8")
    (folder / "bad.xyz").write_bytes(b"?")
    with Store(tmp_path / "s.sqlite") as store:
        ingest(store, folder)
        forget(store, "a.txt", annotator.tagger.lexicon)
        undo_migrations(store, 27)
    monkeypatch.setattr("flows.pipeline.reading.READING_VERSION", "another")
    with Store(tmp_path / "s.sqlite") as store:
        assert ingest(store, folder) == (0, 0)
        assert [key.rpartition("/")[2] for key in store.column("SELECT key FROM forgotten")] == ["a.txt"]


def test_a_removed_corpus_is_not_remembered_as_forgotten(
    store: Store, tmp_path: Path, annotator: Annotator
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    (folder / "a.txt").write_text("一份会被移除的文件。", encoding="utf-8")
    ingest(store, folder)
    forget(store, "a.txt", annotator.tagger.lexicon)
    remove_planned(store, plan_corpus_removal(store, "made"), annotator.tagger.lexicon)
    assert ingest(store, folder) == (1, 0)


def test_duplicates_of_a_version_that_was_replaced_are_read_again(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(COPY, encoding="utf-8")
    assert ingest(store, folder) == (1, 1)
    (folder / "a.txt").write_text(COPY + "现予修改。", encoding="utf-8")
    first, second = ingest(store, folder), ingest(store, folder)
    assert first[0] + second[0] == 2
    current = "SELECT key FROM document WHERE superseded_by IS NULL ORDER BY key"
    assert [key.rpartition("/")[2] for key in store.column(current)] == ["a.txt", "b.txt"]
    assert ingest(store, folder) == (0, 0)
    assert read_rejections(store) == []


def test_a_copy_that_has_changed_since_is_no_duplicate_any_more(
    store: Store, tmp_path: Path, annotator: Annotator
) -> None:
    folder = tmp_path / "made"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(COPY, encoding="utf-8")
    ingest(store, folder)
    (folder / "b.txt").write_text("其他事项。", encoding="utf-8")
    ingest(store, folder)
    forget(store, "a.txt", annotator.tagger.lexicon)
    assert read_rejections(store) == []
    assert ingest(store, folder) == (0, 0)
