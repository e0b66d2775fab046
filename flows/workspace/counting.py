"""The counts of a workspace."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from flows.arguments import (
    Day,
    Names,
    as_day,
    as_names,
    checked,
    read_choice,
    read_days,
    read_member,
)
from flows.errors import UsageError
from flows.records import DateAxis, Grouping, Reprints
from flows.search import read_date
from flows.workspace.opening import ANY_CHOICE, CHOICES_OF_DAY, Parts

if TYPE_CHECKING:
    import pandas as pd

    from flows.trends import ChangeRequest, SeriesRequest


class Counting(Parts):
    """Counts: series over time, keyness, new and vanished terms, lists of queries.

    Lists have every row unless `limit` is given.
    """

    @checked()
    def trends(
        self,
        terms: str | Sequence[str],
        *,
        by: str = "year",
        group: str | None = None,
        first: Day = "",
        last: Day = "",
        axis: str = "published",
        corpus: Names = (),
        split: bool = False,
        reprints: str = "raw",
        hold: str | None = None,
        bands: bool = False,
        vanished_share: bool = False,
        as_typed: bool = False,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per series and period, zeros included; options are those of `zhengce trends`.

        `documents` options choose which documents are counted: `publisher=[...]`, `level`, `kind`, `status`,
        `province`, `collection`, `tag`, `vanished`, and `as_of="2019-06"` (the versions valid on a day).
        `vanished_share` adds the share of each period's text that is gone from its source.

        The counts of a period without text are 0 in the frame; if `total_documents` is 0, they are unknown.
        `frame.attrs["notes"]` has notes on the numbers, such as an incomplete last period. Raises UsageError
        for an unknown value or term, TypeError for an unknown option.
        """
        from flows.trends import SeriesRequest, answer_series

        chosen = read_choice("trends", documents, ANY_CHOICE)
        request = SeriesRequest(
            as_names(terms, "terms"),
            by=by,
            grouping=read_member(Grouping, "group", group) if group else None,
            split=split,
            dates=read_days(first, last),
            axis=read_member(DateAxis, "axis", axis),
            corpora=as_names(corpus, "corpus"),
            reprints=read_member(Reprints, "reprints", reprints),
            hold=read_member(Grouping, "hold", hold) if hold else None,
            bands=bands,
            vanished=vanished_share,
            as_typed=as_typed,
            allow_partial=allow_partial,
        )
        with self._part(chosen) as collection:
            answer = answer_series(collection, request)
        frame = answer.table.frame()
        frame.attrs = {"notes": answer.notes}
        return frame

    @checked()
    def shares(
        self,
        labels: str | Sequence[str] = (),
        *,
        by: str = "year",
        first: Day = "",
        last: Day = "",
        axis: str = "published",
        corpus: Names = (),
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return each strategy's share of passages by period, as marked and corrected for errors.

        `labels` are strategies or instruments (default: every strategy). The columns are those of `zhengce
        shares --format csv`, `documents` options as in `trends`; `frame.attrs["notes"]` has notes on the
        numbers. Raises UsageError for an unknown label or value, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.trends import LabelShare, answer_shares, newest_learned

        request = _read_series(by, first, last, axis, corpus, allow_partial=allow_partial)
        wanted = self.taxonomy.choose(as_names(labels, "labels"))
        learned = newest_learned(self.settings.models_folder)
        with self._part(read_choice("shares", documents, ANY_CHOICE)) as collection:
            answer = answer_shares(collection, wanted, learned, request)
        frame = pd.DataFrame(answer.rows, columns=LabelShare._fields)
        frame.attrs = {"notes": answer.notes}
        return frame

    @checked()
    def drift(
        self,
        term: str,
        *,
        language: Literal["zh", "en"] = "en",
        aligned: bool = False,
        by: str = "year",
        first: Day = "",
        last: Day = "",
        axis: str = "published",
        corpus: Names = (),
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return each rendering's share of the occurrences of a lexicon term, by period.

        Options and columns are those of `zhengce drift`, `documents` options and `frame.attrs["notes"]` as in
        `trends`. Raises UsageError for an unknown term or value, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.alignment import aligned_shares
        from flows.trends import DRIFT_COLUMNS, describe_text, rendering_shares

        request = _read_series(by, first, last, axis, corpus, allow_partial=allow_partial)
        count = aligned_shares if aligned else rendering_shares
        with self._part(read_choice("drift", documents, ANY_CHOICE)) as collection:
            rows = count(collection, term, request, language=language)
            frame = pd.DataFrame(rows, columns=DRIFT_COLUMNS)
            frame.attrs = {"notes": describe_text(collection, request)}
        return frame

    @checked()
    def keyness(
        self,
        query: str = "",
        *,
        corpus: Names = (),
        publisher: Names = (),
        language: Names = (),
        first: Day = "",
        last: Day = "",
        against_query: str = "",
        against_corpus: Names = (),
        against_publisher: Names = (),
        against_language: Names = (),
        against_first: Day = "",
        against_last: Day = "",
        limit: int | None = None,
        minimum: int = 5,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that one set of text uses more often than another, clearest first.

        Without the options that begin with `against`, the other set is everything else. A query may name
        collections and tags (`collection:chips`). `documents` options choose the documents of both sets:
        `level`, `kind`, `status`, `province`, `vanished`, and `as_of`. `frame.attrs` has the numbers of
        documents and tokens of both. Raises UsageError if no set is chosen, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.trends import KEYNESS, KeynessRequest, Side, compare_sides

        here = Side(
            as_names(corpus, "corpus"),
            as_names(publisher, "publisher"),
            as_names(language, "language"),
            read_days(first, last),
            query,
        )
        if not here:
            raise UsageError("flows.no_first_set")
        there = Side(
            as_names(against_corpus, "against_corpus"),
            as_names(against_publisher, "against_publisher"),
            as_names(against_language, "against_language"),
            dates=read_days(against_first, against_last),
            query=against_query,
        )
        request = KeynessRequest(here, there or None, limit=limit, minimum=minimum)
        with self._part(read_choice("keyness", documents, (*CHOICES_OF_DAY, "vanished"))) as collection:
            rows, *sizes = compare_sides(collection, request)
        frame = pd.DataFrame(rows, columns=KEYNESS)
        frame.attrs = {name: size._asdict() for name, size in zip(("here", "there"), sizes, strict=True)}
        return frame

    @checked()
    def emerging(
        self,
        since: Day,
        *,
        before: Day = "",
        last: Day = "",
        axis: str = "published",
        corpus: Names = (),
        types: Names = (),
        limit: int | None = None,
        minimum: int = 5,
        hold: bool = True,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that is new or far more frequent since a date, clearest first.

        `before` is the start of the earlier period, `types` are types of concepts. `hold` restricts the
        comparison to corpora with text on both sides, `allow_partial` counts months even if not all of their
        passages are annotated. `documents` options choose documents as in `trends`.
        `frame.attrs["notes"]` has notes on the comparison. Raises UsageError for an invalid date or type.
        """
        import pandas as pd

        from flows.trends import EMERGING, describe_change, find_emerging

        request = _read_change(
            since,
            last,
            corpus,
            before=before,
            limit=limit,
            minimum=minimum,
            axis=axis,
            types=types,
            hold=hold,
            allow_partial=allow_partial,
        )
        with self._part(read_choice("emerging", documents, ANY_CHOICE)) as collection:
            frame = pd.DataFrame(find_emerging(collection, request), columns=EMERGING)
            frame.attrs = {"notes": describe_change(collection, request)}
        return frame

    @checked()
    def silent(
        self,
        since: Day,
        *,
        last: Day = "",
        axis: str = "published",
        corpus: Names = (),
        types: Names = (),
        limit: int | None = None,
        minimum: int = 10,
        hold: bool = True,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that has disappeared since a date although occurrences were expected.

        Options and `frame.attrs` are those of `emerging`.
        """
        import pandas as pd

        from flows.trends import SILENT, describe_change, find_silent

        request = _read_change(
            since,
            last,
            corpus,
            limit=limit,
            minimum=minimum,
            axis=axis,
            types=types,
            hold=hold,
            allow_partial=allow_partial,
        )
        with self._part(read_choice("silent", documents, ANY_CHOICE)) as collection:
            frame = pd.DataFrame(find_silent(collection, request), columns=SILENT)
            frame.attrs = {"notes": describe_change(collection, request, is_silence=True)}
        return frame

    @checked()
    def batch(
        self,
        queries: str | Path | Sequence[str],
        *,
        by: str = "year",
        measure: str = "occurrences",
        wide: bool = False,
        first: Day = "",
        last: Day = "",
        corpus: Names = (),
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return the counts of a list of terms and queries: a file's path, or the queries themselves.

        There is one row per query and period (or group), or with `wide` one row per query with the measure;
        options are those of `zhengce batch`. `documents` choose documents as in `trends`.
        `frame.attrs["problems"]` has (line, query, message) for queries that could not be counted, `notes`
        has notes on the numbers. Raises UsageError for an unknown option.
        """
        import pandas as pd

        from flows.trends import SeriesRequest
        from flows.trends.batches import (
            BATCH_COLUMNS,
            BatchLine,
            BatchRequest,
            batch_rows,
            count_batch,
            describe_batch,
            read_batch,
            widen,
        )

        if isinstance(queries, str | Path):
            if not Path(queries).is_file():
                raise UsageError("flows.no_batch_file", name=str(queries))
            lines = read_batch(Path(queries).read_bytes(), str(queries))
        else:
            lines = [BatchLine(number, query) for number, query in enumerate(as_names(queries, "queries"), 1)]
        series = SeriesRequest(
            dates=read_days(first, last), corpora=as_names(corpus, "corpus"), allow_partial=allow_partial
        )
        with self._part(read_choice("batch", documents, ANY_CHOICE)) as collection:
            table = count_batch(collection, BatchRequest(tuple(lines), by, measure, series))
            notes = describe_batch(collection, table)
        if wide:
            frame = pd.DataFrame(widen(table).rows, columns=widen(table).columns)
        else:
            frame = pd.DataFrame(batch_rows(table), columns=BATCH_COLUMNS)
        problems = [(one.line.number, one.line.query, one.message()) for one in table.problems]
        frame.attrs = {"problems": problems, "notes": notes}
        return frame


def _read_series(
    by: str, first: Day, last: Day, axis: str, corpus: Names, *, allow_partial: bool
) -> SeriesRequest:
    from flows.trends import SeriesRequest

    return SeriesRequest(
        by=by,
        dates=read_days(first, last),
        axis=read_member(DateAxis, "axis", axis),
        corpora=as_names(corpus, "corpus"),
        allow_partial=allow_partial,
    )


def _read_change(
    since: Day,
    last: Day,
    corpus: Names,
    *,
    before: Day = "",
    axis: str = "published",
    types: Names = (),
    limit: int | None = None,
    minimum: int = 5,
    hold: bool = True,
    allow_partial: bool = False,
) -> ChangeRequest:
    """Return the request for changes of vocabulary from `since` on.

    Raises UsageError for an invalid or missing date, and for an unknown type or axis.
    """
    from flows.annotation.lexicon import CONCEPT_TYPES
    from flows.trends import TYPES, ChangeRequest

    start = read_date(as_day(since, "since"), "since")
    if start is None:
        raise UsageError("search.no_date", option="since", text="")
    kinds = tuple(kind.upper() for kind in as_names(types, "types"))
    for kind in kinds:
        if kind not in CONCEPT_TYPES:
            raise UsageError("flows.no_concept_type", type=kind, known=CONCEPT_TYPES)
    return ChangeRequest(
        start,
        to=read_date(as_day(last, "last"), "last"),
        before=read_date(as_day(before, "before"), "before"),
        axis=read_member(DateAxis, "axis", axis),
        corpora=as_names(corpus, "corpus"),
        types=kinds or TYPES,
        limit=limit,
        minimum=minimum,
        hold=hold,
        allow_partial=allow_partial,
    )
