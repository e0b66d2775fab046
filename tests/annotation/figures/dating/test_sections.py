"""Headings and the kind of the figures below them."""

from __future__ import annotations

import pytest

from flows.annotation.figures import Setting, find_targets, reads_as_news, section_kind
from flows.annotation.figures.dating import shows_news


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("一、上年工作回顾 / （三）落实国家重大任务", "actual"),
        ("三、明年重点工作 / （一）巩固发展成就", "target"),
        ("发展成就和主要目标", ""),
        ("一、2025年主要工作和“十四五”发展成就", "actual"),
        ("一、2025年重点工作", "target"),
        ("第三章 制造业", ""),
        ("Review of the past year", "actual"),
        ("Chapter 2 Main goals", "target"),
        ("", ""),
    ],
)
def test_headings_set_the_kind_if_the_clause_does_not(heading: str, kind: str) -> None:
    assert section_kind(heading) == kind
    if kind:
        assert find_targets("建成实验室12家。", "zh", setting=Setting(section_kind(heading)))[0].kind == kind
    assert find_targets("力争建成实验室12家。", "zh", setting=Setting("actual"))[0].kind == "target"


@pytest.mark.parametrize(
    ("text", "in_news", "kind"),
    [
        # round numbers and bounds are targets in a plan, and actual values in news
        ("设立12个试点项目。", True, "actual"),
        ("设立12个试点项目。", False, "target"),
        ("农机总动力超1200万千瓦。", True, "actual"),
        # set by a meeting or plan, or not so yet
        ("会议决定，设立12个试点项目。", True, "target"),
        ("根据样例规划，机器人数量达到200台以上。", True, "target"),
        ("今年，样例市启动实施技改项目100个左右。", True, "target"),
        # a kind set by words is kept
        ("样例市将推出40项便民措施。", True, "target"),
        ("力争全市建成5G基站16万个。", True, "target"),
        ("样例市今年将更新农机1.7万台。", True, "target"),
    ],
)
def test_news_states_what_has_happened(text: str, in_news: bool, kind: str) -> None:
    assert {found.kind for found in find_targets(text, "zh", setting=Setting(is_news=in_news))} == {kind}


@pytest.mark.parametrize(
    ("text", "is_news"),
    [
        ("记者6月8日从样例部获悉，全市客流超2万人次。", True),
        ("昨天，样例市召开大会。", True),
        ("（样例社北京6月16日电）样例论坛举行。", True),
        ("要讲好今天的故事，培育12家企业。", False),
        ("培训记者1000人次以上，建设记者站20个。", False),
        ("推进新材料企业培育，到2025年达到12家。", False),
    ],
)
def test_words_of_news(text: str, is_news: bool) -> None:
    assert (shows_news(text), reads_as_news(text)) == (is_news, is_news)


def test_only_the_ends_of_a_document_mark_it_as_news() -> None:
    body = "推进新材料企业培育。" * 100
    assert reads_as_news(f"央视网消息：{body}") and reads_as_news(f"{body}（记者 样例）")
    assert not reads_as_news(f"{body}近日，有记者来访。{body}")
    assert reads_as_news(f"{body}“日子好起来了。”老渔民笑着说。{body}")
    assert reads_as_news(f"{body}村支书告诉记者：“今年收成好，大家都高兴。”{body}")
    assert not reads_as_news(f"{body}“渔港建设标准。”的说明见附件。{body}")
    assert not reads_as_news(f"{body}“日子好起来了。”老渔民笑着说。" + "渔港建设。" * 3000)
