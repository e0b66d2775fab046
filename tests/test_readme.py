"""Each command that the README shows runs on the sample corpus and says what the README says it says."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from flows.corpus.manifest import Manifest
from tests.support import PROJECT as ROOT
from tests.transcripts import (
    CUT,
    README,
    make_workplace,
    output_of,
    read_transcripts,
    run_command,
    without_times,
)

TEXT = README.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Path:
    """A working folder as `make run` leaves it: corpora, models and a store with the sample corpus."""
    folder = tmp_path_factory.mktemp("tour")
    make_workplace(folder, sample_store)
    return folder


def test_every_command_runs_and_prints_what_is_shown(workplace: Path) -> None:
    """One after the other, in the README's order, since later ones build on earlier ones.

    Where the output has changed,
    `python -m tests.transcripts` writes the README anew."""
    transcripts = list(read_transcripts(TEXT))
    assert len(transcripts) >= 20
    assert sum(bool(transcript.shown) for transcript in transcripts) >= 10
    for transcript in transcripts:
        done = run_command(transcript.command, workplace)
        assert done.returncode == 0, f"{transcript.command}\n{done.stdout}"
        assert "Traceback" not in done.stdout
        if transcript.shown:
            shown = [line for line in without_times(transcript.shown) if line != CUT]
            assert without_times(output_of(done))[: len(shown)] == shown, transcript.command


def test_the_manifest_shown_is_valid() -> None:
    block = next(
        block for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL) if "source.yml" in block
    )
    assert Manifest(id="miit", **yaml.safe_load(block)).schedule is not None


def test_the_notebook_code_runs(workplace: Path) -> None:
    block = next(iter(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)))
    check = "\nassert len(hits) and len(lines) and len(series) and len(spans)\nassert nlp('健全新型举国体制。')[1].text == '新型举国体制'\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", block + check],
        cwd=workplace,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
