"""Readings of English figures, refined by the tree of their sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
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
                moments[index] = _only_moment(nodes[index], sentence, spans, read.kind)
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
        is_part = found.rule == "choose_counted_before"
        if reading.is_rejected and not is_part and (reading.rule in _FINAL or not _is_measured(node)):
            return read
        return replace(
            read,
            indicator=found.indicator,
            subject=found.subject,
            rule=found.rule,
            unit=_unit_before(node) or read.unit,
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


def _only_moment(
    node: Node, sentence: Sentence, spans: Sequence[tuple[int, int]], kind: Kind
) -> Moment | None:
    """Return the only date of a sentence, if it stands before the figure, or the figure is due by it."""
    tree = node.tree
    pairs = [(moment, span) for moment, span in zip(sentence.moments, spans, strict=True) if moment.iso]
    pairs = [(moment, span) for moment, span in pairs if moment.role != "base"]
    if len(pairs) != 1:
        return None
    moment, (start, end) = pairs[0]
    is_due = moment.role == "by" and kind == "target"
    if not is_due and start > tree.starts[min(node.own)]:
        return None
    head = tree.head_of(start, end)
    if any(tree.relation(word) == "acl" for word in (head, *tree.above(head))):
        return moment if is_due else None
    is_since = any("since" in tree.cases(word) for word in (head, *tree.above(head)))
    return None if is_since else moment


def _unit_before(node: Node) -> str:
    """Return the unit of the count before, for a bare number that goes on with it."""
    if node.figure.unit or not node.before or not node.before.is_count:
        return ""
    return node.before.figure.unit


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
    wholes = [node.part_of(node.head, "of") for node in nodes if node.figure.unit == PERCENT]
    shared = next((name for name in reversed(indicators) if name not in names), "")
    for node, whole in zip(nodes, wholes, strict=False):
        if whole is not None and node.is_noun(whole):
            shared = f"share of {node.phrase(whole)}"
    if not shared or " " not in shared:
        shared = _complement(nodes[-1]) or shared
    for name, reading in zip(names, readings, strict=True):
        reading.indicator = shared or name
        reading.subject = name if shared else ""
        reading.is_by_tree, reading.rule = True, "deal"


def _complement(node: Node) -> str:
    """Return verb and complement of the last of a list of sums: spent on research."""
    tree, verb = node.tree, node.verb()
    for child in (*tree.children(node.head, "nmod", "obl"), *tree.children(verb, "obl")):
        cases = tree.cases(child)
        is_behind = child > node.head and child not in node.blocked
        if is_behind and cases and cases[0] not in ("of", "by") and node.is_noun(child):
            return f"{tree.words[verb]} {cases[0]} {node.phrase(child)}"
    return ""


def _is_measured(node: Node) -> bool:
    figure = node.figure
    is_sum = figure.unit in (PERCENT, POINTS) or figure.unit in load_units().currencies
    return is_sum or figure.is_worded or (node.is_count and figure.value >= 2) or bool(figure.unit)
