"""`renda settings`: every setting and every limit, with its value, its default and what it means."""

from __future__ import annotations

from enum import Enum
from functools import partial
from typing import TYPE_CHECKING

import click
from rich.table import Table
from sqlalchemy.engine import make_url

from core.foundation.i18n import _
from core.foundation.settings import Settings, variable
from schema.commands.localization import terminal_locale
from schema.commands.tables import print_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from schema.installation import Installation

    Row = tuple[str, object, object, str]

_HEADINGS = (_("Value"), _("Default"), _("Meaning"))
_SETTING, _LIMIT = _("Setting"), _("Limit")
_ADDRESSES = frozenset({"database_url", "read_database_url"})
_HIDDEN = "hidden"


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
        shown = without_secrets(value) if value is not None and name in _ADDRESSES else value
        yield variable(name), shown, known.default, known.description or ""


def _limits(installation: Installation) -> Iterator[Row]:
    for limit in installation.limits.entries():
        name = f"{limit.name} ({variable(limit.setting)})" if limit.setting else limit.name
        yield name, limit.value, limit.default, limit.meaning


def without_secrets(address: str) -> str:
    """The address of a database without its password, wherever it stands."""
    url = make_url(address)
    query = {name: _HIDDEN if "password" in name.lower() else value for name, value in url.query.items()}
    return url.set(query=query).render_as_string(hide_password=True)


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
