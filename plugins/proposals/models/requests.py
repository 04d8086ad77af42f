"""What a unit asks of those who assigned a suggestion to it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.audiences import CONGRESS_SIDE
from plugins.congress.models import Organization
from plugins.proposals.models.handlings import Handling

LONGEST_REASON = 1000


class RequestDecision(Choice):
    """What became of a unit's request."""

    PENDING = _("Not decided yet")
    ACCEPTED = _("Request granted")
    REFUSED = _("Request refused")
    LAPSED = _("Fallen away undecided")


DECIDED = (
    ("decided", "(decision = 'PENDING') = (decided_at IS NULL)"),
    ("decided_by", "(decision IN ('PENDING', 'LAPSED')) = (decided_by IS NULL)"),
    ("decided_after", "decided_at >= requested_at"),
    ("refused", "decision <> 'REFUSED' OR decision_reason IS NOT NULL"),
)


def _one_pending(request: Table) -> Index:
    """A unit asks for a thing once at a time."""
    return Index(
        f"uq_{request.name}_pending",
        request.c.handling_id,
        unique=True,
        postgresql_where=text("decision = 'PENDING'"),
    )


class ReturnRequest(Model):
    """A unit's request to give a suggestion back, because it is not in its charge; it may not pass it on itself."""

    __checks__ = (*DECIDED, ("dispute", "dispute > 0"))
    __constraints__ = (_one_pending,)

    handling_id: Mapped[int]
    handling: Mapped[Handling] = link(label=_("Handling by the unit"))
    reason: Mapped[str] = field(label=_("Reason"), length=LONGEST_REASON)
    proposed_unit_id: Mapped[int | None]
    proposed_unit: Mapped[Organization | None] = link(label=_("Unit it should go to"))
    signed_by: Mapped[str] = field(label=_("Leader of the unit who signed"), length=120)
    requested_at: Mapped[datetime] = field(label=_("Requested at"), index=True)
    decision: Mapped[RequestDecision] = field(
        label=_("Decision"), index=True, default=RequestDecision.PENDING, server_default="PENDING"
    )
    decision_reason: Mapped[str | None] = field(label=_("Reason of the decision"), length=LONGEST_REASON)
    decided_at: Mapped[datetime | None] = field(label=_("Decided at"))
    decided_by: Mapped[str | None] = field(label=_("Decided by"), length=120, audience=CONGRESS_SIDE)
    dispute: Mapped[int] = field(
        label=_("How often the suggestion was disputed, this time included"), default=1, server_default="1"
    )


class ExtensionRequest(Model):
    """A unit's request to reply later; the deputy reads the reason."""

    __checks__ = DECIDED
    __constraints__ = (_one_pending,)

    handling_id: Mapped[int]
    handling: Mapped[Handling] = link(label=_("Handling by the unit"))
    reason: Mapped[str] = field(label=_("Reason"), length=LONGEST_REASON)
    until: Mapped[date] = field(label=_("Day until which more time is asked for"))
    requested_at: Mapped[datetime] = field(label=_("Requested at"), index=True)
    decision: Mapped[RequestDecision] = field(
        label=_("Decision"), index=True, default=RequestDecision.PENDING, server_default="PENDING"
    )
    decision_reason: Mapped[str | None] = field(label=_("Reason of the decision"), length=LONGEST_REASON)
    decided_at: Mapped[datetime | None] = field(label=_("Decided at"))
    decided_by: Mapped[str | None] = field(label=_("Decided by"), length=120, audience=CONGRESS_SIDE)
