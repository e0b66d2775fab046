"""The lexicon as SKOS, for exchange with thesaurus tools: one skos:Concept per row, lossless both ways.

prefLabel is the label, altLabel a variant, hiddenLabel an abbreviation, each @zh or @en; notation is the id.
Other tools tag labels by region or script, or not at all: see `_read_label`.
Properties that SKOS lacks are in the namespace `urn:zhengce:lexicon:`. RDF has no order. If a list is not in
alphabetical order, or if an abbreviation is also the label (SKOS wants those disjoint), an RDF list keeps it
(`own:en_variants_order`).
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from xml.sax import SAXParseException

from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError
from rdflib.term import Node

from flows.annotation.lexicon.checking import Problem
from flows.annotation.lexicon.files import file_of
from flows.annotation.lexicon.model import Concept
from flows.errors import ConfigurationError, UsageError, reason_of
from flows.text import folding_table, has_han, lazy_pattern

OWN = Namespace("urn:zhengce:lexicon:")
CONCEPT = Namespace("urn:zhengce:concept:")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
SCHEME = URIRef("urn:zhengce:lexicon")
_PLAIN = ("type", "strategy", "valid_from", "valid_to", "source")
_LISTS = (("variants", SKOS.altLabel), ("abbreviations", SKOS.hiddenLabel))
_LABELS = (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel)
_WIKIDATA_LINK = lazy_pattern(r"https?://(?:www\.)?wikidata\.org/(?:entity|wiki)/")
# Properties that are read, or that add nothing to a row; the rest are counted as left out.
_READ = {
    *(SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation, SKOS.broader, SKOS.narrower),
    *(SKOS.exactMatch, SKOS.inScheme, SKOS.topConceptOf, RDF.type),
}
# File formats by ending; a name without one, such as /dev/stdout, means Turtle.
_FORMATS = {"": "turtle", ".ttl": "turtle", ".turtle": "turtle", ".n3": "turtle"}
_FORMATS |= dict.fromkeys((".rdf", ".owl", ".xml"), "xml")
_IS_XML = lazy_pattern(r"\s*<(?:\?xml\b|!--|!DOCTYPE\b|[\w-]+:RDF\b)")
# Language subtags, as two or three letters in ISO 639; case is ignored (RFC 5646, 2.1.1).
_LANGUAGES = {"zh": "zh", "zho": "zh", "chi": "zh", "cmn": "zh", "en": "en", "eng": "en"}
_TRADITIONAL = {"hant", "tw", "hk", "mo"}
_LATIN = lazy_pattern("[A-Za-z\u00c0-\u024f]")
# The exceptions of rdflib's parser: its own, and for some input (`?`, an unclosed list) whatever broke.
_BAD_RDF = (
    SyntaxError,
    ParserError,
    SAXParseException,
    ValueError,
    AttributeError,
    AssertionError,
    TypeError,
    IndexError,
    KeyError,
    RecursionError,
)
_FILE_NAME = lazy_pattern(r"[\w-][\w.-]*\.csv")
_LONGEST_REASON = 160


class _Column(NamedTuple):
    """A list column: its name, the SKOS property of its values, and their language (None for none)."""

    name: str
    label_property: URIRef
    language: str | None


_NOT_IN = _Column("not_in", OWN.not_in, None)


class Thesaurus(NamedTuple):
    """The content of a SKOS file.

    `concepts` are sorted by id, `files` maps ids to the file that a concept names, and `left_out` reports
    labels and properties that were not read.
    """

    concepts: list[Concept]
    files: dict[str, str]
    left_out: list[Problem]


def format_of(path: Path) -> str:
    """Return rdflib's name for the format of a file's ending; raises UsageError if it is unknown."""
    name = _FORMATS.get(path.suffix.lower())
    if name is None:
        raise UsageError("annotation.no_skos_format", path=path, known=[*filter(None, _FORMATS)])
    return name


def to_skos(concepts: Iterable[Concept], name: str = "turtle") -> str:
    """Return the concepts in a format that `format_of` returns; Turtle is in a fixed order."""
    graph = Graph()
    for prefix, namespace in (("skos", SKOS), ("own", OWN), ("concept", CONCEPT), ("wd", WIKIDATA)):
        graph.bind(prefix, namespace)
    graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
    for concept in concepts:
        _add_concept(graph, concept)
    text: str = graph.serialize(format=name)
    return text


def _add_concept(graph: Graph, concept: Concept) -> None:
    node = CONCEPT[concept.id]
    graph.add((node, RDF.type, SKOS.Concept))
    graph.add((node, SKOS.inScheme, SCHEME))
    graph.add((node, SKOS.notation, Literal(concept.id)))
    for name in _PLAIN:
        if value := getattr(concept, name):
            graph.add((node, OWN[name], Literal(value)))
    if concept.broader:
        graph.add((node, SKOS.broader, CONCEPT[concept.broader]))
    if concept.wikidata:
        graph.add((node, SKOS.exactMatch, WIKIDATA[concept.wikidata]))
    if file := file_of(concept):
        graph.add((node, OWN.file, Literal(file)))
    for language in ("zh", "en"):
        taken = {getattr(concept, language)} - {""}
        for label in taken:
            graph.add((node, SKOS.prefLabel, Literal(label, lang=language)))
        for column in _columns_of(language):
            values = getattr(concept, column.name)
            _add_list(graph, node, column, values, taken)
            taken |= set(values)
    _add_list(graph, node, _NOT_IN, concept.not_in, set())


def _columns_of(language: str) -> list[_Column]:
    return [_Column(f"{language}_{kind}", label_property, language) for kind, label_property in _LISTS]


def _add_list(graph: Graph, node: URIRef, column: _Column, values: tuple[str, ...], taken: set[str]) -> None:
    """Add values that are not yet labels of the concept, and their order if it is not alphabetical."""
    for value in values:
        if value not in taken:
            graph.add((node, column.label_property, Literal(value, lang=column.language)))
    if tuple(sorted(set(values) - taken)) != values:
        head = BNode(f"list-{node.removeprefix(CONCEPT)}-{column.name}")
        graph.add((node, OWN[f"{column.name}_order"], head))
        Collection(graph, head, [Literal(value, lang=column.language) for value in values])


def read_skos(path: Path) -> Thesaurus:
    """Read concepts from Turtle or RDF/XML.

    Labels in languages other than Chinese and English are left out. Raises ConfigurationError with the
    problem and its place.
    """
    graph = _parse(path)
    nodes = sorted(node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))
    if not nodes:
        raise ConfigurationError("annotation.no_skos_concept", path=path)
    reader = _Reader(graph, path.name)
    concepts = sorted((reader.read(node) for node in nodes), key=lambda concept: concept.id)
    files = {reader.identify(node): file for node in nodes if (file := reader.file(node))}
    return Thesaurus(concepts, files, list(_left_out(graph, nodes, path.name)))


def _parse(path: Path) -> Graph:
    """Return the graph of a file; RDF/XML is detected by its beginning, since any ending may mean Turtle."""
    graph = Graph()
    code = "annotation.not_turtle"
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # it warns of every odd name, at length
    try:
        text = path.read_text(encoding="utf-8-sig")
        if _IS_XML.match(text):
            code = "annotation.not_rdf_xml"
            # As bytes: the declaration may name an encoding that the text no longer has.
            graph.parse(data=path.read_bytes(), format="xml")
        else:
            graph.parse(data=text, format="turtle")
    except OSError as error:
        raise ConfigurationError("annotation.unreadable", path=path, reason=reason_of(error)) from None
    except _BAD_RDF as error:
        raise ConfigurationError(code, path=path, reason=_explain(error)) from None
    return graph


def _left_out(graph: Graph, nodes: Iterable[URIRef], name: str) -> Iterator[Problem]:
    """Yield one note on labels in other languages and one on other properties, if there are any."""
    languages: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    for node in nodes:
        for predicate, value in graph.predicate_objects(node):
            if isinstance(value, Literal) and predicate in _LABELS:
                languages[(value.language or "").casefold()] += _language_of(value) is None
            elif predicate == SKOS.exactMatch:
                properties["exactMatch"] += not _WIKIDATA_LINK.match(str(value))
            elif predicate not in _READ and not str(predicate).startswith(str(OWN)):
                properties[_last_part(predicate)] += 1
    found = (("annotation.labels_left_out", languages), ("annotation.properties_left_out", properties))
    for code, counts in found:
        if names := sorted(+counts):
            yield Problem("warning", name, code, {"count": counts.total(), "names": names})


def _last_part(name: object) -> str:
    return re.split("[#:/]", str(name))[-1]


def _language_of(label: Literal) -> str | None:
    """Return "zh" or "en", None for a label in another language, "" if the language is unclear.

    A label without a tag is Chinese if it has a Han character, or else English if it has a Latin one.
    """
    language, *rest = (label.language or "und").casefold().split("-")
    if language == "und":
        if has_han(label):
            return "zh"
        return "en" if _LATIN.search(label) else ""
    found = _LANGUAGES.get(language)
    return None if found == "zh" and "latn" in rest else found  # zh-Latn is pinyin


def _read_label(label: Literal) -> str:
    """Return a label as rows have it: in simplified characters if its tag says traditional."""
    language, *rest = (label.language or "").casefold().split("-")
    if _LANGUAGES.get(language) == "zh" and _TRADITIONAL & set(rest) and "hans" not in rest:
        return str(label).translate(_simplified())
    return str(label)


@cache
def _simplified() -> dict[int, int]:
    return {point: other for point, other in folding_table().items() if has_han(chr(point))}


def _explain(error: Exception) -> str:
    if isinstance(error, SAXParseException):
        return f"line {error.getLineNumber()}: {error.getMessage()}"
    if isinstance(error, SyntaxError) and hasattr(error, "lines"):
        return f"line {error.lines + 1}: {' '.join(str(getattr(error, '_why', 'bad syntax')).split())}"
    return " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__


class _Reader:
    """A reader of the concepts in one graph; `name` is the file's name, for messages."""

    def __init__(self, graph: Graph, name: str) -> None:
        self.graph = graph
        self.name = name

    def read(self, node: URIRef) -> Concept:
        labels: dict[str, str] = {name: self.one(node, OWN[name]) for name in _PLAIN}
        lists: dict[str, tuple[str, ...]] = {}
        for language in ("zh", "en"):
            labels[language] = self.one(node, SKOS.prefLabel, language)
            taken = {labels[language]}
            for column in _columns_of(language):
                lists[column.name] = self.many(node, column, taken)
                taken |= set(lists[column.name])
        lists["not_in"] = self.many(node, _NOT_IN, set())
        wider = {*self.graph.objects(node, SKOS.broader), *self.graph.subjects(SKOS.narrower, node)}
        if broader := self.only(sorted(map(str, wider)), SKOS.broader, self.identify(node)):
            labels["broader"] = self.identify(URIRef(broader))
        labels["wikidata"] = self.wikidata(node)
        identifier = self.identify(node)
        place = f"{self.name} ({identifier})"
        return Concept(identifier, place=place, **labels, **lists)  # type: ignore[arg-type]

    def wikidata(self, node: URIRef) -> str:
        """Return the Q number that a concept matches exactly, or ""."""
        links = map(str, self.graph.objects(node, SKOS.exactMatch))
        found = {link[match.end() :] for link in links if (match := _WIKIDATA_LINK.match(link))}
        return self.only(sorted(found), SKOS.exactMatch, self.identify(node))

    def identify(self, node: URIRef) -> str:
        """Return a concept's id: its notation, or else the last part of its name."""
        return self.one(node, SKOS.notation, where=str(node)) or re.split(r"[/#:]", str(node))[-1]

    def file(self, node: URIRef) -> str:
        """Return the CSV file that a concept names, or ""."""
        name = self.one(node, OWN.file)
        if name and not _FILE_NAME.fullmatch(name):
            place = f"{self.name} ({self.identify(node)})"
            raise ConfigurationError("annotation.bad_file_name", place=place, file=name)
        return name

    def one(self, node: URIRef, name: URIRef, language: str | None = None, where: str = "") -> str:
        """Return the only literal of a property, or ""."""
        found = self.literals(node, name, language)
        return self.only(found, name, where or self.identify(node)) if found else ""

    def only(self, found: list[str], name: URIRef, where: str) -> str:
        """Return the only value, or "" without any; raises ConfigurationError if there are several."""
        if len(found) > 1:
            raise ConfigurationError(
                "annotation.several_values",
                place=f"{self.name} ({where})",
                count=len(found),
                property=_last_part(name),
                values=found,
            )
        return "".join(found)

    def many(self, node: URIRef, column: _Column, taken: set[str]) -> tuple[str, ...]:
        """Return the values of a list column in order; `taken` are other labels that the order may have."""
        values = set(self.literals(node, column.label_property, column.language))
        head = self.graph.value(node, OWN[f"{column.name}_order"], any=True)
        order: list[str] = []
        if head is not None:
            order = self.list_at(head, node, column.name)
        kept = [value for value in dict.fromkeys(order) if value in values | taken]
        return (*kept, *sorted(values - set(kept)))

    def list_at(self, head: Node, node: URIRef, name: str) -> list[str]:
        """Return the items of an RDF list; raises ConfigurationError if it refers to itself."""
        try:
            return [str(item) for item in Collection(self.graph, head)]
        except ValueError:
            place = f"{self.name} ({self.identify(node)})"
            raise ConfigurationError(
                "annotation.endless_list", place=place, property=f"{name}_order"
            ) from None

    def literals(self, node: URIRef, name: URIRef, language: str | None) -> list[str]:
        """Return the literals of a property in a language (None: any), sorted and without duplicates."""
        found = [value for value in self.graph.objects(node, name) if isinstance(value, Literal)]
        if language is None:
            return sorted(map(str, found))
        for value in found:
            if _language_of(value) == "":
                place = f"{self.name} ({self.identify(node)})"
                raise ConfigurationError("annotation.label_without_language", place=place, label=str(value))
        return sorted({_read_label(value) for value in found if _language_of(value) == language})
