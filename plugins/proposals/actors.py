"""Who acts on which suggestions: roles, each with the predicate that limits it to its own."""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import ColumnElement, Select, and_, exists, or_, select, true
from sqlalchemy.orm import aliased

from core.api import Env, Role, RuleEnv, StepPermission, allow
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
Narrowing = Callable[[type[Cosignature]], ColumnElement[bool]]
"""A condition on a signature."""

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


def is_lead(signature: type[Cosignature]) -> ColumnElement[bool]:
    """That of the lead deputy."""
    return signature.kind == CosignatureKind.LEAD


def is_cosigner(signature: type[Cosignature]) -> ColumnElement[bool]:
    """That of another deputy who was invited to sign, whether or not the invitation was answered."""
    return signature.kind == CosignatureKind.COSIGNER


def is_confirmed(signature: type[Cosignature]) -> ColumnElement[bool]:
    """One that was given and not taken back."""
    return signature.state == CosignatureState.CONFIRMED


def own_signature(*narrowing: Narrowing) -> Acting:
    """Suggestions under which the deputy has a signature or invitation of that kind."""

    def acting(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        signature = env.alias(Cosignature)
        own = signature.suggestion_id == suggestion.id, env.in_scope(DEPUTY, signature.person_id)
        return exists().where(*own, *(narrow(signature) for narrow in narrowing))

    return acting


def own_signature_answered(*narrowing: Narrowing) -> Acting:
    """Those suggestions, and those into which one of them was merged: one reply answers both."""

    def acting(env: RuleEnv, suggestion: type[Suggestion]) -> ColumnElement[bool]:
        signature, merged = env.alias(Cosignature), env.alias(Suggestion)
        own = signature.suggestion_id == merged.id, env.in_scope(DEPUTY, signature.person_id)
        return exists().where(*own, *(narrow(signature) for narrow in narrowing), answered_with(merged, suggestion))

    return acting


def answered_with(merged: type[Suggestion], suggestion: type[Suggestion] | Suggestion) -> ColumnElement[bool]:
    """Whether it is the suggestion itself or was merged into it, so that one reply answers both."""
    return or_(merged.id == suggestion.id, merged.merged_into_id == suggestion.id)


def signatures_answered(env: Env, suggestion: Suggestion) -> Select[Cosignature]:
    """The signatures under the suggestion, then those under the ones that were merged into it."""
    signature, merged = env[Cosignature], aliased(env[Suggestion])
    found = select(signature).join(merged, merged.id == signature.suggestion_id)
    return found.where(answered_with(merged, suggestion)).order_by(merged.id != suggestion.id)


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


STAFF: tuple[StepPermission, ...] = (
    allow(TOWNSHIP_STAFF, to_congress_of(TOWNSHIP_STAFF, CongressLevel.TOWNSHIP)),
    allow(COUNTY_STAFF, to_congress_of(COUNTY_STAFF, CongressLevel.COUNTY)),
    allow(CITY_STAFF, to_congress_of(CITY_STAFF, CongressLevel.CITY)),
)
"""The staff of the congress the suggestion is made to (Deputies Law, art. 51): a township's, a county's, the city's."""

RECORDING_STAFF: tuple[StepPermission, ...] = tuple(allow(one.role, recorded(one.where)) for one in STAFF)
"""That staff, on the deputy's behalf: only what staff recorded."""

GOVERNMENT: tuple[StepPermission, ...] = (allow(GOVERNMENT_OFFICE, to_congress_of(GOVERNMENT_OFFICE)),)
LEADER: tuple[StepPermission, ...] = (allow(CONGRESS_LEADER, to_congress_of(CONGRESS_LEADER)),)
LEAD_DEPUTY: tuple[StepPermission, ...] = (allow(DEPUTY, own_signature(is_lead)),)
INVITED_DEPUTY: tuple[StepPermission, ...] = (allow(DEPUTY, own_signature(is_cosigner)),)
SIGNER: tuple[StepPermission, ...] = (allow(DEPUTY, own_signature_answered(is_confirmed)),)
EVALUATOR: tuple[StepPermission, ...] = (allow(DEPUTY, own_signature_answered(is_lead)),)
UNIT: tuple[StepPermission, ...] = (
    allow(UNIT_CLERK, handled_by_unit(UNIT_CLERK)),
    allow(UNIT_LEADER, handled_by_unit(UNIT_LEADER)),
)
