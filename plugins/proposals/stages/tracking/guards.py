"""Guards of the steps that follow a commitment, and of the end of a suggestion."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import ColumnElement, Date, and_, exists, func, or_

from core.api import TIME_ZONE, Env, ForbiddenScope, NoInput, Refusal, RuleEnv, StepContext
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Term
from plugins.proposals.models import (
    Commitment,
    CommitmentState,
    Coordination,
    OutcomeClass,
    OutcomeCount,
    Reply,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.records.commitments import due_in_past, open_commitments
from plugins.proposals.records.evaluations import in_coordination, is_dissatisfied, still_to_judge, time_to_evaluate
from plugins.proposals.records.outcomes import outcome_refusal
from plugins.proposals.records.parts import part_of
from plugins.proposals.records.replies import is_last_word, is_standing, last_words, standing_replies
from plugins.proposals.records.texts import is_blank
from plugins.proposals.records.units import acts_for, leads
from plugins.proposals.refusals import CommitmentRequired, EvidenceRequired, SignerNotAuthorised
from plugins.proposals.stages.tracking.inputs import ChangeCommitmentInput, SupplementReplyInput, UpdateCommitmentInput
from plugins.proposals.stages.tracking.refusals import (
    CommitmentNotBroken,
    CommitmentSettled,
    EvaluationPending,
    KeptWithoutEvidence,
    ReplyDoesNotStand,
)

GRACE = timedelta(days=30)
"""How long after its day a commitment counts as broken."""
BREAKABLE = (
    SuggestionState.TRACKING,
    SuggestionState.EVALUATED,
    SuggestionState.NO_FEEDBACK,
    SuggestionState.COORDINATION,
    SuggestionState.CLOSED,
    SuggestionState.REOPENED,
)
"""Where a commitment is noted as broken: wherever nobody is about to reply, to judge the reply or to meet about it."""
CommitmentInput = UpdateCommitmentInput | ChangeCommitmentInput


def has_open(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions with a commitment that is neither kept, changed nor broken."""
    commitment = env.alias(Commitment)
    return exists().where(commitment.suggestion_id == suggestion.id, commitment.state == CommitmentState.OPEN)


def is_planned(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that a unit's last words plan to solve, with a commitment of that unit that is open."""
    commitment, made, reply, last = env.alias(Commitment), *(env.alias(Reply) for _each in range(3))
    return exists().where(
        commitment.suggestion_id == suggestion.id,
        commitment.state == CommitmentState.OPEN,
        made.id == commitment.reply_id,
        reply.handling_id == made.handling_id,
        is_standing(env, reply, suggestion),
        is_last_word(env, last, reply),
        last.counts_as == OutcomeCount.PLANNED,
    )


def to_be_tracked(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """What a unit plans, with an open commitment, if nobody is dissatisfied or a coordination has settled that."""
    coordination = env.alias(Coordination)
    coordinated = exists().where(coordination.suggestion_id == suggestion.id)
    settled = or_(
        and_(
            suggestion.state.in_((SuggestionState.EVALUATED, SuggestionState.NO_FEEDBACK)),
            ~is_dissatisfied(env, suggestion),
        ),
        and_(suggestion.state == SuggestionState.COORDINATION, coordinated, ~in_coordination(env, suggestion)),
    )
    return and_(is_planned(env, suggestion), settled)


def all_settled(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions whose commitments are kept or changed; one broken since the last reply is neither."""
    commitment, reply = env.alias(Commitment), env.alias(Reply)
    broken = exists().where(
        commitment.suggestion_id == suggestion.id,
        commitment.state == CommitmentState.BROKEN,
        reply.id == commitment.reply_id,
        is_standing(env, reply, suggestion),
    )
    return and_(~has_open(env, suggestion), ~broken)


def is_shown(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions without a reply that declares them solved and does not show it."""
    reply = env.alias(Reply)
    return ~exists().where(
        is_standing(env, reply, suggestion), reply.counts_as == OutcomeCount.SOLVED, reply.evidence.is_(None)
    )


def nobody_dissatisfied(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that no deputy is dissatisfied with, or where a coordination meeting was called about that.

    What is tracked came there without dissatisfaction, or after a meeting that settled it.
    """
    answered = suggestion.state.in_((SuggestionState.COORDINATION, SuggestionState.TRACKING))
    return or_(answered, ~is_dissatisfied(env, suggestion))


def coordination_concluded(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions without a coordination that goes on."""
    return ~in_coordination(env, suggestion)


def within_term(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions of a term that runs."""
    term, today = env.alias(Term), func.timezone(TIME_ZONE, func.now()).cast(Date)
    return exists().where(term.id == suggestion.term_id, or_(term.ends_on.is_(None), term.ends_on >= today))


def commitment_of_other(env: Env, suggestion: Suggestion, context: StepContext[CommitmentInput]) -> Refusal | None:
    """The commitment is of this suggestion, was made by the acting unit, and is open."""
    commitment = part_of(env, suggestion, Commitment, context.input.commitment, "commitment")
    if not acts_for(env, commitment.organization_id):
        return ForbiddenScope(what=commitment.organization.name, field="commitment")
    settled = commitment.state is not CommitmentState.OPEN
    return CommitmentSettled(state=commitment.state, field="commitment") if settled else None


def kept_without_evidence(
    env: Env, suggestion: Suggestion, context: StepContext[UpdateCommitmentInput]
) -> Refusal | None:
    """What is kept is shown."""
    return KeptWithoutEvidence(field="evidence") if is_blank(context.input.evidence) else None


def changed_by_clerk(env: Env, suggestion: Suggestion, context: StepContext[ChangeCommitmentInput]) -> Refusal | None:
    """A leader of the unit answers for another day."""
    unit = env.session.get_one(env[Commitment], context.input.commitment.id).organization
    return None if leads(env, unit.id) else SignerNotAuthorised(unit=unit.name)


def changed_to_past(env: Env, suggestion: Suggestion, context: StepContext[ChangeCommitmentInput]) -> Refusal | None:
    """Nothing is promised for a day that is over."""
    return due_in_past([context.input.due_on], day_of(env.now), "due_on")


def overdue(env: Env, suggestion: Suggestion) -> list[Commitment]:
    """The open commitments of the suggestion that count as broken today."""
    return [one for one in open_commitments(env, suggestion) if is_overdue(one.due_on, day_of(env.now))]


def is_overdue(due_on: date, today: date) -> bool:
    """Whether a commitment for that day counts as broken today."""
    return due_on + GRACE < today


def nothing_overdue(env: Env, suggestion: Suggestion, context: StepContext[NoInput]) -> Refusal | None:
    """A commitment is broken once it is overdue for long."""
    return None if overdue(env, suggestion) else CommitmentNotBroken()


def reply_not_own(env: Env, suggestion: Suggestion, context: StepContext[SupplementReplyInput]) -> Refusal | None:
    """The reply is one to this suggestion that stands, and a leader of its unit signs what is added."""
    reply = part_of(env, suggestion, Reply, context.input.reply, "reply")
    unit = reply.handling.unit
    if not acts_for(env, unit.id):
        return ForbiddenScope(what=unit.name, field="reply")
    if not leads(env, unit.id) or is_blank(context.input.signer):
        return SignerNotAuthorised(unit=unit.name, field="signer")
    return None if reply in standing_replies(env, suggestion) else ReplyDoesNotStand(field="reply")


def outcome_not_shown(env: Env, suggestion: Suggestion, context: StepContext[SupplementReplyInput]) -> Refusal | None:
    """Another class of outcome is one of those in use, and is shown; what is planned has a day."""
    given = context.input
    if given.outcome_class is None:
        return None
    refusal = outcome_refusal(env, suggestion, given.outcome_class.id)
    if refusal is not None:
        return refusal
    before = last_words(env, env.session.get_one(env[Reply], given.reply.id))
    after = env.session.get_one(env[OutcomeClass], given.outcome_class.id)
    if after.id == before.outcome_class_id:
        return None
    if is_blank(given.evidence):
        return EvidenceRequired(field="evidence")
    planned = after.counts_as is OutcomeCount.PLANNED and not open_commitments(env, suggestion)
    return CommitmentRequired(field="outcome_class") if planned else None


def evaluation_pending(env: Env, suggestion: Suggestion, context: StepContext[NoInput]) -> Refusal | None:
    """Whoever leads a merged suggestion has all the time to judge, though the lead deputy has judged already.

    In coordination nobody judges any more.
    """
    last = time_to_evaluate(env, suggestion)
    if suggestion.state is SuggestionState.COORDINATION or last is None or env.now > last.due_at:
        return None
    pending = still_to_judge(env, suggestion)
    return EvaluationPending(until=day_of(last.due_at).isoformat()) if pending else None
