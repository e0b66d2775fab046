"""Acts of other countries in English texts."""

from __future__ import annotations

import pytest

from flows.annotation.citations.foreign_laws import find_foreign_laws
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The CHIPS and Science Act of 2022 gave money.", ["CHIPS and Science Act of 2022"]),
        ("Under Section 301 of the Trade Act of 1974, duties rose.", ["Trade Act of 1974"]),
        (
            "Under the Economic Security Promotion Act (Act No. 43 of 2022)",
            ["Economic Security Promotion Act"],
        ),
        ("amending the Patents Ordinance (Cap. 514)", ["Patents Ordinance"]),
        ("Executive Order 14105 of August 9, 2023", ["Executive Order 14105"]),
        ("Regulation (EU) 2019/452 set up screening.", ["Regulation (EU) 2019/452"]),
        ("proposed in COM(2023) 160 of 16 March", ["COM(2023) 160"]),
        (
            'the interim final rule "Sample Controls: Certain Items" (87 FR 1)',
            ["Sample Controls: Certain Items"],
        ),
        ("The Act applies. This Act too. Act now.", []),
        ("It was the Second Act of a play.", []),
        ("They act on it. Acting Director Jane Doe.", []),
    ],
)
def test_foreign_laws(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_foreign_laws(text)] == expected


def test_long_texts_are_read_in_linear_time() -> None:
    def read(number: int) -> None:
        text = "Sample and Sample of the " * number + " Act" * (number // 4)
        assert len(list(find_foreign_laws(text))) < 10

    assert_time_in_proportion(read, 20_000)
