"""What refuses an evaluation, and what may follow from it."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select
from sqlalchemy.orm import aliased

from core.api import Env, NoInput, Refusal, RuleEnv, Taking
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import is_past_due, running
from plugins.congress.models import Deadline
from plugins.congress.roles import DEPUTY
from plugins.proposals.actors import answered_with
from plugins.proposals.congress import ProposalsDeadline, ProposalsNotification
from plugins.proposals.models import (
    Coordination,
    Cosignature,
    CosignatureKind,
    Evaluation,
    Reply,
    Satisfaction,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.refusals import (
    AlreadyEvaluated,
    CommentRequired,
    ConflictOfInterest,
    CoordinationToCome,
    EvaluationClosed,
    EvaluationPending,
    FeedbackOpen,
    ReplySuperseded,
)
from plugins.proposals.steps.evaluating_inputs import ConcludeCoordinationInput, EvaluateReplyInput
from plugins.proposals.steps.rounds import is_dissatisfied, standing_replies
from plugins.proposals.steps.units import absent, acts_for


def judge(env: Env, suggestion: Suggestion) -> Cosignature:
    """The actor's signature as the lead deputy of the suggestion, or else of one that was merged into it."""
    own = env[Cosignature].person_id.in_(env.actor.scope_ids(DEPUTY))
    return env.session.scalars(_leading(env, suggestion).where(own).limit(1)).one()


def reply_of_other(env: Env, suggestion: Suggestion, taking: Taking[EvaluateReplyInput]) -> Refusal | None:
    """The reply is one to this suggestion, and stands."""
    reply = env.get(Reply, taking.input.reply.id, field="reply")
    if reply.suggestion_id != suggestion.id or reply.sent_at is None:
        return absent(env, Reply, taking.input.reply, "reply")
    return None if reply in standing_replies(env, suggestion) else ReplySuperseded(field="reply")


def conflict(env: Env, suggestion: Suggestion, taking: Taking[EvaluateReplyInput]) -> Refusal | None:
    """Whoever works for a unit does not judge what it did."""
    handling = _reply(env, taking).handling
    if not acts_for(env, handling.unit_id):
        return None
    return ConflictOfInterest(person=judge(env, suggestion).person.name, unit=handling.unit.name)


def evaluated_already(env: Env, suggestion: Suggestion, taking: Taking[EvaluateReplyInput]) -> Refusal | None:
    """An evaluation is not changed."""
    mandate = judge(env, suggestion).mandate_id
    return AlreadyEvaluated(field="reply") if is_evaluated(env, _reply(env, taking), mandate) else None


def comment_missing(env: Env, suggestion: Suggestion, taking: Taking[EvaluateReplyInput]) -> Refusal | None:
    """Dissatisfaction says why."""
    dissatisfied = taking.input.result is Satisfaction.DISSATISFIED
    said = (taking.input.comment or "").strip()
    return CommentRequired(field="comment") if dissatisfied and not said else None


def too_late(env: Env, suggestion: Suggestion, taking: Taking[EvaluateReplyInput]) -> Refusal | None:
    """The time to evaluate is the same for all deputies, even after the lead deputy used it."""
    last = _window(env, suggestion)
    return EvaluationClosed(until=day_of(last.due_at).isoformat()) if last and env.now > last.due_at else None


def evaluation_pending(env: Env, suggestion: Suggestion, taking: Taking[NoInput]) -> Refusal | None:
    """Whoever leads a merged suggestion has all the time to judge, though the lead deputy has judged already.

    In coordination nobody judges any more.
    """
    last = _window(env, suggestion)
    if suggestion.state is SuggestionState.COORDINATION or last is None or env.now > last.due_at:
        return None
    pending = still_to_judge(env, suggestion)
    return EvaluationPending(until=day_of(last.due_at).isoformat()) if pending else None


def feedback_open(env: Env, suggestion: Suggestion, taking: Taking[NoInput]) -> Refusal | None:
    """The time to evaluate is over, and the deputy was reminded once."""
    deadlines = running(env, DeadlineKind.EVALUATE, suggestion_id=suggestion.id)
    closed = all(is_past_due(env, one) and was_reminded(env, one) for one in deadlines)
    return None if closed else FeedbackOpen()


def was_reminded(env: Env, deadline: Deadline) -> bool:
    """Whether somebody was told that the deadline comes near or is past."""
    notification = env[ProposalsNotification]
    return env.session.scalar(select(exists().where(notification.deadline_id == deadline.id))) or False


def is_evaluated(env: Env, reply: Reply, mandate_id: int) -> bool:
    """Whether the deputy of that mandate evaluated the reply."""
    evaluation = env[Evaluation]
    found = exists().where(evaluation.reply_id == reply.id, evaluation.mandate_id == mandate_id)
    return env.session.scalar(select(found)) or False


def judged_by_lead(env: Env, suggestion: Suggestion) -> list[bool]:
    """For each reply that stands, whether the suggestion's own lead deputy evaluated it."""
    signature = env[Cosignature]
    lead = select(signature.mandate_id).where(
        signature.suggestion_id == suggestion.id, signature.kind == CosignatureKind.LEAD
    )
    mandate_id = env.session.scalars(lead).one()
    return [is_evaluated(env, reply, mandate_id) for reply in standing_replies(env, suggestion)]


def judged_by_anyone(env: Env, suggestion: Suggestion) -> bool:
    """Whether a lead deputy, of the suggestion or of one merged into it, evaluated a reply that stands."""
    evaluation = env[Evaluation]
    replies = [reply.id for reply in standing_replies(env, suggestion)]
    return env.session.scalar(select(exists().where(evaluation.reply_id.in_(replies)))) or False


def still_to_judge(env: Env, suggestion: Suggestion) -> list[Cosignature]:
    """The signatures of the lead deputies, of merged suggestions too, who have not judged each reply that stands."""
    replies = standing_replies(env, suggestion)
    leads = env.session.scalars(_leading(env, suggestion)).all()
    return [one for one in leads if not all(is_evaluated(env, reply, one.mandate_id) for reply in replies)]


def to_be_handled_again(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that were opened again, or with a reply that somebody is dissatisfied with."""
    return or_(suggestion.state == SuggestionState.REOPENED, is_dissatisfied(env, suggestion))


def dissatisfied_twice(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions handled a second time, with a reply that somebody is dissatisfied with."""
    return and_(suggestion.round > 1, is_dissatisfied(env, suggestion))


def in_coordination(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a coordination that is not concluded."""
    coordination = aliased(env[Coordination])
    return exists().where(coordination.suggestion_id == suggestion.id, coordination.concluded_at.is_(None))


def meeting_to_come(env: Env, suggestion: Suggestion, taking: Taking[ConcludeCoordinationInput]) -> Refusal | None:
    """A meeting is recorded after it was held."""
    return CoordinationToCome(field="held_on") if taking.input.held_on > day_of(env.now) else None


def _window(env: Env, suggestion: Suggestion) -> Deadline | None:
    """The time to evaluate the last reply, whether or not the lead deputy used it."""
    deadline = env[ProposalsDeadline]
    found = select(deadline).where(deadline.suggestion_id == suggestion.id, deadline.kind == DeadlineKind.EVALUATE)
    return env.session.scalars(found.order_by(deadline.starts_at.desc(), deadline.id.desc()).limit(1)).first()


def _leading(env: Env, suggestion: Suggestion) -> Select[Cosignature]:
    """The signature of the lead deputy, and those of the suggestions that were merged into it."""
    signature, merged = env[Cosignature], aliased(env[Suggestion])
    return (
        select(signature)
        .join(merged, merged.id == signature.suggestion_id)
        .where(
            signature.kind == CosignatureKind.LEAD,
            answered_with(merged, suggestion),
        )
        .order_by(merged.id != suggestion.id, merged.id)
    )


def _reply(env: Env, taking: Taking[EvaluateReplyInput]) -> Reply:
    return env.session.get_one(env[Reply], taking.input.reply.id)
