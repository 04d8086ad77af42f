"""The writes of this plugin."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from datetime import date, datetime

from sqlalchemy import func, or_, select

from core.api import Env, ForbiddenScope, Ref, _, label
from plugins.congress.models import Organization, Person, Region, Visibility
from plugins.stations.models import (
    LONGEST_PLACE,
    LONGEST_TEXT,
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    OpinionState,
    Station,
    StationAssignment,
    StationState,
)
from plugins.stations.refusals import (
    AnswerMissing,
    NotForwarded,
    ReceivedInFuture,
    ReceiverNotAssigned,
    SecrecyNotDeclared,
    StationNotActive,
    TextMissing,
    TextTooLong,
)
from plugins.stations.roles import STATION_STAFF


@dataclass(frozen=True, kw_only=True)
class RecordOpinionInput:
    """What a resident said at a station, and what is done with it."""

    station: Ref[Station] = field(metadata=label(_("Station")))
    channel: OpinionChannel = field(metadata=label(_("Channel")))
    category: OpinionCategory = field(metadata=label(_("Category")))
    text: str = field(metadata=label(_("What the resident said: 1 to 2000 characters")))
    visibility: Visibility = field(metadata=label(_("Visibility")))
    handling: OpinionHandling = field(metadata=label(_("Handling")))
    declares_no_state_secret: bool = field(metadata=label(_("Whether it is declared that there is no state secret")))
    received_at: datetime | None = field(default=None, metadata=label(_("Received at; by default now")))
    received_by: Ref[Person] | None = field(default=None, metadata=label(_("Deputy who received it")))
    region: Ref[Region] | None = field(default=None, metadata=label(_("Division it is about")))
    place: str | None = field(default=None, metadata=label(_("Exact place")))
    answer: str | None = field(default=None, metadata=label(_("Answer; required if answered on the spot")))
    forwarded_to: Ref[Organization] | None = field(default=None, metadata=label(_("Organization it is forwarded to")))


def record_opinion(env: Env, input: RecordOpinionInput) -> Opinion:
    """Record an opinion at one's own station, with exactly one handling."""
    station = _own_station(env, input)
    received_at = _received_at(env, input)
    receiver = _receiver(env, input, station, received_at)
    text, answer = _texts(input)
    serial = _next_serial(env, station)
    opinion = env[Opinion](
        number=station.opinion_number(serial),
        serial=serial,
        station_id=station.id,
        channel=input.channel,
        received_at=received_at,
        received_by_id=receiver.id if receiver else None,
        category=input.category,
        region_id=env.get(Region, input.region.id, field="region").id if input.region else None,
        place=_clean(input.place, LONGEST_PLACE, "place"),
        text=text,
        visibility=input.visibility,
        handling=input.handling,
        answer=answer,
        forwarded_to_id=_addressee(env, input),
        state=_first_state(input.handling),
    )
    return env.create(opinion)


def _own_station(env: Env, input: RecordOpinionInput) -> Station:
    """The active station, locked: until the end of this change nobody else numbers its opinions or closes it."""
    station = env.get(Station, input.station.id, field="station")
    if station.id not in env.actor.scope_ids(STATION_STAFF):
        raise ForbiddenScope(what=station.name, field="station")
    env.session.refresh(station, with_for_update={"key_share": True})
    if station.state is not StationState.ACTIVE:
        raise StationNotActive(station=station.name, field="station")
    return station


def _received_at(env: Env, input: RecordOpinionInput) -> datetime:
    received_at = (input.received_at or env.now).astimezone(env.now.tzinfo)
    if received_at > env.now:
        raise ReceivedInFuture(instant=received_at.isoformat(), field="received_at")
    return received_at


def _receiver(env: Env, input: RecordOpinionInput, station: Station, received_at: datetime) -> Person | None:
    if input.received_by is None:
        return None
    person = env.get(Person, input.received_by.id, field="received_by")
    day = received_at.date()
    if not _is_assigned(env, person, station, day):
        raise ReceiverNotAssigned(person=person.name, station=station.name, day=day.isoformat(), field="received_by")
    return person


def _is_assigned(env: Env, person: Person, station: Station, day: date) -> bool:
    assignment = env[StationAssignment]
    found = select(assignment.id).where(
        assignment.station_id == station.id,
        assignment.person_id == person.id,
        assignment.started_on <= day,
        or_(assignment.ended_on.is_(None), assignment.ended_on >= day),
    )
    return env.session.scalar(found.limit(1)) is not None


def _texts(input: RecordOpinionInput) -> tuple[str, str | None]:
    """The opinion and the answer, in the composed form of Unicode and without blanks around them."""
    text = _clean(input.text, LONGEST_TEXT, "text")
    if text is None:
        raise TextMissing(longest=LONGEST_TEXT, field="text")
    answer = _clean(input.answer, LONGEST_TEXT, "answer")
    if answer is None and input.handling is OpinionHandling.ON_THE_SPOT:
        raise AnswerMissing(field="answer")
    if not input.declares_no_state_secret:
        raise SecrecyNotDeclared(field="declares_no_state_secret")
    return text, answer


def _clean(text: str | None, longest: int, field: str) -> str | None:
    cleaned = unicodedata.normalize("NFC", text or "").strip()
    if len(cleaned) > longest:
        raise TextTooLong(length=len(cleaned), longest=longest, field=field)
    return cleaned or None


def _addressee(env: Env, input: RecordOpinionInput) -> int | None:
    if input.forwarded_to is None:
        return None
    if input.handling is not OpinionHandling.FORWARDED:
        raise NotForwarded(field="forwarded_to")
    return env.get(Organization, input.forwarded_to.id, field="forwarded_to").id


def _next_serial(env: Env, station: Station) -> int:
    opinion = env[Opinion]
    highest = env.session.scalar(select(func.max(opinion.serial)).where(opinion.station_id == station.id))
    return (highest or 0) + 1


def _first_state(handling: OpinionHandling) -> OpinionState:
    """Whoever was answered on the spot has been reported back to; all others wait for a result."""
    return OpinionState.REPORTED_BACK if handling is OpinionHandling.ON_THE_SPOT else OpinionState.RECEIVED
