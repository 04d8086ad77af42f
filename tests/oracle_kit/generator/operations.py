"""The strategy of whole operations, each with the runs it is sent in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from core.declarations.roles import Actor
from tests.oracle_kit.generator.arguments import Arguments
from tests.oracle_kit.generator.choices import Choices
from tests.oracle_kit.generator.conditions import Conditions
from tests.oracle_kit.generator.faults import Faults
from tests.oracle_kit.generator.made import Made
from tests.oracle_kit.generator.rates import rates
from tests.oracle_kit.generator.selections import Selections
from tests.oracle_kit.generator.values import Values
from tests.oracle_kit.generator.variables import Variables
from tests.oracle_kit.snapshot import camel

if TYPE_CHECKING:
    from core.generation.models import ComposedModel
    from tests.oracle_kit.oracle import Oracle

BAD_IDENTIFIERS = ("", "Station", "station:1", "PageInfo:1", "Node:1", "Query:1", "1", ":", "柳州:1")
ODD_NUMBERS = ("0", "01", "-1", "+1", " 1", "1.0", "１", "99999999999999999999")


@dataclass(frozen=True)
class Run:
    """One sending of an operation."""

    actor: Actor
    variables: Mapping[str, Any]


@dataclass(frozen=True)
class Operation:
    """A document with the name of the operation to run, and its runs."""

    text: str
    name: str | None
    runs: Sequence[Run]


def operations(
    oracle: Oracle, actors: Sequence[Actor], *, fault_percent: int = 12, budget: int = 7
) -> st.SearchStrategy[Operation]:
    """Operations over the whole schema of an oracle, sent by any of the actors."""

    def make(random: Random) -> Operation:
        choices = Choices(random)
        return OperationMaker(oracle, choices, choices.pick(actors), fault_percent, budget).make(actors)

    return st.randoms(use_true_random=False).map(make)


class OperationMaker:
    """Makes up one operation that fits an actor."""

    def __init__(self, oracle: Oracle, choices: Choices, actor: Actor, fault_percent: int, budget: int) -> None:
        self.oracle = oracle
        self.choices = choices
        self.actor = actor
        view = oracle.view(actor)
        self.view = view
        self.faults = Faults(choices, fault_percent)
        self.values = Values(choices, view)
        conditions = Conditions(choices, view, self.values, self.faults)
        self.arguments = Arguments(choices, view, self.values, conditions, self.faults, oracle.limits)
        self.variables = Variables(choices)
        self.selections = Selections(oracle, view, choices, self.arguments, self.variables, self.faults, budget)
        self._keys: set[str] = set()

    def make(self, actors: Sequence[Actor]) -> Operation:
        """The operation with its runs."""
        roots = [self.selections.directed(self._root()) for _ in range(self.choices.pick((1, 1, 2, 3)))]
        text = self._document(self.selections.fields(roots, "Query"))
        first = dict(self.variables.first())
        if self.faults.strikes("wrong_variable") and first:
            first[self.choices.pick(sorted(first))] = {"no": {"such": "value"}}
        if self.faults.strikes("null_variable") and first:
            first[self.choices.pick(sorted(first))] = None
        runs = [Run(self.actor, first)]
        for _ in range(self.choices.pick((0, 1, 2)) if self.variables.declared else self.choices.pick((0, 0, 0, 1))):
            actor = self.choices.pick(actors) if self.choices.chance(40) else self.actor
            runs.append(Run(actor, self.variables.another()))
        return Operation(text, self._name, runs)

    def _document(self, selected: str) -> str:
        declared = self.variables.declarations
        named = bool(declared) or self.choices.chance(30)
        fragments = list(self.selections.fragments.values())
        parts = [f"query Asked{declared} {selected}" if named else selected, *fragments]
        if named and self.choices.chance(10):
            parts.insert(0, "query Other { __typename }")
            self._name: str | None = "Asked"
        else:
            self._name = None
        text = "\n".join(parts)
        return text[:-2] if self.faults.strikes("broken_text") else text

    def _root(self) -> str:
        kinds = (
            self._list,
            self._filtered,
            self._ordered,
            self._single,
            self._node,
            self._nodes,
            self._list,
            self._filtered,
            self._ordered,
            self._list,
            self._rated,
            self._other,
        )
        return self.choices.pick(kinds)()

    def _model(self) -> ComposedModel:
        return self.choices.pick(list(self.oracle.models.values()))

    def _list(self) -> str:
        model = self._model()
        name = camel(model.plural)
        field = self.oracle.object_type("Query").fields[name]
        depth = self.choices.pick((1, 2, 3))
        key = self.selections.list_key("Query", name, field, model.name, 2)
        return f"{key} {self.selections.connection(model.name, depth)}"

    def _filtered(self) -> str:
        """A plain list with one condition or one search, of which everything is seen."""
        model = self._model()
        found = self.arguments.one_condition(model.name)
        return self._plain_list(model, found, "{ totalCount nodes { id } }")

    def _ordered(self) -> str:
        """A plain list in an order, of which the place of every record is seen."""
        model = self._model()
        found = self.arguments.one_order(model.name)
        return self._plain_list(
            model, found, "{ pageInfo { hasNextPage hasPreviousPage } edges { cursor node { id } } }"
        )

    def _rated(self) -> str:
        """The rates of a list, with little else."""
        model = self.choices.pick([model for model in self.oracle.models.values() if model.rates])
        found = self.arguments.of_list(model.name, 1)
        return self._plain_list(model, found, f"{{ totalCount {rates(self.selections, model.name, 1)} }}")

    def _plain_list(self, model: ComposedModel, arguments: dict[str, Made], selected: str) -> str:
        name = camel(model.plural)
        call = self.selections.call(self.oracle.object_type("Query").fields[name], arguments)
        return f"{self._alias(name)}{call} {selected}"

    def _single(self) -> str:
        model = self._model()
        name = model.name[:1].lower() + model.name[1:]
        field = self.oracle.object_type("Query").fields[name]
        call = self.selections.call(field, self._key(model))
        return f"{self._alias(name)}{call} {self.selections.record(model.name, 2)}"

    def _key(self, model: ComposedModel) -> dict[str, Made]:
        keys = [key for key in self.oracle.keys(model) if not self._denied(model, key)]
        key = self.choices.pick(keys)
        if key == ("id",):
            other = self._model().name if self.faults.strikes("wrong_id") else model.name
            return {"id": self.values.identifier(other)}
        record = self.choices.pick(list(self.view.snapshot.records[model.name].values()))
        found = {
            camel(part): self._operand(model, part)
            if getattr(record, part) is None or self.choices.chance(10)
            else Made(self.values.sent(getattr(record, part), model.fields[part]), partial(self._operand, model, part))
            for part in key
        }
        if self.faults.strikes("wrong_key"):
            return {"id": self.values.identifier(model.name), **found} if self.choices.chance(50) else {}
        return found

    def _operand(self, model: ComposedModel, part: str) -> Made:
        return self.values.of(model.name, model.fields[part])

    def _denied(self, model: ComposedModel, key: tuple[str, ...]) -> bool:
        return any(self.view.denied(model.fields[part]) for part in key)

    def _identifier(self) -> Made:
        if self.faults.strikes("no_id"):
            text = self.choices.pick((*BAD_IDENTIFIERS, *(f"{self._model().name}:{odd}" for odd in ODD_NUMBERS)))
            return Made(text, self._identifier)
        return Made(self.values.identifier(self._model().name).value, self._identifier)

    def _node(self) -> str:
        field = self.oracle.object_type("Query").fields["node"]
        wanted = self._identifier()
        call = self.selections.call(field, {"id": wanted})
        return f"{self._alias('node')}{call} {self.selections.node(self._models([wanted]), 2)}"

    def _nodes(self) -> str:
        field = self.oracle.object_type("Query").fields["nodes"]
        wanted = self._identifiers()
        call = self.selections.call(field, {"ids": wanted})
        return f"{self._alias('nodes')}{call} {self.selections.node(self._models(wanted.value), 1)}"

    def _identifiers(self) -> Made:
        items = [self._identifier() for _ in range(self.choices.pick((1, 2, 3, 0, 6)))]
        if items and self.choices.chance(20):
            items.append(items[0])
        if self.faults.strikes("large_size"):
            items = [self._identifier()] * (self.oracle.limits.most + 1)
        return Made(items, self._identifiers)

    def _models(self, wanted: Sequence[Made]) -> list[str]:
        """The types of the identifiers, and sometimes another one."""
        names = {str(made.value).partition(":")[0] for made in wanted} & set(self.oracle.models)
        if self.choices.chance(20):
            names.add(self._model().name)
        return self.choices.some(sorted(names), 3) or sorted(names)[:1]

    def _other(self) -> str:
        return self.choices.pick(
            (
                "__typename",
                "__typename",
                f"{self._alias('__typename')}",
                '__type(name: "PageInfo") { name kind fields { name type { kind } } }',
                "__schema { queryType { name } }",
            )
        )

    def _alias(self, name: str) -> str:
        """The field under a key of its own, or under its name where that is not taken."""
        if name not in self._keys and name not in self.oracle.lists and self.choices.chance(50):
            self._keys.add(name)
            return name
        key = f"r{len(self._keys)}"
        self._keys.add(key)
        return f"{key}: {name}"
