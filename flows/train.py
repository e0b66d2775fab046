"""The flow `train`: train the strategy classifier anew."""

from __future__ import annotations

from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact

from flows.curation import train_strategies
from flows.settings import Settings, read_settings


@flow(name="train", flow_run_name="train strategies")
def train() -> dict[str, Any]:
    """Train on models/training/; returns the cross-validated metrics and publishes the model's card."""
    return fit_strategies(read_settings())


@task(task_run_name="fit strategies")
def fit_strategies(settings: Settings) -> dict[str, Any]:
    target, metrics = train_strategies(settings.models_folder)
    card = (target / "card.md").read_text(encoding="utf-8")
    create_markdown_artifact(card, key="strategies-card", description="The new strategy classifier")
    return {**metrics}
