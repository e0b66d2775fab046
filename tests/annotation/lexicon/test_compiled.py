"""The compiled lexicon: equal to the CSV files, rebuilt when they change, ignored if damaged."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from flows.annotation.lexicon import compiled
from flows.annotation.lexicon.compiled import load_compiled
from flows.annotation.lexicon.model import LEXICON_COLUMNS, Concept, Lexicon
from flows.annotation.lexicon.reading import load_lexicon
from flows.errors import ConfigurationError
from tests.support import MODELS

HEADER = ",".join(LEXICON_COLUMNS) + "\n"
ROW = (
    "one-system,TERM,试点体制,pilot system,试点制度|試點體系,trial system,试制,PS,反试点体制,,"
    "whole_of_nation,2019,,,Q12\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "lexicon"
    made.mkdir()
    (made / "terms.csv").write_text(HEADER + ROW, encoding="utf-8")
    return made


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(folder: Path) -> Lexicon:
        raise AssertionError(f"read {folder}")

    monkeypatch.setattr(compiled, "load_lexicon", fail)


def contents(lexicon: Lexicon) -> object:
    """Return the whole contents of a lexicon, in order and with places."""
    rows = [(repr(concept), concept.place) for concept in lexicon.concepts.values()]
    return rows, list(lexicon._by_surface.items()), lexicon.hash


def test_compiled_file_is_used_and_equals_the_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = load_lexicon(MODELS / "lexicon")
    path = tmp_path / "store.lexicon"
    load_compiled(MODELS / "lexicon", path)
    forbid_reading(monkeypatch)
    found = load_compiled(MODELS / "lexicon", path)
    assert contents(found) == contents(read)
    assert found.concepts == read.concepts


def test_row_survives_as_written(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load_compiled(folder, tmp_path / "store.lexicon")
    forbid_reading(monkeypatch)
    found = load_compiled(folder, tmp_path / "store.lexicon").find("試點體系")
    assert found == Concept(
        "one-system",
        "TERM",
        "试点体制",
        "pilot system",
        zh_variants=("试点制度", "試點體系"),
        en_variants=("trial system",),
        zh_abbreviations=("试制",),
        en_abbreviations=("PS",),
        not_in=("反试点体制",),
        strategy="whole_of_nation",
        valid_from="2019",
        wikidata="Q12",
    )
    assert found.place == "terms.csv:2"


def test_edited_files_are_read(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.lexicon"
    before = load_compiled(folder, path)
    assert load_compiled(folder, path) is before
    (folder / "terms.csv").write_text(HEADER + ROW.replace("trial system", "test system"), encoding="utf-8")
    after = load_compiled(folder, path)
    assert (before.find("test system"), after.find("trial system")) == (None, None)
    assert after.find("test system") is not None
    (folder / "more.csv").write_text(HEADER + ROW.replace("one-system", "2"), encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"terms\.csv:2"):
        load_compiled(folder, path)


@pytest.mark.parametrize("place", [0, 20, 100, 400, -1])
def test_damaged_file_is_ignored_and_written_again(folder: Path, tmp_path: Path, place: int) -> None:
    path = tmp_path / "store.lexicon"
    expected = contents(load_compiled(folder, path))
    whole = path.read_bytes()
    changed = bytearray(whole)
    changed[place] ^= 1
    for damaged in (bytes(changed), whole[:place], b"", b"\xff\n"):
        path.write_bytes(damaged)
        assert contents(load_compiled(folder, path)) == expected
        assert path.read_bytes() == whole


def test_file_of_other_code_is_ignored(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "store.lexicon"
    load_compiled(folder, path)
    whole = path.read_bytes()
    monkeypatch.setattr(compiled, "folding_list", lambda: list(range(0x10000)))
    load_compiled(folder, path)
    assert path.read_bytes().split()[1] != whole.split()[1]


@pytest.mark.parametrize(
    "name", ["compiled.py", "model.py", "reading.py", "checking.py", "folding.py", "scripts.py"]
)
def test_a_change_of_the_code_makes_the_file_anew(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read, before = Path.read_bytes, compiled._content_key(folder)
    monkeypatch.setattr(Path, "read_bytes", lambda path: read(path) + b"#" * (path.name == name))
    assert compiled._content_key(folder) != before


def test_lexicon_loads_where_nothing_can_be_written(folder: Path, tmp_path: Path) -> None:
    expected = contents(load_lexicon(folder))
    assert contents(load_compiled(folder, tmp_path / "missing" / "store.lexicon")) == expected
    assert not (tmp_path / "missing").exists()
    taken = tmp_path / "store.lexicon"
    (taken / "inside").mkdir(parents=True)  # a folder takes the name, so writing fails even for root
    assert contents(load_compiled(folder, taken)) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lexicon", "store.lexicon"]


def _load_often(folder: Path, path: Path) -> None:
    for _ in range(20):
        path.unlink(missing_ok=True)
        assert load_compiled(folder, path).find("pilot system") is not None


def test_processes_may_write_at_once(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "store.lexicon"
    context = multiprocessing.get_context("fork")
    running = [context.Process(target=_load_often, args=(folder, path)) for _ in range(2)]
    for process in running:
        process.start()
    for process in running:
        process.join()
    assert [process.exitcode for process in running] == [0, 0]
    assert contents(load_compiled(folder, path)) == contents(load_lexicon(folder))
    assert not list(tmp_path.glob(".*"))
