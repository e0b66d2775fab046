"""Names of stored documents: which documents a title, an English name or a number in a draft means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property, partial

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from flows.annotation import document_titles, is_generic, normalise_title, official_key, title_key
from flows.annotation.lexicon import Concept, Lexicon
from flows.assistants.drafts.letters import read_letters
from flows.assistants.drafts.references.editions import is_dated, is_of_edition, is_of_next_year
from flows.assistants.drafts.references.english_laws import chinese_name, find_implemented, ways_to_write
from flows.assistants.drafts.references.reference import NamedPart, Reference, SimilarTitle
from flows.corpus.metadata import kind_of
from flows.store import Store
from flows.store.documents import (
    Titled,
    all_names,
    find_titled,
    is_series,
    read_text,
    titled_documents,
    titled_without_names,
    titles_with_remark,
    titles_with_subtitle,
)
from flows.store.facts import cited_titles
from flows.text import HAN, has_han, lazy_pattern, parse_numbers

# Names recognised without marks around them, by their letters.
_SHORTEST_HAN, _SHORTEST_LATIN = 8, 22
_SHORTEST_NAME = 3  # least letters of a stored name
_SHORTEST_NEAR = 5  # least letters of a title for which a similar one is searched
_LETTERS_PER_SLIP = 7  # a similar title differs in at most one letter per this many
_SHORTEST_PART, _LEAST_SHARE = 6, 0.6  # of a title that is part of a stored one
_ABOUT = "关于"  # the first word of a title after its issuer
_STATE = "中华人民共和国"
_REMARK = lazy_pattern(r"\s*[（(][^（）()]{1,24}[）)]\s*$")
# The news of a publication whose text is the document: 《样例决定》公布.
_ANNOUNCED = ("公布", "发布", "印发", "全文", "全文公布", "全文发布")
_ANNOUNCING = lazy_pattern(rf"《[^《》]+》[（(]?(?:{'|'.join(_ANNOUNCED)})[）)]?")
_ISSUING = ("印发", "发布", "公布", "转发")
_BRACKETS_WITH_HAN = lazy_pattern(rf"\s?\([^()]*[{HAN}][^()]*\)")
_SUBTITLE = lazy_pattern(r": |：|(?<![\d年])(?:—{1,2}|―{1,2}|─{1,2})(?!\d)| [-–] ")
# 《民法典》 is the code, not the article 民法典：百姓的生活百科.
_OF_OFFICE = lazy_pattern(r"\b(?:Act|Law|Code|Regulations?|Measures|Rules|Notice|Plan|Outline|Opinions)\b")
_MARKED = lazy_pattern("《([^《》]+)》")
_OTHER_DOCUMENT = (
    *("修改", "废止", "修正", "实施", "解释", "说明", "解读", "答记者问", "学习", "贯彻", "落实", "amending"),
)


class Names:
    """The names of the current documents of a store."""

    def __init__(self, store: Store, lexicon: Lexicon) -> None:
        self._store = store
        self._lexicon = lexicon
        self._known: dict[str, Titled] = {}
        self._short: dict[str, list[str]] = {}
        self._parts: dict[str, list[str]] = {}
        self._by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
        for kind, name, document in (*all_names(store), *self._unnamed()):
            self._by_name[kind, name].append(document)

    def _unnamed(self) -> Iterator[tuple[str, str, str]]:
        """Yield the names of documents stored since the last annotation."""
        for row in titled_without_names(self._store):
            for key in parse_numbers(row.document_number):
                yield ("number", key, row.id)
            read = None if row.document_number else partial(read_text, self._store, row.id)
            for name in document_titles(row.title, read):
                yield ("title", name, row.id)
            if event := title_key(row.title):
                yield ("event", event, row.id)
            if (concept := self._lexicon.find(row.title)) and concept.type == "DOC":
                yield ("concept", concept.id, row.id)

    def is_body(self, name: str) -> bool:
        """Return whether a name is that of a body in the lexicon, such as the State Council; no place is."""
        concept = self._lexicon.find(name)
        return concept is not None and concept.type == "ORG"

    def by_number(self, key: str) -> list[str]:
        """Return the documents with this number, by the normalised key."""
        return self._by_name.get(("number", key), [])

    def by_title(self, title: str) -> list[str]:
        """Return the documents that a title or another name means: by title, occasion or concept."""
        key = normalise_title(title)
        if is_generic(key):
            return []
        if len(key) < _SHORTEST_NAME:
            return self._of_short_title(key)
        own, *derived = document_titles(title) or [""]
        if found := self._by_name.get(("title", own)):
            return found
        if found := self._announced(own):
            return found
        for name in derived:
            if found := self._of_same_issuer(own, name):
                return found
        if (event := official_key(title)) and (found := self._by_name.get(("event", event))):
            return found
        if concept := self._document_concept(title):
            return self._by_name.get(("concept", concept.id), [])
        chinese = chinese_name(title)
        return self.by_title(chinese) if chinese else self._implementing(title)

    def _document_concept(self, title: str) -> Concept | None:
        """Return the lexicon's document of an English or Chinese title, with or without the state's name."""
        concept = next(filter(None, map(self._lexicon.find, ways_to_write(title))), None)
        return concept if concept and concept.type == "DOC" else None

    def _implementing(self, title: str) -> list[str]:
        """Return what implements a law, by the law's English name: Implementing Rules of the Sample Law."""
        law, endings = find_implemented(title) or ("", ())
        concept = self._document_concept(law)
        laws = [chinese_name(law), *(concept.zh_surfaces if concept else ())]
        named = [f"{name}{ending}" for ending in endings for name in laws if name.endswith("法")]
        found = (self._by_name.get(("title", normalise_title(name))) for name in named)
        return next(filter(None, found), [])

    def _of_short_title(self, key: str) -> list[str]:
        """Return the laws with a name of two characters (水法, 刑法), too short for a name."""
        if not has_han(key) or len(key) < _SHORTEST_NAME - 1:
            return []
        if key not in self._short:
            self._short[key] = find_titled(self._store, [key, f"{_STATE}{key}"])
        return self._short[key]

    def _announced(self, name: str) -> list[str]:
        """Return the documents stored under the news of their publication: 《X》公布."""
        found = (
            document for word in _ANNOUNCED for document in self._by_name.get(("title", name + word), [])
        )
        return [row.id for row in self.titled(found) if _ANNOUNCING.fullmatch(row.title)]

    def _of_same_issuer(self, title: str, name: str) -> list[str]:
        """Return the documents with a name derived from a title, unless another issuer's."""
        issuer = title.partition(name)[0] if name.startswith(_ABOUT) else ""
        found = []
        for row in self.titled(self._by_name.get(("title", name), [])):
            other = normalise_title(row.title).partition(name)[0]
            if not other or other in issuer or issuer in other:
                found.append(row.id)
        return found

    def numbered_as(self, documents: Iterable[str], number: str) -> list[str]:
        """Return the documents whose number is written like this one, ignoring punctuation."""
        key = read_letters(number).key
        return [row.id for row in self.titled(documents) if key in read_letters(row.document_number).key]

    def numbers_of(self, documents: Iterable[str]) -> list[str]:
        """Return the number keys of these documents, each once."""
        keys = (key for row in self.titled(documents) for key in parse_numbers(row.document_number))
        return list(dict.fromkeys(keys))

    def titled(self, documents: Iterable[str]) -> list[Titled]:
        """Return what is known about these documents, in order."""
        wanted = list(dict.fromkeys(documents))
        missing = [document for document in wanted if document not in self._known]
        self._known |= titled_documents(self._store, missing)
        return [self._known[document] for document in wanted if document in self._known]

    def are_other_issuers(self, one: str, other: str) -> bool:
        """Return whether two issuer names are known and mean different bodies."""
        concepts = [self._lexicon.find(name) for name in (one, other)]
        known = {concept.id for concept in concepts if concept and concept.type == "ORG"}
        return len(known) == len(concepts) and one not in other

    def titles_with(self, part: str) -> list[Titled]:
        """Return the documents whose normalised title contains some words, in no particular order."""
        if part not in self._parts:
            names = (name for name in self._titles if part in name)
            self._parts[part] = [document for name in names for document in self._by_name["title", name]]
        return self.titled(self._parts[part])

    def without_remark(self, title: str) -> list[str]:
        """Return the documents whose title is this one followed by a remark in brackets (试行)."""
        key = normalise_title(title)
        if len(key) < _SHORTEST_NEAR or is_generic(key):
            return []
        longer = [name for name in self._titles if name.startswith(key)]
        found = [document for name in longer for document in self._by_name["title", name]]
        return [row.id for row in self.titled(found) if normalise_title(_REMARK.sub("", row.title)) == key]

    def with_subtitle(self, title: str) -> str:
        """Return the only stored title with a subtitle after this one (X of X——谈Y, or of X: Y), or "".

        A text about a law, a plan or another document is not that document.
        """
        found = self._by_main.get(normalise_title(title), ())
        if len(found) != 1 or kind_of(title) or _OF_OFFICE.search(title) or self._is_concept(title):
            return ""
        return found[0]

    def news_of(self, title: str) -> list[Titled]:
        """Return the documents whose title says that this one was issued, the oldest first."""
        key = normalise_title(title)
        names = [name for name in self._titles if _announces(name, key)]
        found = self.titled(document for name in names for document in self._by_name["title", name])
        # Without its marks, 公布《甲条例实施细则》 also has 甲条例 after 公布.
        news = (row for row in found if key in map(normalise_title, _MARKED.findall(row.title)))
        return sorted(news, key=lambda row: row.date)

    def similar(self, title: str) -> SimilarTitle | None:
        """Return the stored title that differs slightly from this one, or contains it."""
        own = normalise_title(title)
        key = _without_state(own)
        if key != own and (known := self._by_name.get(("title", key))):
            return SimilarTitle(key, known)
        if len(key) < _SHORTEST_NAME or is_generic(key):
            return None
        is_real = key in self._cited or self._is_concept(title)
        found = process.extract(
            key, self._titles, scorer=Levenshtein.distance, score_cutoff=max(1, len(key) // 4), limit=5
        )
        for name, distance, _ in found:
            is_slip = not is_real and distance <= max(1, len(key) // _LETTERS_PER_SLIP)
            if is_slip and (len(key) >= _SHORTEST_NEAR or self._is_law(title, name)):
                return SimilarTitle(name, self._by_name["title", name])
            if len(key) >= _SHORTEST_NEAR and _has_more_words(key, name) and not _announces(name, key):
                return SimilarTitle(name, self._by_name["title", name])
        # News that a document was issued is not the document.
        longer = (name for name in self._titles if _is_part(key, name) and not _announces(name, key))
        whole = min(longer, key=len, default="")
        return SimilarTitle(whole, self._by_name["title", whole]) if whole else None

    def _is_concept(self, title: str) -> bool:
        concept = self._lexicon.find(title)
        return concept is not None and concept.type == "DOC"

    def _is_law(self, title: str, name: str) -> bool:
        """Return whether a title and a stored one of few letters both contain the name of the state."""
        stored = self.titled(self._by_name["title", name])
        return title.startswith(_STATE) and any(row.title.startswith(_STATE) for row in stored)

    @cached_property
    def _cited(self) -> set[str]:
        """The titles cited in stored documents. They exist, so one like a stored title is not a slip."""
        return cited_titles(self._store)

    @cached_property
    def _by_main(self) -> dict[str, list[str]]:
        """The titles with a subtitle, by what is before it, normalised."""
        found: dict[str, list[str]] = defaultdict(list)
        for title in titles_with_subtitle(self._store):
            main = _SUBTITLE.split(title, maxsplit=1)[0]
            if main != title:
                found[normalise_title(_BRACKETS_WITH_HAN.sub("", main))].append(title)
        return found

    @cached_property
    def _titles(self) -> list[str]:
        return [name for kind, name in self._by_name if kind == "title"]

    def find_in(self, text: str) -> list[NamedPart]:
        """Return the places of longer stored titles in a text, with or without marks around them."""
        letters = read_letters(text)
        # Names of documents have no marks at all, not even inside numbers: 2014-2020 is 20142020 there.
        kept = [place for place, character in enumerate(letters.key) if character not in "-.:"]
        key = "".join(letters.key[place] for place in kept)
        found = []
        place = 0
        while place < len(key):
            end = place + self._longest_at(key, place)
            if end > place:
                first, last = kept[place], kept[end - 1] + 1
                if letters.find(letters.key[first:last], first) == (first, last):
                    found.append(NamedPart(*letters.span(first, last)))
                    place = end
                    continue
            place += 1
        return found

    def _longest_at(self, key: str, place: int) -> int:
        """Return the length of the longest title that begins at a place in a text's letters, or 0."""
        lengths = (
            len(name)
            for size in (_SHORTEST_HAN, _SHORTEST_LATIN)
            for name in self._by_beginning.get(key[place : place + size], ())
            if key.startswith(name, place)
        )
        return max(lengths, default=0)

    @cached_property
    def _by_beginning(self) -> dict[str, list[str]]:
        """The titles recognised without marks around them, by their first letters.

        A title followed by a remark in brackets (试行) is also recognised without it.
        """
        found: dict[str, list[str]] = defaultdict(list)
        bare = (normalise_title(_REMARK.sub("", title)) for title in titles_with_remark(self._store))
        for name in {*self._titles, *bare}:
            size = _SHORTEST_HAN if has_han(name) else _SHORTEST_LATIN
            if len(name) >= size and not is_generic(name):
                found[name[:size]].append(name)
        return dict(found)

    def of_date(self, documents: Sequence[str], date: str) -> list[str]:
        """Return those of the documents with one title that a stated ISO date means; all if none has it.

        All editions of a law are meant: what they share is quoted from each of them.
        """
        rows = self.titled(documents)
        dated = [row.id for row in rows if is_dated(row, date) or is_of_next_year(row, date)]
        is_one_text = not any(is_series(row.title, kind_of(row.title), len(rows)) for row in rows)
        return list(documents) if is_one_text or not dated else dated

    def are_editions(self, documents: Sequence[str]) -> bool:
        """Return whether documents with one title are editions of one text, and not a series of texts."""
        rows = self.titled(documents)
        return bool(rows) and not any(is_series(row.title, kind_of(row.title), len(rows)) for row in rows)

    def of_edition(self, documents: Sequence[str], date: str) -> list[str]:
        """Return those of the documents with one title that are of an edition, by its ISO date or year.

        Returns [] if none is, and for a series of documents, such as those on meetings. Documents in another
        language, whose dates are those of their translation, are of every edition.
        """
        if not self.are_editions(documents):
            return []
        rows = self.titled(documents)
        meant = [row for row in rows if is_of_edition(row, date)]
        languages = {row.language for row in meant}
        return [row.id for row in rows if meant and (row in meant or row.language not in languages)]

    def of_age(self, law: Reference, age: str) -> Reference:
        """Return a law as its newest edition ("new"), or as all earlier ones ("old"), if stored."""
        rows = self.titled((*law.documents, *law.others))
        newest = max((row.date for row in rows), default="")
        meant = tuple(row.id for row in rows if (row.date == newest) == (age == "new"))
        if not meant or not self.are_editions([row.id for row in rows]):
            return law
        others = tuple(row.id for row in rows if row.id not in meant)
        dated = max(row.date for row in rows if row.id in meant)
        return replace(law, documents=meant, others=others, stated_date="", edition=dated)

    def editions(self, document: Titled) -> list[Titled]:
        """Return the current documents of the corpus with this document's title and other dates, by date."""
        key = normalise_title(document.title)
        same = self._by_name.get(("title", key), [])
        if is_series(key, kind_of(document.title), len(same)):
            return []
        rows = [
            row
            for row in self.titled(same)
            if row.corpus == document.corpus
            and row.date
            and row.date != document.date
            and kind_of(row.title) != "news"  # 省长签署政府令 公布《样例条例》 is not an edition
        ]
        return sorted(rows, key=lambda row: row.date)


def _without_state(key: str) -> str:
    """Return a normalised title without a misspelt name of the state at its beginning."""
    lead = key[: len(_STATE)]
    return key[len(_STATE) :] if Levenshtein.distance(lead, _STATE) == 1 else key


def _has_more_words(one: str, other: str) -> bool:
    """Return whether one of two titles has all characters of the other, in order, and some more."""
    edits = Levenshtein.editops(one, other)
    tags = {edit.tag for edit in edits}
    if len(tags) != 1 or "replace" in tags:
        return False
    source = other if "insert" in tags else one
    more = "".join(source[edit.dest_pos if "insert" in tags else edit.src_pos] for edit in edits)
    return not any(word in more for word in _OTHER_DOCUMENT)


def _announces(name: str, key: str) -> bool:
    """Return whether a stored title says that a document was issued whose title begins with another one."""
    return any(f"{word}{key}" in name for word in _ISSUING)


def _is_part(key: str, name: str) -> bool:
    if len(key) < _SHORTEST_PART or len(key) < _LEAST_SHARE * len(name) or key not in name:
        return False
    return not any(word in name.replace(key, "") for word in _OTHER_DOCUMENT)


def is_shortened(title: str, whole: str) -> bool:
    """Return whether a title omits words of another: 某省政府报告 of 某省人民政府2023年政府工作报告."""
    key, name = normalise_title(title), normalise_title(_REMARK.sub("", whole))
    return key == name or (len(key) >= _SHORTEST_NEAR and len(key) < len(name) and _has_more_words(key, name))


def share_a_title(one: Sequence[Titled], title: str) -> bool:
    """Return whether a title is part of the title of one of these documents, which then implements it."""
    key = normalise_title(title)
    return len(key) >= _SHORTEST_NEAR and any(key in normalise_title(row.title) for row in one)
