"""The meaning of names in a draft: plans by short names, and bare titles after another document."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import pytest

from flows.annotation.annotator import Annotator
from flows.assistants.drafts import Claim, DraftRequest, read_text_draft, verify_draft
from flows.pipeline import annotate_store
from flows.search import Collection
from flows.store import Store
from tests.pipeline.alignment.texts import store_records
from tests.support import MODELS
from tests.timing import assert_time_in_proportion

Check = Callable[[str], list[Claim]]
TEXTS: tuple[Mapping[str, str], ...] = (
    {
        "id": "plan-15",
        "title": "Outline of the 15th Five-Year Plan (2026-2030) for National Economic and Social Development of "
        "the People’s Republic of China",
        "date": "2026-03-13",
        "text": "The share of sample forests exceeded 25 percent. It is well known.\n\n"
        "By 2030, the share of sample forests will reach 25.8 percent.",
    },
    {
        "id": "plan-14",
        "title": "中华人民共和国国民经济和社会发展第十四个五年规划和2035年远景目标纲要",
        "date": "2021-03-13",
        "text": "到2025年，样例林覆盖率达到24.1%。",
    },
    {
        "id": "report",
        "title": "2024年中华人民共和国国务院政府工作报告",
        "date": "2024-03-05",
        "text": "样例产业发展形成新的格局。",
    },
    {
        "id": "communique",
        "title": "样例中央委员会第三次全体会议公报",
        "date": "2024-07-18",
        "text": "要健全样例新型体制，提升样例体系整体效能。",
    },
    {
        "id": "decision",
        "title": "国务院关于改革样例制度的决定",
        "date": "2020-07-18",
        "text": "样例制度按照新的办法执行，原来的办法不再执行。",
    },
)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, annotator: Annotator) -> Iterator[Check]:
    """Return a function that checks a text against a store of two plans, a report, a communique and a decision."""
    folder = tmp_path_factory.mktemp("names")
    with Store(folder / "s.sqlite") as store:
        store_records(store, folder, TEXTS, annotator.tagger.lexicon)
        with store.run("test") as run:
            annotate_store(store, run.id, annotator, MODELS)
        collection = Collection(store, annotator.tagger.lexicon)
        yield lambda text: verify_draft(collection, DraftRequest(read_text_draft(text)))


@pytest.mark.parametrize(
    ("text", "named", "title"),
    [
        ("The 15th Five-Year Plan names forests.", "15th Five-Year Plan", TEXTS[0]["title"]),
        ("The 15th FYP names forests.", "15th FYP", TEXTS[0]["title"]),
        ("《“十五五”规划》提到林业。", "“十五五”规划", TEXTS[0]["title"]),
        ("《“十四五”规划纲要》提到林业。", "“十四五”规划纲要", TEXTS[1]["title"]),
        ("The 14th Five-Year Plan names forests.", "14th Five-Year Plan", TEXTS[1]["title"]),
        ("《“十四五”样例制造发展规划》提到林业。", "“十四五”样例制造发展规划", ""),
        ("Sample City’s 14th Five-Year Plan names forests.", "Sample City’s 14th Five-Year Plan", ""),
        ("the 14th Five-Year Plan for Sample Mines", "14th Five-Year Plan for Sample Mines", ""),
    ],
)
def test_a_plan_is_found_by_its_short_name(check: Check, text: str, named: str, title: str) -> None:
    claims = [(claim.text, claim.finding.title) for claim in check(text) if claim.kind == "title"]
    assert claims == [(named, title)]


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The 15th Five-Year Plan says that the share of sample forests will reach 26 percent.", "near"),
        ("The 15th Five-Year Plan says that the share of sample forests will reach 25.8 percent.", "exact"),
        ("“十四五”规划纲要提出，2025年样例林覆盖率达到25%。", "near"),
    ],
)
def test_figures_beside_the_short_name_of_a_plan(check: Check, text: str, verdict: str) -> None:
    assert [claim.verdict for claim in check(text) if claim.kind == "figure"] == [verdict]


def test_the_nearest_stored_value_is_the_one_that_differs(check: Check) -> None:
    text = "The 15th Five-Year Plan says that the share of sample forests will reach 26 percent."
    (figure,) = (claim for claim in check(text) if claim.kind == "figure")
    assert "25.8 percent" in figure.finding.found


QUOTED = "健全样例新型体制，提升样例体系整体效能"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # The report before is not a decision.
        (f"2024年《政府工作报告》有新提法。样例党三中全会《决定》指出：“{QUOTED}”。", ""),
        # A plenum of the party did not make a decision of the State Council.
        (f"《国务院关于改革样例制度的决定》有新提法。样例党三中全会《决定》指出：“{QUOTED}”。", ""),
        ("《国务院关于改革样例制度的决定》有新提法。《决定》指出，要执行。", "国务院关于改革样例制度的决定"),
        (
            "《国务院关于改革样例制度的决定》和《政府工作报告》有新提法。国务院《决定》指出，要执行。",
            "国务院关于改革样例制度的决定",
        ),
    ],
)
def test_a_bare_title_means_the_last_document_of_its_kind(check: Check, text: str, found: str) -> None:
    claims = check(text)
    bare = next(claim for claim in claims if claim.text == "决定")
    assert (bare.finding.title, bare.verdict) == (found, "exact" if found else "unchecked")
    assert {claim.verdict for claim in claims if claim.kind == "quote"} <= {"exact"}


def test_many_bare_titles_are_read_in_linear_time(check: Check) -> None:
    """1,600 are read in 0.8 s; comparing each with all titles before it took 4.6 s."""
    sentence = "《样例第{}号管理办法》有规定。《决定》指出要改。该条例第三条规定。"

    def read(number: int) -> None:
        assert len(check("".join(sentence.format(one) for one in range(number)))) == 3 * number

    assert_time_in_proportion(read, 1600)
