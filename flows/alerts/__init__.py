"""Alerts: saved searches, their feeds, and messages about new hits."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alerts.delivery import send_alerts
    from flows.alerts.feeds import feeds_of
    from flows.alerts.saving import SearchToSave, save_search
    from flows.alerts.searches import Outcome, run_watches
else:
    __getattr__ = open_front(__name__)

__all__ = ["Outcome", "SearchToSave", "feeds_of", "run_watches", "save_search", "send_alerts"]
