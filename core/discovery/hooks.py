"""The hook manager of one composition, and what is refused when a plugin's hooks are registered."""

from __future__ import annotations

import inspect
from importlib import import_module
from typing import TYPE_CHECKING

import pluggy

from core.declarations.hooks import PROJECT, RendaHooks
from core.discovery.refusals import HooksBroken, HooksMissing, HooksSignature, HooksUnknown, HooksUnmarked
from core.foundation.errors import WiringError
from core.foundation.origins import Origin, Place

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import ModuleType

    from core.declarations.manifest import Manifest

HOOKS = tuple(name for name in vars(RendaHooks) if not name.startswith("_"))
"""The names of all hooks, in the order of the contract."""

_MARK = f"{PROJECT}_impl"


def hook_manager(manifests: Iterable[Manifest]) -> pluggy.PluginManager:
    """A manager of its own in which the plugins are registered under their names, in the given order.

    Raises:
        WiringError: if the hooks of a plugin are missing, fail to import, or do not fit the contract.
    """
    manager = pluggy.PluginManager(PROJECT)
    manager.add_hookspecs(RendaHooks)
    for manifest in manifests:
        module = _hooks_module(manifest)
        _check(manifest, module)
        manager.register(module, name=manifest.name)
    manager.check_pending()
    return manager


def _hooks_module(manifest: Manifest) -> ModuleType:
    name = f"{manifest.package}.hooks"
    try:
        return import_module(name)
    except WiringError:
        raise
    except Exception as error:
        if isinstance(error, ModuleNotFoundError) and name.startswith(error.name or "?"):
            raise HooksMissing(first=manifest.origin, module=name) from error
        reason = f"{type(error).__name__}: {error}"
        raise HooksBroken(first=manifest.origin, module=name, reason=reason) from error


def _check(manifest: Manifest, module: ModuleType) -> None:
    for name, function in inspect.getmembers(module, inspect.isroutine):
        marked = getattr(function, _MARK, None)
        if marked is None:
            if name in HOOKS and function.__module__ == module.__name__:
                raise HooksUnmarked(first=_origin(manifest, function), hook=name)
            continue
        hook = marked.get("specname") or name
        if hook not in HOOKS:
            raise HooksUnknown(first=_origin(manifest, function), hook=hook, known=", ".join(HOOKS))
        _check_parameters(_origin(manifest, function), hook, function)


def _check_parameters(origin: Origin, hook: str, function: object) -> None:
    given = [name for name in inspect.signature(getattr(RendaHooks, hook)).parameters if name != "self"]
    asked = list(inspect.signature(function).parameters)  # type: ignore[arg-type]
    if not set(asked) <= set(given):
        raise HooksSignature(first=origin, hook=hook, asked=", ".join(asked), given=", ".join(given))


def _origin(manifest: Manifest, function: object) -> Origin:
    code = inspect.unwrap(function).__code__  # type: ignore[arg-type]
    return Origin(manifest.name, Place(code.co_filename, code.co_firstlineno))
