"""Which plugins are installed: the entry points of the group `renda.plugins`, each leading to a manifest."""

from __future__ import annotations

import itertools
from importlib.metadata import EntryPoint, entry_points
from typing import TYPE_CHECKING

from core.declarations.manifest import Manifest
from core.declarations.refusals import NotAManifest, WrongEntryName
from core.discovery.refusals import PluginBroken, PluginDuplicate
from core.foundation.errors import WiringError

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUP = "renda.plugins"
NO_DISTRIBUTION = "?"


def installed_manifests(entries: Iterable[EntryPoint] | None = None) -> tuple[Manifest, ...]:
    """The manifests of all installed plugins, by name; Renda's own come this way too.

    Raises:
        PluginDuplicate: if two distributions bring a plugin of one name.
        PluginBroken: if a manifest cannot be imported.
        ManifestInvalid: if an entry point leads to no manifest, or to one of another name.
    """
    found = sorted(entry_points(group=GROUP) if entries is None else entries, key=lambda entry: entry.name)
    for first, second in itertools.pairwise(found):
        if first.name == second.name:
            raise PluginDuplicate(plugin=first.name, first=distribution_of(first), second=distribution_of(second))
    return tuple(_load(entry) for entry in found)


def distribution_of(entry: EntryPoint) -> str:
    """The distribution the entry point belongs to, with its version: `renda-sanjiang 1.0`."""
    distribution = entry.dist
    return f"{distribution.name} {distribution.version}" if distribution else NO_DISTRIBUTION


def _load(entry: EntryPoint) -> Manifest:
    distribution = distribution_of(entry)
    try:
        manifest = entry.load()
    except WiringError:
        raise
    except Exception as error:
        reason = f"{type(error).__name__}: {error}"
        raise PluginBroken(plugin=entry.name, distribution=distribution, target=entry.value, reason=reason) from error
    if not isinstance(manifest, Manifest):
        raise NotAManifest(entry=entry.name, distribution=distribution, target=entry.value)
    if manifest.name != entry.name:
        raise WrongEntryName(entry=entry.name, distribution=distribution, first=manifest.origin)
    return manifest
