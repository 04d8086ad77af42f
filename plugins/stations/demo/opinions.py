"""What residents said at the stations in two years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.api import Load, _
from plugins.congress.demo.dice import Dice, Weighted
from plugins.congress.demo.organizations import GOVERNMENT, organization_numbers
from plugins.congress.demo.roster import Deputy
from plugins.congress.models import Visibility
from plugins.stations.demo.ledger import opinion_counts, residents_known
from plugins.stations.demo.matters import Said, matters, say
from plugins.stations.demo.network import RONGKANG, DemoStation, network
from plugins.stations.demo.occasions import Occasion, occasions
from plugins.stations.demo.posts import serving
from plugins.stations.demo.progress import AT_ONCE, progress
from plugins.stations.models import Opinion, OpinionChannel, OpinionHandling, OpinionState

_COLUMNS = (
    "id",
    "number",
    "serial",
    "station_id",
    "reception_day_id",
    "channel",
    "received_at",
    "received_by_id",
    "resident_id",
    "category",
    "region_id",
    "place",
    "text",
    "visibility",
    "handling",
    "answer",
    "forwarded_to_id",
    "state",
    "closed_at",
    "created_at",
    "updated_at",
)
_NAMED = 0.45
"""The share of opinions whose teller left a pseudonym in order to hear back."""

_CHANNELS = Weighted(
    {
        OpinionChannel.IN_PERSON: 22,
        OpinionChannel.HOME_VISIT: 24,
        OpinionChannel.PHONE: 16,
        OpinionChannel.QR: 22,
        OpinionChannel.ACTIVITY: 8,
        OpinionChannel.DELIBERATION: 3,
        OpinionChannel.PAPER: 5,
    }
)
_WITHOUT_DEPUTY = frozenset({OpinionChannel.QR, OpinionChannel.PAPER, OpinionChannel.PHONE})
_HANDLINGS = Weighted(
    {
        OpinionHandling.ON_THE_SPOT: 58,
        OpinionHandling.FORWARDED: 33,
        OpinionHandling.TO_DELIBERATION: 4,
        OpinionHandling.TO_SUGGESTION: 5,
    }
)
_VISIBILITIES = Weighted(
    {Visibility.PUBLIC: 88, Visibility.DEPUTIES: 4, Visibility.OFFICIAL: 5, Visibility.CONFIDENTIAL: 3}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A station with those who receive and those who come."""

    station: DemoStation
    deputies: Sequence[Deputy]
    residents: range
    dice: Dice

    @property
    def reported(self) -> bool:
        """Whether the report tells of its opinions; then all of them are public and none goes elsewhere."""
        return self.station.code == RONGKANG


def opinions(scale: float) -> Load:
    """The rows of `Opinion`, station by station and in the order in which they were heard."""
    total = sum(opinion_counts(scale).values())
    rows = ((number, *row) for number, row in enumerate(_opinions(scale), start=1))
    return Load(model=Opinion, columns=_COLUMNS, rows=rows, total=total, label=_("Opinions of residents"))


def _opinions(scale: float) -> Iterator[tuple[object, ...]]:
    for station in network():
        desk = Desk(
            station=station,
            deputies=serving(scale)[station.code],
            residents=residents_known(scale)[station.code],
            dice=Dice("opinions", station.code),
        )
        for serial, occasion in enumerate(occasions(station, scale), start=1):
            yield f"{station.code}-{serial:05}", serial, station.id, *_opinion(desk, occasion)


def _opinion(desk: Desk, occasion: Occasion) -> Iterator[object]:
    dice = desk.dice
    unit = dice.pick(desk.station.concerns)
    said = say(dice.pick(matters(rural=unit.rural, ordinary=desk.reported)), unit, dice)
    handling = occasion.handling or said.matter.handling or dice.draw(_HANDLINGS)
    fate = progress(handling, occasion.at, dice)
    yield occasion.reception.id if occasion.reception else None
    yield from _reception(desk, occasion)
    yield dice.pick(desk.residents) if desk.residents and dice.chance(_NAMED) else None
    yield said.matter.category
    yield unit.id
    yield said.place
    yield said.text
    yield Visibility.PUBLIC if desk.reported else dice.draw(_VISIBILITIES)
    yield handling
    yield _answer(said, handling, fate.state)
    yield _addressee(desk.station, said) if handling is OpinionHandling.FORWARDED else None
    yield fate.state
    yield fate.closed_at
    yield occasion.at
    yield fate.touched_at


def _reception(desk: Desk, occasion: Occasion) -> tuple[object, ...]:
    """Through which channel it came, when, and the number of the deputy who heard it, if one did."""
    if occasion.reception:
        deputy = desk.dice.pick(occasion.reception.rota)
        return OpinionChannel.IN_PERSON, occasion.at, deputy.id
    channel = desk.dice.draw(_CHANNELS)
    return channel, occasion.at, None if channel in _WITHOUT_DEPUTY else desk.dice.pick(desk.deputies).id


def _answer(said: Said, handling: OpinionHandling, state: OpinionState) -> str | None:
    if handling in AT_ONCE:
        return said.answer
    return said.result if handling is OpinionHandling.FORWARDED and state is not OpinionState.RECEIVED else None


def _addressee(station: DemoStation, said: Said) -> int:
    """The government of the home, or the department of its county."""
    place = station.home.code if said.matter.organ == GOVERNMENT else station.home.parent_code
    return organization_numbers()[f"{place}-{said.matter.organ}"]
