"""A corpus on the web during one run: the state shared by reading its lists and its documents."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from flows.corpus import Manifest
from flows.corpus.fetching import Client, Fetch, Request, Response, Robots
from flows.corpus.readers import Options
from flows.pipeline.fetching.answers import read_page, read_update
from flows.pipeline.reading import IngestCounts, reading_hash
from flows.pipeline.vanishing import SourceWatch
from flows.records import Reason
from flows.store import Store, Visit, now, read_profile, write_visit


@dataclass
class CorpusRun:
    """One run over one corpus."""

    store: Store
    run_id: str
    manifest: Manifest
    fetch: Fetch
    options: Options
    client: Client
    counts: IngestCounts = field(default_factory=IngestCounts)

    @cached_property
    def robots(self) -> Robots:
        """The sites' rules for programs."""
        return Robots(self.client)

    @cached_property
    def reading(self) -> str:
        """The hash of how answers are read."""
        return reading_hash(self.options)

    @cached_property
    def watch(self) -> SourceWatch:
        """The watch over documents that the source has shown before."""
        return SourceWatch(
            self.store,
            self.run_id,
            self.corpus,
            self.counts,
            self.fetch.politeness,
            lambda address: self.client.send(Request(address, permit=self.robots.permit)),
            read_page,
            read_update,
        )

    @property
    def corpus(self) -> str:
        """The name of the corpus."""
        return self.manifest.id

    def known_shares(self, prefix: str) -> dict[str, float]:
        """Return the shares of filled fields in the last good run, without the prefix `list.`."""
        known = read_profile(self.store, self.corpus)
        return {name.removeprefix("list."): share for name, share in known.items() if name.startswith(prefix)}

    def miss(self, code: str, **values: object) -> None:
        """Note that the source falls short of the manifest or of the last good run."""
        self.counts.unmet.append(Reason(code, {"corpus": self.corpus, **values}))

    def record(self, visit: Visit) -> None:
        """Record what was read at an address."""
        write_visit(self.store, self.run_id, self.corpus, visit)


def conditions_of(visit: Visit) -> dict[str, str]:
    """Return the headers that make an address answer only if it has changed since a visit."""
    found = {"If-None-Match": visit.etag, "If-Modified-Since": visit.last_modified}
    return {name: value for name, value in found.items() if value}


def visit_of(address: str, answer: Response, sha256: str, outcome: str) -> Visit:
    """Return the record of an answer."""
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
