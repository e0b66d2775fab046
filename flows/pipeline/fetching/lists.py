"""Read the lists of a corpus, and check them against the manifest and the last good run."""

from __future__ import annotations

from dataclasses import replace

from flows.corpus.fetching import Listing, Request, changed_fields, charset_of, missing_fields
from flows.pipeline.fetching.corpus_run import CorpusRun, conditions_of, visit_of
from flows.records import Reason
from flows.store import drop_raw, hash_bytes, keep_raw, read_raw, read_visit, write_profile

_MINIMUM_ITEMS = 5  # items from which a list's layout is compared with that of the last good run


class ListReader:
    """Reads the lists of one corpus."""

    def __init__(self, run: CorpusRun) -> None:
        self._run = run

    def read_page(self, request: Request) -> tuple[bytes, str, str]:
        """Read a list page: its bytes, final address and declared encoding.

        The request is conditional if the bytes of the last answer are kept, which are then used after a 304
        answer.
        """
        request.permit = self._run.robots.permit
        if request.method == "POST":
            answer = self._run.client.send(request)
            return answer.body, answer.final, charset_of(answer.headers)
        visit = read_visit(self._run.store, self._run.corpus, request.address)
        kept = read_raw(self._run.store, visit.sha256) if visit else None
        if visit and kept is not None:
            request.conditions = conditions_of(visit)
        answer = self._run.client.send(request)
        if answer.is_unmodified and visit and kept is not None:
            self._run.record(replace(visit, outcome="list", reason=""))
            return kept, visit.final, charset_of(visit.headers)
        sha256 = hash_bytes(answer.body)
        keep_raw(self._run.store, answer.body, sha256)
        self._run.record(visit_of(request.address, answer, sha256, "list"))
        if visit and visit.sha256 != sha256:
            drop_raw(self._run.store, visit.sha256)
        return answer.body, answer.final, charset_of(answer.headers)

    def check(self, listing: Listing) -> bool:
        """Note what the lists lack compared with the manifest and the last good run.

        Returns whether to read their items.
        """
        expect = self._run.fetch.expect
        if listing.cut:
            limits = {
                "maximum_pages": self._run.fetch.maximum_pages,
                "maximum_items": self._run.fetch.politeness.maximum_items,
            }
            values = {"corpus": self._run.corpus, "name": listing.cut, "limit": limits[listing.cut]}
            self._run.counts.cut.append(Reason("pipeline.list_cut", values))
        for address, reason in listing.problems:
            self._run.miss("pipeline.list_not_read", address=address, cause=reason.as_value())
        if len(listing.items) < expect.minimum_items:
            code = "pipeline.too_few_items" if listing.problems else "pipeline.too_few_items_read"
            self._run.miss(code, items=len(listing.items), minimum=expect.minimum_items)
        shares = listing.shares()
        lacking: list[Reason] = []
        if listing.items:
            lacking += missing_fields(shares, expect.filled)
        if len(listing.items) >= _MINIMUM_ITEMS:
            lacking += changed_fields(self._run.known_shares("list."), shares)
        for reason in lacking:
            self._run.miss("pipeline.list_layout_changed", cause=reason.as_value())
        if listing.items and not lacking and not listing.problems:
            stored = {f"list.{name}": share for name, share in shares.items()}
            write_profile(self._run.store, self._run.run_id, self._run.corpus, stored, len(listing.items))
        return not lacking
