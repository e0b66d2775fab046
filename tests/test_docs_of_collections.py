"""The commands that docs/collections.md shows print what is shown."""

from __future__ import annotations

import re
from pathlib import Path

from tests.support import PROJECT
from tests.transcripts import make_workplace, output_of, read_transcripts, run_command

_READ_ON = re.compile(r"\[20\d\d-\d\d-\d\d\]|Accessed \w+ \d{1,2}, 20\d\d")  # when the sample was read


def without_days(lines: list[str]) -> list[str]:
    return [_READ_ON.sub("DAY", line) for line in lines]


def test_commands_print_what_is_shown(tmp_path: Path, sample_store: Path) -> None:
    make_workplace(tmp_path, sample_store)
    for index in (tmp_path / "outputs").glob("*.index"):
        index.unlink()  # made again here: workplaces of other tests write to the one that it links to
    text = (PROJECT / "docs" / "collections.md").read_text(encoding="utf-8")
    transcripts = list(read_transcripts(text))
    assert len(transcripts) >= 15
    for transcript in transcripts:
        done = run_command(transcript.command, tmp_path)
        assert done.returncode == 0, done.stdout
        assert without_days(output_of(done)) == without_days(list(transcript.shown)), transcript.command
    assert (tmp_path / "controls.docx").read_bytes()[:2] == b"PK"
