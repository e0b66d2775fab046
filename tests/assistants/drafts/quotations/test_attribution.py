"""Whose words a quotation has: editions, versions, translations, several passages, other languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts import Claim, DraftRequest, read_text_draft, verify_draft
from flows.pipeline import align_pairs, annotate_store
from flows.search import Collection
from flows.store import Store
from tests.pipeline.alignment.texts import store_records
from tests.search.test_counterparts import BySentence
from tests.support import MODELS

Check = Callable[..., list[Claim]]
OLD, NEW = "样例省海带养殖条例", "样例省海带养殖条例"
TEXTS: tuple[Mapping[str, str], ...] = (
    {
        "id": "old",
        "title": OLD,
        "date": "2010-05-01",
        "text": "第一条 为了规范海带养殖活动，制定本条例。\n\n第二条 养殖户应当每年登记海带苗种的来源和数量。\n\n"
        "第三条 违反本条例的，处以五百元以下罚款。",
    },
    {
        "id": "new",
        "title": NEW,
        "date": "2020-05-01",
        "text": "第一条 为了规范海带养殖活动，制定本条例。\n\n第二条 养殖户应当每季度登记海带苗种的来源。\n\n"
        "第三条 违反本条例的，处以五百元以下罚款。\n\n第四条 本条例自2020年6月1日起施行。",
    },
    {
        "id": "plan",
        "title": "样例省海洋经济发展规划",
        "date": "2015-03-01",
        "document_number": "样政发〔2015〕7号",
        "publisher": "财政部",
        "text": "一、总体要求\n\n坚持陆海统筹，建设海洋强省。\n\n二、重点任务\n\n（一）建设三个现代化海洋牧场。\n\n"
        "（二）培育十家水产种业企业。\n\n到2020年，海洋生产总值达到1200亿元，海水养殖良种覆盖率达到65%。\n\n按照《样例省海蜇养殖条例》执行。",
    },
    {
        "id": "notice",
        "title": "样例省海洋工作要点",
        "date": "2018-02-01",
        "text": "海洋工作是全省工作的重中之重。各地要抓好养殖安全。另有一句。",
    },
    {
        "id": "notice-en",
        "title": "Sample Province Notice on Work at Sea",
        "date": "2018-03-01",
        "text": "The sea comes first in the work of the province. Farms must be kept safe. So is the rest.",
        "translation_of": "notice",
    },
    {
        "id": "report",
        "title": "样例省人民政府2023年政府工作报告（节选，样例）",
        "date": "2023-01-15",
        "text": "今年要修好三座旧灯塔，点亮全省沿海全部航道。",
    },
    {
        "id": "towers",
        "title": "样例省灯塔条例",
        "date": "2003-01-01",
        "text": "第一条 灯塔管理人应当：\n\n（一）每日点灯；\n\n（二）每月擦洗灯罩。\n\n灯塔管理人不得擅自离岗。\n\n"
        "第二条 沿海居民发现灯塔熄灭的，应当报告。",
    },
    {
        "id": "bells",
        "title": "样例省钟楼条例",
        "date": "2004-01-01",
        "text": "第一条\n\n钟楼管理人应当每日敲钟一次。\n\n第二条\n\n钟楼管理人不得擅自离开钟楼。\n\n离开的，应当报告。",
    },
    {
        "id": "short",
        "title": "中华人民共和国潮法",
        "date": "2001-01-01",
        "text": "第一条 为了合理利用潮汐资源，根据宪法，制定本法。",
    },
)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Check]:
    """A function that checks a text against a store of a law in two editions, a plan, and an aligned pair."""
    folder = tmp_path_factory.mktemp("drafts")
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, TEXTS, annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        align_pairs(store, BySentence)
        collection = Collection(store, annotator.tagger.lexicon)

        def verify(text: str, as_of: str = "") -> list[Claim]:
            return verify_draft(collection, DraftRequest(read_text_draft(text), as_of))

        yield verify


def told(claims: list[Claim], kind: str) -> list[tuple[str, str, str, list[str]]]:
    """Return (text, verdict, date, codes of notes) of the claims of one kind."""
    return [
        (claim.text, claim.verdict, claim.finding.date, [note.code for note in claim.finding.notes])
        for claim in claims
        if claim.kind == kind
    ]


def test_the_edition_in_force_is_preferred(check: Check) -> None:
    text = "《样例省海带养殖条例》规定：“违反本条例的，处以五百元以下罚款”。"
    assert told(check(text), "quote") == [
        ("违反本条例的，处以五百元以下罚款", "exact", "2020-05-01", ["also_in"])
    ]
    assert told(check(text, "2015"), "quote") == [
        ("违反本条例的，处以五百元以下罚款", "exact", "2010-05-01", ["also_in", "also_in_newer"])
    ]


def test_words_of_an_earlier_edition_are_found_with_a_note(check: Check) -> None:
    claims = check("《样例省海带养殖条例》第二条规定：“养殖户应当每年登记海带苗种的来源和数量。”")
    assert told(claims, "quote") == [
        ("养殖户应当每年登记海带苗种的来源和数量。", "exact", "2010-05-01", ["not_in_newer"])
    ]


def test_a_number_changed_is_near_and_shown(check: Check) -> None:
    (claim,) = [
        one
        for one in check("《样例省海带养殖条例》：“违反本条例的，处以六百元以下罚款”。")
        if one.kind == "quote"
    ]
    assert claim.verdict == "near"
    assert claim.finding.difference == "违反本条例的，处以[-五-]{+六+}百元以下罚款"


def test_a_quotation_over_several_passages(check: Check) -> None:
    text = "> 坚持陆海统筹，建设海洋强省。\n>\n> 二、重点任务\n>\n> （一）建设三个现代化海洋牧场。\n"
    assert [verdict for _, verdict, *_ in told(check(text), "quote")] == ["exact"]


@pytest.mark.parametrize(
    ("text", "verdict", "codes"),
    [
        ("《样例省海带养殖条例》称“坚持陆海统筹，建设海洋强省”。", "misattributed", ["other_document"]),
        ("“坚持陆海统筹，建设海洋强省”（《样例省海洋经济发展规划》）。", "exact", []),
        ("样政发〔2015〕7号提出“坚持陆海统筹，建设海洋强省”。", "exact", []),
        (
            "《样例省海带养殖条例》出台了。样例省海洋经济发展规划提出“坚持陆海统筹，建设海洋强省”。",
            "exact",
            [],
        ),
        ("《样例省海洋规划总纲》提出“坚持陆海统筹，建设海洋强省”。", "exact", ["named_not_held"]),
        ("样例省人民政府2023年政府工作报告提出“修好三座旧灯塔，点亮全省沿海全部航道”。", "exact", []),
        ("样例省政府工作报告2023年要求“修好三座旧灯塔，点亮全省沿海全部航道”。", "exact", []),
        ("《2023年政府工作报告》提出“修好三座旧灯塔，点亮全省沿海全部航道”。", "exact", []),
        (
            "样例省人民政府2023年政府工作报告提出“坚持陆海统筹，建设海洋强省”。",
            "misattributed",
            ["other_document"],
        ),
        ("规划提出“坚持陆海统筹……培育十家水产种业企业”。", "exact", ["in_parts"]),
        ("规划提出“培育十家水产种业企业……坚持陆海统筹、建设”。", "stitched", ["from_several"]),
        ("规划提出“坚持陆海统筹，建设海洋强省，然后再去月球养海带”。", "absent", ["store_holds_dated"]),
        ("规划提出“坚持陆海统筹……把海带种到月球上去”。", "absent", ["only_a_part", "store_holds_dated"]),
        ("所谓“海洋强省”一词。", "unchecked", ["too_short"]),
        ("所谓“蓝色水产大粮仓”一词。", "unchecked", ["too_short"]),
    ],
)
def test_attribution_and_parts(check: Check, text: str, verdict: str, codes: list[str]) -> None:
    assert [(one[1], one[3]) for one in told(check(text), "quote")] == [(verdict, codes)]


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        (
            "《样例省海洋工作要点》写道：“The sea comes first in the work of the province.”",
            "样例省海洋工作要点",
            "海洋工作是全省工作的重中之重。",
        ),
        (
            "The Sample Province Notice on Work at Sea says: “海洋工作是全省工作的重中之重。”",
            "Sample Province Notice on Work at Sea",
            "The sea comes first in the work of the province.",
        ),
    ],
)
def test_a_translation_is_found_beside_its_document(check: Check, text: str, title: str, found: str) -> None:
    (claim,) = [one for one in check(text) if one.kind == "quote"]
    assert (claim.verdict, claim.finding.title, claim.finding.found) == ("translated", title, found)
    assert claim.finding.passage_id.startswith(claim.finding.document_id)


@pytest.mark.parametrize(
    ("text", "kind", "verdict", "codes"),
    [
        ("《样例省海洋经济发展规划》（样政发〔2015〕7号）", "number", "exact", []),
        ("《样例省海洋经济发展规划》（样政发〔2015〕8号）", "number", "near", ["other_number"]),
        ("《样例省海带养殖条例》（样政发〔2015〕7号）", "number", "misattributed", ["number_of_other"]),
        ("《样例省海带养殖条例》（样政发〔2015〕7号）", "title", "exact", ["number_beside_differs"]),
        ("依据样政发〔2015〕7号", "number", "exact", []),
        ("依据样政发〔2016〕7号", "number", "absent", ["store_holds_dated"]),
        ("《样例省海洋经济发展规化》", "title", "near", []),
        ("教育部印发的《样例省海洋经济发展规划》", "title", "exact", ["other_issuer"]),
        ("财政部印发的《样例省海洋经济发展规划》", "title", "exact", []),
        ("《样例省海带出口条例》", "title", "absent", ["store_holds_dated"]),
        ("《样例省海蜇养殖条例》", "title", "absent", ["cited_by", "store_holds_dated"]),
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
            ["named_not_held", "store_holds_dated"],
        ),
        (
            "《样例省潮典法典修正案》施行后，违反该法第三条的",
            "article",
            "absent",
            ["named_not_held", "store_holds_dated"],
        ),
        (
            "《样例省潮典法修正案（草案）》施行后，违反该法第三条的",
            "article",
            "absent",
            ["named_not_held", "store_holds_dated"],
        ),
        (
            "《样例省潮典法修正案（七）》施行后，违反本法第三条的",
            "article",
            "absent",
            ["named_not_held", "store_holds_dated"],
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
        (
            "《样例省灯塔条例》第一条第（三）项",
            "article",
            "absent",
            ["items_of_article", "store_holds_dated"],
        ),
        # The number of an article on a line of its own is no paragraph.
        ("《样例省钟楼条例》第一条第一款", "article", "exact", []),
        (
            "《样例省钟楼条例》第一条第二款",
            "article",
            "absent",
            ["paragraphs_of_article", "store_holds_dated"],
        ),
        ("《样例省钟楼条例》第二条第二款", "article", "exact", []),
        ("See 《样例省灯塔条例》, Article 1(2)", "article", "exact", []),
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


ONE, THREE = "为了规范海带养殖活动，制定本条例", "违反本条例的，处以五百元以下罚款"


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
        (f"“{THREE}”（见《样例省海带养殖条例》第二条、第四条）。", "misattributed"),
    ],
)
def test_a_quotation_belongs_to_any_article_beside_it(check: Check, text: str, verdict: str) -> None:
    claims = check(text)
    assert [one[1] for one in told(claims, "quote")][-1] == verdict
    notes = [note for one in told(claims, "article") for note in one[3] if note == "quoted_in_article"]
    assert bool(notes) == (verdict == "misattributed")


def test_an_edition_is_chosen_by_the_day_of_the_draft(check: Check) -> None:
    assert told(check("《样例省海带养殖条例》。"), "title")[0][2:] == ("2020-05-01", [])
    assert told(check("《样例省海带养殖条例》。", "2015-01"), "title")[0][2:] == (
        "2010-05-01",
        ["newer_edition"],
    )
    assert told(check("《样例省海带养殖条例》（2010年5月1日）。"), "title")[0][2:] == (
        "2010-05-01",
        ["newer_edition"],
    )


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("《样例省海洋经济发展规划》提出，到2020年，海水养殖良种覆盖率达到65%。", ["exact"]),
        ("《样例省海洋经济发展规划》提出，到2020年，海水养殖良种覆盖率达到75%。", ["near"]),
        ("《样例省海洋经济发展规划》提出，到2020年，月球海带覆盖率达到75%。", ["absent"]),
        ("到2020年，海水养殖良种覆盖率达到65%。", ["exact"]),
        ("到2020年，海水养殖良种覆盖率达到66%。", ["near"]),
        ("我们走访了30家企业。", []),
    ],
)
def test_figures(check: Check, text: str, verdicts: list[str]) -> None:
    assert [one[1] for one in told(check(text), "figure")] == verdicts
