"""Development zones and the like: they lie over the divisions and are none."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.api import Model, _, field, link, links
from plugins.congress.models.organizations import Organization
from plugins.congress.models.regions import Region


class FunctionalZone(Model):
    """A development zone or new area with its own administration; an overlay, not a division."""

    code: Mapped[str] = field(label=_("Code"), length=20, unique=True)
    name: Mapped[str] = field(label=_("Name"), length=120, search=True)
    admin_organization_id: Mapped[int | None]
    admin_organization: Mapped[Organization | None] = link(label=_("Administration of the zone"))

    memberships: Mapped[list[FunctionalZoneRegion]] = links(label=_("Divisions of the zone"), back="zone")
    regions: Mapped[list[Region]] = links(label=_("Divisions the zone lies over"), via="memberships.region")


class FunctionalZoneRegion(Model):
    """A division over which a functional zone lies."""

    __keys__ = (("zone", "region"),)

    zone_id: Mapped[int]
    zone: Mapped[FunctionalZone] = link(label=_("Functional zone"))
    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division"))
