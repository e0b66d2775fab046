"""Publishers that a name refers to: alone, and joint ones that include it."""

from __future__ import annotations

import pytest

from flows.text import fold_body, issuing_bodies, match_publishers

KNOWN = ["示范部", "示范部 样例局", "样例局、示范部", "中国示范部门", "样例局", "Sample Daily"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("示范部", ["样例局、示范部", "示范部", "示范部 样例局"]),
        ("=示范部", ["示范部"]),
        ("＝示范部", ["示范部"]),
        ("示范部 样例局", ["示范部 样例局"]),
        ("=样例局 示范部", ["样例局、示范部"]),
        ("示范", []),
        ("=示范", []),
        ("=", []),
        ("", []),
        ("Daily", []),
    ],
)
def test_publishers_that_a_name_means(wanted: str, found: list[str]) -> None:
    assert match_publishers(KNOWN, [wanted]) == {wanted: found}


OTHER_NAMES = {"示范部": ("SM", "Ministry of Samples"), "SM": ("示范部", "Ministry of Samples")}
NAMED_OTHERWISE = [
    "中华人民共和国示范部",
    "Ministry of Samples of the People’s Republic of China",
    "National Kelp Bureau, Ministry of Samples and the Ministry of Rural Affairs",
    "Ministry of Samples and Rural Affairs",
    "Ministry of Samples Press",
]


@pytest.mark.parametrize("wanted", ["示范部", "SM"])
def test_publishers_under_the_other_names_of_a_body(wanted: str) -> None:
    found = match_publishers([*KNOWN, *NAMED_OTHERWISE], [wanted], lambda name: OTHER_NAMES.get(name, ()))
    assert set(found[wanted]) == {"示范部", "示范部 样例局", "样例局、示范部", *NAMED_OTHERWISE[:3]}


def test_names_in_other_letters_and_with_the_state() -> None:
    assert match_publishers(KNOWN, ["sample daily"])["sample daily"] == ["Sample Daily"]
    assert "示范部" in match_publishers(KNOWN, ["中華人民共和國示範部"])["中華人民共和國示範部"]


@pytest.mark.parametrize(
    ("publisher", "other", "are_same"),
    [
        ("示范部", "Ministry of Samples", True),
        ("示范部", "中华人民共和国示范部", True),
        ("示范部", "SM", True),
        ("示范部 样例局", "SM、样例局", True),
        ("示范部 样例局", "样例局 示范部", False),
        ("示范部 示范部", "示范部", True),
        ("示范部 样例局", "示范部", False),
        ("示范部", "中国示范部门", False),
        ("", "示范部", False),
    ],
)
def test_the_same_bodies_under_other_names(publisher: str, other: str, are_same: bool) -> None:
    def bodies(name: str) -> tuple[str, ...]:
        return issuing_bodies(name, lambda one: OTHER_NAMES.get(one.replace("sm", "SM"), ()))

    assert (bodies(publisher) == bodies(other)) is are_same
    assert issuing_bodies("", lambda _: ()) == ()


def test_a_body_that_is_known_by_its_whole_name_is_not_split() -> None:
    names = {"Office, Ministry of Samples": ("示范部办公室",)}
    known = {fold_body(name): others for name, others in names.items()}
    whole = issuing_bodies("Office, Ministry of Samples", lambda one: known.get(fold_body(one), ()))
    assert len(whole) == 1
    assert len(issuing_bodies("Office, Ministry of Samples")) == 2
