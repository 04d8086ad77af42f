"""The models of suggestions, a file for each subject."""

from __future__ import annotations

from plugins.proposals.models.commitments import Commitment, CommitmentState
from plugins.proposals.models.contacts import LONGEST_SUMMARY, CoHandlingOpinion, ContactLog, ContactMode, ContactStage
from plugins.proposals.models.evaluations import Evaluation, Satisfaction
from plugins.proposals.models.events import Coordination, SuggestionEvent
from plugins.proposals.models.handlings import (
    LONGEST_PART,
    LONGEST_PLAN,
    AssignmentBatch,
    Handling,
    HandlingRole,
    HandlingState,
)
from plugins.proposals.models.outcomes import OutcomeClass, OutcomeScheme
from plugins.proposals.models.replies import ItemReply, PublicAttribute, Reply
from plugins.proposals.models.requests import LONGEST_REASON, ExtensionRequest, RequestDecision, ReturnRequest
from plugins.proposals.models.screening import NumberSeries, Screening, ScreeningDecision, SubjectGround
from plugins.proposals.models.signatures import Cosignature, CosignatureKind, CosignatureState
from plugins.proposals.models.states import (
    AFTER_REPLY,
    BEFORE_REPLY,
    WITH_AUTHORS,
    WITH_UNITS,
    OutcomeCount,
    SuggestionCategory,
    SuggestionOrigin,
    SuggestionState,
    SuggestionTone,
)
from plugins.proposals.models.suggestions import (
    LONGEST_REQUEST,
    LONGEST_TEXT,
    LONGEST_TITLE,
    RequestPoint,
    Suggestion,
    SuggestionOpinion,
    SuggestionRegion,
    SuggestionText,
)

__all__ = [
    "AFTER_REPLY",
    "BEFORE_REPLY",
    "LONGEST_PART",
    "LONGEST_PLAN",
    "LONGEST_REASON",
    "LONGEST_REQUEST",
    "LONGEST_SUMMARY",
    "LONGEST_TEXT",
    "LONGEST_TITLE",
    "WITH_AUTHORS",
    "WITH_UNITS",
    "AssignmentBatch",
    "CoHandlingOpinion",
    "Commitment",
    "CommitmentState",
    "ContactLog",
    "ContactMode",
    "ContactStage",
    "Coordination",
    "Cosignature",
    "CosignatureKind",
    "CosignatureState",
    "Evaluation",
    "ExtensionRequest",
    "Handling",
    "HandlingRole",
    "HandlingState",
    "ItemReply",
    "NumberSeries",
    "OutcomeClass",
    "OutcomeCount",
    "OutcomeScheme",
    "PublicAttribute",
    "Reply",
    "RequestDecision",
    "RequestPoint",
    "ReturnRequest",
    "Satisfaction",
    "Screening",
    "ScreeningDecision",
    "SubjectGround",
    "Suggestion",
    "SuggestionCategory",
    "SuggestionEvent",
    "SuggestionOpinion",
    "SuggestionOrigin",
    "SuggestionRegion",
    "SuggestionState",
    "SuggestionText",
    "SuggestionTone",
]
