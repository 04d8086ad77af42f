"""What becomes of each suggestion: drawn beforehand, so that the figures of every year come out as they should."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from plugins.congress.demo.dice import Dice, Weighted
from plugins.proposals.models import OutcomeCount

_BY_COUNTY: Mapping[str, float] = MappingProxyType(
    {
        "450202": 0.91,
        "450203": 0.88,
        "450204": 0.82,
        "450205": 0.86,
        "450206": 0.93,
        "450222": 0.83,
        "450223": 0.87,
        "450224": 0.77,
        "450225": 0.74,
        "450226": 0.80,
    }
)
"""The share that is solved or planned to be solved, by the county it is about."""

_BY_YEAR: Mapping[int, float] = MappingProxyType({2022: -0.02, 2023: -0.01, 2024: 0.0, 2025: 0.015, 2026: 0.005})
_SOLVED = 0.58
_REST = Weighted({OutcomeCount.REFERENCE: 6, OutcomeCount.DEFERRED: 3, OutcomeCount.OUT_OF_POWER: 1})


class Quota:
    """Lets so many suggestions of a year succeed that the share of the year is met to one suggestion.

    Each adds its chance to what is owed; whenever one whole success is owed, it succeeds.
    """

    _WHOLE = 100_000

    def __init__(self) -> None:
        self._owed: Counter[int] = Counter()

    def succeeds(self, year: int, county: str, *, certainly: bool = False) -> bool:
        """Whether the next one succeeds; one that does so certainly is taken from what is owed."""
        self._owed[year] += round(self._WHOLE * (_BY_COUNTY[county] + _BY_YEAR[year]))
        success = certainly or 2 * self._owed[year] >= self._WHOLE
        if success:
            self._owed[year] -= self._WHOLE
        return success

    def give_back(self, year: int) -> None:
        """Let another one succeed instead, because this one has no reply yet."""
        self._owed[year] += self._WHOLE


@dataclass(frozen=True, slots=True, kw_only=True)
class Fate:
    """The turns that the way of one suggestion takes."""

    letter: bool
    merged: bool
    revised: bool
    withdrawn: bool
    returned: bool
    helped: bool
    separate: bool
    late: bool
    extended: bool
    key: bool
    stuck: bool
    unpublished: bool
    silent: bool
    displeased: bool
    displeased_again: bool
    stubborn: bool
    pressed: bool
    private: bool
    confidential: bool
    on_paper: bool


def fate(dice: Dice, year: int, *, between: bool) -> Fate:
    """How one suggestion fares, whatever its outcome; `between` if it is made between the sessions."""
    lately = year == max(_BY_YEAR)
    return Fate(
        letter=dice.chance(0.01),
        merged=dice.chance(0.015),
        revised=dice.chance(0.025),
        withdrawn=dice.chance(0.008),
        returned=dice.chance(0.03),
        helped=dice.chance(0.35),
        separate=dice.chance(0.03),
        late=dice.chance(0.032),
        extended=dice.chance(0.35 if lately and between else 0.03),
        key=dice.chance(0.03),
        stuck=lately and dice.chance(0.021),
        unpublished=lately and dice.chance(0.06),
        silent=dice.chance(0.06),
        displeased=dice.chance(0.18),
        displeased_again=dice.chance(0.36),
        stubborn=dice.chance(0.25),
        pressed=dice.chance(0.002),
        private=dice.chance(0.05),
        confidential=dice.chance(0.01),
        on_paper=year == min(_BY_YEAR) and dice.chance(0.006),
    )


def outcome(dice: Dice, *, effective: bool) -> OutcomeCount:
    """What the reply comes to."""
    if not effective:
        return dice.draw(_REST)
    return OutcomeCount.SOLVED if dice.chance(_SOLVED) else OutcomeCount.PLANNED


def never_displeasing(unit_id: int) -> bool:
    """Whether all deputies are satisfied with that unit, which makes one wonder."""
    return Dice("unit", unit_id).chance(0.22)
