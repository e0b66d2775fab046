"""Measure whether evidence shows the true translation beside a quote, on glued pairs of documents.

python -m tests.benchmarks.counterparts                 documents whose sentences all have a translation
python -m tests.benchmarks.counterparts --drop 0.1      a tenth of the sentences of either side left out
python -m tests.benchmarks.counterparts --drop 0.1 --reflow   also let the paragraphs of both sides differ
python -m tests.benchmarks.counterparts --show 20       also print random quotes with what is shown, and some of the faulty ones

Each document is 40 to 80 neighbouring pairs of sentences in paragraphs of three (a headline is one of its own), and
its translation is declared.
They are ingested, annotated and aligned as any corpus; the quotes are those of the evidence on every concept of
the lexicon that occurs in both languages, the most frequent first.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flows.alignment.linking import read_pairs
from flows.annotation import load_annotator
from flows.embedding import find_encoder
from flows.pipeline import align_pairs, annotate_store, ingest_paths, load_aligner, store_known_pairs
from flows.reports.evidence import EvidenceRequest, NumberedQuote, find_evidence, number_quotes
from flows.search import Collection
from flows.store import Store
from flows.store.facts import frequent_concepts
from flows.trends import SeriesRequest
from tests.benchmarks.texts import SHARED
from tests.support import MODELS

FILES = ("wmt_zh_en.tsv", "xuexi_pairs.tsv")
_SHORTEST, _LONGEST, _PARAGRAPH, _SEED = 40, 80, 3, 16
_TYPES = ("TERM", "PROGRAMME", "TECH", "ORG", "GPE", "EVENT")
_TERMS = 60
_RIGHT = ("exact", "more", "right: none")
_END = re.compile(r"[。！？.!?…][”’\"')）]*\s*$")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Made:
    """A glued document in one language: its text and the place of each sentence of the pairs in it."""

    text: str
    places: dict[int, tuple[int, int]]

    def at(self, start: int, end: int) -> set[int]:
        """Return the numbers of the pairs whose sentence overlaps [start, end)."""
        return {number for number, (first, last) in self.places.items() if first < end and start < last}


def glue_documents(seed: int, drop: float, *, reflow: bool = False) -> dict[str, Made]:
    """Return the documents by record id: N and N-en are one text; the same seed gives the same documents.

    With `reflow`, each side's remaining sentences get their own paragraphs.
    """
    rng = random.Random(seed)
    pairs = [
        pair for name in FILES for own in read_pairs(SHARED / "parallel" / name).values() for pair in own
    ]
    documents: dict[str, Made] = {}
    start = 0
    while start < len(pairs):
        length = rng.randint(_SHORTEST, _LONGEST)
        own = pairs[start : start + length]
        for side, name in ((0, f"{start}"), (1, f"{start}-en")):
            documents[name] = _write(own, side, rng, drop, reflow=reflow)
        start += length
    return documents


def _write(pairs: Sequence[Pair], side: int, rng: random.Random, drop: float, *, reflow: bool) -> Made:
    text, places, in_paragraph, begins = "", {}, 0, False
    for number, pair in enumerate(pairs):
        is_whole = all(_END.search(sentence) for sentence in pair)
        begins |= not is_whole or in_paragraph % _PARAGRAPH == 0
        is_kept = rng.random() >= drop
        if is_kept or not reflow:
            in_paragraph = in_paragraph + 1 if is_whole else 0
        if not is_kept:
            continue
        if text:
            text += "\n\n" if begins else " " * side
        places[number] = (len(text), len(text) + len(pair[side]))
        text, begins = text + pair[side], False
    return Made(text, places)


def write_records(documents: dict[str, Made], path: Path) -> None:
    """Write the documents as records, each English one with its `translation_of`."""
    with path.open("w", encoding="utf-8") as file:
        for name, made in documents.items():
            zh, is_english, _ = name.partition("-en")
            record = {"id": name, "text": made.text, "date": "2021-05-01"}
            if is_english:
                record["translation_of"] = zh
            file.write(json.dumps(record, ensure_ascii=False) + "\n")


@dataclass(frozen=True, slots=True)
class Glued:
    """The stored documents by id, and where each passage begins in its document."""

    documents: dict[str, Made]
    starts: dict[str, int]

    def judge(self, quote: NumberedQuote) -> str:
        """Return how well the counterpart of a quote fits.

        `exact` shows only text of the true translation, `more` the true translation and other text,
        `wrong` anything else; `right: none` is a quote without a translation for which none is shown,
        `missing` a translation that is not shown, and `invented` a counterpart of a quote without one.
        """
        found = quote.quote
        version, own = found.version, self.documents[found.document_id]
        if version is None:
            return "no pair"
        other = self.documents[version.document_id]
        true = own.at(found.document_start, found.document_end) & other.places.keys()
        if not version.sentences:
            return "missing" if true else "right: none"
        numbers = set[int]()
        for sentence in version.sentences:
            start = self.starts[sentence.passage_id]
            assert other.text[start + sentence.start : start + sentence.end] == sentence.text
            numbers |= other.at(start + sentence.start, start + sentence.end)
        if not true:
            return "invented"
        if numbers == true:
            return "exact"
        return "more" if true < numbers else "wrong"


def read_glued(store: Store, made: dict[str, Made]) -> Glued:
    """Return the glued documents as stored; `made` has them by record id."""
    rows = store.rows("SELECT id, json_extract(metadata, '$.record_id') AS name FROM document")
    starts = store.rows(
        "SELECT document_id || '-' || position AS id, start FROM passage WHERE kind != 'title'"
    )
    return Glued({row["id"]: made[row["name"]] for row in rows}, {row["id"]: row["start"] for row in starts})


def collect_quotes(store: Store, collection: Collection) -> Iterator[NumberedQuote]:
    """Yield the quotes of the evidence on the most frequent concepts that occur in both languages."""
    both = [
        concept
        for concept in frequent_concepts(store, _TYPES, 10_000)
        if store.value(
            "SELECT count(DISTINCT d.language) FROM mention m JOIN passage p ON p.id = m.passage_id "
            "JOIN document d ON d.id = p.document_id WHERE m.concept = ?",
            (concept,),
        )
        == 2
    ][:_TERMS]
    for concept in both:
        name = collection.lexicon.concepts[concept].zh or collection.lexicon.concepts[concept].en
        yield from number_quotes(store, find_evidence(collection, EvidenceRequest(SeriesRequest((name,)))))
    print(f"{len(both)} concepts")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=_SEED)
    parser.add_argument("--drop", type=float, default=0.0)
    parser.add_argument("--reflow", action="store_true")
    parser.add_argument("--plain", action="store_true", help="without sentence vectors alone")
    parser.add_argument("--show", type=int, default=0)
    chosen = parser.parse_args()
    documents = glue_documents(chosen.seed, chosen.drop, reflow=chosen.reflow)
    annotator = load_annotator(MODELS)
    lexicon = annotator.tagger.lexicon
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "s.sqlite") as store:
        write_records(documents, Path(folder) / "glued.jsonl")
        with store.run("benchmark") as run:
            ingest_paths(store, run.id, "glued", [Path(folder) / "glued.jsonl"])
            annotate_store(store, run.id, annotator, MODELS)
        store_known_pairs(store)
        glued = read_glued(store, documents)
        print(
            f"seed {chosen.seed}, drop {chosen.drop}, reflow {chosen.reflow}: {len(documents) // 2} pairs of documents"
        )
        for with_vectors in (False, True):
            if with_vectors and (chosen.plain or not find_encoder()):
                continue
            align_pairs(
                store, partial(load_aligner, MODELS, lexicon, with_vectors=with_vectors), everything=True
            )
            quotes = list(collect_quotes(store, Collection(store, lexicon)))
            report(quotes, glued, "with" if with_vectors else "without")
            if chosen.show:
                show(random.Random(chosen.seed).sample(quotes, chosen.show), glued)
                faulty = [quote for quote in quotes if glued.judge(quote) not in _RIGHT]
                print("\nOf those that are not right:")
                show(random.Random(chosen.seed).sample(faulty, min(chosen.show, len(faulty))), glued)


def report(quotes: Sequence[NumberedQuote], glued: Glued, vectors: str) -> None:
    """Print how many quotes are right, by language of the quote."""
    for language in ("zh", "en"):
        own = [quote for quote in quotes if quote.quote.language == language]
        counts = Counter(map(glued.judge, own))
        right = sum(counts[name] for name in _RIGHT)
        shown = ", ".join(f"{name} {number}" for name, number in counts.most_common())
        print(
            f"{vectors} vectors, {language} quotes {len(own)}: {right / len(own):.2%} right ({shown})",
            flush=True,
        )


def show(quotes: Sequence[NumberedQuote], glued: Glued) -> None:
    """Print quotes with the counterparts shown."""
    for one in quotes:
        quote = one.quote
        print(f"\n[{glued.judge(one)}] {quote.before}[{quote.text}]{quote.after}")
        if quote.version:
            print("   ", quote.version.alignment, quote.version.score)
            for sentence in quote.version.sentences:
                print("    ", sentence.text)


if __name__ == "__main__":
    main()
