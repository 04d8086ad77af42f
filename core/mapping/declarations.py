"""The declarations of a chain one by one, in the order of the table's columns."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import get_annotations
from typing import TYPE_CHECKING

from sqlalchemy import Column
from sqlalchemy.orm import MappedColumn
from sqlalchemy.orm.interfaces import MapperProperty

from core.declarations.computed import Computed
from core.declarations.models import Declared, LinkSpec, Model
from core.declarations.places import place_of
from core.declarations.resolved import Resolved
from core.foundation.origins import Origin
from core.mapping.refusals import RawDeclaration, RetypedAttribute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.mapping.chains import Chain, Layer

LAST_OF_ROOT = ("version", "created_at", "updated_at")
TABLE_DUNDERS = ("__table_args__", "__mapper_args__")


@dataclass(frozen=True, kw_only=True)
class Declaration:
    """One attribute that a definition declares."""

    chain: Chain
    layer: Layer
    definition: type[Model]
    name: str

    @property
    def attribute(self) -> str:
        """The attribute as a refusal names it: `Station.drum_tower`."""
        return f"{self.chain.name}.{self.name}"

    @property
    def origin(self) -> Origin:
        """Who declares it, and where."""
        return Origin(self.layer.plugin, place_of(self.definition, self.name))

    @property
    def spec(self) -> Declared:
        """What `field`, `link` or `links` recorded."""
        return self.definition.__declared__[self.name]

    @property
    def extends(self) -> bool:
        """Whether an extension declares it, not the root."""
        return self.layer is not self.chain.root


def declarations(chain: Chain) -> Iterator[Declaration]:
    """Fields and links in the order of the table: the root's, what every model has, the extensions'."""
    root = chain.root
    yield Declaration(chain=chain, layer=root, definition=Model, name="id")
    yield from _own(chain, root)
    for name in LAST_OF_ROOT:
        yield Declaration(chain=chain, layer=root, definition=Model, name=name)
    for layer in chain.extensions:
        yield from _own(chain, layer)


def _own(chain: Chain, layer: Layer) -> Iterator[Declaration]:
    for name in layer.definition.__declared__:
        yield Declaration(chain=chain, layer=layer, definition=layer.definition, name=name)


def computed_fields(chain: Chain) -> Iterator[tuple[Declaration, Computed[object]]]:
    """The computed fields; one that is overridden comes once, as its last override."""
    found: dict[str, tuple[Declaration, Computed[object]]] = {}
    for layer in chain.layers:
        for name, value in vars(layer.definition).items():
            if isinstance(value, Computed):
                found[name] = (Declaration(chain=chain, layer=layer, definition=layer.definition, name=name), value)
    yield from found.values()


def resolved_fields(chain: Chain) -> Iterator[list[tuple[Declaration, Resolved[object]]]]:
    """The resolved fields, each with its overrides in composition order."""
    found: dict[str, list[tuple[Declaration, Resolved[object]]]] = {}
    for layer in chain.layers:
        for name, value in vars(layer.definition).items():
            if isinstance(value, Resolved):
                declaration = Declaration(chain=chain, layer=layer, definition=layer.definition, name=name)
                found.setdefault(name, []).append((declaration, value))
    yield from found.values()


def check_raw(chain: Chain) -> None:
    """Refuse what the mapper would read past the composer, and annotations without a declaration."""
    for layer in chain.layers:
        definition = layer.definition
        for name, found in _raw_values(definition):
            raise _raw(chain, layer, name, found)
        for name in sorted(definition.__annotated__.keys() - definition.__declared__.keys()):
            _check_bare(chain, layer, name)
        for name, annotation in get_annotations(definition).items():
            if "ClassVar" not in str(annotation):
                raise _raw(chain, layer, name, f"annotated {annotation}")


def _raw_values(definition: type[Model]) -> Iterator[tuple[str, str]]:
    for name, value in vars(definition).items():
        if name in TABLE_DUNDERS:
            yield name, "not read here: use __keys__, __indexes__ and __checks__"
        if isinstance(value, MappedColumn | Column | MapperProperty):
            yield name, f"a {type(value).__name__}"
    for mixin in definition.__mro__:
        for name, value in () if issubclass(mixin, Model) else vars(mixin).items():
            if isinstance(value, Declared):
                yield name, f"declared in {mixin.__name__}, which is no Model"


def _check_bare(chain: Chain, layer: Layer, name: str) -> None:
    """Allow `host_region_id: Mapped[int]` beside a link, which gives typed code the link's column."""
    for other in chain.layers:
        if not issubclass(layer.definition, other.definition):
            continue
        spec = other.definition.__declared__.get(name.removesuffix("_id"))
        if name.endswith("_id") and isinstance(spec, LinkSpec):
            return
        if other is not layer and name in (*other.definition.__declared__, *Model.__declared__):
            declaration = Declaration(chain=chain, layer=layer, definition=layer.definition, name=name)
            first = Origin(other.plugin, place_of(other.definition, name))
            raise RetypedAttribute(attribute=declaration.attribute, first=first, second=declaration.origin)
    raise _raw(chain, layer, name, "annotated, but not made with field(), link() or links()")


def _raw(chain: Chain, layer: Layer, name: str, found: str) -> RawDeclaration:
    declaration = Declaration(chain=chain, layer=layer, definition=layer.definition, name=name)
    return RawDeclaration(attribute=declaration.attribute, first=declaration.origin, found=found)
