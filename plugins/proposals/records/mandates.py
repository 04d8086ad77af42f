"""Mandates: whether a deputy is in office, and whose staff acts on the deputy's behalf."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from core.api import Env, Refusal, Role
from plugins.congress.deadlines.arithmetic import day_of
from plugins.congress.models import Congress, CongressLevel, Mandate, MandateStatus
from plugins.congress.roles import CITY_STAFF, COUNTY_STAFF, TOWNSHIP_STAFF
from plugins.proposals.refusals import MandateNotActive

STAFF_OF_LEVEL: Mapping[CongressLevel, Role] = MappingProxyType(
    {
        CongressLevel.TOWNSHIP: TOWNSHIP_STAFF,
        CongressLevel.COUNTY: COUNTY_STAFF,
        CongressLevel.CITY: CITY_STAFF,
    }
)
"""Whose staff works for a congress of each level."""


def unless_in_office(env: Env, mandate: Mandate, field: str | None = None) -> Refusal | None:
    """Why the holder of the mandate cannot act today; None for a deputy in office, in a term that runs."""
    day, term = day_of(env.now), mandate.term
    began = mandate.started_on <= day and term.starts_on <= day
    lasts = all(end is None or end >= day for end in (mandate.ended_on, term.ends_on))
    if mandate.status is MandateStatus.ACTIVE and began and lasts:
        return None
    return MandateNotActive(person=mandate.person.name, congress=term.congress.name, field=field)


def is_staff_of(env: Env, congress: Congress) -> bool:
    """Whether the actor is on the staff of that congress itself, not of one above or below it."""
    role = STAFF_OF_LEVEL.get(congress.level)
    return role is not None and congress.region_id in env.actor.scope_ids(role)
