"""What this plugin contributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from core.api import Job, Load, Model, Mutation, Rule, Workflow, WorkflowExtension, hookimpl, mutation
from plugins.congress.roles import DEPUTY
from plugins.proposals import congress, history, lineage, measures, printed, satisfaction, stations
from plugins.proposals import models as definitions
from plugins.proposals import rules as access
from plugins.proposals.demo.loads import loads
from plugins.proposals.from_opinion import HeardSuggestion, escalate_opinion
from plugins.proposals.jobs import JOBS
from plugins.proposals.seeds import outcomes
from plugins.proposals.stages.assigning.steps import AssignedSuggestion
from plugins.proposals.stages.drafting.steps import DraftedSuggestion
from plugins.proposals.stages.evaluating.steps import EvaluatedSuggestion
from plugins.proposals.stages.handling.steps import HandledSuggestion
from plugins.proposals.stages.replying.steps import RepliedSuggestion
from plugins.proposals.stages.returning.steps import ReturnedSuggestion
from plugins.proposals.stages.screening.steps import ScreenedSuggestion
from plugins.proposals.stages.signing.steps import SignedSuggestion
from plugins.proposals.stages.tracking.steps import TrackedSuggestion
from plugins.proposals.workflows import SUGGESTION_WORKFLOW


@hookimpl
def models() -> Sequence[type[Model]]:
    """Suggestions with all that belongs to them, and the way to them from congresses, deputies and units."""
    return (
        definitions.Suggestion,
        definitions.RequestPoint,
        definitions.SuggestionText,
        definitions.SuggestionRegion,
        definitions.SuggestionOpinion,
        definitions.Cosignature,
        definitions.ScreeningDecision,
        definitions.NumberSeries,
        definitions.AssignmentBatch,
        definitions.Handling,
        definitions.ReturnRequest,
        definitions.ExtensionRequest,
        definitions.ContactLog,
        definitions.CoHandlingOpinion,
        definitions.OutcomeScheme,
        definitions.OutcomeClass,
        definitions.Reply,
        definitions.ItemReply,
        definitions.Evaluation,
        definitions.Commitment,
        definitions.Coordination,
        definitions.SuggestionEvent,
        congress.ProposalsCongress,
        congress.ProposalsTerm,
        congress.ProposalsSession,
        congress.ProposalsRegion,
        congress.ProposalsPerson,
        congress.ProposalsMandate,
        congress.ProposalsOrganization,
        congress.ProposalsDeadline,
        congress.ProposalsNotification,
        stations.ProposalsOpinion,
        measures.MeasuredSuggestion,
        measures.MeasuredCommitment,
        lineage.TracedSuggestion,
        lineage.TracedOpinion,
        printed.PrintedReply,
        history.RecalledSuggestion,
        satisfaction.JudgedOrganization,
        DraftedSuggestion,
        SignedSuggestion,
        ScreenedSuggestion,
        AssignedSuggestion,
        ReturnedSuggestion,
        HandledSuggestion,
        RepliedSuggestion,
        EvaluatedSuggestion,
        TrackedSuggestion,
        HeardSuggestion,
    )


@hookimpl
def rules() -> Sequence[Rule]:
    """A suggestion is read by whoever takes part in it, and by everyone once it is published."""
    return access.rules()


@hookimpl
def mutations() -> Sequence[Mutation]:
    """What a deputy makes of a resident's words; all else is steps of the workflow."""
    return (mutation(escalate_opinion, allow=(DEPUTY,)),)


@hookimpl
def workflows() -> Sequence[Workflow | WorkflowExtension]:
    """A suggestion goes from a deputy's draft to a kept promise."""
    return (SUGGESTION_WORKFLOW,)


@hookimpl
def jobs() -> Sequence[Job]:
    """Reminders, and what happens to a suggestion when a time is over."""
    return JOBS


@hookimpl
def seeds() -> Iterable[Load]:
    """The classes of outcome in general use."""
    yield outcomes.outcome_schemes()
    yield outcomes.outcome_classes()


@hookimpl
def demo(scale: float) -> Iterable[Load]:
    """Five years of suggestions to the city, its counties and some townships."""
    return loads(scale)
