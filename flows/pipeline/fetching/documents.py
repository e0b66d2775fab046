"""Read the documents named in a corpus's lists, and request again those no longer listed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from flows.corpus.fetching import (
    FetchError,
    Item,
    JsonFetch,
    Listing,
    Profile,
    Reach,
    Request,
    Response,
    changed_fields,
    charset_of,
    is_verification,
    name_answer,
    normalise_address,
    refuse_page,
    walk,
)
from flows.pipeline.fetching.corpus_run import CorpusRun, conditions_of
from flows.pipeline.fetching.storing import Failure, Storing
from flows.pipeline.progress import report
from flows.records import Reason
from flows.store import Visit, read_raw, read_visits, write_profile
from flows.store.documents import SourceFile, is_complete
from flows.text import is_recent

_REST_DAYS = 7  # days after which an address without a document is requested again
_VERIFICATIONS = 5  # consecutive verification pages after which the server accepts no more for now
_MINIMUM_PAGES = 10  # pages from which the layout is compared with that of the last good run


class DocumentReader:
    """Reads the documents of one corpus."""

    def __init__(self, run: CorpusRun) -> None:
        self._run = run
        self._profile = Profile()
        self._storing = Storing(run, self._profile)
        self._verifications = 0

    def read_items(self, listing: Listing) -> bool:
        """Read the listed documents; return whether the site answered as usual.

        Stops if the server asks for verification or if the layout has changed.
        """
        visits = read_visits(self._run.store, self._run.corpus)
        known = self._run.known_shares("page.")
        items = [item for item in listing.items if item.address]
        for number, item in enumerate(items):
            report(f"read {self._run.corpus}", number, len(items))
            self._run.counts.files += 1
            self._read_item(item, visits.get(item.address))
            if self._verifications >= _VERIFICATIONS:
                self._run.miss("pipeline.verification_pages", pages=_VERIFICATIONS)
                break
            if self._profile.total % _MINIMUM_PAGES == 0 and self._page_problems(known):
                break
        report(f"read {self._run.corpus}", len(items), len(items))
        problems = self._page_problems(known)
        for reason in problems:
            self._run.miss("pipeline.page_layout_changed", cause=reason.as_value())
        if not problems and self._profile.total >= _MINIMUM_PAGES:
            shares = self._profile.shares()
            write_profile(self._run.store, self._run.run_id, self._run.corpus, shares, self._profile.total)
        return not problems and self._verifications < _VERIFICATIONS

    def ask_again(self, listing: Listing) -> None:
        """Request documents that the lists no longer name, those unchecked for longest first, up to a limit.

        A document that was part of a list (an item without a page) can't be requested.
        """
        if isinstance(self._run.fetch, JsonFetch) and not self._run.fetch.follow:
            return
        reach = Reach(self._run.fetch, listing)
        visits = read_visits(self._run.store, self._run.corpus)
        questions = list(self._run.watch.questions(reach))
        for number, document in enumerate(questions):
            report(f"ask {self._run.corpus} again", number, len(questions))
            self._run.counts.files += 1
            self._run.counts.asked_again += 1
            item = Item(document.address, document.listed)
            is_delisted = reach.is_delisted(document.address, document.date)
            self._ask(item, visits[document.address], is_delisted=is_delisted)
            if self._verifications >= _VERIFICATIONS:
                self._run.miss("pipeline.verification_pages", pages=_VERIFICATIONS)
                break
        report(f"ask {self._run.corpus} again", len(questions), len(questions))

    def _page_problems(self, known: Mapping[str, float]) -> list[Reason]:
        if self._profile.total < _MINIMUM_PAGES:
            return []
        return changed_fields(known, self._profile.shares())

    def _read_item(self, item: Item, visit: Visit | None) -> None:
        if item.record is not None:
            body = json.dumps([dict(item.record)], ensure_ascii=False, sort_keys=True).encode()
            answer = Response(item.address, item.address, 200, {}, body)
            self._storing.store(item, answer, "record.json", visit)
            return
        if visit and (self._is_recent(visit) or self._run.watch.is_resting(visit)):
            self._run.counts.not_asked += 1
            return
        self._ask(item, visit)

    def _ask(self, item: Item, visit: Visit | None, *, is_delisted: bool | None = None) -> None:
        """Request an address and store the result; `is_delisted` is None for a listed item."""
        is_listed = is_delisted is None
        try:
            answer = self._request(item, visit)
        except FetchError as error:
            self._run.watch.note_error(item.address, error, visit)
            reason = Reason(error.code, error.values)
            self._storing.reject(item, visit, Failure(reason, error.is_passing, error.status, is_listed))
            return
        if answer is None:
            self._run.watch.note_there(item.address, visit, is_delisted=bool(is_delisted))
            return
        name = name_answer(answer.final, answer.headers, answer.body)
        refusal = None
        if name.endswith(".html"):
            refusal = refuse_page(answer.body, charset_of(answer.headers))
        is_verifying = is_verification(refusal)
        self._verifications = self._verifications + 1 if is_verifying else 0
        if refusal:
            self._run.watch.note_refusal(item.address, refusal, answer, visit)
            self._storing.reject(item, visit, Failure(refusal, is_verifying, answer.status, is_listed))
        else:
            self._storing.store(item, answer, name, visit, is_delisted=is_delisted)

    def _request(self, item: Item, visit: Visit | None) -> Response | None:
        """Return the answer for an item, or None if its document is stored and has not changed."""
        conditions: Mapping[str, str] = {}
        if visit and visit.sha256 and visit.outcome == "document":
            conditions = conditions_of(visit)
        answer = self._run.client.send(Request(item.address, conditions, permit=self._run.robots.permit))
        if answer.is_unmodified and visit:
            if self._keep_unmodified(item, visit):
                return None
            answer = self._run.client.send(Request(item.address, permit=self._run.robots.permit))
        if answer.is_unmodified:
            raise FetchError("corpus.unexpected_304", is_passing=True, status=answer.status)
        return self._follow_answer(answer)

    def _follow_answer(self, answer: Response) -> Response:
        """Return the document whose address is in an answer, if the manifest declares such a path."""
        if not isinstance(self._run.fetch, JsonFetch) or not self._run.fetch.answer_path:
            return answer
        path, status = self._run.fetch.answer_path, answer.status
        try:
            target = walk(json.loads(answer.body), path)
        except (ValueError, RecursionError):
            raise FetchError("corpus.answer_not_json", is_passing=True, status=status) from None
        address = normalise_address(str(target or ""), answer.final)
        if not address:
            raise FetchError("corpus.no_address_in_answer", is_passing=True, status=status, path=path)
        followed = self._run.client.send(Request(address, permit=self._run.robots.permit))
        dropped = ("etag", "last-modified")  # they belong to the second address
        headers = {name: value for name, value in followed.headers.items() if name not in dropped}
        return replace(followed, headers=headers)

    def _is_recent(self, visit: Visit) -> bool:
        """Return whether an address was requested so recently that it can be skipped."""
        if visit.is_passing:
            return False
        days = self._run.fetch.politeness.recheck_days if visit.outcome == "document" else _REST_DAYS
        return is_recent(visit.checked, datetime.now(UTC), timedelta(days=days))

    def _keep_unmodified(self, item: Item, visit: Visit) -> bool:
        """Keep the stored document, or read its bytes again if the reading has changed.

        Returns False if the bytes are gone.
        """
        source = SourceFile(self._run.corpus, item.address, visit.sha256, self._run.reading, 0)
        if not is_complete(self._run.store, source):
            body = read_raw(self._run.store, visit.sha256)
            if body is None:
                return False
            answer = Response(item.address, visit.final, visit.status, visit.headers, body)
            self._storing.store(item, answer, name_answer(visit.final, visit.headers, body), visit)
            return True
        self._run.counts.unchanged += 1
        self._run.counts.not_modified += 1
        self._verifications = 0
        self._run.record(replace(visit, reason="", is_passing=False))
        return True
