"""Store the document from an address, or the reason for its absence, and record the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.corpus.fetching import FetchError, Item, Profile, Response
from flows.pipeline.blocks import cut_documents
from flows.pipeline.fetching.answers import read_answer
from flows.pipeline.fetching.corpus_run import CorpusRun, visit_of
from flows.pipeline.namesakes import settle_keys
from flows.pipeline.reading import batches
from flows.records import Document, Reason, Rejection
from flows.store import Visit, drop_raw, hash_bytes, keep_raw
from flows.store.documents import SourceFile, is_complete, write_batch


@dataclass(frozen=True, slots=True)
class Failure:
    """The reason why an address yielded no document. `is_passing`: the next run tries again.

    `status` is 0 for no answer. An address no longer listed is not a rejection: there was nothing new to
    read.
    """

    reason: Reason
    is_passing: bool
    status: int
    is_listed: bool = True


class Storing:
    """Stores the answers of one corpus; `profile` counts the fields of its documents."""

    def __init__(self, run: CorpusRun, profile: Profile) -> None:
        self._run = run
        self._profile = profile

    def reject(self, item: Item, visit: Visit | None, failure: Failure) -> None:
        """Record that an address yielded no document.

        What was stored from it before is kept, with the conditions for the next request.
        """
        source = SourceFile(self._run.corpus, item.address, "", self._run.reading, 0)
        rejection = Rejection(
            self._run.corpus, item.address, "fetch", failure.reason.code, failure.reason.values
        )
        if failure.is_listed:
            self._run.counts.add(
                write_batch(self._run.store, self._run.run_id, source, [], [rejection], complete=False)
            )
        if not visit or visit.outcome != "document":
            visit = Visit(item.address, "rejected" if failure.status else "failed")
        self._run.record(
            replace(visit, status=failure.status, reason=rejection.reason, is_passing=failure.is_passing)
        )

    def store(
        self, item: Item, answer: Response, name: str, visit: Visit | None, *, is_delisted: bool | None = None
    ) -> None:
        """Read and store one answer, then record its address.

        An answer that only stands in for the document is not stored; the archived document stays.
        """
        sha256 = hash_bytes(answer.body)
        source = SourceFile(self._run.corpus, item.address, sha256, self._run.reading, len(answer.body))
        if is_complete(self._run.store, source):
            self._run.counts.unchanged += 1
            self._run.watch.note_there(item.address, visit, is_delisted=bool(is_delisted))
        else:
            results = list(read_answer(self._run.manifest, self._run.options, item, answer, name, sha256))
            self._profile.add([result for result in results if isinstance(result, Document)])
            try:
                verdict = self._run.watch.judge(item.address, answer, results, source, visit)
            except FetchError as error:
                reason = Reason(error.code, error.values)
                self.reject(item, visit, Failure(reason, error.is_passing, error.status, is_delisted is None))
                return
            if verdict.reason:
                failure = Failure(verdict.reason, False, answer.status, is_delisted is None)
                self._run.watch.note_verdict(item.address, verdict, answer, visit)
                self.reject(item, visit, failure)
                return
            keep_raw(self._run.store, answer.body, sha256)
            self._write(results, source)
            self._run.watch.note_verdict(item.address, verdict, answer, visit)
        self._run.record(visit_of(item.address, answer, sha256, "document"))
        if visit and visit.sha256 != sha256:
            drop_raw(self._run.store, visit.sha256)

    def _write(self, results: Sequence[Document | Rejection], source: SourceFile) -> None:
        counts = self._run.counts
        before = counts.documents + counts.rejected
        finished = cut_documents(results, count_damaged=self._run.options.count_damaged)
        for documents, rejections, is_last in batches(settle_keys(self._run.store, source, finished)):
            counts.add(
                write_batch(
                    self._run.store, self._run.run_id, source, documents, rejections, complete=is_last
                )
            )
            counts.note_dates(document for document, _ in documents)
        if counts.documents + counts.rejected == before:  # other bytes, the same document
            counts.unchanged += 1
