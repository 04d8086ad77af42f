"""The documents on which rules and deadlines of deputies' work rest."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.models.organizations import Organization


class PolicyDocumentKind(Choice):
    """What a policy document is."""

    LAW = _("Law")
    REGULATION = _("Local regulation")
    OPINIONS = _("Guiding opinions")
    MEASURES = _("Measures")
    DECISION = _("Decision")
    NOTICE = _("Notice")
    OTHER = _("Other")


class DatePrecision(Choice):
    """How much of a date is known; the rest of it is its first day."""

    DAY = _("To the day")
    MONTH = _("To the month")
    YEAR = _("To the year")


class PolicyDocument(Model):
    """A law, opinion or measure that governs deputies' work; rules and deadlines cite it."""

    code: Mapped[str] = field(label=_("Code"), length=40, unique=True)
    title: Mapped[str] = field(label=_("Title"), length=200, search=True)
    document_no: Mapped[str | None] = field(label=_("Document number"), length=60)
    kind: Mapped[PolicyDocumentKind] = field(label=_("Kind"), index=True)
    adopted_by_id: Mapped[int | None]
    adopted_by: Mapped[Organization | None] = link(label=_("Adopted by"))
    adopted_at: Mapped[str | None] = field(label=_("Meeting that adopted it"), length=120)
    adopted_on: Mapped[date] = field(label=_("Adopted on"), index=True)
    adopted_on_precision: Mapped[DatePrecision] = field(
        label=_("How exactly the date is known"), default=DatePrecision.DAY, server_default="DAY"
    )
    note: Mapped[str | None] = field(label=_("Note"), length=500)
