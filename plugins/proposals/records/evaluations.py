"""Evaluations of replies: who judges them, who has, and who is dissatisfied."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Select, exists, select

from core.api import Env, RuleEnv
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.models import Deadline
from plugins.congress.roles import DEPUTY
from plugins.proposals.actors import is_lead, signatures_answered
from plugins.proposals.congress import ProposalsDeadline
from plugins.proposals.models import (
    Coordination,
    Cosignature,
    Evaluation,
    Reply,
    Satisfaction,
    Suggestion,
)
from plugins.proposals.records.replies import is_standing, standing_replies
from plugins.proposals.records.signatures import lead_signature


def is_dissatisfied(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a standing reply that somebody is dissatisfied with."""
    evaluation, reply = env.alias(Evaluation), env.alias(Reply)
    return exists().where(
        evaluation.reply_id == reply.id,
        evaluation.result == Satisfaction.DISSATISFIED,
        is_standing(env, reply, suggestion),
    )


def judge(env: Env, suggestion: Suggestion) -> Cosignature:
    """The actor's signature as the lead deputy of the suggestion, or else of one that was merged into it."""
    own = env[Cosignature].person_id.in_(env.actor.scope_ids(DEPUTY))
    return env.session.scalars(leading_signatures(env, suggestion).where(own).limit(1)).one()


def is_evaluated(env: Env, reply: Reply, mandate_id: int) -> bool:
    """Whether the deputy of that mandate evaluated the reply."""
    evaluation = env[Evaluation]
    found = exists().where(evaluation.reply_id == reply.id, evaluation.mandate_id == mandate_id)
    return env.session.scalar(select(found)) or False


def judged_by_lead(env: Env, suggestion: Suggestion) -> list[bool]:
    """For each reply that stands, whether the suggestion's own lead deputy evaluated it."""
    mandate_id = lead_signature(env, suggestion).mandate_id
    return [is_evaluated(env, reply, mandate_id) for reply in standing_replies(env, suggestion)]


def judged_by_anyone(env: Env, suggestion: Suggestion) -> bool:
    """Whether a lead deputy, of the suggestion or of one merged into it, evaluated a reply that stands."""
    evaluation = env[Evaluation]
    replies = [reply.id for reply in standing_replies(env, suggestion)]
    return env.session.scalar(select(exists().where(evaluation.reply_id.in_(replies)))) or False


def still_to_judge(env: Env, suggestion: Suggestion) -> list[Cosignature]:
    """The signatures of the lead deputies, of merged suggestions too, who have not judged each reply that stands."""
    replies = standing_replies(env, suggestion)
    leads = env.session.scalars(leading_signatures(env, suggestion)).all()
    return [one for one in leads if not all(is_evaluated(env, reply, one.mandate_id) for reply in replies)]


def in_coordination(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a coordination that is not concluded."""
    coordination = env.alias(Coordination)
    return exists().where(coordination.suggestion_id == suggestion.id, coordination.concluded_at.is_(None))


def time_to_evaluate(env: Env, suggestion: Suggestion) -> Deadline | None:
    """The time to evaluate the last reply, whether or not the lead deputy used it."""
    deadline = env[ProposalsDeadline]
    found = select(deadline).where(deadline.suggestion_id == suggestion.id, deadline.kind == DeadlineKind.EVALUATE)
    return env.session.scalars(found.order_by(deadline.starts_at.desc(), deadline.id.desc()).limit(1)).first()


def leading_signatures(env: Env, suggestion: Suggestion) -> Select[Cosignature]:
    """The signature of the lead deputy, and those of the suggestions that were merged into it."""
    signature = env[Cosignature]
    return signatures_answered(env, suggestion).where(is_lead(signature)).order_by(signature.suggestion_id)
