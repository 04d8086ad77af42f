"""In which order plugins come: each after those it depends on, else by name, never by chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from core.declarations.manifest import Manifest
from core.discovery.refusals import (
    CoreIncompatible,
    PluginConflict,
    PluginCycle,
    PluginDuplicate,
    PluginIncompatible,
    PluginMissing,
)
from core.foundation.version import VERSION

Manifests = Mapping[str, Manifest]


def topological_order(manifests: Iterable[Manifest], core_version: str = VERSION) -> tuple[Manifest, ...]:
    """The manifests by depth of their dependencies, then by name.

    Raises:
        WiringError: if a plugin comes twice, misses a dependency, does not fit the version of
            another or of Renda, conflicts with another, or depends on itself through others.
    """
    known = _by_name(manifests)
    for manifest in known.values():
        _check_core(manifest, core_version)
        _check_dependencies(manifest, known)
        _check_conflicts(manifest, known)
    _check_cycles(known)
    depths: dict[str, int] = {}
    for name in known:
        _measure(name, known, depths)
    return tuple(known[name] for name in sorted(known, key=lambda name: (depths[name], name)))


def transitive_dependencies(manifests: Iterable[Manifest]) -> dict[str, frozenset[str]]:
    """For each plugin, the names of all plugins it builds on, also indirectly; takes ordered manifests."""
    found: dict[str, frozenset[str]] = {}
    for manifest in manifests:
        found[manifest.name] = frozenset(manifest.depends).union(*(found[name] for name in manifest.depends))
    return found


def _by_name(manifests: Iterable[Manifest]) -> dict[str, Manifest]:
    known: dict[str, Manifest] = {}
    for manifest in sorted(manifests, key=lambda manifest: manifest.name):
        twin = known.setdefault(manifest.name, manifest)
        if twin is not manifest:
            raise PluginDuplicate(plugin=manifest.name, first=twin.origin, second=manifest.origin)
    return known


def _check_core(manifest: Manifest, version: str) -> None:
    if not manifest.accepts_core(version):
        raise CoreIncompatible(first=manifest.origin, versions=manifest.core, version=version)


def _check_dependencies(manifest: Manifest, known: Manifests) -> None:
    for name, versions in sorted(manifest.depends.items()):
        other = known.get(name)
        if other is None:
            raise PluginMissing(first=manifest.origin, plugin=manifest.name, missing=name, versions=versions or "*")
        if not manifest.accepts(other):
            raise PluginIncompatible(
                first=manifest.origin, second=other.origin, other=name, versions=versions, version=other.version
            )


def _check_conflicts(manifest: Manifest, known: Manifests) -> None:
    for name in sorted(manifest.conflicts):
        if name in known:
            raise PluginConflict(first=manifest.origin, second=known[name].origin)


def _check_cycles(known: Manifests) -> None:
    cleared: set[str] = set()
    for name in known:
        for cycle in _cycles(name, known, (), cleared):
            raise PluginCycle(
                first=known[cycle[0]].origin,
                second=known[cycle[-2]].origin,
                cycle=" -> ".join(cycle),
            )


def _cycles(name: str, known: Manifests, path: tuple[str, ...], cleared: set[str]) -> Iterator[tuple[str, ...]]:
    if name in path:
        yield (*path[path.index(name) :], name)
        return
    if name in cleared:
        return
    for dependency in sorted(known[name].depends):
        yield from _cycles(dependency, known, (*path, name), cleared)
    cleared.add(name)


def _measure(name: str, known: Manifests, depths: dict[str, int]) -> int:
    if name not in depths:
        below = (_measure(dependency, known, depths) for dependency in known[name].depends)
        depths[name] = max(below, default=-1) + 1
    return depths[name]
