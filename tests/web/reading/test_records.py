"""Records on the page: the fields of one line of a file, escaped, and never those of another record."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from flows.corpus.readers import Options, Place, RecordPlace, find_record, read_file
from flows.corpus.splitting.passages import passages_of
from flows.errors import UsageError
from flows.records import Document
from flows.settings import Settings
from flows.store import Store, hash_bytes, keep_raw, raw_path
from flows.store.documents import SourceFile, write_batch
from flows.web import limits
from flows.web.app import create_app
from tests.support import MODELS, without_breaks, without_languages

HOSTILE = "<script>alert(1)</script>"
LONG = "稀土管理。" * 200
RECORDS: list[dict[str, object]] = [
    {
        "id": "a",
        "title": "一",
        "text": "稀土管理。第一件。",
        "year": 2021,
        "tags": ["x", HOSTILE],
        "none": None,
    },
    {"id": "b", "title": HOSTILE, "text": LONG, HOSTILE: "值"},
    {"id": "c", "title": "三", "text": "出口管制。\n第三件。", "open": False},
]
LINES = "\n".join(["", *(json.dumps(one, ensure_ascii=False) for one in RECORDS), "{broken", ""])


def write_table(delimiter: str) -> str:
    written = io.StringIO()
    writer = csv.DictWriter(written, ["id", "title", "text"], extrasaction="ignore", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(RECORDS)
    return written.getvalue()


def pack(name: str, data: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        archive.writestr("other.jsonl", '{"id": "z", "text": "别的文件。"}')
        archive.writestr(name, data)
    return written.getvalue()


FILES = {
    "lines.jsonl": LINES.encode(),
    "marked.jsonl": LINES.encode("utf-8-sig"),
    "gbk.jsonl": LINES.encode("gb18030"),
    "wide.jsonl": LINES.encode("utf-16"),
    "packed.jsonl.gz": gzip.compress(LINES.encode()),
    "damaged.jsonl.gz": gzip.compress(LINES.encode() + b"\n" + b'{"text": "\xe7\xa8\x80"}' * 999)[:-9],
    "archive.zip": pack("文件.jsonl", LINES.encode()),
    "list.json": json.dumps(RECORDS, ensure_ascii=False).encode(),
    "table.csv": write_table(",").encode(),
    "table.tsv": write_table("\t").encode("gb18030"),
}


def read(name: str, data: bytes) -> list[Document]:
    place = Place(name.replace(".", "-"), name, name, name, hash_bytes(data))
    return [one for one in read_file(data, place, Options()) if isinstance(one, Document)]


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A store with the records of each file, and the ids of their documents by key."""
    path = tmp_path_factory.mktemp("records") / "s.sqlite"
    with Store(path) as store, store.run("test") as run:
        for name, data in FILES.items():
            keep_raw(store, data, hash_bytes(data))
            documents = [(one, list(passages_of(one))) for one in read(name, data)]
            file = SourceFile(name.replace(".", "-"), name, hash_bytes(data), "", len(data))
            write_batch(store, run.id, file, documents, [], complete=True)
        ids = {row["key"]: row["id"] for row in store.rows("SELECT key, id FROM document")}
    return path, ids


@pytest.fixture(scope="module")
def reader(records: tuple[Path, dict[str, str]]) -> Iterator[TestClient]:
    with TestClient(create_app(Settings(store=records[0], models=MODELS))) as opened:
        yield opened


def key_of(name: str, number: int) -> str:
    inside = "!文件.jsonl" if name.endswith(".zip") else ""
    return f"{name}{inside}#{RECORDS[number]['id']}"


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("number", range(len(RECORDS)))
def test_the_record_of_a_document_is_downloaded_alone(
    reader: TestClient, records: tuple[Path, dict[str, str]], name: str, number: int
) -> None:
    answer = reader.get(f"/original/{records[1][key_of(name, number)]}/record")
    assert answer.headers["content-disposition"].startswith("attachment; ")
    assert answer.headers["x-content-type-options"] == "nosniff"
    expected = RECORDS[number]
    if name.startswith("table"):
        expected = {field: expected[field] for field in ("id", "title", "text")}
    assert answer.json() == expected


@pytest.mark.parametrize(("locale", "empty"), [("en", "empty"), ("zh", "空")])
def test_a_record_is_shown_as_the_table_of_its_fields(
    reader: TestClient, records: tuple[Path, dict[str, str]], locale: str, empty: str
) -> None:
    first, second = (records[1][key_of("lines.jsonl", number)] for number in (0, 1))
    page = without_breaks(reader.get(f"/original/{first}/view", params={"lang": locale}).text)
    assert '<th scope="row">year</th><td><pre>2021</pre></td>' in page
    assert f'<th scope="row">none</th><td><span class="soft">{empty}</span></td>' in page
    assert f'href="/original/{first}/record" download' in page
    page = without_languages(reader.get(f"/original/{second}/view", params={"lang": locale}).text)
    page = without_breaks(page)
    assert HOSTILE not in page and '<th scope="row">&lt;script&gt;alert(1)&lt;/script&gt;</th>' in page
    folded = page.partition("<details><summary>稀土管理。")[2].partition("</details>")[0]
    assert LONG in folded and f"{len(LONG):,}" in folded


def test_a_document_leads_to_its_record(reader: TestClient, records: tuple[Path, dict[str, str]]) -> None:
    document = records[1][key_of("table.csv", 2)]
    page = reader.get(f"/document/{document}?lang=en").text
    alone, whole = (f'href="/original/{document}{end}" download' for end in ("/record", ""))
    assert -1 < page.find(alone) < page.find(whole)
    assert "The whole file table.csv" in page and "Original file" not in page


@pytest.mark.parametrize(
    ("locale", "gone", "changed"),
    [
        ("en", "The original file is missing", "has changed since it was read"),
        ("zh", "原文件不在此处", "已被改动"),
    ],
)
def test_a_file_that_is_gone_or_changed_is_said_and_not_shown(
    reader: TestClient, records: tuple[Path, dict[str, str]], locale: str, gone: str, changed: str
) -> None:
    path, ids = records
    document = ids[key_of("list.json", 0)]
    with Store(path, read_only=True) as store:
        file = raw_path(store, hash_bytes(FILES["list.json"]))
    try:
        file.write_bytes(FILES["list.json"].replace("第一件".encode(), "第九件".encode()))
        answer = reader.get(f"/original/{document}/view", params={"lang": locale})
        assert answer.status_code == 404 and changed in answer.text and "第九件" not in answer.text
        assert reader.get(f"/original/{document}/record").status_code == 404
        file.unlink()
        answer = reader.get(f"/original/{document}/view", params={"lang": locale})
        assert answer.status_code == 404 and gone in answer.text
        assert reader.get(f"/original/{document}/record").status_code == 404
    finally:
        file.write_bytes(FILES["list.json"])


def test_the_record_of_another_document_is_never_shown(
    records: tuple[Path, dict[str, str]], reader: TestClient
) -> None:
    """A line that holds another id than the document's is not its record."""
    path, ids = records
    document = ids[key_of("lines.jsonl", 0)]
    move = "UPDATE document SET metadata = json_set(metadata, '$.line', ?) WHERE id = ?"
    with Store(path) as store, store.transaction() as connection:
        connection.execute(move, (3, document))
    try:
        assert "was not found in its file" in reader.get(f"/original/{document}/view?lang=en").text
        assert reader.get(f"/original/{document}/record").status_code == 404
    finally:
        with Store(path) as store, store.transaction() as connection:
            connection.execute(move, (2, document))


def test_a_large_table_is_not_read_whole_for_one_record(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(FILES["table.csv"])
    with pytest.raises(UsageError, match="must be read whole"):
        find_record(path, RecordPlace("csv", 2), len(FILES["table.csv"]) - 1)
    assert find_record(path, RecordPlace("csv", 2), len(FILES["table.csv"])) is not None


def test_lines_after_the_record_are_not_unpacked(tmp_path: Path) -> None:
    """Of a packed file of 60 MB, one line at its beginning is found with the limit of a small one."""
    path = tmp_path / "t.jsonl.gz"
    path.write_bytes(gzip.compress(LINES.encode() + b"\n" + b"x" * limits.LARGEST_RECORDS + b"\n", 1)[:-4])
    found = find_record(path, RecordPlace("jsonl", 3), 1)
    assert found == RECORDS[1]


@given(st.lists(st.dictionaries(st.sampled_from("ab"), st.text(max_size=9), min_size=1), max_size=6))
def test_each_line_is_its_own_record(tmp_path_factory: pytest.TempPathFactory, rows: list[object]) -> None:
    path = tmp_path_factory.getbasetemp() / "each.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=True) for row in rows), encoding="utf-8")
    for number, row in enumerate(rows, 1):
        assert find_record(path, RecordPlace("jsonl", number), 10**6) == row
    assert find_record(path, RecordPlace("jsonl", len(rows) + 1), 10**6) is None
