"""Names in which a pointer stands for the measure or thing named before: 中国这一比例, 该产业从业人员."""

from __future__ import annotations

from collections.abc import Sequence

from flows.annotation.figures.settling.carrying.passage import Passage
from flows.annotation.figures.settling.carrying.vocabulary import is_name, read_pattern
from flows.annotation.figures.settling.neighbours import measure_of
from flows.records import CHANGES, Target

_MEASURE = read_pattern("anaphors", "measure")
_THING = read_pattern("anaphors", "thing")
_LONGEST = 20


def find_measure(target: Target, before: Sequence[Target]) -> str:
    """Return a name in which a pointer is replaced by the measure of the last level of its unit, or "".

    >>> after 韩国新接订单量占比41%: 中国这一比例 -> 中国新接订单量占比
    """
    match = _MEASURE.fullmatch(target.indicator)
    if match is None or target.comparator in CHANGES:
        return ""
    same = next(
        (one for one in reversed(before) if one.unit == target.unit and one.comparator not in CHANGES), None
    )
    if same is None:
        return ""
    measure = measure_of(same.indicator.removeprefix(same.subject) or same.indicator, match["own"])
    if not measure and same.subject and same.indicator.startswith(same.subject):
        measure = same.indicator.removeprefix(same.subject).removeprefix("的")
    if len(measure) > 1:
        return f"{match['own']}{measure}"
    return ""


def find_named(passage: Passage, name: str, place: int) -> tuple[str, str]:
    """Return the only thing of its kind that is named before a pointer to it, and the rest of the name.

    >>> after 青阳大桥今日通车: 这座大桥全长 -> 青阳大桥, 全长
    """
    match = _THING.fullmatch(name)
    if match is None:
        return "", ""
    kind = match["kind"]
    found = [
        one
        for number in range(passage.clause_at(place) + 1)
        for one in _list_named(passage, number, kind, place)
    ]
    if len(set(found)) != 1 or passage.is_quoted_apart(passage.text.find(found[0]), place):
        return "", ""
    return found[0], match["rest"].removeprefix("的")


def _list_named(passage: Passage, number: int, kind: str, place: int) -> list[str]:
    start, end = passage.lead(number), min(passage.clauses[number].end, place)
    words = passage.text[start:end]
    described = words.rfind("的", 0, words.rfind(kind)) + 1
    end_of_kind = words.rfind(kind) + len(kind)
    name = words[described:end_of_kind].rpartition("——")[2]
    name = name.lstrip("“") if words[end_of_kind : end_of_kind + 1] == "”" else name
    is_known = kind in words and len(kind) < len(name) <= _LONGEST and is_name(name)
    if is_known:
        return [name]
    return []
