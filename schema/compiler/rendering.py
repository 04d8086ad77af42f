"""How a value that Python made becomes JSON, as the selections on it ask."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from graphql import GraphQLList, GraphQLNonNull, GraphQLObjectType, GraphQLScalarType, get_named_type

from core.declarations.mutations import Ref
from core.foundation.clock import ZONE
from core.values.choices import Choice
from schema.naming import camel, global_id

if TYPE_CHECKING:
    from graphql import GraphQLOutputType, SelectionSetNode

    from core.generation.models import ComposedResolved, ValueShape
    from schema.compiler.selection import Selections

Render = Callable[[Any], Any]
"""Makes of a value what can be written as JSON; raises an error for a value the schema does not promise."""


class UnpromisedError(TypeError):
    """A resolved field returned something else than its annotation says."""


class Rendering:
    """Makes renderers for the selections of one operation."""

    def __init__(self, selections: Selections) -> None:
        self._selections = selections

    def of(
        self, member: ComposedResolved, shape: ValueShape, kind: GraphQLOutputType, sets: Sequence[SelectionSetNode]
    ) -> Render:
        """The renderer of values of that shape."""
        required = isinstance(kind, GraphQLNonNull)
        render = self._present(member, shape, kind.of_type if isinstance(kind, GraphQLNonNull) else kind, sets)

        def render_any(value: Any) -> Any:  # noqa: ANN401 - whatever the plugin returned
            if value is not None:
                return render(value)
            if required:
                msg = f"{member.name}: None where {shape.type.__name__} was promised"
                raise UnpromisedError(msg)
            return None

        return render_any

    def _present(
        self, member: ComposedResolved, shape: ValueShape, kind: GraphQLOutputType, sets: Sequence[SelectionSetNode]
    ) -> Render:
        if shape.item is not None and isinstance(kind, GraphQLList):
            return _checked(Sequence, _each(self.of(member, shape.item, kind.of_type, sets)))
        if shape.target is not None:
            target = shape.target
            return _checked(Ref, lambda value: global_id(target, value.id))
        if isinstance(kind, GraphQLObjectType):
            return _checked(shape.type, self._object(member, shape.type, kind, sets))
        if issubclass(shape.type, Choice):
            return _checked(shape.type, lambda value: value.name)
        named = get_named_type(kind)
        assert isinstance(named, GraphQLScalarType)  # noqa: S101 - nothing else is left
        return _instant(named.serialize) if shape.type is datetime else named.serialize

    def _object(
        self, member: ComposedResolved, made: type, kind: GraphQLObjectType, sets: Sequence[SelectionSetNode]
    ) -> Render:
        known = {camel(one.name): one for one in member.objects[made].members}
        renders: list[tuple[str, str, Render]] = []
        for selected in self._selections.collect(sets, kind):
            if selected.name == "__typename":
                renders.append((selected.key, "__class__", lambda _: kind.name))
            else:
                one = known[selected.name]
                render = self.of(member, one.shape, selected.definition.type, selected.selection_sets)
                renders.append((selected.key, one.name, render))
        return lambda value: {key: render(getattr(value, name)) for key, name, render in renders}


def _each(render: Render) -> Render:
    return lambda values: [render(value) for value in values]


def _checked(wanted: type, render: Render) -> Render:
    def check(value: Any) -> Any:  # noqa: ANN401 - whatever the plugin returned
        if not isinstance(value, wanted) or (wanted is Sequence and isinstance(value, str)):
            msg = f"{type(value).__name__} where {wanted.__name__} was promised"
            raise UnpromisedError(msg)
        return render(value)

    return check


def _instant(serialize: Render) -> Render:
    def render(value: datetime) -> Any:  # noqa: ANN401 - what the scalar writes
        if value.tzinfo is None:
            msg = "an instant without a time zone"
            raise UnpromisedError(msg)
        return serialize(value.astimezone(ZONE))

    return render
