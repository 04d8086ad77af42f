"""Reads resolved fields: their arguments, what they need, and the types of what they return."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Sequence
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin

from core.declarations.mutations import Ref, frozen, label_from, label_of
from core.foundation.i18n import docstring
from core.generation.models import ComposedResolved, ResolvedArgument, ResultMember, ResultObject, ValueShape
from core.mapping.annotations import UnreadableError
from core.mapping.refusals import ResolvedSignature, UnknownType
from core.runtime.needs import asked_by
from core.values.choices import Choice
from core.values.scalars import SCALARS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.declarations.models import Model
    from core.declarations.resolved import Needs, Resolved
    from core.mapping.annotations import Annotations
    from core.mapping.declarations import Declaration

GIVEN = ["needed", "env"]
"""The parameters of every resolved field; its arguments are keyword-only."""
ARGUMENTS = "a scalar, a Choice or Ref[...]"
RESULTS = "a scalar, a Choice, Ref[...], a frozen dataclass or a list of one of these"


class ResolvedReader:
    """Reads the resolved fields of one composition."""

    def __init__(self, annotations: Annotations, models: Mapping[type[Model], str]) -> None:
        self._annotations = annotations
        self._models = models

    def read(self, overrides: list[tuple[Declaration, Resolved[object]]]) -> ComposedResolved:
        """The field as it was first declared; its overrides add to what it needs."""
        declaration, resolved = overrides[0]
        arguments = tuple(self._arguments(declaration, resolved))
        for each, override in overrides:
            _check_needs(each, override.needs, {argument.name for argument in arguments})
        result = self._result(declaration, resolved)
        objects: dict[type, ResultObject] = {}
        self._add_objects(declaration, result, objects)
        return ComposedResolved(
            name=declaration.name,
            label=resolved.label,
            owner=declaration.layer.plugin,
            place=resolved.place,
            needs=tuple(override.needs for _, override in overrides),
            arguments=arguments,
            result=result,
            objects=MappingProxyType(objects),
            slow=any(override.slow for _, override in overrides),
        )

    def _arguments(self, declaration: Declaration, resolved: Resolved[object]) -> Iterator[ResolvedArgument]:
        for one in _own_parameters(declaration, resolved):
            annotation = self._evaluate(declaration, one.annotation, declaration.definition.__module__)
            shape = self._shape(declaration, annotation, declaration.definition.__module__)
            if shape.item is not None or (dataclasses.is_dataclass(shape.type) and shape.target is None):
                raise _unknown(declaration, one.annotation, f"{one.name} is not {ARGUMENTS}")
            default = None if one.default is one.empty else one.default
            required = one.default is one.empty and not shape.nullable
            label = label_from(get_args(annotation)[1:]) if get_origin(annotation) is Annotated else ""
            yield ResolvedArgument(name=one.name, label=label, shape=shape, required=required, default=default)

    def _result(self, declaration: Declaration, resolved: Resolved[object]) -> ValueShape:
        module = declaration.definition.__module__
        written = resolved.inner.__annotations__.get("return", "")
        annotation = self._evaluate(declaration, written, module)
        if get_origin(annotation) not in (Sequence, list):
            raise _unknown(declaration, written, "it is not Sequence[...], with an item for each record")
        return self._shape(declaration, get_args(annotation)[0], module)

    def _add_objects(self, declaration: Declaration, shape: ValueShape, objects: dict[type, ResultObject]) -> None:
        """The dataclasses within a shape, each once, also where they contain each other."""
        if shape.item is not None:
            self._add_objects(declaration, shape.item, objects)
        elif shape.target is None and dataclasses.is_dataclass(shape.type) and shape.type not in objects:
            members = tuple(self._members(declaration, shape.type))
            objects[shape.type] = ResultObject(type=shape.type, description=_described(shape.type), members=members)
            for member in members:
                self._add_objects(declaration, member.shape, objects)

    def _members(self, declaration: Declaration, kind: type) -> Iterator[ResultMember]:
        if not frozen(kind):
            raise _unknown(declaration, kind.__name__, "the dataclass is not frozen")
        for each in dataclasses.fields(kind):
            shape = self._shape(declaration, each.type, kind.__module__)
            yield ResultMember(name=each.name, label=label_of(each), shape=shape)

    def _shape(self, declaration: Declaration, annotation: object, module: str) -> ValueShape:
        value = self._evaluate(declaration, annotation, module)
        origin, parts = get_origin(value), get_args(value)
        if origin is Annotated:
            return self._shape(declaration, parts[0], module)
        if origin in (Union, UnionType):
            [inner, *others] = [part for part in parts if part is not NoneType]
            if others:
                raise _unknown(declaration, annotation, f"it is not {RESULTS}")
            return dataclasses.replace(self._shape(declaration, inner, module), nullable=True)
        if origin in (list, Sequence):
            return ValueShape(type=list, item=self._shape(declaration, parts[0], module))
        if origin is Ref:
            return self._reference(declaration, self._evaluate(declaration, parts[0], module))
        return self._plain(declaration, value)

    def _reference(self, declaration: Declaration, definition: Any) -> ValueShape:  # noqa: ANN401 - whatever stands there
        if definition not in self._models:
            raise _unknown(declaration, definition, "Ref[...] names no model of the composition")
        return ValueShape(type=Ref, target=self._models[definition])

    @staticmethod
    def _plain(declaration: Declaration, value: Any) -> ValueShape:  # noqa: ANN401 - whatever an annotation means
        if getattr(value, "__supertype__", None) is int:
            return ValueShape(type=int, big=True)
        known = isinstance(value, type) and (
            value in SCALARS or issubclass(value, Choice) or dataclasses.is_dataclass(value)
        )
        if not known:
            raise _unknown(declaration, getattr(value, "__name__", value), f"it is not {RESULTS}")
        return ValueShape(type=value)

    def _evaluate(self, declaration: Declaration, annotation: object, module: str) -> Any:  # noqa: ANN401 - the same
        try:
            return self._annotations.evaluate(annotation, module)
        except UnreadableError as error:
            raise _unknown(declaration, annotation, str(error)) from error


def _own_parameters(declaration: Declaration, resolved: Resolved[object]) -> list[inspect.Parameter]:
    """The parameters that are arguments of the field."""
    parameters = list(inspect.signature(resolved.inner).parameters.values())
    if isinstance(resolved.function, classmethod):
        parameters = parameters[1:]
    elif not isinstance(resolved.function, staticmethod):
        raise _signature(declaration, "it stands above neither @staticmethod nor @classmethod")
    given = [one.name for one in parameters if one.kind is one.POSITIONAL_OR_KEYWORD]
    own = [one for one in parameters if one.kind is one.KEYWORD_ONLY]
    if given != GIVEN or len(given) + len(own) != len(parameters):
        raise _signature(declaration, f"it takes {inspect.signature(resolved.inner)}")
    return own


def _check_needs(declaration: Declaration, needs: Needs, arguments: set[str]) -> None:
    """Refuse needs that ask for what the field is not given."""
    unknown = [name for name in asked_by(needs) if name not in arguments]
    if unknown:
        raise _signature(declaration, f"its needs ask for {', '.join(unknown)}, which is no argument of it")


def _described(kind: type) -> str:
    """The docstring of a dataclass; the one that Python makes of its fields does not count."""
    written = docstring(kind)
    return "" if written.startswith(f"{kind.__name__}(") else written


def _signature(declaration: Declaration, reason: str) -> ResolvedSignature:
    return ResolvedSignature(
        attribute=declaration.attribute, first=declaration.origin, reason=reason, name=declaration.name
    )


def _unknown(declaration: Declaration, annotation: object, reason: str) -> UnknownType:
    return UnknownType(attribute=declaration.attribute, first=declaration.origin, annotation=annotation, reason=reason)
