"""A collection as text: its passages in order with numbered notes, and a bibliography."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, get_args

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.output import mark_languages
from flows.output.bibliography import RECORD_STYLES, TEXT_STYLES, cite, cite_each, find_items
from flows.records import RecordStyle
from flows.reports.collections.bound import BoundCollection, Entry
from flows.reports.collections.desk import Desk
from flows.reports.collections.members import Member
from flows.reports.collections.sharing import share
from flows.reports.collections.wordfile import write_docx
from flows.reports.pages import read_template
from flows.search import Collection
from flows.store.desk import NamedCollection

ExportFormat = Literal["md", "html", "docx", "json", RecordStyle]
EXPORT_FORMATS: tuple[ExportFormat, ...] = get_args(ExportFormat)
_WORDS = {
    "en": {
        "notes": "Notes",
        "references": "Bibliography",
        "gone": "no longer in this store",
        "changed": "its text has changed since it was added; it was:",
        "doc_changed": "its title or text has changed since it was added",
        "no_title": "(no title)",
    },
    "zh": {
        "notes": "注释",
        "references": "参考文献",
        "gone": "已不在本库中",
        "changed": "加入之后原文已变，当时为：",
        "doc_changed": "加入之后标题或正文已变",
        "no_title": "（无标题）",
    },
}


def write_collection(
    desk: Desk,
    collection: Collection,
    name: str,
    file_format: str,
    *,
    style: str = "gbt7714",
    locale: str = "en",
) -> bytes:
    """Return a collection as a file: Markdown, HTML, Word, JSON to share, or records of its documents.

    `style` is the style of notes and bibliography (gbt7714, chicago or apa), `locale` (en or zh) the language
    of the headings. Raises UsageError for an unknown format or style, and for records if no member is stored.
    """
    if file_format not in EXPORT_FORMATS:
        raise UsageError("reports.collection_format", format=file_format, known=EXPORT_FORMATS)
    if style not in TEXT_STYLES:
        raise UsageError("output.unknown_style", style=style, known=tuple(TEXT_STYLES))
    if file_format == "json":
        return share(desk, name).encode()
    found, members = desk.find(name), desk.members(name)
    if file_format in RECORD_STYLES:
        documents = _documents(members)
        if not documents:
            raise UsageError("reports.collection_empty", name=name)
        items = find_items(collection, documents)
        return cite(items, file_format, collection.lexicon).encode()
    bound = bind_collection(collection, found, members, style=style, locale=locale)
    if file_format == "docx":
        return write_docx(bound)
    text = read_template(f"collection.{file_format}").render(bound._asdict())
    return (mark_languages(text) if file_format == "html" else text).encode()


def bind_collection(
    collection: Collection, found: NamedCollection, members: Sequence[Member], *, style: str, locale: str
) -> BoundCollection:
    """Return a collection with the notes of its members and its bibliography, in a style."""
    words = _WORDS[locale]
    stored = [one for one in members if one.id]
    notes = dict(
        zip((one.number for one in stored), _cite(collection, [one.id for one in stored], style), strict=True)
    )
    entries = [
        Entry(one.number, one, notes.get(one.number, one.title or words["no_title"]), _state(one, words))
        for one in members
    ]
    references = _cite(collection, _documents(members), style)
    if style != "gbt7714":  # which lists works in order of citation
        references.sort(key=str.casefold)
    return BoundCollection(found.title, found.note, found.query, entries, references, words, locale)


def _documents(members: Sequence[Member]) -> list[str]:
    return list(dict.fromkeys(one.document_id for one in members if one.id))


def _cite(collection: Collection, names: Sequence[str], style: str) -> list[str]:
    lexicon: Lexicon = collection.lexicon
    return cite_each(find_items(collection, names), style, lexicon)


def _state(member: Member, words: dict[str, str]) -> str:
    """Return a description of what has become of a member, "" if it is unchanged."""
    if member.state == "changed" and member.kind == "document":
        return words["doc_changed"]
    return words.get(member.state, "")
