"""A server of schedules, started once: it waits a minute or two while other tests run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.flow_runs.serving import Serving, serve_schedules


@pytest.fixture(scope="session")
def serving(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serving]:
    with serve_schedules(tmp_path_factory.mktemp("scheduled")) as started:
        yield started
