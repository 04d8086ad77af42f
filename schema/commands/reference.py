"""`renda reference`: what authors of plugins may use and override, and whether the committed page is still true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import schema
from core.foundation.errors import Refusal
from core.foundation.i18n import _
from schema.commands.differences import show_difference
from schema.reference import reference_page

if TYPE_CHECKING:
    from schema.installation import Installation

DOCS = Path(schema.__file__).parents[1] / "docs"
NAME = "reference.md"


class ReferenceChanged(Refusal):
    """A committed page of reference that is no longer what the code says."""

    code = "REFERENCE_CHANGED"
    message = _("{file} does not show what authors of plugins may use and override.")
    hint = _("Read the difference above; if it is meant, run 'renda reference --write' and commit the file.")


@click.command()
@click.option("--check", is_flag=True, help=_("Compare with the file, show the difference, fail if there is one."))
@click.option("--write", is_flag=True, help=_("Write the file."))
@click.option(
    "--folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=DOCS,
    help=_("The folder of the documentation; by default docs of the checkout."),
)
@click.pass_obj
def reference(installation: Installation, *, check: bool, write: bool, folder: Path) -> None:
    """Print or check the page of reference for authors of plugins.

    It shows each name of core.api, and the methods of the installed plugins that others may override.
    """
    text = reference_page(installation, folder)
    path = folder / NAME
    if write:
        path.write_text(text, "utf-8")
    elif check:
        committed = path.read_text("utf-8") if path.exists() else ""
        if show_difference(NAME, committed, text, "renda reference"):
            raise ReferenceChanged(file=NAME)
    else:
        click.echo(text, nl=False)
