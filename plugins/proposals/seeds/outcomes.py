"""The letters most places use; a congress with others has a scheme of its own."""

from __future__ import annotations

from datetime import date

from core.api import Load, _
from plugins.proposals.models import OutcomeClass, OutcomeCount, OutcomeScheme

THREE_LETTERS = 1
CLASSES = (
    (1, THREE_LETTERS, "A", "问题已经解决或基本解决", OutcomeCount.SOLVED),
    (2, THREE_LETTERS, "B", "问题部分解决或列入计划逐步解决", OutcomeCount.PLANNED),
    (3, THREE_LETTERS, "C", "因条件所限难以解决，留作参考", OutcomeCount.REFERENCE),
)


def outcome_schemes() -> Load:
    """The scheme of three letters, in use wherever a congress has none of its own."""
    rows = [(THREE_LETTERS, "ABC", "三类办理结果", date(2020, 1, 1), "佛政办发〔2024〕9号")]
    columns = ("id", "code", "name", "valid_from", "citation")
    return Load(model=OutcomeScheme, columns=columns, rows=rows, total=len(rows), label=_("Schemes of outcome"))


def outcome_classes() -> Load:
    """Its classes."""
    columns = ("id", "scheme_id", "code", "label", "counts_as")
    return Load(model=OutcomeClass, columns=columns, rows=CLASSES, total=len(CLASSES), label=_("Classes of outcome"))
