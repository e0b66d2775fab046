"""Check references: whether numbers, titles and articles exist, agree with each other, and are in force."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from operator import attrgetter

from rapidfuzz.distance import Levenshtein

from flows.annotation import is_generic, normalise_title
from flows.assistants.drafts.candidates import Candidates
from flows.assistants.drafts.claims import Claim, DraftRequest, Finding, Note
from flows.assistants.drafts.in_force import find_stated_start, note_start
from flows.assistants.drafts.letters import show_difference
from flows.assistants.drafts.references.articles import last_section
from flows.assistants.drafts.references.citing import CitingDocuments
from flows.assistants.drafts.references.editions import is_dated, is_of_next_year
from flows.assistants.drafts.references.law_texts import LawTexts
from flows.assistants.drafts.references.names import Names, share_a_title
from flows.assistants.drafts.references.numbers import HEAD, is_short_for, states_number
from flows.assistants.drafts.references.quoted_articles import (
    Misplaced,
    Pair,
    find_with_count,
    is_short_with_count,
    move_quote,
    pair_articles,
)
from flows.assistants.drafts.references.reference import Reference, are_beside
from flows.corpus.metadata import kind_of
from flows.references import ArticleNumber, read_status
from flows.store.documents import Titled, read_document
from flows.store.facts import cited_together
from flows.text import has_han, this_day

_STATE = "中华人民共和国"
_ALIKE = 0.6  # share of letters from which two titles count as one that was changed
_JOINT = " … "  # between the parts of a quotation
_FIRST_WORDS = 160  # code points of an article shown


class ReferenceChecker:
    """Checks the references of one draft."""

    def __init__(
        self, candidates: Candidates, names: Names, request: DraftRequest, references: Sequence[Reference]
    ) -> None:
        self._candidates = candidates
        self._names = names
        self._request = request
        self._day = request.as_of or this_day().isoformat()
        self._references = references
        self._titles = [one for one in references if one.kind == "title"]
        self._numbers = [one for one in references if one.kind == "number"]
        self._citing = CitingDocuments(candidates.store, candidates.lexicon, self._day)
        self._laws = LawTexts(candidates)

    def check(self, reference: Reference, misplaced: Mapping[int, Misplaced]) -> Finding:
        """Return the evidence for a reference; `misplaced` has quotations by the start of an article."""
        if reference.kind == "number":
            return self._check_number(reference)
        if reference.kind == "title":
            return self._check_title(reference)
        return self._check_article(reference, misplaced.get(reference.start))

    # Numbers and titles -------------------------------------------------------------------------------------

    def _partner(self, reference: Reference) -> Reference | None:
        """Return the title next to a number, or the number next to a title."""
        others = self._titles if reference.kind == "number" else self._numbers
        text = self._request.draft.text
        place = bisect_left(others, reference.start, key=attrgetter("start"))
        near = [*others[max(0, place - 1) : place], *others[place : place + 1]]
        beside = [one for one in near if are_beside(text, one, reference)]
        return next(iter(beside if reference.kind == "number" else reversed(beside)), None)

    def _check_number(self, number: Reference) -> Finding:
        title = self._partner(number)
        if not number.documents:
            return self._check_unknown_number(number, title)
        documents = number.documents
        if title is None:
            return self._exists(documents, number)
        both = [document for document in documents if document in title.documents]
        if both:
            return self._exists(both, number)
        own = self._names.titled(documents)
        if share_a_title(own, title.key) or any(share_a_title([_titled_as(title)], row.title) for row in own):
            return self._exists(documents, number)
        note = Note("number_of_other", {"title": own[0].title, "name": title.key})
        if not title.documents and _are_alike(title.key, own[0].title):
            return replace(self._exists(documents, number), notes=(note,))
        return replace(_as_finding(own[0]), verdict="misattributed", notes=(note,))

    def _check_unknown_number(self, number: Reference, title: Reference | None) -> Finding:
        notes = self._citing.notes_on(number)
        if title is None or not title.documents:
            return Finding("absent", notes=tuple(notes))
        stored = self._names.titled(title.documents)
        keys = self._names.numbers_of(title.documents)
        if any(is_short_for(number.key, key) for key in keys):
            return self._exists(title.documents, number)
        if keys:
            row = next(row for row in stored if row.document_number)
            found = _as_finding(row)
            return replace(
                found,
                verdict="near",
                found=row.document_number,
                difference=show_difference(row.document_number, self._written(number)),
                notes=(
                    Note("other_number", {"title": row.title, "number_there": row.document_number}),
                    *notes,
                ),
            )
        heads = (self._candidates.window(row.id, 0, HEAD).passages for row in stored)
        if any(states_number(head, number.key, self._names) for head in heads):
            return self._exists(title.documents, number)
        if (normalise_title(title.key), number.key) in self._cited_together:
            cited = self._citing.count(number)
            return replace(_as_finding(stored[-1]), notes=(Note("number_by_citation", {"number": cited}),))
        return Finding("absent", notes=(Note("no_number_stored", {"title": stored[-1].title}), *notes))

    def _written(self, reference: Reference) -> str:
        return self._request.draft.text[reference.start : reference.end]

    def _check_title(self, title: Reference) -> Finding:
        number = self._partner(title)
        if title.documents:
            return self._check_known_title(title, number)
        key = normalise_title(title.key)
        if is_generic(key):
            return Finding("unchecked", notes=(Note("generic_title", {}),))
        notes = self._citing.notes_on(title)
        own = self._names.titled(number.documents) if number else []
        if own and _are_alike(title.key, own[0].title):
            return self._near_finding(title, own, notes)
        if title.alike:
            return self._near_finding(title, self._names.titled(title.alike), notes)
        if own:
            notes = (*notes, Note("number_of_other", {"title": own[0].title, "name": title.key}))
        if news := self._names.news_of(title.key):
            notes = (Note("news_of", {"title": news[0].title}), *notes)
        return Finding("absent", notes=notes)

    def _check_known_title(self, title: Reference, number: Reference | None) -> Finding:
        found = self._exists(title.documents, title)
        if started := self._note_start(title):
            found = replace(found, verdict="near", notes=(started, *found.notes))
        if not number or not number.documents or set(number.documents) & set(title.documents):
            return found
        own = self._names.titled(number.documents)
        if share_a_title(own, title.key):
            return found
        return replace(found, notes=(*found.notes, Note("number_beside_differs", {"title": own[0].title})))

    def _near_finding(self, title: Reference, rows: Sequence[Titled], notes: Iterable[Note]) -> Finding:
        row = self._edition(rows, title)
        stored = row.title if title.key.startswith(_STATE) else row.title.removeprefix(_STATE)
        difference = show_difference(stored, title.key)
        return replace(_as_finding(row), verdict="near", difference=difference, notes=tuple(notes))

    @cached_property
    def _cited_together(self) -> set[tuple[str, str]]:
        titles = [normalise_title(one.key) for one in self._titles]
        numbers = [one.key for one in self._numbers]
        return cited_together(self._candidates.store, titles, numbers)

    # Editions and force -------------------------------------------------------------------------------------

    def _exists(self, documents: Sequence[str], reference: Reference) -> Finding:
        rows = self._names.titled(documents)
        row = self._edition(rows, reference)
        return replace(_as_finding(row), notes=tuple(self._notes_on(row, reference)))

    def _edition(self, rows: Sequence[Titled], reference: Reference) -> Titled:
        """Return the edition of the date given in the draft, else the one in force, else the first.

        News that a document was issued (省长签署政府令，公布《X》) counts only without the document itself.
        """
        rows = [row for row in rows if kind_of(row.title) != "news"] or rows
        if stated := [row for row in rows if is_dated(row, reference.stated_date)]:
            return stated[0]
        until = self._request.as_of or "9999"
        in_force = [row for row in rows if row.date <= until]
        if not in_force:
            return min(rows, key=lambda row: row.date)
        return max(in_force, key=lambda row: (row.date, row.id))

    def _notes_on(self, row: Titled, reference: Reference) -> Iterator[Note]:
        stated = reference.stated_date
        is_near = is_dated(row, stated) or is_of_next_year(row, stated)
        if stated and row.date and not is_near:
            yield Note("other_date", {"date": row.date, "stated": stated})
        issuer = reference.stated_issuer
        if issuer and row.publisher and self._names.are_other_issuers(issuer, row.publisher):
            yield Note("other_issuer", {"publisher": row.publisher, "stated": issuer})
        later = [other.date for other in self._names.editions(row) if row.date and other.date > row.date]
        if later:
            yield Note("newer_edition", {"date": later[-1]})
        yield from self._force(row)

    def _force(self, row: Titled) -> Iterator[Note]:
        """Yield what the store knows about a document's force on the day of the draft."""
        if self._request.as_of and row.date > self._request.as_of:
            yield Note("not_yet", {"date": row.date})
        stated = read_status(self._candidates.store, row.id, self._day)
        dated = [reason for reason in stated.reasons if reason.since]
        reason = next(iter(dated or stated.reasons), None)
        if stated.status in ("", "in_force") or (reason and reason.source == "edition"):
            return  # a later edition has a separate note
        since = reason.since if reason else ""
        if reason and reason.source == "citation" and stated.status == "repealed":
            other = read_document(self._candidates.store, reason.other_id)
            yield Note("repealed", {"title": other.title if other else "?", "date": since})
        elif since and stated.status != "draft":
            yield Note(f"{stated.status}_since", {"date": since})
        else:
            yield Note(f"status_{stated.status}", {})

    def _note_start(self, title: Reference) -> Note | None:
        """Return a note if the draft says that a document took effect on another day than the store."""
        stated = find_stated_start(self._request.draft.text, title.start, title.end)
        is_held = not title.edition or bool(self._names.of_edition(title.documents, title.edition))
        if not (stated and is_held):
            return None
        rows = [row for row in self._names.titled(title.documents) if kind_of(row.title) != "news"]
        return note_start(self._candidates.store, rows, stated)

    # Articles -----------------------------------------------------------------------------------------------

    def _check_article(self, reference: Reference, misplaced: Misplaced | None) -> Finding:
        law = reference.law
        if law is None:
            return Finding("unchecked", notes=(Note("no_law_named", {}),))
        rows = self._names.titled(law.documents or law.alike)
        if not rows and not (law.is_claim or has_han(law.key)):
            return Finding("unchecked", notes=(Note("name_unknown", {"name": law.key}),))
        if not rows:
            return Finding("absent", notes=(Note("named_not_held", {"name": law.key}),))
        with_articles = [row for row in rows if self._laws.articles_of(row.id)]
        if not with_articles:
            return replace(
                _as_finding(self._edition(rows, law)), verdict="absent", notes=(Note("no_articles", {}),)
            )
        row = self._edition(with_articles, law)
        sections = last_section(self._candidates.whole(row.id).passages)
        if reference.is_section and any(number.whole <= sections for number in reference.articles):
            return Finding("unchecked", notes=(Note("section_or_article", {"title": row.title}),))
        same_day = [one for one in with_articles if one.date == row.date]
        row = max(same_day, key=lambda one: len(self._laws.articles_of(one.id)))
        parts = self._laws.parts_of_law(same_day)
        if lacking := self._laws.lacking(reference, row, parts):
            held = self._laws.holders(reference, with_articles) or self._laws.held_by_parts(reference, parts)
            others = self._laws.holders(reference, self._names.titled(law.others))
            if not held and reference.is_apart:  # the edition is named in another sentence
                held = sorted(others, key=lambda one: one.date, reverse=True)
            if not held:
                dates = sorted({one.date for one in others})
                notes = (Note("in_edition", {"date": dates}),) if dates else ()
                return replace(_as_finding(row), verdict="absent", notes=(lacking, *notes))
            row = held[0]
        article = self._laws.articles_of(row.id)[reference.articles[0]]
        remarks = list(self._notes_on(row, law))
        if misplaced:
            remarks.append(misplaced.note)
        if self._laws.is_part_unseen(reference, row):
            remarks.append(Note("part_unseen", {"article": article.number}))
        return replace(
            _as_finding(row),
            passage_id=f"{row.id}-{article.position}",
            found=_first_words(article.text),
            notes=tuple(remarks),
        )

    def question(self, quotes: Sequence[Claim], misplaced: Mapping[int, Misplaced]) -> list[Claim]:
        """Return quotations; those in another article than the ones named near them get that finding."""
        elsewhere = {one.quote.start: one for one in misplaced.values()}
        return [move_quote(quote, elsewhere.get(quote.start)) for quote in quotes]

    def find_short(self, quotes: Sequence[Claim], articles: Sequence[Reference]) -> list[Claim]:
        """Return quotations; short ones with a number are looked up in the article before them."""
        found = {}
        for pair in pair_articles(self._request.draft.text, articles, quotes):
            if is_short_with_count(pair.quote) and (finding := self._find_in_articles(pair)):
                found[pair.quote.start] = finding
        return [replace(quote, finding=found.get(quote.start, quote.finding)) for quote in quotes]

    def _find_in_articles(self, pair: Pair) -> Finding | None:
        """Return where an article named has a short quotation, or has it with another number; else None."""
        others = []
        for article in pair.articles:
            rows = self._editions_meant(article.law) if article.law else []
            for row in sorted(rows, key=attrgetter("date"), reverse=True):
                held = self._laws.articles_of(row.id)
                for stored in (held[number] for number in article.articles if number in held):
                    if not (words := find_with_count(pair.quote.text, stored.text)):
                        continue
                    passage = f"{row.id}-{stored.position}"
                    finding = replace(_as_finding(row), passage_id=passage, found=words[0])
                    if words[1]:
                        return finding
                    difference = show_difference(words[0], pair.quote.text)
                    others.append(replace(finding, verdict="near", difference=difference))
        return next(iter(others), None)

    def find_misplaced(
        self, quotes: Sequence[Claim], articles: Sequence[Reference]
    ) -> Mapping[int, Misplaced]:
        """Return quotations with words only in another article, by the starts of those named near them."""
        found: dict[int, Misplaced] = {}
        for pair in pair_articles(self._request.draft.text, articles, quotes):
            if misplaced := self._find_holder(pair):
                found |= {article.start: misplaced for article in pair.articles}
        return found

    def _find_holder(self, pair: Pair) -> Misplaced | None:
        """Return the article of the same law that has a quotation's words; None if one named near it has.

        If one named near it has them in another edition than the one shown, the edition is returned, too.
        """
        finding = pair.quote.finding
        if pair.quote.verdict not in ("exact", "folded", "near"):
            return None
        laws = [article.law for article in pair.articles if article.law]
        if not any(finding.document_id in (law.documents or law.alike) for law in laws):
            return None
        meant = {row.id: row for law in laws for row in self._editions_meant(law)}
        shown_first = sorted(meant, key=lambda one: one != finding.document_id)
        parts = finding.found.split(_JOINT)
        holding = {one: self._holding(one, parts) for one in shown_first}
        own = [number for numbers in holding.values() for number in numbers]
        if not any(map(pair.has, own)):
            return Misplaced(pair.quote, own[0]) if own else None
        shown = holding.get(finding.document_id, [])
        if not shown or any(map(pair.has, shown)):
            return None
        dates = {meant[one].date for one, numbers in holding.items() if any(map(pair.has, numbers))}
        dates -= {"", finding.date}
        return Misplaced(pair.quote, shown[0], max(dates)) if dates else None

    def _editions_meant(self, law: Reference) -> list[Titled]:
        """Return the editions of a law of the date that the draft states, or all of them."""
        rows = self._names.titled(law.documents or law.alike)
        return [row for row in rows if is_dated(row, law.stated_date)] or rows

    def _holding(self, document: str, parts: Sequence[str]) -> list[ArticleNumber]:
        """Return the numbers of the articles of a document that contain all parts of a quotation."""
        articles = self._laws.articles_of(document).items()
        return [number for number, article in articles if all(part in article.text for part in parts)]


def _first_words(text: str) -> str:
    return text if len(text) <= _FIRST_WORDS else f"{text[:_FIRST_WORDS]}…"


def _as_finding(row: Titled) -> Finding:
    return Finding("exact", f"{row.id}-0", row.id, row.title, row.date, row.title)


def _titled_as(title: Reference) -> Titled:
    return Titled("", title.key, "", "", "", "", "")


def _are_alike(one: str, other: str) -> bool:
    first, second = normalise_title(one), normalise_title(other)
    return Levenshtein.normalized_similarity(first, second) >= _ALIKE
