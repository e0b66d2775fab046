"""The documents of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from flows.arguments import (
    Day,
    Names,
    as_day,
    as_names,
    check_names,
    check_type,
    checked,
    read_choice,
    read_days,
    read_document_kind,
)
from flows.output.bibliography import cite, find_items
from flows.references import by_known_title, document_on, networks, read_as_of
from flows.search import read_values
from flows.store.documents import (
    DOCUMENT_ORDERS,
    DocumentFilter,
    DocumentOrder,
    DocumentRequest,
    ListedDocument,
    list_documents,
)
from flows.store.facts import MENTION_UNITS
from flows.store.passages import count_passages, read_passages
from flows.store.sightings import VanishedDocument, list_vanished
from flows.workspace.opening import ANY_CHOICE, CHOICES_OF_DAY, Parts

if TYPE_CHECKING:
    import pandas as pd

    from flows.references.networks import NetworkKind
    from flows.reports.comparisons import CompareRequest, Comparison
    from flows.store.facts import MentionUnit

_OF_PASSAGES = ["passage_id", "position", "start", "end", "kind", "heading", "language", "text"]


class Documents(Parts):
    """Documents: lists, passages, vanished documents, comparisons, networks, references."""

    @checked(sort=DOCUMENT_ORDERS)
    def documents(
        self,
        title: str = "",
        *,
        sort: DocumentOrder = "date",
        limit: int | None = None,
        offset: int = 0,
        fold: bool = False,
        first: Day = "",
        last: Day = "",
        **several: Any,
    ) -> pd.DataFrame:
        """Return one row per stored document whose title has all words of `title`.

        A year in `title` matches the document's title or its year; text in quotes stays together. If no title
        has the words, a law is found by its name in the other language (then in `frame.attrs["by_name"]`).
        Filters are `corpus=[...]`, `publisher=[...]`, `language=[...]`, `first` and `last`; and `level`,
        `kind`, `status`, `province`, `vanished`, `collection`, `tag` and `as_of`, as in `trends`. With
        `fold`, only the earliest of near-duplicates is listed. `frame.attrs["total"]` is the total number.
        Raises TypeError for an unknown filter, UsageError for a value that no document has.
        """
        import pandas as pd

        names = {"corpus": "corpora", "publisher": "publishers", "language": "languages"}
        others = (*CHOICES_OF_DAY, "vanished", "collection", "tag")
        check_names("documents", several.keys() - names.values(), [*names, *others])
        chosen = {name: value for name, value in several.items() if name in others}
        given = {names.get(name, name): as_names(several[name], name) for name in several.keys() - {*others}}
        dates = read_days(first, last)
        given["languages"] = tuple(read_values("language", given.get("languages", ())))
        wanted = DocumentFilter(**given, dates=dates, title=title, is_folded=fold)
        with self._part(read_choice("documents", chosen, others)) as collection:
            request = DocumentRequest(wanted, sort, limit, offset)
            request, name = by_known_title(collection.store, request, self.lexicon)
            found = list_documents(collection.store, request)
        frame = pd.DataFrame(found.documents, columns=ListedDocument._fields)
        frame.attrs = {"total": found.total, **({"by_name": name} if name else {})}
        return frame

    @checked()
    def passages(self, document: str, *, as_of: Day = "") -> pd.DataFrame:
        """Return the passages of a document in order; with `as_of`, of the version valid on that day.

        `document` is an id as shown by search. `start` and `end` are in code points of the document's text,
        and `frame.attrs["document_id"]` is the version. Raises UsageError if there is no such document, or if
        it did not exist yet.
        """
        import pandas as pd

        from flows.pipeline import resolve_id

        day = as_day(as_of, "as_of")
        found = resolve_id(self.store, document, self.lexicon, read_as_of(day))
        if day:
            found = document_on(self.store, found, day).document_id
        passages = read_passages(self.store, found, limit=count_passages(self.store, found))
        rows = [{name: getattr(row, name) for name in _OF_PASSAGES} for row in passages]
        frame = pd.DataFrame(rows, columns=_OF_PASSAGES)
        frame.attrs = {"document_id": found}
        return frame

    @checked()
    def vanished(
        self,
        *,
        how: Names = (),
        corpus: Names = (),
        first: Day = "",
        last: Day = "",
        limit: int | None = None,
        offset: int = 0,
    ) -> pd.DataFrame:
        """Return one row per document that its source no longer has or has changed without notice.

        `how` are any (the default), gone, or ways such as not_found, emptied and edited; dates are those of
        the documents. `document_id` is the archived version. `frame.attrs["total"]` is the total number.
        Raises UsageError for an unknown way.
        """
        import pandas as pd

        from flows.references import VANISHED_COLUMNS, read_vanished

        dates = {"first": as_day(first, "first"), "last": as_day(last, "last")}
        wanted = read_vanished(list(as_names(how, "how")), corpora=as_names(corpus, "corpus"), **dates)
        found = list_vanished(self.store, wanted, limit, offset)
        frame = pd.DataFrame(found.documents, columns=VanishedDocument._fields)[VANISHED_COLUMNS]
        frame.attrs = {"total": found.total}
        return frame

    @checked(unit=MENTION_UNITS)
    def network(
        self,
        kind: NetworkKind = "citations",
        *,
        first: Day = "",
        last: Day = "",
        corpus: Names = (),
        minimum: int | None = None,
        unit: MentionUnit = "passage",
        document_kind: Names = (),
        **documents: Any,
    ) -> Any:
        """Return a NetworkX graph of citations, mentions or issuers (see `zhengce export network`).

        `documents` options choose the documents that cite, mention or are issued, as in `trends`; their kind
        is `document_kind`. Raises UsageError for an unknown kind or corpus, TypeError for an unknown option.
        """
        request = networks.NetworkRequest(
            kind, read_days(first, last), as_names(corpus, "corpus"), minimum, unit
        )
        with self._part(read_document_kind("network", documents, document_kind, ANY_CHOICE)) as collection:
            return networks.build_graph(networks.find_network(collection.store, self.lexicon, request))

    def comparison(self, request: CompareRequest) -> Comparison:
        """Return the comparison of two sides (see `zhengce compare`).

        Raises UsageError for a side that can't be read or has no passage.
        """
        from flows.annotation.matching import RustCutter, counter_of
        from flows.reports.comparisons import CompareRequest, compare_sides

        check_type("request", request, CompareRequest)
        concepts = counter_of(self.lexicon).count
        return compare_sides(self.collection, request, RustCutter().cut, concepts)

    @checked()
    def compare(
        self,
        a: str,
        b: str,
        *,
        limit: int | None = None,
        minimum: int | None = None,
        unit: Literal["paragraph", "sentence"] | None = None,
    ) -> pd.DataFrame:
        """Return two documents, periods or queries side by side, one row per compared item.

        The columns are those of `zhengce compare --format csv`; `section` is size, terms, paragraphs or
        figures. Raises UsageError for a side that can't be read or has no passage.
        """
        import pandas as pd

        from flows.reports.comparisons import COMPARISON_COLUMNS, CompareRequest, comparison_rows

        found = self.comparison(CompareRequest(a, b, limit, minimum, unit))
        return pd.DataFrame(comparison_rows(found), columns=COMPARISON_COLUMNS)

    @checked()
    def cite(self, identifiers: Names, style: str = "gbt7714") -> str:
        """Return references to documents or passages, named by id, in a style of `zhengce cite`.

        Raises UsageError for an id that names nothing, and for an unknown style.
        """
        names = dict.fromkeys(as_names(identifiers, "identifiers"))
        return cite(find_items(self, list(names)), style, self.lexicon)
