"""Readings of English figures, refined by the tree of their sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.parsed.kinds import KindFound, kind_by_tree
from flows.annotation.figures.parsed.moments import moment_by_tree
from flows.annotation.figures.parsed.nodes import Node, make_nodes
from flows.annotation.figures.parsed.rules import choose_by_tree
from flows.annotation.figures.settling import find_runs
from flows.annotation.figures.statements import Kind, Reading, Sentence
from flows.annotation.figures.units import PERCENT, POINTS, load_units
from flows.annotation.parsing import Parser
from flows.text import Shadow

# Reasons why the word ladders leave a figure out that hold whatever the tree tells.
_FINAL = frozenset(("follows_a_noun", "precedes_a_verb", "is_within_a_sentence"))


class TreeReader:
    """Reads the sentences of one text by their trees; only those with figures are parsed."""

    def __init__(self, parser: Parser, text: str, shadow: Shadow, section: Kind) -> None:
        self._parser = parser
        self._text = text
        self._shadow = shadow
        self._section = section

    def refine(
        self, sentence: Sentence, readings: Mapping[int, Reading]
    ) -> tuple[dict[int, Reading], dict[int, Moment | None]]:
        """Return the readings by the tree, and the moment of each; as they are where there is no tree."""
        kept = {index: reading for index, reading in readings.items() if not reading.is_rejected}
        first, last = self._shadow.span(sentence.start, sentence.end)
        tree = self._parser.parse(self._text[first:last]) if readings else None
        if tree is None or not tree.words:
            return kept, {}

        def place(start: int, end: int) -> tuple[int, int]:
            begin, finish = self._shadow.span(start, max(end, start + 1))
            return begin - first, finish - first

        figures = []
        for figure in sentence.figures:
            start, end = place(figure.start, figure.end)
            figures.append((figure, start, end, place(figure.start, max(figure.end, figure.noun_end))[1]))
        spans = [place(moment.start, moment.end) for moment in sentence.moments]
        nodes = make_nodes(tree, figures, spans)
        dated = [index for index, moment in enumerate(sentence.moments) if moment.role != "base"]
        moments: dict[int, Moment | None] = {}
        refined: dict[int, Reading] = {}
        for index, reading in readings.items():
            read = reading if reading.is_baseline else self._refine(nodes[index], reading)
            if read is None or read.is_rejected:
                continue
            refined[index] = read
            places = [start for _, start, _, _ in figures]
            chosen = moment_by_tree(nodes[index], [spans[number] for number in dated], places)
            moments[index] = None if chosen is None else sentence.moments[dated[chosen]]
            if chosen is None:
                moments[index] = _only_moment(sentence, sentence.figures[index].start, dated)
        for run in find_runs(sentence, refined):
            _deal([nodes[index] for index in run], [refined[index] for index in run])
        return refined, moments

    def _refine(self, node: Node, reading: Reading) -> Reading | None:
        found = choose_by_tree(node)
        kind = kind_by_tree(node)
        read = replace(reading, kind=self._choose_kind(reading, kind), is_illustration=kind.is_illustration)
        if kind.kind and not read.kind:
            read.default = kind.kind
        if found is None or (found.indicator and not any(map(str.isalpha, found.indicator))):
            return read
        if reading.is_rejected and (reading.rule in _FINAL or not _is_measured(node)):
            return read
        return replace(
            read,
            indicator=found.indicator,
            subject=found.subject,
            rule=found.rule,
            is_rejected=False,
            is_by_tree=True,
        )

    def _choose_kind(self, reading: Reading, found: KindFound) -> Kind:
        """Return the kind by the tree where it is certain, else that of the words or the section."""
        if found.is_certain:
            return found.kind
        if reading.kind == "target" or not self._section:
            return reading.kind or found.kind
        return reading.kind


def _only_moment(sentence: Sentence, place: int, dated: list[int]) -> Moment | None:
    """Return the only moment of a sentence, if it is one by which something is due, or stands before `place`."""
    moments = [sentence.moments[index] for index in dated if sentence.moments[index].iso]
    if len(moments) == 1 and (moments[0].role == "by" or moments[0].start < place):
        return moments[0]
    return None


def _deal(nodes: list[Node], readings: list[Reading]) -> None:
    """Give each figure of a list with "respectively" its own subject: BYD and CATL spent 1 and 2 billion."""
    first = nodes[0]
    subject = first.subject_of(first.verb())
    if subject is None:
        return
    members = [subject, *first.tree.children(subject, "conj")]
    if len(members) != len(nodes):
        return
    names = [first.phrase(member) for member in members]
    indicators = [reading.indicator for reading in readings if reading.is_by_tree and reading.indicator]
    shared = next((name for name in reversed(indicators) if name not in names), "")
    for name, reading in zip(names, readings, strict=True):
        reading.indicator = shared or name
        reading.subject = name if shared else ""
        reading.is_by_tree, reading.rule = True, "deal"


def _is_measured(node: Node) -> bool:
    figure = node.figure
    is_sum = figure.unit in (PERCENT, POINTS) or figure.unit in load_units().currencies
    return is_sum or figure.is_worded or (node.is_count and figure.value >= 2) or bool(figure.unit)
