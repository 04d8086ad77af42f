"""Suggestions that units handle: rows as an assignment leaves them, and what has to be done before a reply."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from core.declarations.roles import SYSTEM_ACTOR, Actor
from core.generation.generation import Generation
from core.runtime.env import Env
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.models import Mandate
from plugins.proposals.clock import BY_UNIT, begin
from plugins.proposals.congress import ProposalsDeadline, ProposalsNotification
from plugins.proposals.models import (
    Cosignature,
    CosignatureKind,
    CosignatureState,
    Handling,
    HandlingRole,
    RequestPoint,
    Suggestion,
    SuggestionCategory,
    SuggestionOrigin,
    SuggestionState,
)
from tests.plugins.proposals.course import Course, Payload
from tests.plugins.proposals.town import CITY_CLERK, Town

CITY_CONGRESS = 3
LEAD, CO, SEPARATE = HandlingRole.LEAD, HandlingRole.CO, HandlingRole.SEPARATE
ON_ASSIGNMENT = (
    DeadlineKind.REQUEST_RETURN,
    DeadlineKind.WORK_PLAN,
    DeadlineKind.FIRST_CONTACT,
    DeadlineKind.CO_OPINION,
    DeadlineKind.REPLY,
)


@dataclass(frozen=True)
class Desk:
    """Brings suggestions to where units, deputies and staff go on with them."""

    course: Course
    generation: Generation

    @property
    def town(self) -> Town:
        """Whom and what there is."""
        return self.course.town

    @contextmanager
    def env(self, actor: Actor = SYSTEM_ACTOR) -> Iterator[Env]:
        """An environment at the time of the town; what is done in it is kept."""
        with self.course.ask.changed() as session:
            now = self.course.clock.now
            yield Env(generation=self.generation, session=session, actor=actor, locale="en", now=now)

    def later(self, **time: float) -> None:
        """Let the time pass."""
        self.course.clock.now += timedelta(**time)

    def assigned(
        self, *units: tuple[str, HandlingRole], deputies: tuple[str, ...] = ("wei", "qin"), **values: object
    ) -> str:
        """A suggestion of the deputies, the first in the lead, that was assigned to the units today."""
        with self.env() as env:
            made = self._suggestion(env, deputies, **values)
            for unit, role in units or (("traffic", LEAD),):
                self._handling(env, made, unit, role)
            return f"Suggestion:{made.id}"

    def merged(self, into: str, *deputies: str) -> str:
        """A suggestion of the deputies that was merged into the other."""
        with self.env() as env:
            target = number_of(into)
            values = {"number": None, "serial": None, "accepted_at": None, "assigned_at": None}
            state = SuggestionState.MERGED
            made = self._suggestion(env, deputies, state=state, merged_into_id=target, **values)
            return f"Suggestion:{made.id}"

    def handling(self, suggestion: str, *units: str) -> str:
        """The same suggestion once the units signed for it."""
        for unit in units or ("traffic",):
            handling = self.course.handling(suggestion, unit)
            self.course.done("sign_for", suggestion, self.town.clerk(unit), handling=handling)
        return suggestion

    def contacted(self, suggestion: str, *units: str, deputy: str = "wei") -> str:
        """The same suggestion once the units spoke with the deputy, who confirmed it."""
        for unit in units or ("traffic",):
            self.course.done("log_contact", suggestion, self.town.clerk(unit), **self.contact(suggestion, unit))
            contact = self.latest(suggestion, unit, "contacts")
            self.course.done("confirm_contact", suggestion, self.town.deputy(deputy), contact=contact)
        return suggestion

    def ready(
        self, *units: tuple[str, HandlingRole], deputies: tuple[str, ...] = ("wei", "qin"), **values: object
    ) -> str:
        """A suggestion to which all its units can reply, with the points answered below."""
        named = units or (("traffic", LEAD),)
        suggestion = self.assigned(*named, deputies=deputies, **values)
        self.handling(suggestion, *(unit for unit, _role in named))
        in_charge = (unit for unit, role in named if role is not CO)
        return self.contacted(suggestion, *in_charge, deputy=deputies[0])

    def contact(self, suggestion: str, unit: str = "traffic", **changes: object) -> dict[str, object]:
        """The input of `logContact`."""
        given = {
            "handling": self.course.handling(suggestion, unit),
            "stage": "DURING",
            "mode": "PHONE",
            "at": self.course.clock.now.isoformat(),
            "withWhom": "韦试一、试点科科长",
            "summary": "说明了打算。",
        }
        return {**given, **changes}

    def reply(self, suggestion: str, unit: str = "traffic", **changes: object) -> dict[str, Any]:
        """The input of `issueReply`, by which everything is planned and promised."""
        points = self.course.read(suggestion, "points { nodes { id } }")["points"]["nodes"]
        given = {
            "handling": self.course.handling(suggestion, unit),
            "documentNo": "试交函1号",
            "situation": "人行道确已破损。",
            "plan": "列入今年计划。",
            "outcomeClass": "OutcomeClass:2",
            "answers": [{"point": point["id"], "answer": "已列入计划。"} for point in points],
            "commitments": [{"text": "修缮试点路", "dueOn": "2025-09-30"}],
            "signer": "韦试长",
            "signerTitle": "局长",
        }
        return {**given, **changes}

    def replied(
        self, *units: tuple[str, HandlingRole], deputies: tuple[str, ...] = ("wei", "qin"), **given: object
    ) -> str:
        """A suggestion to which all its units replied."""
        named = units or (("traffic", LEAD),)
        suggestion = self.ready(*named, deputies=deputies)
        for unit, role in named:
            if role is not CO:
                self.issue(suggestion, unit, **given)
        return suggestion

    def issue(self, suggestion: str, unit: str = "traffic", **given: object) -> str:
        """The identifier of the reply the unit then issued."""
        self.course.done("issue_reply", suggestion, self.town.leader(unit), **self.reply(suggestion, unit, **given))
        return self.latest(suggestion, unit, "replies")

    def opinion(self, suggestion: str, unit: str) -> None:
        """Let the helper give its opinion."""
        given = {"documentNo": "试建函1号", "text": "可以配合。", "handling": self.course.handling(suggestion, unit)}
        self.course.done("submit_co_opinion", suggestion, self.town.clerk(unit), **given)

    def judge(self, suggestion: str, unit: str = "traffic", *, by: str = "wei", result: str = "SATISFIED") -> Payload:
        """The suggestion once the deputy judged the unit's reply."""
        reply = self.latest(suggestion, unit, "replies")
        comment = "没有写明时间" if result == "DISSATISFIED" else None
        given = {"reply": reply, "attitude": "SATISFIED", "result": result, "comment": comment}
        return self.course.done("evaluate_reply", suggestion, self.town.deputy(by), **given)

    def again(self, suggestion: str, *, opened: bool = False) -> None:
        """Let the unit be ordered to handle the suggestion again and reply a second time."""
        self.later(days=1)
        self.course.done("order_rehandling", suggestion, CITY_CLERK, reason="没有写明时间")
        self.later(hours=1)
        self.contacted(suggestion)
        comment = None if opened else "补充了时间"
        self.issue(suggestion, outcomeClass="OutcomeClass:3", commitments=[], answersComment=comment)

    def replied_in(self, term: int) -> str:
        """A suggestion of that term to which its unit replied, promising nothing."""
        suggestion = self.ready(term_id=term)
        self.issue(suggestion, outcomeClass="OutcomeClass:3", commitments=[])
        return suggestion

    def commitment(self, suggestion: str) -> str:
        """The identifier of the first commitment of the suggestion."""
        shown = "commitments(orderBy: [{id: ASC}], first: 1) { nodes { id } }"
        found: str = self.course.read(suggestion, shown)["commitments"]["nodes"][0]["id"]
        return found

    def latest(self, suggestion: str, unit: str, records: str) -> str:
        """The identifier of the latest of such records of the unit's handling."""
        handling = self.course.handling(suggestion, unit)
        shown = f"{records}(orderBy: [{{id: DESC}}], first: 1) {{ nodes {{ id }} }}"
        nodes = self.course.read(suggestion, f"handlings {{ nodes {{ id {shown} }} }}")["handlings"]["nodes"]
        found: str = next(node for node in nodes if node["id"] == handling)[records]["nodes"][0]["id"]
        return found

    def deadlines(self, suggestion: str, unit: str | None = None) -> dict[str, str]:
        """Where the deadlines of the suggestion stand, or those of the unit, by their kind."""
        with self.env() as env:
            deadline, handling = env[ProposalsDeadline], env[Handling]
            found = select(deadline).outerjoin(handling, handling.id == deadline.handling_id)
            found = found.where(deadline.suggestion_id == number_of(suggestion))
            found = found.where(handling.unit_id == (self.town.units[unit] if unit else None))
            rows = env.session.scalars(found.order_by(deadline.id))
            return {row.kind.name: row.state.name for row in rows}

    def told(self, suggestion: str) -> list[tuple[str, str]]:
        """What was told of the suggestion, each with the kind of recipient."""
        with self.env() as env:
            notification = env[ProposalsNotification]
            found = select(notification).where(notification.suggestion_id == number_of(suggestion))
            rows = env.session.scalars(found.order_by(notification.id))
            return [(row.subject, row.key.split(":")[-2]) for row in rows]

    def _suggestion(self, env: Env, deputies: tuple[str, ...], **values: object) -> Suggestion:
        serial = env.session.query(env[Suggestion]).count() + 1
        known = {
            "congress_id": CITY_CONGRESS,
            "term_id": self.town.terms["city"],
            "is_closed_session": True,
            "number": f"闭字{serial}号",
            "serial": serial,
            "title": "关于修缮试点路人行道的建议",
            "matter_text": "试点路的人行道破损。",
            "category": SuggestionCategory.URBAN_CONSTRUCTION,
            "origin_kind": SuggestionOrigin.SURVEY,
            "declares_no_state_secret": True,
            "state": SuggestionState.ASSIGNED,
            "submitted_at": env.now,
            "accepted_at": env.now,
            "assigned_at": env.now,
        }
        made = env[Suggestion](**{**known, **values})
        env.session.add(made)
        env.session.flush()
        for ordinal, text in enumerate(("修缮人行道", "增设路灯"), 1):
            env.session.add(env[RequestPoint](suggestion_id=made.id, ordinal=ordinal, text=text))
        for place, name in enumerate(deputies):
            self._signature(env, made, name, CosignatureKind.COSIGNER if place else CosignatureKind.LEAD)
        env.session.flush()
        return made

    def _signature(self, env: Env, suggestion: Suggestion, name: str, kind: CosignatureKind) -> None:
        mandate = env.session.get_one(env[Mandate], self.town.mandates[name])
        signature = env[Cosignature](
            suggestion_id=suggestion.id,
            mandate_id=mandate.id,
            person_id=mandate.person_id,
            kind=kind,
            state=CosignatureState.CONFIRMED,
            text_version=1,
            at=env.now,
        )
        env.session.add(signature)

    def _handling(self, env: Env, suggestion: Suggestion, unit: str, role: HandlingRole) -> None:
        made = env[Handling](
            suggestion_id=suggestion.id,
            unit_id=self.town.units[unit],
            role=role,
            part=f"{unit}的部分" if role is SEPARATE else None,
            assigned_at=env.now,
        )
        env.session.add(made)
        env.session.flush()
        for kind in ON_ASSIGNMENT:
            if role in BY_UNIT[kind]:
                begin(env, suggestion, kind, DeadlineEvent.ASSIGNED, made)


def in_both(take: Callable[[str], Payload]) -> tuple[str, str | None]:
    """The code and the field of a refusal that was told in both languages, each in its own words."""
    (english,), (chinese,) = take("en")["errors"], take("zh_CN")["errors"]
    assert (english["code"], english["field"]) == (chinese["code"], chinese["field"])
    assert english["message"] != chinese["message"]
    assert english["hint"] != chinese["hint"] or english["hint"] is None
    assert "{" not in english["message"] + chinese["message"] + (chinese["hint"] or "")
    return english["code"], english["field"]


def number_of(identifier: str) -> int:
    """The number within a global identifier."""
    return int(identifier.partition(":")[2])
