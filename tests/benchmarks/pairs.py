"""Pairs proposed by content, on documents glued from sentences whose translation is known.

    .venv/bin/python -m tests.benchmarks.pairs [--seed N] [--part dev|test|all] [--keep FOLDER]

Runs of 8 to 40 lines of a parallel file become a Chinese and an English document each, abstracts one each. Of
every second document only one side is stored, so that its best candidate is always wrong. Other Chinese and
English texts are distractors. Prints how many pairs are proposed and used, and how many of them are right.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from flows.alignment.pairing.contents import Vocabulary, read_contents
from flows.alignment.pairing.proposing import compare_candidates, is_sure, read_weights, score_best
from flows.annotation import load_annotator
from flows.pipeline import Processes, annotate_store, ingest_paths
from flows.store.database import Store
from flows.store.documents import read_document
from flows.store.translations import compared_documents
from tests.benchmarks.texts import SHARED
from tests.support import MODELS

Glued = tuple[str, str, str]  # name, Chinese, English


def read_tsv(name: str) -> list[dict[str, str]]:
    with (SHARED / "parallel" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def glue(part: str, chooser: random.Random) -> list[Glued]:
    """Return the documents of a part: `dev`, `test` or `all`."""
    sets = {"dev": ("newstest2021", "generaltest2022"), "test": ("generaltest2023",)}
    lines = [row for row in read_tsv("wmt_zh_en.tsv") if part == "all" or row["set"] in sets[part]]
    found, start = [], 0
    while start < len(lines):
        run = lines[start : start + chooser.randint(8, 40)]
        run = [row for row in run if row["set"] == run[0]["set"] and row["direction"] == run[0]["direction"]]
        found.append((f"w{start}", "\n\n".join(r["zh"] for r in run), "\n\n".join(r["en"] for r in run)))
        start += len(run)
    for number, row in enumerate(read_tsv("chinaxiv_abstracts.tsv")):
        if part == "all" or (number % 2 == 0) == (part == "dev"):
            found.append((f"c{number}", row["abstract_zh"], row["abstract_en"]))
    return found


def distract(chooser: random.Random) -> Iterator[tuple[str, str]]:
    """Yield (name, text) of documents without a translation in the store."""
    with (SHARED / "key_documents" / "key_documents.jsonl").open(encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            yield f"k{record['id']}", record["text"]
    news = []
    for path in sorted((SHARED / "xinwen_lianbo").glob("xwlb_202[0-4]*.jsonl.gz")):
        news += [
            json.loads(line)["text"] for line in gzip.decompress(path.read_bytes()).decode().splitlines()
        ]
    for number, text in enumerate(chooser.sample(news, 2000)):
        yield f"n{number}", text
    for path in sorted((SHARED / "five_year_plans_en").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for start in range(0, len(text), 4000):
            yield f"p{path.stem}-{start}", text[start : start + 4000]


def fill(store: Store, folder: Path, part: str, chooser: random.Random) -> int:
    """Store glued documents and distractors, annotated; return how many have both sides."""
    whole = 0
    with (folder / "texts.jsonl").open("w", encoding="utf-8") as stream:

        def write(name: str, text: str) -> None:
            stream.write(json.dumps({"id": name, "title": "", "text": text}, ensure_ascii=False) + "\n")

        for number, (name, zh, en) in enumerate(glue(part, chooser)):
            sides = ("zh", "en") if number % 2 else (chooser.choice(("zh", "en")),)
            whole += len(sides) == 2
            for side in sides:
                write(f"{name}.{side}", zh if side == "zh" else en)
        for name, text in distract(chooser):
            write(name, text)
    with store.run("benchmark") as run:
        ingest_paths(store, run.id, "glued", [folder / "texts.jsonl"])
        annotate_store(
            store, run.id, load_annotator(MODELS).without_entities(), MODELS, executor=Processes(1)
        )
    return whole


def measure(store: Store, whole: int) -> None:
    """Print the precision and recall of the pairs of a store, by score."""
    start = time.process_time()
    vocabulary = Vocabulary()
    zh, en = (
        list(read_contents(store, compared_documents(store, language), language, vocabulary))
        for language in ("zh", "en")
    )
    read = time.process_time()
    compared = compare_candidates(zh, en, vocabulary, lambda *_: None, lambda *_: None)
    best = score_best(compared)
    print(f"{len(zh)} zh, {len(en)} en; {whole} pairs; {len(compared)} compared, {len(best)} mutual best")
    print(f"reading {read - start:.1f} s, comparing {time.process_time() - read:.1f} s")

    def name(document_id: str) -> str:
        document = read_document(store, document_id)
        assert document
        return str(document.metadata["record_id"])

    judged = []
    for one, score in best:
        here, there = name(one.zh.document.id), name(one.en.document.id)
        judged.append((score, here.removesuffix(".zh") == there.removesuffix(".en"), here, there, one))
    sure = [entry[1] for entry in judged if is_sure(entry[4], entry[0])]
    print(f"used: {sum(sure)} of {len(sure)} right, recall {sum(sure) / whole:.3f}")
    for limit in (0.0, read_weights().shown, 0.5, 0.8, 0.9, read_weights().used, 0.98, 0.99):
        chosen = [entry for entry in judged if entry[0] >= limit]
        right = sum(entry[1] for entry in chosen)
        print(
            f"score >= {limit:.2f}: {right} of {len(chosen)} right ({right / max(1, len(chosen)):.3f}), recall {right / whole:.3f}"
        )
    for score, right, here, there, one in sorted(judged, key=lambda entry: -entry[0]):
        if not right and score >= read_weights().shown:
            print(f"wrong {score:.3f} {here} {there} { {k: round(v, 2) for k, v in one.features.items()} }")


def main() -> int:
    """Glue, store and measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--part", default="test", choices=("dev", "test", "all"))
    parser.add_argument("--keep", type=Path, help="a folder for the store, used again where it is there")
    options = parser.parse_args()
    chooser = random.Random(options.seed)
    folder = options.keep or Path(tempfile.mkdtemp(prefix="pairs-"))
    folder.mkdir(exist_ok=True)
    done = folder / "whole"
    with Store(folder / "zhengce.sqlite") as store:
        if not done.exists():
            done.write_text(str(fill(store, folder, options.part, chooser)))
        measure(store, int(done.read_text()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
