"""The rates that a chain of definitions declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.declarations.rates import Rate
from core.generation.models import ComposedRate

if TYPE_CHECKING:
    from core.mapping.chains import Chain


def declared_rates(chain: Chain) -> dict[str, ComposedRate]:
    """The rates of a chain by name; one that is overridden comes as its last override."""
    return {
        name: ComposedRate(
            name=name, label=value.label, basis=value.basis, owner=layer.plugin, place=value.place, rate=value
        )
        for layer in chain.layers
        for name, value in vars(layer.definition).items()
        if isinstance(value, Rate)
    }
