"""The files of docs/deployment: the files and commands they name exist, and services run without privileges."""

from __future__ import annotations

import configparser
import json
import re
import subprocess
import sys

import pytest
import yaml

from flows.cli.main import read_commands
from tests.support import PROJECT

FOLDER = PROJECT / "docs" / "deployment"
IMAGE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")
COMMANDS = {words for group in read_commands().values() for words in group}


def read_unit(name: str) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(FOLDER / name)
    return unit


def test_the_image_copies_files_that_exist() -> None:
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", IMAGE, re.MULTILINE)
    sources = [source for line in copied for source in line.split()]
    assert {"requirements.txt", "flows", "models", "corpora"} <= set(sources)
    assert [source for source in sources if not (PROJECT / source).exists()] == []


def test_the_image_runs_a_command_as_an_ordinary_user() -> None:
    (command,) = re.findall(r"^CMD (.+)$", IMAGE, re.MULTILINE)
    assert json.loads(command)[0] in COMMANDS
    assert re.search(r"^USER 10001$", IMAGE, re.MULTILINE)


def test_services_write_to_their_volume_alone() -> None:
    services = yaml.safe_load((FOLDER / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"page", "schedules"}
    for service in services.values():
        assert service["read_only"] and service["cap_drop"] == ["ALL"]
        assert service["volumes"] == ["data:/data"]
        assert (PROJECT / service["build"]["dockerfile"]).is_file()
    assert services["schedules"]["command"][0] in COMMANDS


@pytest.mark.parametrize("name", ["zhengce.service", "zhengce-web.service"])
def test_units_start_a_command_with_a_read_only_system(name: str) -> None:
    service = read_unit(name)["Service"]
    program, command, *_ = service["ExecStart"].split()
    assert program == "/opt/zhengce/bin/zhengce" and command in COMMANDS
    assert service["ProtectSystem"] == "strict" and service["User"] == "zhengce"


def test_the_health_check_fails_where_nothing_answers() -> None:
    done = subprocess.run([sys.executable, FOLDER / "healthy.py"], capture_output=True, text=True, timeout=30)
    assert done.returncode == 1 and "does not answer" in done.stderr


@pytest.mark.parametrize("name", ["Makefile", ".github/workflows/checks.yml", "docs/deployment/Dockerfile"])
def test_pinned_packages_are_installed_without_resolving(name: str) -> None:
    """Check that a release newer than a pin stops no installation, as one of a package with an extra does."""
    lines = (PROJECT / name).read_text(encoding="utf-8").splitlines()
    installing = [line for line in lines if " --require-hashes" in line]
    assert installing and all(" --no-deps" in line for line in installing)
