"""The front door from Python: plain values in, frames out, errors that name the choices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from flows import Workspace
from flows.errors import UsageError


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"group": "colour"}, "group='colour': no such choice. Known are publisher, level"),
        ({"axis": "read"}, "axis='read'"),
        ({"reprints": "some"}, "reprints='some'"),
        ({"hold": "weather"}, "hold='weather'"),
        ({"by": "week"}, "week"),
    ],
)
def test_an_unknown_choice_is_an_error_that_lists_the_known_ones(
    sample_store: Path, options: dict[str, Any], words: str
) -> None:
    with Workspace(sample_store) as workspace, pytest.raises(UsageError) as raised:
        workspace.trends(["自主可控"], **options)
    assert words in str(raised.value)
