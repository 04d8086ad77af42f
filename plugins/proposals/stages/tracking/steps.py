"""Steps by which commitments are followed, and a suggestion is closed or opened again."""

from __future__ import annotations

from core.api import SYSTEM, Env, NoInput, Reason, Step, StepContext, _, allow, check, condition, extensible
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.deadlines.clocks import meet
from plugins.proposals.actors import LEAD_DEPUTY, STAFF, UNIT
from plugins.proposals.models import (
    AFTER_REPLY,
    Commitment,
    CommitmentState,
    OutcomeClass,
    Reply,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import news, task, tell_deputies, tell_staff, tell_units
from plugins.proposals.records.commitments import deadline_of, note_broken, note_changed, promise
from plugins.proposals.records.outcomes import take_outcome
from plugins.proposals.records.replies import (
    last_words,
    latest_words,
    letter_texts,
    not_public_unexplained,
)
from plugins.proposals.records.rounds import drop_deadlines, end_handlings, resume_handlings
from plugins.proposals.records.texts import clean, written
from plugins.proposals.refusals import EvidenceRequired
from plugins.proposals.stages.tracking import guards
from plugins.proposals.stages.tracking.guards import evaluation_pending
from plugins.proposals.stages.tracking.inputs import ChangeCommitmentInput, SupplementReplyInput, UpdateCommitmentInput
from plugins.proposals.stages.tracking.refusals import (
    CommitmentsOpen,
    CoordinationOpen,
    DissatisfactionOpen,
    NothingToTrack,
    TermOver,
)

PROMISED = (
    *AFTER_REPLY,
    SuggestionState.REOPENED,
)


class TrackedSuggestion(Suggestion):
    """A suggestion and what was promised in its replies."""

    @extensible
    def track(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Keep track of what was promised."""

    @extensible
    def update_commitment(self, env: Env, context: StepContext[UpdateCommitmentInput]) -> SuggestionState | None:
        """Report that a commitment was kept, and show it."""
        commitment = env.session.get_one(env[Commitment], context.input.commitment.id)
        today, deadline = day_of(env.now), deadline_of(env, commitment)
        commitment.state = CommitmentState.KEPT if today <= commitment.due_on else CommitmentState.KEPT_LATE
        commitment.settled_on = today
        commitment.evidence = written(context.input.evidence, 1000, "evidence")
        context.noted["handling_id"] = commitment.reply.handling_id
        if deadline:
            meet(env, deadline)
        tell_deputies(env, self, news("commitment_kept", commitment.id))
        return None

    @extensible
    def change_commitment(self, env: Env, context: StepContext[ChangeCommitmentInput]) -> SuggestionState | None:
        """Put another day and text in the place of a commitment, with a reason the deputy reads."""
        given, commitment = context.input, env.session.get_one(env[Commitment], context.input.commitment.id)
        context.noted["handling_id"] = commitment.reply.handling_id
        note_changed(env, commitment, context.reason)
        replacing = env[Commitment](
            suggestion=commitment.suggestion,
            reply=commitment.reply,
            organization_id=commitment.organization_id,
            text=clean(given.text, 1000, "text") or commitment.text,
            planned_stage=clean(given.planned_stage, 200, "planned_stage") or commitment.planned_stage,
            due_on=given.due_on,
            replaces=commitment,
        )
        promise(env, replacing)
        return None

    @extensible
    def break_commitment(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Note that a commitment was broken, and open the suggestion again."""
        for commitment in guards.overdue(env, self):
            note_broken(env, commitment)
            tell_staff(env, self, task("commitment_broken", commitment.id))
        if self.state is not SuggestionState.REOPENED:
            _open_again(env, self)
        return None

    @extensible
    def supplement_reply(self, env: Env, context: StepContext[SupplementReplyInput]) -> SuggestionState | None:
        """Reply once more when what was promised is done; what the outcome was before stays on record."""
        reply = _addition(env, self, context.input)
        context.noted["handling_id"] = reply.handling_id
        take_outcome(self, latest_words(env, self))
        tell_deputies(env, self, news("reply_supplemented", reply.id))
        tell_staff(env, self, news("reply_supplemented", reply.id))
        return None

    @extensible
    def close(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Close a suggestion that has been handled to its end."""
        self.state, self.closed_at = SuggestionState.CLOSED, env.now
        drop_deadlines(env, self)
        tell_deputies(env, self, news("closed", f"{self.id}.{env.now.isoformat()}"))
        end_handlings(env, self)
        return None

    @extensible
    def reopen(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Open a closed suggestion again for a new fact."""
        _open_again(env, self)
        tell_deputies(env, self, news("reopened", f"{self.id}.{env.now.isoformat()}"))
        tell_staff(env, self, task("reopened", f"{self.id}.{env.now.isoformat()}"))
        return None


def _open_again(env: Env, suggestion: Suggestion) -> None:
    """Give a suggestion back to its units."""
    if suggestion.closed_at is not None:
        suggestion.state, suggestion.closed_at = SuggestionState.REOPENED, None
        resume_handlings(env, suggestion)
    tell_units(env, suggestion, news("opened_again", f"{suggestion.id}.{env.now.isoformat()}"))


def _addition(env: Env, suggestion: Suggestion, given: SupplementReplyInput) -> Reply:
    """What the unit adds to its reply, sent now; without a class of its own it has that of what was said before."""
    reply = env.session.get_one(env[Reply], given.reply.id)
    before = last_words(env, reply)
    outcome = env.session.get_one(env[OutcomeClass], given.outcome_class.id) if given.outcome_class else None
    addition = env[Reply](
        suggestion_id=suggestion.id,
        handling_id=reply.handling_id,
        round=reply.round,
        supplements_id=reply.id,
        **letter_texts(env, suggestion, reply.handling.unit.name, given),
        outcome_class_id=outcome.id if outcome else before.outcome_class_id,
        counts_as=outcome.counts_as if outcome else before.counts_as,
        sent_at=env.now,
        public_attribute=given.public_attribute,
    )
    env.session.add(addition)
    env.session.flush()
    return addition


STEPS = (
    Step(
        name="track_commitments",
        label=_("Track the commitments"),
        sources=(SuggestionState.EVALUATED, SuggestionState.NO_FEEDBACK, SuggestionState.COORDINATION),
        targets=(SuggestionState.TRACKING,),
        permission=(allow(SYSTEM),),
        effect=TrackedSuggestion.track,
        guards=(condition(NothingToTrack, guards.to_be_tracked),),
        automatic=True,
    ),
    Step(
        name="update_commitment",
        label=_("Report a commitment as kept"),
        sources=PROMISED,
        permission=UNIT,
        effect=TrackedSuggestion.update_commitment,
        input=UpdateCommitmentInput,
        guards=(check(guards.commitment_of_other), check(guards.kept_without_evidence)),
    ),
    Step(
        name="change_commitment",
        label=_("Change a commitment"),
        sources=PROMISED,
        permission=UNIT,
        effect=TrackedSuggestion.change_commitment,
        input=ChangeCommitmentInput,
        guards=(
            check(guards.commitment_of_other),
            check(guards.changed_by_clerk),
            check(guards.changed_to_past),
        ),
        reason=Reason.REQUIRED,
    ),
    Step(
        name="break_commitment",
        label=_("Note a broken commitment"),
        sources=guards.BREAKABLE,
        targets=(SuggestionState.REOPENED,),
        permission=(allow(SYSTEM),),
        effect=TrackedSuggestion.break_commitment,
        guards=(condition(CoordinationOpen, guards.coordination_concluded), check(guards.nothing_overdue)),
    ),
    Step(
        name="supplement_reply",
        label=_("Add to the reply"),
        sources=(SuggestionState.TRACKING, SuggestionState.REOPENED),
        permission=UNIT,
        effect=TrackedSuggestion.supplement_reply,
        input=SupplementReplyInput,
        guards=(
            check(guards.reply_not_own),
            check(guards.outcome_not_shown),
            check(not_public_unexplained),
        ),
    ),
    Step(
        name="close_suggestion",
        label=_("Close"),
        sources=(
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
        ),
        targets=(SuggestionState.CLOSED,),
        permission=STAFF,
        effect=TrackedSuggestion.close,
        guards=(
            condition(CoordinationOpen, guards.coordination_concluded),
            condition(DissatisfactionOpen, guards.nobody_dissatisfied),
            condition(CommitmentsOpen, guards.all_settled),
            condition(EvidenceRequired, guards.is_shown),
            check(evaluation_pending),
        ),
        bulk="close_suggestions",
    ),
    Step(
        name="reopen_suggestion",
        label=_("Open again"),
        sources=(SuggestionState.CLOSED,),
        targets=(SuggestionState.REOPENED,),
        permission=(*LEAD_DEPUTY, *STAFF),
        effect=TrackedSuggestion.reopen,
        guards=(condition(TermOver, guards.within_term),),
        reason=Reason.REQUIRED,
    ),
)
