"""Connect to public addresses only, within a deadline.

The check happens where the socket is opened, so no name is resolved twice (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore
import httpx

from flows.errors import ZhengceError

# The network of NAT64 (RFC 6052), which embeds an IPv4 address.
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class ForbiddenAddressError(ZhengceError):
    """A host is, or resolves to, an address that is not public."""


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet.

    Private, loopback, link-local (including the metadata service of cloud machines), shared, reserved and
    multicast addresses do not, nor do such addresses embedded in IPv6.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        embedded = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            embedded = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if embedded is not None:
            return is_public(str(embedded))
        if ip.teredo:
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def resolve(host: str, port: int, allowed: Iterable[str] = ()) -> list[str]:
    """Return the IP addresses of a host.

    Raises ForbiddenAddressError if one of them is neither public nor in `allowed`.

    `allowed` contains `host:port` entries.
    """
    try:
        entries = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        found = list(dict.fromkeys(str(entry[4][0]) for entry in entries))
    except (OSError, UnicodeError) as error:
        raise httpcore.ConnectError(f"{host}: no such host ({error})") from None
    shown = f"[{host}]" if ":" in host else host
    if f"{shown}:{port}" not in allowed and (
        private := [address for address in found if not is_public(address)]
    ):
        code = "corpus.is_private" if private[0] == host else "corpus.leads_to_private"
        raise ForbiddenAddressError(code, host=f"{shown}:{port}", address=private[0])
    return found


class _Stream(httpcore.NetworkStream):
    """A stream on which every wait ends at the backend's deadline."""

    def __init__(self, inner: httpcore.NetworkStream, backend: PublicBackend) -> None:
        self._inner, self._backend = inner, backend

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.remaining(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, self._backend.remaining(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        limit = self._backend.remaining(timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, limit), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class PublicBackend(httpcore.NetworkBackend):
    """A network backend that connects to public addresses only.

    All waits end at `deadline`, a time of the monotonic clock.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._inner = httpcore.SyncBackend()
        self._allowed = frozenset(allowed)
        self.deadline = float("inf")

    def remaining(self, timeout: float | None, error: type[Exception]) -> float | None:
        """Return the seconds that a wait may take: `timeout`, or less up to the deadline; None for no limit.

        Raises `error` after the deadline.
        """
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise error("the answer took too long")
        left = min(left, float("inf") if timeout is None else timeout)
        return left if left < float("inf") else None

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to the first address of a host that answers. Raises ForbiddenAddressError."""
        addresses = resolve(host, port, self._allowed)
        for number, address in enumerate(addresses):
            try:
                limit = self.remaining(timeout, httpcore.ConnectTimeout)
                return _Stream(
                    self._inner.connect_tcp(address, port, limit, local_address, socket_options), self
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(addresses) - 1:
                    raise
        raise httpcore.ConnectError(f"{host}: no address")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuse: raises ForbiddenAddressError."""
        del timeout, socket_options
        raise ForbiddenAddressError("corpus.is_socket", path=path)


class PublicTransport(httpx.HTTPTransport):
    """httpx's transport over PublicBackend: TLS verified by httpx's certificates, no environment proxies."""

    def __init__(self, backend: PublicBackend) -> None:
        super().__init__(trust_env=False)
        self._pool.close()
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False), max_connections=4, network_backend=backend
        )
