"""Listen for a server started by a command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flows.errors import UsageError, reason_of

if TYPE_CHECKING:
    import socket


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens at this address. Raises UsageError if that is impossible."""
    import socket

    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family, backlog=2048)
    except OSError as error:
        raise UsageError("cli.cannot_listen", host=host, port=port, reason=reason_of(error)) from None
