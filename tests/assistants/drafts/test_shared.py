"""Drafts generated from the shared laws and plans: at least 98 of 100 verdicts are right, no invented text is found."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from pathlib import Path

from flows.workspace import Workspace
from tests.assistants.drafting import make_draft, read_numbers, read_sources
from tests.benchmarks.verify import judge


def test_verdicts_on_key_documents(key_store: Path) -> None:
    right: dict[str, Counter[bool]] = defaultdict(Counter)
    confusion: Counter[tuple[str, str]] = Counter()
    wrong: list[str] = []
    rng = random.Random(6)
    with Workspace(key_store) as workspace:
        sources = read_sources(workspace.store, ("key",), "zh")
        numbers = read_numbers(workspace.store)
        for _ in range(8):
            draft = make_draft(rng, sources, "zh", numbers, (12, 6))
            wrong += judge(workspace, draft, right, confusion)
    total = sum(map(Counter.total, right.values()))
    good = sum(counts[True] for counts in right.values())
    assert total > 150 and good >= 0.98 * total, wrong
    assert {verdict for how, verdict in confusion if how == "invented"} == {"absent"}
