"""The invented deputies and their mandates; none of them has a telephone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from core.api import Load, _
from plugins.congress.demo.delegations import delegation_of
from plugins.congress.demo.profiles import profile
from plugins.congress.demo.roster import Deputy, Seat, roster
from plugins.congress.models import CongressLevel, Mandate, Person
from plugins.congress.seeds.congresses import congress_name

_MANDATE_COLUMNS = (
    "id",
    "person_id",
    "term_id",
    "delegation_id",
    "certificate_no",
    "electoral_unit",
    "sector",
    "occupation",
    "status",
    "suspension_cause",
    "started_on",
    "ended_on",
    "end_reason",
)


def people(scale: float) -> Load:
    """The rows of `Person`."""
    columns = ("id", "name", "gender", "ethnic_group", "preferred_language", "accessibility_needs")
    return Load(model=Person, columns=columns, rows=_people(scale), total=len(roster(scale)), label=_("Deputies"))


def mandates(scale: float) -> Load:
    """The rows of `Mandate`."""
    total = sum(len(deputy.seats) for deputy in roster(scale))
    return Load(model=Mandate, columns=_MANDATE_COLUMNS, rows=_mandates(scale), total=total, label=_("Mandates"))


def _people(scale: float) -> Iterator[tuple[object, ...]]:
    for deputy in roster(scale):
        known = profile(deputy)
        yield deputy.id, known.name, known.gender, known.ethnic_group, known.language, known.needs


def numbered_mandates(scale: float) -> Iterator[tuple[int, Deputy, Seat]]:
    """Every mandate with its number and who holds it."""
    held = ((deputy, seat) for deputy in roster(scale) for seat in deputy.seats)
    return ((number, deputy, seat) for number, (deputy, seat) in enumerate(held, start=1))


def _mandates(scale: float) -> Iterator[tuple[object, ...]]:
    certificates: Counter[int] = Counter()
    for number, deputy, seat in numbered_mandates(scale):
        certificates[seat.term.id] += 1
        yield number, *_mandate(deputy, seat, certificates[seat.term.id])


def _mandate(deputy: Deputy, seat: Seat, certificate: int) -> Iterator[object]:
    known, term = profile(deputy), seat.term
    yield deputy.id
    yield term.id
    yield delegation_of(deputy.home, term)
    yield f"{term.seat.code}-{term.ordinal}-{certificate:04}"
    yield _electoral_unit(deputy, seat, certificate)
    yield known.sector
    yield known.occupation
    yield seat.status
    yield seat.suspension_cause
    yield seat.started_on
    yield seat.ended_on
    yield seat.end_reason


def _electoral_unit(deputy: Deputy, seat: Seat, certificate: int) -> str:
    """Voters elect the two lower levels in districts; the upper ones are elected by the congress below."""
    match seat.term.level:
        case CongressLevel.NATIONAL:
            return "广西壮族自治区人民代表大会"
        case CongressLevel.AUTONOMOUS_REGION:
            return "柳州市人民代表大会"
        case CongressLevel.CITY:
            return congress_name(deputy.home.county)
        case _:
            return f"{deputy.home.division.name}第{certificate // 3 + 1}选区"
