"""Executive orders of the United States: their numbers, and what another order does with them."""

from __future__ import annotations

import pytest

from flows.annotation.citations.executive_orders import order_key
from flows.annotation.citations.finding import find_citations

REPEALING = [
    "Executive Order 13974 is hereby revoked in its entirety.",
    "Executive Order 14105 of August 9, 2023 (Addressing Sample Investments), is hereby revoked.",
    "Sec. 3. Executive Order 13974 of January 13, 2021 (Amending Executive Order 13959), is hereby revoked.",
    "E.O. 14110 is rescinded.",
    "Executive Order 13942 of August 6, 2020 (Sample), Executive Order 13943 of August 6, 2020, and Executive Order 13971 are hereby revoked.",
    "This order revokes Executive Order 14034.",
    "I hereby revoke Executive Order 14034.",
    "This order supersedes Executive Order 13873 of May 15, 2019.",
    "This order hereby rescinds Executive Order 13873 and Executive Order 13874.",
    "Sec. 9. Executive Order 14110 of October 30, 2023, as amended, is revoked.",
]
AMENDING = [
    "Section 1 of Executive Order 13959 is hereby amended to read as follows.",
    "Executive Order 13959 of November 12, 2020, is further amended by striking a word.",
    "This order amends Executive Order 13959.",
    "Section 4 of Executive Order 13959 is hereby revoked.",
    "This order amends section 2(a) of Executive Order 13959.",
]
MENTIONING = [
    "Nothing in this order revokes Executive Order 14110.",
    "The bill would revoke Executive Order 14110.",
    "Two senators called for revoking Executive Order 14110.",
    "Executive Order 14148 revoked Executive Order 14110.",
    "Executive Order 14110 was revoked by Executive Order 14148.",
    "Executive Order 14110 is not revoked.",
    "This order shall not be read to revoke Executive Order 14110.",
    "Executive Order 14110 is revoked to the extent that it conflicts with this order.",
    "This order supersedes Executive Order 14110 to the extent that they conflict.",
    "Executive Order 13959, as amended by Executive Order 14032, remains in force.",
    "If Executive Order 14110 is revoked, the agencies shall report.",
    "After Executive Order 14110 is revoked in part, the rules change.",
    "EO 14110 should be rescinded, the group said.",
]
LIST = """Sec. 2. Revocation of Orders. The following executive actions are hereby revoked:

(a) Executive Order 13985 of January 20, 2021 (Advancing Kelp Equity).

(bb) Executive Order 14110 of October 30, 2023 (Amending Executive Order 13959).

Sec. 3. Executive Order 14050 remains."""


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        *((text, "repealing") for text in REPEALING),
        *((text, "amending") for text in AMENDING),
        *((text, "mentioning") for text in MENTIONING),
    ],
)
def test_the_words_around_an_order_say_what_is_done_with_it(text: str, relation: str) -> None:
    found = [
        one.relation
        for one in find_citations(text)
        if one.title != "executiveorder13959" or relation != "repealing"
    ]
    assert set(found) == {relation}


def test_an_order_in_the_title_of_another_is_only_mentioned() -> None:
    text = "Executive Order 13974 of January 13, 2021 (Amending Executive Order 13959), is hereby revoked."
    assert [(one.title, one.relation) for one in find_citations(text)] == [
        ("executiveorder13974", "repealing"),
        ("executiveorder13959", "mentioning"),
    ]


def test_each_order_of_a_list_is_revoked() -> None:
    assert [(one.title[-5:], one.relation) for one in find_citations(LIST)] == [
        ("13985", "repealing"),
        ("14110", "repealing"),
        ("13959", "mentioning"),
        ("14050", "mentioning"),
    ]


@pytest.mark.parametrize(
    "text", ["Executive Order No. 14105", "EO 14105", "E.O. 14105", "Executive Order 14105"]
)
def test_forms_of_a_number_have_one_key(text: str) -> None:
    (found,) = find_citations(f"Firms follow {text} now.")
    assert (found.text, found.title) == (text, "executiveorder14105")


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Executive Order 14105", "executiveorder14105"),
        ("Executive Order 14105 of August 9, 2023", "executiveorder14105"),
        ("Executive Order 14105—Addressing Kelp Investments", "executiveorder14105"),
        ("Executive Order 14105 explained", ""),
        ("Amending Executive Order 13959", ""),
    ],
)
def test_a_document_has_the_key_of_the_order_that_it_is(name: str, key: str) -> None:
    assert order_key(name) == key
