"""The town of the steps: three congresses, their deputies, staff and units, on the seeds' real divisions.

    deputy   congress            mandate
    wei      the city's, 15th    in office
    qin      the city's, 15th    in office; also in office in the county, as `qin_county`
    mo       the city's, 15th    in office
    luo      the city's, 15th    in office
    pan      the city's, 15th    suspended
    shi      the city's, 15th    ended
    long     the city's, 14th    ended with its term
    liang    the county's, 17th  in office
    wu       the township's      in office
    shi_yuan the township's      in office

It is Monday, 3 March 2025. The city's fifth session is open, the fourth over, the sixth planned.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from core.declarations.roles import Actor, Grant, Role
from plugins.congress.models import (
    MandateEndReason,
    MandateStatus,
    Organization,
    OrganizationKind,
    Session,
    SessionState,
    SuspensionCause,
    Term,
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
from tests.town.rows import Rows

CITY, RONGSHUI, SANJIANG, GUYI, LINXI = 3, 12, 13, 117, 121
NOW = datetime(2025, 3, 3, 10, tzinfo=ZoneInfo("Asia/Shanghai"))

UNITS = {
    "traffic": (CITY, "柳州市试点交通局"),
    "housing": (CITY, "柳州市试点住建局"),
    "finance": (CITY, "柳州市试点财政局"),
    "schools": (CITY, "柳州市试点教育局"),
    "county_traffic": (SANJIANG, "三江县试点交通局"),
    "town_office": (GUYI, "古宜镇试点办公室"),
}


@dataclass
class Clock:
    """The time of the town; a test moves it by setting `now`."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now


@dataclass(frozen=True)
class Town:
    """The numbers of the town's records by the names this module gives them, and whoever acts in it."""

    persons: Mapping[str, int]
    mandates: Mapping[str, int]
    sessions: Mapping[str, int]
    units: Mapping[str, int]
    terms: Mapping[str, int] = field(default_factory=dict)

    def person(self, name: str) -> str:
        """The identifier of a person."""
        return f"Person:{self.persons[name]}"

    def mandate(self, name: str) -> str:
        """The identifier of a deputy's mandate."""
        return f"Mandate:{self.mandates[name]}"

    def session(self, name: str) -> str:
        """The identifier of a session."""
        return f"Session:{self.sessions[name]}"

    def unit(self, name: str) -> str:
        """The identifier of a unit, or of the club, which handles no suggestions."""
        return f"Organization:{self.units[name]}"

    def deputy(self, name: str) -> Actor:
        """The deputy of that name."""
        return one(DEPUTY, self.persons[name], f"deputy {name}")

    def clerk(self, unit: str) -> Actor:
        """A clerk of the unit."""
        return one(UNIT_CLERK, self.units[unit], f"clerk of {unit}")

    def leader(self, unit: str) -> Actor:
        """The leader of the unit."""
        return one(UNIT_LEADER, self.units[unit], f"leader of {unit}")


def one(role: Role, number: int, name: str) -> Actor:
    """Someone who holds one role in one scope."""
    return Actor(name, (Grant(role.name, number, role.scope),))


CITY_CLERK = one(CITY_STAFF, CITY, "city clerk")
COUNTY_CLERK = one(COUNTY_STAFF, SANJIANG, "county clerk")
TOWN_CLERK = one(TOWNSHIP_STAFF, GUYI, "township clerk")
OTHER_COUNTY_CLERK = one(COUNTY_STAFF, RONGSHUI, "clerk of another county")
OTHER_TOWN_CLERK = one(TOWNSHIP_STAFF, LINXI, "clerk of another township")
CITY_LEADER = one(CONGRESS_LEADER, CITY, "leader of the city's standing committee")
COUNTY_LEADER = one(CONGRESS_LEADER, SANJIANG, "leader of the county's standing committee")
GOVERNMENT = one(GOVERNMENT_OFFICE, CITY, "supervision office of the city's government")
COUNTY_GOVERNMENT = one(GOVERNMENT_OFFICE, SANJIANG, "supervision office of the county's government")
AUDIT = Actor("auditor", (Grant(AUDITOR.name),))


def settle(rows: Rows) -> Town:
    """Fill a database that has its seeds with the town."""
    terms = {
        "before": rows.a_term(CITY, ordinal=14, name="第十四届", starts_on=date(2016, 9, 1), ends_on=date(2021, 8, 31)),
        "city": rows.a_term(CITY, ordinal=15, name="第十五届"),
        "county": rows.a_term(SANJIANG),
        "township": rows.a_term(GUYI, name="第十七届（古宜镇）"),
    }
    persons, mandates = _deputies(rows, terms)
    return Town(
        persons=persons,
        mandates=mandates,
        sessions=_sessions(rows, terms),
        units=_units(rows),
        terms={name: term.id for name, term in terms.items()},
    )


def _deputies(rows: Rows, terms: Mapping[str, Term]) -> tuple[dict[str, int], dict[str, int]]:
    seats = {
        "wei": ("韦试一", "city"),
        "qin": ("覃试二", "city"),
        "mo": ("莫试三", "city"),
        "luo": ("罗试四", "city"),
        "pan": ("潘试五", "city"),
        "shi": ("石试六", "city"),
        "long": ("龙试七", "before"),
        "liang": ("梁试八", "county"),
        "wu": ("吴试九", "township"),
        "shi_yuan": ("石试十", "township"),
    }
    persons = {key: rows.a_person(name) for key, (name, _term) in seats.items()}
    held = {
        key: rows.a_mandate(persons[key], terms[term], **UNUSUAL.get(key, {})) for key, (_name, term) in seats.items()
    }
    held["qin_county"] = rows.a_mandate(persons["qin"], terms["county"])
    return {key: person.id for key, person in persons.items()}, {key: one.id for key, one in held.items()}


UNUSUAL: Mapping[str, Mapping[str, object]] = {
    "pan": {"status": MandateStatus.SUSPENDED, "suspension_cause": SuspensionCause.SERVING_SENTENCE},
    "shi": {
        "status": MandateStatus.ENDED,
        "ended_on": date(2024, 6, 1),
        "end_reason": MandateEndReason.RESIGNED,
    },
    "long": {
        "status": MandateStatus.ENDED,
        "ended_on": date(2021, 8, 31),
        "end_reason": MandateEndReason.TERM_ENDED,
    },
}


def _sessions(rows: Rows, terms: Mapping[str, Term]) -> dict[str, int]:
    over, open_, planned = SessionState.CLOSED, SessionState.OPEN, SessionState.PLANNED
    held = {
        "over": ("city", 4, date(2024, 2, 20), over),
        "open": ("city", 5, date(2025, 3, 1), open_),
        "planned": ("city", 6, date(2026, 2, 20), planned),
        "county": ("county", 5, date(2025, 2, 25), open_),
        "township": ("township", 8, date(2025, 2, 24), open_),
    }
    return {
        key: rows.add(
            Session, term_id=terms[term].id, ordinal=ordinal, name=f"第{ordinal}次会议", opens_on=opens_on, state=state
        ).id
        for key, (term, ordinal, opens_on, state) in held.items()
    }


def _units(rows: Rows) -> dict[str, int]:
    units = {
        key: rows.add(
            Organization,
            code=f"T-{key}",
            name=name,
            kind=OrganizationKind.DEPARTMENT,
            region_id=region,
            is_undertaking_unit=True,
        ).id
        for key, (region, name) in UNITS.items()
    }
    club = rows.add(Organization, code="T-club", name="柳州市试点协会", kind=OrganizationKind.COMMUNITY_ORG)
    return {**units, "club": club.id}
