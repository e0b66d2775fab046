"""Watch a source: judge each answer by the archived text, and record the state of its documents."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import NamedTuple

from flows.corpus.fetching import (
    SAME_DOCUMENT,
    FetchError,
    Politeness,
    Reach,
    Response,
    announces_change,
    first_characters,
    is_changed,
    is_emptied,
    judge_error,
    judge_refusal,
    leads_home,
    only_document,
    share_kept,
)
from flows.pipeline.reading import IngestCounts
from flows.pipeline.vanishing.standins import Control, Page, StandIns
from flows.records import GONE, VANISHED, Document, Reason, SourceState
from flows.store import Store, Visit, read_raw
from flows.store.documents import SourceFile, is_complete, read_amendments, read_document, read_text
from flows.store.sightings import (
    ArchivedDocument,
    Sighting,
    SourceAnswer,
    archived_documents,
    last_sightings,
    note_answer,
    read_archived,
    withdraw_changes,
)
from flows.text import is_recent

logger = logging.getLogger(__name__)
_LONGEST = 4  # most doublings of the days between two requests for a missing document
_MANY, _MOST = 10, 0.5  # this many changed pages, with this share: the site has changed, not its documents


class Verdict(NamedTuple):
    """The judgement of an answer about the document read from its address before.

    `state` None: nothing to record. `document_id` is the archived version. `reason` is why an answer with
    other content is not stored, None if it is the document. `is_known` is False if the answer could not be
    read.
    """

    state: SourceState | None = None
    document_id: str = ""
    kept: float | None = None
    note: str = ""
    reason: Reason | None = None
    is_known: bool = True


@dataclass
class SourceWatch:
    """The source of a corpus during one run.

    `send` requests an address as the run does. `read` returns the visible text of a page, and `read_update`
    the date of its last change that it shows.
    """

    store: Store
    run_id: str
    corpus: str
    counts: IngestCounts
    politeness: Politeness
    send: Callable[[str], Response]
    read: Callable[[Response], str]
    read_update: Callable[[Response], str]
    answered: int = 0
    changed: int = 0  # of the answered ones: emptied, or with another text
    lost: int = 0  # of the changed ones: newly emptied, or changed without notice

    @cached_property
    def last(self) -> dict[str, Sighting]:
        """The last span of each address, as it was before the run."""
        return last_sightings(self.store, self.corpus)

    @cached_property
    def archived(self) -> list[ArchivedDocument]:
        """The documents that can be requested, as before the run, those unchecked for longest first."""
        return archived_documents(self.store, self.corpus)

    @cached_property
    def stand_ins(self) -> StandIns:
        """The pages that the site shows in place of documents."""
        return StandIns(self.send, self.read, self._find_control)

    # Questions ----------------------------------------------------------------------------------------------

    def questions(self, reach: Reach) -> Iterator[ArchivedDocument]:
        """Yield documents to request although no list names them, those unchecked for longest first."""
        left = self.politeness.maximum_asked_again
        for document in self.archived:
            if left and not reach.is_listed(document.address) and self._is_due(document):
                left -= 1
                yield document

    def _is_due(self, document: ArchivedDocument) -> bool:
        if document.is_waiting:
            return True
        return not is_recent(document.checked, datetime.now(UTC), self._pause(document.address))

    def _pause(self, address: str) -> timedelta:
        """Return the time between two requests, doubled with each answer that the document is gone."""
        last = self.last.get(address)
        times = min(last.times - 1, _LONGEST) if last and last.is_gone else 0
        return timedelta(days=self.politeness.ask_again_days * 2**times)

    def is_resting(self, visit: Visit) -> bool:
        """Return whether a listed document is known to be gone and was requested recently."""
        last = self.last.get(visit.address)
        if last is None or not last.is_gone or last.times < 2:
            return False
        return is_recent(visit.checked, datetime.now(UTC), self._pause(visit.address))

    # Answers ------------------------------------------------------------------------------------------------

    def note_error(self, address: str, error: FetchError, visit: Visit | None) -> None:
        """Record an error that means that a document is gone."""
        self._note_gone(address, judge_error(error), visit, error.status)

    def note_refusal(self, address: str, refusal: Reason, answer: Response, visit: Visit | None) -> None:
        """Record a page that is not the document and means that there is none.

        A page without text means this only if other pages of the site have text.
        """
        state = judge_refusal(refusal)
        document = self._document_of(address, visit)
        if document and leads_home(address, answer.final):
            try:
                state = self.stand_ins.judge(address, Page(answer.final, ""))
            except FetchError:  # the whole site redirects there
                return
        if state == "emptied" and document:
            self.answered += 1
            self._record_change(self._answer(address, Verdict(state, document, 0.0), answer, visit))
        else:
            self._note_gone(address, state, visit, answer.status, answer.final)

    def _note_gone(
        self, address: str, state: SourceState | None, visit: Visit | None, status: int, final: str = ""
    ) -> None:
        document = self._document_of(address, visit)
        if state and document:
            target = _other_target(address, final)
            self._record(SourceAnswer(address, document, state, status, target, before=_last_there(visit)))

    def note_there(self, address: str, visit: Visit | None, *, is_delisted: bool = False) -> None:
        """Record that an address returns the document as archived."""
        self.answered += 1
        if not is_delisted and address not in self.last:
            return
        if document := self._document_of(address, visit):
            state = "delisted" if is_delisted else ""
            self._record(SourceAnswer(address, document, state, 200, before=_last_there(visit)))

    def judge(
        self,
        address: str,
        answer: Response,
        results: Sequence[object],
        source: SourceFile,
        visit: Visit | None,
    ) -> Verdict:
        """Return what an answer with changed bytes says about the archived document.

        Raises FetchError if the answer says nothing, for example if the site shows one page at every address.
        """
        archived = self._document_of(address, visit)
        if not archived or not visit:
            return Verdict()
        old = read_document(self.store, archived)
        new = only_document(results, address)
        if old is None or (new is None and any(isinstance(one, Document) for one in results)):
            return Verdict()
        old_text, new_text = read_text(self.store, archived), new.text if new else ""
        kept = share_kept(old_text, new_text)
        note = first_characters(new_text)
        if kept < SAME_DOCUMENT or leads_home(address, answer.final):
            seen = self.read(answer)
            if share_kept(old_text, seen) >= SAME_DOCUMENT:
                return Verdict()  # the text is still there, but is no longer read from the same place
            if stand_in := self.stand_ins.judge(address, Page(answer.final, seen)):
                return Verdict(stand_in, archived, kept, note, Reason("pipeline.page_stands_in"))
            if seen and is_emptied(old_text, new_text):  # a scan has no text either
                return Verdict("emptied", archived, kept, note, Reason("pipeline.page_emptied"))
        if new is None:
            return Verdict(is_known=False)
        is_read_alike = is_complete(self.store, replace(source, sha256=visit.sha256))
        if not is_read_alike or not is_changed(old_text, new_text):
            return Verdict()
        # The comparison uses what the source said, not people's corrections.
        read = {one.field: one.original for one in read_amendments(self.store, self.corpus, address)}
        before = Document(
            self.corpus,
            address,
            old_text,
            read.get("title", old.title),
            written=old.written,
            published=read.get("published", old.published),
        )
        is_announced = announces_change(before, new) or self._shows_later_update(answer, visit)
        state: SourceState = "updated" if is_announced else "edited"
        return Verdict(state, archived, kept, note)

    def _shows_later_update(self, answer: Response, visit: Visit) -> bool:
        """Return whether a page shows a later date of its last change than it did at the visit before.

        Such a line below the title (更新时间：…) is not part of the text.
        """
        kept = read_raw(self.store, visit.sha256)
        if kept is None:
            return False
        before = Response(visit.address, visit.final, visit.status, visit.headers, kept)
        return self.read_update(answer) > self.read_update(before)

    def note_verdict(self, address: str, verdict: Verdict, answer: Response, visit: Visit | None) -> None:
        """Record a verdict, after the content of the answer was stored."""
        if not verdict.is_known:
            return
        if verdict.state is None:
            self.note_there(address, visit)
            return
        self.answered += 1
        made = self._answer(address, verdict, answer, visit)
        if verdict.state in ("edited", "updated"):
            current = read_archived(self.store, self.corpus, address)
            last = self.last.get(address)
            if current == verdict.document_id:
                self.note_there(address, visit)
            elif last and last.state in ("edited", "updated") and last.document_id == current:
                self._record(replace(made, state="back", document_id=current))
            else:
                self._record_change(made)
        elif verdict.state == "emptied":
            self._record_change(made)
        else:
            self._record(made)

    def settle(self, *, has_same_layout: bool) -> None:
        """Keep the changes of the run, unless the site as a whole has changed: then they mean nothing.

        They are recorded at once and withdrawn here, so that a killed run loses none.
        """
        is_mass = self.changed >= _MANY and self.changed > _MOST * self.answered
        if not is_mass and has_same_layout:
            self.counts.vanished += self.lost
        elif self.changed:
            withdraw_changes(self.store, self.run_id, self.corpus)
            logger.warning(
                "%s: %d of %d pages have changed at once: taken for a change of the site, not of texts",
                self.corpus,
                self.changed,
                self.answered,
            )

    def _answer(self, address: str, verdict: Verdict, answer: Response, visit: Visit | None) -> SourceAnswer:
        return SourceAnswer(
            address,
            verdict.document_id,
            verdict.state or "",
            answer.status,
            _other_target(address, answer.final),
            verdict.kept,
            verdict.note,
            _last_there(visit),
        )

    def _record_change(self, answer: SourceAnswer) -> None:
        """Record that a text was emptied or changed; `settle` counts it."""
        self.changed += 1
        begun = note_answer(self.store, self.run_id, self.corpus, answer)
        last = self.last.get(answer.address)
        was_gone = last is not None and last.is_gone
        self.lost += begun == "edited" or (begun == "emptied" and not was_gone)

    def _record(self, answer: SourceAnswer) -> None:
        begun = note_answer(self.store, self.run_id, self.corpus, answer)
        last = self.last.get(answer.address)
        was_gone = last is not None and last.is_gone
        if begun in VANISHED and not (was_gone and begun in GONE):
            self.counts.vanished += 1
        elif begun == "back" and last is not None and last.state != "delisted":
            self.counts.back += 1

    def _document_of(self, address: str, visit: Visit | None) -> str:
        """Return the archived document of an address; "" if none was read from it."""
        if visit is None or visit.outcome != "document":
            return ""
        return read_archived(self.store, self.corpus, address)

    def _find_control(self, address: str) -> Control | None:
        """Return a document of the same host that was there when last requested."""
        host = address.split("/")[2]
        for document in reversed(self.archived):
            other = document.address
            last = self.last.get(other)
            if other != address and other.split("/")[2] == host and not (last and last.is_gone):
                return Control(other, read_text(self.store, document.id))
        return None


def _other_target(address: str, final: str) -> str:
    """Return the address to which a request was redirected; "" if it was not."""
    return "" if final == address else final


def _last_there(visit: Visit | None) -> str:
    """Return when the source last returned the document, as far as its last visits show."""
    if visit is None:
        return ""
    return visit.fetched if visit.reason else visit.checked
