"""Check quotations: where the store has their words, how they differ, and whose words they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.assistants.drafts.candidates import Candidates, Place
from flows.assistants.drafts.claims import DraftRequest, Finding, Note, Span
from flows.assistants.drafts.comparing import cut_pieces, find_pieces
from flows.assistants.drafts.letters import read_words_of, show_difference
from flows.assistants.drafts.quotations.attribution import Attributor, as_finding
from flows.assistants.drafts.quotations.finding import Quotation, split_parts
from flows.assistants.drafts.quotations.places import Hit, PlaceFinder
from flows.assistants.drafts.quotations.sources import Named, named_beside
from flows.assistants.drafts.references import Names, Reference, is_shortened, turns_to_another
from flows.text import has_han, lazy_pattern, weigh_words

# Least weights of a quotation (Han characters, with Latin words counted twice): to look for it in a document
# named, to look for it anywhere, and to take it for more than a term.
_SHORTEST, _SHORT, _TERM = 4, 8, 12
_COMMON_WEIGHT, _COMMON_PASSAGES = 16, 20
_SURE = 0.85  # for a near text: no other explanation is tried
# Characters or words of a part of a quotation that is worth a note, and its share of the quotation.
_PART_HAN, _PART_WORDS, _PART_SHARE = 12, 8, 1 / 3
# A whole sentence among the words omitted from a quotation.
_WHOLE_SENTENCE = lazy_pattern(r"[。！？].{8,}[。！？]|(?<=[a-z])[.!?]\s.{20,}[.!?]", re.DOTALL)
# A short quotation with a number of something is no term: 41 overseas acquisitions.
_STATES_NUMBER = lazy_pattern(r"\d{2,}|\d\s?[%％]|\d [a-z]+")
_HAS_NUMBER = lazy_pattern(r"\d|[一二三四五六七八九十百千万亿两几数]+[成倍万亿个名项家元]|百分之|之一")
_REPORTS = lazy_pattern(
    r"(?:[:：，,]|[误引读]作|[误错]引[为作]|误写[为作成]"
    r"|指出|提出|强调|要求|规定|明确|表示|写道|写着|回顾|承诺|直言|认为|称|说|即|为|是"
    r"|\b(?:says?|said|states?|stated|that|reads?|writes?|wrote|as|declares?|calls? for|provides?|promise[sd]"
    r"|pledge[sd]|adds|added|note[sd]|argue[sd]|warn(?:s|ed)))"
    r"[\s“「『\"'‘>]*$",
    re.IGNORECASE,
)


class QuoteChecker:
    """Checks the quotations of one draft."""

    def __init__(self, candidates: Candidates, names: Names, request: DraftRequest) -> None:
        self._candidates = candidates
        self._names = names
        self._request = request
        self._places = PlaceFinder(candidates)
        self._attributor = Attributor(candidates, names, request)

    def check(self, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]) -> Finding:
        """Return the evidence for a quotation; `references` are all titles and numbers of the draft."""
        draft = self._request.draft.text
        text = draft[quotation.start : quotation.end]
        weight = weigh_words(text)
        named = self._named(quotation, others, references)
        if weight < _SHORT:
            return self._find_short(text, named, weight)
        finding = self._find(text, named, weight)
        is_sourced = any(one.kind != "meeting" for one in named.references)
        is_term = weight < _TERM and not quotation.is_block and not is_sourced
        is_number_wrong = finding.verdict == "near" and _STATES_NUMBER.search(text) is not None
        is_sure = finding.verdict in ("exact", "folded") or is_number_wrong
        if is_term and not is_sure and not _is_reported(draft, quotation):
            return Finding("unchecked", notes=(Note("too_short", {}),))
        if not named.unknown or finding.verdict == "unchecked":
            return finding
        if finding.document_id in [row.id for row in self._names.news_of(named.unknown)]:
            return _with_note(finding, "in_news_of", name=named.unknown)
        if not self._is_like(finding, named.unknown):
            return _with_note(finding, "named_not_held", name=named.unknown)
        return finding

    def _find_short(self, text: str, named: Named, weight: int) -> Finding:
        """Return where a document named has a text too short to be looked for elsewhere, if it does.

        A number says nothing without what it counts: the figures of a draft are checked for themselves.
        """
        is_sought = bool(named.documents) and weight >= _SHORTEST and not _HAS_NUMBER.search(text)
        hits = self._places.find_hits(text, named) if is_sought else []
        if own := [hit for hit in hits if hit.place.document_id in named.documents]:
            return self._attributor.attribute(own, named)
        return Finding("unchecked", notes=(Note("too_short", {}),))

    def find_beside(self, text: str, document: str) -> Finding | None:
        """Return where the document of a quotation beside it has a short text, or None."""
        if weigh_words(text) < _SHORTEST or _HAS_NUMBER.search(text):
            return None
        named = Named(documents=(document,))
        hits = [hit for hit in self._places.find_hits(text, named) if hit.place.document_id == document]
        return self._attributor.attribute(hits, named) if hits else None

    def _named(self, quotation: Quotation, others: Sequence[Span], references: Sequence[Reference]) -> Named:
        beside = named_beside(self._request.draft, quotation, others, references)
        titled = dict.fromkeys(document for one in beside for document in one.documents or one.alike)
        meant = dict.fromkeys(
            document
            for one in beside
            for document in self._names.of_date(one.documents or one.alike, one.stated_date)
        )
        turned = (one for one in beside if self._turns_from(one, quotation))
        meant |= dict.fromkeys(document for one in turned for document in one.others)
        same = dict.fromkeys((*titled, *(document for one in beside for document in one.others)))
        return Named(tuple(beside), tuple(meant), tuple(one for one in same if one not in meant))

    def _turns_from(self, named: Reference, quotation: Quotation) -> bool:
        """Return whether the draft turns from the edition named to another: 2014年《甲法》……现在多了“…”."""
        draft = self._request.draft.text
        is_of_editions = named.kind == "title" and bool(named.others)
        return is_of_editions and turns_to_another(draft, named.end, quotation.start)

    def _is_like(self, finding: Finding, name: str) -> bool:
        """Return whether the title of a finding's document is the name with more words."""
        return any(is_shortened(name, row.title) for row in self._names.titled([finding.document_id]))

    def _find(self, text: str, named: Named, weight: int) -> Finding:
        parts = [text[start:end] for start, end in split_parts(text)]
        parts = [part for part in parts if weigh_words(part) >= _SHORT // 2]
        if sum(map(weigh_words, parts)) < _SHORT:
            return Finding("unchecked", notes=(Note("too_short", {}),))
        if len(parts) > 1:  # brackets may be the document's own
            hits = self._places.find_hits(text, named)
            return self._attribute(hits, text, named) if hits else self._find_parts(parts, text, named)
        hits = self._places.find_hits(parts[0], named)
        if hits:
            if weight < _COMMON_WEIGHT and not named.documents and self._is_common(parts[0]):
                return Finding("unchecked", notes=(Note("too_common", {}),))
            return self._attribute(hits, parts[0], named)
        return self._find_similar(parts[0], named)

    def _attribute(self, hits: Sequence[Hit], text: str, named: Named) -> Finding:
        """Return whose words these are.

        Words of another document are a slip in those of the one named, if it has nearly the same. Of editions
        and meetings, the other one is shown.
        """
        finding = self._attributor.attribute(hits, named)
        if finding.verdict != "misattributed" or finding.document_id in named.others:
            return finding
        own = [hit for hit in self._places.find_near_hits(text, named) if self._attributor.is_of(hit, named)]
        best = max(own, key=_share, default=None)
        if best is None or best.share < _SURE:
            return finding
        return _with_note(
            self._near_finding(best, text, named),
            "words_elsewhere",
            title=finding.title,
            passage=finding.passage_id,
        )

    def _is_common(self, text: str) -> bool:
        return self._candidates.count_clauses(text) > _COMMON_PASSAGES

    # Parts --------------------------------------------------------------------------------------------------

    def _find_parts(self, parts: Sequence[str], text: str, named: Named) -> Finding:
        """Return the stored evidence for a quotation with ellipses: its parts in order, or some of them."""
        found = [self._places.find_hits(part, named) for part in parts]
        if all(found):
            chains = list(_chains(found))
            own = [chain for chain in chains if self._attributor.is_of(chain[0], named)]
            if chains:
                return self._join_chain(own or chains, named)
            return self._join_parts(found, named)
        whole = [
            hits[0] if hits else self._nearest(part, named) for hits, part in zip(found, parts, strict=True)
        ]
        known = [hit for hit in whole if hit]
        if len(known) == len(parts):
            difference = " … ".join(
                show_difference(hit.text, part) for hit, part in zip(known, parts, strict=True)
            )
            best = replace(as_finding(known[0], "near"), difference=difference)
            return replace(best, found=" … ".join(hit.text for hit in known))
        if known:
            note = Note(
                "only_a_part",
                {"number": len(known), "parts": len(parts), "passage": known[0].place.passage_id},
            )
            return self._absent(text, named, note)
        return self._absent(text, named)

    def _join_parts(self, found: Sequence[Sequence[Hit]], named: Named) -> Finding:
        """Return parts that no document has in this order: those of one document if one has them all."""
        held = [{hit.place.document_id for hit in hits} for hits in found]
        together = set[str].intersection(*held)
        own = together.intersection(named.documents) or together
        likely = [[hit for hit in hits if hit.place.document_id in own] or hits for hits in found]
        firsts = [self._attributor.choose(hits) for hits in likely]
        if together:
            document = firsts[0].place.document_id
            firsts = [next(hit for hit in hits if hit.place.document_id == document) for hits in likely]
        return _stitched([(hit.place, hit.text) for hit in firsts])

    def _join_chain(self, chains: Sequence[Sequence[Hit]], named: Named) -> Finding:
        lead = self._attributor.attribute([chain[0] for chain in chains], named)
        chain = next((one for one in chains if one[0].place.passage_id == lead.passage_id), chains[0])
        verdict = lead.verdict
        if verdict == "exact" and not all(hit.is_exact for hit in chain):
            verdict = "folded"
        notes = [Note("in_parts", {"number": len(chain)}), *lead.notes]
        if lead.verdict == "translated":
            return replace(lead, notes=tuple(notes))
        return replace(lead, verdict=verdict, found=" … ".join(hit.text for hit in chain), notes=tuple(notes))

    # What is like it ----------------------------------------------------------------------------------------

    def _find_similar(self, text: str, named: Named) -> Finding:
        """Return a slightly different text, parts of several texts, or a finding that nothing was found."""
        near = self._nearest(text, named)
        if near and near.share >= _SURE:
            return self._near_finding(near, text, named)
        if stitched := self._find_stitched(text, named):
            return stitched
        if near:
            return self._near_finding(near, text, named)
        if earlier := self._attributor.find_in_versions(text, named):
            return earlier
        return self._absent(text, named, *self._note_longest_part(text, named))

    def _note_longest_part(self, text: str, named: Named) -> Iterator[Note]:
        """Yield a note on the longest part of a text that is stored, if it is much of it."""
        words, known = read_words_of(text), self._likely_places(text, named)
        least = _PART_HAN if has_han(text) else _PART_WORDS
        pieces = cut_pieces(words, [place.source for place in known], least)
        if not pieces:
            return
        longest = max(pieces, key=lambda piece: piece.last - piece.first)
        if longest.last - longest.first < _PART_SHARE * len(words):
            return
        place = known[longest.source]
        stored = " ".join(place.source.text[longest.start : longest.end].split())
        if self._is_common(stored):
            return
        yield Note("part_stored", {"words": stored, "title": place.title, "passage": place.passage_id})

    def _nearest(self, text: str, named: Named) -> Hit | None:
        """Return the most similar stored text, or a named document's if it is nearly as good.

        A document of exactly the name takes precedence over those whose titles contain it.
        """
        hits = self._places.find_near_hits(text, named)
        own = [hit for hit in hits if self._attributor.is_of(hit, named)]
        direct = [hit for hit in own if hit.place.document_id in named.documents]
        best = max(hits, key=_share, default=None)
        for preferred in (direct, own):
            likely = max(preferred, key=_share, default=None)
            if best and likely and likely.share >= best.share - 0.1:
                return likely
        return best

    def _near_finding(self, hit: Hit, text: str, named: Named) -> Finding:
        notes = []
        if named.documents and not self._attributor.is_of(hit, named):
            notes.append(Note("near_elsewhere", {}))
        return replace(
            as_finding(hit, "near", tuple(notes)), difference=show_difference(hit.text, text.strip())
        )

    def _likely_places(self, text: str, named: Named) -> list[Place]:
        """Return the passages that may have parts of a text, those of named documents first, then by date."""
        places = {place.rowid: place for place in self._places.near_places(text, named)}
        for sentence in _sentences(text):
            places |= {place.rowid: place for place in self._candidates.with_clauses(sentence)[:8]}
            places |= {place.rowid: place for place in self._candidates.with_pieces(sentence)[:8]}
        return sorted(
            places.values(),
            key=lambda place: (place.document_id not in named.documents, place.date or "9999"),
        )

    def _find_stitched(self, text: str, named: Named) -> Finding | None:
        known = self._likely_places(text, named)
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
            return _with_note(self._near_finding(hit, text, named), "words_left_out")
        return _stitched(parts)

    def _absent(self, text: str, named: Named, *notes: Note) -> Finding:
        other = self._attributor.note_other_language(text, named)
        return Finding("absent", notes=(*notes, *other))


def _chains(found: Sequence[Sequence[Hit]]) -> Iterable[list[Hit]]:
    """Yield the hits of the parts, per document that has all parts in order."""
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


def _stitched(parts: Sequence[tuple[Place, str]]) -> Finding:
    first = parts[0][0]
    return Finding(
        "stitched",
        first.passage_id,
        first.document_id,
        first.title,
        first.date,
        " … ".join(text for _, text in parts),
        notes=(_note_parts(parts),),
    )


def _note_parts(parts: Sequence[tuple[Place, str]]) -> Note:
    """Return where the parts of a stitched quotation are: in one passage, one document, or several."""
    passages = list(dict.fromkeys(place.passage_id for place, _ in parts))
    if len({place.document_id for place, _ in parts}) > 1:
        titles = {place.passage_id: f"{place.title} ({place.passage_id})" for place, _ in parts}
        return Note("from_several", {"number": len(passages), "passages": list(titles.values())})
    places = [(place.position, place.source.text.find(text)) for place, text in parts]
    turned = "" if places == sorted(places) else "_turned"
    if len(passages) == 1:
        return Note(f"from_one{turned}", {"passage": passages[0]})
    return Note(f"from_several{turned}", {"number": len(passages), "passages": passages})


def _with_note(finding: Finding, code: str, **values: object) -> Finding:
    return replace(finding, notes=(*finding.notes, Note(code, values)))


def _sentences(text: str) -> list[str]:
    found = [
        piece for piece in re.split(r"[。；;！？!?\n]|(?<=[a-z])\.\s", text) if weigh_words(piece) >= _SHORT
    ]
    return found if len(found) > 1 else []


def _is_reported(draft: str, quotation: Quotation) -> bool:
    return _REPORTS.search(draft, max(0, quotation.start - 24), quotation.start) is not None


def _share(hit: Hit) -> float:
    return hit.share
