"""The manifest of a plugin: plain data, read before any of its code runs."""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import InvalidVersion, Version

from core.declarations.refusals import (
    BadName,
    BadPackage,
    BadRange,
    BadVersion,
    DependsOnItself,
    NoSummary,
    ReservedName,
)
from core.foundation.origins import Origin, Place

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.foundation.errors import WiringError

LONGEST_NAME = 30
"""Characters; the name begins the name of every table, and PostgreSQL cuts names at 63 bytes."""

RESERVED_NAMES = frozenset({"core", "plugins", "renda", "schema"})
_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_DECLARATION_DEPTH = 3
"""Frames from the reader of the frame, through `__post_init__` and `__init__`, to the manifest module."""


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """A plugin's name, version and demands on others.

    `depends` maps the names of other plugins to the versions they may have, as a PEP 440 range
    (`">=0.1,<1"`; empty: any). `core` is such a range for the plugin floor. `package` is where
    `hooks.py` and `locale/` are; by default the package that holds the manifest.
    """

    name: str
    version: str
    summary: str
    core: str
    depends: Mapping[str, str] = field(default_factory=dict, hash=False)
    conflicts: tuple[str, ...] = ()
    package: str = ""
    place: Place = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        frame = sys._getframe(_DECLARATION_DEPTH - 1)  # noqa: SLF001 - the one way to know the line of a declaration
        object.__setattr__(self, "place", Place(frame.f_code.co_filename, frame.f_lineno))
        object.__setattr__(self, "depends", MappingProxyType(dict(self.depends)))
        if not self.package:
            module = str(frame.f_globals.get("__name__", ""))
            object.__setattr__(self, "package", module.rpartition(".")[0])
        fault = _fault(self)
        if fault is not None:
            raise fault

    @property
    def origin(self) -> Origin:
        """The plugin and the line of its manifest, as a refusal names them."""
        return Origin(self.name, self.place)

    @cached_property
    def parsed_version(self) -> Version:
        """The version, comparable."""
        return Version(self.version)

    def accepts_core(self, version: str) -> bool:
        """Whether the plugin runs on that version of the plugin floor."""
        return SpecifierSet(self.core).contains(version, prereleases=True)

    def accepts(self, other: Manifest) -> bool:
        """Whether the other plugin has a version that this one can build on."""
        return SpecifierSet(self.depends.get(other.name, "")).contains(other.parsed_version, prereleases=True)


def _fault(manifest: Manifest) -> WiringError | None:
    """The first thing wrong with the manifest."""
    return _name_fault(manifest) or _version_fault(manifest) or _demand_fault(manifest)


def _name_fault(manifest: Manifest) -> WiringError | None:
    name, place = manifest.name, manifest.origin
    if not _NAME.fullmatch(name) or len(name) > LONGEST_NAME:
        return BadName(first=place, name=name, longest=LONGEST_NAME)
    if name in RESERVED_NAMES:
        return ReservedName(first=place, name=name)
    if not manifest.summary.strip():
        return NoSummary(first=place)
    if not manifest.package:
        return BadPackage(first=place)
    return None


def _version_fault(manifest: Manifest) -> WiringError | None:
    try:
        Version(manifest.version)
    except InvalidVersion:
        return BadVersion(first=manifest.origin, version=manifest.version)
    return None


def _demand_fault(manifest: Manifest) -> WiringError | None:
    for what, versions in {"core": manifest.core, **manifest.depends}.items():
        try:
            SpecifierSet(versions)
        except InvalidSpecifier:
            return BadRange(first=manifest.origin, what=what, versions=versions)
    if manifest.name in {*manifest.depends, *manifest.conflicts}:
        return DependsOnItself(first=manifest.origin)
    return None
