"""Takes steps: who, which version, which state, what refuses it; then the effect, the event and the deadlines.

The checks come in this order, so that nobody learns anything of a record they may not read, and whoever
works on an old version is told so before anything else.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select
from sqlalchemy.orm.attributes import flag_modified

from core.access import SYSTEM_ACTOR
from core.refusals import ForbiddenScope, StaleVersion
from core.workflow.declarations import Reason, Taking
from core.workflow.inputs import LONGEST_KEY, LONGEST_REASON
from core.workflow.refusals import (
    IdempotencyKeyReused,
    InvalidTransition,
    NothingPossible,
    ReasonMissing,
    TextTooLong,
)
from core.workflow.who import answers_about, role_for

if TYPE_CHECKING:
    from core.choice import Choice
    from core.env import Env
    from core.model import Model
    from core.refusals import Refusal
    from core.workflow.composed import ComposedStep, ComposedWorkflow


@dataclass(frozen=True, kw_only=True)
class Order:
    """A step somebody wants taken: on which record and version, with which input, why, and under which key."""

    number: int | None
    version: int | None
    input: object
    reason: str | None = None
    key: str | None = None


@dataclass(frozen=True)
class Taken:
    """A step that was taken: the record as it then stood, and its event."""

    record: Model
    event: Model


class StepResultError(RuntimeError):
    """An effect that named a state its step does not reach: a fault of the plugin, not of the client."""


class Engine:
    """Takes the steps of one workflow in one environment."""

    def __init__(self, env: Env, workflow: ComposedWorkflow) -> None:
        self._env = env
        self._workflow = workflow

    def take(self, step: ComposedStep, order: Order) -> Taken:
        """Take the step, and all automatic ones that follow from it.

        Raises:
            Refusal: why it cannot be taken; the caller takes back the whole change.
        """
        reason = _words(order.reason, LONGEST_REASON, "reason")
        key = _words(order.key, LONGEST_KEY, "idempotency_key")
        replayed = self._replayed(step, order, key)
        if replayed is not None:
            return replayed
        taking = Taking(step=step.name, input=order.input, reason=reason)
        if step.step.creates:
            return self._create(step, taking, key)
        assert order.number is not None  # noqa: S101 - a step that makes no record is given one
        record = self._env.locked(self._workflow.definition, order.number, field="id")
        try:
            role = self._check(step, record, order, taking)
        except (StaleVersion, InvalidTransition) as refusal:
            refusal.about = (self._workflow.definition, order.number)
            raise
        return self._carry_out(step, record, taking, role, key)

    def run_automatic(self, record: Model) -> None:
        """Take the automatic steps whose time has come, one after the other, as SYSTEM."""
        engine = Engine(self._env.acting(SYSTEM_ACTOR), self._workflow)
        for _ in self._workflow.steps:
            step = engine._due_by_itself(record)
            if step is None:
                return
            engine._carry_out(step, record, _by_itself(step), None, None, follow=False)

    def _check(self, step: ComposedStep, record: Model, order: Order, taking: Taking[Any]) -> str:
        role = role_for(self._env, step, record)
        if role is None:
            raise ForbiddenScope(what=step.step.label)
        if record.version != order.version:
            raise StaleVersion(field="expected_version")
        if self._state(record) not in step.step.leaves:
            raise self._impossible(step, record)
        refusal = self._refusal(step, record, taking)
        if refusal is not None:
            raise refusal
        return role

    def _refusal(self, step: ComposedStep, record: Model, taking: Taking[Any]) -> Refusal | None:
        """What refuses the step: a missing reason, the first guard that does not hold, a deadline that is past."""
        if step.step.reason is Reason.REQUIRED and taking.reason is None:
            return ReasonMissing(step=step.step.label, field="reason")
        predicates = [guard.holds for guard in step.guards if guard.holds is not None]
        answers = dict(zip(predicates, answers_about(self._env, record, predicates), strict=True))
        for guard in step.guards:
            if guard.holds is not None and guard.refusal is not None and not answers[guard.holds]:
                return guard.refusal()
            refusal = guard.refuse(self._env, record, taking) if guard.refuse else None
            if refusal is not None:
                return refusal
        late = (self._clock.check(self._env, record, kind, taking) for kind in step.step.within)
        return next(filter(None, late), None)

    def _create(self, step: ComposedStep, taking: Taking[Any], key: str | None) -> Taken:
        record = self._env[self._workflow.definition]()
        refusal = self._refusal_before(step, record, taking)
        if refusal is not None:
            raise refusal
        getattr(record, step.step.effect.__name__)(self._env, taking)
        (state,) = step.step.reaches
        setattr(record, self._workflow.state, state)
        self._env.session.add(record)
        self._env.session.flush()
        role = role_for(self._env, step, record)
        if role is None:
            raise ForbiddenScope(what=step.step.label)
        return self._finish(step, record, taking, self._event(step, record, None, taking, role, key))

    def _refusal_before(self, step: ComposedStep, record: Model, taking: Taking[Any]) -> Refusal | None:
        """As `_refusal`, of a record that the database does not have yet: only functions can be asked."""
        if step.step.reason is Reason.REQUIRED and taking.reason is None:
            return ReasonMissing(step=step.step.label, field="reason")
        found = (guard.refuse(self._env, record, taking) for guard in step.guards if guard.refuse)
        return next(filter(None, found), None)

    def _carry_out(  # noqa: PLR0913 - what is known of a step that may be taken
        self,
        step: ComposedStep,
        record: Model,
        taking: Taking[Any],
        role: str | None,
        key: str | None,
        *,
        follow: bool = True,
    ) -> Taken:
        before = self._state(record)
        named = getattr(record, step.step.effect.__name__)(self._env, taking)
        after = named or (step.step.reaches[0] if step.step.reaches else before)
        if after is not before and after not in step.step.reaches:
            msg = f"{step.name} gave {after}, which is none of the states it reaches"
            raise StepResultError(msg)
        setattr(record, self._workflow.state, after)
        record.updated_at = self._env.now
        flag_modified(record, "updated_at")  # a step that changes only what belongs to the record changes the record
        self._env.session.flush()
        event = self._event(step, record, before, taking, role or self._env.actor.name, key)
        return self._finish(step, record, taking, event, follow=follow)

    def _finish(
        self, step: ComposedStep, record: Model, taking: Taking[Any], event: Model, *, follow: bool = True
    ) -> Taken:
        for kind in step.step.stops:
            self._clock.stop(self._env, record, kind, taking)
        for kind in step.step.starts:
            self._clock.start(self._env, record, kind, taking)
        if follow:
            self.run_automatic(record)
        return Taken(record, event)

    def _due_by_itself(self, record: Model) -> ComposedStep | None:
        state = self._state(record)
        automatic = (step for step in self._workflow.leaving_steps(state) if step.step.automatic)
        return next((step for step in automatic if self._refusal(step, record, _by_itself(step)) is None), None)

    def _event(  # noqa: PLR0913 - what a history records
        self,
        step: ComposedStep,
        record: Model,
        before: Choice | None,
        taking: Taking[Any],
        role: str,
        key: str | None,
    ) -> Model:
        event = self._env[self._workflow.event](
            step=step.name,
            from_state=before,
            to_state=self._state(record),
            at=self._env.now,
            actor=self._env.actor.name,
            role=role,
            reason=taking.reason,
            idempotency_key=key,
            **{self._workflow.subject: record},
            **taking.noted,
        )
        self._env.session.add(event)
        self._env.session.flush()
        return event

    def _replayed(self, step: ComposedStep, order: Order, key: str | None) -> Taken | None:
        """What the actor's change under the same key did, if there was one; two of them wait for each other."""
        if key is None:
            return None
        session, event = self._env.session, self._env[self._workflow.event]
        session.execute(select(func.pg_advisory_xact_lock(func.hashtextextended(f"{self._env.actor.name}\n{key}", 0))))
        known: Any = session.scalars(
            select(event).where(
                _column(event, "actor") == self._env.actor.name, _column(event, "idempotency_key") == key
            )
        ).first()
        if known is None:
            return None
        record: Model = getattr(known, self._workflow.subject)
        if known.step != step.name or order.number not in (None, record.id):
            raise IdempotencyKeyReused(step=self._workflow.steps[known.step].step.label, field="idempotency_key")
        return Taken(record, known)

    def _impossible(self, step: ComposedStep, record: Model) -> InvalidTransition:
        state = self._state(record)
        possible = tuple(
            other.step.label
            for other in self._workflow.leaving_steps(state)
            if role_for(self._env, other, record) is not None
        )
        kind = InvalidTransition if possible else NothingPossible
        return kind(step=step.step.label, state=state, allowed=possible)

    def _state(self, record: Model) -> Choice:
        state: Choice = getattr(record, self._workflow.state)
        return state

    @property
    def _clock(self) -> Any:  # noqa: ANN401 - a Clock; that there is one was checked when the workflow was composed
        return self._workflow.clock


def _by_itself(step: ComposedStep) -> Taking[object]:
    return Taking(step=step.name, input=step.step.input())


def _column(model: type[Model], name: str) -> Any:  # noqa: ANN401 - a column of a model this floor does not know
    return getattr(model, name)


def _words(text: str | None, longest: int, field: str) -> str | None:
    """The text in the composed form of Unicode, without blanks around it; None where nothing is left."""
    cleaned = unicodedata.normalize("NFC", text or "").strip()
    if len(cleaned) > longest:
        raise TextTooLong(length=len(cleaned), longest=longest, field=field)
    return cleaned or None
