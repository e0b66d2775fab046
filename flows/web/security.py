"""Who may ask and what a page may do: hosts, token, headers that keep text from documents harmless."""

from __future__ import annotations

import hmac
import ipaddress
from collections.abc import Awaitable, Callable
from http import HTTPStatus

from fastapi import Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse

from flows.errors import UsageError

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_COOKIE = "zhengce_token"
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}
Next = Callable[[Request], Awaitable[Response]]


def is_loopback(host: str) -> bool:
    """Return whether only this machine can reach a server that listens on `host`."""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_binding(host: str, token: str) -> None:
    """Raise UsageError for an address that others can reach without a token of some length."""
    if not is_loopback(host) and len(token) < 16:
        raise UsageError("web.token_needed", host=host)


class Guard:
    """Refuse foreign host names on a loopback server, and requests without the token where one is set."""

    def __init__(self, host: str, token: str) -> None:
        self._token = token
        self._names = _LOCAL_NAMES if is_loopback(host) else None

    async def __call__(self, request: Request, call_next: Next) -> Response:
        response = self._refuse(request) or await call_next(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    def _refuse(self, request: Request) -> Response | None:
        name = (
            request.headers.get("host", "").rsplit(":", 1)[0]
            if not request.headers.get("host", "").endswith("]")
            else request.headers["host"]
        )
        if self._names is not None and name not in self._names:
            return PlainTextResponse("this server answers to localhost only", HTTPStatus.MISDIRECTED_REQUEST)
        if not self._token:
            return None
        if self._is_token(request.query_params.get("token", "")):
            # The token goes into a cookie and out of the address, so that the address can be shared.
            target = request.url.remove_query_params("token")
            answer = RedirectResponse(
                f"{target.path}?{target.query}" if target.query else target.path, HTTPStatus.SEE_OTHER
            )
            answer.set_cookie(
                _COOKIE, self._token, httponly=True, samesite="strict", secure=request.url.scheme == "https"
            )
            return answer
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self._is_token(bearer) or self._is_token(request.cookies.get(_COOKIE, "")):
            return None
        return PlainTextResponse(
            "a token is needed: open the page with ?token=..., or send it as Authorization: Bearer ...",
            HTTPStatus.UNAUTHORIZED,
            {"WWW-Authenticate": "Bearer"},
        )

    def _is_token(self, given: str) -> bool:
        return bool(given) and hmac.compare_digest(given.encode(), self._token.encode())
