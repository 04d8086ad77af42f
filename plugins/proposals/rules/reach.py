"""Which suggestions each role reaches. What belongs to a suggestion follows it, through `rules`.

Each condition that looks into another table is an EXISTS over an indexed column. PostgreSQL asks it row by row for
a page, and for a count turns it into a hash that it makes once.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, exists, or_, select

from core.api import Role, RuleEnv
from plugins.congress.models import Congress, Region, Visibility
from plugins.congress.roles import CITY_STAFF, CONGRESS_LEADER, COUNTY_STAFF, DEPUTY, GOVERNMENT_OFFICE
from plugins.proposals.actors import to_congress_of
from plugins.proposals.models import (
    Cosignature,
    CosignatureKind,
    CosignatureState,
    Handling,
    HandlingRole,
    HandlingState,
    Suggestion,
    SuggestionState,
)

Reach = Callable[[RuleEnv, type[Suggestion]], ColumnElement[bool]]
SIGNED = (CosignatureState.INVITED, CosignatureState.CONFIRMED)
NOT_SHARED = (SuggestionState.RETURNED, SuggestionState.AS_LETTER, SuggestionState.WITHDRAWN)
FOR_DEPUTIES = (Visibility.PUBLIC, Visibility.DEPUTIES)


def published(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that were published, and are still meant for everyone."""
    return and_(suggestion.visibility == Visibility.PUBLIC, suggestion.published_at.is_not(None))


def signed(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions the deputy leads, signed or is invited to sign, drafts among them."""
    signature = env.alias(Cosignature)
    return exists().where(
        signature.suggestion_id == suggestion.id,
        env.in_scope(DEPUTY, signature.person_id),
        or_(signature.kind == CosignatureKind.LEAD, signature.state.in_(SIGNED)),
    )


def joined(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions into which one that the deputy signed was merged: its reply is the reply to both."""
    signature, merged = env.alias(Cosignature), env.alias(Suggestion)
    return exists().where(
        merged.merged_into_id == suggestion.id,
        signature.suggestion_id == merged.id,
        signature.state == CosignatureState.CONFIRMED,
        env.in_scope(DEPUTY, signature.person_id),
    )


def shared(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions of other deputies that were submitted, were not turned down, and are meant for deputies."""
    return and_(
        suggestion.submitted_at.is_not(None),
        suggestion.visibility.in_(FOR_DEPUTIES),
        suggestion.state.not_in(NOT_SHARED),
    )


def of_own_congress(role: Role) -> Reach:
    """Suggestions to the congress of the role's division: submitted ones, and those its staff recorded."""

    def reach(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        known = or_(suggestion.submitted_at.is_not(None), suggestion.recorded_by.is_not(None))
        return and_(known, to_congress_of(role)(env, suggestion))

    return reach


def in_county(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions to the county's congress and to those of its townships."""
    below = _to_congress_in_county(COUNTY_STAFF, env, suggestion)
    return or_(of_own_congress(COUNTY_STAFF)(env, suggestion), and_(_told_above(suggestion), below))


def in_city(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions to the city's congress and to all congresses below it."""
    below = _to_congress_in_city(CITY_STAFF, env, suggestion)
    return or_(of_own_congress(CITY_STAFF)(env, suggestion), and_(_told_above(suggestion), below))


def under_leader(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions that the staff of the leader's congress reads."""
    below = or_(
        _to_congress_in_county(CONGRESS_LEADER, env, suggestion), _to_congress_in_city(CONGRESS_LEADER, env, suggestion)
    )
    return or_(of_own_congress(CONGRESS_LEADER)(env, suggestion), and_(_told_above(suggestion), below))


def accepted_in_region(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions to the congress beside the government, once they are accepted: it helps to assign them."""
    return and_(suggestion.accepted_at.is_not(None), to_congress_of(GOVERNMENT_OFFICE)(env, suggestion))


def handled_by(role: Role) -> Reach:
    """Suggestions assigned to the role's unit, which did not give them back."""

    def reach(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        handling = env.alias(Handling)
        return exists().where(*_handled(role, env, handling, suggestion))

    return reach


def led_by(role: Role) -> Reach:
    """Suggestions for which the role's unit is in the lead."""

    def reach(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        handling = env.alias(Handling)
        return exists().where(*_handled(role, env, handling, suggestion), handling.role == HandlingRole.LEAD)

    return reach


def merged_into(reach: Reach) -> Reach:
    """Suggestions that were merged into one within reach: its reply answers them too."""

    def taken_in(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        target = env.alias(Suggestion)
        return exists().where(target.id == suggestion.merged_into_id, reach(env, target))

    return taken_in


def named(reach: Reach) -> Reach:
    """Those of the suggestions whose author did not ask to be kept confidential."""

    def narrowed(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        return and_(reach(env, suggestion), suggestion.confidentiality_requested.is_(False))

    return narrowed


def _handled(
    role: Role, env: RuleEnv, handling: type[Handling], suggestion: type[Suggestion]
) -> tuple[ColumnElement[bool], ...]:
    return (
        handling.suggestion_id == suggestion.id,
        env.in_scope(role, handling.unit_id),
        handling.state != HandlingState.RETURNED,
    )


def _told_above(suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """A confidential suggestion is for the staff in charge, which that of a higher congress is not."""
    return and_(suggestion.submitted_at.is_not(None), suggestion.visibility != Visibility.CONFIDENTIAL)


def _to_congress_in_county(role: Role, env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    congress, region = env.alias(Congress), env.alias(Region)
    below = select(congress.id).join(region, region.id == congress.region_id)
    return below.where(congress.id == suggestion.congress_id, env.in_scope(role, region.county_id)).exists()


def _to_congress_in_city(role: Role, env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    congress, region, county = env.alias(Congress), env.alias(Region), env.alias(Region)
    seat = select(congress.id).join(region, region.id == congress.region_id)
    below = seat.join(county, county.id == region.county_id)
    return below.where(congress.id == suggestion.congress_id, env.in_scope(role, county.parent_id)).exists()
