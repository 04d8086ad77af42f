"""The days on which offices work, as far as they differ from the ordinary week."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped

from core.api import Model, _, field, link
from plugins.congress.models.regions import Region


class WorkCalendarDay(Model):
    """A day of a public holiday, or a weekend day worked to make up for one, in a division."""

    __keys__ = (("region", "day"),)

    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division, with all below it"))
    day: Mapped[date] = field(label=_("Day"), index=True)
    is_workday: Mapped[bool] = field(label=_("Offices work"))
    note: Mapped[str | None] = field(label=_("Occasion"), length=60)
    note_en: Mapped[str | None] = field(label=_("Occasion in English"), length=60)


class WorkCalendarYear(Model):
    """A year whose holidays a division has announced; without it no date of that year is computed."""

    __keys__ = (("region", "year"),)
    __checks__ = (("year", "year BETWEEN 1949 AND 2200"),)

    region_id: Mapped[int]
    region: Mapped[Region] = link(label=_("Division, with all below it"))
    year: Mapped[int] = field(label=_("Year"), index=True)
    citation: Mapped[str] = field(label=_("Announcement"), length=200)
