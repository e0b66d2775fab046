"""SKOS: round trips, files written by other tools, and bad files, which are rejected with a line number."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from rdflib import SKOS, Graph, URIRef

from flows.annotation.lexicon.model import Concept
from flows.annotation.lexicon.skos import CONCEPT, OWN, format_of, read_skos, to_skos
from flows.errors import ConfigurationError, UsageError

PREFIXES = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix own: <urn:zhengce:lexicon:> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
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
    concepts, files, left_out = read_skos(write(tmp_path, to_skos([FULL, WIDE])))
    assert concepts == [FULL, WIDE]
    assert files == {"one-system": "terms.csv", "wide-system": "terms.csv"}
    assert left_out == []


def test_turtle_does_not_depend_on_the_order_of_rows() -> None:
    assert to_skos([FULL, WIDE]) == to_skos([WIDE, FULL])


def test_labels_of_one_language_are_disjoint() -> None:
    """SKOS requires it; an abbreviation that is also a label is kept only in the list that sets the order."""
    graph = Graph().parse(data=to_skos([FULL]), format="turtle")
    node = CONCEPT["one-system"]
    kinds = [set(graph.objects(node, kind)) for kind in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)]
    assert sum(map(len, kinds)) == len(set.union(*kinds)) == 9
    assert (node, SKOS.exactMatch, URIRef("http://www.wikidata.org/entity/Q12")) in graph
    assert (node, SKOS.broader, CONCEPT["wide-system"]) in graph
    assert {str(value) for value in graph.objects(node, OWN.not_in)} == set(FULL.not_in)


def test_file_of_another_tool_is_read(tmp_path: Path) -> None:
    """Such files lack our own properties: ids come from names or notations, and languages are regional."""
    concepts, files, left_out = read_skos(
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
    assert [note.message for note in left_out] == ["left out, labels in other languages: 1 (de)."]


def test_label_added_or_removed_elsewhere_goes_before_the_old_order(tmp_path: Path) -> None:
    text = to_skos([FULL, WIDE]).replace(
        'skos:altLabel "a \\"quoted\\" \\\\ system"@en,\n        "trial system"@en',
        'skos:altLabel "added"@en, "trial system"@en',
    )
    concepts, *_ = read_skos(write(tmp_path, text))
    assert concepts[0].en_variants == ("trial system", "added")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ("ex:a a skos:Concept ; skos:prefLabel ", "not Turtle (line"),
        ("ex:a ?b ex:c .", "not Turtle ("),
        (
            'ex:a a skos:Concept ; own:en_variants_order _:x . _:x rdf:first "a" ; rdf:rest _:x .',
            "lexicon.ttl (a): the list in en_variants_order has no end.",
        ),
        ('ex:a a skos:Concept ; skos:altLabel "863" .', "(a): label '863' has no language tag"),
        ("ex:a own:type ( ex:b ", "not Turtle (line"),
        ("ex:a a ex:Thing .", "contains no skos:Concept"),
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
        read_skos(write(tmp_path, PREFIXES + body))
    assert message in str(raised.value)
    assert "\n" not in str(raised.value)


def test_file_that_is_no_text(tmp_path: Path) -> None:
    (tmp_path / "lexicon.ttl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not Turtle"):
        read_skos(tmp_path / "lexicon.ttl")
    with pytest.raises(ConfigurationError, match="can't be read"):
        read_skos(tmp_path)


def read_names(folder: Path, labels: str) -> tuple[str, str, tuple[str, ...], tuple[str, ...]]:
    body = f'ex:a a skos:Concept ; own:type "TERM" ; {labels} .'
    concept = read_skos(write(folder, PREFIXES + body)).concepts[0]
    return concept.zh, concept.en, concept.zh_variants, concept.en_variants


@pytest.mark.parametrize(
    "tag", ["zh", "ZH-Hans", "zh-hans-cn", "zh-CN", "zh-SG", "cmn-Hans", "zho", "chi", "CMN"]
)
def test_tags_of_simplified_chinese(tmp_path: Path, tag: str) -> None:
    assert read_names(tmp_path, f'skos:prefLabel "试点"@{tag} ; skos:altLabel "试办"@{tag}') == (
        ("试点", "", ("试办",), ())
    )


@pytest.mark.parametrize("tag", ["zh-Hant", "zh-hant-HK", "zh-TW", "ZH-tw", "zh-HK", "zh-MO", "cmn-Hant"])
def test_tags_of_traditional_chinese(tmp_path: Path, tag: str) -> None:
    """Such labels become simplified; nothing else about them changes."""
    assert read_names(tmp_path, f'skos:prefLabel "5G－試點"@{tag}') == ("5G－试点", "", (), ())


@pytest.mark.parametrize("tag", ["en", "EN", "en-GB", "EN-us", "eng", "en-Latn-GB"])
def test_tags_of_english(tmp_path: Path, tag: str) -> None:
    assert read_names(tmp_path, f'skos:prefLabel "Trial"@{tag} ; skos:altLabel "run"@{tag}') == (
        ("", "Trial", (), ("run",))
    )


def test_labels_without_a_tag_are_told_by_their_script(tmp_path: Path) -> None:
    assert read_names(
        tmp_path,
        'skos:prefLabel "5G试点", "Étude" ; skos:altLabel "trial run", "试办"@und, "试行"@zh',
    ) == ("5G试点", "Étude", ("试办", "试行"), ("trial run",))


def test_one_label_in_both_scripts_is_one(tmp_path: Path) -> None:
    labels = 'skos:prefLabel "试点"@zh-Hans, "試點"@zh-Hant, "trial"@en, "trial"@en-GB'
    assert read_names(tmp_path, labels) == ("试点", "trial", (), ())
    labels = 'skos:prefLabel "试点"@zh-Hans, "干部試點"@zh-Hant'
    with pytest.raises(ConfigurationError, match="2 values of prefLabel"):
        read_names(tmp_path, labels)


def test_what_is_left_out_is_counted(tmp_path: Path) -> None:
    body = """
        ex:a a skos:Concept ; own:type "TERM" ; skos:prefLabel "试点"@zh, "Versuch"@de, "shìdiǎn"@zh-Latn ;
            skos:altLabel "Probe"@de ; skos:definition "a test"@en, "Versuch"@de ; skos:related ex:b ;
            skos:exactMatch <https://example.org/x> .
    """
    assert [note.message for note in read_skos(write(tmp_path, PREFIXES + body)).left_out] == [
        "left out, labels in other languages: 3 (de, zh-latn).",
        "left out, values of properties that the lexicon does not store: 4 (definition, exactMatch, related).",
    ]


@pytest.mark.parametrize(
    "statements",
    [
        "ex:b skos:broader ex:a .",
        "ex:a skos:narrower ex:b .",
        "ex:a skos:narrower ex:b . ex:b skos:broader ex:a .",
    ],
)
def test_narrower_is_the_inverse_of_broader(tmp_path: Path, statements: str) -> None:
    body = f"{PREFIXES} ex:a a skos:Concept . ex:b a skos:Concept . {statements}"
    wide, narrow = read_skos(write(tmp_path, body)).concepts
    assert (wide.broader, narrow.broader) == ("", "a")


@pytest.mark.parametrize(
    "links",
    [
        "<http://www.wikidata.org/entity/Q12>",
        "<https://www.wikidata.org/entity/Q12>",
        "<https://www.wikidata.org/wiki/Q12>, <http://www.wikidata.org/entity/Q12>",
    ],
)
def test_links_to_wikidata(tmp_path: Path, links: str) -> None:
    concepts, _, left_out = read_skos(
        write(tmp_path, f"{PREFIXES} ex:a a skos:Concept ; skos:exactMatch {links} .")
    )
    assert (concepts[0].wikidata, left_out) == ("Q12", [])


def test_rdf_xml_is_written_and_read(tmp_path: Path, logged: io.StringIO) -> None:
    """The format is recognised by content: 1.0.0 wrote Turtle under every file name."""
    path = tmp_path / "lexicon.rdf"
    path.write_text(to_skos([FULL, WIDE], format_of(path)), encoding="utf-8")
    assert path.read_text(encoding="utf-8").startswith("<?xml")
    assert read_skos(path).concepts == [FULL, WIDE]
    path.write_text(to_skos([FULL, WIDE]), encoding="utf-8")
    assert read_skos(path).concepts == [FULL, WIDE]
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    broken = f'<?xml version="1.0"?>\n<rdf:RDF xmlns:rdf="{rdf}">\n<rdf:Seq rdf:about="a b"></b>'
    path.write_text(broken, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=r"not RDF/XML \(line 3"):
        read_skos(path)
    assert logged.getvalue() == ""


@pytest.mark.parametrize(
    ("name", "format_name"),
    [("a.ttl", "turtle"), ("A.TTL", "turtle"), ("stdout", "turtle"), ("a.owl", "xml")],
)
def test_format_of_an_ending(name: str, format_name: str) -> None:
    assert format_of(Path(name)) == format_name


def test_ending_of_another_format_is_refused() -> None:
    with pytest.raises(UsageError, match=r"ends in one of \.ttl, "):
        format_of(Path("lexicon.jsonld"))
