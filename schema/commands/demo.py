"""`renda demo`: a city made up for demonstration, on the real map."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import click

from core.foundation.i18n import _
from schema.commands.localization import terminal_locale
from schema.commands.preparation import load_demonstration

if TYPE_CHECKING:
    from schema.installation import Installation

_LOADED = _("Loaded {rows} rows into {tables} tables in {seconds} seconds.")


@click.command()
@click.option("--reset", is_flag=True, help=_("Empty all tables first; whatever was recorded is lost."))
@click.option(
    "--scale",
    type=click.FloatRange(min=0, max=100, min_open=True),
    default=1.0,
    help=_("How much, as a multiple of the usual amount."),
)
@click.pass_obj
def demo(installation: Installation, *, reset: bool, scale: float) -> None:
    """Load made-up records.

    They show the installed plugins at work on the real map. For the development profile only.
    """
    begun = time.monotonic()
    loaded = load_demonstration(installation, reset=reset, scale=scale)
    message = installation.generation.translations.translate(_LOADED, terminal_locale())
    seconds = time.monotonic() - begun
    click.echo(message.format(rows=f"{sum(loaded.values()):,}", tables=len(loaded), seconds=f"{seconds:.1f}"))
