"""The workflow of suggestions: from a deputy's draft to a kept promise."""

from __future__ import annotations

from core.api import Workflow
from plugins.proposals.clock import SuggestionClock
from plugins.proposals.models import Suggestion, SuggestionEvent, SuggestionState
from plugins.proposals.steps import (
    assigning,
    drafting,
    evaluating,
    handling,
    replying,
    screening,
    signing,
    tracking,
)

STAGES = (drafting, signing, screening, assigning, handling, replying, evaluating, tracking)

SUGGESTION_WORKFLOW = Workflow(
    model=Suggestion,
    event=SuggestionEvent,
    subject="suggestion",
    steps=tuple(step for stage in STAGES for step in stage.STEPS),
    final=(
        SuggestionState.AS_LETTER,
        SuggestionState.MERGED,
        SuggestionState.CLOSED,
        SuggestionState.WITHDRAWN,
    ),
    clock=SuggestionClock(),
)
