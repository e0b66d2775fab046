"""Rewrite the drafts over the sample corpus: python -m tests.assistants.make_drafts STORE.

STORE contains the sample corpus, annotated. The right verdicts go to drafts/verdicts.json; read them before
committing, because they state what is right and not what the code answers.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from flows.store import Store
from tests.assistants.drafting import HERE, MadeDraft, make_draft, read_numbers, read_sources

SEED = 21


def make_all(store: Store) -> Iterator[tuple[str, MadeDraft]]:
    """Yield twenty drafts per language, each with its name."""
    rng = random.Random(SEED)
    numbers = read_numbers(store)
    for language in ("zh", "en"):
        sources = read_sources(store, ("sample",), language)
        for number in range(1, 21):
            yield f"{language}-{number:02}.md", make_draft(rng, sources, language, numbers, (10, 6))


if __name__ == "__main__":
    with Store(Path(sys.argv[1]), must_exist=True) as opened:
        made = dict(make_all(opened))
    for name, draft in made.items():
        (HERE / "drafts" / name).write_text(draft.text, encoding="utf-8")
    lines = ",\n".join(
        f'"{name}": [\n' + ",\n".join(json.dumps(gold, ensure_ascii=False) for gold in draft.golds) + "\n]"
        for name, draft in made.items()
    )
    (HERE / "drafts" / "verdicts.json").write_text(f"{{\n{lines}\n}}\n", encoding="utf-8")
