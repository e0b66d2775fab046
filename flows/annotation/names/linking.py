"""One id for all mentions of one thing: the lexicon's concept, or an id made from the name; short forms of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from flows.annotation.citations import normalise_title
from flows.annotation.figures import Kind
from flows.annotation.lexicon import Lexicon
from flows.text import has_han
from flows.annotation.names.introductions import Introduction
from flows.records import Citation, Mention
from flows.text import fold_label, parse_number

_NAMED = ("PERSON", "ORG", "GPE", "TECH", "PROGRAMME", "EVENT")
_ARTICLE = re.compile(r"^(?:the|a|an)\s")
_POSSESSIVE = re.compile(r"'s?$")
_TYPES = (
    (
        "ORG",
        re.compile(
            r"(?:公司|集团|委员会|办公室|研究院|研究所|大学|学院|实验室|银行|基金会|协会|学会|联盟|中心|部|局|署|厅|院|"
            r"(?:Company|Corporation|Group|Committee|Commission|Office|Institute|University|Academy|Laboratory|Bank|Association|"
            r"Fund|Ministry of .+|Administration|Agency|Center|Centre|Inc\.?|Ltd\.?|Co\.?))$"
        ),
    ),
    (
        "DOC",
        re.compile(
            r"(?:法|条例|办法|规定|意见|通知|规划|纲要|方案|决定|细则|指南|目录|清单|公约|协定|解释|规则|"
            r"(?:Law|Regulations?|Measures|Opinions|Notice|Guidelines|Catalogue|Outline|Provisions))$"
        ),
    ),
    ("PROGRAMME", re.compile(r"(?:计划|工程|专项|行动|倡议|Program|Programme|Initiative|Project)$")),
)


@dataclass(frozen=True, slots=True)
class Alias:
    """A short form that a document introduces: what is written, and what it means there."""

    short: str
    type: str
    concept: str
    entity: str


@dataclass(frozen=True, slots=True)
class Context:
    """What a passage's document tells of it: the short forms that it introduces, its date (ISO or empty), the spans of page
    numbers in the flow, in the passage's code points (those beyond its end are of later passages), and the kind of figures
    that the headings above announce."""

    aliases: tuple[Alias, ...] = ()
    date: str = ""
    pages: tuple[tuple[int, int], ...] = ()
    section: Kind = ""

    def without_pages(self, text: str) -> str:
        """Return the passage's text with blanks for its page numbers, of the same length."""
        for start, end in self.pages:
            if end <= len(text):
                text = text[:start] + " " * (end - start) + text[end:]
        return text


def make_entity_id(kind: str, name: str) -> str:
    """Return the id of a thing without a concept: `person:张三`, `org:leader harmonious drive systems`, `doc:国发〔2015〕28号`."""
    if kind == "DOC":
        return f"doc:{parse_number(name) or normalise_title(name)}"
    folded = _POSSESSIVE.sub("", _ARTICLE.sub("", fold_label(name)))
    return f"{kind.lower()}:{' '.join(folded.split())}"


def link_mention(mention: Mention) -> Mention:
    """Return the mention with its entity: its concept, else what its name gives; none for dates, sums and quantities."""
    if mention.entity:
        return mention
    if mention.concept:
        return replace(mention, entity=mention.concept)
    if mention.type in _NAMED or mention.type == "DOC":
        return replace(mention, entity=make_entity_id(mention.type, mention.text))
    return mention


def resolve_introductions(pairs: Iterable[Introduction], lexicon: Lexicon) -> list[tuple[Introduction, str]]:
    """Return the pairs with the entity they mean: a concept of the lexicon, an id made from a long name of known kind, or ""."""
    resolved = []
    for pair in pairs:
        concept = lexicon.find(pair.long) or lexicon.find(pair.short)
        kind = guess_type(pair.long)
        resolved.append((pair, concept.id if concept else make_entity_id(kind, pair.long) if kind else ""))
    return resolved


def make_aliases(resolved: Iterable[tuple[Introduction, str]], lexicon: Lexicon) -> tuple[Alias, ...]:
    """Return the short forms that the lexicon does not know itself, longest first, each once."""
    aliases: dict[str, Alias] = {}
    for pair, entity in resolved:
        if not entity or lexicon.find(pair.short):
            continue
        if len(pair.short) < 3 and has_han(pair.short) and guess_type(pair.long) != "DOC":
            continue  # 商品: met everywhere
        concept = lexicon.concepts.get(entity)
        kind = concept.type if concept else guess_type(pair.long)
        aliases.setdefault(pair.short, Alias(pair.short, kind, concept.id if concept else "", entity))
    return tuple(sorted(aliases.values(), key=lambda alias: (-len(alias.short), alias.short)))


def guess_type(name: str) -> str:
    """Return the mention type that a name's last word shows (公司, Ministry of ...), or ""."""
    return next((kind for kind, pattern in _TYPES if pattern.search(name)), "")


def spell_out(citation: Citation, aliases: Sequence[Alias]) -> Citation:
    """Return the citation with the full title where the document calls that one by the short title it uses (《办法》)."""
    for alias in aliases:
        if alias.type == "DOC" and citation.title and citation.title == normalise_title(alias.short):
            return replace(
                citation,
                title=alias.entity.removeprefix("doc:") if not alias.concept else citation.title,
                concept=citation.concept or alias.concept,
            )
    return citation


def find_aliases(text: str, aliases: Sequence[Alias], known: Sequence[Mention]) -> list[Mention]:
    """Return mentions of the aliases in `text` that overlap no mention in `known`; Latin ones as whole words."""
    taken = [(mention.start, mention.end) for mention in known if mention.source != "model"]
    found: list[Mention] = []
    for alias in aliases:
        if alias.short not in text or (alias.type == "DOC" and len(alias.short) < 3):
            continue
        name = re.escape(alias.short)
        pattern = name if has_han(alias.short) else rf"(?<![A-Za-z0-9]){name}(?![A-Za-z0-9])"
        for match in re.finditer(pattern, text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                found.append(
                    Mention(*match.span(), match[0], alias.type, alias.concept, "rule", entity=alias.entity)
                )
    return found
