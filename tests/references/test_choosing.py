"""The version of a document in force on a day."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import UsageError
from flows.pipeline import ingest_paths
from flows.references import document_on, open_part, read_document_choice
from flows.references.choosing import standing_version
from flows.store import Store
from flows.store.documents import DocumentFilter, DocumentRequest, list_documents
from flows.store.part import StoredVersion


def version(name: str, date: str, seen: str, revived: str = "") -> StoredVersion:
    moment = f"{revived}T08:00:00+00:00" if revived else ""
    return StoredVersion(name, "c", "k", date, f"{seen}T08:00:00+00:00", moment, False, *[""] * 6)


REVIVED = [
    version("a", "2018-01-15", "2018-02-01", revived="2020-03-01"),
    version("b", "2019-01-15", "2019-02-01"),
    version("c", "2018-01-15", "2021-02-01"),
]
UNDATED = [version("a", "", "2018-02-01"), version("b", "", "2019-02-01")]
MONTHS = [version("a", "2018-01", "2026-01-01"), version("b", "2019-05", "2026-01-02")]


@pytest.mark.parametrize(
    ("versions", "day", "expected"),
    [
        (REVIVED, "2018-01-14", None),
        (REVIVED, "2018-06-01", "a"),
        (REVIVED, "2019-06-01", "b"),
        (REVIVED, "2020-06-01", "a"),
        (REVIVED, "2022-01-01", "c"),
        (UNDATED, "2018-01-01", None),
        (UNDATED, "2018-02-01", "a"),
        (UNDATED, "2019-02-01", "b"),
        (MONTHS, "2018-01-31", "a"),
        (MONTHS, "2019-05-31", "b"),
    ],
)
def test_the_version_that_stood(versions: list[StoredVersion], day: str, expected: str | None) -> None:
    found = standing_version(versions, day)
    assert (found.id if found else None) == expected


OLD, NEW = "2018-03-01", "2020-03-01"


@pytest.fixture
def law(tmp_path: Path) -> Iterator[tuple[Store, dict[str, str]]]:
    """A law with two editions, and a notice that was changed silently; ids by name."""
    folder = tmp_path / "texts"
    folder.mkdir()
    texts = {
        "law_old.txt": f"中华人民共和国示范技术法\n\n发布日期：{OLD}\n\n第一条 为了促进示范技术，制定本法。",
        "law_new.txt": f"中华人民共和国示范技术法\n\n发布日期：{NEW}\n\n第一条 为了保护示范技术，制定本法。",
        "notice.txt": "关于示范技术的通知\n\n发布日期：2018-05-01\n\n各单位应当报告示范技术。",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    with Store(tmp_path / "store.sqlite") as store:
        with store.run("ingest") as run:
            ingest_paths(store, run.id, "laws", [folder])
        documents = list_documents(store, DocumentRequest(DocumentFilter(), "date", None, 0)).documents
        yield store, {one.date: one.id for one in documents}


def test_the_edition_that_stood(law: tuple[Store, dict[str, str]]) -> None:
    store, ids = law
    for day, expected in (("2018-03-01", OLD), ("2019", OLD), ("2020-03", NEW), ("2024-01-01", NEW)):
        for asked in (OLD, NEW):
            found = document_on(store, ids[asked], day)
            assert (found.document_id, found.is_known) == (ids[expected], False)  # first read today


def test_a_document_of_a_later_date_did_not_stand(law: tuple[Store, dict[str, str]]) -> None:
    store, ids = law
    with pytest.raises(UsageError) as caught:
        document_on(store, ids["2018-05-01"], "2017")
    assert caught.value.code == "references.not_yet"
    with pytest.raises(UsageError):
        document_on(store, ids[NEW], "2018-02-28")
    with pytest.raises(UsageError):
        document_on(store, ids[NEW], "soon")


def test_the_publisher_of_a_former_version_is_known_on_its_day(tmp_path: Path) -> None:
    records = tmp_path / "records.jsonl"
    with Store(tmp_path / "store.sqlite") as store:
        for date, publisher in ((OLD, "示范委员会"), (NEW, "示范总局")):
            record = {"id": "1", "title": "示范通知", "date": date, "publisher": publisher, "text": date}
            records.write_text(json.dumps(record), encoding="utf-8")
            with store.run("ingest") as run:
                ingest_paths(store, run.id, "notices", [records])
    wanted = DocumentRequest(DocumentFilter(publishers=("示范委员会",)), "date", None, 0)
    with open_part(Store(tmp_path / "store.sqlite"), read_document_choice("2018")) as part:
        assert [one.date for one in list_documents(part, wanted).documents] == [OLD]
    later = open_part(Store(tmp_path / "store.sqlite"), read_document_choice("2020"))
    with later, pytest.raises(UsageError, match="no such value"):
        list_documents(later, wanted)
