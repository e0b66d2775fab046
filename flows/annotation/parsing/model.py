"""The trained English parser: loaded when the first sentence needs it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from flows.annotation.parsing.tree import Tree
from flows.errors import ConfigurationError
from flows.text import lazy_pattern

_FOLDER = "parse_en"
_METRICS_FILE = "metrics.json"
_LONGEST = 900  # code points of a sentence; longer ones are lists or tables
_KEPT = 64  # trees kept in memory: those of about one document
_NOT_SAVED = ["vectors", "lookups"]
# An aside in brackets without a figure, which the parser often takes for the main clause: (such as wafers).
_ASIDE = lazy_pattern(r"(?<=\w) \([^()\d%]{1,120}\)(?=[\s,;.])")


class Parser:
    """Parses English sentences into trees. The pipeline is loaded with the first sentence."""

    def __init__(self, folder: Path | None, version: str, nlp: Any = None) -> None:
        self.version = version
        self._folder = folder
        self._nlp = nlp
        self._known: dict[str, Tree] = {}

    def parse(self, sentence: str) -> Tree | None:
        """Return the tree of a sentence, or None for a blank or very long one."""
        if not sentence.strip() or len(sentence) > _LONGEST:
            return None
        tree = self._known.get(sentence)
        if tree is None:  # another thread may empty what is kept at any time
            tree = self._parse(sentence)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[sentence] = tree
        return tree

    def _parse(self, sentence: str) -> Tree:
        if self._nlp is None:
            self._nlp = load_pipeline(self._folder)
        asides = [match.span() for match in _ASIDE.finditer(sentence)]
        doc = self._nlp.make_doc(_ASIDE.sub("", sentence))
        for token in doc[1:]:
            token.is_sent_start = False
        for _, pipe in self._nlp.pipeline:
            doc = pipe(doc)
        kept = [token for token in doc if not token.is_space]
        places = {token.i: place for place, token in enumerate(kept)}
        heads = []
        for place, token in enumerate(kept):
            head = token.head
            while head.i not in places and head.head.i != head.i:
                head = head.head
            heads.append(places.get(head.i, place))
        starts = [_place_in(asides, token.idx) for token in kept]
        return Tree(
            sentence,
            starts,
            [start + len(token) for start, token in zip(starts, kept, strict=True)],
            [token.lower_ for token in kept],
            [token.tag_ for token in kept],
            heads,
            [token.dep_ for token in kept],
        )


def _place_in(asides: Sequence[tuple[int, int]], place: int) -> int:
    """Return where a place in a sentence without its asides is in the whole sentence."""
    for start, end in asides:
        if start <= place:
            place += end - start
    return place


def load_pipeline(folder: Path | None) -> Any:
    """Return the spaCy pipeline of a folder. Raises ConfigurationError for a damaged or foreign folder."""
    import spacy  # takes a second to import

    try:
        return spacy.load(str(folder))
    except Exception as error:  # noqa: BLE001 - spaCy raises many kinds for a damaged or foreign folder
        reason = f"{type(error).__name__}: {error}"
        raise ConfigurationError("annotation.damaged_parser", path=folder, reason=reason) from None


def load_parser(artefacts: Path) -> Parser | None:
    """Return the newest parser under a folder of models (`parse_en/0001`), or None if there is none."""
    versions = sorted(
        path for path in (artefacts / _FOLDER).glob("[0-9]*") if (path / "config.cfg").is_file()
    )
    if not versions:
        return None
    newest = versions[-1]
    metrics = json.loads((newest / _METRICS_FILE).read_text(encoding="utf-8"))
    return Parser(newest, f"{newest.name}-{metrics.get('digest', '')[:8]}")


def save_parser(nlp: Any, folder: Path, metrics: Mapping[str, object]) -> None:
    """Write a pipeline and its measured scores, with its size and a digest of its weights."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder, exclude=_NOT_SAVED)
    weights = sorted(path for path in folder.rglob("*") if path.is_file() and path.name == "model")
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in weights)).hexdigest()[:16]
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    content = {"digest": digest, "megabytes": round(size / 1e6, 1), **metrics}
    text = json.dumps(content, ensure_ascii=False, indent=1)
    (folder / _METRICS_FILE).write_text(text + "\n", encoding="utf-8")
