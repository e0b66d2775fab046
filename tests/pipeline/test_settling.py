"""Settling after a change of a few documents gives the same result as settling all of them."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.alignment.pairing import may_have_pairs
from flows.annotation.annotator import Annotator
from flows.pipeline import ingest_paths
from flows.pipeline.annotate import annotate_store
from flows.pipeline.settling import settle_documents
from flows.references.statuses.others import may_concern_others
from flows.store.database import Store
from flows.store.documents import amend_document, forget_settled, remove_documents, settling
from tests.stores import copy_whole
from tests.support import MODELS

POOL: dict[str, dict[str, str]] = {
    "old": {
        "title": "样例数据条例",
        "date": "2010-01-01",
        "text": "第一条　为了规范样例数据处理，制定本条例。",
    },
    "new": {"title": "样例数据条例", "date": "2015-01-01", "text": "第一条　样例数据的处理应当安全。"},
    "law": {
        "title": "样例数据法",
        "date": "2020-06-01",
        "text": "第一条　为了规范样例数据活动，制定本法。\n本法自2021年1月1日起施行。《样例数据条例》同时废止。",
    },
    "rule": {"title": "样例旧规定", "date": "2012-01-01", "text": "第一条　样例单位应当登记。"},
    "decision": {
        "title": "示范局关于修改《样例旧规定》的决定",
        "date": "2018-03-01",
        "text": "决定对《样例旧规定》作如下修改：第一条修改为样例单位应当备案。",
    },
    "notice": {
        "title": "关于样例基站的通知",
        "date": "2019-05-01",
        "document_number": "示发〔2019〕7号",
        "text": "各单位要加快样例基站建设。",
        "url": "https://www.sample.gov.cn/zh/7.html",
    },
    "english": {
        "title": "Notice on Sample Base Stations",
        "date": "2019-06-01",
        "document_number": "示发〔2019〕7号",
        "text": "All units shall speed up the building of sample base stations, and report on it.",
    },
    "address": {
        "title": "Sample Base Stations",
        "date": "2019-07-01",
        "text": "All units shall speed up the building of sample base stations this year.",
        "url": "https://www.sample.gov.cn/en/7.html",
    },
    "declared": {
        "title": "On Sample Data",
        "date": "2020-07-01",
        "text": "Whoever handles sample data shall handle it with care, and shall report on it.",
        "translation_of": "law",
    },
    "news": {"title": "示范报讯", "date": "2019-01-01", "text": "《样例旧规定》同时废止。"},
}
TABLES = ("document_name", "document_state", "status_event")


class Step(NamedTuple):
    """A change to a document: put, changed, retitled or removed."""

    act: str
    name: str


STEPS = st.lists(
    st.builds(
        Step, st.sampled_from(["put", "put", "put", "change", "retitle", "remove"]), st.sampled_from([*POOL])
    ),
    min_size=2,
    max_size=7,
)


def put(store: Store, folder: Path, annotator: Annotator, name: str, extra: str = "") -> None:
    path = folder / f"{name}.jsonl"
    record = POOL[name] | {"id": name, "text": POOL[name]["text"] + extra}
    path.write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    with store.run("test") as run:
        ingest_paths(store, run.id, "sample", [path])
        annotate_store(store, run.id, annotator, MODELS)


def current(store: Store, name: str) -> str:
    query = (
        "SELECT id FROM document WHERE superseded_by IS NULL AND json_extract(metadata, '$.record_id') = ?"
    )
    return str(store.value(query, (name,)) or "")


def take(store: Store, folder: Path, annotator: Annotator, step: Step) -> None:
    document = current(store, step.name)
    if step.act == "put":
        put(store, folder, annotator, step.name)
    elif step.act == "change" and document:
        put(store, folder, annotator, step.name, "\n各单位应当报告。")
    elif step.act == "retitle" and document:
        amend_document(store, document, {"title": POOL["rule"]["title"]})
        settle_documents(store, annotator.tagger.lexicon)
    elif step.act == "remove" and document:
        remove_documents(store, [document])
        settle_documents(store, annotator.tagger.lexicon)


def settled(store: Store) -> dict[str, set[tuple[object, ...]]]:
    """Return the result of settling; states of former versions stay as they were then."""
    found = {table: set(map(tuple, store.rows(f"SELECT * FROM {table}"))) for table in TABLES}
    former = set(store.column("SELECT id FROM document WHERE superseded_by IS NOT NULL"))
    found["document_state"] = {row for row in found["document_state"] if row[0] not in former}
    pairs = "SELECT id, known_by, status, evidence FROM document_pair"
    return found | {"document_pair": set(map(tuple, store.rows(pairs)))}


@settings(max_examples=15, deadline=None)
@given(STEPS)
def test_a_few_documents_settled_alone_are_as_all_settled_again(
    annotator: Annotator, steps: list[Step]
) -> None:
    with tempfile.TemporaryDirectory() as place, Store(Path(place) / "s.sqlite") as store:
        for step in steps:
            take(store, Path(place), annotator, step)
            alone = settled(store)
            with store.transaction() as connection:
                forget_settled(store)
                connection.execute("DELETE FROM counter WHERE name = 'pairs'")
                connection.execute("DELETE FROM document_name")
                connection.execute("DELETE FROM document_state")
                connection.execute("DELETE FROM status_event")
            settle_documents(store, annotator.tagger.lexicon)
            assert alone == settled(store)


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Path:
    """A store with an old regulation, a rule, and the decision that amends the rule."""
    folder = tmp_path_factory.mktemp("amended")
    with Store(folder / "s.sqlite") as made:
        for name in ("old", "rule", "decision"):
            put(made, folder, annotator, name)
    return folder / "s.sqlite"


@pytest.fixture
def store(amended: Path, tmp_path: Path) -> Iterator[Store]:
    with Store(copy_whole(amended, tmp_path / "amended")) as copy:
        yield copy


@pytest.mark.parametrize(
    ("name", "beside", "concerns", "may_be_paired"),
    [
        ("news", (), False, False),
        ("notice", (), False, False),
        ("notice", ("english",), False, True),  # by its number
        ("notice", ("address",), False, True),
        ("english", (), False, False),
        ("new", (), True, False),  # another edition next to the old one
        ("law", (), True, False),  # repeals
        ("rule", (), True, False),  # has been amended
        ("law", ("declared",), True, True),
        ("declared", (), False, True),
    ],
)
def test_a_document_is_looked_at_alone_where_nothing_joins_it_with_others(
    store: Store,
    tmp_path: Path,
    annotator: Annotator,
    name: str,
    beside: tuple[str, ...],
    concerns: bool,
    may_be_paired: bool,
) -> None:
    for one in (*beside, name):
        put(store, tmp_path, annotator, one)
    with store.transaction() as connection:
        connection.execute("DELETE FROM document_pair")
    assert may_concern_others(store, [current(store, name)]) == concerns
    assert may_have_pairs(store, [current(store, name)]) == may_be_paired


def test_what_has_changed_is_given_until_it_is_settled(
    store: Store, tmp_path: Path, annotator: Annotator
) -> None:
    with settling(store) as changed:
        assert changed == []
    path = tmp_path / "news.jsonl"
    path.write_text(json.dumps(POOL["news"] | {"id": "news"}, ensure_ascii=False), encoding="utf-8")
    with store.run("test") as run:
        ingest_paths(store, run.id, "sample", [path])
    news = current(store, "news")
    with pytest.raises(KeyboardInterrupt), settling(store) as changed:
        assert changed == [news]
        raise KeyboardInterrupt
    with settling(store) as changed:
        assert changed == [news]
        with Store(store.path) as other:  # while it is settled, another process removes a document
            remove_documents(other, [current(store, "old")])
    with settling(store) as changed:
        assert changed is None
    with settling(store) as changed:
        assert changed == []


def test_a_better_reading_of_a_number_gives_a_document_its_name(
    store: Store, tmp_path: Path, annotator: Annotator
) -> None:
    put(store, tmp_path, annotator, "notice")
    names = "SELECT name FROM document_name WHERE document_id = ? AND kind = 'number'"
    before = store.column(names, (current(store, "notice"),))
    notice = POOL["notice"] | {"id": "notice", "document_number": "示发〔2019〕8号"}
    (tmp_path / "notice.jsonl").write_text(json.dumps(notice, ensure_ascii=False), encoding="utf-8")
    with store.run("test") as run:
        ingest_paths(store, run.id, "sample", [tmp_path / "notice.jsonl"])
        annotate_store(store, run.id, annotator, MODELS)
    assert before == ["示发〔2019〕7号"]
    assert store.column(names, (current(store, "notice"),)) == ["示发〔2019〕8号"]
