"""What a series says of itself: measure, corpus, date axis and versions, in English or Chinese, for captions and messages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import pandas as pd

from flows import __version__
from flows.annotation.lexicon import Lexicon
from flows.store import Store, documents_per_corpus
from flows.trends.bands import FEW, HELD_BY_FEW
from flows.trends.counting import Frame
from flows.trends.periods import AXES, Axis

Language = Literal["en", "zh"]
# Measures that a chart can have, by the column of `term_trends`; a share is drawn in per cent.
MEASURES: dict[str, Mapping[Language, str]] = {
    "per_million_tokens": {"en": "occurrences per million tokens", "zh": "每百万词出现次数"},
    "per_10k_characters": {"en": "occurrences per 10,000 characters", "zh": "每万字出现次数"},
    "passage_share": {"en": "share of passages", "zh": "占段落比例"},
    "document_share": {"en": "share of documents", "zh": "占文件比例"},
    "occurrences": {"en": "occurrences", "zh": "出现次数"},
    "adjusted_per_million": {
        "en": "occurrences per million tokens, mix held fixed",
        "zh": "每百万词出现次数（来源构成固定）",
    },
}
# What may be asked for by name, and the column it is.
DENOMINATORS = {
    "tokens": "per_million_tokens",
    "characters": "per_10k_characters",
    "passages": "passage_share",
    "documents": "document_share",
    "none": "occurrences",
}
_AXES_ZH = {
    "published": "按发布日期（无则按成文日期）",
    "written": "按成文日期（无则按发布日期）",
    "first_seen": "按首次入库日期",
}
_PERIODS = {
    "year": ("by year", "按年"),
    "quarter": ("by quarter", "按季"),
    "month": ("by month", "按月"),
    "plan": ("by five-year plan", "按五年规划"),
    "congress": ("by congress term", "按党代会届期"),
}
_REPRINTS = {
    "discounted": ("reprints discounted", "重复段落折算"),
    "first": ("reprints left out", "重复段落只计首次"),
}
_NAMED = 4  # corpora named; of more, their number


def describe_counting(
    store: Store, lexicon: Lexicon, frame: Frame, measure: str, language: Language = "en"
) -> list[str]:
    """Return the lines of a caption: measure and date axis; corpora with their documents; versions."""
    chinese = language == "zh"
    comma = "，" if chinese else ", "
    by = _PERIODS.get(frame.by, (f"by periods {frame.by}", f"按时段 {frame.by}"))[chinese]
    axis = _AXES_ZH[frame.axis] if chinese else AXES[frame.axis][1]
    notes = [_REPRINTS[frame.reprints][chinese]] if frame.reprints in _REPRINTS else []
    return [
        comma.join([MEASURES[measure][language], by, axis, *notes]),
        _describe_source(store, lexicon, frame, language),
    ]


def describe_source(
    store: Store, lexicon: Lexicon, axis: Axis = "published", corpus: Sequence[str] = ()
) -> str:
    """Return the line that says of any finding by what date it goes, in which corpora, and with which lexicon."""
    return (
        f"{AXES[axis][1]} · {_describe_source(store, lexicon, Frame(axis=axis, corpus=tuple(corpus)), 'en')}"
    )


def _describe_source(store: Store, lexicon: Lexicon, frame: Frame, language: Language) -> str:
    made = [f"{'词表' if language == 'zh' else 'lexicon'} {lexicon.hash[:8]}", f"zhengce {__version__}"]
    return " · ".join([describe_corpora(documents_per_corpus(store, frame.period), language), *made])


def describe_bands(frame: pd.DataFrame, language: Language = "en") -> list[str]:
    """Return what a caption says of bands that rest on too few documents; nothing where there are none."""
    if "band_documents" not in frame:
        return []
    known = frame.loc[frame["occurrences"] > 0, "band_documents"].dropna()
    few = int((known < FEW).sum())
    if not few:
        return []
    if language == "zh":
        return [
            f"{len(known):,} 个区间中有 {few:,} 个依据不足 {FEW} 份文件，偏窄：这类区间约 {HELD_BY_FEW}%（而非 95%）含真值"
        ]
    return [
        f"{few:,} of {len(known):,} bands rest on fewer than {FEW} documents and are too narrow: such bands hold the true rate in about {HELD_BY_FEW} of 100 cases, not 95"
    ]


def describe_corpora(documents: Mapping[str, int], language: Language = "en") -> str:
    """Return the corpora with their dated documents, as a caption has them."""
    total, chinese = sum(documents.values()), language == "zh"
    if not documents:
        return "没有文件" if chinese else "no documents"
    if len(documents) > _NAMED:
        return (
            f"{len(documents)} 个语料库，{total:,} 份文件"
            if chinese
            else f"{len(documents)} corpora, {total:,} documents"
        )
    named: Sequence[str] = [f"{name} {number:,}" for name, number in documents.items()]
    return f"语料库（文件数）：{'、'.join(named)}" if chinese else f"corpus (documents): {', '.join(named)}"
