"""Addresses: one normal form for each, resolved against their page."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from flows.text import lazy_pattern

_TRACKING = lazy_pattern(r"^(?:utm_\w+|spm|from_source|share_token)$", re.IGNORECASE)
_SESSION = lazy_pattern(r";jsessionid=[^/?#]*", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}


def normalise_address(address: str, base: str = "") -> str:
    """Return the normal form of an http(s) address, resolved against `base`; "" for any other scheme.

    The normal form has no fragment, no session or tracking parameters, no default port and no dots in the
    path. The host is in lower case, and non-ASCII characters are percent-encoded. Case and order of the rest
    are kept, because servers may depend on them.
    """
    try:
        parts = urlsplit(urljoin(base, address.strip()))
        netloc = _normalise_host(parts)
    except (ValueError, UnicodeError):
        return ""
    if not netloc or parts.username or parts.password:
        return ""
    path = _SESSION.sub("", quote(parts.path, safe="/%:@!$&'()*+,;=~-._")) or "/"
    query = parts.query
    if any(_TRACKING.match(pair.split("=")[0]) for pair in query.split("&")):
        pairs = parse_qsl(query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _TRACKING.match(pair[0])])
    return urlunsplit((parts.scheme, netloc, path, quote(query, safe="/%:@!$&'()*+,;=~-._?"), ""))


def join_address(base: str, address: str) -> str:
    """Return an address resolved against `base`, or `base` if the result is not an http(s) address."""
    try:
        joined = urljoin(base, address.strip())
    except ValueError:
        return base
    return joined if normalise_address(joined) else base


def resolve_link(target: str, base: str) -> str:
    """Return the normal form of a link on a page, or "" if it is empty or not http(s)."""
    if not target:
        return ""
    return normalise_address(target, base)


def _normalise_host(parts: SplitResult) -> str:
    """Return host and port as in a normal address, or "" if it is not http(s).

    Raises ValueError for a bad port.
    """
    port, host = parts.port, parts.hostname or ""
    if not host.isascii():
        host = host.encode("idna").decode()
    if parts.scheme not in _PORTS or not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    return host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"


def host_of(address: str) -> str:
    """Return host and port of an address: the unit that requests are spaced by."""
    return urlsplit(address).netloc.lower()
