"""Names in lists, and fragments of text."""

from __future__ import annotations

import pytest

from flows.reports.nearness import is_fragment, is_listed


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("涉及石化、稀土等行业。", "稀土", True),
        ("涉及稀土、石化等行业。", "稀土", True),
        ("轻工标准、纺织标准、船舶标准、石化标准及稀土行业标准由某出版社出版。", "稀土", True),
        (
            "We will advance alloys, ceramics, rare earth materials, special steels, and glass.",
            "rare earth",
            True,
        ),
        ("推动稀土产业高端化、智能化、绿色化发展。", "稀土", False),
        ("The rare earth rules, which take effect in May, bind exporters.", "rare earth", False),
        (
            "稀土是战略性矿产资源，省政府要求各有关部门统筹勘探、开采、冶炼、加工、回收等环节。",
            "稀土",
            False,
        ),
    ],
)
def test_names_in_lists(text: str, name: str, expected: bool) -> None:
    start = text.index(name)
    assert is_listed(text, start, start + len(name)) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2. 工业软件技术", True),
        ("Table 3.1 Industrial software", True),
        ("鼓励开发工业软件。", False),
        ("Firms write industrial software.", False),
        ("He asked for “industrial software.”", False),
    ],
)
def test_fragments(text: str, expected: bool) -> None:
    assert is_fragment(text) is expected
