"""The English sentence around a figure, and the words that rules about it share."""

from __future__ import annotations

import re
from typing import NamedTuple

from flows.annotation.figures.words_en import load_words
from flows.records import Target

_REACH, _REACH_BEHIND = 360, 240  # code points of a sentence before and behind a figure
# The sign comes first: what must stand before it is checked only there.
_SENTENCE_END = re.compile(r"[.!?;\n](?:(?<=[;\n])|(?<![A-Z].)[\"”’)]*(?:\s+(?=[A-Z“\"(])|\s*$))")
_WORD = re.compile("[a-z]+")
_POINT = re.compile(r"(?<=\d)\.(?=\d)")  # a decimal point, which ends no sentence
# Words of a bound before a figure.
BOUND = (
    r"(?:up to|at least|at most|as much as|as many as|as high as|(?:no|not) (?:more|less|fewer|lower|higher"
    r"|greater) than|(?:more|less|fewer|lower|higher|greater) than|over|under|above|below|(?:not )?exceeding"
    r"|in excess of|between|from|by|a (?:total|maximum|minimum|rate) of|the (?:equivalent|higher|greater"
    r"|lower|lesser) of|about|around|only|of|to|either)"
)
TO = r"(?:from|(?:from [^.;]{1,40}? )?(?:to|at))"  # raised it from 5 to | 8 percent
# An earlier value, to which "or" or "and" joins this one: up to 5 million euros or | 2 percent of turnover.
EARLIER = r"(?:[^.;\d]{0,8}\d[^;]{0,80}? (?:or|and|to|plus|but) (?:of )?)?"
# Words of a limit before a figure: what may be imposed or granted at most, or must be reached.
_CAPPED = re.compile(
    r"\b(?:up to|at most|at least|as much as|as high as|(?:no|not) (?:more|less|fewer|lower|higher) than"
    r"|not exceeding|between|from|(?:maximum|minimum)(?: [a-z]+)?(?: of| is)?|the (?:higher|greater) of)"
    rf" {EARLIER}$"
)
_BETWEEN = re.compile(r"\bbetween (?:[^\s\d]{0,3}\d[\d.,]*(?: [a-z]+){0,2} and )?$")
# Firms, things and people in general that rules are about.
DOERS = (
    r"(?:[a-z]*(?:makers|manufacturers|producers|importers|exporters|operators|suppliers|distributors|sellers"
    r"|holders|owners|banks|lenders|insurers|brokers|dealers|companies|firms|enterprises|businesses|employers"
    r"|landlords|developers|builders|vessels|ships|boats|trawlers|fishermen|farmers|growers|refiners|airlines"
    r"|carriers|shippers|platforms|providers|processors|controllers|handlers|applicants|borrowers|issuers"
    r"|licensees|contractors|bidders|investors|partners|undertakings|institutions|restaurants|vehicles|cars"
    r"|trucks|vans|buses|engines|buildings|products|appliances|devices|packages|taxpayers|recipients"
    r"|beneficiaries|retailers|agents|traders|miners|smelters|plants|factories|mills|mines|households|drivers"
    r"|tenants|shops|entities|corporations|utilities|generators|funds|projects|dealerships|wineries|breweries"
    r"|dairies|bakeries|fisheries|abattoirs|hospitals|schools|universities|persons|individuals|parties)"
    r"|(?:each|any|every|no) [a-z]+)"
)
# What lays down a rule.
LAWS = (
    r"(?:rules?|laws?|regulations?|acts?|directives?|polic(?:y|ies)|decrees?|statutes?|codes?|ordinances?"
    r"|standards?|guidelines|measures|provisions?|legislation|requirements?|mandates?|licen[cs]es?|permits?"
    r"|treat(?:y|ies)|agreements?|facility|covenants?|indentures?|contracts?|terms|schemes?|bill|order"
    r"|regulators?|constitution|charter|listing|regimes?)"
)
# A rule that is referred to: under the scheme, by law.
UNDER_LAW = re.compile(
    rf"\b(?:under|by|according to|per) (?:the|its|a|this|that|these|those|new"
    rf"|current)? ?[^.,;]{{0,40}}?\b{LAWS}\b"
    r"|\bby law\b|\blegally\b"
)
# What is only weighed, planned or promised.
_PLANNED = re.compile(
    r"\b(?:weigh(?:s|ing|ed)?|consider(?:s|ing|ed)?|propos(?:es?|ed|ing|als?)|plans?|planned|planning"
    r"|mull(?:s|ing|ed)?|threat(?:s|ens?|ened|ening)?|float(?:s|ed|ing)|pledge[sd]?|promise[sd]?|vow(?:s|ed)?"
    r"|wants?|wanted|hopes?|aims?|aimed|intends?|expects?|expected|forecasts?|calls? for|called for|urge[sd]?"
    r"|advocate[sd]?|recommend(?:s|ed)?|suggest(?:s|ed)?|demand(?:s|ed)|targets?|goals?|might|mooted|if"
    r"|possible|potential|whether|draft)\b"
)


class Around(NamedTuple):
    """The words of an English sentence before and behind a figure, in small letters."""

    before: str
    behind: str

    @property
    def is_capped(self) -> bool:
        """Whether a limit stands before the figure: up to, at least, the maximum is."""
        return _CAPPED.search(self.before) is not None

    @property
    def is_between(self) -> bool:
        """Whether the figure is one of two ends: between 100,000 and one million."""
        return _BETWEEN.search(self.before) is not None

    @property
    def is_planned(self) -> bool:
        """Whether the words before the figure only weigh, plan or promise it."""
        return _PLANNED.search(self.before) is not None

    @property
    def sentence(self) -> str:
        """The words before and behind the figure."""
        return f"{self.before}#{self.behind}"


def look_around(target: Target, text: str) -> Around | None:
    """Return the words around a figure, None if no rule can be among them."""
    before = _SENTENCE_END.split(text[max(0, target.start - _REACH) : target.start])[-1].lower()
    behind = _SENTENCE_END.split(text[target.end : target.end + _REACH_BEHIND])[0].lower()
    words = load_words().ruling
    if words.isdisjoint(_WORD.findall(before)) and words.isdisjoint(_WORD.findall(behind)):
        return None
    return around_of(before.lstrip(), behind)


def around_of(before: str, behind: str) -> Around:
    """Return the words before and behind a figure, their decimal points as another sign."""
    return Around(_POINT.sub("·", before), _POINT.sub("·", behind))
