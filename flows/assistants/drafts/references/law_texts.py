"""Stored laws by their articles: which of them have what a reference names, and what one of them lacks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal

from flows.annotation import normalise_title
from flows.assistants.drafts.candidates import Candidates
from flows.assistants.drafts.claims import Note
from flows.assistants.drafts.references.reference import ArticlePart, Reference
from flows.references import Article, ArticleNumber, split_articles, split_paragraphs
from flows.store.documents import Titled


class LawTexts:
    """The articles of the stored laws that one draft names; each law is split once."""

    def __init__(self, candidates: Candidates) -> None:
        self._candidates = candidates
        self._articles: dict[str, Mapping[ArticleNumber, Article]] = {}

    def articles_of(self, document_id: str) -> Mapping[ArticleNumber, Article]:
        """Return the articles of a document by number; of a repeated number, the first."""
        if document_id not in self._articles:
            self._articles[document_id] = split_articles(self._candidates.whole(document_id).passages)
        return self._articles[document_id]

    def holders(self, reference: Reference, rows: Sequence[Titled]) -> list[Titled]:
        """Return the documents that have all that a reference names, those without articles left out."""
        return [row for row in rows if self.articles_of(row.id) and not self.lacking(reference, row)]

    def parts_of_law(self, rows: Sequence[Titled]) -> Sequence[Titled]:
        """Return the documents of one title that are parts of a law, each with other articles; else none.

        The Civil Code is often stored so, one document per book.
        """
        numbers = [number for row in rows for number in self.articles_of(row.id)]
        is_one = len({normalise_title(row.title) for row in rows}) == 1
        if len(rows) < 2 or not is_one or len(numbers) > len(set(numbers)):
            return ()
        return rows

    def held_by_parts(self, reference: Reference, parts: Sequence[Titled]) -> list[Titled]:
        """Return the parts of a law with the articles of a reference, in order; none if one is lacking."""
        by_number = {number: row for row in parts for number in self.articles_of(row.id)}
        held = [by_number[number] for number in reference.articles if number in by_number]
        if not held or len(held) < len(reference.articles):
            return []
        last = replace(reference, articles=reference.articles[-1:])
        if self.lacking(last, held[-1]):
            return []
        return held

    def lacking(self, reference: Reference, row: Titled, parts: Sequence[Titled] = ()) -> Note | None:
        """Return a note on what a reference names that a law lacks: an article, or part of one.

        `parts` are the documents of which the law is made up, if there are several.
        """
        articles = self.articles_of(row.id)
        if any(number not in articles for number in reference.articles):
            last = max(max(self.articles_of(one.id)) for one in (row, *parts))
            return Note("articles_until", {"last": last, "title": row.title})
        article = articles[reference.articles[-1]]
        lacking = (self._lacking_part(part, reference, article, row) for part in reference.parts)
        return next(filter(None, lacking), None)

    def _lacking_part(
        self, part: ArticlePart, reference: Reference, article: Article, row: Titled
    ) -> Note | None:
        articles = self.articles_of(row.id)
        paragraphs = split_paragraphs(article)
        values: dict[str, object] = {"article": article.number}
        named = paragraphs[part.paragraph - 1 : part.paragraph] or paragraphs
        items = {item for paragraph in named for item in paragraph.items}
        if part.paragraph > len(paragraphs) and _has_parts(articles, "paragraphs"):
            # Article 3(2) in English may also be an item; Article 3, paragraph 2, may not.
            is_item = reference.is_number_alone and part.paragraph in items
            return None if is_item else Note("paragraphs_of_article", values | {"number": len(paragraphs)})
        if part.item and part.item not in items and _has_parts(articles, "items"):
            return Note("items_of_article", values | {"number": len(items)})
        return None

    def is_part_unseen(self, reference: Reference, row: Titled) -> bool:
        """Return whether a reference names a paragraph or item of a law whose stored text separates none."""
        articles = self.articles_of(row.id)
        if any(part.paragraph > 1 for part in reference.parts) and not _has_parts(articles, "paragraphs"):
            return True
        return any(part.item for part in reference.parts) and not _has_parts(articles, "items")


def _has_parts(articles: Mapping[ArticleNumber, Article], part: Literal["paragraphs", "items"]) -> bool:
    """Return whether the stored text of a law keeps its paragraphs or items separate."""
    split = (split_paragraphs(article) for article in articles.values())
    if part == "paragraphs":
        return any(len(paragraphs) > 1 for paragraphs in split)
    return any(paragraph.items for paragraphs in split for paragraph in paragraphs)
