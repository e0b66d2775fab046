"""Laws cited by name and article without 《》."""

from __future__ import annotations

import pytest

from flows.annotation import document_titles, find_citations
from flows.annotation.citations.bare_laws import find_bare_laws, law_names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("依照刑法第二百二十五条的规定定罪处罚。", ["刑法"]),
        ("依照中华人民共和国公司法第二十条处理。", ["中华人民共和国公司法"]),
        ("适用行政处罚法第五条、治安管理处罚法第九条。", ["行政处罚法", "治安管理处罚法"]),
        ("违反国际刑法第三条的。", []),
        ("按照经济合同法第六条处理。", []),
        ("依照本法第五条处理。", []),
        ("日本有人要修改宪法第九条。", []),
        ("刑法规定了处罚，第五条另有规定。", []),
    ],
)
def test_names_of_laws_before_an_article(text: str, names: list[str]) -> None:
    assert [text[start:end] for start, end in find_bare_laws(text)] == names


def test_they_are_citations_as_titles_in_marks_are() -> None:
    (found,) = find_citations("依照刑法第二百二十五条的规定定罪处罚。")
    assert (found.text, found.title, found.relation) == ("刑法", "刑法", "according_to")
    assert len(find_citations("依照《刑法》第二百二十五条的规定定罪处罚。")) == 1


def test_a_law_of_two_characters_has_a_name() -> None:
    assert document_titles("中华人民共和国刑法") == ["刑法"]
    assert document_titles("样法") == []


def test_the_list_has_names_of_laws_alone() -> None:
    assert len(law_names()) > 280
    assert all(name.endswith(("法", "民法典", "通则", "总则")) for name in law_names())
    assert not any(name.endswith(("办法", "条例")) for name in law_names())
