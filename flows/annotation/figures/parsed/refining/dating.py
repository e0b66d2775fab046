"""The moment of an English figure, by the tree or by the figure before."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.parsed.dates import (
    SentencePart,
    goes_on_with,
    is_another_time_named,
    is_described_now,
    is_done_by_now,
    is_of_announcement,
    is_of_comparison,
    is_rate_of,
    is_reached_by,
    may_date,
    moment_behind,
    moment_of_whole,
    only_moment,
)
from flows.annotation.figures.parsed.intentions import counts_intending
from flows.annotation.figures.parsed.moments import moment_by_tree
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.statements import Reading, Sentence
from flows.records import CHANGES


def choose_moment(
    sentence: Sentence,
    part: SentencePart,
    node: Node,
    index: int,
    read: Reading,
    taken: Collection[int],
    moments: Mapping[int, Moment | None],
) -> Moment | None:
    """Return the date of a figure by the tree, or else its part's only one; `taken` date starting values."""
    if due := sentence.due_of_goal(index):
        return due
    is_intended = counts_intending(node)  # plan to expand next year: when the others will do so
    dated = [
        number
        for number, moment in enumerate(part.moments)
        if moment.role != "base"
        and may_date(part, number, index)
        and not is_of_comparison(part, number, index)
        and not is_described_now(node, part, number)
        and not is_done_by_now(node, part, number)
        and not (read.kind == "target" and is_of_announcement(node, part, number))
        and not (is_intended and part.spans[number][0] > node.tree.ends[max(node.own)])
    ]
    own = [
        number
        for number in dated
        if (read.is_baseline or number not in taken) and not sentence.is_of_goal(index, part.moments[number])
    ]
    starts = [start for _, start, _, _ in part.figures.values()]
    chosen = moment_by_tree(node, [part.spans[number] for number in own], starts)
    if chosen is not None:
        if is_another_time_named(part, part.spans[own[chosen]][1], node.tree.starts[min(node.own)]):
            return None
        return part.moments[own[chosen]]
    if read.rule == "choose_multiplied_to" and index - 1 in moments:
        return moments[index - 1]
    only = only_moment(node, part, read.kind)
    if only is None and read.kind == "actual":
        only = moment_behind(node, part) or moment_of_whole(node, part)
    free = [part.moments[number] for number in dated if read.is_baseline or number not in taken]
    return only if only in free else None


def restate(
    sentence: Sentence, index: int, refined: Mapping[int, Reading], moments: dict[int, Moment | None]
) -> None:
    """Give a figure that restates the one before, or its rate, the same date, and a rate the same kind."""
    if index - 1 not in refined:
        return
    between = sentence.text[sentence.figures[index - 1].end : sentence.figures[index].start]
    before, read = refined[index - 1], refined[index]
    if before.comparator in CHANGES and read.comparator == "=" and is_reached_by(between):
        read.indicator, read.subject = before.indicator, before.subject
        moments[index] = moments.get(index - 1)
    if not moments.get(index - 1):
        return
    if is_rate_of(between):
        refined[index].kind = refined[index - 1].kind
        moments[index] = moments[index - 1]
    elif not moments.get(index) and goes_on_with(between, sentence.text[sentence.figures[index].end :]):
        moments[index] = moments[index - 1]
