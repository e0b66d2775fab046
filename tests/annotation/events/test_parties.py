"""Parties of events."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.events.parties import find_subject


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Haiwei Bearings: a case study", "Haiwei Bearings"),
        ("Leaderdrive", "Leaderdrive"),
        ("LG builds a plant", "LG"),
        ("Implementation Opinions on AI Education in Qingdao", ""),
        ("绿的谐波：案例", "绿的谐波"),
        ("工业和信息化部通知", ""),
    ],
)
def test_a_heading_names_a_firm_or_none(annotator: Annotator, heading: str, subject: str) -> None:
    mentions = annotator.annotate([heading])[0].mentions
    assert find_subject(heading, "", mentions) == subject
