"""English titles: where they begin and end, and what only looks like one."""

from __future__ import annotations

import pytest

from flows.annotation.citations.finding import find_citations
from flows.records import Mention


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        # Words before the kind of document belong to the title, up to a verb, an article or an issuer
        (
            "Interim Management Regulations for Kelp Boats",
            ["Interim Management Regulations for Kelp Boats"],
        ),
        (
            "Kelp Farm Renewal Action Plan for the Sample Coast (2021-2023)",
            ["Kelp Farm Renewal Action Plan for the Sample Coast (2021-2023)"],
        ),
        ("Sampleland Revises Catalogue of Kelp Boats", ["Catalogue of Kelp Boats"]),
        ("Letter Seeking Opinions on Draft Guidelines for Kelp Boats", ["Draft Guidelines for Kelp Boats"]),
        (
            "Notice from the Office of Sample Kelp on Soliciting Opinions on Technical Guidelines for Kelp"
            " Boats",
            ["Technical Guidelines for Kelp Boats"],
        ),
        (
            "Notice from the Office of Sample Kelp on Printing and Distributing the Technical Guidelines"
            " for Kelp Boats",
            ["Technical Guidelines for Kelp Boats"],
        ),
        ("State Council Notice on the Census of Kelp", ["State Council Notice on the Census of Kelp"]),
        ("Under the PRC’s Kelp Trade Law, farms report.", ["Kelp Trade Law"]),
        (
            "It cites the ‘Catalogue of Kelp Boats Barred from Export’.",
            ["Catalogue of Kelp Boats Barred from Export"],
        ),
        (
            "They passed the “Kelp Standing Committee Decision concerning strengthening Kelp Farms”.",
            ["Kelp Standing Committee Decision concerning strengthening Kelp Farms"],
        ),
        ("They read the “Kelp Export Data White Paper”.", ["Kelp Export Data White Paper"]),
        (
            "Sample Congress Standing Committee Decision concerning Kelp Farms",
            ["Sample Congress Standing Committee Decision concerning Kelp Farms"],
        ),
        (
            "The National 13th Five-Year Plan for the Growth of Kelp Farms is issued.",
            ["National 13th Five-Year Plan for the Growth of Kelp Farms"],
        ),
        (
            "13th National Five-Year Plan for the Growth of Kelp Farms",
            ["13th National Five-Year Plan for the Growth of Kelp Farms"],
        ),
        ("It follows the Chinese Kelp Trade Law.", ["Kelp Trade Law"]),
        ("since the Kelp Law of China is in force", ["Kelp Law of China"]),
        (
            'Notice on Issuing the "14th Five-Year Plan" Kelp Farm Growth Plan',
            ['"14th Five-Year Plan" Kelp Farm Growth Plan'],
        ),
        (
            "by the Recommendations of the Central Committee of the Communist Party of China (CPC)"
            " for the 13th Five-Year Plan",
            [
                "Recommendations of the Central Committee of the Communist Party of China (CPC) for the 13th"
                " Five-Year Plan"
            ],
        ),
        (
            "Access Rules (Trial) for the Kelp Service Platform",
            ["Access Rules (Trial) for the Kelp Service Platform"],
        ),
        (
            'It wrote the "Provisions on Kelp Boats". The rules are in the "Kelp Service Regulations".',
            ["Provisions on Kelp Boats", "Kelp Service Regulations"],
        ),
        # The end
        (
            "Implementation Rules for the Core Area of Sampletown (East) Kelp Island",
            ["Implementation Rules for the Core Area of Sampletown (East) Kelp Island"],
        ),
        (
            "It is to supersede the Kelp Guidelines for the Active Kelp Ingredient (AKI) Sector.",
            ["Kelp Guidelines for the Active Kelp Ingredient (AKI) Sector"],
        ),
        ("Outline of the Kelp Farm Strategy Issued", ["Outline of the Kelp Farm Strategy"]),
        ("It cites the Action Plan for Digital Kelp 2021.", ["Action Plan for Digital Kelp 2021"]),
        (
            "The Kelp Farm Budget Plan 2019-2025 was passed.",
            ["Kelp Farm Budget Plan 2019-2025"],
        ),
        ("It cites the Measures for Kelp Boats in 2021.", ["Measures for Kelp Boats"]),
        (
            "Law of the People’s Republic of China on Kelp Farms",
            ["Law of the People’s Republic of China on Kelp Farms"],
        ),
        (
            "The Regulations on Kelp Farms of the People’s Republic of China Technical terms follow.",
            ["Regulations on Kelp Farms of the People’s Republic of China"],
        ),
        (
            "the Kelp Licence Law of the people’s Republic of China.",
            ["Kelp Licence Law of the people’s Republic of China"],
        ),
    ],
)
def test_where_a_title_begins_and_ends(text: str, titles: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == titles


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (
            "under the PRC Law on Kelp Farms, PRC Kelp Boat Law, and PRC Kelp Trade Law, in order to",
            ["Law on Kelp Farms", "Kelp Boat Law", "Kelp Trade Law"],
        ),
        (
            "the Regulations for the Trade of Kelp, the Measures for the Trade of Kelp Prohibited or"
            " Restricted from Export, and Measures for the Registration of Kelp Contracts.",
            [
                "Regulations for the Trade of Kelp",
                "Measures for the Trade of Kelp Prohibited or Restricted from Export",
                "Measures for the Registration of Kelp Contracts",
            ],
        ),
        (
            "with the Kelp Trade Law of the People's Republic of China, Regulations of the People’s Republic"
            " of China on Kelp and other rules",
            [
                "Kelp Trade Law of the People's Republic of China",
                "Regulations of the People’s Republic of China on Kelp",
            ],
        ),
        ("bound by the Constitution and the Kelp Basic Law.", ["Kelp Basic Law"]),
        (
            "the Notice on Carrying out the Kelp Farm Law and the Kelp Boat Law",
            ["Notice on Carrying out the Kelp Farm Law and the Kelp Boat Law"],
        ),
        (
            "the Provisions on Boats, Nets and Kelp Farms",
            ["Provisions on Boats, Nets and Kelp Farms"],
        ),
    ],
)
def test_each_title_of_a_list_is_its_own(text: str, titles: list[str]) -> None:
    assert [made.text for made in find_citations(text)] == titles


@pytest.mark.parametrize(
    "text",
    [
        # Headings of the document itself
        "Section 2 Intensified Regulation of Kelp Income We will strengthen it.",
        "Box 23 Action Plan for Planting Kelp 1. More nets",
        "Part Eleven Improvement of the Kelp Growth Strategy and Better Boats We will refine it.",
        "Chapter 49 Improve the Strategy for Opening Up",
        "the United Nations Convention on the Law of the Sea on the Use of Kelp",
        # Headlines
        "Ports Actively Implementing Kelp Control Measures to Assure Safe Boats",
        "Sampletown: Implementing Various Policies to Keep Teachers on Boats",
        "Sampleland Strengthens Measures to Keep Kelp from Rotting",
        "'We Hope' Smith Has a Plan for Handling Kelp Ending",
        # Slogans, short forms that a document gives to what it names, kinds alone
        "He spoke of “making a good start of the next Kelp Plan”.",
        "It is short (hereafter referred to as the “Law and Decision”).",
        "It has parts (“Implementing Regulations”).",
        "They wrote the Implementation Plan again.",
        "Goals for the 14th Five-Year Plan Period",
        "It grew in the “14th Five-Year Plan” period.",
        "Kelp rose during the 13th Five-Year Plan.",
        'Kelp planning during "13th Five-year Plan" by the council',
        "farms teach law under the seventh five-year plan for spreading public knowledge of kelp.",
    ],
)
def test_what_cites_nothing(text: str) -> None:
    assert find_citations(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "the Interim Measures for Kelp Farms (the “Kelp Farm Measures”).",
        "the Interim Measures for Kelp Farms (hereinafter referred to as the “Measures on Kelp Farms”).",
    ],
)
def test_a_short_form_in_brackets_cites_nothing_again(text: str) -> None:
    assert [made.text for made in find_citations(text)] == [text[4:].split(" (")[0]]


def test_a_number_in_brackets_belongs_to_the_title_in_quotation_marks_before_it() -> None:
    text = "Since the issuance of the “Notice on Growing Kelp” (Guofa [2000] No. 18), farms grew."
    assert [(made.text, made.number) for made in find_citations(text)] == [
        ("Notice on Growing Kelp", "国发〔2000〕18号")
    ]


def test_a_concept_named_again_in_brackets_is_cited_once() -> None:
    text = "the Sample Kelp Treaty (SKT) and the SKT"
    spans = [(4, 22), (24, 27), (37, 40)]
    mentions = [Mention(start, end, text[start:end], "DOC", "sample-treaty") for start, end in spans]
    assert [made.start for made in find_citations(text, mentions)] == [4, 37]


def test_the_state_belongs_to_the_name_of_a_law() -> None:
    text = "under the Sample Kelp Law of the PRC"
    mention = Mention(10, 25, "Sample Kelp Law", "DOC", "sample-kelp-law")
    assert [(made.text, made.concept) for made in find_citations(text, [mention])] == [
        ("Sample Kelp Law of the PRC", "sample-kelp-law")
    ]


def test_what_was_done_before_a_law_was_carried_out_does_not_carry_it_out() -> None:
    text = "It was issued right before the implementation of the Kelp Trade Law."
    assert [made.relation for made in find_citations(text)] == ["mentioning"]


def test_after_its_basis_a_plan_that_does_something_is_the_subject() -> None:
    text = "Formulated on the basis of the Measures for Kelp Boats, the Kelp Farm Plan sets forth the aims."
    assert [made.relation for made in find_citations(text)] == ["according_to", "mentioning"]
