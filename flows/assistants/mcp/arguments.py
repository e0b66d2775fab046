"""Arguments shared by several tools, each with one name, one meaning and one description."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from flows.assistants.mcp import limits
from flows.search import VALUE_FILTERS, Filters, read_range

Name = Annotated[str, Field(min_length=1, max_length=limits.QUERY)]
Identifier = Annotated[
    str,
    Field(
        min_length=4,
        max_length=limits.QUERY,
        description="id or permalink of a document or passage as answers give it, the beginning of an id, "
        "or an address",
    ),
]
Date = Annotated[
    str, Field(max_length=10, pattern=r"^(\d{4}(-\d\d){0,2})?$", description="2021, 2021-03 or 2021-03-12")
]
Limit = Annotated[int, Field(ge=1, le=limits.ITEMS, description="items of this answer")]
Cursor = Annotated[str, Field(max_length=40, description="next_cursor of the answer before")]
Values = Annotated[list[str], Field(max_length=20)]


class Where(BaseModel):
    """Conditions on passages besides the words of a query; several values of one field are alternatives."""

    model_config = ConfigDict(extra="forbid")

    corpus: Values = []
    publisher: Values = []
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
    status: Annotated[
        Values,
        Field(
            description="in_force, not_yet, amended, suspended, repealed, expired or draft, by what is stored"
        ),
    ] = []
    level: Annotated[Values, Field(description="central, province, city or county")] = []
    kind: Annotated[Values, Field(description="law, regulation, notice, opinion, plan, news ...")] = []
    first: Date = ""
    last: Date = ""

    def filters(self) -> Filters:
        """Return the filters of a request. Raises UsageError for an invalid date."""
        values = {name: getattr(self, name) for name in VALUE_FILTERS}
        return Filters.of(values, read_range(self.first, self.last))


class Span(BaseModel):
    """A range of dates."""

    model_config = ConfigDict(extra="forbid")

    first: Date = ""
    last: Date = ""


class Within(Span):
    """The documents that a count is over."""

    corpus: Annotated[Values, Field(description="only these corpora")] = []


# Defaults; they are only read.
ANY: Values = []
ANYWHERE, ANY_TIME, EVERYTHING = Where(), Span(), Within()
