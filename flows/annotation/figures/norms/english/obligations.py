"""Obligations: what a rule, a contract or a law obliges anybody to have, keep or do."""

from __future__ import annotations

from flows.annotation.figures.norms.english.sentences import Around
from flows.records import Target


def is_obligation(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule obliges anybody to.

    What governments must reach is a target, and what somebody needs to live is no rule.

    Examples
    --------
    Printers must collect 52% of used cartridges by 2029. → norm
    Insurers must hold capital of at least 30 million dollars. → norm
    The code requires that women hold 35 percent of board seats. → norm
    To qualify, a bakery must spend at least 6 percent of its sales on training. → norm
    The legal limit for pilots is 0.02 percent. → norm
    The province must reach 45 percent renewable power by 2030. → target
    The pit must sell at least 90,000 tonnes a year to break even. → target
    """
    if target.comparator in ("+", "-") or around.fits("obligations.by_need"):
        return False
    if around.fits("obligations.by_law"):
        return True
    if around.fits("obligations.required") and not around.is_planned:
        return True
    if around.fits("obligations.had_to"):
        return around.fits("sentences.under_law")
    return target.kind == "target" and around.fits("obligations.obliged")


def is_proposed(target: Target, around: Around) -> bool:
    """Return whether a value is what a rule lays down that is only proposed: a bill, a draft.

    Examples
    --------
    The bill would raise the retirement age to 66. → norm
    The draft law would impose a levy of 4 percent on candles. → norm
    Under the proposal, brewers would have to hold 14 percent of their malt in silos. → norm
    The bill would provide $40 billion for ports. → target
    """
    return target.comparator not in ("+", "-") and around.fits("obligations.proposed")
