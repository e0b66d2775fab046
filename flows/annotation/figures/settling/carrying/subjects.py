"""Things of which the words before a bare name tell something: 青阳大桥今日通车，总投资5亿元."""

from __future__ import annotations

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import Class, is_name, load_classes, read_pattern

# What stands before the name of a thing: a description, or who tells of it.
_DESCRIBED = read_pattern("subjects", "described")
# A clause that goes on about the subject before it.
_GOES_ON = read_pattern("subjects", "goes_on")
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
