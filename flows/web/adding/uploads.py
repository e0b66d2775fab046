"""Files sent by a browser, in a separate folder until they are read."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from flows.errors import UsageError
from flows.text import lazy_pattern
from flows.web.security import check_origin

LARGEST = 500_000_000  # bytes of one upload
_MOST_FILES = 5_000
_LONGEST_NAME = 120  # characters of a file's name
_NOT_IN_NAMES = lazy_pattern(r'[\x00-\x1f\x7f<>:"/\\|?*]')


async def read_upload(request: Request) -> FormData:
    """Return the form of one of this site's pages, with large files on disk.

    Raises HTTPException (403) for a form of another site, UsageError for one that is too large.
    """
    check_origin(request)
    length = request.headers.get("content-length", "")
    if not length.isdecimal() or int(length) > LARGEST:
        raise UsageError("web.upload_too_large", limit=LARGEST // 1_000_000)
    return await request.form(max_files=_MOST_FILES, max_fields=20)


def save_files(files: Iterable[UploadFile]) -> tempfile.TemporaryDirectory[str]:
    """Write files into a new folder, each under the last part of its name.

    If two have the same name, the second gets a number. Raises UsageError if there is no file.
    """
    folder = tempfile.TemporaryDirectory(prefix="zhengce-added-")
    names: set[str] = set()
    for file in files:
        if not file.filename:  # a form without a chosen file
            continue
        name = _free_name(plain_name(file.filename), names)
        names.add(name)
        with Path(folder.name, name).open("wb") as target:
            shutil.copyfileobj(file.file, target)
    if not names:
        folder.cleanup()
        raise UsageError("web.no_file_chosen")
    return folder


def plain_name(given: str) -> str:
    """Return a safe file name: the last part, without characters that could form a path.

    Names of hidden files and manifests, which reading skips, get another beginning.
    """
    last = PurePosixPath(given.replace("\\", "/")).name
    name = _NOT_IN_NAMES.sub("_", last).strip(" .")[-_LONGEST_NAME:]
    if not name or name == "source.yml":
        return f"file_{name}"
    return name


def _free_name(name: str, taken: set[str]) -> str:
    path, number = Path(name), 2
    while name in taken:
        name = f"{path.stem} ({number}){path.suffix}"
        number += 1
    return name
