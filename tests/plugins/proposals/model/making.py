"""How the inputs of steps are made up: mostly right, and wrong in some place where whoever acts is careless."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.plugins.proposals.model.records import Handling, Item, Who
from tests.plugins.proposals.model.taking import Model

FAULT = 0.3
"""How often the careless get a thing wrong."""

Given = dict[str, Any]
Making = Callable[["Maker", Item, Who], Given]
"""What makes up the input of a step on a suggestion, by an actor."""


class Nothing(Exception):
    """There is nothing of the kind that an input names."""


@dataclass(frozen=True)
class Maker:
    """Makes up inputs by chance."""

    model: Model
    chance: Random
    careless: bool = False

    def wrong(self) -> bool:
        """Whether to get the next thing wrong."""
        return self.careless and self.chance.random() < FAULT

    def words(self, text: str) -> str:
        """The text, or none."""
        return "" if self.wrong() else text

    def a(self, records: list[Any], others: list[Any]) -> Any:  # noqa: ANN401 - a record of any kind
        """One of the records, or of others where there is none, or by mistake."""
        chosen = others if others and (self.wrong() or not records) else records
        if not chosen:
            raise Nothing
        return self.chance.choice(chosen)

    def handling(self, item: Item, who: Who, *roles: str) -> Handling:
        """One of the unit's own handlings."""
        mine = [one for one in item.active if one.unit in who.units]
        fits = [one for one in mine if not roles or one.role in roles]
        found: Handling = self.a(fits or mine, [one for each in self.model.items for one in each.handlings])
        return found
