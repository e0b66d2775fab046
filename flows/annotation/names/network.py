"""The network that labels tokens as parts of names: a spaCy pipeline of one `tagger` over features of words.

Every feature depends on the word alone, so the embedding is computed once for each different word of a batch;
the convolutions then see two or three words to each side. The features are kept in spaCy's lexical
attributes.

spaCy is imported when it is needed: it takes a second, and imports a command-line framework.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from typing import Any, TypedDict

import numpy as np
import rjieba
from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

from flows.annotation.matching import Tagged
from flows.text import HAN, folding_table, has_han

_TEXTS_AT_ONCE, _WORDS_KEPT = 150, 60_000
_KNOWN_KEPT = 200_000
_LONGEST_SHAPE = 10
COMPONENT = "names"
ARCHITECTURE = "zhengce.WordFeatures.v1"
_ATTRIBUTES = ("ORTH", "NORM", "PREFIX", "SUFFIX", "SHAPE")
_HAN_FIRST = re.compile(f"[{HAN}]")
_PIECES = re.compile(r"[A-Za-z]+|\d+|[^\s]")
_NAME_WORDS = re.compile(r"^(\S+) \d+ (n[rstz]\w*|j)$", re.MULTILINE)
_LONG_RUN = re.compile(r"(.)\1{3,}")


class Settings(TypedDict):
    """Sizes of a network: vectors, rows of each table of features (0: unused), layers, pieces of maxout."""

    width: int
    rows: list[int]
    depth: int
    pieces: int


# The tables. Chinese: word, unused, first and last character, kind of word. English: unused, word in lower
# case, prefix, suffix, shape.
SETTINGS: dict[str, Settings] = {
    "zh": {"width": 96, "rows": [16000, 0, 4000, 4000, 300], "depth": 4, "pieces": 2},
    "en": {"width": 96, "rows": [0, 12000, 2000, 4000, 500], "depth": 4, "pieces": 2},
}


def build_features(width: int, rows: list[int], depth: int, pieces: int) -> Any:
    """Return the layer from documents to vectors of `width`, one per token; `rows` sizes the tables."""
    from spacy.ml.featureextractor import FeatureExtractor
    from spacy.ml.models.tok2vec import MaxoutWindowEncoder
    from thinc.api import HashEmbed, Maxout, chain, concatenate, list2ragged, ragged2list, uniqued, with_array

    tables: list[Any] = [
        HashEmbed(width, size, column=column, seed=column + 8) for column, size in enumerate(rows) if size
    ]
    mix: Any = Maxout(width, width * len(tables), nP=3, normalize=True)
    words: Any = chain(concatenate(*tables), mix)
    different: Any = uniqued(words, column=0)
    once: Any = with_array(different)
    embed: Any = chain(FeatureExtractor(list(_ATTRIBUTES)), list2ragged(), once, ragged2list())
    model: Any = chain(embed, MaxoutWindowEncoder(width, 1, pieces, depth))
    model.set_dim("nO", width)
    return model


@cache
def register_network() -> None:
    """Make the network known to spaCy by the name that saved pipelines use."""
    from spacy.util import registry

    registry.architectures(ARCHITECTURE, func=build_features)


@cache
def fast_operations() -> Any:
    """Return thinc's operations on arrays, with numpy's product of matrices in place of blis's.

    On processors with AVX2 numpy's BLAS is 2.8 times as fast at these sizes (AMD EPYC, one thread).
    """
    from thinc.api import NumpyOps

    class FastOps(NumpyOps):
        """NumpyOps with numpy's product of matrices."""

        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            """Return the product of two matrices, each transposed on demand."""
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    return FastOps()


def build_language(language: str, labels: Iterable[str]) -> Any:
    """Return an untrained pipeline for `language` (zh or en) that is to learn the labels of tokens."""
    import spacy

    register_network()
    nlp = spacy.blank("xx")
    features = {"@architectures": ARCHITECTURE, **SETTINGS[language]}
    pipe: Any = nlp.add_pipe(
        "tagger", name=COMPONENT, config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": features}}
    )
    for label in labels:
        pipe.add_label(label)
    return set_features(nlp, language)


def set_features(nlp: Any, language: str) -> Any:
    """Give the pipeline's vocabulary the word features of `language`, which a saved pipeline lacks."""
    from spacy.attrs import NORM, PREFIX, SHAPE, SUFFIX

    getters: dict[int, Callable[[str], str]] = {NORM: str.lower}
    if language == "en":
        getters |= {PREFIX: lambda word: word[:2], SUFFIX: lambda word: word[-3:], SHAPE: _shape_english}
    else:
        shape = _make_shape(_name_words())
        getters |= {PREFIX: lambda word: word[0], SUFFIX: lambda word: word[-1], SHAPE: shape}
    nlp.vocab.lex_attr_getters.update(getters)
    return nlp


def make_doc(nlp: Any, text: str, tokens: Sequence[tuple[int, int]], language: str) -> Any:
    """Return the words of a text as the network reads them, as a Doc for training."""
    from spacy.tokens import Doc

    return Doc(nlp.vocab, words=list_words(text, tokens, language), spaces=[False] * len(tokens))


def list_words(text: str, tokens: Sequence[tuple[int, int]], language: str) -> list[str]:
    """Return the words of a text as the network reads them: Chinese simplified and in half width."""
    source = text if language == "en" else text.translate(_character_table())
    return [source[start:end] for start, end in tokens]


@cache
def _one_thread() -> Any:
    """Return what limits the threads of numpy's BLAS: matrices this small gain nothing from a second one."""
    return ThreadpoolController()


class NetworkReader:
    """Runs a trained pipeline over words without making Docs: the vector of a word is computed once and kept.

    The scores are those of the pipeline (to 1e-5). The convolutions run in batches small enough for the
    processor's cache.
    """

    def __init__(self, nlp: Any, language: str) -> None:
        from spacy.tokens import Doc

        pipe = nlp.get_pipe(COMPONENT)
        self._make_doc = Doc
        self._nlp, self._language = nlp, language
        self._embed, self._encode = pipe.model.get_ref("tok2vec").layers
        self._output = pipe.model.get_ref("output_layer")
        for node in pipe.model.walk():
            node.ops = fast_operations()
        self._rows: dict[str, int] = {}
        self._vectors = np.zeros((0, 0), dtype="float32")

    def score(self, texts: Sequence[str], tokens: Sequence[Sequence[tuple[int, int]]]) -> list[Any]:
        """Return an array (tokens, labels) for each text, which must have tokens.

        Labels are in the order of the pipeline, scores before softmax.
        """
        with _one_thread().limit(limits=1, user_api="blas"):
            return self._score(texts, tokens)

    def _score(self, texts: Sequence[str], tokens: Sequence[Sequence[tuple[int, int]]]) -> list[Any]:
        words = [list_words(text, spans, self._language) for text, spans in zip(texts, tokens, strict=True)]
        scores: list[Any] = []
        for first in range(0, len(words), _TEXTS_AT_ONCE):
            part = words[first : first + _TEXTS_AT_ONCE]
            rows = self._look_up([word for text in part for word in text])
            borders = np.cumsum([len(text) for text in part])[:-1]
            context = self._encode.predict(np.split(self._vectors[rows], borders))
            scores.extend(np.split(self._output.predict(np.concatenate(context)), borders))
        return scores

    def _look_up(self, words: list[str]) -> list[int]:
        known = self._rows
        if len(known) > _WORDS_KEPT:
            known.clear()
        new = [word for word in dict.fromkeys(words) if word not in known]
        if new:
            vectors = self._embed.predict([self._make_doc(self._nlp.vocab, words=new)])[0]
            if known:
                vectors = np.concatenate((self._vectors[: len(known)], vectors))
            self._vectors = vectors
            known.update(zip(new, range(len(known), len(known) + len(new)), strict=True))
        return [known[word] for word in words]


class WordSplitter:
    """Takes apart the words that jieba only guessed, so that no word border lies inside a name.

    A token with Han characters that is neither in jieba's dictionary nor a mention of the lexicon becomes
    single characters (Latin words and numbers stay whole). This way 98 % of the names of UNER Chinese GSD
    (train) begin and end at tokens; 93 % without it.
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
        """Return whether jieba's dictionary has the word and doesn't call it a name (荣幸, 端午)."""
        folded = word.translate(_character_table())
        return bool(self._jieba.has_word(folded)) and folded not in _name_words()

    def _is_known(self, word: str) -> bool:
        known = self._known.get(word)
        if known is None:
            folded = word.translate(_character_table())
            known = not has_han(word) or self._jieba.has_word(folded)
            if len(self._known) < _KNOWN_KEPT:
                self._known[word] = known
        return known


@cache
def _character_table() -> dict[int, int]:
    """Return the map of traditional to simplified and full to half width; case is kept for acronyms."""
    return {point: folded for point, folded in folding_table().items() if point >= 0x3000}


@cache
def _name_words() -> dict[str, str]:
    """Return, with their flags, the words that jieba's dictionary calls names or abbreviations."""
    return dict(_NAME_WORDS.findall((resources.files("jieba") / "dict.txt").read_text(encoding="utf-8")))


def _make_shape(flags: dict[str, str]) -> Callable[[str], str]:
    def shape(word: str) -> str:
        length = min(len(word), 4)
        if flag := flags.get(word):
            return f"{flag}{length}"
        if _HAN_FIRST.match(word):
            return f"h{length}"
        if word.isdigit():
            return f"d{length}"
        if word.isalpha():
            return f"{'X' if word[0].isupper() else 'x'}{length}"
        return word[:2]

    return shape


def _shape_english(word: str) -> str:
    return _LONG_RUN.sub(r"\1\1\1\1", "".join(map(_shape_character, word)))[:_LONGEST_SHAPE]


def _shape_character(char: str) -> str:
    if char.isupper():
        return "X"
    if char.islower():
        return "x"
    return "d" if char.isdigit() else char
