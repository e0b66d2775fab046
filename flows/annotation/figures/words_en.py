"""Words and patterns by which English clauses state figures: `words_en.toml`, prepared for the readers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.annotation.figures.units import load_units
from flows.annotation.figures.words import GAP, join_alternatives, join_markers, read_table, split_words
from flows.text import compile_alternatives, lazy_pattern

BORDERS = lazy_pattern(r"[,;:()\[\]\n]")
_FINITE_ENDINGS = ("ed", "ose", "ew", "ell", "es")
_PAST_ENDINGS = ("ed", "ose", "ew", "ell", "ood")


@dataclass(frozen=True, slots=True)
class EnglishWords:
    """The words of `words_en.toml`; each field is explained there.

    `tails` maps every word that may stand between an indicator and its figure to its effect: + and - a
    change, = a level, "from" a starting value, a bound such as >=, or "" for none. `statements` are those
    that state something by themselves, `past_statements` their past forms.
    """

    markers: re.Pattern[str]
    tails: Mapping[str, str]
    causes: frozenset[str]
    statements: frozenset[str]
    past_statements: frozenset[str]
    modals: frozenset[str]
    transitive: Mapping[str, str]
    heads: frozenset[str]
    stops: frozenset[str]
    inner: frozenset[str]
    finite: frozenset[str]
    generic: frozenset[str]
    having: frozenset[str]
    past: frozenset[str]
    future: frozenset[str]
    nouns_in_ing: frozenset[str]
    attributes_in_ing: frozenset[str]
    no_adverbs: frozenset[str]
    lead_ins: frozenset[str]
    doings: frozenset[str]
    after_nouns: frozenset[str]
    movers: frozenset[str]
    bulk: frozenset[str]
    quantities: frozenset[str]
    measure_nouns: frozenset[str]
    ruling: frozenset[str]
    numbered: re.Pattern[str]
    excluded_clause: re.Pattern[str]
    penal: re.Pattern[str]


@cache
def load_words() -> EnglishWords:
    """Read `words_en.toml`, once."""
    table = read_table("words_en.toml")
    words = {name: split_words(value) for name, value in table.items() if isinstance(value, str)}
    sets = {name: frozenset(value) for name, value in words.items()}
    bounds = {sign: split_words(value) for sign, value in table["bounds"].items()}
    tails = (
        dict.fromkeys(words["fillers"], "")
        | dict.fromkeys(words["rises"], "+")
        | dict.fromkeys(words["falls"], "-")
        | dict.fromkeys(words["levels"], "=")
        | dict.fromkeys(words["origins"], "from")
        | {word: sign for sign, group in bounds.items() for word in group}
    )
    verbs = (*words["rises"], *words["falls"], *words["levels"])
    statements = frozenset((*verbs, *bounds[">"])) - sets["no_statements"]
    past_forms = {word for word in verbs if " " not in word and word.endswith(_FINITE_ENDINGS)}
    return EnglishWords(
        markers=_compile_markers(table["markers"]),
        tails=tails,
        causes=sets["causes"],
        statements=statements,
        past_statements=frozenset(word for word in statements if word.split(" ")[0].endswith(_PAST_ENDINGS)),
        modals=sets["modals"],
        transitive={word: sign for sign, group in table["transitive"].items() for word in split_words(group)},
        heads=sets["heads"],
        stops=load_units().stops | sets["stops"] | {GAP},
        inner=sets["inner"],
        finite=sets["finite"] | (past_forms - sets["no_finite"]),
        generic=sets["generic"],
        having=sets["having"],
        past=sets["past"],
        future=sets["future"],
        nouns_in_ing=sets["nouns_in_ing"],
        attributes_in_ing=sets["attributes_in_ing"],
        no_adverbs=sets["no_adverbs"],
        lead_ins=sets["lead_ins"],
        doings=sets["doings"],
        after_nouns=sets["after_nouns"],
        movers=sets["movers"],
        bulk=sets["bulk"],
        quantities=sets["quantities"],
        measure_nouns=sets["measure_nouns"],
        ruling=sets["ruling"],
        numbered=re.compile(rf"(?<![a-z])(?:{join_alternatives(table['numbered'])})\s?$"),
        penal=re.compile(rf"(?<![a-z])(?:{join_alternatives(table['penal'])})(?![a-z])"),
        excluded_clause=re.compile(rf"(?<![a-z])(?:{join_alternatives(table['excluded_clauses'])})(?![a-z])"),
    )


def _compile_markers(markers: dict[str, list[str]]) -> re.Pattern[str]:
    """Compile the markers; § begins a list item, and a participle after "be" is not a past form."""
    target, past = join_markers(markers, "target"), join_markers(markers, "actual", "weak")
    no_passive = "(?<!be )(?<!being )"
    past = past.replace("(?P<", f"{no_passive}(?P<")
    return compile_alternatives(rf"(?P<demand>§)|(?<![a-z])(?:{target}|{past})(?![a-z])")
