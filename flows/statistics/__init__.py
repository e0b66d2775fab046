"""Statistics: numbers in, numbers out."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.statistics.association import log_likelihood, two_cell_log_likelihood
    from flows.statistics.bursts import Burst, find_bursts
    from flows.statistics.intervals import wilson_interval
    from flows.statistics.keyness import Key, compare, deviation_of_proportions
    from flows.statistics.minhash import MINIMUM_CHARACTERS, WAY, cluster, shingle, sign
    from flows.statistics.prevalence import adjusted_interval
    from flows.statistics.trendtests import LEAST_PERIODS, TREND_LEVEL, find_change, trend_test
else:
    __getattr__ = open_front(__name__)

__all__ = [
    "LEAST_PERIODS",
    "MINIMUM_CHARACTERS",
    "TREND_LEVEL",
    "WAY",
    "Burst",
    "Key",
    "adjusted_interval",
    "cluster",
    "compare",
    "deviation_of_proportions",
    "find_bursts",
    "find_change",
    "log_likelihood",
    "shingle",
    "sign",
    "trend_test",
    "two_cell_log_likelihood",
    "wilson_interval",
]
