"""Options that choose documents by their fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from flows.cli.options.dates import AsOf
from flows.cli.options.values import type_options

if TYPE_CHECKING:
    from flows.references import DocumentChoice

ALTERNATIVES = "Repeatable; several are alternatives."
Publisher = Annotated[
    list[str] | None,
    Parameter(
        negative="",
        help="An issuing body by any of its names (工信部, MIIT): what it issued, alone or with others "
        f"(=NAME: alone). {ALTERNATIVES}",
    ),
]
Language = Annotated[
    list[str] | None,
    Parameter(negative="", help=f"zh, en, mixed or und, or a name (Chinese, 中文 ...). {ALTERNATIVES}"),
]
Corpora = Annotated[
    list[str] | None, Parameter(negative="", help=f"Only documents of this corpus. {ALTERNATIVES}")
]
DocumentStatus = Annotated[
    list[str] | None,
    Parameter(
        name="--status",
        negative="",
        help="in_force, not_yet, amended, suspended, repealed, expired or draft, by stored documents, or "
        f"in Chinese (现行, 废止 ...). {ALTERNATIVES}",
    ),
]
Level = Annotated[
    list[str] | None,
    Parameter(
        name="--level", negative="", help=f"central, province, city or county (中央, 省 ...). {ALTERNATIVES}"
    ),
]
Provinces = Annotated[
    list[str] | None,
    Parameter(
        name="--province",
        negative="",
        help=f"Only documents of bodies of this province (广东, Guangdong ...). {ALTERNATIVES}",
    ),
]
DocumentKind = Annotated[
    list[str] | None,
    Parameter(
        name="--kind",
        negative="",
        help=f"law, regulation, notice, opinion, plan, speech, report, news ... {ALTERNATIVES}",
    ),
]
Vanished = Annotated[
    list[str] | None,
    Parameter(
        name="--vanished",
        negative="",
        help="Only documents that vanished from their source (`zhengce status --vanished`): any, gone, or "
        "one way, such as not_found, emptied, edited (its former text), or in Chinese (清空, 跳转 ...). "
        f"{ALTERNATIVES}",
    ),
]
Collections = Annotated[
    list[str] | None,
    Parameter(
        name="--collection",
        negative="",
        help=f"Only what is in this collection (see `zhengce collection`). {ALTERNATIVES}",
    ),
]
Tags = Annotated[
    list[str] | None,
    Parameter(name="--tag", negative="", help=f"Only what has this tag (see `zhengce tag`). {ALTERNATIVES}"),
]


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class StandingOptions:
    """Options that choose the documents counted, whatever sets of them are compared."""

    as_of: AsOf = ""
    status: DocumentStatus = None
    level: Level = None
    kind: DocumentKind = None
    vanished: Vanished = None
    province: Provinces = None

    def documents(self) -> DocumentChoice | None:
        """Return the part of the store to read, None for all. Raises UsageError for an invalid date."""
        return choose_documents(**self._values())

    def words(self) -> list[str]:
        """Return the options as typed, for the search history."""
        return type_options(**self._values())

    def _values(self) -> Mapping[str, Any]:
        return {one.name: getattr(self, one.name) for one in fields(self)}


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class ChoiceOptions(StandingOptions):
    """Options that choose the documents counted or written."""

    publisher: Publisher = None
    collection: Collections = None
    tag: Tags = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class BriefOptions(ChoiceOptions):
    """Options that choose the documents of a brief, also by corpus and language."""

    corpus: Corpora = None
    language: Language = None


@Parameter(name="*")
@dataclass(frozen=True, slots=True)
class DocumentOptions(ChoiceOptions):
    """Options that choose the documents of figures and networks, which have a kind of their own."""

    kind: Annotated[DocumentKind, Parameter(name="--document-kind")] = None

    def documents(self) -> DocumentChoice | None:
        """Return the part of the store to read, None for all. Raises UsageError for an invalid date."""
        if self.kind:
            from flows.references import check_state_words  # commands start without it

            check_state_words("kind", self.kind, "document-kind")
        return ChoiceOptions.documents(self)


def choose_documents(as_of: str = "", **several: list[str] | None) -> DocumentChoice | None:
    """Return a choice of documents as typed, None for all. Raises UsageError for an invalid date or word."""
    given = {name: values for name, values in several.items() if values}
    if not (as_of or given):
        return None
    from flows.references import read_document_choice  # commands start without it

    return read_document_choice(as_of, **given)
