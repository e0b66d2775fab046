"""Events of realistic passages: chronicles, briefs, case studies, digests, announcements."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.events import find_events


class Told(NamedTuple):
    """One event of a passage; `object` is part of the words of its object."""

    action: str
    actor: str
    object: str
    date: str


class Draft(NamedTuple):
    """A passage, the date of its document, and its events."""

    text: str
    date: str
    events: tuple[Told, ...]


def _read(language: str) -> list[Draft]:
    path = Path(__file__).with_name(f"passages_{language}.toml")
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["passage"]
    return [
        Draft(row["text"], row.get("date", ""), tuple(Told(*told) for told in row["events"])) for row in rows
    ]


CASES = [
    pytest.param(language, draft, id=f"{language}: {draft.text[:40]}")
    for language in ("zh", "en")
    for draft in _read(language)
]


@pytest.mark.parametrize(("language", "draft"), CASES)
def test_a_passage_yields_exactly_its_events(annotator: Annotator, language: str, draft: Draft) -> None:
    mentions = annotator.annotate([draft.text])[0].mentions
    found = find_events(draft.text, language, mentions, draft.date)
    told = [Told(event.action, event.actor, event.object, event.date) for event in found]
    assert [event._replace(object="") for event in told] == [one._replace(object="") for one in draft.events]
    for event, expected in zip(told, draft.events, strict=True):
        assert expected.object in event.object
