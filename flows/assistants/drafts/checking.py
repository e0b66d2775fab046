"""Check a draft: find its claims about documents, and look up each one in a store."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from operator import attrgetter

from flows.assistants.drafts.candidates import Candidates
from flows.assistants.drafts.claims import Claim, DraftRequest, Note, Span
from flows.assistants.drafts.figures import find_figures
from flows.assistants.drafts.quotations import Quotation, QuoteChecker, find_quotations
from flows.assistants.drafts.references import (
    Names,
    Reference,
    ReferenceChecker,
    find_articles,
    find_meetings,
    find_number_references,
    find_titles,
    is_title_like,
    laws_of,
    title_at,
)
from flows.errors import UsageError
from flows.records import first_day, last_day
from flows.search import Collection, Filters, check_values, read_date
from flows.store import Store
from flows.store.documents import corpus_documents
from flows.store.series import count_waiting
from flows.text import Cover, has_han, lazy_pattern, within

_SHORTEST_TITLE, _LONGEST_TITLE = 5, 160  # code points of a title in quotation marks
# Before a title in quotation marks without its subtitle: the guide “Kelp at rest”.
_IS_CALLED = lazy_pattern(
    r"\b(?:paper|brief|report|study|article|commentary|essay|analysis|guide|column|book|explainer)"
    r"(?:,? (?:called|titled|entitled))?,?[\s“\"'‘]*$"
)
_CALLED = 40  # code points
_ENDS = lazy_pattern(r"[。！？\n]|[.!?][”\"’]?\s")  # of a sentence


def verify_draft(collection: Collection, request: DraftRequest) -> list[Claim]:
    """Return the claims of a draft about documents, in order and disjoint, each with the stored evidence.

    Nothing is stored. Raises UsageError for a draft without text, if `request.as_of` is not a date, and for
    an unknown corpus.
    """
    if not request.draft.text.strip():
        raise UsageError("assistants.empty_draft", name=request.draft.name)
    request = replace(request, as_of=_read_day(request.as_of))
    check_values(collection, Filters(corpus=request.corpora))
    draft = request.draft
    names = Names(collection.store, collection.lexicon)
    titles = find_titles(draft, names)
    marked = [
        Span(title.start, title.end) for title in titles if draft.text[title.start - 1 : title.start] == "《"
    ]
    quotations = find_quotations(draft, marked)
    quotations, titles = _separate_titles(draft.text, quotations, titles, names)
    quoted = [Span(quotation.start, quotation.end) for quotation in quotations]
    taken = Cover(len(draft.text), quoted)
    numbers = _outside(find_number_references(draft.text, names), taken)
    titles = _outside(titles, taken)
    meetings = _outside(find_meetings(draft.text, titles, names), taken)
    articles = _outside(find_articles(draft.text, titles, names), Cover(len(draft.text), [*quoted, *titles]))
    references = sorted((*numbers, *titles, *meetings), key=attrgetter("start"))
    sources = sorted((*references, *laws_of(articles)), key=attrgetter("start"))
    candidates = Candidates(collection, request.corpora)
    claims = _check_quotes(request, quotations, sources, QuoteChecker(candidates, names, request))
    claims = [_note_later_evidence(claim, request.as_of) for claim in claims]
    checker = ReferenceChecker(candidates, names, request, references)
    claims = checker.find_short(claims, articles)
    misplaced = checker.find_misplaced(claims, articles)
    claims = checker.question(claims, misplaced)
    for reference in (*references, *articles):
        if reference.kind == "meeting" or not reference.is_claim:
            continue
        finding = checker.check(reference, misplaced)
        text = draft.text[reference.start : reference.end]
        claims.append(Claim(reference.kind, text, reference.start, reference.end, finding))
    if request.figures:
        covered = Cover(len(draft.text), [claim for claim in claims if not _is_short_quote(claim)])
        named = [one for one in sources if one.kind != "meeting"]  # a later year may be its goal
        figures = find_figures(candidates, request, covered, named)
        figures = [_note_waiting(claim, collection.store) for claim in figures]
        taken = Cover(len(draft.text), figures)
        claims = [claim for claim in claims if not taken.overlaps(claim.start, claim.end)]
        claims += [_note_later_evidence(claim, request.as_of) for claim in figures]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    return _explain_absence(claims, collection)


def _read_day(typed: str) -> str:
    """Return a typed day (for a month or year, its last day) as an ISO date; "" for empty text."""
    try:
        date = read_date(typed, "--as-of")
    except UsageError:
        raise UsageError("assistants.bad_day", value=typed) from None
    return last_day(date) if date else ""


def _check_quotes(
    request: DraftRequest,
    quotations: Sequence[Quotation],
    references: Sequence[Reference],
    checker: QuoteChecker,
) -> list[Claim]:
    text = request.draft.text
    spans = [Span(quotation.start, quotation.end) for quotation in quotations]
    claims = []
    for quotation in quotations:
        finding = checker.check(quotation, spans, references)
        start, end = quotation.start, quotation.end
        claims.append(Claim("quote", text[start:end], start, end, finding))
    return [*_find_beside(text, claims, references, checker)]


def _find_beside(
    text: str, claims: Sequence[Claim], references: Sequence[Reference], checker: QuoteChecker
) -> Iterator[Claim]:
    """Yield the quotations; too short ones also as found in the document of the one beside them.

    Both are in one sentence, without a source named between them.
    """
    for place, claim in enumerate(claims):
        beside = [*claims[max(0, place - 1) : place], *claims[place + 1 : place + 2]]
        documents = [
            other.finding.document_id
            for other in beside
            if _is_too_short(claim)
            and other.verdict in ("exact", "folded")
            and not _are_apart(text, claim, other, references)
        ]
        found = (checker.find_beside(claim.text, document) for document in documents)
        yield replace(claim, finding=next(filter(None, found), claim.finding))


def _are_apart(text: str, one: Claim, other: Claim, references: Sequence[Reference]) -> bool:
    """Return whether a sentence ends, or a source is named, between two quotations."""
    first, last = sorted((one, other), key=attrgetter("start"))
    is_ended = _ENDS.search(text, first.end, last.start) is not None
    return is_ended or bool(within(references, first.end, last.start))


def _is_too_short(claim: Claim) -> bool:
    return [note.code for note in claim.finding.notes] == ["too_short"]


def _note_later_evidence(claim: Claim, day: str) -> Claim:
    """Return a claim with a note if its evidence is a document dated after the day of the draft."""
    date = claim.finding.date
    if not day or not date or first_day(date) <= day:
        return claim
    notes = (*claim.finding.notes, Note("not_yet", {"date": date}))
    return replace(claim, finding=replace(claim.finding, notes=notes))


def _separate_titles(
    text: str, quotations: Sequence[Quotation], titles: Sequence[Reference], names: Names
) -> tuple[list[Quotation], list[Reference]]:
    """Return quotations and titles, moving quotations that are a stored title to the titles.

    `titles` are by start and disjoint.
    """
    kept, added = [], []
    replaced: set[int] = set()  # by start
    for quotation in quotations:
        start, end = quotation.start, quotation.end
        place = bisect_left(titles, start, key=attrgetter("start"))
        if place and end + 1 < titles[place - 1].end:
            continue  # quoted words inside a name: “十四五”规划纲要
        inner = " ".join(text[start:end].strip(" ,.，。").split())
        same = [title for title in within(titles, start, end) if title.start not in replaced]
        is_main = _IS_CALLED.search(text, max(0, start - _CALLED), start) and names.with_subtitle(inner)
        is_known = bool(is_main) or (len(inner) > _SHORTEST_TITLE and bool(names.by_title(inner)))
        whole = any(len(inner) - (title.end - title.start) <= 2 and title.is_claim for title in same)
        if any((title.start, title.end) == (start, end) for title in same if title.is_short_name):
            continue
        whole = whole and (is_known or has_han(inner) or is_title_like(text[start:end]))
        may_be_title = len(inner) <= _LONGEST_TITLE and not quotation.is_block
        if not may_be_title or not (whole or is_known or is_title_like(text[start:end])):
            kept.append(quotation)
        elif not whole:
            replaced.update(title.start for title in same)
            added.append(title_at(text, start, end, names))
    named = [*(title for title in titles if title.start not in replaced), *added]
    return kept, sorted(named, key=attrgetter("start"))


def _outside(references: Iterable[Reference], taken: Cover) -> list[Reference]:
    return [one for one in references if not taken.overlaps(one.start, one.end)]


def _is_short_quote(claim: Claim) -> bool:
    """Return whether a claim is a quotation that is not looked up: “126万亿元”, whose figure is checked."""
    return claim.kind == "quote" and claim.verdict == "unchecked"


def _note_waiting(figure: Claim, store: Store) -> Claim:
    """Return a figure that was not found with a note if some stored text was not read for figures."""
    if figure.verdict != "absent":
        return figure
    waiting, _ = count_waiting(store)
    if not waiting:
        return figure
    notes = (*figure.finding.notes, Note("waits_for_annotation", {"number": waiting}))
    return replace(figure, finding=replace(figure.finding, notes=notes))


def _describe_store(collection: Collection) -> Note:
    corpora = corpus_documents(collection.store).values()
    number = sum(corpus.documents for corpus in corpora)
    first = min((corpus.first for corpus in corpora if corpus.first), default="")
    last = max((corpus.last for corpus in corpora if corpus.last), default="")
    if not first:
        return Note("store_holds", {"number": number})
    return Note("store_holds_dated", {"number": number, "first": first, "last": last})


def _explain_absence(claims: Sequence[Claim], collection: Collection) -> list[Claim]:
    """Return claims; the first one that was not found has a note on what the store holds."""
    first = next((place for place, claim in enumerate(claims) if claim.verdict == "absent"), None)
    if first is None:
        return list(claims)
    finding = claims[first].finding
    notes = (*finding.notes, _describe_store(collection))
    return [
        *claims[:first],
        replace(claims[first], finding=replace(finding, notes=notes)),
        *claims[first + 1 :],
    ]
