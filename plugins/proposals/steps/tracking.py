"""A suggestion and what was promised in its replies."""

from __future__ import annotations

from dataclasses import dataclass

from core.access import SYSTEM
from core.env import Env
from core.model import extensible
from core.words import _
from core.workflow.declarations import NoInput, Reason, Step, Taking, allow
from plugins.proposals.actors import LEAD_DEPUTY, STAFF, UNIT
from plugins.proposals.models import Suggestion, SuggestionState


@dataclass(frozen=True, kw_only=True)
class ChangeCommitmentInput:
    """ChangeCommitmentInput."""


@dataclass(frozen=True, kw_only=True)
class SupplementReplyInput:
    """SupplementReplyInput."""


@dataclass(frozen=True, kw_only=True)
class UpdateCommitmentInput:
    """UpdateCommitmentInput."""


class TrackedSuggestion(Suggestion):
    """A suggestion and what was promised in its replies."""

    @extensible
    def track(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Keep track of what was promised."""

    @extensible
    def update_commitment(self, env: Env, taking: Taking[UpdateCommitmentInput]) -> SuggestionState | None:
        """Report that a commitment was kept, and show it."""

    @extensible
    def change_commitment(self, env: Env, taking: Taking[ChangeCommitmentInput]) -> SuggestionState | None:
        """Put another day and text in the place of a commitment, with a reason the deputy reads."""

    @extensible
    def break_commitment(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Note that a commitment was broken, and open the suggestion again."""

    @extensible
    def supplement_reply(self, env: Env, taking: Taking[SupplementReplyInput]) -> SuggestionState | None:
        """Reply once more when what was promised is done."""

    @extensible
    def close(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Close a suggestion that has been handled to its end."""

    @extensible
    def reopen(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Open a closed suggestion again for a new fact."""


STEPS = (
    Step(
        name="track_commitments",
        label=_("Track the commitments"),
        leaves=(SuggestionState.EVALUATED, SuggestionState.NO_FEEDBACK, SuggestionState.COORDINATION),
        reaches=(SuggestionState.TRACKING,),
        who=(allow(SYSTEM),),
        effect=TrackedSuggestion.track,
        automatic=True,
    ),
    Step(
        name="update_commitment",
        label=_("Report a commitment as kept"),
        leaves=(
            SuggestionState.REPLIED,
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.REHANDLING,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
            SuggestionState.REOPENED,
        ),
        who=UNIT,
        effect=TrackedSuggestion.update_commitment,
        input=UpdateCommitmentInput,
    ),
    Step(
        name="change_commitment",
        label=_("Change a commitment"),
        leaves=(
            SuggestionState.REPLIED,
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.REHANDLING,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
            SuggestionState.REOPENED,
        ),
        who=UNIT,
        effect=TrackedSuggestion.change_commitment,
        input=ChangeCommitmentInput,
        reason=Reason.REQUIRED,
    ),
    Step(
        name="break_commitment",
        label=_("Note a broken commitment"),
        leaves=(SuggestionState.TRACKING, SuggestionState.CLOSED),
        reaches=(SuggestionState.REOPENED,),
        who=(allow(SYSTEM),),
        effect=TrackedSuggestion.break_commitment,
    ),
    Step(
        name="supplement_reply",
        label=_("Add to the reply"),
        leaves=(SuggestionState.TRACKING, SuggestionState.REOPENED),
        reaches=(SuggestionState.TRACKING, SuggestionState.REOPENED),
        who=UNIT,
        effect=TrackedSuggestion.supplement_reply,
        input=SupplementReplyInput,
    ),
    Step(
        name="close_suggestion",
        label=_("Close"),
        leaves=(
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
        ),
        reaches=(SuggestionState.CLOSED,),
        who=STAFF,
        effect=TrackedSuggestion.close,
        bulk="close_suggestions",
    ),
    Step(
        name="reopen_suggestion",
        label=_("Open again"),
        leaves=(SuggestionState.CLOSED,),
        reaches=(SuggestionState.REOPENED,),
        who=(*LEAD_DEPUTY, *STAFF),
        effect=TrackedSuggestion.reopen,
        reason=Reason.REQUIRED,
    ),
)
