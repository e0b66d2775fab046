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

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ")
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL)
    for line in block.splitlines()
    if line.startswith("$ ")
]


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, sample_store: Path) -> Path:
    """A working folder as `make run` leaves it: corpora, models and a store with the sample corpus."""
    folder = tmp_path_factory.mktemp("tour")
    (folder / "corpora").symlink_to(ROOT / "corpora")
    (folder / "models").symlink_to(ROOT / "models")
    (folder / "outputs").mkdir()
    for path in sample_store.parent.iterdir():
        (folder / "outputs" / path.name).symlink_to(path) if path.is_dir() else (folder / "outputs" / path.name).write_bytes(
            path.read_bytes()
        )
    return folder


def test_the_readme_shows_commands() -> None:
    assert len(COMMANDS) >= 8


def test_every_command_runs(workplace: Path) -> None:
    """One after the other, in the README's order, since later ones build on earlier ones."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ZHENGCE_")}
    environment["PYTHONPATH"] = str(ROOT)
    for command in COMMANDS:
        called = re.sub(r"(^|\| )zhengce ", rf"\1{sys.executable} -m flows.cli ", command)
        done = subprocess.run(called, shell=True, cwd=workplace, env=environment, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        assert "Traceback" not in done.stderr


def test_the_manifest_shown_is_valid() -> None:
    block = next(block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if "source.yml" in block)
    assert Manifest(id="miit", **yaml.safe_load(block)).schedule is not None


def test_the_notebook_code_runs(workplace: Path) -> None:
    block = next(iter(re.findall(r"```python\n(.*?)```", README, re.DOTALL)))
    check = "\nassert len(hits) and len(lines) and len(series) and len(spans)\nassert nlp('健全新型举国体制。')[1].text == '新型举国体制'\n"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", block + check], cwd=workplace, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
