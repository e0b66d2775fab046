"""Yearly counts of 200 terms against brute force on the texts of a store; time of one and of all monthly series; cover of bands."""

from __future__ import annotations

import os
import random
import re
import time
from collections import Counter
from pathlib import Path

import numpy as np

from flows.analysis.keyness import bootstrap_rates
from flows.analysis.periods import period_sql
from flows.analysis.trends import term_trends
from flows.annotation.lexicon import load_lexicon
from flows.folding import HAN, fold
from flows.store.database import Store
from flows.store.series import all_concept_counts
from tests.support import MODELS

_SEED, _TERMS = 20260102, 200


def main() -> None:
    """Count on the store named by ZHENGCE_BENCH_STORE, and simulate."""
    _simulate_bands()
    path = os.environ.get("ZHENGCE_BENCH_STORE")
    if not path:
        print("name a store in ZHENGCE_BENCH_STORE for the counts; skipped")
        return
    lexicon = load_lexicon(MODELS / "lexicon")
    with Store(Path(path), must_exist=True) as store:
        start = time.perf_counter()
        term_trends(store, lexicon, ["军民融合"], by="month")
        one = time.perf_counter() - start
        start = time.perf_counter()
        rows = len(all_concept_counts(store, period_sql("month")))
        print(
            f"monthly: one concept {one:.2f} s (strict and loose), all concepts {time.perf_counter() - start:.1f} s ({rows:,} cells)"
        )
        terms = _choose_terms(store, lexicon)
        expected = _brute_force(store, terms)
        frame = term_trends(store, load_lexicon_without(), terms)
        found = {(row.series, row.period): row.occurrences for row in frame.itertuples() if row.occurrences}
        wrong = [key for key in {*found, *expected} if found.get(key, 0) != expected.get(key, 0)]
        print(
            f"yearly counts of {len(terms)} strings: {len(expected):,} cells, {sum(expected.values()):,} occurrences, {len(wrong)} cells differ {wrong[:5]}"
        )


def load_lexicon_without() -> object:
    from flows.annotation.lexicon import Lexicon

    return Lexicon(())


def _choose_terms(store: Store, lexicon: object) -> list[str]:
    """Return 100 labels of the lexicon and 100 strings of two to six characters cut out of the texts."""
    chooser = random.Random(_SEED)
    labels = sorted(concept.zh for concept in lexicon.concepts.values() if re.fullmatch(f"[{HAN}]{{2,8}}", concept.zh))  # type: ignore[attr-defined]
    terms = set(chooser.sample(labels, _TERMS // 2))
    last = store.value("SELECT max(id) FROM passage")
    while len(terms) < _TERMS:
        rows = store.rows("SELECT text FROM passage WHERE id = ?", (chooser.randint(1, last),))
        runs = re.findall(f"[{HAN}]{{6,}}", fold(rows[0]["text"]).text) if rows else []
        if runs:
            run = chooser.choice(runs)
            start = chooser.randrange(len(run) - 2)
            terms.add(run[start : start + chooser.randint(2, 6)])
    return sorted(terms)


def _brute_force(store: Store, terms: list[str]) -> Counter[tuple[str, str]]:
    counts: Counter[tuple[str, str]] = Counter()
    folded = {term: fold(term).text for term in terms}
    for row in store.connection.execute(
        "SELECT p.text, d.date FROM passage p JOIN document d ON d.id = p.document_id AND d.superseded_by IS NULL WHERE d.date != ''"
    ):
        text = fold(row["text"]).text
        for term, form in folded.items():
            if form in text:
                counts[term, row["date"][:4]] += text.count(form)
    return counts


def _simulate_bands(rounds: int = 300) -> None:
    """Print how often the 95 % band of a rate, by resampling documents, holds the true one."""
    generator = np.random.default_rng(11)
    for documents in (20, 80, 300):
        covered = 0
        for round_ in range(rounds):
            sizes = generator.integers(200, 3000, documents)
            rates = generator.gamma(2, 0.001, documents)  # documents differ: overdispersed counts with mean 0.002
            low, high = bootstrap_rates(
                generator.poisson(sizes * rates).tolist(), sizes.tolist(), scale=1.0, rounds=400, seed=round_
            )
            covered += low <= 0.002 <= high
        print(f"bands: {documents} documents, {covered / rounds:.1%} of {rounds} intervals hold the true rate (nominal 95 %)")
