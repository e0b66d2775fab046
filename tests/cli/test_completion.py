"""Tab completion: the scripts of three shells, and what bash offers for a partial command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from cyclopts.completion._base import extract_completion_data

from flows.cli.main import app, read_commands
from tests.support import PROJECT

BASH = shutil.which("bash")
_ASK = """
source "$1"; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}
_zhengce
printf '%s\\n' "${COMPREPLY[@]}"
"""


@pytest.fixture(scope="module")
def homes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A home folder per shell with completion installed; for bash and zsh, installed twice.

    The script is generated once per shell: that takes up to a second.
    """
    found = {}
    commands = extract_completion_data(app)  # what all three scripts are made from
    for shell, times in (("bash", 2), ("zsh", 2), ("fish", 1)):
        found[shell] = tmp_path_factory.mktemp(shell)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("HOME", str(found[shell]))
            generate = cache(app.generate_completion)
            patch.setattr(
                type(app), "generate_completion", lambda _, generate=generate, **words: generate(**words)
            )
            patch.setattr(f"cyclopts.completion.{shell}.extract_completion_data", lambda _: commands)
            for name in ("ZSH", "ZSH_CUSTOM"):
                patch.delenv(name, raising=False)
            for _ in range(times):
                words = ["--install-completion", "--shell", shell]
                assert app(words, exit_on_error=False, print_error=False) == 0
    return found


@pytest.fixture(scope="module")
def scripts(homes: dict[str, Path]) -> dict[str, Path]:
    """The script of each shell: the only file with its name."""
    return {
        shell: next(path for path in home.rglob("*zhengce*") if path.is_file())
        for shell, home in homes.items()
    }


def complete(script: Path, *words: str) -> set[str]:
    """Return what bash offers for the last of the words, which may be empty."""
    assert BASH
    done = subprocess.run(
        [BASH, "--norc", "--noprofile", "-c", _ASK, "bash", str(script), *words],
        capture_output=True,
        text=True,
        timeout=30,
        check=True,
    )
    return {line.strip() for line in done.stdout.splitlines() if line.strip()}


@pytest.mark.skipif(not BASH, reason="no bash")
@pytest.mark.parametrize(
    ("words", "offered", "left_out"),
    [
        (("zhengce", ""), {"search", "trends", "corpus", "lexicon"}, {"rename"}),
        (("zhengce", "tre"), {"trends"}, {"search"}),
        (("zhengce", "corpus", ""), {"list", "show", "rename", "remove"}, {"search"}),
        (("zhengce", "search", "--str"), {"--strategy"}, {"--sort"}),
        (("zhengce", "trends", "自主可控", "--group", ""), {"publisher", "language"}, {"table"}),
        (("zhengce", "search", "稀土", "--format", "j"), {"json"}, {"table"}),
    ],
    ids=lambda value: " ".join(value if isinstance(value, tuple) else sorted(value)),
)
def test_bash_offers(
    scripts: dict[str, Path], words: tuple[str, ...], offered: set[str], left_out: set[str]
) -> None:
    found = complete(scripts["bash"], *words)
    assert offered <= found and not left_out & found


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_script_knows_every_command(scripts: dict[str, Path], shell: str) -> None:
    text = scripts[shell].read_text(encoding="utf-8")
    for group in read_commands().values():
        for words in group:
            assert words.split()[-1].lstrip("-") in text
    assert "rejections" in text  # an option of status


@pytest.mark.parametrize(("shell", "startup"), [("bash", ".bashrc"), ("zsh", ".zshrc"), ("fish", "")])
def test_installing_writes_a_script_and_one_line(homes: dict[str, Path], shell: str, startup: str) -> None:
    """Installing again adds no second line."""
    files = [path for path in homes[shell].rglob("*") if path.is_file()]
    assert len(files) == 1 + bool(startup)
    if startup:
        text = (homes[shell] / startup).read_text(encoding="utf-8")
        assert text.count("zhengce completion") == 1
        assert text.count("compinit\n") == (shell == "zsh")


def test_a_shell_that_is_not_known_is_asked_for(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_VERSION")}
    done = subprocess.run(
        [sys.executable, "-m", "flows.cli", "--install-completion", "--print"],
        cwd=PROJECT,
        env={**environment, "SHELL": "/bin/ksh", "PATH": "", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("zhengce: Which shell? Name it: --shell bash")
