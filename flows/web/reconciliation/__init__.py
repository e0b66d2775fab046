"""The lexicon as a reconciliation service (W3C Reconciliation API 0.2), for OpenRefine and others."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.web.reconciliation.routes import build_reconciliation
else:
    __getattr__ = open_front(__name__)

__all__ = ["build_reconciliation"]
