"""A scheduled run that fails sends one notice; a run from the command line notifies only its user."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from flows.settings import Settings, prepare_prefect
from tests.receiving import receive_messages


def test_only_scheduled_runs_tell(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    prepare_prefect(Settings(state=tmp_path))
    from flows.refresh import refresh, report_failure

    state = SimpleNamespace(message="the layout has changed", name="Failed")
    with receive_messages() as (address, received):
        monkeypatch.setenv("ZHENGCE_NOTIFY", address)
        for deployment, told in ((None, 0), ("some", 1)):
            run = SimpleNamespace(
                deployment_id=deployment, parameters={"corpora": ["mine"]}, name="refresh mine"
            )
            report_failure(None, run, state)
            assert len(received) == told
            said = capsys.readouterr().err
            assert said.endswith("  mine: the run failed: the layout has changed\n") is bool(told)
            assert said.count("\n") == told
    assert refresh.on_failure_hooks == refresh.on_crashed_hooks == [report_failure]
    assert not refresh.retries  # a retry could not be distinguished from a run
