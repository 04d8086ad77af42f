"""The contract every plugin keeps, as a test class to inherit from.

class TestSanjiang(PluginContract):
    plugin = "sanjiang"

pytest then runs each of its tests for the plugin of that name, composed with all plugins that are installed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

from core.declarations.rules import Action, nothing
from core.discovery.plugins import folders_of
from core.generation.tables import table_of
from schema.installation import Installation
from schema.testing.descriptions import undescribed
from schema.testing.modules import undeclared_imports
from schema.testing.statements import too_many_statements
from schema.testing.texts import faulty_entries, texts_of, untranslated

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.declarations.manifest import Manifest
    from core.generation.generation import Generation
    from core.generation.models import ComposedModel


class BrokenContract(AssertionError):
    """What a plugin promised by being one, and does not keep: a line for each fault."""


class PluginContract:
    """The tests of one plugin, named in `plugin`."""

    plugin: ClassVar[str]

    @classmethod
    def installation(cls) -> Installation:
        """What the plugin is tested in; override it to compose the plugin with chosen others."""
        return _installed()

    def test_what_clients_see_is_described_in_every_language(self) -> None:
        """A client's tools show the descriptions; a clerk reads them in Chinese."""
        _keep(undescribed(self._generation, self.plugin))

    def test_every_text_is_translated(self) -> None:
        """Labels, values, refusals with their hints, summaries: whatever a person may read."""
        _keep(untranslated(texts_of(self._manifest, self._generation), self._generation.translations))

    def test_the_catalogues_hold_what_the_code_says(self) -> None:
        """An entry that no text uses any more is left over; one that names other values would fail when shown."""
        package = self._manifest.package
        _keep(fault for folder in folders_of(package) for fault in faulty_entries(folder / "locale", package))

    def test_somebody_may_read_every_model(self) -> None:
        """Access is denied unless a rule grants it; a model without one could never be seen."""
        _keep(f"nobody may read {model.name}" for model in self._models if not self._readable(model))

    def test_tables_begin_with_the_name_of_the_plugin(self) -> None:
        """So that no two plugins take one name for their tables."""
        names = [table_of(self._generation, model.mapped).name for model in self._models]
        _keep(f"the table {name} is not {self.plugin}_..." for name in names if not name.startswith(f"{self.plugin}_"))

    def test_the_manifest_names_the_plugins_it_imports(self) -> None:
        """Composition follows `depends`; what is imported but not named there may be missing, or come later."""
        known = {self.plugin, *self._manifest.depends}
        others = [other for other in self.installation().plugins.manifests if other.name not in known]
        _keep(undeclared_imports(self._manifest, others))

    def test_a_list_with_all_its_fields_is_one_statement(self) -> None:
        """However much of a record and of what is linked to it is asked for."""
        _keep(too_many_statements(self.installation(), self._models))

    @property
    def _generation(self) -> Generation:
        return self.installation().generation

    @property
    def _manifest(self) -> Manifest:
        manifests = self.installation().plugins.manifests
        return next(manifest for manifest in manifests if manifest.name == self.plugin)

    @property
    def _models(self) -> list[ComposedModel]:
        return [model for model in self._generation.models.values() if model.owner == self.plugin]

    def _readable(self, model: ComposedModel) -> bool:
        rules = self._generation.access.rules(model.mapped, Action.READ)
        return any(rule.role is not None and rule.where is not nothing for rule in rules)


@cache
def _installed() -> Installation:
    return Installation()


def _keep(faults: Iterable[str]) -> None:
    found = list(faults)
    if found:
        raise BrokenContract("\n".join(["", *found]))
