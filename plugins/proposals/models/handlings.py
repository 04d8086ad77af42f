"""Which units handle a suggestion, and since when."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link, links
from plugins.congress.audiences import TAKING_PART
from plugins.congress.models import Congress, Deadline, Organization, Session
from plugins.proposals.models.suggestions import Suggestion

if TYPE_CHECKING:
    from plugins.proposals.models.contacts import CoHandlingOpinion, ContactLog
    from plugins.proposals.models.replies import Reply
    from plugins.proposals.models.requests import ExtensionRequest, ReturnRequest

LONGEST_PART = 500
LONGEST_PLAN = 5000


class HandlingRole(Choice):
    """The part of a unit in handling a suggestion."""

    LEAD = _("Lead unit")
    CO = _("Co-handling unit")
    SEPARATE = _("Unit that handles a part of its own")


class HandlingState(Choice):
    """Where the handling by a unit stands."""

    ASSIGNED = _("Assigned to the unit")
    RETURN_REQUESTED = _("The unit asks to return it")
    RETURNED = _("Returned by the unit")
    HANDLING = _("Being handled")
    REPLIED = _("Replied")
    ENDED = _("Handling ended")


class AssignmentBatch(Model):
    """Suggestions assigned to their units at one time; the clock of their handling starts with it."""

    __plural__ = "assignment_batches"
    __indexes__ = (("congress", "assigned_at"),)

    congress_id: Mapped[int]
    congress: Mapped[Congress] = link(label=_("Congress"))
    session_id: Mapped[int | None]
    session: Mapped[Session | None] = link(label=_("Session; empty between sessions"))
    assigned_at: Mapped[datetime] = field(label=_("Assigned at"), index=True)
    meeting_on: Mapped[date | None] = field(label=_("Day of the assignment meeting"))
    by_organization_id: Mapped[int | None]
    by_organization: Mapped[Organization | None] = link(label=_("Assigned by"))
    jointly_with_government: Mapped[bool] = field(
        label=_("Assigned jointly with the government's office"), default=False, server_default="false"
    )

    handlings: Mapped[list[Handling]] = links(label=_("Handling by units"), back="batch")


def _one_lead(handling: Table) -> Index:
    """A suggestion has one lead unit at a time."""
    return Index(
        "uq_proposals_handling_lead",
        handling.c.suggestion_id,
        unique=True,
        postgresql_where=text("role = 'LEAD' AND state NOT IN ('RETURNED', 'ENDED')"),
    )


def _once_for_each_unit(handling: Table) -> Index:
    """A unit handles a suggestion in one role at a time."""
    return Index(
        "uq_proposals_handling_unit",
        handling.c.suggestion_id,
        handling.c.unit_id,
        unique=True,
        postgresql_where=text("state NOT IN ('RETURNED', 'ENDED')"),
    )


class Handling(Model):
    """The handling of a suggestion by one unit: alone in the lead, as a helper, or for a part of its own."""

    __indexes__ = (("unit", "state"), ("unit", "suggestion"))
    __checks__ = (
        ("round", "round > 0"),
        ("part", "role <> 'SEPARATE' OR part IS NOT NULL"),
        ("signed_for_after", "signed_for_at >= assigned_at"),
        ("work_plan", "(work_plan IS NULL) = (work_plan_filed_at IS NULL)"),
        ("work_plan_after", "work_plan_filed_at >= assigned_at"),
    )
    __constraints__ = (_one_lead, _once_for_each_unit)

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    batch_id: Mapped[int | None]
    batch: Mapped[AssignmentBatch | None] = link(label=_("Assignment batch"))
    unit_id: Mapped[int]
    unit: Mapped[Organization] = link(label=_("Undertaking unit"))
    role: Mapped[HandlingRole] = field(label=_("Part in the handling"), index=True)
    part: Mapped[str | None] = field(label=_("Part the unit handles"), length=LONGEST_PART)
    leader_in_charge: Mapped[str | None] = field(label=_("Leader in charge"), length=60, audience=TAKING_PART)
    section: Mapped[str | None] = field(label=_("Section in charge"), length=120, audience=TAKING_PART)
    officer: Mapped[str | None] = field(label=_("Officer in charge"), length=60, audience=TAKING_PART)
    work_plan: Mapped[str | None] = field(label=_("Work plan"), length=LONGEST_PLAN, audience=TAKING_PART)
    work_plan_filed_at: Mapped[datetime | None] = field(label=_("Work plan filed at"))
    signed_for_at: Mapped[datetime | None] = field(label=_("Signed for at"))
    assigned_at: Mapped[datetime] = field(label=_("Assigned at"), index=True)
    state: Mapped[HandlingState] = field(
        label=_("State"), index=True, default=HandlingState.ASSIGNED, server_default="ASSIGNED"
    )
    round: Mapped[int] = field(label=_("Round of handling"), default=1, server_default="1")

    deadlines: Mapped[list[Deadline]] = links(label=_("Deadlines"), back="handling")
    return_requests: Mapped[list[ReturnRequest]] = links(label=_("Requests to return it"), back="handling")
    extension_requests: Mapped[list[ExtensionRequest]] = links(label=_("Requests for more time"), back="handling")
    contacts: Mapped[list[ContactLog]] = links(label=_("Contacts with the deputy"), back="handling")
    co_opinions: Mapped[list[CoHandlingOpinion]] = links(label=_("Co-handling opinions"), back="handling")
    replies: Mapped[list[Reply]] = links(label=_("Replies"), back="handling")
