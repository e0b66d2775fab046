"""Verdicts on quotations of drafts about the accuracy texts: true, altered, invented, or put to the wrong document."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from flows.assistants.drafts import Claim, read_text_draft
from flows.workspace import Workspace
from tests.accuracy.scores import Score
from tests.accuracy.texts import GOLD, LANGUAGES, read_rows

VERDICTS = {
    "found": {"exact", "folded"},
    "near": {"near"},
    "elsewhere": {"misattributed"},
    "absent": {"absent"},
}


def score_drafts(workspace: Workspace, folder: Path = GOLD / "drafts") -> list[Score]:
    """Return the shares of right verdicts, and of invented quotations that no verdict calls found."""
    quotations = defaultdict(list)
    for row in read_rows(folder / "quotations.csv"):
        quotations[row["draft"]].append(row)
    right, invented = defaultdict(list), defaultdict(list)
    for name, rows in quotations.items():
        text = (folder / f"{name}.txt").read_text(encoding="utf-8")
        claims = list(workspace.check_draft(read_text_draft(text)))
        for row in rows:
            verdict = find_verdict(claims, row)
            language = name.partition("-")[0]
            right[language].append(verdict in VERDICTS[row["verdict"]])
            if row["verdict"] == "absent":
                invented[language].append(verdict == "absent")
    return [
        Score(kind, language, sum(judged[language]), len(judged[language]))
        for language in LANGUAGES
        for kind, judged in (("quotations", right), ("quotations: invented", invented))
    ]


def find_verdict(claims: list[Claim], row: Mapping[str, str]) -> str:
    """Return the verdict on a quotation, or "" where it was not seen as one."""
    start, end = int(row["start"]), int(row["end"])
    for claim in claims:
        if claim.kind == "quote" and claim.start < end and start < claim.end:
            return str(claim.verdict)
    return ""
