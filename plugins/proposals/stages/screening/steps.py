"""Steps by which the congress decides whether to take a suggestion up."""

from __future__ import annotations

from core.api import Env, Step, StepContext, _, check, extensible
from plugins.proposals.actors import STAFF
from plugins.proposals.clock import cancel_running
from plugins.proposals.models import Screening, ScreeningDecision, SubjectGround, Suggestion, SuggestionState
from plugins.proposals.notices import step_news, tell_deputies
from plugins.proposals.records.numbering import next_serial
from plugins.proposals.records.texts import clean
from plugins.proposals.stages.screening.guards import (
    LONGEST_ADVICE,
    competent,
    explains,
    no_grounds,
    says_why,
    takes_others,
)
from plugins.proposals.stages.screening.inputs import (
    AcceptSuggestionInput,
    MergeSuggestionInput,
    ReturnForRevisionInput,
    TreatAsLetterInput,
)


class ScreenedSuggestion(Suggestion):
    """A suggestion while the congress decides whether to take it up."""

    @extensible
    def send_back(self, env: Env, context: StepContext[ReturnForRevisionInput]) -> None:
        """Return a suggestion to the deputy for revision."""
        given = context.input
        _decide(env, self, Screening.RETURN, given.ground, clean(given.advice, LONGEST_ADVICE, "advice"))
        cancel_running(env, self)
        tell_deputies(env, self, step_news(self, context))

    @extensible
    def treat_as_letter(self, env: Env, context: StepContext[TreatAsLetterInput]) -> None:
        """Treat as a letter what is no matter for a suggestion."""
        given = context.input
        explanation = clean(given.explanation, LONGEST_ADVICE, "explanation")
        _decide(env, self, Screening.TREAT_AS_LETTER, given.ground, explanation)
        cancel_running(env, self)
        tell_deputies(env, self, step_news(self, context))

    @extensible
    def merge(self, env: Env, context: StepContext[MergeSuggestionInput]) -> None:
        """Merge a suggestion into another one on the same matter; each deputy still gets a reply."""
        _decide(env, self, Screening.MERGE)
        cancel_running(env, self)
        tell_deputies(env, self, step_news(self, context))
        self.state, self.merged_into_id = SuggestionState.MERGED, context.input.into.id

    @extensible
    def accept(self, env: Env, context: StepContext[AcceptSuggestionInput]) -> None:
        """Accept a suggestion and give it its number."""
        _decide(env, self, Screening.ACCEPT)
        serial = next_serial(env, self)
        self.serial, self.number, self.accepted_at = serial, self.written_number(serial), env.now
        tell_deputies(env, self, step_news(self, context))

    @extensible
    def written_number(self, serial: int) -> str:
        """The number as it is written, of term and session: 〔15-6〕34, or 〔15〕闭字34号 between sessions.

        The term is part of both, for the numbers of a congress stay apart over its terms.
        """
        if self.session is None:
            return f"〔{self.term.ordinal}〕闭字{serial}号"
        return f"〔{self.term.ordinal}-{self.session.ordinal}〕{serial}"


def _decide(
    env: Env,
    suggestion: Suggestion,
    decision: Screening,
    ground: SubjectGround | None = None,
    advice: str | None = None,
) -> None:
    """Record what was decided, and why."""
    record = env[ScreeningDecision](
        suggestion_id=suggestion.id, decision=decision, ground=ground, advice=advice, at=env.now, by=env.actor.name
    )
    env.session.add(record)


STEPS = (
    Step(
        name="return_for_revision",
        label=_("Return for revision"),
        sources=(SuggestionState.SUBMITTED,),
        targets=(SuggestionState.RETURNED,),
        permission=STAFF,
        effect=ScreenedSuggestion.send_back,
        input=ReturnForRevisionInput,
        guards=(check(says_why),),
    ),
    Step(
        name="treat_as_letter",
        label=_("Treat as a letter"),
        sources=(SuggestionState.SUBMITTED,),
        targets=(SuggestionState.AS_LETTER,),
        permission=STAFF,
        effect=ScreenedSuggestion.treat_as_letter,
        input=TreatAsLetterInput,
        guards=(check(explains),),
    ),
    Step(
        name="merge_suggestion",
        label=_("Merge"),
        sources=(SuggestionState.SUBMITTED,),
        targets=(SuggestionState.MERGED,),
        permission=STAFF,
        effect=ScreenedSuggestion.merge,
        input=MergeSuggestionInput,
        guards=(check(takes_others),),
    ),
    Step(
        name="accept_suggestion",
        label=_("Accept"),
        sources=(SuggestionState.SUBMITTED,),
        targets=(SuggestionState.ACCEPTED,),
        permission=STAFF,
        effect=ScreenedSuggestion.accept,
        input=AcceptSuggestionInput,
        guards=(check(no_grounds), check(competent)),
        bulk="accept_suggestions",
    ),
)
