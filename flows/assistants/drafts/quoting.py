"""Check quotations: where the store has their words, how they differ, and whose they are."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from flows.assistants.drafts.candidates import Candidates, Place
from flows.assistants.drafts.claims import DraftRequest, Finding, Note, Span, Verdict
from flows.assistants.drafts.comparing import NEAREST, find_near, find_pieces, find_same
from flows.assistants.drafts.letters import read_words_of, show_difference
from flows.assistants.drafts.naming import Names, is_shortened, share_a_title
from flows.assistants.drafts.quotations import Quotation, split_parts
from flows.assistants.drafts.references import Reference, named_beside
from flows.store import (
    PlacedSpan,
    counterparts,
    document_versions,
    other_versions,
)
from flows.text import detect_language, has_han, weigh_words

_SHORT, _TERM = 8, 12  # what a quotation has to weigh: Han characters, and Latin words twice
_COMMON_WEIGHT, _COMMON_PASSAGES = 16, 20
_NAMED = 12  # documents of one name that are looked into
_CHANGED_HAN, _CHANGED_WORDS = 1.5, 2.2  # characters or words of a short text that may differ
_SURE = 0.85  # of a near text: no other explanation is looked for
_APART = 3000  # code points between two parts of one quotation that are worth a note
_WINDOW = 40  # passages in a row that may hold a quotation
_WHOLE_SENTENCE = re.compile(
    r"[。！？].{8,}[。！？]|(?<=[a-z])[.!?]\s.{20,}[.!?]", re.DOTALL
)  # in what was left out
_REPORTS = re.compile(
    r"(?:[:：，,]|指出|提出|强调|要求|规定|明确|表示|写道|认为|称|说|即|为|是"
    r"|\b(?:says?|said|states?|stated|that|reads?|writes?|wrote|as|declares?|calls? for|provides?))"
    r"[\s“「『\"'‘>]*$",
    re.IGNORECASE,
)


class Hit(NamedTuple):
    """A place of the store that has the letters of a quotation, or nearly its words."""

    place: Place
    start: int
    end: int
    text: str
    is_exact: bool = True
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Named:
    """The sources named beside a quotation: references, and the stored documents that they mean."""

    references: tuple[Reference, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def unknown(self) -> str:
        """A name that no stored document has, "" where all are stored."""
        if self.documents:
            return ""
        return next((one.key for one in self.references if not one.documents), "")


class QuoteChecker:
    """Checks the quotations of one draft."""

    def __init__(self, candidates: Candidates, names: Names, request: DraftRequest) -> None:
        self._candidates = candidates
        self._names = names
        self._request = request

    def check(self, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]) -> Finding:
        """Return what the store has of a quotation; `references` are all titles and numbers of the draft."""
        draft = self._request.draft.text
        text = draft[quotation.start : quotation.end]
        weight = weigh_words(text)
        if weight < _SHORT:
            return Finding("unchecked", notes=(Note("too_short", {}),))
        named = self._named(quotation, others, references)
        finding = self._find(text, named, weight)
        is_term = weight < _TERM and not quotation.is_block and not named.references
        if is_term and finding.verdict not in ("exact", "folded") and not _is_reported(draft, quotation):
            return Finding("unchecked", notes=(Note("too_short", {}),))
        if named.unknown and finding.verdict != "unchecked" and not self._is_like(finding, named.unknown):
            finding = _with_note(finding, "named_not_held", name=named.unknown)
        return finding

    def _named(self, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]) -> Named:
        beside = named_beside(self._request.draft.text, quotation, others, references)
        documents = dict.fromkeys(document for one in beside for document in one.documents or one.alike)
        return Named(tuple(beside), tuple(documents))

    def _is_like(self, finding: Finding, name: str) -> bool:
        """Return whether the document of a finding has a name, with more words, as its title."""
        return any(is_shortened(name, row.title) for row in self._names.titled([finding.document_id]))

    def _find(self, text: str, named: Named, weight: int) -> Finding:
        parts = [text[start:end] for start, end in split_parts(text)]
        parts = [part for part in parts if weigh_words(part) >= _SHORT // 2]
        if sum(map(weigh_words, parts)) < _SHORT:
            return Finding("unchecked", notes=(Note("too_short", {}),))
        if len(parts) > 1:
            return self._find_parts(parts, text, named)
        hits = self.find_hits(parts[0], named)
        if hits:
            if weight < _COMMON_WEIGHT and not named.documents and self._is_common(parts[0]):
                return Finding("unchecked", notes=(Note("too_common", {}),))
            return self._attribute(hits, named)
        return self._find_like(parts[0], named)

    def _is_common(self, text: str) -> bool:
        return self._candidates.count_clauses(text) > _COMMON_PASSAGES

    # The same letters ---------------------------------------------------------------------------------------

    def find_hits(self, text: str, named: Named) -> list[Hit]:
        """Return the places that have the letters of a text, those of the named documents among them."""
        within = named.documents[:_NAMED]
        places = {place.rowid: place for place in self._candidates.with_clauses(text)}
        if within:
            places |= {place.rowid: place for place in self._candidates.with_clauses(text, within)}
        hits = list(_hits_in(text, places.values()))
        if hits:
            return hits
        near = self._near_places(text, named)
        return list(_hits_in(text, near)) or list(self._hits_across(text, near))

    def _near_places(self, text: str, named: Named) -> list[Place]:
        places = list(self._candidates.with_pieces(text))
        if named.documents:
            places += self._candidates.with_pieces(text, named.documents[:_NAMED])
        return list({place.rowid: place for place in places}.values())

    def _hits_across(self, text: str, places: Sequence[Place]) -> Iterable[Hit]:
        """Yield the places where a quotation runs over several passages in a row."""
        found = Counter(place.document_id for place in places)
        for document, number in found.most_common(3):
            if number < 2:
                return
            own = sorted((place for place in places if place.document_id == document), key=_position)
            for first, last in _runs([place.position for place in own]):
                stretch = self._candidates.window(document, first - 1, last + 1)
                match = find_same(text, stretch.source)
                if match:
                    begins = self._candidates.read([stretch.passage_at(match.start).rowid])[0]
                    words = stretch.source.text[match.start : match.end]
                    yield Hit(begins, match.start, match.end, words, match.is_exact)

    # Whose words they are -----------------------------------------------------------------------------------

    def _attribute(self, hits: Sequence[Hit], named: Named) -> Finding:
        own = [hit for hit in hits if self._is_of(hit, named)]
        if own or not named.documents:
            best = self._choose(own or hits)
            verdict: Verdict = "exact" if best.is_exact else "folded"
            return _as_finding(best, verdict, self._notes_on(best, hits))
        if translated := self._find_translated(hits, named):
            return translated
        if earlier := self._find_in_versions(hits[0].text, named):
            return earlier
        best = self._choose(hits)
        if other := self._other_language(best.text, named):
            return _as_finding(
                best, "exact" if best.is_exact else "folded", (*other, *self._notes_on(best, hits))
            )
        wanted = self._names.titled(named.documents)
        note = Note("other_document", {"name": wanted[0].title if wanted else named.references[0].key})
        return _as_finding(best, "misattributed", (note, *self._notes_on(best, hits)))

    def _is_of(self, hit: Hit, named: Named) -> bool:
        if hit.place.document_id in named.documents:
            return True
        titled = self._names.titled([hit.place.document_id])
        return any(share_a_title(titled, one.key) for one in named.references if one.kind == "title")

    def _choose(self, hits: Sequence[Hit]) -> Hit:
        """Return the hit to show: written alike, of the edition in force, then of the earliest document."""
        exact = [hit for hit in hits if hit.is_exact] or list(hits)
        first = min(exact, key=lambda hit: (hit.place.date or "9999", hit.place.position))
        editions = [hit for hit in exact if hit.place.title == first.place.title]
        until = self._request.as_of or "9999"
        in_force = [hit for hit in editions if hit.place.date <= until]
        if not in_force:
            return first
        return max(in_force, key=lambda hit: (hit.place.date, -hit.place.position))

    def _notes_on(self, best: Hit, hits: Sequence[Hit]) -> tuple[Note, ...]:
        notes = []
        others = {hit.place.document_id for hit in hits} - {best.place.document_id}
        if others:
            notes.append(Note("also_in", {"number": len(others)}))
        notes += self._newer_edition(best)
        return tuple(notes)

    def _newer_edition(self, hit: Hit) -> Iterable[Note]:
        own = self._names.titled([hit.place.document_id])
        later = [row for row in self._names.editions(own[0]) if row.date > own[0].date] if own else []
        if not later:
            return
        newest = later[-1]
        is_kept = find_same(hit.text, self._candidates.whole(newest.id).source)
        yield Note("also_in_newer" if is_kept else "not_in_newer", {"date": newest.date})

    def _find_translated(self, hits: Sequence[Hit], named: Named) -> Finding | None:
        """Return the counterpart of a hit in the named document, which is in the other language."""
        store = self._candidates.store
        versions = other_versions(store, [hit.place.document_id for hit in hits])
        for hit in hits:
            paired = [
                other
                for other in versions.get(hit.place.document_id, [])
                if other.document_id in named.documents
            ]
            if not paired:
                continue
            span = PlacedSpan(hit.place.rowid, hit.start, hit.end)
            linked = counterparts(store, [span]).get(span, [])
            beside = [one for one in linked if one.document_id == paired[0].document_id]
            note = Note("in_translation", {"title": hit.place.title, "passage": hit.place.passage_id})
            return Finding(
                "translated",
                beside[0].passage_id if beside else hit.place.passage_id,
                paired[0].document_id,
                paired[0].title,
                paired[0].date,
                " ".join(one.text for one in beside) or hit.text,
                notes=(note,),
            )
        return None

    def _find_in_versions(self, text: str, named: Named) -> Finding | None:
        """Return the words in an earlier version of the named document, which the store has replaced."""
        for document in named.documents[:_NAMED]:
            for version in document_versions(self._candidates.store, document):
                if version.superseded_by is None:
                    continue
                stretch = self._candidates.whole(version.id)
                if match := find_same(text, stretch.source):
                    passage = stretch.passage_at(match.start)
                    return Finding(
                        "exact" if match.is_exact else "folded",
                        f"{version.id}-{passage.position}",
                        version.id,
                        version.title,
                        version.date,
                        stretch.source.text[match.start : match.end],
                        notes=(Note("earlier_version", {}),),
                    )
        return None

    # Parts --------------------------------------------------------------------------------------------------

    def _find_parts(self, parts: Sequence[str], text: str, named: Named) -> Finding:
        """Return what the store has of a quotation with ellipses: its parts in order, or some of them."""
        found = [self.find_hits(part, named) for part in parts]
        if all(found):
            chains = list(_chains(found))
            own = [chain for chain in chains if self._is_of(chain[0], named)]
            if chains:
                return self._join_chain(own or chains, named)
            firsts = [self._choose(hits) for hits in found]
            return _stitched([(hit.place, hit.text) for hit in firsts])
        whole = [
            hits[0] if hits else self._nearest(part, named) for hits, part in zip(found, parts, strict=True)
        ]
        known = [hit for hit in whole if hit]
        if len(known) == len(parts):
            difference = " … ".join(
                show_difference(hit.text, part) for hit, part in zip(known, parts, strict=True)
            )
            best = replace(_as_finding(known[0], "near", ()), difference=difference)
            return replace(best, found=" … ".join(hit.text for hit in known))
        if known:
            note = Note(
                "only_a_part",
                {"number": len(known), "parts": len(parts), "passage": known[0].place.passage_id},
            )
            return self._absent(text, named, note)
        return self._absent(text, named)

    def _join_chain(self, chains: Sequence[Sequence[Hit]], named: Named) -> Finding:
        lead = self._attribute([chain[0] for chain in chains], named)
        chain = next((one for one in chains if one[0].place.passage_id == lead.passage_id), chains[0])
        verdict = lead.verdict
        if verdict == "exact" and not all(hit.is_exact for hit in chain):
            verdict = "folded"
        notes = [Note("in_parts", {"number": len(chain)}), *lead.notes]
        if lead.verdict == "translated":
            return replace(lead, notes=tuple(notes))
        return replace(lead, verdict=verdict, found=" … ".join(hit.text for hit in chain), notes=tuple(notes))

    # What is like it ----------------------------------------------------------------------------------------

    def _find_like(self, text: str, named: Named) -> Finding:
        """Return a text that differs a little, parts of several texts, or that nothing was found."""
        near = self._nearest(text, named)
        if near and near.share >= _SURE:
            return self._as_near(near, text, named)
        if stitched := self._find_stitched(text, named):
            return stitched
        if near:
            return self._as_near(near, text, named)
        if earlier := self._find_in_versions(text, named):
            return earlier
        return self._absent(text, named)

    def _nearest(self, text: str, named: Named) -> Hit | None:
        """Return the most similar text of the store, that of a named document where it is nearly as good."""
        words = read_words_of(text)
        hits = []
        for place in self._near_places(text, named):
            if near := find_near(words, place.source, _least(text, len(words))):
                hits.append(
                    Hit(
                        place,
                        near.start,
                        near.end,
                        place.source.text[near.start : near.end],
                        False,
                        near.share,
                    )
                )
        own = [hit for hit in hits if self._is_of(hit, named)]
        best = max(hits, key=_share, default=None)
        best_own = max(own, key=_share, default=None)
        if best and best_own and best_own.share >= best.share - 0.1:
            return best_own
        return best

    def _as_near(self, hit: Hit, text: str, named: Named) -> Finding:
        notes = []
        if named.documents and not self._is_of(hit, named):
            notes.append(Note("near_elsewhere", {}))
        return replace(
            _as_finding(hit, "near", tuple(notes)), difference=show_difference(hit.text, text.strip())
        )

    def _find_stitched(self, text: str, named: Named) -> Finding | None:
        places = {place.rowid: place for place in self._near_places(text, named)}
        for sentence in _sentences(text):
            places |= {place.rowid: place for place in self._candidates.with_clauses(sentence)[:8]}
            places |= {place.rowid: place for place in self._candidates.with_pieces(sentence)[:8]}
        known = sorted(places.values(), key=lambda place: place.document_id not in named.documents)
        words = read_words_of(text)
        alone = ((place, found) for place in known if (found := find_pieces(words, [place.source])))
        place, pieces = next(alone, (None, []))
        if place:
            known = [place]
        else:
            pieces = find_pieces(words, [place.source for place in known])
        if not pieces:
            return None
        parts = [
            (known[piece.source], known[piece.source].source.text[piece.start : piece.end])
            for piece in pieces
        ]
        passages = {place.rowid for place, _ in parts}
        in_order = all(one.start < other.start for one, other in pairwise(pieces))
        place = parts[0][0]
        gaps = [place.source.text[one.end : other.start] for one, other in pairwise(pieces)]
        is_one_place = in_order and not any(_WHOLE_SENTENCE.search(gap) for gap in gaps)
        if len(passages) == 1 and is_one_place:
            whole = place.source.text[pieces[0].start : pieces[-1].end]
            hit = Hit(place, pieces[0].start, pieces[-1].end, whole, False)
            return _with_note(self._as_near(hit, text, named), "words_left_out")
        return _stitched(parts)

    def _absent(self, text: str, named: Named, *notes: Note) -> Finding:
        other = self._other_language(text, named)
        return Finding("absent", notes=(*notes, *other))

    def _other_language(self, text: str, named: Named) -> tuple[Note, ...]:
        """Return a note where all documents named are in another language than the quotation."""
        titled = self._names.titled(named.documents)
        other = {"zh": "en", "en": "zh"}.get(detect_language(text))
        if titled and all(row.language == other for row in titled):
            return (Note("held_in_other_language", {"title": titled[0].title}),)
        return ()


def _least(text: str, words: int) -> float:
    """Return the least share of words in common: short texts are like each other by chance."""
    if words >= _TERM:
        return NEAREST
    changed = _CHANGED_HAN if has_han(text) else _CHANGED_WORDS
    return max(NEAREST, 1 - changed / max(words, 2))


def _hits_in(text: str, places: Iterable[Place]) -> Iterable[Hit]:
    for place in places:
        if match := find_same(text, place.source):
            words = place.source.text[match.start : match.end]
            yield Hit(place, match.start, match.end, words, match.is_exact)


def _chains(found: Sequence[Sequence[Hit]]) -> Iterable[list[Hit]]:
    """Yield, per document that has all parts in order, the hits of the parts."""
    for first in found[0]:
        chain = [first]
        for hits in found[1:]:
            last = chain[-1]
            following = [
                hit
                for hit in hits
                if hit.place.document_id == first.place.document_id
                and (hit.place.position, hit.start) > (last.place.position, last.start)
            ]
            if not following:
                break
            chain.append(min(following, key=lambda hit: (hit.place.position, hit.start)))
        else:
            yield chain


def _runs(positions: Sequence[int]) -> Iterable[tuple[int, int]]:
    """Yield the first and last of runs of positions with gaps of at most two."""
    first = positions[0]
    for one, other in pairwise([*positions, positions[-1] + _WINDOW]):
        if other - one > 2 or other - first > _WINDOW:
            if one > first:
                yield first, one
            first = other


def _stitched(parts: Sequence[tuple[Place, str]]) -> Finding:
    places = [place for place, _ in parts]
    passages = list(dict.fromkeys(place.passage_id for place in places))
    note = Note("from_several", {"number": len(passages), "passages": passages})
    first = places[0]
    return Finding(
        "stitched",
        first.passage_id,
        first.document_id,
        first.title,
        first.date,
        " … ".join(text for _, text in parts),
        notes=(note,),
    )


def _as_finding(hit: Hit, verdict: Verdict, notes: Iterable[Note]) -> Finding:
    place = hit.place
    return Finding(
        verdict, place.passage_id, place.document_id, place.title, place.date, hit.text, notes=tuple(notes)
    )


def _with_note(finding: Finding, code: str, **values: object) -> Finding:
    return replace(finding, notes=(*finding.notes, Note(code, values)))


def _sentences(text: str) -> list[str]:
    found = [
        piece for piece in re.split(r"[。；;！？!?\n]|(?<=[a-z])\.\s", text) if weigh_words(piece) >= _SHORT
    ]
    return found if len(found) > 1 else []


def _is_reported(draft: str, quotation: Quotation) -> bool:
    return _REPORTS.search(draft, max(0, quotation.start - 24), quotation.start) is not None


def _position(place: Place) -> int:
    return place.position


def _share(hit: Hit) -> float:
    return hit.share
