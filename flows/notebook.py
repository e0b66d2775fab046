"""The former way in from a notebook, kept for one version: use `flows.Workspace`."""

from __future__ import annotations

from flows.workspace import Workspace as Corpus

__all__ = ["Corpus"]
