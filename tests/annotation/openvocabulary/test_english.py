"""English names and terms by their form."""

from __future__ import annotations

import pytest

from flows.annotation import Annotator
from flows.annotation.openvocabulary import find_by_pattern
from tests.annotation.openvocabulary.mentions import found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He joined the Green Valley Talents Program last year.",
            ("PROGRAMME", "Green Valley Talents Program"),
        ),
        (
            "The city hosted the World Bamboo Industry Summit in May.",
            ("EVENT", "World Bamboo Industry Summit"),
        ),
        (
            "We will improve the wetland credit trading mechanism.",
            ("TERM", "wetland credit trading mechanism"),
        ),
        (
            "They launched a soil pollution remediation project.",
            ("PROGRAMME", "soil pollution remediation project"),
        ),
        (
            "They launched soil pollution remediation projects.",
            ("TERM", "soil pollution remediation projects"),
        ),
        # What "and" joins belongs to the term, from the article or the verb on.
        ("They improve the bamboo and timber safety system.", ("TERM", "bamboo and timber safety system")),
        (
            "The bamboo cultivation and protection system will grow.",
            ("TERM", "bamboo cultivation and protection system"),
        ),
        (
            "We will improve planning and bamboo supply mechanisms.",
            ("TERM", "planning and bamboo supply mechanisms"),
        ),
        (
            "They build an open, green, and unified bamboo market system.",
            ("TERM", "open, green, and unified bamboo market system"),
        ),
        # So does the name before it, but not praise.
        (
            "Money went to the Liubei water control project.",
            ("PROGRAMME", "Liubei water control project"),
        ),
        ("They passed rules for AI risk management systems.", ("TERM", "AI risk management systems")),
        ("They need more flexible bamboo trading mechanisms.", ("TERM", "bamboo trading mechanisms")),
        ("They put in place bamboo payment systems.", ("TERM", "bamboo payment systems")),
        (
            "They met at the Bamboo Conference on Shoots for Natural Woods.",
            ("EVENT", "Bamboo Conference on Shoots for Natural Woods"),
        ),
        # A network of rails is no technology.
        ("They finished the urban rail transit network.", ("TERM", "urban rail transit network")),
    ],
)
def test_name_ends_in_typical_noun(annotator: Annotator, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(annotator, text)


def test_a_month_belongs_to_no_title(annotator: Annotator) -> None:
    mentions = annotator.annotate(["In May it issued the Measures for Bamboo Data in March."])[0].mentions
    assert "Measures for Bamboo Data" in [one.text for one in mentions if one.type == "DOC"]


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("We improve a multi-level, safe bamboo trade system.", "multi-level, safe bamboo trade system"),
        ("After a bit of work, tidal battery technology helps.", "tidal battery technology"),
        (
            "The rule limits its ability to access tidal semiconductor equipment.",
            "tidal semiconductor equipment",
        ),
        ("Firms must import tidal battery technology.", "tidal battery technology"),
        ("It added exposure to supply chain battery technology.", "supply chain battery technology"),
    ],
)
def test_a_verb_opens_no_term(annotator: Annotator, text: str, term: str) -> None:
    mentions = annotator.annotate([text])[0].mentions
    assert term in [one.text for one in mentions if not one.nested]


@pytest.mark.parametrize(
    "text",
    [
        "The committee met, and the plan was approved.",
        "This is a new system.",
        "It is a long-term mechanism.",
        "They use the path, theory, system, and culture.",
        "It spoke of the use of bamboo and timber trading mechanisms.",
        "Fiscal policies are the main tools of the state.",
        "They play Sample Pixel Games at the Sampleworld-Expo hall.",
        "They met in the Liubei Exhibition Hall.",
        "Section 2 Stronger Bamboo Regulation of Incomes will follow.",
        "The town has a communication platform.",
        "They support bamboo quality and initiatives.",
        "We need better technology.",
        "SECTION 4 GENERAL PLAN OF THE PROJECT",
        "It needs the Action Plan for Leading the bamboo trade.",
        "Researchers are testing drugs again.",
        "It is judged after every new evaluation campaign.",
        "She took part in the Release Conference there.",
        "It was put to the Sampleland National Congress then.",
        "They asked some Members of Congress about it.",
        "They held the course R&D Project Manager Training again.",
    ],
)
def test_general_words_make_no_name(annotator: Annotator, text: str) -> None:
    assert found(annotator, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The assembly adopted the Bamboo Data Law.", ("DOC", "Bamboo Data Law")),
        (
            "It issued the Interim Measures for the Administration of Bamboo Hubs under a plan.",
            ("DOC", "Interim Measures for the Administration of Bamboo Hubs"),
        ),
        (
            "They signed the Bamboo Convention on the Use of Shoots.",
            ("DOC", "Bamboo Convention on the Use of Shoots"),
        ),
        (
            "A spokesman for the Directorate-General for Bamboo said so.",
            ("ORG", "Directorate-General for Bamboo"),
        ),
        ("The Bamboo Data Act directs the Department of Energy.", ("DOC", "Bamboo Data Act")),
        ("Firms like it. They read the Bamboo Act. The Senate did not.", ("DOC", "Bamboo Act")),
        ("It adopted the White Paper on Bamboo.", ("DOC", "White Paper on Bamboo")),
        ("It follows Article 2 of Bamboo Data Regulation.", ("DOC", "Bamboo Data Regulation")),
        ("The Bamboo Growers' Coalition had filed the petition.", ("ORG", "Bamboo Growers' Coalition")),
        ("The city set up the Bamboo Industry Guidance Fund.", ("ORG", "Bamboo Industry Guidance Fund")),
        ("He won the Bamboo Science Fund for it.", ("PROGRAMME", "Bamboo Science Fund")),
        (
            "It ran the Bamboo-to-Shoot Water Diversion Project again.",
            ("PROGRAMME", "Bamboo-to-Shoot Water Diversion Project"),
        ),
        (
            "They implement the “Good Bamboo” farm recruitment program there.",
            ("PROGRAMME", "“Good Bamboo” farm recruitment program"),
        ),
        (
            "They read the Action Plan for Bamboo’s Growth in Sample City today.",
            ("PROGRAMME", "Action Plan for Bamboo’s Growth in Sample City"),
        ),
        (
            "They read the Action Plan for Better Bamboo Boats (2021-2023) today.",
            ("PROGRAMME", "Action Plan for Better Bamboo Boats"),
        ),
        ("It passed the Bamboo Competition Act of 2022.", ("DOC", "Bamboo Competition Act")),
        ("They left the Istanbul Convention.", ("DOC", "Istanbul Convention")),
        (
            "They open the Green Road (Bambooland) Bamboo Culture Expo today.",
            ("EVENT", "Green Road (Bambooland) Bamboo Culture Expo"),
        ),
        (
            "It came after the notice on Issuing Guidelines on Bamboo Farms (Trial).",
            ("DOC", "Guidelines on Bamboo Farms (Trial)"),
        ),
        (
            "They read the Interim Management Regulations for Bamboo Boats (Trial) again.",
            ("DOC", "Interim Management Regulations for Bamboo Boats (Trial)"),
        ),
    ],
)
def test_documents_and_bodies(annotator: Annotator, text: str, expected: tuple[str, str]) -> None:
    assert expected in found(annotator, text)


@pytest.mark.parametrize(
    "text",
    [
        "She teaches International Law there.",
        "He left Bamboo Law School.",
        "It filed with the Bamboo Administration for Market Regulation.",
        "The work of the Decision was clear, and the Measures help.",
        "They spoke of the Strengthening of Bamboo Safety Regulation, too.",
    ],
)
def test_kinds_of_law_are_no_documents(annotator: Annotator, text: str) -> None:
    assert not [name for kind, name in found(annotator, text) if kind == "DOC"]


def test_a_post_is_no_part_of_a_body(annotator: Annotator) -> None:
    tagged = annotator.tagger.tag("It was told by the Director of Bamboo Research Center that day.")
    assert [one.text for one in find_by_pattern(tagged, ())] == ["Bamboo Research Center"]


def test_two_bodies_are_two_names(annotator: Annotator) -> None:
    text = "It was signed by Huawei and Bamboo Research Institute in May."
    names = [one.text for one in annotator.annotate([text])[0].mentions if one.type == "ORG"]
    assert names == ["Huawei", "Bamboo Research Institute"]
