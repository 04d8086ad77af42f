"""The delegations in which deputies attend the sessions; those of the townships do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from core.api import Load, _
from plugins.congress.demo.homes import Home, counties, townships
from plugins.congress.demo.roster import CITY_CODE, COUNTRY_CODE, REGION_CODE, roster
from plugins.congress.demo.terms import DemoTerm, terms_of
from plugins.congress.models import CongressLevel, Delegation
from plugins.congress.seeds.regions import Division, divisions


@dataclass(frozen=True, kw_only=True)
class DemoDelegation:
    """A delegation of the current term of a congress, elected in a division."""

    id: int
    term: DemoTerm
    elected_in: Division


@cache
def demo_delegations() -> Mapping[tuple[int, str], DemoDelegation]:
    """All delegations, by the number of the term and the code of the division that elected them."""
    made = (
        DemoDelegation(id=number, term=terms_of(congress)[1], elected_in=division)
        for number, (congress, division) in enumerate(_elections(), start=1)
    )
    return MappingProxyType({(delegation.term.id, delegation.elected_in.code): delegation for delegation in made})


def delegation_of(home: Home, term: DemoTerm) -> int | None:
    """The number of the delegation of those who come from the home; none in townships and past terms."""
    found = demo_delegations().get((term.id, _elector(home, term.level)))
    return found.id if found else None


def delegations(scale: float) -> Load:
    """The rows of `Delegation`; the first of its deputies is the head."""
    heads: dict[int, int] = {}
    for deputy in roster(scale):
        for seat in deputy.seats:
            number = delegation_of(deputy.home, seat.term)
            if number is not None and deputy.levels:
                heads.setdefault(number, deputy.id)
    rows = [
        (made.id, made.term.id, f"{made.elected_in.name}代表团", made.elected_in.id, heads.get(made.id))
        for made in demo_delegations().values()
    ]
    columns = ("id", "term_id", "name", "electoral_region_id", "head_id")
    return Load(model=Delegation, columns=columns, rows=rows, total=len(rows), label=_("Delegations"))


def _elections() -> Iterator[tuple[str, Division]]:
    """The codes of the congresses with delegations, each with the divisions that elect them."""
    known = {division.code: division for division in divisions()}
    yield COUNTRY_CODE, known[REGION_CODE]
    yield REGION_CODE, known[CITY_CODE]
    for county in counties():
        yield CITY_CODE, county
    for township in townships():
        yield township.parent_code or "", township


def _elector(home: Home, level: CongressLevel) -> str:
    electors = {
        CongressLevel.NATIONAL: REGION_CODE,
        CongressLevel.AUTONOMOUS_REGION: CITY_CODE,
        CongressLevel.CITY: home.county.code,
        CongressLevel.COUNTY: home.code,
    }
    return electors.get(level, "")
