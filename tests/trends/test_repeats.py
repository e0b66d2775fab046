"""Reprinted passages: which count as the same, and the weight of each."""

from __future__ import annotations

import pytest

from flows.trends.repeats import group_repeats, weigh_repeats

LONG = "会议指出，要坚持把科技自立自强作为战略支撑，完善新型举国体制，集中力量攻克一批关键核心技术，推动产业链供应链优化升级，加快建设现代化产业体系，为高质量发展提供有力支撑。"
OTHER = "商务部发言人表示，依法对相关物项实施出口管制是国际通行做法，中方愿同有关国家和地区加强对话沟通，共同维护全球产业链供应链的稳定与畅通，反对任何形式的单边制裁措施。"


@pytest.mark.parametrize(
    ("texts", "leaders"),
    [
        ([], []),
        (["自主，可控。", "自主 可控", "自主可控的"], [0, 0, 2]),
        ([LONG, OTHER, LONG.replace("会议指出", "会上指出"), LONG], [0, 1, 0, 0]),  # a word changed
        ([OTHER, LONG, f"央视网消息：{LONG}"], [0, 1, 1]),  # a lead before it
        ([LONG, LONG[:40] + OTHER], [0, 1]),
        (["，。", "！"], [0, 0]),  # nothing to distinguish them by
    ],
)
def test_what_says_nearly_the_same(texts: list[str], leaders: list[int]) -> None:
    assert group_repeats(texts) == leaders


def test_weights() -> None:
    passages = [(7, LONG), (3, OTHER), (9, LONG + "。"), (4, LONG.replace("会议指出", "会上指出"))]
    assert weigh_repeats(passages, only_first=True) == {7: 1, 3: 1, 9: 0, 4: 0}
    assert weigh_repeats(passages, only_first=False) == pytest.approx({7: 1 / 3, 3: 1, 9: 1 / 3, 4: 1 / 3})
    assert weigh_repeats([], only_first=False) == {}
