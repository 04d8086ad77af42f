"""Makes up the arguments of lists: the order, the page, the search."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

from schema.types.direction import Direction
from tests.oracle_kit import cursors
from tests.oracle_kit.generator.conditions import UNSTORABLE, may_be_null
from tests.oracle_kit.generator.made import Made, Word
from tests.oracle_kit.ordering import Term, key_of, terms_of

if TYPE_CHECKING:
    from schema.limits import PageLimits
    from tests.oracle_kit.generator.choices import Choices
    from tests.oracle_kit.generator.conditions import Conditions
    from tests.oracle_kit.generator.faults import Faults
    from tests.oracle_kit.generator.values import Values
    from tests.oracle_kit.snapshot import View

DIRECTIONS = tuple(Direction.__members__)


class Arguments:
    """Makes up the arguments of a list of any model's records."""

    def __init__(  # noqa: PLR0913 - what a list's arguments are made of
        self, choices: Choices, view: View, values: Values, conditions: Conditions, faults: Faults, limits: PageLimits
    ) -> None:
        self.choices = choices
        self.view = view
        self.values = values
        self.conditions = conditions
        self.faults = faults
        self.limits = limits

    def of_list(self, model: str, depth: int) -> dict[str, Made]:
        """The arguments by name."""
        found: dict[str, Made] = {}
        cursors_wanted = self.choices.chance(35)
        if self.choices.chance(60):
            found["orderBy"] = self._order_by(model, again=not cursors_wanted)
        if self.choices.chance(60):
            found["where"] = self.conditions.where(model, depth)
        if self._searchable(model) and self.choices.chance(20):
            found["search"] = self._search(model)
        self._add_page(found)
        if cursors_wanted:
            self._add_cursors(found, model)
        return found

    def one_condition(self, model: str) -> dict[str, Made]:
        """A condition or a search alone, on a page as large as may be."""
        found = {"first": Made(self.limits.most)}
        if self._searchable(model) and self.choices.chance(30):
            return {"search": self._search(model), **found}
        return {"where": self.conditions.single(model, 1), **found}

    def one_order(self, model: str) -> dict[str, Made]:
        """An order, with a cursor more often than not."""
        with_cursors = self.choices.chance(60)
        found = {"orderBy": self._order_by(model, again=not with_cursors)}
        self._add_page(found)
        if with_cursors:
            self._add_cursors(found, model)
        return found

    def _searchable(self, model: str) -> bool:
        return any(field.search for field in self.view.snapshot.generation.models[model].fields.values())

    def _search(self, model: str) -> Made:
        if self.faults.strikes("null_search"):
            return Made(None)
        if self.faults.strikes("nul_character"):
            return Made(self.choices.pick(UNSTORABLE))
        return (
            Made(self.choices.pick(("", " \n"))) if self.faults.strikes("empty_search") else self.values.search(model)
        )

    def _add_page(self, found: dict[str, Made]) -> None:
        name = self.choices.pick(("first", "last", "", "first", "last"))
        if name:
            found[name] = self._size()
        if self.faults.strikes("both_sizes"):
            found |= {"first": Made(1), "last": Made(2)}

    def _size(self) -> Made:
        size = self.choices.pick((1, 2, 3, 0, 5, 8, self.limits.most))
        if self.faults.strikes("negative_size"):
            size = -1
        if self.faults.strikes("large_size"):
            size = self.choices.pick((self.limits.most + 1, 10**9))
        return Made(size, self._size)

    def _add_cursors(self, found: dict[str, Made], model: str) -> None:
        terms = terms_of([as_input(item) for item in _items(found.get("orderBy"))])
        for name in self.choices.pick((("after",), ("before",), ("after", "before"))):
            found[name] = self._cursor(model, terms)

    def _cursor(self, model: str, terms: tuple[Term, ...]) -> Made:
        if self.faults.strikes("forged_cursor"):
            return Made(self.choices.pick(_forgeries(model, terms)))
        if self.faults.strikes("foreign_cursor"):
            model = self.choices.pick(sorted(self.view.snapshot.records))
            terms = ()
        record = self.choices.pick(list(self.view.snapshot.records[model].values()))
        if any(self._denied(model, term.steps) for term in terms):
            return Made("", lambda: self._cursor(model, terms))
        text = cursors.encode(model, terms, key_of(self.view, record, terms))
        return Made(text, lambda: self._cursor(model, terms))

    def _denied(self, model: str, steps: tuple[str, ...]) -> bool:
        if steps == ("id",):
            return False
        names = self.view.snapshot.names[model]
        if len(steps) > 1:
            return self._denied(names.links[steps[0]].target, steps[1:])
        return self.view.denied(names.scalars[steps[0]])

    def _order_by(self, model: str, *, again: bool) -> Made:
        remake = (lambda: self._order_by(model, again=True)) if again else None
        if self.faults.strikes("null_order"):
            return Made(None, remake)
        items = [self._order(model, 2) for _ in range(self.choices.pick((1, 1, 2, 2, 3, 0)))]
        if not again:
            items = [frozen(item) for item in items]
        return Made(items, remake)

    def _order(self, model: str, depth: int) -> Made:
        name, value = self._step(model, depth)
        return Made({name: value}, lambda: self._order(model, depth))

    def _step(self, model: str, depth: int) -> tuple[str, Made]:
        names = self.view.snapshot.names[model]
        if names.links and depth and self.choices.chance(25):
            name = self.choices.pick(list(names.links))
            return name, self._order(names.links[name].target, depth - 1)
        denied = [name for name, member in names.scalars.items() if self.view.denied(member)]
        readable = [name for name in names.scalars if name not in denied]
        nullable = [name for name in readable if may_be_null(names.scalars[name])]
        pool = nullable if nullable and self.choices.chance(50) else readable
        return self.choices.pick(denied if denied and self.faults.strikes("denied_order") else pool), self._direction()

    def _direction(self) -> Made:
        return Made(Word(self.choices.pick(DIRECTIONS)), self._direction)


def frozen(made: Made) -> Made:
    """The value, never to be made up anew: a cursor was taken from its order."""
    if isinstance(made.value, dict):
        return Made({name: frozen(part) for name, part in made.value.items()})
    return Made(made.value)


def as_input(made: Made) -> dict[str, Any]:
    """An item of `orderBy` as graphql-core would coerce it."""
    ((name, part),) = made.value.items()
    return {name: as_input(part) if isinstance(part.value, dict) else Direction[str(part.value)]}


def _items(made: Made | None) -> list[Made]:
    return [] if made is None or made.value is None else list(made.value)


def _forgeries(model: str, terms: tuple[Term, ...]) -> list[str]:
    def packed(text: str) -> str:
        return base64.b64encode(text.encode()).decode()

    def holding(value: str) -> str:
        return packed(f'["{cursors.digest(model, terms)}"{f",{value}" * len(terms)}]')

    return [
        "",
        "not a cursor",
        "柳州",
        packed("[]"),
        packed("{}"),
        packed("7"),
        holding('"x"'),
        holding("null"),
        holding("7"),
        holding(r'"a\u0000"'),
        packed('["000000000000","1"]'),
        "A" * 9000,
    ]
