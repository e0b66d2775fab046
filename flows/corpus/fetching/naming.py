"""What kind of file an answer is: by its headers, then by the address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

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
_DISPOSITION = re.compile(r"filename\*?=\s*(?:UTF-8'')?\"?([^\";]+)", re.IGNORECASE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def name_answer(address: str, headers: Mapping[str, str], body: bytes) -> str:
    """Return a file name whose ending tells the reader what the bytes are.

    The header Content-Type goes before the address, unless it is application/octet-stream or none; an address without a telling
    ending (.jsp, .do, none) is a web page where its bytes look like one.
    """
    kind = headers.get("content-type", "").split(";")[0].strip().lower()
    disposition = _DISPOSITION.search(headers.get("content-disposition", ""))
    path = unquote(disposition[1]) if disposition else unquote(urlsplit(address).path)
    stem = re.sub(r"[^\w.-]", "_", PurePosixPath(path).stem)[:80] or "page"
    ending = PurePosixPath(path.lower()).suffix
    if (
        kind in _ENDINGS
        and not (kind == "text/plain" and ending in _KNOWN)
        and not (kind == "text/html" and body.startswith((b"%PDF", b"PK")))
    ):
        return stem + _ENDINGS[kind]
    if ending in _KNOWN:
        return stem + ending
    return stem + (".html" if b"<" in body[:1000] else ending or ".txt")


def charset_of(headers: Mapping[str, str]) -> str:
    """Return the encoding that the Content-Type header names, where it is one; else ""."""
    match = _CHARSET.search(headers.get("content-type", ""))
    try:
        "".encode(match[1] if match else "utf-8")
    except LookupError:
        return ""
    return match[1] if match else ""
