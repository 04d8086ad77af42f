"""Notices of what happens to a suggestion: to its deputies, its units and the staff of its congress."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core.api import Env, StepContext
from plugins.congress.models import NotificationKind, Organization, Person
from plugins.congress.notifications import Message, notify
from plugins.proposals.actors import GIVEN_BACK, is_confirmed, signatures_answered
from plugins.proposals.models import Cosignature, CosignatureKind, Handling, HandlingState, Suggestion


def tell_deputies(env: Env, suggestion: Suggestion, message: Message) -> None:
    """Tell all who signed it, and who signed one that was merged into it."""
    for person in deputies_of(env, suggestion):
        notify(env, person, message, suggestion_id=suggestion.id)


def tell_judges(env: Env, suggestion: Suggestion, message: Message) -> None:
    """Tell the lead deputy, and those of the suggestions that were merged into it: they judge the reply."""
    for person in deputies_of(env, suggestion, CosignatureKind.LEAD):
        notify(env, person, message, suggestion_id=suggestion.id)


def tell_units(env: Env, suggestion: Suggestion, message: Message, *states: HandlingState, **which: object) -> None:
    """Tell the units whose handling is in one of the states, by default all that handle it.

    `which` narrows them by columns of their handling, as `role=...`.
    """
    unit, handling = env[Organization], env[Handling]
    wanted = handling.state.in_(states) if states else handling.state.not_in(GIVEN_BACK)
    handled = select(handling.unit_id).where(handling.suggestion_id == suggestion.id, wanted).filter_by(**which)
    for one in env.session.scalars(select(unit).where(unit.id.in_(handled)).order_by(unit.id)):
        notify(env, one, message, suggestion_id=suggestion.id)


def tell_staff(env: Env, suggestion: Suggestion, message: Message) -> None:
    """Tell the staff of the congress it was made to."""
    notify(env, suggestion.congress.region, message, suggestion_id=suggestion.id)


def deputies_of(env: Env, suggestion: Suggestion, *kinds: CosignatureKind) -> Sequence[Person]:
    """The deputies who signed it, or one that was merged into it: all, or those in one of the parts."""
    signature, person = env[Cosignature], env[Person]
    wanted = is_confirmed(signature), signature.kind.in_(kinds or CosignatureKind)
    found = signatures_answered(env, suggestion).where(*wanted)
    signed = found.with_only_columns(signature.person_id).order_by(None)
    return env.session.scalars(select(person).where(person.id.in_(signed)).order_by(person.id)).all()


def news(subject: str, occasion: object) -> Message:
    """A message that something was done with a matter of the recipient's."""
    return Message(NotificationKind.STEP, subject, str(occasion))


def task(subject: str, occasion: object) -> Message:
    """A message that something is expected of the recipient."""
    return Message(NotificationKind.TASK, subject, str(occasion))


def step_news(suggestion: Suggestion, context: StepContext[object]) -> Message:
    """A message that the step was taken, told once for each version of the suggestion."""
    return news(context.step, _version(suggestion))


def step_task(suggestion: Suggestion, context: StepContext[object]) -> Message:
    """A message that the step, taken now, expects something of the recipient."""
    return task(context.step, _version(suggestion))


def tell_of_assignment(env: Env, suggestion: Suggestion, context: StepContext[object]) -> None:
    """Tell the deputies that it was assigned, and the units that are to sign for it."""
    tell_deputies(env, suggestion, step_news(suggestion, context))
    tell_units(env, suggestion, step_task(suggestion, context), HandlingState.ASSIGNED)


def _version(suggestion: Suggestion) -> str:
    return f"{suggestion.id}:{suggestion.version}"
