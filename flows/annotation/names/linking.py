"""Linking: one id for all mentions of the same thing, and the short forms that a document introduces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from flows.annotation.citations import RepealedItem, normalise_title
from flows.annotation.figures import Section
from flows.annotation.lexicon import Lexicon
from flows.annotation.names.introductions import Introduction
from flows.annotation.openvocabulary import read_heads
from flows.records import Citation, Mention
from flows.text import fold_label, has_han, lazy_pattern, parse_number

_LINKED = ("PERSON", "ORG", "GPE", "TECH", "PROGRAMME", "EVENT", "DOC")
_ARTICLE = lazy_pattern(r"^(?:the|a|an)\s")
_POSSESSIVE = lazy_pattern(r"'s?$")
_SHORTEST_HAN = 3
_SHORTEST_PROGRAMME = 4
# Endings of the role of a party to a contract, or of any office that a rule charges.
_ROLE = lazy_pattern("^(?!国家|[省市县区])(?:.*[人方者]|.*(?:单位|机构|机关|部门|企业))$|^各")
_LED = "the "  # precedes words that are names only after it
_GUESSED = ("model", "pattern")  # sources that an introduced short form takes precedence over
_REMARK = lazy_pattern(r"[（(][^（）()]*[）)]$")
_TYPES = (
    (
        "ORG",
        lazy_pattern(
            r"(?:公司|集团|委员会|办公室|研究院|研究所|大学|学院|实验室|银行|基金会|协会|学会|联盟|中心"
            r"|部|局|署|厅|院|"
            r"(?:Company|Corporation|Group|Committee|Commission|Office|Institute|University|Academy"
            r"|Laboratory|Bank|Association|Fund|Administration|Agency|Center|Centre|Alliance|Authority|Board"
            r"|Bureau|Coalition|Consortium|Council|Department|Federation|Foundation|Organi[sz]ation"
            r"|Subcommittee|Inc\.?|Ltd\.?|Co\.?"
            r"|(?:Academy|Alliance|Association|Bureau|Cent(?:er|re)|Coalition|Commission|Committee|Council"
            r"|Department|Federation|Institute|Laboratory|Ministry|Office|Organi[sz]ation|School|Subcommittee"
            r"|Union) (?:of|for|on) .+))$"
        ),
    ),
    (
        "DOC",
        lazy_pattern(
            r"(?:法|条例|办法|规定|意见|通知|规划|纲要|方案|决定|细则|指南|目录|清单|公约|协定|解释|规则|"
            r"要点|措施|指引|准则|公告|通告|规程|规范|守则|章程|手册|"
            r"(?:Law|Regulations?|Measures|Opinions|Notice|Guidelines|Catalogue|Outline|Provisions))$"
        ),
    ),
    ("PROGRAMME", lazy_pattern(r"(?:计划|工程|专项|行动|倡议|Program|Programme|Initiative|Project)$")),
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form that a document introduces, with the type, concept and entity that it names there."""

    short: str
    type: str
    concept: str
    entity: str


@dataclass(frozen=True, slots=True)
class Context:
    """Signs of a passage in its document.

    `aliases` are the short forms that the document introduces, `date` is its ISO date or "". `pages` are the
    spans of page numbers within the text, in code points of the passage (those beyond its end belong to later
    passages). `section` is what the headings above, or the document as a whole, announce about figures.
    `columns` are the column heads if the passage is a row of a table. `due` is the year that those headings
    give for the figures. `headings` are the heading above the passage and the title of the document.
    `repealed` are the items of lists of repealed texts, in code points of the passage, as with `pages`.
    `is_heading` means that the passage is itself a title or heading. `currency` is the currency of a bare 元
    or "$" in the document, "" if it is the usual one. `reported` is the year that the document declares for
    its figures, `running` the year that its text is about at the passage, `announced` that of the changes
    that a release reports after its first paragraph. `is_listed` means that the passage is an item of a list
    of cases, rights or contents announced above it.
    """

    aliases: tuple[Alias, ...] = ()
    date: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    section: Section = ""
    columns: tuple[str, ...] = ()
    due: str = ""
    headings: tuple[str, ...] = ()
    repealed: tuple[RepealedItem, ...] = ()
    is_heading: bool = False
    currency: str = ""
    reported: str = ""
    running: str = ""
    is_listed: bool = False
    announced: str = ""

    def without_pages(self, text: str) -> str:
        """Return the passage's text with its page numbers blanked, at the same length."""
        for start, end in self.pages:
            if end <= len(text):
                text = text[:start] + " " * (end - start) + text[end:]
        return text


def make_entity_id(kind: str, name: str) -> str:
    """Return the id of a thing without a concept: `person:张三`, `doc:国发〔2015〕28号`."""
    if kind == "DOC":
        return f"doc:{parse_number(name) or normalise_title(name)}"
    folded = _POSSESSIVE.sub("", _ARTICLE.sub("", fold_label(name)))
    return f"{kind.lower()}:{' '.join(folded.split())}"


def link_mention(mention: Mention) -> Mention:
    """Return the mention with its entity: its concept, or else an id made from its name; dates have none."""
    if mention.entity:
        return mention
    if mention.concept:
        return replace(mention, entity=mention.concept)
    if mention.type in _LINKED:
        return replace(mention, entity=make_entity_id(mention.type, mention.text))
    return mention


def resolve_introductions(pairs: Iterable[Introduction], lexicon: Lexicon) -> list[tuple[Introduction, str]]:
    """Return each pair with the entity that it means: a concept's id, an id made from a long name, or ""."""
    return [(pair, _resolve(pair, lexicon)) for pair in pairs]


def _resolve(pair: Introduction, lexicon: Lexicon) -> str:
    if concept := lexicon.find_tagged(pair.long) or lexicon.find_tagged(pair.short):
        return concept.id
    kind = guess_type(pair.long)
    if not kind:
        return ""
    return make_entity_id(kind, pair.long)


def make_aliases(resolved: Iterable[tuple[Introduction, str]], lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the short forms that the lexicon does not list, the longest first, each once."""
    aliases: dict[str, Alias] = {}
    for pair, entity in resolved:
        if not entity or lexicon.find_tagged(pair.short):
            continue
        kind = guess_type(pair.long)
        if len(pair.short) < _SHORTEST_HAN and has_han(pair.short) and kind != "DOC":
            continue  # 商品: occurs everywhere
        if is_class_noun(pair.short) and kind != "DOC":
            continue
        if entity not in lexicon.concepts and _is_role_or_gloss(pair, kind):
            continue
        alias = Alias(pair.short, kind, "", entity)
        if concept := lexicon.concepts.get(entity):
            alias = Alias(pair.short, concept.type, concept.id, entity)
        aliases.setdefault(pair.short, alias)
    return tuple(sorted(aliases.values(), key=lambda alias: (-len(alias.short), alias.short)))


def is_class_noun(name: str) -> bool:
    """Return whether a Chinese short form is a class noun with nothing but general words before it.

    >>> 重点实验室, 管理委员会, 试验区; not 粤创中心
    """
    return bool(_class_nouns().fullmatch(name))


@cache
def _class_nouns() -> re.Pattern[str]:
    """Return the pattern of final nouns of bodies and programmes after any number of general words."""
    heads = {word: head for word, head in read_heads("zh").items() if head.type in ("ORG", "PROGRAMME")}
    general = {word for head in heads.values() for word in (*head.general, *heads)}
    ends = {word for word in heads if len(word) > 1} | {"试验区", "示范区"}
    return re.compile(f"(?:{_any_of(general)})*(?:{_any_of(ends)})")


def _any_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _is_role_or_gloss(pair: Introduction, kind: str) -> bool:
    """Return whether a short form is a party's role, or the text in brackets is not a name.

    >>> 有关主管部门（以下简称主管机关）; 企业资源计划（ERP）; 行动（Action）; 先导专项（XDA06010403）
    """
    if kind == "ORG" and has_han(pair.short):
        return bool(_ROLE.search(pair.short))
    if kind != "PROGRAMME" or has_han(pair.short) or not has_han(pair.long):
        return False
    is_code = sum(char.isdigit() for char in pair.short) > 2
    return is_code or len(pair.long) < _SHORTEST_PROGRAMME or pair.long.endswith("资源计划")


def guess_type(name: str) -> str:
    """Return the mention type that the last word of a name indicates (公司, Ministry of ...), or "".

    A trailing remark in brackets, such as （试行）, is ignored.
    """
    bare = _REMARK.sub("", name)
    return next((kind for kind, pattern in _TYPES if pattern.search(bare)), "")


def spell_out(citation: Citation, aliases: Sequence[Alias]) -> Citation:
    """Return the citation with the full title if the document introduced a short one (《办法》)."""
    for alias in aliases:
        if alias.type != "DOC" or not citation.title or citation.title != normalise_title(alias.short):
            continue
        if alias.concept:
            return replace(citation, concept=citation.concept or alias.concept)
        return replace(citation, title=alias.entity.removeprefix("doc:"))
    return citation


def find_aliases(text: str, aliases: Sequence[Alias], known: Sequence[Mention]) -> list[Mention]:
    """Return mentions of the aliases that overlap no mention in `known`, except those of models and patterns.

    Latin aliases are found as whole words. An alias with an article is found after "the" or "our", which are
    not part of the mention.
    """
    taken = [(mention.start, mention.end) for mention in known if mention.source not in _GUESSED]
    found: list[Mention] = []
    for alias in aliases:
        if alias.short.removeprefix(_LED) not in text or (
            alias.type == "DOC" and len(alias.short) < _SHORTEST_HAN
        ):
            continue
        for match in re.finditer(_alias_pattern(alias.short), text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found.append(
                    Mention(*match.span(), match[0], alias.type, alias.concept, "rule", entity=alias.entity)
                )
    return found


def _alias_pattern(short: str) -> str:
    """Return the pattern of a short form; 协调委 does not match in 协调委员会."""
    if has_han(short):
        name = re.escape(short)
        return f"{name}(?!员会|公[室厅])" if short.endswith(("委", "办")) else name
    name = re.escape(short.removeprefix(_LED))
    if short.startswith(_LED):
        return rf"(?:(?<=\b[Tt]he\s)|(?<=\b[Oo]ur\s)){name}(?![A-Za-z0-9]|\sof\b)"
    # The Central Committee of the Party of Labour is another body.
    end = r"(?![A-Za-z0-9]|\sof\b)" if _LED in short else "(?![A-Za-z0-9])"
    return rf"(?<![A-Za-z0-9]){name}{end}"
