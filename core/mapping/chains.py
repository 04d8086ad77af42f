"""The row of definitions of each model: the root first, then its extensions in composition order."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from core.declarations.models import Model
from core.foundation.origins import Origin, relative_path
from core.mapping.refusals import (
    DuplicateModel,
    InconsistentOrder,
    UndeclaredDependency,
    UnlistedDefinition,
    UnrootedDefinition,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from core.declarations.contribution import Contribution


@dataclass(frozen=True)
class Layer:
    """One definition in a chain, and the plugin that contributed it."""

    plugin: str
    definition: type[Model]

    @property
    def origin(self) -> Origin:
        """Who contributed the definition, and where it is written."""
        return Origin(self.plugin, self.definition.__place__)


@dataclass(frozen=True)
class Chain:
    """All definitions of one model, root first."""

    layers: tuple[Layer, ...]

    @property
    def root(self) -> Layer:
        """The root definition, which names the model."""
        return self.layers[0]

    @property
    def name(self) -> str:
        """The name of the model."""
        return self.root.definition.__name__

    @property
    def extensions(self) -> tuple[Layer, ...]:
        """The extensions in composition order."""
        return self.layers[1:]


def make_chains(contributions: Sequence[Contribution]) -> Mapping[str, Chain]:
    """The chain of every model by the model's name, in composition order."""
    layers = _distinct(contributions)
    rows: dict[type[Model], list[Layer]] = {}
    for layer in layers:
        rows.setdefault(_root_of(layer, layers), []).append(layer)
    depends = {contribution.plugin: contribution.depends for contribution in contributions}
    chains = [Chain(tuple(row)) for row in rows.values()]
    for chain in chains:
        _check_dependencies(chain, depends)
        _check_order(chain)
    return _by_name(chains)


def _distinct(contributions: Sequence[Contribution]) -> list[Layer]:
    """All definitions, ancestors before descendants; how a plugin lists its own does not matter."""
    seen: dict[type[Model], Layer] = {}
    for contribution in contributions:
        for definition in sorted(set(contribution.models), key=_rank):
            layer = Layer(contribution.plugin, definition)
            known = seen.setdefault(definition, layer)
            if known is not layer:
                raise DuplicateModel(model=definition.__name__, first=known.origin, second=layer.origin)
    return list(seen.values())


def _rank(definition: type[Model]) -> tuple[int, str, str, int]:
    return len(definition.__mro__), definition.__module__, definition.__qualname__, definition.__place__.line


def _root_of(layer: Layer, layers: Iterable[Layer]) -> type[Model]:
    """The root definition among the ancestors, all of which some plugin must contribute."""
    listed = {other.definition for other in layers}
    ancestors = [cls for cls in layer.definition.__mro__ if issubclass(cls, Model) and cls is not Model]
    for ancestor in ancestors:
        if ancestor not in listed:
            raise UnlistedDefinition(
                definition=layer.definition.__name__,
                first=layer.origin,
                missing=ancestor.__name__,
                place=relative_path(ancestor.__place__),
            )
    roots = [ancestor for ancestor in ancestors if Model in ancestor.__bases__]
    if len(roots) > 1:
        names = ", ".join(sorted(root.__name__ for root in roots))
        raise UnrootedDefinition(definition=layer.definition.__name__, first=layer.origin, models=names)
    return roots[0]


def _check_dependencies(chain: Chain, depends: Mapping[str, frozenset[str]]) -> None:
    for layer in chain.layers:
        for other in chain.layers:
            foreign = other.plugin != layer.plugin and other.plugin not in depends[layer.plugin]
            if foreign and issubclass(layer.definition, other.definition):
                raise UndeclaredDependency(
                    what=layer.definition.__name__,
                    first=layer.origin,
                    target=other.definition.__name__,
                    second=other.origin,
                )


def _check_order(chain: Chain) -> None:
    """Refuse what Python could not linearise: bases in another order than the chain's."""
    position = {layer.definition: number for number, layer in enumerate(chain.layers)}
    for layer in chain.layers:
        row = [cls for cls in layer.definition.__mro__ if cls in position]
        for before, after in pairwise(row):
            if position[before] < position[after]:
                raise InconsistentOrder(
                    model=chain.name,
                    definition=layer.definition.__name__,
                    third=layer.origin,
                    before=before.__name__,
                    first=chain.layers[position[before]].origin,
                    after=after.__name__,
                    second=chain.layers[position[after]].origin,
                )


def _by_name(chains: Iterable[Chain]) -> Mapping[str, Chain]:
    named: dict[str, Chain] = {}
    for chain in chains:
        known = named.setdefault(chain.name, chain)
        if known is not chain:
            raise DuplicateModel(model=chain.name, first=known.root.origin, second=chain.root.origin)
    return named
