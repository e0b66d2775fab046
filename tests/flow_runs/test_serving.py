"""A schedule fires. If both run in one process, tests/flow_runs/test_flows.py has started the server."""

from __future__ import annotations

from tests.flow_runs.serving import Serving


def test_a_schedule_fires_and_stays_on(serving: Serving) -> None:
    """The server reports once what it cannot serve, and ends well when told to while a run's process is ending."""
    serving.wait()
    assert serving.has_run
    said = serving.output
    assert "the schedules stay on" in said and "Traceback" not in said, said
    assert said.count("typo: the run failed: ") == 1 and "cron" in said, said
    assert serving.process.returncode == 0
