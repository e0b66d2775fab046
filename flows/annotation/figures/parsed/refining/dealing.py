"""Deal the subjects of a list to its values: BYD and CATL spent 1 and 2 billion, respectively."""

from __future__ import annotations

from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.statements import Reading
from flows.annotation.figures.units import PERCENT


def deal(nodes: list[Node], readings: list[Reading]) -> None:
    """Give each figure of a list with "respectively" its own subject: BYD and CATL spent 1 and 2 billion."""
    first = nodes[0]
    subject = first.subject_of(first.verb(), by_agent=False)  # "by 78 percent" is no agent
    if subject is None or subject in first.blocked:
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
    """Return the verb and complement of the last in a list of sums: spent on research."""
    tree, verb = node.tree, node.verb()
    for child in (*tree.children(node.head, "nmod", "obl"), *tree.children(verb, "obl")):
        cases = tree.cases(child)
        is_behind = child > node.head and child not in node.blocked
        if is_behind and cases and cases[0] not in ("of", "by") and node.is_noun(child):
            return f"{tree.words[verb]} {cases[0]} {node.phrase(child)}"
    return ""
