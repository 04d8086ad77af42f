"""The documents on which Liuzhou's work with its deputies rests."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

from core.api import Load, _
from plugins.congress.models import DatePrecision, PolicyDocument, PolicyDocumentKind
from plugins.congress.seeds.regions import numbers

COLUMNS = (
    "id",
    "code",
    "kind",
    "title",
    "adopted_by_id",
    "adopted_at",
    "adopted_on",
    "adopted_on_precision",
    "note",
)
_FILE = Path(__file__).with_name("policy_documents.csv")


def policy_documents() -> Load:
    """The rows of `PolicyDocument`; a standing committee has the identifier of its division."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        rows = [
            (
                int(row["id"]),
                row["code"],
                PolicyDocumentKind[row["kind"]],
                row["title"],
                numbers()[row["adopted_by"].removesuffix("-SC")],
                row["adopted_at"] or None,
                date.fromisoformat(row["adopted_on"]),
                DatePrecision[row["adopted_on_precision"]],
                row["note"] or None,
            )
            for row in csv.DictReader(file)
        ]
    return Load(model=PolicyDocument, columns=COLUMNS, rows=rows, total=len(rows), label=_("Policy documents"))
