"""The rates of a list as a client reads them: counted in Python, over the records of the list."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.oracle_kit.snapshot import camel

if TYPE_CHECKING:
    from tests.oracle_kit.snapshot import Record, ShareOf, View

Evidence = Callable[[Sequence[Any], Mapping[str, Any]], Any]
"""Makes a list of records as the arguments say."""


@dataclass(frozen=True)
class Counted:
    """The answer to a rate or to one of its years; its members are named as the fields of the types."""

    basis: str
    records: Sequence[Record]
    shares: Mapping[int, ShareOf]
    list_of: Evidence
    year: int | None = None

    def _part(self, part: str) -> list[Record]:
        return [record for record in self.records if part in self.shares[record.id].parts]

    @property
    def numerator(self) -> int:
        """How many are hits."""
        return len(self._part("NUMERATOR"))

    @property
    def denominator(self) -> int:
        """How many count."""
        return len(self._part("DENOMINATOR"))

    @property
    def excluded(self) -> int:
        """How many are left out."""
        return len(self._part("EXCLUDED"))

    @property
    def value(self) -> float | None:
        """Hits by those that count."""
        return self.numerator / self.denominator if self.denominator else None

    def evidence(self, _info: object, of: Any, **given: Any) -> Any:  # noqa: ANN401 - a list
        """The records behind a number."""
        return self.list_of(self._part(of.name), given)

    @property
    def byYear(self) -> list[Counted]:  # noqa: N802 - the name of the field
        """The same for each year in which a record counts or is left out."""
        told = {self.shares[record.id].year for record in [*self._part("DENOMINATOR"), *self._part("EXCLUDED")]}
        return [self._in(year) for year in sorted(year for year in told if year is not None)]

    def _in(self, year: int) -> Counted:
        records = [record for record in self.records if self.shares[record.id].year == year]
        return Counted(self.basis, records, self.shares, self.list_of, year)

    @property
    def minimum(self) -> float | None:
        """The lowest value of the years in which something counts."""
        return min((each.value for each in self.byYear if each.value is not None), default=None)


def rates_of(view: View, model: str, records: Sequence[Record], list_of: Evidence) -> dict[str, Counted]:
    """The rates of a list of records, by the names clients know them by."""
    rates = view.snapshot.generation.models[model].rates
    return {
        camel(name): Counted(rate.basis, records, view.shares(model, rate), list_of) for name, rate in rates.items()
    }
