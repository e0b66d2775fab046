"""Pairs of current documents in SQL: the pairs in use, surest first."""

from __future__ import annotations

from typing import Literal, get_args

KnownBy = Literal["declared", "number", "address", "proposed"]
BY_RANK: tuple[KnownBy, ...] = get_args(KnownBy)  # surest first
CURRENT_PAIR = (
    "document_pair x JOIN document z ON z.id = x.zh_document_id AND z.superseded_by IS NULL "
    "JOIN document e ON e.id = x.en_document_id AND e.superseded_by IS NULL"
)
_RANKS = " ".join(f"WHEN '{name}' THEN {rank}" for rank, name in enumerate(BY_RANK))
RANK = f"CASE x.known_by {_RANKS} END"
IS_USED = "x.status IN ('used', 'confirmed')"
