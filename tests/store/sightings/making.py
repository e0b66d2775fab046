"""Stores with documents that were read from addresses, and with answers of their source."""

from __future__ import annotations

from flows.records import Document, Passage
from flows.store import (
    SourceAnswer,
    SourceFile,
    Visit,
    note_answer,
    read_archived,
    write_batch,
    write_visit,
)
from flows.store.database import Store

TEXT = "第一条　为促进示范技术的发展，制定本办法。第二条　示范部负责示范工作的组织实施。"


def address_of(name: str) -> str:
    return f"https://example.org/{name}.html"


def add_read(
    store: Store, name: str, text: str = TEXT, *, corpus: str = "made", title: str = "", published: str = ""
) -> str:
    """Store a document as read from its address; return its id."""
    address = address_of(name)
    document = Document(corpus, address, text, title=title or name, published=published, language="zh")
    passages = [Passage(0, 0, len(text), text, language="zh")]
    with store.run("test") as run:
        source = SourceFile(corpus, address, text[:8], "", 1)
        write_batch(store, run.id, source, [(document, passages)], [], complete=True)
        write_visit(store, run.id, corpus, Visit(address, "document", address, 200, sha256=text[:8]))
    return read_archived(store, corpus, address)


def answer(store: Store, name: str, state: str = "", *, corpus: str = "made", **values: object) -> None:
    """Record an answer of the source of a document; `document_id` is its current version unless given."""
    address = address_of(name)
    known = {"document_id": read_archived(store, corpus, address), "status": 404, **values}
    with store.run("test") as run:
        note_answer(store, run.id, corpus, SourceAnswer(address, state=state, **known))  # type: ignore[arg-type]


def make_lost(store: Store) -> dict[str, str]:
    """Store five documents, of which one is gone, one emptied, one edited, one delisted; return their ids.

    `b` is the former version of what is now `b now`; the emptied page answers with words that attack pages.
    """
    names = ("a", "b", "c", "d", "e")
    ids = {
        name: add_read(
            store, name, f"稀土{name}。" + TEXT, title=f"样例通知{name}", published=f"202{place}-03-01"
        )
        for place, name in enumerate(names)
    }
    answer(store, "a", "not_found", before="2026-01-02T03:04:05+00:00")
    ids["b now"] = add_read(store, "b", f"矿产b。{TEXT}", title="样例通知b", published="2021-03-01")
    answer(store, "b", "edited", document_id=ids["b"], status=200, kept=0.85)
    answer(store, "c", "emptied", status=200, kept=0.0, note="<script>alert(1)</script> 已撤回")
    answer(store, "d", "delisted", status=200)
    return ids
