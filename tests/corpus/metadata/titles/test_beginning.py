"""First words in place of a title."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.titles import first_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "PILOT PLAN FOR SAMPLE WORK (2016–2020) Sample Press " + "PILOT PLAN " * 20,
            "PILOT PLAN FOR SAMPLE WORK (2016–2020)",
        ),
        (
            "The following is the pilot plan of the sample province, as passed in March " + "and so on " * 20,
            "The following is the pilot plan of the sample province",
        ),
        (
            "Outline of the Pilot Plan (2026-2030) for Sample Work of the People’s Republic of China Technical "
            "assistance " + "PILOT PLAN " * 20,
            "Outline of the Pilot Plan (2026-2030) for Sample Work of the People’s Republic of China",
        ),
        ("A short line.\n" + "more text " * 30, ""),
        # The years of another document, which the first sentence refers to.
        (
            "为打造样例平台体系，推进样例应用和高质量发展，根据《样例市制造业强市行动计划（2023—2025年）》和"
            "《关于加快样例经济高质量发展的实施方案》等文件要求，" + "制定以下政策措施" * 8,
            "为打造样例平台体系，推进样例应用和高质量发展",
        ),
        # The same where too little comes before the other document, and where its title is closed.
        (
            "根据《样例计划（2023—2025年）》的总体要求，结合全市样例产业的实际情况，制定本措施，"
            + "推进样例应用" * 20,
            "根据《样例计划（2023—2025年）》的总体要求，结合全市样例产业的实际情况，制定本措施",
        ),
        (
            "根据《样例计划》印发样例方案（2023—2025年）" + "推进样例应用" * 20,
            "根据《样例计划》印发样例方案（2023—2025年）",
        ),
        ("Announcement No. 8 of the Sample Ministry on Kelp" + " and Samples" * 10, None),
    ],
)
def test_first_words(text: str, words: str | None) -> None:
    # None: the whole line.
    assert first_words(text) == (text if words is None else words)
