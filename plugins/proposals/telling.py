"""Who is told of what happens to a suggestion: its deputies, its units, the staff of its congress."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import aliased

from core.api import Env
from plugins.congress.models import NotificationKind, Organization, Person
from plugins.congress.notifications import Message, notify
from plugins.proposals.actors import GIVEN_BACK, answered_with
from plugins.proposals.models import Cosignature, CosignatureKind, CosignatureState, Handling, HandlingState, Suggestion


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
    signature, merged = env[Cosignature], aliased(env[Suggestion])
    signed = (
        select(signature.person_id)
        .join(merged, merged.id == signature.suggestion_id)
        .where(
            signature.state == CosignatureState.CONFIRMED,
            signature.kind.in_(kinds or CosignatureKind),
            answered_with(merged, suggestion),
        )
    )
    person = env[Person]
    return env.session.scalars(select(person).where(person.id.in_(signed)).order_by(person.id)).all()


def news(subject: str, occasion: object) -> Message:
    """A message that something was done with a matter of the recipient's."""
    return Message(NotificationKind.STEP, subject, str(occasion))


def task(subject: str, occasion: object) -> Message:
    """A message that something is expected of the recipient."""
    return Message(NotificationKind.TASK, subject, str(occasion))
