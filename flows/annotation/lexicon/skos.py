"""The lexicon as SKOS, for exchange with thesaurus tools: one skos:Concept a row, nothing lost on the way out and back.

prefLabel is the label, altLabel a variant, hiddenLabel an abbreviation, each @zh or @en; notation is the id. What SKOS has no
word for stands in the namespace `urn:zhengce:lexicon:`. RDF keeps no order: where the order of a list is not the alphabetical
one, or an abbreviation is also the label (SKOS wants those disjoint), an RDF list says it (`own:en_variants_order`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from rdflib import RDF, SKOS, BNode, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.exceptions import ParserError

from flows.annotation.lexicon.files import file_of
from flows.annotation.lexicon.model import Concept
from flows.errors import ConfigurationError

OWN = Namespace("urn:zhengce:lexicon:")
CONCEPT = Namespace("urn:zhengce:concept:")
WIKIDATA = Namespace("http://www.wikidata.org/entity/")
SCHEME = URIRef("urn:zhengce:lexicon")
_PLAIN = ("type", "strategy", "valid_from", "valid_to", "source")
_LISTS = (("variants", SKOS.altLabel), ("abbreviations", SKOS.hiddenLabel))
# What rdflib's parser is seen to raise: its own error, and for some input (`?`, an unclosed list) whatever broke.
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
        for kind, label_property in _LISTS:
            values = getattr(concept, f"{language}_{kind}")
            _add_list(graph, node, label_property, f"{language}_{kind}", values, taken, language)
            taken |= set(values)
    _add_list(graph, node, OWN.not_in, "not_in", concept.not_in, set(), None)


def _add_list(
    graph: Graph,
    node: URIRef,
    plain: URIRef,
    name: str,
    values: tuple[str, ...],
    taken: set[str],
    language: str | None,
) -> None:
    for value in values:
        if value not in taken:
            graph.add((node, plain, Literal(value, lang=language)))
    if tuple(sorted(set(values) - taken)) != values:
        head = BNode(f"{node.removeprefix(CONCEPT)}-{name}")
        graph.add((node, OWN[f"{name}_order"], head))
        Collection(graph, head, [Literal(value, lang=language) for value in values])


def read_turtle(path: Path) -> tuple[list[Concept], dict[str, str]]:
    """Read concepts, by id, and the file that each names, if any; raises ConfigurationError with what is wrong and where.

    Labels in other languages than Chinese and English are left out; zh-Hans or en-GB count as zh and en.
    """
    graph = Graph()
    try:
        graph.parse(data=path.read_text(encoding="utf-8-sig"), format="turtle")
    except OSError as error:
        raise ConfigurationError(f"{path}: can't be read ({error.strerror})") from None
    except _BAD_TURTLE as error:
        raise ConfigurationError(f"{path}: not Turtle ({_explain(error)})") from None
    nodes = sorted(node for node in graph.subjects(RDF.type, SKOS.Concept) if isinstance(node, URIRef))
    if not nodes:
        raise ConfigurationError(f"{path}: holds no skos:Concept")
    reader = _Reader(graph, path.name)
    concepts = sorted((reader.read(node) for node in nodes), key=lambda concept: concept.id)
    return concepts, {reader.identify(node): file for node in nodes if (file := reader.file(node))}


def _explain(error: Exception) -> str:
    if isinstance(error, SyntaxError) and hasattr(error, "lines"):
        return f"line {error.lines + 1}: {' '.join(str(getattr(error, '_why', 'bad syntax')).split())}"
    return " ".join(str(error).split())[:160] or type(error).__name__


class _Reader:
    """Reads one graph; `name` is the file's, for messages."""

    def __init__(self, graph: Graph, name: str) -> None:
        self.graph = graph
        self.name = name

    def read(self, node: URIRef) -> Concept:
        values: dict[str, Any] = {name: self.one(node, OWN[name]) for name in _PLAIN}
        for language in ("zh", "en"):
            label = self.one(node, SKOS.prefLabel, language)
            values[language] = label
            taken = {label}
            for kind, label_property in _LISTS:
                column = f"{language}_{kind}"
                values[column] = self.many(node, label_property, column, taken, language)
                taken |= set(values[column])
        values["not_in"] = self.many(node, OWN.not_in, "not_in", set(), None)
        broader = self.link(node, SKOS.broader)
        values["broader"] = self.identify(URIRef(broader)) if broader else ""
        values["wikidata"] = self.link(node, SKOS.exactMatch, str(WIKIDATA)).removeprefix(str(WIKIDATA))
        identifier = self.identify(node)
        return Concept(identifier, place=f"{self.name} ({identifier})", **values)

    def link(self, node: URIRef, name: URIRef, start: str = "") -> str:
        """Return the one thing, among those whose name begins so, to which a property points; empty where there is none."""
        found = sorted(str(value) for value in self.graph.objects(node, name) if str(value).startswith(start))
        return self.only(found, name, self.identify(node))

    def identify(self, node: URIRef) -> str:
        """Return a concept's id: its notation, else the last part of its name."""
        return self.one(node, SKOS.notation, where=str(node)) or re.split(r"[/#:]", str(node))[-1]

    def file(self, node: URIRef) -> str:
        name = self.one(node, OWN.file)
        if name and not _FILE_NAME.fullmatch(name):
            raise ConfigurationError(
                f"{self.name} ({self.identify(node)}): file {name!r} is not the plain name of a CSV file"
            )
        return name

    def one(self, node: URIRef, name: URIRef, language: str | None = None, where: str = "") -> str:
        found = self.literals(node, name, language)
        return self.only(found, name, where or self.identify(node)) if found else ""

    def only(self, found: list[str], name: URIRef, where: str) -> str:
        if len(found) > 1:
            label = re.split("[#:/]", str(name))[-1]
            raise ConfigurationError(
                f"{self.name} ({where}): {len(found)} values of {label}, where a row holds one: {', '.join(found)}"
            )
        return found[0] if found else ""

    def many(
        self, node: URIRef, plain: URIRef, column: str, taken: set[str], language: str | None
    ) -> tuple[str, ...]:
        values = set(self.literals(node, plain, language))
        head = self.graph.value(node, OWN[f"{column}_order"], any=True)
        order = [str(item) for item in Collection(self.graph, head)] if head is not None else []
        kept = [value for value in dict.fromkeys(order) if value in values | taken]
        return (*kept, *sorted(values - set(kept)))

    def literals(self, node: URIRef, name: URIRef, language: str | None) -> list[str]:
        return sorted(
            str(value)
            for value in self.graph.objects(node, name)
            if isinstance(value, Literal)
            and (language is None or (value.language or "").partition("-")[0] == language)
        )
