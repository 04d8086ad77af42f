"""What the congress's side decides about a suggestion before it is handled."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, Table, text
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link
from plugins.congress.audiences import CONGRESS_SIDE
from plugins.congress.models import Session, Term
from plugins.proposals.models.suggestions import Suggestion


class Screening(Choice):
    """What is decided about a submitted suggestion."""

    ACCEPT = _("Accept it")
    RETURN = _("Return it for revision")
    TREAT_AS_LETTER = _("Treat it as a letter")
    MERGE = _("Merge it into another")
    CONVERT = _("Convert it")
    REFUSE = _("Refuse it")


class SubjectGround(Choice):
    """Why a subject is no matter for a suggestion; such a text is explained, returned or treated as a letter."""

    PERSONAL_OR_FAMILY_MATTER = _("A matter of the deputy's own or of the family")
    OWN_UNIT_MATTER = _("A matter of the deputy's own unit")
    SPECIFIC_JUDICIAL_CASE = _("A particular case before the courts")
    FORWARDED_LETTER = _("A letter that is merely passed on")
    COMPLAINT_ACCUSATION_REPORT = _("A complaint, an accusation or a report of an offence")
    ACADEMIC_DISCUSSION = _("An academic discussion")
    PRODUCT_PROMOTION = _("Advertising for a product or a service")
    NO_SUBSTANCE = _("Nothing concrete is asked for")
    OUTSIDE_COMPETENCE = _("Outside the congress's competence")
    TENDER_INTERVENTION = _("Interference with a tender")
    PRIVATE_INTEREST = _("Private interest")
    STATE_SECRET = _("A state secret")


class ScreeningDecision(Model):
    """What was decided about a submitted suggestion, and why; the deputy is told."""

    __checks__ = (
        (
            "ground",
            "decision NOT IN ('RETURN', 'TREAT_AS_LETTER', 'REFUSE') OR ground IS NOT NULL OR advice IS NOT NULL",
        ),
    )

    suggestion_id: Mapped[int]
    suggestion: Mapped[Suggestion] = link(label=_("Suggestion"))
    decision: Mapped[Screening] = field(label=_("Decision"), index=True)
    ground: Mapped[SubjectGround | None] = field(label=_("Ground"))
    advice: Mapped[str | None] = field(label=_("Advice to the deputy"), length=1000)
    at: Mapped[datetime] = field(label=_("Decided at"))
    by: Mapped[str] = field(label=_("Decided by"), length=120, audience=CONGRESS_SIDE)


def _one_for_session(series: Table) -> Index:
    """A session has one series."""
    return Index(
        "uq_proposals_number_series_session",
        series.c.term_id,
        series.c.session_id,
        unique=True,
        postgresql_where=text("session_id IS NOT NULL"),
    )


def _one_between_sessions(series: Table) -> Index:
    """The time between the sessions of a term has one series."""
    return Index(
        "uq_proposals_number_series_intersession",
        series.c.term_id,
        unique=True,
        postgresql_where=text("session_id IS NULL"),
    )


class NumberSeries(Model):
    """The next number of a session, or of the time between the sessions of a term; locked while it is given."""

    __plural__ = "number_series_list"
    __checks__ = (("next_serial", "next_serial > 0"),)
    __constraints__ = (_one_for_session, _one_between_sessions)

    term_id: Mapped[int]
    term: Mapped[Term] = link(label=_("Term"))
    session_id: Mapped[int | None]
    session: Mapped[Session | None] = link(label=_("Session; empty between sessions"))
    next_serial: Mapped[int] = field(label=_("Next number"), default=1, server_default="1")
