"""Arguments shared by several tools, each with one name, one meaning and one description."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.assistants.mcp import limits
from flows.references import DocumentChoice, check_state_words, read_document_choice
from flows.search import VALUE_FILTERS, Filters, read_range

Name = Annotated[str, Field(min_length=1, max_length=limits.QUERY)]
Identifier = Annotated[
    str,
    Field(
        min_length=3,
        max_length=limits.QUERY,
        description="id or permalink of a document or passage as answers give it, the beginning of an id, "
        "an address, or a document's number or title (the latest that has it)",
    ),
]
Date = Annotated[
    str, Field(max_length=10, pattern=r"^(\d{4}(-\d\d){0,2})?$", description="2021, 2021-03 or 2021-03-12")
]
Limit = Annotated[int, Field(ge=1, le=limits.ITEMS, description="items of this answer")]
Cursor = Annotated[
    str,
    Field(
        max_length=40,
        description="next_cursor of the answer before; another total than there: the store has changed, "
        "start again",
    ),
]
Values = Annotated[list[str], Field(max_length=20)]
_SEVERAL = ("publisher", "status", "level", "kind", "province", "vanished", "collection", "tag")
Languages = Annotated[list[Literal["zh", "en"]], Field(max_length=2)]


class Documents(BaseModel):
    """Conditions on documents; several values of one field are alternatives."""

    argument: ClassVar[str] = "documents"  # the tools' name for these conditions
    model_config = ConfigDict(extra="forbid")

    as_of: Annotated[Date, Field(description="the documents and versions of a day: 2019-06-01")] = ""
    publisher: Annotated[Values, Field(description="by any of its names: 工信部, MIIT")] = []
    status: Annotated[
        Values,
        Field(
            description="in_force, not_yet, amended, suspended, repealed, expired or draft, by what is stored"
        ),
    ] = []
    level: Annotated[Values, Field(description="central, province, city or county")] = []
    kind: Annotated[Values, Field(description="law, regulation, notice, opinion, plan, news ...")] = []
    province: Values = []
    vanished: Annotated[
        Values,
        Field(
            description="gone from their source: any, gone, or one way, such as not_found, emptied, edited "
            "(its former text)"
        ),
    ] = []
    collection: Annotated[Values, Field(description="of the user, by name")] = []
    tag: Annotated[Values, Field(description="of the user, by name")] = []

    def choice(self) -> DocumentChoice | None:
        """Return the choice of documents, None for all. Raises UsageError for an invalid date or value."""
        for name in ("status", "kind"):  # a tool may have a kind of its own
            check_state_words(name, getattr(self, name), f"{self.argument}.{name}")
        chosen = {name: tuple(getattr(self, name)) for name in _SEVERAL}
        return read_document_choice(self.as_of, **chosen) or None

    def words(self) -> Sequence[str]:
        """Return the command-line options that make the choice."""
        choice = self.choice()
        return choice.words() if choice else ()


class Where(Documents):
    """Conditions on passages besides the words of a query; several values of one field are alternatives."""

    corpus: Values = []
    language: list[Literal["zh", "en", "mixed", "und"]] = []
    strategy: Annotated[
        Values,
        Field(description="whole_of_nation, indigenous_champions, foreign_technology, tech_leverage"),
    ] = []
    instrument: Annotated[Values, Field(description="a policy instrument such as export_control")] = []
    term: Annotated[Values, Field(description="a term of the lexicon, by any of its names")] = []
    entity: Annotated[
        Values, Field(description="an organisation, person, place, programme or technology")
    ] = []
    first: Date = ""
    last: Date = ""

    def choice(self) -> DocumentChoice | None:
        """Return the choice of documents without what `filters` has: on a day, statuses are those of the day.

        Raises UsageError for an invalid date or value.
        """
        choice = read_document_choice(
            self.as_of,
            status=self.status if self.as_of else (),
            province=self.province,
            vanished=self.vanished,
            collection=self.collection,
            tag=self.tag,
        )
        return choice or None

    def filters(self) -> Filters:
        """Return the filters of a request. Raises UsageError for an invalid date."""
        values = {name: getattr(self, name) for name in VALUE_FILTERS}
        if self.as_of:
            values["status"] = []
        return Filters.of(values, read_range(self.first, self.last))


class Span(BaseModel):
    """A range of dates."""

    model_config = ConfigDict(extra="forbid")

    first: Date = ""
    last: Date = ""


class Within(Documents):
    """The documents that a count is over."""

    argument: ClassVar[str] = "within"

    corpus: Annotated[Values, Field(description="only these corpora")] = []
    first: Date = ""
    last: Date = ""


# Defaults; they are only read.
ANY: Values = []
ANY_LANGUAGE: Languages = []
ANYWHERE, ANY_TIME, EVERYTHING, ANY_DOCUMENTS = Where(), Span(), Within(), Documents()
