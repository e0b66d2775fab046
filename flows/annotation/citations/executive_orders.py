"""Executive orders of the United States: their numbers, and what another order does with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from flows.text import read_patterns

_KEY = "executiveorder"
_REACH = 300  # code points read on either side of a name
_LAST_STOP = re.compile(r"(?<!\bsec)(?<!\be)(?<!\bo)(?<!\bno)[.;:!?]\s|\n", re.IGNORECASE)
# A title in brackets, up to an order that it names: (Amending |Executive Order 13959).
_IN_TITLE = re.compile(r"\([a-z][^()]*$", re.IGNORECASE)


def find_orders(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the spans of executive orders that a folded text names by number, each with its key.

    >>> Executive Order 14105, E.O. 14105, EO 14105
    """
    for match in _pattern("order").finditer(text):
        yield *match.span(), f"{_KEY}{match['number']}"


def is_order(title: str) -> bool:
    """Return whether a normalised title is the key of an executive order."""
    return title.startswith(_KEY)


def order_key(name: str) -> str:
    """Return the key of the executive order whose number or title with number this is, or "".

    >>> Executive Order 14105; Executive Order 14105: Sample Title; not Executive Order 14105 explained
    """
    match = _pattern("named").match(name.strip())
    if match:
        return f"{_KEY}{match['number']}"
    return ""


def read_order_relation(text: str, start: int, end: int) -> str:
    """Return what a text does with the executive order `text[start:end]`: repealing, amending or mentioning.

    A text that revokes a section amends the order. What others did, or what is refused or proposed, is only
    mentioned.

    >>> Executive Order 14105 of August 9, 2023 (Sample Title), is hereby revoked -> repealing
    >>> Section 1 of Executive Order 14105 is hereby amended -> amending
    >>> Nothing in this order revokes Executive Order 14105 -> mentioning
    """
    before = _LAST_STOP.split(text[max(0, start - _REACH) : start])[-1]
    if _IN_TITLE.search(before) or _pattern("undecided").search(before):
        return "mentioning"
    after = text[end : end + _REACH]
    is_part = bool(_pattern("part").search(before))
    if _pattern("after_revoked").match(after) or _revokes(before, after):
        return "amending" if is_part else "repealing"
    if _pattern("after_amended").match(after) or _pattern("before_amends").search(before):
        return "amending"
    return "mentioning"


def _revokes(before: str, after: str) -> bool:
    return bool(_pattern("before_revokes").search(before)) and not _pattern("extent").match(after)


@cache
def _pattern(name: str) -> re.Pattern[str]:
    table = read_patterns(Path(__file__).with_suffix(".toml"))
    plain = table["order"].replace("?P<number>", "?:")
    listed = f"{table['aside']}(?:,? (?:and )?{plain}{table['aside']})*"
    patterns = {
        "order": table["order"],
        "named": rf"{table['order']}(?: of [a-z]+ \d{{1,2}}, \d{{4}})?\s*(?:$|[:—–-])",
        "after_revoked": rf"{listed} ?{table['revoked']}",
        "after_amended": rf"{listed} ?{table['amended']}",
        "before_revokes": rf"(?:{table['revokes']}) (?:{plain}{listed},? (?:and )?)?$",
        "before_amends": rf"(?:{table['amends']}) (?:{plain}{listed},? (?:and )?)?$",
        "extent": table["extent"],
        "part": table["part"],
        "undecided": table["undecided"],
    }
    return re.compile(patterns[name], re.IGNORECASE)
