"""English headlines in title case: which texts are, and where verbs end the names in them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from flows.annotation.events.rules import load_words
from flows.records import Mention
from flows.text import lazy_pattern

_LONGEST = 140  # code points of a headline
_LEAST_WORDS = 4
_MOST = 0.8  # of the words of a headline begin with a capital
_WORD = lazy_pattern(r"[A-Za-z][\w’'&.-]*")
_MINOR = lazy_pattern(
    r"(?:a|an|the|of|for|and|or|in|on|at|by|to|from|with|as|into|over|after|amid|under|its|their|s|via)"
)
_FULL_STOP = lazy_pattern(r"[.!?;:](?:\s+[A-Z]|\s*$)(?<!Ltd\.)(?<!Inc\.)(?<!Co\.)")
# Verbs in capitals that end a name: Haiwei Opens Second Plant, Haiwei Named a Little Giant.
_VERB = lazy_pattern(
    r"\s(?:(?:Co-)?(?:Acquire|Appoint|Adopt|Add|Approve|Award|Ban|Become|Begin|Blacklist|Build|Break|Buy"
    r"|Clear"
    r"|Close|Complete|Debut|Designate|Elect|Enact|Establish|Fine|Form|Found|Gain|Get|Grant|Impose"
    r"|Inaugurate|Inject|Invest|Issue|Join|Launch|Lead|List|Make|Merge|Name|Obtain|Open|Pass|Place"
    r"|Promulgate|Publish|Purchase|Put|Raise|Receive|Release|Sanction|Secure|Sell|Sign|Start|Take|Unveil"
    r"|Win)(?:e?s|e?d)|Is|Are|Was|Were|Has|Have|Had|Will|Launches|Passes|Buys|Acquiring|Won|Bought|Sold"
    r"|Built|Began|Became|Made|Took|Led|Got|Said|Says|Set|Sets|Accredited|Certified|Chosen|Recogni[sz]ed"
    r"|Selected|Included|Banned|Barred|Shortlisted|Among|Record|Hits?|Slaps|Bars|Orders?|Ordered|Including"
    r"|Bags|Nabs|With|In|On|At|By|To|Over|After|Into|From"
    r"|As)\b"
)
# A common noun that describes the name after it, and the end of a phrase that names nothing in particular.
_COMMON_END = lazy_pattern(
    r"(?:^|\s)(?:Fund|Firms|Companies|Entities|Groups|Makers|Banks|Plants?|Factory|Factories|Projects?"
    r"|Deals?|Stake"
    r"|Rounds?|Funding|Financing|Investments?|Rules|Measures|Guidelines|Controls|Curbs|Fine|Penalty|Practices"
    r"|Products|Exports|Imports|Officials|Regulators|Shares|Startups?|World|Giants)$"
)
_LEAD = lazy_pattern(
    r"(?:(?:Chinese|China|German|Japanese|Korean|American|European|State-owned|Private|Leading|AI|EV"
    r"|Tech)\s)*"
    r"(?:(?:Car|Chip|Auto|Drug|Robot|Battery|Software|Internet|Online|Electric)?\s?[Mm]aker|Carmaker"
    r"|Chipmaker"
    r"|Automaker|Drugmaker|Start-?[Uu]p|Startup|Giant|Firm|Company|Supplier|Developer|Unicorn|Manufacturer"
    r"|Regulator)\s(?=[A-Z])"
)


def is_title_case(text: str) -> bool:
    """Return whether a text is a headline in title case: short, in one line, nearly all words in capitals."""
    words = text.strip()
    if len(words) > _LONGEST or "\n" in words or _FULL_STOP.search(words):
        return False
    found = [word for word in _WORD.findall(words) if not _MINOR.fullmatch(word.lower())]
    capitals = sum(word[0].isupper() for word in found)
    is_shouted = words.isupper()
    return len(found) >= _LEAST_WORDS and not is_shouted and capitals >= _MOST * len(found)


def split_headline(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of the names in capitalised words of a headline: without verbs and common nouns.

    >>> Carmaker Haiwei Opens Second Plant -> Haiwei
    """
    openers = load_words("en").openers
    for first, last in _between_verbs(text, start, end):
        lead = _LEAD.match(text, first, last)
        name_start = lead.end() if lead else first
        word = text[name_start:last].partition(" ")[0]
        while word in openers and " " in text[name_start:last]:
            name_start += len(word) + 1
            word = text[name_start:last].partition(" ")[0]
        name = text[name_start:last]
        if len(name) > 1 and name not in openers and not _COMMON_END.search(name):
            yield name_start, last


def free_names(text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Return the mentions of a headline, without those in which a pattern or model took a verb for a name.

    >>> Haiwei Issues Action Plan, as one programme -> Haiwei
    """
    if not is_title_case(text):
        return mentions
    mentions = [_without_lead(one) for one in mentions]
    swallowed = [one for one in mentions if one.source != "lexicon" and _VERB.search(one.text)]
    kept = [one for one in mentions if one not in swallowed]
    return [replace(one, nested=_is_inside(one, kept)) for one in kept]


def _without_lead(mention: Mention) -> Mention:
    """Return a mention without the nouns that describe it: Carmaker Haiwei Motors -> Haiwei Motors."""
    lead = _LEAD.match(mention.text) if mention.type == "ORG" and mention.source != "lexicon" else None
    if lead is None:
        return mention
    name = mention.text[lead.end() :]
    return replace(mention, start=mention.end - len(name), text=name, entity="", concept="")


def _is_inside(mention: Mention, others: Sequence[Mention]) -> bool:
    """Return whether a longer mention contains one that was nested."""
    length = mention.end - mention.start
    around = (one for one in others if one.start <= mention.start and mention.end <= one.end)
    return mention.nested and any(one.end - one.start > length for one in around)


def _between_verbs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of capitalised words between verbs."""
    first = start
    for verb in _VERB.finditer(text, max(0, start - 1), end):
        if verb.start() > first:
            yield first, verb.start()
        first = min(verb.end() + 1, end)
    if first < end:
        yield first, end
