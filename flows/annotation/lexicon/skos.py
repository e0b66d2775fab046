"""The lexicon as SKOS, for exchange with thesaurus tools: one skos:Concept per row, nothing lost either way.

prefLabel is the label, altLabel a variant, hiddenLabel an abbreviation, each @zh or @en; notation is the id.
What SKOS has no term for is in the namespace `urn:zhengce:lexicon:`. RDF keeps no order: where a list is not
in alphabetical order, or an abbreviation is also the label (SKOS wants those disjoint), an RDF list holds it
(`own:en_variants_order`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError

from flows.annotation.lexicon.files import file_of
from flows.annotation.lexicon.model import Concept
from flows.errors import ConfigurationError, reason_of

OWN = Namespace("urn:zhengce:lexicon:")
CONCEPT = Namespace("urn:zhengce:concept:")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
SCHEME = URIRef("urn:zhengce:lexicon")
_PLAIN = ("type", "strategy", "valid_from", "valid_to", "source")
_LISTS = (("variants", SKOS.altLabel), ("abbreviations", SKOS.hiddenLabel))
# What rdflib's parser raises: its own error, and for some input (`?`, an unclosed list) whatever broke.
_BAD_TURTLE = (
    SyntaxError,
    ParserError,
    ValueError,
    AttributeError,
    AssertionError,
    TypeError,
    IndexError,
    KeyError,
    RecursionError,
)
_FILE_NAME = re.compile(r"[\w-][\w.-]*\.csv")
_LONGEST_REASON = 160


class _Column(NamedTuple):
    """A list column: its name, the SKOS property of its values, their language (None for none)."""

    name: str
    label_property: URIRef
    language: str | None


_NOT_IN = _Column("not_in", OWN.not_in, None)


def to_turtle(concepts: Iterable[Concept]) -> str:
    """Return the concepts as Turtle, in a fixed order."""
    graph = Graph()
    for prefix, namespace in (("skos", SKOS), ("own", OWN), ("concept", CONCEPT), ("wd", WIKIDATA)):
        graph.bind(prefix, namespace)
    graph.add((SCHEME, RDF.type, SKOS.ConceptScheme))
    for concept in concepts:
        _add_concept(graph, concept)
    text: str = graph.serialize(format="turtle")
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
    """Add values that are not yet labels of the concept, and their order where it is not alphabetical."""
    for value in values:
        if value not in taken:
            graph.add((node, column.label_property, Literal(value, lang=column.language)))
    if tuple(sorted(set(values) - taken)) != values:
        head = BNode(f"{node.removeprefix(CONCEPT)}-{column.name}")
        graph.add((node, OWN[f"{column.name}_order"], head))
        Collection(graph, head, [Literal(value, lang=column.language) for value in values])


def read_turtle(path: Path) -> tuple[list[Concept], dict[str, str]]:
    """Read concepts, by id, and the file that each names, if any.

    Labels in other languages than Chinese and English are left out; zh-Hans and en-GB count as zh and en.
    Raises ConfigurationError with what is wrong and where.
    """
    graph = Graph()
    try:
        graph.parse(data=path.read_text(encoding="utf-8-sig"), format="turtle")
    except OSError as error:
        raise ConfigurationError("annotation.unreadable", path=path, reason=reason_of(error)) from None
    except _BAD_TURTLE as error:
        raise ConfigurationError("annotation.not_turtle", path=path, reason=_explain(error)) from None
    nodes = sorted(node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))
    if not nodes:
        raise ConfigurationError("annotation.no_skos_concept", path=path)
    reader = _Reader(graph, path.name)
    concepts = sorted((reader.read(node) for node in nodes), key=lambda concept: concept.id)
    return concepts, {reader.identify(node): file for node in nodes if (file := reader.file(node))}


def _explain(error: Exception) -> str:
    if isinstance(error, SyntaxError) and hasattr(error, "lines"):
        return f"line {error.lines + 1}: {' '.join(str(getattr(error, '_why', 'bad syntax')).split())}"
    return " ".join(str(error).split())[:_LONGEST_REASON] or type(error).__name__


class _Reader:
    """Reads the concepts of one graph; `name` is the file's, for messages."""

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
        if broader := self.link(node, SKOS.broader):
            labels["broader"] = self.identify(URIRef(broader))
        labels["wikidata"] = self.link(node, SKOS.exactMatch, str(WIKIDATA)).removeprefix(str(WIKIDATA))
        identifier = self.identify(node)
        place = f"{self.name} ({identifier})"
        return Concept(identifier, place=place, **labels, **lists)  # type: ignore[arg-type]

    def link(self, node: URIRef, name: URIRef, start: str = "") -> str:
        """Return the one resource that a property points to, among names that begin with `start`, or ""."""
        found = sorted(str(value) for value in self.graph.objects(node, name) if str(value).startswith(start))
        return self.only(found, name, self.identify(node))

    def identify(self, node: URIRef) -> str:
        """Return a concept's id: its notation, else the last part of its name."""
        return self.one(node, SKOS.notation, where=str(node)) or re.split(r"[/#:]", str(node))[-1]

    def file(self, node: URIRef) -> str:
        """Return the CSV file that a concept names, or ""."""
        name = self.one(node, OWN.file)
        if name and not _FILE_NAME.fullmatch(name):
            place = f"{self.name} ({self.identify(node)})"
            raise ConfigurationError("annotation.bad_file_name", place=place, file=name)
        return name

    def one(self, node: URIRef, name: URIRef, language: str | None = None, where: str = "") -> str:
        """Return the one literal of a property, or ""."""
        found = self.literals(node, name, language)
        return self.only(found, name, where or self.identify(node)) if found else ""

    def only(self, found: list[str], name: URIRef, where: str) -> str:
        """Return the only value found, or ""; raises ConfigurationError for several."""
        if len(found) > 1:
            raise ConfigurationError(
                "annotation.several_values",
                place=f"{self.name} ({where})",
                count=len(found),
                property=re.split("[#:/]", str(name))[-1],
                values=found,
            )
        return "".join(found)

    def many(self, node: URIRef, column: _Column, taken: set[str]) -> tuple[str, ...]:
        """Return the values of a list column in order; `taken` are other labels that the order may name."""
        values = set(self.literals(node, column.label_property, column.language))
        head = self.graph.value(node, OWN[f"{column.name}_order"], any=True)
        order: list[str] = []
        if head is not None:
            order = [str(item) for item in Collection(self.graph, head)]
        kept = [value for value in dict.fromkeys(order) if value in values | taken]
        return (*kept, *sorted(values - set(kept)))

    def literals(self, node: URIRef, name: URIRef, language: str | None) -> list[str]:
        """Return the literals of a property in a language (None: in any), sorted."""
        found = (value for value in self.graph.objects(node, name) if isinstance(value, Literal))
        return sorted(
            str(value)
            for value in found
            if language is None or (value.language or "").partition("-")[0] == language
        )
