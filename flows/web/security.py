"""Access and headers: hosts, the token, and what keeps text from documents harmless."""

from __future__ import annotations

import hmac
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from fastapi import HTTPException, Request, Response
from fastapi.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from flows.errors import UsageError
from flows.settings import is_loopback, is_unprotected

HEADERS = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    # A page of this site names itself when it sends a form; otherwise labels could not be distinguished from
    # forgeries.
    "Referrer-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
}
_COOKIE = "zhengce_token"
_LOCAL_NAMES = {"localhost", "127.0.0.1", "[::1]", "::1", "testserver"}
Next = Callable[[Request], Awaitable[Response]]


class HeadAsGet:
    """Answers HEAD like GET without the body, for link checkers and proxies."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and its answer back."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self._app(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.body":
                message = {**message, "body": b""}
            await send(message)

        await self._app({**scope, "method": "GET"}, receive, send_head)


def check_binding(host: str, token: str) -> None:
    """Raise UsageError for an address that others can reach without a token of 16 characters."""
    if is_unprotected(host, token):
        raise UsageError("web.token_needed", host=host)


def check_origin(request: Request) -> None:
    """Refuse requests from another site's pages. Raises HTTPException (403).

    In each writing request, a browser names the site of the page. A program that sends the token in a header,
    which pages of other sites do not know, needs no origin.
    """
    if getattr(request.state, "has_sent_token", False):
        return
    origin = request.headers.get("origin", "")
    if not origin or urlsplit(origin).netloc != request.headers.get("host", ""):
        raise HTTPException(403, "what writes is taken from this site's own pages only; send the origin")


def set_cookie(answer: Response, name: str, text: str, **options: Any) -> None:
    """Store any text in a cookie of this site's pages; headers allow only Latin letters."""
    answer.set_cookie(name, quote(text, safe=""), samesite="strict", **options)


def read_cookie(request: Request, name: str) -> str:
    """Return the text of a cookie, "" if there is none."""
    return unquote(request.cookies.get(name, ""))


class Guard:
    """Refuses foreign host names on a loopback server, and requests without the token if one is set."""

    def __init__(self, host: str, token: str) -> None:
        self._token = token
        self._names = _LOCAL_NAMES if is_loopback(host) else None

    async def __call__(self, request: Request, call_next: Next) -> Response:
        """Answer a request, with the headers of every answer."""
        response = self._refuse(request) or await call_next(request)
        is_framed = "frame-ancestors" in response.headers.get("Content-Security-Policy", "")
        for name, value in HEADERS.items():
            if not (is_framed and name == "X-Frame-Options"):  # the policy of that answer says who may
                response.headers.setdefault(name, value)
        return response

    def _refuse(self, request: Request) -> Response | None:
        """Return the refusal of a request, or None if it may be answered."""
        name = urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
        if self._names is not None and name not in self._names:
            return PlainTextResponse("this server answers to localhost only", HTTPStatus.MISDIRECTED_REQUEST)
        if not self._token:
            return None
        if self._is_token(request.query_params.get("token", "")):
            return self._move_token(request)
        bearer = request.headers.get("authorization", "").removeprefix("Bearer ")
        if self._is_token(bearer.encode("latin-1").decode("utf-8", "replace")):
            request.state.has_sent_token = True
            return None
        if self._is_token(read_cookie(request, _COOKIE)):
            return None
        return PlainTextResponse(
            "a token is needed: open the page with ?token=..., or send it as Authorization: Bearer ...",
            HTTPStatus.UNAUTHORIZED,
            {"WWW-Authenticate": "Bearer"},
        )

    def _move_token(self, request: Request) -> Response:
        """Return the answer that moves the token from the address, which may be shared, into a cookie."""
        target = request.url.remove_query_params("token")
        path = "/" + target.path.lstrip("/")  # two slashes would begin the name of another host
        address = "?".join(filter(None, (path, target.query)))
        answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
        is_secure = request.url.scheme == "https"
        set_cookie(answer, _COOKIE, self._token, httponly=True, secure=is_secure)
        return answer

    def _is_token(self, given: str) -> bool:
        return bool(given) and hmac.compare_digest(given.encode(), self._token.encode())
