"""Steps by which deputies evaluate replies, and units handle a suggestion again."""

from __future__ import annotations

from sqlalchemy import select

from core.api import SYSTEM, Env, NoInput, Reason, Step, StepContext, _, allow, check, condition, extensible
from plugins.congress.deadlines.choices import DeadlineKind
from plugins.congress.deadlines.clocks import meet, running
from plugins.proposals.actors import EVALUATOR, LEADER, STAFF
from plugins.proposals.clock import IN_CHARGE, deadlines
from plugins.proposals.models import (
    Coordination,
    Evaluation,
    Handling,
    HandlingState,
    Reply,
    Satisfaction,
    Suggestion,
    SuggestionState,
)
from plugins.proposals.notices import news, task, tell_deputies, tell_staff, tell_units
from plugins.proposals.records.evaluations import in_coordination, judge, judged_by_anyone, judged_by_lead
from plugins.proposals.records.handlings import handlings_of
from plugins.proposals.records.replies import standing_replies
from plugins.proposals.records.rounds import resume_handlings
from plugins.proposals.records.texts import clean, written
from plugins.proposals.stages.evaluating import guards
from plugins.proposals.stages.evaluating.inputs import ConcludeCoordinationInput, EvaluateReplyInput
from plugins.proposals.stages.evaluating.refusals import (
    CoordinationConcluded,
    NobodyDissatisfied,
    NoSecondDissatisfaction,
)


class EvaluatedSuggestion(Suggestion):
    """A suggestion and what its deputies think of the replies."""

    @extensible
    def evaluate(self, env: Env, context: StepContext[EvaluateReplyInput]) -> SuggestionState | None:
        """Say how satisfied one is with a reply; no unit reads it. It waits for the lead deputy, on each reply."""
        evaluation = _evaluation(env, self, context.input)
        # The government's office reads what the staff of its division is told, and evaluations are sealed for it.
        tell_staff(env, self, task("evaluation", evaluation.id))
        if self.state is SuggestionState.REPLIED and all(judged_by_lead(env, self)):
            for deadline in running(env, DeadlineKind.EVALUATE, suggestion_id=self.id):
                meet(env, deadline)
            return SuggestionState.EVALUATED
        # What is promised is followed only while nobody is dissatisfied.
        tracked, dissatisfied = self.state is SuggestionState.TRACKING, evaluation.result is Satisfaction.DISSATISFIED
        return SuggestionState.EVALUATED if tracked and dissatisfied else self.state

    @extensible
    def close_feedback(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Note that no deputy gave feedback in time; what one of them did say of a reply still counts."""
        return SuggestionState.EVALUATED if judged_by_anyone(env, self) else SuggestionState.NO_FEEDBACK

    @extensible
    def order_rehandling(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Order the units to handle the suggestion again: those whose reply did not satisfy, or all once reopened."""
        self.round += 1
        for handling in _to_handle_again(env, self):
            handling.state, handling.round = HandlingState.HANDLING, self.round
        env.session.flush()
        occasion = f"{self.id}.{self.round}"
        tell_units(env, self, task("handle_again", occasion), HandlingState.HANDLING)
        tell_deputies(env, self, news("handled_again", occasion))
        return None

    @extensible
    def open_coordination(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Bring the deputy and the units together after a second reply that did not satisfy."""
        coordination = env[Coordination](suggestion_id=self.id, opened_at=env.now)
        env.session.add(coordination)
        env.session.flush()
        tell_deputies(env, self, task("coordination", coordination.id))
        tell_units(env, self, task("coordination", coordination.id))
        return None

    @extensible
    def conclude_coordination(
        self, env: Env, context: StepContext[ConcludeCoordinationInput]
    ) -> SuggestionState | None:
        """Record the opinion that a coordination meeting came to."""
        given, coordination = context.input, env[Coordination]
        found = select(coordination).where(coordination.suggestion_id == self.id, coordination.concluded_at.is_(None))
        concluded = env.session.scalars(found.order_by(coordination.id).limit(1)).one()
        concluded.held_on = given.held_on
        concluded.participants = written(given.participants, 500, "participants")
        concluded.opinion = written(given.opinion, 5000, "opinion")
        concluded.concluded_at = env.now
        env.session.flush()
        tell_deputies(env, self, news("coordination_concluded", concluded.id))
        tell_units(env, self, news("coordination_concluded", concluded.id))
        return None


def _evaluation(env: Env, suggestion: Suggestion, given: EvaluateReplyInput) -> Evaluation:
    signature = judge(env, suggestion)
    evaluation = env[Evaluation](
        suggestion_id=suggestion.id,
        reply_id=given.reply.id,
        mandate_id=signature.mandate_id,
        person_id=signature.person_id,
        attitude=given.attitude,
        result=given.result,
        comment=clean(given.comment, 2000, "comment"),
        pressed=given.pressed,
        at=env.now,
    )
    env.session.add(evaluation)
    env.session.flush()
    return evaluation


def _to_handle_again(env: Env, suggestion: Suggestion) -> list[Handling]:
    """The units whose reply somebody is dissatisfied with; all of them where it was opened again for a new fact."""
    if suggestion.state is SuggestionState.REOPENED:
        resume_handlings(env, suggestion)
        return handlings_of(env, suggestion, *IN_CHARGE)
    return [reply.handling for reply in standing_replies(env, suggestion) if _did_not_satisfy(env, reply)]


def _did_not_satisfy(env: Env, reply: Reply) -> bool:
    evaluation = env[Evaluation]
    found = select(evaluation.id).where(evaluation.reply_id == reply.id, evaluation.result == Satisfaction.DISSATISFIED)
    return env.session.scalars(found.limit(1)).first() is not None


STEPS = (
    Step(
        name="evaluate_reply",
        label=_("Evaluate the reply"),
        sources=(SuggestionState.REPLIED, SuggestionState.EVALUATED, SuggestionState.TRACKING),
        targets={
            SuggestionState.REPLIED: (SuggestionState.EVALUATED, SuggestionState.REPLIED),
            SuggestionState.EVALUATED: (SuggestionState.EVALUATED,),
            SuggestionState.TRACKING: (SuggestionState.TRACKING, SuggestionState.EVALUATED),
        },
        permission=EVALUATOR,
        effect=EvaluatedSuggestion.evaluate,
        input=EvaluateReplyInput,
        guards=(
            check(guards.reply_of_other),
            check(guards.conflict),
            check(guards.evaluated_already),
            check(guards.comment_missing),
            check(guards.too_late),
        ),
        within=deadlines(DeadlineKind.EVALUATE),
    ),
    Step(
        name="close_feedback",
        label=_("Close the evaluation"),
        sources=(SuggestionState.REPLIED,),
        targets=(SuggestionState.NO_FEEDBACK, SuggestionState.EVALUATED),
        permission=(allow(SYSTEM),),
        effect=EvaluatedSuggestion.close_feedback,
        guards=(check(guards.feedback_open),),
        stops=deadlines(DeadlineKind.EVALUATE),
    ),
    Step(
        name="order_rehandling",
        label=_("Order it to be handled again"),
        sources=(SuggestionState.EVALUATED, SuggestionState.REOPENED),
        targets=(SuggestionState.REHANDLING,),
        permission=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.order_rehandling,
        guards=(condition(NobodyDissatisfied, guards.to_be_handled_again),),
        reason=Reason.REQUIRED,
        starts=deadlines(DeadlineKind.REHANDLE),
    ),
    Step(
        name="open_coordination",
        label=_("Call a coordination meeting"),
        sources=(SuggestionState.EVALUATED,),
        targets=(SuggestionState.COORDINATION,),
        permission=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.open_coordination,
        guards=(condition(NoSecondDissatisfaction, guards.dissatisfied_twice),),
    ),
    Step(
        name="conclude_coordination",
        label=_("Conclude the coordination"),
        sources=(SuggestionState.COORDINATION,),
        permission=(*STAFF, *LEADER),
        effect=EvaluatedSuggestion.conclude_coordination,
        input=ConcludeCoordinationInput,
        guards=(condition(CoordinationConcluded, in_coordination), check(guards.meeting_to_come)),
    ),
)
