"""Rounds of handling: when one began, and how handlings and deadlines end and begin again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select

from core.api import Env
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import cancel, is_past_due, meet
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.clock import running_of
from plugins.proposals.models import Handling, HandlingState, Suggestion, SuggestionEvent

LASTING = (DeadlineKind.COMMITMENT, DeadlineKind.PUBLISH)
"""The deadlines that outlast the handling."""


def round_began(env: Env, suggestion: Suggestion) -> datetime | None:
    """When the suggestion was last ordered to be handled again; None in the first round."""
    event = env[SuggestionEvent]
    ordered = select(func.max(event.at)).where(event.suggestion_id == suggestion.id, event.step == "order_rehandling")
    return env.session.scalar(ordered) if suggestion.round > 1 else None


def drop_deadlines(env: Env, suggestion: Suggestion, *keeping: DeadlineKind) -> None:
    """End what nobody need do any more: missed where it is past due, else cancelled."""
    for deadline in running_of(env, suggestion):
        if deadline.kind not in (*LASTING, *keeping):
            (meet if is_past_due(env, deadline) else cancel)(env, deadline)


def end_handlings(env: Env, suggestion: Suggestion) -> None:
    """End the handling by all units, since the suggestion is closed."""
    for handling in _handlings(env, suggestion, ended=False):
        handling.state = HandlingState.ENDED
    env.session.flush()


def resume_handlings(env: Env, suggestion: Suggestion) -> None:
    """Give a suggestion that is opened again back to the units that had it when it was closed."""
    for handling in _handlings(env, suggestion, ended=True):
        handling.state = HandlingState.REPLIED
    env.session.flush()


def _handlings(env: Env, suggestion: Suggestion, *, ended: bool) -> Sequence[Handling]:
    """Those of the last assignment that ended, or all that have not."""
    handling, event = env[Handling], env[SuggestionEvent]
    found = select(handling).where(handling.suggestion_id == suggestion.id)
    if not ended:
        return env.session.scalars(found.where(handling.state.not_in(GIVEN_BACK))).all()
    last = select(func.max(event.at)).where(event.suggestion_id == suggestion.id, event.step == "assign_suggestion")
    assigned = last.scalar_subquery()
    recent = or_(assigned.is_(None), handling.assigned_at >= assigned)
    return env.session.scalars(found.where(handling.state == HandlingState.ENDED, recent)).all()
