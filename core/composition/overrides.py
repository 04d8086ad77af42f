"""Refuses attributes that extensions may not declare: taken, closed, retyped, dropped."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

from core.composition.refusals import DroppedAttribute, MissingSuper, NotExtensible, SignatureChanged
from core.declarations.models import Declared, LinkSpec, Model, is_extensible
from core.declarations.places import function_of, place_of
from core.foundation.origins import Origin
from core.mapping.refusals import DuplicateAttribute, RetypedAttribute

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.mapping.chains import Chain

RESERVED = ("metadata", "registry")
"""Taken by SQLAlchemy on every mapped class."""


def check_overrides(chain: Chain) -> None:
    """Compare each attribute of each definition with those composed before it."""
    owners: dict[str, list[_Owned]] = {name: [_Owned("core", Model, name, spec)] for name, spec in _own(Model).items()}
    for layer in chain.layers:
        for name, value in sorted(_own(layer.definition).items()):
            owned = _Owned(layer.plugin, layer.definition, name, value)
            if name in RESERVED:
                raise DuplicateAttribute(attribute=_dotted(chain, name), first="SQLAlchemy", second=owned.origin)
            _check(chain, owned, owners.setdefault(name, []))
            owners[name].append(owned)


class _Owned:
    """One attribute in one definition."""

    def __init__(self, plugin: str, definition: type[Model], name: str, value: object) -> None:
        self.definition = definition
        self.name = name
        self.value = value
        self.origin = Origin(plugin, place_of(definition, name))

    @property
    def is_declared(self) -> bool:
        return isinstance(self.value, Declared)

    @property
    def is_open(self) -> bool:
        return is_extensible(function_of(self.value))

    @property
    def calls_super(self) -> bool:
        code = getattr(function_of(self.value), "__code__", None)
        return code is not None and "__class__" in code.co_freevars and self.name in code.co_names


def _own(definition: type[Model]) -> Mapping[str, object]:
    """The attributes a definition declares itself, with the columns of its links; dunders and annotations left out."""
    written = {name: value for name, value in vars(definition).items() if not name.startswith("__")}
    declared: dict[str, object] = dict(definition.__declared__)
    columns = {f"{name}_id": spec for name, spec in definition.__declared__.items() if isinstance(spec, LinkSpec)}
    return {**columns, **declared, **written}


def _check(chain: Chain, new: _Owned, earlier: list[_Owned]) -> None:
    above = [owned for owned in earlier if issubclass(new.definition, owned.definition)]
    if above:
        _check_override(chain, new, above[0])
    for owned in earlier:
        if owned not in above:
            _check_sibling(chain, new, owned, meet=bool(above))


def _check_override(chain: Chain, new: _Owned, first: _Owned) -> None:
    """An override of what an ancestor was the first to declare."""
    attribute = _dotted(chain, new.name)
    if new.value is None:
        raise DroppedAttribute(attribute=attribute, first=first.origin, second=new.origin)
    if new.is_declared or first.is_declared:
        raise RetypedAttribute(attribute=attribute, first=first.origin, second=new.origin)
    if not first.is_open:
        raise NotExtensible(attribute=attribute, first=first.origin, second=new.origin)
    if _shape(new.value) != _shape(first.value):
        raise SignatureChanged(
            attribute=attribute,
            first=first.origin,
            second=new.origin,
            expected=_written(first.value),
            found=_written(new.value),
        )


def _check_sibling(chain: Chain, new: _Owned, other: _Owned, *, meet: bool) -> None:
    """Two definitions that are written without each other; `meet` if both override an ancestor's method."""
    attribute = _dotted(chain, new.name)
    if not meet:
        raise DuplicateAttribute(attribute=attribute, first=other.origin, second=new.origin)
    for silent, heard in ((other, new), (new, other)):
        if not silent.calls_super:
            raise MissingSuper(attribute=attribute, first=silent.origin, second=heard.origin, name=new.name)


def _shape(value: object) -> tuple[object, ...]:
    """What makes two signatures the same: kind of method, names and kinds of parameters, which have defaults."""
    function = function_of(value)
    if function is None:
        return (type(value),)
    parameters = inspect.signature(function).parameters.values()
    return (type(value), *((one.name, one.kind, one.default is one.empty) for one in parameters))


def _written(value: object) -> str:
    function = function_of(value)
    kind = "" if inspect.isfunction(value) or function is None else f" [{type(value).__name__}]"
    return f"{inspect.signature(function)}{kind}" if function else f" [{type(value).__name__}]"


def _dotted(chain: Chain, name: str) -> str:
    return f"{chain.name}.{name}"
