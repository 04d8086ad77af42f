"""Faults a client may make; an operation holds at most one kind."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.oracle_kit.generator.choices import Choices

KINDS = (
    "null_where",
    "null_condition",
    "null_operand",
    "null_order",
    "null_search",
    "empty_search",
    "negative_size",
    "large_size",
    "both_sizes",
    "forged_cursor",
    "foreign_cursor",
    "wrong_id",
    "no_id",
    "wrong_key",
    "nul_character",
    "denied_field",
    "denied_where",
    "denied_order",
    "unknown_field",
    "wrong_variable",
    "broken_text",
    "null_variable",
)


class Faults:
    """Says where a fault is to be made."""

    def __init__(self, choices: Choices, percent: int) -> None:
        self.choices = choices
        self.kind = choices.pick(KINDS) if choices.chance(percent) else None

    def strikes(self, kind: str) -> bool:
        """Whether this fault is to be made here."""
        return self.kind == kind and self.choices.chance(60)
