"""Stand-ins: pages that a site shows in place of a document, and how they are detected.

A site may redirect a removed document to its home page, show its home page at every unknown address (a "soft
404"), or show it everywhere for an hour during maintenance. To distinguish these, three pages are read: the
home page, an address at which no site has a page, and a document that was there before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from flows.corpus.fetching import (
    SAME_DOCUMENT,
    FetchError,
    Response,
    address_of_home,
    address_of_nothing,
    is_same_page,
    leads_home,
    share_kept,
)
from flows.records import SourceState


class Page(NamedTuple):
    """The final address of a request, and the text returned."""

    final: str
    text: str


class Control(NamedTuple):
    """A document that its source had when last requested: its address and archived text."""

    address: str
    text: str


@dataclass(slots=True)
class StandIns:
    """The pages that a site returns for missing documents; each is requested once per run.

    `send` requests an address, `read` extracts the text of an answer, `find_control` names a document of the
    same host that should exist, other than the one requested.
    """

    send: Callable[[str], Response]
    read: Callable[[Response], str]
    find_control: Callable[[str], Control | None]
    _pages: dict[str, Page | None] = field(default_factory=dict)

    def judge(self, address: str, answered: Page) -> SourceState | None:
        """Return how a page that is not the document stands in for it; None if it is a page in its own right.

        Raises FetchError if the whole site answers like this, which says nothing about one document.
        """
        state = self._judge(address, answered)
        if state and self._is_standin(address, answered):
            raise FetchError("pipeline.same_page_everywhere", is_passing=True, status=200)
        return state

    def _judge(self, address: str, answered: Page) -> SourceState | None:
        is_led_home = leads_home(address, answered.final)
        nothing = self._ask(address_of_nothing(address))
        if nothing and _are_alike(answered, nothing):
            home = self._ask(address_of_home(address))
            is_home = is_led_home or (home is not None and is_same_page(home.text, answered.text))
            return "home_page" if is_home else "soft_404"
        if is_led_home:
            return "redirected_home"
        home = self._ask(address_of_home(address))
        if home and is_same_page(home.text, answered.text):
            return "redirected_home" if answered.final != address else "home_page"
        return None

    def _is_standin(self, address: str, answered: Page) -> bool:
        control = self.find_control(address)
        if control is None:
            return False
        page = self._ask(control.address)
        if page is None:
            return False
        return _are_alike(answered, page) and share_kept(control.text, page.text) < SAME_DOCUMENT

    def _ask(self, address: str) -> Page | None:
        """Return the page at an address; None for an error, including a missing page."""
        if address not in self._pages:
            try:
                response = self.send(address)
            except FetchError as error:
                if error.is_passing:
                    raise
                self._pages[address] = None
            else:
                self._pages[address] = Page(response.final, self.read(response))
        return self._pages[address]


def _are_alike(one: Page, other: Page) -> bool:
    return one.final == other.final or is_same_page(one.text, other.text)
