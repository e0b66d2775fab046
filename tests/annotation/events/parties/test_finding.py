"""Parties of events."""

from __future__ import annotations

from dataclasses import replace

import pytest

from flows.annotation import Annotator
from flows.annotation.events.parties import find_parties, find_subject
from flows.records import Mention
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("heading", "subject"),
    [
        ("Haiwei Bearings: a case study", "Haiwei Bearings"),
        ("Leaderdrive", "Leaderdrive"),
        ("LG builds a plant", "LG"),
        ("Implementation Opinions on AI Education in Qingdao", ""),
        ("绿的谐波：案例", "绿的谐波"),
        ("工业和信息化部通知", ""),
        ("小厂如何长大：青禾机器人案例", "青禾机器人"),
        ("青禾机器人案例研究", "青禾机器人"),
        ("经验介绍：智能制造案例", ""),
    ],
)
def test_the_first_firm_in_a_heading_is_its_subject(annotator: Annotator, heading: str, subject: str) -> None:
    mentions = annotator.annotate([heading])[0].mentions
    assert find_subject(heading, "", mentions) == subject


def test_the_name_of_an_event_does_not_hide_the_actor(annotator: Annotator) -> None:
    text = "2019年5月，华为被列入实体清单。"
    parties = find_parties(text, "zh", annotator.annotate([text])[0].mentions)
    assert [party.text for party in parties] == ["华为"]


def _repeated(mentions: tuple[Mention, ...], length: int, times: int) -> list[Mention]:
    return [
        replace(one, start=one.start + length * number, end=one.end + length * number)
        for number in range(times)
        for one in mentions
    ]


def test_repeated_phrases_take_linear_time(annotator: Annotator) -> None:
    phrase = "Huawei was added to the Entity List in May 2019. "
    mentions = annotator.annotate([phrase])[0].mentions

    def read(times: int) -> None:
        assert len(find_parties(phrase * times, "en", _repeated(mentions, len(phrase), times))) >= times

    assert_time_in_proportion(read, 8_000)
