from __future__ import annotations

import dataclasses
import sys
import types
from typing import Any

import pytest

from core.declarations.manifest import LONGEST_NAME, Manifest
from core.declarations.refusals import ManifestInvalid
from tests.core.manifests import a_manifest


def test_a_manifest_takes_its_package_from_the_module_that_declares_it(monkeypatch: pytest.MonkeyPatch) -> None:
    module = types.ModuleType("renda_sanjiang.manifest")
    monkeypatch.setitem(sys.modules, "renda_sanjiang.manifest", module)
    source = "MANIFEST = Manifest(name='sanjiang', version='1.0', summary='Sanjiang', core='')"

    module.__dict__["Manifest"] = Manifest
    exec(compile(source, "renda_sanjiang/manifest.py", "exec"), module.__dict__)  # noqa: S102 - stands for an import

    assert module.MANIFEST.package == "renda_sanjiang"
    assert str(module.MANIFEST.origin) == "'sanjiang' (renda_sanjiang/manifest.py:1)"


@pytest.mark.parametrize("name", ["a", "stations", "renda1", "four_three_2", "x" * LONGEST_NAME])
def test_a_name_of_small_letters_digits_and_underscores_is_accepted(name: str) -> None:
    assert a_manifest(name).name == name


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": ""}, "name ''"),
        ({"name": "Stations"}, "name 'Stations'"),
        ({"name": "1st"}, "name '1st'"),
        ({"name": "a__b"}, "name 'a__b'"),
        ({"name": "a_"}, "name 'a_'"),
        ({"name": "三江"}, "name '三江'"),
        ({"name": "x" * (LONGEST_NAME + 1)}, "is no plugin name"),
        ({"name": "schema"}, "Renda uses itself"),
        ({"summary": " "}, "no summary"),
        ({"version": "one"}, "version 'one'"),
        ({"core": "0.1"}, "core '0.1'"),
        ({"depends": {"congress": "~~1"}}, "congress '~~1'"),
        ({"depends": {"stations": ""}}, "the plugin itself"),
        ({"conflicts": ("stations",)}, "the plugin itself"),
    ],
)
def test_a_manifest_that_says_something_impossible_is_refused_with_its_place(change: dict[str, Any], told: str) -> None:
    with pytest.raises(ManifestInvalid) as caught:
        a_manifest(**change)

    assert told in str(caught.value)
    assert "manifests.py:" in str(caught.value)
    assert caught.value.code == "MANIFEST_INVALID"
    assert caught.value.hint


def test_a_manifest_outside_a_package_is_refused() -> None:
    with pytest.raises(ManifestInvalid, match="does not lie in a package"):
        exec(  # noqa: S102 - stands for a module at the top level
            "Manifest(name='a', version='1', summary='A', core='')", {"Manifest": Manifest, "__name__": "alone"}
        )


def test_a_range_also_takes_early_versions_of_what_it_names() -> None:
    """Whoever installs 0.2.0rc1 wants it: a range is not a wish for final versions."""
    manifest = a_manifest(core=">=0.1", depends={"congress": ">=0.1,<1"})

    assert manifest.accepts_core("0.2.0rc1")
    assert manifest.accepts(a_manifest("congress", "0.2.0rc1"))
    assert not manifest.accepts(a_manifest("congress", "1.0"))


def test_a_manifest_cannot_be_changed() -> None:
    manifest = a_manifest(depends={"congress": ""})

    with pytest.raises(dataclasses.FrozenInstanceError):
        manifest.name = "other"  # type: ignore[misc]
    with pytest.raises(TypeError):
        manifest.depends["other"] = ""  # type: ignore[index]
    assert hash(manifest) == hash(a_manifest(depends={"congress": ""}))
