"""The article of a page: all its parts, in order, and nothing else."""

from __future__ import annotations

import time

import pytest

from tests.support import read, read_one


def zh(number: int) -> str:
    return (
        f"各市要在年底前完成第{number}批样例设备的登记，并将登记结果报送省样例委员会备案，同时抄送有关部门。"
    )


def en(number: int) -> str:
    return (
        f"The sample ministry asked provinces to finish batch {number} of the register before the end of the "
        "year, and to report the results to a committee."
    )


def lines_of(body: str, head: str = "") -> list[str]:
    page = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return read_one(page.encode(), "a.html").text.split("\n")


def paragraphs(*lines: str) -> str:
    return "".join(f"<p>{line}</p>" for line in lines)


FOOT = "<div class=footer><div class=TRS_Editor><p>样例省人民政府办公厅主管的网站，本页脚说明如何联系。</p></div></div>"


@pytest.mark.parametrize(
    ("body", "lines"),
    [
        # parts of one article
        (
            f"<div><div class=TRS_Editor><p>{zh(1)}</p></div><div class=TRS_Editor>{paragraphs(zh(2), zh(3))}</div></div>",
            [zh(1), zh(2), zh(3)],
        ),
        # question and answer, each in its own element, with a heading between them
        (
            f"<div><div class=q><div class=pages_content><p>{zh(1)}</p></div></div><div class=a><h3>答复</h3>"
            f"<div class=pages_content><p>{zh(2)}</p></div></div></div>",
            [zh(1), "答复", zh(2)],
        ),
        # of two names, side by side
        (
            f"<div><div class=TRS_Editor><p>{zh(1)}</p></div><div class=Custom_UnionStyle><p>{zh(2)}</p></div></div>",
            [zh(1), zh(2)],
        ),
        # the copy for phones, a box of links, a container inside another and one in the footer
        (
            f"<div class=TRS_Editor><p>{zh(1)}</p></div><div class=m><div class=TRS_Editor><p>{zh(1)}</p></div></div>",
            [zh(1)],
        ),
        (
            f"<div class=TRS_Editor><div class=TRS_Editor><p>{zh(1)}</p></div><p>{zh(2)}</p></div>{FOOT}",
            [zh(1), zh(2)],
        ),
        # one of another name elsewhere
        (
            f"<div><div class=TRS_Editor><p>{zh(1)}</p></div></div><div><div class=newsMain>{zh(2)[:30]}</div></div>",
            [zh(1)],
        ),
    ],
)
def test_known_containers_that_continue_each_other(body: str, lines: list[str]) -> None:
    assert lines_of(body) == lines


MENU = "<tr><td><a href=/1>首页</a></td><td><a href=/2>机构</a></td><td><a href=/3>法规</a></td></tr>"


def test_a_page_laid_out_with_tables_has_paragraphs_and_no_menus() -> None:
    body = (
        f"<table><tr><td><table>{MENU}</table></td></tr><tr><td><table><tr><td><table><tr><td>栏目导航</td></tr>"
        f"<tr><td><a href=/4>工作动态</a></td></tr><tr><td><a href=/5>通知公告</a></td></tr></table></td><td>{paragraphs(*map(zh, range(1, 6)))}{zh(6)}<br>{zh(7)}"
        "</td></tr></table></td></tr></table>"
    )
    assert lines_of(body) == list(map(zh, range(1, 8)))


def test_articles_side_by_side_are_read_one_after_the_other() -> None:
    columns = [
        f"<td><h2>Part {number}</h2>{paragraphs(en(number), en(number + 5))}</td>" for number in (1, 2)
    ]
    lines = lines_of(f"<table><tr>{''.join(columns)}</tr></table>")
    assert lines == ["Part 1", en(1), en(6), "Part 2", en(2), en(7)]


@pytest.mark.parametrize(
    ("rows", "kept"),
    [
        (
            "<tr><th>Country<th>2023</tr><tr><td><a href=/a>Germany</a><td>12</tr><tr><td><a href=/b>Japan</a><td>9</tr>",
            ("Germany", "12", "Japan", "9"),
        ),
        (
            "<tr><td><a href=/a>样例一厂</a><td>12</tr><tr><td><a href=/b>样例二厂</a><td>9</tr>",
            ("样例一厂", "12", "样例二厂", "9"),
        ),
        (
            "<tr><td><a href=/a.doc>样例申报表</a></tr><tr><td><a href=/b.xls>样例汇总表</a></tr>",
            ("样例申报表", "样例汇总表"),
        ),
    ],
    ids=["headings", "figures", "files"],
)
def test_a_table_of_data_with_links_is_no_menu(rows: str, kept: tuple[str, ...]) -> None:
    body = f"<article>{paragraphs(zh(1), zh(2), zh(3))}<table>{rows}</table>{paragraphs(zh(4))}</article>"
    text = "\n".join(lines_of(body))
    assert [part for part in kept if part not in text] == []


@pytest.mark.parametrize("tag", ["time", "label", "output"])
def test_words_that_the_extractor_would_drop_within_a_line_are_kept_once(tag: str) -> None:
    line = f"The rule takes effect on <{tag}>1 May 2024</{tag}>, and operators shall keep their records for two years."
    found = lines_of(f"<article>{paragraphs(en(1), en(2), line, en(3))}</article>")
    assert [one for one in found if one.startswith("The rule")] == [
        "The rule takes effect on 1 May 2024, and operators shall keep their records for two years."
    ]


def test_a_hidden_copy_of_a_container_is_left_out() -> None:
    parts = (
        f"<div class=TRS_Editor>{paragraphs(zh(1), zh(2))}</div>",
        f'<div class=TRS_Editor style="display:none">{paragraphs(zh(1), zh(2), zh(3))}</div>',
    )
    assert lines_of("".join(reversed(parts))).count(zh(1)) == 1


def test_a_table_of_data_keeps_its_rows() -> None:
    rows = "<table><tr><th>指标</th><th>总量</th></tr><tr><td>产值</td><td>350亿元</td></tr></table>"
    text = "\n".join(
        lines_of(f"<table><tr><td>{paragraphs(zh(1), zh(2))}{rows}<p>{zh(3)}</p></td></tr></table>")
    )
    assert "| 产值 | 350亿元 |" in text and text.index(zh(2)) < text.index("指标") < text.index(zh(3))


BOX = f"<aside class=box><h4>Box 1. A first set</h4>{paragraphs(en(8))}</aside>"
FIGURE = "<figure><img src=a.png><figcaption>Figure 1. Grants by county, 2015-2022</figcaption></figure>"
RELATED = (
    "<aside class=related-posts><h3>Related work</h3><ul><li>A short history of samples</li></ul></aside>"
)
HIDDEN = "<div style='display: none'>A window that opens later</div><aside hidden>A note for machines</aside>"
QUESTION = "<button>Who may apply for a grant?</button><button>Listen to this text</button>"
SHARE = "<div class=shareBar><span>Share on a network</span></div>"
TEASER = "<div><h3>From the archive</h3><ul><li><a href=/9>An older text about grants and counties</a></li></ul></div>"


@pytest.mark.parametrize(
    ("before", "inside", "after", "kept", "dropped"),
    [
        ("", f"<h2>1. Instruments</h2>{BOX}", "", ["1. Instruments", "Box 1. A first set", en(8)], []),
        ("", HIDDEN, "", [], ["window", "machines"]),
        ("", QUESTION, "", ["Who may apply for a grant?"], ["Listen"]),
        ("", FIGURE, "", ["Figure 1. Grants by county, 2015-2022"], []),
        ("<h2>How one province pays</h2>", "", "", ["How one province pays"], []),
        ("<p class=deck>How one province pays</p>", "", "", ["How one province pays"], []),
        ("", "", "<p>Annex: <a href=/a.docx>list of counties</a></p>", ["Annex: list of counties"], []),
        ("", RELATED + SHARE + TEASER, "", [], ["Related work", "history", "Share", "older"]),
        ("", "", f"{RELATED}{SHARE}{TEASER}", [], ["Related work", "history", "Share", "older"]),
        (
            "",
            "<aside>A sentence that the article also has: finish batch 2 of the register before</aside>",
            "",
            ["A sentence that the article also has: finish batch 2 of the register before"],
            [],
        ),
        ("", "<aside>finish batch 2 of the register before the end</aside>", "", [], []),  # a pull quote
        (
            "",
            "<aside>Advertisement</aside><aside>1</aside><button>Listen to this text</button>",
            "",
            [],
            ["Advertisement", "Listen"],
        ),
    ],
)
def test_lines_that_the_extractor_dropped(
    before: str, inside: str, after: str, kept: list[str], dropped: list[str]
) -> None:
    page = (
        f"<nav><a href=/>Home</a></nav><div class=page><h1>Sample chips</h1>{before}<p class=byline>By A. Writer, 6 May 2023</p>"
        f"<div class=text>{paragraphs(en(1), en(2))}{inside}{paragraphs(en(3), en(4))}{after}</div></div><div class=other><p>Contact the press office of the institute.</p></div>"
    )
    lines = lines_of(page, "<title>Sample chips</title>")
    own = [en(number) for number in range(1, 5)]
    assert [line for line in lines if line in own] == own
    assert [line for line in lines if line in kept] == kept
    assert not [word for word in [*dropped, "Contact"] if word in "\n".join(lines)]
    assert len(lines) == len(set(lines))


@pytest.mark.parametrize(
    "part",
    [
        "<h2>{n}. Heading</h2><p>{text}</p>",
        "<p>{text}</p><aside>An aside {n}</aside>",
        "<div class=TRS_Editor><p>{text}</p></div><h3>Part {n}</h3>",
        "<table><tr><td><p>{text}</p></td></tr></table>",
    ],
)
def test_reading_time_grows_with_the_page(part: str) -> None:
    taken = []
    for size in (300, 2_400):
        page = "".join(part.format(n=number, text=en(number)) for number in range(size))
        start = time.process_time()
        read(f"<html><body><h1>Samples</h1>{page}</body></html>".encode(), "a.html")
        taken.append(time.process_time() - start)
    assert taken[1] < 30 * max(taken[0], 0.05)


def test_a_deeply_nested_page_is_read_or_rejected() -> None:
    for tag in ("div", "div class=TRS_Editor", "table><tr><td"):
        documents, rejections = read(f"<html><body>{f'<{tag}>' * 5_000}{en(1)}".encode(), "a.html")
        assert len(documents) + len(rejections) == 1


@pytest.mark.parametrize(
    ("heading", "line"),
    [
        ("试点工作<br>实施方案", "试点工作实施方案"),
        ("<span>试点工作</span><br/><br/>实施方案", "试点工作实施方案"),
        ("Next steps<br>and timetable", "Next steps and timetable"),
        ("试点<br>2026", "试点 2026"),
    ],
)
def test_a_heading_with_line_breaks_is_one_line(heading: str, line: str) -> None:
    text = paragraphs(zh(1), zh(2))
    for page in (
        f"<h1>{heading}</h1>{text}",
        f"<h1>{heading}</h1><div id=zoom><h2>{heading}</h2>{text}</div>",
    ):
        document = read_one(f"<html><meta charset=utf-8><body>{page}</body></html>".encode(), "a.html")
        assert (document.title, document.text.split("\n")[0]) == (line, line)


def test_a_heading_of_many_lines_is_left_as_it_is() -> None:
    page = f"<html><body><h1>{'甲<br>' * 50_000}</h1>{paragraphs(*map(zh, range(9)))}</body></html>"
    start = time.process_time()
    read(page.encode(), "a.html")
    assert time.process_time() - start < 20
