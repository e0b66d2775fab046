"""Propose the manifest of a new source, tried before it is written: first items, first documents."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from unicodedata import normalize

import yaml

from flows.corpus import Manifest, parse_manifest
from flows.corpus.fetching import (
    Client,
    FetchError,
    Item,
    Listing,
    Politeness,
    Request,
    Robots,
    charset_of,
    name_answer,
    name_corpus,
    page_title,
    propose_fetch,
    read_listing,
    refuse_page,
)
from flows.corpus.readers import Options, Place, read_file
from flows.errors import UsageError
from flows.pipeline.files import find_files, show_path
from flows.records import Document, Rejection
from flows.text import is_safe_name, lazy_pattern

_TRIED = 3  # documents or files read to show what the manifest would yield
_SHOWN_ENDINGS = 8
_LETTERS = lazy_pattern(r"[^\W_]+")


@dataclass(slots=True)
class Proposal:
    """A manifest with a sample of what it would read.

    `values` are the keys of the manifest. `items` are (title, date, place). `read` has the first documents,
    or their problems.
    """

    id: str
    values: dict[str, object]
    number: int
    items: list[tuple[str, str, str]] = field(default_factory=list)
    read: list[Document | Rejection] = field(default_factory=list)
    notes: list[object] = field(default_factory=list)

    def as_yaml(self) -> str:
        """Return the text of the manifest."""
        return yaml.safe_dump(self.values, allow_unicode=True, sort_keys=False, width=110)


def propose_folder(path: Path, name: str) -> Proposal:
    """Propose a manifest for files on this machine. Raises UsageError if there is nothing to read."""
    files = list(find_files(path))
    if not files:
        raise UsageError("pipeline.no_files", path=path)
    values: dict[str, object] = {"title": path.name, "location": str(path.resolve())}
    proposal = Proposal(name or _plain(path.stem), values, len(files))
    endings = Counter(file.suffix.lower() for file in files).most_common(_SHOWN_ENDINGS)
    counted = [
        {
            "code": "pipeline.files_with_ending" if ending else "pipeline.files_without_ending",
            "values": {"ending": ending, "number": number},
        }
        for ending, number in endings
    ]
    proposal.notes.append({"code": "pipeline.file_endings", "values": {"counted": counted}})
    for file in files[:_TRIED]:
        place = Place(proposal.id, show_path(file), show_path(file), show_path(file.name))
        results = list(read_file(file.read_bytes(), place, Options()))[:_TRIED]
        proposal.read += results
        documents = [found for found in results if isinstance(found, Document)]
        proposal.items += [(found.title, found.date, str(file)) for found in documents]
    return proposal


def propose_address(address: str, name: str, allow_private: Sequence[str]) -> Proposal:
    """Propose a manifest for an address.

    Requests the address, the first page of the list found there, and the first documents. Raises UsageError
    if the address yields nothing.
    """
    with Client(Politeness(allow_private=list(allow_private))) as client:
        trial = _Trial(client, Robots(client))
        try:
            body, final, declared = trial.request(Request(address))
        except FetchError as error:
            raise _explain(address, error) from None
        values: dict[str, object] = {
            "title": page_title(body, declared) or final,
            "publisher": "",
            "licence": "",
        }
        politeness = {"politeness": {"allow_private": list(allow_private)}} if allow_private else {}
        for section in propose_fetch(body, final, declared):
            values["fetch"] = section | politeness
            manifest = Manifest.model_validate({"id": name or name_corpus(final), **values})
            assert manifest.fetch
            first_page = manifest.fetch.model_copy(update={"maximum_pages": 1})
            listing = read_listing(first_page, trial.request)
            if listing.items:
                break
        return trial.read(manifest.id, values, listing)


def _explain(address: str, error: FetchError) -> UsageError:
    """Return why an address can't be read, with the option to pass if a host is not public."""
    values = {"address": address, "cause": error.as_value()}
    if host := _find_private_host(error.as_value()):
        return UsageError("pipeline.private_source", **values, host=host)
    return UsageError("pipeline.address_unreadable", **values)


def _find_private_host(reason: object) -> str:
    """Return the host and port that a reason, or a nested one, calls private; "" if there is none."""
    if not isinstance(reason, Mapping):
        return ""
    values = reason["values"]
    if reason["code"] in ("corpus.is_private", "corpus.leads_to_private"):
        return str(values["host"])
    return next(filter(None, map(_find_private_host, values.values())), "")


@dataclass(frozen=True, slots=True)
class _Trial:
    """Requests what a proposed manifest names."""

    client: Client
    robots: Robots

    def request(self, request: Request) -> tuple[bytes, str, str]:
        request.permit = self.robots.permit
        answer = self.client.send(request)
        return answer.body, answer.final, charset_of(answer.headers)

    def read(self, corpus: str, values: dict[str, object], listing: Listing) -> Proposal:
        problems = [f"{address}: {reason.message()}" for address, reason in listing.problems]
        proposal = Proposal(corpus, values, len(listing.items), notes=[*problems])
        proposal.items = [
            (item.fields.get("title", ""), item.fields.get("published", ""), item.address)
            for item in listing.items
        ]
        for item in [item for item in listing.items if item.address][:_TRIED]:
            proposal.read += list(self._read_item(corpus, item))
        return proposal

    def _read_item(self, corpus: str, item: Item) -> Iterator[Document | Rejection]:
        try:
            answer = self.client.send(Request(item.address, permit=self.robots.permit))
        except FetchError as error:
            yield Rejection(corpus, item.address, "fetch", error.code, error.values)
            return
        name = name_answer(answer.final, answer.headers, answer.body)
        if name.endswith(".html") and (refusal := refuse_page(answer.body, charset_of(answer.headers))):
            yield Rejection(corpus, item.address, "fetch", refusal.code, refusal.values)
            return
        yield from read_file(answer.body, Place(corpus, item.address, item.address, name), Options())


def write_manifest(folder: Path, proposal: Proposal) -> Path:
    """Check the proposal and write it as `<folder>/<id>/source.yml`.

    Raises UsageError if the file exists, ConfigurationError for a proposal that no run could read.
    """
    path = folder / proposal.id / "source.yml"
    if path.exists():
        raise UsageError("pipeline.corpus_exists", path=path)
    source = proposal.as_yaml()
    parse_manifest(path, source)  # an invalid one is not written
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(source, encoding="utf-8")
    return path


def _plain(name: str) -> str:
    """Return an id for the folder of this name: `my-texts` for "My texts", 工信部文件 as it is."""
    plain = "-".join(_LETTERS.findall(normalize("NFKC", name).lower()))[:60].rstrip("-")
    if is_safe_name(plain):
        return plain
    return "texts"
