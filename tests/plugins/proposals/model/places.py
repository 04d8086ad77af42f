"""The town as the model knows it: congresses, sessions, deputies and units by name, and who reads what."""

from __future__ import annotations

from tests.plugins.proposals.model.records import Item, Who

STAFF = {"city": "city_staff", "county": "county_staff", "township": "township_staff"}
BELOW = {"city": ("county", "township"), "county": ("township",)}
ORDINALS = {"city": 15, "county": 17, "township": 17}
SESSIONS = {"over": ("city", 4), "open": ("city", 5), "planned": ("city", 6), "county": ("county", 5)}
OVER = ("over",)
MANDATES = {
    "wei": ("wei", "city"),
    "qin": ("qin", "city"),
    "mo": ("mo", "city"),
    "luo": ("luo", "city"),
    "pan": ("pan", "city"),
    "shi": ("shi", "city"),
    "long": ("long", "city"),
    "liang": ("liang", "county"),
    "qin_county": ("qin", "county"),
    "wu": ("wu", "township"),
    "shi_yuan": ("shi_yuan", "township"),
}
"""The person and the congress of each mandate."""
NOT_IN_OFFICE = ("pan", "shi", "long")
OF_TERM_BEFORE = ("long",)
UNITS = ("traffic", "housing", "finance", "schools", "county_traffic", "town_office")
CLUB = "club"
"""An organization that handles no suggestions."""
TURNED_DOWN = ("RETURNED", "AS_LETTER", "WITHDRAWN")


def reads(who: Who, item: Item) -> bool:
    """Whether the actor may know of the suggestion at all."""
    return (
        bool(who.scopes("auditor"))
        or (item.visibility == "PUBLIC" and item.published is not None)
        or _reads_as_deputy(who, item)
        or any(_reads_as_staff(scope, item) for scope in _staffed(who))
        or _works_on(who, item)
        or (item.merged_into is not None and _works_on(who, item.merged_into))
    )


def _works_on(who: Who, item: Item) -> bool:
    """Whether the actor sees to it that the suggestion is handled, for a unit or for the government."""
    return (item.accepted is not None and item.tier in who.scopes("government_office")) or any(
        one.unit in who.units for one in item.handlings if one.state != "RETURNED"
    )


def _reads_as_deputy(who: Who, item: Item) -> bool:
    own = who.scopes("deputy")
    signs = any(one.person in own and (one.lead or one.state in ("INVITED", "CONFIRMED")) for one in item.signatures)
    shared = (
        bool(own)
        and item.submitted is not None
        and item.visibility in ("PUBLIC", "DEPUTIES")
        and item.state not in TURNED_DOWN
    )
    return signs or shared or any(signed_by(who, merged) for merged in item.merged)


def signed_by(who: Who, item: Item) -> bool:
    """Whether the actor's signature under the suggestion stands."""
    return any(one.state == "CONFIRMED" and one.person in who.scopes("deputy") for one in item.signatures)


def _staffed(who: Who) -> list[str]:
    """The congresses whose side the actor is on."""
    return sorted(who.scopes(*STAFF.values(), "congress_leader"))


def _reads_as_staff(tier: str, item: Item) -> bool:
    if tier == item.tier:
        return item.submitted is not None or item.recorded
    return item.tier in BELOW.get(tier, ()) and item.submitted is not None and item.visibility != "CONFIDENTIAL"
