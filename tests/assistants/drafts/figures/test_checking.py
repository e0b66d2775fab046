"""Figures of a draft next to a named indicator or document."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts import DraftRequest, read_draft, read_text_draft, verify_draft
from flows.pipeline import annotate_store
from flows.search import Collection
from flows.store import Store
from tests.assistants.drafts.conftest import TEXTS
from tests.assistants.drafts.telling import Check, told
from tests.pipeline.alignment.texts import store_records
from tests.support import MODELS


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("《样例省海洋经济发展规划》提出，到2020年，海水养殖良种覆盖率达到65%。", ["exact"]),
        ("《样例省海洋经济发展规划》提出，到2020年，海水养殖良种覆盖率达到75%。", ["near"]),
        ("《样例省海洋经济发展规划》提出，到2020年，月球海带覆盖率达到75%。", ["absent"]),
        ("到2020年，海水养殖良种覆盖率达到65%。", ["exact"]),
        ("到2020年，海水养殖良种覆盖率达到66%。", ["near"]),
        ("我们走访了30家企业。", []),
        ("《样例省海洋经济发展规划》共16条，分3章。", []),
        ("The Kelp Law is short. The law has 55 articles and 7 chapters.", []),
        # names of one thing, and what the parser sees that is measured
        ("In 2039, R&D spending will grow by more than 7 percent.", ["exact"]),
        ("The plan asks for R&D spending to grow by more than 7 percent in 2039.", ["exact"]),
        ("It wants research and development outlays to grow by over 7 percent in 2039.", ["exact"]),
        ("In 2039, R&D spending, the plan says, will grow by more than 7 percent.", ["exact"]),
        ("In 2039, R&D spending, according to the plan, will grow by more than 9 percent.", ["near"]),
        ("到2020年，海水养殖良种覆盖率，该规划称，达到66%。", ["near"]),
        ("In 2039, R&D staff will grow by more than 7 percent.", ["absent"]),
        # British and American spelling; 等 behind what is measured
        ("《样例省渔业培训安排》: in 2031, the urbanisation rate of labour camps reaches 61%.", ["exact"]),
        ("《样例省渔业培训安排》提出，到2031年，船员等达到900人。", ["exact"]),
        # another number elsewhere says nothing of a document that is missing
        ("《样例省海带纲要》提出，到2020年，海水养殖良种覆盖率达到65%。", ["exact"]),
        ("《样例省海带纲要》提出，到2020年，海水养殖良种覆盖率达到66%。", ["absent"]),
        # by the date of the document where the stored figure has no year
        ("2023年，样例省登记渔船达到4100艘。", ["exact"]),
        ("2024年，样例省登记渔船达到4100艘。", ["absent"]),  # the document is of January
        ("2015年，样例省登记渔船达到4100艘。", ["absent"]),
        ("2023年，样例省登记渔船达到4200艘。", ["near"]),
        ("2023年，样例省登记灯塔达到4200艘。", ["absent"]),
        # without a year: only figures of the very same name
        ("登记渔船达到4100艘。", ["exact"]),
        ("登记渔船达到4200艘。", ["near"]),
        ("登记木质渔船达到4200艘。", []),
        # of a month or of this year, which no stored figure is known to be of
        ("1—7月，登记渔船达到4200艘。", []),
        ("今年，登记渔船达到4200艘。", []),
        ("登记渔船达到4200艘，截至上月末。", []),
        ("1—7月，登记渔船达到4100艘。", ["exact"]),
        # the year of the document's goal, and another
        ("《样例省海洋经济发展规划》提出，到2025年，海水养殖良种覆盖率达到65%。", ["near"]),
        # the same number for the year and for its first nine months
        ("2024年前三季度，全省网箱养殖产量达到287万吨。", ["exact"]),
        ("截至2024年9月，全省网箱养殖产量达到287万吨。", ["exact"]),
        ("2024年9月，全省网箱养殖产量达到287万吨。", ["near"]),
        ("2024年，全省网箱养殖产量达到287万吨。", ["near"]),
        ("2024年上半年，全省网箱养殖产量达到287万吨。", ["near"]),
        ("《样例省前三季度渔业运行情况》提到，2024年全省网箱养殖产量达到287万吨。", ["near"]),
        # the same number with the opposite direction, or as a level
        ("《样例省海洋经济发展规划》提出，到2020年，单位产值能耗下降18%。", ["exact"]),
        ("《样例省海洋经济发展规划》提出，到2020年，单位产值能耗上升18%。", ["near"]),
        ("到2020年，样例省单位产值能耗上升18%。", ["near"]),
        ("《样例省海洋经济发展规划》提出，到2020年，渔民转产补助标准提高30元。", ["exact"]),
        ("《样例省海洋经济发展规划》提出，到2020年，渔民转产补助标准为30元。", ["near"]),
        ("《样例省海洋经济发展规划》提出，到2020年，渔民转产补助标准达到30多元。", ["near"]),
        # read without certainty: only figures of the very same name and year
        ("2027年，与网箱设备国产化率70%相比，进展不大。", ["exact"]),
        ("2027年，与网箱设备国产化率75%相比，进展不大。", ["near"]),
        ("2026年，与网箱设备国产化率70%相比，进展不大。", []),
        ("2027年，与浮标设备国产化率70%相比，进展不大。", []),
        # at most for at least, and about for at least; a bound left out is no other one
        ("到2027年，网箱设备国产化率达到70%以上。", ["exact"]),
        ("到2027年，网箱设备国产化率不低于70%。", ["exact"]),
        ("到2027年，网箱设备国产化率达到70%。", ["exact"]),
        ("到2027年，网箱设备国产化率超过70%。", ["exact"]),
        ("到2027年，网箱设备国产化率不超过70%。", ["near"]),
        ("到2027年，网箱设备国产化率控制在70%以内。", ["near"]),
        ("到2027年，网箱设备国产化率低于70%。", ["near"]),
        ("到2027年，网箱设备国产化率不到70%。", ["near"]),
        ("到2027年，网箱设备国产化率达到70%左右。", ["near"]),
        ("到2027年，网箱事故发生率不超过3%。", ["exact"]),
        ("到2027年，网箱事故发生率达到3%以上。", ["near"]),
        ("到2027年，网箱研发投入强度达到3.5%以上。", ["exact"]),
        ("到2027年，网箱研发投入强度达到3.5%以下。", ["near"]),
        ("《样例省网箱发展规划》提出，到2027年，网箱年均增长9%以上。", ["exact"]),
        ("《样例省网箱发展规划》提出，到2027年，网箱年均增长9%以下。", ["near"]),
        ("《样例省网箱发展规划》提出，到2027年，网箱新增就业1200万人以上。", ["near"]),
        ("By 2027, the localization rate of net cages shall reach 70 percent or more.", ["exact"]),
        ("By 2027, the localization rate of net cages shall be at most 70 percent.", ["near"]),
        ("By 2027, the localization rate of net cages shall be less than 70 percent.", ["near"]),
        ("By 2027, the localization rate of net cages shall reach up to 70 percent.", ["near"]),
        # the year in the name of a report is not that of its figures
        ("2034年政府工作报告说，海带总产值达到126万亿元，渔网消费价格上涨0.2%。", ["exact", "exact"]),
        ("2034年政府工作报告提出，渔网消费价格上涨3%左右。", ["exact"]),
        ("2034年政府工作报告说，海带总产值达到127万亿元。", ["near"]),
        ("2034年政府工作报告说，2034年海带总产值达到126万亿元。", ["near"]),
        ("2033年3月，《政府工作报告》指出，海带总产值达到114万亿元。", ["exact"]),
        # the report's own goal with another bound, beside an older result by the same number
        ("2031年《政府工作报告》提出，海带总产值增长5%左右。", ["exact"]),
        ("2031年《政府工作报告》提出，海带总产值增长5%。", ["exact"]),
        ("2031年《政府工作报告》提出，海带总产值增长超过5%。", ["near"]),
        ("2031年政府工作报告指出，海带总产值增长超过5%。", ["near"]),
        ("2031年政府工作报告指出，2030年海带总产值增长5%。", ["exact"]),
        ("2031年政府工作报告指出，网绳产量超过7000万吨。", ["exact"]),
        ("2031年政府工作报告提出，网绳产量超过7000万吨。", ["near"]),
        ("2031年政府工作报告提出，网绳产量不低于8000万吨。", ["near"]),
        # an older result, said to be a goal
        ("2031年政府工作报告提出，灯塔新增就业1256万人。", ["near"]),
        ("2031年政府工作报告指出，灯塔新增就业1256万人。", ["exact"]),
        ("2031年政府工作报告提出，过去一年灯塔新增就业1256万人。", ["exact"]),
        ("2034年政府工作报告提出，海带总产值达到126万亿元。", ["exact"]),  # no goal for 2034
        # the name of the document and its verb are no part of the indicator
        ("2031年政府工作报告提出灯塔新增就业1200万人以上。", ["exact"]),
        ("2031年政府工作报告明确提出灯塔新增就业1200万人以上。", ["exact"]),
        ("2031年政府工作报告将海带总产值增长目标定为5%左右。", ["exact"]),
        ("2031年政府工作报告设定的海带总产值增长目标为5%左右。", ["exact"]),
        ("2031年政府工作报告提出灯塔新增就业1300万人以上。", ["near"]),
        ("2031年政府工作报告提出月球新增渔网1200万人以上。", ["absent"]),
        ("样例省网箱发展规划提出网箱设备国产化率到2027年达到70%以上。", ["exact"]),
        # in quotation marks, too, if the quotation is too short to look for
        ("2034年政府工作报告说，海带总产值达到“126万亿元”。", ["exact"]),
        ("2034年政府工作报告说，海带总产值达到“127万亿元”。", ["near"]),
    ],
)
def test_figures(check: Check, text: str, verdicts: list[str]) -> None:
    assert [one[1] for one in told(check(text), "figure")] == verdicts


@pytest.mark.parametrize(
    ("text", "verdict", "codes"),
    [
        # only a text in the other language has the figure
        ("In 2029, the localization rate reached 71 percent.", "translated", ["figure_in_translation"]),
        ("In 2029, the forest coverage rate reached 27.3 percent.", "translated", ["figure_in_translation"]),
        ("到2039年，森林覆盖率达到28.5%。", "translated", ["figure_in_translation"]),
        (
            "In 2029, the added value of the core industries of the digital economy reached 16 percent of GDP.",
            "translated",
            ["figure_in_translation"],
        ),
        (
            "到2039年，数字经济核心产业增加值占国内生产总值比重达到18%。",
            "translated",
            ["figure_in_translation"],
        ),
        # another share, year, number, bound, or indicator
        (
            "In 2029, the added value of the core industries of the digital economy reached 16 percent of exports.",
            "absent",
            None,
        ),
        ("In 2028, the forest coverage rate reached 27.3 percent.", "absent", None),
        ("In 2029, the forest coverage rate reached 27.4 percent.", "absent", None),
        ("In 2029, the forest coverage rate was at most 27.3 percent.", "absent", None),
        ("In 2029, the localization rate of kelp reached 71 percent.", "absent", None),
        ("In 2029, China's GDP grew by 6 percent.", "absent", None),  # per person it did
        ("到2038年，森林覆盖率达到28.5%。", "absent", None),
        ("到2039年，竹林覆盖率达到28.5%。", "absent", None),
        # a stored figure of unknown time is none of that year
        ("In 2032, the length of kelp lanes reached 500 km.", "absent", None),
        # a document that is stored in the other language only
        (
            "The 2030 Government Work Report set a target for GDP growth of around 5 percent.",
            "translated",
            ["figure_in_translation"],
        ),
        (
            "China set a GDP growth target of around 5 percent for 2030.",
            "translated",
            ["figure_in_translation"],
        ),
        ("In 2030 China aims for GDP growth of around 5 percent.", "translated", ["figure_in_translation"]),
        ("In 2030 China aims for kelp growth of around 5 percent.", "absent", None),
        (
            "The 2030 Government Work Report wants the surveyed urban unemployment rate to be around 5.5 percent.",
            "translated",
            ["figure_in_translation"],
        ),
        (
            "The 2030 Government Work Report calls for over 12 million new urban jobs.",
            "translated",
            ["figure_in_translation"],
        ),
        (
            "The 2030 Government Work Report says that in 2030 the surveyed urban unemployment rate will be around 6.5 percent.",
            "near",
            ["other_value"],
        ),
        (
            "The 2030 Government Work Report says that lighthouse prices will rise by 9 percent.",
            "absent",
            ["held_in_other_language", "store_holds_dated"],
        ),
        # the same, while a text in the draft's language has the figure
        (
            "The 2030 Government Work Report says that by 2027 the localization rate of net cages shall reach at least 70 percent.",
            "exact",
            ["held_in_other_language"],
        ),
    ],
)
def test_figures_of_texts_in_the_other_language(
    check: Check, text: str, verdict: str, codes: list[str] | None
) -> None:
    (figure,) = told(check(text), "figure")
    assert figure[1] == verdict
    assert codes is None or figure[3] == codes


def test_a_year_of_another_paragraph_is_none_of_a_figure(check: Check) -> None:
    """Check that lines which are paragraphs are read one by one: none of them is wrapped."""
    lines = [
        "到2027年，网箱设备国产化率达到70%以上。" + "样例市的居民喜欢在傍晚沿着海堤散步。" * 8,
        "登记渔船达到4200艘。",
    ]
    assert [one[1] for one in told(check("\n".join(lines)), "figure")] == ["exact", "near"]


def test_a_short_word_with_a_sign_is_a_word_of_an_indicator(check: Check) -> None:
    text = "The Sample Province Forest Plan says that in 2039 the growth of R&D expenditure will be over 7 percent."
    (figure,) = told(check(text), "figure")
    assert figure[1] == "exact"


@pytest.mark.parametrize(
    ("text", "verdict", "note"),
    [
        ("《样例县发展计划》提出，2025年单位国内生产总值能耗降低3.5%左右。", "near", "≈ −2.5% (2025)"),
        ("《样例县发展计划》提出，2025年单位GDP能耗降低3.5%左右。", "near", "≈ −2.5% (2025)"),
        ("《样例县发展计划》提出，2025年单位GDP能耗降低2.5%左右。", "exact", ""),
        ("《样例县发展计划》提出，2025年GDP增长4.5%左右。", "exact", ""),
        ("《样例县发展计划》提出，2025年GDP增长3.5%左右。", "near", "≈ +4.5% (2025)"),
        ("2025年，国内生产总值增长4.5%左右。", "exact", ""),
        ("2025年国内生产总值增长目标为4.5%左右。", "exact", ""),
        ("2025年我国国内生产总值增长预期目标为4.5%左右。", "exact", ""),
        ("2025年国内生产总值增长目标为5.5%左右。", "near", "≈ +4.5% (2025)"),
        ("《样例县发展计划》给出的2025年增长目标是国内生产总值增长4.5%左右。", "exact", ""),
        ("有报告提出，2025年国内生产总值增长4.5%左右。", "exact", ""),
        ("一份研究报告写作2025年国内生产总值增长5.5%左右。", "near", "≈ +4.5% (2025)"),
    ],
)
def test_an_indicator_is_not_one_that_is_part_of_its_name(
    check: Check, text: str, verdict: str, note: str
) -> None:
    """Check that energy per unit of GDP is not compared with GDP, and that a goal is that of its year."""
    (figure,) = [claim for claim in check(text) if claim.kind == "figure"]
    assert (figure.verdict, figure.finding.date) == (verdict, "2025-02-01")
    assert [one.values["value"] for one in figure.finding.notes] == ([note] if note else [])


def test_figures_that_wait_for_annotation_are_not_said_to_be_missing(
    tmp_path: Path, annotator: Annotator
) -> None:
    lexicon = annotator.tagger.lexicon
    with Store(tmp_path / "s.sqlite") as store:
        store_records(store, tmp_path, TEXTS, lexicon)
        draft = read_text_draft("《样例省网箱发展规划》提出，到2027年，月球网箱国产化率达到88%。")
        (figure,) = [
            one
            for one in verify_draft(Collection(store, lexicon), DraftRequest(draft))
            if one.kind == "figure"
        ]
    assert [note.code for note in figure.finding.notes][-2] == "waits_for_annotation"


def test_a_bound_that_differs_is_shown(check: Check) -> None:
    text = "《样例省网箱发展规划》提出，到2027年，网箱年均增长9%以下，网箱设备国产化率不超过70%。"
    notes = [claim.finding.notes[0].values["value"] for claim in check(text) if claim.kind == "figure"]
    assert notes == ["≥ +9% (2027)", "≥ 70% (2027)"]


def test_the_goal_of_a_report_is_shown_rather_than_an_older_result(check: Check) -> None:
    text = "2031年《政府工作报告》提出，海带总产值增长超过5%，灯塔新增就业1256万人，网绳产量8000万吨。"
    notes = [claim.finding.notes[0].values["value"] for claim in check(text) if claim.kind == "figure"]
    assert notes == ["≈ +5% (2031)", "≥ 1200万人 (2031)", "≈ 7000万吨 (2031)"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # 2% is the goal of 2030 elsewhere, and the report named has 3% and 0.2%
        ("渔网消费价格上涨2%。", "near"),
        ("渔网消费价格上涨0.2%。", "exact"),
        ("海带总产值达到126万亿元。", "exact"),
        ("海带总产值达到114万亿元。", "near"),  # that of the year before, in another report
        ("灯塔新增就业1256万人。", "exact"),  # elsewhere
    ],
)
def test_a_figure_in_the_next_sentence_is_of_the_document_named_before(
    check: Check, text: str, found: str
) -> None:
    (figure,) = told(check(f"2034年《政府工作报告》回顾了过去一年。{text}"), "figure")
    assert figure[1] == found
    spoken_of = f"2034年《政府工作报告》提请审议。\n\n报告回顾了过去一年。{text}"
    assert [one[1] for one in told(check(spoken_of), "figure")] == [found]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (
            "It is short. By 2027, the localization rate of net cages shall reach at least 70 percent.",
            ["exact"],
        ),
        (
            "It is short. By 2027, the localization rate of net cages will stay at most at 70 percent.",
            ["near"],
        ),
        (
            "It is short. By 2027, the localization rate of net cages is to reach at least 80 percent.",
            ["near"],
        ),
    ],
)
def test_a_bound_in_the_next_sentence_is_that_of_the_document_named_before(
    check: Check, text: str, verdicts: list[str]
) -> None:
    draft = f"The Sample Cage Plan was issued in 2024. {text}"
    assert [one[1] for one in told(check(draft), "figure")] == verdicts


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("渔民转产补助标准提高30元。", ["exact"]),
        ("渔民转产补助标准下降30元。", ["near"]),
    ],
)
def test_a_direction_in_the_next_sentence_is_that_of_the_document_named_before(
    check: Check, text: str, found: list[str]
) -> None:
    claims = check(f"《样例省海洋经济发展规划》公布了目标。{text}")
    assert [one[1] for one in told(claims, "figure")] == found


def test_the_document_named_before_takes_precedence_over_others_with_the_figure(check: Check) -> None:
    (figure,) = told(check("2030年《政府工作报告》公布了目标。城镇新增就业1200万人以上。"), "figure")
    assert figure[1:3] == ("exact", "2030-03-05")
    draft = read_draft(
        "<h1>2030年《政府工作报告》</h1><p>2031年《政府工作报告》提出，海带总产值增长5%左右。</p>".encode(),
        "d.html",
    )
    (figure,) = told(check(draft), "figure")
    assert figure[1:3] == ("exact", "2031-03-05")


def test_a_figure_of_other_years_only_is_said_to_be_one(check: Check) -> None:
    (found,) = told(check("2015年，样例省登记渔船达到4100艘。"), "figure")
    assert found[3][0] == "no_figure_of_year"


@pytest.mark.parametrize(
    ("text", "verdict", "codes"),
    [
        ("2023年，样例省登记渔船达到4100艘。", "exact", ["time_unknown_dated"]),
        ("2023年，样例省登记渔船达到4200艘。", "near", ["other_value", "time_unknown_dated"]),
        ("截至2023年12月，样例省登记渔船达到4100艘。", "exact", ["time_unknown_dated"]),
        ("截至2024年1月，样例省登记渔船达到4200艘。", "absent", None),  # the document is of January
        ("截至2023年7月，样例省登记渔船达到4100艘。", "absent", None),  # and not of a month long before
        ("1—7月，登记渔船达到4100艘。", "exact", ["time_unknown_dated"]),
        ("登记渔船达到4100艘。", "exact", []),
        ("登记渔船达到4200艘。", "near", ["other_value"]),
        ("2024年前三季度，全省网箱养殖产量达到287万吨。", "exact", []),
        ("In 2023, the length of kelp lanes exceeded 470 km.", "exact", ["time_unknown"]),
    ],
)
def test_a_stored_figure_without_a_time_is_said_to_have_none(
    check: Check, text: str, verdict: str, codes: list[str] | None
) -> None:
    (figure,) = told(check(text), "figure")
    assert figure[1] == verdict
    assert codes is None or figure[3] == codes


def test_evidence_from_after_the_day_of_the_draft_is_said_to_be_so(check: Check) -> None:
    text = "《样例省前三季度渔业运行情况》提到，2024年前三季度，全省网箱养殖产量达到287万吨，“全省网箱养殖产量达到287万吨”。"
    early, late = (check(text, as_of=day) for day in ("2024-10-01", "2024-11-01"))
    for kind in ("figure", "quote"):
        assert [one[3] for one in told(early, kind)] == [["not_yet"]]
        assert [one[3] for one in told(late, kind)] == [[]]


PLAN_EN = {
    "id": "plan-en",
    "title": "Sample Province Development Plan",
    "date": "2021-03-01",
    "text": "By 2025, we will raise the urbanization rate of the permanent resident population to 65%. "
    "By 2025, the employment rate of graduates will reach 80 percent, and that of veterans 90 percent.",
}


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The Sample Province Development Plan aims to raise the urbanization rate to 65 percent.", "exact"),
        ("The Sample Province Development Plan aims to raise the urbanization rate to 60 percent.", "near"),
        ("The Sample Province Development Plan aims to raise the literacy rate to 65 percent.", "absent"),
    ],
)
def test_an_english_indicator_may_lack_of_whom(
    tmp_path: Path, annotator: Annotator, text: str, verdict: str
) -> None:
    with Store(tmp_path / "store.sqlite") as store:
        store_records(store, tmp_path, [PLAN_EN], annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        collection = Collection(store, annotator.tagger.lexicon)
        claims = verify_draft(collection, DraftRequest(read_text_draft(text)))
    assert [found for _, found, *_ in told(claims, "figure")] == [verdict]


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("《样例省渔场条例》。\n\n条例第一条要求，网箱设备国产化率达到70%以上。", ["misattributed"]),
        ("《样例省渔场条例》。\n\n条例第一条要求，网具回收比例不得低于30%。", ["exact"]),
        ("《样例省渔场条例》。\n\n条例第一条要求，网具回收比例不得低于40%。", ["near"]),
    ],
)
def test_a_figure_beside_an_article_is_looked_up_in_its_law(
    check: Check, text: str, verdicts: list[str]
) -> None:
    assert [verdict for _, verdict, *_ in told(check(text), "figure")] == verdicts
