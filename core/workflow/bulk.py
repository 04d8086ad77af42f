"""Takes a step on many records: each row for itself, and errors that name their rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.database.conflicts import CONFLICTS, conflict
from core.declarations.mutations import Outcome
from core.foundation.errors import Refusal
from core.workflow.inputs import MOST_ROWS, BulkPolicy
from core.workflow.refusals import BulkRefused, BulkTooLarge, RowSkipped

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.declarations.models import Model
    from core.generation.workflows import ComposedStep
    from core.workflow.requests import StepRequest
    from core.workflow.running import Engine


def run_step_on_rows(
    engine: Engine, step: ComposedStep, requests: Sequence[StepRequest], policy: BulkPolicy
) -> Outcome:
    """Take the step on each row; the outcome has what was done and the refusal of each row, by its number from 0.

    Raises:
        BulkTooLarge: if there are too many rows, or none.
    """
    if not 0 < len(requests) <= MOST_ROWS:
        raise BulkTooLarge(rows=len(requests), most=MOST_ROWS, field="items")
    engine.hold(requests)
    done: dict[int, Model] = {}
    refused: dict[int, Refusal] = {}
    for number, request in enumerate(requests):
        if refused and policy is BulkPolicy.STOP:
            refused[number] = RowSkipped(row=min(refused))
            continue
        try:
            with engine.savepoint():
                done[number] = engine.run_step(step, request).record
        except Refusal as refusal:
            refused[number] = refusal
        except CONFLICTS as error:
            refused[number] = conflict(error)
    if refused and policy is BulkPolicy.REJECT_ALL:
        taken_back = {number: BulkRefused() for number in done}
        return Outcome(rows=dict(sorted({**refused, **taken_back}.items())), undo=True)
    return Outcome(records=tuple(done.values()), rows=refused)
