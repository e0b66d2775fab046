"""Watch a source: choose documents to request again, and record what its answers say about them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from flows.corpus.fetching import (
    FetchError,
    Politeness,
    Reach,
    Response,
    judge_error,
    judge_refusal,
    leads_home,
)
from flows.pipeline.reading import IngestCounts
from flows.pipeline.vanishing.judging import Judge, Verdict
from flows.pipeline.vanishing.standins import Control, Page, StandIns
from flows.records import GONE, VANISHED, Reason, SourceState
from flows.store import Store, Visit
from flows.store.documents import SourceFile, read_text
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
_CHANGED: tuple[SourceState, ...] = ("edited", "updated")
_MANY, _MOST = 10, 0.5  # this many changed pages, with this share: the site has changed, not its documents


@dataclass
class SourceWatch:
    """The source of a corpus during one run.

    `send` requests an address as the run does; `read` and `read_update` are those of `Judge`. A change of a
    text is recorded at once, and counted (or withdrawn) when the run ends: if most pages of a site change
    together, its layout has.
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

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.store, self.corpus, self.stand_ins, self.read, self.read_update)

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
        days = self.politeness.ask_again_days
        if self._was_gone(address):
            days *= 2 ** min(self.last[address].times - 1, _LONGEST)
        return timedelta(days=days)

    def is_resting(self, visit: Visit) -> bool:
        """Return whether a listed document is known to be gone and was requested recently."""
        if not self._was_gone(visit.address) or self.last[visit.address].times < 2:
            return False
        return is_recent(visit.checked, datetime.now(UTC), self._pause(visit.address))

    def _was_gone(self, address: str) -> bool:
        """Return whether the document of an address was gone before the run."""
        last = self.last.get(address)
        return last is not None and last.is_gone

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
            self.note_verdict(address, Verdict(state, document, 0.0), answer, visit)
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
        self._record_there(address, visit, is_delisted=is_delisted)

    def _record_there(self, address: str, visit: Visit | None, *, is_delisted: bool = False) -> None:
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
        document_id = self._document_of(address, visit)
        if not document_id or not visit:
            return Verdict()
        return self._judge.judge(document_id, answer, results, source, visit)

    def note_verdict(self, address: str, verdict: Verdict, answer: Response, visit: Visit | None) -> None:
        """Record a verdict, after the content of the answer was stored."""
        if verdict.state is None:
            return
        if verdict.state == "":
            self.note_there(address, visit)
            return
        self.answered += 1
        made = SourceAnswer(
            address,
            verdict.document_id,
            verdict.state,
            answer.status,
            _other_target(address, answer.final),
            verdict.kept,
            verdict.note,
            _last_there(visit),
        )
        if verdict.state in _CHANGED:
            self._record_other_text(made, visit)
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

    def _record_other_text(self, answer: SourceAnswer, visit: Visit | None) -> None:
        """Record that another text than the archived one was stored: a change, or a version that is back."""
        current = read_archived(self.store, self.corpus, answer.address)
        last = self.last.get(answer.address)
        if current == answer.document_id:
            self._record_there(answer.address, visit)
        elif last and last.state in _CHANGED and last.document_id == current:
            self._record(replace(answer, state="back", document_id=current))
        else:
            self._record_change(answer)

    def _record_change(self, answer: SourceAnswer) -> None:
        """Record that a text was emptied or changed; `settle` counts it."""
        last = self.last.get(answer.address)
        begun = note_answer(self.store, self.run_id, self.corpus, answer)
        self.changed += 1
        if _is_loss(begun, last):
            self.lost += 1

    def _record(self, answer: SourceAnswer) -> None:
        """Record an answer that says the same whatever happens to the rest of the site, and count it."""
        last = self.last.get(answer.address)
        begun = note_answer(self.store, self.run_id, self.corpus, answer)
        if _is_loss(begun, last):
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
            if other != address and other.split("/")[2] == host and not self._was_gone(other):
                return Control(other, read_text(self.store, document.id))
        return None


def _is_loss(begun: SourceState | None, last: Sighting | None) -> bool:
    """Return whether a state that has begun is news of a loss: edited, or gone and not gone before."""
    was_gone = last is not None and last.is_gone
    return begun in VANISHED and not (begun in GONE and was_gone)


def _other_target(address: str, final: str) -> str:
    """Return the address to which a request was redirected; "" if it was not."""
    return "" if final == address else final


def _last_there(visit: Visit | None) -> str:
    """Return when the source last returned the document, as far as its last visits show."""
    if visit is None:
        return ""
    return visit.fetched if visit.reason else visit.checked
