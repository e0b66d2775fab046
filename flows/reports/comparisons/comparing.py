"""Compare two sides: their size, what each says more often, their paragraphs and their figures."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from flows.errors import UsageError
from flows.output import command_line
from flows.reports.comparisons.figures import FigureMatch, match_figures
from flows.reports.comparisons.paragraphs import ParagraphMatch, UnitKind, match_documents
from flows.reports.comparisons.sides import ComparedSide, read_side
from flows.search import Collection
from flows.store.facts import ChoiceSize, choice_languages, chosen_figures, documents_with, measure_choice
from flows.store.series import PassageChoice, count_common
from flows.trends import SIGNIFICANT, KeyConcept, KeynessRequest, choose_side, find_keyness

WithoutParagraphs = Literal["not_documents", "two_languages"]
_MOST_FIGURES = 20_000  # per side
_LEAST, _LEAST_OF_DOCUMENTS = 5, 2  # occurrences of a term


@dataclass(frozen=True, slots=True)
class CompareRequest:
    """A request to compare two sides as typed (see `read_side`), with limits on what is shown.

    `limit` limits the terms in each direction. `minimum` is the least number of a term's occurrences on both
    sides together: by default 2 in documents, 5 in sets of them. `unit` is the unit of comparison of texts;
    None chooses one. `max_read` limits the passages that NEAR may read.
    """

    a: str
    b: str
    limit: int | None = 20
    minimum: int | None = None
    unit: UnitKind | None = None
    max_read: int | None = None

    def command(self) -> str:
        """Return the command that makes the same comparison."""
        words = ["zhengce", "compare", self.a, self.b]
        if self.minimum is not None:
            words += ["--minimum", str(self.minimum)]
        if self.unit:
            words += ["--unit", self.unit]
        return command_line(words)


class ComparedTerm(NamedTuple):
    """A lexicon term that is more frequent on one side; Log Ratio is positive if that is A.

    `q` is the error rate over all terms compared: from 0.05 on, a difference may be chance. `low_base` 1:
    fewer than 10 occurrences in both together or, unless two documents are compared, 5 documents.
    """

    concept: str
    zh: str
    en: str
    type: str
    a: int
    b: int
    documents_a: int
    documents_b: int
    per_million_a: float
    per_million_b: float
    log_ratio: float
    log_ratio_low: float
    log_ratio_high: float
    g2: float
    q: float
    low_base: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """The comparison of two sides.

    `common` counts the passages on both sides. `more_a` and `more_b` are None if a side has no annotated
    text; they have the first of `terms_a` and `terms_b` terms. `paragraphs` is None if `without_paragraphs`
    has a reason. `figures_left_out` means that a side has more figures than are read.
    """

    request: CompareRequest
    a: ComparedSide
    b: ComparedSide
    size_a: ChoiceSize
    size_b: ChoiceSize
    common: int
    more_a: tuple[ComparedTerm, ...] | None
    more_b: tuple[ComparedTerm, ...] | None
    paragraphs: ParagraphMatch | None
    without_paragraphs: WithoutParagraphs | None
    figures: FigureMatch
    figures_left_out: bool = False
    terms_a: int = 0
    terms_b: int = 0

    @property
    def are_documents(self) -> bool:
        """Whether each side is one document."""
        return bool(self.a.document and self.b.document)


def compare_sides(
    collection: Collection,
    request: CompareRequest,
    cut: Callable[[str], Iterable[str]],
    concepts: Callable[[str], Iterable[str]],
) -> Comparison:
    """Return the comparison of two sides.

    `cut` cuts Chinese text into words, `concepts` names the concepts of a folded text. Raises UsageError or
    QueryError for a side that can't be read, has no passage, or equals the other side.
    """
    store = collection.store
    a, b = (read_side(collection, typed, request.max_read) for typed in (request.a, request.b))
    if a.side == b.side:
        raise UsageError("reports.same_sides", name=request.a)
    chosen = [choose_side(collection, one.side) for one in (a, b)]
    sizes = [measure_choice(store, one) for one in chosen]
    for one, size in zip((a, b), sizes, strict=True):
        if not size.passages:
            raise UsageError("reports.nothing_on_side", name=one.typed)
    terms = _find_terms(collection, request, (a, b), chosen, all(size.tokens for size in sizes))
    why = _why_without_paragraphs(collection, (a, b), chosen)
    paragraphs = None
    if a.document and b.document and why is None:
        paragraphs = match_documents(store, a.document.id, b.document.id, request.unit, cut)
    are_documents = bool(a.document and b.document)
    figures_a, figures_b = (
        chosen_figures(store, one, _MOST_FIGURES, newest_first=not are_documents) for one in chosen
    )
    return Comparison(
        request,
        a,
        b,
        size_a=sizes[0],
        size_b=sizes[1],
        common=count_common(store, *chosen),
        more_a=terms.more_a,
        more_b=terms.more_b,
        paragraphs=paragraphs,
        without_paragraphs=why,
        figures=match_figures(figures_a, figures_b, concepts, only_newest=not are_documents),
        figures_left_out=_MOST_FIGURES in (len(figures_a), len(figures_b)),
        terms_a=terms.number_a,
        terms_b=terms.number_b,
    )


class _Terms(NamedTuple):
    """The first terms of each side (None if they can't be compared), and their total numbers."""

    more_a: tuple[ComparedTerm, ...] | None = None
    more_b: tuple[ComparedTerm, ...] | None = None
    number_a: int = 0
    number_b: int = 0


def _find_terms(
    collection: Collection,
    request: CompareRequest,
    sides: Sequence[ComparedSide],
    chosen: Sequence[PassageChoice],
    is_annotated: bool,
) -> _Terms:
    """Return the terms more frequent in A, and those more frequent in B, highest G2 first."""
    if not is_annotated:
        return _Terms()
    are_documents = all(one.document for one in sides)
    minimum = request.minimum
    if minimum is None:
        minimum = _LEAST_OF_DOCUMENTS if are_documents else _LEAST
    # Two documents are short, so what only one of them says is shown even if it may be chance.
    threshold = 2.0 if are_documents else SIGNIFICANT
    keyness = KeynessRequest(sides[0].side, sides[1].side, limit=None, minimum=minimum, most_q=threshold)
    if are_documents:
        keyness = replace(keyness, least_documents=0)  # there are two
    rows = find_keyness(collection, keyness)
    found = [[row for row in rows if row.log_ratio > 0], [row for row in rows if row.log_ratio < 0]]
    shown = [some[: request.limit] for some in found]
    names = {row.concept for some in shown for row in some}
    documents = [documents_with(collection.store, one, names) for one in chosen]
    a, b = (tuple(_as_term(row, *documents) for row in some) for some in shown)
    return _Terms(a, b, len(found[0]), len(found[1]))


def _as_term(row: KeyConcept, here: dict[str, int], there: dict[str, int]) -> ComparedTerm:
    return ComparedTerm(
        row.concept,
        row.zh,
        row.en,
        row.type,
        row.here,
        row.there,
        here.get(row.concept, 0),
        there.get(row.concept, 0),
        row.per_million_here,
        row.per_million_there,
        row.log_ratio,
        row.log_ratio_low,
        row.log_ratio_high,
        row.g2,
        row.q,
        row.low_base,
    )


def _why_without_paragraphs(
    collection: Collection, sides: Sequence[ComparedSide], chosen: Sequence[PassageChoice]
) -> WithoutParagraphs | None:
    if not all(one.document for one in sides):
        return "not_documents"
    languages = {_language(choice_languages(collection.store, one)) for one in chosen}
    return "two_languages" if len(languages) > 1 else None


def _language(sizes: dict[str, int]) -> str:
    """Return the main language of a text, English or Chinese; glosses in the other do not count."""
    english = sizes.get("en", 0)
    return "en" if 2 * english > sum(sizes.values()) else "zh"
