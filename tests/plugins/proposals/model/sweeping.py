"""What happens by itself when the time comes."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.plugins.proposals.model.answering import BREAKABLE, GRACE
from tests.plugins.proposals.model.days import day_of, end_of
from tests.plugins.proposals.model.records import Deadline
from tests.plugins.proposals.model.taking import SYSTEM, Model, take

ONE_DAY = timedelta(days=1)


def sweep(model: Model) -> None:
    """Remind, close the time to evaluate, note broken promises, publish."""
    for item in model.items:
        for deadline in item.running():
            deadline.reminded |= model.now >= _half(deadline)
    for item in model.items:
        late = [one for one in item.running("EVALUATE") if one.is_past(model.now) and one.reminded]
        if late and item.state == "REPLIED":
            take(model, "close_feedback", item, SYSTEM, {})
    for item in model.items:
        broken = any(one.state == "OPEN" and one.due + GRACE < day_of(model.now) for one in item.promises)
        if broken and item.state in BREAKABLE:
            take(model, "break_commitment", item, SYSTEM, {})
    for item in model.items:
        if any(end_of(one.due) <= model.now + ONE_DAY for one in item.running("PUBLISH")):
            take(model, "publish_suggestion", item, SYSTEM, {})


def _half(deadline: Deadline) -> datetime:
    return deadline.start + (end_of(deadline.due) - deadline.start) / 2
