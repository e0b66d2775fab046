"""The desk: collections by hand and by query, shared between stores, and written with notes and references."""

from __future__ import annotations

import io
import json
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import docx
import pytest
import rispy
from bibtexparser.entrypoint import parse_string

from flows.annotation.annotator import Annotator
from flows.corpus.splitting import passages_of
from flows.errors import UsageError
from flows.output import translate_word
from flows.records import Document
from flows.reports.collections import Desk, create_shared, share, write_collection
from flows.search import Collection
from flows.search.kept import join_query
from flows.store import Store
from flows.store.documents import DocumentRequest, SourceFile, list_documents, write_batch
from tests.stores import copy_file

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture
def desk(sample_store: Path, tmp_path: Path, annotator: Annotator) -> Iterator[Desk]:
    path = tmp_path / "s.sqlite"
    copy_file(sample_store, path)
    shutil.copytree(sample_store.with_suffix(".index"), path.with_suffix(".index"))
    with Store(path) as store:
        collection = Collection(store, annotator.tagger.lexicon)
        yield Desk(lambda: collection)


@pytest.fixture
def ids(desk: Desk) -> list[str]:
    return [row.id for row in list_documents(desk.store, DocumentRequest(order="oldest")).documents]


def collection_of(desk: Desk) -> Collection:
    return desk._collection()


def test_members_by_hand(desk: Desk, ids: list[str]) -> None:
    assert desk.add("我的", [ids[0], f"{ids[1]}-2", f"{ids[1]}-2"], note="看") == 2
    assert desk.add("我的", [f"{ids[1]}-2", f"{ids[2]}-1"], note="") == 1
    desk.note("我的", f"{ids[1]}-2", "要点")
    desk.move("我的", "3", 1)
    shown = [(one.number, one.id, one.note) for one in desk.members("我的")]
    assert shown == [(1, f"{ids[2]}-1", ""), (2, ids[0], "看"), (3, f"{ids[1]}-2", "要点")]
    assert desk.remove("我的", ["1", ids[0]]) == 2
    assert [one.id for one in desk.members("我的")] == [f"{ids[1]}-2"]
    assert desk.find("我的").title == "我的"
    assert desk.describe("我的", title="我的资料", note="说明").note == "说明"
    assert desk.drop("我的") == 1


def test_a_collection_of_a_query_is_evaluated_when_used(desk: Desk) -> None:
    desk.create("芯片", query="集成电路 OR 芯片")
    before = desk.page("芯片", limit=2)
    assert len(before[0]) == 2 < before[1]
    assert {one.state for one in before[0]} == {"found"}
    assert translate_word("found", "state", "zh") == "检索所得"
    document = Document("c", "k", "支持芯片研发。", title="样例", published="2026-01-01", language="zh")
    with desk.store.run("test") as run:
        source = SourceFile("c", "k", "0", "", 1)
        write_batch(desk.store, run.id, source, [(document, passages_of(document))], [], complete=True)
    assert desk.page("芯片")[1] == before[1] + 1


def test_pages_of_a_collection_of_a_query_make_the_whole(desk: Desk) -> None:
    """A member has one number, by date, on every page and in the numbered notes of an export."""
    desk.create("芯片", query="集成电路 OR 芯片")
    whole, total = desk.page("芯片")
    assert total == len(whole) > 4
    assert [one.date for one in whole] == sorted(one.date for one in whole)
    pages = [one for offset in range(0, total, 3) for one in desk.page("芯片", limit=3, offset=offset)[0]]
    assert pages == whole


@pytest.mark.parametrize(
    ("name", "words"),
    [("", "a name begins"), ("a/b", "a name begins"), ('x"', "a name begins"), ("a" * 65, "a name begins")],
)
def test_names_that_could_not_be_typed(desk: Desk, name: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        desk.create(name)
    with pytest.raises(UsageError, match=words):
        desk.add(name, [])


def test_what_is_refused(desk: Desk, ids: list[str]) -> None:
    desk.create("q", query="芯片")
    desk.add("by hand", [ids[0]])
    for code, call in (
        ("reports.collection_exists", lambda: desk.create("q")),
        ("reports.collection_of_query", lambda: desk.add("q", [ids[0]])),
        ("reports.collection_of_query", lambda: desk.note("q", "1", "x")),
        ("reports.collection_by_hand", lambda: desk.describe("by hand", query="芯片")),
        ("reports.no_member", lambda: desk.remove("by hand", ["2"])),
        ("reports.no_member", lambda: desk.note("by hand", ids[1], "x")),
        ("output.no_such_source", lambda: desk.add("by hand", ["none"])),
        ("flows.unknown_value", lambda: desk.members("none")),
        ("flows.no_such_value", lambda: desk.members("none", kind="tag")),
        ("search.similar_not_counted", lambda: desk.create("s", query='~"芯片"')),
        ("search.query_ends_closing", lambda: desk.create("s", query="(芯片")),
    ):
        with pytest.raises(UsageError) as caught:
            call()
        assert caught.value.code == code
    assert [one.name for one in desk.collections()] == ["by hand", "q"]


def test_queries_within_lists() -> None:
    assert join_query("a OR b") == "a OR b"
    assert join_query("") == ""
    assert join_query("", ["x"]) == '(collection:"x")'
    assert join_query("a OR b", ["x", "y z"], ["t"]) == (
        '(a OR b) (collection:"x" OR collection:"y z") (tag:"t")'
    )


def test_a_shared_collection_finds_its_members_elsewhere(desk: Desk, ids: list[str], tmp_path: Path) -> None:
    desk.add("我的", [ids[0], f"{ids[1]}-2"], note="看")
    desk.describe("我的", title="标题", note="说明")
    text = share(desk, "我的")
    received = create_shared(desk, text, name="copy")
    assert (received.members, received.found) == (2, 2)
    assert [one._replace(item=0) for one in desk.members("copy")] == [
        one._replace(item=0) for one in desk.members("我的")
    ]
    with Store(tmp_path / "empty.sqlite") as store:
        empty = Collection(store, collection_of(desk).lexicon)
        other = Desk(lambda: empty)
        assert create_shared(other, text)[1:] == (2, 0)
        assert {one.state for one in other.members("我的")} == {"gone"}
        assert share(other, "我的") == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format": "zhengce collection 1"}',
        '{"format": "zhengce collection 1", "members": [1]}',
        '{"format": "zhengce collection 1", "members": [{"start": "1"}]}',
        '{"format": "zhengce collection 1", "members": [{"text": 1}]}',
        '{"format": "zhengce collection 1", "members": [{"position": true}]}',
        "[" * 100_000,
    ],
)
def test_what_is_no_shared_collection(desk: Desk, text: str) -> None:
    with pytest.raises(UsageError) as caught:
        create_shared(desk, text, name="x")
    assert caught.value.code == "reports.not_shared"
    assert desk.collections() == []


@pytest.fixture
def written(desk: Desk, ids: list[str]) -> Desk:
    """A collection with a document, a passage of it, one of another, and one whose document was removed."""
    hostile = Document("h", "k", "含 <b>标记</b>\x01 & *星号*。", title="<script>样例", language="zh")
    with desk.store.run("test") as run:
        source = SourceFile("h", "k", "0", "", 1)
        write_batch(desk.store, run.id, source, [(hostile, passages_of(hostile))], [], complete=True)
    desk.add("我的", [ids[0], f"{ids[0]}-2", f"{ids[1]}-2", f"{hostile.id}-1"], note="备注 <i>")
    desk.describe("我的", note="说明一段。")
    return desk


def write(desk: Desk, file_format: str, style: str = "gbt7714") -> bytes:
    return write_collection(desk, collection_of(desk), "我的", file_format, style=style, locale="zh")


def test_markdown_has_a_note_per_member_and_each_document_once(written: Desk) -> None:
    text = write(written, "md").decode()
    assert re.findall(r"^\[\^(\d)\]: ", text, re.M) == ["1", "2", "3", "4"]
    assert len(re.findall(r"(?<!^)\[\^\d\]", text, re.M)) == 4
    references = text.partition("## 参考文献")[2].partition("[^1]:")[0]
    assert re.findall(r"^(\d)\. ", references, re.M) == ["1", "2", "3"]
    assert "\\<b\\>" in text and "<b>" not in text and "\n说明一段。\n" in text


def test_html_is_escaped_and_linked_both_ways(written: Desk) -> None:
    text = write(written, "html").decode()
    assert "<script>" not in text and "&lt;script&gt;样例" in text
    for number in range(1, 5):
        assert text.count(f'href="#n{number}"') == text.count(f'href="#r{number}"') == 1
        assert text.count(f'id="n{number}"') == text.count(f'id="r{number}"') == 1
    assert "http" not in re.sub(r"https?://example\.org\S*", "", text)


def test_word_has_footnotes(written: Desk) -> None:
    data = write(written, "docx")
    read = docx.Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in read.paragraphs]
    assert texts[0] == "我的" and "参考文献" in texts
    assert any(text.startswith("含 <b>标记</b>\ufffd & *星号*。") for text in texts)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        notes = ElementTree.fromstring(archive.read("word/footnotes.xml"))
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        assert b"/word/footnotes.xml" in archive.read("[Content_Types].xml")
    marks = [one.get(f"{WORD}id") for one in body.iter(f"{WORD}footnoteReference")]
    known = {one.get(f"{WORD}id"): "".join(one.itertext()) for one in notes.iter(f"{WORD}footnote")}
    assert marks == ["2", "3", "4", "5"] and set(marks) < set(known)
    assert "第3段" in known["3"]


def test_records_of_the_documents_parse(written: Desk) -> None:
    assert len(parse_string(write(written, "bibtex").decode()).entries) == 3
    assert len(rispy.loads(write(written, "ris").decode())) == 3
    assert len(json.loads(write(written, "csl-json"))) == 3


@pytest.mark.parametrize(("style", "words"), [("apa", "n.d."), ("chicago", "Accessed")])
def test_other_styles(written: Desk, style: str, words: str) -> None:
    assert words in write(written, "md", style).decode()


def test_unknown_formats_and_styles(written: Desk) -> None:
    for arguments, code in ((("pdf",), "reports.collection_format"), (("md", "mla"), "output.unknown_style")):
        with pytest.raises(UsageError) as caught:
            write(written, *arguments)
        assert caught.value.code == code
    written.create("空")
    with pytest.raises(UsageError) as caught:
        write_collection(written, collection_of(written), "空", "ris")
    assert caught.value.code == "reports.collection_empty"
