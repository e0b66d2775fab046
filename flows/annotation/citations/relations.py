"""Relations to the documents that a passage names, by the words around each name or list of names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from flows.annotation.citations.lists import are_items, are_listed, end_of_basis, may_be_closed_together
from flows.text import MONTH_NAMES, lazy_pattern, read_patterns

_TABLE = Path(__file__).with_suffix(".toml")
_CLAUSE_END = lazy_pattern(r"[。;；!?！？\n]")
# Who issued what was named, and when: …, promulgated by the Sample Council on May 1, 1984, shall be repealed.
_MONTHS = "|".join(MONTH_NAMES)
_ISSUED_BY = lazy_pattern(
    r"^,?\s?(?:(?:which|that) (?:was|were) |as )?(?:promulgated|issued|adopted|approved|published|released)"
    r"(?: and (?:promulgated|issued|published|released|implemented))?(?: by (?:the )?[^.;,]{2,100}?)?"
    rf" on (?:(?:{_MONTHS}) \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})),? \d{{4}},?\s?"
    rf"|^, (?:as |last |most recently |first )*(?:amended|revised) (?:in|on) [^.;,]{{4,20}},? ?\d{{0,4}},\s?"
)
# What is within a document or made of it is the subject, not the document: an annex to the Law was published.
_WITHIN = lazy_pattern(r"\w (?:of|to|on|for|in|under|with|from)(?: the)?\s*$")
# The label of a number in the head of a page: the title before it says nothing of it.
_LABEL = lazy_pattern(r".*(?:[发文]\s?文?字号|发布文号|文\s?号)\s?:?\s?$")
_REMARK = lazy_pattern(
    r"^[(\[](?:[^()\[\]]|\[\d{4}\]){0,60}[)\]]|^\((?:[^()]|\([^()]{0,30}\)){0,90}简称[^()]{0,40}\)"
)
# What is repealed with the documents of a list: 《甲》及其他与本办法不一致的规定同时废止.
_AND_OTHERS = lazy_pattern(
    r"^(?:等(?:文件|规定|办法|通知)?)?(?:以?及|和|与|或|等|、)其[他它余]"
    r"(?:(?!中|所|规定的|的(?:有关|相关|部分))[^,。;《》]){0,30}"
    r"(?:文件|规定|办法|通知|制度|法规|规章|政策|条例)"
    r"(?![的中所])(?=[^,。;]{0,30}(?:废止|失效|停止|不再|暂停|恢复))"
)
# What is said of the last member of a list joined by a comma: 废止《甲》,《乙》继续执行.
_OWN_VERB = lazy_pattern(
    r"^(?!等?已)[^,。;]{0,30}?(?:继续|仍|照常|照旧|保留|不变|有效|暂停|中止|暂缓|恢复|废止|失效|停止"
    r"|执行|实施|施行|适用|生效|修[改订正])"
    r"|^(?:shall |will )?(?:remains?|continues?|stays?|ceased?|ceases|is|are|was|were)\b"
    r"|^(?:sets|lays|puts|provides|requires|proposes|states|stipulates|aims|calls|identifies|makes)\b"
)
# Who issues the first document of a list does not repeal it: 出台《甲》,《乙》同时废止.
# 发布的《甲》 only says whose it is.
_ISSUES = lazy_pattern(
    r"(?:印发|发布|公布|颁布|出台|下发|制定|通过)(?:了(?:新的?)?|(?!了|的)[^,。;的]{0,6})"
    r"(?:新?修[订改]后?的|新的?)?$"
    r"|\b(?:issued|released|published|promulgated|adopted|passed|enacted|unveiled)(?: the| its| an?| new)*$"
)
# ... and Article 7 of the Other Act
_OF_ARTICLE = lazy_pattern(r"\b(?:articles?|sections?|paragraphs?|chapters?) \d[^.;]{0,30} of (?:the )?$")
# 《甲》(第5号令)|已被|《乙》|取代。
_REPLACED_BY = lazy_pattern(
    r"^[》)\s]{0,3}(?:[(][^()]{0,60}[)])?(?:(?![未不没将拟或]|可能|有望)[^,。;()]){0,12}被[^,。;]{0,12}$"
)
_REPLACES = lazy_pattern(r"[》)\s]{0,3}(?:[(][^()]{0,60}[)])?所?(?:取代|替代|代替)")
# Relations of all members of a list, shown by the words after it.
_OF_LISTS = frozenset(("amending", "repealing", "suspending", "resuming"))
# Relations that change whether a document holds: a refusal or proposal has none of them.
_DECIDING = frozenset(("repealing", "suspending", "resuming"))
_OPENING = "《"
# What closes a name, and a remark after it: 《样例办法》(样政发[2020]5号).
_CLOSING = lazy_pattern(r"^[》”\"〉>)\s]{0,3}(?:[(](?:[^()]|[(][^()]{0,30}[)]){0,90}[)])?")
_REACH = 60  # code points read on either side of a name
_FAR = 240  # ... and in which it may say who issued it


class Placed(Protocol):
    """A name of a document in a text, by its span."""

    @property
    def start(self) -> int:
        """Its first code point."""

    @property
    def end(self) -> int:
        """The code point after it."""


class _Rule(NamedTuple):
    """A pattern for the words `before` or `after` a name, and the relation that it shows.

    The rule does not hold if `unless` matches the words after the name.
    """

    side: str
    relation: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


class _Around(NamedTuple):
    """The words around a name: before it in its clause, after it, and after the list that it begins."""

    before: str
    after: str
    after_list: str

    def is_part(self) -> bool:
        """Return whether only a part of the document is concerned, or some places."""
        return concerns_part(self.before, self.after_list)

    def is_basis(self) -> bool:
        """Return whether the document is the basis of what follows, and not its object."""
        return bool(_patterns()["basis"]["before"].search(self.before))

    def is_undecided(self) -> bool:
        """Return whether what is said of the document is refused, proposed or a condition."""
        undecided = _patterns()["undecided"]
        return bool(undecided["before"].search(self.before) or undecided["after"].match(self.after_list))


@cache
def _rules() -> tuple[_Rule, ...]:
    """Return the rules of the table, in order of precedence."""
    return tuple(_compile(row) for row in read_patterns(_TABLE)["rules"])


def _compile(row: Mapping[str, Any]) -> _Rule:
    words = "|".join(row["words"])
    excluded = "。;" if row["commas"] else ",。;"
    barred = "|".join(row.get("barred", ()))
    between = rf"(?:(?!{barred})[^{excluded}])" if barred else f"[^{excluded}]"
    pattern = rf"^{between}{{0,{row['gap']}}}?(?:{words})"
    if row["side"] == "before":
        particles = "|".join(row["particles"])
        pattern = rf"(?:{words})\s?(?:{particles})?{between}{{0,{row['gap']}}}$"
    unless = "|".join(row.get("unless", ()))
    return _Rule(row["side"], row["relation"], re.compile(pattern), re.compile(unless) if unless else None)


@cache
def _patterns() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Return the patterns of the table for a basis, for what is not decided, and for parts of documents."""
    table = read_patterns(_TABLE)
    basis = "|".join(table["basis"]["before"])
    found = {
        name: {side: re.compile("|".join(words), re.IGNORECASE) for side, words in table[name].items()}
        for name in ("undecided", "unamended", "part")
    }
    return {"basis": {"before": re.compile(rf"(?:{basis})\s?$", re.IGNORECASE)}, **found}


def concerns_part(before: str, after: str) -> bool:
    """Return whether only a part of a document is concerned, or the document for some places or firms only.

    `before` and `after` are the words around its name, on folded text.

    >>> 暂停执行《样例办法》|第三条; 在部分地区暂停执行|《样例办法》
    """
    part = _patterns()["part"]
    return bool(part["after"].match(_CLOSING.sub("", after)) or part["before"].search(before))


def find_relations(text: str, names: Sequence[Placed]) -> list[str]:
    """Return the relation of each name: that of its list, which the words after its last member decide."""
    relations = [""] * len(names)
    for start, last in _lists(text, names, may_be_closed_together):
        first = _skip_basis(text, names, start, last)
        if first <= last and (relation := _closing_relation(text, names, first, last)):
            relations[first : last + 1] = [relation] * (last + 1 - first)
    for first, last in _lists(text, names, are_listed):
        relation = relations[first] or _find_relation(text, names, relations, first, last)
        relations[first : last + 1] = [relations[index] or relation for index in range(first, last + 1)]
    for index, (old, new) in enumerate(pairwise(names)):
        if _REPLACED_BY.search(text[old.end : new.start]) and _REPLACES.match(text, new.end):
            relations[index] = "repealing"
        is_item = relations[index] in _OF_LISTS and relations[index + 1] == "mentioning"
        if is_item and are_items(text, (old.start, old.end), (new.start, new.end)):
            relations[index + 1] = relations[index]
    return [_without_parts(text, names, index, relation) for index, relation in enumerate(relations)]


def _without_parts(text: str, names: Sequence[Placed], index: int, relation: str) -> str:
    """Return the relation of a member of a list, of which only an article may be repealed or suspended."""
    before = text[names[index - 1].end : names[index].start] if index else ""
    is_part = _OF_ARTICLE.search(before) or concerns_part("", _words_after(text, names, index, index + 1))
    if relation in _DECIDING and is_part:
        return "mentioning"
    return relation


def _lists(
    text: str, names: Sequence[Placed], are_joined: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each list, without members of which something else is said."""
    for first, last in _split(text, names, are_joined):
        own = _first_with_own_verb(text, names, first, last)
        if own > first:
            yield first, own - 1
        yield own, last


def _first_with_own_verb(text: str, names: Sequence[Placed], first: int, last: int) -> int:
    """Return the member after the last comma of a list if it is the subject of a verb, or the first member.

    The verb before the list applies to the others: 废止《甲》、《乙》,《丙》继续有效.
    """
    joints = (text[names[place].end : names[place + 1].start] for place in range(first, last))
    commas = [place for place, joint in enumerate(joints, first + 1) if "," in joint]
    if not commas or not _OWN_VERB.match(_words_after(text, names, last, last + 1)):
        return first
    before = _words_before(text, names, first)
    if _ISSUES.search(before) or _Around(before, "", "").is_basis():
        return commas[-1]
    rules = (rule for rule in _rules() if rule.side == "before" and rule.relation in _OF_LISTS)
    return commas[-1] if any(rule.pattern.search(before) for rule in rules) else first


def _split(
    text: str, names: Sequence[Placed], are_joined: Callable[[str], bool]
) -> Iterator[tuple[int, int]]:
    """Yield the first and last index of each run of joined names; a single name is a run of one."""
    first = 0
    for index in range(1, len(names) + 1):
        if index < len(names) and are_joined(text[names[index - 1].end : names[index].start]):
            continue
        yield first, index - 1
        first = index


def _skip_basis(text: str, names: Sequence[Placed], first: int, last: int) -> int:
    """Return the index of the first name of a list that is not the basis for the rest."""
    if not _Around(_words_before(text, names, first), "", "").is_basis():
        return first
    number = end_of_basis([text[one.end : other.start] for one, other in pairwise(names[first : last + 1])])
    return first + number if number else last + 1


def _closing_relation(text: str, names: Sequence[Placed], first: int, last: int) -> str:
    """Return the relation that the words after a list show of all its members, or ""."""
    after = _words_after(text, names, last, last + 1)
    around = _Around(_words_before(text, names, first), after, after)
    found = (rule.relation for rule in _rules() if rule.side == "after" and rule.pattern.search(after))
    relation = next(found, "")
    if relation in _DECIDING and (around.is_part() or around.is_undecided()):
        return ""  # the article no longer applies, not the law
    return relation if relation in _OF_LISTS else ""


def _find_relation(
    text: str, names: Sequence[Placed], relations: Sequence[str], first: int, last: int
) -> str:
    """Return the relation that the words around a list show, within its clause and up to the next name.

    Members with a relation of their own end the list.
    """
    following = next((place for place in range(first + 1, last + 1) if relations[place]), last + 1)
    after = _words_after(text, names, first, following)
    after_list = _words_after(text, names, following - 1, following)
    around = _Around(_words_before(text, names, first), after, after_list)
    return next((rule.relation for rule in _rules() if _holds(rule, around)), "mentioning")


def _holds(rule: _Rule, around: _Around) -> bool:
    """Return whether a rule holds for a name."""
    match = rule.pattern.search(getattr(around, rule.side))
    if not match or (rule.side == "after" and match[0].rfind(_OPENING) > match[0].rfind("》")):
        return False  # the words of the next title are not those of the passage
    if rule.unless and rule.unless.match(around.after_list):
        return False
    if rule.relation in _DECIDING and (around.is_part() or around.is_undecided()):
        return False
    if rule.relation == "amending" and _patterns()["unamended"]["before"].search(around.before):
        return False
    if rule.side == "after" and rule.relation == "issuing" and _WITHIN.search(around.before):
        return False
    return not (rule.side == "after" and rule.relation in _OF_LISTS and around.is_basis())


def _words_before(text: str, names: Sequence[Placed], index: int) -> str:
    """Return the words of the clause before a name, up to the previous one."""
    start = max(0, names[index].start - _REACH)
    if index:
        start = max(start, names[index - 1].end)
    before = _CLAUSE_END.split(text[start : names[index].start].rstrip('《“"〈< '))[-1]
    return "" if _LABEL.fullmatch(before) else before


def _words_after(text: str, names: Sequence[Placed], index: int, following: int) -> str:
    """Return the words after a name, without a remark in brackets, up to the following name's 《."""
    start = names[index].end
    behind = text[start : start + _FAR]
    if issued := _ISSUED_BY.match(behind.lstrip('”" ')):
        start += behind.index(issued[0]) + issued.end()
    stop = start + _REACH
    is_followed = following < len(names) and names[following].start < stop
    if is_followed:
        stop = names[following].start
    after = _AND_OTHERS.sub("", _REMARK.sub("", text[start:stop].lstrip('》”"〉>) ')))
    return after.removesuffix(_OPENING) + _OPENING if is_followed else after
