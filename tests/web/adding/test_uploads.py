"""Names of files that a browser sends: never a path."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import UploadFile

from flows.errors import UsageError
from flows.web.adding.uploads import plain_name, save_files


@pytest.mark.parametrize(
    ("given", "name"),
    [
        ("计划.txt", "计划.txt"),
        ("../../etc/passwd", "passwd"),
        ("C:\\texts\\plan.docx", "plan.docx"),
        ("a\x00b:c?.pdf", "a_b_c_.pdf"),
        ("..", "file_"),
        (".hidden", "hidden"),
        ("source.yml", "file_source.yml"),
        ("long" * 60 + ".txt", ("long" * 60 + ".txt")[-120:]),
    ],
)
def test_a_name_is_no_path(given: str, name: str) -> None:
    assert plain_name(given) == name


@given(st.text(max_size=200))
def test_any_name_is_that_of_a_file(given: str) -> None:
    name = plain_name(given)
    assert name and Path(name).name == name and not name.startswith(".") and len(name) <= 130


def test_files_with_one_name_are_kept_apart() -> None:
    files = [UploadFile(io.BytesIO(data), filename="a/plan.txt") for data in (b"one", b"two")]
    with save_files(files) as folder:
        found = {path.name: path.read_bytes() for path in Path(folder).iterdir()}
    assert found == {"plan.txt": b"one", "plan (2).txt": b"two"}


def test_no_file_is_said() -> None:
    with pytest.raises(UsageError, match="No file"):
        save_files([UploadFile(io.BytesIO(b""), filename="")])
