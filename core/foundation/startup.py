"""What is looked at before anything starts: that `core`, `schema` and `plugins` are really ours."""

from __future__ import annotations

from importlib.metadata import packages_distributions
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from core.foundation.errors import WiringError
from core.foundation.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

DISTRIBUTION = "renda"
FLOORS = ("core", "schema")
NAMESPACE = "plugins"


class ForeignPackage(WiringError):
    """Another distribution that brings a package of one of our names."""

    code = "FOREIGN_PACKAGE"
    message = _("The distribution {distribution} also brings a package '{package}', which Renda needs for itself.")
    hint = _("Run: pip uninstall {distribution}; then install Renda again, since both wrote to one folder.")


class ShadowedPackage(WiringError):
    """A package of one of our names that lies before ours in the search path."""

    code = "SHADOWED_PACKAGE"
    message = _("'{package}' is imported from {found}, not from {ours}.")
    hint = _("Remove or rename that folder, or start 'renda' in another one.")


class HiddenPlugins(WiringError):
    """A file that turns the shared folder of plugins into a package of one owner."""

    code = "HIDDEN_PLUGINS"
    message = _("The file {file} hides the plugins of all other places.")
    hint = _("Delete it: 'plugins' is a namespace and has no __init__.py. It came with: {distributions}.")


def check_surroundings(
    owners: Mapping[str, Sequence[str]] | None = None,
    locate: Callable[[str], Iterable[Path]] | None = None,
) -> None:
    """Refuse to start where another distribution's packages stand in the way of ours.

    Args:
        owners: the distributions that bring each top-level package; by default those installed.
        locate: finds the `__init__.py` of a top-level package; by default the import system.

    Raises:
        WiringError: naming what to remove.
    """
    known = packages_distributions() if owners is None else owners
    find = _initial_files if locate is None else locate
    for package in FLOORS:
        for distribution in sorted(set(known.get(package, ())) - {DISTRIBUTION}):
            raise ForeignPackage(distribution=distribution, package=package)
        _check_place(package, find(package))
    for file in find(NAMESPACE):
        others = sorted(set(known.get(NAMESPACE, ())) - {DISTRIBUTION})
        raise HiddenPlugins(file=file, distributions=", ".join(others) or "-")


def _check_place(package: str, found: Iterable[Path]) -> None:
    ours = Path(__file__).parents[2] / package
    for file in found:
        if file.parent.resolve() != ours.resolve():
            raise ShadowedPackage(package=package, found=file.parent, ours=ours)


def _initial_files(package: str) -> Iterable[Path]:
    """The `__init__.py` that importing the package would run; a namespace has none."""
    spec = find_spec(package)
    return [Path(spec.origin)] if spec and spec.origin else []
