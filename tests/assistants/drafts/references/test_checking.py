"""Numbers, titles and articles of a draft: whether they exist, agree with each other, and are in force."""

from __future__ import annotations

import pytest

from flows.assistants.drafts import claim_rows
from flows.assistants.drafts.references.numbers import is_short_for
from flows.references import ArticleNumber
from tests.assistants.drafts.telling import Check, told


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "codes"),
    [
        ("《样例省海洋经济发展规划》（样政发〔2015〕7号）", "number", "exact", []),
        ("《样例省海洋经济发展规划》（样政发〔2015〕8号）", "number", "near", ["other_number"]),
        ("| 《样例省海洋经济发展规划》 | 样政发〔2015〕8号 |", "number", "near", ["other_number"]),
        ("《样例省海带养殖条例》（样政发〔2015〕7号）", "number", "misattributed", ["number_of_other"]),
        ("《样例省海带养殖条例》（样政发〔2015〕7号）", "title", "exact", ["number_beside_differs"]),
        ("依据样政发〔2015〕7号", "number", "exact", []),
        ("要建设海洋强省。（样政发〔2015〕7号）\n《样例省海带养殖条例》另有规定", "number", "exact", []),
        ("要建设海洋强省。（样政发〔2015〕7号）\n《样例省海带养殖条例》另有规定", "title", "exact", []),
        ("《样例省海带养殖条例》\n（样政发〔2015〕7号）", "number", "misattributed", ["number_of_other"]),
        ("依据样政发〔2016〕7号", "number", "absent", ["store_holds_dated"]),
        ("《样例省海洋经济发展规化》", "title", "near", []),
        ("教育部印发的《样例省海洋经济发展规划》", "title", "exact", ["other_issuer"]),
        ("财政部印发的《样例省海洋经济发展规划》", "title", "exact", []),
        ("《样例省海带出口条例》", "title", "absent", ["store_holds_dated"]),
        ("《样例省海蜇养殖条例》", "title", "absent", ["cited_by", "store_holds_dated"]),
        (
            "《样例省紫菜养殖条例》",
            "title",
            "absent",
            ["repealed_by_stored", "cited_by", "store_holds_dated"],
        ),
        ("《样例省海参养殖条例》", "title", "near", []),
        ("《中华人民共和国潮法》", "title", "exact", []),
        ("《潮法》第一条", "article", "exact", []),
        ("《样例省海带养殖条例》第四条", "article", "exact", []),
        ("《样例省海带养殖条例》第九条", "article", "absent", ["articles_until", "store_holds_dated"]),
        ("《样例省海洋经济发展规划》第一条", "article", "absent", ["no_articles", "store_holds_dated"]),
        ("按第九条办理", "article", "unchecked", ["no_law_named"]),
        ("《样例省海带养殖条例》施行后，违反本办法第九条的", "article", "unchecked", ["no_law_named"]),
        ("《样例省海带养殖条例》和《潮法》施行后，违反该条例第三条的", "article", "exact", []),
        (
            "《样例省潮典法典》施行后，违反该法第三条的",
            "article",
            "absent",
            ["named_not_held"],
        ),
        (
            "《样例省潮典法典修正案》施行后，违反该法第三条的",
            "article",
            "absent",
            ["named_not_held"],
        ),
        (
            "《样例省潮典法修正案（草案）》施行后，违反该法第三条的",
            "article",
            "absent",
            ["named_not_held"],
        ),
        (
            "《样例省潮典法修正案（七）》施行后，违反本法第三条的",
            "article",
            "absent",
            ["named_not_held"],
        ),
        (
            "《样例省海带养殖条例》第四条规定“违反本条例的，处以五百元以下罚款”",
            "article",
            "exact",
            ["quoted_in_article"],
        ),
        (
            "《样例省海带养殖条例》第四条规定“违反本条例的，处以五百元以下罚款”",
            "quote",
            "misattributed",
            ["quoted_in_article", "also_in"],
        ),
        (
            "“违反本条例的，处以五百元以下罚款”（《样例省海带养殖条例》第四条）",
            "quote",
            "misattributed",
            ["quoted_in_article", "also_in"],
        ),
        ("《样例省海带养殖条例》第三条规定“违反本条例的，处以五百元以下罚款”", "quote", "exact", ["also_in"]),
        ("《样例省海带养殖条例》（以下简称《条例》）。《条例》第三条", "article", "exact", []),
        ("《样例省海带养殖条例》（以下简称《养殖法规》）。《养殖法规》第三条", "article", "exact", []),
        ("《样例省海带养殖条例》（以下简称“养殖法规”）。《养殖法规》第三条", "article", "exact", []),
        ("《样例省海带养殖条例》（以下简称“《养殖法规》”）。《养殖法规》第三条", "article", "exact", []),
        ("《潮法》和《样例省海带养殖条例》（下称《养殖法规》）。《养殖法规》第三条", "article", "exact", []),
        ("《样例省海带养殖条例》第三條", "article", "exact", []),
        ("《樣例省燈塔條例》第一條第一款第二項", "article", "exact", []),
        (
            "《樣例省燈塔條例》第一條第三款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("《样例省灯塔条例》第一条第二款", "article", "exact", []),
        (
            "《样例省灯塔条例》第一条第三款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        (
            "《样例省灯塔条例》第二条第九款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("《样例省灯塔条例》第一条第一款第二项", "article", "exact", []),
        ("《样例省航道条例》第一条之一", "article", "exact", []),
        ("《样例省航道条例》第一条之一第二款", "article", "exact", []),
        ("《样例省航道条例》第一条之二", "article", "absent", ["articles_until", "store_holds_dated"]),
        ("《样例省航道条例》第二条之一", "article", "absent", ["articles_until", "store_holds_dated"]),
        (
            "《样例省航道条例》第一条第二款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("See 《样例省航道条例》, Article 1-1", "article", "exact", []),
        ("See 《样例省航道条例》, Article 1A", "article", "exact", []),
        (
            "《样例省灯塔条例》第一条第（三）项",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        ("《样例省渔网条例》（2022年修正）第二条第三项", "article", "exact", ["part_unseen"]),
        # An article number on a separate line is not a paragraph.
        ("《样例省钟楼条例》第一条第一款", "article", "exact", []),
        (
            "《样例省钟楼条例》第一条第二款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("《样例省钟楼条例》第二条第二款", "article", "exact", []),
        ("See 《样例省灯塔条例》, Article 1(2)", "article", "exact", []),
        # Each paragraph and item of a list is looked up, of a range its ends.
        ("《样例省灯塔条例》第一条第一款、第二款", "article", "exact", []),
        ("《样例省灯塔条例》第一条第一款第（一）、（二）项", "article", "exact", []),
        ("《样例省灯塔条例》第一条第一款第（一）项和第二款", "article", "exact", []),
        ("《样例省灯塔条例》第一条、第二条第一款", "article", "exact", []),
        (
            "《样例省灯塔条例》第一条第一款、第三款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        (
            "《样例省灯塔条例》第一条第（一）、（三）项",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        (
            "《样例省灯塔条例》第一条第一款第（一）项至第（八）项",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        # Paragraphs and items in words.
        ("See 《样例省灯塔条例》, Article 1, paragraph 2", "article", "exact", []),
        (
            "See 《样例省灯塔条例》, Article 1, paragraph 3",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        (
            "See 《样例省灯塔条例》, Article 1 para. 3",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("See 《样例省灯塔条例》, Paragraph 2 of Article 1", "article", "exact", []),
        (
            "See 《样例省灯塔条例》, paragraph 3 of Article 1",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        (
            "See 《样例省灯塔条例》, Article 1, paragraphs 1 and 3",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("See 《样例省灯塔条例》, Article 1, paragraph 1, item (2)", "article", "exact", []),
        (
            "See 《样例省灯塔条例》, Article 2, paragraph 2",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        (
            "See 《样例省灯塔条例》, Article 1, paragraph 1, item 3",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        ("See 《样例省灯塔条例》, Article 1, item (2)", "article", "exact", []),
        ("See 《样例省灯塔条例》, Article 1(1)(ii)", "article", "exact", []),
        ("See 《样例省灯塔条例》, Article 1(ii)", "article", "exact", []),
        (
            "See 《样例省灯塔条例》, Article 1(iii)",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        (
            "See 《样例省灯塔条例》, Article 1, item 3",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        ("《样例省海带养殖条例》: Article 2, paragraph 1, of the Kelp Law", "article", "exact", []),
        (
            "《样例省灯塔条例》: Article 1, paragraph 2 of the Kelp Law",
            "article",
            "exact",
            ["part_unseen"],
        ),
        # The law after an article, and a law of another state before it, are not the law named before.
        ("《样例省海带养殖条例》: Article 2 of the Kelp Law", "article", "exact", []),
        (
            "《样例省海带养殖条例》: Article 3 of the Kelp Law",
            "article",
            "absent",
            ["articles_until", "store_holds_dated"],
        ),
        (
            "《样例省航道条例》: Article 4 and Article 9 of the Kelp Law",
            "article",
            "absent",
            ["articles_until"],
        ),
        ("《样例省海带养殖条例》: Article 3 of the Sea Law", "article", "unchecked", ["name_unknown"]),
        (
            "《样例省海带养殖条例》: Article 3 of the Lighthouse Law",
            "article",
            "absent",
            ["named_not_held", "store_holds_dated"],
        ),
        ("《样例省渔网条例》: Article 1 of the 2006 Kelp Law", "article", "exact", []),
        (
            "《样例省渔网条例》: Article 3 of the 2006 Kelp Law",
            "article",
            "absent",
            ["articles_until", "store_holds_dated"],
        ),
        # A name in English, with the Chinese title in brackets after it.
        ("Regulations on Sample Lighthouses (《样例省灯塔条例》)", "title", "exact", []),
        ("Article 2 of the Regulations on Sample Lighthouses (《样例省灯塔条例》)", "article", "exact", []),
        (
            "Article 9 of the Regulations on Sample Lighthouses (“样例省灯塔条例”)",
            "article",
            "absent",
            ["articles_until", "store_holds_dated"],
        ),
        ("Sample Province’s Notice on Work at Sea", "title", "exact", []),
        ("Ocean County’s Notice on Work at Sea", "title", "absent", ["store_holds_dated"]),
        ("Sample Bureau’s Measures for Cages at Sea", "title", "near", []),
        ("Ocean Bureau’s Measures for Cages at Sea", "title", "absent", ["store_holds_dated"]),
        ("《样例省海带养殖条例》: Article 3 of the same law", "article", "exact", []),
        (
            "《样例省海带养殖条例》施行后，美国海带改革法第三条",
            "article",
            "absent",
            ["named_not_held", "store_holds_dated"],
        ),
        ("《中共中央关于进一步点亮沿海灯塔的决定》", "title", "exact", []),
        ("党的九十届三中全会《决定》", "title", "exact", []),
        ("党的九十届四中全会《决定》", "title", "unchecked", ["generic_title"]),
        (
            "See 《样例省灯塔条例》, Article 1(5)",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
    ],
)
def test_references(check: Check, text: str, kind: str, verdict: str, codes: list[str]) -> None:
    assert told(check(f"{text}。"), kind)[-1][1::2] == (verdict, codes)


def test_a_title_is_that_of_the_document_and_not_of_the_news_about_it(check: Check) -> None:
    (title,) = [one for one in check("《样例省灯塔条例》有规定。") if one.kind == "title"]
    assert title.finding.title == "样例省灯塔条例"


def test_the_articles_of_a_list_belong_to_the_law_after_it(check: Check) -> None:
    claims = check("《样例省海带养殖条例》: Article 3 and Article 2 of the Kelp Law.")
    named = [one for one in claims if one.kind == "article"]
    assert [one.verdict for one in named] == ["absent", "exact"]
    claims = check("《样例省海带养殖条例》: Article 3, Article 1 and Articles 1 and 2 of the Kelp Law.")
    assert [one.verdict for one in claims if one.kind == "article"] == ["absent", "exact", "exact"]


@pytest.mark.parametrize(
    ("text", "verdict", "found", "last"),
    [
        ("《样例省渔业法典》第一条", "exact", "第一条 渔业应当登记。", 0),
        ("《样例省渔业法典》第六条", "exact", "第六条 渔市应当每周休市一日。", 0),
        ("《样例省渔业法典》第二、六条", "exact", "第二条 渔船应当每年检查。", 0),
        ("See 《样例省渔业法典》, Articles 2 to 6", "exact", "第二条 渔船应当每年检查。", 0),
        ("《样例省渔业法典》第九条", "absent", "", 7),
        ("《样例省渔业法典》第二、九条", "absent", "", 7),
        ("《样例省渔业法典》第二条第二款", "exact", "第二条 渔船应当每年检查。", 0),
    ],
)
def test_a_code_that_is_stored_in_parts_is_one_law(
    check: Check, text: str, verdict: str, found: str, last: int
) -> None:
    (article,) = [one for one in check(f"{text}。") if one.kind == "article"]
    assert (article.verdict, article.finding.found.partition("\n")[0]) == (verdict, found or "样例省渔业法典")
    notes = [note for note in article.finding.notes if note.code == "articles_until"]
    assert [note.values["last"] for note in notes] == [ArticleNumber(last)] * bool(last)


ONE, THREE = "为了规范海带养殖活动，制定本条例", "违反本条例的，处以五百元以下罚款"
SAND = "疏浚的泥沙不得倾倒在渔场"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"《样例省海带养殖条例》第四条规定了施行日期，第三条规定：“{THREE}”。", "exact"),
        (f"根据《样例省海带养殖条例》第四条和第三条，“{THREE}”。", "exact"),
        (f"根据《样例省海带养殖条例》第三条、第四条，“{THREE}”。", "exact"),
        (f"Under 《样例省海带养殖条例》 Article 3 and Article 4, “{THREE}”.", "exact"),
        (f"《样例省海带养殖条例》第二条至第四条规定：“{THREE}”。", "exact"),
        (f"《样例省海带养殖条例》第三条规定：“{THREE}”（第四条另有施行规定）。", "exact"),
        (f"《样例省海带养殖条例》第三条规定：“{THREE}”——与第四条相衔接。", "exact"),
        (f"《样例省海带养殖条例》称“{THREE}”（与第四条相衔接）。", "exact"),
        (f"“{THREE}”（《样例省海带养殖条例》第三条、第四条）。", "exact"),
        (f"《样例省海带养殖条例》规定“{ONE}”（第一条），“{THREE}”（第三条）。", "exact"),
        (f"《样例省海带养殖条例》第四条规定了施行日期，第二条规定：“{THREE}”。", "misattributed"),
        (f"根据《样例省海带养殖条例》第二条和第四条，“{THREE}”。", "misattributed"),
        (f"《样例省航道条例》第一条之一规定：“{SAND}”。", "exact"),
        (f"《样例省航道条例》第一条至第二条规定：“{SAND}”。", "exact"),
        (f"《样例省航道条例》第一条规定：“{SAND}”。", "misattributed"),
        (f"“{THREE}”（见《样例省海带养殖条例》第二条、第四条）。", "misattributed"),
    ],
)
def test_a_quotation_belongs_to_any_article_beside_it(check: Check, text: str, verdict: str) -> None:
    claims = check(text)
    assert [one[1] for one in told(claims, "quote")][-1] == verdict
    notes = [note for one in told(claims, "article") for note in one[3] if note == "quoted_in_article"]
    assert bool(notes) == (verdict == "misattributed")


@pytest.mark.parametrize(
    ("named", "articles"),
    [
        ("《样例省渔网条例》（2022年修正）第二条", [3]),
        ("《样例省渔网条例》（2022年6月24日修订）第二条", [3]),
        ("《样例省渔网条例》（2007年）第三条", [2]),
        ("《样例省渔网条例》（2007年通过，2022年修正）第二条", [3]),
        ("《样例省渔网条例》（2007年8月30日通过，2022年第二次修正）第二条", [3]),
        ("《样例省渔网条例》（2022年修正）第三条", []),
        ("《样例省渔网条例》（2007年8月30日通过）第二条", []),
        ("《样例省渔网条例》第二条", []),  # of either edition
        ("《样例省渔网条例》（2015年修正）第二条", []),  # of an edition that is not stored
    ],
)
def test_the_article_is_that_of_the_edition_named(check: Check, named: str, articles: list[int]) -> None:
    (quote,) = [one for one in check(f"{named}规定：“毁坏渔网的，依法承担民事责任。”") if one.kind == "quote"]
    notes = [note for note in quote.finding.notes if note.code == "quoted_in_article"]
    assert [note.values["article"] for note in notes] == [ArticleNumber(number) for number in articles]
    assert quote.verdict == ("misattributed" if articles else "exact")


@pytest.mark.parametrize(
    ("article", "day", "edition"),
    [
        ("第二条", "", "the edition of 2007-08-30; in the one shown they are in Article 3"),
        ("第三条", "", ""),
        ("第二条", "2010-01-01", ""),
        ("第三条", "2010-01-01", "the edition of 2022-06-24; in the one shown they are in Article 2"),
    ],
)
def test_the_article_named_may_be_that_of_another_edition(
    check: Check, article: str, day: str, edition: str
) -> None:
    claims = check(f"《样例省渔网条例》{article}规定：“毁坏渔网的，依法承担民事责任。”", day)
    rows = [row for row in claim_rows(claims, "en") if row.kind != "title"]
    assert {row.verdict for row in rows} == {"exact"}
    for row in rows:
        assert ("the article named has these words in " in row.note) == bool(edition)
        assert edition in row.note


@pytest.mark.parametrize(
    ("named", "verdict", "date", "codes"),
    [
        ("《样例省浮标条例》第二条", "exact", "2015-03-01", ["newer_edition"]),
        ("《样例省浮标条例（2021年修订）》第二条", "absent", "2021-09-29", ["articles_until", "in_edition"]),
        ("2021年修订的《样例省浮标条例》第二条", "absent", "2021-09-29", ["articles_until", "in_edition"]),
        ("2021年《样例省浮标条例》第二条", "absent", "2021-09-29", ["articles_until", "in_edition"]),
        ("《样例省浮标条例》（2015年）第二条", "exact", "2015-03-01", ["newer_edition"]),
        # No edition is stored of the year, or the year is that of a later event.
        ("《样例省浮标条例》（2008年修正）第二条", "exact", "2015-03-01", ["other_date", "newer_edition"]),
        ("2008年《样例省浮标条例》第二条", "exact", "2015-03-01", ["newer_edition"]),
        ("2021年，《样例省浮标条例》第二条", "exact", "2015-03-01", ["newer_edition"]),
    ],
)
def test_only_the_edition_named_counts_for_an_article(
    check: Check, named: str, verdict: str, date: str, codes: list[str]
) -> None:
    (found,) = told(check(f"{named}另有规定。"), "article")
    assert (found[1], found[2]) == (verdict, date)
    assert [code for code in found[3] if code not in ("store_holds_dated", "amended_since")] == codes


def test_a_report_is_that_of_the_year_before_its_title(check: Check) -> None:
    for text, date in (
        ("2033年3月，《政府工作报告》指出", "2033-03-05"),
        ("2033年《政府工作报告》指出", "2033-03-05"),
        ("2033年增长后，《政府工作报告》指出", "2034-03-05"),
    ):
        assert told(check(f"{text}，要点亮灯塔。"), "title")[0][2] == date


def test_an_article_put_in_later_is_named_in_both_languages(check: Check) -> None:
    claims = [one for one in check(f"《样例省航道条例》第一条规定：“{SAND}”。") if one.kind == "quote"]
    for locale, words in (("zh", "所引文字在第1条之一"), ("en", "the words quoted are in Article 1-1")):
        assert words in claim_rows(claims, locale)[0].note


def test_an_edition_is_chosen_by_the_day_of_the_draft(check: Check) -> None:
    assert told(check("《样例省海带养殖条例》。"), "title")[0][2:] == ("2020-05-01", [])
    assert told(check("《样例省海带养殖条例》。", "2015-01"), "title")[0][2:] == (
        "2010-05-01",
        ["newer_edition"],
    )
    for day in ("2015-1", "2015", "2015/1/31", "2020-4"):
        assert told(check("《样例省海带养殖条例》。", day), "title")[0][2] == "2010-05-01"
    for day in ("2020", "2020-5", "2020年5月1日"):
        assert told(check("《样例省海带养殖条例》。", day), "title")[0][2] == "2020-05-01"
    assert told(check("《样例省海带养殖条例》（2010年5月1日）。"), "title")[0][2:] == (
        "2010-05-01",
        ["newer_edition"],
    )


@pytest.mark.parametrize(
    ("key", "stored", "expected"),
    [
        ("省政府令第8号", "样例省人民政府令第8号", True),
        ("市人民政府令第8号", "样例市人民政府令第8号", True),
        ("省政府令第8号", "样例省人民政府令第9号", False),
        ("市政府令第8号", "样例省人民政府令第8号", False),
        ("样例部令第8号", "样例省人民政府令第8号", False),
    ],
)
def test_the_short_form_of_the_number_of_an_order(key: str, stored: str, expected: bool) -> None:
    assert is_short_for(key, stored) is expected


@pytest.mark.parametrize(
    ("text", "title", "verdict"),
    [
        (
            "The State Council's Measures for Big Cages at Sea apply.",
            "Measures for Big Cages at Sea",
            "exact",
        ),
        ("Under the State Council’s Kelp Law, kelp belongs to the sea.", "Kelp Law", "exact"),
        ("The State Council's Lantern Law applies.", "State Council's Lantern Law", "absent"),
        ("The Sample City's Kelp Law applies.", "Sample City's Kelp Law", "absent"),
        # without a possessive, or named as who issued it
        ("Sample Bureau Measures for Big Cages at Sea apply.", "Measures for Big Cages at Sea", "exact"),
        ("The Sample Bureau Measures for Big Cages at Sea apply.", "Measures for Big Cages at Sea", "exact"),
        (
            "The Tide Bureau Measures for Big Cages at Sea apply.",
            "Tide Bureau Measures for Big Cages at Sea",
            "absent",
        ),
        ("In June Sample Province issued its *Notice on Old Nets* again.", "Notice on Old Nets", "exact"),
        ("Sample County issued its *Notice on Old Nets* again.", "Notice on Old Nets", "absent"),
    ],
)
def test_whose_a_title_is_said_to_be_is_no_part_of_it(
    check: Check, text: str, title: str, verdict: str
) -> None:
    assert [one[:2] for one in told(check(text), "title")] == [(title, verdict)]


@pytest.mark.parametrize(
    ("number", "verdict"),
    [("Yang Yu Fa [2017] No. 9", "exact"), ("Yang Yu Fa [2016] No. 4", "absent")],
)
def test_a_number_that_only_the_head_of_the_text_states(check: Check, number: str, verdict: str) -> None:
    claims = check(f"The Sample Province Notice on Old Nets ({number}) is still read.")
    assert [one[:2] for one in told(claims, "number")] == [(number, verdict)]


def test_a_number_behind_the_day_on_which_a_document_was_issued(check: Check) -> None:
    claims = check(
        "The Sample Province Notice on Old Nets was issued on 14 June 2017 (Yang Yu Fa [2017] No. 9)."
    )
    assert [one[1] for one in told(claims, "number")] == ["exact"]
