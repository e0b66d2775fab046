"""Transports: standard input and output for a client that starts the server, HTTP for others."""

from __future__ import annotations

import hmac
from http import HTTPStatus

from mcp.server.mcpserver import MCPServer
from mcp.server.transport_security import TransportSecuritySettings
from starlette.applications import Starlette
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from flows.errors import UsageError
from flows.settings import is_loopback, is_unprotected

_LARGEST_REQUEST = 512 * 1024  # bytes
_LOCAL = ("127.0.0.1:*", "localhost:*", "[::1]:*")


def serve_stdio(server: MCPServer) -> None:
    """Answer the client at the other end of standard input and output until it closes them."""
    server.run("stdio")


def build_app(server: MCPServer, *, host: str = "127.0.0.1", token: str = "") -> Starlette:
    """Return the HTTP application; the endpoint is /mcp, without state between requests.

    Raises UsageError for a host that others can reach without a token.
    """
    check_binding(host, token)
    security = TransportSecuritySettings(
        enable_dns_rebinding_protection=is_loopback(host),
        allowed_hosts=list(_LOCAL),
        allowed_origins=[f"http://{name}" for name in _LOCAL],
    )
    app = server.streamable_http_app(
        json_response=True,
        stateless_http=True,
        transport_security=security,
        max_request_body_size=_LARGEST_REQUEST,
        host=host,
    )
    if token:
        app.add_middleware(TokenGuard, token=token)
    return app


def check_binding(host: str, token: str) -> None:
    """Raise UsageError for an address that others can reach without a token of 16 characters."""
    if is_unprotected(host, token):
        raise UsageError("assistants.token_needed", host=host)


class TokenGuard:
    """Refuses requests without the token."""

    def __init__(self, app: ASGIApp, token: str) -> None:
        self._app = app
        self._expected = f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request that has the token, and anything other than a request (start and stop)."""
        if scope["type"] == "http":
            given = Headers(scope=scope).get("authorization", "").encode()
            if not hmac.compare_digest(given, self._expected):
                refusal = PlainTextResponse(
                    "a token is needed: send it as Authorization: Bearer ...",
                    HTTPStatus.UNAUTHORIZED,
                    {"WWW-Authenticate": "Bearer"},
                )
                await refusal(scope, receive, send)
                return
        await self._app(scope, receive, send)
