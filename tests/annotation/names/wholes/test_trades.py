"""English firms by the trade that ends their names, and their short names."""

from __future__ import annotations

import pytest

from flows.annotation.annotator import Annotator
from flows.annotation.names.wholes import find_trades
from tests.timing import assert_time_in_proportion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It took stakes in Qinghezon Semiconductor and Blue Qinghezon Photonics.", 2),
        ("The fund owns Qinghezon Quantum. Later Qinghezon denied it.", 2),
        ("The buyer, Qinghezon Dynamics plc, is British.", 1),
        ("The Institute for Qinghezon Microsystems is German.", 0),
        ("Qinghezon Motors Institute is a school.", 0),
        ("Advanced Robotics and Chinese Aerospace grew.", 0),
        ("Hefei Optics and other firms of the city", 0),
        ("The Texas AG sued.", 0),
        ("青禾公司收购Qinghezon Photonics。", 0),
    ],
)
def test_trades(annotator: Annotator, text: str, expected: int) -> None:
    found = list(find_trades(annotator.tagger.tag(text)))
    assert len(found) == expected
    assert all(one.type == "ORG" and text[one.start : one.end] == one.text for one in found)


def test_a_sentence_begins_before_the_name(annotator: Annotator) -> None:
    tagged = annotator.tagger.tag("Suppose Qinghezon Telecom bought it.")
    assert [one.text for one in find_trades(tagged)] == ["Qinghezon Telecom"]


def test_a_body_joined_to_a_firm_is_one_of_its_own(annotator: Annotator) -> None:
    text = "Witnesses included the Royal Society of Materials and Qinghezon Dynamics plc."
    names = [one.text for one in annotator.annotate([text])[0].mentions if one.type == "ORG"]
    assert names == ["Royal Society of Materials", "Qinghezon Dynamics plc"]


def test_long_texts_are_read_in_linear_time(annotator: Annotator) -> None:
    def read(number: int) -> None:
        assert list(find_trades(annotator.tagger.tag("Qinghezon " * number))) == []

    assert_time_in_proportion(read, 4_000)
