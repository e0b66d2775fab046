"""Editions that titles name."""

from __future__ import annotations

import pytest

from flows.references.citations.editions import edition_of


@pytest.mark.parametrize(
    ("title", "edition"),
    [
        ("《样例指南（2015年版）》", "2015"),
        ("样例目录(2019年本)", "2019"),
        ("Sample Guidelines (2018 Edition)", "2018"),
        ("中华人民共和国样例法（2018年修正）", ""),
        ("样例规划（2011—2015年）", ""),
    ],
)
def test_edition_of_a_title(title: str, edition: str) -> None:
    assert edition_of(title) == edition
