"""Contexts and names: what passages need from their document, and what it can be cited by.

A context has the short forms that the document introduces (found once and stored with it), its date, page
numbers in the flow of its text, the column heads of its tables, and what its title and the headings above a
passage announce about figures. Names are numbers, titles and concepts.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from flows.annotation import find_meant, find_repealed, items_from
from flows.annotation.directives import find_list_items
from flows.annotation.figures import (
    Section,
    Spans,
    announces_conditions,
    announces_measures,
    find_announced,
    find_currency,
    find_reported,
    find_rows,
    find_spans,
    reads_as_news,
    section_kind,
    section_year,
    year_at,
)
from flows.annotation.lexicon import Lexicon
from flows.annotation.names import (
    Alias,
    Context,
    Introduction,
    find_bare_names,
    find_introductions,
    find_party,
    find_surnames,
    make_aliases,
    resolve_introductions,
)
from flows.corpus.metadata import issued_kind, kind_of
from flows.references import lays_down_rules
from flows.store import Store
from flows.store.documents import read_running_text
from flows.store.facts import write_introductions
from flows.store.passages import passage_places
from flows.text import Cover, lazy_pattern, plain_title

_KEPT = 2000
_HEADINGS = ("title", "heading")
_OF_RULES, _OF_NEWS = ("law", "regulation"), ("news", "commentary")
_SETS_GOALS = lazy_pattern("规划|计划|纲要|方案|建议|意见|决定|决议|措施|办法|要点|任务|目标|报告")
# Notices that set prices: 关于调整上网电价有关事项的通知.
_SETS_PRICES = lazy_pattern(
    "(?:调整|明确|核定|制定|规定|重新制定|规范|降低|公布|完善)(?!后).{0,30}"
    "(?:价格|[电气水油煤运票药]价|收费标准|费率|收费).{0,16}的?(?:通知|公告|批复|复函)$"
)
# Support measures promise sums and name goals, even if their titles look like those of rules.
_SUPPORT = lazy_pattern(r"措施|政策|\b(?:several|policy|policies|support)\b", re.IGNORECASE)


class ContextBook:
    """Returns each passage's context from its document; keeps the contexts of the last 2,000 documents."""

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon
        self._known: OrderedDict[str, Context] = OrderedDict()
        self._columns: dict[str, dict[int, tuple[str, ...]]] = {}
        self._spans: dict[str, Spans] = {}
        self._listed: dict[str, Cover] = {}

    def find(self, passages: Sequence[int]) -> list[Context]:
        """Return the context of each passage (row ids), and store what their documents introduce."""
        places = passage_places(self._store, passages)
        documents = dict.fromkeys(document for document, *_ in places.values())
        missing = [document for document in documents if document not in self._known]
        write_introductions(self._store, {document: self._read(document) for document in missing})
        found = [self._place(*places[passage]) for passage in passages]
        while len(self._known) > _KEPT:
            document, _ = self._known.popitem(last=False)
            self._columns.pop(document, None)
            self._spans.pop(document, None)
            self._listed.pop(document, None)
        return found

    def _read(self, document: str) -> list[tuple[str, str, str, str]]:
        found = read_running_text(self._store, document)
        resolved = resolve_introductions(find_introductions(found.text), self._lexicon)
        meant = [Introduction(*pair, "abbreviation") for pair in find_meant(found.text, found.title)]
        aliases = make_aliases([*resolved, *resolve_introductions(meant, self._lexicon)], self._lexicon)
        section = section_of(found.title, found.text)
        self._known[document] = Context(
            (*aliases, *_find_short_names(found.text, self._lexicon)),
            found.date,
            tuple(found.page_numbers),
            section=section,
            headings=(found.title,),
            repealed=tuple(find_repealed(found.text)),
            currency=find_currency(found.text),
            reported="" if section == "news" else find_reported(found.text),
            announced=find_announced(found.text, found.date),
        )
        if columns := {row.start: row.columns for row in find_rows(found.text) if row.columns}:
            self._columns[document] = columns
        if spans := find_spans(found.text, found.date):
            self._spans[document] = spans
        if items := find_list_items(found.text):
            self._listed[document] = Cover(len(found.text), items)
        return [(pair.long, pair.short, pair.kind, entity) for pair, entity in resolved]

    def _place(self, document: str, start: int, heading: str, kind: str) -> Context:
        """Return the context of the passage that starts at `start` of a document, below `heading`."""
        known = self._known[document]
        section = read_section(heading, known.headings[0]) or known.section
        columns = self._columns.get(document, {}).get(start, ())
        headings = tuple(filter(None, (heading, *known.headings)))
        listed = self._listed.get(document)
        pages = tuple((first - start, end - start) for first, end in known.pages if first >= start)
        return replace(
            known,
            pages=pages,
            section=section,
            columns=columns,
            due=section_year(heading, known.date),
            headings=headings,
            repealed=items_from(known.repealed, start),
            is_heading=kind in _HEADINGS,
            running=year_at(self._spans.get(document, ()), start, heading),
            is_listed=listed is not None and listed.overlaps(start, start + 1),
        )


@lru_cache(maxsize=1_000)  # the passages below a heading come one after another
def read_section(heading: str, title: str) -> Section:
    """Return what headings (joined by ' / ') and a document's title announce about the figures below."""
    if _is_of_rules(title):
        return "rule"
    return "condition" if announces_conditions(heading) else section_kind(heading)


def section_of(title: str, text: str) -> Section:
    """Return what a document as a whole announces about its figures.

    It is "news", "target" if a document without a title that shows its kind lays down measures at its
    beginning (为…，制定以下措施), or "".
    """
    if is_news(title, text):
        return "news"
    return "target" if not kind_of(title) and announces_measures(text) else ""


def is_news(title: str, text: str) -> bool:
    """Return whether a document is news or comment, by its title, else by words at its beginning or end.

    A document that sets goals is not, even if sent out by a news agency: 中共…关于制定…规划的建议.
    """
    kind = kind_of(title)
    sets_goals = _SETS_GOALS.search(plain_title(title))
    return kind in _OF_NEWS or (not kind and not sets_goals and reads_as_news(text))


@lru_cache(maxsize=1_000)  # the passages of a document come one after another
def _is_of_rules(title: str) -> bool:
    """Return whether a document is a law or regulation, or issues one, but not a plan of support.

    A notice that sets prices lays down rules, too.
    """
    if _SETS_PRICES.search(plain_title(title)):
        return True
    kind = issued_kind(title) or kind_of(title)
    return kind in _OF_RULES and not _SUPPORT.search(plain_title(title)) and lays_down_rules(kind, title)


def _find_short_names(text: str, lexicon: Lexicon) -> tuple[Alias, ...]:
    return (*find_surnames(text, lexicon), *find_bare_names(text, lexicon), *find_party(text, lexicon))
