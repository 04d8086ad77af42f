"""Writes that clients may call: a plain function, its input as a dataclass, and who may call it."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_type_hints

from core.declarations.environments import Env
from core.declarations.models import Model
from core.declarations.refusals import InputNotFrozen, ResultNotModel, UnknownAnnotations, WrongParameters
from core.foundation.i18n import docstring
from core.foundation.origins import Place, relative_path

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from core.declarations.roles import Role
    from core.foundation.errors import Refusal

I = TypeVar("I")  # noqa: E741 - the input
M_co = TypeVar("M_co", bound=Model, covariant=True)
_LABEL = "label"


@dataclass(frozen=True)
class Ref(Generic[M_co]):
    """A reference to a record, in an input: `station: Ref[Station]`. Clients send the record's global id."""

    id: int


def label(text: str) -> Mapping[str, str]:
    """The label of a dataclass's field, as metadata: `field(metadata=label(_("Text")))`.

    An argument of a resolved field has it in its annotation: `Annotated[date, label(_("Day"))]`.
    """
    return {_LABEL: text}


def label_from(metadata: Iterable[object]) -> str:
    """The text given to `label` in the metadata of an annotation; empty if nothing."""
    return next((str(one[_LABEL]) for one in metadata if isinstance(one, Mapping) and _LABEL in one), "")


def label_of(member: dataclasses.Field[Any]) -> str:
    """The text given to `label` for the input's field; empty if nothing."""
    label: str = member.metadata.get(_LABEL, "")
    return label


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What a change did, where that is more than one record.

    `rows` holds the refusal of each row of a change of many that was not done, by the number of the
    row from 0. With `undo` everything is taken back, and only the refusals are reported.
    """

    records: tuple[Model, ...] = ()
    also: Mapping[str, Model] = field(default_factory=dict)
    rows: Mapping[int, Refusal] = field(default_factory=dict)
    undo: bool = False


@dataclass(frozen=True, kw_only=True)
class Mutation:
    """A function offered to clients under its own name; `result` is the definition of what it returns.

    `also` names further records that its payload shows, with their definitions; with `many` the
    payload shows a list of records. `package` is the module that its texts are written in.
    """

    name: str
    description: str
    function: Callable[[Env, Any], Model | Outcome]
    allow: tuple[Role, ...]
    input_type: type
    result: type[Model]
    place: Place
    package: str
    also: Mapping[str, type[Model]] = field(default_factory=dict)
    many: bool = False


def mutation(function: Callable[[Env, I], Model], *, allow: tuple[Role, ...]) -> Mutation:
    """Offer the function to actors who hold one of the roles.

    The function is `def record_opinion(env: Env, input: RecordOpinionInput) -> Opinion`, its input a
    frozen dataclass. Its docstring is what clients read.

    Raises:
        MutationSignature: if the function is another.
    """
    code = function.__code__
    place = Place(code.co_filename, code.co_firstlineno)
    input_type, result = _signature(function, place)
    return Mutation(
        name=function.__name__,
        description=docstring(function),
        function=function,
        allow=allow,
        input_type=input_type,
        result=result,
        place=place,
        package=function.__module__,
    )


def _signature(function: Callable[..., object], place: Place) -> tuple[type, type[Model]]:
    details = {"name": function.__name__, "place": relative_path(place)}
    try:
        hints = get_type_hints(function)
    except NameError as error:
        raise UnknownAnnotations(**details, reason=error) from error
    if list(inspect.signature(function).parameters) != ["env", "input"] or hints.get("env") is not Env:
        raise WrongParameters(**details)
    given, result = hints.get("input"), hints.get("return")
    if not isinstance(given, type) or not frozen(given):
        raise InputNotFrozen(**details)
    if not isinstance(result, type) or not issubclass(result, Model):
        raise ResultNotModel(**details)
    return given, result


def frozen(kind: type) -> bool:
    """Whether the class is a frozen dataclass."""
    parameters = getattr(kind, "__dataclass_params__", None)
    return parameters is not None and bool(parameters.frozen)
