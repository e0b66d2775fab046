"""Listed places and national teams."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation import Annotator, names
from flows.annotation.names.gazetteer import _short_forms, add_listed, find_places, find_teams
from flows.annotation.names.lists import read_sections
from flows.records import Mention


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("余杭区和昆山的企业", ["余杭区", "昆山"]),
        ("和平与合作的资源", []),  # 和平区, 合作市, 资源县: the short forms are words
        ("We went to Yuhang.", []),
        # Alone: short forms that are not words.
        ("墨脱通了公路，百色建了试验区。", ["墨脱", "百色"]),
        ("仁怀政府发布公告", ["仁怀"]),
        ("双树村位于互助县沙塘川河西岸", ["互助县"]),  # the usual name of an autonomous county
        ("帮助农民和县里的企业", []),  # 民和县, across words
        ("江西吉安的市民", ["吉安"]),  # not 西吉, across words
        # Alone and ambiguous, or part of another name.
        ("广开进贤之路，爱护青山，发展前进", []),
        ("实现国家长治久安", []),
        ("新乡贤参与治理", []),
        ("伊犁河两岸", []),
        ("昆山路的商店", []),
        ("巴中关系不断发展", []),
        ("来宾们鼓掌", []),
    ],
)
def test_divisions_are_places(annotator: Annotator, text: str, places: list[str]) -> None:
    assert [place.text for place in find_places(annotator.tagger.tag(text))] == places


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("江苏响水发生爆炸", ["响水"]),
        ("河南省新乡举行会议", ["新乡"]),
        ("在贵州从江的加榜梯田", ["从江"]),
        ("赣州信丰的脐橙", ["赣州", "信丰"]),
        ("江苏从江的梯田", []),  # in Guizhou
        ("洪水进入融水县城", ["融水"]),
        ("冰川融水增多", []),
        # Words for languages after a province are not places.
        ("四川南部有雨", []),
        ("湖北公安机关破案", []),
        ("甘肃合作社增收", []),
        ("广西资源丰富", []),
        ("上海合作组织", []),
        # Several places of one province in a row.
        ("甘南、临夏、合作、夏河等地", ["甘南", "临夏", "合作", "夏河"]),
        ("覆盖湖北石首、公安和湖南华容三县", ["石首", "公安", "华容"]),
        ("强降雨集中在陕西南部、四川东北部", []),
        ("和平、合作、共赢", []),
        ("四川、合作、共赢", []),
        ("黄桶至都安，深圳至中山", ["都安", "深圳", "中山"]),
    ],
)
def test_ambiguous_short_form_counts_beside_a_place_of_its_province(
    annotator: Annotator, text: str, places: list[str]
) -> None:
    assert [place.text for place in find_places(annotator.tagger.tag(text))] == places


@pytest.mark.parametrize(
    ("text", "surface", "kind", "names"),
    [
        ("在云南大理", "云南大理", "GPE", ["大理"]),
        ("在新疆麦盖提", "新疆麦盖提", "ORG", ["麦盖提"]),
        ("西藏丁青发生地震", "丁青", "PERSON", ["丁青"]),
        ("江西信丰电厂投产", "江西信丰电厂", "ORG", ["江西信丰电厂"]),  # the longer name is kept
        ("在北京市朝阳区", "北京市朝阳区", "GPE", ["北京市朝阳区"]),  # so is one made of full names
    ],
)
def test_short_form_behind_its_province_is_a_mention_of_its_own(
    annotator: Annotator, text: str, surface: str, kind: str, names: list[str]
) -> None:
    start = text.index(surface)
    found = [Mention(start, start + len(surface), surface, kind, source="model")]
    listed = add_listed(annotator.tagger.tag(text), found)
    assert [mention.text for mention in listed] == names


def test_what_a_model_found_stays_where_a_place_only_overlaps_it(annotator: Annotator) -> None:
    tagged = annotator.tagger.tag("主席彭海东到会")
    found = [Mention(2, 5, "彭海东", "PERSON", source="model")]
    assert [mention.text for mention in add_listed(tagged, found)] == ["彭海东"]


def test_each_ordinary_word_is_a_short_form_that_does_not_count_alone() -> None:
    forms, divisions = _short_forms(), read_sections(Path(names.__file__).with_name("divisions.txt"))
    assert forms.words <= {*forms.provinces}
    assert forms.words.isdisjoint(divisions["short forms"])


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


def test_a_firm_goes_on_behind_its_legal_form(annotator: Annotator) -> None:
    text = "Advanced Etching Equipment Inc. China sells tools."
    found = Mention(0, 37, text[:37], "ORG", source="model", score=0.9)
    names = add_listed(annotator.tagger.tag(text), [found])
    assert [one.text for one in names if one.type == "ORG"] == ["Advanced Etching Equipment Inc. China"]
