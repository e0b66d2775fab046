"""Find stored documents by the names that readers give them, and choose between editions."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.annotation import normalise_title
from flows.annotation.lexicon import Concept, Lexicon
from flows.corpus.metadata import kind_of
from flows.references.citations.resolving import ABOUT_OTHERS
from flows.store import Store
from flows.store.documents import (
    DocumentRequest,
    NamedDocument,
    Titled,
    document_names,
    find_by_name,
    find_by_title,
    find_ids,
    is_series,
    list_documents,
    titled_documents,
)
from flows.text import fold, lazy_pattern, parse_number, split_edition

_TRIAL = lazy_pattern(
    r"\s*[(（](试行|暂行|trial|for trial implementation|interim|provisional)[)）]$", re.IGNORECASE
)
_EXCERPT = lazy_pattern(
    r"[(（](?:[^()（）]{0,8}(?:节选|摘要)|excerpt|abridged)[^()（）]*[)）]$", re.IGNORECASE
)
_TRIALS = ("试行", "暂行", "trial", "fortrialimplementation", "interim", "provisional")  # as normalised
_OF_CHINA = lazy_pattern(r"^中华人民共和国| of the People['’]s Republic of China$", re.IGNORECASE)
_THE = lazy_pattern(r"^the\s+", re.IGNORECASE)
_YEAR = lazy_pattern(r"(?:19|20)\d{2}")


class NamedEdition(NamedTuple):
    """The newest of the editions that a name means, and the other ones, the newest first."""

    document_id: str
    others: list[str]


def find_by_any_name(store: Store, name: str, lexicon: Lexicon | None) -> list[str]:
    """Return the ids of the documents that a reader names, the newest first; several may share a name.

    Names are, in turn, those of `find_by_name` (ids, addresses, exact titles), a number (国发〔2015〕28号), a
    title without 中华人民共和国 or “of the People's Republic of China”, and the names of a law or plan in the
    lexicon, in both languages and with or without “the”. Without a lexicon, only the first count. A title
    without a remark on its edition also means the editions with one: 样例法 and 样例法（2021年修订）. News
    that are named after a document count only if nothing else has the name.
    """
    name = name.strip()
    if lexicon is None or not name:
        return find_by_name(store, name)
    if found := find_ids(store, name) or _find_titled(store, name):
        return found
    law = _find_law(lexicon, name)
    keys = {
        "number": parse_number(name),
        "title": normalise_title(name),
        "concept": law.id if law else "",
    }
    rows = document_names(store, [key for key in keys.values() if key])
    for kind, key in keys.items():
        if named := [row for row in rows if key and (row.kind, row.name) == (kind, key)]:
            own = [row for row in named if row.document_kind not in ABOUT_OTHERS] or named
            return list(dict.fromkeys(row.document_id for row in reversed(own)))
    return []


def _find_law(lexicon: Lexicon, name: str) -> Concept | None:
    concept = lexicon.find(_THE.sub("", name))
    return concept if concept and concept.type == "DOC" else None


def _find_titled(store: Store, name: str) -> list[str]:
    """Return the documents with a title, exactly or but for the remark on its edition, the newest first.

    With a remark, only those of that remark count, else those of its year, if there are any.
    """
    exact = find_by_title(store, name)
    base, remark = split_remark(name)
    if exact and remark:
        return exact
    title = normalise_title(base)
    forms = [title, *(f"{title}{trial}" for trial in _TRIALS)] if title else []
    named = [row for row in document_names(store, forms) if row.kind == "title"]
    same = [row for row in named if _is_text(row) and _base_of(row.title) == title]
    ids = dict.fromkeys([*exact, *(row.document_id for row in _of_remark(same, remark))])
    found = titled_documents(store, list(ids))
    return sorted(found, key=lambda one: (found[one].date, one), reverse=True)


def _is_text(document: NamedDocument) -> bool:
    """Return whether a document may be the text that it is named after, neither news nor an excerpt."""
    return document.document_kind not in ABOUT_OTHERS and not _EXCERPT.search(document.title.strip())


def _of_remark(rows: Sequence[NamedDocument], remark: str) -> Sequence[NamedDocument]:
    """Return the documents with a remark in their title, else with its year there or in their date, else all.

    Without a remark, all are returned.
    """
    if not remark:
        return rows
    remarks = [fold(split_remark(row.title)[1]).text for row in rows]
    year = _YEAR.search(remark)
    tests: list[Callable[[NamedDocument, str], bool]] = [lambda _, own: own == fold(remark).text]
    if year:
        tests += [lambda _, own: year[0] in own, lambda row, _: row.date.startswith(year[0])]
    for matches in tests:
        if found := [row for row, own in zip(rows, remarks, strict=True) if matches(row, own)]:
            return found
    return rows


def split_remark(title: str) -> tuple[str, str]:
    """Return a title without the remark on its edition, and that remark or "".

    样例法（2021年修订） gives 样例法 and （2021年修订）, 样例办法（试行） gives 样例办法 and （试行）.
    """
    title = title.strip().removeprefix("《").removesuffix("》")
    if match := _TRIAL.search(title):
        return title[: match.start()], match[0].strip()
    return split_edition(title)


def _base_of(title: str) -> str:
    return normalise_title(split_remark(title)[0])


def choose_edition(store: Store, documents: Sequence[str]) -> NamedEdition | None:
    """Return the newest of some documents if they are editions of one; None if they are not.

    Editions have one title, but for the remark on the edition, and different dates. A yearly series has none.
    """
    found = titled_documents(store, documents)
    ranked = sorted(found.values(), key=lambda one: (one.date, one.id), reverse=True)
    if not ranked:
        return None
    if len(ranked) > 1 and not _are_editions(ranked):
        return None
    return NamedEdition(ranked[0].id, [one.id for one in ranked[1:]])


def _are_editions(ranked: Sequence[Titled]) -> bool:
    bases = {_base_of(one.title) for one in ranked}
    is_newest = ranked[0].date > ranked[1].date
    title = split_remark(ranked[0].title)[0]
    return is_newest and len(bases) == 1 and not is_series(title, kind_of(title), len(ranked))


def by_known_title(store: Store, request: DocumentRequest, lexicon: Lexicon) -> tuple[DocumentRequest, str]:
    """Return a request for documents by title, with a law's other name if no title has the words typed.

    The second value is that name, "" if the request is unchanged. `Data Security Law` finds the title
    中华人民共和国数据安全法.
    """
    typed = request.filters.title.strip(' "“”《》')
    law = _find_law(lexicon, typed) if typed else None
    if law is None or _count(store, request):
        return request, ""
    for name in dict.fromkeys(_OF_CHINA.sub("", own) for own in (law.zh, law.en)):
        other = replace(request, filters=replace(request.filters, title=f'"{name}"'))
        if name and name != typed and _count(store, other):
            return other, name
    return request, ""


def _count(store: Store, request: DocumentRequest) -> int:
    return list_documents(store, replace(request, limit=0, offset=0)).total
