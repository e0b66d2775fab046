"""Right verdicts of `zhengce verify` on drafts made from stored documents, by kind, with a confusion table.

    python -m tests.benchmarks.verify --store FILE [--seed 1] [--drafts 40] [--show 20]
    python -m tests.benchmarks.verify --store FILE --figures 300    sentences with a stored figure, true or changed

The store holds the shared laws and plans and the sample, annotated. Drafts are made by a seed; the figures
reported are those of seeds not looked at while the code was written.
"""

from __future__ import annotations

import argparse
import random
import re
import time
from collections import Counter, defaultdict
from typing import Any

from flows.assistants.drafts import read_text_draft
from flows.workspace import Workspace
from tests.assistants.drafting import MadeDraft, make_draft, read_numbers, read_sources

_CHINESE = ("key_documents", "national_laws", "sample")
_ENGLISH = ("sample", "five_year_plans_en")


def main() -> None:
    """Print the share of right verdicts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--drafts", type=int, default=40)
    parser.add_argument("--show", type=int, default=20)
    parser.add_argument("--figures", type=int, default=0)
    options = parser.parse_args()
    if options.figures:
        judge_figures(options.store, options.figures, options.seed)
        return
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    confusion: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    with Workspace(options.store) as workspace:
        sources = {
            "zh": read_sources(workspace.store, _CHINESE, "zh", seed=options.seed),
            "en": read_sources(workspace.store, _ENGLISH, "en", seed=options.seed),
        }
        rng = random.Random(options.seed)
        numbers = read_numbers(workspace.store)
        made = [
            make_draft(rng, sources[language], language, numbers)
            for number in range(options.drafts)
            for language in ("zh", "en")[number % 2 :][:1]
        ]
        assert workspace.collection.index
        begun = time.process_time()
        for draft in made:
            wrong += judge(workspace, draft, right, confusion)
        seconds = time.process_time() - begun
    for how, counts in sorted(right.items()):
        print(f"{how:18} {counts[True]:4} of {counts.total():4}")
    total = sum(map(Counter.total, right.values()))
    good = sum(counts[True] for counts in right.values())
    characters = sum(len(draft.text) for draft in made)
    print(
        f"all                {good:4} of {total:4} ({good / total:.2%}); {len(made)} drafts, {characters:,} characters, {seconds:.1f} s of CPU"
    )
    for (how, verdict), number in sorted(confusion.items()):
        print(f"  {how:18} {verdict:14} {number}")
    print("\n".join(wrong[: options.show]))


def judge(
    workspace: Workspace,
    draft: MadeDraft,
    right: dict[str, Counter[bool]],
    confusion: Counter[tuple[str, str]],
) -> list[str]:
    """Count the right verdicts of one draft; return one line per wrong verdict."""
    claims = workspace.check_draft(read_text_draft(draft.text))
    found = {(str(claim.kind), claim.start, claim.end): claim for claim in claims}
    wrong = []
    for gold in draft.golds:
        claim = found.pop((gold.kind, gold.start, gold.end), None)
        verdict = claim.verdict if claim else "(not found)"
        right[gold.how][verdict in gold.verdicts] += 1
        confusion[gold.how, verdict] += 1
        if verdict not in gold.verdicts:
            about = (
                f"{claim.finding.title} | {claim.finding.found} | {claim.finding.difference} | {[note.code for note in claim.finding.notes]}"
                if claim
                else ""
            )
            wrong.append(
                f"{gold.how} -> {verdict}: {draft.text[max(0, gold.start - 40) : gold.end + 10]!r} | {about}"
            )
    for claim in found.values():
        if claim.kind == "figure":
            continue  # of the sentences around: the drafts state no figures themselves
        right["(extra)"][False] += 1
        wrong.append(
            f"extra {claim.kind} {claim.verdict}: {draft.text[max(0, claim.start - 20) : claim.end + 20]!r}"
        )
    return wrong


_STORED = (
    "SELECT t.surface, t.indicator, t.deadline, d.title, d.language FROM target t "
    "JOIN passage p ON p.id = t.passage_id JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL "
    "WHERE t.score >= 0.9 AND length(t.indicator) >= 4 AND t.deadline != '' AND d.title NOT LIKE 'Translation%' "
    "AND d.corpus IN ('key_documents', 'sample', 'five_year_plans_en') ORDER BY p.id, t.start"
)
_DUE = {"true": "exact", "changed": "near", "invented": "absent", "bare": "exact", "bare and changed": "near"}


def judge_figures(store: str, number: int, seed: int) -> None:
    """Print the verdicts on single sentences, each with one figure, next to a document's name or without one."""
    rng = random.Random(seed)
    verdicts: Counter[tuple[str, str]] = Counter()
    with Workspace(store) as workspace:
        rows = [row for row in workspace.store.rows(_STORED) if re.search(r"\d.*\D$", row["surface"])]
        for _ in range(number):
            how = rng.choice(list(_DUE))
            text = state_figure(rng, rng.choice(rows), how)
            claims = workspace.check_draft(read_text_draft(text))
            found = [claim.verdict for claim in claims if claim.kind == "figure"]
            verdicts[how, found[0] if found else "(not found)"] += 1
    for (how, verdict), count in sorted(verdicts.items()):
        print(f"  {how:18} {verdict:14} {count}")
    right = sum(count for (how, verdict), count in verdicts.items() if _DUE[how] == verdict)
    print(f"figures            {right} of {number} ({right / number:.1%})")


def state_figure(rng: random.Random, row: Any, how: str) -> str:
    """Return a sentence that states a stored figure, or another value, or another indicator."""
    is_chinese = row["language"] == "zh"
    value, indicator = row["surface"], row["indicator"]
    if how in ("changed", "bare and changed"):
        value = re.sub(r"\d+", lambda match: str(int(match[0]) + 3), value, count=1)
    if how == "invented":
        indicator = "海带月球覆盖率" if is_chinese else "share of lunar kelp bakers"
    if is_chinese:
        body = f"到{row['deadline'][:4]}年，{indicator}达到{value}。"
        return body if how.startswith("bare") else f"《{row['title']}》提出，{body}"
    body = f"by {row['deadline'][:4]} the {indicator} is to reach {value}."
    return body.capitalize() if how.startswith("bare") else f"The {row['title']} says that {body}"


if __name__ == "__main__":
    main()
