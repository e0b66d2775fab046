"""The flow `train`: train the strategy classifier on the passages under models/training."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact

from flows.annotation import split_card
from flows.curation import train_strategies
from flows.settings import read_settings


@flow(name="train", flow_run_name="train strategies")
def train() -> dict[str, Any]:
    """Train the classifier; return the cross-validated metrics and publish the model's card."""
    return fit_strategies(read_settings().models_folder)


@task(task_run_name="fit strategies")
def fit_strategies(models: Path) -> dict[str, Any]:
    """Train on the passages of a models folder; return the metrics."""
    target, metrics = train_strategies(models)
    _, card = split_card((target / "card.md").read_text(encoding="utf-8"))
    create_markdown_artifact(card, key="strategies-card", description="The new strategy classifier")
    return {**metrics}
