"""Manifests with everything a test does not care about."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from core.declarations.manifest import Manifest

MakePlugin = Callable[..., Manifest]


def a_manifest(  # noqa: PLR0913 - one keyword per property, each with a default
    name: str = "stations",
    version: str = "1.0",
    *,
    summary: str = "Stations",
    core: str = "",
    depends: Mapping[str, str] | None = None,
    conflicts: tuple[str, ...] = (),
    package: str = "renda_test",
) -> Manifest:
    """A manifest in which nothing is wrong."""
    return Manifest(
        name=name,
        version=version,
        summary=summary,
        core=core,
        depends=depends or {},
        conflicts=conflicts,
        package=package,
    )
