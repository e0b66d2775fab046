"""The part of an address that chooses documents, shared by series and batches."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from typing import Self

from flows.references import DocumentChoice, read_document_choice
from flows.web.addresses.parameters import Parameters, several_values

OF_DOCUMENTS = ("status", "level", "kind", "vanished", "province", "collection", "tag", "publisher")
FORM_FILTERS = ("kind", "level", "publisher")  # with a field in the form


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceAddress:
    """The parameters that choose documents: a day, and values of their fields; empty for all documents."""

    as_of: str = ""
    status: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    vanished: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    collection: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    publisher: tuple[str, ...] = ()

    def with_documents_of(self, other: ChoiceAddress) -> Self:
        """Return this address for the documents that another one chooses."""
        return replace(self, **{one.name: getattr(other, one.name) for one in fields(ChoiceAddress)})

    @property
    def documents(self) -> DocumentChoice | None:
        """The documents counted; None for all. Raises UsageError for an invalid date."""
        chosen = {name: getattr(self, name) for name in OF_DOCUMENTS}
        return read_document_choice(self.as_of, **chosen) or None

    @property
    def document_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents."""
        chosen = [(name, value) for name in OF_DOCUMENTS for value in getattr(self, name)]
        return [*chosen, *([("as_of", self.as_of)] if self.as_of else [])]

    @property
    def hidden_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents but have no field in the form."""
        return [pair for pair in self.document_pairs if pair[0] not in (*FORM_FILTERS, "as_of")]


def read_choice_parameters(parameters: Parameters) -> dict[str, tuple[str, ...]]:
    """Return the fields of a `ChoiceAddress` but the day, by name."""
    return {name: several_values(parameters, name) for name in OF_DOCUMENTS}
