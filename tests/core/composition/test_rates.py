"""Rates as they are composed: overridden through `super()`, with or without years."""

from __future__ import annotations

from core.composition.compose import compose
from core.composition.rates import is_yearly
from core.runtime.rows import Rows
from core.runtime.rules import RuleEnv
from tests.core.composition.zoo.shares import EXTENDED


def test_a_county_overrides_an_open_rate_and_builds_on_it() -> None:
    generation = compose(EXTENDED)
    station = generation.models["Station"]

    found = station.rates["staffed"]
    share = found.rate.__get__(None, station.mapped)(Rows(RuleEnv(generation, ())))

    assert (found.owner, found.basis) == ("sanjiang", "Stations with a drum.")
    assert str(share.numerator) == "stations_station.closed_on IS NULL"
    assert str(share.excluded) == "stations_station.kind = :kind_1"
    generation.dispose()


def test_a_rate_without_a_year_is_not_told_by_years() -> None:
    generation = compose(EXTENDED)
    station = generation.models["Station"]

    assert not is_yearly(generation, station, station.rates["staffed"])
    generation.dispose()
