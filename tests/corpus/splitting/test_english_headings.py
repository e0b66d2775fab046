"""Headings of plain English text: separate lines, numbered or not, and lines that are not headings."""

from __future__ import annotations

import pytest

from flows.corpus.splitting.passages import passages_of, split_passages
from flows.records import Document
from tests.support import make_pdf, read_one

BEFORE = "Ports of the Delta\n\nThe opening paragraph says what the report and its authors are about.\n"
BEHIND = "\nThe ministry approved fourteen plants, and the grants that it paid rose again.\n"


def headings_of(text: str) -> list[str]:
    return [passage.text for passage in split_passages(text) if passage.kind == "heading"]


@pytest.mark.parametrize(
    "line",
    [
        "Introduction",
        "Key findings",
        "Financial review 2024",
        "Financial Review 2024",
        "FISCAL YEAR 2023 RESULTS",
        "What the government did in 2024",
        "What comes next",
        "Where we stand",
        "Who Pays",
        "2023 at a Glance",
        "2024 highlights",
        "Outlook for 2026",
        "Targets for 2021–2025",
        "Vision 2030",
        "The next five years",
        "Main targets for the next year",
        "Progress in the first 9 months of 2024",
        "Fourth Quarter 2024 Financial Results",
        "Results for the Year Ended 31 December 2023",
        "People and safety",
        "Grants by Field",  # "grants" is a word of the text, not a name
        "Chairman's statement",
        "President's Message",
        "General Outlook",
        "COST OF LABOUR",
        "Box 1: The Linhe fund",
        "Annex 2",
        "Phase 2 of the programme",
        "Industry 4.0",
        "About Brightwater Battery",
        "Estimates for 2024-25",
    ],
)
@pytest.mark.parametrize(("before", "behind"), [("", ""), ("\n", "\n"), ("\n", ""), ("", "\n")])
def test_a_line_between_paragraphs_is_a_heading(line: str, before: str, behind: str) -> None:
    text = f"{BEFORE}{before}{line}{behind}{BEHIND}"
    assert headings_of(text) == [line]
    last = split_passages(text)[-1]
    assert (last.kind, last.heading, last.text) == ("paragraph", line, BEHIND.strip())


@pytest.mark.parametrize(
    "line",
    [
        # sentences and parts of sentences
        "The ministry approved 14 plants in 2024.",
        "The company was founded in 2011",
        "It opened two incubators in 2024",
        "Why did prices fall?",
        "Prices that had fallen in the year before and",
        "About half of the firms asked",
        "About 40 percent of the firms",
        "Thank you",
        # list items, rows of a table, fields
        "Steel, cement and glass:",
        "Steel;",
        "Revenue 412 389",
        "Revenue  2023   2022",
        "2023 2022 2021",
        "Growth of 6 percent",
        "Exports: $3.8 billion",
        "Status: approved",
        "Subject: the budget for 2025",
        # addresses, dates, telephones
        "12 Harbour Road, Linhe 310000",
        "Linhe, Donglin",
        "Washington, DC",
        "Tel. 021 5555 0100",
        "ir@brightwater.example",
        "www.brightwater.example",
        "March 5, 2025",
        "5 March 2025",
        "June 2024",
        "Tuesday, March 5",
        # names, affiliations, bylines, letters
        "By Mara Oswin and Tom Lindqvist",
        "Mara Oswin",
        "Mara Oswin and Tom Lindqvist",
        "Dr. Lena Marsh",
        "Minister Ayla Brandt",
        "General Ayla Brandt",
        "Statement of Lena Marsh",
        "Policy Director Tom Lindqvist",
        "Ranking Member Ortiz",
        "People's Republic of China",
        "Senior Fellow, Cedar Point Center",
        "Harrow Institute for Technology Policy",
        "Northfield Institute, October 2024",
        "Shawna Wells Recruiting Coordinator",
        "2015-2018 Saltmarsh Corporation",
        "Dear Members of the Board",
        "Yours sincerely",
        "Friends and colleagues",
        "Comrades",
        "Distinguished guests and friends",
        # captions and notes
        "Figure 2. Solar capacity in 2023",
        "Table 1: Output in 2023",
        "Chart 3 Exports",
        "Source: Harrow Institute",
        "Note on methods 1",
        "Workers inspect a turbine at the Linhe plant in May 2024",
        "Photo by the ministry",
        "Agency photo",
        "In millions of yuan",
        "Page 12",
        "For immediate release",
        "Contents",
    ],
)
def test_other_lines_are_none(line: str) -> None:
    assert headings_of(f"{BEFORE}{line}{BEHIND}") == []
    assert headings_of(f"{BEFORE}\n{line}\n{BEHIND}") == []


@pytest.mark.parametrize(
    "text",
    [
        # the first line is the title; the line below it is not a heading of the text
        f"Outlook for 2026{BEHIND}",
        f"Ports of the Delta\nA study of costs{BEHIND}",
        # a line in the middle of a paragraph, or at the end of a text
        f"{BEFORE}Ports that were built last year\nOutlook for the industry\nand its prices.{BEHIND}",
        f"{BEFORE}{BEHIND}Outlook for 2026",
        # a list
        f"{BEFORE}The goods are:\nSteel\n{BEHIND}",
        f"{BEFORE}\nSteel\n\nCement\n\nPlants\n{BEHIND}",
        # a paragraph broken by hand
        "Ports of the Delta\n\nThe study was written for ministries.\n"
        "The ministry approved plants and paid grants to\n"
        "Ministries of other provinces, which paid grants as\nwell, and to firms.\n",
        "NO WARRANTY\n\nThe text is given as it is.\nIN NO EVENT SHALL THE AUTHOR BE LIABLE\n"
        "FOR ANY DAMAGES THAT ARISE\nFROM THE USE OF IT.\n",
        # the head of each page
        f"{BEFORE}Ports and prices{BEHIND}Ports and prices{BEHIND}Ports and prices{BEHIND}",
        # a table caption
        f"{BEFORE}Output in 2023\n| goods | tonnes |\n| steel | 12 |\n",
        # a text that marks its headings
        f"# Ports\n\n{BEHIND}\n## Review of 2023\n{BEHIND}\nOutlook for 2026\n{BEHIND}",
    ],
)
def test_lines_without_their_place_are_none(text: str) -> None:
    found = {*headings_of(text)} - {"Ports", "Review of 2023"}
    assert found == set()


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Main targets for 2025", "GDP growth of 6 percent", "80,000 new jobs"], ["Main targets for 2025"]),
        (["Main targets", "GDP growth of 6 percent", "80,000 new jobs"], []),
        # a contents page
        (["Review of 2024", "Targets for 2025", "Notes"], []),
        (["Review of 2024", "12", "Targets for 2025", "20"], []),
        # lists with letters and Roman numerals: the last line is not a heading either
        (["A. Prices rise", "B. Prices fall", "C. Prices stay", BEHIND.strip()], []),
        (["I. Prices", "II. Review of 2024", "III. Conclusions", BEHIND.strip()], []),
    ],
)
def test_lists_of_figures(lines: list[str], expected: list[str]) -> None:
    assert headings_of(BEFORE + "\n" + "\n".join(lines) + "\n") == expected


def test_the_first_line_of_a_numbered_paragraph_is_none() -> None:
    first = "2. Grant of the licence. Subject to the terms and conditions of"
    assert headings_of(f"{BEFORE}\n{first}\nthis licence, each party may use the ports.\n{BEHIND}") == []
    assert headings_of(f"{BEFORE}\n2. Terms\nall parties may use the ports.\n{BEHIND}") == ["2. Terms"]


def test_the_text_of_a_page_tells_its_headings() -> None:
    page = f"<html><body><p>{BEFORE}</p><p>Outlook for 2026</p><p>{BEHIND}</p></body></html>"
    document = read_one(page.encode(), "a.html")
    assert [passage.kind for passage in passages_of(document)].count("heading") == 0


def outline(text: str) -> list[str]:
    return [passage.heading for passage in split_passages(text) if passage.text == BEHIND.strip()]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # Roman numerals count from I; sections with Arabic ones are below them
        (["I. Review of 2024", "II. Targets for 2025"], ["I. Review of 2024", "II. Targets for 2025"]),
        (
            ["I. Review of 2024", "1. Industry", "II. Targets for 2025"],
            ["I. Review of 2024", "I. Review of 2024 / 1. Industry", "II. Targets for 2025"],
        ),
        (["A. Revenue", "B. Costs"], ["A. Revenue", "B. Costs"]),
        (["V. Petrov"], [""]),
        (["C. Lindqvist"], [""]),
        # numbers: each is below the one that it extends
        (
            ["2. Draft budget", "2.1 Revenue", "2.2 Costs"],
            ["2. Draft budget", "2. Draft budget / 2.1 Revenue", "2. Draft budget / 2.2 Costs"],
        ),
        (["1. Review of 2024", "3.1 Revenue"], ["1. Review of 2024", "3.1 Revenue"]),
        (["3.1 Revenue", "3.1.2 Taxes"], ["3.1 Revenue", "3.1 Revenue / 3.1.2 Taxes"]),
        # unnumbered lines are below numbered ones, unless the text begins with unnumbered ones
        (
            ["1. Review of 2024", "Costs and prices", "2. Targets for 2025"],
            ["1. Review of 2024", "1. Review of 2024 / Costs and prices", "2. Targets for 2025"],
        ),
        (
            ["Review of 2024", "1. Industry", "Targets for 2025"],
            ["Review of 2024", "Review of 2024 / 1. Industry", "Targets for 2025"],
        ),
        (
            ["RESULTS OF 2024", "Costs and prices", "OUTLOOK FOR 2025"],
            ["RESULTS OF 2024", "RESULTS OF 2024 / Costs and prices", "OUTLOOK FOR 2025"],
        ),
        # text that does not belong to the section before it
        (["1. Targets for 2025", "Conclusions"], ["1. Targets for 2025", "Conclusions"]),
        (["OUTLOOK FOR 2025", "About the authors"], ["OUTLOOK FOR 2025", "About the authors"]),
    ],
)
def test_levels(lines: list[str], expected: list[str]) -> None:
    assert outline(BEFORE + "".join(f"\n{line}{BEHIND}" for line in lines)) == expected


def test_headings_above_each_other() -> None:
    text = f"{BEFORE}\nMarket outlook\n\nDemand for steel\n{BEHIND}"
    assert headings_of(text) == ["Market outlook", "Demand for steel"]


def test_lines_of_a_pdf() -> None:
    opening = "The opening paragraph says what the report is about."
    line, last = (
        "Outlook for 2026",
        "The ministry will approve fourteen plants, and pay the grants of the year.",
    )
    document = read_one(make_pdf(("Ports of the Delta", opening, line, last)), "a.pdf")
    found = [(passage.kind, passage.text, passage.heading) for passage in passages_of(document)]
    assert found[-2:] == [("heading", line, ""), ("paragraph", last, line)]


def test_a_heading_keeps_its_place_in_the_text() -> None:
    document = Document("c", "k", f"{BEFORE}Outlook for 2026{BEHIND}", format="txt")
    heading = next(passage for passage in passages_of(document) if passage.kind == "heading")
    assert document.text[heading.start : heading.end] == heading.text == "Outlook for 2026"
