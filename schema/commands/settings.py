"""`renda settings`: every setting and every limit, with its value, its default and what it means."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import click
from rich.table import Table

from core.foundation.i18n import _
from core.foundation.settings import Settings, variable
from core.foundation.urls import DatabaseUrl
from schema.commands.localization import terminal_locale
from schema.commands.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from schema.installation import Installation

    Row = tuple[str, object, object, str]

_HEADINGS = (_("Value"), _("Default"), _("Meaning"))
_SETTING, _LIMIT = _("Setting"), _("Limit")


@click.command()
@click.pass_obj
def settings(installation: Installation) -> None:
    """Show every setting and limit.

    Settings are environment variables. A limit that follows a setting names it; all others are the same everywhere.
    """
    translate = partial(installation.translations.translate, locale=terminal_locale())
    _print(translate, _SETTING, _settings(installation.settings))
    click.echo()
    _print(translate, _LIMIT, _limits(installation))


def _settings(values: Settings) -> Iterator[Row]:
    for name, known in Settings.model_fields.items():
        value = getattr(values, name)
        shown = value.shown if isinstance(value, DatabaseUrl) else value
        yield variable(name), shown, known.default, known.description or ""


def _limits(installation: Installation) -> Iterator[Row]:
    for limit in installation.limits.entries():
        name = f"{limit.name} ({variable(limit.setting)})" if limit.setting else limit.name
        yield name, limit.value, limit.default, limit.meaning


def _print(translate: Callable[[str], str], kind: str, rows: Iterator[Row]) -> None:
    table = Table(*map(translate, (kind, *_HEADINGS)), box=None, pad_edge=False)
    for name, value, default, meaning in rows:
        table.add_row(name, _written(value), _written(default), translate(meaning))
    print_table(table)


def _written(value: object) -> str:
    """The value as an operator writes it into a variable."""
    if value is None:
        return "-"
    return str(value.value if isinstance(value, Enum) else value)
