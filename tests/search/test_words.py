"""Words missing from the lexicon are reported, with known terms similar to those that no text contains."""

from __future__ import annotations

import pytest

from flows.annotation.lexicon.model import Lexicon
from flows.search import Collection
from flows.search.words import describe_words, explain_words
from flows.store.database import Store


@pytest.mark.parametrize(
    ("query", "plain"),
    [
        ("自主可控", []),
        ("自主 可控", []),
        ("自主可空", [("自主可空", False, ["自主可控"])]),
        ("稀土 目录", [("目录", True, [])]),
        ("目录 NEAR/5 稀土", [("目录", True, [])]),
        ("稀土 NOT zzqqx", []),
        ("稀土 OR zzqqx", [("zzqqx", False, [])]),
        ('稀土 "zzqqx"', []),
        ("稀土 zzqq*", []),
        ("title:zzqqx", []),
        ("", []),
    ],
)
def test_plain_words(
    sample: Store, lexicon: Lexicon, query: str, plain: list[tuple[str, bool, list[str]]]
) -> None:
    found = explain_words(Collection(sample, lexicon), query)
    assert [tuple(word) for word in found] == plain
    assert explain_words(Collection(sample, lexicon), query, expand=False) == []


def test_lines_in_both_languages(sample: Store, lexicon: Lexicon) -> None:
    words = explain_words(Collection(sample, lexicon), "自主可空 目录 zzqqx")
    assert describe_words(words) == [
        "'自主可空': not in the lexicon, and nowhere in the stored text. Did you mean 自主可控?",
        "'zzqqx': not in the lexicon, and nowhere in the stored text.",
        "目录: not in the lexicon, searched as typed.",
    ]
    assert describe_words(words, "zh") == [
        "词库中没有“自主可空”，库中的文本也没有出现。您要找的是不是：自主可控？",
        "词库中没有“zzqqx”，库中的文本也没有出现。",
        "词库中没有“目录”，按原样检索。",
    ]


@pytest.mark.parametrize(
    ("query", "told"),
    [("*zzqqx", True), ("zz?qqx", True), ("zz*qqx", True), ("zzqqx?", False), ("zzqqx", False)],
)
def test_a_wildcard_that_is_none_is_told(sample: Store, lexicon: Lexicon, query: str, told: bool) -> None:
    words = explain_words(Collection(sample, lexicon), query)
    assert (
        "In a query, the only wildcard is * at the end of a word: semicond*." in describe_words(words)
    ) == told
    assert any(line.startswith("检索式中的通配符只有 *") for line in describe_words(words, "zh")) == told
