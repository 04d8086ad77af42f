"""Guards of an evaluation, and of what may follow from it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, exists, or_, select

from core.api import Env, NoInput, Refusal, RuleEnv, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import is_past_due, running
from plugins.congress.models import Deadline
from plugins.proposals.congress import ProposalsNotification
from plugins.proposals.models import Reply, Satisfaction, Suggestion, SuggestionState
from plugins.proposals.records.evaluations import is_dissatisfied, is_evaluated, judge, time_to_evaluate
from plugins.proposals.records.parts import absent, part_of
from plugins.proposals.records.replies import standing_replies
from plugins.proposals.records.texts import is_blank
from plugins.proposals.records.units import conflict_of_interest
from plugins.proposals.refusals import EvaluationClosed
from plugins.proposals.stages.evaluating.inputs import ConcludeCoordinationInput, EvaluateReplyInput
from plugins.proposals.stages.evaluating.refusals import (
    AlreadyEvaluated,
    CommentRequired,
    CoordinationToCome,
    FeedbackOpen,
    ReplySuperseded,
)


def reply_of_other(env: Env, suggestion: Suggestion, context: StepContext[EvaluateReplyInput]) -> Refusal | None:
    """The reply is one to this suggestion, and stands."""
    reply = part_of(env, suggestion, Reply, context.input.reply, "reply")
    if reply.sent_at is None:
        return absent(env, Reply, context.input.reply, "reply")
    return None if reply in standing_replies(env, suggestion) else ReplySuperseded(field="reply")


def conflict(env: Env, suggestion: Suggestion, context: StepContext[EvaluateReplyInput]) -> Refusal | None:
    """Whoever works for a unit does not judge what it did."""
    return conflict_of_interest(env, suggestion, _reply(env, context).handling, judge)


def evaluated_already(env: Env, suggestion: Suggestion, context: StepContext[EvaluateReplyInput]) -> Refusal | None:
    """An evaluation is not changed."""
    mandate = judge(env, suggestion).mandate_id
    return AlreadyEvaluated(field="reply") if is_evaluated(env, _reply(env, context), mandate) else None


def comment_missing(env: Env, suggestion: Suggestion, context: StepContext[EvaluateReplyInput]) -> Refusal | None:
    """Dissatisfaction says why."""
    dissatisfied = context.input.result is Satisfaction.DISSATISFIED
    return CommentRequired(field="comment") if dissatisfied and is_blank(context.input.comment) else None


def too_late(env: Env, suggestion: Suggestion, context: StepContext[EvaluateReplyInput]) -> Refusal | None:
    """The time to evaluate is the same for all deputies, even after the lead deputy used it."""
    last = time_to_evaluate(env, suggestion)
    return EvaluationClosed(until=day_of(last.due_at).isoformat()) if last and env.now > last.due_at else None


def feedback_open(env: Env, suggestion: Suggestion, context: StepContext[NoInput]) -> Refusal | None:
    """The time to evaluate is over, and the deputy was reminded once."""
    deadlines = running(env, DeadlineKind.EVALUATE, suggestion_id=suggestion.id)
    closed = all(is_past_due(env, one) and was_reminded(env, one) for one in deadlines)
    return None if closed else FeedbackOpen()


def was_reminded(env: Env, deadline: Deadline) -> bool:
    """Whether somebody was told that the deadline comes near or is past."""
    notification = env[ProposalsNotification]
    return env.session.scalar(select(exists().where(notification.deadline_id == deadline.id))) or False


def to_be_handled_again(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that were opened again, or with a reply that somebody is dissatisfied with."""
    return or_(suggestion.state == SuggestionState.REOPENED, is_dissatisfied(env, suggestion))


def dissatisfied_twice(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions handled a second time, with a reply that somebody is dissatisfied with."""
    return and_(suggestion.round > 1, is_dissatisfied(env, suggestion))


def meeting_to_come(
    env: Env, suggestion: Suggestion, context: StepContext[ConcludeCoordinationInput]
) -> Refusal | None:
    """A meeting is recorded after it was held."""
    return CoordinationToCome(field="held_on") if context.input.held_on > day_of(env.now) else None


def _reply(env: Env, context: StepContext[EvaluateReplyInput]) -> Reply:
    return env.session.get_one(env[Reply], context.input.reply.id)
