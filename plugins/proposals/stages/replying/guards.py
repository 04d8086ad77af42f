"""Guards of a reply, in the order in which its author is told."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, select

from core.api import Env, Refusal, RuleEnv, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Visibility
from plugins.proposals.models import (
    ContactLog,
    ContactStage,
    Evaluation,
    Handling,
    HandlingRole,
    OutcomeClass,
    OutcomeCount,
    Reply,
    RequestPoint,
    Satisfaction,
    Suggestion,
)
from plugins.proposals.records.commitments import due_in_past
from plugins.proposals.records.handlings import handlings_of, latest_opinion
from plugins.proposals.records.outcomes import outcome_refusal
from plugins.proposals.records.parts import absent
from plugins.proposals.records.rounds import round_began
from plugins.proposals.records.texts import is_blank
from plugins.proposals.records.units import leads
from plugins.proposals.refusals import CommitmentRequired, EvidenceRequired, SignerNotAuthorised
from plugins.proposals.stages.replying.inputs import IssueReplyInput
from plugins.proposals.stages.replying.refusals import (
    CommentUnanswered,
    ContactLogRequired,
    CoOpinionMissing,
    FaceToFaceRequired,
    PointsUnanswered,
    PointTwice,
)

Replying = StepContext[IssueReplyInput]


def signer_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """A reply is signed by a leader of the unit, by name."""
    handling = _handling(env, context)
    signed = leads(env, handling.unit_id) and not is_blank(context.input.signer)
    return None if signed else SignerNotAuthorised(unit=handling.unit.name, field="signer")


def contact_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """The deputy was spoken to during the handling, in each round anew, and confirmed it."""
    contact, began = env[ContactLog], round_began(env, suggestion)
    found = select(contact.id).where(
        contact.handling_id == context.input.handling.id,
        contact.stage == ContactStage.DURING,
        contact.confirmed_at.is_not(None),
    )
    found = found if began is None else found.where(contact.at >= began)
    return None if env.session.scalars(found.limit(1)).first() else ContactLogRequired(field="handling")


def co_opinion_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """The lead unit has an opinion of each helper that it did not send back."""
    if _handling(env, context).role is not HandlingRole.LEAD:
        return None
    helpers = handlings_of(env, suggestion, HandlingRole.CO)
    missing = tuple(helper.unit.name for helper in helpers if not _has_opinion(env, helper))
    return CoOpinionMissing(units=missing) if missing else None


def outcome_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """A reply says what came of it in the letters the congress uses on the day."""
    return outcome_refusal(env, suggestion, context.input.outcome_class.id if context.input.outcome_class else None)


def points_unanswered(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """Each point is answered, once."""
    point = env[RequestPoint]
    asked = env.session.scalars(select(point).where(point.suggestion_id == suggestion.id).order_by(point.ordinal)).all()
    answered = [one.point for one in context.input.answers if not is_blank(one.answer)]
    for ref in answered:
        if ref.id not in {one.id for one in asked}:
            return absent(env, RequestPoint, ref, "answers")
        if answered.count(ref) > 1:
            return PointTwice(field="answers")
    missing = tuple(str(one.ordinal) for one in asked if one.id not in {ref.id for ref in answered})
    return PointsUnanswered(points=missing, field="answers") if missing else None


def comment_unanswered(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """A reply after a dissatisfied one says what was done about it."""
    evaluation, reply = env[Evaluation], env[Reply]
    criticised = (
        select(evaluation.id)
        .join(reply, reply.id == evaluation.reply_id)
        .where(reply.handling_id == context.input.handling.id, evaluation.result == Satisfaction.DISSATISFIED)
        .limit(1)
    )
    if not is_blank(context.input.answers_comment) or env.session.scalar(criticised) is None:
        return None
    return CommentUnanswered(field="answers_comment")


def commitment_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """What is planned is promised for a day, and no promise is made for a day that is over."""
    due = [one.due_on for one in context.input.commitments]
    if not due and _outcome(env, context) is OutcomeCount.PLANNED:
        return CommitmentRequired(field="commitments")
    return due_in_past(due, day_of(env.now), "commitments")


def evidence_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """What is solved is shown."""
    shown = not is_blank(context.input.evidence) or _outcome(env, context) is not OutcomeCount.SOLVED
    return None if shown else EvidenceRequired(field="evidence")


def face_to_face_missing(env: Env, suggestion: Suggestion, context: Replying) -> Refusal | None:
    """A key suggestion is replied to face to face."""
    met = context.input.face_to_face or not suggestion.is_key
    return None if met else FaceToFaceRequired(field="face_to_face")


def to_be_published(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that are meant for the public, which does not have them yet."""
    return and_(suggestion.visibility == Visibility.PUBLIC, suggestion.published_at.is_(None))


def _handling(env: Env, context: Replying) -> Handling:
    return env.session.get_one(env[Handling], context.input.handling.id)


def _has_opinion(env: Env, helper: Handling) -> bool:
    opinion = latest_opinion(env, helper)
    return opinion is not None and opinion.redo_requested_at is None


def _outcome(env: Env, context: Replying) -> OutcomeCount | None:
    chosen = context.input.outcome_class
    return env.session.get_one(env[OutcomeClass], chosen.id).counts_as if chosen else None
