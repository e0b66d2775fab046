"""Stand-ins: pages that a site shows in the place of a document, and how they are told from it.

A site may redirect one removed document to its first page, or show its first page at every address that it
does not know (a "soft 404"), or show it everywhere for an hour while it is repaired. To tell these apart, its
first page is read, an address at which no site has a page, and one document that was there before.
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
    """The address that a request ended at, and the text that it gave."""

    final: str
    text: str


class Control(NamedTuple):
    """A document that its source had when it was asked last: its address and archived text."""

    address: str
    text: str


@dataclass(slots=True)
class StandIns:
    """The pages with which a site answers for what it does not have; each is asked for once per run.

    `send` requests an address, `read` takes the text from an answer, `find_control` names a document of the
    same host that should be there, other than the one asked for.
    """

    send: Callable[[str], Response]
    read: Callable[[Response], str]
    find_control: Callable[[str], Control | None]
    _pages: dict[str, Page | None] = field(default_factory=dict)

    def judge(self, address: str, answered: Page) -> SourceState | None:
        """Return how a page that is not the document stands in for it; None where it is a page of its own.

        Raises FetchError where the whole site answers so: that says nothing of one document.
        """
        state = self._judge(address, answered)
        if state and self._is_everywhere(address, answered):
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

    def _is_everywhere(self, address: str, answered: Page) -> bool:
        control = self.find_control(address)
        if control is None:
            return False
        page = self._ask(control.address)
        if page is None:
            return False
        return _are_alike(answered, page) and share_kept(control.text, page.text) < SAME_DOCUMENT

    def _ask(self, address: str) -> Page | None:
        """Return what an address gives; None for an error, as for a page that is not there."""
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
