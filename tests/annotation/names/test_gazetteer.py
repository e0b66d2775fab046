"""Listed places and national teams."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.names.gazetteer import find_places, find_teams


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("余杭区和昆山的企业", ["余杭区", "昆山"]),
        ("和平与合作的资源", []),  # 和平区, 合作市, 资源县: the short forms are words
        ("We went to Yuhang.", []),
    ],
)
def test_divisions_are_places(annotator: Annotator, text: str, places: list[str]) -> None:
    assert [place.text for place in find_places(annotator.tagger.tag(text))] == places


@pytest.mark.parametrize(
    ("text", "teams"),
    [
        ("中国女排战胜巴西队", ["中国女排", "巴西队"]),
        ("中国国家队出场", ["中国国家队"]),
        ("中国队伍和中国女性", []),
    ],
)
def test_national_team_is_a_body(annotator: Annotator, text: str, teams: list[str]) -> None:
    assert [team.text for team in find_teams(annotator.tagger.tag(text))] == teams


def test_team_is_outermost_and_its_country_stays(annotator: Annotator) -> None:
    mentions = annotator.annotate(["昨天巴西队胜出。"])[0].mentions
    assert [
        (mention.text, mention.type, mention.nested) for mention in mentions if mention.type != "DATE"
    ] == [
        ("巴西队", "ORG", False),
        ("巴西", "GPE", True),
    ]
