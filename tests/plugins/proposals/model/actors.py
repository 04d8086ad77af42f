"""Whoever acts in the walks: in their own right, in another's, and nobody."""

from __future__ import annotations

from core.declarations.roles import SYSTEM_ACTOR, Actor, Grant
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
from tests.plugins.proposals.model.places import MANDATES, UNITS
from tests.plugins.proposals.model.records import Who
from tests.plugins.proposals.town import CITY, GUYI, LINXI, RONGSHUI, SANJIANG, Town

ROLES = {
    role.name: role
    for role in (
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
}
DIVISIONS = {"city": CITY, "county": SANJIANG, "township": GUYI, "other_county": RONGSHUI, "other_township": LINXI}


def _one(role: str, scope: str) -> Who:
    return Who(f"{role} of {scope}", ((role, scope),))


DEPUTIES = tuple(_one("deputy", person) for person in dict.fromkeys(person for person, _tier in MANDATES.values()))
OFFICES = tuple(
    _one(role, tier)
    for role, tier in (
        ("city_staff", "city"),
        ("county_staff", "county"),
        ("township_staff", "township"),
        ("county_staff", "other_county"),
        ("township_staff", "other_township"),
        ("congress_leader", "city"),
        ("congress_leader", "county"),
        ("congress_leader", "township"),
        ("government_office", "city"),
        ("government_office", "county"),
    )
)
CLERKS = tuple(_one("unit_clerk", unit) for unit in UNITS)
LEADERS = tuple(_one("unit_leader", unit) for unit in UNITS)
DOUBLE = Who("wei, who works for traffic", (("deputy", "wei"), ("unit_clerk", "traffic")))
RECORDING = Who("qin, who works for the office", (("deputy", "qin"), ("city_staff", "city")))
PUBLIC = Who("public")
AUDIT = _one("auditor", "")
EVERYONE = (*DEPUTIES, *OFFICES, *CLERKS, *LEADERS, DOUBLE, RECORDING, PUBLIC, AUDIT)


def actor_of(who: Who, town: Town) -> Actor:
    """The actor as the server knows it."""
    if who.roles == (("system", ""),):
        return SYSTEM_ACTOR
    return Actor(who.name, tuple(_grant(ROLES[role].name, scope, town) for role, scope in who.roles))


def _grant(role: str, scope: str, town: Town) -> Grant:
    if role == AUDITOR.name:
        return Grant(role)
    kind = ROLES[role].scope
    numbers = {"person": town.persons, "region": DIVISIONS, "organization": town.units}[kind]
    return Grant(role, numbers[scope], kind)
