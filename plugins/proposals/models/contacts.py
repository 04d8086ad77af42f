"""How units speak with the deputy, and with each other."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.proposals.models.handlings import Handling
from plugins.proposals.models.signatures import Cosignature

LONGEST_SUMMARY = 2000


class ContactStage(Choice):
    """When in the handling the deputy was contacted."""

    BEFORE = _("Before handling")
    DURING = _("During handling")
    AFTER = _("After handling")


class ContactMode(Choice):
    """How the deputy was contacted."""

    VISIT = _("Visit")
    MEETING = _("Meeting")
    PHONE = _("Telephone")
    ONLINE = _("Online")
    SITE = _("On the spot, together")


class ContactLog(Model):
    """A talk of a unit with the deputy about a suggestion; it counts once a signer confirms it."""

    __checks__ = (
        ("confirmed", "(confirmed_by_id IS NULL) = (confirmed_at IS NULL)"),
        ("confirmed_after", "confirmed_at >= at"),
    )

    handling_id: Mapped[int]
    handling: Mapped[Handling] = link(label=_("Handling by the unit"))
    stage: Mapped[ContactStage] = field(label=_("Stage"), index=True)
    mode: Mapped[ContactMode] = field(label=_("How"))
    at: Mapped[datetime] = field(label=_("Time of the contact"), index=True)
    with_whom: Mapped[str] = field(label=_("Who took part"), length=200)
    summary: Mapped[str] = field(label=_("What was said"), length=LONGEST_SUMMARY)
    confirmed_by_id: Mapped[int | None]
    confirmed_by: Mapped[Cosignature | None] = link(label=_("Signature of the deputy who confirmed it"))
    confirmed_at: Mapped[datetime | None] = field(label=_("Confirmed at"))


class CoHandlingOpinion(Model):
    """What a co-handling unit writes to the lead unit, which replies to the deputy."""

    __checks__ = (
        ("accepted_after", "accepted_at >= sent_at"),
        ("redo", "(redo_requested_at IS NULL) = (redo_reason IS NULL)"),
        ("redo_or_accepted", "redo_requested_at IS NULL OR accepted_at IS NULL"),
    )

    handling_id: Mapped[int]
    handling: Mapped[Handling] = link(label=_("Handling by the unit"))
    document_no: Mapped[str] = field(label=_("Document number"), length=60)
    text: Mapped[str] = field(label=_("Text"))
    sent_at: Mapped[datetime] = field(label=_("Sent at"), index=True)
    accepted_at: Mapped[datetime | None] = field(label=_("Accepted by the lead unit at"))
    redo_requested_at: Mapped[datetime | None] = field(label=_("Sent back by the lead unit at"))
    redo_reason: Mapped[str | None] = field(label=_("Why it was sent back"), length=1000)
