from __future__ import annotations

from pathlib import Path

import pytest

import core
from core.foundation.startup import ForeignPackage, HiddenPlugins, ShadowedPackage, check_surroundings

ROOT = Path(core.__file__).parent.parent
OURS = {"core": ["renda"], "schema": ["renda"], "plugins": ["renda"]}


def as_it_should_be(package: str) -> list[Path]:
    return [] if package == "plugins" else [ROOT / package / "__init__.py"]


def test_this_very_environment_is_in_order() -> None:
    check_surroundings()


def test_our_own_packages_are_no_fault() -> None:
    check_surroundings(OURS, as_it_should_be)


@pytest.mark.parametrize("package", ["core", "schema"])
def test_another_distribution_with_a_package_of_our_name_is_to_be_uninstalled(package: str) -> None:
    """PyPI has a distribution `schema` that brings a package `schema`."""
    owners = {**OURS, package: ["renda", f"other-{package}"]}

    with pytest.raises(ForeignPackage, match=f"other-{package} also brings a package '{package}'") as caught:
        check_surroundings(owners, as_it_should_be)

    assert f"pip uninstall other-{package}" in caught.value.hint.format_map(caught.value.details)


def test_a_package_that_lies_before_ours_is_named_with_its_place(tmp_path: Path) -> None:
    def locate(package: str) -> list[Path]:
        return [tmp_path / "schema" / "__init__.py"] if package == "schema" else as_it_should_be(package)

    with pytest.raises(ShadowedPackage, match=f"'schema' is imported from {tmp_path}"):
        check_surroundings(OURS, locate)


def test_a_stray_initial_file_that_hides_plugins_is_to_be_deleted(tmp_path: Path) -> None:
    stray = tmp_path / "plugins" / "__init__.py"

    def locate(package: str) -> list[Path]:
        return [stray] if package == "plugins" else as_it_should_be(package)

    with pytest.raises(HiddenPlugins, match=f"{stray} hides the plugins") as caught:
        check_surroundings({**OURS, "plugins": ["renda", "renda-sanjiang"]}, locate)

    assert "renda-sanjiang" in caught.value.hint.format_map(caught.value.details)


def test_the_folder_of_plugins_is_a_namespace() -> None:
    assert not (ROOT / "plugins" / "__init__.py").exists()
