"""Choose the dates that may be a figure's: not those of a starting value, a goal or an announcement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from flows.annotation.figures.moments import Moment
from flows.annotation.figures.numbers import Figure
from flows.annotation.figures.parsed.intentions import AFTER_DOING
from flows.annotation.figures.parsed.nodes import Node
from flows.annotation.figures.parsed.vocabulary import load_tree_words
from flows.annotation.figures.statements import Kind, Reading
from flows.annotation.figures.units import PERCENT
from flows.annotation.parsing import Tree
from flows.text import lazy_pattern

# A relative clause up to a date in it.
_RELATIVE = lazy_pattern(r", (?:which|who|whose|where) [^,;]*$")
# An aside about the beginning of something, up to a date in it: founded in 2016, it has 400 staff.
_BEGUN = lazy_pattern(
    r"(?:^\W*|, )(?:[a-z]+ly )?(?:founded|set up|established|built|opened|created|formed|incorporated|born"
    r"|spun (?:out|off)|hived off"
    r"|completed|inaugurated|headquartered) [^,;]*$",
    re.IGNORECASE,
)
_BESIDE = 3  # code points between a starting value and its date
# ... or these words: from a 10 percent | share | in 2000.
_NOUN_BETWEEN = lazy_pattern(
    r" (?:market )?(?:share|stake|level|peak|low|high|rate|base|figure)(?: (?:in|at|as of))? ?"
)
_AFTER_DOING = lazy_pattern(rf"\W*{AFTER_DOING},(?!\d)", re.IGNORECASE)
# What has happened since the date before it.
_SINCE_THEN = lazy_pattern(r"\b(?:has|have|had) since\b", re.IGNORECASE)
_YEARLY_AIM = lazy_pattern(r"\b(?:growth|deficit|inflation|budget|annual|quota)", re.IGNORECASE)
_ASIDE = 5  # code points from a bracket to a date that applies to its contents: (2022: RMB 190 million)
_AIM_BEHIND = 30  # code points after a figure in which its goal is named


# Between a figure and the one that it is compared with: a loss of 96, against a profit of | 318 in 2023.
_COMPARED_WITH = lazy_pattern(
    r",? (?:against|compared (?:with|to)|versus|as against|after|following|(?:up|down) from"
    r"|(?:(?:well|far|just) )?(?:short of|shy of|below|above) the) "
    r"(?:(?!\b(?:target|goal|plan|forecast)s?\b)[^,;]|,(?=\d))*(?<!\d)(?!(?:19|20)\d\d(?![\d,.]))\d",
    re.IGNORECASE,
)
# Between the last digit of a figure and its date.
_DATED_BY = lazy_pattern(
    r"(?:[\d.]|,(?=\d))*(?: ?%| [a-z]+){0,3}(?: (?:in|for|during|at the end of))?(?: the year)? ",
    re.IGNORECASE,
)
# Since the scheme began in 2024, ...
_JOINT = 12  # code points before a date in which ", whereas " is looked for
_JOINED = lazy_pattern(r"[,;] (?:and|but|while|whereas|yet) $")
_SINCE = lazy_pattern(r"(?<!has )(?<!have )(?<!had )\b[Ss]ince (?:[^,;.\d]{0,80} )?(?:in |on |of )?$")
# 12 percent lower than at the end of 2023.
_THAN = lazy_pattern(r"\bthan (?:at |in |on |by )?(?:the )?(?:end of |start of |same [a-z]+ (?:of|in) )?$")
_RESTATED = lazy_pattern(
    r"[^,;:.()]{0,24}[,(] ?(?:or|equal to|equivalent to|(?:which is )?up|down"
    r"|(?:with )?an? (?:[a-z-]+ ){0,2}"
    r"(?:rise|increase|gain|jump|drop|fall|decline|decrease|growth|surge)(?: of)?)"
    r"(?: by)?(?: about| around| nearly| roughly| some| almost| just| only)? "
)
_APPOSED = lazy_pattern(
    r"[^,;:.()]{0,24}, (?:about |around |nearly |roughly |some |almost |just |only |over )?"
)
_RATE_OF = lazy_pattern(
    r"[^;:.]{0,24}?(?:, (?:or |implying |representing |with )?|, at | at |\()"
    r"(?:an? )?(?:compound |average |implied )*"
    r"(?:annual )?(?:compound )?(?:growth rate|cagr)(?: \(cagr\))? of (?:about |around |nearly |roughly )?"
)


_REACHED_BY = lazy_pattern(
    r"(?: (?:in|during|for|last|this) (?:the )?[a-z]* ?(?:[a-z]+|[12]\d{3})| year[- ]on[- ]year"
    r"| (?:between|from) [12]\d{3} (?:and|to) [12]\d{3}| (?:over|within) [a-z -]{4,30}| from [a-z ]{4,20})?"
    r",? to (?:about |around |nearly |roughly |some |almost |just |only |over |more than |a record )*"
)
_NOMINAL = ("NN", "NNS", "NNP", "NNPS", "JJ", "IN", "TO", "DT", "CC", "PRP$", "POS", "HYPH")
_MOST_BETWEEN = 9  # words between a figure and the date at the end of its sentence


class SentencePart(NamedTuple):
    """A part of a sentence: its tree, and its figures and moments with their spans in the tree's text."""

    tree: Tree | None
    figures: dict[int, tuple[Figure, int, int, int]]
    moments: list[Moment]
    spans: list[tuple[int, int]]


def may_date(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a date may be that of a figure.

    A date after "since", in an aside or a relative clause, in what was done before the main clause, or one
    that opens the clause of a later figure, may not.
    """
    if part.tree is None:
        return True
    text, place = part.tree.text, part.spans[number][0]
    if _opens_a_clause(part, number, index) or _is_of_later(part, number, index):
        return False
    if (led := _AFTER_DOING.match(text)) and place < led.end() <= part.figures[index][1]:
        return False  # after raising 5 billion yuan in 2022, the firm raised 3 billion
    if (
        _is_in_relative(part, number, index)
        or _SINCE.search(text, 0, place)
        or _THAN.search(text, 0, place)
        or is_before(part, number, index)
    ):
        return False
    opened, closed = text.rfind("(", 0, place), text.find(")", place)
    if opened < 0 or closed < 0 or place - opened > _ASIDE:
        return True
    inside = [number for number, (_, start, _, _) in part.figures.items() if opened < start < closed]
    return not inside or index in inside


def is_of_comparison(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a date is that of a later figure with which a figure is compared.

    A net loss of 96 million, against a net profit of 318 million in 2023: 2023 is the year of the profit.
    """
    if part.tree is None:
        return False
    end, start = part.figures[index][3], part.spans[number][0]
    between = part.tree.text[end : max(end, start)]
    compared = _COMPARED_WITH.search(between)
    return compared is not None and _DATED_BY.fullmatch(between[compared.end() :]) is not None


def _is_in_relative(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a date is in an aside before a figure: X, which opened in 2021, has 400 staff."""
    assert part.tree is not None
    text, (start, end), place = part.tree.text, part.spans[number], part.figures[index][1]
    is_aside = _RELATIVE.search(text, 0, start) or _BEGUN.search(text, 0, start)
    return is_aside is not None and "," in text[end:place]


def _opens_a_clause(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a date after a figure is another's: it was 3 tons, and in 2022, it was 2 tons."""
    assert part.tree is not None
    start, end = part.spans[number]
    is_opening = _JOINED.search(part.tree.text, max(0, start - _JOINT), start) and part.tree.text.startswith(
        ",", end
    )
    places = [place for _, place, _, _ in part.figures.values()]
    return bool(is_opening) and part.figures[index][1] < start and any(place > end for place in places)


def _is_of_later(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a date right behind a later figure is that one's, since a figure between has its own.

    Rose to 40 percent from 10 percent in 2010 and to 60 percent in 2020: the year of the first is unknown.
    """
    owners = [_figure_before(part, place) for place in range(number + 1)]
    return owners[-1] > index and any(index < owner < owners[-1] for owner in owners[:-1])


def _figure_before(part: SentencePart, number: int) -> int:
    """Return the figure right behind which a date stands, or -1."""
    start = part.spans[number][0]
    near = (index for index, (_, _, _, end) in part.figures.items() if 0 <= start - end <= _BESIDE)
    return next(near, -1)


def is_done_by_now(node: Node, part: SentencePart, number: int) -> bool:
    """Return whether a figure has been reached, and a date belongs to another verb about the future.

    Example: By 2029 no town will lack it, and we have spent 3 billion.
    """
    tree = node.tree
    if part.moments[number].role not in ("by", "in"):
        return False
    helpers = (tree.words[child] for child in tree.children(node.verb(), "aux"))
    if {"have", "has"}.isdisjoint(helpers):
        return False
    head = tree.head_of(*part.spans[number])
    verb = next((index for index in (head, *tree.above(head)) if tree.tags[index].startswith("VB")), None)
    if verb is None or verb == node.verb():
        return False
    return not load_tree_words().future.isdisjoint(tree.words[child] for child in tree.children(verb, "aux"))


def is_described_now(node: Node, part: SentencePart, number: int) -> bool:
    """Return whether a figure is in a relative clause about now, and a date before it is not.

    In 2018 it opened a plant that employs 340 people.
    """
    tree = node.tree
    for verb in (node.head, *tree.above(node.head)):
        is_present = tree.tags[verb] in ("VBZ", "VBP") and tree.child(verb, "aux") is None
        if is_present and tree.relations[verb] == "acl:relcl":
            return part.spans[number][0] < tree.starts[verb]
    return False


def goes_on_with(between: str, behind: str) -> bool:
    """Return whether a figure restates the one before, at its date: fell to 4,190 tons in 2025, down 5%.

    `behind` are the words after the figure: 372 billion kWh in 2024, 64 percent of provincial output.
    """
    is_of_it = behind.startswith(
        (" of ", " above ", " below ", " more than ", " less than ", " higher than ")
    )
    return bool(_RESTATED.fullmatch(between) or (_APPOSED.fullmatch(between) and is_of_it))


def is_rate_of(between: str) -> bool:
    """Return whether a figure is the growth rate by which the one before is reached: a growth rate of 10%."""
    return bool(_RATE_OF.fullmatch(between))


def is_reached_by(between: str) -> bool:
    """Return whether a figure was reached by the change before it: rose by 31% in 2020, to $49 billion."""
    return bool(_REACHED_BY.fullmatch(between))


def only_moment(node: Node, part: SentencePart, kind: Kind) -> Moment | None:
    """Return the only date of a sentence, if it precedes the figure or the figure is due by it."""
    tree = node.tree
    pairs = [(moment, span) for moment, span in zip(part.moments, part.spans, strict=True) if moment.iso]
    pairs = [(moment, span) for moment, span in pairs if moment.role != "base"]
    if len({moment.iso for moment, _ in pairs}) != 1 or (len(pairs) > 1 and kind == "target"):
        return None
    own = tree.starts[min(node.own)]
    moment, (start, end) = next((pair for pair in reversed(pairs) if pair[1][0] < own), pairs[0])
    if is_another_time_named(part, end, own) or _SINCE_THEN.search(tree.text, end, max(own, end)):
        return None
    is_due = moment.role == "by" and kind == "target"
    between = [place for _, place, _, _ in part.figures.values() if own < place < start]
    is_passed = len(between) > 1 or any(not _are_joined(tree.text[own:place]) for place in between)
    if start > own and (not is_due or is_passed):
        return None
    head = tree.head_of(start, end)
    if any(tree.relation(word) == "acl" for word in (head, *tree.above(head))):
        return moment if is_due else None
    is_since = any("since" in tree.cases(word) for word in (head, *tree.above(head)))
    return None if is_since else moment


def moment_behind(node: Node, part: SentencePart) -> Moment | None:
    """Return the only date of a sentence at its end, with nothing but nouns between it and its only figure.

    Sinopec paid 4 billion yuan to farmers in 2021. It also dates a figure before that is counted with it: the
    port handled 900 ships and 4,000 trains in 2021.
    """
    tree, last = node.tree, max(node.own)
    pairs = [pair for pair in zip(part.moments, part.spans, strict=True) if pair[0].role != "base"]
    if len(pairs) == 1 and pairs[0][0].role == "in" and _is_counted_with_next(node, part, pairs[0][1][0]):
        return pairs[0][0]
    if len(pairs) != 1 or len(part.figures) != 1:
        return None
    moment, (start, end) = pairs[0]
    if moment.role != "in" or not moment.iso or moment.first or start < tree.ends[last]:
        return None
    between = tree.words_in(tree.ends[last], start)
    is_plain = all(tree.tags[word] in _NOMINAL and tree.words[word] != "for" for word in between)
    is_last = not any(map(str.isalnum, tree.text[end:]))
    has_verb = any(tag in ("VBD", "NN") for tag in tree.tags[: min(node.own)])
    return moment if is_plain and is_last and has_verb and len(between) <= _MOST_BETWEEN else None


def moment_of_whole(node: Node, part: SentencePart) -> Moment | None:
    """Return the only date of a sentence, if it dates the whole of a share: half of the cars sold in 2023."""
    tree, whole = node.tree, node.part_of(node.head, "of")
    pairs = [pair for pair in zip(part.moments, part.spans, strict=True) if pair[0].role != "base"]
    if node.figure.unit != PERCENT or whole is None or len(pairs) != 1:
        return None
    moment, (start, end) = pairs[0]
    above = tree.above(tree.head_of(start, end))
    is_limited = tree.tags[whole + 1 : whole + 2] == ["VBN"] and tree.heads[whole + 1] == whole
    if moment.role != "in" or not is_limited or whole + 1 not in above:
        return None
    return moment


def _is_counted_with_next(node: Node, part: SentencePart, start: int) -> bool:
    """Return whether "and" joins what is counted to what the next figure counts, which a date follows."""
    tree, own = node.tree, node.tree.starts[min(node.own)]
    later = min(
        (figure for figure in part.figures.values() if figure[1] > own), key=lambda one: one[1], default=None
    )
    if not node.is_count or later is None or not later[0].noun_end or later[3] > start:
        return False
    if tree.text[later[3] : start].strip():
        return False
    head = tree.head_of(later[1], later[3])
    between = tree.text[tree.ends[max(node.own)] : later[1]]
    is_joined = tree.relation(head) == "conj" and tree.heads[head] == node.head
    return is_joined and re.search(r"(?<![,;]) and (?:[a-z]+ )?$", between) is not None


def is_another_time_named(part: SentencePart, start: int, end: int) -> bool:
    """Return whether a time without a year begins in [start, end): in 2022 he said that in the late 1990s."""
    times = zip(part.moments, part.spans, strict=True)
    return any(not time.iso and time.role != "base" and start <= place < end for time, (place, _) in times)


def is_before(part: SentencePart, number: int, index: int) -> bool:
    """Return whether a figure was reached since a date: listed in 2013, it has since grown by 80%."""
    end, start = part.spans[number][1], part.figures[index][1]
    return part.tree is not None and bool(_SINCE_THEN.search(part.tree.text, end, max(start, end)))


def _are_joined(between: str) -> bool:
    """Return whether only "and" joins two figures that are due together."""
    return " and " in between and not any(sign in between for sign in ",;:(")


def moments_of_baselines(part: SentencePart, readings: Mapping[int, Reading]) -> set[int]:
    """Return which moments directly follow a starting value: up from 44 percent in the 2021 survey."""
    taken = set[int]()
    for index, reading in readings.items():
        if not reading.is_baseline or part.tree is None:
            continue
        _, _, _, end = part.figures[index]
        for number, (start, _) in enumerate(part.spans):
            between = part.tree.text[end:start]
            if part.moments[number].first and part.tree.text.startswith(("between ", "from "), start):
                continue  # from 52 million between 2016 and 2021: of both values
            is_beside = 0 <= start - end <= _BESIDE and not any(sign in between for sign in ",;")
            if is_beside or _NOUN_BETWEEN.fullmatch(between):
                taken.add(number)
    return taken


def is_of_announcement(node: Node, part: SentencePart, number: int) -> bool:
    """Return whether a date is that of an announced goal's announcement: in 2021 it pledged $3 billion.

    A target for growth or the budget is set for the year itself.
    """
    tree = node.tree
    if part.moments[number].role != "in" or not part.moments[number].iso:
        return False
    head = tree.head_of(*part.spans[number])
    verb = next((index for index in (head, *tree.above(head)) if tree.tags[index].startswith("VB")), None)
    if verb is None or tree.words[verb] not in load_tree_words().announcing or tree.tags[verb] == "VB":
        return False
    if verb not in (head, tree.heads[head]):
        return False  # the quota for 2026 was set at 18,500 tons
    own = min(node.own)
    if verb > own or _YEARLY_AIM.search(tree.text, tree.starts[verb], tree.ends[max(node.own)] + _AIM_BEHIND):
        return False
    return part.spans[number][0] < tree.starts[own]
