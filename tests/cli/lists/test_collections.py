"""Commands on collections, tags and the history, in this process."""

from __future__ import annotations

import io
import json
from pathlib import Path

import docx
import pytest

from flows.cli.main import _run
from flows.store import Store
from flows.store.documents import DocumentRequest, list_documents
from tests.stores import copy_store


@pytest.fixture
def store(sample_store: Path, tmp_path: Path) -> Path:
    return copy_store(sample_store, tmp_path)


@pytest.fixture
def ids(store: Path) -> list[str]:
    with Store(store) as opened:
        return [row.id for row in list_documents(opened, DocumentRequest(order="oldest")).documents]


def call(*words: object, store: Path) -> int:
    return _run([*map(str, words), "--store", str(store)])


def test_a_collection_from_its_first_member_to_word(
    store: Path, ids: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("collection", "add", "chips", ids[0], f"{ids[1]}-2", "--title", "Chips", store=store) == 0
    assert "2 added, 0 were there" in capsys.readouterr().err
    assert call("collection", "note", "chips", 2, "key passage", store=store) == 0
    assert call("collection", "move", "chips", 2, 1, store=store) == 0
    assert call("collection", "show", "chips", "--format", "json", store=store) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [(row["id"], row["note"]) for row in shown] == [(f"{ids[1]}-2", "key passage"), (ids[0], "")]
    path = tmp_path / "chips.docx"
    assert call("collection", "export", "chips", "--format", "docx", "--out", path, store=store) == 0
    assert docx.Document(str(path)).paragraphs[0].text == "Chips"
    assert (
        call("collection", "export", "chips", "--format", "json", "--out", tmp_path / "c.json", store=store)
        == 0
    )
    assert call("collection", "drop", "chips", store=store) == 0
    assert call("collection", "import", tmp_path / "c.json", "--name", "again", store=store) == 0
    assert "again: 2 members, 2 of them in this store" in capsys.readouterr().err
    assert call("collection", "remove", "again", 1, store=store) == 0
    assert call("collection", "list", "--format", "json", store=store) == 0
    assert [row["members"] for row in json.loads(capsys.readouterr().out)] == [1]


def test_ids_from_standard_input(
    store: Path, ids: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{ids[0]}\n\n{ids[1]}\n"))
    assert call("tag", "add", "重点", "--stdin", "--note", "看", store=store) == 0
    assert "2 tagged" in capsys.readouterr().err
    assert call("tag", "list", "--format", "csv", store=store) == 0
    assert capsys.readouterr().out.splitlines() == ["name,documents,passages", "重点,2,0"]
    assert call("tag", "remove", "重点", ids[0], store=store) == 0
    assert call("tag", "show", "重点", store=store) == 0
    assert ids[1] in capsys.readouterr().out
    assert call("tag", "drop", "重点", store=store) == 0


@pytest.mark.parametrize(
    "command",
    [
        ("search", "创新"),
        ("concordance", "自主可控"),
        ("trends", "自主可控", "--by", "year"),
        ("collocates", "自主可控"),
        ("documents",),
        ("similar", "自主可控"),
        ("evidence", "自主可控", "--format", "csv"),
        ("export", "documents"),
        ("emerging", "2021", "--any-source"),
        ("silent", "2021", "--any-source"),
        ("parallel", "自主可控"),
        ("renderings", "自主可控"),
    ],
    ids=lambda words: words[0],
)
def test_every_command_that_reads_a_day_reads_a_collection(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...]
) -> None:
    assert call("collection", "add", "q", "--query", "自主可控 OR 创新", store=store) == 0
    writes = ("--out", tmp_path) if command[0] in ("evidence", "export") else ()
    if command[0] == "similar":  # without vectors it explains how to build them
        assert call(*command, "--collection", "q", store=store) in (0, 1, 2)
        return
    assert call(*command, "--collection", "q", *writes, store=store) == 0
    assert call(*command, "--collection", "none", *writes, store=store) == 2
    assert "collection 'none': no such value; known values: q." in capsys.readouterr().err
    assert call(*command, "--tag", "none", *writes, store=store) == 2


def test_keyness_of_a_collection_against_another_and_the_rest(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("collection", "add", "q", "--query", "自主可控", store=store) == 0
    assert call("keyness", "--collection", "q", "--minimum", 1, "--format", "json", store=store) == 0
    rest = json.loads(capsys.readouterr().out)
    assert rest[0]["zh"] == "自主可控" and rest[0]["there"] == 0
    options = ("--against-query", "出口管制 OR 自主可控", "--minimum", 1, "--format", "json")
    assert call("keyness", "--collection", "q", *options, store=store) == 0
    shown = capsys.readouterr()
    assert "13 passages are in both sets" in " ".join(shown.err.split())


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("collection", "add", "a/b"), "a name begins with a letter or digit"),
        (("collection", "add", "x", "none"), "none"),
        (("collection", "add", "x", "y", "--query", "z"), "not both"),
        (("collection", "show", "none"), "collection 'none': no such value; there is none to choose from."),
        (("collection", "remove", "none"), "Name the members to remove"),
        (("collection", "export", "none"), "no such value; there is none to choose from"),
        (("tag", "add", "x"), "Name at least one"),
        (("tag", "drop", "x"), "no such value; there is none to choose from"),
        (("search", "x", "--lake", "y"), "--lake"),
        (("keyness", "--query", "x", "--lake", "y"), "not in a lake"),
    ],
)
def test_wrong_usage(
    store: Path, words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*words, store=store) == 2
    assert message in " ".join(capsys.readouterr().err.split())


def test_an_unknown_id_makes_no_collection(
    store: Path, ids: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("collection", "add", "chips", ids[0], "nosuch-1", "--title", "Chips", store=store) == 2
    capsys.readouterr()
    assert call("collection", "list", "--format", "json", store=store) == 0
    assert json.loads(capsys.readouterr().out) == []
    assert call("collection", "add", "chips", ids[0], "--title", "Chips", store=store) == 0
    assert call("collection", "add", "chips", "nosuch-1", "--title", "Other", store=store) == 2
    capsys.readouterr()
    assert call("collection", "list", "--format", "json", store=store) == 0
    found = [(one["name"], one["title"], one["members"]) for one in json.loads(capsys.readouterr().out)]
    assert found == [("chips", "Chips", 1)]


def test_history_is_kept_where_it_is_on(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ZHENGCE_STATE", str(tmp_path / "state"))
    call("search", "稀土", store=store)
    assert not (tmp_path / "state").exists()  # history is off in these tests
    monkeypatch.setenv("ZHENGCE_HISTORY", "on")
    call("search", "稀土", "--language", "zh", store=store)
    call("concordance", "自主可控", store=store)
    call("trends", "自主可控", store=store)
    counted = ("--by", "quarter", "--from", "2015", "--group", "language", "--as-typed", "--kind", "law")
    call("trends", "自主可控", *counted, store=store)
    call("search", "稀土", "--as-typed", "--fold", store=store)
    call("search", "稀土", "--as-typed", "--by-document", store=store)
    for words in (
        ("search", "("),
        ("trends", "strategy:nope"),
        ("concordance", "自主可控", "--corpus", "nope"),
    ):
        assert call(*words, store=store) == 2  # failed commands are not recorded
    capsys.readouterr()
    assert call("history", "--format", "json", store=store) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [(row["command"], row["query"], row["options"]) for row in rows] == [
        ("search", "稀土", "--as-typed"),
        ("search", "稀土", "--as-typed --fold"),
        ("trends", "自主可控", " ".join(counted)),
        ("trends", "自主可控", ""),
        ("concordance", "自主可控", ""),
        ("search", "稀土", "--language zh"),
    ]
    assert call("history", "--clear", store=store) == 0
    assert "6 searches deleted" in capsys.readouterr().err


def test_a_store_that_can_only_be_read_is_searched(
    store: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert call("collection", "add", "q", "--query", "自主可控", store=store) == 0
    monkeypatch.setattr("flows.store.database.opening.is_frozen", lambda _: True)
    monkeypatch.setattr("flows.store.database.connection.is_frozen", lambda _: True, raising=False)
    assert call("search", "自主可控", "--collection", "q", store=store) == 0
    capsys.readouterr()
    assert call("collection", "add", "new", store=store) == 1
    assert "can only be read" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "told"),
    [
        (
            ("collection", "drop", "chips"),
            "still named in saved searches (both) and collections (outer), which",
        ),
        (("tag", "drop", "重点"), "still named in saved searches (both), which"),
        (("tag", "remove", "重点", 1), "still named in saved searches (both), which"),
        (("collection", "drop", "inner"), "still named in collections (inner2, outer2), which"),
        (("collection", "drop", "outer"), ""),
    ],
)
def test_what_a_search_needs_is_named_when_it_is_deleted(
    store: Path,
    ids: list[str],
    capsys: pytest.CaptureFixture[str],
    command: tuple[str | int, ...],
    told: str,
) -> None:
    for name, query in (
        ("chips", "芯片"),
        ("outer", "创新 collection:chips"),
        ("inner", "创新"),
        ("inner2", "collection:inner"),
        ("outer2", "collection:inner2"),
    ):
        assert call("collection", "add", name, "--query", query, store=store) == 0
    assert call("tag", "add", "重点", ids[0], store=store) == 0
    limits = ("--collection", "chips", "--tag", "重点")
    assert call("watch", "add", "both", "创新", *limits, store=store) == 0
    capsys.readouterr()
    assert call(*command, store=store) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert told in said if told else "still named" not in said


def test_a_query_that_leads_back_to_its_collection_is_not_stored(
    store: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert call("collection", "add", "a", "--query", "创新", store=store) == 0
    for name, query in (("b", "collection:a"), ("c", "芯片 OR collection:b")):
        assert call("collection", "add", name, "--query", query, store=store) == 0
    for query in ("collection:a", "collection:b", "芯片 -collection:c"):
        assert call("collection", "add", "a", "--query", query, store=store) == 2
        assert "leads back to itself" in " ".join(capsys.readouterr().err.split())
    assert call("collection", "list", "--format", "json", store=store) == 0
    assert {row["name"]: row["query"] for row in json.loads(capsys.readouterr().out)} == {
        "a": "创新",
        "b": "collection:a",
        "c": "芯片 OR collection:b",
    }
    assert call("search", "collection:c", store=store) == 0


@pytest.mark.parametrize(
    "command",
    [
        ("keyness",),
        ("keyness", "--corpus", "a", "--against"),
        ("parallel", "芯片"),
        ("renderings", "芯片"),
        ("watch", "add", "w", "芯片"),
    ],
)
@pytest.mark.parametrize("kind", ["collection", "tag"])
def test_an_unknown_filter_is_named_without_a_column(
    store: Path, capsys: pytest.CaptureFixture[str], command: tuple[str, ...], kind: str
) -> None:
    *words, last = command
    option = [f"{last}-{kind}"] if last == "--against" else [last, f"--{kind}"]
    assert call(*words, *option, "none", store=store) == 2
    assert f"zhengce: {kind} 'none': no such value; there is none to choose from." in capsys.readouterr().err
