"""The translations of a workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from flows.alignment.pairing import ListedLink, ListedPair, list_links, list_pairs
from flows.arguments import (
    Names,
    as_names,
    check_choice,
    checked,
    split_filters,
)
from flows.errors import UsageError
from flows.store.translations import PAIR_STATUSES, PairFilter, find_pair
from flows.workspace.opening import Parts

if TYPE_CHECKING:
    import pandas as pd

    from flows.pipeline import AlignCounts
    from flows.store.translations import DocumentPair


class Translations(Parts):
    """Translations: pairs of documents, aligned sentences, renderings, omissions."""

    def pairs(self, *, status: Names = (), document: Names = ()) -> pd.DataFrame:
        """Return one row per pair of documents with the same text in Chinese and English.

        Raises UsageError for an unknown status or document.
        """
        import pandas as pd

        from flows.pipeline import resolve_id

        statuses = as_names(status, "status")
        for one in statuses:
            check_choice("status", one, PAIR_STATUSES)
        documents = tuple(resolve_id(self.store, name) for name in as_names(document, "document"))
        wanted = PairFilter(statuses, documents=documents)
        return pd.DataFrame(list_pairs(self.store, wanted)[0], columns=ListedPair._fields)

    @checked()
    def alignment(self, pair: str) -> pd.DataFrame:
        """Return one row per link of a pair, named by its id or the beginning of it.

        Raises UsageError for an unknown pair.
        """
        import pandas as pd

        return pd.DataFrame(list_links(self.store, self._pair(pair)), columns=ListedLink._fields)

    @checked()
    def align(self, documents: Names = (), *, everything: bool = False) -> AlignCounts:
        """Align the pairs in use that are not aligned yet, or those of a few documents.

        With `everything`, align them again. Raises UsageError for an unknown document.
        """
        from flows.pipeline import align_pairs, resolve_id

        chosen = [resolve_id(self.store, name) for name in as_names(documents or (), "documents")]
        return align_pairs(self.store, lambda: self.aligner, chosen, everything=everything)

    @checked()
    def parallel(
        self,
        query: str,
        *,
        rendered_as: str = "",
        not_rendered: bool = False,
        width: int = 20,
        sort: Literal["date", "left", "right"] = "date",
        **filters: Any,
    ) -> pd.DataFrame:
        """Return one row per occurrence in aligned documents, with the aligned text in the other language.

        Options are those of `zhengce parallel`, filters those of `search`: they choose occurrences, whose
        translations may be outside the chosen documents. `frame.attrs["elsewhere"]` counts occurrences in
        documents without an aligned translation.
        """
        import pandas as pd

        from flows.alignment import ParallelLine, ParallelRequest, find_parallel

        chosen, documents = split_filters(filters)
        request = ParallelRequest(query, chosen, width, sort, rendered_as, not_rendered)
        with self._part(documents) as collection:
            found = find_parallel(collection, request)
        frame = pd.DataFrame(found.lines, columns=ParallelLine._fields)
        frame.attrs = {"elsewhere": found.elsewhere}
        return frame

    @checked()
    def renderings(self, query: str, *, minimum: int = 1, **filters: Any) -> pd.DataFrame:
        """Return how a term is rendered in the other language, one row per rendering, from aligned sentences.

        Filters are those of `parallel`; `frame.attrs` has sentences, untranslated, unexplained and elsewhere
        (see `zhengce renderings`).
        """
        import pandas as pd

        from flows.alignment import ParallelRequest, Rendering, RenderingRequest, find_renderings

        chosen, documents = split_filters(filters)
        request = RenderingRequest(ParallelRequest(query, chosen), minimum)
        with self._part(documents) as collection:
            found = find_renderings(collection, request)
        frame = pd.DataFrame(found.renderings, columns=Rendering._fields)
        names = ("sentences", "untranslated", "unexplained", "elsewhere")
        frame.attrs = {name: getattr(found, name) for name in names}
        return frame

    @checked()
    def omissions(self, pair: str) -> pd.DataFrame:
        """Return what a translation leaves out or adds, one row each (see `zhengce align omissions`).

        Raises UsageError for an unknown pair.
        """
        import pandas as pd

        from flows.alignment import OmissionRow, find_omissions, omission_rows
        from flows.annotation.matching import counter_of

        found = self._pair(pair)
        concepts = counter_of(self.lexicon).count
        rows = list(omission_rows(find_omissions(self.store, self.lexicon, concepts, found)))
        return pd.DataFrame(rows, columns=OmissionRow._fields)

    def _pair(self, name: str) -> DocumentPair:
        """Return the pair named by its id or the beginning of it. Raises UsageError if there is none."""
        found = find_pair(self.store, name)
        if found is None:
            raise UsageError("flows.no_pair", pair=name)
        return found
