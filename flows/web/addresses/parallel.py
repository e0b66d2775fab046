"""The address of a parallel concordance."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flows.alignment import ParallelRequest, RenderingRequest
from flows.output import command_line, option_words
from flows.search import LineOrder
from flows.web import limits
from flows.web.addresses.parameters import Parameters, make_address, unless_default
from flows.web.addresses.searches import LINE_WIDTH, SearchAddress, read_line_order, read_search


@dataclass(frozen=True, slots=True)
class ParallelAddress:
    """The address of a parallel concordance: a search, and what the other language must have or lack."""

    search: SearchAddress
    rendered_as: str = ""
    is_not_rendered: bool = False
    order: LineOrder = "date"

    def request(self, width: int = LINE_WIDTH) -> ParallelRequest:
        """Return the request for the lines. Raises UsageError for an invalid date."""
        return ParallelRequest(
            self.search.query,
            self.search.filters,
            width=width,
            sort=self.order,
            rendered_as=self.rendered_as,
            not_rendered=self.is_not_rendered,
            expand=self.search.expand,
            max_read=limits.MAX_READ,
        )

    def renderings(self, minimum: int = 1) -> RenderingRequest:
        """Return the request for the renderings of the query, however the lines are narrowed."""
        plain = replace(self, rendered_as="", is_not_rendered=False, order="date")
        return RenderingRequest(plain.request(), minimum)

    def narrow(self, rendered_as: str = "", *, is_not_rendered: bool = False) -> str:
        """Return the address of the lines whose counterpart has, or lacks, a text."""
        return replace(self, rendered_as=rendered_as, is_not_rendered=is_not_rendered).at(1)

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/parallel", *self.pairs(page))

    def pairs(self, page: int | None = None) -> list[tuple[str, str]]:
        """Return the parameters of this page, or of another; defaults are left out."""
        own = [
            ("rendered_as", self.rendered_as),
            ("not_rendered", "1" if self.is_not_rendered else ""),
            ("order", "" if self.order == "date" else self.order),
        ]
        kept = [pair for pair in self.search.pairs(page=page) if pair[0] != "sort"]
        return kept + [pair for pair in own if pair[1]]

    def command(self, name: str = "parallel") -> str:
        """Return the command that shows the same lines or, with `renderings`, the renderings of the query."""
        search = self.search
        options = [
            *search.chosen,
            ("from", search.first),
            ("to", search.last),
            ("as_of", search.as_of),
        ]
        if name == "parallel":
            options += [("rendered_as", self.rendered_as), ("sort", unless_default(self.order, "date"))]
        words = option_words(*options)
        if self.is_not_rendered and name == "parallel":
            words.append("--not-rendered")
        if not search.expand:
            words.append("--as-typed")
        return command_line(["zhengce", name, search.query, *words])


def read_parallel(parameters: Parameters) -> ParallelAddress:
    """Return the parallel concordance of an address. Raises UsageError for values too long or unknown."""
    rendered_as = parameters.get("rendered_as", "").replace("\x00", "").strip()
    search = read_search(parameters)
    return ParallelAddress(
        search,
        rendered_as[: limits.LONGEST_NAME],
        parameters.get("not_rendered", "") == "1",
        read_line_order(parameters),
    )
