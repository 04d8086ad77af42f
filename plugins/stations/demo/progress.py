"""How an opinion fares from the day it is heard to the last day on record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from types import MappingProxyType

from plugins.congress.demo.days import REFERENCE_DAY, instant
from plugins.congress.demo.dice import Dice
from plugins.stations.models import OpinionHandling, OpinionState

_END = instant(REFERENCE_DAY, time(23, 59))
_DURATIONS: Mapping[OpinionHandling, tuple[int, int]] = MappingProxyType(
    {
        OpinionHandling.ON_THE_SPOT: (0, 0),
        OpinionHandling.REDIRECTED: (0, 0),
        OpinionHandling.FORWARDED: (4, 40),
        OpinionHandling.TO_DELIBERATION: (10, 60),
        OpinionHandling.TO_SUGGESTION: (60, 180),
        OpinionHandling.TO_LEGISLATION: (90, 240),
    }
)
"""The shortest and the longest time in days until there is a result."""

_UNTIL_REPORTED, _UNTIL_CLOSED = 3, 10
"""Days from the result to the report, and from the report to the end if the resident stays silent."""

_STUCK, _REOPENED = 0.03, 0.01
AT_ONCE = frozenset({OpinionHandling.ON_THE_SPOT, OpinionHandling.REDIRECTED})
"""What ends with the answer given when it is heard."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Where an opinion stands, and when it was closed or last touched."""

    state: OpinionState
    closed_at: datetime | None
    touched_at: datetime


def progress(handling: OpinionHandling, received_at: datetime, dice: Dice) -> Progress:
    """How far the opinion has got by the last day."""
    at_once = handling in AT_ONCE
    handled_at = received_at + timedelta(days=dice.between(*_DURATIONS[handling]))
    reported_at = handled_at if at_once else handled_at + timedelta(days=dice.between(0, _UNTIL_REPORTED))
    closed_at = reported_at + timedelta(days=dice.between(1, _UNTIL_CLOSED))
    if handled_at > _END or (not at_once and dice.chance(_STUCK)):
        return Progress(state=OpinionState.RECEIVED, closed_at=None, touched_at=received_at)
    if reported_at > _END:
        return Progress(state=OpinionState.HANDLED, closed_at=None, touched_at=handled_at)
    if closed_at > _END:
        return Progress(state=OpinionState.REPORTED_BACK, closed_at=None, touched_at=reported_at)
    if dice.chance(_REOPENED):
        return Progress(state=OpinionState.REOPENED, closed_at=None, touched_at=closed_at)
    return Progress(state=OpinionState.CLOSED, closed_at=closed_at, touched_at=closed_at)
