"""Notifications to people and organizations."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.models.deadlines import Deadline
from plugins.congress.models.deputies import Person
from plugins.congress.models.organizations import Organization
from plugins.congress.models.regions import Region


class NotificationKind(Choice):
    """Why somebody is notified."""

    STEP = _("Something was done with a matter of theirs")
    TASK = _("Something is expected of them")
    REMINDER = _("A deadline comes near")
    OVERDUE = _("A deadline is past")


class Notification(Model):
    """A message to a deputy, an organization or the staff of a division's congress: one for each event."""

    __indexes__ = (("person", "at"), ("organization", "at"), ("region", "at"))
    __checks__ = (
        ("recipient", "num_nonnulls(person_id, organization_id, region_id) = 1"),
        ("read_after", "read_at >= at"),
    )

    key: Mapped[str] = field(label=_("What it is about, so that nobody is told twice"), length=200, unique=True)
    kind: Mapped[NotificationKind] = field(label=_("Kind"), index=True)
    person_id: Mapped[int | None]
    person: Mapped[Person | None] = link(label=_("Deputy who is notified"))
    organization_id: Mapped[int | None]
    organization: Mapped[Organization | None] = link(label=_("Organization that is notified"))
    region_id: Mapped[int | None]
    region: Mapped[Region | None] = link(label=_("Division whose congress's staff is notified"))
    subject: Mapped[str] = field(label=_("Subject, as a stable word for programs"), length=80, index=True)
    deadline_id: Mapped[int | None]
    deadline: Mapped[Deadline | None] = link(label=_("Deadline it is about"))
    at: Mapped[datetime] = field(label=_("Sent at"), index=True)
    read_at: Mapped[datetime | None] = field(label=_("Read at"))
