"""Chinese sentences that lay figures down: penalties, limits, rates and obligations."""

from typing import TYPE_CHECKING

from flows.fronts import open_front

if TYPE_CHECKING:
    from flows.annotation.figures.norms.chinese.around import is_planned
    from flows.annotation.figures.norms.chinese.conditions import rules_class
    from flows.annotation.figures.norms.chinese.penalties import find_penalty
    from flows.annotation.figures.norms.chinese.settling import is_laid_down_in_chinese
else:
    __getattr__ = open_front(__name__)

__all__ = ["find_penalty", "is_laid_down_in_chinese", "is_planned", "rules_class"]
