"""Build items of CSL JSON from stored documents and passages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, Protocol

from flows.annotation.lexicon import Lexicon
from flows.corpus.metadata import are_bodies, split_issuers
from flows.errors import UsageError, format_message
from flows.output.bibliography.item import CslCustom, CslItem, is_chinese, other_title, read_date
from flows.output.bibliography.keys import choose_keys
from flows.output.bibliography.kinds import PublisherKind, choose_kind, is_periodical, kind_of_item
from flows.references import NUMERAL, find_by_any_name, read_article_address, read_articles
from flows.store import Store
from flows.store.documents import StoredDocument, describe_ids, find_one, read_document
from flows.store.passages import AnnotatedPassage, find_passages
from flows.store.translations import DocumentPair, PairFilter, read_pairs
from flows.text import has_han, lazy_pattern

_PLACE = lazy_pattern(r"^(.+)-(\d{1,7})$")
_ARTICLE = lazy_pattern(rf"\s*(第{NUMERAL}[条條](?:之{NUMERAL})?(?=\s)|Article \d+(?:-?[A-Z\d]{{1,2}})?\b)")
_BETWEEN_BODIES = lazy_pattern(r";|,(?:\s*and\b)?")
_BODY = lazy_pattern(
    r"\b(?:Ministry|Department|Office|Bureau|Commission|Administration|"
    r"Committee|Council|Bank|Academy|Agency|Court|Procuratorate|Congress|Government)\b"
)
_CENTRAL_BODY = lazy_pattern(r"^中共中央$|人民代表大会$")  # bodies without an ending such as 委 or 院
_PAPER = lazy_pattern(
    r"(?:日报|晚报|时报|周刊|杂志|新闻|新华社|通讯社|电视台|广播|报|网)$"
    r"|\b(?:Daily|News|Times|Post|Journal|Herald|Review|Weekly|Magazine|Xinhua)\b"
)
_DATE = lazy_pattern(r"\d{4}(?:-\d\d){0,2}")
_USED = ("used", "confirmed")
_SHOWN_IDS = 5


class Library(Protocol):
    """A source of references: a store and its lexicon (a workspace, or the library of the page)."""

    @property
    def store(self) -> Store:
        """The store."""
        ...

    @property
    def lexicon(self) -> Lexicon:
        """The lexicon: English names of issuers, and titles in both languages."""
        ...


class _Titles(NamedTuple):
    zh: str
    en: str


def find_items(library: Library, names: Sequence[str]) -> list[CslItem]:
    """Return one item per document or passage id, in order, with distinct keys.

    A document may be named as in `zhengce show`: by the beginning of its id, its content id, title, number or
    address; a passage by `DOCUMENT-POSITION`, an article by `DOCUMENT#第12条` or `DOCUMENT#12`. Raises
    UsageError for an id that names nothing, or several documents, and for an article that the document lacks.
    """
    items = [
        build_item(library, *find_document_and_passage(library.store, name, library.lexicon))
        for name in names
    ]
    for item, key in zip(items, choose_keys(items, library.lexicon), strict=True):
        item["id"] = key
    return items


def find_document_and_passage(
    store: Store, name: str, lexicon: Lexicon | None = None
) -> tuple[StoredDocument, AnnotatedPassage | None]:
    """Return the document that a name refers to, and the passage if it names one.

    Names are those of `find_items`. Raises UsageError for a name of nothing, or of several documents.
    """
    is_whole = bool(find_by_any_name(store, name, lexicon))
    named, article = (name, None) if is_whole else read_article_address(name)
    several = find_by_any_name(store, named, lexicon)
    document_id = several[0] if len(several) == 1 else find_one(store, named)
    found = read_document(store, document_id) if document_id else None
    if found and article:
        articles = read_articles(store, found.id)
        if article not in articles:
            raise UsageError("output.no_such_article", name=name, document=found.id)
        return find_document_and_passage(store, f"{found.id}-{articles[article].position}")
    if found is None:
        if several:
            ids = describe_ids(store, several[:_SHOWN_IDS])
            raise UsageError("output.ambiguous_source", name=named, ids=ids)
        raise UsageError("output.no_such_source", name=name)
    place = _PLACE.match(name.strip())
    if place is None or name.strip() in (found.key, found.url, found.title):
        return found, None
    passage_id = f"{found.id}-{int(place[2])}"
    passage = find_passages(store, [passage_id]).get(passage_id)
    if passage is None:
        raise UsageError("output.no_such_passage", name=name, document=found.id)
    return found, passage


def build_item(library: Library, document: StoredDocument, passage: AnnotatedPassage | None) -> CslItem:
    """Return the reference to a document, or to one passage of it; its `id` is the content id."""
    issuers = [" ".join(name.split()) for name in _list_issuers(document.publisher)]
    has_address = bool(re.match(r"https?://", document.url))
    kind = choose_kind(
        str(document.metadata.get("derived", {}).get("kind", "")),
        document.document_number,
        publisher=_describe_publisher(issuers),
        has_address=has_address,
    )
    titles = _find_titles(library, document)
    item = CslItem(id=document.content_id, title=_one_line(document.title) or "[no title]")
    custom = _describe(document, passage, kind, titles)
    if passage and passage.kind != "title":
        custom["paragraph"] = _count_paragraphs(library.store, document.id, passage)
    item["custom"] = custom
    if issuers and is_periodical(kind):
        item["container-title"] = issuers[0]
    elif issuers:
        item["author"] = [{"literal": name} for name in issuers]
        custom["issuers-en"] = [_english_name(library.lexicon, name) for name in issuers]
    item["type"] = kind_of_item(item).csl
    if item["type"] == "legislation" and issuers:
        item["authority"] = issuers[0]
    if document.document_number:
        item["number"] = document.document_number
    if _DATE.fullmatch(day := _day_of_issue(document)):
        item["issued"] = read_date(day)
    item["accessed"] = read_date(_accessed(document))
    if has_address:
        item["URL"] = document.url
    if document.language in ("zh", "en"):
        item["language"] = {"zh": "zh-CN", "en": "en"}[document.language]
    item["note"] = describe_source(item)
    return item


def _describe_publisher(issuers: Sequence[str]) -> PublisherKind:
    """Return whether the publisher is a paper or other medium, a body, or neither."""
    if not issuers:
        return "none"
    if _PAPER.search(issuers[0]):
        return "paper"
    return "body" if _is_body(issuers[0]) else "other"


def _is_body(name: str) -> bool:
    if has_han(name):
        return are_bodies(name) or _CENTRAL_BODY.search(name) is not None
    return _BODY.search(name) is not None


def _list_issuers(publisher: str) -> list[str]:
    """Return the bodies in a publisher; English lists are split if each part names a body."""
    names = split_issuers(publisher)
    if len(names) == 1 and not has_han(publisher):
        parts = [part.strip() for part in _BETWEEN_BODIES.split(publisher) if part.strip()]
        if all(_BODY.search(part) for part in parts):
            return parts
    return names


def _describe(
    document: StoredDocument, passage: AnnotatedPassage | None, kind: str, titles: _Titles
) -> CslCustom:
    custom = CslCustom(
        {
            "kind": kind,
            "title-zh": titles.zh,
            "title-en": titles.en,
            "document": document.id,
            "content": document.content_id,
            "record": document.key.rpartition("/")[2],
            "sha256": document.source_sha256,
        }
    )
    if passage:
        article = _ARTICLE.match(passage.text)
        custom["passage"] = f"{document.content_id}-{passage.position}"
        if passage.kind != "title":  # the title is not part of the text
            custom["start"], custom["end"] = passage.start, passage.end
        custom["article"] = article[1] if article else ""
    return custom


def _count_paragraphs(store: Store, document_id: str, passage: AnnotatedPassage) -> int:
    """Return the number of a passage within its text, from 1; a title above the text is not counted."""
    first = f"{document_id}-0"
    has_title = find_passages(store, [first])[first].kind == "title"
    if has_title:
        return passage.position
    return passage.position + 1


def _find_titles(library: Library, document: StoredDocument) -> _Titles:
    """Return the title in both languages, "" if unknown.

    The other title is that of a stored translation whose pair is declared, found by its number or address, or
    confirmed by a person; else the lexicon's name for a document with this title.
    """
    title = _one_line(document.title)
    other = next(filter(None, _other_titles(library, document, title)), "")
    if is_chinese(title):
        return _Titles(title, other)
    return _Titles(other, title)


def _other_titles(library: Library, document: StoredDocument, title: str) -> Iterator[str]:
    wants_han = not is_chinese(title)
    for pair in read_pairs(library.store, PairFilter(_USED, documents=(document.id,))):
        if _is_sure(pair):
            yield from (
                _one_line(found) for found in (pair.zh_title, pair.en_title) if is_chinese(found) == wants_han
            )
    concept = library.lexicon.find(title.strip("《》"))
    if concept and concept.type in ("DOC", "PROGRAMME"):
        yield concept.label("zh" if wants_han else "en")


def _is_sure(pair: DocumentPair) -> bool:
    return pair.known_by != "proposed" or pair.status == "confirmed"


def _english_name(lexicon: Lexicon, name: str) -> str:
    concept = lexicon.find(name)
    if concept and concept.type == "ORG" and has_han(name):
        return concept.en
    return ""


def _day_of_issue(document: StoredDocument) -> str:
    """Return the date of publication, else of writing; "" if unknown.

    An old document that was put online more than a year after it was written is of its own date: a notice of
    1997 on a page of 2018.
    """
    written, published = document.written, document.published
    if not (_DATE.fullmatch(written) and _DATE.fullmatch(published)):
        return document.date
    year_after = f"{int(written[:4]) + 1:04}{written[4:]}"
    if published[: len(year_after)] > year_after[: len(published)]:
        return written
    return document.date


def _accessed(document: StoredDocument) -> str:
    """Return the day on which the source was fetched, or else read into the store."""
    fetched = str(document.metadata.get("fetched", {}).get("time", ""))[:10]
    if _DATE.fullmatch(fetched):
        return fetched
    return document.first_seen[:10]


def describe_source(item: CslItem, locale: str = "en") -> str:
    """Return what a reader needs to find exactly this text again, for which CSL has no field.

    Notes in files are English. The hash is given only here: styles print `archive` and `archive_location` as
    if they were a publisher.
    """
    notes = (format_message(f"output.note_{name}", item["custom"], locale) for name in _notes(item))
    others = {"title": other_title(item), "issuers": _names_in_english(item)}
    named = (
        format_message(f"output.note_{name}", {name: value}, locale)
        for name, value in others.items()
        if value
    )
    return {"zh": "；"}.get(locale, "; ").join([*named, *notes])


def _names_in_english(item: CslItem) -> str:
    return ", ".join(filter(None, item["custom"].get("issuers-en", [])))


def _notes(item: CslItem) -> Iterator[str]:
    """Yield the names of the messages that tell where the text is."""
    custom = item["custom"]
    yield "document"
    if "start" in custom:
        yield "passage"
    elif "passage" in custom:
        yield "passage_title"
    if custom["sha256"]:
        yield "bytes"


def _one_line(text: str) -> str:
    return " ".join(text.split())
