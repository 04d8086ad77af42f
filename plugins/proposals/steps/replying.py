"""A suggestion and the replies to it."""

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
class IssueReplyInput:
    """IssueReplyInput."""


class RepliedSuggestion(Suggestion):
    """A suggestion and the replies to it."""

    @extensible
    def issue_reply(self, env: Env, taking: Taking[IssueReplyInput]) -> SuggestionState | None:
        """Sign and send a unit's reply to the deputy."""

    @extensible
    def publish(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Publish a suggestion with its replies."""

    @extensible
    def object_publication(self, env: Env, taking: Taking[NoInput]) -> SuggestionState | None:
        """Object to the publication of one's suggestion."""


STEPS = (
    Step(
        name="issue_reply",
        label=_("Issue the reply"),
        leaves=(SuggestionState.HANDLING, SuggestionState.REHANDLING),
        reaches=(SuggestionState.REPLIED, SuggestionState.HANDLING, SuggestionState.REHANDLING),
        who=UNIT,
        effect=RepliedSuggestion.issue_reply,
        input=IssueReplyInput,
        stops=("REPLY", "REHANDLE"),
    ),
    Step(
        name="publish_suggestion",
        label=_("Publish"),
        leaves=(
            SuggestionState.REPLIED,
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.REHANDLING,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
            SuggestionState.CLOSED,
        ),
        who=(allow(SYSTEM), *STAFF),
        effect=RepliedSuggestion.publish,
        stops=("PUBLISH",),
    ),
    Step(
        name="object_publication",
        label=_("Object to publication"),
        leaves=(
            SuggestionState.ASSIGNED,
            SuggestionState.HANDLING,
            SuggestionState.RETURN_REQUESTED,
            SuggestionState.REPLIED,
            SuggestionState.EVALUATED,
            SuggestionState.NO_FEEDBACK,
            SuggestionState.REHANDLING,
            SuggestionState.COORDINATION,
            SuggestionState.TRACKING,
            SuggestionState.CLOSED,
        ),
        who=LEAD_DEPUTY,
        effect=RepliedSuggestion.object_publication,
        reason=Reason.REQUIRED,
    ),
)
