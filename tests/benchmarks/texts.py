"""Real texts for benchmarks.

A text missing from the shared data is left out, with a notice.
"""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from flows.annotation.lexicon.model import Lexicon
from flows.annotation.lexicon.reading import load_lexicon
from flows.corpus.splitting.passages import split_passages
from tests.support import MODELS, PROJECT

SHARED = Path(os.environ.get("ZHENGCE_SHARED") or PROJECT.parent / "shared") / "data"


def news(characters: int) -> list[str]:
    """Return about this many characters of news paragraphs from the first files of xinwen_lianbo from 2019 on."""
    texts: list[str] = []
    total = 0
    for path in sorted((SHARED / "xinwen_lianbo").glob("xwlb_20[12]*.jsonl.gz"))[7:]:
        for line in gzip.decompress(path.read_bytes()).decode("utf-8").splitlines():
            record = json.loads(line)
            if record["is_rundown"]:
                continue
            for passage in split_passages(record["text"]):
                texts.append(passage.text)
                total += len(passage.text)
            if total >= characters:
                return texts
    return texts


def english_plans() -> list[str]:
    """Return the passages of the three English Five-Year Plans."""
    return [
        passage.text
        for path in sorted((SHARED / "five_year_plans_en").glob("*.txt"))
        for passage in split_passages(path.read_text(encoding="utf-8"))
    ]


def lexicon() -> Lexicon:
    return load_lexicon(MODELS / "lexicon")
