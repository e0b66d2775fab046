"""Cover of bands: how often the 95 % bounds of a rate hold the true one, by several methods, on simulated documents."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from scipy import stats

from flows.trends.bands import FEW_DOCUMENTS, bootstrap_rates, effective_documents

_RATE, _ROUNDS, _RESAMPLED = 0.002, 600, 500
# Shapes of the gamma distribution of the documents' own rates: the smaller, the fewer documents contain a
# term.
_KINDS = {"documents differ": 2.0, "clumped": 0.3, "much clumped": 0.1}


def main() -> None:
    """Print, by kind and number of documents, the share of intervals that hold the true rate and their mean breadth over it."""
    held: dict[bool, list[bool]] = defaultdict(list)
    for kind, shape in _KINDS.items():
        for documents in (20, 80, 300):
            generator = np.random.default_rng(11)
            covered: dict[str, list[bool]] = defaultdict(list)
            breadths: dict[str, list[float]] = defaultdict(list)
            for round_ in range(_ROUNDS):
                sizes = generator.integers(200, 3000, documents)
                counts = generator.poisson(sizes * generator.gamma(shape, _RATE / shape, documents))
                for name, (low, high) in _bounds(counts, sizes, round_).items():
                    covered[name].append(low <= _RATE <= high)
                    breadths[name].append((high - low) / _RATE)
                held[effective_documents(counts.tolist()) < FEW_DOCUMENTS].append(
                    covered["beta t (ours)"][-1]
                )
            shown = ", ".join(
                f"{name} {np.mean(covered[name]):.1%} (breadth {np.mean(breadths[name]):.2f})"
                for name in covered
            )
            print(f"{kind}, {documents} documents: {shown}", flush=True)
    for is_few, all_of_them in sorted(held.items()):
        print(
            f"ours, {'fewer' if is_few else 'no fewer'} than {FEW_DOCUMENTS} effective documents: {np.mean(all_of_them):.1%} of {len(all_of_them):,}"
        )


def _bounds(counts: np.ndarray, sizes: np.ndarray, seed: int) -> dict[str, tuple[float, float]]:
    found = {
        "beta t (ours)": bootstrap_rates(
            counts.tolist(), sizes.tolist(), scale=1.0, rounds=_RESAMPLED, seed=seed
        )
    }
    if (counts > 0).sum() < 2:  # the other methods fail here
        return {**found, "BCa": found["beta t (ours)"], "multinomial t of the log": found["beta t (ours)"]}
    made = stats.bootstrap(
        (counts.astype(float), sizes.astype(float)),
        lambda a, b, axis=-1: a.sum(axis=axis) / b.sum(axis=axis),
        paired=True,
        vectorized=True,
        n_resamples=_RESAMPLED,
        method="BCa",
        rng=np.random.default_rng(seed),
    ).confidence_interval
    return {
        **found,
        "BCa": (float(made.low), float(made.high)),
        "multinomial t of the log": _multinomial_t(counts, sizes, seed),
    }


def _multinomial_t(counts: Sequence[float] | np.ndarray, sizes: np.ndarray, seed: int) -> tuple[float, float]:
    """Return the bounds of the ordinary bootstrap t on the logarithm of the rate."""
    n = len(sizes)
    weights = np.random.default_rng(seed).multinomial(n, np.full(n, 1 / n), _RESAMPLED).astype(float)
    weights = weights[weights @ counts > 0]
    logs, errors = _log_rates(weights, np.asarray(counts, dtype=float), sizes)
    (whole,), (error,) = _log_rates(np.ones((1, n)), np.asarray(counts, dtype=float), sizes)
    low, high = np.quantile((logs - whole) / errors, [0.025, 0.975])
    return math.exp(whole - high * error), math.exp(whole - low * error)


def _log_rates(weights: np.ndarray, counts: np.ndarray, sizes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the logarithms of reweighted rates and their linearised standard errors."""
    rates = weights @ counts / (weights @ sizes)
    off = (weights * (counts - rates[:, None] * sizes) ** 2).sum(axis=1)
    n = len(sizes)
    return np.log(rates), np.sqrt(n / (n - 1) * np.maximum(off, 1e-12)) / (weights @ counts)


if __name__ == "__main__":
    main()
