"""Annotations and passages as Arrow tables: they are read back exactly as written."""

from __future__ import annotations

from dataclasses import fields, replace

from hypothesis import given
from hypothesis import strategies as st

from flows.annotation import RepealedItem
from flows.annotation.annotator import Annotator
from flows.annotation.names import Alias, Context
from flows.pipeline.blocks.annotations import read_annotations, write_annotations
from flows.pipeline.blocks.passages import PassageBatch, read_passages, write_passages
from flows.pipeline.executors.exchange import from_bytes, to_bytes
from flows.records import Annotation, Citation, Event, Mention, Target, TokenSize

TEXTS = st.text(max_size=12)
PLACES = st.integers(0, 2**40)
NUMBERS = st.floats(allow_nan=False)
SCORES = st.dictionaries(TEXTS, NUMBERS, max_size=3)
MENTIONS = st.builds(
    Mention, PLACES, PLACES, TEXTS, TEXTS, TEXTS, TEXTS, NUMBERS, nested=st.booleans(), entity=TEXTS
)
CITATIONS = st.builds(Citation, PLACES, PLACES, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS, TEXTS)
TARGETS = st.builds(
    Target,
    PLACES,
    PLACES,
    TEXTS,
    TEXTS,
    NUMBERS,
    TEXTS,
    value_to=st.none() | NUMBERS,
    deadline=TEXTS,
    rule=TEXTS,
    score=NUMBERS,
)
EVENTS = st.builds(
    Event,
    PLACES,
    PLACES,
    TEXTS,
    TEXTS,
    TEXTS,
    value=st.none() | NUMBERS,
    is_resolved=st.booleans(),
    score=NUMBERS,
)


def several(kind: st.SearchStrategy) -> st.SearchStrategy:
    return st.lists(kind, max_size=3).map(tuple)


ANNOTATIONS = st.builds(
    Annotation,
    TEXTS,
    several(st.tuples(TEXTS, PLACES, PLACES)),
    several(MENTIONS),
    strategies=SCORES,
    labels=several(TEXTS),
    instrument_probabilities=SCORES,
    instruments=several(TEXTS),
    citations=several(CITATIONS),
    targets=several(TARGETS),
    events=several(EVENTS),
    loose=several(st.tuples(TEXTS, st.integers(-(2**40), 2**40))),
)
CONTEXT_FIELDS = {
    "aliases": several(st.builds(Alias, TEXTS, TEXTS, TEXTS, TEXTS)),
    "date": TEXTS,
    "pages": several(st.tuples(st.integers(0, 9), st.integers(10, 20))),
    "section": st.sampled_from(["", "target", "actual", "condition", "rule", "news"]),
    "columns": several(TEXTS),
    "due": TEXTS,
    "headings": several(TEXTS),
    "repealed": several(st.builds(RepealedItem, st.integers(0, 20), st.integers(0, 20), st.booleans())),
    "is_heading": st.booleans(),
    "currency": TEXTS,
    "reported": TEXTS,
    "running": TEXTS,
    "is_listed": st.booleans(),
    "announced": TEXTS,
}
CONTEXTS = st.builds(Context, **CONTEXT_FIELDS)


def test_every_field_of_a_context_travels() -> None:
    assert set(CONTEXT_FIELDS) == {field.name for field in fields(Context)}


@given(st.lists(ANNOTATIONS, max_size=5))
def test_any_annotation_comes_back_as_it_was_without_its_tokens(annotations: list[Annotation]) -> None:
    kept = [found.without_tokens() for found in annotations]
    read = list(read_annotations(from_bytes(to_bytes(write_annotations(annotations)))))
    assert read == kept
    assert [list(found.strategies) for found in read] == [list(found.strategies) for found in kept]
    assert [repr(found) for found in read] == [repr(found) for found in kept]  # types, and -0.0


def test_a_store_counts_the_same_with_tokens_and_without(annotator: Annotator) -> None:
    (found,) = annotator.annotate(["加快 AI芯片 攻关。"])
    assert found.without_tokens().tokens == () and found.without_tokens().without_tokens().size
    assert found.measure() == found.without_tokens().measure() == (len(found.tokens), 9)


@given(st.lists(st.lists(st.tuples(TEXTS, CONTEXTS), min_size=1, max_size=4), min_size=1, max_size=4))
def test_passages_come_back_in_their_batches(rows: list[list[tuple[str, Context]]]) -> None:
    batches = [PassageBatch([text for text, _ in row], [found for _, found in row]) for row in rows]
    read = list(read_passages(from_bytes(to_bytes(write_passages(batches)))))
    assert [batch.texts for batch in read] == [batch.texts for batch in batches]
    for batch, back in zip(batches, read, strict=True):
        for text, context, found in zip(batch.texts, batch.contexts, back.contexts, strict=True):
            assert found.without_pages(text) == context.without_pages(text)
            pages = tuple(page for page in context.pages if page[1] <= len(text))
            items = tuple(item for item in context.repealed if item.start < len(text))
            assert found == replace(context, pages=pages, repealed=items)


def test_slices_of_a_block_are_read_from_where_they_begin() -> None:
    """Written by hand: the second of three passages, with its token and mention."""
    annotations = [
        Annotation("zh", ((word, 0, 2),), (Mention(0, 2, word, "TERM"),)) for word in ("芯片", "光刻", "稀土")
    ]
    table = write_annotations(annotations)
    (read,) = read_annotations(table.slice(1, 1))
    assert read == Annotation("zh", (), (Mention(0, 2, "光刻", "TERM"),), size=TokenSize(1, 2))
