"""Alerts: saved searches, their feeds, and messages about what is new."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.alerts.delivery import send_alerts
    from flows.alerts.searches import run_watches
else:
    __getattr__ = open_front(__name__)

__all__ = ["run_watches", "send_alerts"]
