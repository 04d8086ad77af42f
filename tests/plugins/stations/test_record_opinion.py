"""`recordOpinion`: who may record what, and every way in which it is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest

from core.declarations.environments import Env
from core.declarations.mutations import Ref
from core.declarations.roles import Grant as Held
from core.foundation.errors import ForbiddenScope, NotFound, Refusal
from plugins.congress.models import Organization, Person, Visibility
from plugins.stations.models import (
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    OpinionState,
    Station,
    StationState,
)
from plugins.stations.mutations import RecordOpinionInput, record_opinion
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
from tests.plugins.world import World

NOBODY = 10**9


@dataclass
class Desk:
    """A station at work, its staff, and a deputy who serves there."""

    station: Station
    staff: Env
    deputy: Person

    def record(self, **values: object) -> Opinion:
        return record_opinion(self.staff, an_input(self.station, **values))


@pytest.fixture
def desk(world: World) -> Desk:
    station, deputy = world.a_station(code="LS0560"), world.a_deputy(name="韦小明")
    world.an_assignment(station, deputy)
    return Desk(station, world.staff_of(station), deputy)


def an_input(station: Station, /, **values: object) -> RecordOpinionInput:
    known: dict[str, object] = {
        "station": Ref(station.id),
        "channel": OpinionChannel.IN_PERSON,
        "category": OpinionCategory.ROADS,
        "text": "小区门口的路灯不亮",
        "visibility": Visibility.PUBLIC,
        "handling": OpinionHandling.ON_THE_SPOT,
        "answer": "已说明维修安排",
        "declares_no_state_secret": True,
    }
    return RecordOpinionInput(**{**known, **values})  # type: ignore[arg-type]


def test_an_opinion_answered_on_the_spot_is_reported_back(desk: Desk) -> None:
    opinion = desk.record(received_by=Ref(desk.deputy.id))

    assert opinion.state is OpinionState.REPORTED_BACK
    assert opinion.received_at == desk.staff.now
    assert opinion.received_by is desk.deputy
    assert opinion.closed_at is None


def test_an_opinion_that_is_passed_on_waits_for_a_result(desk: Desk) -> None:
    opinion = desk.record(handling=OpinionHandling.FORWARDED, answer=None, forwarded_to=Ref(an_organization(desk).id))

    assert opinion.state is OpinionState.RECEIVED
    assert opinion.forwarded_to is an_organization(desk)


def test_opinions_are_numbered_one_after_the_other_at_each_station(desk: Desk, world: World) -> None:
    other = world.a_station(code="LS0561")

    numbers = [
        desk.record().number,
        desk.record().number,
        record_opinion(world.staff_of(other), an_input(other)).number,
    ]

    assert numbers == ["LS0560-00001", "LS0560-00002", "LS0561-00001"]


def test_texts_are_kept_composed_and_without_blanks_around(desk: Desk) -> None:
    opinion = desk.record(text=" Vongz " + unicodedata.normalize("NFD", "é") + "\n", place="  ")

    assert opinion.text == "Vongz é"
    assert opinion.place is None


def test_a_text_may_have_2000_characters_of_any_width(desk: Desk) -> None:
    assert len(desk.record(text="𠮷" * 2000).text) == 2000


@pytest.mark.parametrize(
    ("values", "refusal", "code", "field"),
    [
        ({"station": Ref(NOBODY)}, NotFound, "NOT_FOUND", "station"),
        ({"received_by": Ref(NOBODY)}, NotFound, "NOT_FOUND", "received_by"),
        ({"region": Ref(NOBODY)}, NotFound, "NOT_FOUND", "region"),
        ({"text": " \n"}, TextMissing, "VALIDATION", "text"),
        ({"text": "字" * 2001}, TextTooLong, "VALIDATION", "text"),
        ({"place": "字" * 201}, TextTooLong, "VALIDATION", "place"),
        ({"answer": "字" * 2001}, TextTooLong, "VALIDATION", "answer"),
        ({"answer": None}, AnswerMissing, "VALIDATION", "answer"),
        ({"answer": " "}, AnswerMissing, "VALIDATION", "answer"),
        ({"forwarded_to": Ref(NOBODY)}, NotForwarded, "VALIDATION", "forwarded_to"),
        ({"declares_no_state_secret": False}, SecrecyNotDeclared, "CONFIDENTIAL_CONTENT", "declares_no_state_secret"),
    ],
)
def test_what_cannot_be_recorded_is_refused(
    desk: Desk, values: dict[str, object], refusal: type[Refusal], code: str, field: str
) -> None:
    with pytest.raises(refusal) as refused:
        desk.record(**values)

    assert (refused.value.code, refused.value.field) == (code, field)


def test_the_future_is_not_recorded(desk: Desk) -> None:
    desk.record(received_at=desk.staff.now)

    with pytest.raises(ReceivedInFuture) as refused:
        desk.record(received_at=desk.staff.now + timedelta(seconds=1))

    assert refused.value.field == "received_at"


@pytest.mark.parametrize("state", [StationState.PLANNED, StationState.SUSPENDED, StationState.CLOSED])
def test_only_an_active_station_records(world: World, state: StationState) -> None:
    station = world.a_station(state=state, closed_on=date(2025, 1, 1))

    with pytest.raises(StationNotActive) as refused:
        record_opinion(world.staff_of(station), an_input(station))

    assert refused.value.code == "INVALID_TRANSITION"


def test_staff_records_at_its_own_station_only(desk: Desk, world: World) -> None:
    elsewhere = world.a_station()

    with pytest.raises(ForbiddenScope):
        record_opinion(desk.staff, an_input(elsewhere))


def test_the_scope_counts_before_the_state_of_the_station(desk: Desk, world: World) -> None:
    """The checks come in a fixed order: role and scope, then the record, then its state."""
    elsewhere = world.a_station(state=StationState.PLANNED)

    with pytest.raises(ForbiddenScope):
        record_opinion(desk.staff, an_input(elsewhere))


def test_a_grant_without_a_scope_is_no_grant_for_a_station(desk: Desk, world: World) -> None:
    with pytest.raises(ForbiddenScope):
        record_opinion(world.env(Held(STATION_STAFF.name)), an_input(desk.station))


def test_the_receiving_deputy_served_at_the_station_on_that_day(desk: Desk, world: World) -> None:
    """Deputies take part in activities near to where they live (Deputies Law, art. 28)."""
    stranger = world.a_deputy(desk.deputy.mandates[0].term, name="覃大山")

    with pytest.raises(ReceiverNotAssigned, match="覃大山") as refused:
        desk.record(received_by=Ref(stranger.id))

    assert refused.value.code == "NOT_ASSIGNED"


def test_the_day_of_an_opinion_is_liuzhous(desk: Desk) -> None:
    """The assignment begins on 1 January 2024 in Asia/Shanghai, eight hours before it does in Greenwich."""
    midnight = datetime(2023, 12, 31, 16, 0, tzinfo=UTC)

    assert desk.record(received_by=Ref(desk.deputy.id), received_at=midnight).id
    with pytest.raises(ReceiverNotAssigned):
        desk.record(received_by=Ref(desk.deputy.id), received_at=midnight - timedelta(minutes=1))


def an_organization(desk: Desk) -> Organization:
    found = desk.staff.find(Organization)
    assert found is not None
    return found
