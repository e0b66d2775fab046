"""What speaks for a pair, in words."""

from __future__ import annotations

from collections.abc import Sequence

from flows.store import Clue

# By kind and locale: with `number` and `examples`. Shares are percentages of what two equal texts would have.
_WORDS = {
    "declared": ("declared by the source ({examples})", "来源声明（{examples}）"),
    "number": ("same document number {examples}", "文号相同：{examples}"),
    "address": ("addresses of one pattern ({examples})", "网址对应（{examples}）"),
    "numbers": ("{number} shared numbers ({examples})", "共有 {number} 个数值（{examples}）"),
    "dates": ("{number} shared dates ({examples})", "共有 {number} 个日期（{examples}）"),
    "names": ("{number} shared names ({examples})", "共有 {number} 个名称（{examples}）"),
    "concepts": ("{number} shared terms ({examples})", "共有 {number} 个术语（{examples}）"),
    "sections": ("{number} shared section numbers ({examples})", "共有 {number} 个章节编号（{examples}）"),
    "order": ("order {number} %", "顺序一致度 {number}%"),
    "length": ("length off by {number} % of the usual deviation", "篇幅偏差为常见偏差的 {number}%"),
    "same period": ("dates within two months", "日期相近"),
    "other period": ("dates far apart", "日期相距较远"),
    "same issuer": ("same issuer", "发布机构相同"),
    "other issuer": ("different issuers", "发布机构不同"),
}
_JOINED = {"en": ("; ", ", "), "zh": ("；", "、")}


def describe_clues(clues: Sequence[Clue], locale: str = "en") -> str:
    """Return the evidence for a pair in one line, in English or Chinese."""
    between, within = _JOINED[locale]
    return between.join(_describe(clue, locale, within) for clue in clues)


def _describe(clue: Clue, locale: str, between: str) -> str:
    kind, number = clue.kind, clue.number
    if kind in ("period", "issuer"):
        kind = f"{'same' if number > 0 else 'other'} {kind}"
    examples = between.join(clue.examples)
    if number > len(clue.examples):
        examples += " …"
    return _WORDS[kind][locale == "zh"].format(number=abs(number), examples=examples)
