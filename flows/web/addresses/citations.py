"""The addresses of citations, and of the networks that they make."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial

from flows.output import command_line, option_words
from flows.web.addresses.documents import ChoiceAddress, read_choice_parameters
from flows.web.addresses.parameters import (
    Parameters,
    make_address,
    page_pair,
    plain_value,
    read_page,
    several_values,
)

_DANGLING = "dangling"


@dataclass(frozen=True, slots=True)
class CitationsAddress(ChoiceAddress):
    """The address of cited documents, or of the passages that cite one: a stored document, or a name.

    What it chooses are the documents that cite.
    """

    document: str = ""
    cited: str = ""
    is_dangling: bool = False
    corpora: tuple[str, ...] = ()
    page: int = 1

    def at(self, page: int = 1) -> str:
        """Return the address of another page."""
        view = _DANGLING if self.is_dangling else ""
        named = (("document", self.document), ("cited", self.cited), ("view", view))
        return make_address("/citations", *named, *self.chosen_pairs, page_pair(page))

    def list_all(self, *, is_dangling: bool = False) -> str:
        """Return the address of all cited documents, or of those that are not stored."""
        return replace(self, document="", cited="", is_dangling=is_dangling).at()

    def of(self, document: str, cited: str) -> str:
        """Return the address of what cites a stored document or, if it has no id, a name."""
        named = replace(self, document=document, cited="" if document else cited, is_dangling=False)
        return named.at()

    def network(self, kind: str, ending: str) -> str:
        """Return the address of the file of a network of the chosen documents."""
        renamed = (("document_kind" if name == "kind" else name, one) for name, one in self.chosen_pairs)
        return make_address(f"/download/network/{kind}.{ending}", *renamed)

    @property
    def chosen_pairs(self) -> list[tuple[str, str]]:
        """The parameters that choose documents, with their corpora."""
        return [*(("corpus", name) for name in self.corpora), *self.document_pairs]

    @property
    def is_narrowed(self) -> bool:
        """Whether only some documents are chosen."""
        return bool(self.chosen_pairs)

    def command(self) -> str:
        """Return the command that lists the same."""
        named = [name for name in (self.document or self.cited,) if name]
        view = ("view", _DANGLING if self.is_dangling else "")
        return command_line(["zhengce", "citations", *named, *option_words(view, *self.chosen_pairs)])


def read_citations(parameters: Parameters) -> CitationsAddress:
    """Return the citations of an address. Raises UsageError for an invalid page."""
    plain = partial(plain_value, parameters)
    return CitationsAddress(
        document=plain("document"),
        cited=plain("cited"),
        is_dangling=plain("view") == _DANGLING,
        corpora=several_values(parameters, "corpus"),
        page=read_page(parameters),
        as_of=plain("as_of"),
        **read_choice_parameters(parameters),
    )
