"""What this plugin adds to the models of the stations plugin."""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from core.api import _, links
from plugins.proposals.models import Suggestion, SuggestionOpinion
from plugins.stations.models import Opinion


class ProposalsOpinion(Opinion):
    """An opinion with the suggestions that grew from it."""

    suggestion_links: Mapped[list[SuggestionOpinion]] = links(label=_("Records of suggestions"), back="opinion")
    suggestions: Mapped[list[Suggestion]] = links(
        label=_("Suggestions that grew from it"), via="suggestion_links.suggestion"
    )
