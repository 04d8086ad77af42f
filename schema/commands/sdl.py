"""`renda sdl`: the GraphQL schema as text, and whether the committed one is still true."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

import schema
from core.foundation.errors import Refusal
from core.foundation.i18n import _
from schema.build import build_schema
from schema.commands.differences import show_difference
from schema.sdl import print_sdl

if TYPE_CHECKING:
    from schema.installation import Installation

COMMITTED = Path(schema.__file__).with_name("schema.graphql")


class SchemaChanged(Refusal):
    """A committed schema that is no longer what the plugins make."""

    code = "SCHEMA_CHANGED"
    message = _("{file} is not the schema of the installed plugins.")
    hint = _("Read the difference above; if it is meant, run 'renda sdl --write' and commit the file.")


@click.command()
@click.option("--check", is_flag=True, help=_("Compare with the file, show the difference, fail if there is one."))
@click.option("--write", is_flag=True, help=_("Write the file."))
@click.option(
    "--file",
    type=click.Path(dir_okay=False, path_type=Path),
    default=COMMITTED,
    help=_("The file to compare with or to write; by default the committed one."),
)
@click.pass_obj
def sdl(installation: Installation, *, check: bool, write: bool, file: Path) -> None:
    """Print or check the GraphQL schema.

    It is the schema that the installed plugins make together, sorted by name.
    """
    text = print_sdl(build_schema(installation.generation))
    if write:
        file.write_text(text, "utf-8")
    elif check:
        _compare(file, text)
    else:
        click.echo(text, nl=False)


def _compare(file: Path, text: str) -> None:
    committed = file.read_text("utf-8") if file.exists() else ""
    if show_difference(file.name, committed, text, "renda sdl"):
        raise SchemaChanged(file=file.name)
