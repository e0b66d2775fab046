"""The commands that docs/batch.md, docs/networks.md and docs/directives.md show print what is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import PROJECT
from tests.transcripts import make_workplace, output_of, read_transcripts, run_command


@pytest.mark.parametrize("name", ["batch", "networks", "directives"])
def test_commands_print_what_is_shown(name: str, tmp_path: Path, sample_store: Path) -> None:
    make_workplace(tmp_path, sample_store)
    text = (PROJECT / "docs" / f"{name}.md").read_text(encoding="utf-8")
    transcripts = list(read_transcripts(text))
    assert len(transcripts) >= 3
    for transcript in transcripts:
        done = run_command(transcript.command, tmp_path)
        assert done.returncode == 0, done.stdout
        assert output_of(done) == list(transcript.shown), transcript.command
    if name == "batch":
        assert "rare earths" in (tmp_path / "heat.svg").read_text(encoding="utf-8")
