"""People and the mandates they hold: one person may be a deputy of several congresses."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement
from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Rows, _, computed, field, link, links
from plugins.congress.roles import COUNTY_STAFF

if TYPE_CHECKING:
    from plugins.congress.models.congresses import Term
    from plugins.congress.models.groups import Delegation, DeputyGroupMember


class Gender(Choice):
    """A person's gender as registered."""

    FEMALE = _("Female")
    MALE = _("Male")


class PreferredLanguage(Choice):
    """The language in which a person prefers to be addressed."""

    ZH = _("Chinese")
    ZA = _("Zhuang")
    KMC = _("Dong")
    HMN = _("Miao")


class MandateStatus(Choice):
    """Where a mandate stands."""

    ELECTED = _("Elected, not yet confirmed")
    ACTIVE = _("In office")
    SUSPENDED = _("Suspended from office")
    ENDED = _("Ended")


class MandateEndReason(Choice):
    """Why a mandate ended (Deputies Law, art. 62), or that its term ended."""

    MOVED_AWAY = _("Moved away")
    RESIGNED = _("Resigned")
    ABSENT_TWO_SESSIONS = _("Absent from two sessions without leave")
    RECALLED = _("Recalled")
    LOST_NATIONALITY = _("Lost the nationality")
    DEPRIVED_OF_RIGHTS = _("Deprived of political rights")
    INCAPACITATED = _("Lost the capacity to act")
    DECEASED = _("Deceased")
    TERM_ENDED = _("Term ended")


class SuspensionCause(Choice):
    """Why a mandate is suspended (Deputies Law, art. 61)."""

    CUSTODY_IN_CRIMINAL_CASE = _("In custody in a criminal case")
    SERVING_SENTENCE = _("Serving a sentence")


class Sector(Choice):
    """The field in which a deputy mainly works."""

    AGRICULTURE = _("Agriculture")
    INDUSTRY = _("Industry")
    COMMERCE = _("Commerce and services")
    EDUCATION = _("Education and science")
    HEALTH = _("Health")
    CULTURE = _("Culture and sport")
    LAW = _("Law")
    PUBLIC_SERVICE = _("Public service")
    GRASSROOTS = _("Village and community work")
    OTHER = _("Other")


class Person(Model):
    """Someone who holds or held a mandate; the public reads the name, staff the personal data."""

    __plural__ = "persons"

    name: Mapped[str] = field(label=_("Full name"), length=60, search=True, index=True)
    gender: Mapped[Gender | None] = field(label=_("Gender"), audience=(COUNTY_STAFF,))
    ethnic_group: Mapped[str | None] = field(label=_("Ethnic group"), length=30, audience=(COUNTY_STAFF,))
    preferred_language: Mapped[PreferredLanguage] = field(
        label=_("Preferred language"), default=PreferredLanguage.ZH, server_default="ZH", audience=(COUNTY_STAFF,)
    )
    accessibility_needs: Mapped[str | None] = field(
        label=_("What the person needs to take part"), length=200, audience=(COUNTY_STAFF,)
    )
    phone: Mapped[str | None] = field(label=_("Telephone"), length=30, audience=(COUNTY_STAFF,))

    mandates: Mapped[list[Mandate]] = links(label=_("Mandates"), back="person")
    group_memberships: Mapped[list[DeputyGroupMember]] = links(label=_("Group memberships"), back="person")

    @computed
    @classmethod
    def active_mandates(cls, rows: Rows) -> ColumnElement[int]:
        """Number of active mandates."""
        mandate = rows[Mandate]
        return rows.count(mandate, mandate.person_id == cls.id, mandate.status == MandateStatus.ACTIVE)


class Mandate(Model):
    """A person's office as a deputy of one congress for one term."""

    __keys__ = (("term", "certificate_no"),)
    __checks__ = (
        ("dates", "ended_on >= started_on"),
        ("suspension", "(status = 'SUSPENDED') = (suspension_cause IS NOT NULL)"),
        ("end", "(status = 'ENDED') = (ended_on IS NOT NULL)"),
        ("end_reason", "(status = 'ENDED') = (end_reason IS NOT NULL)"),
    )

    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
    term_id: Mapped[int]
    term: Mapped[Term] = link(label=_("Term"))
    delegation_id: Mapped[int | None]
    delegation: Mapped[Delegation | None] = link(label=_("Delegation"))
    certificate_no: Mapped[str | None] = field(label=_("Number of the deputy's certificate"), length=30)
    electoral_unit: Mapped[str | None] = field(label=_("Electoral district or unit"), length=120)
    sector: Mapped[Sector | None] = field(label=_("Field of work"), index=True)
    occupation: Mapped[str | None] = field(label=_("Occupation"), length=120)
    status: Mapped[MandateStatus] = field(label=_("Status"), index=True, default=MandateStatus.ELECTED)
    suspension_cause: Mapped[SuspensionCause | None] = field(
        label=_("Cause of the suspension"), audience=(COUNTY_STAFF,)
    )
    started_on: Mapped[date] = field(label=_("Held since"))
    ended_on: Mapped[date | None] = field(label=_("Ended on"))
    end_reason: Mapped[MandateEndReason | None] = field(label=_("Reason of the end"), audience=(COUNTY_STAFF,))
