"""Stored documents: reading, storing and naming them, their versions, clusters and corpora."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.store.documents.amendments import Amendment, amend_document, read_amendments
    from flows.store.documents.changes import (
        ChangedPassage,
        changed_passages,
        count_changed,
        current_since,
        document_rowids,
        next_step,
        removed_passages,
    )
    from flows.store.documents.clusters import (
        ClusterCounts,
        cluster_of,
        count_clusters,
        drop_signatures,
        is_clustered,
        later_documents,
        later_passages,
        list_clusters,
        read_signatures,
        unsigned_documents,
        write_clusters,
        write_signatures,
    )
    from flows.store.documents.corpora import (
        CorpusDocuments,
        CorpusReading,
        CorpusSize,
        corpus_documents,
        corpus_readings,
        corpus_sizes,
        known_corpora,
        record_reading,
    )
    from flows.store.documents.names import (
        DocumentName,
        NamedDocument,
        document_names,
        unnamed_documents,
        write_names,
    )
    from flows.store.documents.news import (
        NewDocument,
        count_new_documents,
        new_documents,
        newest_date,
    )
    from flows.store.documents.reading import (
        StoredDocument,
        find_ids,
        find_one,
        find_publishers,
        read_document,
        read_running_text,
        read_text,
        read_texts,
    )
    from flows.store.documents.rejections import (
        StoredRejection,
        count_outcome,
        read_rejections,
    )
    from flows.store.documents.removal import (
        Removal,
        corpus_ids,
        give_back_space,
        measure_removal,
        remove_corpus,
        remove_documents,
        rename_corpus,
    )
    from flows.store.documents.versions import (
        adjacent_documents,
        document_editions,
        document_versions,
        read_repeals,
    )
    from flows.store.documents.writing import (
        BatchCounts,
        SourceFile,
        is_complete,
        read_source,
        write_batch,
    )
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "Amendment",
    "BatchCounts",
    "ChangedPassage",
    "ClusterCounts",
    "CorpusDocuments",
    "CorpusReading",
    "CorpusSize",
    "DocumentName",
    "NamedDocument",
    "NewDocument",
    "Removal",
    "SourceFile",
    "StoredDocument",
    "StoredRejection",
    "adjacent_documents",
    "amend_document",
    "changed_passages",
    "cluster_of",
    "corpus_documents",
    "corpus_ids",
    "corpus_readings",
    "corpus_sizes",
    "count_changed",
    "count_clusters",
    "count_new_documents",
    "count_outcome",
    "current_since",
    "document_editions",
    "document_names",
    "document_rowids",
    "document_versions",
    "drop_signatures",
    "find_ids",
    "find_one",
    "find_publishers",
    "give_back_space",
    "is_clustered",
    "is_complete",
    "known_corpora",
    "later_documents",
    "later_passages",
    "list_clusters",
    "measure_removal",
    "new_documents",
    "newest_date",
    "next_step",
    "read_amendments",
    "read_document",
    "read_rejections",
    "read_repeals",
    "read_running_text",
    "read_signatures",
    "read_source",
    "read_text",
    "read_texts",
    "record_reading",
    "remove_corpus",
    "remove_documents",
    "removed_passages",
    "rename_corpus",
    "unnamed_documents",
    "unsigned_documents",
    "write_batch",
    "write_clusters",
    "write_names",
    "write_signatures",
]
