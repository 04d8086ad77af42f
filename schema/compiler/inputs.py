"""What a client sent, as the compiler sees it: values to bind, and shapes a plan depends on.

A plan may be used again only for inputs that would have led to the same statement. So the compiler
never looks at a value directly: it asks through a *probe*, and each probe with its answer is kept. The
probes of a plan, run again on other inputs, decide whether the plan fits them.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, Any

from graphql import (
    GraphQLArgument,
    GraphQLError,
    GraphQLInputType,
    Undefined,
    ValueNode,
    VariableNode,
    Visitor,
    is_non_null_type,
    visit,
)
from graphql.language import BREAK
from graphql.utilities.coerce_input_value import coerce_input_literal

from core.foundation.i18n import SOURCE_LOCALE
from schema.errors import coded

if TYPE_CHECKING:
    from graphql.execution.values import VariableValues

Getter = Callable[["RequestInputs"], Any]
"""Reads a value to bind from the inputs of a request."""

Probe = Callable[["RequestInputs"], Hashable]
"""Reads from the inputs of a request what a statement depends on."""


class RequestInputs:
    """The coerced variables of one request, its language, and what was made of the variables so far.

    `numbers` are those of the records that a member of a mutation's payload shows.
    """

    __slots__ = ("locale", "made", "numbers", "variables")

    def __init__(self, variables: VariableValues, locale: str = SOURCE_LOCALE, numbers: Sequence[int] = ()) -> None:
        self.variables = variables
        self.locale = locale
        self.numbers = numbers
        self.made: dict[object, Any] = {}

    def showing(self, numbers: Sequence[int]) -> RequestInputs:
        """The same request, for a statement that reads the records of these numbers."""
        shown = RequestInputs(self.variables, self.locale, numbers)
        shown.made = self.made
        return shown


class PlanKey:
    """The probes a compilation ran on its inputs, each with its answer: what its plan depends on."""

    def __init__(self, inputs: RequestInputs) -> None:
        self.inputs = inputs
        self.steps: list[tuple[Probe, Hashable]] = []

    def ask(self, probe: Probe) -> Any:  # noqa: ANN401 - the answer has the probe's type
        """The answer, remembered as something the plan depends on."""
        answer = probe(self.inputs)
        self.steps.append((probe, answer))
        return answer


class Value:
    """An argument, or a part of one: its structure can be asked for, its leaves can be bound."""

    __slots__ = ("constant", "get", "plan_key")

    def __init__(self, plan_key: PlanKey, get: Getter, *, constant: bool) -> None:
        self.plan_key = plan_key
        self.get = get
        self.constant = constant

    def ask(self, probe: Callable[[Any], Hashable]) -> Any:  # noqa: ANN401 - the answer has the probe's type
        """The answer of a probe of the value, remembered unless the value is a constant."""
        get = self.get
        if self.constant:
            return probe(get(self.plan_key.inputs))
        return self.plan_key.ask(lambda inputs: probe(get(inputs)))

    @property
    def given(self) -> bool:
        """Whether the client gave the argument at all (an explicit null is given)."""
        return bool(self.ask(lambda value: value is not Undefined))

    @property
    def is_null(self) -> bool:
        """Whether the value is an explicit null."""
        return bool(self.ask(lambda value: value is None))

    def whole(self) -> Any:  # noqa: ANN401 - any scalar
        """The value itself, as part of the plan's key; for hashable values only."""
        return self.ask(lambda value: value)

    def members(self) -> dict[str, Value]:
        """The given fields of an input object, in the order of its type."""
        return {name: self.part(name) for name in self.ask(tuple)}

    def items(self) -> list[Value]:
        """The items of a list."""
        return [self.part(index) for index in range(self.ask(len))]

    def part(self, key: str | int) -> Value:
        """A field of an input object, or an item of a list."""
        get = self.get
        return Value(self.plan_key, lambda inputs: get(inputs)[key], constant=self.constant)

    def read_as(self, read: Callable[[Any], Any]) -> Value:
        """What a function reads in the value; it is called once a request, however often the result is used."""
        get = self.get
        return Value(self.plan_key, _once(lambda inputs: read(get(inputs))), constant=self.constant)


def argument_value(plan_key: PlanKey, node: ValueNode | None, argument: GraphQLArgument) -> Value:
    """The value of an argument; where the client left it out, its default or `Undefined`."""
    if node is None:
        return _constant(plan_key, argument.default_value)
    if isinstance(node, VariableNode):
        return Value(plan_key, _variable(node.name.value, argument), constant=False)
    if _has_variables(node):
        return Value(plan_key, _coerced(node, argument.type), constant=False)
    return _constant(plan_key, coerce_input_literal(node, argument.type))


def _constant(plan_key: PlanKey, value: object) -> Value:
    return Value(plan_key, lambda _: value, constant=True)


def _variable(name: str, argument: GraphQLArgument) -> Getter:
    default, required = argument.default_value, is_non_null_type(argument.type)

    def get(inputs: RequestInputs) -> Any:  # noqa: ANN401 - any input value
        value = inputs.variables.coerced.get(name, default)
        return required_value(value, name) if required else value

    return get


def required_value(value: Any, name: str) -> Any:  # noqa: ANN401 - any input value
    """The value of a variable where null is not allowed; its default lets it stand there, null does not.

    Raises GraphQLError where it is null all the same.
    """
    if value is None:
        raise coded(GraphQLError(f"Variable '${name}' may not be null where a value is required."), "BAD_USER_INPUT")
    return value


def _coerced(node: ValueNode, kind: GraphQLInputType) -> Getter:
    def get(inputs: RequestInputs) -> Any:  # noqa: ANN401 - any input value
        value = coerce_input_literal(node, kind, inputs.variables)
        if value is Undefined:  # never to be taken for an argument that was left out
            problem = GraphQLError("A variable may not be null where a value is required.", [node])
            raise coded(problem, "BAD_USER_INPUT")
        return value

    return _once(get)


def _once(make: Getter) -> Getter:
    """The getter, whose value is made once for each request."""
    key = object()

    def get(inputs: RequestInputs) -> Any:  # noqa: ANN401 - any input value
        if key not in inputs.made:
            inputs.made[key] = make(inputs)
        return inputs.made[key]

    return get


def _has_variables(node: ValueNode) -> bool:
    finder = _VariableFinder()
    visit(node, finder)
    return finder.found


class _VariableFinder(Visitor):
    found = False

    def enter_variable(self, *_: object) -> object:
        self.found = True
        return BREAK
