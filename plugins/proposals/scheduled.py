"""Work that falls due by itself: for each kind the numbers that are due, and how one of them is handled.

Handling one looks again at what is the case now, so a run that comes twice does nothing twice.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, exists, select

from core.api import Env
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import OPEN_STATES, DeadlineKind, ReminderKind
from plugins.congress.deadlines.reminders import reminders
from plugins.congress.models import Deadline, NotificationKind
from plugins.congress.notifications import Message, Recipient, notify
from plugins.proposals.clock import RIGHTS
from plugins.proposals.congress import ProposalsDeadline, ProposalsNotification
from plugins.proposals.models import Commitment, CommitmentState, Suggestion, SuggestionState
from plugins.proposals.records.evaluations import still_to_judge
from plugins.proposals.stages.replying.guards import to_be_published
from plugins.proposals.stages.tracking.guards import BREAKABLE, GRACE, coordination_concluded

OVERDUE = (ReminderKind.OVERDUE_ONE_DAY, ReminderKind.OVERDUE_SEVEN_DAYS, ReminderKind.OVERDUE_THIRTY_DAYS)
PUBLISHED_BEFORE_DUE = timedelta(days=1)
"""Publication is due at the end of its day, and takes place in the course of it."""


def due_feedback(env: Env) -> Sequence[int]:
    """Suggestions whose time to evaluate is over, and whose deputy was reminded."""
    deadline, suggestion, sent = env[ProposalsDeadline], env[Suggestion], env[ProposalsNotification]
    over = deadline.due_at < env.now, exists().where(sent.deadline_id == deadline.id)
    return _with_deadline(env, DeadlineKind.EVALUATE, suggestion.state == SuggestionState.REPLIED, *over)


def close_feedback(env: Env, number: int) -> None:
    """Note that the deputy of the suggestion gave no feedback."""
    env.take_by_system(Suggestion, "close_feedback", number)


def due_commitments(env: Env) -> Sequence[int]:
    """Suggestions with a commitment that is overdue by thirty days."""
    commitment, suggestion = env[Commitment], env[Suggestion]
    found = (
        select(suggestion.id)
        .join(commitment, commitment.suggestion_id == suggestion.id)
        .where(suggestion.state.in_(BREAKABLE), coordination_concluded(env.rules, suggestion))
        .where(commitment.state == CommitmentState.OPEN, commitment.due_on < day_of(env.now) - GRACE)
        .distinct()
        .order_by(suggestion.id)
    )
    return env.session.scalars(found).all()


def break_commitments(env: Env, number: int) -> None:
    """Note which commitments of the suggestion were broken."""
    env.take_by_system(Suggestion, "break_commitment", number)


def due_publications(env: Env) -> Sequence[int]:
    """Suggestions to be published today."""
    today = env[ProposalsDeadline].due_at <= env.now + PUBLISHED_BEFORE_DUE
    return _with_deadline(env, DeadlineKind.PUBLISH, today, to_be_published(env.rules, env[Suggestion]))


def publish(env: Env, number: int) -> None:
    """Publish the suggestion, if nobody objected."""
    env.take_by_system(Suggestion, "publish_suggestion", number)


def due_reminders(env: Env) -> Sequence[int]:
    """Running deadlines of suggestions that have come to a rung of which nobody was told yet."""
    sent = _sent(env)
    rungs = ((one.id, _rung(one, env.now)) for one in running_deadlines(env))
    return [number for number, rung in rungs if rung is not None and (number, _subject(rung)) not in sent]


def remind(env: Env, number: int) -> None:
    """Tell whoever is expected to act, and the staff too once it is overdue, of the rung the deadline has come to."""
    deadline = env.session.scalars(
        select(env[ProposalsDeadline]).where(env[ProposalsDeadline].id == number).with_for_update()
    ).one_or_none()
    rung = _rung(deadline, env.now) if deadline and deadline.state in OPEN_STATES else None
    if deadline is None or rung is None:
        return
    kind = NotificationKind.OVERDUE if rung in OVERDUE else NotificationKind.REMINDER
    for recipient in _expected(env, deadline, rung):
        message = Message(kind, _subject(rung), str(deadline.id))
        notify(env, recipient, message, deadline_id=deadline.id, suggestion_id=deadline.suggestion_id)


def _with_deadline(env: Env, kind: DeadlineKind, *conditions: ColumnElement[bool]) -> Sequence[int]:
    """The suggestions for which a deadline of that kind runs, and on which the conditions hold."""
    deadline, suggestion = env[ProposalsDeadline], env[Suggestion]
    found = (
        select(suggestion.id)
        .join(deadline, deadline.suggestion_id == suggestion.id)
        .where(deadline.kind == kind, deadline.state.in_(OPEN_STATES), *conditions)
        .distinct()
        .order_by(suggestion.id)
    )
    return env.session.scalars(found).all()


def _rung(deadline: Deadline, now: datetime) -> ReminderKind | None:
    """The last rung of the ladder that the deadline has come to; earlier ones are not made up for."""
    past = [kind for when, kind in reminders(deadline.starts_at, deadline.due_at) if when <= now]
    return past[-1] if past else None


def _subject(rung: ReminderKind) -> str:
    return f"deadline_{rung.name.lower()}"


def running_deadlines(env: Env) -> Sequence[ProposalsDeadline]:
    """The deadlines of suggestions that run and that somebody has to keep, those due first coming first."""
    deadline = env[ProposalsDeadline]
    found = select(deadline).where(
        deadline.state.in_(OPEN_STATES), deadline.suggestion_id.is_not(None), deadline.kind.not_in(RIGHTS)
    )
    return env.session.scalars(found.order_by(deadline.due_at, deadline.id)).all()


def _sent(env: Env) -> set[tuple[int | None, str]]:
    """The rungs of running deadlines for which a notice was sent."""
    sent, deadline = env[ProposalsNotification], env[ProposalsDeadline]
    found = select(sent.deadline_id, sent.subject).join(deadline, deadline.id == sent.deadline_id)
    return {(number, subject) for number, subject in env.session.execute(found.where(deadline.state.in_(OPEN_STATES)))}


def _expected(env: Env, deadline: ProposalsDeadline, rung: ReminderKind) -> list[Recipient]:
    """The unit, the deputies who judge or the staff of the congress; the staff too where somebody else is late."""
    staff: list[Recipient] = [deadline.congress.region]
    if deadline.kind is DeadlineKind.REASSIGN:
        return staff
    if deadline.handling is not None:
        expected: list[Recipient] = [deadline.handling.unit]
    elif deadline.kind is DeadlineKind.EVALUATE and deadline.suggestion is not None:
        expected = [signature.person for signature in still_to_judge(env, deadline.suggestion)]
    else:
        return staff
    return [*expected, *(staff if rung in OVERDUE else ())]
