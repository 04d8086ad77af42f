"""How time passes in a walk: mostly little of it, and now and then to the very second at which something is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from tests.plugins.proposals.model.answering import GRACE
from tests.plugins.proposals.model.days import HERE, end_of
from tests.plugins.proposals.model.taking import Model

LAST = datetime(2026, 6, 1, tzinfo=HERE)
"""What begins later may be due in a year whose holidays are not known."""
SPANS = {timedelta(minutes=7): 74, timedelta(hours=9): 14, timedelta(days=2): 6, timedelta(days=11): 1}
"""How long it may take until the next step, with how often it does."""
LEAP = 0.05
"""How often it is waited for something to be over."""
FARTHEST = timedelta(days=75)
A_SECOND = timedelta(seconds=1)


def later(model: Model, chance: Random) -> datetime:
    """The time of the next step."""
    ends = [one for one in _ends(model) if model.now < one <= min(model.now + FARTHEST, LAST)]
    if ends and chance.random() < LEAP:
        return chance.choice(ends)
    span: timedelta = chance.choices(tuple(SPANS), tuple(SPANS.values()))[0]
    now = model.now + span * chance.random() + A_SECOND
    return (now if now < LAST else model.now + A_SECOND).replace(microsecond=0)


def _ends(model: Model) -> Iterator[datetime]:
    """The last instants in which something is in time, and the first in which it is late."""
    for item in model.items:
        for deadline in item.running():
            yield from (end_of(deadline.due), end_of(deadline.due) + A_SECOND)
        for promise in item.promises:
            if promise.state == "OPEN":
                yield from (end_of(promise.due + GRACE), end_of(promise.due + GRACE) + A_SECOND)
