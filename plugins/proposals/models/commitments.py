"""What units promised, and whether it was kept."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link, links
from plugins.congress.models import Organization
from plugins.proposals.models.replies import Reply
from plugins.proposals.models.suggestions import Suggestion


class CommitmentState(Choice):
    """Where a commitment stands."""

    OPEN = _("Open")
    KEPT = _("Kept")
    KEPT_LATE = _("Kept late")
    CHANGED = _("Changed, with a reason")
    BROKEN = _("Broken")


class Commitment(Model):
    """What a unit promised in a reply, with the day it is due; it is not over until it is kept or explained."""

    __indexes__ = (("state", "due_on"), ("organization", "due_on"))
    __checks__ = (
        ("settled", "(state = 'OPEN') = (settled_on IS NULL)"),
        ("evidence", "state NOT IN ('KEPT', 'KEPT_LATE') OR evidence IS NOT NULL"),
        ("kept_in_time", "state <> 'KEPT' OR settled_on <= due_on"),
        ("kept_late", "state <> 'KEPT_LATE' OR settled_on > due_on"),
        ("changed", "state <> 'CHANGED' OR change_reason IS NOT NULL"),
        ("replaces_another", "replaces_id <> id"),
    )

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    reply_id: Mapped[int]
    reply: Mapped[Reply] = link(label=_("Reply"))
    organization_id: Mapped[int]
    organization: Mapped[Organization] = link(label=_("Organization that made it"))
    text: Mapped[str] = field(label=_("What is promised"), length=1000, search=True)
    planned_stage: Mapped[str | None] = field(label=_("Stage to be reached"), length=200)
    due_on: Mapped[date] = field(label=_("Due on"), index=True)
    state: Mapped[CommitmentState] = field(label=_("State"), default=CommitmentState.OPEN, server_default="OPEN")
    settled_on: Mapped[date | None] = field(label=_("Kept, changed or broken on"))
    evidence: Mapped[str | None] = field(label=_("Evidence"), length=1000)
    change_reason: Mapped[str | None] = field(label=_("Reason of the change"), length=1000)
    replaces_id: Mapped[int | None]
    replaces: Mapped[Commitment | None] = link(label=_("Commitment it replaces"))

    replaced_by: Mapped[list[Commitment]] = links(label=_("Commitments that replace it"), back="replaces")
