"""The facts of a workspace."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, SupportsIndex

from flows.arguments import (
    Day,
    Names,
    as_day,
    as_grades,
    as_names,
    check_choice,
    check_type,
    checked,
    read_choice,
    read_document_kind,
)
from flows.records import DATE_ORDERS, LOCALES, RELATIONS, SURE_SCORE, DateOrder, Locale
from flows.store.facts import TargetFilter
from flows.workspace.opening import ANY_CHOICE, Parts

if TYPE_CHECKING:
    import pandas as pd

    from flows.pipeline.corrections import FigureChange, MentionChange


class Facts(Parts):
    """Facts: figures, events, citations, directives, and their corrections."""

    @checked()
    def targets(
        self,
        indicator: str = "",
        *,
        query: str = "",
        unit: Names = (),
        kind: Names = (),
        deadline_first: Day = "",
        deadline_last: Day = "",
        entity: Names = (),
        corpus: Names = (),
        language: Names = (),
        first: Day = "",
        last: Day = "",
        sure: bool = False,
        fold: bool = False,
        limit: int | None = None,
        document_kind: Names = (),
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per figure stated in texts, by the date of its document.

        Options are those of `zhengce targets`, the columns those of its CSV; `kind` is target, actual or
        norm. With `fold`, equal figures share one row. `documents` options choose the documents, as in
        `trends`; their kind is `document_kind`. `frame.attrs` has the total numbers of rows and figures.
        Raises UsageError for an invalid date, kind, corpus or language, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.references import STATED_COLUMNS, FigureRequest, list_stated

        wanted = TargetFilter(
            indicator=indicator,
            units=as_names(unit, "unit"),
            kinds=as_names(kind, "kind"),
            deadline_first=as_day(deadline_first, "deadline_first"),
            deadline_last=as_day(deadline_last, "deadline_last"),
            corpora=as_names(corpus, "corpus"),
            languages=as_names(language, "language"),
            first=as_day(first, "first"),
            last=as_day(last, "last"),
            entities=as_names(entity, "entity"),
            least_score=SURE_SCORE if sure else 0.0,
        )
        request = FigureRequest(wanted, query, "document", every=not fold)
        chosen = read_document_kind("targets", documents, document_kind, ANY_CHOICE)
        with self._part(chosen) as collection:
            found = list_stated(collection, request, limit=limit)
        frame = pd.DataFrame([stated.as_row() for stated in found.rows], columns=STATED_COLUMNS)
        frame.attrs = {"total": found.total, "figures": found.figures}
        return frame

    @checked(sort=DATE_ORDERS)
    def events(
        self,
        name: str = "",
        *,
        query: str = "",
        action: Names = (),
        first: Day = "",
        last: Day = "",
        minimum_score: float = 0.0,
        corpus: Names = (),
        language: Names = (),
        sort: DateOrder = "earliest",
        limit: int | None = None,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per event of a firm, body, person or place ("": all events), by date.

        Options are those of `zhengce events`, the columns those of its CSV. `query` limits them to the
        passages that `search` finds; `documents` options choose the documents, as in `trends`.
        `frame.attrs["total"]` is the total number. Raises UsageError for an unknown action, corpus or
        language and for an invalid date, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.references import EVENT_COLUMNS, event_filter, list_events, narrow_events

        wanted = event_filter(
            self.lexicon,
            name,
            actions=as_names(action, "action"),
            first=as_day(first, "first"),
            last=as_day(last, "last"),
            corpora=as_names(corpus, "corpus"),
            languages=as_names(language, "language"),
            least_score=minimum_score,
        )
        with self._part(read_choice("events", documents, ANY_CHOICE)) as collection:
            wanted = narrow_events(collection, wanted, query)
            rows, total = list_events(collection.store, wanted, limit=limit, order=sort)
        frame = pd.DataFrame(rows, columns=EVENT_COLUMNS)
        frame.attrs = {"total": total}
        return frame

    @checked()
    def citations(
        self,
        document: str = "",
        *,
        relation: str = "",
        corpus: Names = (),
        dangling: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return the cited documents, most cited first; for a `document`, one row per citation of it.

        A citing text that is stored several times counts once.

        `document` is a number, a title or part of one, or an id. `dangling` keeps only documents that are
        cited but not stored. `documents` options choose the citing documents, as in `trends`; the cited ones
        may be outside the choice. The columns are those of `zhengce citations --format csv`. Raises
        UsageError for an unknown corpus or relation, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.references import (
            CITED_COLUMNS,
            EDGE_COLUMNS,
            cited_rows,
            collect_cited,
            edge_rows,
            keep_cited,
            match_cited,
        )

        if relation:
            check_choice("relation", relation, RELATIONS)
        with self._part(read_choice("citations", documents, ANY_CHOICE)) as collection:
            found = collect_cited(collection.store, as_names(corpus, "corpus"))
            chosen = keep_cited(found, match_cited(collection.store, document, self.lexicon), relation)
        if document and not dangling:
            return pd.DataFrame([edge.as_row() for edge in edge_rows(chosen)], columns=EDGE_COLUMNS)
        rows = [asdict(row) for row in cited_rows(chosen, dangling=dangling)]
        return pd.DataFrame(rows, columns=CITED_COLUMNS)

    @checked(locale=LOCALES)
    def dossier(
        self, name: str, *, corpus: Names = (), locale: Locale = "en", **documents: Any
    ) -> pd.DataFrame:
        """Return what the store has on a firm, programme, technology or person: a quote per row.

        `part` is `timeline` (with the year in `group`), `figure` or `instrument` (with its id in `group`).
        Notes are in the language of `locale`, en or zh. `frame.attrs` has the entity, its type, the number of
        mentions, passages and documents, and the mentions by year and by name. `documents` options are as in
        `trends`. Raises UsageError if no text mentions the name, TypeError for an unknown option.
        """
        import pandas as pd

        from flows.reports import DOSSIER_COLUMNS, collect_dossier, dossier_rows

        corpora = as_names(corpus, "corpus")
        with self._part(read_choice("dossier", documents, ANY_CHOICE)) as collection:
            found = collect_dossier(collection.store, self.lexicon, name, corpora, locale=locale)
        frame = pd.DataFrame(dossier_rows(found), columns=DOSSIER_COLUMNS)
        frame.attrs = dict(found.numbers().items())
        return frame

    @checked()
    def brief(
        self,
        *,
        first: Day = "",
        last: Day = "",
        corpus: Names = (),
        language: Names = (),
        **documents: Any,
    ) -> pd.DataFrame:
        """Return what is new since a date, as on the page of `zhengce brief`: a row per line of a section.

        Without `first` it begins 30 days before the newest document (up to `last`). `section` is documents,
        first_uses, rising, falling, silent, bursts, targets, cited or strategies. Everything is compared
        within the chosen documents; `documents` options are as in `trends`. `frame.attrs` has the period,
        the one that it is compared with, the numbers of new documents by corpus, and the total number of
        rows of each section. Raises UsageError if no document is dated in the period, TypeError for an
        unknown option.
        """
        import pandas as pd

        from flows.reports import BRIEF_COLUMNS, BriefSource, brief_numbers, brief_rows, find_brief

        given = {**documents, "corpus": corpus, "language": language}
        dates = as_day(first, "first"), as_day(last, "last")
        with self._part(read_choice("brief", given, (*ANY_CHOICE, "corpus", "language"))) as collection:
            source = BriefSource(collection, self.taxonomy, self.settings.models_folder)
            found = find_brief(source, *dates)
        rows = brief_rows(found, self.taxonomy)
        frame = pd.DataFrame(rows, columns=BRIEF_COLUMNS).astype({"now": "Int64", "documents": "Int64"})
        frame.attrs = dict(brief_numbers(found).items())
        return frame

    @checked(sort=DATE_ORDERS)
    def directives(
        self,
        query: str = "",
        *,
        grade: str | SupportsIndex | Iterable[str | SupportsIndex] = (),
        addressee: str = "",
        first: Day = "",
        last: Day = "",
        corpus: Names = (),
        language: Names = (),
        sort: DateOrder = "earliest",
        limit: int | None = None,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per directive: what a text requires or asks of somebody, graded from 1 to 5.

        `query` limits them to the passages that `search` finds; `grade` takes 5, "4-5" or names; `documents`
        options choose the documents, as in `trends`. A text that is stored several times has its directives
        once. The columns are those of `zhengce directives --format csv`; `frame.attrs["grades"]` has the
        total numbers by grade. Raises UsageError for an unknown grade or an invalid date, TypeError for an
        unknown option.
        """
        import pandas as pd

        from flows.references import DIRECTIVE_COLUMNS, directive_filter, list_directives

        with self._part(read_choice("directives", documents, ANY_CHOICE)) as collection:
            wanted = directive_filter(
                collection,
                query,
                grades=as_grades(grade),
                addressee=addressee,
                first=as_day(first, "first"),
                last=as_day(last, "last"),
                corpora=as_names(corpus, "corpus"),
                languages=as_names(language, "language"),
            )
            rows, counts = list_directives(collection.store, wanted, limit=limit, order=sort)
        frame = pd.DataFrame(rows, columns=DIRECTIVE_COLUMNS)
        frame.attrs = {"grades": {count.grade: count.directives for count in counts}}
        return frame

    def tools(self) -> pd.DataFrame:
        """Return one row per document: its passages by supply, environment and demand tool and instrument.

        The columns are those of `zhengce export tools`; counts are missing if passages wait for annotation.
        """
        import pandas as pd

        from flows.references import tool_columns, tool_rows

        return pd.DataFrame(tool_rows(self.store), columns=tool_columns())

    def corrections(self, *, kind: Names = ()) -> pd.DataFrame:
        """Return people's corrections, one row each, newest first.

        The columns are those of `zhengce corrections list --format csv`. Raises UsageError for an unknown
        kind.
        """
        import pandas as pd

        from flows.pipeline.corrections import CORRECTION_COLUMNS, list_corrections

        return pd.DataFrame(list_corrections(self.store, as_names(kind, "kind")), columns=CORRECTION_COLUMNS)

    def correct(self, change: MentionChange | FigureChange) -> str:
        """Correct a mention or figure of a passage; return the correction's id, "" if it undoes one.

            from flows.pipeline.corrections import MentionChange

            workspace.correct(MentionChange("9f3c1b2a4d5e6f70-12", "Licences", reason="a common noun"))

        Raises UsageError for text that is not there, and for a correction that changes nothing; TypeError for
        anything but a MentionChange or FigureChange.
        """
        from flows.pipeline.corrections import FigureChange, MentionChange, correct_figure, correct_mention

        check_type("change", change, MentionChange, FigureChange)
        if isinstance(change, MentionChange):
            number = correct_mention(self.store, self.lexicon, change)
            return f"m{number}" if number else ""
        number = correct_figure(self.store, change)
        return f"f{number}" if number else ""

    @checked()
    def undo(self, correction: str) -> None:
        """Undo a correction, named by its id. Raises UsageError if there is none with this id."""
        from flows.pipeline.corrections import undo_correction

        undo_correction(self.store, correction, self.lexicon)
