"""What happened to a suggestion: the meetings about it and its history."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy.orm import Mapped

from core.api import OPERATOR, Model, _, field, link
from plugins.congress.audiences import CONGRESS_SIDE, TAKING_PART
from plugins.proposals.models.handlings import Handling
from plugins.proposals.models.states import SuggestionState
from plugins.proposals.models.suggestions import Suggestion


class Coordination(Model):
    """A meeting of the deputy and the unit, called when a second reply did not satisfy the deputy either."""

    __checks__ = (
        ("concluded", "concluded_at IS NULL OR opinion IS NOT NULL"),
        ("concluded_after", "concluded_at >= opened_at"),
    )

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    opened_at: Mapped[datetime] = field(label=_("Opened at"))
    held_on: Mapped[date | None] = field(label=_("Held on"))
    participants: Mapped[str | None] = field(label=_("Participants"), length=500)
    opinion: Mapped[str | None] = field(label=_("Handling opinion"), length=5000)
    concluded_at: Mapped[datetime | None] = field(label=_("Concluded at"))


class SuggestionEvent(Model):
    """A step in the history of a suggestion; never changed and never deleted."""

    __keys__ = (("actor", "idempotency_key"),)
    __indexes__ = (("suggestion", "at"),)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    handling_id: Mapped[int | None]
    handling: Mapped[Handling | None] = link(label=_("Handling by the unit"))
    step: Mapped[str] = field(label=_("Step"), length=60, index=True)
    from_state: Mapped[SuggestionState | None] = field(label=_("State before"))
    to_state: Mapped[SuggestionState] = field(label=_("State after"))
    at: Mapped[datetime] = field(label=_("Time of the step"), index=True)
    actor: Mapped[str] = field(label=_("Who took the step"), length=120, audience=CONGRESS_SIDE)
    role: Mapped[str] = field(label=_("In which role"), length=60)
    reason: Mapped[str | None] = field(label=_("Reason"), length=1000, audience=TAKING_PART)
    idempotency_key: Mapped[str | None] = field(
        label=_("Key by which a repeated request is known"), length=120, audience=(OPERATOR,)
    )
