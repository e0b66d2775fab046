"""Choose a file name for an answer, by its headers and then by its address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from flows.text import lazy_pattern

_ENDINGS = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "application/json": ".json",
    "text/csv": ".csv",
    "application/zip": ".zip",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_KNOWN = (".pdf", ".docx", ".txt", ".md", ".csv", ".json", ".jsonl", ".zip", ".gz")
_DISPOSITION = lazy_pattern(r"filename\*?=\s*(?:UTF-8'')?\"?([^\";]+)", re.IGNORECASE)
_CHARSET = lazy_pattern(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def name_answer(address: str, headers: Mapping[str, str], body: bytes) -> str:
    """Return a file name whose ending shows the reader what the bytes are.

    The Content-Type header takes precedence over the address, unless it is missing or
    application/octet-stream. An address without a known ending (.jsp, .do, none) is a web page if its bytes
    look like one.
    """
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    disposition = _DISPOSITION.search(headers.get("content-disposition", ""))
    path = unquote(disposition[1] if disposition else urlsplit(address).path)
    stem = re.sub(r"[^\w.-]", "_", PurePosixPath(path).stem)[:80] or "page"
    ending = PurePosixPath(path.lower()).suffix
    is_wrong = (kind == "text/plain" and ending in _KNOWN) or (
        kind == "text/html" and body.startswith((b"%PDF", b"PK"))
    )
    if kind in _ENDINGS and not is_wrong:
        return stem + _ENDINGS[kind]
    if ending in _KNOWN:
        return stem + ending
    if b"<" in body[:1000]:
        return stem + ".html"
    return stem + (ending or ".txt")


def charset_of(headers: Mapping[str, str]) -> str:
    """Return the encoding that the Content-Type header declares, or "" if there is none or it is unknown."""
    match = _CHARSET.search(headers.get("content-type", ""))
    if not match:
        return ""
    try:
        "".encode(match[1])
    except LookupError:
        return ""
    return match[1]
