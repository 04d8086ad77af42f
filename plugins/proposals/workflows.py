"""The workflow of suggestions: from a deputy's draft to a kept promise."""

from __future__ import annotations

from core.api import Workflow
from plugins.proposals.clock import SuggestionClock
from plugins.proposals.models import Suggestion, SuggestionEvent, SuggestionState
from plugins.proposals.stages.assigning.steps import STEPS as ASSIGNING
from plugins.proposals.stages.drafting.steps import STEPS as DRAFTING
from plugins.proposals.stages.evaluating.steps import STEPS as EVALUATING
from plugins.proposals.stages.handling.steps import STEPS as HANDLING
from plugins.proposals.stages.replying.steps import STEPS as REPLYING
from plugins.proposals.stages.returning.steps import STEPS as RETURNING
from plugins.proposals.stages.screening.steps import STEPS as SCREENING
from plugins.proposals.stages.signing.steps import STEPS as SIGNING
from plugins.proposals.stages.tracking.steps import STEPS as TRACKING

STAGES = (DRAFTING, SIGNING, SCREENING, ASSIGNING, RETURNING, HANDLING, REPLYING, EVALUATING, TRACKING)

SUGGESTION_WORKFLOW = Workflow(
    model=Suggestion,
    event=SuggestionEvent,
    subject="suggestion",
    steps=tuple(step for stage in STAGES for step in stage),
    final=(
        SuggestionState.AS_LETTER,
        SuggestionState.MERGED,
        SuggestionState.CLOSED,
        SuggestionState.WITHDRAWN,
    ),
    clock=SuggestionClock(),
)
