"""The commands in docs/vanished.md print what is shown there."""

from __future__ import annotations

from pathlib import Path

from flows.annotation.annotator import Annotator
from flows.corpus.fetching import Politeness
from flows.pipeline.annotate import annotate_store
from flows.store import Store
from tests.store.sightings.making import make_documented
from tests.support import MODELS, PROJECT
from tests.transcripts import make_workplace, output_of, read_transcripts, run_command, without_times

TEXT = (PROJECT / "docs" / "vanished.md").read_text(encoding="utf-8")


def make_store(path: Path, annotator: Annotator) -> None:
    with Store(path) as store:
        make_documented(store)
        with store.run("annotate") as run:
            annotate_store(store, run.id, annotator, MODELS)
        assert store.value("SELECT count(*) FROM sighting") == 7


def test_commands_print_what_is_shown(tmp_path: Path, annotator: Annotator) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "work").mkdir()
    make_store(tmp_path / "made" / "zhengce.sqlite", annotator)
    make_workplace(tmp_path / "work", tmp_path / "made" / "zhengce.sqlite")
    transcripts = list(read_transcripts(TEXT))
    assert len(transcripts) >= 5
    for transcript in transcripts:
        done = run_command(transcript.command, tmp_path / "work")
        assert done.returncode == 0, done.stdout
        assert without_times(output_of(done)) == without_times(transcript.shown), transcript.command


def test_the_defaults_are_those_of_manifests() -> None:
    usual = Politeness()
    assert f"`ask_again_days` ({usual.ask_again_days:.0f})" in TEXT
    assert f"`maximum_asked_again` ({usual.maximum_asked_again})" in TEXT
