"""Documents, their passages, and input that was refused."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from flows.errors import format_message


def digest(*parts: str) -> str:
    """Return 16 hex digits that identify `parts`.

    Each part is length-prefixed, so that no two splits collide.
    """
    hasher = hashlib.sha256()
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        hasher.update(f"{len(encoded)}:".encode())
        hasher.update(encoded)
    return hasher.hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Document:
    """One document as it was read.

    `key` identifies it within its corpus (path, member of an archive, id of a record). Records that share an
    id in their file have one `family`: the key without the number that separates them. `written` and
    `published` are ISO dates (`2021-03-12`, or `2021-03`, `2021` if no more is known). `notes` are remarks
    about the reading (a replaced character, an invalid date).
    """

    corpus: str
    key: str
    text: str
    title: str = ""
    publisher: str = ""
    document_number: str = ""
    written: str = ""
    published: str = ""
    url: str = ""
    language: str = "und"
    format: str = ""
    encoding: str = ""
    source_sha256: str = ""
    metadata: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    family: str = ""

    @property
    def content_hash(self) -> str:
        """The identity of a document's content within a corpus: title, dates and text."""
        return digest(self.corpus, self.title, self.written, self.published, self.text)

    @property
    def content_id(self) -> str:
        """The identity of this document in any store: title and text.

        It depends neither on the path nor on dates, which may come from a file's name, so that a colleague's
        copy has the same.
        """
        return digest(self.title, self.text)

    @property
    def id(self) -> str:
        """The identity of this document in one store: corpus, key and content."""
        return digest(self.corpus, self.key, self.content_hash)

    @property
    def date(self) -> str:
        """The date used on time axes: published, or else written, or else empty."""
        return self.published or self.written


# Kinds of passages that are kept in place but neither searched nor counted: breadcrumbs and the like,
# contents pages, and damaged text if a corpus leaves it out.
UNCOUNTED = ("furniture", "contents", "unreadable")
FIRST_WORDS = "first words"  # the origin of a title that is the beginning of the text


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of work; `document.text[start:end] == text`, in code points.

    `kind` is title, heading, paragraph, article, item, table, note (a footnote in the flow), damaged (see
    flows.corpus.splitting.damage) or one of UNCOUNTED.
    """

    position: int
    start: int
    end: int
    text: str
    kind: str = "paragraph"
    heading: str = ""
    language: str = "und"


class Reason(NamedTuple):
    """The reason for a refusal: the code of a message (see `flows.errors`) and the values that fill it."""

    code: str
    values: Mapping[str, object] = MappingProxyType({})

    def __reduce__(self) -> tuple[type[Reason], tuple[str, dict[str, object]]]:
        # Drafts with reasons are sent to other processes, and the default of `values` can't be pickled.
        return Reason, (self.code, dict(self.values))

    def message(self, locale: str = "en") -> str:
        """Return the reason in words, in English or another locale of the catalogue."""
        return format_message(self.code, self.values, locale)

    def as_value(self) -> dict[str, object]:
        """Return the reason in the form that another message takes as a value."""
        return {"code": self.code, "values": dict(self.values)}


@dataclass(frozen=True, slots=True)
class Rejection:
    """Input that was not stored: where it was found, at which stage it failed, and why.

    `where` is a path, an address, a member of an archive (`a.zip!b.txt`) or a line of a file (`a.jsonl:5`).
    `stage` is open, read, decode, fetch or store. `code` names the message in `flows/corpus/errors.toml` and
    `values` fill it. The store keeps the values, so they are plain JSON values.
    """

    corpus: str
    where: str
    stage: str
    code: str
    values: Mapping[str, object] = field(default_factory=dict)

    @property
    def reason(self) -> str:
        """The English message."""
        return self.message()

    def message(self, locale: str = "en") -> str:
        """Return the message in a locale, `en` or `zh`."""
        return format_message(self.code, self.values, locale)
