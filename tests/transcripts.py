"""The console blocks of README and manual, run again. Chinese pages run in Chinese.

`python -m tests.transcripts [PAGE ...]` rewrites them from a store of the sample corpus.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.commands import SERVER, environment_of, start_commands
from tests.fast_commands import send
from tests.stores import copy_whole
from tests.support import MODELS, PROJECT

README = PROJECT / "README.md"
MANUAL = PROJECT / "docs"
_OTHER_STORES = {"vanished.md"}  # it shows other documents
_BLOCK = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?")
_ACCESSED = re.compile(r"\[20\d\d-\d\d-\d\d\]|accessed 20\d\d-\d\d-\d\d|Accessed \w+ \d{1,2}, 20\d\d")
_EXPORT = re.compile(r"^export (\w+)=(\S+)$")
_OF_THE_SHELL = re.compile(r"^(?!zhengce )|[|&;<>()$`\\*?\[\]#~{}\n]")
CUT = "..."  # a line that replaces the rest of the output


@dataclass(frozen=True)
class Transcript:
    """A command as typed, and the lines shown below it.

    None if the README shows only the command.
    """

    command: str
    shown: tuple[str, ...]


def pages() -> list[Path]:
    """Return the pages with console blocks about the sample corpus, README first."""
    found = [*sorted(PROJECT.glob("README*.md")), *sorted(MANUAL.rglob("*.md"))]
    return [
        page
        for page in found
        if page.name not in _OTHER_STORES
        and "_build" not in page.parts
        and "```console\n$ zhengce" in page.read_text(encoding="utf-8")
    ]


def read_transcripts(text: str) -> Iterator[Transcript]:
    for block in _BLOCK.findall(text):
        for part in block.split("$ ")[1:]:
            command, *shown = part.rstrip("\n").split("\n")
            yield Transcript(command, tuple(shown))


def settings_of(page: Path) -> dict[str, str]:
    """Return the settings under which the commands of a page run: in Chinese on a Chinese page."""
    if page.name.endswith(".zh.md"):
        return {"ZHENGCE_LANG": "zh"}
    return {}


def settings_after(command: str, settings: Mapping[str, str]) -> dict[str, str]:
    """Return the settings under which the commands after this one run: `export NAME=VALUE` adds one."""
    return {**settings, **dict(_EXPORT.findall(command))}


def run_command(
    command: str, folder: Path, settings: Mapping[str, str] = {}
) -> subprocess.CompletedProcess[str]:
    """Run a shell command in `folder`, on a terminal of 100 columns, with `zhengce` running this code.

    `settings` are environment variables.
    """
    if not _OF_THE_SHELL.search(command):
        return _run_alone(shlex.split(command)[1:], folder, settings)
    ask = f"{sys.executable} -I -S {SERVER} ask {start_commands()}"
    called = re.sub(r"(^|\| )zhengce ", rf"\1{ask} ", command)
    return subprocess.run(
        called,
        shell=True,
        cwd=folder,
        env=_environment(settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=120,
    )


def _run_alone(
    words: list[str], folder: Path, settings: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run one command of zhengce without a shell, which is half the time of a short command."""
    with tempfile.TemporaryFile() as out, Path(os.devnull).open() as nothing:
        files = [nothing.fileno(), out.fileno(), out.fileno()]
        code = send(start_commands(), words, str(folder), _environment(settings), files)
        out.seek(0)
        return subprocess.CompletedProcess(words, code, out.read().decode())


def _environment(settings: Mapping[str, str]) -> dict[str, str]:
    terminal = {
        "COLUMNS": "100",
        "TERM": "dumb",
        "TTY_COMPATIBLE": "1",
        "TTY_INTERACTIVE": "0",
    }
    return environment_of({"PYTHONUNBUFFERED": "1", **terminal, **settings})


def output_of(done: subprocess.CompletedProcess[str]) -> list[str]:
    """Return the lines that a reader sees."""
    return [line.rstrip() for line in done.stdout.splitlines()]


def without_times(lines: list[str] | tuple[str, ...]) -> list[str]:
    """Return lines without the times of runs, and without the days on which references were made."""
    return [_ACCESSED.sub("ACCESSED", _TIME.sub("TIME", line.rstrip())) for line in lines]


def make_workplace(folder: Path, store: Path) -> None:
    """Make `folder` a user's folder after `make run`: corpora, models, and the sample store with its files."""
    (folder / "corpora").symlink_to(PROJECT / "corpora")
    (folder / "models").symlink_to(MODELS)
    copy_whole(store, folder / "outputs")


def _write_anew(page: Path, folder: Path) -> str:
    settings = settings_of(page)

    def renew(block: re.Match[str]) -> str:
        nonlocal settings
        parts = []
        for transcript in read_transcripts(f"```console\n{block[0]}```"):
            lines = output_of(run_command(transcript.command, folder, settings))
            settings = settings_after(transcript.command, settings)
            if not transcript.shown:
                lines = []
            elif transcript.shown[-1] == CUT:
                lines = [*lines[: len(transcript.shown) - 1], CUT]
            parts.append("\n".join([f"$ {transcript.command}", *lines]) + "\n")
        return "".join(parts)

    return _BLOCK.sub(renew, page.read_text(encoding="utf-8"))


def main() -> None:
    chosen = [Path(name).resolve() for name in sys.argv[1:]] or pages()
    with tempfile.TemporaryDirectory() as name:
        made = Path(name) / "made"
        made.mkdir()
        for command in ("ingest sample", "annotate"):
            run_command(f"zhengce {command} --store {made}/zhengce.sqlite", PROJECT).check_returncode()
        for number, page in enumerate(chosen):
            folder = Path(name) / str(number)
            folder.mkdir()
            make_workplace(folder, made / "zhengce.sqlite")
            page.write_text(_write_anew(page, folder), encoding="utf-8")


if __name__ == "__main__":
    main()
