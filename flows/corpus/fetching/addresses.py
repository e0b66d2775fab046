"""Addresses: one form for each, joined to their page, with what looks like a date in them."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from flows.corpus.metadata import parse_date

_TRACKING = re.compile(r"^(?:utm_\w+|spm|from_source|share_token)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_DATE_IN_PATH = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<!\d)((?:19|20)\d{2})[-/](0[1-9]|1[0-2])[-/](0[1-9]|[12]\d|3[01])(?!\d)",  # /2019-03/05/, /2019/03/05/
        r"[/t_](20\d{2}|19[89]\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?=[/_.-])",  # /t20190305_123.html, /20190305/
        r"(?<!\d)((?:19|20)\d{2})[-/](0[1-9]|1[0-2])(?=/)",  # /2019-03/, /2019/03/
        r"[/_](20\d{2}|19[89]\d)(0[1-9]|1[0-2])(?=/)",  # /201903/
    )
)


def normalise_address(address: str, base: str = "") -> str:
    """Return one form of an http(s) address, joined to `base`; "" for anything else (mailto:, javascript:, data:, file:).

    Without fragment, session and tracking parameters, default port and dots in the path; host in lower case; what is not ASCII
    percent-encoded. Case and order of the rest stay, as servers may heed them.
    """
    try:
        joined = urljoin(base, address.strip()) if base else address.strip()
        parts = urlsplit(joined)
        port = parts.port
        host = (
            (parts.hostname or "").encode("idna").decode()
            if not (parts.hostname or "").isascii()
            else parts.hostname
        )
    except (ValueError, UnicodeError):
        return ""
    if parts.scheme not in _PORTS or not host or parts.username or parts.password:
        return ""
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in (None, _PORTS[parts.scheme]) else f"{shown}:{port}"
    path = _SESSION.sub("", quote(parts.path, safe="/%:@!$&'()*+,;=~-._")) or "/"
    query = parts.query
    if any(_TRACKING.match(pair.split("=")[0]) for pair in query.split("&")):
        query = urlencode(
            [pair for pair in parse_qsl(query, keep_blank_values=True) if not _TRACKING.match(pair[0])]
        )
    return urlunsplit((parts.scheme, netloc, path, quote(query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def host_of(address: str) -> str:
    """Return host and port, by which manners are kept."""
    return urlsplit(address).netloc.lower()


def find_date_in_address(address: str) -> str:
    """Return the ISO date (day or month) that an address carries in its path, or ""."""
    path = urlsplit(address).path
    for pattern in _DATE_IN_PATH:
        if match := pattern.search(path):
            return parse_date("-".join(match.groups()))
    return ""
