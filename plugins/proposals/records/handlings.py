"""Handlings of a suggestion: found by what the input names or by role, and made for a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from core.api import Env, ForbiddenScope, Ref, Refusal, StepContext, _, label
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.models import CoHandlingOpinion, Handling, HandlingRole, HandlingState, Suggestion
from plugins.proposals.records.parts import part_of
from plugins.proposals.records.units import acts_for
from plugins.proposals.refusals import HandlingDoesNotFit


@dataclass(frozen=True, kw_only=True)
class HandlingInput:
    """An input that names the handling by the acting unit."""

    handling: Ref[Handling] = field(metadata=label(_("Handling by the unit that acts")))


def own_handling(env: Env, suggestion: Suggestion, context: StepContext[HandlingInput]) -> Refusal | None:
    """Refuse a handling that is not of this suggestion, or not that of the acting unit."""
    handling = part_of(env, suggestion, Handling, context.input.handling, "handling")
    if not acts_for(env, handling.unit_id):
        return ForbiddenScope(what=handling.unit.name, field="handling")
    return does_not_fit(handling) if handling.state in GIVEN_BACK else None


def handling_of(env: Env, context: StepContext[HandlingInput]) -> Handling:
    """The handling the input names, noted for the event; that it is the unit's own was asked before."""
    handling = env.session.get_one(env[Handling], context.input.handling.id)
    context.noted["handling_id"] = handling.id
    return handling


def handlings_of(env: Env, suggestion: Suggestion, *roles: HandlingRole) -> list[Handling]:
    """The handlings of the suggestion that were neither given back nor ended, in the roles or in all."""
    handling = env[Handling]
    found = select(handling).where(handling.suggestion_id == suggestion.id, handling.state.not_in(GIVEN_BACK))
    found = found.where(handling.role.in_(roles)) if roles else found
    return list(env.session.scalars(found.order_by(handling.id)))


def does_not_fit(handling: Handling) -> Refusal:
    """That the step is not for a unit in this role or state."""
    return HandlingDoesNotFit(unit=handling.unit.name, role=handling.role, state=handling.state, field="handling")


def fitting(
    roles: tuple[HandlingRole, ...] = tuple(HandlingRole), states: tuple[HandlingState, ...] = tuple(HandlingState)
) -> Callable[[Env, Suggestion, StepContext[HandlingInput]], Refusal | None]:
    """A guard that refuses a unit in another role, or whose handling stands elsewhere."""

    def handling_fits(env: Env, suggestion: Suggestion, context: StepContext[HandlingInput]) -> Refusal | None:
        handling = env.session.get_one(env[Handling], context.input.handling.id)
        fits = handling.role in roles and handling.state in states
        return None if fits else does_not_fit(handling)

    return handling_fits


def hand_over(  # noqa: PLR0913 - a handling is all of these
    env: Env, suggestion: Suggestion, unit: int, role: HandlingRole, part: str | None, batch: int | None = None
) -> Handling:
    """A new handling of the suggestion by the unit, in the current round."""
    handling = env[Handling](
        suggestion_id=suggestion.id,
        batch_id=batch,
        unit_id=unit,
        role=role,
        part=part,
        assigned_at=env.now,
        round=suggestion.round,
    )
    env.session.add(handling)
    env.session.flush()
    return handling


def latest_opinion(env: Env, handling: Handling) -> CoHandlingOpinion | None:
    """The unit's latest opinion; None before its first."""
    opinion = env[CoHandlingOpinion]
    found = (
        select(opinion).where(opinion.handling_id == handling.id).order_by(opinion.sent_at.desc(), opinion.id.desc())
    )
    return env.session.scalars(found.limit(1)).first()
