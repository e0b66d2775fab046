"""Suggest what a search without hits may have meant: words without quotes, lexicon terms, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal, NamedTuple

from flows.errors import ZhengceError
from flows.records import Locale
from flows.search import Collection, nearest_terms, search_passages, suggest_names
from flows.search.documents import is_plain_word
from flows.store.documents import DocumentFilter, DocumentRequest, list_documents
from flows.text import fold_label, lazy_pattern
from flows.web.addresses import SearchAddress, make_address

# Quoted text that is neither a field's value nor a text to compare (~"…").
_QUOTED = lazy_pattern(r"(?<![:：~～])[\"“「『＂]([^\"”」』＂]+)[\"”」』＂]")
_OPERATOR = lazy_pattern(r"[:：*~～()（）]|\b(?:AND|OR|NOT|NEAR)\b|(?:^|\s)-")
_TITLE = lazy_pattern(r"title[:：][\"“]([^\"”]+)[\"”]")
_MOST = 4
HintKind = Literal["term", "name", "unquoted", "title"]


class SearchHint(NamedTuple):
    """Another query: its words, how many passages (for titles: documents) it finds, and its address.

    `note` is the name of a term in the other language.
    """

    kind: HintKind
    text: str
    total: int
    address: str
    note: str = ""


def list_hints(collection: Collection, address: SearchAddress, locale: Locale) -> list[SearchHint]:
    """Return queries that find something when a search found nothing: terms, words, titles."""
    query = address.query
    phrases = list(_QUOTED.finditer(query))
    hints = [hint for phrase in phrases for hint in _find_terms(collection, address, phrase, locale)]
    if is_plain_word(query.strip()):
        hints += _find_names(collection, address, locale)
    words = " ".join(_QUOTED.sub(r" \1 ", query).split())
    if phrases and (unquoted := _ask(collection, address, "unquoted", words)):
        hints.append(unquoted)
    found: dict[str, SearchHint] = {}
    for hint in hints:
        if hint.total:
            found.setdefault(fold_label(hint.text), hint)
    return [*list(found.values())[:_MOST], *_find_titles(collection, address)]


def _find_terms(
    collection: Collection, address: SearchAddress, phrase: re.Match[str], locale: Locale
) -> Iterator[SearchHint]:
    """Yield the query with a lexicon term in place of a phrase: the term it names, and similar ones."""
    lexicon, query = collection.lexicon, address.query
    names = (phrase[1], *nearest_terms(lexicon, phrase[1]))
    concepts = {concept.id: concept for name in names if (concept := lexicon.look_up(name))}
    for concept in concepts.values():
        name = concept.label(locale)
        note = next((one for one in (concept.zh, concept.en) if one and one != name), "")
        text = f"{query[: phrase.start()]}{name}{query[phrase.end() :]}"
        if hint := _ask(collection, address, "term", text):
            yield hint._replace(note=note)


def _find_names(collection: Collection, address: SearchAddress, locale: Locale) -> Iterator[SearchHint]:
    """Yield the names that texts mention and that are near to a word: 稀土 for 稀士."""
    for name in suggest_names(collection.store, address.query.strip()):
        if hint := _ask(collection, address, "name", name):
            concept = collection.lexicon.look_up(name)
            label = concept.label(locale) if concept else name
            yield hint._replace(note="" if label == name else label)


def _ask(collection: Collection, address: SearchAddress, kind: HintKind, text: str) -> SearchHint | None:
    """Return a query with its number of passages; None if it is invalid."""
    other = replace(address, query=text, page=1, expand=True)
    try:
        total = search_passages(collection, other.request()).total
    except ZhengceError:
        return None
    return SearchHint(kind, text, total, other.address())


def _find_titles(collection: Collection, address: SearchAddress) -> list[SearchHint]:
    """Return the documents whose titles have the words of a query, or of a quoted title."""
    quoted = _TITLE.search(address.query)
    text = address.query
    if quoted:
        text = quoted[1]
    elif _OPERATOR.search(text):
        return []
    plain = re.sub(r"[\"“”「」『』＂]", " ", text).strip()
    total = list_documents(collection.store, DocumentRequest(DocumentFilter(title=plain), limit=1)).total
    if not total:
        return []
    return [SearchHint("title", plain, total, make_address("/documents", ("title", plain)))]
