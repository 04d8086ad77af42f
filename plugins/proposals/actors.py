"""Who acts on which suggestions: the predicates by which steps tell their actors apart."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, and_, exists, or_, true

from core.api import Role, RuleEnv, Who, allow
from plugins.congress.models import Congress, CongressLevel
from plugins.congress.roles import (
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)
from plugins.proposals.models import (
    Cosignature,
    CosignatureKind,
    CosignatureState,
    Handling,
    HandlingState,
    Suggestion,
)

Acting = Callable[[RuleEnv, type[Suggestion]], ColumnElement[bool]]
GIVEN_BACK = (HandlingState.RETURNED, HandlingState.ENDED)


def to_congress_of(role: Role, level: CongressLevel | None = None) -> Acting:
    """Suggestions to the congress of the role's division, if it is of that level."""

    def acting(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        congress = env.alias(Congress)
        fits = true() if level is None else congress.level == level
        return exists().where(congress.id == suggestion.congress_id, env.in_scope(role, congress.region_id), fits)

    return acting


def recorded(acting: Acting) -> Acting:
    """Those of the suggestions that staff recorded for a deputy."""

    def narrowed(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        return and_(suggestion.recorded_by.is_not(None), acting(env, suggestion))

    return narrowed


def led_by_deputy(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions of which the deputy is the lead."""
    signature = env.alias(Cosignature)
    return exists().where(
        signature.suggestion_id == suggestion.id,
        signature.kind == CosignatureKind.LEAD,
        env.in_scope(DEPUTY, signature.person_id),
    )


def invited_to_sign(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions the deputy was invited to sign, whether or not the invitation was answered."""
    signature = env.alias(Cosignature)
    return exists().where(
        signature.suggestion_id == suggestion.id,
        signature.kind == CosignatureKind.COSIGNER,
        env.in_scope(DEPUTY, signature.person_id),
    )


def answered_with(merged: type[Suggestion], suggestion: type[Suggestion] | Suggestion) -> ColumnElement[bool]:
    """Whether it is the suggestion itself or was merged into it, so that one reply answers both."""
    return or_(merged.id == suggestion.id, merged.merged_into_id == suggestion.id)


def signed_by_deputy(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions the deputy signed, and those into which one of the deputy's was merged."""
    signature, merged = env.alias(Cosignature), env.alias(Suggestion)
    return exists().where(
        signature.suggestion_id == merged.id,
        signature.state == CosignatureState.CONFIRMED,
        env.in_scope(DEPUTY, signature.person_id),
        answered_with(merged, suggestion),
    )


def replied_to(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
    """Suggestions whose replies the deputy judges: the deputy leads them, or one that was merged into them."""
    signature, merged = env.alias(Cosignature), env.alias(Suggestion)
    return exists().where(
        signature.suggestion_id == merged.id,
        signature.kind == CosignatureKind.LEAD,
        env.in_scope(DEPUTY, signature.person_id),
        answered_with(merged, suggestion),
    )


def handled_by_unit(role: Role) -> Acting:
    """Suggestions assigned to the role's unit, which did not give them back."""

    def acting(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        handling = env.alias(Handling)
        return exists().where(
            handling.suggestion_id == suggestion.id,
            handling.state.not_in(GIVEN_BACK),
            env.in_scope(role, handling.unit_id),
        )

    return acting


STAFF: tuple[Who, ...] = (
    allow(TOWNSHIP_STAFF, to_congress_of(TOWNSHIP_STAFF, CongressLevel.TOWNSHIP)),
    allow(COUNTY_STAFF, to_congress_of(COUNTY_STAFF, CongressLevel.COUNTY)),
    allow(CITY_STAFF, to_congress_of(CITY_STAFF, CongressLevel.CITY)),
)
"""The staff of the congress the suggestion is made to (Deputies Law, art. 51): a township's, a county's, the city's."""

RECORDING_STAFF: tuple[Who, ...] = tuple(allow(who.role, recorded(who.where)) for who in STAFF)
"""That staff, on the deputy's behalf: only what staff recorded."""

GOVERNMENT: tuple[Who, ...] = (allow(GOVERNMENT_OFFICE, to_congress_of(GOVERNMENT_OFFICE)),)
LEADER: tuple[Who, ...] = (allow(CONGRESS_LEADER, to_congress_of(CONGRESS_LEADER)),)
LEAD_DEPUTY: tuple[Who, ...] = (allow(DEPUTY, led_by_deputy),)
INVITED_DEPUTY: tuple[Who, ...] = (allow(DEPUTY, invited_to_sign),)
SIGNER: tuple[Who, ...] = (allow(DEPUTY, signed_by_deputy),)
EVALUATOR: tuple[Who, ...] = (allow(DEPUTY, replied_to),)
UNIT: tuple[Who, ...] = (
    allow(UNIT_CLERK, handled_by_unit(UNIT_CLERK)),
    allow(UNIT_LEADER, handled_by_unit(UNIT_LEADER)),
)
