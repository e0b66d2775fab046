"""A polite HTTP client: one request at a time, spaced per host, retried, bounded in size and time."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

import httpcore
import httpx

from flows.corpus.fetching.addresses import host_of, normalise_address
from flows.corpus.fetching.declaration import Politeness
from flows.corpus.fetching.network import ForbiddenAddressError, PublicBackend, PublicTransport
from flows.corpus.fetching.unpacking import CutShortError, TooLargeError, unpack
from flows.errors import ZhengceError

_MAX_TRIES = 3  # requests of an address, if the server may recover
_MAX_REDIRECTS = 5
_TEMPORARY = (429, 500, 502, 503, 504)
_REDIRECTING = (301, 302, 303, 307, 308)
_HOST_FAILURES = 5  # consecutive failures after which a host gets no more requests in this run
KEPT_HEADERS = (
    "content-type",
    "content-length",
    "content-encoding",
    "content-disposition",
    "content-language",
    "etag",
    "last-modified",
    "date",
    "server",
    "location",
    "retry-after",
    "cache-control",
)


@dataclass(frozen=True, slots=True)
class Response:
    """An answer to a request.

    `address` was requested, `final` is where redirects ended, `body` is unpacked, `headers` have names in
    lower case, and `tries` counts the requests that it took.
    """

    address: str
    final: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    tries: int = 1

    @property
    def is_unmodified(self) -> bool:
        """Whether the server answered 304 to a conditional request."""
        return self.status == 304


class FetchError(ZhengceError):
    """No usable answer; if `is_passing`, the next run should try again.

    `status` is that of the answer, 0 without one.
    """

    def __init__(self, code: str, /, *, is_passing: bool = False, status: int = 0, **values: object) -> None:
        super().__init__(code, **values)
        if status:
            self.values["status"] = status
        self.is_passing, self.status = is_passing, status

    @classmethod
    def like(cls, error: ZhengceError, *, is_passing: bool = False) -> FetchError:
        """Return an error with the message of another one."""
        made = cls(error.code, is_passing=is_passing)
        made.values = dict(error.values)
        return made


class _RetryError(ZhengceError):
    def __init__(self, code: str, /, *, wait: float | None = None, status: int = 0, **values: object) -> None:
        super().__init__(code, **values)
        if status:
            self.values["status"] = status
        self.wait, self.status = wait, status

    @classmethod
    def like(cls, error: ZhengceError) -> _RetryError:
        made = cls(error.code)
        made.values = dict(error.values)
        return made


@dataclass(slots=True)
class _Host:
    ready: float = 0.0
    delay: float = 0.0
    failures: int = 0
    closed: ZhengceError | None = None


def _permit_all(_: str) -> None:
    """Permit every address."""


@dataclass(slots=True)
class Request:
    """One request: conditions for a GET, or a body for a POST.

    `permit` is called for every hop and raises FetchError.
    """

    address: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    json: Mapping[str, object] | None = None
    permit: Callable[[str], None] = _permit_all

    @property
    def method(self) -> str:
        """POST for a request with a body, or else GET."""
        if self.form is None and self.json is None:
            return "GET"
        return "POST"


class Client:
    """An HTTP client that sends requests.

    Use it as a context manager, in one thread only: it spaces only its own requests.
    """

    def __init__(self, politeness: Politeness) -> None:
        self.politeness = politeness
        self.requests = 0
        self._backend = PublicBackend(politeness.allow_private)
        self._hosts: dict[str, _Host] = {}
        self._random = random.Random()
        self._http = httpx.Client(
            transport=PublicTransport(self._backend),
            headers={
                "User-Agent": politeness.user_agent,
                "Accept-Encoding": "gzip, deflate",
                "Accept": "*/*",
            },
            timeout=politeness.timeout,
            follow_redirects=False,
            trust_env=False,
        )

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def slow_down(self, host: str, delay: float) -> None:
        """Keep at least `delay` seconds between requests to this host."""
        self._host(host).delay = max(self._host(host).delay, delay)

    def get(self, address: str, conditions: Mapping[str, str] | None = None) -> Response:
        """Return the answer to a GET request; see `send`."""
        return self.send(Request(address, conditions or {}))

    def send(self, request: Request) -> Response:
        """Return the answer, after redirects.

        Raises FetchError if there is no answer, or if the answer reports an error.
        """
        address, seen = request.address, {request.address}
        for _ in range(_MAX_REDIRECTS + 1):
            request.permit(address)
            response = self._send_patiently(address, request)
            if response.status not in _REDIRECTING:
                return response
            address = _find_redirect(response, address)
            if address in seen:
                raise FetchError("corpus.redirected_in_circle", status=response.status)
            seen.add(address)
        raise FetchError("corpus.redirected_too_often", limit=_MAX_REDIRECTS)

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(delay=self.politeness.delay))

    def _send_patiently(self, address: str, request: Request) -> Response:
        host = self._host(host_of(address))
        problem: _RetryError | None = None
        for tries in range(1, _MAX_TRIES + 1):
            if host.closed:
                raise FetchError.like(host.closed, is_passing=True)
            if problem:
                self._wait(host, problem, tries - 1)
            try:
                response = self._send_once(address, request, host, tries)
            except _RetryError as error:
                problem = error
                continue
            host.failures = 0
            return response
        assert problem
        host.failures += 1
        if host.failures >= _HOST_FAILURES:
            host.closed = ZhengceError("corpus.host_failing", host=host_of(address), failures=_HOST_FAILURES)
        cause = problem.as_value()
        raise FetchError(
            "corpus.retried", is_passing=True, status=problem.status, cause=cause, tries=_MAX_TRIES
        )

    def _wait(self, host: _Host, problem: _RetryError, tries: int) -> None:
        """Wait as long as the server asked for; otherwise double the wait each time, with jitter."""
        wait = problem.wait
        if wait is None:
            wait = self.politeness.backoff * 2 ** (tries - 1) * self._random.uniform(0.5, 1.5)
        if wait > self.politeness.maximum_wait:
            host.closed = ZhengceError("corpus.wait_too_long", seconds=wait)
            raise FetchError(host.closed.code, is_passing=True, status=problem.status, seconds=wait)
        host.ready = max(host.ready, time.monotonic() + wait)

    def _send_once(self, address: str, request: Request, host: _Host, tries: int) -> Response:
        if (pause := host.ready - time.monotonic()) > 0:
            time.sleep(pause)
        self.requests += 1
        seconds = self.politeness.maximum_seconds
        self._backend.deadline = time.monotonic() + seconds
        try:
            return self._exchange(address, request, tries)
        except ForbiddenAddressError as error:
            raise FetchError("corpus.private_address", problem=error.as_value()) from None
        except TooLargeError as error:
            raise FetchError.like(error) from None
        except CutShortError as error:
            raise _RetryError.like(error) from None
        except (httpx.TimeoutException, httpcore.TimeoutException):
            if time.monotonic() < self._backend.deadline:
                raise _RetryError("corpus.waited_too_long", seconds=self.politeness.timeout) from None
            raise _RetryError("corpus.no_answer_in_time", seconds=seconds) from None
        except (httpx.TransportError, httpcore.NetworkError) as error:
            problem = str(error) or type(error).__name__
            raise _RetryError("corpus.connection_failed", problem=problem) from None
        except httpx.InvalidURL as error:
            raise FetchError("corpus.not_an_address", problem=str(error)) from None
        finally:
            host.ready = time.monotonic() + host.delay

    def _exchange(self, address: str, request: Request, tries: int) -> Response:
        with self._http.stream(
            request.method,
            address,
            headers=dict(request.conditions),
            data=request.form,
            json=request.json,
        ) as answer:
            status = answer.status_code
            headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
            if status in _TEMPORARY:
                wait = _read_retry_after(headers.get("retry-after", ""))
                raise _RetryError("corpus.server_answered", wait=wait, status=status)
            body = b""
            if status == 200:
                packing = headers.get("content-encoding", "")
                body = unpack(answer.iter_raw(), packing, self.politeness.maximum_bytes)
        if status not in (200, 304, *_REDIRECTING):
            raise FetchError("corpus.server_answered", status=status)
        return Response(request.address, address, status, headers, body, tries)


def _find_redirect(response: Response, address: str) -> str:
    """Return the target of a redirect. Raises FetchError if it is not an http(s) address."""
    target = response.headers.get("location", "")
    if not target:
        raise FetchError("corpus.redirected_nowhere", status=response.status)
    following = normalise_address(urljoin(address, target))
    if not following:
        raise FetchError("corpus.redirected_elsewhere", status=response.status, target=target[:80])
    return following


def _read_retry_after(value: str) -> float | None:
    """Return the seconds of a Retry-After header, a number or a date (RFC 9110, 10.2.3).

    Returns None for other values.
    """
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
