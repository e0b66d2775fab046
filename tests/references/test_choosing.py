"""Which version of a document stood on a day."""

from __future__ import annotations

import pytest

from flows.references.choosing import standing_version
from flows.store.part import StoredVersion


def version(name: str, date: str, seen: str, revived: str = "") -> StoredVersion:
    moment = f"{revived}T08:00:00+00:00" if revived else ""
    return StoredVersion(name, "c", "k", date, f"{seen}T08:00:00+00:00", moment, False, "", "", "", "")


REVIVED = [
    version("a", "2018-01-15", "2018-02-01", revived="2020-03-01"),
    version("b", "2019-01-15", "2019-02-01"),
    version("c", "2018-01-15", "2021-02-01"),
]
UNDATED = [version("a", "", "2018-02-01"), version("b", "", "2019-02-01")]
MONTHS = [version("a", "2018-01", "2026-01-01"), version("b", "2019-05", "2026-01-02")]


@pytest.mark.parametrize(
    ("versions", "day", "expected"),
    [
        (REVIVED, "2018-01-14", None),
        (REVIVED, "2018-06-01", "a"),
        (REVIVED, "2019-06-01", "b"),
        (REVIVED, "2020-06-01", "a"),
        (REVIVED, "2022-01-01", "c"),
        (UNDATED, "2018-01-01", None),
        (UNDATED, "2018-02-01", "a"),
        (UNDATED, "2019-02-01", "b"),
        (MONTHS, "2018-01-31", "a"),
        (MONTHS, "2019-05-31", "b"),
    ],
)
def test_the_version_that_stood(versions: list[StoredVersion], day: str, expected: str | None) -> None:
    found = standing_version(versions, day)
    assert (found.id if found else None) == expected
