"""Signs of English changes, by their verbs and the figures before."""

from __future__ import annotations

from collections.abc import Mapping

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.statements import Reading, Sentence
from flows.annotation.figures.words_en import load_words


def sign_by_verb(node: Node, read: Reading) -> None:
    """Give a change by an amount the sign of its verb: the government cut subsidies by 40 percent."""
    if "by" not in node.cases or node.is_count or read.comparator != "=":
        return
    tree, tails = node.tree, load_words().tails
    verb = tree.words[node.governor]
    sign = tails.get(verb) or tails.get(verb.removesuffix("s"), "")
    between = tree.words[node.governor + 1 : min(node.own)]
    is_only = not any(tails.get(word) in ("+", "-") for word in between)
    if sign in ("+", "-") and tree.tags[node.governor].startswith("VB") and between and is_only:
        read.comparator = sign


def inherit_change(sentence: Sentence, index: int, refined: Mapping[int, Reading]) -> None:
    """Make a figure without a verb a change if the one before is.

    Rents rose 7 percent and prices 11 percent. Or the same change in another unit: increased $35 million, or
    12 percent.
    """
    before, read = refined.get(index - 1), refined[index]
    if before is None or before.comparator not in ("+", "-") or read.comparator != "=":
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    is_gapped = read.rule == "choose_gapped_clause" or (
        read.rule == "choose_that_of" and between.split()[-1] not in load_words().tails
    )
    if is_gapped or between == ", or ":
        read.comparator = before.comparator
