"""An HTTP client with manners: one request at a time, spaced by host, tried again with patience, bounded in size and time."""

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

_TRIES = 3
_REDIRECTS = 5
_PASSING = (429, 500, 502, 503, 504)
_REDIRECTING = (301, 302, 303, 307, 308)
_HOST_FAILURES = 5  # in a row: after them a host is left alone for this run
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
    """An answer: `address` was asked for, `final` is where redirects ended, `body` is unpacked, `headers` in lower case."""

    address: str
    final: str
    status: int
    headers: Mapping[str, str]
    body: bytes = b""
    tries: int = 1

    @property
    def is_unmodified(self) -> bool:
        return self.status == 304


class FetchError(Exception):
    """Nothing usable came; `is_passing` says whether the next run should ask again, `status` the answer's, where there was one."""

    def __init__(self, reason: str, *, is_passing: bool = False, status: int = 0) -> None:
        super().__init__(reason)
        self.is_passing, self.status = is_passing, status


class _TryAgainError(Exception):
    def __init__(self, reason: str, *, wait: float | None = None, status: int = 0) -> None:
        super().__init__(reason)
        self.wait, self.status = wait, status


@dataclass(slots=True)
class _Host:
    ready: float = 0.0
    delay: float = 0.0
    failures: int = 0
    closed: str = ""


@dataclass(slots=True)
class Question:
    """What is asked: conditions for a GET, or a body for a POST; `permit` is asked for every hop and raises FetchError."""

    address: str
    conditions: Mapping[str, str] = field(default_factory=dict)
    form: Mapping[str, str] | None = None
    json: Mapping[str, object] | None = None
    permit: Callable[[str], None] = lambda address: None


class Client:
    """Asks servers; use as a context manager. Not for several threads: the spacing of requests rests on there being one."""

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
        return self.ask(Question(address, conditions or {}))

    def ask(self, question: Question) -> Response:
        """Return the answer, with redirects followed; raises FetchError where there is none, or one of a server's errors."""
        address, seen = question.address, {question.address}
        for _ in range(_REDIRECTS + 1):
            question.permit(address)
            response = self._ask_patiently(address, question)
            if response.status not in _REDIRECTING:
                return response
            target = response.headers.get("location", "")
            following = normalise_address(urljoin(address, target)) if target else ""
            if not following:
                raise FetchError(
                    f"redirected to {target[:80] or 'nowhere'}, which is no http(s) address",
                    status=response.status,
                )
            if following in seen:
                raise FetchError("redirected in a circle", status=response.status)
            seen.add(following)
            address = following
        raise FetchError(f"redirected more than {_REDIRECTS} times")

    def _host(self, host: str) -> _Host:
        return self._hosts.setdefault(host, _Host(delay=self.politeness.delay))

    def _ask_patiently(self, address: str, question: Question) -> Response:
        host = self._host(host_of(address))
        problem: _TryAgainError | None = None
        for tries in range(1, _TRIES + 1):
            if host.closed:
                raise FetchError(host.closed, is_passing=True)
            if problem:
                self._rest(host, problem, tries - 1)
            try:
                response = self._ask_once(address, question, host, tries)
            except _TryAgainError as error:
                problem = error
                continue
            host.failures = 0
            return response
        assert problem
        host.failures += 1
        if host.failures >= _HOST_FAILURES:
            host.closed = f"{host_of(address)} failed {_HOST_FAILURES} times in a row; left for the next run"
        raise FetchError(f"{problem} (asked {_TRIES} times)", is_passing=True, status=problem.status)

    def _rest(self, host: _Host, problem: _TryAgainError, tries: int) -> None:
        """Wait as the server asked, or twice as long each time with some chance in it."""
        wait = (
            self.politeness.backoff * 2 ** (tries - 1) * self._random.uniform(0.5, 1.5)
            if problem.wait is None
            else problem.wait
        )
        if wait > self.politeness.maximum_wait:
            host.closed = f"the server asks to wait {wait:,.0f} seconds; left for the next run"
            raise FetchError(host.closed, is_passing=True, status=problem.status)
        host.ready = max(host.ready, time.monotonic() + wait)

    def _ask_once(self, address: str, question: Question, host: _Host, tries: int) -> Response:
        if (pause := host.ready - time.monotonic()) > 0:
            time.sleep(pause)
        self.requests += 1
        self._backend.deadline = time.monotonic() + self.politeness.maximum_seconds
        try:
            return self._send(address, question, tries)
        except ForbiddenAddressError as error:
            raise FetchError(f"leads to a place that is not public: {error}") from None
        except TooLargeError as error:
            raise FetchError(str(error)) from None
        except CutShortError as error:
            raise _TryAgainError(str(error)) from None
        except (
            httpx.TimeoutException,
            httpcore.TimeoutException,
        ):  # which of the waits it was is chance: the reason says none
            raise _TryAgainError(
                f"no whole answer within {self.politeness.maximum_seconds:g} seconds"
            ) from None
        except (httpx.TransportError, httpcore.NetworkError) as error:
            raise _TryAgainError(f"connection failed ({str(error) or type(error).__name__})") from None
        except httpx.InvalidURL as error:
            raise FetchError(f"not an address ({error})") from None
        finally:
            host.ready = time.monotonic() + host.delay

    def _send(self, address: str, question: Question, tries: int) -> Response:
        posts = question.form is not None or question.json is not None
        with self._http.stream(
            "POST" if posts else "GET",
            address,
            headers=dict(question.conditions),
            data=question.form,
            json=question.json,
        ) as answer:
            status = answer.status_code
            headers = {name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers}
            if status in _PASSING:
                raise _TryAgainError(
                    f"the server answered {status}",
                    wait=_asked_wait(headers.get("retry-after", "")),
                    status=status,
                )
            body = b""
            if status == 200:
                body = unpack(
                    answer.iter_raw(), headers.get("content-encoding", ""), self.politeness.maximum_bytes
                )
        if status not in (200, 304, *_REDIRECTING):
            raise FetchError(f"the server answered {status}", status=status)
        return Response(question.address, address, status, headers, body, tries)


def _asked_wait(value: str) -> float | None:
    """Return the seconds of a Retry-After, which may be a number or a date; None where there is none."""
    if value.strip().isdigit():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (TypeError, ValueError):
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
