"""Describe the evidence for a pair in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from flows.store.translations import Clue

# By kind and locale: with `number` and `examples`. Shares are percentages of those of two equal texts.
_WORDS = {
    "declared": ("declared by the source ({examples})", "来源声明（{examples}）"),
    "number": ("same document number {examples}", "文号相同：{examples}"),
    "address": ("addresses of one pattern ({examples})", "网址对应（{examples}）"),
    "numbers": ("shared numbers: {number} ({examples})", "共有 {number} 个数值（{examples}）"),
    "dates": ("shared dates: {number} ({examples})", "共有 {number} 个日期（{examples}）"),
    "names": ("shared names: {number} ({examples})", "共有 {number} 个名称（{examples}）"),
    "concepts": ("shared terms: {number} ({examples})", "共有 {number} 个术语（{examples}）"),
    "sections": ("shared section numbers: {number} ({examples})", "共有 {number} 个章节编号（{examples}）"),
    "order": ("same order: {number}%", "顺序一致度 {number}%"),
    "usual length": ("length as usual", "篇幅相当"),
    "unusual length": ("length unusual", "篇幅差异较大"),
    "same period": ("dates within two months", "日期相近"),
    "other period": ("dates far apart", "日期相距较远"),
    "same issuer": ("same issuer", "发布机构相同"),
    "other issuer": ("different issuers", "发布机构不同"),
}
_OF_IDS = ("names", "concepts")  # kinds whose examples are ids of the lexicon
_UNUSUAL = 200  # percent of the usual deviation
_JOINED = {"en": ("; ", ", "), "zh": ("；", "、")}


def describe_clues(
    clues: Sequence[Clue], locale: str = "en", name_of: Callable[[str], str] | None = None
) -> str:
    """Return the evidence for a pair on one line, in English or Chinese.

    `name_of` names entries of the lexicon; without it, their ids are shown.
    """
    between, within = _JOINED[locale]
    return between.join(_describe(clue, locale, within, name_of) for clue in clues)


def _describe(clue: Clue, locale: str, between: str, name_of: Callable[[str], str] | None) -> str:
    kind, number = clue.kind, clue.number
    if kind in ("period", "issuer"):
        kind = f"{'same' if number > 0 else 'other'} {kind}"
    if kind == "length":
        kind = "unusual length" if abs(number) > _UNUSUAL else "usual length"
    shown: Sequence[str] = clue.examples
    if name_of and kind in _OF_IDS:
        shown = [name_of(one) for one in shown]
    examples = between.join(shown)
    if number > len(clue.examples):
        examples += " …"
    return _WORDS[kind][locale == "zh"].format(number=abs(number), examples=examples)
