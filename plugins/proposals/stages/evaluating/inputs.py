"""Inputs of an evaluation, and of the meeting after a second one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from core.api import Ref, _, label
from plugins.proposals.models import Reply, Satisfaction


@dataclass(frozen=True, kw_only=True)
class EvaluateReplyInput:
    """What a deputy thinks of a reply; no unit reads it."""

    reply: Ref[Reply] = field(metadata=label(_("Reply")))
    attitude: Satisfaction = field(metadata=label(_("With the unit's attitude")))
    result: Satisfaction = field(metadata=label(_("With the result")))
    comment: str | None = field(default=None, metadata=label(_("Comment")))
    pressed: bool = field(default=False, metadata=label(_("The deputy was pressed")))


@dataclass(frozen=True, kw_only=True)
class ConcludeCoordinationInput:
    """What a coordination meeting came to."""

    held_on: date = field(metadata=label(_("Held on")))
    participants: str = field(metadata=label(_("Participants")))
    opinion: str = field(metadata=label(_("Handling opinion")))
