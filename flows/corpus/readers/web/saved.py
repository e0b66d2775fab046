"""Pages that a browser saved as one file of parts (.mhtml, .mht): messages as in RFC 2557."""

from __future__ import annotations

import email
import re
from dataclasses import replace
from email.message import Message
from typing import NamedTuple, TypeAlias

from flows.corpus.readers.shared import Options, Place, Reading
from flows.corpus.readers.web.reading import read_webpage
from flows.text import lazy_pattern

_HEAD = 4_000  # bytes in which the headers of a message name its kind
_MESSAGE = re.compile(
    rb"^mime-version:|^content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE | re.MULTILINE
)
_PAGES = ("text/html", "application/xhtml+xml")
_ADDRESS = lazy_pattern(r"https?://\S+")
_Message: TypeAlias = "Message[str, str]"


class SavedPage(NamedTuple):
    """The HTML of a file, with its encoding and the address that it was saved from, "" if unknown."""

    markup: bytes
    encoding: str = ""
    address: str = ""


def read_page_file(data: bytes, place: Place, options: Options) -> Reading:
    """Read the page in a file of HTML or in a message of parts."""
    page = open_page(data)
    if page is None:
        yield place.reject("corpus.no_html")
        return
    options = replace(options, encoding=options.encoding or page.encoding)
    yield from read_webpage(page.markup, place, options, page.address)


def open_page(data: bytes) -> SavedPage | None:
    """Return the page in a file of HTML or in a message of parts, or None if it has none.

    Pictures, styles and the pages of frames are left out. The page's part says in which encoding it is, and
    from which address it was saved.
    """
    if not _is_message(data):
        return SavedPage(data)
    try:
        message = email.message_from_bytes(data)
        page = _find_page(message)
        markup = None if page is None else page.get_payload(decode=True)
    except (RecursionError, ValueError, LookupError):
        return None
    if page is None or not isinstance(markup, bytes):
        return None
    charset = str(page.get_param("charset", "")) or _utf8(markup)
    address = _address_of(message) or _address_of(page)
    return SavedPage(markup, charset, address if _ADDRESS.fullmatch(address) else "")


def _is_message(data: bytes) -> bool:
    head = data[:_HEAD].lstrip()
    return not head.startswith((b"<", b"\xef\xbb\xbf")) and _MESSAGE.search(head) is not None


def _find_page(message: _Message) -> _Message | None:
    """Return the part with the address of the whole, or else the first page: frames follow it."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES]
    whole = _address_of(message)
    named = (page for page in pages if whole and _address_of(page) == whole)
    return next(named, next(iter(pages), None))


def _address_of(part: _Message) -> str:
    found = part.get("Snapshot-Content-Location") or part.get("Content-Location") or ""
    return "".join(str(found).split())


def _utf8(markup: bytes) -> str:
    """Return "utf-8" if the bytes are UTF-8, in which browsers save any page, or else ""."""
    try:
        markup.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return "utf-8"
