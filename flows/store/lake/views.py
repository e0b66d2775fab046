"""Views that show a lake as the tables of a store, and the choice between copies in several stores."""

from __future__ import annotations

from flows.store.database import FIGURE, KIND, PROVINCE, list_columns

# A document is the same in two stores if its content id is (title and text as read). It counts as one store
# has it, with all of its copies there. A store with annotated copies takes precedence (what is known is
# counted), then the store that saw it first (its data had the longest time to be corrected), then the lower
# identity, so that the choice never depends on the order of exports.
DROPPED = (
    "CREATE TABLE dropped_document AS WITH held AS (SELECT content_id, store, "
    "bool_and(annotated_passages = passages) AS is_whole, min(first_seen) AS seen "
    "FROM lake_documents GROUP BY 1, 2), ranked AS (SELECT content_id, store, row_number() OVER "
    "(PARTITION BY content_id ORDER BY is_whole DESC, seen, store) AS place FROM held) "
    "SELECT d.store, d.document_id AS id FROM lake_documents d JOIN ranked r "
    "ON r.content_id = d.content_id AND r.store = d.store WHERE r.place > 1"
)
DROPPED_PASSAGES = (
    "CREATE TABLE dropped_passage AS SELECT p.passage AS id FROM lake_passages p "
    "WHERE (p.store, p.document_id) IN (SELECT (store, id) FROM dropped_document)"
)
# The fields by which documents are chosen, of a row `d` of the lake.
CHOSEN_BY = {"level": "d.level", "kind": KIND, "publisher": "d.publisher", "province": PROVINCE}

_DOCUMENT = "(store, document_id) NOT IN (SELECT (store, id) FROM dropped_document)"
_PASSAGE = "passage NOT IN (SELECT id FROM dropped_passage)"
_SPAN = 'passage AS passage_id, document_id, start, "end", surface'

_VIEWS = {
    "document": (
        "SELECT document_id AS id, corpus, key, title, publisher, level, document_number, "
        "written, published, date, url, language, format, encoding, source_sha256, notes, metadata, "
        "first_seen, text_characters, CAST(NULL AS VARCHAR) AS superseded_by FROM lake_documents",
        _DOCUMENT,
    ),
    "document_content_id": ("SELECT document_id, content_id FROM lake_documents", _DOCUMENT),
    "document_cluster": (
        "SELECT document_id, cluster, similarity FROM "
        "(SELECT * FROM lake_documents WHERE cluster IS NOT NULL)",
        _DOCUMENT,
    ),
    # A store keeps totals only of documents with passages.
    "document_total": (
        "SELECT document_id AS id, tokens, characters, counted_passages AS passages, corpus, publisher, "
        "published, written, first_seen FROM (SELECT * FROM lake_documents WHERE passages > 0)",
        _DOCUMENT,
    ),
    "document_name": ("SELECT DISTINCT document_id, kind, name FROM lake_names", ""),
    "every_passage": ("SELECT * FROM lake_passages", _PASSAGE),
    "passage": (
        'SELECT passage AS id, document_id, position, start, "end", kind, heading, language, text '
        "FROM lake_passages",
        _PASSAGE,
    ),
    "annotation": (
        "SELECT passage AS passage_id, tokens AS token_count, characters AS character_count, lexicon_hash, "
        "model_version, code_version FROM (SELECT * FROM lake_passages WHERE lexicon_hash IS NOT NULL)",
        _PASSAGE,
    ),
    "annotated_passage": (
        "SELECT passage AS passage_id, tokens AS token_count, characters AS character_count "
        "FROM (SELECT * FROM lake_passages WHERE lexicon_hash IS NOT NULL)",
        _PASSAGE,
    ),
    "mention": (
        f"SELECT {_SPAN}, type, concept, entity, source, score, CAST(nested AS INTEGER) AS nested "
        "FROM lake_mentions",
        _PASSAGE,
    ),
    "category": ("SELECT passage AS passage_id, label, kind, probability, rank FROM lake_labels", _PASSAGE),
    # A lake does not record which labels are a person's.
    "uncorrected_label": (
        "SELECT passage AS passage_id, label AS scores FROM (SELECT * FROM lake_labels WHERE false)",
        "",
    ),
    "citation": (f"SELECT {_SPAN}, relation, title, number, concept, date FROM lake_citations", _PASSAGE),
    "target": (
        f"SELECT passage AS passage_id, document_id, {list_columns(FIGURE[:-1])}, "
        "coalesce(bound, '') AS bound FROM lake_figures",  # files of an earlier version have no bounds
        _PASSAGE,
    ),
    "event": (
        f"SELECT {_SPAN}, actor, actor_entity, action, object, object_entity, counterpart, "
        "counterpart_entity, value, unit, date, date_to, date_source, instrument, "
        "CAST(is_resolved AS INTEGER) AS is_resolved, rule, score FROM lake_events",
        _PASSAGE,
    ),
    "directive": (
        'SELECT passage AS passage_id, start, "end", grade, addressee_start, addressee_end, object_start, '
        "object_end, rule FROM lake_directives",
        _PASSAGE,
    ),
    "loose": ("SELECT concept, passage AS passage_id, extra FROM lake_loose", _PASSAGE),
}


def store_views(*, has_dropped: bool) -> dict[str, str]:
    """Return the query of each view by name, in an order in which they can be created."""
    return {
        name: f"{query} WHERE {kept}" if has_dropped and kept else query
        for name, (query, kept) in _VIEWS.items()
    }
