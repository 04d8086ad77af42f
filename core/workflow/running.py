"""Runs steps: permission, version, state, guards; then the effect, the event and the deadlines.

The checks come in this order, so that nobody learns anything of a record they may not read, and whoever
works on an old version is refused before the state and the guards are checked.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from core.declarations.roles import SYSTEM_ACTOR
from core.declarations.rules import Action
from core.declarations.workflows import Reason, StepContext
from core.foundation.errors import ForbiddenScope, StaleVersion
from core.workflow.idempotency import IdempotencyKeys, Key, key_of
from core.workflow.inputs import LONGEST_REASON
from core.workflow.permissions import answers_about, role_for
from core.workflow.refusals import InvalidTransition, NothingPossible, ReasonMissing
from core.workflow.requests import StepRequest, StepResult, WrongTargetError, normalized

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import SessionTransaction

    from core.declarations.models import Model
    from core.foundation.errors import Refusal
    from core.generation.workflows import ComposedStep, ComposedWorkflow
    from core.runtime.env import Env
    from core.values.choices import Choice


class Engine:
    """Takes the steps of one workflow in one environment."""

    def __init__(self, env: Env, workflow: ComposedWorkflow) -> None:
        self._env = env
        self._workflow = workflow
        self._keys = IdempotencyKeys(env, workflow)

    def run_step(self, step: ComposedStep, request: StepRequest) -> StepResult:
        """Take the step, and all automatic ones that follow from it.

        Raises:
            Refusal: why it cannot be taken; the caller takes back the whole change.
        """
        reason = normalized(request.reason, LONGEST_REASON, "reason")
        key = key_of(step, request)
        replayed = self._keys.find(step, request, key) if key else None
        if replayed is not None:
            return replayed
        context = StepContext(step=step.name, input=request.input, reason=reason)
        if step.step.creates:
            return self._create(step, context, key)
        assert request.number is not None  # noqa: S101 - a step that makes no record is given one
        record = self._env.locked(self._workflow.definition, request.number, field="id")
        try:
            role = self._check(step, record, request, context)
        except (StaleVersion, InvalidTransition) as refusal:
            refusal.about = (self._workflow.definition, request.number)
            raise
        return self._carry_out(step, record, context, role, key)

    def savepoint(self) -> SessionTransaction:
        """A part of the change that can be taken back alone."""
        return self._env.session.begin_nested()

    def hold(self, requests: Sequence[StepRequest]) -> None:
        """Hold what several steps will need, before the first is taken, in an order that all keep to.

        Whoever takes the same steps in another order then waits once, and never in a circle. Records
        that the actor may not read are left alone.
        """
        for key in sorted(filter(None, (normalized(request.key, None, "idempotency_key") for request in requests))):
            self._keys.hold(key)
        model = self._env[self._workflow.definition]
        wanted = model.id.in_([request.number for request in requests])
        readable = self._env.rules.predicate(model, Action.READ)
        held = select(model.id).where(wanted, readable).order_by(model.id)
        self._env.session.execute(held.with_for_update(key_share=True, of=model)).all()

    def run_step_as_system(self, step: ComposedStep, number: int) -> StepResult | None:
        """Take a step of SYSTEM's own on the record as it is now; None if its state or a guard does not let it.

        The record is held first, so whoever changed it meanwhile is seen, and a step is not taken twice. No
        rule of reading is asked: what Renda does by itself does not depend on who reads the record.
        """
        model = self._env[self._workflow.definition]
        held = select(model).where(model.id == number).with_for_update(key_share=True, of=model)
        record = self._env.session.scalars(held.execution_options(populate_existing=True)).one_or_none()
        if record is None or self._state(record) not in step.step.sources or not self._takes_itself(step, record):
            return None
        return self._carry_out(step, record, _by_itself(step), None, None)

    def run_automatic(self, record: Model) -> None:
        """Take the automatic steps whose time has come, one after the other, as SYSTEM."""
        engine = Engine(self._env.acting(SYSTEM_ACTOR), self._workflow)
        for _ in self._workflow.steps:
            step = engine._due_by_itself(record)
            if step is None:
                return
            engine._carry_out(step, record, _by_itself(step), None, None, follow=False)

    def _check(self, step: ComposedStep, record: Model, request: StepRequest, context: StepContext[Any]) -> str:
        role = role_for(self._env, step, record)
        if role is None:
            raise ForbiddenScope(what=step.step.label)
        if record.version != request.version:
            raise StaleVersion(field="expected_version")
        if self._state(record) not in step.step.sources:
            raise self._impossible(step, record)
        refusal = self._refusal(step, record, context)
        if refusal is not None:
            raise refusal
        return role

    def _refusal(self, step: ComposedStep, record: Model, context: StepContext[Any]) -> Refusal | None:
        """What refuses the step: a missing reason, the first guard that does not hold, a deadline that is past."""
        if step.step.reason is Reason.REQUIRED and context.reason is None:
            return ReasonMissing(step=step.step.label, field="reason")
        predicates = [guard.holds for guard in step.guards if guard.holds is not None]
        answers = dict(zip(predicates, answers_about(self._env, record, predicates), strict=True))
        for guard in step.guards:
            if guard.holds is not None and guard.refusal is not None and not answers[guard.holds]:
                return guard.refusal()
            refusal = guard.refuse(self._env, record, context) if guard.refuse else None
            if refusal is not None:
                return refusal
        late = (self._clock.check(self._env, record, kind, context) for kind in step.step.within)
        return next(filter(None, late), None)

    def _create(self, step: ComposedStep, context: StepContext[Any], key: Key | None) -> StepResult:
        record = self._env[self._workflow.definition]()
        refusal = self._refusal_before(step, record, context)
        if refusal is not None:
            raise refusal
        self._affect(step, record, context, None)
        self._env.session.add(record)
        self._env.session.flush()
        role = role_for(self._env, step, record)
        if role is None:
            raise ForbiddenScope(what=step.step.label)
        refusal = self._refusal_written(step, record, context)
        if refusal is not None:
            raise refusal
        return self._finish(step, record, context, self._event(step, record, None, context, role, key))

    def _refusal_before(self, step: ComposedStep, record: Model, context: StepContext[Any]) -> Refusal | None:
        """As `_refusal`, of a record that the database does not have yet: only functions can be asked."""
        if step.step.reason is Reason.REQUIRED and context.reason is None:
            return ReasonMissing(step=step.step.label, field="reason")
        found = (guard.refuse(self._env, record, context) for guard in step.guards if guard.refuse)
        return next(filter(None, found), None)

    def _refusal_written(self, step: ComposedStep, record: Model, context: StepContext[Any]) -> Refusal | None:
        """What was left out of `_refusal_before`, once the record is written: its conditions and deadlines."""
        conditions = tuple(guard for guard in step.guards if guard.holds is not None)
        written = dataclasses.replace(step, guards=conditions)
        return self._refusal(written, record, context)

    def _carry_out(  # noqa: PLR0913 - what is known of a step that may be taken
        self,
        step: ComposedStep,
        record: Model,
        context: StepContext[Any],
        role: str | None,
        key: Key | None,
        *,
        follow: bool = True,
    ) -> StepResult:
        before = self._state(record)
        self._affect(step, record, context, before)
        record.updated_at = self._env.now
        flag_modified(record, "updated_at")  # a step that changes only what belongs to the record changes the record
        self._env.session.flush()
        event = self._event(step, record, before, context, role or self._env.actor.name, key)
        return self._finish(step, record, context, event, follow=follow)

    def _affect(self, step: ComposedStep, record: Model, context: StepContext[Any], before: Choice | None) -> None:
        """Run the effect, and let the record stand in the state it names, or in the usual one."""
        reached = step.step.targets_from(before)
        state: Choice = getattr(record, step.step.effect.__name__)(self._env, context) or reached[0]
        if state not in reached:
            raise WrongTargetError(step.name, before, state)
        setattr(record, self._workflow.state, state)

    def _finish(
        self, step: ComposedStep, record: Model, context: StepContext[Any], event: Model, *, follow: bool = True
    ) -> StepResult:
        for kind in step.step.stops:
            self._clock.stop(self._env, record, kind, context)
        for kind in step.step.starts:
            self._clock.start(self._env, record, kind, context)
        if follow:
            self.run_automatic(record)
        return StepResult(record, event)

    def _due_by_itself(self, record: Model) -> ComposedStep | None:
        state = self._state(record)
        automatic = (step for step in self._workflow.steps_from(state) if step.step.automatic)
        return next((step for step in automatic if self._takes_itself(step, record)), None)

    def _takes_itself(self, step: ComposedStep, record: Model) -> bool:
        mine = role_for(self._env, step, record) is not None
        return mine and self._refusal(step, record, _by_itself(step)) is None

    def _event(  # noqa: PLR0913 - what a history records
        self,
        step: ComposedStep,
        record: Model,
        before: Choice | None,
        context: StepContext[Any],
        role: str,
        key: Key | None,
    ) -> Model:
        event = self._env[self._workflow.event](
            step=step.name,
            from_state=before,
            to_state=self._state(record),
            at=self._env.now,
            actor=self._env.actor.name,
            role=role,
            reason=context.reason,
            **{self._workflow.subject: record},
            **(key.columns if key else {}),
            **context.noted,
        )
        self._env.session.add(event)
        self._env.session.flush()
        return event

    def _impossible(self, step: ComposedStep, record: Model) -> InvalidTransition:
        state = self._state(record)
        possible = tuple(
            other.step.label
            for other in self._workflow.steps_from(state)
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


def _by_itself(step: ComposedStep) -> StepContext[object]:
    return StepContext(step=step.name, input=step.step.input())
