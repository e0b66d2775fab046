"""Networks: nodes with names in both languages, and edges with weights."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, get_args

from flows.errors import UsageError
from flows.records import DateRange
from flows.store.facts import MentionUnit

NetworkKind = Literal["citations", "mentions", "issuers"]
NetworkFormat = Literal["graphml", "gexf"]
NETWORK_KINDS: tuple[NetworkKind, ...] = get_args(NetworkKind)
Value = str | int | float | bool
# The least weight of an edge if none is requested.
_LEAST: dict[NetworkKind, int] = {"citations": 1, "mentions": 5, "issuers": 1}


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """A request for a network: its kind and its documents.

    `dates` are those of the citing, mentioning or issued documents (published, else written); undated
    documents are in no range. `minimum` is the least weight of an edge. None means the default of the kind: 1
    for citations and issuers, 5 for mentions. `unit` is where entities are mentioned together.
    """

    kind: NetworkKind
    dates: DateRange = DateRange()
    corpora: tuple[str, ...] = ()
    minimum: int | None = None
    unit: MentionUnit = "passage"

    @property
    def least(self) -> int:
        """The least weight of an edge. Raises UsageError for one below 1."""
        least = _LEAST[self.kind] if self.minimum is None else self.minimum
        if least < 1:
            raise UsageError("references.minimum_weight", minimum=least)
        return least

    def words(self) -> list[str]:
        """Return the words of the command that writes the network, without options at their default."""
        words = ["export", "network", "--kind", self.kind]
        if self.minimum is not None:
            words += ["--minimum", str(self.minimum)]
        if self.unit != "passage":
            words += ["--unit", self.unit]
        words += [word for corpus in self.corpora for word in ("--corpus", corpus)]
        for option, date in (("--from", self.dates.first), ("--to", self.dates.last)):
            if date:
                words += [option, date]
        return words


@dataclass(frozen=True, slots=True)
class NetworkNode:
    """A node; `label` is its usual name, the other labels its names in each language, if known."""

    id: str
    label: str
    label_zh: str = ""
    label_en: str = ""
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NetworkEdge:
    """An edge; in an undirected network `source` is the smaller id."""

    source: str
    target: str
    weight: int
    attributes: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Network:
    """A network: nodes and edges in a fixed order, and whether the edges are directed."""

    kind: NetworkKind
    is_directed: bool
    nodes: list[NetworkNode]
    edges: list[NetworkEdge]
