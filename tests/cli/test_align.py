"""`zhengce align pairs` and `zhengce align run`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from flows.annotation.lexicon import Lexicon
from flows.cli.commands.align import align_omissions, align_pairs, align_run
from flows.cli.commands.reading.parallel import parallel, renderings
from flows.cli.options import FilterOptions, TableOutput
from flows.errors import UsageError
from flows.store import Store
from flows.store.translations import other_versions, read_pairs
from flows.workspace import Workspace
from tests.pipeline.alignment.texts import FirstWithFirst, store_records
from tests.store.translations.test_pairs import DECLARED


@pytest.fixture
def path(tmp_path: Path, small_lexicon: Lexicon, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with one declared pair, and workspaces that align the first with the first."""
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, DECLARED, small_lexicon)
    monkeypatch.setattr(Workspace, "aligner", FirstWithFirst())
    return tmp_path / "s.sqlite"


def test_pairs_are_listed_and_decided(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert align_pairs(store=path, output=TableOutput(format="json")) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["status"], row["known_by"], row["zh_title"]) == ("used", "declared", "样例市计划")
    assert row["evidence"] == "declared by the source (1)"
    assert align_pairs(store=path, dismiss=[row["id"][:8]], propose=True) == 0
    assert "dismissed" in capsys.readouterr().out
    with Store(path) as store:
        assert other_versions(store, [row["zh_document_id"]]) == {}
    assert align_pairs(store=path, confirm=[row["id"]], status=["confirmed"]) == 0
    assert "confirmed" in capsys.readouterr().out


def test_an_unknown_pair_changes_nothing(path: Path) -> None:
    with Store(path) as store:
        (pair,) = read_pairs(store)
    with pytest.raises(UsageError, match="no pair of documents"):
        align_pairs(store=path, dismiss=[pair.id, "0000"])
    with Store(path) as store:
        assert read_pairs(store) == [pair]


def test_omissions_say_what_is_to_be_done_first(path: Path) -> None:
    with Store(path) as store:
        (pair,) = read_pairs(store)
    with pytest.raises(UsageError, match=f"not aligned yet. Run: zhengce align run {pair.zh_document_id}"):
        align_omissions(pair.id, store=path)
    assert align_pairs(store=path, dismiss=[pair.id]) == 0
    with pytest.raises(UsageError, match=f"zhengce align pairs --confirm {pair.id}; then"):
        align_omissions(pair.id, store=path)


def test_what_is_paired_is_aligned_and_read_from_python(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert align_run(store=path, quiet=True) == 0
    assert "aligned 1 pair, 3 links; 0 pairs unchanged" in capsys.readouterr().err
    assert align_run(store=path, quiet=True) == 0
    assert "0 links; 1 pair unchanged" in capsys.readouterr().err
    with Workspace(path) as workspace:
        pair = workspace.pairs().iloc[0]
        assert (pair.zh_coverage, pair.en_coverage) == (1.0, 1.0)
        links = workspace.alignment(str(pair.id)[:8])
        assert links.zh_text[1] == "到2025年，投入增长12.5%，达到3200亿元。"
        assert links.en_text[1].startswith("By 2025")
        with pytest.raises(UsageError, match="no pair"):
            workspace.alignment("0000")


@pytest.mark.parametrize(("day", "is_found"), [("", True), ("1990", False)])
def test_aligned_sentences_are_those_of_the_day(
    path: Path, capsys: pytest.CaptureFixture[str], day: str, is_found: bool
) -> None:
    assert align_run(store=path, quiet=True) == 0
    with Store(path) as store:
        text = store.value("SELECT text FROM passage WHERE language = 'zh' ORDER BY id LIMIT 1")
    capsys.readouterr()
    chosen = FilterOptions(as_of=day)
    assert parallel(text[:4], chosen=chosen, store=path, output=TableOutput("json")) == 0
    assert bool(json.loads(capsys.readouterr().out)) == is_found
    assert renderings(text[:4], chosen=chosen, store=path) == 0
    assert ("0 sentences" not in capsys.readouterr().err) == is_found


@pytest.mark.parametrize(("limit", "told"), [(1, "2 occurrences; 1 shown"), (None, "2 occurrences")])
def test_a_concordance_tells_one_total(
    path: Path, capsys: pytest.CaptureFixture[str], limit: int | None, told: str
) -> None:
    assert align_run(store=path, quiet=True) == 0
    capsys.readouterr()
    assert parallel("投入 OR 增长", store=path, limit=limit) == 0
    err = capsys.readouterr().err
    assert err.count("occurrence") == 1 and told in err
