"""Publishers that a name refers to: alone, and joint ones that include it."""

from __future__ import annotations

import pytest

from flows.text import match_publishers

KNOWN = ["示范部", "示范部 样例局", "样例局、示范部", "中国示范部门", "样例局", "Sample Daily"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("示范部", ["样例局、示范部", "示范部", "示范部 样例局"]),
        ("=示范部", ["示范部"]),
        ("＝示范部", ["示范部"]),
        ("示范部 样例局", ["示范部 样例局"]),
        ("示范", []),
        ("=示范", []),
        ("", []),
        ("Daily", []),
    ],
)
def test_publishers_that_a_name_means(wanted: str, found: list[str]) -> None:
    assert match_publishers(KNOWN, [wanted]) == {wanted: found}
