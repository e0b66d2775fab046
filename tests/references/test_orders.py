"""Statuses of executive orders of the United States by later orders."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from tests.references.test_status_of_copies import read_statuses

REVOKED = "Sec. 4. Executive Order 14001 of January 5, 2021 (Farming Kelp), is hereby revoked."


def order(key: str, number: int, date: str, text: str) -> dict[str, str]:
    whole = f"By the authority vested in me as President, it is hereby ordered:\n\n{text}"
    title = f"Executive Order {number}: Farming Kelp in Bay {key}"
    return {
        "id": key,
        "title": title,
        "date": date,
        "text": whole,
        "document_number": f"Executive Order {number}",
    }


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (REVOKED, "repealed"),
        (
            "Sec. 2. The following orders are hereby revoked:\n\n(a) Executive Order 14001 of January 5, 2021.",
            "repealed",
        ),
        ("Sec. 4. This order supersedes E.O. 14001.", "repealed"),
        ("Sec. 4. Section 2 of Executive Order 14001 is hereby amended by striking a word.", "amended"),
        ("Sec. 4. Nothing in this order revokes Executive Order 14001.", "in_force"),
        ("Sec. 4. Executive Order 14001 would be revoked by such a law.", "in_force"),
        ("Sec. 4. Growers called for revoking Executive Order 14001.", "in_force"),
        ("Sec. 4. Executive Order 14001 is revoked effective January 1, 2031.", "in_force"),
    ],
)
def test_an_order_has_the_status_that_a_later_one_gives_it(
    tmp_path: Path, annotator: Annotator, text: str, status: str
) -> None:
    rows = [
        order("1", 14001, "2021-01-05", "Section 1. Kelp shall be farmed."),
        order("2", 14090, "2023-05-01", text),
    ]
    found = read_statuses(tmp_path, annotator, {"a": rows})
    assert found == {"a1": status, "a2": "in_force"}


def test_only_another_order_decides(tmp_path: Path, annotator: Annotator) -> None:
    notice = {"id": "2", "title": "Notice on Kelp", "date": "2023-05-01", "text": REVOKED}
    older = order("3", 13990, "2020-05-01", REVOKED)
    rows = [order("1", 14001, "2021-01-05", "Section 1. Kelp shall be farmed."), notice, older]
    assert read_statuses(tmp_path, annotator, {"a": rows})["a1"] == "in_force"
