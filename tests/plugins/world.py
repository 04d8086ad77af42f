"""Builders with defaults, so that a test shows only what it is about."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from itertools import count
from typing import TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import select

from core.declarations.models import Model
from core.declarations.roles import OPERATOR
from core.declarations.roles import Grant as Held
from core.runtime.env import Env
from plugins.congress.congresses import begin_term
from plugins.congress.models import (
    Congress,
    Mandate,
    MandateStatus,
    Organization,
    OrganizationKind,
    Person,
    Region,
    Term,
    Visibility,
)
from plugins.proposals.models import (
    Commitment,
    Cosignature,
    CosignatureKind,
    CosignatureState,
    Evaluation,
    Handling,
    HandlingRole,
    HandlingState,
    OutcomeCount,
    Reply,
    Satisfaction,
    Suggestion,
    SuggestionCategory,
    SuggestionOrigin,
    SuggestionState,
)
from plugins.stations.models import (
    Opinion,
    OpinionCategory,
    OpinionChannel,
    OpinionHandling,
    Station,
    StationAssignment,
    StationKind,
    StationState,
)
from plugins.stations.roles import STATION_STAFF

M = TypeVar("M", bound=Model)

NOW = datetime(2025, 6, 1, 10, 0, tzinfo=ZoneInfo("Asia/Shanghai"))

LIUZHOU = "4502"
RONGAN = "450224"
CHANGAN = "450224100"
RONGKANG = "450224100011"
YUFENG = "450203"
QILIN = "450203007"

WITHOUT_NUMBER = (
    SuggestionState.DRAFT,
    SuggestionState.COSIGNING,
    SuggestionState.SUBMITTED,
    SuggestionState.RETURNED,
    SuggestionState.AS_LETTER,
    SuggestionState.MERGED,
    SuggestionState.WITHDRAWN,
)
UNASSIGNED = (*WITHOUT_NUMBER, SuggestionState.ACCEPTED)
UNANSWERED = (*UNASSIGNED, SuggestionState.ASSIGNED, SuggestionState.RETURN_REQUESTED, SuggestionState.HANDLING)


class World:
    """Makes rows for one test; `env` gives an environment for an actor with those grants."""

    def __init__(self, env: Callable[..., Env]) -> None:
        self.env = env
        self._bare = env()
        self._numbers = count(1)

    def add(self, definition: type[M], **values: object) -> M:
        """The record, written without asking any rule."""
        record = self._bare[definition](**values)
        self._bare.session.add(record)
        self._bare.session.flush()
        return record

    def region(self, code: str) -> Region:
        """The seeded division with that code."""
        region = self._bare[Region]
        return self._bare.session.scalars(select(region).where(region.code == code)).one()

    def congress(self, code: str) -> Congress:
        """The seeded congress of the division with that code."""
        congress = self._bare[Congress]
        return self._bare.session.scalars(select(congress).where(congress.code == code)).one()

    def a_term(self, congress: str = LIUZHOU, ordinal: int = 15, starts_on: date = date(2021, 9, 1)) -> Term:
        """A term of the congress with that code."""
        env, name = self.env(Held(OPERATOR.name)), f"term {ordinal}"
        return begin_term(env, self.congress(congress), ordinal=ordinal, name=name, starts_on=starts_on)

    def a_deputy(self, term: Term | None = None, **values: object) -> Person:
        """A person with one active mandate."""
        person = self.add(Person, **{"name": "韦小明", **values})
        self.a_mandate(person, term or self.a_term())
        return person

    def a_mandate(self, person: Person, term: Term, **values: object) -> Mandate:
        """An active mandate of the person."""
        known = {"status": MandateStatus.ACTIVE, "started_on": term.starts_on, **values}
        return self.add(Mandate, person_id=person.id, term_id=term.id, **known)

    def a_station(self, region: str = RONGKANG, /, **values: object) -> Station:
        """An active liaison station in the division with that code."""
        known = {
            "code": f"T{next(self._numbers)}",
            "name": "融康社区联络站",
            "kind": StationKind.STATION,
            "state": StationState.ACTIVE,
            "established_on": date(2024, 1, 1),
            "host_region_id": self.region(region).id,
        }
        return self.add(Station, **{**known, **values})

    def an_assignment(self, station: Station, person: Person, **values: object) -> StationAssignment:
        """The person's assignment to the station."""
        known = {"started_on": date(2024, 1, 1), **values}
        return self.add(StationAssignment, station_id=station.id, person_id=person.id, **known)

    def an_opinion(self, station: Station, **values: object) -> Opinion:
        """A public opinion that was forwarded."""
        serial = next(self._numbers)
        known = {
            "number": station.opinion_number(serial),
            "serial": serial,
            "channel": OpinionChannel.PHONE,
            "category": OpinionCategory.ROADS,
            "received_at": self._bare.now,
            "text": "路灯不亮",
            "visibility": Visibility.PUBLIC,
            "handling": OpinionHandling.FORWARDED,
        }
        return self.add(Opinion, station_id=station.id, **{**known, **values})

    def staff_of(self, station: Station) -> Env:
        """The environment of somebody on the station's staff."""
        return self.env(Held(STATION_STAFF.name, station.id, STATION_STAFF.scope))

    def a_unit(self, region: str = LIUZHOU, **values: object) -> Organization:
        """A government department that handles suggestions, of the division with that code."""
        code = f"U{next(self._numbers)}"
        known = {
            "code": code,
            "name": f"示例局{code}",
            "kind": OrganizationKind.DEPARTMENT,
            "is_undertaking_unit": True,
        }
        return self.add(Organization, region_id=self.region(region).id, **{**known, **values})

    def a_suggestion(
        self, lead: Mandate, state: SuggestionState = SuggestionState.SUBMITTED, **values: object
    ) -> Suggestion:
        """A suggestion made between sessions, in that state, with the signature of its lead deputy."""
        known = {
            "congress_id": lead.term.congress_id,
            "term_id": lead.term_id,
            "is_closed_session": values.get("session_id") is None,
            "title": "关于安装太阳能路灯的建议",
            "matter_text": "村道夜间没有照明",
            "category": SuggestionCategory.TRANSPORT,
            "origin_kind": SuggestionOrigin.INTERSESSION,
            "declares_no_state_secret": True,
            "state": state,
            **self._standing(state),
        }
        suggestion = self.add(Suggestion, **{**known, **values})
        self.a_signature(suggestion, lead, kind=CosignatureKind.LEAD)
        return suggestion

    def _standing(self, state: SuggestionState) -> dict[str, object]:
        """The number and the times that a suggestion in the state has."""
        serial, now = next(self._numbers), self._bare.now
        numbered, ended = state not in WITHOUT_NUMBER, state is SuggestionState.WITHDRAWN
        return {
            "serial": serial if numbered else None,
            "number": f"闭字{serial}号" if numbered else None,
            "submitted_at": None if state in (SuggestionState.DRAFT, SuggestionState.COSIGNING) else now,
            "accepted_at": now if numbered else None,
            "assigned_at": None if state in UNASSIGNED else now,
            "replied_at": None if state in UNANSWERED else now,
            "closed_at": now if state is SuggestionState.CLOSED else None,
            "withdrawn_at": now if ended else None,
        }

    def a_signature(self, suggestion: Suggestion, mandate: Mandate, **values: object) -> Cosignature:
        """The signature of the holder of the mandate, under the current text."""
        known = {
            "person_id": mandate.person_id,
            "kind": CosignatureKind.COSIGNER,
            "state": CosignatureState.CONFIRMED,
            "text_version": suggestion.text_version,
            "at": self._bare.now,
        }
        return self.add(Cosignature, suggestion_id=suggestion.id, mandate_id=mandate.id, **{**known, **values})

    def a_handling(self, suggestion: Suggestion, unit: Organization, **values: object) -> Handling:
        """The handling of the suggestion by the unit, which is in the lead."""
        known = {"role": HandlingRole.LEAD, "state": HandlingState.HANDLING, "assigned_at": self._bare.now}
        return self.add(Handling, suggestion_id=suggestion.id, unit_id=unit.id, **{**known, **values})

    def a_reply(self, handling: Handling, **values: object) -> Reply:
        """A reply of the unit that was sent, in the first class of the usual scheme."""
        known: dict[str, object] = {
            "document_no": f"示例函〔2025〕{next(self._numbers)}号",
            "title": "关于代表建议的答复",
            "situation": "情况属实",
            "plan": "年内安装",
            "outcome_class_id": 1,
            "counts_as": OutcomeCount.SOLVED,
            "signer": "示例局长（演示）",
            "signer_title": "局长",
            "sent_at": self._bare.now,
        }
        return self.add(Reply, suggestion_id=handling.suggestion_id, handling_id=handling.id, **{**known, **values})

    def a_commitment(self, reply: Reply, unit: Organization, due_on: date, **values: object) -> Commitment:
        """What the unit promised in the reply."""
        known = {"organization_id": unit.id, "text": "安装路灯五十盏", "due_on": due_on}
        return self.add(Commitment, suggestion_id=reply.suggestion_id, reply_id=reply.id, **{**known, **values})

    def an_evaluation(self, reply: Reply, mandate: Mandate, **values: object) -> Evaluation:
        """The satisfied evaluation of the reply by the holder of the mandate."""
        known: dict[str, object] = {
            "person_id": mandate.person_id,
            "mandate_id": mandate.id,
            "attitude": Satisfaction.SATISFIED,
            "result": Satisfaction.SATISFIED,
            "at": self._bare.now,
        }
        return self.add(Evaluation, suggestion_id=reply.suggestion_id, reply_id=reply.id, **{**known, **values})
