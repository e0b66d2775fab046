"""The searches of a workspace."""

from __future__ import annotations

from dataclasses import asdict, fields
from typing import TYPE_CHECKING, Any, Literal

from flows.arguments import (
    Day,
    as_day,
    checked,
    split_filters,
)
from flows.search import (
    COLLOCATE_COLUMNS,
    NEW_COLUMNS,
    CollocateRequest,
    ConcordanceRequest,
    Hit,
    Line,
    SearchRequest,
    find_collocates,
    find_hit_counterparts,
    find_lines,
    find_new_collocates,
    hit_rows,
    search_passages,
)
from flows.workspace.opening import Parts

if TYPE_CHECKING:
    import pandas as pd


class Searching(Parts):
    """Searches: passages, similar passages, lines around a term, words near it."""

    @checked()
    def search(
        self,
        query: str = "",
        *,
        limit: int = 100,
        expand: bool = True,
        counterparts: bool = False,
        **filters: Any,
    ) -> pd.DataFrame:
        """Return one row per hit, best first; `frame.attrs` has total, expansions and facets.

        With `counterparts`, a column of this name has the aligned sentences in the other language. Filters
        are those of the command line: `strategy=[...]`, `corpus=[...]`, `first="2019"`, `last="2021-06"`; a
        string is one name, and a year may be a number. `as_of`, `province`, `vanished`, `collection` and
        `tag` choose documents. Raises TypeError for an unknown filter.
        """
        import pandas as pd

        chosen, documents = split_filters(filters)
        request = SearchRequest(query, chosen, limit=limit, expand=expand)
        with self._part(documents) as collection:
            found = search_passages(collection, request)
            beside = find_hit_counterparts(collection.store, found) if counterparts else None
        columns = [field.name for field in fields(Hit)]
        if counterparts:
            columns.append("counterparts")
        frame = pd.DataFrame(hit_rows(found, beside), columns=columns)
        frame.attrs = {"total": found.total, "expansions": found.expansions, "facets": found.facets}
        return frame

    @checked()
    def similar(self, target: str, *, limit: int = 10, **filters: Any) -> pd.DataFrame:
        """Return the passages most similar to a passage, a document (by id) or a text, nearest first.

        This is a ranking, not a count. Filters are those of `search`, such as `language=["en"]`; the target
        may be outside the documents that they choose. `frame.attrs` has its basis. Raises UsageError if no
        vectors were built yet (`zhengce similar --build`).
        """
        import pandas as pd

        from flows.search.similarity import SimilarPassage, SimilarRequest, find_similar

        chosen, documents = split_filters(filters)
        with self._part(documents) as collection:
            found = find_similar(collection, SimilarRequest(target, chosen, limit))
        frame = pd.DataFrame([asdict(hit) for hit in found.hits], columns=SimilarPassage.__match_args__)
        frame.attrs = {name: value for name, value in asdict(found).items() if name != "hits"}
        return frame

    @checked()
    def concordance(
        self,
        query: str,
        *,
        width: int = 20,
        sort: Literal["date", "left", "right"] = "date",
        **filters: Any,
    ) -> pd.DataFrame:
        """Return one row per occurrence, with the text to its left and right.

        Filters are those of `search`.
        """
        import pandas as pd

        chosen, documents = split_filters(filters)
        request = ConcordanceRequest(query, chosen, width=width, sort=sort)
        with self._part(documents) as collection:
            return pd.DataFrame(find_lines(collection, request), columns=Line._fields)

    @checked()
    def collocates(
        self,
        query: str,
        *,
        new_since: Day = "",
        window: int = 5,
        limit: int | None = None,
        sort: Literal["log_likelihood", "log_dice", "near"] = "log_likelihood",
        expand: bool = True,
        **filters: Any,
    ) -> pd.DataFrame:
        """Return the words that occur near matches of a query more often than expected by chance.

        All are returned unless `limit` is given. Options are those of `zhengce collocates`, the columns those
        of its CSV; filters are those of `search`. With `new_since`, returns only words that are near it in
        more passages since that date than before. Raises UsageError for an invalid date.
        """
        import pandas as pd

        from flows.annotation.matching import RustCutter

        chosen, documents = split_filters(filters)
        request = CollocateRequest(query, chosen, window=window, limit=limit, sort=sort, expand=expand)
        cut, since = RustCutter().cut, as_day(new_since, "new_since")
        with self._part(documents) as collection:
            if since:
                new = find_new_collocates(collection, request, cut, since)
                return pd.DataFrame(new, columns=NEW_COLUMNS)
            return pd.DataFrame(find_collocates(collection, request, cut), columns=COLLOCATE_COLUMNS)
