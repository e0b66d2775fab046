"""Page furniture: marked with offsets in the text, excluded from searches and counts, measured on real files."""

from __future__ import annotations

import itertools
import json
import re
from pathlib import Path

import pytest
from hypothesis import given

from flows.annotation.annotator import Annotator
from flows.annotation.lexicon.reading import load_lexicon
from flows.corpus.splitting.damage import is_damaged, score_damage
from flows.corpus.splitting.furniture import find_marks, is_furniture_line, strip_page
from flows.corpus.splitting.passages import passages_of, split_passages
from flows.pipeline.annotate import annotate_store
from flows.pipeline.ingest import ingest_paths
from flows.records import UNCOUNTED
from flows.store.database import Store
from flows.store.fulltext import FullText
from tests.support import MODELS, policy_texts, read, read_one, shared_data


@pytest.mark.parametrize(
    "line",
    [
        "【打印】 【纠错】",
        "下载",
        "打印 收藏",
        "【字号：",
        "字体大小：【 A- A A+ 】",
        "返回顶部",
        ">",
        "相关稿件",
        "- 视频简介",
        "当前位置：首页 > 文件",
        "首页 > 新闻 > 正文",
        "京ICP备00000000号 京公网安备00000000000000号",
        "示范部办公厅 版权所有",
        "上一篇：关于样例的通知",
        "第3页 共12页",
        "— 3 —",
        "Page 3 of 12",
        "Back to top",
        "技术支持：示范中心",
        "扫一扫在手机打开当前页",
        "用手机扫一扫打开当前页",
        "微信扫码分享",
        "分享到",
        "分享到：微信 微博 QQ空间",
        "打印 关闭",
        "【打印本页】【关闭窗口】",
        "[保存] [打印] [关闭]",
        "【字号：大 中 小】【打印】【关闭】",
        "打印 | 下载 | 分享到",
        "[打印] [关闭] [收藏]",
        "文字大小：大 中 小",
        "下载文字版 下载图片版",
        "【 字体： 大 中 小 】 打印本页",
        "【原文下载】",
        "政策解读：https://example.org/zcjd/1.html",
        "点击查看政策解读：【音频解读】关于样例的解读",
        "文字解读：//example.org/1.html",
        "相关链接",
        "语音播报",
        "您是第12345位访问者",
        "分享让更多人看到",
    ],
)
def test_furniture_in_a_line_of_its_own(line: str) -> None:
    assert is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "下载和打印服务的规定",
        "下载大中小企业名录",
        "关闭小煤矿",
        "一、收藏品",
        "大",
        "2021年",
        "3",
        "第三条 打印机构应当登记。",
        "关于返回顶部平台的通知",
        "主办单位应当依法登记",
        "Print media policy",
        "—— 习近平",
        "政策解读：各单位要组织好宣传",
        "扫码支付应当符合规定",
        "分享发展成果",
        "打印设备目录",
        "Mobile",
        "分享到会代表的经验",
    ],
)
def test_text_is_no_furniture(line: str) -> None:
    assert not is_furniture_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Mobile",
        "Mobile version",
        "Share on Facebook",
        "Facebook Twitter LinkedIn",
        "Print this page",
        "Related articles",
        "English",
        "繁体 | English",
        "网站地图 | 联系我们",
        "微信 微博 客户端",
        "点击数：35",
        "延伸阅读",
        "相关解读：",
        "2023年11月07日08:35 | 来源：样例日报",
        "Source: Sample Ministry\u00a0 Type: Original\u00a0 October 10, 2023 10:05",
    ],
)
def test_furniture_at_the_ends_of_a_text_only(line: str) -> None:
    inside = "The plan has many tasks for each unit, and these lines are text. " * 40
    assert [kind for kind, found in kinds(f"{line}\n{inside}\n{inside}") if found == line] == ["furniture"]
    assert kinds(f"{inside}\n{line}\n{inside}") == []
    assert strip_page(f"{line}\n{inside}\n{line}") == inside


def kinds(text: str, title: str = "") -> list[tuple[str, str]]:
    return [(mark.kind, text[mark.start : mark.end]) for mark in find_marks(text, title)]


def test_crumbs_header_table_and_repeated_title() -> None:
    title = "关于试点样例工作的通知"
    text = (
        f"{title}\n首页\n>\n示范部\n>\n文件\n发文机关：\n示范部\n标　　题：\n{title}\n发文字号：\n"
        f"示发〔2021〕3号\n成文日期：\n2021-03-01\n{title}\n发布时间：2021-03-12 10:00\n各单位：\n"
        f"请落实试点。\n【返回顶部】"
    )
    passages = split_passages(text, title)
    assert [passage.text for passage in passages if passage.kind not in UNCOUNTED] == [
        title,
        "各单位：",
        "请落实试点。",
    ]
    assert all(text[passage.start : passage.end] == passage.text for passage in passages)


def test_a_page_in_one_line() -> None:
    body = "各单位应当落实人工智能试点。" * 80
    text = (
        f"关于样例的通知_示范网 设为首页 加入收藏 首 页 时政要闻 当前位置： 首页 > 正文 关于样例的通知 "
        f"2021年3月1日 来源： 示范网 【打印】 【纠错】 {body} 关闭 示范部办公厅 © 版权所有 联系我们"
    )
    passages = passages_of(
        read_one(json.dumps({"title": "关于样例的通知", "text": text}).encode(), "a.jsonl")
    )
    assert (
        passages[0].kind == "title"
        and "".join(p.text for p in passages[1:] if p.kind not in UNCOUNTED) == body
    )


def test_contents_pages() -> None:
    dotted = "目录\n第一章 总则 ............ 1\n第二章 目标 …… 12\n第一章 总则\n正文。"
    assert [kind for kind, _ in kinds(dotted)] == ["contents"] * 3
    entries = " ".join(f"Chapter {number} Sample Heading" for number in range(1, 15))
    flowing = (
        f"The Plan Contents Part One Aims {entries} "
        f"{'This plan sets out what is to be done in samples. ' * 9}Part One Aims Chapter 1"
    )
    ((kind, contents),) = kinds(flowing)
    assert kind == "contents" and contents.startswith("Contents Part One") and contents.endswith("Chapter 14")


def test_page_numbers_and_footnotes_in_the_flow() -> None:
    page = "The state supports sample laboratories, and so do enterprises and schools " * 14
    text = "".join(
        f"{page}{n + 1} Translator's note: a term of art. {n} " if n == 9 else f"{page}{n} "
        for n in range(1, 31)
    )
    found = kinds(text)
    assert [said for kind, said in found if kind == "page"] == [str(n) for n in range(1, 31) if n != 9]
    assert [said for kind, said in found if kind == "note"] == ["10 Translator's note: a term of art. 9"]
    assert [kind for kind, _ in kinds("In 12 provinces 13 plans and 14 schemes. " * 400)] == []


def test_page_numbers_go_on_after_pages_that_lost_theirs() -> None:
    page = "The state supports sample laboratories, and so do enterprises and schools " * 14
    table = "Sample laboratories, by county, with their enterprises and schools " * 16

    def text_with(second: range, between: str) -> str:
        numbered = ["".join(f"{page}{n} " for n in numbers) for numbers in (range(1, 31), second)]
        return between.join(numbered)

    found = kinds(text_with(range(35, 60), table * 4))
    assert [said for kind, said in found if kind == "page"] == [
        str(n) for n in [*range(1, 31), *range(35, 60)]
    ]
    # too near, too few, and a count that starts again
    for second, between in ((range(135, 160), table * 4), (range(35, 42), table * 4), (range(2, 20), "")):
        found = kinds(text_with(second, between))
        assert [said for kind, said in found if kind == "page"] == [str(n) for n in range(1, 31)]


def test_a_choice_of_font_size_in_several_lines() -> None:
    box = "【字体：\n大\n中\n小\n】\n分享："
    text = f"样例市工作报告\n{box}\n各位代表：\n现在报告工作。"
    assert ("furniture", box) in kinds(text)
    assert kinds("字体设计\n大\n中\n小") == []


def test_page_numbers_in_lines_of_their_own() -> None:
    page = "本市支持企业建设样例中心，鼓励高校把设备向社会开放。\n" * 20
    text = "".join(f"{page}{number}\n" for number in range(1, 8))
    assert kinds(text) == [("furniture", str(number)) for number in range(1, 8)]
    few = "".join(f"{page}{number}\n" for number in range(1, 5))
    assert kinds(few) == []
    rows = "".join(f"{number}\n" + "样例部件\n在用\n" * 30 for number in range(1, 30))
    assert kinds(rows) == []


@given(policy_texts())
def test_marks_are_in_order_and_inside(text: str) -> None:
    marks = find_marks(text, "关于试点的通知")
    assert all(0 <= mark.start < mark.end <= len(text) for mark in marks)
    assert all(before.end <= after.start for before, after in itertools.pairwise(marks))


def test_strip_keeps_the_text() -> None:
    assert (
        strip_page("来源：示范网\n打印\n来源：一说是甲。\n正文。\n公开方式：主动公开")
        == "来源：一说是甲。\n正文。"
    )


@pytest.mark.parametrize(
    ("text", "damaged"),
    [
        ("二\ufffd\ufffd三五年" + "远景目标" * 60, False),
        ("\ufffd\ufffd\ufffd" + "远景目标" * 90, True),
        ("纪\ufffdB是党员", True),
        ("锟斤拷锟斤拷", True),
        ("æ\x96\x87å\xad\x97", True),
        ("中国制造2025", False),
        ("naïve café", False),
        ("", False),
    ],
)
def test_damage(text: str, damaged: bool) -> None:
    assert is_damaged(text) is damaged and (score_damage(text) > 0) >= damaged


def test_what_is_not_counted_is_neither_searched_nor_counted(tmp_path: Path, annotator: Annotator) -> None:
    (tmp_path / "a.txt").write_text(
        "自主可控试点意见\n首页 > 自主可控 > 正文\n实现自主可控。\n打印 收藏\n上一篇：自主可控",
        encoding="utf-8",
    )
    with Store(tmp_path / "s.sqlite") as store, store.run("test") as run:
        ingest_paths(store, run.id, "c", [tmp_path / "a.txt"])
        annotate_store(store, run.id, annotator, MODELS)
        assert store.value("SELECT count(*) FROM passage WHERE kind = 'furniture'") == 2
        assert store.value("SELECT count(*) FROM mention WHERE surface = '自主可控'") == 2
        assert store.value("SELECT passages FROM document_total") == 2
        fulltext = FullText(store)
        fulltext.sync()
        assert fulltext.search(fulltext.phrase("自主可控"), limit=9).total == 2
        assert annotate_store(store, run.id, annotator, MODELS).passages == 0
    assert load_lexicon(MODELS / "lexicon")


def test_a_corpus_may_leave_damaged_passages_out() -> None:
    text = "关于样例的通知\n甲\ufffd\ufffd\ufffd\ufffd乙\n正文若干。"
    assert [passage.kind for passage in split_passages(text)] == ["paragraph", "damaged", "paragraph"]
    assert [passage.kind for passage in split_passages(text, count_damaged=False)] == [
        "paragraph",
        "unreadable",
        "paragraph",
    ]


def test_real_pages_are_free_of_furniture() -> None:
    """Check pages of two sites (all 79 were read by eye): all but an index of notices are clean."""
    folder = shared_data("gov_pages")
    pages = sorted((folder / "gz_gov_cn").iterdir()) + sorted((folder / "tv_cctv_com").glob("*22????.shtml"))
    odd, rejected = [], []
    for path in pages:
        documents, rejections = read(path.read_bytes(), path.name)
        rejected += rejections
        odd += [
            path.name
            for document in documents
            if re.search(
                r"相关稿件|栏目介绍|字体大小|基本信息|更新时间：|^搜索$|当前位置|打印本页",
                document.text,
                re.M,
            )
        ]
    assert len(pages) > 40 and [rejection.reason for rejection in rejected] == [
        "a page that lists others: most of its text is links"
    ]
    assert len(odd) <= 0.05 * len(pages), odd


def test_real_plans() -> None:
    """Check that contents pages, footnotes and page numbers, and nothing else, are marked in three plans."""
    for name, pages, notes in (
        ("fyp13_2016-2020_en", 0, 0),
        ("fyp14_2021-2025_en", 140, 25),
        ("fyp15_2026-2030_en", 100, 0),
    ):
        text = shared_data("five_year_plans_en", f"{name}.txt").read_text(encoding="utf-8")
        found = kinds(text)
        assert [kind for kind, _ in found if kind not in ("page", "note")] == ["contents"]
        numbers = [int(said.split()[-1]) for kind, said in found if kind != "contents"]
        assert (
            len(numbers) >= pages
            and sum(kind == "note" for kind, _ in found) >= notes
            and numbers == sorted(numbers)
        )


def test_licence_box_below_a_text_is_furniture_to_its_end() -> None:
    body = "本作品是样例博物馆的藏品，受到观众喜爱。\n" + "样例报告的正文，讲述样例产业的发展。\n" * 200
    box = "本作品是样例国的\n法律\n、\n法规\n，根据《\n样例著作权法\n》第五条，属于\n公有领域\n。\nfalse"
    passages = split_passages(body + box)
    assert [passage.text for passage in passages if passage.kind == "furniture"] == [box]
    assert passages[0].kind == "paragraph"
