"""What residents say at a station, and who they are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped

from core.api import Choice, Model, Share, _, field, link, links, rate, year_of
from plugins.congress.models import Organization, Person, PreferredLanguage, Region, Visibility
from plugins.congress.roles import COUNTY_STAFF
from plugins.stations.roles import STATION_STAFF

if TYPE_CHECKING:
    from core.api import Rows
    from plugins.stations.models.receptions import ReceptionDay
    from plugins.stations.models.stations import Station


LONGEST_TEXT = 2000
"""Characters of an opinion, and of an answer."""

LONGEST_PLACE = 200
"""Characters of an exact place."""


class OpinionChannel(Choice):
    """How an opinion reached the station."""

    IN_PERSON = _("In person")
    HOME_VISIT = _("Home visit")
    PHONE = _("Telephone")
    QR = _("Scanned code")
    ACTIVITY = _("Activity")
    DELIBERATION = _("Deliberation")
    PAPER = _("Letter")


class OpinionCategory(Choice):
    """What an opinion is about."""

    ROADS = _("Roads and traffic")
    ENVIRONMENT = _("Environment and waste")
    HOUSING = _("Housing and property management")
    UTILITIES = _("Water, power and gas")
    EDUCATION = _("Schools")
    HEALTH = _("Health care")
    WELFARE = _("Work and social security")
    AGRICULTURE = _("Farming and land")
    SAFETY = _("Public safety")
    CULTURE = _("Culture and sport")
    LEGISLATION = _("Legislation")
    OTHER = _("Other")


class OpinionHandling(Choice):
    """What is done with an opinion: exactly one of these, so that the counts add up."""

    ON_THE_SPOT = _("Answered on the spot")
    FORWARDED = _("Forwarded")
    TO_DELIBERATION = _("Taken to a deliberation")
    TO_SUGGESTION = _("Taken up as a deputy's suggestion")
    TO_LEGISLATION = _("Passed on to legislation")
    REDIRECTED = _("Shown the right door")


class OpinionState(Choice):
    """Where an opinion stands."""

    RECEIVED = _("Received, in handling")
    HANDLED = _("Handled, not yet reported back")
    REPORTED_BACK = _("Reported back to the resident")
    CLOSED = _("Closed")
    REOPENED = _("Reopened")


class Resident(Model):
    """A resident who spoke to a station and wishes to hear back; only the station's staff reads it."""

    station_id: Mapped[int]
    station: Mapped[Station] = link(label=_("Station"))
    pseudonym: Mapped[str] = field(label=_("Name used in the records"), length=60)
    contact: Mapped[str | None] = field(label=_("Contact"), length=120, audience=(STATION_STAFF,))
    verified: Mapped[bool] = field(label=_("Contact verified"), default=False, server_default="false")
    language: Mapped[PreferredLanguage] = field(
        label=_("Preferred language"), default=PreferredLanguage.ZH, server_default="ZH"
    )

    opinions: Mapped[list[Opinion]] = links(label=_("Opinions"), back="resident")


class Opinion(Model):
    """A matter a resident raised at a station, with exactly one handling."""

    __keys__ = (("station", "serial"),)
    __indexes__ = (("station", "received_at"),)
    __checks__ = (
        ("serial", "serial > 0"),
        ("text", "char_length(text) > 0"),
        ("on_the_spot", "handling <> 'ON_THE_SPOT' OR answer IS NOT NULL"),
        ("forwarded", "forwarded_to_id IS NULL OR handling = 'FORWARDED'"),
        ("closed", "(state = 'CLOSED') = (closed_at IS NOT NULL)"),
        ("closed_after", "closed_at >= received_at"),
    )

    number: Mapped[str] = field(label=_("Number"), length=40, unique=True)
    serial: Mapped[int] = field(label=_("Running number at the station"))
    station_id: Mapped[int]
    station: Mapped[Station] = link(label=_("Station"))
    reception_day_id: Mapped[int | None]
    reception_day: Mapped[ReceptionDay | None] = link(label=_("Reception day"))
    channel: Mapped[OpinionChannel] = field(label=_("Channel"), index=True)
    received_at: Mapped[datetime] = field(label=_("Received at"), index=True)
    received_by_id: Mapped[int | None]
    received_by: Mapped[Person | None] = link(label=_("Deputy who received it"))
    resident_id: Mapped[int | None]
    resident: Mapped[Resident | None] = link(label=_("Resident"))
    category: Mapped[OpinionCategory] = field(label=_("Category"), index=True)
    region_id: Mapped[int | None]
    region: Mapped[Region | None] = link(label=_("Division it is about"))
    place: Mapped[str | None] = field(
        label=_("Exact place"), length=LONGEST_PLACE, audience=(STATION_STAFF, COUNTY_STAFF)
    )
    text: Mapped[str] = field(label=_("Text"), length=LONGEST_TEXT, search=True)
    visibility: Mapped[Visibility] = field(label=_("Visibility"), index=True)
    handling: Mapped[OpinionHandling] = field(label=_("Handling"), index=True)
    answer: Mapped[str | None] = field(label=_("Answer"), length=LONGEST_TEXT)
    forwarded_to_id: Mapped[int | None]
    forwarded_to: Mapped[Organization | None] = link(label=_("Forwarded to"))
    state: Mapped[OpinionState] = field(
        label=_("State"), index=True, default=OpinionState.RECEIVED, server_default="RECEIVED"
    )
    closed_at: Mapped[datetime | None] = field(label=_("Closed at"))

    @rate(basis=_("All opinions received, each in the year it was received."))
    @classmethod
    def answered_on_the_spot(cls, rows: Rows) -> Share:
        """Share of the opinions that were answered on the spot."""
        return Share(numerator=cls.handling == OpinionHandling.ON_THE_SPOT, year=year_of(cls.received_at))

    @rate(basis=_("All opinions received, each in the year it was received."))
    @classmethod
    def closed(cls, rows: Rows) -> Share:
        """Share of the opinions that are closed."""
        return Share(numerator=cls.state == OpinionState.CLOSED, year=year_of(cls.received_at))
