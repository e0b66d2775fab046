"""Addresses of lists: each as a request, an address and a command."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from flows.errors import UsageError
from flows.output import command_line, option_words
from flows.references import DocumentChoice, read_document_choice
from flows.search import read_range, read_values
from flows.store.documents import (
    DOCUMENT_GROUPINGS,
    DOCUMENT_ORDERS,
    DocumentFilter,
    DocumentGrouping,
    DocumentOrder,
    DocumentRequest,
)
from flows.trends import SeriesRequest
from flows.trends.batches import (
    BATCH_DIVISIONS,
    BATCH_GROUPS,
    BATCH_MEASURES,
    BatchLine,
    BatchRequest,
    split_batch,
)
from flows.web import limits
from flows.web.addresses import (
    ChoiceAddress,
    Parameters,
    exact_value,
    make_address,
    page_pair,
    plain_value,
    read_choice,
    read_choice_parameters,
    read_page,
    several_values,
    unless_default,
)

BATCH_LINES, BATCH_TEXT = 40, 3000  # lines and characters of a list that a page counts
_LEAST_READ = 10_000  # passages that each line may read, however many lines there are
_WITHOUT_FIELD = ("vanished", "province", "collection", "tag")  # the form keeps them as they are
_OF_DOCUMENTS = ("status", "level", "kind", *_WITHOUT_FIELD)  # choose a part of the store
_CHIPS = ("corpus", "publisher", "language", *_OF_DOCUMENTS, "as_of")
Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class DocumentsAddress:
    """The address of a page of the list of documents."""

    title: str = ""
    corpora: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    is_folded: bool = False
    order: DocumentOrder = "date"
    grouping: DocumentGrouping | None = None
    page: int = 1
    status: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    as_of: str = ""

    @property
    def documents(self) -> DocumentChoice | None:
        """The part of the store that is listed; None for all of it.

        Raises UsageError for an invalid day and for an unknown status, kind or province.
        """
        chosen = {name: getattr(self, name) for name in _OF_DOCUMENTS}
        return read_document_choice(self.as_of, **chosen) or None

    @property
    def hidden_pairs(self) -> Pairs:
        """The parameters that have no field in the form."""
        return tuple((name, value) for name in _WITHOUT_FIELD for value in getattr(self, name))

    @property
    def filters(self) -> DocumentFilter:
        """Return the filter of documents. Raises UsageError for an invalid date."""
        dates = read_range(self.first, self.last)
        languages = tuple(read_values("language", self.languages))
        return DocumentFilter(self.corpora, self.publishers, languages, dates, self.title, self.is_folded)

    def request(self, limit: int, offset: int | None = None) -> DocumentRequest:
        """Return the request for the page, or for `limit` documents from `offset` on."""
        start = (self.page - 1) * limit if offset is None else offset
        return DocumentRequest(self.filters, self.order, limit, start, self.grouping)

    def pairs(self, page: int | None = None) -> Pairs:
        """Return the parameters of this page or of another, without those at their default."""
        number = page or self.page
        return (
            ("title", self.title),
            *(("corpus", name) for name in self.corpora),
            *(("publisher", name) for name in self.publishers),
            *(("language", name) for name in self.languages),
            *((name, value) for name in _OF_DOCUMENTS for value in getattr(self, name)),
            ("as_of", self.as_of),
            ("from", self.first),
            ("to", self.last),
            ("fold", "1" if self.is_folded else ""),
            ("sort", unless_default(self.order, "date")),
            ("group", self.grouping or ""),
            page_pair(number),
        )

    def at(self, page: int) -> str:
        """Return the address of another page."""
        return make_address("/documents", *self.pairs(page))

    def in_group(self, name: str) -> str:
        """Return the address of the documents of one group; "" for a group without a name."""
        if not name:
            return ""
        plain = replace(self, grouping=None, page=1)
        match self.grouping:
            case "year":
                return replace(plain, first=name, last=name).at(1)
            case "corpus":
                return replace(plain, corpora=(name,)).at(1)
            case "publisher":
                return replace(plain, publishers=(exact_value("publisher", name),)).at(1)
            case _:
                return replace(plain, languages=(name,)).at(1)

    def without(self, name: str, value: str) -> str:
        """Return the address without a value of a filter."""
        kept = [pair for pair in self.pairs(1) if pair != (name, value)]
        return make_address("/documents", *kept)

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """The filter values chosen from lists, each with its name."""
        return [pair for pair in self.pairs(1) if pair[0] in _CHIPS and pair[1]]

    def command(self) -> str:
        """Return the command that lists the same documents."""
        words = option_words(*(pair for pair in self.pairs(1) if pair[0] not in ("group", "fold", "page")))
        if self.is_folded:
            words.append("--fold")
        if self.page > 1:
            words += ["--offset", str((self.page - 1) * limits.LINES), "--limit", str(limits.LINES)]
        return command_line(["zhengce", "documents", *words])


def read_documents(parameters: Parameters) -> DocumentsAddress:
    """Return the list of documents of an address. Raises UsageError for unknown values."""
    several = partial(several_values, parameters)
    order = read_choice(parameters, "sort", DOCUMENT_ORDERS)
    grouping = read_choice(parameters, "group", ("", *DOCUMENT_GROUPINGS))
    return DocumentsAddress(
        plain_value(parameters, "title"),
        several("corpus"),
        several("publisher"),
        several("language"),
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        parameters.get("fold", "") == "1",
        next(one for one in DOCUMENT_ORDERS if one == order),
        next((one for one in DOCUMENT_GROUPINGS if one == grouping), None),
        read_page(parameters),
        **{name: several(name) for name in _OF_DOCUMENTS},
        as_of=parameters.get("as_of", "").strip(),
    )


@dataclass(frozen=True, slots=True)
class BatchAddress(ChoiceAddress):
    """The address of a batch: the pasted text, and the contents of its table."""

    text: str = ""
    by: str = "year"
    measure: str = "occurrences"
    first: str = ""
    last: str = ""
    corpora: tuple[str, ...] = ()

    @property
    def lines(self) -> list[BatchLine]:
        """The lines of the list."""
        return split_batch(self.text)

    def request(self) -> BatchRequest:
        """Return the request.

        Raises UsageError for an invalid date, an empty list, and one with more lines than a page counts.
        """
        lines = self.lines
        if len(lines) > BATCH_LINES:
            raise UsageError("web.batch_too_long", lines=len(lines), limit=BATCH_LINES)
        series = SeriesRequest(
            dates=read_range(self.first, self.last),
            corpora=self.corpora,
            max_read=max(_LEAST_READ, limits.MAX_COUNTED // max(1, len(lines))),
        )
        return BatchRequest(tuple(lines), self.by, self.measure, series)

    def parameters(self) -> Pairs:
        """Return the parameters of the address, without those at their default."""
        return (
            ("list", self.text),
            ("by", unless_default(self.by, "year")),
            ("measure", unless_default(self.measure, "occurrences")),
            ("from", self.first),
            ("to", self.last),
            *(("corpus", name) for name in self.corpora),
            *self.document_pairs,
        )

    def command(self) -> str:
        """Return the command that counts a file with the same lines."""
        options = option_words(*(pair for pair in self.parameters() if pair[0] != "list"))
        return command_line(["zhengce", "batch", "LIST.txt", *options])


def read_batch_address(parameters: Parameters) -> BatchAddress:
    """Return the batch of an address. Raises UsageError for values too long or unknown."""
    text = parameters.get("list", "").replace("\x00", "")
    if len(text) > BATCH_TEXT:
        raise UsageError("web.batch_text_too_long", length=len(text), limit=BATCH_TEXT)
    return BatchAddress(
        text,
        read_choice(parameters, "by", (*BATCH_DIVISIONS, *BATCH_GROUPS)),
        read_choice(parameters, "measure", BATCH_MEASURES),
        parameters.get("from", "").strip(),
        parameters.get("to", "").strip(),
        several_values(parameters, "corpus"),
        as_of=parameters.get("as_of", "").strip(),
        **read_choice_parameters(parameters),
    )
