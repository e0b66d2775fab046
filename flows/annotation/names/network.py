"""The network that labels tokens as parts of names: a spaCy pipeline of one `tagger` over features of words.

Every feature depends on the word alone, so the embedding is computed once per distinct word of a batch; the
convolutions then see four words on each side. The features are kept in spaCy's lexical attributes.

spaCy is imported on demand: it takes a second, and imports a command-line framework.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from typing import Any, TypedDict

import numpy as np
import rjieba
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from flows.annotation.matching import Tagged
from flows.annotation.names.convolution import Convolution
from flows.annotation.names.features import (
    CLUSTERS,
    NAMES,
    WordTables,
    character_table,
    describe_word,
    list_words,
    name_words,
)
from flows.text import has_han, lazy_pattern

_WORDS_KEPT = 60_000
_KNOWN_KEPT = 200_000
COMPONENT = "names"
ARCHITECTURE = "zhengce.WordFeatures.v1"
_PIECES = lazy_pattern(r"[A-Za-z]+|\d+|[^\s]")


class Settings(TypedDict):
    """Sizes of a network: vectors, rows of each feature table (0: unused), layers, maxout pieces."""

    width: int
    rows: list[int]
    depth: int
    pieces: int


# The columns of the tables: word, word (English: in lower case), beginning, end, shape, three levels of
# clusters, mark.
SETTINGS: dict[str, Settings] = {
    "zh": {"width": 96, "rows": [0, 16000, 4000, 4000, 300, 0, 0, 0, 100], "depth": 4, "pieces": 2},
    "en": {"width": 96, "rows": [0, 12000, 2000, 4000, 500, 8000, 2000, 300, 300], "depth": 4, "pieces": 2},
}


def build_features(width: int, rows: list[int], depth: int, pieces: int) -> Any:
    """Return the layer from documents to vectors of `width`, one per token; `rows` sizes the tables."""
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder
    from thinc.api import HashEmbed, Maxout, chain, concatenate, list2ragged, ragged2list, uniqued, with_array

    tables: list[Any] = [
        HashEmbed(width, size, column=column, seed=column + 7) for column, size in enumerate(rows) if size
    ]
    mix: Any = Maxout(width, width * len(tables), nP=3, normalize=True)
    words: Any = chain(concatenate(*tables), mix)
    different: Any = uniqued(words, column=0)
    once: Any = with_array(different)
    embed: Any = chain(_make_columns(), list2ragged(), once, ragged2list())
    model: Any = chain(embed, MaxoutWindowEncoder(width, 1, pieces, depth))
    model.set_dim("nO", width)
    return model


def _make_columns() -> Any:
    """Return the layer from documents to the numbers of their words and of the words' features."""
    from thinc.api import Model

    def forward(model: Any, docs: Sequence[Any], is_train: bool) -> tuple[list[Any], Callable[[Any], Any]]:
        del is_train  # thinc passes it by name
        number: Callable[[str], tuple[int, ...]] = model.attrs["number"]
        width = len(number("."))
        columns = [
            np.array([number(token.text) for token in doc], dtype="uint64").reshape(-1, width) for doc in docs
        ]
        return columns, lambda _gradient: []

    return Model("word_columns", forward)


class _WordNumbers:
    """Numbers for a word and its features, by the tables of one model; the latest are cached."""

    def __init__(self, language: str, tables: WordTables) -> None:
        from spacy.strings import hash_string  # type: ignore[attr-defined]  # its stub leaves it out

        @lru_cache(maxsize=_KNOWN_KEPT)
        def number(word: str) -> tuple[int, ...]:
            return tuple(map(hash_string, (word, *describe_word(word, language, tables))))

        self.tables = tables
        self._number = number

    def __call__(self, word: str) -> tuple[int, ...]:
        return self._number(word)


@cache
def register_network() -> None:
    """Register the network with spaCy under the name that saved pipelines use."""
    from spacy.util import registry

    registry.architectures(ARCHITECTURE, func=build_features)


@cache
def fast_operations() -> Any:
    """Return thinc's array operations with numpy's matrix product instead of that of blis.

    On processors with AVX2, numpy's BLAS is 2.8 times as fast at these sizes (AMD EPYC, one thread).
    """
    from thinc.api import NumpyOps

    class FastOps(NumpyOps):
        """NumpyOps with numpy's matrix product."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            """Return the product of two matrices, each transposed on demand."""
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    return FastOps()


def build_language(language: str, labels: Iterable[str], tables: WordTables) -> Any:
    """Return an untrained pipeline for `language` (zh or en), to be trained on the labels of tokens."""
    import spacy

    register_network()
    nlp = spacy.blank("xx")
    features = {"@architectures": ARCHITECTURE, **SETTINGS[language]}
    pipe: Any = nlp.add_pipe(
        "tagger", name=COMPONENT, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": features}}
    )
    for label in labels:
        pipe.add_label(label)
    kinds: dict[str, list[str]] = {}
    for name, kind in tables.names.items():
        kinds.setdefault(kind, []).append(name)
    nlp.vocab.lookups.add_table(
        NAMES, {NAMES: {kind: "".join(f"{name}\n" for name in names) for kind, names in kinds.items()}}
    )
    lines = "\n".join(f"{word}\t{number}" for word, number in sorted(tables.clusters.items()))
    nlp.vocab.lookups.add_table(CLUSTERS, {CLUSTERS: zlib.compress(lines.encode("utf-8"), 9)})
    return set_features(nlp, language)


def set_features(nlp: Any, language: str) -> Any:
    """Let the pipeline's network read word features in `language`; saved pipelines lack them."""
    embed = nlp.get_pipe(COMPONENT).model.get_ref("tok2vec").layers[0]
    embed.layers[0].attrs["number"] = _WordNumbers(language, read_tables(nlp))
    return nlp


def read_tables(nlp: Any) -> WordTables:
    """Return the lists and clusters stored with the pipeline."""
    lookups = nlp.vocab.lookups
    if not lookups.has_table(NAMES):
        return WordTables({}, {})
    names = {kind: _split_names(joined) for kind, joined in lookups.get_table(NAMES)[NAMES].items()}
    lines = zlib.decompress(lookups.get_table(CLUSTERS)[CLUSTERS]).decode("utf-8")
    fields = lines.replace("\n", "\t").split("\t")
    return WordTables(names, dict(zip(fields[::2], map(int, fields[1::2]), strict=False)))


def _split_names(joined: str) -> list[str]:
    """Return the names of a list; Chinese models before 0004 separate them by blanks."""
    return joined.splitlines() if "\n" in joined else joined.split()


def make_doc(nlp: Any, words: list[str]) -> Any:
    """Return a text's words as the network reads them, as a Doc for training."""
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=words, spaces=[False] * len(words))


@cache
def _one_thread() -> Any:
    """Return the limiter of BLAS threads: matrices this small gain nothing from a second thread."""
    return ThreadpoolController()


class NetworkReader:
    """A trained pipeline that runs on words without Docs: each word's vector is computed once and kept.

    The scores are those of the pipeline (to 1e-5).
    """

    def __init__(self, nlp: Any, language: str) -> None:
        pipe = nlp.get_pipe(COMPONENT)
        self._language = language
        embed, encode = pipe.model.get_ref("tok2vec").layers
        self._number: _WordNumbers = embed.layers[0].attrs["number"]
        self._tables = self._number.tables
        self._embed = embed.layers[2]
        self._convolution = Convolution(encode, pipe.model.get_ref("output_layer"))
        for node in pipe.model.walk():
            node.ops = fast_operations()
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((0, 0), dtype="float32")

    def score(self, texts: Sequence[str], tokens: Sequence[Sequence[tuple[int, int]]]) -> Any:
        """Return an array (tokens, labels) for the tokens of all texts, in order; no text may be empty.

        Labels are in the order of the pipeline, scores before softmax.
        """
        words: list[str] = []
        for text, spans in zip(texts, tokens, strict=True):
            words += list_words(text, spans, self._language, self._tables)
        with _one_thread().limit(limits=1, user_api="blas"):
            rows = self._look_up(words)
            return self._convolution.score(self._vectors, rows, [len(spans) for spans in tokens])

    def _look_up(self, words: list[str]) -> list[int]:
        known = self._rows
        if len(known) > _WORDS_KEPT:
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            columns = np.array([self._number(word) for word in new], dtype="uint64")
            vectors = self._embed.predict(columns)
            if known:
                vectors = np.concatenate((self._vectors[: len(known)], vectors))
            self._vectors = vectors
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
        return [known[word] for word in words]


class WordSplitter:
    """A splitter of words that jieba only guessed, so that no word border is inside a name.

    A token with Han characters that is neither in jieba's dictionary nor a mention becomes single characters
    (Latin words and numbers stay whole). This way 98 % of the names of UNER Chinese GSD (train) begin and end
    at tokens, 93 % without it.
    """

    def __init__(self) -> None:
        self._jieba = rjieba.Jieba()
        self._known: dict[str, bool] = {}

    def split(self, tagged: Tagged) -> list[tuple[int, int]]:
        """Return the tokens, in code points of the text."""
        text = tagged.text
        spans: list[tuple[int, int]] = []
        mentions: set[tuple[int, int]] | None = None
        for start, end in tagged.tokens:
            if end - start == 1 or self._is_known(text[start:end]):
                spans.append((start, end))
                continue
            if mentions is None:
                mentions = {(mention.start, mention.end) for mention in tagged.mentions}
            if (start, end) in mentions:
                spans.append((start, end))
            else:
                pieces = (piece.span() for piece in _PIECES.finditer(text[start:end]))
                spans.extend((start + first, start + last) for first, last in pieces)
        return spans

    def is_common_word(self, word: str) -> bool:
        """Return whether jieba's dictionary has the word and does not call it a name (荣幸, 端午)."""
        folded = word.translate(character_table())
        return bool(self._jieba.has_word(folded)) and folded not in name_words()

    def _is_known(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            folded = word.translate(character_table())
            known = not has_han(word) or self._jieba.has_word(folded)
            if len(self._known) < _KNOWN_KEPT:
                self._known[word] = known
        return known
