"""What the annotations of definitions say: `Mapped[Region | None]` is a nullable `Region`."""

from __future__ import annotations

import sys
from collections import ChainMap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from types import MappingProxyType, NoneType, UnionType
from typing import TYPE_CHECKING, Annotated, Any, ForwardRef, Union, get_args, get_origin

from sqlalchemy.orm import Mapped
from sqlalchemy.sql.elements import ColumnElement

from core.declarations.mutations import Ref

if TYPE_CHECKING:
    from collections.abc import Mapping

KNOWN_NAMES: Mapping[str, object] = MappingProxyType(
    {
        "Mapped": Mapped,
        "ColumnElement": ColumnElement,
        "date": date,
        "time": time,
        "datetime": datetime,
        "Sequence": Sequence,
        "Annotated": Annotated,
        "Ref": Ref,
    }
)
"""Understood even where a module imports them for the type checker only."""


MAPPED, EXPRESSION, ONE_TYPE = "Mapped[...]", "ColumnElement[...]", "a single type"


class UnreadableError(Exception):
    """An annotation that means nothing here; the text says why."""

    @classmethod
    def unlike(cls, value: object, wanted: str) -> UnreadableError:
        """What was found is not what is wanted here."""
        return cls(f"{getattr(value, '__name__', value)} is not {wanted}")


@dataclass(frozen=True)
class Shape:
    """An annotation taken apart: the type within, whether it may be None, whether there are many."""

    type: type
    nullable: bool = False
    many: bool = False


class Annotations:
    """Reads annotations where they were written, with the names of all models at hand."""

    def __init__(self, definitions: Mapping[str, type]) -> None:
        self._names: dict[str, Any] = {**KNOWN_NAMES, **definitions}

    def mapped(self, annotation: object, module: str) -> Shape:
        """The shape of `Mapped[...]`."""
        value = self.evaluate(annotation, module)
        if get_origin(value) is not Mapped:
            raise UnreadableError.unlike(value, MAPPED)
        return self._shape(get_args(value)[0], module)

    def expression(self, annotation: object, module: str) -> Shape:
        """The shape of what a computed field returns: `ColumnElement[...]`."""
        value = self.evaluate(annotation, module)
        origin, arguments = get_origin(value), get_args(value)
        if not (isinstance(origin, type) and issubclass(origin, ColumnElement) and len(arguments) == 1):
            raise UnreadableError.unlike(value, EXPRESSION)
        return self._shape(arguments[0], module)

    def _shape(self, value: object, module: str) -> Shape:
        value = self.evaluate(value, module)
        if get_origin(value) in (Union, UnionType):
            parts = [part for part in get_args(value) if part is not NoneType]
            if len(parts) > 1:
                raise UnreadableError.unlike(value, ONE_TYPE)
            return Shape(self._plain(parts[0], module), nullable=True)
        if get_origin(value) is list:
            return Shape(self._plain(get_args(value)[0], module), many=True)
        return Shape(self._plain(value, module))

    def _plain(self, value: object, module: str) -> type:
        value = self.evaluate(value, module)
        if not isinstance(value, type) or get_origin(value) is not None:
            raise UnreadableError.unlike(value, ONE_TYPE)
        return value

    def evaluate(self, annotation: object, module: str) -> Any:  # noqa: ANN401 - an annotation may be anything
        """What the annotation means where it was written; raises UnreadableError where it means nothing."""
        text = annotation.__forward_arg__ if isinstance(annotation, ForwardRef) else annotation
        if not isinstance(text, str):
            return annotation
        written_in = vars(sys.modules[module]) if module in sys.modules else {}
        try:
            return eval(text, {}, ChainMap(written_in, self._names))  # noqa: S307 - code of a trusted plugin, as typing.get_type_hints does
        except Exception as error:
            raise UnreadableError(str(error)) from error
