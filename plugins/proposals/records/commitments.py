"""Commitments and the deadlines that run for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select

from core.api import Env, Refusal
from plugins.congress.deadlines.arithmetic import day_of, end_of
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.deadlines.clocks import cancel, meet, running, start_deadline
from plugins.congress.models import Deadline
from plugins.proposals.models import Commitment, CommitmentState, Suggestion
from plugins.proposals.notices import news, tell_deputies
from plugins.proposals.refusals import CommitmentDuePast

REASSIGNED = "建议已重新交办，由新的承办单位办理。"
"""Why a commitment falls away that is not due yet when the suggestion is assigned anew."""


def promise(env: Env, commitment: Commitment) -> Commitment:
    """Write the new commitment, and let its deadline run."""
    env.session.add(commitment)
    env.session.flush()
    congress = commitment.suggestion.congress
    start_deadline(
        env,
        congress=congress,
        region=congress.region,
        kind=DeadlineKind.COMMITMENT,
        starts_at=env.now,
        event=DeadlineEvent.COMMITTED,
        due_on=commitment.due_on,
        suggestion_id=commitment.suggestion_id,
        handling_id=commitment.reply.handling_id,
    )
    return commitment


def deadline_of(env: Env, commitment: Commitment) -> Deadline | None:
    """The running deadline of the commitment; of several for one day it does not matter which."""
    due_at = end_of(commitment.due_on)
    found = running(env, DeadlineKind.COMMITMENT, handling_id=commitment.reply.handling_id)
    return next((deadline for deadline in found if deadline.due_at == due_at), None)


def open_commitments(env: Env, suggestion: Suggestion) -> Sequence[Commitment]:
    """What was promised and is not settled yet."""
    commitment = env[Commitment]
    found = select(commitment).where(
        commitment.suggestion_id == suggestion.id, commitment.state == CommitmentState.OPEN
    )
    return env.session.scalars(found.order_by(commitment.due_on, commitment.id)).all()


def note_broken(env: Env, commitment: Commitment) -> None:
    """Note that the commitment was not kept, and tell the deputies."""
    deadline = deadline_of(env, commitment)
    commitment.state, commitment.settled_on = CommitmentState.BROKEN, day_of(env.now)
    if deadline:
        meet(env, deadline)
    tell_deputies(env, commitment.suggestion, news("commitment_broken", commitment.id))


def note_changed(env: Env, commitment: Commitment, reason: str | None) -> None:
    """Note that the commitment holds no longer, with the reason, and tell the deputies."""
    deadline = deadline_of(env, commitment)
    commitment.state, commitment.settled_on = CommitmentState.CHANGED, day_of(env.now)
    commitment.change_reason = reason
    if deadline:
        cancel(env, deadline)
    tell_deputies(env, commitment.suggestion, news("commitment_changed", commitment.id))


def release(env: Env, suggestion: Suggestion) -> None:
    """Settle what units promised that have the suggestion no longer: nobody could keep or change it any more."""
    for commitment in open_commitments(env, suggestion):
        if commitment.due_on < day_of(env.now):
            note_broken(env, commitment)
        else:
            note_changed(env, commitment, REASSIGNED)


def due_in_past(due: list[date], today: date, field: str) -> Refusal | None:
    """That one of the days is over; None if none is."""
    over = [day for day in due if day < today]
    return CommitmentDuePast(due_on=over[0].isoformat(), field=field) if over else None
