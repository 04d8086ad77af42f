"""The installed plugins, in order, and what each contributes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from core.declarations.contribution import Contribution
from core.declarations.jobs import Job
from core.declarations.models import Model
from core.declarations.mutations import Mutation
from core.declarations.roles import Role
from core.declarations.rules import Rule
from core.declarations.workflows import Workflow, WorkflowExtension
from core.discovery.builtin import BUILTIN
from core.discovery.entry_points import installed_manifests
from core.discovery.hooks import hook_manager
from core.discovery.ordering import topological_order, transitive_dependencies
from core.discovery.refusals import HooksResult

if TYPE_CHECKING:
    import pluggy

    from core.declarations.loads import Load
    from core.declarations.manifest import Manifest
    from core.generation.generation import Generation

T = TypeVar("T")


@dataclass(frozen=True)
class Plugins:
    """The plugins of one composition: their manifests in order, and the manager that calls their hooks."""

    manifests: tuple[Manifest, ...]
    manager: pluggy.PluginManager

    @cached_property
    def depends(self) -> dict[str, frozenset[str]]:
        """For each plugin, the names of all plugins it builds on, also indirectly."""
        return transitive_dependencies(self.manifests)

    def contributions(self) -> tuple[Contribution, ...]:
        """What the core and each plugin bring to a generation, in order.

        Raises:
            HooksResult: if a hook returned something of another kind.
        """
        return (BUILTIN, *(self._contribution(manifest) for manifest in self.manifests))

    def commands(self) -> tuple[click.Command, ...]:
        """The commands the plugins add to `renda`, in order."""
        return tuple(
            command for manifest in self.manifests for command in self._ask(manifest, "commands", click.Command)
        )

    def seeds(self, generation: Generation) -> Iterable[Load]:
        """The rows that must be there, plugin by plugin."""
        for manifest in self.manifests:
            yield from self._call(manifest, "seeds", generation=generation)

    def demo(self, generation: Generation, scale: float = 1.0) -> Iterable[Load]:
        """The rows that show the plugins at work, plugin by plugin, at that multiple of the usual amount."""
        for manifest in self.manifests:
            yield from self._call(manifest, "demo", generation=generation, scale=scale)

    def locale_folders(self, *packages: str) -> tuple[Path, ...]:
        """Where the translations are: the core's, those of the named packages, then each plugin's."""
        names = ("core", *packages, *(manifest.package for manifest in self.manifests))
        return tuple(folder / "locale" for name in names for folder in folders_of(name))

    def _contribution(self, manifest: Manifest) -> Contribution:
        return Contribution(
            plugin=manifest.name,
            depends=self.depends[manifest.name],
            package=manifest.package,
            models=self._ask(manifest, "models", type),
            roles=self._ask(manifest, "roles", Role),
            rules=self._ask(manifest, "rules", Rule),
            mutations=self._ask(manifest, "mutations", Mutation),
            workflows=self._ask(manifest, "workflows", (Workflow, WorkflowExtension)),
            jobs=self._ask(manifest, "jobs", Job),
        )

    def _ask(self, manifest: Manifest, hook: str, kind: type[T] | tuple[type[T], ...]) -> tuple[T, ...]:
        answer = tuple(self._call(manifest, hook))
        for item in answer:
            fits = isinstance(item, kind) and (not isinstance(item, type) or issubclass(item, Model))
            if not fits:
                raise HooksResult(first=manifest.origin, hook=hook, found=repr(item), expected=_expected(kind))
        return answer

    def _call(self, manifest: Manifest, hook: str, **given: object) -> Iterable[Any]:
        module = self.manager.get_plugin(manifest.name)
        others = [plugin for plugin in self.manager.get_plugins() if plugin is not module]
        caller = self.manager.subset_hook_caller(hook, others)
        answers = caller(**given)
        # Of an answer that is None, as after a forgotten `return`, pluggy says nothing.
        missing = [None] * (len(caller.get_hookimpls()) - len(answers))
        for answer in (*answers, *missing):
            if not isinstance(answer, Iterable) or isinstance(answer, str):
                raise HooksResult(first=manifest.origin, hook=hook, found=repr(answer), expected=hook)
            yield from answer


def load_plugins(manifests: Sequence[Manifest] | None = None) -> Plugins:
    """The plugins of these manifests (by default: of all that are installed), ordered and with their hooks.

    Raises:
        WiringError: if they do not fit together, or one of them cannot be loaded.
    """
    ordered = topological_order(installed_manifests() if manifests is None else manifests)
    return Plugins(ordered, hook_manager(ordered))


def folders_of(package: str) -> tuple[Path, ...]:
    """The folders of a package that can be found, without importing it."""
    spec = find_spec(package)
    return tuple(map(Path, spec.submodule_search_locations or ())) if spec else ()


def _expected(kind: type | tuple[type, ...]) -> str:
    if isinstance(kind, tuple):
        return " or ".join(map(_expected, kind))
    return "type[Model]" if kind is type else kind.__name__
