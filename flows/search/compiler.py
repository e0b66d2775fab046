"""What a query asks of the index: its parts, the lexicon concepts they name, and all the forms that count as a match."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from flows.annotation.lexicon import Concept, Lexicon, inflect
from flows.errors import QueryError, UsageError
from flows.search.date_options import check_range
from flows.search.grammar import And, Field, Near, Node, Not, Or, Phrase, Prefix, Words, parse
from flows.store import FullText, Store, fetch_texts, find_publishers, index_runs, mention_spans
from flows.text import HAN, Shadow, fold, fold_label, parse_number

_HAS_HAN = re.compile(f"[{HAN}]")
_UNIT = re.compile(f"[{HAN}]|[^\\W_{HAN}]+")
_NO_WORD_BEFORE, _NO_WORD_AFTER = f"(?<![^\\W_{HAN}])", f"(?![^\\W_{HAN}])"
_LONGEST_NAME = 8
# What ends a word typed without quotes says nothing; + % # and 《》 do: 人工智能+, C#, 《求是》.
_ENDS = "，。、；：！？,.;:!?…·—–-_*()（）[]【】{}<>〈〉'\"‘’“”「」『』"
_FOREIGN = {"|": "OR", "||": "OR", "&&": "AND", "!": "NOT", "+": "AND"}
_ENTITY_TYPES = ("org", "person", "gpe", "tech", "programme", "event", "doc")


@dataclass(frozen=True)
class Part:
    """One thing that must be in a passage: what was typed, the concept it names (or ""), the folded forms of it, and the ids of
    concepts or entities whose mentions are it, too."""

    typed: str
    concept: str
    forms: tuple[str, ...]
    expansions: tuple[str, ...]
    is_prefix: bool = False
    keys: tuple[str, ...] = ()

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds any form in a folded text, longest first; Latin forms as whole words."""
        return forms_pattern(self.forms, is_prefix=self.is_prefix)


def forms_pattern(forms: Sequence[str], *, is_prefix: bool = False) -> re.Pattern[str]:
    """Return a pattern that finds the folded forms, longest first, exactly where the index does: Latin words whole, Chinese
    and marks as they stand, white space between two of them of no account. With `is_prefix` the last word may go on.
    """
    parts = [
        _form_pattern(form, is_prefix) for form in sorted(set(forms), key=lambda form: (-len(form), form))
    ]
    return re.compile("|".join(parts) or r"(?!)")


def _form_pattern(form: str, is_prefix: bool) -> str:
    runs = index_runs(form)
    found = ""
    for number, run in enumerate(runs):
        kind = _kind_of(run)
        if number:
            found += " +" if kind and kind == _kind_of(runs[number - 1]) else " *"
        is_last = number == len(runs) - 1
        after = f"[^\\W_{HAN}]*" if is_last and is_prefix else _NO_WORD_AFTER
        found += f"{_NO_WORD_BEFORE}{re.escape(run)}{after}" if kind == "word" else re.escape(run)
    return found


def _kind_of(run: str) -> str:
    """Return `han`, `word` or, for a mark, nothing."""
    return "han" if _HAS_HAN.match(run) else "word" if run[0].isalnum() else ""


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query for the index, and the parts (not those that must be absent) by which matches are highlighted."""

    query: Any
    parts: tuple[Part, ...]


class Compiler:
    """Turns a query's tree into one for the index of a store.

    `expand` finds the renderings of a concept in the other language, too. NEAR reads texts: only of passages that match
    `within`, and of at most `most` (None: any number).
    """

    def __init__(
        self,
        index: FullText,
        lexicon: Lexicon,
        *,
        expand: bool = True,
        within: Sequence[Any] = (),
        most: int | None = None,
    ) -> None:
        self._index = index
        self._lexicon = lexicon
        self._expand = expand
        self._within = within
        self._most = most

    def compile(self, query: str) -> Compiled:
        """Raises QueryError for what can't be read, UsageError for a field's value that can't be."""
        quoted = re.fullmatch(r'["“”](.*)["“”]', query.strip(), re.DOTALL)
        for whole in (query.strip(), quoted[1] if quoted else ""):  # “一五” is a name with its quotes
            if whole and not _is_apart(whole) and (concept := self._lexicon.find(whole)):
                return self._leaf(concept_part(whole, concept, self._expand))
        made = self._compile(parse(query))
        return Compiled(self._index.all_of([made.query]), made.parts)

    def _compile(self, node: Node) -> Compiled:
        match node:
            case Words(words, column):
                return self._both(list(self._name(words, column)))
            case Phrase(text, column):
                return self._leaf(self._phrase(text, column))
            case Prefix(text, column):
                return self._leaf(_plain(text, column, is_prefix=True))
            case Field(name, value, column):
                return Compiled(self._find_field(name, value, column), self._field_parts(name, value))
            case Near():
                return self._compile_near(node)
            case And(parts):
                return self._compile_and(parts)
            case Or(parts):
                made = [self._compile(part) for part in parts]
                return Compiled(
                    self._index.any_of([one.query for one in made]),
                    tuple(part for one in made for part in one.parts),
                )
            case Not(part):
                return Compiled(self._index.none_of([self._compile(part).query]), ())
        raise AssertionError(node)

    def _compile_and(self, parts: Sequence[Node]) -> Compiled:
        wanted = [self._compile(part) for part in parts if not isinstance(part, Not)]
        unwanted = [self._compile(part.part).query for part in parts if isinstance(part, Not)]
        both = self._both(wanted)
        return Compiled(
            self._index.all_of([both.query], without=unwanted) if unwanted else both.query, both.parts
        )

    def _both(self, made: Sequence[Compiled]) -> Compiled:
        if len(made) == 1:
            return made[0]
        return Compiled(
            self._index.all_of([one.query for one in made]), tuple(part for one in made for part in one.parts)
        )

    def _leaf(self, part: Part) -> Compiled:
        return Compiled(self._find_part(part), (part,))

    def _find_part(self, part: Part) -> Any:
        """A concept's passages are those in which the matcher found it or a form stands literally."""
        options = [self._index.form(form, is_prefix=part.is_prefix) for form in part.forms]
        if part.concept and self._expand:
            options.append(self._index.is_field("concept", [part.concept]))
        return self._index.any_of(options)

    def _name(self, words: Sequence[str], column: int) -> Iterator[Compiled]:
        """Yield what words side by side ask for, the longest that name a concept together being one thing.

        Chinese words apart are words apart; where they name a concept together (自主 可控) its passages are found, too.
        """
        words = [word for word in words if _says_something(word, column)] or words
        position = 0
        while position < len(words):
            for last in range(min(len(words), position + _LONGEST_NAME), position, -1):
                some = words[position:last]
                typed = " ".join(some)
                concept = self._find_concept(typed)
                if concept and len(some) > 1 and _is_apart(typed):
                    apart = self._both([self._leaf(_plain(word, column)) for word in some])
                    if self._expand:
                        whole = self._leaf(concept_part(typed, concept, self._expand))
                        apart = Compiled(
                            self._index.any_of([whole.query, apart.query]), (*whole.parts, *apart.parts)
                        )
                    yield apart
                elif concept:
                    yield self._leaf(concept_part(typed, concept, self._expand))
                elif last == position + 1:
                    yield self._leaf(_plain(typed, column))
                else:
                    continue
                position = last
                break

    def _find_concept(self, typed: str) -> Concept | None:
        """Return the concept that words name as they stand or without the marks around them."""
        return self._lexicon.find(typed) or self._lexicon.find(_trim(typed).strip("《》"))

    def _phrase(self, text: str, column: int) -> Part:
        """Quotes keep words together; white space between two Chinese words is layout there, as it is in texts."""
        concept = self._lexicon.find(text)
        return concept_part(text, concept, self._expand) if concept else exact_part(text, column)

    def _compile_near(self, node: Near) -> Compiled:
        for side in (node.left, node.right):
            if isinstance(side, Words) and not self._is_one(side):
                raise QueryError(
                    f'column {side.column}: NEAR takes one word or "phrase" on each side; put {" ".join(side.words)!r} in quotes, or join by OR'
                )
        left, right = self._compile(node.left), self._compile(node.right)
        wanted = self._index.all_of([left.query, right.query, *self._within])
        check_cost(self._index, wanted, self._most, f"column {node.column}: NEAR")
        candidates = self._index.matching_ids(wanted)
        spans_left, spans_right = self._spans(node.left), self._spans(node.right)
        ids = [
            identifier
            for identifier, text in fetch_texts(self._index.store, candidates)
            if _are_near(shadow := fold(text), spans_left(shadow), spans_right(shadow), node.distance)
        ]
        return Compiled(self._index.among(ids), (*left.parts, *right.parts))

    def _is_one(self, node: Words) -> bool:
        typed = " ".join(node.words)
        return len(node.words) == 1 or (not _is_apart(typed) and self._find_concept(typed) is not None)

    def _spans(self, node: Node) -> Callable[[Shadow], list[tuple[int, int]]]:
        """Return what finds the spans of a side of NEAR in a shadow; a side that is NEAR itself spans both of its sides."""
        if isinstance(node, Near):
            left, right, distance = self._spans(node.left), self._spans(node.right), node.distance
            return lambda shadow: _join_near(shadow, left(shadow), right(shadow), distance)
        parts = self._compile(node).parts
        return lambda shadow: [match.span() for part in parts for match in part.pattern.finditer(shadow.text)]

    def _find_field(self, name: str, value: str, column: int) -> Any:
        index = self._index
        match name:
            case "title":
                return index.phrase(value, "title")
            case "date":
                return index.between(*_read_range(value, column))
            case "docnum":
                if not (key := parse_number(value)):
                    raise QueryError(
                        f"column {column}: {value!r} is no document number such as 国发〔2015〕28号"
                    )
                return index.is_field("docnum", [key])
            case "publisher":
                return index.is_field("publisher", find_publishers(index.store, value))
            case "concept" | "term":
                return index.is_field(
                    "concept", [concept_id(self._lexicon, value, f"column {column}: {name}:")]
                )
            case "entity":
                return index.is_field("entity", entity_keys(self._lexicon, value))
        return index.is_field(name, [value])

    def _field_parts(self, name: str, value: str) -> tuple[Part, ...]:
        if name in ("concept", "term") and (concept := self._lexicon.find(value)):
            return (mentions_part(value, (concept.id,), concept.id),)
        return (mentions_part(value, entity_keys(self._lexicon, value)),) if name == "entity" else ()


def mentions_part(typed: str, keys: Sequence[str], concept: str = "") -> Part:
    """Return the part that the mentions of concepts or entities are."""
    return Part(typed, concept, (), (), keys=tuple(keys))


def concept_id(lexicon: Lexicon, term: str, where: str) -> str:
    """Return the id of the concept that `term` names; raises UsageError that begins with `where`."""
    concept = lexicon.find(term)
    if concept is None:
        raise UsageError(
            f"{where} {term!r}: no such concept in the lexicon; `zhengce lexicon list {term}` looks for similar ones"
        )
    return concept.id


def entity_keys(lexicon: Lexicon, name: str) -> list[str]:
    """Return the ids that an entity's name may have: its concept's, or those made from the name."""
    concept = lexicon.find(name)
    folded = " ".join(fold_label(name).split())
    return [concept.id] if concept else [name, *(f"{kind}:{folded}" for kind in _ENTITY_TYPES)]


def _says_something(word: str, column: int) -> bool:
    """Say whether a word has a letter or digit; raises QueryError for the operators of other query languages."""
    if word in _FOREIGN:
        raise QueryError(f"column {column}: {word!r} is no operator here; write {_FOREIGN[word]}")
    return any(map(str.isalnum, word))


def _plain(typed: str, column: int, *, is_prefix: bool = False) -> Part:
    """Return the part for a word typed without quotes: marks around it say nothing."""
    return exact_part(typed, column, _trim(typed), is_prefix=is_prefix)


def exact_part(typed: str, column: int, wanted: str | None = None, *, is_prefix: bool = False) -> Part:
    folded = fold_label(typed if wanted is None else wanted)
    if not any(character.isalnum() for character in folded):
        raise QueryError(
            f"column {column}: {typed!r} has no letter, digit or Chinese character to search for"
        )
    return Part(typed, "", (folded,), (), is_prefix)


def _trim(text: str) -> str:
    return text.strip(_ENDS)


def literal_part(text: str) -> Part:
    """Return the part that finds `text` as it stands, but for marks around it."""
    return _plain(text, 1)


def _is_apart(text: str) -> bool:
    return bool(re.search(rf"[{HAN}][\s　]+[{HAN}]|[\"”]\s*[\"“]", text))


def _read_range(value: str, column: int) -> tuple[str | None, str | None]:
    first, dots, last = value.partition("..")
    try:
        return check_range(first.strip(), last.strip() if dots else first.strip())
    except UsageError as error:
        raise QueryError(
            f"column {column}: date:{value}: expected 2021, 2021-03, 2019..2021, 2019.. or ..2021 ({error})"
        ) from None


def _are_near(
    shadow: Shadow, left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]], distance: int
) -> bool:
    return bool(_join_near(shadow, left, right, distance, first_only=True))


def _join_near(
    shadow: Shadow,
    left: Sequence[tuple[int, int]],
    right: Sequence[tuple[int, int]],
    distance: int,
    *,
    first_only: bool = False,
) -> list[tuple[int, int]]:
    """Return the spans over one of each side with at most `distance` words between; a Chinese character is a word."""
    starts = [match.start() for match in _UNIT.finditer(shadow.text)]
    found = []
    for one in left:
        for other in right:
            (first, second) = sorted((one, other))
            between = bisect_left(starts, second[0]) - bisect_left(starts, first[1])
            if second[0] >= first[1] and between <= distance:
                found.append((first[0], second[1]))
                if first_only:
                    return found
    return found


def concept_part(typed: str, concept: Concept, expand: bool) -> Part:
    """Return the part for a concept: all its surfaces (with `expand`), or the typed name in its inflections."""
    own = fold_label(typed)
    if not expand:
        return Part(typed, concept.id, tuple({own} if _HAS_HAN.search(own) else {own, *inflect(own)}), ())
    forms: dict[str, None] = {own: None}
    for surface in concept.surfaces:
        folded = fold_label(surface)
        forms.update(dict.fromkeys([folded] if _HAS_HAN.search(folded) else sorted(inflect(folded))))
    others = tuple(surface for surface in concept.surfaces if fold_label(surface) != own)
    return Part(typed, concept.id, tuple(forms), others, keys=(concept.id,))


def check_cost(index: FullText, query: Any, most: int | None, what: str) -> None:
    """Raise QueryError where more than `most` passages would have to be read."""
    if most is not None and (total := index.count(query)) > most:
        raise QueryError(
            f"{what} would read {total:,} passages, at most {most:,} are read here; add a rarer word or a filter "
            "such as dates (the command line has no such limit)"
        )


Mentioned = Mapping[int, Sequence[tuple[int, int, str]]]


def find_mentioned(store: Store, ids: Sequence[int], parts: Sequence[Part]) -> Mentioned:
    """Return by passage where the concepts and entities of the parts are mentioned, for `find_matches`."""
    return mention_spans(store, ids, list(dict.fromkeys(key for part in parts for key in part.keys)))


def find_matches(
    text: str, parts: Sequence[Part], mentioned: Sequence[tuple[int, int, str]] = ()
) -> list[tuple[int, int]]:
    """Return the spans, in code points of `text`, at which the parts are met or mentioned: in order, without overlaps."""
    shadow = fold(text)
    spans = [span for part in parts for span in _part_spans(shadow, part, mentioned)]
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda span: (span[0], -span[1])):
        if not kept or span[0] >= kept[-1][1]:
            kept.append(span)
    return kept


def _part_spans(
    shadow: Shadow, part: Part, mentioned: Sequence[tuple[int, int, str]]
) -> list[tuple[int, int]]:
    found = [shadow.span(*match.span()) for match in part.pattern.finditer(shadow.text) if match[0]]
    return found + [(start, end) for start, end, key in mentioned if key in part.keys]


def explain_match(
    text: str, parts: Sequence[Part], mentioned: Sequence[tuple[int, int, str]] = ()
) -> list[dict[str, Any]]:
    """Return why a passage matched: for each part met, what was typed, the surfaces found, and the concept they go by."""
    shadow = fold(text)
    why = []
    for part in parts:
        spans = sorted(_part_spans(shadow, part, mentioned))
        if found := list(dict.fromkeys(text[start:end] for start, end in spans)):
            why.append({"typed": part.typed, "found": found, "concept": part.concept})
    return why
