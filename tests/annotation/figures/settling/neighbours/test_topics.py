"""A goal is not carried to a sentence that describes another place or firm, or says what something is."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("甲市力争渔业产值突破500亿元。乙市渔业企业120家，产值80亿元。", ["target", "actual", "actual"]),
        ("预计明年渔业产值增长5%。越南渔船30万艘，占全球的6%。", ["target", "actual", "actual"]),
        ("甲集团计划新建渔港10座。乙集团职工12万人。", ["target", "actual"]),
        ("力争到2027年产值达到800亿元。渔业是样例省的支柱产业，从业人员30万人。", ["target", "actual"]),
        ("力争今年建成示范渔港10座。据统计，样例省有渔港120座。", ["target", "actual"]),
        # Goals of several places, and of what is done.
        ("力争到2027年产值达到500亿元。甲市渔业产值达到100亿元。", ["target", "target"]),
        ("力争建成渔港120座。甲市建成渔港50座。", ["target", "target"]),
        ("力争今年建成示范渔港10座。新建泊位300个。", ["target", "target"]),
        ("甲市力争产值突破500亿元。甲市渔业企业达到120家以上。", ["target", "target"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [one.kind for one in find_targets(text, "zh", (), Setting(year=2024))] == kinds
