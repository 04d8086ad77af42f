"""The rounds of handling: which replies stand, who judged them, and how handlings end and begin again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from core.api import Env, RuleEnv
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import cancel, is_past_due, meet
from plugins.proposals.actors import GIVEN_BACK
from plugins.proposals.clock import IN_CHARGE, running_of
from plugins.proposals.models import (
    Evaluation,
    Handling,
    HandlingState,
    Reply,
    Satisfaction,
    Suggestion,
    SuggestionEvent,
)

LASTING = (DeadlineKind.COMMITMENT, DeadlineKind.PUBLISH)
"""The deadlines that outlast the handling."""


def standing(env: RuleEnv, reply: type[Reply], suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """The replies that stand: of each unit in charge the one of its latest round, without what was added to it."""
    handling, later = aliased(env[Handling]), aliased(env[Reply])
    return and_(
        reply.suggestion_id == suggestion.id,
        reply.sent_at.is_not(None),
        reply.supplements_id.is_(None),
        exists().where(
            handling.id == reply.handling_id, handling.role.in_(IN_CHARGE), handling.state.not_in(GIVEN_BACK)
        ),
        ~exists().where(
            later.handling_id == reply.handling_id,
            later.sent_at.is_not(None),
            later.supplements_id.is_(None),
            later.round > reply.round,
        ),
    )


def is_last_word(env: RuleEnv, last: type[Reply], reply: type[Reply]) -> ColumnElement[bool]:
    """Whether `last` is what was added last to the reply, or the reply itself."""
    later = aliased(env[Reply])
    return and_(
        or_(last.id == reply.id, last.supplements_id == reply.id),
        last.sent_at.is_not(None),
        ~exists().where(later.supplements_id == reply.id, later.sent_at.is_not(None), later.id > last.id),
    )


def is_dissatisfied(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a standing reply that somebody is dissatisfied with."""
    evaluation, reply = aliased(env[Evaluation]), aliased(env[Reply])
    return exists().where(
        evaluation.reply_id == reply.id,
        evaluation.result == Satisfaction.DISSATISFIED,
        standing(env, reply, suggestion),
    )


def standing_replies(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """The replies of the suggestion that stand, each with its number."""
    reply, model = env[Reply], env[Suggestion]
    found = select(reply).join(model, model.id == reply.suggestion_id).where(model.id == suggestion.id)
    return env.session.scalars(found.where(standing(env.rules, reply, model)).order_by(reply.id)).all()


def latest_words(env: Env, suggestion: Suggestion) -> Sequence[Reply]:
    """What each unit in charge said last: its standing reply, or the last that was added to it."""
    return [last_words(env, reply) for reply in standing_replies(env, suggestion)]


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


def last_words(env: Env, reply: Reply) -> Reply:
    """What was added last to the reply, or the reply itself."""
    added = env[Reply]
    found = select(added).where(added.supplements_id == reply.id, added.sent_at.is_not(None))
    return env.session.scalars(found.order_by(added.sent_at.desc(), added.id.desc()).limit(1)).first() or reply
