"""The command `export network`: citations, entities mentioned together, and joint issuers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.cli.opening import open_workspace
from flows.cli.options import WHOLE, Corpora, DocumentOptions, FirstDate, LastDate, StoreOption
from flows.cli.printing import is_file_name, print_path, say, working
from flows.errors import UsageError

if TYPE_CHECKING:
    from flows.references.networks import NetworkRequest


NetworkFile = Annotated[
    Path | None,
    Parameter(
        name="--out",
        help="The folder to write to, or a file that ends in .graphml or .gexf. Default: outputs/, or "
        "ZHENGCE_OUTPUTS.",
    ),
]
_ENDINGS = (".graphml", ".gexf")


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class NetworkOptions:
    """The kind of a network, its documents, and the least weight of its edges."""

    kind: Annotated[
        Literal["citations", "mentions", "issuers"],
        Parameter(
            help="citations: who cites whom; mentions: entities mentioned together; issuers: bodies that "
            "issue documents together."
        ),
    ] = "citations"
    from_: FirstDate = ""
    to: LastDate = ""
    corpus: Corpora = None
    minimum: Annotated[
        int | None,
        WHOLE,
        Parameter(help="Least weight of an edge. Default: 1; 5 for mentions.", show_default=False),
    ] = None
    unit: Annotated[
        Literal["passage", "document"], Parameter(help="Where entities are mentioned together.")
    ] = "passage"

    def request(self) -> NetworkRequest:
        """Return the request for the network. Raises UsageError for an invalid date or a minimum below 1."""
        from flows.references.networks import NetworkRequest
        from flows.search import read_range

        dates = read_range(self.from_, self.to)
        request = NetworkRequest(self.kind, dates, tuple(self.corpus or ()), self.minimum, self.unit)
        assert request.least
        return request


def network(
    *,
    options: NetworkOptions = NetworkOptions(),
    format_: Annotated[Literal["graphml", "gexf"], Parameter(name="--format")] = "graphml",
    out: NetworkFile = None,
    documents: DocumentOptions = DocumentOptions(),
    store: StoreOption = None,
) -> int:
    """Write a network of citations, joint mentions or joint issuers as GraphML or GEXF.

    Also called as `zhengce export network`. Nodes have names in both languages; edges have a weight. The
    files open in Gephi, Cytoscape and NetworkX. A choice of documents selects those that
    cite, mention or are issued; what they cite may be outside it.

    Parameters
    ----------
    format_
        graphml, which most programs read, or gexf, Gephi's own, in a folder; the ending of a file decides.
    """
    from flows.references.networks import find_network
    from flows.reports.lists import write_network_file

    request = options.request()
    if options.unit == "document" and options.kind != "mentions":
        raise UsageError("cli.unit_of_mentions")
    if out and is_file_name(out):
        raise UsageError("reports.table_ending", name=out.name, endings=_ENDINGS)
    with open_workspace(store, documents=documents.documents()) as workspace:
        with working("counting"):
            found = find_network(workspace.store, workspace.lexicon, request)
        path = out or workspace.settings.outputs
        if path.suffix.lower() not in _ENDINGS or path.is_dir():
            path = path / f"network-{request.kind}.{format_}"
        print_path(write_network_file(workspace.store, workspace.lexicon, found, request, path))
    say("cli.network", nodes=len(found.nodes), edges=len(found.edges), least=request.least)
    return 0
