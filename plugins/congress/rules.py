"""Who may do what. Everything here is public but a person's data, which the operator does not read either."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, or_, select

from core.api import OPERATOR, PUBLIC, Action, Predicate, Role, Rule, RuleEnv, grant
from plugins.congress.models import (
    Congress,
    Deadline,
    DeadlinePolicy,
    DeadlineRule,
    Delegation,
    DeputyGroup,
    DeputyGroupMember,
    FunctionalZone,
    FunctionalZoneRegion,
    Mandate,
    Notification,
    Organization,
    Person,
    PolicyDocument,
    Region,
    Session,
    Term,
    WorkCalendarDay,
    WorkCalendarYear,
)
from plugins.congress.roles import (
    AUDITOR,
    CITY_STAFF,
    CONGRESS_LEADER,
    COUNTY_STAFF,
    DEPUTY,
    GOVERNMENT_OFFICE,
    TOWNSHIP_STAFF,
    UNIT_CLERK,
    UNIT_LEADER,
)

NOTIFIED = (
    DEPUTY,
    TOWNSHIP_STAFF,
    COUNTY_STAFF,
    CITY_STAFF,
    CONGRESS_LEADER,
    GOVERNMENT_OFFICE,
    UNIT_CLERK,
    UNIT_LEADER,
)
"""Who is notified of anything."""


def has_mandate(env: RuleEnv, model: type[Person]) -> ColumnElement[bool]:
    """People who hold or held a mandate: the public card of a deputy."""
    mandate = env.alias(Mandate)
    return select(mandate.id).where(mandate.person_id == model.id).exists()


def mandate_in_county(env: RuleEnv, model: type[Mandate]) -> ColumnElement[bool]:
    """Mandates of the county's congresses, and those the county elected into higher ones."""
    return or_(_of_county_congress(env, model), _elected_by_county(env, model))


def deputy_in_county(env: RuleEnv, model: type[Person]) -> ColumnElement[bool]:
    """People with such a mandate."""
    mandate = env.alias(Mandate)
    held = select(mandate.id).where(mandate.person_id == model.id, mandate_in_county(env, mandate))
    return held.exists()


def of_county(env: RuleEnv, model: type[Deadline]) -> ColumnElement[bool]:
    """The deadlines of the county's own congress; of one below it, the plugin whose matter it is says which."""
    congress = env.alias(Congress)
    seat = select(congress.id).where(congress.id == model.congress_id)
    return seat.where(env.in_scope(COUNTY_STAFF, congress.region_id)).exists()


def to_oneself(role: Role) -> Predicate[Notification]:
    """The notifications to the person, the organization or the division that limits the role."""
    column = {"person": "person_id", "organization": "organization_id", "region": "region_id"}[role.scope]

    def mine(env: RuleEnv, model: type[Notification]) -> ColumnElement[bool]:
        return env.in_scope(role, getattr(model, column))

    return mine


def rules() -> Sequence[Rule]:
    """All rules of the plugin."""
    return (
        *(grant(role, Action.READ, Notification, to_oneself(role)) for role in NOTIFIED),
        grant(AUDITOR, Action.READ, Notification),
        grant(PUBLIC, Action.READ, Region),
        grant(PUBLIC, Action.READ, FunctionalZone),
        grant(PUBLIC, Action.READ, FunctionalZoneRegion),
        grant(PUBLIC, Action.READ, Congress),
        grant(PUBLIC, Action.READ, Term),
        grant(PUBLIC, Action.READ, Session),
        grant(PUBLIC, Action.READ, Delegation),
        grant(PUBLIC, Action.READ, DeputyGroup),
        grant(PUBLIC, Action.READ, DeputyGroupMember),
        grant(PUBLIC, Action.READ, Organization),
        grant(PUBLIC, Action.READ, PolicyDocument),
        grant(PUBLIC, Action.READ, WorkCalendarDay),
        grant(PUBLIC, Action.READ, WorkCalendarYear),
        grant(PUBLIC, Action.READ, DeadlinePolicy),
        grant(PUBLIC, Action.READ, DeadlineRule),
        grant(PUBLIC, Action.READ, Mandate),
        grant(PUBLIC, Action.READ, Person, has_mandate),
        grant(OPERATOR, Action.CREATE, Congress),
        grant(OPERATOR, Action.CREATE, WorkCalendarYear),
        grant(OPERATOR, Action.CREATE, WorkCalendarDay),
        grant(OPERATOR, Action.CREATE, Term),
        grant(COUNTY_STAFF, Action.READ, Mandate, mandate_in_county),
        grant(COUNTY_STAFF, Action.READ, Person, deputy_in_county),
        grant(COUNTY_STAFF, Action.READ, Deadline, of_county),
    )


def _of_county_congress(env: RuleEnv, model: type[Mandate]) -> ColumnElement[bool]:
    term, congress, region = env.alias(Term), env.alias(Congress), env.alias(Region)
    seat = select(term.id).join(congress, congress.id == term.congress_id).join(region, region.id == congress.region_id)
    found = seat.where(term.id == model.term_id, env.in_scope(COUNTY_STAFF, region.county_id))
    return found.exists()


def _elected_by_county(env: RuleEnv, model: type[Mandate]) -> ColumnElement[bool]:
    delegation, region = env.alias(Delegation), env.alias(Region)
    elected = select(delegation.id).join(region, region.id == delegation.electoral_region_id)
    found = elected.where(delegation.id == model.delegation_id, env.in_scope(COUNTY_STAFF, region.county_id))
    return found.exists()
