"""The handling that a unit acts in: found by what the input names, and the unit's own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from sqlalchemy import select

from core.api import Env, ForbiddenScope, Model, NotFound, Ref, Refusal, Taking
from plugins.congress.roles import UNIT_CLERK, UNIT_LEADER
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.models import Handling, HandlingRole, HandlingState, Suggestion
from plugins.proposals.refusals import HandlingDoesNotFit, TextMissing
from plugins.proposals.steps.words import clean

M = TypeVar("M", bound=Model)


class NamesHandling(Protocol):
    """An input that names the handling by the acting unit."""

    @property
    def handling(self) -> Ref[Handling]:
        """The handling."""


def own_handling(env: Env, suggestion: Suggestion, taking: Taking[NamesHandling]) -> Refusal | None:
    """Refuse a handling that is not of this suggestion, or not that of the acting unit."""
    number = taking.input.handling.id
    handling = env.get(Handling, number, field="handling")
    if handling.suggestion_id != suggestion.id:
        return NotFound(model=env.label_of(Handling), key=number, field="handling")
    if not acts_for(env, handling.unit_id):
        return ForbiddenScope(what=handling.unit.name, field="handling")
    return does_not_fit(handling) if handling.state in GIVEN_BACK else None


def acts_for(env: Env, unit_id: int) -> bool:
    """Whether the actor is a clerk or a leader of the unit."""
    return leads(env, unit_id) or unit_id in env.actor.scope_ids(UNIT_CLERK)


def leads(env: Env, unit_id: int) -> bool:
    """Whether the actor is a leader of the unit."""
    return unit_id in env.actor.scope_ids(UNIT_LEADER)


def handling_of(env: Env, taking: Taking[NamesHandling]) -> Handling:
    """The handling the input names, noted for the event; that it is the unit's own was asked before."""
    handling = env.session.get_one(env[Handling], taking.input.handling.id)
    taking.noted["handling_id"] = handling.id
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
) -> Callable[[Env, Suggestion, Taking[NamesHandling]], Refusal | None]:
    """A guard that refuses a unit in another role, or whose handling stands elsewhere."""

    def handling_fits(env: Env, suggestion: Suggestion, taking: Taking[NamesHandling]) -> Refusal | None:
        handling = env.session.get_one(env[Handling], taking.input.handling.id)
        fits = handling.role in roles and handling.state in states
        return None if fits else does_not_fit(handling)

    return handling_fits


def absent(env: Env, definition: type[M], ref: Ref[M], field: str) -> NotFound:
    """That the record the input names is none of the suggestion's."""
    return NotFound(model=env.label_of(definition), key=ref.id, field=field)


def written(text: str | None, longest: int, field: str) -> str:
    """The text as the records keep it.

    Raises:
        TextMissing: if nothing is left.
        SuggestionTextTooLong: if it is longer than the records take.
    """
    cleaned = clean(text, longest, field)
    if cleaned is None:
        raise TextMissing(field=field)
    return cleaned
