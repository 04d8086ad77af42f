from __future__ import annotations

import sys
import types
from collections.abc import Callable
from importlib.metadata import Distribution, EntryPoint
from pathlib import Path

import pytest

from core.declarations.refusals import NotAManifest, WrongEntryName
from core.discovery.entry_points import GROUP, installed_manifests
from core.discovery.refusals import PluginBroken, PluginDuplicate
from core.foundation.errors import WiringError
from tests.core.manifests import a_manifest

Provide = Callable[[str, object], str]


def an_entry(name: str, module: str, distribution: str, tmp_path: Path) -> EntryPoint:
    """An entry point as the named distribution would bring it."""
    folder = tmp_path / f"{distribution}-1.0.dist-info"
    folder.mkdir(exist_ok=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n", encoding="utf-8")
    (folder / "entry_points.txt").write_text(f"[{GROUP}]\n{name} = {module}:MANIFEST\n", encoding="utf-8")
    (entry,) = Distribution.at(folder).entry_points
    return entry


@pytest.fixture
def provide(monkeypatch: pytest.MonkeyPatch) -> Provide:
    """Puts an object where an entry point leads."""

    def put(module: str, value: object) -> str:
        made = types.ModuleType(module)
        made.__dict__["MANIFEST"] = value
        monkeypatch.setitem(sys.modules, module, made)
        return module

    return put


def test_the_installed_plugins_are_found_by_name_whatever_the_order(provide: Provide, tmp_path: Path) -> None:
    entries = [
        an_entry("stations", provide("m1", a_manifest("stations")), "renda", tmp_path),
        an_entry("congress", provide("m2", a_manifest("congress")), "renda-base", tmp_path),
    ]

    found = installed_manifests(entries)

    assert [manifest.name for manifest in found] == ["congress", "stations"]


def test_two_distributions_with_one_plugin_are_both_named(provide: Provide, tmp_path: Path) -> None:
    entries = [
        an_entry("stations", provide("m1", a_manifest("stations")), "renda-b", tmp_path),
        an_entry("stations", provide("m2", a_manifest("stations")), "renda-a", tmp_path),
    ]

    with pytest.raises(PluginDuplicate) as caught:
        installed_manifests(entries)

    assert "renda-a 1.0" in str(caught.value)
    assert "renda-b 1.0" in str(caught.value)


def test_an_entry_point_that_cannot_be_imported_is_refused_with_the_reason(tmp_path: Path) -> None:
    entry = an_entry("stations", "no_such_module", "renda-x", tmp_path)

    with pytest.raises(PluginBroken, match=r"'stations' of renda-x 1\.0 .* ModuleNotFoundError"):
        installed_manifests([entry])


def test_an_entry_point_that_leads_to_something_else_is_refused(provide: Provide, tmp_path: Path) -> None:
    entry = an_entry("stations", provide("m1", {"name": "stations"}), "renda-x", tmp_path)

    with pytest.raises(NotAManifest, match=r"m1:MANIFEST, which is not a Manifest"):
        installed_manifests([entry])


def test_an_entry_point_with_another_name_than_its_manifest_is_refused(provide: Provide, tmp_path: Path) -> None:
    entry = an_entry("stations", provide("m1", a_manifest("congress")), "renda-x", tmp_path)

    with pytest.raises(WrongEntryName, match="'stations' of renda-x"):
        installed_manifests([entry])


def test_a_manifest_refused_while_it_is_imported_keeps_its_own_sentence(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = "from tests.core.manifests import a_manifest\nMANIFEST = a_manifest(version='one')\n"
    (tmp_path / "broken_manifest.py").write_text(source, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    entry = an_entry("stations", "broken_manifest", "renda-x", tmp_path)

    with pytest.raises(WiringError, match="version 'one'"):
        installed_manifests([entry])
