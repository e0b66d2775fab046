"""The address of a list of figures."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial

from flows.output import command_line, option_words
from flows.records import SURE_SCORE
from flows.references import FIGURE_ORDERS, FigureRequest, check_state_words
from flows.store.facts import FigureOrder, TargetFilter
from flows.web.addresses.documents import ChoiceAddress, read_choice_parameters
from flows.web.addresses.parameters import (
    Parameters,
    make_address,
    page_pair,
    plain_value,
    read_choice,
    read_page,
    several_values,
    unless_default,
)

_KIND = "document_kind"


@dataclass(frozen=True, slots=True)
class FigureAddress:
    """The address of a list of figures; the kind of their documents is `document_kind`."""

    query: str = ""
    indicator: str = ""
    entities: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    corpora: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    is_sure: bool = False
    sort: FigureOrder = "latest"
    same: str = ""
    page: int = 1
    chosen: ChoiceAddress = field(default_factory=ChoiceAddress)

    @property
    def request(self) -> FigureRequest:
        """Return the request for the figures."""
        filters = TargetFilter(
            indicator=self.indicator,
            kinds=self.kinds,
            entities=self.entities,
            languages=self.languages,
            corpora=self.corpora,
            deadline_first=self.first,
            deadline_last=self.last,
            least_score=SURE_SCORE if self.is_sure else 0,
        )
        return FigureRequest(filters, self.query, self.sort, same=self.same)

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/targets", *self._pairs(), page_pair(page))

    @property
    def hidden_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents but have no field in the form."""
        shown = replace(self.chosen, kind=()).hidden_pairs
        return [*shown, *((_KIND, value) for value in self.chosen.kind)]

    def same_as(self, mark: str) -> str:
        """Return the address of all figures equal to one."""
        return make_address("/targets", ("same", mark))

    def _pairs(self) -> tuple[tuple[str, str], ...]:
        return (
            ("q", self.query),
            ("indicator", self.indicator),
            *(("entity", name) for name in self.entities),
            *(("kind", kind) for kind in self.kinds),
            *(("language", language) for language in self.languages),
            *(("corpus", name) for name in self.corpora),
            ("from", self.first),
            ("to", self.last),
            ("sure", "1" if self.is_sure else ""),
            ("sort", unless_default(self.sort, FIGURE_ORDERS[0])),
            ("same", self.same),
            *((_KIND if name == "kind" else name, value) for name, value in self.chosen.document_pairs),
        )

    def command(self) -> str:
        """Return the command that lists the same figures."""
        names = {"q": "query", "from": "deadline_from", "to": "deadline_to"}
        words = option_words(
            *((names.get(name, name), value) for name, value in self._pairs() if name != "sure")
        )
        if self.is_sure:
            words.append("--sure")
        return command_line(["zhengce", "targets", *words])


def read_figures(parameters: Parameters) -> FigureAddress:
    """Return the figures of an address. Raises UsageError for an unknown order or kind of document."""
    plain, several = partial(plain_value, parameters), partial(several_values, parameters)
    check_state_words("kind", several(_KIND), _KIND)
    return FigureAddress(
        plain("q"),
        plain("indicator"),
        several("entity"),
        several("kind"),
        several("language"),
        several("corpus"),
        plain("from"),
        plain("to"),
        parameters.get("sure", "") == "1",
        read_choice(parameters, "sort", FIGURE_ORDERS),  # type: ignore[arg-type]
        plain("same"),
        read_page(parameters),
        ChoiceAddress(
            as_of=plain("as_of"),
            **{**read_choice_parameters(parameters), "kind": several(_KIND)},
        ),
    )
