"""First words in place of a title."""

from __future__ import annotations

import pytest

from flows.corpus.metadata.titles import first_sentence, first_words


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
        # No comma but an early one.
        ("样例电视台晚间消息：" + "样例工作" * 30, "样例电视台晚间消息"),
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


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("样例部召开会议，部署样例工作。到2027年样例增长3%。", "样例部召开会议，部署样例工作"),
        ("他说：“样例要抓好。”大家鼓掌。\n样例工作。", "他说：“样例要抓好”"),
        (
            "A line by the U.S. Sample Office. And another.\n" + "more text " * 30,
            "A line by the U.S. Sample Office",
        ),
        # What may be a title, greets, or goes on.
        ("Sample plan\n" + "more text " * 30, ""),
        ("样例方案\n样例部召开会议。", ""),
        ("各有关单位：\n样例工作。", ""),
        ("一、样例；\n样例工作。", ""),
        ("样例部召开会议，" * 30 + "部署样例工作。", ""),
        ("。", ""),
        ("", ""),
    ],
)
def test_first_sentence(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
