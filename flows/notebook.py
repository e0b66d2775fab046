"""The former way in from a notebook, kept until 2.0: use `flows.Workspace`."""

from __future__ import annotations

from flows.workspace import Workspace as Corpus

__all__ = ["Corpus"]
