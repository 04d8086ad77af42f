"""`renda check`: whether everything that is generated and committed is still true."""

from __future__ import annotations

import click

from schema.commands.reference import reference
from schema.commands.sdl import sdl
from schema.commands.workflows import workflows


@click.command()
@click.pass_context
def check(ctx: click.Context) -> None:
    """Check the committed schema, workflow pages and reference.

    The same as 'renda sdl', 'renda workflows' and 'renda reference' with --check, in one go.
    """
    for command in (sdl, workflows, reference):
        ctx.invoke(command, check=True)
