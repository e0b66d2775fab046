"""Sentences of treebanks: words, spaces, heads; a parser trained on three of them, saved and loaded."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from flows.annotation.parsing import (
    Parser,
    ParseSchedule,
    Tree,
    load_parser,
    measure_parse,
    read_treebank,
    save_parser,
    sentence_of,
    train_parse,
)

ROWS = [
    "# text = We don't sell chips.",
    "1\tWe\twe\tPRON\tPRP\t_\t4\tnsubj\t_\t_",
    "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
    "2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_",
    "3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_",
    "4\tsell\tsell\tVERB\tVB\t_\t0\troot\t_\t_",
    "5\tchips\tchip\tNOUN\tNNS\t_\t4\tobj\t_\tSpaceAfter=No",
    "6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_",
]


def write(folder: Path, times: int = 1) -> Path:
    path = folder / "x-train.conllu.gz"
    path.write_bytes(gzip.compress(("\n".join(ROWS) + "\n\n").encode() * times))
    return path


def test_contractions_keep_their_words_and_the_text(tmp_path: Path) -> None:
    (sentence,) = read_treebank(write(tmp_path))
    assert sentence.text == "We don't sell chips."
    assert sentence.words == ["We", "do", "n't", "sell", "chips", "."]
    assert sentence.heads == [3, 3, 3, 3, 3, 3]
    assert sentence.relations[3] == "ROOT"


def test_words_that_are_not_the_text_leave_the_sentence_out(tmp_path: Path) -> None:
    path = tmp_path / "x.conllu"
    path.write_text("\n".join(["# text = We can't sell chips.", *ROWS[1:]]) + "\n\n", encoding="utf-8")
    assert read_treebank(path) == []


def test_a_tree_is_a_sentence(tmp_path: Path) -> None:
    (sentence,) = read_treebank(write(tmp_path))
    starts, ends = [0, 3, 5, 9, 14, 19], [2, 5, 8, 13, 19, 20]
    words = [word.lower() for word in sentence.words]
    tree = Tree(sentence.text, starts, ends, words, sentence.tags, sentence.heads, sentence.relations)
    assert sentence_of(tree) == sentence._replace(spaces=[*sentence.spaces[:-1], False])


@pytest.mark.parametrize("heads", [[3, 3, 3, 3, 4, 3], [1, 0, 3, 3, 3, 3]], ids=["two roots", "circle"])
def test_what_is_no_tree_is_no_sentence(heads: list[int], tmp_path: Path) -> None:
    (sentence,) = read_treebank(write(tmp_path))
    starts, ends = [0, 3, 5, 9, 14, 19], [2, 5, 8, 13, 19, 20]
    tree = Tree(sentence.text, starts, ends, sentence.words, sentence.tags, heads, sentence.relations)
    assert sentence_of(tree) is None


def test_a_trained_parser_is_written_and_read(tmp_path: Path) -> None:
    sentences = read_treebank(write(tmp_path, times=40))
    nlp = train_parse(sentences, sentences, ParseSchedule(passes=1, batch=20))
    assert 0 <= measure_parse(nlp, sentences).las <= 1
    save_parser(nlp, tmp_path / "parse_en" / "0001", {"language": "en"})
    parser = load_parser(tmp_path)
    assert parser
    tree = parser.parse("We don't sell chips.")
    assert tree
    assert tree.words == ["we", "do", "n't", "sell", "chips", "."]


def test_without_a_model_there_is_no_parser(tmp_path: Path) -> None:
    assert load_parser(tmp_path) is None


@pytest.mark.parametrize("text", ["", "  \n", "x " * 1000])
def test_blank_and_endless_sentences_have_no_tree(parser: Parser, text: str) -> None:
    assert parser.parse(text) is None


@pytest.mark.parametrize("text", ["The firm  \n sold two plants.", "  A plan.", "Ünïcode 中文 text, 3%"])
def test_words_are_cut_from_the_text(parser: Parser, text: str) -> None:
    tree = parser.parse(text)
    assert tree
    pairs = zip(tree.starts, tree.ends, tree.words, strict=True)
    assert all(text[start:end].lower() == word for start, end, word in pairs)
    assert all(0 <= head < len(tree.words) for head in tree.heads)


def test_subject_and_object_of_a_plain_sentence(parser: Parser) -> None:
    tree = parser.parse("The ministry approved new programs in 2023.")
    assert tree
    verb = tree.words.index("approved")
    subject, item = tree.child(verb, "nsubj"), tree.child(verb, "obj")
    assert subject is not None
    assert item is not None
    assert (tree.words[subject], tree.words[item]) == ("ministry", "programs")
    assert tree.is_below(subject, verb)
    assert verb in tree.above(item)
