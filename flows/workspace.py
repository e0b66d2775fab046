"""A workspace: settings, store, lexicon, taxonomy and annotator, each opened when first used.

It is what commands, pages, flows and notebooks work with, and the front door from Python:

    from flows import Workspace

    with Workspace() as workspace:
        workspace.search("自主可控", corpus=["plans"], first="2019")
        workspace.trends(["自主可控", "军民融合"], by="year")
"""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, fields, replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Self, SupportsIndex

from flows.alignment.pairing import ListedLink, ListedPair, list_links, list_pairs
from flows.arguments import (
    Day,
    Names,
    as_day,
    as_grades,
    as_names,
    check_choice,
    check_names,
    check_type,
    checked,
    read_choice,
    read_days,
    read_filters,
    read_member,
    split_filters,
)
from flows.errors import UsageError
from flows.output.bibliography import cite, find_items
from flows.records import RELATIONS, SURE_SCORE, DateAxis, Grouping, Reprints
from flows.references import document_on, networks
from flows.reports.collections import Desk
from flows.search import (
    COLLOCATE_COLUMNS,
    NEW_COLUMNS,
    Collection,
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
    read_date,
    search_passages,
)
from flows.settings import Settings, find_models, read_settings
from flows.store import (
    DOCUMENT_ORDERS,
    MENTION_UNITS,
    PAIR_STATUSES,
    DocumentFilter,
    DocumentOrder,
    DocumentRequest,
    ListedDocument,
    PairFilter,
    Store,
    TargetFilter,
    VanishedDocument,
    count_passages,
    find_pair,
    list_documents,
    list_vanished,
    read_passages,
)
from flows.store.desk import add_history

if TYPE_CHECKING:
    import pandas as pd

    from flows.annotation import Annotator
    from flows.annotation.classifier import Taxonomy
    from flows.annotation.lexicon import Lexicon
    from flows.assistants.drafts import Claim, Draft
    from flows.pipeline import AlignCounts, Aligner, ExecutorChoice
    from flows.pipeline.corrections import FigureChange, MentionChange
    from flows.references import DocumentChoice
    from flows.references.networks import NetworkKind
    from flows.reports.comparisons import CompareRequest, Comparison
    from flows.store import DocumentPair, MentionUnit
    from flows.trends import ChangeRequest

_INDEXING = "updating the index"
_OF_DAY = ("as_of", "status", "level", "kind", "province")
_OF_DOCUMENTS = (*_OF_DAY, "publisher", "collection", "tag")
_OF_PASSAGES = ["passage_id", "position", "start", "end", "kind", "heading", "language", "text"]
_OF_MENTIONS = ["passage", "labels", "start", "end", "text", "type", "concept", "source", "score"]


class Workspace:
    """The parts that work on one store; use it in a `with` statement, or call `close`.

    `store` is its file, by default that of the settings. With `must_exist` a store that is not there is an
    error (StoreError) instead of being made. `report(stage, done, total)` is called while a store of an older
    version is upgraded, and while the index is brought up to date. With a `lake`,
    a folder or address that `zhengce export lake` wrote, what counts (trends, keyness, changes, exports of
    tables) is answered from it and no store is opened. With `documents` the store is read as if it held only
    what these choose: the versions that stood on a day, or documents of a status, level or kind.
    """

    def __init__(
        self,
        store: str | Path | None = None,
        *,
        settings: Settings | None = None,
        must_exist: bool = True,
        lake: str | None = None,
        documents: DocumentChoice | None = None,
        report: Callable[[str, int, int], None] | None = None,
    ) -> None:
        self.settings = settings.at_store(store) if settings else read_settings(store)
        self._must_exist = must_exist
        self._lake = lake
        self._documents = documents
        self._report = report

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        self.__dict__.pop("collection", None)
        if store := self.__dict__.pop("store", None):
            store.__exit__(kind, error, trace)

    def close(self) -> None:
        """Close the store where it was opened; it opens again when it is used."""
        self.__exit__(None, None, None)

    @cached_property
    def store(self) -> Store:
        """The store, or the lake in its place.

        Raises StoreError where it is not there, is damaged, or comes from a newer version.
        """
        if self._lake:
            from flows.references import open_lake

            return open_lake(self._lake, self._documents)
        whole = Store(self.settings.store, must_exist=self._must_exist, report=self._report)
        if not self._documents:
            return whole
        from flows.references import open_part

        return open_part(whole, self._documents, lambda: self.lexicon)

    @cached_property
    def lexicon(self) -> Lexicon:
        """The lexicon. Raises ConfigurationError, with file and line, where one of its rows is wrong."""
        from flows.annotation.lexicon import load_compiled

        compiled = self.settings.store.with_suffix(".lexicon")
        return load_compiled(self.settings.models_folder / "lexicon", compiled)

    @cached_property
    def taxonomy(self) -> Taxonomy:
        """The categories of the classifier. Raises ConfigurationError where its file is wrong."""
        from flows.annotation.classifier import load_taxonomy

        return load_taxonomy(self.settings.models_folder / "taxonomy.toml")

    @cached_property
    def annotator(self) -> Annotator:
        """Lexicon, rules and models together; loading them takes a second or two."""
        from flows.annotation import load_annotator

        return load_annotator(self.settings.models_folder)

    @cached_property
    def aligner(self) -> Aligner:
        """What aligns a text with its translation."""
        from flows.pipeline import load_aligner

        vectors = self.settings.store.with_suffix(".vectors") / "sentences"
        return load_aligner(self.settings.models_folder, self.lexicon, vectors)

    @cached_property
    def collection(self) -> Collection:
        """The store with its lexicon and index, for searches and counts."""
        if self._report:
            return Collection(self.store, self.lexicon, partial(self._report, _INDEXING))
        return Collection(self.store, self.lexicon)

    @cached_property
    def desk(self) -> Desk:
        """The collections and tags, as in ``workspace.desk.add("chips", ["9f3c1b2a"], note="...")``."""
        return Desk(lambda: self.collection)

    @contextmanager
    def _part(self, documents: DocumentChoice | None) -> Iterator[Collection]:
        """Yield the collection, or the part of it with documents of a choice.

        What the choice says takes the place of what the workspace's own says of the same.
        """
        if not documents:
            yield self.collection
            return
        if self._documents:
            own = {field.name: getattr(self._documents, field.name) for field in fields(self._documents)}
            given = {name: getattr(documents, name) or value for name, value in own.items()}
            documents = replace(documents, **given)
        with Workspace(
            settings=self.settings, lake=self._lake, documents=documents, report=self._report
        ) as part:
            part.__dict__["lexicon"] = self.lexicon
            yield part.collection

    def remember(self, command: str, query: str, options: Sequence[str] = (), total: int = -1) -> None:
        """Add a search to the history of this machine, unless the settings switch it off."""
        settings = self.settings
        if settings.history and not self._lake:
            add_history(settings.state, settings.store, command, query, shlex.join(options), total)

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

        With `counterparts` there is a column of this name: the aligned sentences of the other language.
        Filters are those of the command line: `strategy=[...]`, `corpus=[...]`, `first="2019"`,
        `last="2021-06"`; a text is one name, and a year may be a number. `as_of`, `province`, `vanished`,
        `collection` and `tag` choose documents. Raises TypeError for an unknown filter.
        """
        import pandas as pd

        chosen, documents = split_filters(filters)
        request = SearchRequest(query, chosen, limit=limit, expand=expand)
        with self._part(documents) as collection:
            found = search_passages(collection, request)
            beside = find_hit_counterparts(collection.store, found) if counterparts else None
        columns = [field.name for field in fields(Hit)] + ["counterparts"] * counterparts
        frame = pd.DataFrame(hit_rows(found, beside), columns=columns)
        frame.attrs = {"total": found.total, "expansions": found.expansions, "facets": found.facets}
        return frame

    @checked()
    def similar(self, target: str, *, limit: int = 10, **filters: Any) -> pd.DataFrame:
        """Return the passages most similar to a passage, a document (by id) or a text, the nearest first.

        A ranking, not a count; filters are those of `search`, such as `language=["en"]`. `frame.attrs` has
        what it rests on. Raises UsageError where no vectors were built yet (`zhengce similar --build`).
        """
        import pandas as pd

        from flows.search.similarity import SimilarPassage, SimilarRequest, find_similar

        found = find_similar(self.collection, SimilarRequest(target, read_filters(**filters), limit))
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
        limit: int = 30,
        sort: Literal["log_likelihood", "log_dice", "near"] = "log_likelihood",
        expand: bool = True,
        **filters: Any,
    ) -> pd.DataFrame:
        """Return the words near matches of a query that are there more often than expected by chance.

        Options are those of `zhengce collocates`, the columns those of its CSV; filters are those of
        `search`. With `new_since` only words that are near it in more passages since that date than before.
        Raises UsageError for a wrong date.
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
        """Return one row per occurrence in aligned documents, with the aligned text of the other language.

        Options and filters are those of `zhengce parallel`; `frame.attrs["elsewhere"]` counts occurrences in
        documents that no translation is aligned with.
        """
        import pandas as pd

        from flows.alignment import ParallelLine, ParallelRequest, find_parallel

        chosen = read_filters(**filters)
        request = ParallelRequest(query, chosen, width, sort, rendered_as, not_rendered)
        found = find_parallel(self.collection, request)
        frame = pd.DataFrame(found.lines, columns=ParallelLine._fields)
        frame.attrs = {"elsewhere": found.elsewhere}
        return frame

    @checked()
    def renderings(self, query: str, *, minimum: int = 1, **filters: Any) -> pd.DataFrame:
        """Return how a term is rendered in the other language, one row per rendering, from aligned sentences.

        `frame.attrs` has sentences, untranslated, unexplained and elsewhere (see `zhengce renderings`).
        """
        import pandas as pd

        from flows.alignment import ParallelRequest, Rendering, RenderingRequest, find_renderings

        request = RenderingRequest(ParallelRequest(query, read_filters(**filters)), minimum)
        found = find_renderings(self.collection, request)
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

    def comparison(self, request: CompareRequest) -> Comparison:
        """Return two sides of a comparison beside each other (see `zhengce compare`).

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
        limit: int = 20,
        minimum: int | None = None,
        unit: Literal["paragraph", "sentence"] | None = None,
    ) -> pd.DataFrame:
        """Return two documents, periods or queries side by side, one row per thing compared.

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
        vanished: bool = False,
        as_typed: bool = False,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per series and period, zeros included; options are those of `zhengce trends`.

        `documents` choose which are counted: `publisher=[...]`, `level`, `kind`, `status`, `province`,
        `collection`, `tag`, and `as_of="2019-06"` (as they stood on a day).
        `vanished` adds the share of each period's text that is gone from its source.

        The counts of a period without text are 0 in the frame; where `total_documents` is 0 they are unknown.
        `frame.attrs["notes"]` says what the numbers rest on, such as an incomplete last period.
        Raises UsageError for an unknown value or term, TypeError for an unknown option.
        """
        from flows.trends import SeriesRequest, answer_series

        chosen = read_choice("trends", documents, _OF_DOCUMENTS)
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
            vanished=vanished,
            as_typed=as_typed,
            allow_partial=allow_partial,
        )
        with self._part(chosen) as collection:
            answer = answer_series(collection, request)
        frame = answer.table.frame()
        frame.attrs = {"notes": answer.notes}
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
        limit: int = 50,
        minimum: int = 5,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that one set of text uses more often than another, the clearest first.

        Without the options that begin with `against`, the other set is everything else. A query may name
        collections and tags (`collection:chips`). `documents` choose the documents of both sets: `level`,
        `kind`, `status`, `province`, `vanished`, and `as_of`. `frame.attrs` has the documents and tokens of
        both. Raises UsageError where no set is chosen, TypeError for an unknown option.
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
        with self._part(read_choice("keyness", documents, (*_OF_DAY, "vanished"))) as collection:
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
        limit: int = 50,
        minimum: int = 5,
        hold: bool = True,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that is new or far more frequent since a date, the clearest first.

        `before` begins the time to compare with, `types` are types of concepts. `hold` keeps to corpora with
        text on both sides, `allow_partial` counts months whose passages are not all annotated. `documents`
        choose documents as in `trends`, and by `vanished`.
        `frame.attrs["notes"]` says what the comparison rests on. Raises UsageError for a wrong date or type.
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
        with self._part(read_choice("emerging", documents, (*_OF_DOCUMENTS, "vanished"))) as collection:
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
        limit: int = 50,
        minimum: int = 10,
        hold: bool = True,
        allow_partial: bool = False,
        **documents: Any,
    ) -> pd.DataFrame:
        """Return one row per term that has disappeared since a date although it was to be expected.

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
        with self._part(read_choice("silent", documents, (*_OF_DOCUMENTS, "vanished"))) as collection:
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
    ) -> pd.DataFrame:
        """Return the counts of a list of terms and queries: a file's path, or the queries themselves.

        One row per query and period (or group), or with `wide` one row per query with the measure; options
        are those of `zhengce batch`. `frame.attrs["problems"]` has (line, query, message) of what could not
        be counted, `notes` what the numbers rest on. Raises UsageError for an unknown option.
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
        table = count_batch(self.collection, BatchRequest(tuple(lines), by, measure, series))
        if wide:
            frame = pd.DataFrame(widen(table).rows, columns=widen(table).columns)
        else:
            frame = pd.DataFrame(batch_rows(table), columns=BATCH_COLUMNS)
        problems = [(one.line.number, one.line.query, one.message()) for one in table.problems]
        frame.attrs = {"problems": problems, "notes": describe_batch(self.collection, table)}
        return frame

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

        A year in `title` is in the document's title, or the year of the document; text in quotes stays
        together.
        Filters are `corpus=[...]`, `publisher=[...]`, `language=[...]`, `first` and `last`; and `level`,
        `kind`, `status`, `province`, `vanished`, `collection`, `tag` and `as_of`, as in `trends`. With
        `fold`, of near-duplicates only the earliest is listed. `frame.attrs["total"]` counts all. Raises
        TypeError for an unknown filter, UsageError for a value that no document has.
        """
        import pandas as pd

        names = {"corpus": "corpora", "publisher": "publishers", "language": "languages"}
        others = (*_OF_DAY, "vanished", "collection", "tag")
        check_names("documents", several.keys() - names.values(), [*names, *others])
        chosen = {name: value for name, value in several.items() if name in others}
        given = {names.get(name, name): as_names(several[name], name) for name in several.keys() - {*others}}
        dates = read_days(first, last)
        wanted = DocumentFilter(**given, dates=dates, title=title, is_folded=fold)
        with self._part(read_choice("documents", chosen, others)) as collection:
            found = list_documents(collection.store, DocumentRequest(wanted, sort, limit, offset))
        frame = pd.DataFrame(found.documents, columns=ListedDocument._fields)
        frame.attrs = {"total": found.total}
        return frame

    @checked()
    def passages(self, document: str, *, as_of: Day = "") -> pd.DataFrame:
        """Return the passages of a document in order; with `as_of`, of what stood on that day.

        `document` is an id as search shows it. `start` and `end` are code points of the document's text, and
        `frame.attrs["document_id"]` is the version. Raises UsageError where there is no such document, or
        where there was none yet.
        """
        import pandas as pd

        from flows.pipeline import resolve_id

        found = resolve_id(self.store, document)
        if day := as_day(as_of, "as_of"):
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
        the documents. `document_id` is the archived version. `frame.attrs["total"]` counts all. Raises
        UsageError for an unknown way.
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
    ) -> Any:
        """Return a graph of NetworkX of citations, mentions or issuers (see `zhengce export network`).

        Raises UsageError for an unknown kind or corpus.
        """
        request = networks.NetworkRequest(
            kind, read_days(first, last), as_names(corpus, "corpus"), minimum, unit
        )
        return networks.build_graph(networks.find_network(self.store, self.lexicon, request))

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
    ) -> pd.DataFrame:
        """Return one row per figure that texts state, by the date of its document.

        Options are those of `zhengce targets`, the columns those of its CSV; `kind` is target, actual or
        norm. With `fold` equal figures are one row. `frame.attrs` has the total of rows and of figures.
        Raises UsageError for a wrong date, kind, corpus or language.
        """
        import pandas as pd

        from flows.references import STATED_COLUMNS, FigureRequest, list_stated

        wanted = TargetFilter(
            indicator,
            as_names(unit, "unit"),
            as_names(kind, "kind"),
            as_day(deadline_first, "deadline_first"),
            as_day(deadline_last, "deadline_last"),
            as_names(corpus, "corpus"),
            as_names(language, "language"),
            as_day(first, "first"),
            as_day(last, "last"),
            as_names(entity, "entity"),
            SURE_SCORE * sure,
        )
        request = FigureRequest(wanted, query, "document", not fold)
        found = list_stated(self.collection, request, limit=limit)
        frame = pd.DataFrame([stated.as_row() for stated in found.rows], columns=STATED_COLUMNS)
        frame.attrs = {"total": found.total, "figures": found.figures}
        return frame

    @checked()
    def events(
        self,
        name: str = "",
        *,
        action: Names = (),
        first: Day = "",
        last: Day = "",
        minimum_score: float = 0.0,
        corpus: Names = (),
        language: Names = (),
        limit: int | None = None,
    ) -> pd.DataFrame:
        """Return one row per event of a firm, body, person or place ("": of all), by date.

        Options are those of `zhengce events`, the columns those of its CSV; `frame.attrs["total"]` counts
        all. Raises UsageError for an unknown action, corpus or language and a wrong date.
        """
        import pandas as pd

        from flows.references import EVENT_COLUMNS, event_filter, list_events

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
        rows, total = list_events(self.store, wanted, limit=limit)
        frame = pd.DataFrame(rows, columns=EVENT_COLUMNS)
        frame.attrs = {"total": total}
        return frame

    @checked()
    def citations(
        self, document: str = "", *, relation: str = "", corpus: Names = (), dangling: bool = False
    ) -> pd.DataFrame:
        """Return the cited documents, the most cited first; of a `document` one row per citation of it.

        `document` is a number, a title or part of one, or an id. `dangling` keeps documents that are cited
        but not stored. The columns are those of `zhengce citations --format csv`. Raises UsageError for an
        unknown corpus or relation.
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
        found = collect_cited(self.store, as_names(corpus, "corpus"))
        chosen = keep_cited(found, match_cited(self.store, document), relation)
        if document and not dangling:
            return pd.DataFrame([edge.as_row() for edge in edge_rows(chosen)], columns=EDGE_COLUMNS)
        rows = [asdict(row) for row in cited_rows(chosen, dangling=dangling)]
        return pd.DataFrame(rows, columns=CITED_COLUMNS)

    @checked()
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
        limit: int | None = None,
    ) -> pd.DataFrame:
        """Return one row per directive: what a text asks somebody to do, graded from 1 to 5.

        `query` limits them to the passages that `search` finds; `grade` takes 5, "4-5" or names. The columns
        are those of `zhengce directives --format csv`; `frame.attrs["grades"]` counts all by grade. Raises
        UsageError for an unknown grade or a wrong date.
        """
        import pandas as pd

        from flows.references import DIRECTIVE_COLUMNS, directive_filter, list_directives

        wanted = directive_filter(
            self.collection,
            query,
            grades=as_grades(grade),
            addressee=addressee,
            first=as_day(first, "first"),
            last=as_day(last, "last"),
            corpora=as_names(corpus, "corpus"),
            languages=as_names(language, "language"),
        )
        rows, counts = list_directives(self.store, wanted, limit=limit)
        frame = pd.DataFrame(rows, columns=DIRECTIVE_COLUMNS)
        frame.attrs = {"grades": {count.grade: count.directives for count in counts}}
        return frame

    def corrections(self, *, kind: Names = ()) -> pd.DataFrame:
        """Return what people have corrected, one row each, the newest first.

        The columns are those of `zhengce corrections list --format csv`. Raises UsageError for an unknown
        kind.
        """
        import pandas as pd

        from flows.pipeline.corrections import CORRECTION_COLUMNS, list_corrections

        return pd.DataFrame(list_corrections(self.store, as_names(kind, "kind")), columns=CORRECTION_COLUMNS)

    def correct(self, change: MentionChange | FigureChange) -> str:
        """Correct a mention or figure of a passage; return the correction's id, "" where it takes one back.

            from flows.pipeline.corrections import MentionChange

            workspace.correct(MentionChange("9f3c1b2a4d5e6f70-12", "Licences", reason="a common noun"))

        Raises UsageError for what is not there, and for a correction that changes nothing, TypeError for what
        is neither a MentionChange nor a FigureChange.
        """
        from flows.pipeline.corrections import FigureChange, MentionChange, correct_figure, correct_mention

        check_type("change", change, MentionChange, FigureChange)
        if isinstance(change, MentionChange):
            number = correct_mention(self.store, self.lexicon, change)
            return f"m{number}" * bool(number)
        number = correct_figure(self.store, change)
        return f"f{number}" * bool(number)

    @checked()
    def undo(self, correction: str) -> None:
        """Take a correction back, named by its id. Raises UsageError where there is none of this id."""
        from flows.pipeline.corrections import undo_correction

        undo_correction(self.store, correction, self.lexicon)

    def tools(self) -> pd.DataFrame:
        """Return one row per document: its passages by supply, environment and demand tool and instrument.

        The columns are those of `zhengce export tools`; counts are missing where passages wait for
        annotation.
        """
        import pandas as pd

        from flows.references import tool_columns, tool_rows

        return pd.DataFrame(tool_rows(self.store), columns=tool_columns())

    def pairs(self, *, status: Names = (), document: Names = ()) -> pd.DataFrame:
        """Return one row per pair of documents that are the same text in Chinese and English.

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
        """Return one row per link of a pair, which is named by its id or the beginning of it.

        Raises UsageError for an unknown pair.
        """
        import pandas as pd

        return pd.DataFrame(list_links(self.store, self._pair(pair)), columns=ListedLink._fields)

    def _pair(self, name: str) -> DocumentPair:
        """Return the pair named by its id or the beginning of it. Raises UsageError where there is none."""
        found = find_pair(self.store, name)
        if found is None:
            raise UsageError("flows.no_pair", pair=name)
        return found

    @checked()
    def align(self, documents: Names = (), *, everything: bool = False) -> AlignCounts:
        """Align the pairs in use that are not aligned yet, or those of a few documents.

        With `everything`, align them again. Raises UsageError for an unknown document.
        """
        from flows.pipeline import align_pairs, resolve_id

        chosen = [resolve_id(self.store, name) for name in as_names(documents or (), "documents")]
        return align_pairs(self.store, lambda: self.aligner, chosen, everything=everything)

    @checked()
    def analyze(self, text: str) -> pd.DataFrame:
        """Annotate a text without storing it; return one row per mention, with the labels of its passage."""
        import pandas as pd

        from flows.pipeline import analyze_passages, read_passages

        passages = analyze_passages(self.annotator, read_passages(text.encode(), "text"))
        rows = [
            {"passage": passage["id"], "labels": passage["labels"], **mention}
            for passage in passages
            for mention in passage["mentions"]
        ]
        return pd.DataFrame(rows, columns=None if rows else _OF_MENTIONS)

    def check_draft(
        self, draft: Draft, *, as_of: Day = "", corpora: Names = (), figures: bool = True
    ) -> list[Claim]:
        """Return what a draft takes from documents, each claim with what the store has of it.

        Raises UsageError for a date that is none.
        """
        from flows.assistants.drafts import Draft, DraftRequest, verify_draft

        check_type("draft", draft, Draft)
        request = DraftRequest(draft, as_day(as_of, "as_of"), as_names(corpora, "corpus"), figures)
        return verify_draft(self.collection, request)

    @checked()
    def verify(self, draft: str | Path, *, as_of: Day = "", corpus: Names = ()) -> pd.DataFrame:
        """Check a draft, a file or a text, against the store; return one row per claim.

        A Path is a file, and so is a text that names one, or is up to four words that end like the name of a
        draft (`draft.docx`).

        The columns are those of `zhengce verify --format json`; offsets are code points of the draft's text,
        which is `frame.attrs["text"]`. Raises UsageError for a file that can't be read.
        """
        import pandas as pd

        from flows.assistants.drafts import ClaimRow, claim_rows, is_draft_name, read_draft, read_text_draft
        from flows.pipeline import read_input

        if isinstance(draft, str) and (is_draft_name(draft) or _is_file(draft)):
            draft = Path(draft)
            if not draft.is_file():
                raise UsageError("flows.no_draft", name=str(draft))
        if isinstance(draft, Path):
            read = read_draft(read_input(str(draft)), draft.name)
        elif isinstance(draft, str):
            read = read_text_draft(draft)
        else:
            raise TypeError(f"draft={draft!r}: write a text, or the Path of a file")
        claims = self.check_draft(read, as_of=as_of, corpora=corpus)
        frame = pd.DataFrame(claim_rows(claims), columns=ClaimRow._fields)
        frame.attrs = {"text": read.text}
        return frame

    @checked(language=("zh", "en"))
    def pipeline(self, language: str) -> Any:
        """Return a spaCy pipeline (`zh` or `en`) with our tokens, `doc.spans["mentions"]` and `doc.cats`.

        Raises UsageError for another language.
        """
        from flows.annotation import build_pipeline

        return build_pipeline(self.annotator, language)


def _is_file(name: str) -> bool:
    """Return whether a text is the path of a file; one with line breaks is none."""
    try:
        return "\n" not in name and Path(name).is_file()
    except (OSError, ValueError):  # longer than a name can be, or with a null character
        return False


def executor_of(
    settings: Settings,
    *,
    scheduler: str = "",
    exchange: str = "",
    workers: int = 0,
    names: Sequence[str] = (),
) -> ExecutorChoice:
    """Return which executor works: what is asked for here, else by the settings, else by the manifests.

    `names` are the corpora whose manifests count, none: all. Raises ConfigurationError where these name
    several.
    """
    from flows.pipeline import ExecutorChoice, choose_executor

    exchange = exchange or settings.exchange
    if workers:
        return ExecutorChoice(workers=workers)
    chosen = ExecutorChoice(scheduler or settings.scheduler, exchange, settings.workers, find_models)
    return choose_executor(chosen, settings.corpora_folder, names)


def _read_change(
    since: Day,
    last: Day,
    corpus: Names,
    *,
    before: Day = "",
    axis: str = "published",
    types: Names = (),
    limit: int = 50,
    minimum: int = 5,
    hold: bool = True,
    allow_partial: bool = False,
) -> ChangeRequest:
    """Return the request for changes of vocabulary from `since` on.

    Raises UsageError for a wrong or missing date and an unknown type or axis.
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
