"""What is installed here: the settings, the plugins and the generation made of them, each read when first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from core.composition.compose import compose
from core.discovery.plugins import Plugins, folders_of, load_plugins
from core.foundation.errors import WiringError
from core.foundation.i18n import Translations, read_translations
from core.foundation.settings import Profile, Settings
from schema.clashes import check_names
from schema.limits import Limits
from schema.tokens import Tokens, signing_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.declarations.manifest import Manifest
    from core.generation.generation import Generation


class Installation:
    """The settings, plugins and generation of one process."""

    def __init__(self, settings: Settings | None = None, manifests: Sequence[Manifest] | None = None) -> None:
        """By default, read the settings from the environment and take every plugin that is installed."""
        self._given = settings
        self._manifests = manifests

    def under(self, settings: Settings) -> Installation:
        """The same plugins and the generation made of them, under other settings."""
        other = Installation(settings, self._manifests)
        other.plugins, other.generation = self.plugins, self.generation
        return other

    @cached_property
    def settings(self) -> Settings:
        """The settings; a wrong value is refused by name."""
        return self._given or Settings()

    @cached_property
    def limits(self) -> Limits:
        """The limits, as the settings have them."""
        return Limits.of(self.settings)

    @cached_property
    def plugins(self) -> Plugins:
        """The plugins in order."""
        return load_plugins(self._manifests)

    @cached_property
    def generation(self) -> Generation:
        """The plugins composed; two things under one GraphQL name are refused."""
        generation = compose(self.plugins.contributions(), locale_folders=self.plugins.locale_folders("schema"))
        try:
            check_names(generation)
        except WiringError:
            generation.dispose()
            raise
        return generation

    @property
    def translations(self) -> Translations:
        """The translations of the floors and of the plugins; of the floors alone while the plugins cannot be loaded."""
        try:
            folders = self.plugins.locale_folders("schema")
        except WiringError:
            folders = tuple(folder / "locale" for floor in ("core", "schema") for folder in folders_of(floor))
        return read_translations(folders)

    @property
    def versions(self) -> Mapping[str, str]:
        """The versions of the plugins by their names, in order."""
        return {manifest.name: manifest.version for manifest in self.plugins.manifests}

    @property
    def tokens(self) -> Tokens:
        """Makes and reads bearer tokens; outside the development profile, refuses to."""
        offered = self.settings.profile is Profile.DEVELOPMENT
        key = signing_key(self.settings.home) if offered else None
        return Tokens(key, self.generation.access.grantable)
