"""What a manifest for a new source would be, tried before it is written: its first items, and the first document read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from flows.corpus import Manifest, load_manifest
from flows.corpus.fetching import (
    Client,
    FetchError,
    Item,
    Listing,
    Politeness,
    Question,
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
from flows.pipeline.ingest import find_files
from flows.records import Document, Rejection

_TRIED = 3  # documents or files that are read to show what would come


@dataclass(slots=True)
class Proposal:
    """A manifest with what it would read: `items` are (title, date, where), `read` the first documents or what is wrong with them."""

    id: str
    values: dict[str, Any]
    number: int
    items: list[tuple[str, str, str]] = field(default_factory=list)
    read: list[Document | Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def as_yaml(self) -> str:
        return yaml.safe_dump(self.values, allow_unicode=True, sort_keys=False, width=110)


def propose_folder(path: Path, name: str) -> Proposal:
    """Propose a manifest for files on this machine; raises UsageError where there is nothing to read."""
    files = list(find_files(path))
    if not files:
        raise UsageError(f"{path}: no files there")
    endings = Counter(file.suffix.lower() or "(no ending)" for file in files)
    proposal = Proposal(
        name or _plain(path.stem), {"title": path.name, "location": str(path.resolve())}, len(files)
    )
    proposal.notes.append(
        "files: " + ", ".join(f"{number:,} {ending}" for ending, number in endings.most_common(8))
    )
    for file in files[:_TRIED]:
        place = Place(proposal.id, str(file), str(file), file.name)
        results = list(read_file(file.read_bytes(), place, Options()))
        proposal.read += results[:_TRIED]
        proposal.items += [
            (found.title, found.date, str(file)) for found in results[:_TRIED] if isinstance(found, Document)
        ]
    return proposal


def propose_address(address: str, name: str, allow_private: list[str]) -> Proposal:
    """Propose a manifest for an address: asks for it, for the first page of the list found there, and for the first documents.

    Raises UsageError where the address gives nothing.
    """
    manners = {"allow_private": allow_private} if allow_private else {}
    with Client(Politeness(allow_private=allow_private)) as client:
        robots = Robots(client)

        def ask(question: Question) -> tuple[bytes, str, str]:
            question.permit = robots.permit
            answer = client.ask(question)
            return answer.body, answer.final, charset_of(answer.headers)

        try:
            body, final, declared = ask(Question(address))
        except FetchError as error:
            raise UsageError(f"{address}: {error}") from None
        title = page_title(body, declared)
        for section in propose_fetch(body, final, declared):
            values: dict[str, Any] = {
                "title": title or final,
                "publisher": "",
                "licence": "",
                "fetch": section | ({"politeness": manners} if manners else {}),
            }
            manifest = Manifest.model_validate({"id": name or name_corpus(final), **values})
            assert manifest.fetch
            first_page = manifest.fetch.model_copy(update={"maximum_pages": 1})
            listing = read_listing(first_page, ask)
            if listing.items:
                break
        return _try(manifest, values, listing, client, robots)


def _try(
    manifest: Manifest, values: dict[str, Any], listing: Listing, client: Client, robots: Robots
) -> Proposal:
    proposal = Proposal(manifest.id, values, len(listing.items), notes=list(listing.problems))
    proposal.items = [
        (item.fields.get("title", ""), item.fields.get("published", ""), item.address)
        for item in listing.items
    ]
    for item in [item for item in listing.items if item.address][:_TRIED]:
        proposal.read += list(_read(manifest, item, client, robots))
    return proposal


def _read(manifest: Manifest, item: Item, client: Client, robots: Robots) -> Iterator[Document | Rejection]:
    try:
        answer = client.ask(Question(item.address, permit=robots.permit))
    except FetchError as error:
        yield Rejection(manifest.id, item.address, "fetch", str(error))
        return
    name = name_answer(answer.final, answer.headers, answer.body)
    if name.endswith(".html") and (reason := refuse_page(answer.body, charset_of(answer.headers))):
        yield Rejection(manifest.id, item.address, "fetch", reason)
        return
    yield from read_file(answer.body, Place(manifest.id, item.address, item.address, name), Options())


def write_manifest(folder: Path, proposal: Proposal) -> Path:
    """Write the proposal as `<folder>/<id>/source.yml` and check it; raises UsageError where there is one already."""
    path = folder / proposal.id / "source.yml"
    if path.exists():
        raise UsageError(f"{path}: there is a corpus of that name; give another with --id")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(proposal.as_yaml(), encoding="utf-8")
    load_manifest(path)
    return path


def _plain(name: str) -> str:
    plain = "".join(char if char.isascii() and char.isalnum() else "-" for char in name.lower()).strip("-")
    return plain[:60] or "texts"
