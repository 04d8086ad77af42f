"""Commitments and the deadlines that run for them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from core.env import Env
from plugins.congress.deadlines.arithmetic import end_of
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.deadlines.clocks import running, start_deadline
from plugins.congress.models import Deadline
from plugins.proposals.models import Commitment, CommitmentState, Suggestion


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
