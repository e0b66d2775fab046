"""Read a corpus from the web: lists, then each document with a conditional request, into the store, once and every version."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.corpus import Manifest, find_declared_encoding
from flows.corpus.fetching import (
    Client,
    FetchError,
    Item,
    JsonFetch,
    Listing,
    Profile,
    Question,
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
    refuse_page,
    walk,
)
from flows.corpus.readers import Options, Place, read_file
from flows.pipeline.reading import IngestCounts, batches, reading_hash
from flows.records import Document, Rejection, digest
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

_REST_DAYS = 7  # what is not there, or no document, is asked for again after so long
_VERIFICATIONS = 5  # pages of this kind in a row say that the server wants no more for now
Report = Callable[[str, int, int], None]


@dataclass(slots=True)
class _Reader:
    """One run over one corpus: what the functions below share."""

    store: Store
    run_id: str
    manifest: Manifest
    options: Options
    client: Client
    robots: Robots
    counts: IngestCounts = field(default_factory=IngestCounts)
    profile: Profile = field(default_factory=Profile)
    verifications: int = 0

    @property
    def corpus(self) -> str:
        return self.manifest.id

    def permit(self, address: str) -> None:
        self.robots.permit(address)


def fetch_manifest(
    store: Store, run_id: str, manifest: Manifest, options: Options, report: Report
) -> IngestCounts:
    """Read what a manifest's `fetch` declares; what fails is a rejection, what the lists lack stands in `unmet`.

    Killed at any moment, the next run goes on: an address is remembered after its document is stored, in one transaction each.
    """
    assert manifest.fetch
    with Client(manifest.fetch.politeness) as client:
        reader = _Reader(store, run_id, manifest, options, client, Robots(client))
        listing = read_listing(manifest.fetch, lambda question: _read_page(reader, question))
        if not _check_listing(reader, listing):
            return reader.counts
        _read_items(reader, listing, report)
    return reader.counts


def _check_listing(reader: _Reader, listing: Listing) -> bool:
    """Note what the lists lack against the manifest and the last good run; returns whether their items are to be read."""
    fetch, corpus = reader.manifest.fetch, reader.corpus
    assert fetch
    unmet = [f"{corpus}: list not read: {problem}" for problem in listing.problems]
    reader.counts.unmet += unmet
    if len(listing.items) < fetch.expect.minimum_items:
        hint = "" if unmet else ": has the site's layout changed?"
        reader.counts.unmet.append(
            f"{corpus}: {len(listing.items)} items in the lists, at least {fetch.expect.minimum_items} expected{hint}"
        )
    shares = listing.shares()
    known = {
        name.removeprefix("list."): share
        for name, share in read_profile(reader.store, corpus).items()
        if name.startswith("list.")
    }
    lacking = (
        missing_fields(shares, fetch.expect.filled) if listing.items else []
    )  # of no items nothing more is to be said
    lacking += changed_fields(known, shares) if len(listing.items) >= 5 else []
    reader.counts.unmet += [f"{corpus}: the lists' layout has changed: {problem}" for problem in lacking]
    if listing.items and not lacking and not unmet:
        stored = {f"list.{name}": share for name, share in shares.items()}
        write_profile(reader.store, reader.run_id, corpus, stored, len(listing.items))
    return not lacking


def _read_items(reader: _Reader, listing: Listing, report: Report) -> None:
    visits = read_visits(reader.store, reader.corpus)
    known = {
        name: share
        for name, share in read_profile(reader.store, reader.corpus).items()
        if name.startswith("page.")
    }
    items = [item for item in listing.items if item.address]
    for number, item in enumerate(items):
        report(item.fields.get("title", "") or item.address, number, len(items))
        reader.counts.files += 1
        _read_item(reader, item, visits.get(item.address))
        if reader.verifications >= _VERIFICATIONS:
            reader.counts.unmet.append(
                f"{reader.corpus}: {_VERIFICATIONS} verification pages in a row: the server wants no more for now; the rest is left for the next run"
            )
            break
        if reader.profile.total >= 10 and reader.profile.total % 10 == 0 and _page_problems(reader, known):
            break
    report("", len(items), len(items))
    if problems := _page_problems(reader, known):
        reader.counts.unmet += [
            f"{reader.corpus}: the pages' layout has changed: {problem}" for problem in problems
        ]
    elif reader.profile.total >= 10:
        write_profile(
            reader.store, reader.run_id, reader.corpus, reader.profile.shares(), reader.profile.total
        )


def _page_problems(reader: _Reader, known: Mapping[str, float]) -> list[str]:
    return changed_fields(known, reader.profile.shares()) if reader.profile.total >= 10 else []


def _read_page(reader: _Reader, question: Question) -> tuple[bytes, str, str]:
    """Read a list page: with a conditional request where its last bytes are kept, which then stand for it."""
    question.permit = reader.permit
    if question.form is not None or question.json is not None:
        answer = reader.client.ask(question)
        return answer.body, answer.final, charset_of(answer.headers)
    visit = read_visit(reader.store, reader.corpus, question.address)
    kept = read_raw(reader.store, visit.sha256) if visit else None
    if visit and kept is not None:
        question.conditions = _conditions(visit)
    answer = reader.client.ask(question)
    if answer.is_unmodified and visit and kept is not None:
        write_visit(reader.store, reader.run_id, reader.corpus, replace(visit, outcome="list", reason=""))
        return kept, visit.final, charset_of(visit.headers)
    sha256 = hash_bytes(answer.body)
    keep_raw(reader.store, answer.body, sha256)
    write_visit(
        reader.store, reader.run_id, reader.corpus, _visit_of(question.address, answer, sha256, "list")
    )
    if visit and visit.sha256 != sha256:
        drop_raw(reader.store, visit.sha256)
    return answer.body, answer.final, charset_of(answer.headers)


def _read_item(reader: _Reader, item: Item, visit: Visit | None) -> None:
    if item.record is not None:
        body = json.dumps([dict(item.record)], ensure_ascii=False, sort_keys=True).encode()
        _store(reader, item, Response(item.address, item.address, 200, {}, body), "record.json", visit)
        return
    if visit and _is_recent(reader, visit):
        reader.counts.unchanged += 1
        return
    has_answer = bool(visit and visit.sha256 and visit.outcome == "document")
    try:
        answer = reader.client.ask(
            Question(item.address, _conditions(visit) if visit and has_answer else {}, permit=reader.permit)
        )
        if answer.is_unmodified and visit:
            kept = _keep_unmodified(reader, item, visit)
            if kept:
                return
            answer = reader.client.ask(Question(item.address, permit=reader.permit))
        if answer.is_unmodified:
            raise FetchError(
                "the server answered 304 to a request without conditions", is_passing=True, status=304
            )
        answer = _follow_answer(reader, answer)
    except FetchError as error:
        _reject(reader, item, visit, str(error), is_passing=error.is_passing, status=error.status)
        return
    name = name_answer(answer.final, answer.headers, answer.body)
    reason = refuse_page(answer.body, charset_of(answer.headers)) if name.endswith(".html") else ""
    reader.verifications = reader.verifications + 1 if is_verification(reason) else 0
    if reason:
        _reject(reader, item, visit, reason, is_passing=is_verification(reason), status=answer.status)
    else:
        _store(reader, item, answer, name, visit)


def _follow_answer(reader: _Reader, answer: Response) -> Response:
    """Return the document whose address stands in an answer, where the manifest says that it does."""
    fetch = reader.manifest.fetch
    if not isinstance(fetch, JsonFetch) or not fetch.answer_path:
        return answer
    try:
        target = walk(json.loads(answer.body), fetch.answer_path)
    except (ValueError, RecursionError):
        raise FetchError("the answer is not JSON", is_passing=True, status=answer.status) from None
    address = normalise_address(str(target or ""), answer.final)
    if not address:
        raise FetchError(
            f"no address at {fetch.answer_path} in the answer", is_passing=True, status=answer.status
        )
    followed = reader.client.ask(Question(address, permit=reader.permit))
    return replace(
        followed,
        headers={
            name: value for name, value in followed.headers.items() if name not in ("etag", "last-modified")
        },
    )


def _conditions(visit: Visit) -> dict[str, str]:
    found = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
    return {name: value for name, value in found.items() if value}


def _is_recent(reader: _Reader, visit: Visit) -> bool:
    """Return whether an address was asked for so lately that it is left alone."""
    assert reader.manifest.fetch
    if visit.is_passing:
        return False
    days = reader.manifest.fetch.politeness.recheck_days if visit.outcome == "document" else _REST_DAYS
    return datetime.fromisoformat(visit.checked) > datetime.now(UTC) - timedelta(days=days)


def _keep_unmodified(reader: _Reader, item: Item, visit: Visit) -> bool:
    """Take what is stored as it is; where it would be read in another way now, read its bytes again. False: they are gone."""
    source = SourceFile(reader.corpus, item.address, visit.sha256, _reading(reader), 0)
    if not is_complete(reader.store, source):
        body = read_raw(reader.store, visit.sha256)
        if body is None:
            return False
        answer = Response(item.address, visit.final, visit.status, visit.headers, body)
        _store(reader, item, answer, name_answer(visit.final, visit.headers, body), visit)
        return True
    reader.counts.unchanged += 1
    reader.counts.not_modified += 1
    reader.verifications = 0
    write_visit(reader.store, reader.run_id, reader.corpus, replace(visit, reason="", is_passing=False))
    return True


def _reject(
    reader: _Reader, item: Item, visit: Visit | None, reason: str, *, is_passing: bool, status: int
) -> None:
    """Record that an address gave no document. What was stored under it before stays, with its conditions for the next asking."""
    source = SourceFile(reader.corpus, item.address, "", _reading(reader), 0)
    rejection = Rejection(reader.corpus, item.address, "fetch", reason)
    reader.counts.add(write_batch(reader.store, reader.run_id, source, [], [rejection], complete=False))
    if visit and visit.outcome == "document":
        visit = replace(visit, status=status, reason=reason, is_passing=is_passing)
    else:
        visit = Visit(
            item.address,
            "failed" if not status else "rejected",
            status=status,
            reason=reason,
            is_passing=is_passing,
        )
    write_visit(reader.store, reader.run_id, reader.corpus, visit)


def _reading(reader: _Reader) -> str:
    return reading_hash(reader.options)


def _store(reader: _Reader, item: Item, answer: Response, name: str, visit: Visit | None) -> None:
    """Read and store one answer, then remember its address."""
    sha256 = hash_bytes(answer.body)
    source = SourceFile(reader.corpus, item.address, sha256, _reading(reader), len(answer.body))
    if is_complete(reader.store, source):
        reader.counts.unchanged += 1
    else:
        keep_raw(reader.store, answer.body, sha256)
        results = list(_documents(reader, item, answer, name, sha256))
        reader.profile.add([result for result in results if isinstance(result, Document)])
        before = reader.counts.documents + reader.counts.rejected
        for documents, rejections, last in batches(results, count_damaged=reader.options.count_damaged):
            reader.counts.add(
                write_batch(reader.store, reader.run_id, source, documents, rejections, complete=last)
            )
        reader.counts.unchanged += (
            reader.counts.documents + reader.counts.rejected == before
        )  # other bytes, the same document
    write_visit(
        reader.store, reader.run_id, reader.corpus, _visit_of(item.address, answer, sha256, "document")
    )
    if visit and visit.sha256 != sha256:
        drop_raw(reader.store, visit.sha256)


def _documents(
    reader: _Reader, item: Item, answer: Response, name: str, sha256: str
) -> Iterator[Document | Rejection]:
    options, declared = reader.options, charset_of(answer.headers)
    if (
        declared
        and not options.encoding
        and name.endswith((".html", ".txt"))
        and not find_declared_encoding(answer.body)
    ):
        options = replace(options, encoding=declared)
    if item.record is not None:
        options = replace(options, format="json", fields={})
    place = Place(reader.corpus, item.address, item.address, name, sha256)
    provenance: dict[str, Any] = {
        "address": item.address,
        "final": answer.final,
        "time": now(),
        "status": answer.status,
        "tries": answer.tries,
        "headers": dict(answer.headers),
        "listed": dict(item.fields),
        "manifest": _manifest_hash(reader.manifest),
    }
    for result in read_file(answer.body, place, options):
        if isinstance(result, Document):
            key = item.address if item.record is not None else result.key
            result = replace(
                result, key=key, url=answer.final, metadata={**result.metadata, "fetched": provenance}
            )
            yield join_listed(result, item)
        else:
            yield result


def _manifest_hash(manifest: Manifest) -> str:
    return digest(manifest.model_dump_json())


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
