"""Judge an answer about a document that was read before: gone, emptied, changed, or still there.

Nothing here makes a request. A server that does not answer, refuses, or demands a proof or a login says
nothing about its documents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from flows.corpus.fetching.client import FetchError
from flows.corpus.fetching.declaration import Fetch
from flows.corpus.fetching.listings import Listing, filter_addresses
from flows.records import Document, Reason, SourceState
from flows.text import fold, lazy_pattern

_RUN = 5  # characters; texts are compared by their runs of this length
# The rest of an emptied page: a tenth of the text or a line that says so, and never half of the text.
_EMPTIED, _LINE, _HALF = 0.1, 60, 0.5
SAME_PAGE = 0.8  # share of common runs in each of two pages
SAME_DOCUMENT = 0.3  # share of the archived text's runs; with fewer, another page may have replaced it
_MOSTLY = 0.5  # share of items with dates; with fewer, a list's dates mean nothing
_STATUSES: dict[int, SourceState] = {404: "not_found", 410: "removed", 451: "removed"}
_REFUSALS: dict[str, SourceState] = {"corpus.soft_404": "soft_404", "corpus.empty_page": "emptied"}
_FIRST_CHARACTERS = 120
_ABSENT = "zhengce-asks-for-a-page-that-is-not-here"
_HOME = lazy_pattern(r"/(?:(?:index|default|home|main)\.\w{2,5})?")


def judge_error(error: FetchError) -> SourceState | None:
    """Return the state of a document that an error shows to be gone, or None if it shows nothing."""
    return _STATUSES.get(error.status) if error.code == "corpus.server_answered" else None


def judge_refusal(refusal: Reason) -> SourceState | None:
    """Return the state of a document that a refused page shows to be gone, or None if it shows nothing."""
    return _REFUSALS.get(refusal.code)


def leads_home(address: str, final: str) -> bool:
    """Return whether an address led to the home page of a site although it is not a home page itself."""
    return final != address and _is_home(final) and not _is_home(address)


def _is_home(address: str) -> bool:
    parts = urlsplit(address)
    return _HOME.fullmatch(parts.path or "/") is not None and not parts.query


def address_of_home(address: str) -> str:
    """Return the address of the home page of a site."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}/"


def address_of_nothing(address: str) -> str:
    """Return an address next to another one where no site has a page; it has the same ending."""
    parts = urlsplit(address)
    folder, _, name = parts.path.rpartition("/")
    _, dot, ending = name.rpartition(".")
    return f"{parts.scheme}://{parts.netloc}{folder}/{_ABSENT}{dot}{ending if dot else ''}"


def share_kept(old: str, new: str) -> float:
    """Return the share (0 to 1) of a text's runs of five characters that another text also has, folded."""
    known = _runs(old)
    if not known:
        return 1.0
    return round(len(known & _runs(new)) / len(known), 4)


def is_same_page(one: str, other: str) -> bool:
    """Return whether two pages have nearly the same text; pages without text are not compared."""
    first, second = _runs(one), _runs(other)
    if not first or not second:
        return False
    common = len(first & second)
    return common >= SAME_PAGE * max(len(first), len(second))


def is_emptied(old: str, new: str) -> bool:
    """Return whether a page that keeps little of the old text has almost no text left."""
    before, left = len(_bare(old)), len(_bare(new))
    return left < min(_HALF * before, max(_LINE, _EMPTIED * before))


def is_changed(old: str, new: str) -> bool:
    """Return whether two texts differ in more than white space, width, or visitor counts."""
    return _bare(old) != _bare(new)


def announces_change(old: Document, new: Document) -> bool:
    """Return whether a page states that its text was changed.

    It has a later date than before, or a new line such as 更新时间：… or "Corrected on …".
    """
    if max(new.published, new.written) > max(old.published, old.written):
        return True
    known = {_bare(line) for line in (old.title, *old.text.splitlines())}
    lines = (new.title, *new.text.splitlines())
    return any(_notice().search(line) for line in lines if line.strip() and _bare(line) not in known)


@cache
def _words() -> dict[str, list[str]]:
    source = Path(__file__).with_name("vanishing.toml").read_text(encoding="utf-8")
    words: dict[str, list[str]] = tomllib.loads(source)
    return words


@cache
def _notice() -> re.Pattern[str]:
    return re.compile("|".join(_words()["notices"]), re.IGNORECASE)


@cache
def _counter() -> re.Pattern[str]:
    return re.compile("|".join(_words()["counters"]), re.IGNORECASE)


def _bare(text: str) -> str:
    return "".join(_counter().sub("", fold(text).text).split())


def _runs(text: str) -> set[str]:
    bare = _bare(text)
    return {bare[start : start + _RUN] for start in range(max(1, len(bare) - _RUN + 1))} - {""}


class Reach:
    """The reach of lists into the past, used to decide whether a missing document was delisted."""

    def __init__(self, fetch: Fetch, listing: Listing) -> None:
        self._kind = fetch.kind
        self._is_wanted = filter_addresses(fetch)
        self._listed = {item.address for item in listing.items}
        self._is_whole = (
            listing.pages < fetch.maximum_pages and len(listing.items) < fetch.politeness.maximum_items
        )
        dates = [date for item in listing.items if (date := item.fields.get("published", ""))]
        has_dates = len(dates) > _MOSTLY * len(listing.items)
        self._oldest = min(dates) if has_dates else ""
        self._is_ordered = dates == sorted(dates, reverse=True)

    def is_listed(self, address: str) -> bool:
        """Return whether the lists name the address."""
        return address in self._listed

    def is_delisted(self, address: str, date: str) -> bool:
        """Return whether the lists should name a document of this date but do not.

        Lists often show only the newest documents, so a document older than all of theirs proves nothing. Nor
        does a list that was cut short, unless it is in order. Addresses in a manifest are not a list of the
        source.
        """
        if self._kind == "addresses" or address in self._listed or not self._is_wanted(address):
            return False
        if self._kind == "sitemap":
            return self._is_whole
        if not self._oldest:
            return self._is_whole and self._kind != "feed"
        return date > self._oldest and (self._is_whole or self._is_ordered)


def first_characters(text: str) -> str:
    """Return the beginning of a text as one line."""
    line = " ".join(text.split())
    return line if len(line) <= _FIRST_CHARACTERS else f"{line[: _FIRST_CHARACTERS - 1]}…"


def only_document(results: Sequence[object], address: str) -> Document | None:
    """Return the only document at an address; None if there are several, or if it has another key."""
    documents = [result for result in results if isinstance(result, Document)]
    if len(documents) != 1 or documents[0].key != address:
        return None
    return documents[0]
