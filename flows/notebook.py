"""The former entry point for notebooks, kept until 2.0: use `flows.Workspace`."""

from __future__ import annotations

from flows.workspace import Workspace as Corpus

__all__ = ["Corpus"]
