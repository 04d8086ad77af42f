"""The days on which deputies receive residents at a station."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, _, field, link, links
from plugins.congress.models import Person
from plugins.stations.models.opinions import Opinion
from plugins.stations.models.stations import Station


class ReceptionDayState(Choice):
    """Where a reception day stands."""

    PLANNED = _("Planned")
    ANNOUNCED = _("Announced")
    HELD = _("Held")
    REPORTED = _("Reported")
    CANCELLED = _("Cancelled")


class ReceptionDay(Model):
    """A day on which deputies receive residents at a station, announced beforehand."""

    __checks__ = (
        ("hours", "ends_at > starts_at"),
        ("announced", "state IN ('PLANNED', 'CANCELLED') OR announced_at IS NOT NULL"),
    )

    station_id: Mapped[int]
    station: Mapped[Station] = link(label=_("Station"))
    held_on: Mapped[date] = field(label=_("Day"), index=True)
    starts_at: Mapped[time] = field(label=_("Starts at"))
    ends_at: Mapped[time] = field(label=_("Ends at"))
    place: Mapped[str | None] = field(label=_("Place; empty: the station"), length=200)
    announced_at: Mapped[datetime | None] = field(label=_("Announced at"))
    state: Mapped[ReceptionDayState] = field(
        label=_("State"), index=True, default=ReceptionDayState.PLANNED, server_default="PLANNED"
    )

    rota: Mapped[list[ReceptionDayDeputy]] = links(label=_("Rota"), back="reception_day")
    deputies: Mapped[list[Person]] = links(label=_("Deputies receiving"), via="rota.person")
    opinions: Mapped[list[Opinion]] = links(label=_("Opinions heard"), back="reception_day")


class ReceptionDayDeputy(Model):
    """A deputy on the rota of a reception day."""

    __keys__ = (("reception_day", "person"),)

    reception_day_id: Mapped[int]
    reception_day: Mapped[ReceptionDay] = link(label=_("Reception day"))
    person_id: Mapped[int]
    person: Mapped[Person] = link(label=_("Deputy"))
