"""Paths and names; the only reader of the environment."""

from __future__ import annotations

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

    @property
    def corpora_folder(self) -> Path:
        return self.corpora or _find_folder("corpora", "*/source.yml")

    @property
    def models_folder(self) -> Path:
        return self.models or _find_folder("models", "taxonomy.toml")
