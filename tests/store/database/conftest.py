"""Stores of these tests are made by their migrations, which are the subject."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _making_stores(makes_stores: None) -> None:
    """Do without the copies of tests/shortcuts.py."""
