"""People's labels in place of the classifier's, for every passage with the text, until undone."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from flows.store.database import Store, documents_of, next_change, recounting

# The answer that counts: the latest about a text, by any reader.
_ANSWERS = (
    "SELECT p.id, c.labels, c.instruments FROM json_each(?) x CROSS JOIN passage p ON p.id = x.value "
    "CROSS JOIN correction c ON c.text_hash = digest(p.text) ORDER BY c.made, c.reader"
)
_HAS_ANY = "SELECT EXISTS (SELECT 1 FROM correction) OR EXISTS (SELECT 1 FROM uncorrected_label)"
_KEPT = (
    "SELECT passage_id, scores FROM uncorrected_label WHERE passage_id IN (SELECT value FROM json_each(?))"
)
_ANNOTATED = "SELECT passage_id FROM annotated_passage WHERE passage_id IN (SELECT value FROM json_each(?))"
_NAMES = (
    "SELECT u.passage_id, l.name FROM uncorrected_label u CROSS JOIN json_each(u.scores) x "
    "CROSS JOIN label l ON l.id = json_extract(x.value, '$[0]') "
    "WHERE u.passage_id IN (SELECT value FROM json_each(?)) AND json_extract(x.value, '$[2]') IS NOT NULL "
    "ORDER BY u.passage_id, l.kind DESC, json_extract(x.value, '$[2]')"
)


def settle_texts(store: Store, texts: Iterable[str]) -> None:
    """Give every passage with one of these texts the labels that people chose for it.

    Call it in the transaction that changes their answers.
    """
    # One pass over all passages: texts have no index, which would take up a tenth of the store.
    passages = store.column(
        "SELECT id FROM passage WHERE text IN (SELECT value FROM json_each(?))", (json.dumps(list(texts)),)
    )
    if not passages:
        return
    with recounting(store, documents_of(store, passages)):
        change = next_change(store, is_correction=True)
        settle_labels(store, passages)
        store.connection.executemany(
            "UPDATE passage SET changed = ? WHERE id = ?", [(change, one) for one in passages]
        )


def settle_unsettled(store: Store) -> None:
    """Apply answers about annotated passages from before answers were applied at once."""
    if not store.value(_HAS_ANY):
        return
    texts = store.column(
        "SELECT DISTINCT p.text FROM passage p JOIN annotated_passage a ON a.passage_id = p.id "
        "WHERE p.text IN (SELECT text FROM correction) "
        "AND p.id NOT IN (SELECT passage_id FROM uncorrected_label)"
    )
    if texts:
        with store.transaction():
            settle_texts(store, texts)


def settle_labels(store: Store, passages: Sequence[int]) -> None:
    """Give these passages (row ids) the labels that people chose for their texts.

    Call it in a transaction that takes their documents out of the kept counts.
    """
    if not store.value(_HAS_ANY):
        return
    ids = (json.dumps(list(passages)),)
    answers = {row["id"]: row for row in store.rows(_ANSWERS, ids)}
    kept = {row["passage_id"]: row["scores"] for row in store.rows(_KEPT, ids)}
    annotated = set(store.column(_ANNOTATED, ids))
    for passage in sorted({*answers, *kept}):
        if passage in answers and passage in annotated:
            if passage not in kept:
                _keep(store, passage)
            row = answers[passage]
            _set_labels(store, passage, {"strategy": row["labels"], "instrument": row["instruments"]})
        elif passage in kept:
            _restore_labels(store, passage, kept[passage])


def original_labels(store: Store, passages: Sequence[int]) -> dict[int, list[str]]:
    """Return the labels that the classifier had chosen for passages (row ids) that people have labelled.

    Strategies come first. Passages with the classifier's own labels are left out; a lake does not record
    which they are.
    """
    ids = (json.dumps(list(passages)),)
    found: dict[int, list[str]] = {row["passage_id"]: [] for row in store.rows(_KEPT, ids)}
    if found:
        for row in store.rows(_NAMES, ids):
            found[row["passage_id"]].append(row["name"])
    return found


def _keep(store: Store, passage: int) -> None:
    store.connection.execute(
        "INSERT INTO uncorrected_label SELECT ?, json_group_array(json_array(label, probability, rank)) "
        "FROM (SELECT * FROM label_score WHERE passage_id = ? ORDER BY label)",
        (passage, passage),
    )


def _set_labels(store: Store, passage: int, given: dict[str, str]) -> None:
    """Replace a passage's labels with a person's; `given` has lists in JSON by kind."""
    connection = store.connection
    connection.execute("DELETE FROM label_score WHERE passage_id = ?", (passage,))
    for kind, names in given.items():
        for rank, name in enumerate(dict.fromkeys(json.loads(names))):
            connection.execute("INSERT OR IGNORE INTO label (name, kind) VALUES (?, ?)", (name, kind))
            connection.execute(
                "INSERT INTO label_score SELECT ?, id, 1.0, ? FROM label WHERE name = ? AND kind = ?",
                (passage, rank, name, kind),
            )


def _restore_labels(store: Store, passage: int, scores: str) -> None:
    connection = store.connection
    connection.execute("DELETE FROM label_score WHERE passage_id = ?", (passage,))
    connection.executemany(
        "INSERT INTO label_score VALUES (?, ?, ?, ?)", [(passage, *row) for row in json.loads(scores)]
    )
    connection.execute("DELETE FROM uncorrected_label WHERE passage_id = ?", (passage,))
