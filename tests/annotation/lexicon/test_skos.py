"""SKOS: round trips, files written by other tools, and bad files, which are refused with a line."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import SKOS, Graph, URIRef

from flows.annotation.lexicon.model import Concept
from flows.annotation.lexicon.skos import CONCEPT, OWN, read_turtle, to_turtle
from flows.errors import ConfigurationError

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <urn:zhengce:lexicon:> .
@prefix ex: <http://example.org/thesaurus/> .
"""
FULL = Concept(
    "one-system",
    "TERM",
    "试点体制",
    "pilot system",
    ("试点制度", "先行体制"),
    ("trial system", 'a "quoted" \\ system'),
    ("试制", "先制"),
    ("PS", "pilot system", "trial system"),
    ("反试点体制", "不试点体制"),
    "wide-system",
    "whole_of_nation",
    "2019",
    "2021-05",
    "our own, tested",
    "Q12",
    place="terms.csv:2",
)
WIDE = Concept("wide-system", "TERM", "体制总论", "", place="terms.csv:3")


def write(folder: Path, content: str) -> Path:
    path = folder / "lexicon.ttl"
    path.write_text(content, encoding="utf-8")
    return path


def test_every_field_comes_back(tmp_path: Path) -> None:
    concepts, files = read_turtle(write(tmp_path, to_turtle([FULL, WIDE])))
    assert concepts == [FULL, WIDE]
    assert files == {"one-system": "terms.csv", "wide-system": "terms.csv"}


def test_turtle_does_not_depend_on_the_order_of_rows() -> None:
    assert to_turtle([FULL, WIDE]) == to_turtle([WIDE, FULL])


def test_labels_of_one_language_are_disjoint() -> None:
    """SKOS asks for that; an abbreviation that is also a label is only in the list that holds the order."""
    graph = Graph().parse(data=to_turtle([FULL]), format="turtle")
    node = CONCEPT["one-system"]
    kinds = [set(graph.objects(node, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
    assert sum(map(len, kinds)) == len(set.union(*kinds)) == 9
    assert (node, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q12")) in graph
    assert (node, SKOS.broader, CONCEPT["wide-system"]) in graph
    assert {str(value) for value in graph.objects(node, OWN.not_in)} == set(FULL.not_in)


def test_file_of_another_tool_is_read(tmp_path: Path) -> None:
    """Such files lack our own properties: ids come from names or notations, languages are regional."""
    concepts, files = read_turtle(
        write(
            tmp_path,
            PREFIXES
            + """
        ex:pilot-system a skos:Concept ;
            skos:prefLabel "试点体制"@zh-Hans, "pilot system"@en-GB, "Pilotsystem"@de ;
            skos:altLabel "乙制"@zh, "甲制"@zh ; skos:broader ex:w ; own:type "TERM" .
        ex:w a skos:Concept ; skos:notation "wide-system" ; skos:prefLabel "体制总论"@zh ; own:type "TERM" .
    """,
        )
    )
    assert concepts == [
        Concept("pilot-system", "TERM", "试点体制", "pilot system", ("乙制", "甲制"), broader="wide-system"),
        Concept("wide-system", "TERM", "体制总论", ""),
    ]
    assert files == {}


def test_label_added_or_removed_elsewhere_goes_before_the_old_order(tmp_path: Path) -> None:
    text = to_turtle([FULL, WIDE]).replace(
        'skos:altLabel "a \\"quoted\\" \\\\ system"@en,\n        "trial system"@en',
        'skos:altLabel "added"@en, "trial system"@en',
    )
    concepts, _ = read_turtle(write(tmp_path, text))
    assert concepts[0].en_variants == ("trial system", "added")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("ex:a a skos:Concept ; skos:prefLabel ", "not Turtle (line"),
        ("ex:a ?b ex:c .", "not Turtle ("),
        ("ex:a own:type ( ex:b ", "not Turtle (line"),
        ("ex:a a ex:Thing .", "holds no skos:Concept"),
        ('ex:a a skos:Concept ; skos:prefLabel "x"@en, "y"@en .', "(a): 2 values of prefLabel"),
        ("ex:a a skos:Concept ; skos:broader ex:b, ex:c .", "(a): 2 values of broader"),
        ('ex:a a skos:Concept ; skos:notation "b", "c" .', "2 values of notation"),
        (
            'ex:a a skos:Concept ; own:file "../terms.csv" .',
            "'../terms.csv' is not the plain name of a CSV file",
        ),
    ],
)
def test_bad_file_is_refused(tmp_path: Path, body: str, message: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        read_turtle(write(tmp_path, PREFIXES + body))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "lexicon.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not Turtle"):
        read_turtle(tmp_path / "lexicon.ttl")
    with pytest.raises(ConfigurationError, match="can't be read"):
        read_turtle(tmp_path)
