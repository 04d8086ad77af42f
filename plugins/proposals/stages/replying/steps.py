"""Steps by which units reply to a suggestion, and it is published."""

from __future__ import annotations

from core.api import SYSTEM, Env, NoInput, Reason, Step, StepContext, _, allow, check, condition, extensible
from plugins.congress.deadlines.choices import DeadlineEvent, DeadlineKind
from plugins.congress.deadlines.clocks import cancel, running
from plugins.congress.models import Visibility
from plugins.proposals.actors import LEAD_DEPUTY, STAFF, UNIT
from plugins.proposals.clock import IN_CHARGE, begin, deadlines
from plugins.proposals.models import (
    AFTER_REPLY,
    LONGEST_PLAN,
    WITH_UNITS,
    Commitment,
    Handling,
    HandlingState,
    ItemReply,
    OutcomeClass,
    Reply,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import news, task, tell_deputies, tell_judges, tell_staff
from plugins.proposals.records.commitments import promise
from plugins.proposals.records.handlings import fitting, handling_of, handlings_of, own_handling
from plugins.proposals.records.outcomes import take_outcome
from plugins.proposals.records.replies import latest_words, letter_texts, not_public_unexplained
from plugins.proposals.records.requests import let_lapse
from plugins.proposals.records.rounds import drop_deadlines
from plugins.proposals.records.texts import clean, written
from plugins.proposals.stages.replying import guards
from plugins.proposals.stages.replying.inputs import IssueReplyInput
from plugins.proposals.stages.replying.refusals import NothingToPublish

WORKING = (HandlingState.HANDLING,)


class RepliedSuggestion(Suggestion):
    """A suggestion and the replies to it."""

    @extensible
    def issue_reply(self, env: Env, context: StepContext[IssueReplyInput]) -> SuggestionState | None:
        """Sign and send a unit's reply to the deputy; the suggestion is replied to once all its units in charge did."""
        handling = handling_of(env, context)
        reply = _reply(env, self, handling, context.input)
        _answer(env, reply, context.input)
        _promise(env, reply, context.input)
        handling.state = HandlingState.REPLIED
        let_lapse(env, handling)
        env.session.flush()
        tell_deputies(env, self, news("reply", reply.id))
        tell_staff(env, self, news("reply", reply.id))
        if any(one.state is not HandlingState.REPLIED for one in handlings_of(env, self, *IN_CHARGE)):
            return self.state
        return _replied(env, self)

    @extensible
    def publish(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Publish a suggestion with its replies."""
        self.published_at = env.now
        return None

    @extensible
    def object_publication(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Object to the publication of one's suggestion, which then only deputies and those concerned read."""
        self.visibility = Visibility.DEPUTIES
        for deadline in running(env, DeadlineKind.PUBLISH, suggestion_id=self.id):
            cancel(env, deadline)
        return None


def _reply(env: Env, suggestion: Suggestion, handling: Handling, given: IssueReplyInput) -> Reply:
    """The unit's letter, sent now."""
    assert given.outcome_class is not None  # noqa: S101 - a guard asked for it
    outcome = env.session.get_one(env[OutcomeClass], given.outcome_class.id)
    reply = env[Reply](
        suggestion_id=suggestion.id,
        handling_id=handling.id,
        round=handling.round,
        **letter_texts(env, suggestion, handling.unit.name, given),
        outcome_class_id=outcome.id,
        counts_as=outcome.counts_as,
        sent_at=env.now,
        public_attribute=given.public_attribute,
        face_to_face=given.face_to_face,
    )
    env.session.add(reply)
    env.session.flush()
    return reply


def _answer(env: Env, reply: Reply, given: IssueReplyInput) -> None:
    """Write down the answers, point by point."""
    for one in given.answers:
        answer = written(one.answer, LONGEST_PLAN, "answers")
        env.session.add(env[ItemReply](reply_id=reply.id, point_id=one.point.id, answer=answer))


def _promise(env: Env, reply: Reply, given: IssueReplyInput) -> None:
    """Write down what is promised, with the days on which it is due."""
    for one in given.commitments:
        commitment = env[Commitment](
            suggestion_id=reply.suggestion_id,
            reply_id=reply.id,
            organization_id=reply.handling.unit_id,
            text=written(one.text, 1000, "commitments"),
            planned_stage=clean(one.planned_stage, 200, "commitments"),
            due_on=one.due_on,
        )
        promise(env, commitment)


def _replied(env: Env, suggestion: Suggestion) -> SuggestionState:
    """What follows once all units in charge have replied: the outcome, and the time to judge and to publish it."""
    suggestion.replied_at = suggestion.replied_at or env.now
    take_outcome(suggestion, latest_words(env, suggestion))
    env.session.flush()
    # Those that the step itself ends are left to it, which notes whether they were met.
    drop_deadlines(env, suggestion, DeadlineKind.REPLY, DeadlineKind.REHANDLE)
    begin(env, suggestion, DeadlineKind.EVALUATE, DeadlineEvent.REPLIED)
    if _is_to_be_published(env, suggestion):
        begin(env, suggestion, DeadlineKind.PUBLISH, DeadlineEvent.REPLIED)
    tell_judges(env, suggestion, task("evaluate", f"{suggestion.id}.{suggestion.round}"))
    return SuggestionState.REPLIED


def _is_to_be_published(env: Env, suggestion: Suggestion) -> bool:
    open_to_all = suggestion.visibility is Visibility.PUBLIC and suggestion.published_at is None
    return open_to_all and not running(env, DeadlineKind.PUBLISH, suggestion_id=suggestion.id)


STEPS = (
    Step(
        name="issue_reply",
        label=_("Issue the reply"),
        sources=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        targets={
            SuggestionState.HANDLING: (SuggestionState.REPLIED, SuggestionState.HANDLING),
            SuggestionState.REHANDLING: (SuggestionState.REPLIED, SuggestionState.REHANDLING),
        },
        permission=UNIT,
        effect=RepliedSuggestion.issue_reply,
        input=IssueReplyInput,
        guards=(
            check(own_handling),
            check(fitting(IN_CHARGE, WORKING)),
            check(guards.signer_missing),
            check(guards.contact_missing),
            check(guards.co_opinion_missing),
            check(guards.outcome_missing),
            check(guards.points_unanswered),
            check(guards.comment_unanswered),
            check(guards.commitment_missing),
            check(guards.evidence_missing),
            check(guards.face_to_face_missing),
            check(not_public_unexplained),
        ),
        stops=deadlines(DeadlineKind.REPLY, DeadlineKind.REHANDLE),
    ),
    Step(
        name="publish_suggestion",
        label=_("Publish"),
        sources=(
            *AFTER_REPLY,
            SuggestionState.CLOSED,
        ),
        permission=(allow(SYSTEM), *STAFF),
        effect=RepliedSuggestion.publish,
        guards=(condition(NothingToPublish, guards.to_be_published),),
        stops=deadlines(DeadlineKind.PUBLISH),
    ),
    Step(
        name="object_publication",
        label=_("Object to publication"),
        sources=(
            *WITH_UNITS,
            *AFTER_REPLY,
            SuggestionState.CLOSED,
        ),
        permission=LEAD_DEPUTY,
        effect=RepliedSuggestion.object_publication,
        guards=(condition(NothingToPublish, guards.to_be_published),),
        reason=Reason.REQUIRED,
    ),
)
