"""Organs of the congress and the state, and the bodies they work with."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link, links
from plugins.congress.models.regions import Region


class OrganizationKind(Choice):
    """What an organization is."""

    STANDING_COMMITTEE = _("Standing committee")
    SC_OFFICE = _("Office of the standing committee")
    DEPUTY_WORK_BODY = _("Working body for deputies' affairs")
    SPECIAL_COMMITTEE = _("Special committee")
    LEGISLATIVE_AFFAIRS_COMMISSION = _("Legislative affairs commission")
    SUBDISTRICT_WORKING_COMMITTEE = _("Working committee in a subdistrict")
    TOWNSHIP_PRESIDIUM = _("Presidium of a township congress")
    GOVERNMENT = _("Government")
    GOVERNMENT_OFFICE = _("Government office")
    SUPERVISION_OFFICE = _("Supervision office")
    DEPARTMENT = _("Government department")
    COURT = _("People's court")
    PROCURATORATE = _("People's procuratorate")
    SUPERVISORY_COMMISSION = _("Supervisory commission")
    FINANCE = _("Finance department")
    AUDIT = _("Audit office")
    SOE = _("State-owned enterprise")
    PROPERTY_COMPANY = _("Property management company")
    LAW_FIRM = _("Law firm")
    COMMUNITY_ORG = _("Community organization")
    OTHER = _("Other")


class Organization(Model):
    """An organ, department, enterprise or association that takes part in the congress's work."""

    code: Mapped[str] = field(label=_("Code"), length=40, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    kind: Mapped[OrganizationKind] = field(label=_("Kind"), index=True)
    region_id: Mapped[int | None]
    region: Mapped[Region | None] = link(label=_("Division"))
    parent_id: Mapped[int | None]
    parent: Mapped[Organization | None] = link(label=_("Higher organization"))
    is_undertaking_unit: Mapped[bool] = field(
        label=_("May be given suggestions to handle"), default=False, server_default="false"
    )
    contact: Mapped[str | None] = field(label=_("Public contact"), length=200)

    children: Mapped[list[Organization]] = links(label=_("Organizations below"), back="parent")
