"""Read a corpus from the web: its lists, then each document with a conditional request.

Every version is stored once.
"""

from __future__ import annotations

from flows.corpus import Manifest
from flows.corpus.fetching import Client, read_listing
from flows.corpus.readers import Options
from flows.pipeline.fetching.corpus_run import CorpusRun
from flows.pipeline.fetching.documents import DocumentReader
from flows.pipeline.fetching.lists import ListReader
from flows.pipeline.reading import IngestCounts
from flows.store import Store


def fetch_manifest(store: Store, run_id: str, manifest: Manifest, options: Options) -> IngestCounts:
    """Read what a manifest's `fetch` declares, and request again documents that its lists no longer name.

    Failures are rejections; shortfalls of the lists are in `unmet`. The source's answer about each document
    is recorded as a sighting.

    An address is recorded after its document is stored, in separate transactions, so the next run continues
    where a killed one stopped.
    """
    assert manifest.fetch
    with Client(manifest.fetch.politeness) as client:
        run = CorpusRun(store, run_id, manifest, manifest.fetch, options, client)
        lists, documents = ListReader(run), DocumentReader(run)
        listing = read_listing(manifest.fetch, lists.read_page)
        if lists.check(listing):
            is_answering = documents.read_items(listing)
            if is_answering and listing.items and not listing.problems:
                documents.ask_again(listing)
            run.watch.settle(has_same_layout=is_answering)
    return run.counts
