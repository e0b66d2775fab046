"""Heads of official documents in English: decrees, announcements, the Federal Register, acts of the European Union."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.titles import OfficialHead, find_title, read_official_head

_RULES = "Article 1 Exporters of samples shall apply for a licence.\n"


@pytest.mark.parametrize(
    ("text", "head"),
    [
        (
            "Decree of the State Council of the People's Republic of China\n\nNo. 792\n\nThe Regulations on Sample"
            " Items, adopted at the 41st Executive Meeting of the State Council on September 18, 2024, are hereby"
            " promulgated.\n\nPremier Li Sample\n\nOctober 19, 2024\n\nRegulations on Sample Items\n\n"
            + _RULES,
            OfficialHead(
                "Regulations on Sample Items", "Decree No. 792 of the State Council", "State Council"
            ),
        ),
        (
            "ORDER OF THE PRESIDENT OF THE PEOPLE'S REPUBLIC OF CHINA\nNo. 58\nThe Sample Control Law, adopted on"
            " October 17, 2020, is hereby promulgated.\nOctober 17, 2020\nSample Control Law\n" + _RULES,
            OfficialHead("Sample Control Law", "Order No. 58 of the President"),
        ),
        (
            "Ministry of Samples of the People's Republic of China\nAnnouncement No. 46 of 2024\n\nAnnouncement on"
            " Controls of Sample Items\n\n" + _RULES,
            OfficialHead(
                "Announcement on Controls of Sample Items",
                "Announcement No. 46 of 2024 of the Ministry of Samples",
                "Ministry of Samples",
            ),
        ),
        (
            "Sample Administration of China\nMinistry of Samples\n\nOrder No. 15\n\nInterim Measures for Samples\n\n"
            + _RULES,
            OfficialHead(
                "Interim Measures for Samples",
                "Order No. 15 of the Sample Administration of China and the Ministry of Samples",
                "Sample Administration of China, Ministry of Samples",
            ),
        ),
        (
            "Executive Order 14105 of August 9, 2023\n\nAddressing Sample Investments\n\nBy the authority vested in"
            " me, it is hereby ordered:\n",
            OfficialHead("Addressing Sample Investments", "Executive Order 14105", "", "2023-08-09"),
        ),
        (
            "118TH CONGRESS\n1ST SESSION\n\nH. R. 1234\n\nTo require reports on samples.\n\nA BILL\n",
            OfficialHead("To require reports on samples", "H. R. 1234"),
        ),
        (
            "[Federal Register Volume 89, Number 234 (Thursday, December 5, 2024)]\n[Rules and Regulations]\n"
            "DEPARTMENT OF COMMERCE\nBureau of Samples\n15 CFR Part 744\n[Docket No. 241126-0304]\nRIN 0694-AJ74\n\n"
            "Additions to the Sample List\n\nAGENCY: Bureau of Samples, Department of Commerce.\n\nACTION: Final"
            " rule.\n",
            OfficialHead("Additions to the Sample List", "", "Bureau of Samples", "2024-12-05"),
        ),
        (
            "COMMISSION IMPLEMENTING REGULATION (EU) 2024/2754\nof 29 October 2024\nimposing a duty on sample"
            " vehicles\nTHE EUROPEAN COMMISSION,\nHaving regard to the Treaty,\n",
            OfficialHead(
                "Commission Implementing Regulation (EU) 2024/2754 of 29 October 2024 imposing a duty on sample"
                " vehicles",
                "Implementing Regulation (EU) 2024/2754",
                "European Commission",
                "2024-10-29",
            ),
        ),
        ("Executive Order 14105 explained\n\nBy Jane Doe\n", OfficialHead()),
        (
            "Announcement No. 3 of 2026 was issued last week.\n\nIt says that samples are free.\n",
            OfficialHead(),
        ),
        ("Notice\n\nNo. 5\n\nThe office is closed on Friday.\n", OfficialHead()),
        ("Decree of the heart\n\nA novel\n", OfficialHead()),
        ("Announcement No. 3 of 2026\n\nBackground\n\nSamples are free.\n", OfficialHead()),
        ("示范部令第5号\n\n样例办法\n", OfficialHead()),
        ("", OfficialHead()),
    ],
)
def test_official_heads(text: str, head: OfficialHead) -> None:
    assert read_official_head(text) == head


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "CENTER FOR SAMPLE STUDIES\n\nPOLICY BRIEF\n\nHolding the Line\n\nBy Jane Doe\n",
            "Holding the Line",
        ),
        (
            "SAMPLE MONITOR\n\nAccelerator state: how samples grow\n\nAugust 2023\n",
            "Accelerator state: how samples grow",
        ),
        (
            "Sample Gazette\nIssue No. 12, 2024\n\nNotice on Renewing Samples\n\nText.\n",
            "Notice on Renewing Samples",
        ),
        (
            "SAMPLE REPORT\nON THE STATE OF SAMPLES\n\nText follows here.\n",
            "SAMPLE REPORT ON THE STATE OF SAMPLES",
        ),
    ],
)
def test_titles_below_other_lines_and_over_several(text: str, title: str) -> None:
    assert find_title(text) == title
