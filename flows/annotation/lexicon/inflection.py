"""The forms in which an English term is met: plural, hyphen or space or none, British and American spelling."""

from __future__ import annotations

import re

_VOWELS = "aeiou"
_UNINFLECTED = re.compile(r"(?:ics|ness|ism|ity|ship|ware|ing|ed|sis|us|ss|'s)$")
_IRREGULAR = {
    "analysis": "analyses",
    "basis": "bases",
    "man": "men",
    "woman": "women",
    "person": "people",
    "child": "children",
    "index": "indices",
    "matrix": "matrices",
    "leaf": "leaves",
    "life": "lives",
    "shelf": "shelves",
    "criterion": "criteria",
    "phenomenon": "phenomena",
    "datum": "data",
    "medium": "media",
}
_SINGULAR = {plural: singular for singular, plural in _IRREGULAR.items()}
_NOT_PLURAL = {
    "news",
    "physics",
    "series",
    "species",
    "means",
    "gas",
    "bus",
    "lens",
    "process",
    "access",
    "business",
    "status",
    "apparatus",
    "basis",
    "analysis",
    "always",
    "towards",
    "sales",
    "goods",
}
# A term's head stands before one of these words: "system for mobilizing ..." is plural in "systems for mobilizing ...".
_AFTER_HEAD = {"of", "for", "on", "in", "to", "with", "from", "by", "under", "at", "between", "against"}
_SPELLINGS = tuple(
    (re.compile(rf"\b{british}\b"), american)
    for british, american in (
        (r"(\w+)isation(s?)", r"\1ization\2"),
        (r"(\w{3,})ising", r"\1izing"),
        (r"(\w{3,})ised", r"\1ized"),
        (
            r"(organ|modern|industrial|commercial|mobil|optim|util|local|special|standard|final|central|recogn)ise(s?)",
            r"\1ize\2",
        ),
        (r"(lab|harb|neighb|fav|behavi|col|hon|end|vap|arm)our(s?|ed|ing|able|al)", r"\1or\2"),
        (r"programme(s?)", r"program\1"),
        (r"defence(s?)", r"defense\1"),
        (r"licence(s?)", r"license\1"),
        (r"offence(s?)", r"offense\1"),
        (r"centre(s?)", r"center\1"),
        (r"fibre(s?)", r"fiber\1"),
        (r"metre(s?)", r"meter\1"),
        (r"(modell|labell|travell|cancell|channell|fuell|signall)(ing|ed)", None),
        (r"aluminium", "aluminum"),
        (r"catalogue(s?)", r"catalog\1"),
        (r"dialogue(s?)", r"dialog\1"),
        (r"cheque(s?)", r"check\1"),
        (r"analyse(s?|d|r)", r"analyze\1"),
        (r"catalyse(s?|d|r)", r"catalyze\1"),
        (r"manoeuvre", "maneuver"),
        (r"aeroplane(s?)", r"airplane\1"),
        (r"sulphur", "sulfur"),
        (r"grey", "gray"),
        (r"enrol", "enroll"),
        (r"skilful", "skillful"),
        (r"fulfil", "fulfill"),
        (r"storey", "story"),
        (r"artefact(s?)", r"artifact\1"),
        (r"judgement(s?)", r"judgment\1"),
        (r"ageing", "aging"),
    )
)
_TO_BRITISH = tuple(
    (re.compile(rf"\b{american}\b"), british)
    for american, british in (
        (r"(\w+)ization(s?)", r"\1isation\2"),
        (r"(\w{3,})izing", r"\1ising"),
        (r"(\w{3,})ized", r"\1ised"),
        (r"(\w{3,})ize(s?)", r"\1ise\2"),
        (r"(lab|harb|neighb|fav|behavi|col|hon|end|vap|arm)or(s?|ed|ing|able|al)", r"\1our\2"),
        (r"program(s?)", r"programme\1"),
        (r"defense(s?)", r"defence\1"),
        (r"license(s?)", r"licence\1"),
        (r"center(s?)", r"centre\1"),
        (r"fiber(s?)", r"fibre\1"),
        (r"modeling", "modelling"),
        (r"modeled", "modelled"),
        (r"labeling", "labelling"),
        (r"labeled", "labelled"),
        (r"aluminum", "aluminium"),
        (r"catalog(s?)", r"catalogue\1"),
        (r"analyz(e|es|ed|er|ing)", r"analys\1"),
        (r"sulfur", "sulphur"),
        (r"artifact(s?)", r"artefact\1"),
    )
)
_JOINABLE = frozenset(
    [
        "anti",
        "bio",
        "counter",
        "cyber",
        "eco",
        "electro",
        "geo",
        "hydro",
        "hyper",
        "inter",
        "macro",
        "mega",
        "micro",
        "mid",
        "multi",
        "nano",
        "non",
        "opto",
        "photo",
        "post",
        "pre",
        "quasi",
        "semi",
        "sub",
        "super",
        "supra",
        "tele",
        "trans",
        "ultra",
    ]
)
# Where both forms are in use; a general rule would split "underlying" or join "on line items".
_PAIRS = (
    ("cyber security", "cybersecurity"),
    ("road map", "roadmap"),
    ("start up", "startup"),
    ("data base", "database"),
    ("block chain", "blockchain"),
    ("spin off", "spinoff"),
    ("choke point", "chokepoint"),
    ("bench mark", "benchmark"),
    ("aero space", "aerospace"),
    ("data set", "dataset"),
    ("on shoring", "onshoring"),
    ("re shoring", "reshoring"),
    ("friend shoring", "friendshoring"),
    ("under sea", "undersea"),
    ("bottle neck", "bottleneck"),
    ("break through", "breakthrough"),
    ("e commerce", "ecommerce"),
    *(
        (f"{prefix} {word}", prefix + word)
        for prefix, words in (
            ("super", "computer computing conductor conducting"),
            ("semi", "conductor conducting"),
            ("bio", "technology medicine manufacturing"),
            ("nano", "technology"),
            ("micro", "electronics chip"),
            ("hyper", "sonic"),
            ("opto", "electronics"),
            ("photo", "lithography resist"),
            ("cyber", "space"),
        )
        for word in words.split()
    ),
)


def inflect(label: str) -> set[str]:
    """Return the folded forms of an English label, itself included; `label` is folded (lower case, spaces for hyphens)."""
    forms = {label}
    forms |= {variant for form in list(forms) for variant in _spellings(form)}
    forms |= {variant for form in list(forms) for variant in _joined(form)}
    forms |= {variant for form in list(forms) for variant in _numbers(form)}
    return {form for form in forms if form.strip()}


def _spellings(form: str) -> set[str]:
    american = british = form
    for pattern, replacement in _SPELLINGS:
        if replacement is not None:
            american = pattern.sub(replacement, american)
    for pattern, replacement in _TO_BRITISH:
        british = pattern.sub(replacement, british)
    return {american, british}


def _joined(form: str) -> set[str]:
    """Return the form with compounds written together or apart where both are in use."""
    found = set()
    for apart, together in _PAIRS:
        if re.search(rf"\b{apart}", form):
            found.add(re.sub(rf"\b{apart}", together, form))
        elif re.search(rf"\b{together}", form):
            found.add(re.sub(rf"\b{together}", apart, form))
    words = form.split(" ")
    for index in range(len(words) - 1):
        if words[index] in _JOINABLE and len(words[index + 1]) > 3:
            found.add(" ".join([*words[:index], words[index] + words[index + 1], *words[index + 2 :]]))
    return found


def _numbers(form: str) -> set[str]:
    words = form.split(" ")
    head = next(
        (index - 1 for index, word in enumerate(words) if index and word in _AFTER_HEAD), len(words) - 1
    )
    found = set()
    for index in {head, len(words) - 1}:
        for other in _other_number(words[index]):
            found.add(" ".join([*words[:index], other, *words[index + 1 :]]))
    return found


def _other_number(word: str) -> list[str]:
    if not word.isalpha() or len(word) < 3:
        return []
    if word in _IRREGULAR:
        return [_IRREGULAR[word]]
    if word in _SINGULAR:
        return [_SINGULAR[word]]
    if word.endswith("s") and word not in _NOT_PLURAL and not re.search(r"(?:ss|us|is|ics)$", word):
        return [_singular(word)]
    return [] if _UNINFLECTED.search(word) and not word.endswith(("ity", "ship", "ing")) else [_plural(word)]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if re.search(r"(?:[sxz]|ch|sh)$", word) else "s")


def _singular(word: str) -> str:
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if re.search(r"(?:sses|xes|zes|ches|shes)$", word) else word[:-1]
