"""The labelling queue: passages worth a reader's time: uncertain, unlike each other, from every period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

_ALIKE = 0.5  # shared character trigrams from which two passages are the same to a reader
_YEARS = 5


def choose_queue(candidates: Iterable[Mapping[str, Any]], count: int) -> list[dict[str, Any]]:
    """Return up to `count` candidates, each with `uncertainty` and `doubted` added.

    A candidate has `text`, `date`, `language` and `probabilities` by strategy; `doubted` is the strategy
    whose probability is nearest to .5. Candidates are taken in turn from the groups of period (five years),
    language and doubted strategy, the most uncertain of each group first. Near-duplicates are left out.
    """
    groups: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for candidate in candidates:
        if not candidate["probabilities"]:
            continue
        doubted, probability = min(candidate["probabilities"].items(), key=lambda pair: abs(pair[1] - 0.5))
        found = {**candidate, "doubted": doubted, "uncertainty": round(1 - 2 * abs(probability - 0.5), 4)}
        key = (period_of(str(candidate.get("date", ""))), str(candidate.get("language", "")), doubted)
        groups.setdefault(key, []).append(found)
    queues = [sorted(group, key=lambda item: -item["uncertainty"]) for _, group in sorted(groups.items())]
    chosen: list[dict[str, Any]] = []
    seen: list[set[str]] = []
    while queues and len(chosen) < count:
        for queue in queues:
            while queue and len(chosen) < count:
                item = queue.pop(0)
                grams = trigrams(item["text"])
                if not any(likeness(grams, other) >= _ALIKE for other in seen):
                    chosen.append(item)
                    seen.append(grams)
                    break
        queues = [queue for queue in queues if queue]
    return chosen


def period_of(date: str) -> str:
    """Return the five-year period of an ISO date, such as 2016-2020, or "" without a date."""
    if not date[:4].isdigit():
        return ""
    first = (int(date[:4]) - 1) // _YEARS * _YEARS + 1
    return f"{first}-{first + _YEARS - 1}"


def trigrams(text: str) -> set[str]:
    """Return the character trigrams of a text without white space, in lower case."""
    joined = "".join(text.lower().split())
    return {joined[place : place + 3] for place in range(len(joined) - 2)}


def likeness(first: set[str], second: set[str]) -> float:
    """Return the Jaccard coefficient of two sets, 0 for two empty ones."""
    shared = len(first & second)
    return shared / max(len(first) + len(second) - shared, 1)
