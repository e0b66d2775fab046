"""Cited documents and their names."""

from __future__ import annotations

from collections import Counter

from flows.references.citations import Cited


def test_a_cited_document_is_named_in_the_language_of_the_reader() -> None:
    entry = Cited("Sample Law", surfaces=Counter({"Sample Law": 3, "样例法": 2, "中华人民共和国样例法": 1}))
    assert (entry.name_in("en"), entry.name_in("zh")) == ("Sample Law", "样例法")
    only_chinese = Cited("样例条例", surfaces=Counter({"样例条例": 1}))
    assert (only_chinese.name_in("en"), only_chinese.name_in("zh")) == ("样例条例", "样例条例")


def test_a_short_name_that_many_documents_have_is_shown_last() -> None:
    cited = Cited("", surfaces=Counter({"《条例》": 9, "《样例数据条例》": 2, "样例数据条例": 1}))
    assert cited.rank_surfaces() == ["《样例数据条例》", "样例数据条例", "《条例》"]
