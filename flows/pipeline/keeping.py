"""Remove, rename and correct what is stored, and bring everything derived from it up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flows.annotation.lexicon import Lexicon
from flows.errors import UsageError
from flows.pipeline.reprints import update_reprints
from flows.pipeline.settling import settle_documents
from flows.records import ReportCount
from flows.search import read_date
from flows.store import Store, lock_corpus
from flows.store.documents import (
    Removal,
    StoredDocument,
    amend_document,
    corpus_ids,
    document_versions,
    give_back_space,
    known_corpora,
    measure_removal,
    read_amendments,
    read_document,
    remove_corpus,
    remove_documents,
    rename_corpus,
)
from flows.store.fulltext import FullText


@dataclass(frozen=True, slots=True)
class RemovalPlan:
    """The scope of a removal: a corpus with all its documents, or versions of documents of one corpus.

    `ids` are those of the versions, `loss` counts what goes with them.
    """

    corpus: str
    ids: tuple[str, ...]
    is_whole_corpus: bool
    loss: Removal


def plan_corpus_removal(store: Store, corpus: str) -> RemovalPlan:
    """Return what would be removed with a corpus."""
    ids = tuple(corpus_ids(store, corpus))
    return RemovalPlan(corpus, ids, is_whole_corpus=True, loss=measure_removal(store, ids))


def plan_document_removal(store: Store, document_id: str) -> RemovalPlan:
    """Return what would be removed with a document: all versions under its key."""
    ids = tuple(version.id for version in document_versions(store, document_id))
    return plan_version_removal(store, _read_present(store, document_id).corpus, ids)


def plan_version_removal(store: Store, corpus: str, ids: Sequence[str]) -> RemovalPlan:
    """Return what would be removed with these versions of documents of one corpus."""
    return RemovalPlan(corpus, tuple(ids), is_whole_corpus=False, loss=measure_removal(store, ids))


def remove_planned(
    store: Store, plan: RemovalPlan, lexicon: Lexicon, report: ReportCount | None = None
) -> int:
    """Remove what was planned; return the bytes freed on disk.

    Raises StoreError if another run is reading the corpus.
    """
    with lock_corpus(store, plan.corpus):
        if plan.is_whole_corpus:
            remove_corpus(store, plan.corpus)
        else:
            remove_documents(store, plan.ids)
    settle(store, lexicon, report)
    return give_back_space(store)


def change_corpus_name(store: Store, old: str, new: str, lexicon: Lexicon) -> None:
    """Rename a corpus. Raises UsageError if the new name is taken, StoreError if a run is reading it."""
    if new in known_corpora(store):
        raise UsageError("pipeline.corpus_stored", corpus=new)
    with lock_corpus(store, old), lock_corpus(store, new):
        rename_corpus(store, old, new)
    settle(store, lexicon)


class Corrected(NamedTuple):
    """The fields of a document that were corrected, and those that have their value as read again."""

    made: list[str]
    undone: list[str]


def correct_document(
    store: Store,
    document_id: str,
    values: Mapping[str, str],
    lexicon: Lexicon,
    *,
    reason: str = "",
) -> Corrected:
    """Correct title, published or publisher of a document; "" restores what was read, if it was corrected.

    Raises UsageError for an invalid date, for a replaced version, and for a document that has been removed.
    """
    if "published" in values:
        values = {**values, "published": read_date(values["published"], "--date") or ""}
    document = _read_present(store, document_id)
    if document.superseded_by:
        raise UsageError("pipeline.not_current", document=document_id, current=document.superseded_by)
    with lock_corpus(store, document.corpus):
        before = {one.field for one in read_amendments(store, document.corpus, document.key)}
        done = Corrected(
            [field for field, value in values.items() if value],
            [field for field, value in values.items() if not value and field in before],
        )
        if not any(done):
            return done
        amend_document(
            store, document_id, {name: values[name] for name in [*done.made, *done.undone]}, reason
        )
    settle(store, lexicon)
    return done


def _read_present(store: Store, document_id: str) -> StoredDocument:
    """Return a document that was found before. Raises UsageError if another process has removed it since."""
    document = read_document(store, document_id)
    if document is None:
        raise UsageError("store.document_removed", name=document_id)
    return document


def settle(store: Store, lexicon: Lexicon, report: ReportCount | None = None) -> None:
    """Bring names, statuses, clusters and the index up to date with the documents."""
    settle_documents(store, lexicon)
    update_reprints(store)
    FullText(store).sync(report)
