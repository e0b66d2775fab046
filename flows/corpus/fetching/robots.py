"""robots.txt (RFC 9309), requested once per host and run.

If a failing server can't deliver it, everything is forbidden.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from protego import Protego

from flows.corpus.fetching.addresses import host_of
from flows.corpus.fetching.client import Client, FetchError, Request

_MAX_CRAWL_DELAY = 60.0


class Robots:
    """Decides whether an address may be read, and applies the delay that a host requests."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._name = client.politeness.user_agent.split("/")[0].split()[0]
        self._rules: dict[str, Protego | FetchError] = {}

    def permit(self, address: str) -> None:
        """Raise FetchError if the host's robots.txt forbids the address."""
        if not self._client.politeness.robots:
            return
        parts = urlsplit(address)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self._rules:
            self._rules[origin] = self._read(origin)
        rules = self._rules[origin]
        if isinstance(rules, FetchError):
            raise rules
        if not rules.can_fetch(address, self._name):
            raise FetchError("corpus.robots_forbid")

    def _read(self, origin: str) -> Protego | FetchError:
        try:
            body = self._client.send(Request(f"{origin}/robots.txt")).body[:500_000]
        except FetchError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return Protego.parse("")  # no such file: nothing is forbidden
            return FetchError(
                "corpus.robots_unreadable",
                is_passing=error.is_passing,
                status=error.status,
                cause=error.as_value(),
            )
        rules = Protego.parse(body.decode("utf-8", "replace"))
        if delay := rules.crawl_delay(self._name):
            self._client.slow_down(host_of(origin), min(float(delay), _MAX_CRAWL_DELAY))
        return rules
