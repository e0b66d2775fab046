"""Articles of laws: found by number, followed through renumbered editions, and with the documents that cite them."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.annotator import Annotator
from flows.pipeline import ingest_paths
from flows.pipeline.annotate import annotate_store
from flows.references import (
    Article,
    ArticleNumber,
    article_citations,
    article_history,
    articles,
    read_article_address,
    read_article_number,
    read_articles,
    split_articles,
    split_paragraphs,
)
from flows.store.database import Store
from flows.store.facts import StoredCitation
from flows.store.passages import RunningPassage
from tests.support import MODELS
from tests.timing import assert_time_in_proportion

OLD = (
    "第一章 总则\n第一条　为了规范样例数据处理活动，制定本法。\n第二条　数据处理者应当备案，未经备案不得处理。\n"
    "第三条　违反本法规定的，处一万元罚款。"
)
NEW = (
    "第一章 总则\n第一条　为了规范样例数据处理活动，制定本法。\n第二条　本法所称数据，是指以电子方式记录的信息。\n"
    "第三条　数据处理者应当登记，未经登记不得处理。\n（一）重要数据；\n（二）个人信息。\n第四条　违反本法规定的，处一万元罚款。\n第四条之一　被处罚款的，三年内不得从事数据处理。\n从业限制由登记机关执行。"
)
RECORDS = [
    {"id": "old", "title": "样例数据法", "date": "2016-06-01", "text": OLD},
    {"id": "new", "title": "样例数据法", "date": "2021-06-01", "text": NEW},
    {
        "id": "rules",
        "title": "样例数据实施办法",
        "date": "2022-01-01",
        "text": "第一条　根据《样例数据法》第三条，制定本办法。\n第二条　《样例数据法》第四条规定的罚款由省级部门作出。\n"
        "第三条　《样例数据法》第四条之一所称从业限制，期限为三年。\n"
        "第四条　《样例数据法》第七条第二款第（一）项、第九条和第十一条至第十四条同样适用。",
    },
]

# The new Article 1 is the old one with many more words; nothing is like the old Articles 2 and 3.
REWRITTEN = [
    "第一条　样例工会等社会团体应当根据各自特点，组织渔民活动。\n"
    "第二条　渔船进港应当登记，未经登记不得卸货。\n"
    "第三条　样例工会不得收取渔民的会费，社会团体另有规定的除外。",
    "第一条　机关、企业、事业单位和样例工会、妇女联合会、残疾人联合会等群众团体应当根据各自特点，组织开展日常"
    "渔民锻炼和各级各类渔民运动会等全民健身活动。\n"
    "第二条　沿海居民发现灯塔熄灭的，应当立即报告，由港务机构给予奖励。",
]
# Rules older than every stored edition of a law, and rules older than its last edition.
FISH = "第一条　为了保护样例渔业，制定本法。\n第二条　渔船应当登记，未经登记不得出海。\n第三条　违反本法规定的，处罚款。"
LIGHTS = (
    "第一条　为了保护样例航标，制定本法。\n第二条　设置航标应当登记，未经登记不得设置。",
    "第一条　为了保护样例航标，制定本法。\n第二条　本法所称航标，是指助航的灯塔和浮标。\n"
    "第三条　设置航标应当登记，未经登记不得设置。",
)
BOARD = {
    "id": "board",
    "title": "样例码头法",
    "date": "2021-06-01",
    "history": ["2010年3月1日 样例大会通过", "2021年6月1日 样例大会通过的《样例码头法修正案》"],
    "text": "第一条　为了管理样例码头，制定本法。\n第二条　船舶靠泊码头应当缴费。",
}
RECORDS += [
    *(
        {"id": f"lights-{year}", "title": "样例航标法", "date": f"{year}-06-01", "text": text}
        for year, text in zip((2016, 2021), LIGHTS, strict=True)
    ),
    {"id": "fish", "title": "样例渔业保护法", "date": "2021-06-01", "text": FISH},
    *(
        {
            "id": f"rules-{year}",
            "title": f"样例渔港{year}年办法",
            "date": f"{year}-01-01",
            "text": "第一条　根据《样例渔业保护法》第二条，制定本办法。\n"
            "第二条　《样例航标法》第二条规定的登记由渔港办理。\n第三条　《样例码头法》第二条规定的费用由船主缴纳。",
        }
        for year in (2012, 2018, 2022)
    ),
]
RECORDS += [
    {"id": f"sport-{year}", "title": "样例渔民体育法", "date": f"{year}-06-01", "text": text}
    for year, text in zip((2009, 2022), REWRITTEN, strict=True)
]


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Store:
    folder = tmp_path_factory.mktemp("laws")
    path = folder / "laws.jsonl"
    path.write_text(
        "\n".join(json.dumps(row, ensure_ascii=False) for row in (*RECORDS, BOARD)), encoding="utf-8"
    )
    store = Store(folder / "zhengce.sqlite")
    with store.run("test") as run:
        ingest_paths(store, run.id, "laws", [path])
        annotate_store(store, run.id, annotator, MODELS)
    return store


def find(laws: Store, name: str) -> str:
    return str(laws.value("SELECT id FROM document WHERE key LIKE ?", (f"%#{name}",)))


def test_paragraphs_have_their_items(laws: Store) -> None:
    articles = read_articles(laws, find(laws, "new"))
    assert [one.items for one in split_paragraphs(articles[ArticleNumber(3)])] == [(1, 2)]
    lines = "第五条　有下列情形的：（一）甲；（二）乙。\n前款规定见第（三）项。\n(1) one;\n(2) two."
    assert [one.items for one in split_paragraphs(Article(ArticleNumber(5), 0, lines))] == [(1, 2), (1, 2)]


def test_a_line_with_the_number_of_an_article_is_no_paragraph() -> None:
    for heading in ("第五条", "**第五条**", "## 第五条　", "Article 5", "Article 5."):
        paragraphs = split_paragraphs(Article(ArticleNumber(5), 0, f"{heading}\n甲应当登记。"))
        assert [one.text for one in paragraphs] == ["甲应当登记。"]
    assert len(split_paragraphs(Article(ArticleNumber(5), 0, "第五条"))) == 1


def test_blanks_before_an_item_are_read_in_linear_time() -> None:
    assert_time_in_proportion(
        lambda length: split_paragraphs(
            Article(ArticleNumber(5), 0, f"第五条　甲应当登记。{' ' * length}乙。")
        ),
        60_000,
    )


def test_articles_have_all_that_belongs_to_them(laws: Store) -> None:
    articles = read_articles(laws, find(laws, "new"))
    assert list(articles) == [ArticleNumber(number) for number in (1, 2, 3, 4)] + [ArticleNumber(4, 1)]
    assert articles[ArticleNumber(3)].text.endswith("（二）个人信息。")
    assert articles[ArticleNumber(4)].text.endswith("处一万元罚款。")
    assert (
        read_articles(laws, find(laws, "old"))[ArticleNumber(1)].text
        == "第一条　为了规范样例数据处理活动，制定本法。"
    )


def passages_of(*texts: str) -> list[RunningPassage]:
    return [RunningPassage(place, place, "paragraph", text) for place, text in enumerate(texts)]


def test_articles_that_begin_within_a_passage() -> None:
    """Check pages without line breaks, whose passages hold several articles each."""
    found = split_articles(
        passages_of(
            "海带办法 第一条 为了规范养殖，制定本办法。 第二条 养殖户应当登记。登记后， 第三条 所称的苗种除外。",
            "苗种另行规定。 第三条 按照本办法 第九条 处理。 第五条 不是下一条。 第四条 违反的，处以罚款。",
            "第五条 本办法自公布之日起施行。",
        )
    )
    assert [(number.whole, one.position, one.text) for number, one in found.items()] == [
        (1, 0, "第一条 为了规范养殖，制定本办法。"),
        (2, 0, "第二条 养殖户应当登记。登记后， 第三条 所称的苗种除外。\n苗种另行规定。"),
        (3, 1, "第三条 按照本办法 第九条 处理。 第五条 不是下一条。"),
        (4, 1, "第四条 违反的，处以罚款。"),
        (5, 2, "第五条 本办法自公布之日起施行。"),
    ]
    found = split_articles(passages_of("第一章 总则 第一条 海带归海。 第二章 罚则 第二条 违反的，处以罚款。"))
    assert list(found) == [ArticleNumber(1), ArticleNumber(2)]
    (first, second) = split_articles(
        passages_of("Kelp Rules Article 1 Kelp is free. Article 2 It may be cut.")
    )
    assert (first, second) == (ArticleNumber(1), ArticleNumber(2))


def test_articles_within_a_passage_are_found_in_linear_time() -> None:
    assert_time_in_proportion(
        lambda length: split_articles(passages_of("第一条 甲。 第三条 乙。" * length)), 4_000
    )


@pytest.mark.parametrize(
    ("name", "number", "expected"),
    [
        ("new", 1, [("2016-06-01", "first", 1), ("2021-06-01", "same", 1)]),
        ("new", 3, [("2016-06-01", "first", 2), ("2021-06-01", "changed", 3)]),  # renumbered
        ("old", 2, [("2016-06-01", "first", 2), ("2021-06-01", "changed", 3)]),
        ("old", 3, [("2016-06-01", "first", 3), ("2021-06-01", "same", 4)]),
        ("new", 2, [("2021-06-01", "first", 2)]),
        ("sport-2009", 1, [("2009-06-01", "first", 1), ("2022-06-01", "changed", 1)]),
        ("sport-2022", 1, [("2009-06-01", "first", 1), ("2022-06-01", "changed", 1)]),
        ("sport-2009", 2, [("2009-06-01", "first", 2), ("2022-06-01", "gone", None)]),
        ("sport-2009", 3, [("2009-06-01", "first", 3), ("2022-06-01", "gone", None)]),
        ("sport-2022", 2, [("2022-06-01", "first", 2)]),
    ],
)
def test_an_article_is_followed_through_editions(
    laws: Store, name: str, number: int, expected: list[tuple[str, str, int | None]]
) -> None:
    history = article_history(laws, find(laws, name), ArticleNumber(number))
    assert [(one.date, one.change, one.number) for one in history] == expected


@pytest.mark.parametrize(
    ("number", "passages"),
    [
        (ArticleNumber(3), ["第一条"]),
        (ArticleNumber(4), ["第二条"]),
        (ArticleNumber(4, 1), ["第三条"]),
        (ArticleNumber(1), []),
    ],
)
def test_who_cites_an_article(laws: Store, number: ArticleNumber, passages: list[str]) -> None:
    found = article_citations(laws, find(laws, "new"), number)
    assert [one.text[:3] for one in found] == passages


@pytest.mark.parametrize(
    ("name", "number", "years"),
    [
        # In 2018, Article 2 was what is Article 3 since 2021.
        ("lights-2021", 2, ["2022"]),
        ("lights-2021", 3, ["2018"]),
        ("lights-2016", 2, ["2018"]),
        # Before the earliest stored edition, the number may have been that of another article.
        ("fish", 2, ["2022"]),
        # Amendments such as 修正案 leave the numbers as they are.
        ("board", 2, ["2012", "2018", "2022"]),
    ],
)
def test_an_article_is_cited_by_its_number_at_the_time(
    laws: Store, name: str, number: int, years: list[str]
) -> None:
    found = article_citations(laws, find(laws, name), ArticleNumber(number))
    assert [one.date[:4] for one in found] == years


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("ab12#第十二条", ("ab12", (12, 0))),
        ("ab12#第12条", ("ab12", (12, 0))),
        ("ab12#12", ("ab12", (12, 0))),
        ("ab12#第十二條", ("ab12", (12, 0))),
        ("ab12#Article 7", ("ab12", (7, 0))),
        ("ab12#第一百二十条之二", ("ab12", (120, 2))),
        ("ab12#第120条之一", ("ab12", (120, 1))),
        ("ab12#120-1", ("ab12", (120, 1))),
        ("ab12#Article 120A", ("ab12", (120, 1))),
        ("ab12#Article 3-5", ("ab12#Article 3-5", None)),
        ("ab12", ("ab12", None)),
        ("#12", ("#12", None)),
        ("https://example.org/a#top", ("https://example.org/a#top", None)),
    ],
)
def test_addresses_of_articles(typed: str, expected: tuple[str, tuple[int, int] | None]) -> None:
    assert read_article_address(typed) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("第一百二十条之一　【帮助罪】资助的，处罚金。", (120, 1)),
        ("第十二條之一　船舶應當減速。", (12, 1)),
        ("第十二条之规定适用于本章。", (12, 0)),
        ("第十二条之一般规定", (12, 0)),
        ("第十二条之三十日内", (12, 0)),
        ("Article 12-1 Whoever funds it is fined.", (12, 1)),
        ("Article 12A. Whoever funds it is fined.", (12, 1)),
        ("Article 12. Each unit shall report.", (12, 0)),
    ],
)
def test_the_number_that_an_article_begins_with(line: str, expected: tuple[int, int]) -> None:
    passage = RunningPassage(0, 0, "article", line)
    assert list(split_articles([passage])) == [expected]


@given(st.integers(1, 999), st.integers(0, 20))
def test_a_number_in_words_is_read_again(whole: int, inserted: int) -> None:
    number = ArticleNumber(whole, min(inserted, whole))
    assert [read_article_number(number.in_words(locale)) for locale in ("zh", "en")] == [number, number]


@pytest.mark.parametrize(
    ("behind", "numbers"),
    [
        ("》第三条、第五条和第九条的规定", {3, 5, 9}),
        ("》第三条第二款第（一）项、第五条", {3, 5}),
        ("》第三条至第六条", {3, 4, 5, 6}),
        ("》第三條第二項、第五條", {3, 5}),
        ("》第三条第一款、第二款、第五条", {3, 5}),
        ("》第三条。第九条", {3}),
        ("》规定第三条", set()),
    ],
)
def test_the_articles_that_a_list_names(behind: str, numbers: set[int]) -> None:
    text = f"《样例法{behind}"
    citation = StoredCitation("d-0", "d", "", "", "", 1, 4, "样例法", "mentioning", "样例法", "", "")
    assert {one for one in range(1, 12) if articles._cites(text, citation, ArticleNumber(one))} == numbers


@pytest.mark.parametrize(
    ("before", "behind", "numbers"),
    [
        ("Article 3 of the ", " applies.", {3}),
        ("Article 3 and Article 5 of the ", " apply.", {3, 5}),
        ("Under the Pig Law, Article 3 and Article 5 of the ", " apply.", {3, 5}),
        ("Articles 3, 5 and 9 of the ", " apply.", {3, 5, 9}),
        ("Articles 3 to 6 of the ", " apply.", {3, 4, 5, 6}),
        ("Under the ", ", Article 3, it decides.", {3}),
        ("Under the ", ", Article 3 and Article 5 of the Pig Law, it decides.", set()),
        ("Under the ", ", Article 3 of the Pig Law, it decides.", set()),
        ("Article 3(2) of the ", " applies.", {3}),
    ],
)
def test_the_articles_that_an_english_list_names(before: str, behind: str, numbers: set[int]) -> None:
    text = f"{before}Kelp Law{behind}"
    start, end = len(before), len(before) + len("Kelp Law")
    citation = StoredCitation("d-0", "d", "", "", "", start, end, "Kelp Law", "mentioning", "kelplaw", "", "")
    assert {one for one in range(1, 12) if articles._cites(text, citation, ArticleNumber(one))} == numbers
