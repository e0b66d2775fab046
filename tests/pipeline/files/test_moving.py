"""A moved folder keeps its documents; another folder with the same names has its own."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from flows.cli.main import _run
from flows.pipeline.ingest import ingest_paths
from flows.pipeline.reading import IngestCounts
from flows.store.database import Store
from flows.store.documents import remove_documents

_TEXTS = {
    "a.txt": "Lithium mines in the west will open by 2027 with support from the ministry.",
    "b.txt": "Cobalt refiners report their stocks to the bureau each quarter.",
    "deep/c.txt": "Graphite for anodes needs a licence from December on.",
    "deep/d.txt": "Nickel smelters move to the coast, where power is cheaper.",
}
_OTHER = {
    "a.txt": "Ports receive automated cranes under the plan of the province.",
    "b.txt": "Railways are electrified up to the border by the end of the decade.",
    "deep/c.txt": "Airports of the second tier are merged into one company.",
    "deep/d.txt": "Inland canals are dredged for ships of two thousand tonnes.",
}
_EDITED = "Lithium mines in the west will open by 2029 with support from the province."


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "fresh.sqlite") as store:
        yield store


def _write(folder: Path, texts: Mapping[str, str]) -> Path:
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n", encoding="utf-8")
    return folder


def _ingest(store: Store, *paths: Path) -> IngestCounts:
    with store.run("test") as run:
        return ingest_paths(store, run.id, "c", paths)


def _current(store: Store) -> int:
    return int(store.value("SELECT count(*) FROM document WHERE superseded_by IS NULL"))


def test_an_unchanged_moved_folder_is_unchanged(store: Store, tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    new = old.rename(tmp_path / "new")
    counts = _ingest(store, new)
    assert (counts.unchanged, counts.documents, counts.rejected) == (4, 0, 0)
    assert [note.message() for note in counts.moved] == [
        f"4 files of {new}: moved here from {old}, where nothing is any more; known as before"
    ]


@pytest.mark.parametrize("edited", [1, 2])
def test_an_edited_file_of_a_moved_folder_is_a_new_version(store: Store, tmp_path: Path, edited: int) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    new = old.rename(tmp_path / "new")
    for name in list(_TEXTS)[:edited]:
        (new / name).write_text(_TEXTS[name].replace("the", "a"), encoding="utf-8")
    counts = _ingest(store, new)
    assert (counts.documents, counts.superseded, counts.unchanged) == (edited, edited, 4 - edited)
    assert _current(store) == 4


def test_a_folder_may_move_again_and_be_edited_later(store: Store, tmp_path: Path) -> None:
    folder = _write(tmp_path / "one", _TEXTS)
    _ingest(store, folder)
    for name in ("two", "three"):
        folder = folder.rename(tmp_path / name)
        assert _ingest(store, folder).unchanged == 4
    _write(folder, {"a.txt": _EDITED, "new.txt": "Tungsten scrap may be imported again."})
    counts = _ingest(store, folder)
    assert (counts.documents, counts.superseded, _current(store)) == (2, 1, 5)


def test_files_given_one_by_one_are_known_again(store: Store, tmp_path: Path) -> None:
    old = _write(tmp_path / "old", {"a.txt": _TEXTS["a.txt"]})
    _ingest(store, old / "a.txt")
    new = old.rename(tmp_path / "new")
    assert _ingest(store, new / "a.txt").unchanged == 1


@pytest.mark.parametrize("ending", ["zip", "jsonl"])
def test_parts_of_a_moved_file_stay_what_they_are(store: Store, tmp_path: Path, ending: str) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _write_parts(old / f"parts.{ending}", ["The first of two.", "The second of two, which stays."])
    _ingest(store, old)
    new = old.rename(tmp_path / "new")
    _write_parts(new / f"parts.{ending}", ["The first of two, edited.", "The second of two, which stays."])
    counts = _ingest(store, new)
    assert (counts.documents, counts.superseded, counts.rejected) == (1, 1, 0)


def _write_parts(path: Path, texts: list[str]) -> None:
    if path.suffix == ".zip":
        with zipfile.ZipFile(path, "w") as archive:
            for number, text in enumerate(texts):
                archive.writestr(f"{number}.txt", text)
        return
    lines = [f'{{"id": {number}, "text": "{text}"}}\n' for number, text in enumerate(texts)]
    path.write_text("".join(lines), encoding="utf-8")


@pytest.mark.parametrize("is_gone", [True, False])
def test_another_folder_with_the_same_names_has_its_own_documents(
    store: Store, tmp_path: Path, is_gone: bool
) -> None:
    first = _write(tmp_path / "2019", _TEXTS)
    _ingest(store, first)
    if is_gone:
        shutil.rmtree(first)
    counts = _ingest(store, _write(tmp_path / "2020", _OTHER))
    assert (counts.documents, counts.superseded, _current(store)) == (4, 0, 8)


def test_a_shared_file_makes_no_folder_another_one(store: Store, tmp_path: Path) -> None:
    first = _write(tmp_path / "2019", _TEXTS)
    _ingest(store, first)
    shutil.rmtree(first)
    counts = _ingest(store, _write(tmp_path / "2020", {**_OTHER, "a.txt": _TEXTS["a.txt"]}))
    assert (counts.unchanged, counts.documents, counts.superseded) == (1, 3, 0)


def test_few_files_of_a_large_folder_are_not_that_folder(store: Store, tmp_path: Path) -> None:
    first = _write(tmp_path / "2019", _TEXTS)
    _ingest(store, first)
    shutil.rmtree(first)
    few = {"a.txt": _TEXTS["a.txt"], "b.txt": _OTHER["b.txt"]}
    counts = _ingest(store, _write(tmp_path / "2020", few))
    assert (counts.documents, counts.superseded) == (1, 0)


def test_a_copy_beside_its_original_is_no_move(store: Store, tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    copy = tmp_path / "copy"
    shutil.copytree(old, copy)
    _write(copy, {"a.txt": _EDITED})
    counts = _ingest(store, copy)
    assert (counts.documents, counts.superseded, counts.rejected) == (1, 0, 3)


def test_an_edited_file_that_two_folders_had_is_a_new_document(store: Store, tmp_path: Path) -> None:
    texts = {"a.txt": _TEXTS["a.txt"], "b.txt": _TEXTS["b.txt"]}
    for name, other in (("one", _OTHER["a.txt"]), ("two", _OTHER["b.txt"])):
        _ingest(store, _write(tmp_path / name, {**texts, "b.txt": other}))
    new = (tmp_path / "one").rename(tmp_path / "new")
    shutil.rmtree(tmp_path / "two")
    _write(new, {"b.txt": _EDITED})
    counts = _ingest(store, new)
    assert (counts.documents, counts.superseded) == (1, 0)


def test_two_copies_of_a_moved_folder_do_not_share_a_document(store: Store, tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    new = old.rename(tmp_path / "new")
    copy = tmp_path / "copy"
    shutil.copytree(new, copy)
    _write(copy, {"a.txt": _EDITED})
    counts = _ingest(store, new, copy)
    assert (counts.unchanged, counts.documents, counts.superseded) == (4, 1, 0)


def test_a_moved_folder_that_was_read_as_duplicates_before_is_known_again(
    store: Store, tmp_path: Path
) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    copy = tmp_path / "copy"
    shutil.copytree(old, copy)
    assert _ingest(store, copy).rejected == 4
    shutil.rmtree(old)
    _write(copy, {"a.txt": _EDITED})
    counts = _ingest(store, copy)
    assert (counts.documents, counts.superseded, counts.unchanged) == (1, 1, 3)


def test_what_was_forgotten_stays_away_from_the_new_place(store: Store, tmp_path: Path) -> None:
    old = _write(tmp_path / "old", _TEXTS)
    _ingest(store, old)
    key = str(old / "a.txt")
    remove_documents(store, store.column("SELECT id FROM document WHERE key = ?", (key,)))
    counts = _ingest(store, old.rename(tmp_path / "new"))
    assert (counts.forgotten, counts.unchanged, counts.documents) == (1, 3, 0)


def test_the_command_succeeds_for_a_moved_folder_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--corpus", "c", "--store", str(tmp_path / "x.sqlite"), "--quiet"]
    old = _write(tmp_path / "old", _TEXTS)
    assert _run(["ingest", str(old), *options]) == 0
    new = old.rename(tmp_path / "new")
    assert _run(["ingest", str(new), *options]) == 0
    assert f"4 files of {new}: moved here from {old}" in " ".join(capsys.readouterr().err.split())
