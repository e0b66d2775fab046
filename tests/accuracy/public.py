"""Public sets that anybody may fetch: checked by their hashes, and measured."""

from __future__ import annotations

import gzip
import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import spacy

from flows.annotation import Annotator
from flows.annotation.names.learning.sentences import read_iob2
from flows.annotation.names.learning.training import measure_model
from flows.annotation.parsing import measure_parse, read_treebank
from flows.workspace import Workspace
from tests.accuracy.page import write_page
from tests.accuracy.record import FIGURES, compare, read_figures, write_figures
from tests.accuracy.scores import Score
from tests.accuracy.table import format_verdicts
from tests.accuracy.texts import FOLDER

SETS = FOLDER / "public.toml"
_COLUMNS = (1, 4, 6, 7)  # of CoNLL-U: form, tag, head, relation


@dataclass(frozen=True, slots=True)
class PublicSet:
    """A file of a public set; `where` says who publishes it, `reader` how it is read: iob2, words, treebank."""

    kind: str
    language: str
    reader: str
    file: str
    sha256: str
    where: str
    licence: str


def read_sets(path: Path = SETS) -> list[PublicSet]:
    """Return the sets that can be measured."""
    return [PublicSet(**row) for row in tomllib.loads(path.read_text(encoding="utf-8"))["set"]]


def find_file(folder: Path, wanted: PublicSet) -> Path | None:
    """Return the file of a set in the folder or below it, where it is; a treebank may be packed with gzip."""
    names = (wanted.file, f"{wanted.file}.gz", *(("test.conllu.gz",) if wanted.reader == "treebank" else ()))
    found = (path for name in names for path in sorted(folder.rglob(name)))
    return next(found, None)


def hash_file(path: Path, reader: str) -> str:
    """Return the SHA-256 of a file; of a treebank that of the columns that are used."""
    data = path.read_bytes()
    if reader != "treebank":
        return hashlib.sha256(data).hexdigest()
    text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line[:1].isdigit())
    words = ("\t".join(row[column] for column in _COLUMNS) for row in rows if row[0].isdigit())
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def measure_public(folder: Path, *, write: bool = False, figures: Path = FIGURES) -> int:
    """Print the scores of the sets in a folder, and where to get those that are not there; return the exit code.

    The code is 1 where a file is not the one that was recorded, or a figure has fallen.
    """
    scores: list[Score] = []
    is_wrong = False
    measures = _Measures()
    for wanted in read_sets():
        path = find_file(folder, wanted)
        if path is None:
            print(f"not in {folder}: {wanted.file}. {wanted.where}; {wanted.licence}")
        elif hash_file(path, wanted.reader) != wanted.sha256:
            print(f"{path}: not the file that was recorded. Expected SHA-256 {wanted.sha256}; {wanted.where}")
            is_wrong = True
        else:
            scores += measures.by_reader[wanted.reader](wanted, path)
    if not scores:
        return 1
    recorded = read_figures(figures, "public")
    verdicts = [verdict for verdict in compare(scores, recorded) if verdict.score]
    print("\n".join(format_verdicts(verdicts)))
    if write and not is_wrong:
        write_figures({"public": scores}, datetime.now(UTC).date().isoformat(), figures)
        write_page()
        return 0
    return int(is_wrong or any(verdict.is_bad for verdict in verdicts))


class _Measures:
    """How each kind of set is measured; the annotator is loaded once, when it is first needed."""

    def __init__(self) -> None:
        self._workspace = Workspace()
        self.by_reader: Mapping[str, Callable[[PublicSet, Path], Sequence[Score]]] = {
            "iob2": self._measure_names,
            "words": self._measure_words,
            "treebank": self._measure_syntax,
        }

    @property
    def _annotator(self) -> Annotator:
        return self._workspace.annotator

    def _measure_names(self, wanted: PublicSet, path: Path) -> list[Score]:
        """Return the score of spans with the right type and borders: lexicon, rules and model together."""
        annotator = self._annotator
        scores = measure_model(annotator.entities, read_iob2(path), annotator.tagger, with_known=True)["all"]
        counts = (scores.right, scores.found, scores.right, scores.expected)
        return [Score(wanted.kind, wanted.language, *counts)]

    def _measure_words(self, wanted: PublicSet, path: Path) -> list[Score]:
        """Return the score of words, as the bakeoff counts them; ours cuts lexicon terms as one word."""
        right = found = expected = 0
        for words in read_word_lines(path):
            text = "".join(words)
            ours = [(start, end) for start, end in self._annotator.tagger.tag(text).tokens]
            gold = set(spans_of(words))
            right, found, expected = right + len(gold & set(ours)), found + len(ours), expected + len(gold)
        return [Score(wanted.kind, wanted.language, right, found, right, expected)]

    def _measure_syntax(self, wanted: PublicSet, path: Path) -> list[Score]:
        """Return the shares of right tags, heads, and heads with relations."""
        sentences = list(read_treebank(path))
        words = sum(len(sentence.words) for sentence in sentences)
        versions = self._workspace.settings.models_folder / "artefacts" / "parse_en"
        shares = measure_parse(spacy.load(max(versions.iterdir())), sentences)
        return [
            Score(f"{wanted.kind} {name}", wanted.language, round(share * words), words)
            for name, share in zip(("tags", "heads", "relations"), shares, strict=True)
        ]


def read_word_lines(path: Path) -> Iterator[list[str]]:
    """Yield the words of each line of a segmented file; empty lines are left out."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if words := line.split():
            yield words


def spans_of(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Yield the span of each word in the words joined."""
    place = 0
    for word in words:
        yield place, place + len(word)
        place += len(word)
