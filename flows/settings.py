"""Paths and names; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict

_PACKAGE = Path(__file__).resolve().parent


def _find_folder(name: str, marker: str) -> Path:
    """Return the folder of this name: in the working directory, else beside the package (a checkout), else in the wheel."""
    for candidate in (Path.cwd() / name, _PACKAGE.parent / name):
        if any(candidate.glob(marker)):
            return candidate
    return _PACKAGE / "_bundled" / name


class Settings(BaseSettings):
    """Everything that can be set from outside, as `ZHENGCE_<NAME>`; the command line goes before the environment."""

    model_config = SettingsConfigDict(env_prefix="ZHENGCE_", extra="ignore")

    store: Path = Path("outputs/zhengce.sqlite")
    outputs: Path = Path("outputs")
    corpora: Path | None = None
    models: Path | None = None
    state: Path = Path(".zhengce")
    workers: int = 0
    notify: str = ""
    token: str = ""

    @property
    def notify_addresses(self) -> list[str]:
        """Where messages go: apprise addresses, apart by white space or commas."""
        return self.notify.replace(",", " ").split()

    @property
    def corpora_folder(self) -> Path:
        return self.corpora or _find_folder("corpora", "*/source.yml")

    @property
    def models_folder(self) -> Path:
        return self.models or _find_folder("models", "taxonomy.toml")

    def at_store(self, store: str | Path | None) -> Settings:
        """Return these settings with another store file, where one is given."""
        return self.model_copy(update={"store": Path(store)}) if store else self


def prepare_prefect(settings: Settings, *, log_level: str = "ERROR") -> None:
    """Set what Prefect reads when it is imported: its state inside ours, no telemetry, quiet. Call before importing it."""
    home = settings.state.resolve() / "prefect"
    home.mkdir(parents=True, exist_ok=True)
    ours = {
        "PREFECT_HOME": str(home),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLI_PROMPT": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": log_level,
        "PREFECT_LOGGING_INTERNAL_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "ERROR",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",  # 10 s alone; its 20 s are too few on a busy laptop
    }
    for name, value in ours.items():
        os.environ.setdefault(name, value)


def export_settings(settings: Settings) -> None:
    """Put the paths into the environment, absolute, so that a flow run in another process finds the same ones."""
    for name in ("store", "outputs", "corpora_folder", "models_folder", "state"):
        os.environ[f"ZHENGCE_{name.removesuffix('_folder').upper()}"] = str(getattr(settings, name).resolve())
