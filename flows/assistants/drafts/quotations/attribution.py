"""Decide whose words a quotation has: the named document's, its translation's, or another's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flows.assistants.drafts.candidates import Candidates
from flows.assistants.drafts.claims import DraftRequest, Finding, Note, Verdict
from flows.assistants.drafts.comparing import find_same
from flows.assistants.drafts.quotations.places import MAX_NAMED, Hit
from flows.assistants.drafts.quotations.sources import Named
from flows.assistants.drafts.references import Names, share_a_title
from flows.store.documents import document_versions
from flows.store.translations import PlacedSpan, counterparts, other_versions
from flows.text import detect_language


class Attributor:
    """Attributes the places of quotations to documents."""

    def __init__(self, candidates: Candidates, names: Names, request: DraftRequest) -> None:
        self._candidates = candidates
        self._names = names
        self._request = request

    def attribute(self, hits: Sequence[Hit], named: Named) -> Finding:
        """Return the hit to show, with the verdict on the source named in the draft."""
        own = [hit for hit in hits if self.is_of(hit, named)]
        if own or not named.documents:
            direct = [hit for hit in own if hit.place.document_id in named.documents]
            best = self.choose(direct or own or hits)
            verdict: Verdict = "exact" if best.is_exact else "folded"
            notes = (*self._note_edition(best, named), *self._notes_on(best, hits))
            return as_finding(best, verdict, notes)
        if translated := self._find_translated(hits, named):
            return translated
        if earlier := self.find_in_versions(hits[0].text, named):
            return earlier
        best = self.choose(hits)
        if other := self.note_other_language(best.text, named):
            return as_finding(
                best, "exact" if best.is_exact else "folded", (*other, *self._notes_on(best, hits))
            )
        if self._is_of_meeting_only(hits, named):
            note = Note("not_in_meeting", {"name": named.references[0].key})
            return as_finding(
                best, "exact" if best.is_exact else "folded", (note, *self._notes_on(best, hits))
            )
        return self._misattribute(hits, named)

    def _is_of_meeting_only(self, hits: Sequence[Hit], named: Named) -> bool:
        """Return whether only a meeting is named, and no other one of its kind has the words.

        What is stored of a meeting may be less than was said there.
        """
        is_only = all(one.kind == "meeting" for one in named.references)
        return is_only and not any(hit.place.document_id in named.others for hit in hits)

    def _misattribute(self, hits: Sequence[Hit], named: Named) -> Finding:
        """Return that the words are in another edition, of another meeting, or elsewhere."""
        alike = [hit for hit in hits if hit.place.document_id in named.others]
        best = self.choose(alike or hits)
        wanted = self._names.titled(named.documents)
        note = Note("other_document", {"name": wanted[0].title if wanted else named.references[0].key})
        meant = next((one for one in named.references if best.place.document_id in one.others), None)
        if meant and meant.edition:
            note = Note("other_edition", {"date": best.place.date, "stated": meant.edition})
            return as_finding(best, "misattributed", (note, *self._note_others(best, hits)))
        if meant and meant.kind == "meeting":
            note = Note("other_meeting", {"date": best.place.date, "name": meant.key})
        return as_finding(best, "misattributed", (note, *self._notes_on(best, hits)))

    def is_of(self, hit: Hit, named: Named) -> bool:
        """Return whether a hit is in a document that the draft names near the quotation."""
        if hit.place.document_id in named.documents:
            return True
        if hit.place.document_id in named.others:
            return False
        titled = self._names.titled([hit.place.document_id])
        return any(share_a_title(titled, one.key) for one in named.references if one.kind == "title")

    def choose(self, hits: Sequence[Hit]) -> Hit:
        """Return the hit to show: written identically, else of the edition in force, else the earliest."""
        exact = [hit for hit in hits if hit.is_exact] or list(hits)
        first = min(exact, key=lambda hit: (hit.place.date or "9999", hit.place.position))
        editions = [hit for hit in exact if hit.place.title == first.place.title]
        until = self._request.as_of or "9999"
        in_force = [hit for hit in editions if hit.place.date <= until]
        if not in_force:
            return first
        return max(in_force, key=lambda hit: (hit.place.date, -hit.place.position))

    def _notes_on(self, best: Hit, hits: Sequence[Hit]) -> tuple[Note, ...]:
        return (*self._note_others(best, hits), *self._newer_edition(best))

    def _note_edition(self, best: Hit, named: Named) -> Iterable[Note]:
        """Yield a note if the edition named is not stored, so that the words are those of another one."""
        for one in named.references:
            is_here = best.place.document_id in one.documents
            if one.edition and is_here and not self._names.of_edition(one.documents, one.edition):
                yield Note("edition_not_held", {"stated": one.edition})

    def _note_others(self, best: Hit, hits: Sequence[Hit]) -> tuple[Note, ...]:
        others = {hit.place.document_id for hit in hits} - {best.place.document_id}
        return (Note("also_in", {"number": len(others)}),) if others else ()

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

    def find_in_versions(self, text: str, named: Named) -> Finding | None:
        """Return the words in an earlier, replaced version of the named document."""
        for document in named.documents[:MAX_NAMED]:
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

    def note_other_language(self, text: str, named: Named) -> tuple[Note, ...]:
        """Return a note if all documents named are in another language than the quotation."""
        titled = self._names.titled(named.documents)
        other = {"zh": "en", "en": "zh"}.get(detect_language(text))
        if titled and all(row.language == other for row in titled):
            return (Note("held_in_other_language", {"title": titled[0].title}),)
        return ()


def as_finding(hit: Hit, verdict: Verdict, notes: Iterable[Note] = ()) -> Finding:
    """Return a finding that shows a hit."""
    place = hit.place
    return Finding(
        verdict, place.passage_id, place.document_id, place.title, place.date, hit.text, notes=tuple(notes)
    )
