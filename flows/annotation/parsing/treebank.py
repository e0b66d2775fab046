"""Sentences of a treebank in CoNLL-U, as spaCy's training examples."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from flows.annotation.parsing.tree import Tree

_WORD, _TAG, _HEAD, _RELATION, _MISC = 1, 4, 6, 7, 9


class TreebankSentence(NamedTuple):
    """One sentence: words and whether a space follows each; tags, relations and heads (indices), per word."""

    words: list[str]
    spaces: list[bool]
    tags: list[str]
    heads: list[int]
    relations: list[str]

    @property
    def text(self) -> str:
        """The sentence as written."""
        pairs = zip(self.words, self.spaces, strict=True)
        return "".join(word + " " * space for word, space in pairs).strip()


def read_treebank(file: Path) -> list[TreebankSentence]:
    """Return the sentences of a CoNLL-U file (.gz too) whose words, joined, are their text.

    The words of a multi-word token ("don't") are joined without spaces. If the result differs from the
    sentence's text, the sentence is left out.
    """
    content = gzip.decompress(file.read_bytes()) if file.suffix == ".gz" else file.read_bytes()
    blocks = content.decode("utf-8").split("\n\n")
    return [sentence for block in blocks for sentence in _read_sentence(block.splitlines())]


def _read_sentence(lines: list[str]) -> Iterator[TreebankSentence]:
    text = ""
    sentence = TreebankSentence([], [], [], [], [])
    last, last_spaced = 0, True
    for line in lines:
        if line.startswith("# text = "):
            text = line.removeprefix("# text = ")
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        spaced = "SpaceAfter=No" not in cells[_MISC]
        if "-" in cells[0]:
            last, last_spaced = int(cells[0].split("-")[1]), spaced
        elif "." not in cells[0]:
            place = int(cells[0])
            sentence.words.append(cells[_WORD])
            sentence.spaces.append(spaced if place > last else place == last and last_spaced)
            sentence.tags.append(cells[_TAG])
            sentence.heads.append(int(cells[_HEAD]) - 1 if cells[_HEAD] != "0" else place - 1)
            sentence.relations.append("ROOT" if cells[_HEAD] == "0" else cells[_RELATION])
    if sentence.words and sentence.text == text.strip():
        yield sentence


def sentence_of(tree: Tree) -> TreebankSentence | None:
    """Return a tree as a sentence of a treebank, None if it is no tree: two roots, or heads in a circle."""
    words = [tree.text[start:end] for start, end in zip(tree.starts, tree.ends, strict=True)]
    spaces = [end < start for end, start in zip(tree.ends, [*tree.starts[1:], len(tree.text)], strict=True)]
    roots = [place for place, head in enumerate(tree.heads) if head == place]
    is_tree = len(roots) == 1 and all(roots[0] in (place, *tree.above(place)) for place in range(len(words)))
    if not is_tree:
        return None
    named = [
        "ROOT" if place in roots else relation.replace("ROOT", "dep")
        for place, relation in enumerate(tree.relations)
    ]
    sentence = TreebankSentence(words, spaces, list(tree.tags), list(tree.heads), named)
    return sentence if sentence.text == tree.text.strip() else None


def make_examples(nlp: Any, sentences: Iterable[TreebankSentence]) -> list[Any]:
    """Return training examples: spaCy's own words of the raw text, aligned with the treebank's."""
    from spacy.tokens import Doc
    from spacy.training import Example

    examples = []
    for sentence in sentences:
        reference = Doc(
            nlp.vocab,
            words=sentence.words,
            spaces=sentence.spaces,
            tags=sentence.tags,
            heads=sentence.heads,
            deps=sentence.relations,
        )
        examples.append(Example(nlp.make_doc(sentence.text), reference))
    return examples
