"""Stores made of dated lines, annotated or not."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.matching import dump_concepts
from flows.records import Annotation, AnnotationVersion, Document, Mention, Passage
from flows.store import Store
from flows.store.documents import SourceFile, write_batch
from flows.store.facts import remember_lexicon, write_annotations

TOKENS = 100  # per document


def add_documents(
    store: Store, lexicon: Lexicon, corpus: str, lines: Sequence[tuple[str, str]], *, annotated: bool = True
) -> None:
    """Store one document of a hundred tokens per (date, terms separated by spaces)."""
    run = store.begin_run("test")
    first = int(store.value("SELECT coalesce(max(id), 0) FROM passage") or 0) + 1
    documents, found = [], []
    for number, (date, text) in enumerate(lines):
        key = f"{corpus}-{date}-{first + number}"
        document = Document(corpus, key, f"{text} {key}", title=key, published=date)
        documents.append((document, [Passage(0, 0, len(text), text, language="zh")]))
        place, mentions = 0, []
        for word in text.split(" "):
            if concept := lexicon.find(word):
                mentions.append(
                    Mention(place, place + len(word), word, "TERM", concept.id, entity=concept.id)
                )
            place += len(word) + 1
        tokens = tuple(("x", i, i + 1) for i in range(TOKENS))
        found.append(Annotation("zh", tokens, tuple(mentions), {}, ()))
    write_batch(store, run, SourceFile(corpus, f"{corpus}{first}", "0", "", 1), documents, [], complete=True)
    if annotated:
        rows = list(enumerate(found, first))
        key = AnnotationVersion(lexicon.hash, "1", "").key
        remember_lexicon(store, key, dump_concepts(lexicon))
        write_annotations(store, run, rows, annotation_key=key, model_version="m", kinds={})
