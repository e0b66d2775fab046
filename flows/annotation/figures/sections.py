"""What the headings above a passage say of its figures: a review tells what has been, a list of tasks what is to be reached."""

from __future__ import annotations

import re

from flows.annotation.figures.statements import Kind

_REVIEW = re.compile(
    r"回顾|工作总结|(?:发展|主要|历史性|取得的?)(?:成就|成绩|成效)|取得.{0,12}(?:成就|成绩|成效)|过去.{1,3}年|现状|发展基础|差距|存在.{0,8}问题|面临.{0,8}(?:形势|挑战)|"
    r"\b(?:review|achievements?|accomplishments|progress made|current situation|what has been done)\b",
    re.IGNORECASE,
)
_TASKS = re.compile(
    r"(?:主要|预期|发展|总体|工作|约束性)目标|(?:主要|重点|目标|重大)(?:任务|工作|举措)|工作(?:安排|部署|打算|建议)|总体要求|民生实事|下一步|保障措施|"
    r"\b(?:goals?|objectives?|targets?|(?:main|major|key) tasks|work for|next steps|priorities|requirements)\b",
    re.IGNORECASE,
)


def section_kind(heading: str) -> Kind:
    """Return the kind of the figures under `heading` (levels joined by ' / ', the widest first): the widest level that tells
    decides; "" where none does, or one names both (成就和目标)."""
    for level in heading.split(" / "):
        is_review, is_tasks = bool(_REVIEW.search(level)), bool(_TASKS.search(level))
        if is_review != is_tasks:
            return "actual" if is_review else "target"
    return ""
