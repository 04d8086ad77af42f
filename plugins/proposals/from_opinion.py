"""Suggestions that grow from a resident's opinion: how a deputy takes one up, and how it is answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from sqlalchemy import or_, select
from sqlalchemy.orm import aliased

from core.api import Env, ForbiddenScope, NoInput, Ref, StepContext, _, extensible, label
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Mandate
from plugins.congress.roles import DEPUTY
from plugins.proposals.actors import answered_with
from plugins.proposals.models import (
    Suggestion,
    SuggestionCategory,
    SuggestionOpinion,
    SuggestionOrigin,
    SuggestionState,
)
from plugins.proposals.refusals import OpinionAnswered, OpinionTakenUp
from plugins.proposals.stages.drafting.inputs import CreateSuggestionInput
from plugins.proposals.stages.tracking.steps import TrackedSuggestion
from plugins.stations.models import Opinion, OpinionCategory, OpinionHandling, OpinionState, StationAssignment

FIELDS: Mapping[OpinionCategory, SuggestionCategory] = MappingProxyType(
    {
        OpinionCategory.ROADS: SuggestionCategory.TRANSPORT,
        OpinionCategory.ENVIRONMENT: SuggestionCategory.ENVIRONMENT,
        OpinionCategory.HOUSING: SuggestionCategory.URBAN_CONSTRUCTION,
        OpinionCategory.UTILITIES: SuggestionCategory.URBAN_CONSTRUCTION,
        OpinionCategory.EDUCATION: SuggestionCategory.EDUCATION_AND_SCIENCE,
        OpinionCategory.HEALTH: SuggestionCategory.HEALTH,
        OpinionCategory.WELFARE: SuggestionCategory.LABOUR_AND_SOCIAL_SECURITY,
        OpinionCategory.AGRICULTURE: SuggestionCategory.AGRICULTURE,
        OpinionCategory.SAFETY: SuggestionCategory.PUBLIC_SAFETY,
        OpinionCategory.CULTURE: SuggestionCategory.CULTURE_AND_SPORT,
        OpinionCategory.LEGISLATION: SuggestionCategory.LAW_AND_JUSTICE,
        OpinionCategory.OTHER: SuggestionCategory.OTHER,
    }
)
"""The field of a suggestion that grows from an opinion; the deputy may choose another while drafting."""
ENDED = (SuggestionState.AS_LETTER, SuggestionState.WITHDRAWN)
"""Where a suggestion ends without an answer, so that what the residents said can be taken up once more."""
OPEN = (OpinionState.RECEIVED, OpinionState.HANDLED, OpinionState.REOPENED)
"""Where an opinion can still become a suggestion."""


@dataclass(frozen=True, kw_only=True)
class EscalateOpinionInput:
    """An opinion to be taken up as a suggestion."""

    opinion: Ref[Opinion] = field(metadata=label(_("Opinion")))
    mandate: Ref[Mandate] = field(metadata=label(_("Mandate in which the deputy makes it")))
    title: str = field(metadata=label(_("Title of the suggestion, in up to 60 characters")))


def escalate_opinion(env: Env, input: EscalateOpinionInput) -> Suggestion:
    """Draft a suggestion from an opinion heard at one's own station; the opinion stays open until that is closed."""
    seen = env.get(Opinion, input.opinion.id, field="opinion")
    opinion = env.locked(Opinion, seen.id, field="opinion")
    _check(env, opinion)
    suggestion = env.take(Suggestion, "create_suggestion", _draft(opinion, input))
    if opinion.handling is not OpinionHandling.FORWARDED:  # a forwarded one is counted as such, whatever comes of it
        opinion.handling = OpinionHandling.TO_SUGGESTION
    return suggestion


class HeardSuggestion(TrackedSuggestion):
    """A suggestion that grew from what residents said."""

    @extensible
    def close(self, env: Env, context: StepContext[NoInput]) -> SuggestionState | None:
        """Close a suggestion handled to its end; its opinions, and those merged with it, are to be reported back."""
        reached = super().close(env, context)
        opinion, link, grown = env[Opinion], env[SuggestionOpinion], aliased(env[Suggestion])
        answered = answered_with(grown, self)
        waiting = select(opinion).where(
            opinion.id.in_(select(link.opinion_id).join(grown, grown.id == link.suggestion_id).where(answered)),
            opinion.handling == OpinionHandling.TO_SUGGESTION,
            opinion.state.in_((OpinionState.RECEIVED, OpinionState.REOPENED)),
        )
        for one in env.session.scalars(waiting.order_by(opinion.id).with_for_update()):
            one.state = OpinionState.HANDLED
        return reached


def _check(env: Env, opinion: Opinion) -> None:
    if not _serves(env, opinion):
        raise ForbiddenScope(what=opinion.number, field="opinion")
    if opinion.handling is OpinionHandling.ON_THE_SPOT or opinion.state not in OPEN:
        raise OpinionAnswered(number=opinion.number, state=opinion.state, field="opinion")
    if _is_taken_up(env, opinion):
        raise OpinionTakenUp(number=opinion.number, field="opinion")


def _is_taken_up(env: Env, opinion: Opinion) -> bool:
    """Whether a suggestion grew from it that was not withdrawn or treated as a letter since."""
    link, grown = env[SuggestionOpinion], env[Suggestion]
    found = select(link.id).join(grown, grown.id == link.suggestion_id)
    found = found.where(link.opinion_id == opinion.id, grown.state.not_in(ENDED))
    return env.session.scalar(found.limit(1)) is not None


def _serves(env: Env, opinion: Opinion) -> bool:
    """Whether the deputy is assigned to the station today."""
    assignment, today = env[StationAssignment], day_of(env.now)
    found = select(assignment.id).where(
        assignment.station_id == opinion.station_id,
        assignment.person_id.in_(env.actor.scope_ids(DEPUTY)),
        assignment.started_on <= today,
        or_(assignment.ended_on.is_(None), assignment.ended_on >= today),
    )
    return env.session.scalar(found.limit(1)) is not None


def _draft(opinion: Opinion, input: EscalateOpinionInput) -> CreateSuggestionInput:
    region = opinion.region or opinion.station.host_region
    return CreateSuggestionInput(
        mandate=input.mandate,
        title=input.title,
        category=FIELDS[opinion.category],
        matter_text=opinion.text,
        origin_kind=SuggestionOrigin.STATION,
        opinions=[Ref(opinion.id)],
        regions=[Ref(region.id)],
        county=Ref(region.county_id) if region.county_id else None,
    )
