"""The deadlines that hold where a congress has none of its own."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path

from core.api import Load, _
from plugins.congress.models import DeadlineKind, DeadlinePolicy, DeadlineRule, DeadlineUnit

_POLICIES = Path(__file__).with_name("deadline_policies.csv")
_RULES = Path(__file__).with_name("deadline_rules.csv")
_RULE_COLUMNS = (
    "id",
    "policy_id",
    "kind",
    "count",
    "unit",
    "max_count",
    "extendable",
    "citation",
    "citation_en",
)


def deadline_policies() -> Load:
    """The rows of `DeadlinePolicy`: one for each version of the Deputies Law, for all congresses."""
    rows = [
        (int(row["id"]), row["code"], row["name"], date.fromisoformat(row["valid_from"]), _date(row["valid_to"]))
        for row in _read(_POLICIES)
    ]
    columns = ("id", "code", "name", "valid_from", "valid_to")
    return Load(model=DeadlinePolicy, columns=columns, rows=rows, total=len(rows), label=_("Deadline policies"))


def deadline_rules() -> Load:
    """The rows of `DeadlineRule`."""
    rows = [_rule(row) for row in _read(_RULES)]
    return Load(model=DeadlineRule, columns=_RULE_COLUMNS, rows=rows, total=len(rows), label=_("Deadline rules"))


def _rule(row: Mapping[str, str]) -> tuple[object, ...]:
    most = int(row["max_count"]) if row["max_count"] else None
    return (
        int(row["id"]),
        _policies()[row["policy"]],
        DeadlineKind[row["kind"]],
        int(row["count"]),
        DeadlineUnit[row["unit"]],
        most,
        most is not None,
        row["citation"],
        row["citation_en"],
    )


@cache
def _policies() -> Mapping[str, int]:
    return {row["code"]: int(row["id"]) for row in _read(_POLICIES)}


def _read(path: Path) -> Iterator[Mapping[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
