"""Things of which the words before a bare name tell something: 青阳大桥今日通车，总投资5亿元."""

from __future__ import annotations

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import Class, is_name, load_classes, read_pattern
from flows.records import Target

# What stands before the name of a thing: a description, or who tells of it.
_DESCRIBED = read_pattern("subjects", "described")
# A clause that goes on about the subject before it.
_GOES_ON = read_pattern("subjects", "goes_on")
_VICTIMS = read_pattern("casualties", "name")
_EVENT = read_pattern("casualties", "event")
_JOINS = ("、", "和", "与", "及")
_LED = read_pattern("casualties", "led")
_DISEASE = read_pattern("casualties", "disease")
_CASES = read_pattern("casualties", "cases")
_REACH = 4  # clauses before a figure in which its subject is looked for


def find_thing(passage: Passage, number: int, measure: str) -> str:
    """Return the thing that the clauses before a clause are about and that has a measure, or "".

    The sentence before is asked if its last clauses go on about it.
    """
    classes = [one for one in load_classes() if one.measures.fullmatch(measure)]
    if not classes:
        return ""
    crossed = 0
    for before in range(number - 1, max(-1, number - 1 - _REACH), -1):
        crossed += passage.clauses[before + 1].opens or passage.clauses[before + 1].is_item
        if crossed > 1 or passage.clauses[before + 1].is_item:
            return ""
        if passage.is_aside(before):
            continue
        start = passage.clauses[before].start
        if found := _subject_of(passage, before, classes):
            if passage.is_quoted_apart(start, passage.clauses[number].start):
                return ""
            return found
        if not _GOES_ON.match(passage.text, start):
            return ""
    return ""


def _subject_of(passage: Passage, number: int, classes: list[Class]) -> str:
    """Return the thing that is the subject of a clause, "" if it names none."""
    clause, start = passage.clauses[number], passage.lead(number)
    described = _DESCRIBED.match(passage.text, start, clause.end)
    if described:
        start = described.end()
    found = [
        match["name"]
        for one in classes
        if (match := one.subject.match(passage.text, start, clause.end)) and is_name(match["name"])
    ]
    return min(found, key=len, default="")


def name_by_event(passage: Passage, target: Target) -> str:
    """Return the name of a count with the disaster whose victims, or disease whose cases it counts, or "".

    >>> 昨晚的地震已造成12人死亡 -> 地震|死亡
    """
    name, place = target.indicator, target.start
    if _VICTIMS.fullmatch(name):
        start = passage.clauses[passage.start_of_sentence(passage.clause_at(place))].start
        events = [*_EVENT.finditer(passage.text, start, place)]
        if not events or not _LED.search(passage.text, events[-1].end(), place):
            return ""
        first = events[-1].start()
        is_listed = passage.text[first - 1 : first] in _JOINS if first else False
        if is_listed or passage.is_quoted_apart(first, place):
            return ""
        return f"{events[-1][0]}{name}"
    counted = _CASES.fullmatch(name)
    if counted is None:
        return ""
    diseases = {one[0] for one in _DISEASE.finditer(passage.text, 0, place)}
    if len(diseases) == 1:
        return f"{counted['whole'] or ''}{diseases.pop()}{counted['cases']}"
    return ""
