"""The forms of an English term, and forms that do not exist."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.annotation.lexicon.inflection import inflect


@pytest.mark.parametrize(
    ("label", "form"),
    [
        ("little giant", "little giants"),
        ("little giants", "little giant"),
        ("policy", "policies"),
        ("policies", "policy"),
        ("survey", "surveys"),
        ("tax", "taxes"),
        ("branch", "branches"),
        ("breakthroughs", "breakthrough"),
        ("supply chain", "supply chains"),
        ("industrial basis", "industrial bases"),
        ("market analysis", "market analyses"),
        ("consumer price index", "consumer price indices"),
        ("system for mobilizing resources", "systems for mobilizing resources"),
        ("act of parliament", "acts of parliament"),
        ("modernisation", "modernization"),
        ("modernization", "modernisation"),
        ("industrialised base", "industrialized base"),
        ("labour market", "labor market"),
        ("labor market", "labour market"),
        ("talent programme", "talent program"),
        ("talent program", "talent programmes"),
        ("national defence", "national defense"),
        ("data centre", "data center"),
        ("data center", "data centres"),
        ("optical fibre", "optical fiber"),
        ("cybersecurity", "cyber security"),
        ("cyber security", "cybersecurity"),
        ("supercomputer", "super computer"),
        ("multi national firm", "multinational firms"),
        ("start up", "startups"),
        ("roadmap", "road maps"),
        ("choke point", "chokepoints"),
        ("guangdong macao bay area", "guangdong macau bay area"),
        ("guangdong macau bay area", "guangdong macao bay area"),
    ],
)
def test_form_is_met(label: str, form: str) -> None:
    assert form in inflect(label)


@pytest.mark.parametrize(
    ("label", "no_form"),
    [
        ("physics", "physic"),
        ("news", "new"),
        ("business", "busines"),
        ("access", "acces"),
        ("process", "proces"),
        ("status", "statu"),
        ("basis", "basi"),
        ("means", "mean"),
        ("goods", "good"),
        ("on line items", "online items"),
        ("underlying asset", "under lying asset"),
        ("ai", "ais"),
        ("wise use", "wize use"),
        ("size", "sise"),
        ("prize", "prise"),
        ("5g", "5gs"),
        ("four", "for"),
        ("hour", "hor"),
        ("enterprise", "enterprize"),
        ("exercise", "exercize"),
    ],
)
def test_form_is_not_made(label: str, no_form: str) -> None:
    assert no_form not in inflect(label)


WORDS = st.sampled_from(
    [
        "new",
        "national",
        "industry",
        "policy",
        "chain",
        "centre",
        "labour",
        "modernisation",
        "program",
        "of",
        "for",
        "system",
        "analysis",
        "data",
        "cyber",
        "security",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=5).map(" ".join))
def test_forms_hold_the_label_and_stay_clean(label: str) -> None:
    forms = inflect(label)
    assert label in forms
    assert all(form == form.strip() and "  " not in form and form == form.lower() for form in forms)
    assert len(forms) < 60


@pytest.mark.parametrize("label", ["", " ", "a", "a&c", "中国制造", "2025"])
def test_odd_labels(label: str) -> None:
    assert inflect(label) - {label, label + "s"} == set()
