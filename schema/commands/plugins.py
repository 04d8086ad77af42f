"""`renda plugins`: what is installed, in the order in which it is composed."""

from __future__ import annotations

from collections import Counter
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

import click
from rich.table import Table

from core.discovery.entry_points import GROUP, NO_DISTRIBUTION, distribution_of
from core.foundation.i18n import _
from schema.commands.localization import terminal_locale
from schema.commands.tables import print_table

if TYPE_CHECKING:
    from core.declarations.manifest import Manifest
    from schema.installation import Installation

_HEADINGS = (_("Plugin"), _("Version"), _("From"), _("Builds on"), _("Models"), _("Extends"), _("What it is for"))


@click.command()
@click.pass_obj
def plugins(installation: Installation) -> None:
    """Show the installed plugins.

    They come in the order in which they are composed: a plugin after those it builds on.
    """
    locale, translations = terminal_locale(), installation.translations
    table = Table(*(translations.translate(heading, locale) for heading in _HEADINGS), box=None, pad_edge=False)
    models = _Models(installation)
    sources = {entry.name: distribution_of(entry) for entry in entry_points(group=GROUP)}
    for manifest in installation.plugins.manifests:
        source = sources.get(manifest.name, NO_DISTRIBUTION)
        summary = translations.translate(manifest.summary, locale)
        extended = str(models.extended[manifest.name] or "-")
        owned = str(models.owned[manifest.name] or "-")
        table.add_row(manifest.name, manifest.version, source, _depends(manifest), owned, extended, summary)
    print_table(table)


class _Models:
    """How many models each plugin declares, and how many of others it extends."""

    def __init__(self, installation: Installation) -> None:
        models = installation.generation.models.values()
        self.owned = Counter(model.owner for model in models)
        self.extended = Counter(owner for model in models for owner, _definition in model.chain[1:])


def _depends(manifest: Manifest) -> str:
    return ", ".join(f"{name} {versions}".strip() for name, versions in manifest.depends.items()) or "-"
