"""Judge an answer with changed bytes by the archived text of the document read from its address before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from flows.corpus.fetching import (
    SAME_DOCUMENT,
    Response,
    announces_change,
    first_characters,
    is_changed,
    is_emptied,
    leads_home,
    only_document,
    share_kept,
)
from flows.pipeline.vanishing.standins import Page, StandIns
from flows.records import Document, Reason, SourceState
from flows.store import Store, Visit, read_raw
from flows.store.documents import (
    SourceFile,
    StoredDocument,
    is_complete,
    read_amendments,
    read_document,
    read_text,
)


class Verdict(NamedTuple):
    """The judgement of an answer about the document read from its address before.

    `state` "" means that the document is there, None that the answer says nothing about it. `document_id` is
    the archived version, `kept` the share (0 to 1) of its text that the answer still has, and `note` the
    beginning of the text there now. `reason` is why the answer is not stored as the document, None if it is.
    """

    state: SourceState | Literal[""] | None = ""
    document_id: str = ""
    kept: float | None = None
    note: str = ""
    reason: Reason | None = None


class _Comparison(NamedTuple):
    """An answer and the archived text of the document that its address returned before.

    `new` is the document read from the answer, None if there is none.
    """

    address: str
    answer: Response
    document_id: str
    old_text: str
    new: Document | None

    @property
    def new_text(self) -> str:
        return self.new.text if self.new else ""

    def decide(self, state: SourceState, reason: Reason | None = None) -> Verdict:
        kept = share_kept(self.old_text, self.new_text)
        return Verdict(state, self.document_id, kept, first_characters(self.new_text), reason)


@dataclass(frozen=True, slots=True)
class Judge:
    """Judges the answers of a corpus's source.

    `read` returns the visible text of a page, and `read_update` the date of its last change that it shows, ""
    if none.
    """

    store: Store
    corpus: str
    stand_ins: StandIns
    read: Callable[[Response], str]
    read_update: Callable[[Response], str]

    def judge(
        self,
        document_id: str,
        answer: Response,
        results: Sequence[object],
        source: SourceFile,
        visit: Visit,
    ) -> Verdict:
        """Return what an answer says about the archived document.

        `results` are what was read from the answer as `source`, and `visit` is the one before. A page with
        little of the archived text may be another page: the home page, a notice, or nothing. A text read with
        other settings than the archived one, and several documents at one address, are not compared. Raises
        FetchError if the answer says nothing, for example if the site shows one page at every address.
        """
        old = read_document(self.store, document_id)
        new = only_document(results, source.key)
        has_several = new is None and any(isinstance(one, Document) for one in results)
        if old is None or has_several:
            return Verdict()
        case = _Comparison(source.key, answer, document_id, read_text(self.store, document_id), new)
        other_page = self._judge_other_page(case)
        if other_page is not None:
            return other_page
        if new is None:
            return Verdict(state=None)
        is_read_alike = is_complete(self.store, replace(source, sha256=visit.sha256))
        if not is_read_alike or not is_changed(case.old_text, new.text):
            return Verdict()
        before = self._as_first_read(old, case)
        is_announced = announces_change(before, new) or self._shows_later_update(answer, visit)
        return case.decide("updated" if is_announced else "edited")

    def _judge_other_page(self, case: _Comparison) -> Verdict | None:
        """Return the verdict on a page that may not be the document; None if it is, with whatever text."""
        has_text = share_kept(case.old_text, case.new_text) >= SAME_DOCUMENT
        if has_text and not leads_home(case.address, case.answer.final):
            return None
        seen = self.read(case.answer)
        if share_kept(case.old_text, seen) >= SAME_DOCUMENT:
            return Verdict()  # the text is still there, but is no longer read from the same place
        if stand_in := self.stand_ins.judge(case.address, Page(case.answer.final, seen)):
            return case.decide(stand_in, Reason("pipeline.page_stands_in"))
        is_scan = not seen
        if is_emptied(case.old_text, case.new_text) and not is_scan:
            return case.decide("emptied", Reason("pipeline.page_emptied"))
        return None

    def _as_first_read(self, old: StoredDocument, case: _Comparison) -> Document:
        """Return the archived document with what the source said, in place of people's corrections."""
        read = {one.field: one.original for one in read_amendments(self.store, self.corpus, case.address)}
        return Document(
            self.corpus,
            case.address,
            case.old_text,
            read.get("title", old.title),
            written=old.written,
            published=read.get("published", old.published),
        )

    def _shows_later_update(self, answer: Response, visit: Visit) -> bool:
        """Return whether a page shows a later date of its last change than it did at the visit before.

        Such a line below the title (更新时间：…) is not part of the text.
        """
        kept = read_raw(self.store, visit.sha256)
        if kept is None:
            return False
        before = Response(visit.address, visit.final, visit.status, visit.headers, kept)
        return self.read_update(answer) > self.read_update(before)
