"""Sources of quotations: editions, versions, translations, several passages, other languages."""

from __future__ import annotations

import pytest

from flows.assistants.drafts import read_draft, read_text_draft
from tests.assistants.drafts.telling import Check, told


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
        # the source behind the words
        (
            "有人把“坚持陆海统筹，建设海洋强省”说成出自《样例省海带养殖条例》。",
            "misattributed",
            ["other_document"],
        ),
        (
            "有人引“坚持陆海统筹，建设海洋强省”，误作引自《样例省海带养殖条例》。",
            "misattributed",
            ["other_document"],
        ),
        ("样例省海洋经济发展规划出台了。“坚持陆海统筹，建设海洋强省”出自该规划。", "exact", []),
        (
            "Some cite “Fishing crews rest on Sundays” from the Sample Cage Plan.",
            "misattributed",
            ["other_document"],
        ),
        (
            "The Sample Cage Plan is new.\n\nSome cite “Fishing crews rest on Sundays” from the Plan.",
            "misattributed",
            ["other_document"],
        ),
        (
            "The line “Fishing crews rest on Sundays” is often cited as from the Sample Cage Plan.",
            "misattributed",
            ["other_document"],
        ),
        (
            "The Sample Cage Plan is new. “Fishing crews rest on Sundays” is quoted in that plan, they claim.",
            "misattributed",
            ["other_document"],
        ),
        ("The Sample Cage Plan is new.\n\n“Fishing crews rest on Sundays” is not in that plan.", "exact", []),
        (
            "《样例省海带养殖条例》实施多年。也有人把“坚持陆海统筹，建设海洋强省”算在这份《条例》名下，其实另有出处。",
            "misattributed",
            ["other_document"],
        ),
        (
            "有人把“坚持陆海统筹，建设海洋强省”归到《样例省海带养殖条例》头上。",
            "misattributed",
            ["other_document"],
        ),
        (
            "有人把“坚持陆海统筹，建设海洋强省”当作《样例省海带养殖条例》的原话。",
            "misattributed",
            ["other_document"],
        ),
        ("有人把“坚持陆海统筹，建设海洋强省”当作《样例省海带养殖条例》的对立面。", "exact", []),
        (
            "有人把“坚持陆海统筹，建设海洋强省”记在本子上，再读《样例省海带养殖条例》。",
            "exact",
            [],
        ),
        (
            "《样例省海带养殖条例》实施多年。\n\n各地反映不一。\n\n有论者援引该条例“坚持陆海统筹，建设海洋强省”一语。",
            "misattributed",
            ["other_document"],
        ),
        (
            "先有《样例省海带养殖条例》。\n\n各地反映不一。\n\n后一份条例里有这样一句：“坚持陆海统筹，建设海洋强省”。",
            "misattributed",
            ["other_document"],
        ),
        (
            "先有《样例省海带养殖条例》。\n\n各地反映不一。\n\n批评条例的人说：“坚持陆海统筹，建设海洋强省”。",
            "exact",
            [],
        ),
        (
            "先有《样例省海带养殖条例》。\n\n各地反映不一。\n\n有该条例的批评者说：“坚持陆海统筹，建设海洋强省”。",
            "exact",
            [],
        ),
        (
            "Some attribute “Fishing crews rest on Sundays” to the Sample Cage Plan.",
            "misattributed",
            ["other_document"],
        ),
        (
            "“Fishing crews rest on Sundays” is often attributed to the Sample Cage Plan.",
            "misattributed",
            ["other_document"],
        ),
        ("Some added “Fishing crews rest on Sundays” to the Sample Cage Plan.", "exact", []),
        ("“Fishing crews rest on Sundays” cannot be attributed to the Sample Cage Plan.", "exact", []),
        ("They brought “Fishing crews rest on Sundays” from Norway.", "exact", []),
        (
            "“坚持陆海统筹，建设海洋强省”这句话最早出自《样例省海带养殖条例》。",
            "misattributed",
            ["other_document"],
        ),
        (
            "Some say “Fishing crews rest on Sundays” from October 2014, and the Sample Cage Plan is silent.",
            "exact",
            [],
        ),
        (
            "“Fishing crews rest on Sundays” was quoted in Harbour Daily, and the Sample Cage Plan is silent.",
            "exact",
            [],
        ),
        (
            "The Sample Cage Plan is new.\n\n“Fishing crews rest on Sundays”, said Li Ming, who had not read the plan.",
            "exact",
            [],
        ),
        ("《样例省海带养殖条例》内容很多。“坚持陆海统筹，建设海洋强省”出自一份规划。", "exact", []),
        # a text about a law is not the law; words like a title are words
        ("《渔民法》规定：“船上的事也有了说法，心里踏实多了”。", "exact", ["named_not_held"]),
        (
            "The Sample Cage Plan calls for “a quiet year for the piers”.",
            "misattributed",
            ["other_document"],
        ),
        # short words, which are looked for in the document named only
        ("《样例省海洋经济发展规划》要建设“海洋强省”。", "exact", []),
        ("《样例省海带养殖条例》要建设“海洋强省”。", "unchecked", ["too_short"]),
        # a title without its subtitle
        ("《潮水不等人》一文说“渔港修得早一年，渔船就少绕一年的路”。", "exact", []),
        ("《潮水不等人》一文说“坚持陆海统筹，建设海洋强省”。", "misattributed", ["other_document"]),
        ("《潮水不等》一文说“坚持陆海统筹，建设海洋强省”。", "exact", ["named_not_held"]),
        # nearly the words of the document named, exactly those of another
        ("《样例省渔港码头管理办法》第九条：“处一万元以上五万元以下的罚款”。", "near", ["words_elsewhere"]),
        ("《样例省渔港码头管理办法》：“擅自移动浮标的，处一万元以上”。", "misattributed", ["other_document"]),
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
        ("规划提出“培育十家水产种业企业……坚持陆海统筹、建设”。", "stitched", ["from_several_turned"]),
        ("规划提出“培育十家水产种业企业……养殖户应当每季度登记”。", "stitched", ["from_several"]),
        ("规划提出“渔民转产补助标准提高30元……海洋生产总值达到1200亿元”。", "stitched", ["from_one_turned"]),
        (
            "规划提出“坚持陆海统筹，建设海洋强省，然后再去月球养海带”。",
            "absent",
            ["part_stored", "store_holds_dated"],
        ),
        # of two English plans, the second part short; not if it says nothing, or is invented
        (
            "The plan will “deepen the reform of harbour offices along the northern coast and build a lasting fund for wooden piers”.",
            "stitched",
            ["from_several"],
        ),
        (
            "The plan will “deepen the reform of harbour offices along the northern coast and build a lasting bridge to the moon”.",
            "absent",
            ["part_stored", "store_holds_dated"],
        ),
        (
            "The plan will “deepen the reform of harbour offices along the northern coast and it will not stop there”.",
            "absent",
            ["part_stored", "store_holds_dated"],
        ),
        (
            "The plan will “deepen the reform of pensions on every island and then build a long railway to the moon”.",
            "absent",
            ["store_holds_dated"],
        ),
        ("规划提出“坚持陆海统筹……把海带种到月球上去”。", "absent", ["only_a_part", "store_holds_dated"]),
        # words that turn to another edition than the one named
        ("2007年《样例省渔网条例》只有两条，新条例增加了“渔网应当每年检查”。", "exact", []),
        ("2007年《样例省渔网条例》规定“渔网应当每年检查”。", "misattributed", ["other_edition"]),
        ("《样例省渔网条例》有新版。旧条例第一条改写为“渔网应当每年检查”。", "exact", []),
        (
            "《样例省渔网条例》有新版。旧条例第一条规定“渔网应当每年检查”。",
            "misattributed",
            ["other_edition"],
        ),
        # a sentence that speaks of a document by its kind
        (
            "《样例省海带养殖条例》出台了。\n\n谈到空间，条例提出“坚持陆海统筹，建设海洋强省”。",
            "misattributed",
            ["other_document"],
        ),
        (
            "《样例省海洋经济发展规划》出台了，《样例省海带养殖条例》也有新版。规划提出“坚持陆海统筹，建设海洋强省”。",
            "exact",
            [],
        ),
        (
            "The Sample Cage Plan is new.\n\nIts readers are few.\n\nThe same plan says that “fishing crews rest on Sundays”.",
            "misattributed",
            ["other_document"],
        ),
        ("“Fishing crews rest on Sundays” - Sample Cage Plan", "misattributed", ["other_document"]),
        # a title without its subtitle, before a word such as paper
        (
            "“Fishing crews rest on Sundays”, says the Kelp at rest paper.",
            "misattributed",
            ["other_document"],
        ),
        ("In the Kelp at rest study: “Piers hum at night when kelp is at rest”.", "exact", []),
        ("Kelp at rest is rare. Some wrote that “Fishing crews rest on Sundays”.", "exact", []),
        # the law of an article named in the sentence
        (
            "《样例省灯塔条例》很旧。它很短。\n\n问：怎么办？第二条，“违反本条例的，处以五百元以下罚款”。",
            "misattributed",
            ["other_document", "also_in"],
        ),
        (
            "2007年《样例省渔网条例》很短。\n\n罚则是第三条，“毁坏渔网的，依法承担民事责任”。",
            "exact",
            ["also_in"],
        ),
        # short, with a word changed in the middle, or a number
        ("“There were nine such nights in 2018”, it adds.", "near", []),
        ("It counts piers and “31 wooden lamps for boats”.", "near", []),
        ("Some wrote: “Nets must be kept safe.”", "near", []),
        ("It counts piers and “stone lamps for small boats”.", "unchecked", ["too_short"]),
        ("《样例省灯塔条例》规定灯塔管理人“不得随便擅自离岗”。", "near", []),
        ("所谓“海洋强省”一词。", "unchecked", ["too_short"]),
        ("所谓“蓝色水产大粮仓”一词。", "unchecked", ["too_short"]),
    ],
)
def test_attribution_and_parts(check: Check, text: str, verdict: str, codes: list[str]) -> None:
    assert [(one[1], one[3]) for one in told(check(text), "quote")] == [(verdict, codes)]


@pytest.mark.parametrize(
    ("date", "verdict", "codes"),
    [
        ("（2020年12月18日）", "misattributed", ["other_document"]),
        ("（2019年12月11日）", "exact", []),
        ("（2017年12月11日）", "exact", []),  # no meeting of that day is stored: the title has a note
        ("", "exact", []),
    ],
)
def test_of_meetings_with_one_title_the_one_of_the_stated_day_is_meant(
    check: Check, date: str, verdict: str, codes: list[str]
) -> None:
    text = f"《样例省渔业会议在样例市举行》{date}指出，“稳妥推进近海网箱退出，加快打造深水养殖带”。"
    assert told(check(text), "quote") == [
        ("稳妥推进近海网箱退出，加快打造深水养殖带", verdict, "2019-12-11", codes)
    ]


LIT, DIMMED = "要把灯塔点得更亮，让渔船看得更远", "以新式灯具推动旧灯塔改造，不让一座灯塔熄灭"


@pytest.mark.parametrize(
    ("lead", "words", "verdict", "codes"),
    [
        ("2022年中央灯塔工作会议指出", LIT, "exact", []),
        ("2022年中央灯塔工作会议指出", DIMMED, "misattributed", ["other_meeting"]),
        ("2022年12月召开的中央灯塔工作会议上，有人强调", DIMMED, "misattributed", ["other_meeting"]),
        ("2023年12月中央灯塔工作会议强调", DIMMED, "exact", []),
        ("中央灯塔工作会议指出", DIMMED, "exact", []),  # of any year
        ("中央灯塔工作会议（2022年）指出", LIT, "exact", []),
        ("中央灯塔工作会议（2022年）指出", DIMMED, "misattributed", ["other_meeting"]),
        ("中央灯塔工作会议（2022年12月）指出", DIMMED, "misattributed", ["other_meeting"]),
        ("中央灯塔工作会议（2023年12月11日至12日）指出", DIMMED, "exact", []),
        ("2023年中央灯塔工作会议（2023年12月）指出", DIMMED, "exact", []),
        ("中央灯塔工作会议（2021年）指出", DIMMED, "exact", ["named_not_held"]),
        ("中央灯塔工作会议（2022年）之后，各地提出", DIMMED, "exact", []),
        ("中央灯塔工作会议（以下简称会议）指出", DIMMED, "exact", []),
        ("2021年中央灯塔工作会议指出", DIMMED, "exact", ["named_not_held"]),
        ("2022年中央灯塔工作会议之后，各地提出", DIMMED, "exact", []),
        ("贯彻2022年中央灯塔工作会议精神，要求", DIMMED, "exact", []),
        ("2022年中央灯塔工作会议指出", "全省要坚持陆海统筹，建设海洋强省"[3:], "exact", ["not_in_meeting"]),
        ("党的九十届三中全会提出", "健全沿海灯塔统一调度的新机制", "exact", []),
        ("党的九十届三中全会提出", "完善灯塔管理人的培训和考核制度", "exact", []),  # in its decision
        ("党的九十届四中全会公报提出", "健全沿海灯塔统一调度的新机制", "misattributed", ["other_meeting"]),
        ("党的九十届三中全会《决定》提出", "完善灯塔管理人的培训和考核制度", "exact", []),
        (
            "The Fourth Plenum of the 90th Central Committee decided that",
            "健全沿海灯塔统一调度的新机制",
            "misattributed",
            ["other_meeting"],
        ),
        (
            "The Fourth Plenum of the 90th Central Committee said",
            "健全沿海灯塔统一调度的新机制",
            "misattributed",
            ["other_meeting"],
        ),
    ],
)
def test_a_meeting_named_by_year_or_session_is_the_source(
    check: Check, lead: str, words: str, verdict: str, codes: list[str]
) -> None:
    assert [(one[1], one[3]) for one in told(check(f"{lead}，“{words}”。"), "quote")] == [(verdict, codes)]


def test_the_meeting_that_adopted_a_document_does_not_have_its_words(check: Check) -> None:
    adopted = (
        "《中共中央关于进一步点亮沿海灯塔的决定》（2034年7月18日第九十届中央委员会第三次全体会议通过）指出"
    )
    for words, verdict in (
        ("完善灯塔管理人的培训和考核制度", "exact"),
        ("健全沿海灯塔统一调度的新机制", "misattributed"),
    ):
        (claim,) = [one for one in check(f"{adopted}：“{words}”。") if one.kind == "quote"]
        assert claim.verdict == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"《样例省浮标条例》规定：“浮标应当每月检查。”\n\n> {LIT}", "exact"),
        (f"《样例省浮标条例》规定：\n\n> {LIT}", "misattributed"),
        (f"《样例省浮标条例》规定“浮标应当每月检查”，又称：\n\n> {LIT}", "misattributed"),
    ],
)
def test_a_block_after_a_finished_quotation_is_of_no_source_named_before(
    check: Check, text: str, verdict: str
) -> None:
    assert told(check(text), "quote")[-1][1] == verdict


BUOYS = "浮标丢失的，应当在三日内报告港务机构"


@pytest.mark.parametrize(
    ("named", "words", "verdict", "codes"),
    [
        ("《样例省浮标条例（2021年修订）》", BUOYS, "misattributed", ["other_edition"]),
        ("《样例省浮标条例》（2021年修订）", BUOYS, "misattributed", ["other_edition"]),
        (
            "《样例省浮标条例》（2015年）",
            "浮标应当每周检查，并将结果公布",
            "misattributed",
            ["other_edition"],
        ),
        ("《样例省浮标条例》（2015年）", BUOYS, "exact", ["not_in_newer"]),
        ("《样例省浮标条例》", BUOYS, "exact", ["not_in_newer"]),
        ("《样例省浮标条例》（2008年修正）", BUOYS, "exact", ["edition_not_held", "not_in_newer"]),
        (
            "《样例省浮标条例》（2021年修订，以下简称《条例》）施行。《条例》",
            BUOYS,
            "misattributed",
            ["other_edition"],
        ),
    ],
)
def test_only_the_edition_named_has_the_words(
    check: Check, named: str, words: str, verdict: str, codes: list[str]
) -> None:
    assert [(one[1], one[3]) for one in told(check(f"{named}规定：“{words}”。"), "quote")] == [
        (verdict, codes)
    ]


def test_a_document_of_the_name_goes_before_one_whose_title_contains_it(check: Check) -> None:
    for words in ("灯塔管理人不得擅自离岗", "沿海居民发现灯塔熄灭的，应当举报"):
        (claim,) = [one for one in check(f"《样例省灯塔条例》规定“{words}”。") if one.kind == "quote"]
        assert claim.finding.title == "样例省灯塔条例"


def test_small_words_alone_make_no_short_text_alike(check: Check) -> None:
    text = "They say “it will have to come first in the harbour” and “The sea comes first in the work of the county”."
    assert [one[1] for one in told(check(text), "quote")] == ["absent", "near"]


def test_a_title_in_quotation_marks_needs_no_subtitle(check: Check) -> None:
    claims = check("The guide “A quiet year for the piers” says that “no pier was lost in the storms”.")
    assert [(one.kind, one.verdict) for one in claims] == [("title", "exact"), ("quote", "folded")]


@pytest.mark.parametrize(
    ("lead", "verdict"), [("The Sample Province Notice on Work at Sea says", "near"), ("They say", "absent")]
)
def test_half_of_the_larger_words_are_enough_in_the_document_named(
    check: Check, lead: str, verdict: str
) -> None:
    assert [
        one[1] for one in told(check(f"{lead} “The sea never lies in the work of the province.”"), "quote")
    ] == [verdict]


def test_words_much_like_those_of_another_meeting_are_elsewhere(check: Check) -> None:
    text = (
        "《样例省渔业会议在样例市举行》（2020年12月18日）指出，“稳妥推进近海网箱退出，加快打造浅水养殖带”。"
    )
    assert [(one[1], one[3]) for one in told(check(text), "quote")] == [("near", ["near_elsewhere"])]


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


KELP = "Kelp farms near the lighthouse need a licence from the harbour office"
SEA = "The sea comes first in the work of the province"
NOTICE = "The Sample Province Notice on Work at Sea came first."


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (f"{NOTICE} “{KELP},” said the Sample Kelp Brief.", "exact"),
        (f"{NOTICE} “{KELP},” according to the Sample Kelp Brief.", "exact"),
        (f"{NOTICE} “{KELP},” the Sample Kelp Brief said.", "exact"),
        (f"{NOTICE} “{KELP},” said Li Ming, a fisherman.", "exact"),
        (f"{NOTICE} “{SEA},” said the Sample Kelp Brief.", "misattributed"),
        (f"{NOTICE} “{KELP},” it said.", "misattributed"),
        (f"{NOTICE} “{KELP},” said the notice.", "misattributed"),
        (f"{NOTICE} “{KELP}.” The Sample Kelp Brief came later.", "misattributed"),
    ],
)
def test_a_speaker_after_an_english_quotation_is_nearer_than_the_sentence_before(
    check: Check, text: str, verdict: str
) -> None:
    claims = check(text)
    assert [one[1] for one in told(claims, "quote")] == [verdict]
    titles = [one[0] for one in told(claims, "title") if "Kelp" in one[0]]
    assert titles == ["Sample Kelp Brief"] * text.count("Kelp Brief") * ("came later" not in text)


def test_a_document_named_in_the_other_language_is_said(check: Check) -> None:
    text = "The Sample Province Notice on Work at Sea says: “把海带种到月球上去，再到火星上养海参。”"
    ((_, verdict, _, codes),) = told(check(text), "quote")
    assert (verdict, codes) == ("absent", ["held_in_other_language", "store_holds_dated"])


def test_brackets_of_the_document_itself_are_no_insertions(check: Check) -> None:
    text = "“饵料按[甲类]和[乙类]登记，配比[见附件]另行公布”。"
    assert [verdict for _, verdict, *_ in told(check(text), "quote")] == ["exact"]


FINE = "违反本条例的，处以五百元以下罚款。"


@pytest.mark.parametrize(
    "lead",
    ["《样例省海带养殖条例》规定：", "《样例省灯塔条例》规定：", "文件很多。"],
)
@pytest.mark.parametrize(
    "form",
    [
        "\n——{source}",
        "\n来源：{source}",
        "\n*Source: {source}*",
        "\n**出处**：{source}",
        "\n（摘自{source}）",
        "\n引自{source}。",
        "\n– {source}",
        "> 来源：{source}",
        ">\n> **来源**：{source}",
    ],
)
def test_the_source_below_a_block_takes_precedence(check: Check, lead: str, form: str) -> None:
    for source, verdict in (
        ("《样例省海带养殖条例》第三条", "exact"),
        ("《样例省海带养殖条例》第二条", "misattributed"),
        ("《样例省灯塔条例》", "misattributed"),
    ):
        below = form.format(source=source)
        (quote,) = told(check(f"{lead}\n\n> {FINE}\n{below}\n\n各地应当执行。\n"), "quote")
        assert quote[:2] == (FINE, verdict)


@pytest.mark.parametrize(
    ("source", "verdict"),
    [("《样例省海带养殖条例》第三条", "exact"), ("《样例省灯塔条例》第一条", "misattributed")],
)
def test_the_source_at_the_end_of_a_block_takes_precedence(check: Check, source: str, verdict: str) -> None:
    for quoted in (f"> {FINE}（{source}）", f"    {FINE}\n\n    ——{source}"):
        (quote,) = told(
            check(f"《样例省灯塔条例》规定：\n\n{quoted}\n\n各地应当执行。\n\n各地执行。"), "quote"
        )
        assert quote[:2] == (FINE, verdict)


def test_a_title_in_the_paragraph_below_a_block_is_not_its_source(check: Check) -> None:
    draft = f"《样例省海带养殖条例》规定：\n\n> {FINE}\n\n《样例省灯塔条例》另有规定。"
    (quote,) = told(check(draft), "quote")
    assert quote[:2] == (FINE, "exact")


def test_a_source_in_italics_is_a_title_without_its_label_and_article(check: Check) -> None:
    claims = check("> Kelp farms register once a year.\n\n*Source: Kelp Law, Article 1*\n")
    assert [one[:2] for one in told(claims, "title")] == [("Kelp Law", "exact")]
    assert [one[:2] for one in told(claims, "article")] == [("Article 1", "exact")]
    assert [one[:2] for one in told(claims, "quote")] == [
        ("Kelp farms register once a year.", "misattributed")
    ]


def test_a_source_line_ends_with_its_line(check: Check) -> None:
    draft = f"各地执行。\n\n> {FINE}\n\n来源：《样例省灯塔条例》\n后一段其实出自《样例省海带养殖条例》。\n\n下文。"
    (quote,) = told(check(draft), "quote")
    assert quote[:2] == (FINE, "misattributed")
    wrapped = "> Cages at sea have a number and a lamp.\n\n— the Sample Province reader, after the text of the Measures for\nBig Cages at Sea\n"
    (quote,) = told(check(wrapped), "quote")
    assert quote[3] == []


@pytest.mark.parametrize(
    "source",
    [
        "《样例省海带养殖条例》（2020年版）{article}",
        "《样例省海带养殖条例》（2020年5月1日样例省人民代表大会常务委员会第九十次会议修订通过，自2020年6月1日起施行），{article}",
    ],
)
def test_the_article_of_a_source_with_brackets(check: Check, source: str) -> None:
    for article, verdict in (("第三条", "exact"), ("第二条", "misattributed")):
        draft = f"文件很多。\n\n> {FINE}\n\n来源：{source.format(article=article)}\n\n下文。"
        (quote,) = told(check(draft), "quote")
        assert quote[:2] == (FINE, verdict)


def test_a_title_in_a_heading_is_not_the_source_beside_one_in_the_sentence(check: Check) -> None:
    """Check that a heading, which no full stop ends, is no part of the sentence below it."""
    heading, paragraph = "《样例省海带养殖条例》和灯塔", f"《样例省灯塔条例》规定：“{FINE}”"
    page = read_draft(f"<h1>{heading}</h1><p>{paragraph}</p>".encode(), "d.html")
    for draft in (read_text_draft(f"# {heading}\n\n{paragraph}"), page):
        (quote,) = told(check(draft), "quote")
        assert quote[1] == "misattributed"
    only = read_draft(f"<h1>{heading}</h1><p>其中规定：“{FINE}”</p>".encode(), "d.html")
    (quote,) = told(check(only), "quote")
    assert quote[1] == "exact"


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("省里说，“坚持陆海统筹，建设海洋强省”，又说要有“海洋牧场”。", ["exact", "exact"]),
        ("省里说，要有“海洋牧场”，“坚持陆海统筹，建设海洋强省”。", ["exact", "exact"]),
        ("省里说，“坚持陆海统筹，建设海洋强省”，又说要有“海洋渔场”。", ["exact", "unchecked"]),
        ("省里说，“坚持陆海统筹，建设海洋强省”。有人要有“海洋牧场”。", ["exact", "unchecked"]),
        ("省里说，“坚持陆海统筹，建设海洋强省”，《样例省灯塔条例》不提“海洋牧场”。", ["exact", "unchecked"]),
        ("They say “Fishing crews rest on Sundays” and “reform of harbour”.", ["exact", "exact"]),
    ],
)
def test_a_short_quotation_is_looked_for_in_the_document_of_the_one_beside_it(
    check: Check, text: str, verdicts: list[str]
) -> None:
    assert [verdict for _, verdict, *_ in told(check(text), "quote")] == verdicts


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("这句话常被误作“坚持陆海并筹，建设海洋”。", "near"),
        ("他把这句话引作“坚持陆海并筹，建设海洋”。", "near"),
        ("所谓“坚持陆海并筹，建设海洋”。", "unchecked"),
    ],
)
def test_words_said_to_be_misquoted_are_no_term(check: Check, text: str, verdict: str) -> None:
    (quote,) = told(check(text), "quote")
    assert quote[1] == verdict
