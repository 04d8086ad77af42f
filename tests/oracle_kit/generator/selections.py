"""Makes up selection sets: fields, aliases, repeats, fragments and directives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tests.oracle_kit.generator.made import Made
from tests.oracle_kit.generator.rates import has_rates, rates
from tests.oracle_kit.generator.results import resolved, resolved_fields
from tests.oracle_kit.generator.variables import Variables

if TYPE_CHECKING:
    from graphql import GraphQLField

    from tests.oracle_kit.generator.arguments import Arguments
    from tests.oracle_kit.generator.choices import Choices
    from tests.oracle_kit.generator.faults import Faults
    from tests.oracle_kit.oracle import Oracle
    from tests.oracle_kit.snapshot import View

PAGE_FACTS = ("hasNextPage", "hasPreviousPage", "startCursor", "endCursor")


class Selections:
    """Makes up what is selected; `fragments` holds the named fragments made on the way."""

    def __init__(  # noqa: PLR0913 - what a selection is made of
        self,
        oracle: Oracle,
        view: View,
        choices: Choices,
        arguments: Arguments,
        variables: Variables,
        faults: Faults,
        budget: int,
    ) -> None:
        self.oracle = oracle
        self.view = view
        self.choices = choices
        self.arguments = arguments
        self.variables = variables
        self.faults = faults
        self.budget = budget
        self.fragments: dict[str, str] = {}
        self._aliases = 0
        self._bare: dict[tuple[str, str], str] = {}

    def record(self, model: str, depth: int, *, aliased: bool = False) -> str:
        """What is selected of a record; `aliased` where records of other types answer under the same key."""
        items = [self._plain_field(model, aliased=aliased) for _ in range(self.choices.pick((2, 1, 3, 4)))]
        if resolved_fields(self, model) and self.choices.chance(20):
            items.append(resolved(self, model))
        if depth:
            for _ in range(self.choices.pick((1, 0, 2))):
                items += self._linked(model, depth, aliased=aliased)
        if self.choices.chance(4):
            items.append(self._on("Node", "{ id __typename }"))
        return self.fields(items, model)

    def _plain_field(self, model: str, *, aliased: bool) -> str:
        known = self.view.snapshot.names[model].scalars
        denied = [name for name, member in known.items() if self.view.denied(member)]
        scalars = [name for name in known if name not in denied]
        if denied and self.faults.strikes("denied_field"):
            scalars = denied
        if self.faults.strikes("unknown_field"):
            scalars = ["noSuchField"]
        masked = [name for name in scalars if getattr(known.get(name), "audience", None)]
        if masked and self.choices.chance(25):
            scalars = masked
        name = self.choices.pick(("id", "__typename")) if self.choices.chance(15) else self.choices.pick(scalars)
        keep = not aliased or name in ("id", "__typename")
        return self.directed(name if keep and not self.choices.chance(10) else f"{self.alias()}: {name}")

    def _linked(self, model: str, depth: int, *, aliased: bool) -> list[str]:
        names = self.view.snapshot.names[model]
        found = [*names.links, *names.to_many]
        if not found or self.budget <= 0:
            return []
        self.budget -= 1
        name = self.choices.pick(found)
        if name in names.links:
            target = names.links[name].target
            key = f"{self.alias()}: {name}" if aliased or self.choices.chance(20) else name
            return self._repeated(key, lambda: self.record(target, depth - 1))
        target = names.to_many[name].target
        key = self.list_key(model, name, self.oracle.object_type(model).fields[name], target, 1, aliased=aliased)
        return self._repeated(key, lambda: self.connection(target, depth - 1))

    def _repeated(self, key: str, select: Callable[[], str]) -> list[str]:
        """A field with what is selected of it; sometimes in two pieces that are to be merged."""
        times = 2 if self.choices.chance(12) else 1
        return [self.directed(f"{key} {select()}") for _ in range(times)]

    def list_key(  # noqa: PLR0913 - where a list stands
        self, parent: str, name: str, field: GraphQLField, model: str, depth: int, *, aliased: bool = False
    ) -> str:
        """A list with its arguments; under its own name, it has the same arguments all over the operation."""
        if not aliased and self.choices.chance(40):
            if (parent, name) not in self._bare:
                self._bare[parent, name] = self.call(field, self.arguments.of_list(model, depth))
            return f"{name}{self._bare[parent, name]}"
        return f"{self.alias()}: {name}{self.call(field, self.arguments.of_list(model, depth))}"

    def call(self, field: GraphQLField, arguments: Mapping[str, Made]) -> str:
        """The arguments of a field in parentheses, or nothing where there are none."""
        written = [f"{name}: {self.variables.write(made, field.args[name].type)}" for name, made in arguments.items()]
        return f"({', '.join(written)})" if written else ""

    def connection(self, model: str, depth: int) -> str:
        """What is selected of a list."""
        kind = f"{model}Connection"
        makers: list[Callable[[], str]] = [
            lambda: f"nodes {self.record(model, depth)}",
            lambda: f"edges {self._edge(model, depth)}",
            lambda: f"pageInfo {self.fields([self._fact() for _ in range(self.choices.number(1, 3))], 'PageInfo')}",
            lambda: "totalCount",
            lambda: f"{self.alias()}: totalCount",
            lambda: "__typename",
            lambda: rates(self, model, depth) if has_rates(self, model) else "totalCount",
        ]
        weights = (0, 1, 2, 3, 0, 1, 2, 4, 5, 6, 6)
        items = [self.directed(makers[self.choices.pick(weights)]()) for _ in range(self.choices.pick((1, 2, 3)))]
        if self.choices.chance(40):  # which tells most of a filter
            items.append("totalCount")
        return self.fields(items, kind)

    def _edge(self, model: str, depth: int) -> str:
        makers: list[Callable[[], str]] = [
            lambda: "cursor",
            lambda: f"node {self.record(model, depth)}",
            lambda: "__typename",
        ]
        items = [self.directed(self.choices.pick(makers)()) for _ in range(self.choices.pick((2, 1)))]
        return self.fields(items, f"{model}Edge")

    def _fact(self) -> str:
        return self.directed(self.choices.pick((*PAGE_FACTS, *PAGE_FACTS, "__typename")))

    def node(self, models: list[str], depth: int) -> str:
        """What is selected of records of any type."""
        items = ["id"] if self.choices.chance(60) else ["__typename"]
        items += [self._on(model, self.record(model, depth, aliased=True)) for model in models]
        if self.choices.chance(20):
            items.append(self._on("Node", "{ id __typename }"))
        return self.fields(items, "Node")

    def fields(self, items: list[str], kind: str) -> str:
        """A selection set; sometimes a part of it stands in a fragment."""
        if self.choices.chance(15):
            at = self.choices.number(0, len(items) - 1)
            items = [*items[:at], self._in_fragment("{ " + " ".join(items[at:]) + " }", kind)]
        return "{ " + " ".join(items) + " }"

    def _in_fragment(self, selected: str, kind: str) -> str:
        form = self.choices.pick(("inline", "bare", "named", "named twice"))
        if form == "inline":
            return self._on(kind, selected)
        if form == "bare":
            return f"...{self._directive()} {selected}"
        name = f"F{len(self.fragments)}"
        self.fragments[name] = f"fragment {name} on {kind} {selected}"
        spread = f"...{name}{self._directive()}"
        return f"{spread} ...{name}" if form == "named twice" else spread

    def _on(self, kind: str, selected: str) -> str:
        return f"... on {kind}{self._directive()} {selected}"

    def directed(self, field: str) -> str:
        """The field, sometimes under a condition."""
        if not self.choices.chance(6):
            return field
        head, brace, rest = field.partition(" {")
        return f"{head}{self._directive(always=True)}{brace}{rest}" if _balanced(head) else field

    def _directive(self, *, always: bool = False) -> str:
        if not always and not self.choices.chance(10):
            return ""
        name = self.choices.pick(("include", "skip"))
        value = Made(self.choices.chance(75) == (name == "include"), lambda: Made(self.choices.chance(50)))
        boolean = self.oracle.schema.directives[0].args["if"].type
        return f" @{name}(if: {self.variables.write(value, boolean, percent=60)})"

    def alias(self) -> str:
        """A key that nothing else has."""
        self._aliases += 1
        return f"a{self._aliases}"


def _balanced(head: str) -> bool:
    """Whether the head of a field ends before its selection set, and not within its arguments."""
    return head.count("(") == head.count(")") and '"' not in head
