"""Events in Chinese: who did what, with whom, to whom."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.events.chinese.clause import read_roles
    from flows.annotation.events.chinese.doubts import tells_when
    from flows.annotation.events.chinese.happenings import owns_sum
    from flows.annotation.events.chinese.people import find_life
else:
    __getattr__ = open_front(__name__)

__all__ = ["find_life", "owns_sum", "read_roles", "tells_when"]
