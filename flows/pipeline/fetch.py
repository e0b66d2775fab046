"""Read a corpus from the web: its lists, then each document with a conditional request.

Every version is stored once.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from functools import cached_property

from flows.corpus import Manifest, find_declared_encoding
from flows.corpus.fetching import (
    Client,
    Fetch,
    FetchError,
    Item,
    JsonFetch,
    Listing,
    Profile,
    Reach,
    Request,
    Response,
    Robots,
    changed_fields,
    charset_of,
    is_verification,
    join_listed,
    missing_fields,
    name_answer,
    normalise_address,
    read_listing,
    read_visible,
    refuse_page,
    walk,
)
from flows.corpus.readers import Options, Place, read_file
from flows.pipeline.blocks import cut_documents
from flows.pipeline.progress import report
from flows.pipeline.reading import IngestCounts, batches, reading_hash
from flows.pipeline.vanishing import SourceWatch
from flows.records import Document, Reason, Rejection, digest
from flows.store import (
    SourceFile,
    Store,
    Visit,
    drop_raw,
    hash_bytes,
    is_complete,
    keep_raw,
    now,
    read_profile,
    read_raw,
    read_visit,
    read_visits,
    write_batch,
    write_profile,
    write_visit,
)

_REST_DAYS = 7  # an address that gave no document is requested again after so many days
_VERIFICATIONS = 5  # so many verification pages in a row mean that the server accepts no more for now
_MINIMUM_ITEMS = 5  # from which a list's layout is compared with that of the last good run
_MINIMUM_PAGES = 10  # the same for pages


@dataclass(frozen=True, slots=True)
class _Failure:
    """Why an address gave no document. `is_passing`: the next run tries again.

    `status` is 0 for no answer. What is not listed any more is no rejection: nothing new was to be read.
    """

    reason: Reason
    is_passing: bool
    status: int
    is_listed: bool = True


def fetch_manifest(store: Store, run_id: str, manifest: Manifest, options: Options) -> IngestCounts:
    """Read what a manifest's `fetch` declares, and ask again for documents that its lists no longer name.

    Failures are rejections; shortfalls of the lists are in `unmet`. How the source stands with each document
    is recorded as sightings.

    An address is recorded after its document is stored, in one transaction each. So the next run continues
    where a killed one stopped.
    """
    assert manifest.fetch
    with Client(manifest.fetch.politeness) as client:
        reader = _Reader(store, run_id, manifest, manifest.fetch, options, client)
        listing = read_listing(manifest.fetch, reader.read_list_page)
        if reader.check_listing(listing):
            is_answering = reader.read_items(listing)
            if is_answering and listing.items and not listing.problems:
                reader.ask_again(listing)
            reader.watch.settle(has_same_layout=is_answering)
    return reader.counts


@dataclass
class _Reader:
    """One run over one corpus."""

    store: Store
    run_id: str
    manifest: Manifest
    fetch: Fetch
    options: Options
    client: Client
    counts: IngestCounts = field(default_factory=IngestCounts)
    profile: Profile = field(default_factory=Profile)
    verifications: int = 0

    @cached_property
    def robots(self) -> Robots:
        return Robots(self.client)

    @cached_property
    def reading(self) -> str:
        return reading_hash(self.options)

    @cached_property
    def watch(self) -> SourceWatch:
        return SourceWatch(
            self.store,
            self.run_id,
            self.corpus,
            self.counts,
            self.fetch.politeness,
            lambda address: self.client.send(Request(address, permit=self.robots.permit)),
            _read_page,
        )

    @property
    def corpus(self) -> str:
        return self.manifest.id

    # Lists --------------------------------------------------------------------------------------------------

    def read_list_page(self, request: Request) -> tuple[bytes, str, str]:
        """Read a list page: its bytes, final address and declared encoding.

        The request is conditional if the bytes of the last answer are kept, which then stand for a 304
        answer.
        """
        request.permit = self.robots.permit
        if request.method == "POST":
            answer = self.client.send(request)
            return answer.body, answer.final, charset_of(answer.headers)
        visit = read_visit(self.store, self.corpus, request.address)
        kept = read_raw(self.store, visit.sha256) if visit else None
        if visit and kept is not None:
            request.conditions = _conditions(visit)
        answer = self.client.send(request)
        if answer.is_unmodified and visit and kept is not None:
            self._record(replace(visit, outcome="list", reason=""))
            return kept, visit.final, charset_of(visit.headers)
        sha256 = hash_bytes(answer.body)
        keep_raw(self.store, answer.body, sha256)
        self._record(_visit_of(request.address, answer, sha256, "list"))
        if visit and visit.sha256 != sha256:
            drop_raw(self.store, visit.sha256)
        return answer.body, answer.final, charset_of(answer.headers)

    def check_listing(self, listing: Listing) -> bool:
        """Note what the lists lack against the manifest and the last good run.

        Return whether to read their items.
        """
        expect = self.fetch.expect
        for address, reason in listing.problems:
            self._miss("pipeline.list_not_read", address=address, cause=reason.as_value())
        if len(listing.items) < expect.minimum_items:
            code = "pipeline.too_few_items" if listing.problems else "pipeline.too_few_items_read"
            self._miss(code, items=len(listing.items), minimum=expect.minimum_items)
        shares = listing.shares()
        lacking: list[Reason] = []
        if listing.items:
            lacking += missing_fields(shares, expect.filled)
        if len(listing.items) >= _MINIMUM_ITEMS:
            lacking += changed_fields(self._known_shares("list."), shares)
        for reason in lacking:
            self._miss("pipeline.list_layout_changed", cause=reason.as_value())
        if listing.items and not lacking and not listing.problems:
            stored = {f"list.{name}": share for name, share in shares.items()}
            write_profile(self.store, self.run_id, self.corpus, stored, len(listing.items))
        return not lacking

    def _known_shares(self, prefix: str) -> dict[str, float]:
        """Return the shares of filled fields in the last good run, without the prefix `list.`."""
        known = read_profile(self.store, self.corpus)
        return {name.removeprefix("list."): share for name, share in known.items() if name.startswith(prefix)}

    def _miss(self, code: str, **values: object) -> None:
        self.counts.unmet.append(Reason(code, {"corpus": self.corpus, **values}))

    # Items --------------------------------------------------------------------------------------------------

    def read_items(self, listing: Listing) -> bool:
        """Read the listed documents; return whether the site answered as it used to.

        Stop if the server asks for verification or if the layout has changed.
        """
        visits = read_visits(self.store, self.corpus)
        known = self._known_shares("page.")
        items = [item for item in listing.items if item.address]
        for number, item in enumerate(items):
            report(f"read {self.corpus}", number, len(items))
            self.counts.files += 1
            self._read_item(item, visits.get(item.address))
            if self.verifications >= _VERIFICATIONS:
                self._miss("pipeline.verification_pages", pages=_VERIFICATIONS)
                break
            if self.profile.total % _MINIMUM_PAGES == 0 and self._page_problems(known):
                break
        report(f"read {self.corpus}", len(items), len(items))
        problems = self._page_problems(known)
        for reason in problems:
            self._miss("pipeline.page_layout_changed", cause=reason.as_value())
        if not problems and self.profile.total >= _MINIMUM_PAGES:
            shares = self.profile.shares()
            write_profile(self.store, self.run_id, self.corpus, shares, self.profile.total)
        return not problems and self.verifications < _VERIFICATIONS

    def ask_again(self, listing: Listing) -> None:
        """Ask for documents that the lists no longer name, the longest unasked first, up to a limit.

        What a document in a list was (an item without a page of its own) can't be asked for.
        """
        if isinstance(self.fetch, JsonFetch) and not self.fetch.follow:
            return
        reach, visits = Reach(self.fetch, listing), read_visits(self.store, self.corpus)
        questions = list(self.watch.questions(reach))
        for number, document in enumerate(questions):
            report(f"ask {self.corpus} again", number, len(questions))
            self.counts.files += 1
            self.counts.asked_again += 1
            item = Item(document.address, document.listed)
            is_delisted = reach.is_delisted(document.address, document.date)
            self._ask(item, visits[document.address], is_delisted=is_delisted)
            if self.verifications >= _VERIFICATIONS:
                self._miss("pipeline.verification_pages", pages=_VERIFICATIONS)
                break
        report(f"ask {self.corpus} again", len(questions), len(questions))

    def _page_problems(self, known: Mapping[str, float]) -> list[Reason]:
        if self.profile.total < _MINIMUM_PAGES:
            return []
        return changed_fields(known, self.profile.shares())

    def _read_item(self, item: Item, visit: Visit | None) -> None:
        if item.record is not None:
            body = json.dumps([dict(item.record)], ensure_ascii=False, sort_keys=True).encode()
            self._store(item, Response(item.address, item.address, 200, {}, body), "record.json", visit)
            return
        if visit and (self._is_recent(visit) or self.watch.is_resting(visit)):
            self.counts.unchanged += 1
            return
        self._ask(item, visit)

    def _ask(self, item: Item, visit: Visit | None, *, is_delisted: bool | None = None) -> None:
        """Request an address and store what it gives; `is_delisted` is None for an item of the lists."""
        is_listed = is_delisted is None
        try:
            answer = self._request(item, visit)
        except FetchError as error:
            self.watch.note_error(item.address, error, visit)
            reason = Reason(error.code, error.values)
            self._reject(item, visit, _Failure(reason, error.is_passing, error.status, is_listed))
            return
        if answer is None:
            self.watch.note_there(item.address, visit, is_delisted=bool(is_delisted))
            return
        name = name_answer(answer.final, answer.headers, answer.body)
        refusal = None
        if name.endswith(".html"):
            refusal = refuse_page(answer.body, charset_of(answer.headers))
        is_verifying = is_verification(refusal)
        self.verifications = self.verifications + 1 if is_verifying else 0
        if refusal:
            self.watch.note_refusal(item.address, refusal, answer, visit)
            self._reject(item, visit, _Failure(refusal, is_verifying, answer.status, is_listed))
        else:
            self._store(item, answer, name, visit, is_delisted=is_delisted)

    def _request(self, item: Item, visit: Visit | None) -> Response | None:
        """Return the answer for an item, or None if its document is stored and has not changed."""
        conditions: Mapping[str, str] = {}
        if visit and visit.sha256 and visit.outcome == "document":
            conditions = _conditions(visit)
        answer = self.client.send(Request(item.address, conditions, permit=self.robots.permit))
        if answer.is_unmodified and visit:
            if self._keep_unmodified(item, visit):
                return None
            answer = self.client.send(Request(item.address, permit=self.robots.permit))
        if answer.is_unmodified:
            raise FetchError("corpus.unexpected_304", is_passing=True, status=answer.status)
        return self._follow_answer(answer)

    def _follow_answer(self, answer: Response) -> Response:
        """Return the document whose address is in an answer, if the manifest declares such a path."""
        if not isinstance(self.fetch, JsonFetch) or not self.fetch.answer_path:
            return answer
        path, status = self.fetch.answer_path, answer.status
        try:
            target = walk(json.loads(answer.body), path)
        except (ValueError, RecursionError):
            raise FetchError("corpus.answer_not_json", is_passing=True, status=status) from None
        address = normalise_address(str(target or ""), answer.final)
        if not address:
            raise FetchError("corpus.no_address_in_answer", is_passing=True, status=status, path=path)
        followed = self.client.send(Request(address, permit=self.robots.permit))
        dropped = ("etag", "last-modified")  # they belong to the second address
        headers = {name: value for name, value in followed.headers.items() if name not in dropped}
        return replace(followed, headers=headers)

    def _is_recent(self, visit: Visit) -> bool:
        """Return whether an address was requested so recently that it is left alone."""
        if visit.is_passing:
            return False
        days = self.fetch.politeness.recheck_days if visit.outcome == "document" else _REST_DAYS
        return datetime.fromisoformat(visit.checked) > datetime.now(UTC) - timedelta(days=days)

    def _keep_unmodified(self, item: Item, visit: Visit) -> bool:
        """Keep the stored document, or read its bytes again if the way of reading has changed.

        Returns False if the bytes are gone.
        """
        source = SourceFile(self.corpus, item.address, visit.sha256, self.reading, 0)
        if not is_complete(self.store, source):
            body = read_raw(self.store, visit.sha256)
            if body is None:
                return False
            answer = Response(item.address, visit.final, visit.status, visit.headers, body)
            self._store(item, answer, name_answer(visit.final, visit.headers, body), visit)
            return True
        self.counts.unchanged += 1
        self.counts.not_modified += 1
        self.verifications = 0
        self._record(replace(visit, reason="", is_passing=False))
        return True

    # Storing ------------------------------------------------------------------------------------------------

    def _record(self, visit: Visit) -> None:
        write_visit(self.store, self.run_id, self.corpus, visit)

    def _reject(self, item: Item, visit: Visit | None, failure: _Failure) -> None:
        """Record that an address gave no document.

        What was stored under it before is kept, with its conditions for the next request.
        """
        source = SourceFile(self.corpus, item.address, "", self.reading, 0)
        rejection = Rejection(self.corpus, item.address, "fetch", failure.reason.code, failure.reason.values)
        if failure.is_listed:
            self.counts.add(write_batch(self.store, self.run_id, source, [], [rejection], complete=False))
        if not visit or visit.outcome != "document":
            visit = Visit(item.address, "rejected" if failure.status else "failed")
        self._record(
            replace(visit, status=failure.status, reason=rejection.reason, is_passing=failure.is_passing)
        )

    def _store(
        self, item: Item, answer: Response, name: str, visit: Visit | None, *, is_delisted: bool | None = None
    ) -> None:
        """Read and store one answer, then record its address.

        An answer that only stands in for the document is not stored: what is archived stays.
        """
        sha256 = hash_bytes(answer.body)
        source = SourceFile(self.corpus, item.address, sha256, self.reading, len(answer.body))
        if is_complete(self.store, source):
            self.counts.unchanged += 1
            self.watch.note_there(item.address, visit, is_delisted=bool(is_delisted))
        else:
            results = list(self._documents(item, answer, name, sha256))
            self.profile.add([result for result in results if isinstance(result, Document)])
            try:
                verdict = self.watch.judge(item.address, answer, results, source, visit)
            except FetchError as error:
                reason = Reason(error.code, error.values)
                self._reject(
                    item, visit, _Failure(reason, error.is_passing, error.status, is_delisted is None)
                )
                return
            if verdict.reason:
                failure = _Failure(verdict.reason, False, answer.status, is_delisted is None)
                self.watch.note_verdict(item.address, verdict, answer, visit)
                self._reject(item, visit, failure)
                return
            keep_raw(self.store, answer.body, sha256)
            self._write(results, source)
            self.watch.note_verdict(item.address, verdict, answer, visit)
        self._record(_visit_of(item.address, answer, sha256, "document"))
        if visit and visit.sha256 != sha256:
            drop_raw(self.store, visit.sha256)

    def _write(self, results: Sequence[Document | Rejection], source: SourceFile) -> None:
        before = self.counts.documents + self.counts.rejected
        finished = cut_documents(results, count_damaged=self.options.count_damaged)
        for documents, rejections, is_last in batches(finished):
            self.counts.add(
                write_batch(self.store, self.run_id, source, documents, rejections, complete=is_last)
            )
        if self.counts.documents + self.counts.rejected == before:  # other bytes, the same document
            self.counts.unchanged += 1

    def _documents(
        self, item: Item, answer: Response, name: str, sha256: str
    ) -> Iterator[Document | Rejection]:
        place = Place(self.corpus, item.address, item.address, name, sha256)
        provenance = {
            "address": item.address,
            "final": answer.final,
            "time": now(),
            "status": answer.status,
            "tries": answer.tries,
            "headers": dict(answer.headers),
            "listed": dict(item.fields),
            "manifest": digest(self.manifest.model_dump_json()),
        }
        for result in read_file(answer.body, place, self._choose_options(item, answer, name)):
            if isinstance(result, Rejection):
                yield result
                continue
            key = item.address if item.record is not None else result.key
            metadata = {**result.metadata, "fetched": provenance}
            yield join_listed(replace(result, key=key, url=answer.final, metadata=metadata), item)

    def _choose_options(self, item: Item, answer: Response, name: str) -> Options:
        if item.record is not None:
            return replace(self.options, format="json", fields={})
        declared = charset_of(answer.headers)
        is_text = name.endswith((".html", ".txt"))
        if declared and is_text and not self.options.encoding and not find_declared_encoding(answer.body):
            return replace(self.options, encoding=declared)
        return self.options


def _read_page(answer: Response) -> str:
    """Return the text that a reader sees of an HTML page; "" for other files."""
    if not name_answer(answer.final, answer.headers, answer.body).endswith(".html"):
        return ""
    return read_visible(answer.body, charset_of(answer.headers))


def _conditions(visit: Visit) -> dict[str, str]:
    found = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
    return {name: value for name, value in found.items() if value}


def _visit_of(address: str, answer: Response, sha256: str, outcome: str) -> Visit:
    return Visit(
        address,
        outcome,
        answer.final,
        answer.status,
        answer.headers.get("etag", ""),
        answer.headers.get("last-modified", ""),
        answer.headers,
        sha256,
        now(),
    )
